//! Checking a token (RFC 9901, section 7).

use serde_json::Value;

use super::{binding, unpack::unpack, SdJwt, SdJwtError, Transaction};
use crate::{
    jose::{self, is_for, Jws, PublicKey},
    json::Object,
};

/// What a token has to meet.
#[derive(Clone, Copy, Debug)]
pub struct Checks<'a> {
    /// The issuer's key, which is trusted for another reason than that the token names it.
    pub issuer: &'a PublicKey,
    /// The type of the token.
    pub typ: &'a str,
    /// The time, in seconds since 1970.
    pub now: u64,
    /// Claims that have to be there once the disclosures are in place, such as `exp`: an issuer might
    /// have hidden them.
    pub required: &'a [&'a str],
    /// What to make of a key binding.
    pub binding: Binding<'a>,
}

/// What to make of a key binding. Whoever checks decides, never the token: otherwise a thief would
/// leave it out.
#[derive(Clone, Copy, Debug)]
pub enum Binding<'a> {
    /// The token is presented: its holder has to have signed for this very request.
    Required {
        /// The request.
        to: Transaction<'a>,
        /// How long ago it may have signed, in seconds.
        max_age: u64,
    },
    /// The token is handed over to its holder: there must be none.
    Refused,
}

/// A token that has met everything.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The issuer's header.
    pub header: Object,
    /// What the issuer signed, with the digests.
    pub signed: Object,
    /// What it says: with the disclosures in their places, and without digests.
    pub payload: Object,
}

impl SdJwt {
    /// Checks the token.
    ///
    /// # Errors
    /// If anything is not as [`Checks`] and RFC 9901 want it.
    pub fn verify(&self, checks: &Checks<'_>) -> Result<Verified, SdJwtError> {
        if matches!(checks.binding, Binding::Refused) && self.binding.is_some() {
            return Err(SdJwtError::Bound);
        }
        let failed = |cause| SdJwtError::Signed("issuer's signature", cause);
        let message = Jws::parse(&self.jwt).and_then(|jws| jws.verify(checks.issuer));
        let message = message.map_err(failed)?;
        message.check_type(checks.typ).map_err(failed)?;
        let signed = message.claims().map_err(failed)?;
        let payload = unpack(signed.clone(), &self.disclosures)?;
        for name in checks.required {
            if !payload.contains_key(*name) {
                return Err(SdJwtError::Missing((*name).to_string()));
            }
        }
        jose::check_times(&payload, checks.now)
            .map_err(|cause| SdJwtError::Signed("token", cause))?;
        if let Binding::Required { to, max_age } = checks.binding {
            check_audience(&payload, to.audience)?;
            let binding = self.binding.as_deref().ok_or(SdJwtError::Unbound)?;
            let holder = holder_key(&payload)?;
            binding::verify(binding, &holder, to, checks.now, max_age, &self.hash())?;
        }
        Ok(Verified { header: message.header, signed, payload })
    }
}

/// The holder's key: `cnf.jwk` (RFC 7800, section 3.2).
///
/// # Errors
/// If there is none, or it is no usable public key.
pub fn holder_key(payload: &Object) -> Result<PublicKey, SdJwtError> {
    let jwk = payload.get("cnf").and_then(|cnf| cnf.get("jwk")).ok_or(SdJwtError::NoHolder)?;
    PublicKey::from_jwk(jwk).map_err(|cause| SdJwtError::Signed("holder's key", cause))
}

fn check_audience(payload: &Object, expected: &str) -> Result<(), SdJwtError> {
    match payload.get("aud") {
        Some(audience) if !is_for(audience, expected) => Err(SdJwtError::Audience {
            found: match audience {
                Value::String(one) => one.clone(),
                other => other.to_string(),
            },
            expected: expected.to_string(),
        }),
        _ => Ok(()),
    }
}
