//! Appeals: against what, before whom, and what follows.

use althing_primitives::{Balance, BlockNumber};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;

use crate::{IssuerId, SchemaId, Serial, State, Subject};

/// Identifies an appeal; sequential, never used again.
pub type AppealId = u32;

/// The most members of the panel of one appeal.
pub const MAX_PANEL: u32 = 7;

/// The most people that panels are drawn from.
pub const MAX_POOL: u32 = 64;

/// The people that panels are drawn from.
pub type Pool<AccountId> = BoundedVec<AccountId, ConstU32<MAX_POOL>>;

/// What an appeal is against.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Measure<AccountId> {
    /// An attestation was revoked.
    #[codec(index = 0)]
    Revocation {
        /// Its schema.
        schema: SchemaId,
        /// Its subject.
        subject: Subject<AccountId>,
    },
    /// An attestation is suspended.
    #[codec(index = 1)]
    Suspension {
        /// Its schema.
        schema: SchemaId,
        /// Its subject.
        subject: Subject<AccountId>,
    },
    /// A request was refused.
    #[codec(index = 2)]
    Refusal {
        /// The issuer that refused it.
        issuer: IssuerId,
    },
    /// An account is frozen.
    #[codec(index = 3)]
    Freeze,
    /// An attestation carries a tag that is another person's. Only an issuer of a schema in the
    /// same domain contests that, for whom it has looked into.
    #[codec(index = 4)]
    Tag {
        /// The issuer that contests it.
        issuer: IssuerId,
        /// The attestation's schema.
        schema: SchemaId,
        /// The attestation's subject.
        subject: Subject<AccountId>,
    },
}

/// The kinds of measures; each has rules of its own.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Deserialize,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    Serialize,
    TypeInfo,
)]
#[serde(rename_all = "camelCase")]
pub enum MeasureKind {
    /// See [`Measure::Revocation`].
    #[codec(index = 0)]
    Revocation,
    /// See [`Measure::Suspension`].
    #[codec(index = 1)]
    Suspension,
    /// See [`Measure::Refusal`].
    #[codec(index = 2)]
    Refusal,
    /// See [`Measure::Freeze`].
    #[codec(index = 3)]
    Freeze,
    /// See [`Measure::Tag`].
    #[codec(index = 4)]
    Tag,
}

impl<AccountId> Measure<AccountId> {
    /// Of which kind it is.
    pub fn kind(&self) -> MeasureKind {
        match self {
            Self::Revocation { .. } => MeasureKind::Revocation,
            Self::Suspension { .. } => MeasureKind::Suspension,
            Self::Refusal { .. } => MeasureKind::Refusal,
            Self::Freeze => MeasureKind::Freeze,
            Self::Tag { .. } => MeasureKind::Tag,
        }
    }
}

/// What becomes of a measure.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Deserialize,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    Serialize,
    TypeInfo,
)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// It stands.
    #[codec(index = 0)]
    Upheld,
    /// It falls.
    #[codec(index = 1)]
    Overturned,
}

/// What an appeal does to the measure while it is open.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Deserialize,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    Serialize,
    TypeInfo,
)]
#[serde(rename_all = "camelCase")]
pub enum Effect {
    /// Nothing.
    #[codec(index = 0)]
    Continues,
    /// It has no effect until the appeal is decided.
    #[codec(index = 1)]
    Pauses,
}

/// The rules for appeals against one kind of measure. Periods are in blocks.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Deserialize,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    Serialize,
    TypeInfo,
)]
#[serde(rename_all = "camelCase")]
pub struct AppealRules {
    /// For how long the measure can be appealed.
    pub window: BlockNumber,
    /// For how long the panel can decide.
    pub decision: BlockNumber,
    /// How many sit on the panel.
    pub panel: u8,
    /// What the appeal does to the measure while it is open.
    pub effect: Effect,
    /// What becomes of the measure if the panel does not decide: nobody votes, or as many one way
    /// as the other.
    pub default: Verdict,
    /// What the appellant puts down; it is returned with the decision.
    pub deposit: Balance,
}

/// An open appeal.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Appeal<AccountId> {
    /// Against what.
    pub measure: Measure<AccountId>,
    /// Who appeals.
    pub appellant: AccountId,
    /// The hash of the grounds.
    pub grounds: H256,
    /// The serial of the attestation it is about; 0 where it is about none.
    pub serial: Serial,
    /// The first block in which the panel can no longer decide.
    pub deadline: BlockNumber,
    /// Who decides, and how each has voted.
    pub panel: BoundedVec<(AccountId, Option<Verdict>), ConstU32<MAX_PANEL>>,
    /// What becomes of the measure if the panel does not decide.
    pub default: Verdict,
    /// What the appellant has put down.
    pub deposit: Balance,
    /// The state to which a paused measure returns if it is upheld.
    pub paused: Option<State>,
}

/// Who was drawn for the appeals of a term, in the order in which they are called on.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Sitting<AccountId> {
    /// The block in which they were drawn.
    pub drawn: BlockNumber,
    /// The order.
    pub order: Pool<AccountId>,
}

/// What was done about an outcome.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    TypeInfo,
)]
pub enum Remedy {
    /// The measure stands; nothing was to do.
    #[codec(index = 0)]
    None,
    /// The measure is undone.
    #[codec(index = 1)]
    Restored,
    /// The measure would be undone, but its time has passed.
    #[codec(index = 2)]
    TooLate,
    /// The attestation is not restored: its tag is held by another account by now.
    #[codec(index = 3)]
    TagTaken,
    /// The issuer has to look at the request again, and may not refuse it.
    #[codec(index = 4)]
    Reopened,
}
