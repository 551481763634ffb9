//! JSON that says one thing only.
//!
//! Two readers may take different values from an object that names a member twice, so what one of
//! them checked is not what the other one believes. Such texts are refused, as RFC 7515 (section 4)
//! and RFC 7519 (section 4) allow. So are member names by which `serde_json` passes numbers and raw
//! texts to itself, since it would take the object for one of those.

use std::collections::HashSet;

use serde_json::{Map, Value};

/// What the members of an object are called.
pub type Object = Map<String, Value>;

/// Why a text is not taken.
#[derive(Debug, thiserror::Error)]
pub enum JsonError {
    /// It is not JSON, or nested too deeply.
    #[error("this is not JSON: {0}")]
    Syntax(#[from] serde_json::Error),
    /// An object names a member twice.
    #[error("the member '{0}' occurs twice in an object, so it has no one meaning")]
    Twice(String),
    /// A member has a name that cannot be told from a number.
    #[error("the member name '{0}' is reserved")]
    Reserved(String),
    /// It is JSON, but no object.
    #[error("this is JSON, but not an object")]
    NoObject,
}

/// What the names begin with that `serde_json` keeps for itself.
const PRIVATE: &str = "$serde_json::private::";

/// Reads a text.
///
/// # Errors
/// If it is not JSON, nested more than 128 deep, or an object in it names a member twice.
///
/// ```
/// use althing_credentials::json;
///
/// assert!(json::parse(r#"{"a": 1, "b": {"a": 2}}"#).is_ok());
/// assert!(json::parse(r#"{"a": 1, "\u0061": 2}"#).is_err());
/// ```
pub fn parse(text: &str) -> Result<Value, JsonError> {
    let value = serde_json::from_str(text)?;
    check_names(text)?;
    Ok(value)
}

/// Reads the text of an object from bytes.
///
/// # Errors
/// As [`parse`], and if it is no object or no UTF-8.
pub fn object(bytes: &[u8]) -> Result<Object, JsonError> {
    let text = std::str::from_utf8(bytes).map_err(|_| JsonError::NoObject)?;
    match parse(text)? {
        Value::Object(members) => Ok(members),
        _ => Err(JsonError::NoObject),
    }
}

/// Reads a text into a type.
///
/// # Errors
/// As [`parse`], and if the text does not describe such a value.
pub fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, JsonError> {
    parse(text)?;
    Ok(serde_json::from_str(text)?)
}

/// An object or an array that is not closed yet.
enum Open {
    Object { names: HashSet<String>, at_name: bool },
    Array,
}

/// Looks for names that occur twice, in a text that is known to be JSON.
fn check_names(text: &str) -> Result<(), JsonError> {
    let bytes = text.as_bytes();
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (byte, open.last_mut()) {
            (b'{', _) => open.push(Open::Object { names: HashSet::new(), at_name: true }),
            (b'[', _) => open.push(Open::Array),
            (b'}' | b']', _) => drop(open.pop()),
            (b',', Some(Open::Object { at_name, .. })) => *at_name = true,
            (b':', Some(Open::Object { at_name, .. })) => *at_name = false,
            (b'"', inside) => {
                let end = end_of_string(bytes, at);
                if let Some(Open::Object { names, at_name: true }) = inside {
                    let name: String = serde_json::from_str(text.get(at..end).unwrap_or_default())?;
                    add_name(names, name)?;
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    Ok(())
}

fn add_name(names: &mut HashSet<String>, name: String) -> Result<(), JsonError> {
    if name.starts_with(PRIVATE) {
        return Err(JsonError::Reserved(name));
    }
    if names.contains(&name) {
        return Err(JsonError::Twice(name));
    }
    names.insert(name);
    Ok(())
}

/// Where the string that begins at `start` has ended.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_may_occur_again_in_another_object() {
        let text = r#"{"a":{"a":[{"a":1},{"a":2}]},"b":"a\",\"a","c":["a","a"]}"#;
        assert_eq!(parse(text).unwrap()["a"]["a"][1]["a"], 2);
    }

    #[test]
    fn a_name_that_occurs_twice_is_refused_however_it_is_spelt() {
        for text in [
            r#"{"alg":"none","alg":"EdDSA"}"#,
            r#"{"a":1,"b":[{}],"a":2}"#,
            r#"[1,{"x":{"y":0,"y":0}}]"#,
            r#"{"a":1,"\u0061":2}"#,
            "{\"a\" :1 ,\n\"a\"\t: 2}",
        ] {
            assert!(matches!(parse(text), Err(JsonError::Twice(_))), "{text}");
        }
    }

    #[test]
    fn an_object_cannot_pass_for_a_number() {
        for text in [
            r#"{"exp":{"$serde_json::private::Number":"99"}}"#,
            r#"{"a":{"$serde_json::private::RawValue":"[1]"}}"#,
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(matches!(parse(&deep), Err(JsonError::Syntax(_))));
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_serde_json_reads(text in "[\\[\\]{}\",:01ab\\\\ ]{0,24}") {
            match (parse(&text), serde_json::from_str::<Value>(&text)) {
                (Ok(ours), Ok(theirs)) => prop_assert_eq!(ours, theirs),
                (Err(JsonError::Syntax(_)), theirs) => prop_assert!(theirs.is_err()),
                (Err(_), theirs) => prop_assert!(theirs.is_ok()),
                (Ok(_), Err(_)) => prop_assert!(false, "{}", text),
            }
        }
    }
}
