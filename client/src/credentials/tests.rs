//! An issuer with an attestation on a chain, and the subject of it; used by the tests of everything
//! around credentials.

use althing_credentials::{
    claims::ClaimSet,
    credential::StatusRefs,
    jose::{Algorithm, PublicKey, SigningKey},
    wallet::{Vault, VaultKey, Wallet, WorkFactor},
    Slot,
};
use rand::rngs::OsRng;
use serde_json::json;

use super::{
    issue::{self, Form, Order},
    read, CredentialsError,
};
use crate::{
    attestations::types::Failing, connection::ChainKind, errors::Error, keys::Key,
    presentations::Attested, wallets,
};

pub(crate) const NOW: u64 = 1_795_179_900;
pub(crate) const GENESIS: [u8; 32] = [9; 32];

/// A passphrase whose work factor takes no time.
pub(crate) fn vault_key() -> VaultKey {
    let work = WorkFactor::new(2).unwrap();
    VaultKey::passphrase_with("correct horse battery staple", work)
}

/// The account of a well-known name.
pub(crate) fn account(name: &str) -> Key {
    Key::well_known(name, ChainKind::Development).unwrap()
}

/// An issuer, and an attestation of //Alice by it.
pub(crate) struct Issued {
    pub key: SigningKey,
    pub claims: ClaimSet,
    pub found: Attested,
}

/// Issuer 7 attests three claims of //Alice under schema 4.
pub(crate) fn issued() -> Issued {
    let key = SigningKey::generate(Algorithm::Ed25519, &mut OsRng);
    let claims = [("name", json!("Ada")), ("age_over_18", json!(true)), ("country", json!("IS"))];
    let claims = ClaimSet::new(claims, &mut OsRng).unwrap();
    let found = Attested {
        slot: Slot {
            genesis: GENESIS,
            schema: 4,
            subject: account("//Alice").account().0,
            serial: 1,
        },
        issuer: 7,
        keys: vec![SigningKey::generate(Algorithm::Es256, &mut OsRng).public(), key.public()],
        commitment: claims.commitment(),
        level: 2,
        jurisdiction: 352,
        held_since: 100,
        issued: 100,
        expires: 10_000,
        tag: None,
        holds: Ok(()),
    };
    Issued { key, claims, found }
}

impl Issued {
    /// What goes into a token for a holder.
    pub(crate) fn order<'a>(&'a self, holder: &'a PublicKey) -> Order<'a> {
        Order {
            attested: &self.found,
            claims: &self.claims,
            holder,
            issued: NOW - 100,
            expires: None,
            status: StatusRefs::default(),
        }
    }
}

/// A wallet in a directory, with a purpose of //Alice that has vouched for its key, and the credential.
pub(crate) fn wallet(directory: &std::path::Path, issued: &Issued, form: Form) -> Vault<Wallet> {
    let mut vault = wallets::create(&directory.join("wallet"), vault_key()).unwrap();
    let alice = account("//Alice");
    let holder =
        wallets::add_purpose(&mut vault, "tax", GENESIS, alice.account(), Algorithm::Ed25519)
            .unwrap();
    wallets::vouch_with(&mut vault, "tax", NOW + 86_400, &alice, NOW).unwrap();
    let token = issue::issue(&issued.key, &issued.order(&holder), form).unwrap();
    let entry = read::entry(&token, &issued.found, NOW).unwrap();
    assert!(wallets::add(&mut vault, "tax", entry).unwrap());
    vault
}

fn holder() -> PublicKey {
    SigningKey::generate(Algorithm::Ed25519, &mut OsRng).public()
}

fn refusal(error: Error) -> CredentialsError {
    match error {
        Error::Credentials(error) => error,
        other => panic!("{other}"),
    }
}

#[test]
fn both_forms_of_a_token_say_the_same_and_come_back_from_text() {
    let (issued, holder) = (issued(), holder());
    for (form, word) in [(Form::SdJwt, "sd-jwt"), (Form::Vc, "vc+sd-jwt")] {
        let token = issue::issue(&issued.key, &issued.order(&holder), form).unwrap();
        let token = token.to_string().parse().unwrap();
        let imported = read::import(&token, &issued.key.public(), NOW).unwrap();
        assert_eq!(imported.form, word);
        assert_eq!(imported.claims.len(), 3);
        assert_eq!(imported.claims["age_over_18"], json!(true));
        let entry = read::entry(&token, &issued.found, NOW).unwrap();
        assert_eq!(entry.claims.to_set().unwrap().commitment(), issued.found.commitment);
    }
}

#[test]
fn a_key_that_is_not_registered_signs_nothing() {
    let (issued, holder) = (issued(), holder());
    let other = SigningKey::generate(Algorithm::Ed25519, &mut OsRng);
    let error = issue::issue(&other, &issued.order(&holder), Form::SdJwt).unwrap_err();
    assert!(error.advice().unwrap().contains("attest issuer keys"));
    assert!(matches!(refusal(error), CredentialsError::NotRegistered { issuer: 7, .. }));
}

#[test]
fn claims_that_the_chain_is_not_committed_to_are_not_signed() {
    let (mut issued, holder) = (issued(), holder());
    issued.claims = ClaimSet::new([("age_over_18", json!(true))], &mut OsRng).unwrap();
    let error = issue::issue(&issued.key, &issued.order(&holder), Form::SdJwt).unwrap_err();
    assert!(error.to_string().contains("not those that the chain has a commitment to"));
}

#[test]
fn no_token_is_signed_for_a_lapsed_attestation() {
    let (mut issued, holder) = (issued(), holder());
    issued.found.holds = Err(Failing::Expired);
    let error = issue::issue(&issued.key, &issued.order(&holder), Form::SdJwt).unwrap_err();
    assert!(error.to_string().contains("does not hold: it has expired"), "{error}");
}

#[test]
fn a_token_of_a_key_that_is_no_longer_registered_is_not_taken() {
    let (mut issued, holder) = (issued(), holder());
    let token = issue::issue(&issued.key, &issued.order(&holder), Form::SdJwt).unwrap();
    issued.found.keys.retain(|key| *key != issued.key.public());
    let error = read::entry(&token, &issued.found, NOW).unwrap_err();
    assert!(error.to_string().contains("has not registered"), "{error}");
}

#[test]
fn a_token_of_another_attestation_is_not_taken() {
    let (mut issued, holder) = (issued(), holder());
    let token = issue::issue(&issued.key, &issued.order(&holder), Form::SdJwt).unwrap();
    issued.found.slot.serial = 2;
    assert!(read::entry(&token, &issued.found, NOW).is_err());
    issued.found.slot.serial = 1;
    issued.found.issuer = 8;
    assert!(read::entry(&token, &issued.found, NOW).is_err(), "another issuer's");
}

#[test]
fn a_record_is_kept_once_and_holds_the_salts() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("records");
    let issued = issued();
    let mut vault = issue::records(&path, vault_key()).unwrap();
    assert!(issue::keep(&mut vault, &issued.found, &issued.claims, None).unwrap());
    assert!(!issue::keep(&mut vault, &issued.found, &issued.claims, None).unwrap());
    let again = issue::records(&path, vault_key()).unwrap();
    let record = again.content().get(&issued.found.slot).unwrap();
    assert_eq!(record.entry.claims.to_set().unwrap(), issued.claims);
    assert!(record.entry.token.is_none(), "a token can be made again, and is not kept");
}

#[test]
fn plain_json_shows_the_named_claims_only_and_is_read_back_unsigned() {
    let directory = tempfile::tempdir().unwrap();
    let vault = wallet(directory.path(), &issued(), Form::Vc);
    let entry = &vault.content().credentials()[0].entry;
    let document = read::export_plain(entry, &["age_over_18"]).unwrap().to_string();
    assert!(!document.contains("Ada"), "{document}");
    let imported = read::import_plain(&document, NOW).unwrap();
    assert!(!imported.signed);
    assert_eq!(imported.claims["age_over_18"], json!(true));
    let error = read::export_plain(entry, &["height"]).unwrap_err().to_string();
    assert!(error.contains("there is no claim 'height'"), "{error}");
}
