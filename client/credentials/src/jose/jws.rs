//! Signed messages in the compact serialization of RFC 7515.

use serde_json::{json, Value};

use super::{JoseError, PublicKey, SigningKey};
use crate::{
    base64url,
    json::{self, Object},
};

/// What a message says about itself, beside the algorithm and the key, which it always names.
#[derive(Clone, Copy, Debug, Default)]
pub struct Header<'a> {
    /// The type of the message, for example `kb+jwt`: what it is signed as, so that it cannot be
    /// used as something else (RFC 8725, section 3.11).
    pub typ: &'a str,
    /// The type of what it carries, where that is not plain from `typ`.
    pub cty: Option<&'a str>,
}

/// Signs a message. Its header names the key by its thumbprint.
pub fn sign(key: &SigningKey, header: Header<'_>, payload: &[u8]) -> String {
    let public = key.public();
    let mut members = Object::new();
    members.insert("alg".into(), json!(public.algorithm().name()));
    members.insert("kid".into(), json!(public.id()));
    members.insert("typ".into(), json!(header.typ));
    if let Some(cty) = header.cty {
        members.insert("cty".into(), json!(cty));
    }
    let header = Value::Object(members).to_string();
    let input = format!("{}.{}", base64url::encode(header), base64url::encode(payload));
    let signature = base64url::encode(key.sign(input.as_bytes()));
    format!("{input}.{signature}")
}

/// Checks a message of a type and returns its payload.
///
/// # Errors
/// If it is not signed by that key as a message of that type, or its payload is no JSON object. Times in
/// it are not looked at: see [`check_times`](super::check_times).
pub fn verify(compact: &str, key: &PublicKey, typ: &str) -> Result<Object, JoseError> {
    let message = Jws::parse(compact)?.verify(key)?;
    message.check_type(typ)?;
    message.claims()
}

/// A message whose signature has not been checked.
#[derive(Clone, Debug)]
pub struct Jws<'a> {
    header: Object,
    input: &'a str,
    payload: Vec<u8>,
    signature: Vec<u8>,
}

impl<'a> Jws<'a> {
    /// Takes a message apart.
    ///
    /// # Errors
    /// If it is not of three parts in base64url, the first of which is a JSON object.
    pub fn parse(compact: &'a str) -> Result<Self, JoseError> {
        let (input, signature) =
            compact.rsplit_once('.').ok_or(JoseError::Malformed("it has no signature"))?;
        let (header, payload) =
            input.split_once('.').ok_or(JoseError::Malformed("it has no payload"))?;
        let decode = |part, what| base64url::decode(part).ok_or(JoseError::Malformed(what));
        let header = decode(header, "its header is not base64url")?;
        Ok(Self {
            header: json::object(&header).map_err(|cause| JoseError::Json("header", cause))?,
            input,
            payload: decode(payload, "its payload is not base64url")?,
            signature: decode(signature, "its signature is not base64url")?,
        })
    }

    /// The type that it says it is of. [`VerifiedJws::check_type`] is what counts.
    pub fn typ(&self) -> Option<&str> {
        self.header.get("typ").and_then(Value::as_str)
    }

    /// The name of the key that should have signed it. Only good for finding a key that is trusted
    /// for another reason.
    pub fn key_id(&self) -> Option<&str> {
        self.header.get("kid").and_then(Value::as_str)
    }

    /// What it claims, without any reason to believe it. Only good for finding a key that is trusted
    /// for another reason.
    ///
    /// # Errors
    /// If the payload is no JSON object.
    pub fn unverified_claims(&self) -> Result<Object, JoseError> {
        json::object(&self.payload).map_err(|cause| JoseError::Json("payload", cause))
    }

    /// Checks the signature.
    ///
    /// # Errors
    /// If the header names another algorithm than the key's or asks for an extension, or the
    /// signature is not that key's over these bytes.
    pub fn verify(self, key: &PublicKey) -> Result<VerifiedJws, JoseError> {
        let expected = key.algorithm();
        match self.header.get("alg").and_then(Value::as_str) {
            Some(name) if expected.is_called(name) => {}
            found => {
                let found = found.unwrap_or("nothing").to_string();
                return Err(JoseError::Algorithm { found, expected: expected.name() });
            }
        }
        // `b64` changes what is signed (RFC 7797); it counts only if `crit` names it.
        for extension in ["crit", "b64"] {
            if let Some(value) = self.header.get(extension) {
                return Err(JoseError::Extension(format!("{extension}: {value}")));
            }
        }
        key.verify(self.input.as_bytes(), &self.signature)?;
        Ok(VerifiedJws { header: self.header, payload: self.payload })
    }
}

/// A message whose signature is right.
#[derive(Clone, Debug)]
pub struct VerifiedJws {
    /// The header.
    pub header: Object,
    /// What was signed.
    pub payload: Vec<u8>,
}

impl VerifiedJws {
    /// The type that it was signed as.
    pub fn typ(&self) -> Option<&str> {
        self.header.get("typ").and_then(Value::as_str)
    }

    /// Whether it was signed as a message of that type.
    ///
    /// # Errors
    /// [`JoseError::Type`] if not.
    pub fn check_type(&self, expected: &str) -> Result<(), JoseError> {
        match self.typ() {
            Some(found) if found == expected => Ok(()),
            found => Err(JoseError::Type {
                found: found.unwrap_or_default().to_string(),
                expected: expected.to_string(),
            }),
        }
    }

    /// The payload as a JSON object.
    ///
    /// # Errors
    /// If it is none, or names a member twice.
    pub fn claims(&self) -> Result<Object, JoseError> {
        json::object(&self.payload).map_err(|cause| JoseError::Json("payload", cause))
    }
}
