//! Files that are either the old one or the new one, whole, and that only their owner can read.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions, TryLockError},
    io::Write,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use super::error::{Result, VaultError};

/// How long to wait between two looks at a lock.
const LOCK_STEP: Duration = Duration::from_millis(20);

/// The right to write one vault, which one process (and one thread) has at a time.
///
/// It is an advisory lock of the operating system on a file beside the vault, so it ends with the
/// process, however that ends. The lock file stays: deleting it would let two processes lock two
/// files of the same name.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for the right to write `target`, at most `patience`.
    pub(crate) fn take(target: &Path, patience: Duration) -> Result<Self> {
        let path = beside(target, "", ".lock");
        let file = owner_only(OpenOptions::new().create(true).truncate(false).write(true))
            .open(&path)
            .map_err(VaultError::file(&path))?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) if start.elapsed() < patience => {
                    thread::sleep(LOCK_STEP)
                }
                Err(TryLockError::WouldBlock) => return Err(VaultError::Busy(target.to_owned())),
                Err(TryLockError::Error(cause)) => return Err(VaultError::file(&path)(cause)),
            }
        }
    }
}

/// A file's new content, on disk beside it and not yet in its place.
#[derive(Debug)]
pub(crate) struct Staged {
    temporary: PathBuf,
    target: PathBuf,
}

impl Staged {
    /// Writes `bytes` beside `target`, down to the disk. The caller holds the lock, so what is
    /// there under the temporary name was left by a process that died, and goes.
    pub(crate) fn write(target: &Path, bytes: &[u8]) -> Result<Self> {
        discard_stale(target)?;
        let staged = Self { temporary: temporary(target), target: target.to_owned() };
        write_new(&staged.temporary, bytes)?;
        Ok(staged)
    }

    /// Puts the new content in the file's place: whoever reads finds the old one or the new one.
    pub(crate) fn commit(self) -> Result<()> {
        fs::rename(&self.temporary, &self.target).map_err(VaultError::file(&self.target))?;
        sync_directory(&self.target)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // After a commit there is nothing under that name.
        let _ = fs::remove_file(&self.temporary);
    }
}

/// Replaces `target`'s content, or creates it.
pub(crate) fn replace(target: &Path, bytes: &[u8]) -> Result<()> {
    Staged::write(target, bytes)?.commit()
}

/// Removes what a process that died left under `target`'s temporary name.
pub(crate) fn discard_stale(target: &Path) -> Result<()> {
    remove(&temporary(target))
}

/// Removes a file, unless there is none.
pub(crate) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
            Err(VaultError::file(path)(cause))
        }
        _ => Ok(()),
    }
}

/// Writes a new file that only its owner can read, down to the disk. Fails if there is one.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = owner_only(OpenOptions::new().create_new(true).write(true))
        .open(path)
        .map_err(VaultError::file(path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(VaultError::file(path))?;
    sync_directory(path)
}

/// Creates a directory that only its owner can enter, unless there is one.
pub(crate) fn private_directory(path: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(VaultError::file(path))
}

/// The path without symbolic links, so that a rename replaces the file and not the link to it.
pub(crate) fn resolve(path: &Path) -> Result<PathBuf> {
    match fs::canonicalize(path) {
        Ok(resolved) => Ok(resolved),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
            let name = path
                .file_name()
                .ok_or_else(|| VaultError::Usage(format!("{} names no file", path.display())))?;
            let parent = match path.parent() {
                Some(parent) if !parent.as_os_str().is_empty() => parent,
                _ => Path::new("."),
            };
            Ok(fs::canonicalize(parent).map_err(VaultError::file(parent))?.join(name))
        }
        Err(cause) => Err(VaultError::file(path)(cause)),
    }
}

/// Where `target`'s new content is written first.
fn temporary(target: &Path) -> PathBuf {
    beside(target, ".", ".tmp")
}

/// The path in the same directory with something before and after the file's name.
fn beside(target: &Path, before: &str, after: &str) -> PathBuf {
    let mut name = OsString::from(before);
    name.push(target.file_name().unwrap_or_default());
    name.push(after);
    target.with_file_name(name)
}

/// Makes the files that `options` create readable and writable for their owner only.
fn owner_only(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Makes a rename in `path`'s directory last through a loss of power.
fn sync_directory(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        let directory = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        File::open(directory)
            .and_then(|opened| opened.sync_all())
            .map_err(VaultError::file(directory))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_file_name_is_one_in_this_directory() {
        assert!(sync_directory(Path::new("wallet.age")).is_ok());
        assert!(sync_directory(Path::new("/no/such/place/wallet.age")).is_err());
    }
}
