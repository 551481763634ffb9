//! Bytes as `0x` and lower-case digits, in files. Meant for `#[serde(with = "hex_bytes")]`.

use serde::{Deserialize, Deserializer, Serializer};

/// Writes bytes.
pub fn encode(bytes: &[u8]) -> String {
    format!("0x{}", hex::encode(bytes))
}

/// Reads bytes; `None` for anything but `0x` and an even number of lower-case digits.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_prefix("0x")?;
    if digits.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    hex::decode(digits).ok()
}

fn read<E: serde::de::Error>(text: &str) -> Result<Vec<u8>, E> {
    decode(text)
        .ok_or_else(|| E::custom("expected 0x and an even number of lower-case hexadecimal digits"))
}

/// Serialises bytes.
///
/// # Errors
/// Those of the serialiser.
pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&encode(bytes))
}

/// Deserialises bytes.
///
/// # Errors
/// If the text is not `0x` and an even number of lower-case digits.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
    read(&String::deserialize(from)?)
}

/// Any number of byte strings.
pub mod list {
    use super::*;

    /// Serialises them.
    ///
    /// # Errors
    /// Those of the serialiser.
    pub fn serialize<S: Serializer>(all: &[Vec<u8>], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(all.iter().map(|bytes| encode(bytes)))
    }

    /// Deserialises them.
    ///
    /// # Errors
    /// If one of the texts is not `0x` and an even number of lower-case digits.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Vec<u8>>, D::Error> {
        Vec::<String>::deserialize(from)?.iter().map(|text| read(text)).collect()
    }
}

/// A byte string, or `null`.
pub mod optional {
    use super::*;

    /// Serialises it.
    ///
    /// # Errors
    /// Those of the serialiser.
    pub fn serialize<S: Serializer>(bytes: &Option<Vec<u8>>, to: S) -> Result<S::Ok, S::Error> {
        match bytes {
            Some(bytes) => to.serialize_some(&encode(bytes)),
            None => to.serialize_none(),
        }
    }

    /// Deserialises it.
    ///
    /// # Errors
    /// If there is a text that is not `0x` and an even number of lower-case digits.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<u8>>, D::Error> {
        Option::<String>::deserialize(from)?.map(|text| read(&text)).transpose()
    }
}
