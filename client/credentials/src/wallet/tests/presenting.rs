use ed25519_dalek::{Signature, Signer, SigningKey as Account, Verifier, VerifyingKey};

use super::*;
use crate::{
    cnf::{SignedStatement, Statement},
    presentation::{Expected, Presentation},
    sd_jwt::Transaction,
};

const ASKED: Transaction<'static> = Transaction { audience: "https://bar.example", nonce: "n-1" };

/// Stands for the chain's own scheme.
fn account_signed(account: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(account)
        .is_ok_and(|key| key.verify(message, &Signature::from_bytes(signature)).is_ok())
}

fn vouch(account: &Account, purpose: &Purpose) -> SignedStatement {
    let statement = Statement {
        genesis: GENESIS,
        account: account.verifying_key().to_bytes(),
        key: purpose.cnf_key().unwrap().public(),
        until: NOW + 1_000,
    };
    let signature = account.sign(&statement.message()).to_bytes();
    statement.signed(signature)
}

/// A wallet whose one purpose is vouched for, with a credential.
fn ready() -> (Wallet, Slot, Account) {
    let account = Account::generate(&mut OsRng);
    let subject = account.verifying_key().to_bytes();
    let key = SigningKey::generate(Algorithm::Ed25519, &mut OsRng);
    let purpose = Purpose::new(GENESIS, subject, &key);
    let statement = vouch(&account, &purpose);
    let slot = Slot { subject, ..slot(0, 1) };
    let mut wallet = Wallet::default();
    wallet.add_purpose("tax", purpose).unwrap();
    wallet.add("tax", entry_for(slot.clone(), &key.public())).unwrap();
    wallet.vouch("tax", statement, NOW, &account_signed).unwrap();
    (wallet, slot, account)
}

/// What a verifier that reads the commitment from the chain takes from the presentation.
fn shown(wallet: &Wallet, slot: &Slot, presentation: &Presentation) -> Vec<String> {
    let expected = Expected {
        slot,
        commitment: &wallet.credential(slot).unwrap().entry.facts.commitment,
        accounts: &account_signed,
        issuer: Some(&issuer_key().public()),
        to: ASKED,
        now: NOW + 5,
        max_age: 60,
    };
    presentation.verify(&expected).unwrap().into_iter().map(|(name, _)| name).collect()
}

#[test]
fn a_restored_wallet_shows_claims_as_before() {
    let (directory, path) = place();
    let (wallet, slot, _) = ready();
    let mut vault = Vault::create(&path, key(), wallet).unwrap();
    let (copy, there) = (directory.path().join("copy"), directory.path().join("there"));
    vault.backup(&copy, NOW).unwrap();
    let restored = Vault::<Wallet>::restore(&copy, &there, key(), &BTreeSet::new()).unwrap();
    for evidence in [Evidence::Proofs, Evidence::Token] {
        let wallet = restored.content();
        let presentation = wallet.present(&slot, &[VALUES[2]], evidence, ASKED, NOW).unwrap();
        assert_eq!(shown(wallet, &slot, &presentation), [VALUES[2]]);
        // The other claims stay at home.
        let text = presentation.to_json().unwrap();
        let entry = &wallet.credential(&slot).unwrap().entry;
        for hidden in ["name", "born"] {
            let disclosure = claim(entry, hidden).disclosure();
            assert!(!text.contains(disclosure.encoded()) && !text.contains(disclosure.salt()));
        }
    }
}

#[test]
fn what_was_erased_cannot_be_shown_and_the_rest_can() {
    let (_directory, path) = place();
    let (wallet, slot, _) = ready();
    let mut vault = Vault::create(&path, key(), wallet).unwrap();
    let name = digests(&vault.content().credential(&slot).unwrap().entry, &["name"]);
    vault.erase(&name).unwrap();
    let wallet = vault.content();
    for evidence in [Evidence::Proofs, Evidence::Token] {
        assert!(wallet.present(&slot, &["name"], evidence, ASKED, NOW).is_err());
        let presentation = wallet.present(&slot, &["born"], evidence, ASKED, NOW).unwrap();
        assert_eq!(shown(wallet, &slot, &presentation), ["born"]);
    }
}

#[test]
fn a_statement_for_another_purposes_key_is_refused() {
    let (mut wallet, _, account) = ready();
    let other = purpose(2);
    let for_another_key = vouch(&account, &other);
    let refused = wallet.vouch("tax", for_another_key, NOW, &account_signed).unwrap_err();
    assert!(refused.to_string().contains("another key"), "{refused}");

    let stranger = Account::generate(&mut OsRng);
    let by_stranger = vouch(&stranger, wallet.purpose("tax").unwrap());
    let refused = wallet.vouch("tax", by_stranger, NOW, &account_signed).unwrap_err();
    assert!(matches!(refused, VaultError::Statement(_)), "{refused}");
}

#[test]
fn nothing_is_shown_for_a_key_that_nothing_vouches_for() {
    let wallet = wallet();
    let refused = wallet.present(&slot(1, 1), &["born"], Evidence::Proofs, ASKED, NOW).unwrap_err();
    assert!(refused.to_string().contains("vouches"), "{refused}");
    let refused = wallet.present(&slot(1, 2), &["born"], Evidence::Proofs, ASKED, NOW).unwrap_err();
    assert!(matches!(refused, VaultError::NotFound(_)), "{refused}");
}
