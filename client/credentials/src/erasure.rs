//! Erasing what an issuer or a register holds about somebody, and the proof that it was asked for
//! and answered.
//!
//! # A request, from end to end
//! 1. The subject writes a [`Request`] to one holder: an attestation, and the digests of the claims
//!    that are to go. It signs the request's text with its account ([`SignedRequest`]).
//! 2. The holder [answers](Holder::answer). If nothing obliges it to keep the record, the claims and
//!    their salts are removed from its vault and from every backup that the vault can reach, and
//!    the files are opened again to see that they are gone. If a law obliges it to keep them until
//!    a date, it refuses until that date, and says which law.
//! 3. Either way the subject gets a [`Receipt`], signed with the holder's JOSE key: who answered
//!    which request for which digests, when, and how.
//! 4. When the date has passed, the holder [carries out](Holder::carry_out_due) what it refused
//!    until then, without being asked again.
//!
//! # What a receipt proves
//! That the holder says so, and nobody else could have said it. Nothing can prove that no other copy
//! exists. So a receipt counts the backups that the holder knows of and could not reach
//! (`backups_left`), and holds no claim, name or salt: claims are named by digests, which say
//! nothing once the salts are gone. What stays on the chain (accounts, tags, commitments) stays.

mod holder;
mod receipt;
mod request;

#[cfg(test)]
mod tests;

pub use holder::{Answer, Asked, Handled, Holder};
pub use receipt::{Outcome, Receipt, TYP};
pub use request::{Request, SignedRequest};

use crate::{jose::JoseError, wallet::VaultError};

/// Why a request cannot be made or answered, or a receipt does not prove what it should.
#[derive(Debug, thiserror::Error)]
pub enum ErasureError {
    /// A request that says nothing, or says it in more than one way.
    #[error("the request cannot be used: {0}")]
    Request(&'static str),
    /// The request is for somebody else.
    #[error("the request asks '{asked}', this is '{own}'; send it to the one it names")]
    OtherHolder {
        /// Who is asked.
        asked: String,
        /// Who answers here.
        own: String,
    },
    /// The subject has not signed.
    #[error(
        "the signature is not the subject's account's over this request; sign it with that account"
    )]
    NotSigned,
    /// There is no record of the attestation.
    #[error(
        "there is no record of that attestation here; check schema, subject and serial number"
    )]
    NoRecord,
    /// The record has no such claim.
    #[error(
        "the record of that attestation has no claim with the digest 0x{0}; check the digests"
    )]
    NoClaim(String),
    /// Another request has the same id.
    #[error("another request with the id {0} was answered; make a new request")]
    IdTaken(String),
    /// The receipt is about something else than the request.
    #[error(
        "the receipt is not for this request: its {0} differs; ask the holder for the right one"
    )]
    OtherRequest(&'static str),
    /// The receipt's content makes no sense.
    #[error("the receipt cannot be used: {0}")]
    Receipt(&'static str),
    /// The receipt is not signed by the holder's key.
    #[error("the receipt is not the holder's: {0}")]
    Signature(#[from] JoseError),
    /// The vault cannot be read or changed.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

/// The result of everything here.
pub type Result<T, E = ErasureError> = std::result::Result<T, E>;
