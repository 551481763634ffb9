use std::path::Path;

use althing_credentials::{
    jose::{Algorithm, SigningKey},
    tags::{DocumentKind, Identity},
    wallet::Retention,
};
use rand::rngs::OsRng;

use super::*;
use crate::{
    credentials::{
        issue::{self, Form},
        tests::{account, issued, vault_key, wallet, Issued, GENESIS, NOW},
    },
    person_tags::{compute, tests::tagged},
    wallets::{self, Backup},
};

struct Setup {
    directory: tempfile::TempDir,
    issued: Issued,
    wallet: Vault<Wallet>,
    records: Vault<Records>,
    key: SigningKey,
}

fn setup() -> Setup {
    let directory = tempfile::tempdir().unwrap();
    let issued = issued();
    let wallet = wallet(directory.path(), &issued, Form::SdJwt);
    let mut records = issue::records(&directory.path().join("records"), vault_key()).unwrap();
    issue::keep(&mut records, &issued.found, &issued.claims, None).unwrap();
    let key = SigningKey::generate(Algorithm::Ed25519, &mut OsRng);
    Setup { directory, issued, wallet, records, key }
}

fn name() -> String {
    format!("althing:{}:issuer:7", hex::encode(GENESIS))
}

impl Setup {
    fn ask(&self, fields: &[&str]) -> Result<SignedRequest> {
        let entry = &self.wallet.content().credentials()[0].entry;
        let holder = holder_name(&entry.slot, entry.facts.issuer);
        request(entry, fields, &holder, &account("//Alice"), NOW)
    }

    fn answer(
        &mut self,
        asked: &SignedRequest,
        transcripts: Option<&mut Vault<Transcripts>>,
        now: u64,
    ) -> Result<Answered> {
        let name = name();
        let holder = Holder { name: &name, key: &self.key, accounts: &signatures::is_signed };
        answer(&holder, &mut self.records, transcripts, &Asked::Signed(asked.clone()), now)
    }

    fn open_claims(&self) -> usize {
        self.records.content().get(&self.issued.found.slot).unwrap().entry.claims.open().len()
    }

    fn transcripts(&self) -> Vault<Transcripts> {
        let path = self.directory.path().join("transcripts");
        let mut vault = compute::transcripts(&path, vault_key()).unwrap();
        let identity = Identity::new("ISL", DocumentKind::PersonalNumber, "0101302989").unwrap();
        let tagged = tagged(identity);
        let slots = std::slice::from_ref(&self.issued.found.slot);
        compute::keep(&mut vault, slots, &[vec![tagged]]).unwrap();
        vault
    }
}

#[test]
fn what_is_asked_for_is_erased_and_the_receipt_shows_it() {
    let mut setup = setup();
    let asked = setup.ask(&["name"]).unwrap();
    let answered = setup.answer(&asked, None, NOW + 10).unwrap();
    assert_eq!(setup.open_claims(), 2);
    let public = setup.key.public();
    let view = check(&answered.answer.jws, &public, &asked.request).unwrap();
    assert_eq!((view.outcome, view.claims, view.backups_left), ("done", 1, Some(0)));
    assert!(!answered.answer.jws.contains("Ada"));
}

#[test]
fn all_claims_go_if_none_is_named() {
    let mut setup = setup();
    let asked = setup.ask(&[]).unwrap();
    setup.answer(&asked, None, NOW).unwrap();
    assert_eq!(setup.open_claims(), 0);
}

#[test]
fn transcripts_go_with_the_claims_and_backups_of_them_are_named() {
    let mut setup = setup();
    let mut transcripts = setup.transcripts();
    let slot = setup.issued.found.slot.clone();
    let copy = setup.directory.path().join("transcripts-copy");
    wallets::backup(&mut transcripts, Backup::File(&copy), NOW).unwrap();
    assert_eq!(transcripts.content().of(&slot).len(), 1);
    let asked = setup.ask(&["name"]).unwrap();
    let answered = setup.answer(&asked, Some(&mut transcripts), NOW).unwrap();
    assert_eq!(answered.transcripts, 1);
    assert!(answered.transcripts_left.iter().any(|path| path.ends_with("transcripts-copy")));
    let reopened = compute::transcripts(transcripts.path(), vault_key()).unwrap();
    assert!(reopened.content().of(&slot).is_empty());
    let again = setup.answer(&asked, Some(&mut transcripts), NOW).unwrap();
    assert_eq!((again.transcripts, again.answer.receipt), (0, answered.answer.receipt));
}

#[test]
fn what_the_law_keeps_is_refused_until_its_date_and_then_carried_out() {
    let mut setup = setup();
    let mut transcripts = setup.transcripts();
    let slot = setup.issued.found.slot.clone();
    let retention = Retention { until: NOW + 1000, basis: "article 40".into() };
    setup.records.update(|records| records.retain(&slot, Some(retention))).unwrap();
    let asked = setup.ask(&[]).unwrap();
    let refused = setup.answer(&asked, Some(&mut transcripts), NOW).unwrap();
    let view = ReceiptView::of(&refused.answer.receipt);
    assert_eq!((view.outcome, view.legal_basis.as_deref()), ("refused", Some("article 40")));
    assert_eq!((setup.open_claims(), transcripts.content().of(&slot).len()), (3, 1));
    assert_eq!(DueView::of(setup.records.content(), NOW).requests.len(), 0);

    let later = NOW + 1000;
    let due = DueView::of(setup.records.content(), later);
    assert_eq!(due.requests, std::slice::from_ref(&asked.request.id));
    assert_eq!(due.past_retention.len(), 1);
    let holder = Holder { name: "", key: &setup.key, accounts: &signatures::is_signed };
    let done = carry_out_due(&holder, &mut setup.records, Some(&mut transcripts), later).unwrap();
    assert_eq!((done.len(), done[0].transcripts), (1, 1));
    check(&done[0].answer.jws, &setup.key.public(), &asked.request).unwrap();
    assert_eq!((setup.open_claims(), transcripts.content().of(&slot).len()), (0, 0));
}

#[test]
fn nobody_asks_in_the_subject_s_name() {
    let mut setup = setup();
    let entry = setup.wallet.content().credentials()[0].entry.clone();
    let error = request(&entry, &[], &name(), &account("//Bob"), NOW).unwrap_err();
    assert!(error.to_string().contains("the subject has to sign"), "{error}");
    let mut forged = setup.ask(&[]).unwrap();
    forged.signature = signatures::sign(&account("//Bob"), forged.request.message().as_bytes());
    assert!(setup.answer(&forged, None, NOW).is_err());
    assert_eq!(setup.open_claims(), 3);
}

#[test]
fn a_receipt_of_another_key_or_for_another_request_is_refused() {
    let mut setup = setup();
    let asked = setup.ask(&["name"]).unwrap();
    let answered = setup.answer(&asked, None, NOW).unwrap();
    let other = setup.ask(&["country"]).unwrap();
    let public = setup.key.public();
    assert!(check(&answered.answer.jws, &public, &other.request).is_err());
    let stranger = SigningKey::generate(Algorithm::Ed25519, &mut OsRng).public();
    assert!(check(&answered.answer.jws, &stranger, &asked.request).is_err());
    assert!(check_any(&answered.answer.jws, &[], &asked.request).is_err());
    let keys = [stranger, public];
    assert!(check_any(&answered.answer.jws, &keys, &asked.request).is_ok());
}

#[test]
fn a_backup_is_restored_without_what_a_receipt_says_was_erased() {
    let mut setup = setup();
    let copy = setup.directory.path().join("copy");
    wallets::backup(&mut setup.records, Backup::File(&copy), NOW).unwrap();
    // Out of the vault's reach while it erases.
    let away = setup.directory.path().join("away");
    std::fs::rename(&copy, &away).unwrap();
    let asked = setup.ask(&["name"]).unwrap();
    let answered = setup.answer(&asked, None, NOW).unwrap();
    assert_eq!(answered.answer.left.len(), 1, "the holder is told of the backup");
    let open = |to: &Path, receipts: &[String]| {
        let vault = wallets::restore::<Records>(&away, to, vault_key(), receipts).unwrap();
        vault.content().get(&setup.issued.found.slot).unwrap().entry.claims.open().len()
    };
    assert_eq!(open(&setup.directory.path().join("without"), &[answered.answer.jws]), 2);
    assert_eq!(open(&setup.directory.path().join("with"), &[]), 3);
}
