//! Roots of trust from chain specifications.

use std::collections::BTreeMap;

use codec::Encode;
use serde_json::json;
use sp_crypto_hashing::twox_128;

use super::synthetic::{Forge, FOUR};
use crate::extracts::{
    hex_bytes,
    trust::{from_chain_spec, of_chain_spec},
    ExtractError,
};

fn authorities_key() -> Vec<u8> {
    [twox_128(b"Grandpa"), twox_128(b"Authorities")].concat()
}

fn spec(state: &BTreeMap<Vec<u8>, Vec<u8>>) -> serde_json::Value {
    let top: BTreeMap<_, _> = state
        .iter()
        .map(|(key, value)| (hex_bytes::encode(key), hex_bytes::encode(value)))
        .collect();
    json!({ "name": "Test", "genesis": { "raw": { "top": top, "childrenDefault": {} } } })
}

#[test]
fn the_first_authorities_are_those_of_the_specification() {
    let forge = Forge::new(&FOUR);
    let mut state = forge.state.clone();
    state.insert(authorities_key(), forge.authority_set().list.encode());
    let trust = of_chain_spec(&spec(&state).to_string()).unwrap();
    assert_eq!(trust.authorities, forge.trust().authorities);
    assert_eq!(trust.block, 0);
    state.insert(vec![1], vec![2]);
    let other = of_chain_spec(&spec(&state).to_string()).unwrap();
    assert_ne!(other.genesis, trust.genesis, "another state is another chain");
}

#[test]
fn a_specification_that_is_not_raw_or_names_no_authorities_is_refused() {
    let refused = |text: &str| match of_chain_spec(text) {
        Err(ExtractError::ChainSpec(problem)) => problem,
        other => panic!("{other:?}"),
    };
    let plain = json!({ "genesis": { "runtimeGenesis": { "patch": {} } } }).to_string();
    assert!(refused(&plain).contains("--raw"));
    assert!(refused(&spec(&BTreeMap::new()).to_string()).contains("authorities"));
    refused("[]");
    let odd = json!({ "genesis": { "raw": { "top": { "0xzz": "0x00" } } } }).to_string();
    assert!(refused(&odd).contains("hexadecimal"));
}

#[test]
fn a_chain_without_grandpa_is_named() {
    let state = BTreeMap::from([(authorities_key(), Vec::<(u8, u64)>::new().encode())]);
    let found = of_chain_spec(&spec(&state).to_string());
    assert!(matches!(found, Err(ExtractError::NoGrandpa)), "{found:?}");
}

#[test]
fn a_specification_is_read_from_a_file() {
    let forge = Forge::new(&FOUR);
    let state = BTreeMap::from([(authorities_key(), forge.authority_set().list.encode())]);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("spec.json");
    let text = spec(&state).to_string();
    std::fs::write(&path, &text).unwrap();
    assert_eq!(from_chain_spec(&path).unwrap(), of_chain_spec(&text).unwrap());
}
