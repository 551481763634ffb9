use std::fs;

use rand::seq::index::sample;

use super::{
    token::{block, signer, IAT, URI},
    *,
};

const ENTRIES: u32 = 1_000_000;

/// A million entries of which `count`, at random, have the status of `purpose`.
fn sparse(purpose: ListPurpose, count: usize, seed: u64) -> StatusArray {
    let mut list = StatusArray::new(purpose.bits(), ENTRIES).unwrap();
    for index in sample(&mut rng(seed), ENTRIES as usize, count) {
        list.set(index as u64, purpose.status()).unwrap();
    }
    list
}

fn token(list: StatusArray) -> String {
    ListToken {
        uri: URI.into(),
        iat: IAT,
        exp: IAT + 86_400,
        ttl: 3600,
        block: block(ListPurpose::Revocation),
        list,
    }
    .sign(&signer())
    .unwrap()
}

#[test]
fn a_million_attestations_of_which_one_in_a_hundred_is_revoked_fit_into_14_kib() {
    for seed in 0..10 {
        let packed = sparse(ListPurpose::Revocation, 10_000, seed).pack().len();
        assert!(packed <= 14 * 1024, "{packed} bytes");
    }
}

#[test]
fn their_signed_token_is_served_in_19_kilobytes() {
    for seed in 0..10 {
        let token = token(sparse(ListPurpose::Revocation, 10_000, seed));
        let served = gzip(&token).len();
        assert!(served <= 19_000, "{served} bytes");
    }
}

#[test]
fn an_empty_list_of_a_million_is_smaller_than_a_kilobyte() {
    let token = token(sparse(ListPurpose::Revocation, 0, 1));
    assert!(token.len() < 1000, "{} bytes", token.len());
}

#[test]
fn a_list_from_the_file_of_indices_is_no_larger_than_one_at_random() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("indices");
    let mut indices = Indices::open(&path, URI, ENTRIES).unwrap();
    // The revoked ones were issued one after the other, which must not show.
    let keys: Vec<_> = (0..10_000).map(key).collect();
    indices.assign_all(&keys, &mut rng(1)).unwrap();
    let list = indices.list(ListPurpose::Revocation, keys).unwrap();
    let packed = list.pack().len();
    assert!((13_000..=14 * 1024).contains(&packed), "{packed} bytes");
    assert!(fs::metadata(&path).unwrap().len() < 2_000_000);
}
