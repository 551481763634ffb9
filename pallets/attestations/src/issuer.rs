//! Issuers: who may attest, up to which level, for where; their deputies, and what of theirs is
//! void.

use althing_primitives::{Balance, BlockNumber};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

use crate::SchemaId;

/// Identifies an issuer: an account that was accredited for one schema. Sequential, never used
/// again.
pub type IssuerId = u32;

/// How sure an issuer is of what it attests; more is surer. Each schema says what its levels mean.
pub type Level = u8;

/// A country or territory by its number in ISO 3166-1; 0 where none applies.
pub type Jurisdiction = u16;

/// The most jurisdictions that a right or a clause names.
pub const MAX_JURISDICTIONS: u32 = 16;

/// The most separate spans over which an issuer is void.
pub const MAX_SPANS: u32 = 8;

/// The most deputies of an issuer.
pub const MAX_DEPUTIES: u32 = 8;

/// The most keys that an issuer signs documents with.
pub const MAX_KEYS: u32 = 4;

/// A list of jurisdictions.
pub type Jurisdictions = BoundedVec<Jurisdiction, ConstU32<MAX_JURISDICTIONS>>;

/// For where an issuer or a deputy may attest.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Territory {
    /// Everywhere.
    #[codec(index = 0)]
    Anywhere,
    /// In these jurisdictions.
    #[codec(index = 1)]
    Only(Jurisdictions),
}

impl Territory {
    /// Whether it takes in `jurisdiction`.
    pub fn includes(&self, jurisdiction: Jurisdiction) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Only(list) => list.contains(&jurisdiction),
        }
    }

    /// Whether it takes in all of `other`.
    pub fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Anywhere, _) => true,
            (Self::Only(_), Self::Anywhere) => false,
            (Self::Only(_), Self::Only(list)) => list.iter().all(|entry| self.includes(*entry)),
        }
    }
}

/// What an issuer or a deputy may attest.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Rights {
    /// Up to which level.
    pub max_level: Level,
    /// For where.
    pub territory: Territory,
}

impl Rights {
    /// Whether an attestation of this level and jurisdiction is within them.
    pub fn allow(&self, level: Level, jurisdiction: Jurisdiction) -> bool {
        level <= self.max_level && self.territory.includes(jurisdiction)
    }

    /// Whether `other` are fewer rights, or the same.
    pub fn cover(&self, other: &Self) -> bool {
        other.max_level <= self.max_level && self.territory.covers(&other.territory)
    }
}

/// Whether an issuer may issue, and whether what it issued counts.
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
pub enum IssuerStatus {
    /// It may issue.
    #[codec(index = 0)]
    Active,
    /// It may not issue; what it issued counts as before.
    #[codec(index = 1)]
    Suspended {
        /// Since which block.
        since: BlockNumber,
    },
    /// It may not issue, and nothing of what it issued counts.
    #[codec(index = 2)]
    Removed {
        /// Since which block.
        since: BlockNumber,
    },
}

/// Blocks from the first to the last, both included.
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
pub struct Span {
    /// The first block.
    pub first: BlockNumber,
    /// The last block.
    pub last: BlockNumber,
}

/// Spans in order, of which no two overlap or touch.
pub type Spans = BoundedVec<Span, ConstU32<MAX_SPANS>>;

/// An account that was accredited for a schema.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Issuer<AccountId> {
    /// The account.
    pub account: AccountId,
    /// The schema.
    pub schema: SchemaId,
    /// What it may attest; these never change.
    pub rights: Rights,
    /// Whether it may issue.
    pub status: IssuerStatus,
    /// Nothing that it issued in these blocks counts.
    pub void: Spans,
    /// What it has put down to draw deposits from.
    pub bond: Balance,
    /// The part of it that deposits take up, but for those of this block.
    pub drawn: Balance,
    /// How many deputies it has.
    pub deputies: u32,
    /// How many requests to it are open.
    pub requests: u32,
}

/// Who may issue in an issuer's name, with fewer rights.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Deputy {
    /// What it may attest.
    pub rights: Rights,
    /// The first block in which it may no longer.
    pub until: BlockNumber,
}

/// A key with which an issuer signs documents off chain: sr25519 has no JOSE algorithm.
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
pub enum IssuerKey {
    /// An Ed25519 key: JOSE algorithm `EdDSA`.
    #[codec(index = 0)]
    Ed25519([u8; 32]),
    /// A P-256 key, as a compressed point: JOSE algorithm `ES256`.
    #[codec(index = 1)]
    Es256([u8; 33]),
}

/// The keys of an issuer.
pub type IssuerKeys = BoundedVec<IssuerKey, ConstU32<MAX_KEYS>>;
