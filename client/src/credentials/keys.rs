//! The keys with which issuers sign documents, as the chain registers them and as JOSE has them.

use althing_credentials::{
    base64url,
    jose::{JoseError, PublicKey},
};
use p256::ecdsa;
use serde_json::json;

use super::CredentialsError;
use crate::{
    attestations::{read, types::IssuerKey, IssuerId},
    connection::At,
    errors::Result,
};

/// The key that the chain has, as JOSE has it.
///
/// # Errors
/// If it is no point of its curve; the chain does not look.
pub fn from_chain(key: &IssuerKey) -> Result<PublicKey, JoseError> {
    match key {
        IssuerKey::Ed25519(bytes) => PublicKey::from_jwk(
            &json!({"kty": "OKP", "crv": "Ed25519", "x": base64url::encode(bytes)}),
        ),
        IssuerKey::Es256(point) => ecdsa::VerifyingKey::from_sec1_bytes(point)
            .map(PublicKey::P256)
            .map_err(|_| JoseError::Key("it is no point of the curve")),
    }
}

/// The key as the chain registers it.
///
/// # Errors
/// Never, for keys that JOSE has accepted.
pub fn to_chain(key: &PublicKey) -> Result<IssuerKey, JoseError> {
    match key {
        PublicKey::Ed25519(key) => Ok(IssuerKey::Ed25519(key.to_bytes())),
        PublicKey::P256(key) => {
            let point = key.to_encoded_point(true);
            let bytes = point.as_bytes().try_into();
            let odd = |_| JoseError::Key("it has no compressed form of 33 bytes");
            bytes.map(IssuerKey::Es256).map_err(odd)
        }
    }
}

/// The keys that an issuer has registered. Those that are no keys are left out: nothing can be
/// signed with them.
///
/// # Errors
/// If the node does not answer.
pub async fn registered(at: &At, issuer: IssuerId) -> Result<Vec<PublicKey>> {
    let keys = read::keys(at, issuer).await?;
    Ok(keys.iter().filter_map(|key| from_chain(key).ok()).collect())
}

/// Refuses a key that is not among those that the issuer has registered.
///
/// # Errors
/// [`CredentialsError::NotRegistered`].
pub fn expect(registered: &[PublicKey], issuer: IssuerId, key: &PublicKey) -> Result<()> {
    match registered.contains(key) {
        true => Ok(()),
        false => Err(CredentialsError::NotRegistered { issuer, id: key.id() }.into()),
    }
}

#[cfg(test)]
mod tests {
    use althing_credentials::jose::{Algorithm, SigningKey};
    use rand::rngs::OsRng;

    use super::*;

    #[test]
    fn a_key_is_the_same_on_the_chain_and_off_it() {
        for algorithm in [Algorithm::Ed25519, Algorithm::Es256] {
            let key = SigningKey::generate(algorithm, &mut OsRng).public();
            assert_eq!(from_chain(&to_chain(&key).unwrap()).unwrap(), key);
        }
    }

    #[test]
    fn what_is_no_point_is_no_key() {
        assert!(from_chain(&IssuerKey::Es256([9; 33])).is_err());
        assert!(from_chain(&IssuerKey::Ed25519([0; 32])).is_err());
    }
}
