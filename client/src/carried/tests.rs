//! Files there and back, and what is refused.

use super::*;
use crate::{
    connection::ChainKind,
    errors::{exit, Error, Refusal},
    Key,
};

const GENESIS: [u8; 32] = [1; 32];
const FIRST: [u8; 32] = [2; 32];

fn key(name: &str) -> Key {
    Key::well_known(name, ChainKind::Development).unwrap()
}

/// A call of Dave's, to be carried in the blocks 100 to 355.
fn carried() -> Carried {
    let dave = key("//Dave");
    let mut carried = Carried {
        althing: Mark::CarriedCall,
        version: VERSION,
        genesis: GENESIS,
        spec_version: 7,
        transaction_version: 3,
        signer: *dave.account(),
        call: vec![0, 7, 16, b'h', b'e', b'r', b'e'],
        words: "System.remark_with_event { remark: (\"here\") }".into(),
        first_block: 100,
        first_block_hash: FIRST,
        last_block: 355,
        nonce: 4,
        signature: vec![],
    };
    carried.sign(&dave).unwrap();
    carried
}

/// A chain on which it can be carried.
fn present() -> Present {
    Present {
        genesis: GENESIS,
        spec_version: 7,
        transaction_version: 3,
        now: 120,
        first_block_hash: Some(FIRST),
        nonce: Some(4),
    }
}

/// What the file says after a change to its text.
fn altered(from: &str, to: &str) -> Result<Carried, CarriedError> {
    let text = serde_json::to_string(&carried()).unwrap();
    let changed = text.replacen(from, to, 1);
    assert_ne!(changed, text, "there is {from} in {text}");
    Carried::parse(&changed)
}

#[test]
fn a_file_comes_back_as_it_was_written() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("ballot.json");
    let carried = carried();
    carried.write(&path).unwrap();
    let read = Carried::read(&path).unwrap();
    assert_eq!(read, carried);
    read.check(&present()).unwrap();
    let again = carried.write(&path).unwrap_err();
    assert!(again.to_string().contains("already"), "{again}");
}

#[test]
fn the_bytes_are_those_that_the_runtime_takes() {
    let carried = carried();
    let era = [0x47, 0x06];
    let checks = [&era[..], &[4 << 2], &[0]].concat();
    let account = carried.signer.0;
    let expected =
        [&carried.call[..], &[0], &[1, 1], &carried.signature, &account, &checks].concat();
    let length = u32::try_from(expected.len()).unwrap().to_le_bytes();
    let dispatch = carried.dispatch().unwrap();
    assert_eq!(dispatch.arguments(), [&expected[..], &length].concat());

    let payload = [
        &[0][..],
        &carried.call,
        &checks,
        b"_meta_tx",
        &7u32.to_le_bytes(),
        &3u32.to_le_bytes(),
        &GENESIS,
        &FIRST,
        &[0],
    ]
    .concat();
    let hash = sp_crypto_hashing::blake2_256(&payload);
    let signature = subxt_signer::sr25519::Signature(carried.signature.try_into().unwrap());
    let public = subxt_signer::sr25519::PublicKey(account);
    assert!(subxt_signer::sr25519::verify(&signature, hash, &public));
}

#[test]
fn nothing_that_was_signed_can_be_altered() {
    let other = key("//Eve").account().to_string();
    let mut swapped = carried();
    swapped.signature[5] ^= 1;
    let mut short = carried();
    short.signature.pop();
    let all = [
        altered("0x000710", "0x000810").unwrap(),
        altered("\"nonce\":4", "\"nonce\":5").unwrap(),
        altered("\"transaction_version\":3", "\"transaction_version\":2").unwrap(),
        altered(&carried().signer.to_string(), &other).unwrap(),
        Carried { last_block: 611, ..carried() },
        swapped,
        short,
    ];
    for altered in all {
        let error = altered.check(&present()).unwrap_err();
        assert!(matches!(error, CarriedError::Signature { .. }), "{error}: {altered:?}");
    }
}

#[test]
fn what_is_said_in_words_is_not_signed() {
    let reworded = Carried { words: "Nothing at all".into(), ..carried() };
    reworded.check(&present()).unwrap();
}

#[test]
fn a_call_for_another_chain_or_another_runtime_is_refused() {
    let elsewhere = Present { genesis: [9; 32], ..present() };
    let error = carried().check(&elsewhere).unwrap_err();
    assert!(matches!(error, CarriedError::OtherChain { .. }), "{error}");
    for later in
        [Present { spec_version: 8, ..present() }, Present { transaction_version: 4, ..present() }]
    {
        let error = carried().check(&later).unwrap_err();
        assert!(matches!(error, CarriedError::OtherRuntime { .. }), "{error}");
    }
    for first_block_hash in [None, Some([3; 32])] {
        let branch = Present { first_block_hash, ..present() };
        let error = carried().check(&branch).unwrap_err();
        assert!(matches!(error, CarriedError::OtherBranch { first: 100 }), "{error}");
    }
}

#[test]
fn a_call_is_carried_up_to_its_last_block() {
    carried().check(&Present { now: 354, ..present() }).unwrap();
    for now in [355, 356, 100_000] {
        let error = carried().check(&Present { now, ..present() }).unwrap_err();
        assert!(matches!(error, CarriedError::Expired { last: 355, .. }), "{error}");
    }
}

#[test]
fn a_call_is_carried_once_and_in_its_turn() {
    let with = |nonce| carried().check(&Present { nonce, ..present() }).unwrap_err();
    assert!(matches!(with(Some(5)), CarriedError::Used { nonce: 4, next: 5, .. }));
    assert!(matches!(with(Some(3)), CarriedError::Early { nonce: 4, next: 3, .. }));
    assert!(matches!(with(None), CarriedError::NoAccount { .. }));
}

#[test]
fn blocks_that_are_no_era_are_refused() {
    for (first, last) in [(100, 354), (100, 99), (100, 100), (100, 102), (0, u32::MAX)] {
        let error = Carried { first_block: first, last_block: last, ..carried() }.era();
        assert!(matches!(error, Err(CarriedError::Era { .. })), "{first} to {last}");
    }
    let error = altered("\"last_block\":355", "\"last_block\":356").unwrap_err();
    assert!(matches!(error, CarriedError::Era { first: 100, last: 356 }), "{error}");
}

#[test]
fn a_file_of_another_version_or_kind_is_refused() {
    let error = altered("\"version\":1", "\"version\":2,\"more\":true").unwrap_err();
    assert!(matches!(error, CarriedError::Version { found: 2, known: VERSION }), "{error}");
    for (from, to) in [
        ("carried-call", "agreement"),
        ("\"version\":1", "\"version\":1,\"more\":true"),
        ("\"nonce\":4", "\"nonce\":4,\"nonce\":5"),
        ("\"nonce\":4", "\"nonce\":-1"),
        ("0x0007", "0007"),
    ] {
        let error = altered(from, to).unwrap_err();
        assert!(matches!(error, CarriedError::Format(_)), "{to}: {error}");
    }
    assert!(Carried::parse("").is_err());
}

#[test]
fn what_the_chain_refused_is_told_apart_from_a_file_that_cannot_be_used() {
    let refusal = Refusal { name: "Voting::PollClosed".into(), documentation: "It ended.".into() };
    let path = std::path::Path::new("ballot.json");
    let fee = 3_000_000_000;
    let failed = Error::carried(path, CarriedError::Failed { refusal, block: 9, fee });
    assert_eq!(
        failed.to_string(),
        "ballot.json: it was carried in block 9 for 0.003 THG, and the call itself failed: \
         Voting::PollClosed: It ended."
    );
    assert_eq!(failed.exit_code(), exit::REFUSED);
    assert_eq!(failed.refusal().unwrap().name, "Voting::PollClosed");
    let expired = Error::carried(path, CarriedError::Expired { last: 9, now: 9 });
    assert_eq!((expired.exit_code(), expired.kind()), (exit::USAGE, "carried-call"));
    assert!(expired.advice().unwrap().contains("--carry-to"));
}
