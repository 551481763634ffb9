//! An encrypted file with one thing in it: opened, changed under a lock, and saved whole.

use std::{
    collections::BTreeSet,
    fmt,
    path::{Path, PathBuf},
    time::Duration,
};

use serde::{de::DeserializeOwned, Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{
    backup::BackupCopy,
    disk,
    error::{Result, VaultError},
    format::{self, Checksum},
    key::{work_factor_of, VaultKey, WorkFactor},
    ClaimDigest, Secret,
};
use crate::{
    files::{self, Lock},
    hex32,
};

/// How long a change waits for another program that is writing.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// What a vault can hold.
pub trait Content: Clone + Serialize + DeserializeOwned {
    /// What it is, in the words of a message: "a subject's wallet".
    const KIND: &'static str;

    /// The secrets that open the claims with these digests; none for claims it does not hold.
    fn secrets(&self, digests: &BTreeSet<ClaimDigest>) -> Vec<Secret>;

    /// Removes the claims with these digests and every secret that opens them, and keeps the
    /// digests. Says how many claims it removed.
    fn erase(&mut self, digests: &BTreeSet<ClaimDigest>) -> usize;
}

/// The plaintext of a vault.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Body<T> {
    /// The format version, again: the one outside is not protected by the key.
    pub(super) version: u32,
    /// [`Content::KIND`].
    pub(super) kind: String,
    /// What the vault and its backups share, and no other vault has.
    pub(super) id: String,
    /// Counts the saves.
    pub(super) revision: u64,
    /// The single backups that this tool has made.
    pub(super) copies: Vec<BackupCopy>,
    /// The directories into which it rotates backups.
    pub(super) rotations: Vec<PathBuf>,
    /// The digests of what was erased, sorted, for copies that come into reach later.
    #[serde(with = "hex32::list")]
    pub(super) erased: Vec<ClaimDigest>,
    /// What it holds.
    pub(super) content: T,
}

impl<T: Content> Body<T> {
    /// Erases the claims with these digests, and remembers that. Says how many there were.
    pub(super) fn erase(&mut self, digests: &BTreeSet<ClaimDigest>) -> usize {
        let all: BTreeSet<ClaimDigest> = self.erased.iter().chain(digests).copied().collect();
        self.erased = all.into_iter().collect();
        self.content.erase(digests)
    }
}

/// The part of a plaintext that says whether the rest can be read.
#[derive(Deserialize)]
struct Preamble {
    version: u32,
    kind: String,
}

/// An opened vault: a path, the key that opens it, and the content as it was last read.
///
/// No lock is held between calls, so any number of programs may have the vault open. A change
/// ([`Vault::update`]) takes the lock, reads the file again if somebody has saved it since, and
/// saves before it lets go: no change of another program is lost.
#[derive(Clone)]
pub struct Vault<T> {
    pub(super) path: PathBuf,
    pub(super) key: VaultKey,
    pub(super) work: Option<WorkFactor>,
    pub(super) body: Body<T>,
    pub(super) checksum: Checksum,
    pub(super) patience: Duration,
}

impl<T> fmt::Debug for Vault<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault")
            .field("path", &self.path)
            .field("revision", &self.body.revision)
            .finish_non_exhaustive()
    }
}

impl<T: Content> Vault<T> {
    /// Creates a vault with `content` in it. Fails if there is a file at `path`, and for a
    /// passphrase that is too short.
    pub fn create(path: &Path, key: VaultKey, content: T) -> Result<Self> {
        key.check_strength()?;
        let path = disk::resolve(path)?;
        let _lock = disk::lock(&path, PATIENCE)?;
        if path.exists() {
            return Err(VaultError::Exists(path));
        }
        let body = Body {
            version: format::VERSION,
            kind: T::KIND.into(),
            id: hex::encode(rand::random::<[u8; 16]>()),
            revision: 1,
            copies: Vec::new(),
            rotations: Vec::new(),
            erased: Vec::new(),
            content,
        };
        let sealed = seal(&key, None, &body)?;
        files::replace(&path, &sealed.bytes)?;
        Ok(Self {
            path,
            key,
            work: sealed.work,
            body,
            checksum: sealed.checksum,
            patience: PATIENCE,
        })
    }

    /// Opens the vault at `path`.
    pub fn open(path: &Path, key: VaultKey) -> Result<Self> {
        let path = disk::resolve(path)?;
        let opened = read(&path, &key)?;
        Ok(Self {
            path,
            key,
            work: opened.work,
            body: opened.body,
            checksum: opened.checksum,
            patience: PATIENCE,
        })
    }

    /// Waits at most `patience` for another program that is writing, instead of [`PATIENCE`].
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// What the vault held when it was last read or saved through this value.
    pub fn content(&self) -> &T {
        &self.body.content
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How often the vault has been saved, as far as this value knows.
    pub fn revision(&self) -> u64 {
        self.body.revision
    }

    /// The single backups that this tool has made and that nobody has said are destroyed.
    pub fn copies(&self) -> &[BackupCopy] {
        &self.body.copies
    }

    /// The directories into which this tool rotates backups.
    pub fn rotations(&self) -> &[PathBuf] {
        &self.body.rotations
    }

    /// Reads what other programs have saved since. The file is decrypted only if it has changed.
    pub fn refresh(&mut self) -> Result<()> {
        let bytes = std::fs::read(&self.path).map_err(VaultError::file(&self.path))?;
        let (_, checksum) = format::unwrap(&bytes, &self.path)?;
        if checksum != self.checksum {
            let opened = open_bytes(&bytes, &self.path, &self.key)?;
            if opened.body.id != self.body.id {
                return Err(VaultError::Conflict(format!(
                    "{}: another vault has been put in this one's place; open it anew",
                    self.path.display()
                )));
            }
            (self.body, self.checksum, self.work) = (opened.body, opened.checksum, opened.work);
        }
        Ok(())
    }

    /// Changes the content and saves it. If `change` fails, nothing is saved and nothing changes.
    pub fn update<R, E: From<VaultError>>(
        &mut self,
        change: impl FnOnce(&mut T) -> Result<R, E>,
    ) -> Result<R, E> {
        let _lock = self.lock()?;
        let mut body = self.body.clone();
        let result = change(&mut body.content)?;
        self.save(body)?;
        Ok(result)
    }

    /// Seals the vault to another key or passphrase from now on. Backups that were made before
    /// still open with the old one, so an erasure cannot reach them and names them as left.
    pub fn rekey(&mut self, key: VaultKey) -> Result<()> {
        key.check_strength()?;
        let _lock = self.lock()?;
        let before = (std::mem::replace(&mut self.key, key), self.work.take());
        self.save(self.body.clone()).inspect_err(|_| (self.key, self.work) = before)
    }

    /// Takes the lock and reads what others have saved until then.
    pub(super) fn lock(&mut self) -> Result<Lock> {
        let lock = disk::lock(&self.path, self.patience)?;
        self.refresh()?;
        Ok(lock)
    }

    /// Saves `body` as the next revision. The caller holds the lock.
    pub(super) fn save(&mut self, mut body: Body<T>) -> Result<()> {
        body.revision = self.body.revision.saturating_add(1);
        let sealed = seal(&self.key, self.work, &body)?;
        files::replace(&self.path, &sealed.bytes)?;
        (self.body, self.checksum, self.work) = (body, sealed.checksum, sealed.work);
        Ok(())
    }
}

/// A vault's bytes and what was learned while they were made.
pub(super) struct Sealed {
    pub(super) bytes: Vec<u8>,
    pub(super) checksum: Checksum,
    pub(super) work: Option<WorkFactor>,
}

/// A vault's plaintext and what was learned while it was read.
pub(super) struct Opened<T> {
    pub(super) body: Body<T>,
    pub(super) checksum: Checksum,
    pub(super) work: Option<WorkFactor>,
}

/// A vault's bytes with `body` in them.
pub(super) fn seal<T: Content>(
    key: &VaultKey,
    work: Option<WorkFactor>,
    body: &Body<T>,
) -> Result<Sealed> {
    let plaintext = plaintext(body)?;
    let age = key.seal(&plaintext, work)?;
    let work = work_factor_of(&age);
    let (bytes, checksum) = format::wrap(&age);
    Ok(Sealed { bytes, checksum, work })
}

/// The vault in the file at `path`.
pub(super) fn read<T: Content>(path: &Path, key: &VaultKey) -> Result<Opened<T>> {
    let bytes = std::fs::read(path).map_err(VaultError::file(path))?;
    open_bytes(&bytes, path, key)
}

/// The vault in `bytes`; `path` is for the messages.
pub(super) fn open_bytes<T: Content>(
    bytes: &[u8],
    path: &Path,
    key: &VaultKey,
) -> Result<Opened<T>> {
    let (age, checksum) = format::unwrap(bytes, path)?;
    let plaintext = key.open(age, path)?;
    Ok(Opened { body: parse(&plaintext, path)?, checksum, work: work_factor_of(age) })
}

/// Whether any of `secrets` is in the plaintext of the vault at `path`, as it is on disk now.
pub(super) fn still_holds(path: &Path, key: &VaultKey, secrets: &[Secret]) -> Result<bool> {
    let bytes = std::fs::read(path).map_err(VaultError::file(path))?;
    let plaintext = key.open(format::unwrap(&bytes, path)?.0, path)?;
    Ok(secrets.iter().any(|secret| contains(&plaintext, secret.as_bytes())))
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    !needle.is_empty() && haystack.windows(needle.len()).any(|window| window == needle)
}

fn parse<T: Content>(plaintext: &[u8], path: &Path) -> Result<Body<T>> {
    let unreadable = |cause: serde_json::Error| VaultError::Content {
        path: path.to_owned(),
        // The error of a value could quote it; its kind and place do not.
        cause: format!("{:?} error at byte {}", cause.classify(), cause.column()),
    };
    let preamble: Preamble = serde_json::from_slice(plaintext).map_err(unreadable)?;
    if preamble.version != format::VERSION {
        return Err(VaultError::ForeignVersion {
            path: path.to_owned(),
            found: preamble.version,
            known: format::VERSION,
        });
    }
    if preamble.kind != T::KIND {
        return Err(VaultError::WrongKind {
            path: path.to_owned(),
            found: preamble.kind,
            expected: T::KIND,
        });
    }
    serde_json::from_slice(plaintext).map_err(unreadable)
}

/// The JSON of `body`, padded, in a buffer that is wiped and that was never moved.
fn plaintext<T: Content>(body: &Body<T>) -> Result<Zeroizing<Vec<u8>>> {
    let unwritable = |cause| VaultError::Usage(format!("the vault cannot be written: {cause}"));
    let mut count = Count(0);
    serde_json::to_writer(&mut count, body).map_err(unwritable)?;
    let length = count.0.next_multiple_of(format::PADDING);
    let mut bytes = Zeroizing::new(Vec::with_capacity(length));
    serde_json::to_writer(&mut *bytes, body).map_err(unwritable)?;
    bytes.resize(length, b' ');
    Ok(bytes)
}

/// Counts what is written to it.
struct Count(usize);

impl std::io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self.0.saturating_add(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
