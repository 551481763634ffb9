//! The key holder's secret keys, in a vault of their own.

use std::path::Path;

use althing_credentials::{
    tags::{KeyRing, PublicKey, TagDomain},
    wallet::{Vault, VaultKey},
};
use rand::rngs::OsRng;

use crate::errors::Result;

/// What is to become of the key of a domain.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Change {
    /// Make the first one.
    Create,
    /// Make the next one, and keep the one of before.
    Rotate,
    /// Wipe the one of before.
    Retire,
}

/// Opens the key holder's vault, or creates it.
///
/// # Errors
/// If the key is not the right one, or the file is damaged or something else.
pub fn open(path: &Path, key: VaultKey) -> Result<Vault<KeyRing>> {
    Ok(match path.exists() {
        true => Vault::open(path, key)?,
        false => Vault::create(path, key, KeyRing::default())?,
    })
}

/// Changes the key of a domain, and returns the public keys that there are then. They are saved
/// before anybody learns of them.
///
/// # Errors
/// If there is a key already, or none, or the one of before is still kept.
pub fn change(
    vault: &mut Vault<KeyRing>,
    domain: TagDomain,
    change: Change,
) -> Result<Vec<PublicKey>> {
    vault.update(|ring| {
        match change {
            Change::Create => ring.create(domain, &mut OsRng).map(|_| ())?,
            Change::Rotate => ring.rotate(domain, &mut OsRng).map(|_| ())?,
            Change::Retire => ring.retire(domain)?,
        }
        Ok::<_, crate::Error>(())
    })?;
    let keys = vault.content().public_keys();
    Ok(keys.into_iter().filter(|key| key.domain == domain).collect())
}
