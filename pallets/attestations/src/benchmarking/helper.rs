//! Who signs in benchmarks.

use alloc::format;

use sp_core::{crypto::KeyTypeId, sr25519};
use sp_runtime::{traits::IdentifyAccount, AccountId32, MultiSignature, MultiSigner};

/// Makes keys and signatures for benchmarks.
pub trait BenchmarkHelper<AccountId, Signature> {
    /// The account of a key, which is another one for each `seed`.
    fn signer(seed: u32) -> AccountId;

    /// What `signer`, whom [`Self::signer`] has made before, signs.
    fn sign(signer: &AccountId, message: &[u8]) -> Signature;
}

/// The keys of benchmarks in the keystore.
const KEY_TYPE: KeyTypeId = KeyTypeId(*b"bnch");

impl BenchmarkHelper<AccountId32, MultiSignature> for () {
    fn signer(seed: u32) -> AccountId32 {
        let phrase = format!("0x{seed:064x}").into_bytes();
        let key = sp_io::crypto::sr25519_generate(KEY_TYPE, Some(phrase));
        MultiSigner::Sr25519(key).into_account()
    }

    fn sign(signer: &AccountId32, message: &[u8]) -> MultiSignature {
        let key = sr25519::Public::from_raw(*AsRef::<[u8; 32]>::as_ref(signer));
        let signature = sp_io::crypto::sr25519_sign(KEY_TYPE, &key, message);
        MultiSignature::Sr25519(signature.expect("the key was made before"))
    }
}
