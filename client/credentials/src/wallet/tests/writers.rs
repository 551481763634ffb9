use std::{
    process::{Child, Command, Stdio},
    time::Duration,
};

use super::*;
use crate::wallet::disk;

/// Names the vault to which a second process, started by a test, writes.
const SHARED: &str = "ALTHING_TEST_SHARED_VAULT";
/// How many changes each process makes.
const CHANGES: usize = 20;

/// Starts this program again, to run one test that is otherwise ignored.
pub(super) fn second_process(test: &str, variable: &str, value: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture"])
        .env(variable, value)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn two_processes_that_save_at_once_lose_nothing() {
    let (_directory, path) = place();
    let mut vault = Vault::create(&path, key(), wallet()).unwrap();
    let children =
        [(); 2].map(|()| second_process("wallet::tests::writers::write_many_times", SHARED, &path));
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    vault.refresh().unwrap();
    let kept: usize = vault.content().receipts().values().map(Vec::len).sum();
    assert_eq!(kept, 2 * CHANGES);
    assert_eq!(vault.revision(), 1 + 2 * CHANGES as u64);
}

#[test]
#[ignore = "is the second process of the test of two writers"]
fn write_many_times() {
    let Ok(path) = std::env::var(SHARED) else { return };
    let mut vault = Vault::<Wallet>::open(Path::new(&path), key()).unwrap();
    for number in 0..CHANGES {
        let receipt = format!("{number} of {}", std::process::id());
        vault.update(|wallet| wallet.keep_receipt("all", &receipt)).unwrap();
    }
}

#[test]
fn a_vault_opened_before_anothers_save_does_not_undo_it() {
    let (_directory, path) = place();
    let mut one = Vault::create(&path, key(), wallet()).unwrap();
    let mut other = Vault::<Wallet>::open(&path, key()).unwrap();
    one.update(|wallet| wallet.add_purpose("work", purpose(2))).unwrap();
    other.update(|wallet| wallet.add_purpose("school", purpose(3))).unwrap();
    one.refresh().unwrap();
    let names: Vec<&str> = one.content().purposes().map(|(name, _)| name).collect();
    assert_eq!(names, ["school", "tax", "work"]);
}

#[test]
fn a_writer_that_finds_the_vault_locked_gives_up_and_says_so() {
    let (_directory, path) = place();
    let patience = Duration::from_millis(50);
    let mut vault = Vault::create(&path, key(), wallet()).unwrap().with_patience(patience);
    let lock = disk::lock(vault.path(), patience).unwrap();
    let refused = vault.update(|wallet| wallet.keep_receipt("1", "r")).unwrap_err();
    assert!(matches!(refused, VaultError::Busy(_)), "{refused}");
    // Reading needs no lock.
    Vault::<Wallet>::open(&path, key()).unwrap();
    drop(lock);
    vault.update(|wallet| wallet.keep_receipt("1", "r")).unwrap();
}

#[test]
fn another_vault_in_the_same_place_is_not_written_over() {
    let (directory, path) = place();
    let mut vault = Vault::create(&path, key(), wallet()).unwrap();
    let elsewhere = directory.path().join("elsewhere");
    Vault::create(&elsewhere, key(), wallet()).unwrap();
    fs::rename(&elsewhere, &path).unwrap();
    let refused = vault.update(|wallet| wallet.keep_receipt("1", "r")).unwrap_err();
    assert!(matches!(refused, VaultError::Conflict(_)), "{refused}");
}
