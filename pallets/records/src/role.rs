//! Roles: who may do what in a register.

use althing_primitives::{eligibility::PolicyVersion, BlockNumber};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

use crate::Day;

/// A role in a register.
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
pub enum Role {
    /// Lodges dealings for others, and asks questions of those who do.
    #[codec(index = 0)]
    Clerk,
    /// Approves and rejects dealings.
    #[codec(index = 1)]
    Registrar,
    /// Lodges dealings, and acts for people without a key.
    #[codec(index = 2)]
    Notary,
    /// Puts registrars under review.
    #[codec(index = 3)]
    Auditor,
    /// Freezes records and lifts freezes, decides objections, restores, redacts.
    #[codec(index = 4)]
    Court,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Clerk, Self::Registrar, Self::Notary, Self::Auditor, Self::Court];

    /// Those whose holders lodge dealings for others.
    pub const OFFICERS: [Self; 3] = [Self::Clerk, Self::Registrar, Self::Notary];
}

/// On which terms an account has a role.
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
pub struct Grant {
    /// The policy that it has to meet whenever it uses the role.
    pub policy: Option<PolicyVersion>,
    /// The first block in which it no longer has the role.
    pub expires: BlockNumber,
    /// How many dealings it may approve in a day; none: any number.
    pub approvals_a_day: Option<u32>,
}

impl Grant {
    /// Whether it has ended in block `now`.
    pub fn has_expired(&self, now: BlockNumber) -> bool {
        now >= self.expires
    }
}

/// How many dealings an account has approved on a day.
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
pub struct Approvals {
    /// The day.
    pub day: Day,
    /// How many.
    pub count: u32,
}

/// What a registrar approved is being looked into.
///
/// As long as it lasts the registrar approves nothing, what it approved since is not completed, and
/// records whose newest version it approved since are not disposed of.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Review<AccountId> {
    /// The first block whose approvals are looked into.
    pub since: BlockNumber,
    /// Who ordered it; none: the register's track.
    pub by: Option<AccountId>,
    /// The hash of the grounds.
    pub grounds: H256,
}
