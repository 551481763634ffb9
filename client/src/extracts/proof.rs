//! Storage proofs: what is stored under some keys, and under which there is nothing.

use std::collections::BTreeMap;

use sp_core::H256;
use sp_runtime::traits::BlakeTwo256;
use sp_state_machine::{
    create_proof_check_backend, prove_read_on_trie_backend, read_proof_check_on_proving_backend,
};
use sp_trie::StorageProof;

use super::error::ExtractError;

/// What is stored under each key; nothing where the state has nothing.
pub type Proven = BTreeMap<Vec<u8>, Option<Vec<u8>>>;

/// A key as it is shown to people.
pub fn text(key: &[u8]) -> String {
    format!("0x{}", hex::encode(key))
}

/// What the state with the root `root`, of block `number`, has under the keys.
///
/// Every part of the proof has to be needed, so that an extract has one form only and carries nothing
/// else. The layout of nodes is recognized by each node itself; the chain writes version 1.
///
/// # Errors
/// If the proof is of another state, lacks something, or has more than it needs.
pub fn read(
    (number, root): (u32, H256),
    nodes: &[Vec<u8>],
    keys: &[Vec<u8>],
) -> Result<Proven, ExtractError> {
    let proof = StorageProof::new(nodes.iter().cloned());
    let state = create_proof_check_backend::<BlakeTwo256>(root, proof)
        .map_err(|_| ExtractError::OtherState(number))?;
    let mut proven = Proven::new();
    for key in keys {
        let value = read_proof_check_on_proving_backend(&state, key);
        let value = value.map_err(|_| ExtractError::Incomplete(text(key)))?;
        proven.insert(key.clone(), value);
    }
    let needed =
        prove_read_on_trie_backend(&state, keys).map_err(|_| ExtractError::OtherState(number))?;
    match nodes.len().saturating_sub(needed.len()) {
        0 => Ok(proven),
        more => Err(ExtractError::Superfluous(more)),
    }
}
