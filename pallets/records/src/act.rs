//! What a dealing wants entered.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;

use crate::{
    BurdenNumber, Citation, Content, Day, EncumbranceKind, Ownership, Party, RecordId,
    Representative, Span, TitleClass,
};

/// The most parts into which a record is split at once.
pub const MAX_PARTS: u32 = 8;

/// The most records that are merged into another one at once.
pub const MAX_MERGED: u32 = 7;

/// Of which kind a dealing is.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Encode,
    Eq,
    MaxEncodedLen,
    Ord,
    PartialEq,
    PartialOrd,
    TypeInfo,
)]
pub enum Kind {
    /// First registration.
    #[codec(index = 0)]
    Register,
    /// The content changes.
    #[codec(index = 1)]
    Amend,
    /// What was entered was wrong.
    #[codec(index = 2)]
    Correct,
    /// Who owns it is stated for the first time.
    #[codec(index = 3)]
    Vest,
    /// Who owns it changes.
    #[codec(index = 4)]
    Transfer,
    /// A joint owner died.
    #[codec(index = 5)]
    Survive,
    /// Somebody else gets a right in it.
    #[codec(index = 6)]
    Encumber,
    /// Such a right changes.
    #[codec(index = 7)]
    Vary,
    /// Such a right ends.
    #[codec(index = 8)]
    Discharge,
    /// Somebody claims an interest.
    #[codec(index = 9)]
    Caution,
    /// Such a claim ends.
    #[codec(index = 10)]
    Uncaution,
    /// It becomes several.
    #[codec(index = 11)]
    Split,
    /// Several become one.
    #[codec(index = 12)]
    Merge,
    /// Somebody acts for a party.
    #[codec(index = 13)]
    Represent,
    /// It is struck off.
    #[codec(index = 14)]
    StrikeOff,
    /// It is in force again.
    #[codec(index = 15)]
    Restore,
    /// A buyer looks, and is protected.
    #[codec(index = 16)]
    Search,
    /// A court forbids every dealing.
    #[codec(index = 17)]
    Freeze,
    /// The court lifts that.
    #[codec(index = 18)]
    Unfreeze,
}

/// Why something was corrected.
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
pub enum CorrectionReason {
    /// It was written wrongly.
    #[codec(index = 0)]
    Clerical,
    /// The source was wrong.
    #[codec(index = 1)]
    Source,
    /// The source was changed by whoever keeps it.
    #[codec(index = 2)]
    SourceChanged,
    /// A court ordered it.
    #[codec(index = 3)]
    CourtOrder,
    /// It was obtained by fraud.
    #[codec(index = 4)]
    Fraud,
}

/// Why a caution ends.
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
pub enum UncautionCause {
    /// The claimant gives it up.
    #[codec(index = 0)]
    Withdrawn,
    /// The claimant was warned, and did not object.
    #[codec(index = 1)]
    Warned,
    /// It was lodged without reasonable cause (Land Registration Act 2002, section 77): the deposit
    /// goes to the authority.
    #[codec(index = 2)]
    Groundless,
}

/// Why a record is struck off.
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
pub enum StrikeReason {
    /// Its holder asked for it.
    #[codec(index = 0)]
    Requested,
    /// What it stands for no longer exists.
    #[codec(index = 1)]
    Ceased,
    /// It should never have been entered.
    #[codec(index = 2)]
    Void,
    /// Whoever keeps the source withdrew it.
    #[codec(index = 3)]
    SourceWithdrawn,
}

/// A part of a record that is split.
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
pub struct Part {
    /// Its name.
    pub name: H256,
    /// What it says.
    pub content: Content,
}

/// Several parts.
pub type Parts = BoundedVec<Part, ConstU32<MAX_PARTS>>;

/// Several records of one register.
pub type Others = BoundedVec<RecordId, ConstU32<MAX_MERGED>>;

/// What a dealing wants entered.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Act<AccountId> {
    /// A record that is not there yet.
    #[codec(index = 0)]
    Register {
        /// Its name.
        name: H256,
        /// What it says.
        content: Content,
        /// How good the title is.
        class: TitleClass,
        /// Who owns it.
        ownership: Ownership<AccountId>,
        /// What it refers to.
        cites: Option<Citation>,
    },
    /// Another content, from the effective day on.
    #[codec(index = 1)]
    Amend {
        /// What it says from then on.
        content: Content,
        /// What it refers to.
        cites: Option<Citation>,
    },
    /// What should have been said, from the effective day on.
    #[codec(index = 2)]
    Correct {
        /// The content that should have been said.
        content: Option<Content>,
        /// The class that should have been said.
        class: Option<TitleClass>,
        /// The owners that should have been said.
        ownership: Option<Ownership<AccountId>>,
        /// The last day for which it should have been said; none: it still should.
        until: Option<Day>,
        /// Why.
        reason: CorrectionReason,
        /// Who asked for it.
        asked_by: AccountId,
    },
    /// The owners of a record of which the register does not say whose it is.
    #[codec(index = 3)]
    Vest {
        /// The owners.
        ownership: Ownership<AccountId>,
    },
    /// Other owners.
    #[codec(index = 4)]
    Transfer {
        /// All owners from then on, those who stay included.
        ownership: Ownership<AccountId>,
    },
    /// A joint owner died; the others keep all.
    #[codec(index = 5)]
    Survive {
        /// Who died.
        deceased: Party<AccountId>,
    },
    /// A right of somebody else, ranking after all others.
    #[codec(index = 6)]
    Encumber {
        /// Of which kind.
        kind: EncumbranceKind,
        /// Whose right.
        beneficiary: Party<AccountId>,
        /// The salted commitment to its terms.
        terms: H256,
    },
    /// Other terms, another beneficiary, or another rank.
    #[codec(index = 7)]
    Vary {
        /// Which encumbrance.
        number: BurdenNumber,
        /// Its terms from then on.
        terms: H256,
        /// Whose right it is from then on.
        beneficiary: Party<AccountId>,
        /// The encumbrance before which it ranks from then on; none: its rank stays.
        before: Option<BurdenNumber>,
    },
    /// An encumbrance ends.
    #[codec(index = 8)]
    Discharge {
        /// Which.
        number: BurdenNumber,
    },
    /// The lodger claims an interest.
    #[codec(index = 9)]
    Caution {
        /// The hash of the statement of the interest.
        interest: H256,
    },
    /// A caution ends.
    #[codec(index = 10)]
    Uncaution {
        /// Which.
        number: BurdenNumber,
        /// Why.
        cause: UncautionCause,
    },
    /// Several records in place of one. Each carries its encumbrances and cautions on.
    #[codec(index = 11)]
    Split {
        /// At least two parts, whose measures add up.
        parts: Parts,
    },
    /// One record in place of several of the same class and owners, whose encumbrances it carries on.
    #[codec(index = 12)]
    Merge {
        /// The others.
        others: Others,
        /// The new record's name.
        name: H256,
        /// What it says; its measure is the sum.
        content: Content,
    },
    /// Who acts for a party from then on, in all of the register.
    #[codec(index = 13)]
    Represent {
        /// The party.
        party: Party<AccountId>,
        /// Who; none: nobody does any more.
        representative: Option<Representative<AccountId>>,
    },
    /// The record is no longer in force.
    #[codec(index = 14)]
    StrikeOff {
        /// Why.
        reason: StrikeReason,
    },
    /// A record that was struck off is in force again.
    #[codec(index = 15)]
    Restore,
    /// Whoever lodges it is going to acquire: a dealing that the same account lodges in time takes this
    /// place in the order.
    #[codec(index = 16)]
    Search,
}

impl<AccountId> Act<AccountId> {
    /// Of which kind it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Register { .. } => Kind::Register,
            Self::Amend { .. } => Kind::Amend,
            Self::Correct { .. } => Kind::Correct,
            Self::Vest { .. } => Kind::Vest,
            Self::Transfer { .. } => Kind::Transfer,
            Self::Survive { .. } => Kind::Survive,
            Self::Encumber { .. } => Kind::Encumber,
            Self::Vary { .. } => Kind::Vary,
            Self::Discharge { .. } => Kind::Discharge,
            Self::Caution { .. } => Kind::Caution,
            Self::Uncaution { .. } => Kind::Uncaution,
            Self::Split { .. } => Kind::Split,
            Self::Merge { .. } => Kind::Merge,
            Self::Represent { .. } => Kind::Represent,
            Self::StrikeOff { .. } => Kind::StrikeOff,
            Self::Restore => Kind::Restore,
            Self::Search => Kind::Search,
        }
    }

    /// The records that it is about beside the one that its dealing names.
    pub fn others(&self) -> &[RecordId] {
        match self {
            Self::Merge { others, .. } => others,
            _ => &[],
        }
    }

    /// From when and until when what it enters is so, if it takes effect on that day; none, if that
    /// ends before it begins.
    pub fn span(&self, effective: Day) -> Option<Span> {
        let until = match self {
            Self::Correct { until, .. } => *until,
            _ => None,
        };
        let lasts = until.is_none_or(|until| effective <= until);
        lasts.then_some(Span { from: effective, until })
    }
}
