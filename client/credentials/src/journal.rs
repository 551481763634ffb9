//! Append-only files of records that survive a crash.
//!
//! A journal is a text file. Each line is a checksum, a space, and a record as JSON. The checksum is
//! the first eight bytes, in hex, of SHA-256 over the checksum of the line before and the record, so
//! that a line that was changed, dropped or moved is noticed. The first line is a header that says
//! what the file holds.
//!
//! [`Journal::append`] returns after the record is on the disk. A crash can therefore leave at most
//! one line half written, which nobody has relied on; opening the journal cuts it off. A line is half
//! written if its line feed is missing or if it holds zero bytes (what a file system shows for data
//! that never arrived). Any other line that does not match its checksum is damage, and refused.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use serde::{de::DeserializeOwned, Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::files::{self, FileError};

/// Hex digits of a line's checksum.
const CHECKSUM_DIGITS: usize = 16;

/// Why a journal cannot be opened or written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The file system refuses.
    #[error("{path} cannot be read or written: {cause}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the file system says.
        cause: io::Error,
    },
    /// Another process has it open.
    #[error("{path} is in use by another process; stop that one first")]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// A line does not match its checksum.
    #[error("line {line} of {path} is damaged; restore the file from a backup")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
    },
    /// It holds something else, or the same in another version.
    #[error("{path} is not a file of the kind `{expected}`; check the path, or use the version of althing that wrote it")]
    Foreign {
        /// The file.
        path: PathBuf,
        /// The kind that was asked for.
        expected: &'static str,
    },
    /// A write failed in the middle, so that the end of the file is not known.
    #[error("an earlier write to {path} failed; make room on the disk, then open the file again")]
    Unfinished {
        /// The file.
        path: PathBuf,
    },
    /// A record does not turn into JSON.
    #[error("a record for {path} cannot be written as JSON: {cause}")]
    Record {
        /// The file.
        path: PathBuf,
        /// What the serializer says.
        cause: serde_json::Error,
    },
}

/// The first line of a journal.
#[derive(Deserialize, Serialize)]
struct Header<H> {
    kind: String,
    #[serde(flatten)]
    about: H,
}

/// An open journal, locked against other processes.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: File,
    /// Length of the lines that are known to be whole, in bytes.
    length: u64,
    /// Checksum of the last of them.
    checksum: String,
    /// Whether a failed write could not be undone.
    unfinished: bool,
}

/// What opening a journal yields.
pub(crate) struct Opened<H, R> {
    /// The journal, ready to be appended to.
    pub journal: Journal,
    /// What its header says.
    pub about: H,
    /// Its records, in the order in which they were appended.
    pub records: Vec<R>,
}

impl Journal {
    /// Opens the journal at `path`, or creates it with the header `about`.
    ///
    /// # Errors
    /// See [`JournalError`]. An existing file keeps its own header; the caller compares.
    pub fn open<H, R>(
        path: &Path,
        kind: &'static str,
        about: H,
    ) -> Result<Opened<H, R>, JournalError>
    where
        H: Serialize + DeserializeOwned,
        R: DeserializeOwned,
    {
        let file = files::open_or_create(path)?;
        if !files::lock(&file, path, Duration::ZERO)? {
            return Err(JournalError::InUse { path: path.to_owned() });
        }
        let mut journal = Self {
            path: path.to_owned(),
            file,
            length: 0,
            checksum: String::new(),
            unfinished: false,
        };
        let mut bytes = Vec::new();
        journal.file.read_to_end(&mut bytes).map_err(|cause| io_error(path, cause))?;
        let mut lines = journal.take_lines(&bytes)?.into_iter();
        journal.cut(journal.length, bytes.len() as u64)?;
        let Some(first) = lines.next() else {
            journal.append(&Header { kind: kind.to_owned(), about: &about })?;
            files::sync_directory(path)?;
            return Ok(Opened { journal, about, records: Vec::new() });
        };
        let foreign = || JournalError::Foreign { path: path.to_owned(), expected: kind };
        let header: Header<H> = serde_json::from_str(first).map_err(|_| foreign())?;
        if header.kind != kind {
            return Err(foreign());
        }
        let records = lines
            .map(|line| serde_json::from_str(line).map_err(|_| foreign()))
            .collect::<Result<_, _>>()?;
        Ok(Opened { journal, about: header.about, records })
    }

    /// Appends a record and returns once it is on the disk.
    ///
    /// # Errors
    /// If it cannot be written. The file then ends as before, or the journal refuses further records.
    pub fn append<R: Serialize>(&mut self, record: &R) -> Result<(), JournalError> {
        if self.unfinished {
            return Err(JournalError::Unfinished { path: self.path.clone() });
        }
        let record = serde_json::to_string(record)
            .map_err(|cause| JournalError::Record { path: self.path.clone(), cause })?;
        let checksum = checksum(&self.checksum, &record);
        let line = format!("{checksum} {record}\n");
        let written = self.file.write_all(line.as_bytes()).and_then(|()| self.file.sync_data());
        if let Err(cause) = written {
            self.unfinished = self.cut(self.length, u64::MAX).is_err();
            return Err(io_error(&self.path, cause));
        }
        self.length = self.length.saturating_add(line.len() as u64);
        self.checksum = checksum;
        Ok(())
    }

    /// The whole lines of `bytes` without their checksums; remembers where they end.
    fn take_lines<'b>(&mut self, bytes: &'b [u8]) -> Result<Vec<&'b str>, JournalError> {
        let mut lines = Vec::new();
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let half_written = line.last() != Some(&b'\n') || line.contains(&0);
            let at_end = self.length.saturating_add(line.len() as u64) == bytes.len() as u64;
            if half_written && at_end {
                break;
            }
            let damaged =
                || JournalError::Damaged { path: self.path.clone(), line: lines.len() + 1 };
            let (sum, record) = std::str::from_utf8(line)
                .ok()
                .and_then(|line| line.strip_suffix('\n'))
                .and_then(|line| line.split_at_checked(CHECKSUM_DIGITS))
                .ok_or_else(damaged)?;
            let record = record.strip_prefix(' ').ok_or_else(damaged)?;
            if sum != checksum(&self.checksum, record) {
                return Err(damaged());
            }
            self.length = self.length.saturating_add(line.len() as u64);
            self.checksum = sum.to_owned();
            lines.push(record);
        }
        Ok(lines)
    }

    /// Shortens the file to `length` if it is longer, and stands at its end.
    fn cut(&mut self, length: u64, present: u64) -> Result<(), JournalError> {
        let outcome = (|| {
            if present > length {
                self.file.set_len(length)?;
                self.file.sync_data()?;
            }
            self.file.seek(SeekFrom::Start(length)).map(|_| ())
        })();
        outcome.map_err(|cause| io_error(&self.path, cause))
    }
}

fn checksum(before: &str, record: &str) -> String {
    let mut digest =
        hex::encode(Sha256::new().chain_update(before).chain_update(record).finalize());
    digest.truncate(CHECKSUM_DIGITS);
    digest
}

fn io_error(path: &Path, cause: io::Error) -> JournalError {
    JournalError::Io { path: path.to_owned(), cause }
}

impl From<FileError> for JournalError {
    fn from(FileError { path, cause }: FileError) -> Self {
        Self::Io { path, cause }
    }
}

#[cfg(test)]
mod tests;
