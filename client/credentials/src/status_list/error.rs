//! What can go wrong with a status list.

use crate::{jose::JoseError, journal::JournalError};

/// Why a status list cannot be made, read or believed.
#[derive(Debug, thiserror::Error)]
pub enum StatusListError {
    /// A number of bits that the format does not know.
    #[error("a status list has 1, 2, 4 or 8 bits an entry, not {0}")]
    Bits(u64),
    /// A status that needs more bits than the list has.
    #[error("status {status} does not fit into {bits} bits; use a list with more bits an entry")]
    StatusTooWide {
        /// The status.
        status: u8,
        /// Bits an entry.
        bits: u8,
    },
    /// An index past the end of the list. Nothing is known of the attestation, so it is not valid.
    #[error("the list has {length} entries and no index {index}: the status is unknown, so reject the credential")]
    OutOfBounds {
        /// The index.
        index: u64,
        /// Entries of the list.
        length: u64,
    },
    /// A list or token that is larger than the reader allows.
    #[error("{what} is larger than {limit} bytes; raise the limit only if the source is trusted")]
    TooLarge {
        /// What is too large.
        what: &'static str,
        /// The limit, in bytes.
        limit: usize,
    },
    /// A list with more entries than the format's reader here accepts, or with none.
    #[error("a status list has from 1 to {most} entries, not {entries}")]
    Entries {
        /// What was asked for.
        entries: u64,
        /// The most there may be.
        most: u64,
    },
    /// Bytes that are not a zlib stream, a stream that breaks off, or one with something after it.
    #[error("the list does not unpack: {0}; fetch it again")]
    Packed(String),
    /// A token whose form is wrong.
    #[error("the status list token is malformed: {0}; fetch it again, or tell its issuer")]
    Malformed(String),
    /// A token with a wrong signature or of another type.
    #[error("the status list token: {0}")]
    Jose(#[from] JoseError),
    /// A list that stands for another address than the credential names.
    #[error("the list is the one of {found}, but the credential points at {expected}")]
    Subject {
        /// What the credential names.
        expected: String,
        /// What the token says.
        found: String,
    },
    /// A list that has expired.
    #[error("the status list expired at {exp} (Unix time), and it is {now}; fetch a fresh one")]
    Expired {
        /// When it expired.
        exp: u64,
        /// What the time is.
        now: u64,
    },
    /// A list from the future.
    #[error("the status list was made at {iat} (Unix time), and it is {now}; check the clock")]
    NotYet {
        /// When it is valid from.
        iat: u64,
        /// What the time is.
        now: u64,
    },
    /// A list that is older than the reader wants.
    #[error(
        "the status list is {age} seconds old, and at most {most} are accepted; fetch a fresh one"
    )]
    TooOld {
        /// Its age, in seconds.
        age: u64,
        /// The greatest age, in seconds.
        most: u64,
    },
    /// A list of another chain.
    #[error("the status list speaks of the chain {found}, not of {expected}")]
    Chain {
        /// Genesis hash of the chain that was expected.
        expected: String,
        /// Genesis hash that the token names.
        found: String,
    },
    /// A list of an earlier block than one that was already seen.
    #[error("the status list is of block {found}, and one of block {seen} was already seen; fetch a fresh one")]
    Superseded {
        /// The block of the list.
        found: u32,
        /// The latest block that was seen.
        seen: u32,
    },
    /// No index is left.
    #[error("all {0} indices of the list are given away; start another list at another URI")]
    Full(u32),
    /// An attestation that has no index.
    #[error("attestation {0} has no index in this list; assign one when it is issued")]
    Unassigned(String),
    /// The file of indices belongs to another list.
    #[error("the file of indices is for {found}, not for {expected}; check the path")]
    OtherList {
        /// The list that was asked for.
        expected: String,
        /// The list of the file.
        found: String,
    },
    /// The file of indices gives two attestations one index, or one attestation two.
    #[error("the file of indices contradicts itself at {0}; restore it from a backup")]
    Contradiction(String),
    /// The file of indices cannot be read or written.
    #[error(transparent)]
    Journal(#[from] JournalError),
}
