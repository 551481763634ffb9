//! The key binding JWT: the holder's signature under what it shows, to whom and when (RFC 9901,
//! section 4.3).

use serde_json::{json, Value};

use super::SdJwtError;
use crate::{
    base64url,
    jose::{self, Header, JoseError, PublicKey, SigningKey},
    json::Object,
    time,
};

/// The type of a key binding JWT.
pub const BINDING_TYPE: &str = "kb+jwt";

/// What a presentation answers to.
#[derive(Clone, Copy, Debug)]
pub struct Transaction<'a> {
    /// Who asked, as both sides write it.
    pub audience: &'a str,
    /// What the verifier made up for this one request.
    pub nonce: &'a str,
}

/// Signs that the holder of the key shows what `hash` is over, to answer `to`, at `now`.
pub fn sign(key: &SigningKey, to: Transaction<'_>, now: u64, hash: &[u8; 32]) -> String {
    let payload = json!({
        "aud": to.audience,
        "nonce": to.nonce,
        "iat": now,
        "sd_hash": base64url::encode(hash),
    });
    let header = Header { typ: BINDING_TYPE, cty: None };
    jose::sign(key, header, payload.to_string().as_bytes())
}

/// Checks that the holder of the key shows what `hash` is over, to answer `to`, at most `max_age`
/// seconds before `now`.
///
/// # Errors
/// If any of that is not so, or the JWT is not of this type or not valid at `now`.
pub fn verify(
    binding: &str,
    key: &PublicKey,
    to: Transaction<'_>,
    now: u64,
    max_age: u64,
    hash: &[u8; 32],
) -> Result<(), SdJwtError> {
    let failed = |cause| SdJwtError::Signed("key binding", cause);
    let claims = jose::verify(binding, key, BINDING_TYPE).map_err(failed)?;
    if text(&claims, "aud")? != to.audience {
        return Err(SdJwtError::Audience {
            found: text(&claims, "aud")?.to_string(),
            expected: to.audience.to_string(),
        });
    }
    if text(&claims, "nonce")? != to.nonce {
        return Err(SdJwtError::Nonce);
    }
    if text(&claims, "sd_hash")? != base64url::encode(hash) {
        return Err(SdJwtError::Hashed);
    }
    jose::check_times(&claims, now).map_err(failed)?;
    check_age(&claims, now, max_age)
}

/// A claim that has to be there and be a string; an audience that is a list is refused too.
fn text<'a>(claims: &'a Object, name: &str) -> Result<&'a str, SdJwtError> {
    let value = claims.get(name).and_then(Value::as_str);
    value.ok_or_else(|| SdJwtError::Missing(name.to_string()))
}

fn check_age(claims: &Object, now: u64, max_age: u64) -> Result<(), SdJwtError> {
    let failed = |cause: JoseError| SdJwtError::Signed("key binding", cause);
    let made = jose::seconds(claims, "iat").map_err(failed)?;
    let made = made.ok_or_else(|| SdJwtError::Missing("iat".to_string()))?;
    let made = u64::try_from(made).unwrap_or_default();
    if now.saturating_sub(made) > max_age {
        return Err(SdJwtError::Old(time::text(made)));
    }
    Ok(())
}
