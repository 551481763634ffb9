//! Vaults: encrypted files with what must not be on a chain, a subject's wallet and an issuer's
//! records alike.
//!
//! # A subject's wallet
//! ```
//! use althing_credentials::wallet::{Vault, VaultError, VaultKey, Wallet};
//! # use althing_credentials::wallet::WorkFactor;
//! # fn main() -> Result<(), VaultError> {
//! # let directory = tempfile::tempdir().unwrap();
//! # let path = directory.path().join("wallet");
//! // A passphrase, or an age key: `VaultKey::generate()`.
//! let key = VaultKey::passphrase("five words from a dice list");
//! # let key = VaultKey::passphrase_with("five words from a dice list", WorkFactor::new(2)?);
//! let mut vault = Vault::create(&path, key.clone(), Wallet::default())?;
//! vault.update(|wallet| wallet.keep_receipt("request 1", "a signed receipt"))?;
//! vault.backup(&directory.path().join("copy"), 1_795_179_900)?;
//!
//! let restored: Vault<Wallet> = Vault::restore(
//!     &directory.path().join("copy"),
//!     &directory.path().join("elsewhere"),
//!     key,
//!     &Default::default(),
//! )?;
//! assert_eq!(restored.content(), vault.content());
//! # Ok(())
//! # }
//! ```
//!
//! # What always holds
//! 1. Plaintext is never on disk: what is written, temporary files included, is an age file.
//! 2. A vault's file is the old one or the new one, whole, whenever a program or the machine stops.
//! 3. Only the owner can read the file (mode 0600).
//! 4. A change that one program has saved is never lost by the change of another.
//! 5. After [`Vault::erase`] an erased claim's salt is in no file that it does not name as left.
//! 6. Two purposes in a wallet share neither account nor key.
//!
//! # The file
//! ```text
//! althing-vault 1 4729 <SHA-256 in hex>
//! age-encryption.org/v1
//! ...
//! ```
//! The first line holds the format version, the length of the age file, and a checksum over the rest
//! of the line and the age file. The checksum tells a wrong passphrase from a file that is damaged,
//! and protects against nothing else: what keeps the content secret and unchanged is age. Without
//! this program the content can be had with `tail -n +2 FILE | age -d`: JSON, filled with spaces up
//! to a multiple of [`PADDING`] bytes, so that the file's length hardly tells how much it holds.
//!
//! # What backups keep
//! A backup is a vault file like any other: it opens with the key with which it was made, whatever
//! the vault's key has become since. The vault remembers each single backup ([`Vault::backup`]) by
//! its path, and each directory into which backups are rotated ([`Vault::rotate`]), so that
//! [`Vault::erase`] erases from those too. Out of its reach, and still holding what was erased, are
//! - backups that were moved, are not mounted, are damaged, or open only with another key:
//!   [`Erasure::left`] names them;
//! - copies that somebody made by other means (a disk image, a cloud folder, `cp`): nothing can name
//!   them;
//! - the blocks of a disk that held an older file.
//!
//! All of them are encrypted, and whoever has one of them and its key can still read it. Destroy
//! them, and let the vault [forget](Vault::forget) those that it names. If one comes back to its
//! place instead, the next erasure cleans it. A backup from before an
//! erasure is restored without what was erased if [`Vault::restore`] gets the digests that the
//! receipts name; so keep receipts outside the vault as well.
//!
//! What a vault does not do: hide that it exists, or protect against who can read this program's
//! memory.

mod backup;
mod disk;
mod entry;
mod error;
mod format;
mod key;
mod records;
mod secret;
mod subject;
mod vault;

#[cfg(test)]
pub(crate) mod tests;

pub use backup::{BackupCopy, CopyLeft, Erasure, WhyLeft};
pub use entry::{Entry, Facts, StoredClaims};
pub use error::{Result, VaultError};
pub use format::{PADDING, VERSION};
pub use key::{VaultKey, WorkFactor, LEAST_PASSPHRASE};
pub use records::{Record, Records, Retention};
pub use secret::Secret;
pub use subject::{Credential, Evidence, Purpose, Wallet};
pub use vault::{Content, Vault, PATIENCE};

/// The digest of a claim's disclosure: SHA-256 over its text (RFC 9901).
pub type ClaimDigest = [u8; 32];
