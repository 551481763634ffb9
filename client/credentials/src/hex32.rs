//! 32 bytes as `0x` and 64 lower-case digits: block hashes, accounts and commitments in files.
//!
//! Meant for `#[serde(with = "hex32")]`.

use serde::{de::Error as _, Deserialize, Deserializer, Serializer};

/// Writes 32 bytes.
pub fn encode(bytes: &[u8; 32]) -> String {
    format!("0x{}", hex::encode(bytes))
}

/// Reads 32 bytes; `None` for anything but `0x` and 64 lower-case digits.
pub fn decode(text: &str) -> Option<[u8; 32]> {
    fixed::<32>(text)
}

/// Reads `N` bytes written as `0x` and lower-case digits.
pub(crate) fn fixed<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.strip_prefix("0x")?;
    if digits.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    hex::decode(digits).ok()?.try_into().ok()
}

/// Serialises 32 bytes.
///
/// # Errors
/// Those of the serialiser.
pub fn serialize<S: Serializer>(bytes: &[u8; 32], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&encode(bytes))
}

/// Deserialises 32 bytes.
///
/// # Errors
/// If the text is not `0x` and 64 lower-case digits.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<[u8; 32], D::Error> {
    let text = String::deserialize(from)?;
    decode(&text)
        .ok_or_else(|| D::Error::custom("expected 0x and 64 lower-case hexadecimal digits"))
}

/// 64 bytes, for signatures.
pub(crate) mod signature {
    use super::*;

    pub fn serialize<S: Serializer>(bytes: &[u8; 64], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&format!("0x{}", hex::encode(bytes)))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<[u8; 64], D::Error> {
        let text = String::deserialize(from)?;
        fixed(&text)
            .ok_or_else(|| D::Error::custom("expected 0x and 128 lower-case hexadecimal digits"))
    }
}

/// Any number of values of 32 bytes.
pub(crate) mod list {
    use super::*;
    use serde::ser::SerializeSeq;

    pub fn serialize<S: Serializer>(all: &[[u8; 32]], to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(Some(all.len()))?;
        for bytes in all {
            list.serialize_element(&encode(bytes))?;
        }
        list.end()
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<[u8; 32]>, D::Error> {
        let texts = Vec::<String>::deserialize(from)?;
        let read = |text: &String| {
            decode(text)
                .ok_or_else(|| D::Error::custom("expected 0x and 64 lower-case hexadecimal digits"))
        };
        texts.iter().map(read).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_text_for_each_value() {
        let text = format!("0x{}", "ab".repeat(32));
        assert_eq!(decode(&text), Some([0xab; 32]));
        assert_eq!(encode(&[0xab; 32]), text);
        let (upper, bare, short) = (text.replace('a', "A"), &text[2..], &text[..64]);
        for other in [upper.as_str(), bare, short, ""] {
            assert_eq!(decode(other), None, "{other:?}");
        }
    }
}
