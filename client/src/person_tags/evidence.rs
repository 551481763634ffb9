//! What shows that a tag belongs to an identity, when somebody contests it.

use althing_credentials::{
    hex32,
    tags::{PublicKey, TagError, Transcript},
};
use serde::Serialize;

use crate::errors::Result;

/// A transcript that was checked. The identity in it is not shown.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct EvidenceView {
    /// The tag domain.
    pub domain: u32,
    /// Under the key of which epoch.
    pub epoch: u32,
    /// The country of the document.
    pub country: String,
    /// The tag that the identity has.
    pub tag: String,
    /// Whether it is the tag of the attestation; none if there is no attestation to compare with.
    pub is_the_attested: Option<bool>,
}

/// Computes the tag of a transcript again, under the key among these that the chain has for its epoch,
/// and compares it with the tag of the attestation.
///
/// # Errors
/// If there is no such key, or any part of the transcript was changed.
pub fn check(
    transcript: &Transcript,
    keys: &[PublicKey],
    attested: Option<[u8; 32]>,
) -> Result<EvidenceView> {
    let (domain, epoch) = (transcript.domain(), transcript.epoch());
    let key = keys
        .iter()
        .find(|key| key.domain == domain && key.epoch == epoch)
        .ok_or(TagError::NoKey { domain: domain.id, epoch })?;
    let tag = transcript.verify(key)?;
    Ok(EvidenceView {
        domain: domain.id,
        epoch,
        country: transcript.identity().country().to_string(),
        tag: hex32::encode(&tag),
        is_the_attested: attested.map(|attested| attested == tag),
    })
}
