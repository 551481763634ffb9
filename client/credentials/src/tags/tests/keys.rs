use super::*;
use crate::wallet::{Vault, VaultError, VaultKey};

const DOMAIN_1: TagDomain = TagDomain { id: 1, ..DOMAIN };

#[test]
fn while_a_key_changes_the_tags_of_both_epochs_can_be_computed() {
    let dir = tempfile::tempdir().unwrap();
    let (mut holder, old) = holder(dir.path(), LIMIT);
    let before = tag_of(&holder, &old, 1, 10).tag;
    let new = rotate(&mut holder, 2);
    assert_eq!((old.epoch, new.epoch), (0, 1));
    assert_eq!(tag_of(&holder, &old, 1, 11).tag, before);
    assert_ne!(tag_of(&holder, &new, 1, 12).tag, before);
    assert_eq!(holder.ring().public_keys(), vec![old, new]);
}

#[test]
fn a_retired_key_answers_nobody() {
    let dir = tempfile::tempdir().unwrap();
    let (mut holder, old) = holder(dir.path(), LIMIT);
    let new = rotate(&mut holder, 2);
    retire(&mut holder);
    let (request, _) = prepare(&old, 0..1, 1);
    assert!(matches!(answer(&holder, request), Err(TagError::NoKey { domain: 3, epoch: 0 })));
    tag_of(&holder, &new, 1, 2);
    assert!(!serde_json::to_string(holder.ring()).unwrap().contains("\"epoch\":0"));
}

#[test]
fn evidence_outlives_the_key_it_was_made_under() {
    let dir = tempfile::tempdir().unwrap();
    let (mut holder, old) = holder(dir.path(), LIMIT);
    let tagged = tag_of(&holder, &old, 1, 10);
    rotate(&mut holder, 2);
    retire(&mut holder);
    assert_eq!(tagged.transcript.verify(&old).unwrap(), tagged.tag);
}

#[test]
fn a_key_is_not_rotated_before_the_one_of_before_is_retired() {
    let mut ring = KeyRing::default();
    ring.create(DOMAIN, &mut rng(1)).unwrap();
    assert!(matches!(ring.retire(DOMAIN), Err(TagError::NoKey { .. })));
    ring.rotate(DOMAIN, &mut rng(2)).unwrap();
    assert!(matches!(ring.rotate(DOMAIN, &mut rng(3)), Err(TagError::RetireFirst(3))));
    ring.retire(DOMAIN).unwrap();
    assert_eq!(ring.rotate(DOMAIN, &mut rng(3)).unwrap().epoch, 2);
}

#[test]
fn a_domain_gets_its_first_key_once() {
    let mut ring = KeyRing::default();
    let key = ring.create(DOMAIN, &mut rng(1)).unwrap();
    assert!(matches!(ring.create(DOMAIN, &mut rng(2)), Err(TagError::KeyExists(3))));
    assert_eq!(ring.public_key(&DOMAIN, 0).unwrap(), key);
    let unknown = TagDomain { id: 4, ..DOMAIN };
    assert!(matches!(ring.rotate(unknown, &mut rng(2)), Err(TagError::NoKey { .. })));
}

#[test]
fn keys_are_kept_encrypted_and_are_the_same_when_the_vault_is_opened_again() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("keys");
    let vault_key = VaultKey::generate();
    let mut vault = Vault::create(&path, vault_key.clone(), KeyRing::default()).unwrap();
    let made = vault
        .update(|ring| -> Result<_, VaultError> {
            for id in 0..3 {
                ring.create(TagDomain { id, ..DOMAIN }, &mut rng(id.into())).unwrap();
            }
            ring.rotate(DOMAIN_1, &mut rng(9)).unwrap();
            Ok(ring.public_keys())
        })
        .unwrap();
    assert_eq!(made.len(), 4);
    let again = Vault::<KeyRing>::open(&path, vault_key).unwrap();
    assert_eq!(again.content().public_keys(), made);
    let secret = hex::encode(vault.content().secret(&DOMAIN_1, 0).unwrap());
    assert!(serde_json::to_string(vault.content()).unwrap().contains(&secret));
    assert!(!String::from_utf8_lossy(&std::fs::read(&path).unwrap()).contains(&secret));
}

#[test]
fn a_ring_that_is_damaged_or_holds_too_many_keys_is_not_read() {
    let mut ring = KeyRing::default();
    ring.create(DOMAIN, &mut rng(1)).unwrap();
    ring.rotate(DOMAIN, &mut rng(2)).unwrap();
    let export = serde_json::to_string(&ring).unwrap();
    assert!(serde_json::from_str::<KeyRing>(&export).is_ok());
    let secret = format!("0x{}", hex::encode(ring.secret(&DOMAIN, 0).unwrap()));
    let zero = format!("0x{}", "00".repeat(32));
    for (wrong, why) in [
        (export.replace("\"version\":1", "\"version\":2"), "another version"),
        (export.replace("\"epoch\":1", "\"epoch\":2"), "an epoch is missing"),
        (export.replace("\"epoch\":1", "\"epoch\":0"), "an epoch stands twice"),
        (export.replace(&secret, &zero), "a key that is zero"),
        (export.replace(&secret, &format!("0x{}", "ff".repeat(32))), "no scalar"),
        (export[..export.len() - 1].to_owned(), "cut off"),
        (String::new(), "empty"),
    ] {
        assert!(serde_json::from_str::<KeyRing>(&wrong).is_err(), "{why}");
    }
}

#[test]
fn keys_do_not_show_in_debug_output() {
    let mut ring = KeyRing::default();
    ring.create(DOMAIN, &mut rng(1)).unwrap();
    let shown = format!("{ring:?}");
    assert_eq!(shown, "{3: 0}");
}

#[test]
fn a_key_holder_reads_its_issuers_from_a_file() {
    let text = format!(
        r#"{{"7":{{"accounts":["0x{}"],"limit":{{"per_hour":60,"burst":100}}}}}}"#,
        "07".repeat(32)
    );
    let issuers: BTreeMap<u32, IssuerAccess> = serde_json::from_str(&text).unwrap();
    let expected = IssuerAccess { accounts: vec![ACCOUNT], limit: LIMIT };
    assert_eq!(issuers, BTreeMap::from([(ISSUER, expected)]));
    assert_eq!(serde_json::to_string(&issuers).unwrap(), text);
}
