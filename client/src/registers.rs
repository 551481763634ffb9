//! Registers: who keeps them, under which rules, and on which days.
//!
//! - [`charter`]: what a register is created with, as a file of JSON.
//! - [`acts`]: the calls of a register's authority and auditors.
//! - [`governance`]: the acts that need a proposal.
//! - [`read`]: what the chain stores.
//! - [`view`]: the same as people and programs read it.
//! - [`days`]: days as texts, and which day it is for a register.
//! - [`words`]: kinds, roles and states in words.

pub mod acts;
pub mod charter;
pub mod days;
pub mod governance;
pub mod read;
pub mod view;
pub mod words;

/// Identifies a register.
pub type RegisterId = u32;

/// The chain's own types, by the names that the pallet gives them.
pub mod types {
    use crate::{chain::runtime_types::pallet_records as pallet, connection::AccountId};

    pub use crate::chain::runtime_types::althing_primitives::eligibility::PolicyVersion;
    pub use crate::chain::runtime_types::bounded_collections::bounded_vec::BoundedVec;
    pub use pallet::{
        calendar::{Calendar, Deadline, Weekday},
        register::{
            Access, Charges, Counters, Field, FieldKind, FourEyes, Periods, Permission,
            RegisterKind, RegisterStatus, Rules,
        },
        role::{Grant, Role},
    };

    /// What a register is created with.
    pub type Charter = pallet::register::Charter<AccountId>;
    /// A register.
    pub type Register = pallet::register::Register<AccountId>;
    /// That what a registrar approved is looked into.
    pub type Review = pallet::role::Review<AccountId>;
}
