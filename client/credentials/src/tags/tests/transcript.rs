use serde_json::{json, Value};

use super::*;
use crate::{
    wallet::{Vault, VaultError, VaultKey},
    Slot,
};

fn made() -> (Tagged, PublicKey) {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), LIMIT);
    (tag_of(&holder, &key, 1, 10), key)
}

fn changed(
    transcript: &Transcript,
    change: impl FnOnce(&mut Value),
) -> Result<Transcript, TagError> {
    let mut value = serde_json::to_value(transcript).unwrap();
    change(&mut value);
    Transcript::from_json(&value.to_string())
}

#[test]
fn a_panel_computes_the_tag_from_the_identity_and_the_registered_key_alone() {
    let (tagged, key) = made();
    let text = serde_json::to_string(&tagged.transcript).unwrap();
    let transcript = Transcript::from_json(&text).unwrap();
    assert_eq!(transcript.verify(&key).unwrap(), tagged.tag);
    assert!(*transcript.identity() == identity(1));
    assert_eq!((transcript.domain(), transcript.epoch()), (DOMAIN, 0));
}

#[test]
fn a_transcript_of_another_identity_does_not_give_the_tag() {
    let (tagged, key) = made();
    for (name, value) in [
        ("number", json!("0000000002")),
        ("country", json!("NOR")),
        ("document", json!("passport")),
    ] {
        let forged =
            changed(&tagged.transcript, |value_| value_["identity"][name] = value).unwrap();
        assert!(matches!(forged.verify(&key), Err(TagError::Proof)), "{name}");
    }
}

#[test]
fn every_byte_of_a_transcript_counts() {
    let (tagged, key) = made();
    for (name, length) in [("blind", 32), ("evaluated", 32), ("proof", 64)] {
        for at in 0..length {
            let forged = changed(&tagged.transcript, |value| {
                let mut bytes = hex::decode(&value[name].as_str().unwrap()[2..]).unwrap();
                bytes[at] ^= 1;
                value[name] = json!(format!("0x{}", hex::encode(bytes)));
            })
            .unwrap();
            assert!(
                matches!(forged.verify(&key), Err(TagError::Proof | TagError::Element(_))),
                "{name}, byte {at}"
            );
        }
    }
}

#[test]
fn the_parts_of_two_transcripts_cannot_be_combined() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), LIMIT);
    let one = tag_of(&holder, &key, 1, 10).transcript;
    let other = serde_json::to_value(&tag_of(&holder, &key, 2, 11).transcript).unwrap();
    for name in ["identity", "blind", "evaluated", "proof"] {
        let forged = changed(&one, |value| value[name] = other[name].clone()).unwrap();
        assert!(forged.verify(&key).is_err(), "{name}");
    }
}

#[test]
fn a_transcript_speaks_for_one_domain_epoch_and_key() {
    let (tagged, key) = made();
    let check = |key: &PublicKey| tagged.transcript.verify(key);
    let other_domain = PublicKey { domain: TagDomain { id: 4, ..DOMAIN }, ..key.clone() };
    assert!(matches!(check(&other_domain), Err(TagError::OtherKey("domain"))));
    let other_epoch = PublicKey { epoch: 1, ..key.clone() };
    assert!(matches!(check(&other_epoch), Err(TagError::OtherKey("epoch"))));
    let other = KeyRing::default().create(DOMAIN, &mut rng(9)).unwrap();
    assert!(matches!(check(&other), Err(TagError::Proof)));
}

#[test]
fn a_transcript_relabelled_for_another_domain_or_chain_fails() {
    let (tagged, key) = made();
    for domain in [TagDomain { id: 4, ..DOMAIN }, TagDomain { genesis: [8; 32], ..DOMAIN }] {
        let forged = changed(&tagged.transcript, |value| value["domain"] = json!(domain)).unwrap();
        let key = PublicKey { domain, ..key.clone() };
        assert!(matches!(forged.verify(&key), Err(TagError::Proof)));
    }
}

#[test]
fn a_transcript_of_another_version_or_with_more_in_it_is_not_read() {
    let (tagged, _) = made();
    assert!(matches!(
        changed(&tagged.transcript, |value| value["version"] = json!(2)),
        Err(TagError::Version { expected: 1, found: 2 })
    ));
    assert!(changed(&tagged.transcript, |value| value["tag"] = json!("0x00")).is_err());
    assert!(changed(&tagged.transcript, |value| {
        value["identity"]["number"] = json!("00000-00001");
    })
    .is_err());
}

#[test]
fn a_transcript_does_not_show_its_secrets_in_debug_output() {
    let (tagged, _) = made();
    let shown = format!("{tagged:?}");
    let value = serde_json::to_value(&tagged.transcript).unwrap();
    assert!(!shown.contains(identity(1).number()));
    assert!(!shown.contains(&value["blind"].as_str().unwrap()[2..]));
}

/// Computed apart from this crate: the tag is the hash of its definition over the VOPRF's output.
#[test]
fn the_tag_is_what_the_definition_says() {
    use sha2::Sha256;
    use voprf::{Ristretto255, VoprfServer};

    let (tagged, _) = made();
    let mut ring = KeyRing::default();
    ring.create(DOMAIN, &mut rng(1)).unwrap();
    let server =
        VoprfServer::<Ristretto255>::new_with_key(ring.secret(&DOMAIN, 0).unwrap()).unwrap();
    let mut input = b"althing/person-identity/v1\0".to_vec();
    input.extend_from_slice(&[9; 32]);
    input.extend_from_slice(&3_u32.to_le_bytes());
    input.extend_from_slice(b"\0\x03ISL\0\x0fpersonal-number\0\x0a0000000001");
    let mut hashed = b"althing/person-tag/v1\0".to_vec();
    hashed.extend_from_slice(&[9; 32]);
    hashed.extend_from_slice(&3_u32.to_le_bytes());
    hashed.extend_from_slice(&server.evaluate(&input).unwrap());
    assert_eq!(tagged.tag, <[u8; 32]>::from(Sha256::digest(hashed)));
}

#[test]
fn transcripts_are_kept_encrypted_by_attestation_until_they_are_erased() {
    let slot = |serial| Slot { genesis: [9; 32], schema: 1, subject: [2; 32], serial };
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("transcripts");
    let (mut holder, old) = holder(dir.path(), LIMIT);
    let first = tag_of(&holder, &old, 1, 10).transcript;
    let new = rotate(&mut holder, 2);
    let second = tag_of(&holder, &new, 1, 11).transcript;
    let vault_key = VaultKey::generate();
    let mut vault = Vault::create(&path, vault_key.clone(), Transcripts::default()).unwrap();
    vault
        .update(|kept| -> Result<(), VaultError> {
            for transcript in [&first, &second, &first] {
                kept.keep(slot(1), transcript.clone());
            }
            kept.keep(slot(2), first.clone());
            Ok(())
        })
        .unwrap();
    let vault = Vault::<Transcripts>::open(&path, vault_key.clone()).unwrap();
    let kept = vault.content().of(&slot(1));
    assert_eq!(kept.iter().map(Transcript::epoch).collect::<Vec<_>>(), [0, 1]);
    assert!(kept[0].verify(&old).is_ok() && kept[1].verify(&new).is_ok());
    let file = std::fs::read(&path).unwrap();
    assert!(!String::from_utf8_lossy(&file).contains(identity(1).number()));

    let mut vault = Vault::<Transcripts>::open(&path, vault_key.clone()).unwrap();
    let erase = |kept: &mut Transcripts| -> Result<_, VaultError> { Ok(kept.erase_slot(&slot(1))) };
    assert_eq!(vault.update(erase).unwrap(), 2);
    let vault = Vault::<Transcripts>::open(&path, vault_key).unwrap();
    assert!(vault.content().of(&slot(1)).is_empty());
    assert_eq!(vault.content().of(&slot(2)).len(), 1);
}
