//! What can go wrong with person tags.

use crate::{files::FileError, journal::JournalError, json::JsonError};

/// Why a tag cannot be asked for, answered or believed.
#[derive(Debug, thiserror::Error)]
pub enum TagError {
    /// A country that is no code of three letters.
    #[error("`{0}` is no country code; use the three letters of the document (ISO 3166-1 alpha-3, ICAO 9303), such as DEU")]
    Country(String),
    /// A document number with other characters than letters A to Z and digits, or too long.
    #[error("the document number has to be 1 to 64 letters A to Z and digits, apart from spaces and punctuation; copy it from the machine-readable zone")]
    Number,
    /// An identity in a file that is not written in its normal form.
    #[error("the identity in the file is not in its normal form, so the file was not written by this software")]
    NotNormal,
    /// A request for no identity, or for more than one request may hold.
    #[error("a request holds 1 to {most} identities, not {count}; split it")]
    Batch {
        /// How many there are.
        count: usize,
        /// The most there may be.
        most: usize,
    },
    /// A message that is longer than any that is valid.
    #[error("the message has {length} bytes, and at most {most} are read")]
    TooLong {
        /// Its length, in bytes.
        length: usize,
        /// The most, in bytes.
        most: usize,
    },
    /// A message or file that is not what it should be.
    #[error("the message or file cannot be read: {0}")]
    Json(#[from] JsonError),
    /// A message or file of another version.
    #[error("the message or file has version {found}, and this software speaks {expected}; update the older side")]
    Version {
        /// The version that is spoken here.
        expected: u8,
        /// The version that was found.
        found: u8,
    },
    /// Bytes that are no element of the group, no scalar, or zero.
    #[error("{0} is no valid group element or scalar; ask for a fresh one")]
    Element(&'static str),
    /// An issuer that the key holder does not know.
    #[error("issuer {0} is not known to this key holder; have it registered there")]
    UnknownIssuer(u32),
    /// An account that may not ask for the issuer.
    #[error(
        "the account 0x{account} may not ask for issuer {issuer}; sign with a registered account"
    )]
    UnknownSigner {
        /// The issuer.
        issuer: u32,
        /// The account, in hex.
        account: String,
    },
    /// A signature that does not match.
    #[error("the signature of the request does not match its account; sign exactly the request's message")]
    Signature,
    /// A request that was made too long ago, or in the future.
    #[error("the request was made at {made} (Unix time) and the key holder's clock says {now}; compare the clocks and ask again")]
    Stale {
        /// When it was made.
        made: u64,
        /// What the key holder's clock says.
        now: u64,
    },
    /// A domain or an epoch for which the key holder has no key.
    #[error("there is no key for tag domain {domain} at epoch {epoch}; read the domain's current epoch from the chain")]
    NoKey {
        /// The domain.
        domain: u32,
        /// The epoch.
        epoch: u32,
    },
    /// The issuer has used up its rate.
    #[error("issuer {issuer} has used up its rate; {}", when(.retry_after))]
    RateLimited {
        /// The issuer.
        issuer: u32,
        /// After how many seconds the request would be answered; none: never, since it asks for more
        /// than the greatest burst.
        retry_after: Option<u64>,
    },
    /// A request that was answered as often as it may be.
    #[error("this request was answered {0} times already; make a new one")]
    AnsweredBefore(u8),
    /// A domain that has a key already.
    #[error("tag domain {0} has a key already; rotate it instead")]
    KeyExists(u32),
    /// A key that cannot be changed since the one of before is still in use.
    #[error("the previous key of tag domain {0} is still kept; retire it before rotating again")]
    RetireFirst(u32),
    /// An answer to another request.
    #[error("the answer belongs to another request; match answers to requests by their digest")]
    OtherRequest,
    /// An answer or transcript of another domain or epoch, or under another key.
    #[error(
        "the {0} differs from the registered key's; do not use it, and tell the domain's track"
    )]
    OtherKey(&'static str),
    /// A proof that does not hold.
    #[error("the proof does not hold: the registered key did not answer this request. Do not use the answer, and tell the domain's track")]
    Proof,
    /// The key holder's state cannot be read or written.
    #[error(transparent)]
    Storage(#[from] JournalError),
}

fn when(retry_after: &Option<u64>) -> String {
    match retry_after {
        Some(seconds) => format!("ask again in {seconds} seconds"),
        None => "split the request, since it holds more than may be asked at once".into(),
    }
}

impl From<FileError> for TagError {
    fn from(refused: FileError) -> Self {
        Self::Storage(refused.into())
    }
}
