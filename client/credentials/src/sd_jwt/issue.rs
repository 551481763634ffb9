//! Hiding parts of a payload, and signing it.

use rand::{CryptoRng, RngCore};
use serde_json::{json, Value};

use super::{disclosure::is_reserved, Disclosure, SdJwt, SdJwtError, HASH};
use crate::{
    base64url,
    claims::{hides, ClaimSet, SALT_BYTES},
    jose::{self, Header, SigningKey},
    json::Object,
};

/// Claims that decide whether a token is valid, which RFC 9901 (section 9.7) has in plain sight.
const CRITICAL: [&str; 7] = ["iss", "aud", "exp", "nbf", "cnf", "iat", "status"];

/// A payload of which parts get hidden.
///
/// What is inside something hidden has to be hidden first: afterwards it is no longer in its place.
#[derive(Clone, Debug)]
pub struct Builder {
    payload: Value,
    disclosures: Vec<Disclosure>,
}

impl Builder {
    /// Starts with everything in plain sight.
    ///
    /// # Errors
    /// If a member has a reserved name.
    pub fn new(payload: Object) -> Result<Self, SdJwtError> {
        let payload = Value::Object(payload);
        if hides(&payload) {
            return Err(SdJwtError::Reserved("_sd, _sd_alg or ...".to_string()));
        }
        Ok(Self { payload, disclosures: Vec::new() })
    }

    /// Hides the member or element at a JSON pointer (RFC 6901), with a new salt of 256 bits.
    ///
    /// # Errors
    /// If there is none, it is hidden already, or the token's validity depends on it.
    pub fn conceal(
        &mut self,
        pointer: &str,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<(), SdJwtError> {
        let nowhere = || SdJwtError::NoSuchPlace(pointer.to_string());
        let (parent, token) = pointer.rsplit_once('/').ok_or_else(nowhere)?;
        let name = token.replace("~1", "/").replace("~0", "~");
        if parent.is_empty() && CRITICAL.contains(&name.as_str()) {
            return Err(SdJwtError::Critical(name));
        }
        let mut salt = [0; SALT_BYTES];
        rng.fill_bytes(&mut salt);
        let salt = base64url::encode(salt);
        let disclosure = match self.payload.pointer_mut(parent).ok_or_else(nowhere)? {
            Value::Object(members) if !is_reserved(&name) => {
                let value = members.remove(&name).ok_or_else(nowhere)?;
                let disclosure = Disclosure::property(&salt, &name, value);
                add(members, disclosure.digest());
                disclosure
            }
            Value::Array(elements) => {
                let index: usize = name.parse().map_err(|_| nowhere())?;
                let element = elements.get_mut(index).ok_or_else(nowhere)?;
                if element.get("...").is_some() {
                    return Err(nowhere());
                }
                let disclosure = Disclosure::element(&salt, element.take());
                *element = json!({"...": base64url::encode(disclosure.digest())});
                disclosure
            }
            _ => return Err(nowhere()),
        };
        self.disclosures.push(disclosure);
        Ok(())
    }

    /// Puts claims, with their decoys, into the object at a JSON pointer.
    ///
    /// # Errors
    /// If there is no object, or one with a member that is called as one of the claims.
    pub fn place(&mut self, pointer: &str, claims: &ClaimSet) -> Result<(), SdJwtError> {
        let nowhere = || SdJwtError::NoSuchPlace(pointer.to_string());
        let object = self.payload.pointer_mut(pointer).and_then(Value::as_object_mut);
        let members = object.ok_or_else(nowhere)?;
        for claim in claims.claims() {
            if members.contains_key(claim.name()) {
                return Err(SdJwtError::Exists(claim.name().to_string()));
            }
            self.disclosures.push(claim.disclosure().clone());
        }
        claims.digests().iter().for_each(|digest| add(members, *digest));
        Ok(())
    }

    /// Signs the payload.
    pub fn sign(mut self, key: &SigningKey, header: Header<'_>) -> SdJwt {
        if let (Some(members), true) = (self.payload.as_object_mut(), !self.disclosures.is_empty())
        {
            members.insert("_sd_alg".to_string(), json!(HASH));
        }
        let jwt = jose::sign(key, header, self.payload.to_string().as_bytes());
        SdJwt { jwt, disclosures: self.disclosures, binding: None }
    }
}

/// Adds a digest to an object's, in bytewise order, which tells nothing of the order of the members.
fn add(members: &mut Object, digest: [u8; 32]) {
    let hidden = members.entry("_sd").or_insert_with(|| json!([]));
    if let Value::Array(digests) = hidden {
        let order = |other: &Value| other.as_str().and_then(base64url::decode32);
        let at = digests.partition_point(|other| order(other) < Some(digest));
        digests.insert(at, json!(base64url::encode(digest)));
    }
}
