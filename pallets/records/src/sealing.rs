//! What a sealed dealing commits to.

use codec::Encode;
use sp_core::H256;
use sp_io::hashing::blake2_256;

use crate::{Act, Day, RecordId, RegisterId};

/// Sets these hashes apart from all others.
pub const CONTEXT: [u8; 22] = *b"althing/records/seal/1";

/// The commitment that [`seal`](crate::Pallet::seal) takes and
/// [`reveal`](crate::Pallet::reveal) checks: the BLAKE2b-256 hash of the SCALE encoding of
/// [`CONTEXT`], the chain's genesis hash, the register, the lodger and the arguments of `reveal`, in
/// that order. `salt` is 256 random bits, without which the dealing could be guessed.
#[allow(clippy::too_many_arguments, reason = "they are what is committed to")]
pub fn commitment<AccountId: Encode>(
    genesis: H256,
    register: RegisterId,
    lodger: &AccountId,
    record: Option<RecordId>,
    act: &Act<AccountId>,
    instrument: H256,
    effective: Option<Day>,
    salt: H256,
) -> H256 {
    let sealed = (CONTEXT, genesis, register, lodger, record, act, instrument, effective, salt);
    H256(sealed.using_encoded(blake2_256))
}
