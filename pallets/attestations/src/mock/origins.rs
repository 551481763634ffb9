//! Who decides in tests: each track has an account that stands for what was decided on it.

use althing_primitives::{mandate::Mandate, ProposalId, TrackId};
use frame_support::traits::EnsureOrigin;
use frame_system::RawOrigin;

use super::{AccountId, RuntimeOrigin};

/// The proposal that stands behind every mandate.
pub const PROPOSAL: ProposalId = 7;

const MARK: u8 = 0xee;

/// What was decided on a track.
pub fn mandate(track: TrackId) -> RuntimeOrigin {
    RuntimeOrigin::signed(account(track))
}

fn account(track: TrackId) -> AccountId {
    let mut bytes = [MARK; 32];
    bytes[..2].copy_from_slice(&track.to_be_bytes());
    AccountId::new(bytes)
}

/// Recognizes [`mandate`]s, and Root.
pub struct Mandates;

impl EnsureOrigin<RuntimeOrigin> for Mandates {
    type Success = Mandate;

    fn try_origin(origin: RuntimeOrigin) -> Result<Mandate, RuntimeOrigin> {
        match origin.clone().into() {
            Ok(RawOrigin::Root) => Ok(Mandate::Root),
            Ok(RawOrigin::Signed(who)) => {
                let bytes: &[u8; 32] = who.as_ref();
                let track = TrackId::from_be_bytes([bytes[0], bytes[1]]);
                match who == account(track) {
                    true => Ok(Mandate::Track { track, proposal: PROPOSAL }),
                    false => Err(origin),
                }
            }
            _ => Err(origin),
        }
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
        Ok(RuntimeOrigin::root())
    }
}
