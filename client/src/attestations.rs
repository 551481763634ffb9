//! Attestations: who says what of whom, how sure they are, and whether it holds.
//!
//! - [`statement`], [`agreement`]: what people sign off chain, and the files that carry it.
//! - [`claims`]: what is attested, salted; only the commitment to it goes on the chain.
//! - [`read`]: what the chain stores.
//! - [`view`]: the same as people and programs read it, with whether it holds and why not.
//! - [`prepare`]: what an issuer can attest, checked before anything is signed.
//! - [`acts`]: the calls of issuers, subjects and offices.
//! - [`governance`]: the acts that need a proposal.
//! - [`clock`]: blocks as dates, and dates as blocks.
//! - [`words`]: reasons and states in words.
//! - [`import`]: many attestations from a table.

pub mod acts;
pub mod agreement;
pub mod claims;
pub mod clock;
pub mod governance;
pub mod import;
pub mod prepare;
pub mod read;
pub mod statement;
pub mod view;
pub mod words;

/// Identifies a schema.
pub type SchemaId = u32;

/// Identifies an issuer.
pub type IssuerId = u32;

/// Identifies a tag domain.
pub type DomainId = u32;

/// Identifies a policy.
pub type PolicyId = u32;

/// Identifies an appeal.
pub type AppealId = u32;

/// The chain's own types, by the names that the pallet gives them.
pub mod types {
    use crate::{chain::runtime_types::pallet_attestations as pallet, connection::AccountId};

    pub use crate::chain::runtime_types::althing_primitives::eligibility::{
        Failing, PolicyVersion, Purpose, Unmet,
    };
    pub use crate::chain::runtime_types::bounded_collections::bounded_vec::BoundedVec;
    pub use pallet::{
        appeal::{AppealRules, Effect, MeasureKind, Remedy, Verdict},
        attestation::{
            Attestation, Deposit, End, Payer, Review, RevocationReason, Slot, State,
            SuspensionReason, TagClaim, Terms, Tombstone,
        },
        freeze::{Freeze, FreezeCause, FreezeEffect, FreezeRecord, Office},
        issuer::{Deputy, IssuerKey, IssuerStatus, Rights, Span, Territory},
        periods::Periods,
        policy::{Clause, Filter, Policy, Quantifier, Rule, TagUse},
        request::{RefusalReason, Request, RequestState},
        schema::{
            Description, Field, FieldKind, Permission, RecoveryBy, Schema, SchemaRules, SubjectKind,
        },
    };

    /// Of what an attestation speaks.
    pub type Subject = pallet::attestation::Subject<AccountId>;
    /// An issuer.
    pub type Issuer = pallet::issuer::Issuer<AccountId>;
    /// A tag domain.
    pub type Domain = pallet::schema::Domain<AccountId>;
    /// What an appeal is against.
    pub type Measure = pallet::appeal::Measure<AccountId>;
    /// An open appeal.
    pub type Appeal = pallet::appeal::Appeal<AccountId>;
    /// A recovery that waits for objections.
    pub type Recovery = pallet::recovery::Recovery<AccountId>;
    /// Who holds an office.
    pub type Appointment = pallet::freeze::Appointment<AccountId>;
}
