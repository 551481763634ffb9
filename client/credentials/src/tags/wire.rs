//! What issuer and key holder send each other: JSON.

use rand::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    oprf::{self, Element},
    TagDomain, TagError,
};
use crate::{hex32, json};

/// The version of the messages.
const VERSION: u8 = 1;

/// The most identities a request may be for.
pub const MAX_BATCH: usize = 64;

/// The longest message that is read, in bytes. A full batch is shorter.
pub const MAX_MESSAGE: usize = 32 * 1024;

/// For how long after it was made a request is answered, in seconds.
pub const REQUEST_LIFETIME: u64 = 300;

/// An issuer's request to evaluate blinded elements.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TagRequest {
    /// The version of the message.
    pub version: u8,
    /// The tag domain.
    pub domain: TagDomain,
    /// Under the key of which epoch.
    pub epoch: u32,
    /// For which issuer.
    pub issuer: u32,
    /// The account that signs: the issuer's own, or one that it had registered.
    #[serde(with = "hex32")]
    pub signer: [u8; 32],
    /// When the request is made, in Unix seconds.
    pub made: u64,
    /// 32 random bytes.
    #[serde(with = "hex32")]
    pub nonce: [u8; 32],
    /// The blinded elements.
    #[serde(with = "hex32::list")]
    pub elements: Vec<Element>,
}

/// A request with the signature of its signer.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SignedTagRequest {
    /// The request.
    pub request: TagRequest,
    /// The signature over [`TagRequest::message`].
    #[serde(with = "hex32::signature")]
    pub signature: [u8; 64],
}

/// A key holder's answer.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TagAnswer {
    /// The version of the message.
    pub version: u8,
    /// The digest of the request; see [`TagRequest::digest`].
    #[serde(with = "hex32")]
    pub request: [u8; 32],
    /// The tag domain.
    pub domain: TagDomain,
    /// The epoch of the key.
    pub epoch: u32,
    /// The public key.
    #[serde(with = "hex32")]
    pub key: Element,
    /// For each blinded element, in their order, what became of it.
    pub evaluations: Vec<Evaluation>,
}

/// An evaluated element and the proof that the public key's secret evaluated it. Each element has a
/// proof of its own, so that the evidence for one person does not involve others.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// The evaluated element.
    #[serde(with = "hex32")]
    pub element: Element,
    /// The proof that the same secret links the two keys and the two elements (RFC 9497, section
    /// 2.2): challenge and response.
    #[serde(with = "hex32::signature")]
    pub proof: [u8; 64],
}

impl TagRequest {
    /// A request made now.
    pub(super) fn new<R: RngCore + CryptoRng>(
        (domain, epoch): (TagDomain, u32),
        (issuer, signer): (u32, [u8; 32]),
        made: u64,
        elements: Vec<Element>,
        rng: &mut R,
    ) -> Self {
        let mut nonce = [0; 32];
        rng.fill_bytes(&mut nonce);
        Self { version: VERSION, domain, epoch, issuer, signer, made, nonce, elements }
    }

    /// What identifies the request: SHA-256 over all that it says, each field at its fixed length.
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new()
            .chain_update(b"althing/person-tag-request/v1\0")
            .chain_update([self.version])
            .chain_update(self.domain.genesis)
            .chain_update(self.domain.id.to_le_bytes())
            .chain_update(self.epoch.to_le_bytes())
            .chain_update(self.issuer.to_le_bytes())
            .chain_update(self.signer)
            .chain_update(self.made.to_le_bytes())
            .chain_update(self.nonce);
        for element in &self.elements {
            hash.update(element);
        }
        hash.finalize().into()
    }

    /// What the signer signs: a text that says what is asked, wrapped in `<Bytes>` as wallets do, so
    /// that no signature for it can pass for one of a transaction.
    pub fn message(&self) -> Vec<u8> {
        format!(
            "<Bytes>Ask for person tags\nchain: 0x{}\ndomain: {}\nepoch: {}\nissuer: {}\nidentities: {}\nmade: {}\ndigest: 0x{}</Bytes>",
            hex::encode(self.domain.genesis),
            self.domain.id,
            self.epoch,
            self.issuer,
            self.elements.len(),
            crate::time::text(self.made),
            hex::encode(self.digest()),
        )
        .into_bytes()
    }

    /// The form of a request is right.
    pub(super) fn check_form(&self) -> Result<(), TagError> {
        check_version(self.version)?;
        check_batch(self.elements.len())?;
        self.elements.iter().try_for_each(oprf::check_element)
    }
}

impl SignedTagRequest {
    /// Reads a request that came over the network.
    ///
    /// # Errors
    /// If it is longer than [`MAX_MESSAGE`], no such message, of another version, holds none or more
    /// than [`MAX_BATCH`] elements, or something that is no element.
    pub fn from_json(bytes: &[u8]) -> Result<Self, TagError> {
        let signed: Self = read(bytes)?;
        signed.request.check_form()?;
        Ok(signed)
    }
}

impl TagAnswer {
    pub(super) fn new(request: &TagRequest, key: Element, evaluations: Vec<Evaluation>) -> Self {
        Self {
            version: VERSION,
            request: request.digest(),
            domain: request.domain,
            epoch: request.epoch,
            key,
            evaluations,
        }
    }

    /// Reads an answer that came over the network.
    ///
    /// # Errors
    /// As [`SignedTagRequest::from_json`]. Whether the answer is to be believed is for
    /// [`Pending::finish`](super::Pending::finish) to say.
    pub fn from_json(bytes: &[u8]) -> Result<Self, TagError> {
        let answer: Self = read(bytes)?;
        check_version(answer.version)?;
        check_batch(answer.evaluations.len())?;
        Ok(answer)
    }
}

pub(super) fn check_batch(count: usize) -> Result<(), TagError> {
    if count == 0 || count > MAX_BATCH {
        return Err(TagError::Batch { count, most: MAX_BATCH });
    }
    Ok(())
}

pub(super) fn check_version(found: u8) -> Result<(), TagError> {
    if found != VERSION {
        return Err(TagError::Version { expected: VERSION, found });
    }
    Ok(())
}

/// Reads a message of at most [`MAX_MESSAGE`] bytes.
fn read<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, TagError> {
    if bytes.len() > MAX_MESSAGE {
        return Err(TagError::TooLong { length: bytes.len(), most: MAX_MESSAGE });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| json::JsonError::NoObject)?;
    Ok(json::read(text)?)
}
