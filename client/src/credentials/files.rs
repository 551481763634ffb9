//! Files: those that hold secrets are readable by their owner only, and none is written over.

use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write},
    path::Path,
};

use zeroize::Zeroizing;

use super::CredentialsError;
use crate::errors::{Error, Result};

/// The longest file of text that is read, in bytes.
const LONGEST: u64 = 8 << 20;

/// Reads a file of text.
///
/// # Errors
/// If it cannot be read, is no UTF-8, or is too long to be one of ours.
pub fn read(path: &Path) -> Result<Zeroizing<String>> {
    let failed = |cause| Error::file(path, cause);
    let length = fs::metadata(path).map_err(failed)?.len();
    if length > LONGEST {
        let problem = format!("it has {length} bytes, and at most {LONGEST} are read");
        return Err(CredentialsError::format(path, "a file of this program", problem).into());
    }
    fs::read_to_string(path).map(Zeroizing::new).map_err(failed)
}

/// Reads a file that holds a secret; others must not be able to.
///
/// # Errors
/// As [`read`], and if the file is open to others.
pub fn read_secret(path: &Path) -> Result<Zeroizing<String>> {
    if fs::metadata(path).is_ok_and(|metadata| is_open(&metadata)) {
        return Err(CredentialsError::Exposed(path.to_path_buf()).into());
    }
    read(path)
}

/// Reads a value from a file of JSON.
///
/// # Errors
/// If the file cannot be read, or is not `expected`.
pub fn read_json<T: serde::de::DeserializeOwned>(path: &Path, expected: &'static str) -> Result<T> {
    let text = read(path)?;
    let value = althing_credentials::json::read(&text);
    Ok(value.map_err(|cause| CredentialsError::format(path, expected, cause))?)
}

/// Writes a new file that only its owner can read.
///
/// # Errors
/// If there is a file already, or it cannot be written.
pub fn write_new(path: &Path, text: &str) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let exists = |cause: std::io::Error| match cause.kind() {
        ErrorKind::AlreadyExists => Error::Usage(format!(
            "{}: there is a file already; choose another name",
            path.display()
        )),
        _ => Error::file(path, cause),
    };
    let mut file = options.open(path).map_err(exists)?;
    let line_end: &[u8] = if text.ends_with('\n') { b"" } else { b"\n" };
    file.write_all(text.as_bytes())
        .and_then(|()| file.write_all(line_end))
        .and_then(|()| file.sync_all())
        .map_err(|cause| Error::file(path, cause))
}

/// Writes a value to a new file of JSON that only its owner can read.
///
/// # Errors
/// As [`write_new`].
pub fn write_json(path: &Path, value: &impl serde::Serialize) -> Result<()> {
    let text = serde_json::to_string_pretty(value).map(Zeroizing::new);
    write_new(path, &text.map_err(|cause| Error::file(path, cause.into()))?)
}

/// Puts bytes that anybody may read in the place of a file, whole: whoever reads it meanwhile sees
/// the old ones or the new ones.
///
/// # Errors
/// If they cannot be written.
pub fn publish(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let fresh = path.with_file_name(name);
    let write = || {
        let mut file = fs::File::create(&fresh)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&fresh, path)
    };
    write().map_err(|cause| Error::file(path, cause))
}

#[cfg(unix)]
fn is_open(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open(_: &fs::Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_is_written_over() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("secret");
        write_new(&path, "one").unwrap();
        assert!(write_new(&path, "two").unwrap_err().to_string().contains("already"));
        assert_eq!(read(&path).unwrap().as_str(), "one\n");
    }

    #[cfg(unix)]
    #[test]
    fn a_secret_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("secret");
        write_new(&path, "one").unwrap();
        assert!(read_secret(&path).is_ok(), "what is written here is private");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let error = read_secret(&path).unwrap_err();
        assert!(error.advice().unwrap().contains("chmod 600"), "{error}");
    }

    #[test]
    fn what_is_published_replaces_what_was() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("list");
        publish(&path, b"one").unwrap();
        publish(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1, "nothing is left behind");
    }
}
