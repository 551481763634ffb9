//! Keys and signatures as JSON (JOSE): JWK (RFC 7517), thumbprints (RFC 7638), compact JWS (RFC
//! 7515) with Ed25519 (RFC 8037, RFC 9864) and ES256 (RFC 7518).
//!
//! Accounts sign with sr25519, for which JOSE has no name. So issuers, holders of records and
//! subjects have a key of this module beside their account.
//!
//! The algorithm is the key's, whatever a message says about itself: a header that names another
//! one, `none` among them, is refused before any signature is looked at. Keys that a header carries
//! or points at (`jwk`, `jku`, `x5c` …) are never used.

mod jwk;
mod jws;
mod jwt;
mod key_file;
mod keys;
#[cfg(test)]
mod tests;

pub use jws::{sign, verify, Header, Jws, VerifiedJws};
pub(crate) use jwt::is_for;
pub use jwt::{check_times, seconds};
pub use keys::{Algorithm, PublicKey, SigningKey};

use crate::json::JsonError;

/// Why a key or a signature is not taken.
#[derive(Debug, thiserror::Error)]
pub enum JoseError {
    /// A key is not described as RFC 7517 has it, or the description contradicts itself.
    #[error("this is no usable JWK: {0}")]
    Key(&'static str),
    /// A key of a kind that is not known here.
    #[error("keys of the kind {0} are not supported; use Ed25519 or P-256")]
    Unsupported(String),
    /// A secret key where a public one belongs.
    #[error("this JWK holds a secret key; hand out the public one, and replace this one if anybody else has seen it")]
    Secret,
    /// A text that is no compact JWS.
    #[error("this is no signed message: {0}")]
    Malformed(&'static str),
    /// JSON inside the message that cannot be taken.
    #[error("the {0} of the signed message cannot be read: {1}")]
    Json(&'static str, #[source] JsonError),
    /// The header names another algorithm than the key's.
    #[error("the message is signed with '{found}', but the key that is trusted here signs with {expected}")]
    Algorithm {
        /// What the header says.
        found: String,
        /// What the key does.
        expected: &'static str,
    },
    /// The header asks for extensions.
    #[error("the message asks for the extension '{0}', which is not understood here")]
    Extension(String),
    /// The message is of another type.
    #[error("the message is of the type '{found}', not '{expected}'")]
    Type {
        /// What the header says.
        found: String,
        /// What is wanted.
        expected: String,
    },
    /// The signature is not that key's, or the message was altered.
    #[error(
        "the signature does not fit the message and the key: one of them is not what it should be"
    )]
    Signature,
    /// A claim about time is not a number.
    #[error("the claim '{0}' is not a time")]
    NoTime(&'static str),
    /// The message has expired.
    #[error("it expired at {0}; ask for a new one")]
    Expired(String),
    /// The message is not valid yet.
    #[error("it is not valid before {0}; check this machine's clock if that is past")]
    NotYet(String),
    /// A key file that cannot be read or written.
    #[error("{path}: {cause}")]
    File {
        /// The file.
        path: String,
        /// Why.
        cause: std::io::Error,
    },
    /// A key file that others can read.
    #[error("{path} holds a secret key and can be read by others than you; run `chmod 600` on it")]
    Exposed {
        /// The file.
        path: String,
    },
}
