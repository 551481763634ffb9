//! Policies: named, versioned rules over attestations.

use althing_primitives::{BlockNumber, TrackId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

use crate::{DomainId, IssuerId, Jurisdictions, Level, Name, SchemaId};

/// The most clauses of a policy.
pub const MAX_CLAUSES: u32 = 8;

/// The most issuers that a clause names.
pub const MAX_CLAUSE_ISSUERS: u32 = 16;

/// Which values a clause accepts.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Filter<List> {
    /// All.
    #[codec(index = 0)]
    Any,
    /// Those of the list.
    #[codec(index = 1)]
    In(List),
    /// All but those of the list.
    #[codec(index = 2)]
    NotIn(List),
}

/// A list of issuers.
pub type IssuerList = BoundedVec<IssuerId, ConstU32<MAX_CLAUSE_ISSUERS>>;

/// How a clause counts towards the policy.
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
pub enum Quantifier {
    /// It has to be met.
    #[codec(index = 0)]
    All,
    /// One of the clauses so marked has to be met.
    #[codec(index = 1)]
    Any,
    /// It must not be met.
    #[codec(index = 2)]
    None,
}

/// What a clause asks of person tags.
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
pub enum TagUse {
    /// Nothing.
    #[codec(index = 0)]
    Ignored,
    /// The attestation has to carry one of the policy's domain.
    #[codec(index = 1)]
    Required,
}

/// What one attestation has to be like.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Clause {
    /// How it counts towards the policy.
    pub quantifier: Quantifier,
    /// Of which schema it is.
    pub schema: SchemaId,
    /// Its least level.
    pub least_level: Level,
    /// Its jurisdiction.
    pub jurisdictions: Filter<Jurisdictions>,
    /// Its issuer.
    pub issuers: Filter<IssuerList>,
    /// How many blocks may lie between its issue and its use; none: as many as it is valid for.
    pub greatest_age: Option<BlockNumber>,
    /// Whether it has to carry a person tag.
    pub tag: TagUse,
}

/// What a policy asks for: all, any and none of its clauses, as each is marked.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Rule {
    /// The clauses.
    pub clauses: BoundedVec<Clause, ConstU32<MAX_CLAUSES>>,
    /// The tag domain whose tag it yields; none: it yields no tag.
    pub domain: Option<DomainId>,
}

/// A policy.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Policy {
    /// What people call it.
    pub name: Name,
    /// The track that revises it.
    pub track: TrackId,
    /// Its newest version, counted from 1.
    pub version: u32,
}
