//! Keys that sign and keys that check signatures.

use std::fmt;

use ed25519_dalek::{self as ed25519, Signer as _};
use p256::ecdsa::{self, signature::Verifier as _};
use rand::{CryptoRng, RngCore};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::JoseError;
use crate::base64url;

/// How a key signs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Algorithm {
    /// Ed25519 (RFC 8032). Written `EdDSA`, which most software knows; `Ed25519`, which RFC 9864
    /// prefers, is read as well.
    Ed25519,
    /// ECDSA over P-256 with SHA-256 (RFC 7518, section 3.4).
    Es256,
}

impl Algorithm {
    /// The name that messages carry.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "EdDSA",
            Self::Es256 => "ES256",
        }
    }

    /// Whether a message may call it by that name. Names are case-sensitive.
    pub fn is_called(self, name: &str) -> bool {
        match self {
            Self::Ed25519 => matches!(name, "EdDSA" | "Ed25519"),
            Self::Es256 => name == "ES256",
        }
    }
}

/// A key that checks signatures. In JSON it is a JWK.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PublicKey {
    /// Ed25519.
    Ed25519(ed25519::VerifyingKey),
    /// P-256.
    P256(ecdsa::VerifyingKey),
}

impl PublicKey {
    /// How its signatures are made.
    pub fn algorithm(&self) -> Algorithm {
        match self {
            Self::Ed25519(_) => Algorithm::Ed25519,
            Self::P256(_) => Algorithm::Es256,
        }
    }

    /// The SHA-256 thumbprint of the key (RFC 7638).
    pub fn thumbprint(&self) -> [u8; 32] {
        Sha256::digest(self.canonical_jwk()).into()
    }

    /// The thumbprint as text: what `kid` names the key by.
    pub fn id(&self) -> String {
        base64url::encode(self.thumbprint())
    }

    /// Whether `signature` is this key's over `message`: 64 bytes, R and S.
    ///
    /// # Errors
    /// [`JoseError::Signature`] if not.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), JoseError> {
        let valid = match self {
            Self::Ed25519(key) => ed25519::Signature::from_slice(signature)
                .and_then(|signature| key.verify_strict(message, &signature)),
            Self::P256(key) => ecdsa::Signature::from_slice(signature)
                .and_then(|signature| key.verify(message, &signature)),
        };
        valid.map_err(|_| JoseError::Signature)
    }
}

impl Serialize for PublicKey {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.to_jwk().serialize(to)
    }
}

impl<'de> Deserialize<'de> for PublicKey {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let jwk = serde_json::Value::deserialize(from)?;
        Self::from_jwk(&jwk).map_err(serde::de::Error::custom)
    }
}

/// A key that signs. It is wiped from memory when it is dropped, and never printed.
#[derive(Clone)]
pub enum SigningKey {
    /// Ed25519.
    Ed25519(ed25519::SigningKey),
    /// P-256.
    P256(ecdsa::SigningKey),
}

impl SigningKey {
    /// Makes a new key.
    pub fn generate(algorithm: Algorithm, rng: &mut (impl RngCore + CryptoRng)) -> Self {
        match algorithm {
            Algorithm::Ed25519 => Self::Ed25519(ed25519::SigningKey::generate(rng)),
            Algorithm::Es256 => Self::P256(ecdsa::SigningKey::random(rng)),
        }
    }

    /// The key that checks its signatures.
    pub fn public(&self) -> PublicKey {
        match self {
            Self::Ed25519(key) => PublicKey::Ed25519(key.verifying_key()),
            Self::P256(key) => PublicKey::P256(*key.verifying_key()),
        }
    }

    /// Signs a message; deterministic for both algorithms (RFC 8032, RFC 6979).
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        match self {
            Self::Ed25519(key) => key.sign(message).to_bytes(),
            Self::P256(key) => {
                let signature: ecdsa::Signature = key.sign(message);
                signature.to_bytes().into()
            }
        }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "SigningKey({})", self.public().id())
    }
}
