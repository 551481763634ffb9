//! A subject's wallet: what was attested of somebody, with the salts, and a key for each purpose.
//!
//! A purpose is one role in which a person appears: an account that nothing else uses, a key that
//! signs presentations, and the account's statement that vouches for the key. Two purposes share
//! neither, so what is shown in one cannot be linked with another.
//!
//! The wallet is one encrypted file that is never sent anywhere. [`key`] says what opens it, [`view`]
//! what of it can be shown.

pub mod key;
pub mod view;

use std::{collections::BTreeSet, num::NonZeroUsize, path::Path};

use althing_credentials::{
    cnf::Statement,
    erasure::{Outcome, Receipt},
    hex32,
    jose::{Algorithm, Jws, PublicKey, SigningKey},
    wallet::{
        BackupCopy, ClaimDigest, Credential, Entry, Purpose, Vault, VaultError, VaultKey, Wallet,
    },
    Slot,
};
use rand::rngs::OsRng;

use crate::{
    connection::AccountId,
    credentials::{signatures, CredentialsError},
    errors::{Error, Result},
    keys::Key,
};

/// For how many days an account vouches for a key unless told otherwise.
pub const VOUCHED_DAYS: u64 = 365;

/// Creates an empty wallet.
///
/// # Errors
/// If there is a file already, or the passphrase is too short.
pub fn create(path: &Path, key: VaultKey) -> Result<Vault<Wallet>> {
    Ok(Vault::create(path, key, Wallet::default())?)
}

/// Opens a wallet.
///
/// # Errors
/// If there is none, the key is not the right one, or the file is damaged.
pub fn open(path: &Path, key: VaultKey) -> Result<Vault<Wallet>> {
    Ok(Vault::open(path, key)?)
}

/// Adds a purpose with a new key, and returns the public part of it, which issuers put into tokens.
///
/// # Errors
/// If there is a purpose of that name, or another one has the account.
pub fn add_purpose(
    vault: &mut Vault<Wallet>,
    name: &str,
    genesis: [u8; 32],
    account: &AccountId,
    algorithm: Algorithm,
) -> Result<PublicKey> {
    let key = SigningKey::generate(algorithm, &mut OsRng);
    let purpose = Purpose::new(genesis, account.0, &key);
    vault.update(|wallet| wallet.add_purpose(name, purpose))?;
    Ok(key.public())
}

/// What the account of a purpose has to sign so that its key counts until then, in seconds since
/// 1970.
///
/// # Errors
/// If there is no such purpose.
pub fn statement(wallet: &Wallet, name: &str, until: u64) -> Result<Statement> {
    let purpose = wallet.purpose(name)?;
    let key = purpose.cnf_key()?.public();
    Ok(Statement { genesis: purpose.genesis, account: purpose.account, key, until })
}

/// Stores the signature by which the account of a purpose vouches for its key.
///
/// # Errors
/// If there is no such purpose, or the signature is not its account's over the statement.
pub fn vouch(
    vault: &mut Vault<Wallet>,
    name: &str,
    until: u64,
    signature: [u8; 64],
    now: u64,
) -> Result<()> {
    let signed = statement(vault.content(), name, until)?.signed(signature);
    vault.update(|wallet| wallet.vouch(name, signed, now, &signatures::is_signed))?;
    Ok(())
}

/// Has the account vouch for the key of its purpose.
///
/// # Errors
/// If there is no such purpose, or it is another account's.
pub fn vouch_with(
    vault: &mut Vault<Wallet>,
    name: &str,
    until: u64,
    key: &Key,
    now: u64,
) -> Result<()> {
    let statement = statement(vault.content(), name, until)?;
    if statement.account != key.account().0 {
        let owner = AccountId::from(statement.account);
        return Err(Error::Usage(format!(
            "the account of the purpose '{name}' is {owner}, and --key is that of {}; name the key \
             of the purpose's account",
            key.account()
        )));
    }
    vouch(vault, name, until, signatures::sign(key, &statement.message()), now)
}

/// Adds a credential. Says whether it was new.
///
/// # Errors
/// If it does not fit the purpose, or the claims do not make up the commitment.
pub fn add(vault: &mut Vault<Wallet>, purpose: &str, entry: Entry) -> Result<bool> {
    Ok(vault.update(|wallet| wallet.add(purpose, entry))?)
}

/// The purpose whose account an attestation is of, if the wallet has one.
pub fn purpose_of<'a>(wallet: &'a Wallet, slot: &Slot) -> Option<&'a str> {
    let is_it =
        |purpose: &Purpose| purpose.account == slot.subject && purpose.genesis == slot.genesis;
    wallet.purposes().find(|(_, purpose)| is_it(purpose)).map(|(name, _)| name)
}

/// Which of the credentials in a wallet is meant; what is not said may be anything.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// The schema.
    pub schema: Option<u32>,
    /// The subject, by its 32 bytes.
    pub subject: Option<[u8; 32]>,
    /// Which of the subject's attestations under the schema.
    pub serial: Option<u32>,
    /// The purpose.
    pub purpose: Option<String>,
}

impl Choice {
    /// The one credential that is meant.
    ///
    /// # Errors
    /// If there is none, or more than one.
    pub fn of<'a>(&self, wallet: &'a Wallet) -> Result<&'a Credential> {
        let mut fitting = wallet.credentials().iter().filter(|held| self.fits(held));
        match (fitting.next(), fitting.count()) {
            (Some(only), 0) => Ok(only),
            (None, _) => {
                let missing = "there is no such credential in the wallet";
                Err(VaultError::NotFound(missing.into()).into())
            }
            (Some(_), more) => Err(Error::Usage(format!(
                "{} credentials fit; say which with --purpose, --schema, --subject and --serial",
                more.saturating_add(1)
            ))),
        }
    }

    fn fits(&self, held: &Credential) -> bool {
        let slot = &held.entry.slot;
        self.schema.is_none_or(|schema| schema == slot.schema)
            && self.subject.is_none_or(|subject| subject == slot.subject)
            && self.serial.is_none_or(|serial| serial == slot.serial)
            && self.purpose.as_ref().is_none_or(|purpose| *purpose == held.purpose)
    }
}

/// Where backups go.
#[derive(Clone, Copy, Debug)]
pub enum Backup<'a> {
    /// To a new file.
    File(&'a Path),
    /// Into a directory, where only the newest are kept.
    Rotated {
        /// The directory.
        directory: &'a Path,
        /// How many are kept.
        keep: NonZeroUsize,
    },
}

/// Makes a backup. It opens with the same passphrase or key.
///
/// # Errors
/// If it cannot be written, or there is such a file already.
pub fn backup<T: althing_credentials::wallet::Content>(
    vault: &mut Vault<T>,
    to: Backup<'_>,
    now: u64,
) -> Result<BackupCopy> {
    Ok(match to {
        Backup::File(path) => vault.backup(path, now)?,
        Backup::Rotated { directory, keep } => vault.rotate(directory, keep, now)?,
    })
}

/// Makes a vault of a backup, without what was erased since: `receipts` are those of all erasures.
///
/// # Errors
/// If the backup cannot be opened, or there is a file already.
pub fn restore<T: althing_credentials::wallet::Content>(
    from: &Path,
    to: &Path,
    key: VaultKey,
    receipts: &[String],
) -> Result<Vault<T>> {
    Ok(Vault::restore(from, to, key, &erased_by(receipts)?)?)
}

/// The digests of what the receipts say was erased. Their signatures are not checked: to erase more
/// than was asked for is the worst that a forged one does.
fn erased_by(receipts: &[String]) -> Result<BTreeSet<ClaimDigest>> {
    let mut digests = BTreeSet::new();
    for jws in receipts {
        let claims = Jws::parse(jws.trim())?.unverified_claims()?;
        let receipt: Receipt = serde_json::from_value(claims.into()).map_err(|cause| {
            CredentialsError::NotValid(format!("a receipt cannot be read: {cause}"))
        })?;
        if matches!(receipt.outcome, Outcome::Done { .. }) {
            digests.extend(receipt.digests);
        }
    }
    Ok(digests)
}

/// A slot in a few words: `schema 4, serial 1 of 0x02…`.
pub fn slot_words(slot: &Slot) -> String {
    let Slot { schema, serial, subject, .. } = slot;
    format!("schema {schema}, serial {serial} of {}", AccountId::from(*subject))
}

/// A hash as text.
pub fn hash_text(hash: &[u8; 32]) -> String {
    hex32::encode(hash)
}

#[cfg(test)]
mod tests;
