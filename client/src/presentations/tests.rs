use std::result::Result as StdResult;

use althing_credentials::wallet::Vault;

use super::*;
use crate::{
    attestations::types::Unmet,
    credentials::{
        issue::Form,
        tests::{issued, wallet, Issued, GENESIS, NOW},
    },
};

const TO: Transaction<'static> = Transaction { audience: "https://bank.example", nonce: "n1" };

/// Facts as somebody states them.
pub(crate) struct Stated {
    pub attested: Option<Attested>,
    pub standing: StdResult<Option<[u8; 32]>, Unmet>,
    pub block: Block,
}

impl Stated {
    fn of(issued: &Issued) -> Self {
        Self {
            attested: Some(issued.found.clone()),
            standing: Ok(None),
            block: Block { number: 200, hash: "0x02".into(), finality: Finality::Node },
        }
    }
}

impl Facts for Stated {
    fn genesis(&self) -> [u8; 32] {
        GENESIS
    }

    fn block(&self) -> &Block {
        &self.block
    }

    async fn attested(&self, slot: &Slot) -> Result<Attested> {
        let found = self.attested.clone().filter(|found| found.slot == *slot);
        found.ok_or_else(|| Error::NotFound("there is no such attestation".into()))
    }

    async fn standing(&self, _: &AccountId, _: PolicyVersion) -> Result<Standing> {
        Ok(self.standing.clone())
    }
}

struct Setup {
    _directory: tempfile::TempDir,
    issued: Issued,
    vault: Vault<Wallet>,
}

fn setup() -> Setup {
    let directory = tempfile::tempdir().unwrap();
    let issued = issued();
    let vault = wallet(directory.path(), &issued, Form::SdJwt);
    Setup { _directory: directory, issued, vault }
}

impl Setup {
    fn present(&self, fields: &[&str], evidence: Evidence) -> Presentation {
        let choice = Choice::default();
        present(self.vault.content(), &choice, fields, evidence, TO, NOW).unwrap()
    }
}

fn check(policy: Option<&PolicyVersion>) -> Check<'_> {
    Check { to: TO, now: NOW + 5, max_age: MAX_AGE, policy }
}

#[tokio::test]
async fn only_the_named_claims_are_shown_and_they_are_believed() {
    let setup = setup();
    let facts = Stated::of(&setup.issued);
    for evidence in [Evidence::Proofs, Evidence::Token] {
        let shown = setup.present(&["age_over_18"], evidence);
        let file = shown.to_json().unwrap();
        let shown = Presentation::from_json(&file).unwrap();
        let verified = verify(&facts, &shown, &check(None)).await.unwrap();
        assert_eq!(Value::Object(verified.claims), serde_json::json!({ "age_over_18": true }));
        assert_eq!((verified.issuer, verified.level, verified.policy), (7, 2, None));
    }
}

#[tokio::test]
async fn it_counts_for_one_audience_one_nonce_and_a_short_time() {
    let setup = setup();
    let facts = Stated::of(&setup.issued);
    let shown = setup.present(&["age_over_18"], Evidence::Proofs);
    let others = [
        Check { to: Transaction { audience: "https://shop.example", ..TO }, ..check(None) },
        Check { to: Transaction { nonce: "n2", ..TO }, ..check(None) },
        Check { now: NOW + MAX_AGE + 1, ..check(None) },
    ];
    for other in &others {
        let error = verify(&facts, &shown, other).await.unwrap_err();
        assert_eq!(error.kind(), "not-valid", "{error}");
    }
}

#[tokio::test]
async fn lapsed_never_passes() {
    let setup = setup();
    let mut facts = Stated::of(&setup.issued);
    let shown = setup.present(&["age_over_18"], Evidence::Token);
    for why in [Failing::Expired, Failing::Suspended, Failing::Ended, Failing::IssuerVoid] {
        facts.attested.as_mut().unwrap().holds = Err(why);
        let error = verify(&facts, &shown, &check(None)).await.unwrap_err();
        assert!(error.to_string().contains("does not hold in block 200"), "{error}");
        assert_eq!(error.exit_code(), crate::errors::exit::OUTCOME);
    }
}

#[tokio::test]
async fn a_presentation_of_another_chain_is_no_presentation_here() {
    let setup = setup();
    let facts = Stated::of(&setup.issued);
    let shown = setup.present(&["age_over_18"], Evidence::Proofs);
    let text = shown.to_json().unwrap().replace(&"09".repeat(32), &"08".repeat(32));
    let moved = Presentation::from_json(&text).unwrap();
    let error = verify(&facts, &moved, &check(None)).await.unwrap_err();
    assert!(error.to_string().contains("the facts are of"), "{error}");
}

#[tokio::test]
async fn an_issuer_named_in_the_token_is_not_thereby_trusted() {
    let setup = setup();
    let mut facts = Stated::of(&setup.issued);
    facts.attested.as_mut().unwrap().keys.truncate(1);
    let token = setup.present(&["age_over_18"], Evidence::Token);
    assert!(verify(&facts, &token, &check(None)).await.is_err(), "its key is not registered");
    facts.attested.as_mut().unwrap().keys.clear();
    let error = verify(&facts, &token, &check(None)).await.unwrap_err();
    assert!(error.to_string().contains("no keys registered"), "{error}");
    let proofs = setup.present(&["age_over_18"], Evidence::Proofs);
    assert!(verify(&facts, &proofs, &check(None)).await.is_ok(), "proofs need no such key");
}

#[tokio::test]
async fn an_attestation_that_was_replaced_is_not_found() {
    let setup = setup();
    let mut facts = Stated::of(&setup.issued);
    facts.attested.as_mut().unwrap().slot.serial = 2;
    let shown = setup.present(&["age_over_18"], Evidence::Proofs);
    let error = verify(&facts, &shown, &check(None)).await.unwrap_err();
    assert_eq!(error.kind(), "not-found");
}

#[tokio::test]
async fn a_policy_that_is_not_met_is_named_with_the_clause() {
    let setup = setup();
    let mut facts = Stated::of(&setup.issued);
    let shown = setup.present(&["age_over_18"], Evidence::Proofs);
    let policy = PolicyVersion { id: 3, version: 1 };
    let met = verify(&facts, &shown, &check(Some(&policy))).await.unwrap();
    assert_eq!(met.policy.as_deref(), Some("3:1"));
    facts.standing = Err(Unmet::Clause { index: 1, why: Failing::Level });
    let error = verify(&facts, &shown, &check(Some(&policy))).await.unwrap_err();
    assert!(error.to_string().contains("does not meet policy 3:1: clause 1"), "{error}");
    facts.standing = Err(Unmet::Frozen);
    assert!(verify(&facts, &shown, &check(Some(&policy))).await.is_err());
}

#[tokio::test]
async fn claims_that_the_chain_is_not_committed_to_are_refused() {
    let setup = setup();
    let mut facts = Stated::of(&setup.issued);
    facts.attested.as_mut().unwrap().commitment = [1; 32];
    for evidence in [Evidence::Proofs, Evidence::Token] {
        let shown = setup.present(&["age_over_18"], evidence);
        assert!(verify(&facts, &shown, &check(None)).await.is_err());
    }
}

#[test]
fn nothing_is_shown_without_a_nonce() {
    let setup = setup();
    let to = Transaction { audience: "https://bank.example", nonce: "" };
    let (wallet, choice) = (setup.vault.content(), Choice::default());
    let shown = present(wallet, &choice, &["age_over_18"], Evidence::Proofs, to, NOW);
    assert!(shown.unwrap_err().to_string().contains("nonce"));
}

#[test]
fn nonces_are_not_used_twice() {
    assert_ne!(nonce(), nonce());
    assert_eq!(nonce().len(), 32);
}
