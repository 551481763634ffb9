//! What a subject and a holder would notice.

use std::collections::BTreeSet;

use ed25519_dalek::{Signer, Verifier};
use rand::rngs::OsRng;

use super::*;
use crate::{
    jose::{self, Algorithm, Header, PublicKey, SigningKey},
    wallet::{
        tests::{claim, digests, key, place, plaintext_has, record, slot, NOW, VALUES},
        ClaimDigest, Records, Retention, Vault,
    },
    Slot,
};

const NAME: &str = "althing:0909:issuer:7";
const LAW: &str = "Directive (EU) 2015/849, article 40";
const UNTIL: u64 = NOW + 5 * 365 * 86_400;

/// An issuer with a record about one subject. Accounts sign with Ed25519 here, which stands for
/// whatever the chain has: the signature is checked by a function.
struct World {
    directory: tempfile::TempDir,
    vault: Vault<Records>,
    account: ed25519_dalek::SigningKey,
    slot: Slot,
    issuer_key: SigningKey,
}

fn account_signed(account: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    ed25519_dalek::VerifyingKey::from_bytes(account).is_ok_and(|key| {
        key.verify(message, &ed25519_dalek::Signature::from_bytes(signature)).is_ok()
    })
}

fn world(retention: Option<Retention>) -> World {
    let (directory, path) = place();
    let account = ed25519_dalek::SigningKey::generate(&mut OsRng);
    let slot = Slot { subject: account.verifying_key().to_bytes(), ..slot(0, 1) };
    let mut record = record(0);
    record.entry.slot = slot.clone();
    record.retention = retention;
    let mut records = Records::default();
    records.insert([record, crate::wallet::tests::record(2)]).unwrap();
    let vault = Vault::create(&path, key(), records).unwrap();
    let issuer_key = SigningKey::generate(Algorithm::Es256, &mut OsRng);
    World { directory, vault, account, slot, issuer_key }
}

fn kept_by_law() -> Option<Retention> {
    Some(Retention { until: UNTIL, basis: LAW.into() })
}

impl World {
    fn named(&self, names: &[&str]) -> BTreeSet<ClaimDigest> {
        digests(&self.vault.content().get(&self.slot).unwrap().entry, names)
    }

    fn disclosure(&self, name: &str) -> String {
        let entry = &self.vault.content().get(&self.slot).unwrap().entry;
        claim(entry, name).disclosure().encoded().into()
    }

    fn request(&self, names: &[&str]) -> SignedRequest {
        let request = Request::new(NAME, self.slot.clone(), self.named(names), NOW).unwrap();
        self.sign(request)
    }

    fn sign(&self, request: Request) -> SignedRequest {
        request.sign(|message| self.account.sign(message).to_bytes())
    }

    fn public(&self) -> PublicKey {
        self.issuer_key.public()
    }

    fn answer(&mut self, request: &SignedRequest, now: u64) -> Result<Answer> {
        let key = self.issuer_key.clone();
        let holder = Holder { name: NAME, key: &key, accounts: &account_signed };
        holder.answer(&mut self.vault, request, now)
    }

    fn carry_out_due(&mut self, now: u64) -> Vec<Answer> {
        let key = self.issuer_key.clone();
        let holder = Holder { name: NAME, key: &key, accounts: &account_signed };
        holder.carry_out_due(&mut self.vault, now).unwrap()
    }

    fn names_left(&self) -> Vec<String> {
        let opened = Vault::<Records>::open(self.vault.path(), key()).unwrap();
        let entry = &opened.content().get(&self.slot).unwrap().entry;
        entry.claims.open().iter().map(|claim| claim.name().to_owned()).collect()
    }
}

#[test]
fn an_erasure_is_done_and_receipted() {
    let mut world = world(None);
    let (request, disclosure) = (world.request(&["name", "born"]), world.disclosure("name"));
    let path = world.vault.path().to_owned();
    assert!(plaintext_has(&path, &disclosure));

    let answer = world.answer(&request, NOW + 10).unwrap();
    assert!(!plaintext_has(&path, &disclosure));
    assert_eq!(world.names_left(), [VALUES[2]]);

    let receipt = Receipt::verify(&answer.jws, &world.public(), &request.request).unwrap();
    assert_eq!(receipt, answer.receipt);
    assert_eq!(receipt.holder, NAME);
    assert_eq!(receipt.request, request.request.id);
    assert_eq!(receipt.digests, request.request.digests);
    assert_eq!(receipt.when, NOW + 10);
    assert_eq!(receipt.outcome, Outcome::Done { backups_left: 0 });
    assert!(answer.left.is_empty());
}

#[test]
fn an_erasure_is_refused_until_the_date_to_which_the_law_obliges() {
    let mut world = world(kept_by_law());
    let request = world.request(&["name"]);
    for now in [NOW, UNTIL - 1] {
        let answer = world.answer(&request, now).unwrap();
        let receipt = Receipt::verify(&answer.jws, &world.public(), &request.request).unwrap();
        let refused = Outcome::Refused { until: UNTIL, legal_basis: LAW.into() };
        assert_eq!((receipt.outcome, receipt.when), (refused, now));
        assert_eq!(world.names_left().len(), 3);
    }
    let answer = world.answer(&request, UNTIL).unwrap();
    assert!(answer.receipt.is_done());
    assert_eq!(world.names_left(), ["born", VALUES[2]]);
}

#[test]
fn what_was_refused_is_carried_out_when_the_date_has_passed() {
    let mut world = world(kept_by_law());
    let request = world.request(&["name"]);
    world.answer(&request, NOW).unwrap();
    assert!(world.carry_out_due(UNTIL - 1).is_empty());
    assert_eq!(world.names_left().len(), 3);

    let answers = world.carry_out_due(UNTIL);
    assert_eq!(answers.len(), 1);
    let receipt = Receipt::verify(&answers[0].jws, &world.public(), &request.request).unwrap();
    assert!(receipt.is_done());
    assert_eq!(world.names_left(), ["born", VALUES[2]]);
    assert!(world.carry_out_due(UNTIL + 1).is_empty(), "it is carried out once");
}

#[test]
fn a_receipt_over_other_digests_does_not_verify() {
    let mut world = world(None);
    let request = world.request(&["name", "born"]);
    let all = world.named(&["name", "born", VALUES[2]]);
    let jws = world.answer(&request, NOW).unwrap().jws;
    for other in [world_digests(&all, 1), world_digests(&all, 3), vec![[7; 32]]] {
        let mut asked = request.request.clone();
        asked.digests = other;
        let refused = Receipt::verify(&jws, &world.public(), &asked).unwrap_err();
        assert!(matches!(refused, ErasureError::OtherRequest(_)), "{refused}");
    }
}

fn world_digests(all: &BTreeSet<ClaimDigest>, count: usize) -> Vec<ClaimDigest> {
    all.iter().take(count).copied().collect()
}

#[test]
fn a_receipt_whose_digests_were_exchanged_is_not_the_holders() {
    let mut world = world(None);
    let request = world.request(&["name"]);
    let answer = world.answer(&request, NOW).unwrap();
    let mut forged = answer.receipt.clone();
    forged.digests = vec![[7; 32]];
    let mut asked = request.request.clone();
    asked.digests = vec![[7; 32]];
    forged.request_hash = asked.hash();
    let parts: Vec<&str> = answer.jws.split('.').collect();
    let payload = crate::base64url::encode(serde_json::to_vec(&forged).unwrap());
    let jws = format!("{}.{payload}.{}", parts[0], parts[2]);
    let refused = Receipt::verify(&jws, &world.public(), &asked).unwrap_err();
    assert!(matches!(refused, ErasureError::Signature(_)), "{refused}");
}

#[test]
fn a_receipt_for_another_request_or_from_another_holder_does_not_verify() {
    let mut world = world(None);
    let request = world.request(&["name"]);
    let jws = world.answer(&request, NOW).unwrap().jws;
    let again = world.sign(
        Request::new(NAME, world.slot.clone(), request.request.digests.clone(), NOW).unwrap(),
    );
    let mut other_holder = request.request.clone();
    other_holder.holder = "althing:0909:issuer:8".into();
    let mut other_slot = request.request.clone();
    other_slot.slot.serial = 2;
    for asked in [&again.request, &other_holder, &other_slot] {
        let refused = Receipt::verify(&jws, &world.public(), asked).unwrap_err();
        assert!(matches!(refused, ErasureError::OtherRequest(_)), "{refused}");
    }
    let stranger = SigningKey::generate(Algorithm::Es256, &mut OsRng).public();
    let refused = Receipt::verify(&jws, &stranger, &request.request).unwrap_err();
    assert!(matches!(refused, ErasureError::Signature(_)), "{refused}");
}

#[test]
fn another_statement_of_the_holder_is_no_receipt() {
    let mut world = world(None);
    let request = world.request(&["name"]);
    let receipt = world.answer(&request, NOW).unwrap().receipt;
    let sign = |typ: &str, payload: serde_json::Value| {
        let payload = serde_json::to_vec(&payload).unwrap();
        jose::sign(&world.issuer_key, Header { typ, cty: None }, &payload)
    };
    let good = serde_json::to_value(&receipt).unwrap();
    Receipt::verify(&sign(TYP, good.clone()), &world.public(), &request.request).unwrap();

    let mut refused = vec![sign("jwt", good.clone())];
    for (member, value) in [
        ("iat", serde_json::json!(NOW - 1_000)),
        ("outcome", serde_json::json!({"refused": {"until": NOW - 1, "legal_basis": LAW}})),
        ("outcome", serde_json::json!({"refused": {"until": UNTIL, "legal_basis": " "}})),
        ("outcome", serde_json::json!({"done": {}})),
        ("outcome", serde_json::json!("done")),
        ("more", serde_json::json!(1)),
    ] {
        let mut changed = good.clone();
        changed[member] = value;
        refused.push(sign(TYP, changed));
    }
    for jws in refused {
        assert!(Receipt::verify(&jws, &world.public(), &request.request).is_err(), "{jws}");
    }
}

#[test]
fn nothing_is_erased_for_who_is_not_the_subject() {
    let mut world = world(None);
    let good = world.request(&["name"]);
    let thief = ed25519_dalek::SigningKey::generate(&mut OsRng);
    let by_thief = good.request.clone().sign(|message| thief.sign(message).to_bytes());
    let mut more = good.clone();
    more.request.digests = world.named(&["name", "born"]).into_iter().collect();
    let mut as_thief = good.request.clone();
    as_thief.slot.subject = thief.verifying_key().to_bytes();
    let as_thief = as_thief.sign(|message| thief.sign(message).to_bytes());
    for request in [&by_thief, &more] {
        let refused = world.answer(request, NOW).unwrap_err();
        assert!(matches!(refused, ErasureError::NotSigned), "{refused}");
    }
    let refused = world.answer(&as_thief, NOW).unwrap_err();
    assert!(matches!(refused, ErasureError::NoRecord), "{refused}");
    assert_eq!(world.names_left().len(), 3);
}

#[test]
fn a_subject_that_lost_its_account_is_answered_once_it_is_identified() {
    let mut world = world(kept_by_law());
    let request = world.request(&["name"]).request;
    let key = world.issuer_key.clone();
    let holder = Holder { name: NAME, key: &key, accounts: &account_signed };
    let refused = holder.answer_identified(&mut world.vault, &request, NOW).unwrap();
    assert!(!refused.receipt.is_done());
    let answers = world.carry_out_due(UNTIL);
    let receipt = Receipt::verify(&answers[0].jws, &world.public(), &request).unwrap();
    assert!(receipt.is_done());
    assert_eq!(world.names_left(), ["born", VALUES[2]]);
    let remembered: Vec<&Asked> =
        world.vault.content().requests().map(|handled| &handled.asked).collect();
    assert_eq!(remembered, [&Asked::Identified(request)]);
}

#[test]
fn a_subject_cannot_erase_another_subjects_claims() {
    let mut world = world(None);
    let other = world.vault.content().get(&slot(2, 1)).unwrap().entry.clone();
    let theirs = digests(&other, &["name"]);
    let request = world.sign(Request::new(NAME, world.slot.clone(), theirs, NOW).unwrap());
    let refused = world.answer(&request, NOW).unwrap_err();
    assert!(matches!(refused, ErasureError::NoClaim(_)), "{refused}");
    assert_eq!(world.vault.content().get(&slot(2, 1)).unwrap().entry, other);
}

#[test]
fn a_request_to_another_holder_is_not_answered() {
    let mut world = world(None);
    let digests = world.named(&["name"]);
    let request = Request::new("althing:0909:issuer:8", world.slot.clone(), digests, NOW).unwrap();
    let refused = world.answer(&world.sign(request), NOW).unwrap_err();
    assert!(matches!(refused, ErasureError::OtherHolder { .. }), "{refused}");
    assert_eq!(world.names_left().len(), 3);
}

#[test]
fn the_same_request_is_answered_the_same_way_again() {
    let mut world = world(None);
    let request = world.request(&["name"]);
    let first = world.answer(&request, NOW).unwrap();
    let again = world.answer(&request, NOW + 500).unwrap();
    assert_eq!(first, again);
}

#[test]
fn a_second_request_under_a_used_id_is_refused() {
    let mut world = world(None);
    let request = world.request(&["name"]);
    world.answer(&request, NOW).unwrap();
    let mut other = world.request(&["born"]).request;
    other.id.clone_from(&request.request.id);
    let refused = world.answer(&world.sign(other), NOW).unwrap_err();
    assert!(matches!(refused, ErasureError::IdTaken(_)), "{refused}");
    assert_eq!(world.names_left(), ["born", VALUES[2]]);
}

#[test]
fn a_receipt_counts_the_backups_that_could_not_be_reached() {
    let mut world = world(None);
    let (copy, taken) = (world.directory.path().join("copy"), world.directory.path().join("taken"));
    world.vault.backup(&copy, NOW).unwrap();
    std::fs::rename(&copy, &taken).unwrap();
    let request = world.request(&["name"]);
    let first = world.answer(&request, NOW).unwrap();
    assert_eq!(first.receipt.outcome, Outcome::Done { backups_left: 1 });
    assert_eq!(first.left[0].path, copy);

    // Destroyed and forgotten, it is not counted any more.
    std::fs::remove_file(&taken).unwrap();
    world.vault.forget(&copy).unwrap();
    let second = world.answer(&request, NOW + 60).unwrap();
    assert_eq!(second.receipt.outcome, Outcome::Done { backups_left: 0 });
    assert_eq!(second.receipt.when, NOW + 60);
    Receipt::verify(&second.jws, &world.public(), &request.request).unwrap();
}

#[test]
fn a_receipt_names_what_was_erased_by_digests_only() {
    let mut world = world(None);
    let request = world.request(&["name", "born"]);
    let secrets = [world.disclosure("name"), "name".into(), VALUES[0].into(), VALUES[1].into()];
    let answer = world.answer(&request, NOW).unwrap();
    let text = serde_json::to_string(&answer.receipt).unwrap();
    for secret in &secrets {
        assert!(!text.contains(secret.as_str()), "{secret} in {text}");
    }
    for digest in &request.request.digests {
        assert!(text.contains(&hex::encode(digest)));
    }
}

#[test]
fn the_account_signs_a_text_that_a_wallet_can_show() {
    let request = Request {
        id: "00112233445566778899aabbccddeeff".into(),
        holder: NAME.into(),
        slot: slot(1, 3),
        digests: vec![[0xab; 32]],
        asked: NOW,
    };
    let expected = format!(
        "<Bytes>Erase these claims about me.\nHolder: {NAME}\nChain: 0x{}\nSchema: 4\n\
         Account: 0x{}\nSerial: 3\nAsked: 2026-11-20T13:05:00Z (1795179900)\n\
         Request: 00112233445566778899aabbccddeeff\nClaim: 0x{}</Bytes>",
        "09".repeat(32),
        "01".repeat(32),
        "ab".repeat(32),
    );
    assert_eq!(request.message(), expected);
}

#[test]
fn requests_that_could_be_read_in_two_ways_are_refused() {
    let mut world = world(None);
    let good = world.request(&["name", "born"]).request;
    let no_claims = Request::new(NAME, world.slot.clone(), [], NOW);
    assert!(matches!(no_claims, Err(ErasureError::Request(_))));
    let mut bad = Vec::new();
    for holder in ["", "a b", "x\nschema: 9", "ü", &"h".repeat(257)] {
        bad.push(Request { holder: holder.into(), ..good.clone() });
    }
    for id in ["", "0011", "00112233445566778899AABBCCDDEEFF", "../../etc/passwd"] {
        bad.push(Request { id: id.into(), ..good.clone() });
    }
    let reversed: Vec<_> = good.digests.iter().rev().copied().collect();
    bad.push(Request { digests: reversed, ..good.clone() });
    bad.push(Request { digests: vec![good.digests[0]; 2], ..good.clone() });
    bad.push(Request { asked: NOW + 3_600, ..good.clone() });
    for request in bad {
        let shown = format!("{request:?}");
        let refused = world.answer(&world.sign(request), NOW).unwrap_err();
        assert!(matches!(refused, ErasureError::Request(_)), "{shown}: {refused}");
    }
    assert_eq!(world.names_left().len(), 3);
}

#[test]
fn requests_and_receipts_come_back_from_files() {
    let mut world = world(kept_by_law());
    let request = world.request(&["name"]);
    let text = serde_json::to_string(&request).unwrap();
    assert_eq!(serde_json::from_str::<SignedRequest>(&text).unwrap(), request);
    let receipt = world.answer(&request, NOW).unwrap().receipt;
    let text = serde_json::to_string(&receipt).unwrap();
    assert_eq!(serde_json::from_str::<Receipt>(&text).unwrap(), receipt);
}
