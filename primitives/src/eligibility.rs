//! Who may do what: the question that other pallets ask of attestations.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::weights::Weight;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

use crate::BlockNumber;

/// Identifies a policy, whose versions share it.
pub type PolicyId = u32;

/// What stands for a person in a tag domain: the output of a verifiable oblivious pseudorandom
/// function (RFC 9497), the same for all of that person's accounts.
pub type PersonTag = [u8; 32];

/// A version of a policy. A version never changes, so whoever refers to it knows what it says.
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
pub struct PolicyVersion {
    /// The policy.
    pub id: PolicyId,
    /// Which of its versions, counted from 1.
    pub version: u32,
}

/// What an account wants to do with its standing.
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
pub enum Purpose {
    /// Receive money, hold an office, propose, wherever that asks for a policy: a frozen account
    /// may not.
    #[codec(index = 0)]
    Act,
    /// Vote, object or appeal: nobody can be frozen out of that.
    #[codec(index = 1)]
    Speak,
}

/// Why an account does not meet a policy.
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
pub enum Unmet {
    /// No such version of the policy exists.
    #[codec(index = 0)]
    NoSuchPolicy,
    /// The block is yet to come.
    #[codec(index = 1)]
    NotYet,
    /// The account was frozen in that block.
    #[codec(index = 2)]
    Frozen,
    /// A clause of the policy is not met.
    #[codec(index = 3)]
    Clause {
        /// Its position in the policy, counted from 0.
        index: u8,
        /// Why it is not met.
        why: Failing,
    },
}

/// Why an account does not meet a clause.
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
pub enum Failing {
    /// There is no attestation of the schema.
    #[codec(index = 0)]
    Missing,
    /// It was issued after the block.
    #[codec(index = 1)]
    NotYetIssued,
    /// It had expired.
    #[codec(index = 2)]
    Expired,
    /// It was suspended.
    #[codec(index = 3)]
    Suspended,
    /// It had been revoked, renounced or moved to another account.
    #[codec(index = 4)]
    Ended,
    /// Its issuer had been removed.
    #[codec(index = 5)]
    IssuerRemoved,
    /// It was issued in a span over which its issuer is void.
    #[codec(index = 6)]
    IssuerVoid,
    /// Its level is below the least.
    #[codec(index = 7)]
    Level,
    /// Its jurisdiction is not one of those that are asked for.
    #[codec(index = 8)]
    Jurisdiction,
    /// Its issuer is not one of those that are asked for.
    #[codec(index = 9)]
    Issuer,
    /// It is older than the policy allows.
    #[codec(index = 10)]
    Age,
    /// It carries no person tag of the domain that is asked for.
    #[codec(index = 11)]
    Untagged,
    /// It is met, and the policy wants it not to be.
    #[codec(index = 12)]
    Present,
}

/// Answers whether an account meets a policy.
pub trait Eligibility<AccountId> {
    /// Whether `who` met `policy` in block `at`, which may be this one or an earlier one.
    ///
    /// Yields the person's tag, if an attestation that the policy relies on carries one.
    ///
    /// # Errors
    /// The clause that failed, or why none was looked at.
    fn standing(
        who: &AccountId,
        policy: PolicyVersion,
        at: BlockNumber,
        purpose: Purpose,
    ) -> Result<Option<PersonTag>, Unmet>;

    /// Whether that version of the policy exists.
    fn exists(policy: PolicyVersion) -> bool;

    /// What one such question costs at most.
    fn weight() -> Weight;

    /// Makes `who` meet a new policy that costs as much as one can, and returns it.
    #[cfg(feature = "runtime-benchmarks")]
    fn set_up_costliest(who: &AccountId) -> PolicyVersion;
}

/// Where nothing is attested: no policy exists, so nobody meets one.
impl<AccountId> Eligibility<AccountId> for () {
    fn standing(
        _: &AccountId,
        _: PolicyVersion,
        _: BlockNumber,
        _: Purpose,
    ) -> Result<Option<PersonTag>, Unmet> {
        Err(Unmet::NoSuchPolicy)
    }

    fn exists(_: PolicyVersion) -> bool {
        false
    }

    fn weight() -> Weight {
        Weight::zero()
    }

    /// Returns a version that does not exist, as none does; benchmarks look before they ask for it.
    #[cfg(feature = "runtime-benchmarks")]
    fn set_up_costliest(_: &AccountId) -> PolicyVersion {
        PolicyVersion { id: 0, version: 0 }
    }
}
