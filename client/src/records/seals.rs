//! Sealed dealings: a place on the day list first, and what it is for later.
//!
//! The chain takes the BLAKE2b-256 hash of what `reveal` will be given. Whoever loses the salt can no
//! longer reveal the dealing, and loses the deposit; so it is kept before anything is sent
//! ([`Contents`](crate::records::contents::Contents)).

use codec::{Compact, Encode};
use rand::{rngs::OsRng, RngCore};
use sp_crypto_hashing::blake2_256;
use subxt::tx::Payload;

use crate::{
    chain,
    connection::{AccountId, At, Hash},
    errors::{Error, Result},
    records::{types::Act, DealingId, RecordId},
    registers::{days::Day, RegisterId},
};

/// Sets these hashes apart from all others.
const CONTEXT: &[u8; 22] = b"althing/records/seal/1";

/// The bytes before the arguments of a call whose register and dealing are 0: pallet, call, and one
/// byte for each number.
const HEAD: usize = 4;

/// What is sealed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sealed {
    /// What the chain gets first.
    pub commitment: Hash,
    /// What it gets later: all that `reveal` takes after the dealing's number, the salt included.
    pub arguments: Vec<u8>,
}

/// Seals a dealing with a new salt.
///
/// # Errors
/// If this client was built for another runtime.
pub fn seal(
    at: &At,
    genesis: [u8; 32],
    (register, lodger): (RegisterId, &AccountId),
    (record, act): (Option<RecordId>, Act),
    instrument: Hash,
    effective: Option<Day>,
) -> Result<Sealed> {
    let mut salt = [0; 32];
    OsRng.fill_bytes(&mut salt);
    let call =
        chain::tx().records().reveal(0, 0, record, act, instrument, effective, Hash::from(salt));
    let encoded = at.tx().call_data(&call)?;
    let odd = || Error::Chain("this client is not compatible: a call is too short".into());
    let arguments = encoded.get(HEAD..).ok_or_else(odd)?.to_vec();
    let commitment = commitment(genesis, register, lodger, &arguments);
    Ok(Sealed { commitment, arguments })
}

/// What the chain gets first.
fn commitment(
    genesis: [u8; 32],
    register: RegisterId,
    lodger: &AccountId,
    arguments: &[u8],
) -> Hash {
    let mut sealed = CONTEXT.to_vec();
    sealed.extend(genesis);
    sealed.extend(register.to_le_bytes());
    sealed.extend(lodger.0);
    sealed.extend(arguments);
    Hash::from(blake2_256(&sealed))
}

/// The call that reveals a dealing.
///
/// # Errors
/// If what was kept is no such call on this chain.
pub fn reveal(
    at: &At,
    register: RegisterId,
    dealing: DealingId,
    arguments: &[u8],
) -> Result<impl Payload> {
    let none = Hash::from([0; 32]);
    let empty = chain::tx().records().reveal(0, 0, None, Act::Restore, none, None, none);
    let mut bytes = at.tx().call_data(&empty)?;
    bytes.truncate(2);
    bytes.extend(Compact(register).encode());
    bytes.extend(Compact(dealing).encode());
    bytes.extend(arguments);
    let odd = |cause| Error::Usage(format!("what was sealed is no dealing of this chain: {cause}"));
    at.tx().from_call_data_bytes(&bytes).map_err(odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_lodges_what_where_is_what_is_committed_to() {
        let (ada, bea) = (AccountId::from([1; 32]), AccountId::from([2; 32]));
        let sealed = commitment([7; 32], 3, &ada, b"what");
        assert_ne!(sealed, commitment([8; 32], 3, &ada, b"what"));
        assert_ne!(sealed, commitment([7; 32], 4, &ada, b"what"));
        assert_ne!(sealed, commitment([7; 32], 3, &bea, b"what"));
        assert_ne!(sealed, commitment([7; 32], 3, &ada, b"else"));
    }
}
