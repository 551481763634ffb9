//! Tokens of which the holder shows a part: SD-JWT (RFC 9901).
//!
//! An issuer replaces members and elements of a JWT's payload by digests ([`Builder`]) and hands over
//! what they are digests of, the [`Disclosure`]s. The holder passes some of them on
//! ([`SdJwt::present`]) and signs that it does so, to whom and when ([`SdJwt::bind`]). The verifier
//! puts them back in their places ([`SdJwt::verify`]) and refuses whatever the RFC's section 7 does:
//! disclosures that no digest refers to, digests that occur twice, members that are there already,
//! reserved names, other hash functions than SHA-256, and misplaced `_sd` and `...`.
//!
//! Left out: the JSON serialization (section 8), other hash functions, and ways of naming the
//! holder's key other than `cnf.jwk`.

mod binding;
mod disclosure;
mod issue;
#[cfg(test)]
mod rfc9901;
#[cfg(test)]
mod tests;
mod token;
mod unpack;
mod verify;

pub use binding::{sign as sign_binding, verify as verify_binding, Transaction, BINDING_TYPE};
pub use disclosure::Disclosure;
pub use issue::Builder;
pub use token::SdJwt;
pub use verify::{holder_key, Binding, Checks, Verified};

use sha2::{Digest, Sha256};

use crate::{jose::JoseError, json::JsonError};

/// The hash function of every digest here, as `_sd_alg` names it.
pub const HASH: &str = "sha-256";

/// How deep members may be inside each other once all disclosures are in place.
pub const DEEPEST: usize = 128;

/// Why a token is not taken.
#[derive(Debug, thiserror::Error)]
pub enum SdJwtError {
    /// It is not in the form of an SD-JWT.
    #[error("this is no SD-JWT: {0}")]
    Malformed(&'static str),
    /// A signed part of it is not taken.
    #[error("the {0}: {1}")]
    Signed(&'static str, #[source] JoseError),
    /// A disclosure cannot be read.
    #[error("a disclosure cannot be read: {0}")]
    Json(#[from] JsonError),
    /// A disclosure is not a list of salt, name and value, or salt and value.
    #[error("a disclosure is not a list of salt, name and value, or of salt and value")]
    Disclosure,
    /// A name by which members are hidden is used for something else.
    #[error("the name '{0}' is reserved and stands where it may not")]
    Reserved(String),
    /// The digests were made in a way that is not known here.
    #[error("the digests are made by '{0}'; only {HASH} is understood")]
    Hash(String),
    /// A disclosure is there twice.
    #[error("a disclosure is there twice")]
    DisclosedTwice,
    /// A digest is there twice.
    #[error("the digest {0} occurs twice, so what it stands for would be in two places")]
    DigestTwice(String),
    /// A disclosure that nothing refers to.
    #[error("a disclosure does not belong to this token{0}")]
    Unreferenced(String),
    /// A disclosure of an element where a member is expected, or the other way round.
    #[error("a disclosure of {0} stands where one of {1} belongs")]
    Misplaced(&'static str, &'static str),
    /// A disclosed member is there already.
    #[error("the member '{0}' is disclosed, but there already")]
    Exists(String),
    /// Too many levels.
    #[error("it is nested more than {DEEPEST} deep")]
    Deep,
    /// Something that is to be hidden is not there.
    #[error("there is nothing at '{0}' that could be hidden")]
    NoSuchPlace(String),
    /// Something that the token's validity depends on is to be hidden.
    #[error("'{0}' decides whether the token is valid, so it cannot be hidden")]
    Critical(String),
    /// A claim is missing that the verifier needs.
    #[error("the claim '{0}' is missing; ask for a token or a presentation that has it")]
    Missing(String),
    /// The token is for somebody else.
    #[error("it is meant for {found}, not for {expected}")]
    Audience {
        /// For whom it is.
        found: String,
        /// Who checks it.
        expected: String,
    },
    /// Key binding is needed and not there.
    #[error(
        "nothing shows that it is presented by its holder; ask for a presentation with key binding"
    )]
    Unbound,
    /// Key binding is there where a token itself is expected.
    #[error("this is a presentation to somebody, not the token itself")]
    Bound,
    /// The token names no key of its holder.
    #[error("it names no key of its holder in 'cnf.jwk', so nobody can show that it is theirs")]
    NoHolder,
    /// The presentation answers another request.
    #[error("it answers another request: its nonce is not the one that was given out")]
    Nonce,
    /// The presentation is too old.
    #[error("it was made at {0}, which is too long ago; ask for a new one")]
    Old(String),
    /// The presentation was made for other disclosures.
    #[error(
        "it was made for another token or other disclosures: they were changed after it was signed"
    )]
    Hashed,
}

pub(crate) fn sha256(data: impl AsRef<[u8]>) -> [u8; 32] {
    Sha256::digest(data).into()
}
