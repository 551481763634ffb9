//! What is attested: claims from a file, checked against the schema's layout and salted.
//!
//! A claims file is a JSON object of names and values, as an issuer writes it, or the salted claims
//! that were made of it. Only the commitment to the latter goes on the chain.

use std::path::{Path, PathBuf};

use althing_credentials::{claims::ClaimError, ClaimSet};
use serde_json::{Map, Value};
use sp_crypto_hashing::sha2_256;

use crate::{
    attestations::types::{Description, Field, FieldKind},
    connection::Hash,
};

/// Why claims cannot be attested.
#[derive(Debug, thiserror::Error)]
pub enum ClaimsError {
    /// The file cannot be read or written.
    #[error("{path}: {cause}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// The file is no claims file.
    #[error("{path}: is neither an object of claims such as {{\"age_over_18\": true}} nor salted claims: {problem}")]
    Format {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        problem: String,
    },
    /// The claims cannot be salted.
    #[error(transparent)]
    Claims(#[from] ClaimError),
    /// A claim that the schema does not lay out.
    #[error("the schema has no claim '{0}'; `althing attest schema show` lists the hashes of those it has")]
    Unknown(String),
    /// A claim of another kind than the schema lays out.
    #[error("the claim '{name}' must be {expected}")]
    Kind {
        /// Its name.
        name: String,
        /// What its value must be.
        expected: &'static str,
    },
}

/// The hash by which a schema names a claim: SHA-256 of its name.
pub fn name_hash(name: &str) -> Hash {
    Hash::from(sha2_256(name.as_bytes()))
}

/// Reads a claims file: salted claims as they are; plain ones are salted anew. Says whether they
/// were: then the salts exist nowhere else, and have to be kept.
///
/// # Errors
/// If the file cannot be read, is something else, or has claims that cannot be made.
pub fn read(path: &Path) -> Result<(ClaimSet, bool), ClaimsError> {
    let failed = |cause| ClaimsError::File { path: path.to_path_buf(), cause };
    let text = std::fs::read(path).map_err(failed)?;
    let format = |problem: String| ClaimsError::Format { path: path.to_path_buf(), problem };
    let object = althing_credentials::json::object(&text).map_err(|e| format(e.to_string()))?;
    match object.contains_key("digests") && object.get("claims").is_some_and(Value::is_array) {
        true => {
            let salted = serde_json::from_value(Value::Object(object));
            Ok((salted.map_err(|e| format(e.to_string()))?, false))
        }
        false => Ok((salt(object)?, true)),
    }
}

/// Makes claims with new salts.
///
/// # Errors
/// If there are none or too many, or a name or a value is reserved.
pub fn salt(claims: Map<String, Value>) -> Result<ClaimSet, ClaimsError> {
    Ok(ClaimSet::new(claims, &mut rand::rngs::OsRng)?)
}

/// Writes salted claims to a new file that only its owner can read. Whoever has it can show
/// everything that is attested.
///
/// # Errors
/// If there is such a file already, or it cannot be written.
pub fn write(path: &Path, claims: &ClaimSet) -> Result<(), ClaimsError> {
    use std::io::Write;
    let failed = |cause| ClaimsError::File { path: path.to_path_buf(), cause };
    let text = serde_json::to_string_pretty(claims).map_err(|cause| failed(cause.into()))?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(failed)?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.write_all(b"\n"))
        .and_then(|()| file.sync_all())
        .map_err(failed)
}

/// Whether every claim is one that the schema lays out, and of its kind.
///
/// # Errors
/// The first one that is not.
pub fn check(claims: &ClaimSet, layout: &Description) -> Result<(), ClaimsError> {
    for claim in claims.claims() {
        check_one(claim.name(), claim.value(), &layout.fields.0)?;
    }
    Ok(())
}

/// Whether the schema lays out a claim of that name.
///
/// # Errors
/// [`ClaimsError::Unknown`] if not.
pub fn is_known(name: &str, layout: &Description) -> Result<(), ClaimsError> {
    kind_of(name, &layout.fields.0).map(|_| ())
}

/// Reads a cell of a table as the kind that the schema lays out for this claim.
///
/// # Errors
/// If the schema has no such claim, or the text is of another kind.
pub fn from_cell(name: &str, text: &str, layout: &Description) -> Result<Value, ClaimsError> {
    let kind = kind_of(name, &layout.fields.0)?;
    let wrong = || ClaimsError::Kind { name: name.into(), expected: expected(kind) };
    let value = match kind {
        FieldKind::Boolean => Value::Bool(text.parse().map_err(|_| wrong())?),
        FieldKind::Integer => Value::from(text.parse::<i64>().map_err(|_| wrong())?),
        _ => Value::String(text.to_string()),
    };
    check_one(name, &value, &layout.fields.0)?;
    Ok(value)
}

fn check_one(name: &str, value: &Value, fields: &[Field]) -> Result<(), ClaimsError> {
    let kind = kind_of(name, fields)?;
    match is_of(kind, value) {
        true => Ok(()),
        false => Err(ClaimsError::Kind { name: name.into(), expected: expected(kind) }),
    }
}

fn kind_of<'a>(name: &str, fields: &'a [Field]) -> Result<&'a FieldKind, ClaimsError> {
    let hash = name_hash(name);
    let field = fields.iter().find(|field| field.name == hash);
    field.map(|field| &field.kind).ok_or_else(|| ClaimsError::Unknown(name.into()))
}

fn is_of(kind: &FieldKind, value: &Value) -> bool {
    match (kind, value) {
        (FieldKind::Boolean, Value::Bool(_)) | (FieldKind::Text, Value::String(_)) => true,
        (FieldKind::Integer, Value::Number(number)) => number.is_i64() || number.is_u64(),
        (FieldKind::Date, Value::String(day)) => {
            day.len() == 10
                && althing_credentials::time::parse(&format!("{day}T00:00:00Z")).is_some()
        }
        (FieldKind::Country, Value::String(code)) => {
            code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase())
        }
        (FieldKind::Bytes, Value::String(text)) => {
            text.strip_prefix("0x").is_some_and(|digits| hex::decode(digits).is_ok())
        }
        _ => false,
    }
}

fn expected(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Boolean => "true or false",
        FieldKind::Integer => "a whole number",
        FieldKind::Text => "a text",
        FieldKind::Date => "a day such as 2026-11-20",
        FieldKind::Country => "a country by its two letters in ISO 3166-1, such as NL",
        FieldKind::Bytes => "bytes in hexadecimal, with 0x in front",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::attestations::types::BoundedVec;

    fn layout() -> Description {
        let field = |name, kind| Field { name: name_hash(name), kind };
        let fields = vec![
            field("age_over_18", FieldKind::Boolean),
            field("born", FieldKind::Date),
            field("country", FieldKind::Country),
            field("children", FieldKind::Integer),
            field("scan", FieldKind::Bytes),
            field("name", FieldKind::Text),
        ];
        Description { name: BoundedVec(b"resident".to_vec()), fields: BoundedVec(fields) }
    }

    #[test]
    fn cells_are_read_as_the_schema_lays_them_out() {
        let read = |name, text| from_cell(name, text, &layout());
        assert_eq!(read("age_over_18", "true").unwrap(), json!(true));
        assert_eq!(read("born", "2000-02-29").unwrap(), json!("2000-02-29"));
        assert_eq!(read("children", "3").unwrap(), json!(3));
        assert_eq!(read("country", "NL").unwrap(), json!("NL"));
        assert_eq!(read("scan", "0x00ff").unwrap(), json!("0x00ff"));
        assert_eq!(read("name", "Ada, \"A\"").unwrap(), json!("Ada, \"A\""));
    }

    #[test]
    fn a_claim_of_another_kind_is_refused_with_what_it_should_be() {
        let wrong = [
            ("age_over_18", "yes", "must be true or false"),
            ("born", "2001-02-29", "must be a day"),
            ("born", "29.02.2000", "must be a day"),
            ("children", "1.5", "must be a whole number"),
            ("country", "NLD", "by its two letters"),
            ("scan", "00ff", "with 0x in front"),
        ];
        for (name, text, said) in wrong {
            let error = from_cell(name, text, &layout()).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
        let error = from_cell("height", "2", &layout()).unwrap_err().to_string();
        assert!(error.contains("has no claim 'height'"), "{error}");
    }

    #[test]
    fn salted_claims_keep_their_commitment_in_their_file() {
        let directory = tempfile::tempdir().unwrap();
        let (plain, salted) = (directory.path().join("plain"), directory.path().join("salted"));
        std::fs::write(&plain, r#"{"age_over_18": true}"#).unwrap();
        let (claims, is_new) = read(&plain).unwrap();
        assert!(is_new);
        check(&claims, &layout()).unwrap();
        assert_ne!(read(&plain).unwrap().0.commitment(), claims.commitment(), "salts are random");
        write(&salted, &claims).unwrap();
        let (kept, is_new) = read(&salted).unwrap();
        assert!(!is_new);
        assert_eq!(kept.commitment(), claims.commitment());
        assert!(write(&salted, &claims).is_err(), "a file is never written over");
    }

    #[test]
    fn what_is_no_claims_file_is_refused() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("claims");
        for text in ["", "[]", "{}", r#"{"a":1,"a":2}"#, r#"{"claims":[],"digests":[]}"#] {
            std::fs::write(&path, text).unwrap();
            assert!(read(&path).is_err(), "{text}");
        }
    }
}
