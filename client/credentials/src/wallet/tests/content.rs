use super::*;

#[test]
fn two_purposes_never_share_an_account_or_a_key() {
    let mut wallet = wallet();
    let tax = wallet.purpose("tax").unwrap().clone();
    let other_key = purpose(2).cnf_key().unwrap();
    let same_account = Purpose::new(GENESIS, tax.account, &other_key);
    let same_key = Purpose::new(GENESIS, [2; 32], &tax.cnf_key().unwrap());
    for linked in [same_account, same_key] {
        let refused = wallet.add_purpose("work", linked).unwrap_err();
        assert!(refused.to_string().contains("could be linked"), "{refused}");
    }
    wallet.add_purpose("work", purpose(2)).unwrap();
    let keys = ["tax", "work"].map(|name| wallet.purpose(name).unwrap().cnf_key().unwrap());
    assert_ne!(keys[0].public().id(), keys[1].public().id());
}

#[test]
fn a_credential_about_another_purposes_account_is_refused() {
    let mut wallet = wallet();
    wallet.add_purpose("work", purpose(2)).unwrap();
    let refused = wallet.add("tax", entry(slot(2, 1))).unwrap_err();
    assert!(refused.to_string().contains("'work'"), "{refused}");
    assert!(wallet.add("work", entry(slot(2, 1))).unwrap());
}

#[test]
fn a_credential_of_another_chain_is_refused() {
    let other = Slot { genesis: [8; 32], ..slot(1, 2) };
    let refused = wallet().add("tax", entry(other)).unwrap_err();
    assert!(refused.to_string().contains("another chain"), "{refused}");
}

#[test]
fn claims_that_do_not_make_up_the_commitment_are_refused() {
    let (mut mine, other) = (entry(slot(1, 2)), entry(slot(1, 3)));
    mine.claims = other.claims;
    assert!(matches!(wallet().add("tax", mine.clone()), Err(VaultError::Conflict(_))));
    let bad = Record { entry: mine, retention: None };
    assert!(matches!(records().insert([bad]), Err(VaultError::Conflict(_))));
}

#[test]
fn a_credential_is_stored_once_and_not_replaced() {
    let mut wallet = wallet();
    let held = wallet.credentials()[0].entry.clone();
    assert!(!wallet.add("tax", held.clone()).unwrap());
    assert!(matches!(wallet.add("tax", entry(slot(1, 1))), Err(VaultError::Conflict(_))));
    assert_eq!(wallet.credentials().len(), 1);
    assert!(wallet.remove(&held.slot));
    assert!(!wallet.remove(&held.slot));
    assert!(wallet.add("tax", held).unwrap());
}

#[test]
fn an_unknown_purpose_is_named() {
    let refused = wallet().add("sports", entry(slot(1, 2))).unwrap_err();
    assert!(refused.to_string().contains("'sports'"), "{refused}");
}

#[test]
fn a_batch_given_twice_is_stored_once() {
    let mut records = Records::default();
    let batch: Vec<Record> = (1..=20).map(record).collect();
    assert_eq!(records.insert(batch[..12].to_vec()).unwrap(), 12);
    assert_eq!(records.insert(batch.clone()).unwrap(), 8);
    assert_eq!(records.insert(batch).unwrap(), 0);
    assert_eq!(records.len(), 20);
}

#[test]
fn a_batch_with_one_conflict_stores_nothing() {
    let mut records = records();
    let held = records.get(&slot(1, 1)).unwrap().clone();
    let refused = records.insert([record(5), record(1)]).unwrap_err();
    assert!(matches!(refused, VaultError::Conflict(_)), "{refused}");
    assert_eq!(records.len(), 2);
    assert_eq!(*records.get(&slot(1, 1)).unwrap(), held);
    assert!(matches!(records.insert([record(6), record(6)]), Err(VaultError::Conflict(_))));
}

#[test]
fn the_block_of_inclusion_is_noted_once() {
    let mut records = Records::default();
    let mut new = record(1);
    new.entry.facts.issued = None;
    records.insert([new]).unwrap();
    records.included(&slot(1, 1), 50).unwrap();
    records.included(&slot(1, 1), 50).unwrap();
    assert!(matches!(records.included(&slot(1, 1), 51), Err(VaultError::Conflict(_))));
    assert_eq!(records.get(&slot(1, 1)).unwrap().entry.facts.issued, Some(50));
    assert!(matches!(records.included(&slot(1, 2), 50), Err(VaultError::NotFound(_))));
}

#[test]
fn a_receipt_is_kept_once() {
    let mut wallet = wallet();
    for receipt in ["refused", "refused", "done"] {
        wallet.keep_receipt("1", receipt).unwrap();
    }
    assert_eq!(wallet.receipts()["1"], ["refused", "done"]);
}

#[test]
fn a_thousand_records_come_back() {
    let (_directory, path) = place();
    let mut vault = Vault::create(&path, VaultKey::generate(), Records::default()).unwrap();
    let record = record(1);
    vault
        .update(|records| {
            records.insert((1..=1_000).map(|serial| {
                let mut one = record.clone();
                one.entry.slot.serial = serial;
                one
            }))
        })
        .unwrap();
    let opened = Vault::<Records>::open(&path, vault.key.clone()).unwrap();
    assert_eq!(opened.content().len(), 1_000);
    assert!(opened.content().iter().all(|one| one.entry.claims == record.entry.claims));
}

#[test]
fn records_past_their_retention_are_listed_until_they_are_erased() {
    let mut records = records();
    records.retain(&slot(1, 1), Some(Retention { until: NOW, basis: "a law".into() })).unwrap();
    assert_eq!(records.past_retention(NOW - 1).count(), 0);
    let past: Vec<Record> = records.past_retention(NOW).cloned().collect();
    assert_eq!(past.iter().map(|one| &one.entry.slot).collect::<Vec<_>>(), [&slot(1, 1)]);
    records.erase(&past[0].entry.claims.open_digests());
    assert_eq!(records.past_retention(NOW).count(), 0);
}
