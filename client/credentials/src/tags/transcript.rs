//! Transcripts: the evidence that a tag was made from an identity.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use super::{
    oprf::{self, Element, Scalar},
    wire::{self, Evaluation},
    Identity, PersonTag, PublicKey, TagDomain, TagError,
};
use crate::{hex32, json};

/// What an issuer keeps of the making of a tag, so that a panel can later make it again: the
/// identity, the blind, and what the key holder answered.
///
/// It shows that the tag belongs to the identity, not that the identity belongs to the person, for
/// which the papers speak. The blind is wiped from memory when dropped.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Transcript {
    version: u8,
    domain: TagDomain,
    epoch: u32,
    identity: Identity,
    #[serde(with = "hex32")]
    blind: Scalar,
    #[serde(with = "hex32")]
    evaluated: Element,
    #[serde(with = "hex32::signature")]
    proof: [u8; 64],
}

/// The version of a transcript.
const VERSION: u8 = 1;

impl Transcript {
    pub(super) fn new(
        key: &PublicKey,
        identity: Identity,
        blind: &Scalar,
        evaluation: &Evaluation,
    ) -> Self {
        Self {
            version: VERSION,
            domain: key.domain,
            epoch: key.epoch,
            identity,
            blind: *blind,
            evaluated: evaluation.element,
            proof: evaluation.proof,
        }
    }

    /// The tag of the identity under `key`, which has to be the key that was registered on the chain
    /// for the domain and epoch. Neither the issuer nor the key holder is trusted: the identity is
    /// blinded again, the key holder's proof is checked, and the tag is computed.
    ///
    /// # Errors
    /// [`TagError::OtherKey`] if the transcript is of another domain or epoch; [`TagError::Proof`] or
    /// [`TagError::Element`] if any part of it was changed, or the key is another one.
    pub fn verify(&self, key: &PublicKey) -> Result<PersonTag, TagError> {
        wire::check_version(self.version)?;
        if self.domain != key.domain {
            return Err(TagError::OtherKey("domain"));
        }
        if self.epoch != key.epoch {
            return Err(TagError::OtherKey("epoch"));
        }
        let input = self.identity.input(&self.domain);
        let output = oprf::finalize(&input, &self.blind, &self.evaluated, &self.proof, &key.key)?;
        Ok(oprf::tag(&self.domain, &output))
    }

    /// The tag domain.
    pub fn domain(&self) -> TagDomain {
        self.domain
    }

    /// The epoch of the key.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// The identity.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Reads a transcript from its JSON.
    ///
    /// # Errors
    /// If it is none, of another version, or its identity is not in normal form.
    pub fn from_json(text: &str) -> Result<Self, TagError> {
        let transcript: Self = json::read(text)?;
        wire::check_version(transcript.version)?;
        Ok(transcript)
    }
}

impl Drop for Transcript {
    fn drop(&mut self) {
        self.blind.zeroize();
    }
}

impl fmt::Debug for Transcript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transcript")
            .field("domain", &self.domain)
            .field("epoch", &self.epoch)
            .finish_non_exhaustive()
    }
}
