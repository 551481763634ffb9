//! What is attested of somebody, as files: issuing them, checking them, and the keys for both.
//!
//! The chain knows an attestation by its commitment. The claims behind it are in a token that the
//! issuer signs, as an SD-JWT (RFC 9901) or a W3C Verifiable Credential 2.0, with a key that it has
//! registered on the chain. A token is issued only for what the chain has a commitment to.
//!
//! - [`keys`]: the keys that issuers have registered, as JOSE has them.
//! - [`issue`]: making a token, and keeping the record of it.
//! - [`read`]: checking a token of somebody else, and turning it into what a wallet holds.
//! - [`signatures`]: what accounts sign, and how that is checked.
//! - [`files`]: files that hold secrets.

mod error;
pub mod files;
pub mod issue;
pub mod keys;
pub mod read;
pub mod signatures;

pub use error::CredentialsError;

use std::time::{SystemTime, UNIX_EPOCH};

/// The time, in seconds since 1970.
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

#[cfg(test)]
pub(crate) mod tests;
