//! Schemas: what an attestation says, of whom, and for how long; and tag domains, which they share.

use althing_primitives::{BlockNumber, TrackId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;

/// Identifies a schema; sequential, never used again.
pub type SchemaId = u32;

/// Identifies a tag domain; sequential, never used again.
pub type DomainId = u32;

/// What people call something, in UTF-8.
pub type Name = BoundedVec<u8, ConstU32<64>>;

/// The most claims that a schema lays out.
pub const MAX_FIELDS: u32 = 32;

/// The most schemas that share a tag domain.
pub const MAX_DOMAIN_SCHEMAS: u32 = 8;

/// The most attestations that are looked at to find a person's tags free: those behind the tag, and
/// those behind the tag under the key of before.
pub const MOST_BEHIND_TAGS: u32 = 2 * MAX_DOMAIN_SCHEMAS;

/// The claims that an attestation of a schema commits to.
pub type Layout = BoundedVec<Field, ConstU32<MAX_FIELDS>>;

/// A claim in a schema's layout.
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
    /// The SHA-256 hash of the claim's name.
    pub name: H256,
    /// What its value is.
    pub kind: FieldKind,
}

/// What a claim's value is.
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
    /// A country or territory, as in ISO 3166-1.
    #[codec(index = 4)]
    Country,
    /// Anything else, as bytes.
    #[codec(index = 5)]
    Bytes,
}

/// Of what an attestation of a schema speaks.
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
pub enum SubjectKind {
    /// An account, whose owner has to consent.
    #[codec(index = 0)]
    Account,
    /// A record in a register.
    #[codec(index = 1)]
    Record,
    /// Whatever has this hash.
    #[codec(index = 2)]
    Hash,
}

/// Whether something may be done under a schema.
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

/// Who may move an attestation to another account of the same person.
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
pub enum RecoveryBy {
    /// Another issuer of the schema than the one that issued it.
    #[codec(index = 0)]
    SecondIssuer,
    /// Any issuer of the schema.
    #[codec(index = 1)]
    AnyIssuer,
    /// Nobody.
    #[codec(index = 2)]
    Nobody,
}

/// The rules of a schema.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct SchemaRules {
    /// The track that accredits, suspends, voids and removes its issuers.
    pub track: TrackId,
    /// Of what its attestations speak.
    pub subject: SubjectKind,
    /// For how many blocks an attestation is valid at most.
    pub longest_validity: BlockNumber,
    /// In which domain its attestations carry person tags; none: they carry none.
    pub domain: Option<DomainId>,
    /// Whether attestations may be renewed.
    pub renewal: Permission,
    /// Whether attestations may be suspended.
    pub suspension: Permission,
    /// Who may move attestations to another account.
    pub recovery: RecoveryBy,
}

/// A schema, as far as every use of it has to know it.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Schema {
    /// Its rules, which never change.
    pub rules: SchemaRules,
    /// The first block from which tags under the domain's key of before are no longer asked for.
    /// Kept here so that issuing need not read the domain.
    pub overlap_ends: BlockNumber,
    /// The block in which it was retired; nothing is issued under it from then on.
    pub retired: Option<BlockNumber>,
}

/// What a schema is called, and what its attestations commit to.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Description {
    /// What people call it.
    pub name: Name,
    /// The claims, in the order of the layout.
    pub fields: Layout,
}

/// The public key of a tag domain's key holder: a point of ristretto255.
pub type TagKey = [u8; 32];

/// A tag domain: within it, a person has one tag, whichever issuer computes it.
///
/// The tag is the output of a verifiable oblivious pseudorandom function (RFC 9497, ristretto255
/// and SHA-512), evaluated by a key holder who is no issuer.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Domain<AccountId> {
    /// The track that governs it.
    pub track: TrackId,
    /// Who holds the secret key; never an issuer of a schema of the domain.
    pub key_holder: AccountId,
    /// The public key under which tags are computed.
    pub key: TagKey,
    /// How often the key was changed.
    pub epoch: u32,
    /// The key of before.
    pub previous: Option<TagKey>,
    /// The first block from which tags under the key of before are no longer asked for.
    pub overlap_ends: BlockNumber,
    /// The schemas that share it.
    pub schemas: BoundedVec<SchemaId, ConstU32<MAX_DOMAIN_SCHEMAS>>,
}
