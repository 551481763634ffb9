//! Records: what is entered in a register, by which dealings, and what it said on which day.
//!
//! - [`acts`]: the calls of those who lodge, consent, object, approve and judge.
//! - [`seals`]: dealings that nobody is to know yet.
//! - [`parties`]: who can have a right, and in which shares, as people write it.
//! - [`contents`]: what a record says, salted; the chain has the commitment to it.
//! - [`import`]: many records from the files of a land registry; [`synthetic`]: made-up ones.
//! - [`read`]: what the chain stores.
//! - [`view`]: the same as people and programs read it, and what waits for whom.
//! - [`words`]: dealings, states and reasons in words.

pub mod acts;
pub mod contents;
pub mod import;
pub mod parties;
pub mod read;
pub mod seals;
pub mod synthetic;
pub mod view;
pub mod words;

pub use acts::lodge_call;
pub use read::{day_list, find_record_by_name, history};

/// Identifies a record in its register.
pub type RecordId = u32;

/// Identifies a dealing in its register: its place on the day list.
pub type DealingId = u32;

/// Counts the versions of a record, from 1.
pub type VersionNumber = u32;

/// Counts the burdens of a record, from 0.
pub type BurdenNumber = u16;

/// The chain's own types, by the names that the pallet gives them.
pub mod types {
    use crate::{chain::runtime_types::pallet_records as pallet, connection::AccountId};

    pub use crate::chain::runtime_types::althing_runtime::RuntimeCall;
    pub use crate::chain::runtime_types::bounded_collections::bounded_vec::BoundedVec;
    pub use crate::registers::types::Deadline;
    pub use pallet::{
        act::{CorrectionReason, Kind, Part, StrikeReason, UncautionCause},
        burden::EncumbranceKind,
        dealing::{Claim, Lapse, ObjectionVerdict, Place, RejectionReason},
        pallet::Call,
        party::Capacity,
        record::{
            Citation, Content, Record, RecordStatus, RedactionReason, Setters, Span, TitleClass,
        },
    };

    /// What a dealing wants entered.
    pub type Act = pallet::act::Act<AccountId>;
    /// Who can have a right.
    pub type Party = pallet::party::Party<AccountId>;
    /// A part of a whole.
    pub type Share = pallet::party::Share<AccountId>;
    /// Who owns what a record stands for.
    pub type Ownership = pallet::party::Ownership<AccountId>;
    /// What a version said of who owns.
    pub type Holding = pallet::party::Holding<AccountId>;
    /// Who acts for a party.
    pub type Representative = pallet::party::Representative<AccountId>;
    /// A dealing that has not ended.
    pub type Dealing = pallet::dealing::Dealing<AccountId>;
    /// How far a dealing has come.
    pub type State = pallet::dealing::State<AccountId>;
    /// That a party consented.
    pub type Consent = pallet::dealing::Consent<AccountId>;
    /// Somebody objects.
    pub type Objection = pallet::dealing::Objection<AccountId>;
    /// About what dealings keep their order.
    pub type Target = pallet::dealing::Target<AccountId>;
    /// What weighs on a record now.
    pub type Burdens = pallet::burden::Burdens<AccountId>;
    /// One burden of any kind.
    pub type Burden = pallet::burden::Burden<AccountId>;
    /// A right of somebody else.
    pub type Encumbrance = pallet::burden::Encumbrance<AccountId>;
    /// Somebody claims an interest.
    pub type Caution = pallet::burden::Caution<AccountId>;
    /// A court forbids every dealing.
    pub type Freeze = pallet::burden::Freeze<AccountId>;
    /// What was entered into a record at one time.
    pub type Version = pallet::record::Version<AccountId>;
    /// Why a version was taken out of view.
    pub type Redaction = pallet::record::Redaction<AccountId>;
    /// What was said of a record on a day, or what is known of it.
    pub type Statement = pallet::views::Statement<AccountId>;
    /// Something that a version says.
    pub type Said<Value> = pallet::views::Said<AccountId, Value>;
}
