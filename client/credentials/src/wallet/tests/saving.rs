use std::{
    os::unix::fs::{symlink, PermissionsExt},
    time::Duration,
};

use super::*;
use crate::{files::Staged, wallet::disk};

/// Names the vault on which a second process, started by a test, dies.
const DYING: &str = "ALTHING_TEST_DYING_VAULT";
/// Names the vault to which a second process, started by a test, writes until it is killed.
const KILLED: &str = "ALTHING_TEST_KILLED_VAULT";

/// A wallet of which writing takes a moment.
fn big_wallet() -> Wallet {
    let mut wallet = wallet();
    wallet.keep_receipt("big", &"receipt ".repeat(50_000)).unwrap();
    wallet
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn only_the_owner_can_read_what_is_written() {
    let (directory, path) = place();
    let mut vault = Vault::create(&path, key(), wallet()).unwrap();
    vault.backup(&directory.path().join("copy"), NOW).unwrap();
    vault.rotate(&directory.path().join("rotated"), 2.try_into().unwrap(), NOW).unwrap();
    VaultKey::generate().write(&directory.path().join("key")).unwrap();
    assert_eq!(mode(&directory.path().join("rotated")), 0o700);
    let mut files = 0;
    for place in [directory.path(), &directory.path().join("rotated")] {
        for file in fs::read_dir(place).unwrap().map(|file| file.unwrap().path()) {
            if file.is_file() {
                assert_eq!(mode(&file), 0o600, "{}", file.display());
                files += 1;
            }
        }
    }
    // The vault, its lock, the copy, the key, and the rotated backup.
    assert_eq!(files, 5);
}

#[test]
fn a_file_that_others_could_read_is_closed_to_them_by_a_save() {
    let (_directory, path) = place();
    let mut vault = Vault::create(&path, key(), wallet()).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    vault.update(|wallet| wallet.keep_receipt("1", "r")).unwrap();
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn no_secret_is_found_in_any_file() {
    let (directory, path) = place();
    let mut vault = Vault::create(&path, key(), wallet()).unwrap();
    vault.update(|wallet| wallet.keep_receipt("1", "receipt text")).unwrap();
    vault.backup(&directory.path().join("copy"), NOW).unwrap();
    vault.rotate(&directory.path().join("rotated"), 3.try_into().unwrap(), NOW).unwrap();
    Staged::write(&path, &vault::seal(&key(), None, &vault.body).unwrap().bytes).unwrap();

    let held = &vault.content().credentials()[0];
    let mut secrets: Vec<String> = VALUES.map(String::from).to_vec();
    for claim in held.entry.claims.open() {
        secrets.push(claim.disclosure().salt().into());
        secrets.push(claim.disclosure().encoded().into());
        secrets.push(hex::encode(claim.digest()));
    }
    let private = vault.content().purpose("tax").unwrap().cnf_key().unwrap().to_secret_jwk();
    secrets.push(private.to_string());
    secrets.extend(["tax", "receipt text", PASSPHRASE].map(String::from));
    for secret in &secrets {
        assert!(!found_on_disk(directory.path(), secret), "{secret} is on disk");
    }
    // They are there, for whoever has the passphrase.
    for there in [claim(&held.entry, "name").disclosure().encoded(), "receipt text"] {
        assert!(plaintext_has(&path, there), "{there}");
    }
    assert!(found_on_disk(directory.path(), "althing-vault 1"));
}

#[test]
fn the_size_of_a_file_does_not_tell_how_many_claims_it_holds() {
    let size = |names: &[&str]| {
        let (_directory, path) = place();
        let mut wallet = wallet();
        let mut entry = entry(slot(2, 1));
        let erased = digests(&entry, names);
        entry.erase(&erased);
        wallet.add("tax", entry).unwrap();
        Vault::create(&path, key(), wallet).unwrap();
        fs::metadata(&path).unwrap().len()
    };
    assert_eq!(size(&[]), size(&["name", "born"]));
}

#[test]
fn a_change_that_fails_leaves_file_and_content_as_they_were() {
    let (_directory, path) = place();
    let mut vault = Vault::create(&path, key(), wallet()).unwrap();
    let (bytes, content) = (fs::read(&path).unwrap(), vault.content().clone());
    let failed = vault.update(|wallet| {
        wallet.keep_receipt("1", "r")?;
        wallet.add_purpose("tax", purpose(2))
    });
    assert!(matches!(failed, Err(VaultError::Conflict(_))));
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(*vault.content(), content);
}

#[test]
fn a_crash_before_the_rename_leaves_the_old_file_whole() {
    let (directory, path) = place();
    let mut vault = Vault::create(&path, key(), wallet()).unwrap();
    let before = fs::read(&path).unwrap();
    let child =
        writers::second_process("wallet::tests::saving::die_before_the_rename", DYING, &path);
    assert!(!child.wait_with_output().unwrap().status.success());

    let half = directory.path().join(".vault.tmp");
    assert!(half.exists(), "the second process did not get to the point where it dies");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(Vault::<Wallet>::open(&path, key()).unwrap().content(), vault.content());
    assert!(!found_on_disk(directory.path(), VALUES[0]));

    // The lock died with its owner, and the next save clears up.
    vault.update(|wallet| wallet.keep_receipt("1", "r")).unwrap();
    assert!(!half.exists());
    let opened = Vault::<Wallet>::open(&path, key()).unwrap();
    assert_eq!(opened.content(), vault.content());
    assert_eq!(opened.revision(), 2);
}

#[test]
#[ignore = "is the second process of the test of a crash"]
fn die_before_the_rename() {
    let Ok(path) = std::env::var(DYING) else { return };
    let path = PathBuf::from(path);
    let _lock = disk::lock(&path, PATIENCE).unwrap();
    let mut vault = Vault::<Wallet>::open(&path, key()).unwrap();
    vault.body.content = Wallet::default();
    let _staged =
        Staged::write(&path, &vault::seal(&key(), None, &vault.body).unwrap().bytes).unwrap();
    std::process::abort();
}

#[test]
fn a_writer_killed_at_any_moment_leaves_a_vault_that_opens() {
    let (_directory, path) = place();
    let mut vault = Vault::create(&path, key(), big_wallet()).unwrap();
    let mut revision = vault.revision();
    for turn in 0..20 {
        let mut child =
            writers::second_process("wallet::tests::saving::save_until_killed", KILLED, &path);
        std::thread::sleep(Duration::from_millis(15 + 3 * turn));
        child.kill().unwrap();
        child.wait().unwrap();
        vault.refresh().unwrap();
        assert_eq!(*vault.content(), *Vault::<Wallet>::open(&path, key()).unwrap().content());
        assert!(vault.revision() >= revision);
        revision = vault.revision();
    }
    assert!(revision > 1, "no second process lived long enough to save");
}

#[test]
#[ignore = "is the second process of the test of a killed writer"]
fn save_until_killed() {
    let Ok(path) = std::env::var(KILLED) else { return };
    let mut vault = Vault::<Wallet>::open(Path::new(&path), key()).unwrap();
    for number in 0..100_000u32 {
        vault.update(|wallet| wallet.keep_receipt(&(number % 4).to_string(), "again")).unwrap();
    }
}

#[test]
fn a_reader_never_sees_half_a_file() {
    let (_directory, path) = place();
    let mut vault = Vault::create(&path, key(), big_wallet()).unwrap();
    let writer = std::thread::spawn(move || {
        for number in 0..60 {
            vault.update(|wallet| wallet.keep_receipt("1", &number.to_string())).unwrap();
        }
    });
    let mut seen = BTreeSet::new();
    while !writer.is_finished() {
        seen.insert(Vault::<Wallet>::open(&path, key()).unwrap().revision());
    }
    writer.join().unwrap();
    assert!(seen.len() > 1, "the reader saw only {seen:?}");
}

#[test]
fn a_link_to_a_vault_stays_a_link() {
    let (directory, path) = place();
    Vault::create(&path, key(), wallet()).unwrap();
    let link = directory.path().join("link");
    symlink(&path, &link).unwrap();
    let mut vault = Vault::<Wallet>::open(&link, key()).unwrap();
    vault.update(|wallet| wallet.keep_receipt("1", "r")).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(Vault::<Wallet>::open(&path, key()).unwrap().content(), vault.content());
}

#[test]
fn a_vault_is_never_created_over_a_file() {
    let (_directory, path) = place();
    fs::write(&path, "precious").unwrap();
    let refused = Vault::create(&path, key(), wallet()).unwrap_err();
    assert!(matches!(refused, VaultError::Exists(_)), "{refused}");
    assert_eq!(fs::read(&path).unwrap(), b"precious");
}
