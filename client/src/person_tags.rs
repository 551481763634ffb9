//! Person tags: what keeps one person from standing twice, computed by an issuer and a key holder
//! together, neither of whom can do it alone.
//!
//! - [`keys`]: the key holder's secret keys, in a vault.
//! - [`register`]: who may ask, as the chain says.
//! - [`service`], [`server`]: answering requests, over JSON-RPC.
//! - [`compute`]: the issuer's side: asking, checking the answer, and keeping the transcripts that
//!   show how a tag came about.
//! - [`evidence`]: checking a transcript against the key that the chain has.

pub mod compute;
pub mod evidence;
pub mod keys;
pub mod register;
pub mod server;
pub mod service;

use althing_credentials::tags::{PublicKey, TagDomain};

use crate::{
    attestations::{read, types::Domain, DomainId},
    connection::{height, At},
    errors::Result,
};

/// The keys under which tags of a domain are asked for as of the block `at`: the current one first,
/// and the one of before until the overlap ends.
///
/// # Errors
/// If there is no such domain.
pub async fn registered_keys(at: &At, genesis: [u8; 32], id: DomainId) -> Result<Vec<PublicKey>> {
    let domain = read::domain(at, id).await?;
    Ok(asked_for(&domain, TagDomain { genesis, id }, height(at)))
}

/// All keys of a domain that the chain still knows, for looking at evidence: the current one, and the
/// one of before.
///
/// # Errors
/// If there is no such domain.
pub async fn known_keys(at: &At, genesis: [u8; 32], id: DomainId) -> Result<Vec<PublicKey>> {
    let domain = read::domain(at, id).await?;
    let ever = Domain { overlap_ends: u32::MAX, ..domain };
    Ok(asked_for(&ever, TagDomain { genesis, id }, 0))
}

/// The keys under which tags of a domain are asked for in the block after `now`.
fn asked_for(domain: &Domain, id: TagDomain, now: u32) -> Vec<PublicKey> {
    let mut keys = vec![PublicKey { domain: id, epoch: domain.epoch, key: domain.key }];
    let overlaps = now.saturating_add(1) < domain.overlap_ends;
    if let (Some(key), Some(epoch), true) = (domain.previous, domain.epoch.checked_sub(1), overlaps)
    {
        keys.push(PublicKey { domain: id, epoch, key });
    }
    keys
}

#[cfg(test)]
pub(crate) mod tests;
