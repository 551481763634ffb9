//! Keys as JSON (RFC 7517), and their thumbprints' input (RFC 7638).

use ed25519_dalek as ed25519;
use p256::{ecdsa, EncodedPoint};
use serde_json::{json, Value};
use zeroize::{Zeroize, Zeroizing};

use super::{JoseError, PublicKey, SigningKey};
use crate::{base64url, json};

impl PublicKey {
    /// The JWK: the members that the thumbprint covers, and no others.
    pub fn to_jwk(&self) -> Value {
        match self {
            Self::Ed25519(key) => {
                json!({"kty": "OKP", "crv": "Ed25519", "x": base64url::encode(key.as_bytes())})
            }
            Self::P256(key) => {
                let (x, y) = coordinates(key);
                json!({"kty": "EC", "crv": "P-256", "x": x, "y": y})
            }
        }
    }

    /// Reads a JWK. Members that say nothing about the key itself are ignored (RFC 7517, section 4).
    ///
    /// # Errors
    /// If it is no public Ed25519 or P-256 key, is a weak one, or is meant for something else than
    /// checking signatures of its own algorithm.
    pub fn from_jwk(jwk: &Value) -> Result<Self, JoseError> {
        if jwk.get("d").is_some() {
            return Err(JoseError::Secret);
        }
        Self::from_members(jwk)
    }

    /// Reads the public members of a JWK, which may have secret ones beside them.
    fn from_members(jwk: &Value) -> Result<Self, JoseError> {
        let text = |name| jwk.get(name).and_then(Value::as_str);
        let key = match (text("kty"), text("crv")) {
            (Some("OKP"), Some("Ed25519")) => ed25519_key(jwk)?,
            (Some("EC"), Some("P-256")) => p256_key(jwk)?,
            (Some(kty), crv) => {
                let curve = crv.map(|curve| format!("/{curve}")).unwrap_or_default();
                return Err(JoseError::Unsupported(format!("{kty}{curve}")));
            }
            (None, _) => return Err(JoseError::Key("'kty' is missing")),
        };
        key.check_purpose(jwk)?;
        Ok(key)
    }

    /// Whether the JWK lets this key check signatures.
    fn check_purpose(&self, jwk: &Value) -> Result<(), JoseError> {
        if jwk.get("use").is_some_and(|purpose| purpose != "sig") {
            return Err(JoseError::Key("its 'use' is not 'sig'"));
        }
        let named = |name: &Value| name.as_str().is_some_and(|n| self.algorithm().is_called(n));
        if jwk.get("alg").is_some_and(|name| !named(name)) {
            return Err(JoseError::Key("its 'alg' is not what a key of this kind does"));
        }
        if let Some(operations) = jwk.get("key_ops") {
            let wanted = if jwk.get("d").is_some() { "sign" } else { "verify" };
            if !operations.as_array().is_some_and(|all| all.iter().any(|each| each == wanted)) {
                return Err(JoseError::Key("its 'key_ops' do not let it sign or verify"));
            }
        }
        Ok(())
    }

    /// What the thumbprint is the hash of: the members that matter, in order, without spaces.
    pub(super) fn canonical_jwk(&self) -> String {
        match self {
            Self::Ed25519(key) => canonical(&[
                ("crv", "Ed25519"),
                ("kty", "OKP"),
                ("x", &base64url::encode(key.as_bytes())),
            ]),
            Self::P256(key) => {
                let (x, y) = coordinates(key);
                canonical(&[("crv", "P-256"), ("kty", "EC"), ("x", &x), ("y", &y)])
            }
        }
    }
}

/// The members of a JWK as RFC 7638 (section 3.3) writes them. Names and values are plain ASCII.
pub(super) fn canonical(members: &[(&str, &str)]) -> String {
    let each: Vec<_> =
        members.iter().map(|(name, value)| format!("\"{name}\":\"{value}\"")).collect();
    format!("{{{}}}", each.join(","))
}

fn coordinates(key: &ecdsa::VerifyingKey) -> (String, String) {
    let point = key.to_encoded_point(false);
    let text = |coordinate: Option<&p256::FieldBytes>| {
        coordinate.map(base64url::encode).unwrap_or_default()
    };
    (text(point.x()), text(point.y()))
}

/// A member of exactly 32 bytes.
fn bytes(jwk: &Value, name: &str) -> Result<[u8; 32], JoseError> {
    jwk.get(name)
        .and_then(Value::as_str)
        .and_then(base64url::decode32)
        .ok_or(JoseError::Key("a member of the key is missing or not 32 bytes of base64url"))
}

fn ed25519_key(jwk: &Value) -> Result<PublicKey, JoseError> {
    let key = ed25519::VerifyingKey::from_bytes(&bytes(jwk, "x")?)
        .map_err(|_| JoseError::Key("it is no point of the curve"))?;
    if key.is_weak() {
        return Err(JoseError::Key("it is of small order: anybody could sign for it"));
    }
    Ok(PublicKey::Ed25519(key))
}

fn p256_key(jwk: &Value) -> Result<PublicKey, JoseError> {
    let (x, y) = (bytes(jwk, "x")?, bytes(jwk, "y")?);
    let point = EncodedPoint::from_affine_coordinates(&x.into(), &y.into(), false);
    ecdsa::VerifyingKey::from_encoded_point(&point)
        .map(PublicKey::P256)
        .map_err(|_| JoseError::Key("it is no point of the curve"))
}

impl SigningKey {
    /// The JWK with the secret in it. The text is wiped from memory when it is dropped.
    pub fn to_secret_jwk(&self) -> Zeroizing<String> {
        let mut secret: [u8; 32] = match self {
            Self::Ed25519(key) => key.to_bytes(),
            Self::P256(key) => key.to_bytes().into(),
        };
        let d = Zeroizing::new(base64url::encode(secret.as_slice()));
        secret.zeroize();
        let public = self.public().canonical_jwk();
        let members = public.strip_suffix('}').unwrap_or_default();
        Zeroizing::new(format!("{members},\"d\":\"{}\"}}", d.as_str()))
    }

    /// Reads a JWK with a secret in it.
    ///
    /// # Errors
    /// If it holds no secret key of a known kind, or the secret does not belong to the public part.
    pub fn from_secret_jwk(text: &str) -> Result<Self, JoseError> {
        let mut jwk = json::parse(text).map_err(|cause| JoseError::Json("key", cause))?;
        let public = PublicKey::from_members(&jwk);
        let secret = bytes(&jwk, "d").map(Zeroizing::new);
        if let Some(Value::String(d)) = jwk.get_mut("d") {
            d.zeroize();
        }
        let (public, secret) = (public?, secret?);
        let key = match &public {
            PublicKey::Ed25519(_) => Self::Ed25519(ed25519::SigningKey::from_bytes(&secret)),
            PublicKey::P256(_) => ecdsa::SigningKey::from_slice(secret.as_slice())
                .map(Self::P256)
                .map_err(|_| JoseError::Key("its secret is out of range"))?,
        };
        if key.public() != public {
            return Err(JoseError::Key("the secret and the public part are of two keys"));
        }
        Ok(key)
    }
}
