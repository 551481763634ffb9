//! One policy, met by whom a test names.

use althing_primitives::{
    eligibility::{Eligibility, Failing, PersonTag, PolicyVersion, Purpose, Unmet},
    BlockNumber,
};
use frame_support::{parameter_types, weights::Weight};

/// The policy that exists.
pub const POLICY: PolicyVersion = PolicyVersion { id: 5, version: 2 };
/// A version of it that does not.
pub const UNKNOWN_POLICY: PolicyVersion = PolicyVersion { id: 5, version: 3 };

parameter_types! {
    /// Who meets the policy, each until before a block.
    storage Members: Vec<(u64, BlockNumber)> = Vec::new();
    /// Who is frozen.
    storage Frozen: Vec<u64> = Vec::new();
}

/// Has `who` meet [`POLICY`] until before block `until`.
pub fn meets(who: u64, until: BlockNumber) {
    let mut members = Members::get();
    members.retain(|(member, _)| *member != who);
    members.push((who, until));
    Members::set(&members);
}

/// Freezes `who`.
pub fn freeze(who: u64) {
    Frozen::set(&vec![who]);
}

/// Those who meet [`POLICY`].
pub struct Roll;

impl Eligibility<u64> for Roll {
    fn standing(
        who: &u64,
        policy: PolicyVersion,
        at: BlockNumber,
        purpose: Purpose,
    ) -> Result<Option<PersonTag>, Unmet> {
        if !Self::exists(policy) {
            return Err(Unmet::NoSuchPolicy);
        }
        if purpose == Purpose::Act && Frozen::get().contains(who) {
            return Err(Unmet::Frozen);
        }
        match Members::get().iter().find(|(member, _)| member == who) {
            Some((_, until)) if at < *until => Ok(None),
            Some(_) => Err(Unmet::Clause { index: 0, why: Failing::Expired }),
            None => Err(Unmet::Clause { index: 0, why: Failing::Missing }),
        }
    }

    fn exists(policy: PolicyVersion) -> bool {
        policy == POLICY
    }

    fn weight() -> Weight {
        Weight::from_parts(9_000_000, 900)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn set_up_costliest(who: &u64) -> PolicyVersion {
        meets(*who, BlockNumber::MAX);
        POLICY
    }
}
