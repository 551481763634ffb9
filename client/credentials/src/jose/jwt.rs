//! Times in a JWT (RFC 7519, section 4.1).

use serde_json::Value;

use super::JoseError;
use crate::{json::Object, time};

/// A claim that is a time, in whole seconds; `None` if there is no such claim.
///
/// # Errors
/// If it is there and no number, or beyond what counts as a time.
pub fn seconds(claims: &Object, name: &'static str) -> Result<Option<i64>, JoseError> {
    /// The last number up to which a double has every integer.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let Some(value) = claims.get(name) else { return Ok(None) };
    if let Some(whole) = value.as_i64() {
        return Ok(Some(whole));
    }
    match value.as_f64() {
        // Within the bounds, the conversion drops nothing but the fraction.
        Some(number) if number.abs() <= EXACT => Ok(Some(number.floor() as i64)),
        _ => Err(JoseError::NoTime(name)),
    }
}

/// Whether a message is valid at a time: not before its `nbf` and `iat`, and before its `exp`, with
/// [`time::LEEWAY`] for clocks that differ.
///
/// # Errors
/// If it is not, or one of these claims is no time.
pub fn check_times(claims: &Object, now: u64) -> Result<(), JoseError> {
    let now = i64::try_from(now).unwrap_or(i64::MAX);
    let leeway = time::LEEWAY.cast_signed();
    let text = |at: i64| time::text(u64::try_from(at).unwrap_or_default());
    if let Some(expires) = seconds(claims, "exp")? {
        if now >= expires.saturating_add(leeway) {
            return Err(JoseError::Expired(text(expires)));
        }
    }
    for name in ["nbf", "iat"] {
        if let Some(begins) = seconds(claims, name)? {
            if now < begins.saturating_sub(leeway) {
                return Err(JoseError::NotYet(text(begins)));
            }
        }
    }
    Ok(())
}

/// Whether an audience is one of those a message is for (RFC 7519, section 4.1.3): a string, or a
/// list of strings.
pub(crate) fn is_for(audience: &Value, who: &str) -> bool {
    match audience {
        Value::String(one) => one == who,
        Value::Array(several) => several.iter().any(|one| one == who),
        _ => false,
    }
}
