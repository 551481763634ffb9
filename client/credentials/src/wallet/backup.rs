//! Copies of a vault, getting one back, and erasing from all of them.

use std::{
    collections::BTreeSet,
    fmt, fs,
    num::NonZeroUsize,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{
    disk,
    error::{Result, VaultError},
    key::VaultKey,
    vault::{open_bytes, read, seal, still_holds, Content, Vault, PATIENCE},
    ClaimDigest,
};
use crate::files;

/// How the name of a rotated backup ends.
const EXTENSION: &str = ".vault";

/// A backup that the tool has made.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct BackupCopy {
    /// Where it was written.
    pub path: PathBuf,
    /// When, in seconds since 1970.
    pub made: u64,
    /// The vault's revision that it holds.
    pub revision: u64,
}

/// What an erasure did to a vault and its backups.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Erasure {
    /// How many claims were removed from the vault itself.
    pub claims: usize,
    /// The backups that were rewritten without them.
    pub cleaned: Vec<PathBuf>,
    /// The backups that may still hold them.
    pub left: Vec<CopyLeft>,
}

/// A backup from which the tool could not erase.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CopyLeft {
    /// The backup, or the directory of backups.
    pub path: PathBuf,
    /// Why.
    pub why: WhyLeft,
}

/// Why the tool could not erase from a backup.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum WhyLeft {
    /// It is not where it was written: it has been moved or deleted, or is not mounted.
    NotThere,
    /// It opens with another key or passphrase.
    OtherKey,
    /// It cannot be read or written.
    Failed(String),
}

impl fmt::Display for CopyLeft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.why {
            WhyLeft::NotThere => write!(f, "{path}: not there; if it was moved, destroy it"),
            WhyLeft::OtherKey => write!(f, "{path}: opens with another key; destroy it"),
            WhyLeft::Failed(cause) => write!(f, "{path}: {cause}; destroy it"),
        }
    }
}

impl<T: Content> Vault<T> {
    /// Writes a copy of the vault to `to`, which opens with the same key, and remembers it. Fails if
    /// there is a file at `to`.
    pub fn backup(&mut self, to: &Path, now: u64) -> Result<BackupCopy> {
        self.copy(to, None, now)
    }

    /// Writes a copy of the vault to `to`, which opens with `key`, and remembers it. Fails if there
    /// is a file at `to`.
    ///
    /// A program that has only this vault's key cannot erase from a copy with another key.
    pub fn backup_for(&mut self, to: &Path, key: &VaultKey, now: u64) -> Result<BackupCopy> {
        key.check_strength()?;
        self.copy(to, Some(key), now)
    }

    /// Writes a copy for `key`, or the very bytes of the vault if there is none.
    fn copy(&mut self, to: &Path, key: Option<&VaultKey>, now: u64) -> Result<BackupCopy> {
        let to = disk::resolve(to)?;
        let _lock = self.lock()?;
        if to.exists() {
            return Err(VaultError::Exists(to));
        }
        let mut body = self.body.clone();
        let revision = body.revision.saturating_add(1);
        let copy = BackupCopy { path: to, made: now, revision };
        // Remembered before it is written, so that no copy exists that the vault does not know.
        body.copies.push(copy.clone());
        self.save(body)?;
        let bytes = match key {
            Some(key) => seal(key, None, &self.body)?.bytes,
            None => fs::read(&self.path).map_err(VaultError::file(&self.path))?,
        };
        files::replace(&copy.path, &bytes)?;
        Ok(copy)
    }

    /// Writes a copy into `directory`, and deletes the oldest there beyond `keep`. Nothing is
    /// written if the newest one there is the vault as it is.
    pub fn rotate(&mut self, directory: &Path, keep: NonZeroUsize, now: u64) -> Result<BackupCopy> {
        files::private_directory(directory)?;
        let directory = disk::resolve(directory)?;
        let _lock = self.lock()?;
        if !self.body.rotations.contains(&directory) {
            let mut body = self.body.clone();
            body.rotations.push(directory.clone());
            self.save(body)?;
            self.erase_again(&directory)?;
        }
        let mut present = rotated(&self.body.id, &directory)?;
        let bytes = fs::read(&self.path).map_err(VaultError::file(&self.path))?;
        let copy = match present.last() {
            Some(newest) if fs::read(&newest.path).is_ok_and(|held| held == bytes) => {
                newest.clone()
            }
            _ => {
                let name = rotated_name(&self.body.id, now, self.body.revision);
                let path = directory.join(name);
                files::replace(&path, &bytes)?;
                let copy = BackupCopy { path, made: now, revision: self.body.revision };
                present.push(copy.clone());
                copy
            }
        };
        for old in present.iter().rev().skip(keep.get()) {
            files::remove(&old.path)?;
        }
        Ok(copy)
    }

    /// Erases what was erased before from the backups of an earlier life of this vault, which lie in
    /// a directory that it did not know. Those that cannot be opened are named by the next erasure.
    fn erase_again(&self, directory: &Path) -> Result<()> {
        let erased: BTreeSet<ClaimDigest> = self.body.erased.iter().copied().collect();
        if !erased.is_empty() {
            for copy in rotated(&self.body.id, directory)? {
                let _ = self.erase_from_copy(&copy.path, &erased);
            }
        }
        Ok(())
    }

    /// Forgets a backup, or a directory of backups, that has been destroyed. Says whether it was
    /// known.
    pub fn forget(&mut self, path: &Path) -> Result<bool> {
        // What is gone may have no directory to resolve either.
        let resolved = disk::resolve(path).unwrap_or_else(|_| path.to_owned());
        let gone = |known: &Path| known == resolved || known == path;
        let _lock = self.lock()?;
        let mut body = self.body.clone();
        body.copies.retain(|copy| !gone(&copy.path));
        body.rotations.retain(|directory| !gone(directory));
        let found = body.copies.len() < self.body.copies.len()
            || body.rotations.len() < self.body.rotations.len();
        if found {
            self.save(body)?;
        }
        Ok(found)
    }

    /// Makes the vault at `to`, where there is none, from the backup at `from`.
    ///
    /// A backup may be older than an erasure: `erased` are the digests of all receipts for
    /// erasures that were done, and claims with those digests do not come back.
    pub fn restore(
        from: &Path,
        to: &Path,
        key: VaultKey,
        erased: &BTreeSet<ClaimDigest>,
    ) -> Result<Self> {
        let from = disk::resolve(from)?;
        let mut bytes = fs::read(&from).map_err(VaultError::file(&from))?;
        let mut opened = open_bytes::<T>(&bytes, &from, &key)?;
        let path = disk::resolve(to)?;
        let _lock = disk::lock(&path, PATIENCE)?;
        if path.exists() {
            return Err(VaultError::Exists(path));
        }
        if !erased.iter().all(|digest| opened.body.erased.contains(digest)) {
            opened.body.erase(erased);
            let sealed = seal(&key, opened.work, &opened.body)?;
            (bytes, opened.checksum) = (sealed.bytes, sealed.checksum);
        }
        files::replace(&path, &bytes)?;
        Ok(Self {
            path,
            key,
            work: opened.work,
            body: opened.body,
            checksum: opened.checksum,
            patience: PATIENCE,
        })
    }

    /// Erases the claims with these digests from the vault and from every backup that it can
    /// reach, then opens the files again and looks for the secrets. Fails if one is still there.
    ///
    /// What it cannot reach keeps what was erased; [`Erasure::left`] names those the vault knows of.
    pub fn erase(&mut self, digests: &BTreeSet<ClaimDigest>) -> Result<Erasure> {
        self.erase_and(digests, |_| Ok(()), |_, _| ()).map(|(erasure, ())| erasure)
    }

    /// As [`Vault::erase`], if `allowed` does not object once the vault is locked, and changes the
    /// content further in the same save.
    ///
    /// The backups come first: if the program stops in between, the vault still holds the claims,
    /// and the erasure can be asked for again.
    pub fn erase_and<R, E: From<VaultError>>(
        &mut self,
        digests: &BTreeSet<ClaimDigest>,
        allowed: impl FnOnce(&T) -> Result<(), E>,
        also: impl FnOnce(&mut T, &Erasure) -> R,
    ) -> Result<(Erasure, R), E> {
        let _lock = self.lock()?;
        allowed(&self.body.content)?;
        let secrets = self.body.content.secrets(digests);
        let mut body = self.body.clone();
        let claims = body.erase(digests);
        // What was erased before goes from copies that have come into reach since.
        let all = body.erased.iter().copied().collect();
        let erasure = Erasure { claims, ..self.erase_from_copies(&all) };
        let result = also(&mut body.content, &erasure);
        self.save(body)?;
        if still_holds(&self.path, &self.key, &secrets)? {
            return Err(VaultError::StillThere(self.path.clone()).into());
        }
        Ok((erasure, result))
    }

    /// Erases from every backup that can be reached. The caller holds the lock.
    pub(super) fn erase_from_copies(&self, digests: &BTreeSet<ClaimDigest>) -> Erasure {
        let mut erasure = Erasure::default();
        let mut note = |path: &Path, outcome: Result<bool>| match outcome {
            Ok(true) => erasure.cleaned.push(path.to_owned()),
            Ok(false) => {}
            Err(cause) => erasure.left.push(CopyLeft::because(path, cause)),
        };
        for copy in &self.body.copies {
            note(&copy.path, self.erase_from_copy(&copy.path, digests));
        }
        for directory in &self.body.rotations {
            match rotated(&self.body.id, directory) {
                Ok(present) => present.iter().for_each(|copy| {
                    note(&copy.path, self.erase_from_copy(&copy.path, digests));
                }),
                Err(cause) => note(directory, Err(cause)),
            }
        }
        erasure
    }

    /// Erases from one backup; whether it held any of the claims.
    fn erase_from_copy(&self, path: &Path, digests: &BTreeSet<ClaimDigest>) -> Result<bool> {
        files::discard_stale(path)?;
        let opened = read::<T>(path, &self.key)?;
        let mut body = opened.body;
        if body.id != self.body.id {
            return Err(VaultError::Conflict("there is a backup of another vault".into()));
        }
        let secrets = body.content.secrets(digests);
        if body.erase(digests) == 0 {
            return Ok(false);
        }
        files::replace(path, &seal(&self.key, opened.work, &body)?.bytes)?;
        if still_holds(path, &self.key, &secrets)? {
            return Err(VaultError::StillThere(path.to_owned()));
        }
        Ok(true)
    }
}

impl CopyLeft {
    fn because(path: &Path, cause: VaultError) -> Self {
        let why = match cause {
            VaultError::Missing(_) => WhyLeft::NotThere,
            VaultError::WrongPassphrase(_)
            | VaultError::WrongKey(_)
            | VaultError::NeedsPassphrase(_)
            | VaultError::NeedsKey(_) => WhyLeft::OtherKey,
            other => WhyLeft::Failed(other.to_string()),
        };
        Self { path: path.to_owned(), why }
    }
}

/// How the names of a vault's rotated backups begin.
fn rotated_prefix(id: &str) -> String {
    format!("althing-{}.", id.get(..12).unwrap_or(id))
}

fn rotated_name(id: &str, made: u64, revision: u64) -> String {
    format!("{}{made:012}.{revision:010}{EXTENSION}", rotated_prefix(id))
}

/// The rotated backups of a vault in `directory`, oldest first. Removes what a process that died
/// left half written there.
fn rotated(id: &str, directory: &Path) -> Result<Vec<BackupCopy>> {
    let prefix = rotated_prefix(id);
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).map_err(VaultError::file(directory))? {
        let path = entry.map_err(VaultError::file(directory))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if let Some(numbers) = name.strip_prefix(&prefix).and_then(|n| n.strip_suffix(EXTENSION)) {
            let Some((made, revision)) = numbers.split_once('.') else { continue };
            let (Ok(made), Ok(revision)) = (made.parse(), revision.parse()) else { continue };
            found.push(BackupCopy { path, made, revision });
        } else if name.starts_with(&format!(".{prefix}")) && name.ends_with(".tmp") {
            files::remove(&path)?;
        }
    }
    found.sort_by_key(|copy| (copy.made, copy.revision));
    Ok(found)
}
