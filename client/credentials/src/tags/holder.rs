//! The key holder's part.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use rand::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};

use super::{
    oprf,
    wire::{Evaluation, TagRequest},
    KeyRing, Ledger, Limit, SignedTagRequest, TagAnswer, TagError,
};
use crate::{cnf::AccountVerifier, hex32};

/// What a key holder knows of an issuer.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct IssuerAccess {
    /// The accounts that may ask for it, by their public keys.
    #[serde(with = "hex32::list")]
    pub accounts: Vec<[u8; 32]>,
    /// How fast it may ask.
    pub limit: Limit,
}

/// Evaluates the requests of known issuers, at the rate that each of them is granted. It can be shared
/// between threads.
#[derive(Debug)]
pub struct KeyHolder {
    ring: KeyRing,
    issuers: BTreeMap<u32, IssuerAccess>,
    ledger: Mutex<Ledger>,
}

impl KeyHolder {
    /// A key holder with the keys of `ring`, for `issuers`.
    pub fn new(ring: KeyRing, issuers: BTreeMap<u32, IssuerAccess>, ledger: Ledger) -> Self {
        Self { ring, issuers, ledger: Mutex::new(ledger) }
    }

    /// Answers a request at `now`, in Unix seconds. `verifier` checks the account's
    /// signature.
    ///
    /// The same request is answered again without charge, in case the answer was lost, a few times.
    ///
    /// # Errors
    /// If the request is malformed, its issuer or account is not known, the signature is wrong, there
    /// is no such key, the request is old, or the issuer has used up its rate. Only a request with a
    /// right signature is charged.
    pub fn evaluate<R, V>(
        &self,
        signed: &SignedTagRequest,
        now: u64,
        verifier: V,
        rng: &mut R,
    ) -> Result<TagAnswer, TagError>
    where
        R: RngCore + CryptoRng,
        V: AccountVerifier,
    {
        let request = &signed.request;
        let limit = self.admit(request)?;
        request.check_form()?;
        if !verifier.verify(&request.signer, &request.message(), &signed.signature) {
            return Err(TagError::Signature);
        }
        let key = self.ring.public_key(&request.domain, request.epoch)?;
        let secret = self.ring.secret(&request.domain, request.epoch)?;
        let cost = u32::try_from(request.elements.len()).unwrap_or(u32::MAX);
        let about = (request.digest(), request.made);
        self.ledger().charge(request.issuer, limit, cost, about, now)?;
        let evaluations = request.elements.iter().map(|blinded| {
            let (element, proof) = oprf::evaluate(secret, blinded, rng)?;
            Ok(Evaluation { element, proof })
        });
        let evaluations = evaluations.collect::<Result<_, TagError>>()?;
        Ok(TagAnswer::new(request, key.key, evaluations))
    }

    /// The keys.
    pub fn ring(&self) -> &KeyRing {
        &self.ring
    }

    /// Answers with the keys of `ring` from now on. Hand over what the vault holds after a key was
    /// made or retired there.
    pub fn set_ring(&mut self, ring: KeyRing) {
        self.ring = ring;
    }

    /// The ledger; requests wait while it is held.
    pub fn ledger(&self) -> MutexGuard<'_, Ledger> {
        // The ledger changes its state in one step, so a panic elsewhere leaves it whole.
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The limit of the issuer that a request names, if the account may ask for it.
    fn admit(&self, request: &TagRequest) -> Result<Limit, TagError> {
        let access =
            self.issuers.get(&request.issuer).ok_or(TagError::UnknownIssuer(request.issuer))?;
        if !access.accounts.contains(&request.signer) {
            return Err(TagError::UnknownSigner {
                issuer: request.issuer,
                account: hex::encode(request.signer),
            });
        }
        Ok(access.limit)
    }
}
