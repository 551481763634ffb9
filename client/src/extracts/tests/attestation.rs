//! What an extract proves about an attestation.

use althing_credentials::Slot as CredentialSlot;

use super::synthetic::{an_attestation, issuer, Forge, FOUR};
use crate::{
    attestations::types::{
        End, Failing, IssuerStatus, PolicyVersion, RevocationReason, Slot, State, Tombstone,
    },
    connection::AccountId,
    errors::Error,
    extracts::{check, view::ExtractView, About, ExtractError, ExtractFacts},
    presentations::{Facts, Finality},
};

fn facts(forge: &Forge) -> ExtractFacts {
    ExtractFacts::new(&forge.extract(), &forge.trust()).unwrap()
}

fn slot(serial: u32) -> CredentialSlot {
    CredentialSlot { genesis: [0xab; 32], schema: 0, subject: [5; 32], serial }
}

#[tokio::test]
async fn a_live_attestation_is_proven_with_all_that_a_verifier_needs() {
    let facts = facts(&Forge::new(&FOUR));
    assert_eq!(facts.genesis(), [0xab; 32]);
    assert_eq!((facts.block().number, facts.block().finality), (100, Finality::Proof));
    let attested = facts.attested(&slot(3)).await.unwrap();
    assert_eq!(attested.holds, Ok(()));
    assert_eq!((attested.issuer, attested.level, attested.jurisdiction), (2, 2, 352));
    assert_eq!((attested.issued, attested.expires), (10, 5000));
    assert_eq!(attested.commitment, [0xc0; 32]);
    assert_eq!(attested.keys.len(), 1, "the issuer's key");
}

#[tokio::test]
async fn another_attestation_is_not_proven() {
    let facts = facts(&Forge::new(&FOUR));
    let earlier = facts.attested(&slot(2)).await.unwrap_err();
    assert!(matches!(earlier, Error::NotFound(_)), "{earlier}");
    let others = CredentialSlot { subject: [6; 32], ..slot(3) };
    let schema = CredentialSlot { schema: 1, ..slot(3) };
    for slot in [others, schema] {
        let error = facts.attested(&slot).await.unwrap_err();
        assert!(matches!(error, Error::Extract(ExtractError::About { .. })), "{error}");
    }
}

#[tokio::test]
async fn a_revoked_attestation_does_not_hold() {
    let mut forge = Forge::new(&FOUR);
    let end = End::Revoked(RevocationReason::Fraud);
    let mut revoked = an_attestation();
    revoked.state = State::Ended { since: 50, end };
    forge.put_slot(Slot::Attestation(revoked));
    assert_eq!(facts(&forge).attested(&slot(3)).await.unwrap().holds, Err(Failing::Ended));
}

#[tokio::test]
async fn an_attestation_holds_up_to_its_last_block() {
    let mut forge = Forge::new(&FOUR);
    for (number, holds) in [(4999, Ok(())), (5000, Err(Failing::Expired))] {
        forge.number = number;
        assert_eq!(facts(&forge).attested(&slot(3)).await.unwrap().holds, holds);
    }
}

#[tokio::test]
async fn an_attestation_falls_with_its_issuer() {
    let mut forge = Forge::new(&FOUR);
    let mut removed = issuer();
    removed.status = IssuerStatus::Removed { since: 60 };
    forge.put_issuer(removed);
    assert_eq!(facts(&forge).attested(&slot(3)).await.unwrap().holds, Err(Failing::IssuerRemoved));
}

#[tokio::test]
async fn that_there_is_no_attestation_is_proven_too() {
    let forge = Forge::new(&FOUR);
    let extract = forge.extract_of(Forge::stranger());
    let facts = ExtractFacts::new(&extract, &forge.trust()).unwrap();
    let theirs = CredentialSlot { subject: [6; 32], ..slot(1) };
    let error = facts.attested(&theirs).await.unwrap_err();
    assert!(matches!(&error, Error::NotFound(why) if why.contains("did not exist")), "{error}");
}

#[tokio::test]
async fn a_removed_attestation_is_told_from_one_that_never_was() {
    let mut forge = Forge::new(&FOUR);
    forge.put_slot(Slot::Tombstone(Tombstone { serial: 3, issuer: 2, ended: 90, end: None }));
    let error = facts(&forge).attested(&slot(3)).await.unwrap_err();
    assert!(matches!(&error, Error::NotFound(why) if why.contains("was removed")), "{error}");
}

#[tokio::test]
async fn an_extract_says_nothing_about_policies() {
    let policy = PolicyVersion { id: 1, version: 1 };
    let error = facts(&Forge::new(&FOUR)).standing(&AccountId::from([5; 32]), policy).await;
    assert!(matches!(error, Err(Error::Usage(_))), "{error:?}");
}

#[test]
fn an_extract_of_keys_is_not_one_of_an_attestation() {
    let forge = Forge::new(&FOUR);
    let keys: Vec<_> = forge.extract().entries.into_iter().map(|entry| entry.key).collect();
    let extract = forge.extract_with(About::Keys, &keys);
    assert!(check(&extract, &forge.trust()).is_ok());
    let error = ExtractFacts::new(&extract, &forge.trust()).unwrap_err();
    assert!(matches!(error, ExtractError::About { .. }), "{error}");
}

#[test]
fn what_is_proven_is_shown() {
    let forge = Forge::new(&FOUR);
    let view = ExtractView::of(&check(&forge.extract(), &forge.trust()).unwrap());
    let found = view.attestation.unwrap();
    assert_eq!(found.schema_name.as_deref(), Some("citizen"));
    assert_eq!((found.serial, found.issuer, found.holds), (Some(3), Some(2), true));
    assert_eq!(view.time, "2026-09-21T14:13:20Z");
}
