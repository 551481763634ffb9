//! The issuer's part: blinding, and checking what comes back.

use rand::{CryptoRng, RngCore};
use zeroize::Zeroizing;

use super::{
    oprf::{self, Scalar},
    wire, Identity, PersonTag, PublicKey, TagAnswer, TagError, TagRequest, Transcript,
};

/// A request under way: what the issuer has to remember until the answer comes. It is not part of
/// what is sent.
#[derive(Debug)]
pub struct Pending {
    key: PublicKey,
    request: [u8; 32],
    blinded: Vec<(Identity, Blind)>,
}

/// The scalar by which an identity is blinded.
#[derive(Clone)]
struct Blind(Zeroizing<Scalar>);

impl std::fmt::Debug for Blind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Blind(..)")
    }
}

/// A person's tag, and the evidence for it.
#[derive(Clone, Debug)]
pub struct Tagged {
    /// The tag.
    pub tag: PersonTag,
    /// The evidence; keep it encrypted.
    pub transcript: Transcript,
}

impl Pending {
    /// Blinds `identities` for the domain and epoch of `key`, which is the key that is registered on
    /// the chain. `issuer` asks, with the account `signer`, at `now` in Unix seconds.
    ///
    /// The request is to be signed ([`TagRequest::message`]) and sent. While a domain's key changes,
    /// two requests are needed, one for each key.
    ///
    /// # Errors
    /// [`TagError::Batch`] for no identity or more than [`MAX_BATCH`](super::MAX_BATCH).
    pub fn prepare<R: RngCore + CryptoRng>(
        key: &PublicKey,
        (issuer, signer): (u32, [u8; 32]),
        identities: Vec<Identity>,
        now: u64,
        rng: &mut R,
    ) -> Result<(TagRequest, Self), TagError> {
        wire::check_batch(identities.len())?;
        let mut blinded = Vec::with_capacity(identities.len());
        let mut elements = Vec::with_capacity(identities.len());
        for identity in identities {
            let (blind, element) = oprf::blind(&identity.input(&key.domain), rng)?;
            blinded.push((identity, Blind(blind)));
            elements.push(element);
        }
        let domain = (key.domain, key.epoch);
        let request = TagRequest::new(domain, (issuer, signer), now, elements, rng);
        let pending = Self { key: key.clone(), request: request.digest(), blinded };
        Ok((request, pending))
    }

    /// Checks the answer and yields the tags, in the order of the identities. After a refused answer
    /// the right one can still be tried.
    ///
    /// # Errors
    /// If the answer is to another request, under another key than the registered one, lacks or
    /// exchanges elements, or one of its proofs does not hold.
    pub fn finish(&self, answer: &TagAnswer) -> Result<Vec<Tagged>, TagError> {
        wire::check_version(answer.version)?;
        if answer.request != self.request || answer.evaluations.len() != self.blinded.len() {
            return Err(TagError::OtherRequest);
        }
        if answer.domain != self.key.domain {
            return Err(TagError::OtherKey("domain"));
        }
        if answer.epoch != self.key.epoch {
            return Err(TagError::OtherKey("epoch"));
        }
        if answer.key != self.key.key {
            return Err(TagError::OtherKey("public key"));
        }
        let pairs = self.blinded.iter().zip(&answer.evaluations);
        pairs
            .map(|((identity, blind), evaluation)| {
                let transcript = Transcript::new(&self.key, identity.clone(), &blind.0, evaluation);
                Ok(Tagged { tag: transcript.verify(&self.key)?, transcript })
            })
            .collect()
    }

    /// The digest of the request, by which an answer is matched when several are under way.
    pub fn request(&self) -> [u8; 32] {
        self.request
    }
}
