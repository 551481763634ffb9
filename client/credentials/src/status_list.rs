//! Status lists: which attestations are revoked or suspended, without asking about one of them.
//!
//! The format is the Token Status List of the IETF (draft-ietf-oauth-status-list-21, approved as a
//! Proposed Standard). Whoever publishes the status of attestations
//!
//! 1. gives each attestation a random free index when it is issued, with [`Indices`], and names index
//!    and lists in the credential ([`Indices::refs`]);
//! 2. reads at a finalized block which attestations are revoked and which are suspended, and turns
//!    each set into a list with [`Indices::list`];
//! 3. signs both as [`ListToken`]s and puts them where their URIs point, packed with [`gzip`].
//!
//! Whoever is shown a credential fetches the list, checks it with [`Expectation::verify`] and looks
//! its index up. The list is fetched for a million credentials at once, so whoever serves it does not
//! learn which of them is being looked at.
//!
//! # Two lists
//!
//! Revocation is for good and suspension is not, so they live in two lists with times to live of
//! their own ([`ListPurpose`]). An attestation has the same index in both. The revocation list has one
//! bit an entry; the suspension list has two, because the registered status for a suspension is
//! `0x02`.
//!
//! # Properties that always hold
//!
//! - An index belongs to one attestation for ever, across crashes and restarts.
//! - Indices are drawn uniformly from those that are free, so they tell nothing about the order of
//!   issue, and neighbours have nothing in common.
//! - An index that belongs to nobody looks like a valid attestation, so a list does not tell how many
//!   there are.
//! - A list is believed only with its signature, type, address, time and chain checked, and is never
//!   unpacked beyond a stated size.

mod array;
mod error;
mod indices;
mod token;
mod zlib;

pub use self::{
    array::{Bits, Status, StatusArray},
    error::StatusListError,
    indices::{AttestationKey, Indices},
    token::{
        Expectation, FinalizedBlock, Limits, ListPurpose, ListToken, VerifiedList, FINALIZED_CLAIM,
        TOKEN_TYPE,
    },
    zlib::gzip,
};

#[cfg(test)]
mod tests;
