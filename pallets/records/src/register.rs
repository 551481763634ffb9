//! Registers: what they keep, who governs them, and their rules.

use alloc::collections::BTreeSet;

use althing_primitives::{eligibility::PolicyVersion, Balance, BlockNumber, TrackId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;

use crate::Kind;

/// Identifies a register; sequential, never used again.
pub type RegisterId = u32;

/// Counts the versions of a register's rules, from 1.
pub type Revision = u32;

/// What people call a register, in UTF-8.
pub type Name = BoundedVec<u8, ConstU32<64>>;

/// The most fields of a register's layout.
pub const MAX_FIELDS: u32 = 32;

/// The most kinds of dealing that a rule lists.
pub const MAX_KINDS: u32 = 24;

/// The longest period, in business days: about a year.
pub const LONGEST_PERIOD: u16 = 260;

/// What a register keeps.
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
pub enum RegisterKind {
    /// Titles to land.
    #[codec(index = 0)]
    Land,
    /// Births, marriages, deaths.
    #[codec(index = 1)]
    Civil,
    /// Companies and their filings.
    #[codec(index = 2)]
    Company,
    /// Who has custody of what.
    #[codec(index = 3)]
    Custody,
    /// Consent to the use of data.
    #[codec(index = 4)]
    Consent,
    /// What happened, with no holder.
    #[codec(index = 5)]
    Log,
    /// Anything else.
    #[codec(index = 6)]
    Other,
}

/// Who gets the contents behind the commitments.
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
pub enum Access {
    /// Whoever asks.
    #[codec(index = 0)]
    Public,
    /// Whom the authority admits.
    #[codec(index = 1)]
    Restricted,
}

/// Whether a register is worked on.
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
pub enum RegisterStatus {
    /// Dealings are lodged and completed.
    #[codec(index = 0)]
    Active,
    /// Nothing is lodged, approved or completed until it is active again; objecting, withdrawing and
    /// lapsing go on.
    #[codec(index = 1)]
    Suspended,
    /// For ever suspended: it can only be read.
    #[codec(index = 2)]
    Closed,
}

/// Whether something may be done in a register.
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
pub enum Permission {
    /// It may.
    #[codec(index = 0)]
    Allowed,
    /// It may not.
    #[codec(index = 1)]
    Never,
}

/// Whether somebody else has to approve than who lodged.
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
pub enum FourEyes {
    /// Another person.
    #[codec(index = 0)]
    Required,
    /// A registrar may approve what it lodged itself.
    #[codec(index = 1)]
    Waived,
}

/// How long things take, in business days of the register's calendar, at most [`LONGEST_PERIOD`].
/// Zero: no such period.
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
pub struct Periods {
    /// How long a dealing that affects others waits for objections.
    pub notice: u16,
    /// How long a dealing with a stated holder's title waits after the holder was alerted.
    pub waiting: u16,
    /// How long a requisition waits for its answer at most; at least 1.
    pub requisition: u16,
    /// For how long a search protects; zero: there are no searches.
    pub search: u16,
    /// After how long a dealing that was not completed lapses; at least 1, and not before its notice.
    pub longest: u16,
}

impl Periods {
    /// Whether each is in its bounds, and nothing lapses before it can be completed.
    pub fn is_sound(&self) -> bool {
        let Self { notice, waiting, requisition, search, longest } = *self;
        requisition > 0
            && longest > 0
            && longest >= notice.max(waiting)
            && requisition.max(search).max(longest) <= LONGEST_PERIOD
    }
}

/// What lodging costs whoever holds no role in the register.
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
pub struct Charges {
    /// Paid to the authority at lodgement.
    #[codec(compact)]
    pub fee: Balance,
    /// Held until the dealing has ended.
    #[codec(compact)]
    pub deposit: Balance,
    /// Held for as long as a caution stands.
    #[codec(compact)]
    pub caution: Balance,
    /// Held until an objection is withdrawn or decided.
    #[codec(compact)]
    pub objection: Balance,
}

/// The rules of a register. A dealing keeps those under which it was lodged.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Rules {
    /// Whether somebody else has to approve than who lodged.
    pub four_eyes: FourEyes,
    /// The policy by whose person tags people are told apart; none: they are told apart by account.
    pub identity: Option<PolicyVersion>,
    /// Whether whoever holds no role may lodge dealings with what is theirs.
    pub lodging: Permission,
    /// Whether several dealings may be approved in one call.
    pub batches: Permission,
    /// For how many blocks a sealed dealing may stay sealed; zero: nothing is sealed. Nothing is
    /// completed sooner than this after its lodgement, so that whatever was sealed before it is known.
    pub reveal: BlockNumber,
    /// The kinds of dealing to which every holder of an encumbrance has to consent, beside those to
    /// which they always have to.
    pub third_parties: BoundedVec<Kind, ConstU32<MAX_KINDS>>,
    /// How long things take.
    pub periods: Periods,
    /// What lodging costs.
    pub charges: Charges,
    /// How many dealings an account without a role may have open; at least 1.
    pub open_dealings: u16,
}

impl Rules {
    /// Whether its periods are sound, and whoever holds no role may have a dealing open.
    ///
    /// Whether the policy exists, and whether sealing leaves time, the pallet has to say.
    pub fn is_sound(&self) -> bool {
        self.periods.is_sound() && self.open_dealings > 0
    }
}

/// A field of a register's layout.
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
pub struct Field {
    /// The SHA-256 hash of its name.
    pub name: H256,
    /// What its value is.
    pub kind: FieldKind,
}

/// What a field's value is.
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
pub enum FieldKind {
    /// True or false.
    #[codec(index = 0)]
    Boolean,
    /// A whole number.
    #[codec(index = 1)]
    Integer,
    /// Characters.
    #[codec(index = 2)]
    Text,
    /// A day, as in ISO 8601.
    #[codec(index = 3)]
    Date,
    /// Anything else, as bytes.
    #[codec(index = 4)]
    Bytes,
}

/// The fields that the content of every record commits to, in order.
pub type Layout = BoundedVec<Field, ConstU32<MAX_FIELDS>>;

/// What a register is created with.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Charter<AccountId> {
    /// What people call it.
    pub name: Name,
    /// What it keeps.
    pub kind: RegisterKind,
    /// Who gets the contents.
    pub access: Access,
    /// Who grants its roles, and holds none.
    pub authority: AccountId,
    /// The fields of its records.
    pub layout: Layout,
    /// Its rules.
    pub rules: Rules,
    /// Its calendar.
    pub calendar: crate::Calendar,
}

impl<AccountId> Charter<AccountId> {
    /// Whether its name is text, and not only blanks.
    pub fn has_readable_name(&self) -> bool {
        core::str::from_utf8(&self.name).is_ok_and(|text| !text.trim().is_empty())
    }

    /// Whether no two fields of its layout have the same name.
    pub fn names_each_field_once(&self) -> bool {
        let mut names = BTreeSet::new();
        self.layout.iter().all(|field| names.insert(field.name))
    }
}

/// A register.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Register<AccountId> {
    /// What people call it.
    pub name: Name,
    /// What it keeps.
    pub kind: RegisterKind,
    /// Who gets the contents.
    pub access: Access,
    /// The track that governs it.
    pub track: TrackId,
    /// Who grants its roles, and holds none.
    pub authority: AccountId,
    /// Whether it is worked on.
    pub status: RegisterStatus,
    /// Which version of its rules holds for what is lodged now.
    pub revision: Revision,
    /// The last block in which something may be revealed that was sealed under rules of before.
    pub sealed_until: BlockNumber,
}

/// How many records and dealings a register has had; the next ones take these numbers.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Default,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    TypeInfo,
)]
pub struct Counters {
    /// The records.
    pub records: u32,
    /// The dealings.
    pub dealings: u32,
}
