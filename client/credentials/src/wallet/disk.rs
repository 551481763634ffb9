//! Where a vault is, and who may write it.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use super::error::{Result, VaultError};
use crate::files::{self, FileError, Lock};

/// Waits for the right to write the vault at `target`, at most `patience`.
///
/// # Errors
/// [`VaultError::Busy`] if another program has it still.
pub(crate) fn lock(target: &Path, patience: Duration) -> Result<Lock> {
    Lock::take(target, patience)?.ok_or_else(|| VaultError::Busy(target.to_owned()))
}

/// The path without symbolic links, so that a rename replaces the file and not the link to it.
pub(crate) fn resolve(path: &Path) -> Result<PathBuf> {
    match fs::canonicalize(path) {
        Ok(resolved) => Ok(resolved),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            let name = path
                .file_name()
                .ok_or_else(|| VaultError::Usage(format!("{} names no file", path.display())))?;
            let parent = files::directory_of(path);
            Ok(fs::canonicalize(parent).map_err(VaultError::file(parent))?.join(name))
        }
        Err(cause) => Err(VaultError::file(path)(cause)),
    }
}

impl From<FileError> for VaultError {
    fn from(FileError { path, cause }: FileError) -> Self {
        Self::file(&path)(cause)
    }
}
