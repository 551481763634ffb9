//! A vault's bytes: one line of text, then an age file. See [the module](super).

use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::error::{Result, VaultError};

/// The format version that this program reads and writes.
pub const VERSION: u32 = 1;
/// The plaintext's length is a multiple of this many bytes.
pub const PADDING: usize = 4096;

/// How each vault begins.
const MAGIC: &str = "althing-vault ";
/// The longest first line: the magic, two numbers, a checksum in hex, spaces and the line's end.
const LONGEST_LINE: usize = MAGIC.len() + 10 + 1 + 20 + 1 + 64 + 1;

/// The checksum in a vault's first line. It changes with every save.
pub(crate) type Checksum = [u8; 32];

/// A vault's bytes around the age file `sealed`.
pub(crate) fn wrap(sealed: &[u8]) -> (Vec<u8>, Checksum) {
    wrap_version(VERSION, sealed)
}

/// A vault's bytes with the given version.
pub(crate) fn wrap_version(version: u32, sealed: &[u8]) -> (Vec<u8>, Checksum) {
    let start = format!("{MAGIC}{version} {} ", sealed.len());
    let checksum = checksum(&start, sealed);
    let mut bytes = format!("{start}{}\n", hex::encode(checksum)).into_bytes();
    bytes.extend_from_slice(sealed);
    (bytes, checksum)
}

/// The age file in a vault's bytes, once the line before it is found to be right.
pub(crate) fn unwrap<'a>(bytes: &'a [u8], path: &Path) -> Result<(&'a [u8], Checksum)> {
    let damaged = || VaultError::Damaged(path.to_owned());
    if !bytes.starts_with(MAGIC.as_bytes()) {
        return Err(if MAGIC.as_bytes().starts_with(bytes) {
            truncated(path, bytes.len(), MAGIC.len())
        } else {
            VaultError::NotAVault(path.to_owned())
        });
    }
    let Some(end) = bytes.iter().take(LONGEST_LINE).position(|byte| *byte == b'\n') else {
        return Err(if bytes.len() < LONGEST_LINE {
            truncated(path, bytes.len(), LONGEST_LINE)
        } else {
            damaged()
        });
    };
    let (line, rest) = bytes.split_at(end);
    let sealed = rest.strip_prefix(b"\n").ok_or_else(damaged)?;
    let line = std::str::from_utf8(line).map_err(|_| damaged())?;
    let (start, sum) = line.rsplit_once(' ').ok_or_else(damaged)?;
    let (version, length) = numbers(start).ok_or_else(damaged)?;
    if sealed.len() < length {
        return Err(truncated(path, bytes.len(), length.saturating_add(end).saturating_add(1)));
    }
    let found = checksum(&format!("{start} "), sealed);
    if sealed.len() != length || sum != hex::encode(found) {
        return Err(damaged());
    }
    if version != VERSION {
        return Err(VaultError::ForeignVersion {
            path: path.to_owned(),
            found: version,
            known: VERSION,
        });
    }
    Ok((sealed, found))
}

/// The version and the length in the first line, which must be written in the one canonical way.
fn numbers(start: &str) -> Option<(u32, usize)> {
    let (version, length) = start.strip_prefix(MAGIC)?.split_once(' ')?;
    let parsed = (version.parse().ok()?, length.parse().ok()?);
    (format!("{MAGIC}{} {}", parsed.0, parsed.1) == start).then_some(parsed)
}

fn checksum(start: &str, sealed: &[u8]) -> Checksum {
    Sha256::new().chain_update(start).chain_update(sealed).finalize().into()
}

fn truncated(path: &Path, found: usize, expected: usize) -> VaultError {
    VaultError::Truncated { path: path.to_owned(), found: found as u64, expected: expected as u64 }
}
