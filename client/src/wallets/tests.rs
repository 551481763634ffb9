use std::fs;

use althing_credentials::{jose::Algorithm, wallet::VaultError};

use super::{
    view::{Values, WalletView},
    *,
};
use crate::credentials::{
    issue::Form,
    tests::{account, issued, vault_key, wallet, GENESIS, NOW},
};

#[test]
fn a_wallet_that_is_lost_comes_back_from_its_backup() {
    let directory = tempfile::tempdir().unwrap();
    let (file, copy) = (directory.path().join("wallet"), directory.path().join("copy"));
    let mut vault = wallet(directory.path(), &issued(), Form::SdJwt);
    backup(&mut vault, Backup::File(&copy), NOW).unwrap();
    let before = WalletView::of(&vault, Values::Shown);
    drop(vault);
    fs::remove_file(&file).unwrap();
    let restored = restore::<Wallet>(&copy, &file, vault_key(), &[]).unwrap();
    assert_eq!(WalletView::of(&restored, Values::Shown), before);
    let reopened = open(&file, vault_key()).unwrap();
    let purpose = reopened.content().purpose("tax").unwrap();
    assert!(purpose.statement().is_some(), "what the account vouched for is there again");
}

#[test]
fn a_backup_is_neither_restored_over_a_wallet_nor_with_another_passphrase() {
    let directory = tempfile::tempdir().unwrap();
    let copy = directory.path().join("copy");
    let mut vault = wallet(directory.path(), &issued(), Form::SdJwt);
    backup(&mut vault, Backup::File(&copy), NOW).unwrap();
    let over = restore::<Wallet>(&copy, vault.path(), vault_key(), &[]).unwrap_err();
    assert!(over.to_string().contains("there is a file already"), "{over}");
    let elsewhere = directory.path().join("elsewhere");
    let other = VaultKey::passphrase("another passphrase");
    let wrong = restore::<Wallet>(&copy, &elsewhere, other, &[]).unwrap_err();
    assert!(wrong.to_string().contains("wrong passphrase"), "{wrong}");
    assert!(!elsewhere.exists());
}

#[test]
fn a_backup_that_is_cut_off_is_told_from_a_wrong_passphrase() {
    let directory = tempfile::tempdir().unwrap();
    let (copy, to) = (directory.path().join("copy"), directory.path().join("to"));
    let mut vault = wallet(directory.path(), &issued(), Form::SdJwt);
    backup(&mut vault, Backup::File(&copy), NOW).unwrap();
    let bytes = fs::read(&copy).unwrap();
    fs::write(&copy, &bytes[..bytes.len() - 7]).unwrap();
    let error = restore::<Wallet>(&copy, &to, vault_key(), &[]).unwrap_err();
    assert!(error.to_string().contains("cut off"), "{error}");
}

#[test]
fn old_backups_are_rotated_away() {
    let directory = tempfile::tempdir().unwrap();
    let backups = directory.path().join("backups");
    let mut vault = wallet(directory.path(), &issued(), Form::SdJwt);
    let keep = NonZeroUsize::new(2).unwrap();
    for round in 0..4 {
        vault.update(|wallet| wallet.keep_receipt(&round.to_string(), "receipt")).unwrap();
        backup(&mut vault, Backup::Rotated { directory: &backups, keep }, NOW + round).unwrap();
    }
    assert_eq!(fs::read_dir(&backups).unwrap().count(), 2);
}

#[test]
fn no_file_holds_a_claim_in_clear() {
    let directory = tempfile::tempdir().unwrap();
    let mut vault = wallet(directory.path(), &issued(), Form::SdJwt);
    backup(&mut vault, Backup::File(&directory.path().join("copy")), NOW).unwrap();
    for file in fs::read_dir(directory.path()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(11).any(|window| window == b"age_over_18"));
    }
}

#[test]
fn only_the_account_of_a_purpose_vouches_for_its_key() {
    let directory = tempfile::tempdir().unwrap();
    let mut vault = create(&directory.path().join("wallet"), vault_key()).unwrap();
    let (alice, bob) = (account("//Alice"), account("//Bob"));
    add_purpose(&mut vault, "tax", GENESIS, alice.account(), Algorithm::Es256).unwrap();
    let error = vouch_with(&mut vault, "tax", NOW + 1, &bob, NOW).unwrap_err();
    assert!(error.to_string().contains("name the key of the purpose's account"), "{error}");
    let statement = statement(vault.content(), "tax", NOW + 1).unwrap();
    let forged = signatures::sign(&bob, &statement.message());
    assert!(vouch(&mut vault, "tax", NOW + 1, forged, NOW).is_err());
    vouch_with(&mut vault, "tax", NOW + 1, &alice, NOW).unwrap();
}

#[test]
fn two_purposes_do_not_share_an_account() {
    let directory = tempfile::tempdir().unwrap();
    let mut vault = wallet(directory.path(), &issued(), Form::SdJwt);
    let alice = account("//Alice");
    let again = add_purpose(&mut vault, "club", GENESIS, alice.account(), Algorithm::Ed25519);
    assert!(again.unwrap_err().to_string().contains("could be linked"));
}

#[test]
fn a_choice_that_fits_nothing_or_several_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let vault = wallet(directory.path(), &issued(), Form::SdJwt);
    let wallet = vault.content();
    assert!(Choice::default().of(wallet).is_ok(), "there is only one");
    let none = Choice { schema: Some(5), ..Default::default() }.of(wallet).unwrap_err();
    assert_eq!(none.exit_code(), crate::errors::exit::NOT_FOUND);
    let mut two = wallet.clone();
    let mut other = issued();
    other.found.slot.schema = 5;
    let entry = crate::credentials::read::entry_of_claims(&other.claims, &other.found).unwrap();
    two.add("tax", entry).unwrap();
    let several = Choice::default().of(&two).unwrap_err();
    assert!(several.to_string().contains("2 credentials fit"), "{several}");
}

#[test]
fn a_receipt_that_cannot_be_read_stops_a_restore() {
    let directory = tempfile::tempdir().unwrap();
    let (copy, to) = (directory.path().join("copy"), directory.path().join("to"));
    let mut vault = wallet(directory.path(), &issued(), Form::SdJwt);
    backup(&mut vault, Backup::File(&copy), NOW).unwrap();
    let odd = vec!["not.a.receipt".to_string()];
    assert!(restore::<Wallet>(&copy, &to, vault_key(), &odd).is_err());
    assert!(!to.exists());
}

#[test]
fn a_wallet_that_is_not_there_is_said_to_be_missing() {
    let directory = tempfile::tempdir().unwrap();
    let error = open(&directory.path().join("nowhere"), vault_key()).unwrap_err();
    assert!(matches!(&error, Error::Credentials(CredentialsError::Vault(VaultError::Missing(_)))));
    assert_eq!(error.kind(), "not-found");
}
