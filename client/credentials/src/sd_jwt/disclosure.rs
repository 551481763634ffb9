//! What a digest stands for (RFC 9901, section 4.2).

use std::fmt;

use serde_json::Value;
use zeroize::Zeroize;

use super::{sha256, SdJwtError};
use crate::{base64url, json};

/// A member or an element that can be shown, with its salt, as the string that was hashed.
#[derive(Clone, Eq, PartialEq)]
pub struct Disclosure {
    /// As it was made: the digest is over these bytes.
    encoded: String,
    salt: String,
    name: Option<String>,
    value: Value,
}

impl Disclosure {
    /// Of a member of an object.
    pub fn property(salt: &str, name: &str, value: Value) -> Self {
        let text = serde_json::json!([salt, name, value]).to_string();
        Self {
            encoded: base64url::encode(text),
            salt: salt.to_string(),
            name: Some(name.to_string()),
            value,
        }
    }

    /// Of an element of an array.
    pub fn element(salt: &str, value: Value) -> Self {
        let text = serde_json::json!([salt, value]).to_string();
        Self { encoded: base64url::encode(text), salt: salt.to_string(), name: None, value }
    }

    /// Reads one.
    ///
    /// # Errors
    /// If it is not base64url over a JSON list of salt, name and value, or of salt and value, or the
    /// name is a reserved one.
    pub fn parse(encoded: &str) -> Result<Self, SdJwtError> {
        let bytes = base64url::decode(encoded)
            .ok_or(SdJwtError::Malformed("a disclosure is not base64url"))?;
        let text = std::str::from_utf8(&bytes)
            .map_err(|_| SdJwtError::Malformed("a disclosure is not UTF-8"))?;
        let Value::Array(parts) = json::parse(text)? else { return Err(SdJwtError::Disclosure) };
        let (salt, name, value) = match <[Value; 3]>::try_from(parts) {
            Ok([Value::String(salt), Value::String(name), value]) => (salt, Some(name), value),
            Ok(_) => return Err(SdJwtError::Disclosure),
            Err(parts) => match <[Value; 2]>::try_from(parts) {
                Ok([Value::String(salt), value]) => (salt, None, value),
                _ => return Err(SdJwtError::Disclosure),
            },
        };
        if let Some(reserved) = name.as_deref().filter(|name| is_reserved(name)) {
            return Err(SdJwtError::Reserved(reserved.to_string()));
        }
        Ok(Self { encoded: encoded.to_string(), salt, name, value })
    }

    /// The string that was hashed.
    pub fn encoded(&self) -> &str {
        &self.encoded
    }

    /// The secret that keeps others from guessing the value.
    pub fn salt(&self) -> &str {
        &self.salt
    }

    /// The name of the member; none for an element.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The value.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// SHA-256 over the string (section 4.2.3).
    pub fn digest(&self) -> [u8; 32] {
        sha256(&self.encoded)
    }
}

impl Drop for Disclosure {
    fn drop(&mut self) {
        self.encoded.zeroize();
        self.salt.zeroize();
    }
}

/// Shows the name only: the value is somebody's, and the salt a secret.
impl fmt::Debug for Disclosure {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Disclosure({:?})", self.name)
    }
}

/// Whether a name is kept for hiding others.
pub(super) fn is_reserved(name: &str) -> bool {
    matches!(name, "_sd" | "_sd_alg" | "...")
}
