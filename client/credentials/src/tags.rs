//! Person tags: one tag a person in a tag domain, whichever issuer looks at the papers.
//!
//! A tag is computed from an identity document by a verifiable oblivious pseudorandom function (RFC
//! 9497, ristretto255 and SHA-512, VOPRF mode) between two parties:
//!
//! - the **issuer** knows the identity, and not the key. It [prepares](Pending::prepare) a request in
//!   which identities are blinded, sends it signed by its account, and
//!   [finishes](Pending::finish) with the answer: a tag and a [`Transcript`] for each identity;
//! - the **key holder** knows the key, and neither identity nor tag. [`KeyHolder::evaluate`] answers
//!   issuers that it knows, at a limited rate, with a proof that it used the registered key.
//!
//! So neither can look up who stands behind a tag on the chain: an issuer that wanted to try all
//! document numbers is stopped by the rate, a key holder has nothing to try them with.
//!
//! # Definitions
//!
//! ```text
//! input  = "althing/person-identity/v1" 0x00, genesis (32 bytes), domain (u32, little endian),
//!          then country, kind of document and number, each preceded by its length (u16, big endian)
//! output = the VOPRF's output for input under the domain's key (64 bytes)
//! tag    = SHA-256("althing/person-tag/v1" 0x00, genesis, domain (u32, little endian), output)
//! ```
//!
//! Which document a domain goes by is for the domain to say: a person with two kinds of documents
//! would have two tags. A personal number that stays the same for life serves best.
//!
//! # When the key changes
//!
//! [`KeyRing::rotate`] makes the key of the next epoch and keeps the one of before, so that issuers
//! can compute the tag of both epochs until the chain no longer asks for the old one; then
//! [`KeyRing::retire`] wipes it.
//!
//! # When a tag is contested
//!
//! The transcript lets a panel compute the tag again from the identity, without the key holder and
//! without trusting the issuer ([`Transcript::verify`]). It holds the identity in clear, so it is kept
//! encrypted ([`Transcripts`]) and falls under the same retention and erasure as the papers.
//!
//! # Properties that always hold
//!
//! - An answer under another key, for another request, or with elements exchanged is refused by the
//!   issuer, whatever the key holder or the network does.
//! - A request is charged before it is answered, and what was charged survives a restart. A clock that
//!   is set back refills nothing.
//! - One identity has one input: it is normalised, and what cannot be is refused.

mod error;
mod holder;
mod identity;
mod issuer;
mod keys;
mod ledger;
mod oprf;
mod transcript;
mod transcripts;
mod wire;

pub use self::{
    error::TagError,
    holder::{IssuerAccess, KeyHolder},
    identity::{DocumentKind, Identity},
    issuer::{Pending, Tagged},
    keys::{KeyRing, PublicKey, TagDomain},
    ledger::{Ledger, Limit},
    transcript::Transcript,
    transcripts::Transcripts,
    wire::{
        Evaluation, SignedTagRequest, TagAnswer, TagRequest, MAX_BATCH, MAX_MESSAGE,
        REQUEST_LIFETIME,
    },
};

/// What stands for a person in a tag domain: 32 bytes, as the chain stores them.
pub type PersonTag = [u8; 32];

#[cfg(test)]
mod tests;
