//! Where a root of trust comes from: a node that one trusts, or a chain specification.

use std::{collections::BTreeMap, fs::File, io::Read, path::Path};

use codec::DecodeAll;
use serde::Deserialize;
use sp_consensus_grandpa::AuthorityList;
use sp_core::H256;
use sp_crypto_hashing::twox_128;
use sp_runtime::traits::{BlakeTwo256, Header as _};
use sp_trie::{LayoutV1, TrieConfiguration};

use super::{
    error::ExtractError,
    file::Trust,
    finality::{AuthoritySet, Header},
    hex_bytes, make,
};
use crate::{
    connection::Chain,
    errors::{Error, Result},
};

/// The longest chain specification that is read, in bytes.
const LONGEST: u64 = 64 << 20;

/// The root of trust that a node names: the authorities as of its last finalized block. The node is
/// believed, so it should be one's own.
///
/// # Errors
/// If the node does not answer, or the chain has no GRANDPA.
pub async fn from_node(chain: &Chain) -> Result<Trust> {
    let (block, set) = make::present_set(chain).await?;
    Ok(Trust::new(chain.genesis().0, block, &set))
}

/// The root of trust that follows from a raw chain specification: the first block and the first
/// authorities. No node is asked.
///
/// # Errors
/// If it cannot be read, is not raw, or has no GRANDPA authorities.
pub fn from_chain_spec(path: &Path) -> Result<Trust> {
    let failed = |cause| Error::file(path, cause);
    let file = File::open(path).map_err(failed)?;
    let mut text = String::new();
    let read = file.take(LONGEST + 1).read_to_string(&mut text).map_err(failed)?;
    let found = u64::try_from(read).unwrap_or(u64::MAX);
    if found > LONGEST {
        return Err(ExtractError::TooLong { found, limit: LONGEST }.into());
    }
    Ok(of_chain_spec(&text)?)
}

/// The part of a chain specification that makes the first block.
#[derive(Deserialize)]
struct Spec {
    genesis: Genesis,
}

#[derive(Deserialize)]
struct Genesis {
    raw: Option<Raw>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Raw {
    top: BTreeMap<String, String>,
    #[serde(default)]
    children_default: BTreeMap<String, serde_json::Value>,
}

/// The root of trust that follows from the text of a raw chain specification.
///
/// # Errors
/// If it is none, is not raw, or has no GRANDPA authorities.
pub fn of_chain_spec(text: &str) -> Result<Trust, ExtractError> {
    let odd = |problem: &str| ExtractError::ChainSpec(problem.into());
    let spec: Spec = serde_json::from_str(text).map_err(|cause| odd(&cause.to_string()))?;
    let raw = spec.genesis.raw.ok_or_else(|| {
        odd("it is not raw, so its first block is not known; make it with `althing-node export-chain-spec --raw`")
    })?;
    if !raw.children_default.is_empty() {
        return Err(odd("it has child tries, which this chain does not"));
    }
    let bytes = |text: &String| hex_bytes::decode(&text.to_lowercase());
    let pairs = raw.top.iter().map(|(key, value)| Some((bytes(key)?, bytes(value)?)));
    let state: Option<BTreeMap<Vec<u8>, Vec<u8>>> = pairs.collect();
    let state = state.ok_or_else(|| odd("a key or a value in it is not hexadecimal"))?;
    let set = authorities(&state).ok_or_else(|| odd("it names no GRANDPA authorities"))?;
    if set.list.is_empty() {
        return Err(ExtractError::NoGrandpa);
    }
    Ok(Trust::new(genesis_hash(&state).0, 0, &set))
}

/// The hash of the first block of a chain that starts with this state. The block has no transactions,
/// and its state is laid out in version 1.
fn genesis_hash(state: &BTreeMap<Vec<u8>, Vec<u8>>) -> H256 {
    let root = LayoutV1::<BlakeTwo256>::trie_root(state.iter());
    let nothing = LayoutV1::<BlakeTwo256>::trie_root(std::iter::empty::<(Vec<u8>, Vec<u8>)>());
    Header::new(0, nothing, root, H256::zero(), Default::default()).hash()
}

fn authorities(state: &BTreeMap<Vec<u8>, Vec<u8>>) -> Option<AuthoritySet> {
    let stored = |entry: &[u8]| state.get(&[twox_128(b"Grandpa"), twox_128(entry)].concat());
    let list = AuthorityList::decode_all(&mut &stored(b"Authorities")?[..]).ok()?;
    let id = match stored(b"CurrentSetId") {
        Some(bytes) => u64::decode_all(&mut &bytes[..]).ok()?,
        None => 0,
    };
    Some(AuthoritySet { id, list })
}
