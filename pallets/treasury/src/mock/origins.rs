//! Who may spend and void: root without limit, and one account each that stands for a track.

use althing_primitives::{spending::SpendAuthority, Balance, ProposalId};
use frame_support::traits::EnsureOrigin;
use frame_system::RawOrigin;

use super::RuntimeOrigin;

/// Speaks for proposal 7, which may spend up to [`LIMIT`].
pub const SPENDER: u64 = 107;
/// Speaks for proposal 8, which may void up to [`LIMIT`].
pub const VOIDER: u64 = 108;
/// The limit of both.
pub const LIMIT: Balance = 10_000;

/// Root, and the account `WHO` on behalf of the proposal `PROPOSAL`.
pub struct Authorities<const WHO: u64, const PROPOSAL: ProposalId>;

/// Who may spend.
pub type SpendAuthorities = Authorities<SPENDER, 7>;
/// Who may void.
pub type VoidAuthorities = Authorities<VOIDER, 8>;

impl<const WHO: u64, const PROPOSAL: ProposalId> EnsureOrigin<RuntimeOrigin>
    for Authorities<WHO, PROPOSAL>
{
    type Success = SpendAuthority;

    fn try_origin(origin: RuntimeOrigin) -> Result<SpendAuthority, RuntimeOrigin> {
        match origin.clone().into() {
            Ok(RawOrigin::Root) => Ok(SpendAuthority { limit: Balance::MAX, proposal: None }),
            Ok(RawOrigin::Signed(who)) if who == WHO => {
                Ok(SpendAuthority { limit: LIMIT, proposal: Some(PROPOSAL) })
            }
            _ => Err(origin),
        }
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
        Ok(RuntimeOrigin::root())
    }
}
