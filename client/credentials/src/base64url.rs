//! Base64url without padding (RFC 4648, section 5), as JOSE uses it. One text for each byte string:
//! padding, line breaks and stray bits in the last character are refused.

use base64::{engine::general_purpose::URL_SAFE_NO_PAD, Engine};

/// Writes bytes as text.
pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads a text; `None` if it is not the one text of some bytes.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// Reads a text of exactly 32 bytes.
pub fn decode32(text: &str) -> Option<[u8; 32]> {
    decode(text)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back() {
        for length in 0..70usize {
            let bytes = vec![0xa5u8; length];
            assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
    }

    #[test]
    fn a_second_text_for_the_same_bytes_is_refused() {
        assert_eq!(decode("_w"), Some(vec![0xff]));
        for other in ["_x", "_w==", "_w=", "/w", "_w\n", " _w"] {
            assert_eq!(decode(other), None, "{other:?}");
        }
    }
}
