//! What an owner of a vault would notice.

mod backups;
mod content;
mod model;
mod opening;
mod presenting;
#[cfg(unix)]
mod saving;
mod writers;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use rand::rngs::OsRng;
use serde_json::json;

use super::*;
use crate::{
    credential::{self, Contents, StatusRefs},
    jose::{Algorithm, PublicKey, SigningKey},
    Attested, Claim, ClaimSet, Slot,
};

pub(crate) const PASSPHRASE: &str = "correct horse battery staple";
pub(crate) const NOW: u64 = 1_795_179_900;
pub(crate) const GENESIS: [u8; 32] = [9; 32];

/// What must not be found in any file.
pub(crate) const VALUES: [&str; 3] = ["Ada Lovelace", "1815-12-10", "age_over_18"];

/// A passphrase with a work factor that takes no time.
pub(crate) fn key() -> VaultKey {
    VaultKey::passphrase_with(PASSPHRASE, WorkFactor::new(2).unwrap())
}

pub(crate) fn slot(account: u8, serial: u32) -> Slot {
    Slot { genesis: GENESIS, schema: 4, subject: [account; 32], serial }
}

/// The key with which every issuer here signs.
pub(crate) fn issuer_key() -> SigningKey {
    SigningKey::Ed25519(ed25519_dalek::SigningKey::from_bytes(&[5; 32]))
}

/// An attestation of three claims, with a token for some holder.
pub(crate) fn entry(slot: Slot) -> Entry {
    entry_for(slot, &SigningKey::generate(Algorithm::Ed25519, &mut OsRng).public())
}

/// An attestation of three claims, with a token for `holder`.
pub(crate) fn entry_for(slot: Slot, holder: &PublicKey) -> Entry {
    let claims = [("name", json!(VALUES[0])), ("born", json!(VALUES[1])), (VALUES[2], json!(true))];
    let set = ClaimSet::new(claims, &mut OsRng).unwrap();
    let Slot { genesis, schema, subject, serial } = slot;
    let contents = Contents {
        attested: &Attested { genesis, schema, subject, serial, issuer: 7 },
        holder,
        claims: &set,
        issued: NOW - 100,
        expires: None,
        status: StatusRefs::default(),
    };
    let token = credential::issue(&issuer_key(), &contents).unwrap();
    let facts = Facts {
        issuer: 7,
        level: 2,
        jurisdiction: 752,
        issued: Some(1_000),
        expires: 9_000,
        commitment: set.commitment(),
        person_tag: Some([3; 32]),
    };
    let token = Some(Secret::new(token.to_string()));
    Entry { slot, facts, claims: StoredClaims::from(&set), token }
}

pub(crate) fn purpose(account: u8) -> Purpose {
    let cnf_key = SigningKey::generate(Algorithm::Ed25519, &mut OsRng);
    Purpose::new(GENESIS, [account; 32], &cnf_key)
}

/// A wallet with a purpose and a credential for it.
pub(crate) fn wallet() -> Wallet {
    let mut wallet = Wallet::default();
    wallet.add_purpose("tax", purpose(1)).unwrap();
    wallet.add("tax", entry(slot(1, 1))).unwrap();
    wallet
}

pub(crate) fn record(account: u8) -> Record {
    Record { entry: entry(slot(account, 1)), retention: None }
}

/// An issuer's records about two subjects.
pub(crate) fn records() -> Records {
    let mut records = Records::default();
    records.insert([record(1), record(2)]).unwrap();
    records
}

/// A directory and the path of a vault in it.
pub(crate) fn place() -> (tempfile::TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("vault");
    (directory, path)
}

pub(crate) fn claim<'a>(entry: &'a Entry, name: &str) -> &'a Claim {
    entry.claims.open().iter().find(|claim| claim.name() == name).unwrap()
}

pub(crate) fn digests(entry: &Entry, names: &[&str]) -> BTreeSet<ClaimDigest> {
    names.iter().map(|name| claim(entry, name).digest()).collect()
}

/// Whether the vault's plaintext has the text in it, as anybody with the passphrase sees it.
pub(crate) fn plaintext_has(path: &Path, text: &str) -> bool {
    vault::still_holds(path, &key(), &[Secret::new(text)]).unwrap()
}

/// Whether the bytes of any file under `directory` hold the text.
pub(crate) fn found_on_disk(directory: &Path, text: &str) -> bool {
    fs::read_dir(directory).unwrap().any(|file| {
        let path = file.unwrap().path();
        if path.is_dir() {
            return found_on_disk(&path, text);
        }
        let bytes = fs::read(path).unwrap();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}
