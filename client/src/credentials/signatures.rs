//! What accounts sign: texts in `<Bytes>…</Bytes>`, with sr25519.

use subxt::{tx::Signer, utils::MultiSignature};
use subxt_signer::sr25519;

use crate::{
    errors::{Error, Result},
    keys::Key,
};

/// Whether the signature is that account's over the message, wrapping included.
pub fn is_signed(account: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    sr25519::verify(&sr25519::Signature(*signature), message, &sr25519::PublicKey(*account))
}

/// The signature of the key's account over a message, wrapping included.
pub fn sign(key: &Key, message: &[u8]) -> [u8; 64] {
    match key.sign(message) {
        MultiSignature::Sr25519(signature) | MultiSignature::Ed25519(signature) => signature,
        // No account here signs with ECDSA; such a signature would not be accepted as any.
        MultiSignature::Ecdsa(_) => [0; 64],
    }
}

/// Reads a signature as wallets show it: 64 bytes in hexadecimal, or 65 with the kind in front.
///
/// # Errors
/// If it is something else.
pub fn parse(text: &str) -> Result<[u8; 64]> {
    let odd = || Error::Usage("the signature is not 64 bytes in hexadecimal".into());
    let digits = text.trim();
    let bytes = hex::decode(digits.strip_prefix("0x").unwrap_or(digits)).map_err(|_| odd())?;
    let bytes = match bytes.as_slice() {
        [1, rest @ ..] if rest.len() == 64 => rest,
        all => all,
    };
    bytes.try_into().map_err(|_| odd())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::ChainKind;

    #[test]
    fn what_an_account_signs_is_its_own() {
        let alice = Key::well_known("//Alice", ChainKind::Development).unwrap();
        let bob = Key::well_known("//Bob", ChainKind::Development).unwrap();
        let signature = sign(&alice, b"<Bytes>yes</Bytes>");
        assert!(is_signed(&alice.account().0, b"<Bytes>yes</Bytes>", &signature));
        assert!(!is_signed(&bob.account().0, b"<Bytes>yes</Bytes>", &signature));
        assert!(!is_signed(&alice.account().0, b"<Bytes>no</Bytes>", &signature));
    }

    #[test]
    fn a_signature_is_read_with_and_without_its_kind() {
        let plain = format!("0x{}", "ab".repeat(64));
        let tagged = format!("0x01{}", "ab".repeat(64));
        assert_eq!(parse(&plain).unwrap(), [0xab; 64]);
        assert_eq!(parse(&tagged).unwrap(), [0xab; 64]);
        for odd in ["", "0x", "0xab", &format!("0x00{}", "ab".repeat(64))] {
            assert!(parse(odd).is_err(), "{odd}");
        }
    }
}
