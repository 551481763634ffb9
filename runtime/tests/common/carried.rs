//! Calls that one account signs and another sends, as a wallet builds them.

use althing_runtime::{AccountId, CarriedCall, CarriedChecks, CarriedExtension, RuntimeCall};
use codec::Encode;
use pallet_meta_tx::MetaTxMarker;
use pallet_verify_signature::VerifySignature;
use sp_io::hashing::blake2_256;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{generic::Era, traits::TransactionExtension, MultiSignature};

use super::Chain;

/// The version of the checks, which is signed with them.
pub const VERSION: u8 = 0;

impl Chain {
    /// A call signed by this account, with its next nonce and for ever, for anybody to send.
    pub fn sign_carried(
        &mut self,
        who: Sr25519Keyring,
        call: impl Into<RuntimeCall>,
    ) -> CarriedCall {
        let nonce = self.nonce(who);
        self.sign_carried_as(who, nonce, Era::immortal(), call)
    }

    /// A call signed by this account, with this nonce and for this long.
    pub fn sign_carried_as(
        &mut self,
        who: Sr25519Keyring,
        nonce: u32,
        era: Era,
        call: impl Into<RuntimeCall>,
    ) -> CarriedCall {
        let call = call.into();
        let extension = self.authorize(who, nonce, era, &call);
        CarriedCall::new(call, VERSION, extension)
    }

    /// What stands beside a carried call.
    pub fn authorize(
        &mut self,
        who: Sr25519Keyring,
        nonce: u32,
        era: Era,
        call: &RuntimeCall,
    ) -> CarriedExtension {
        let checks = checks(nonce, era);
        let stand_for = self.read(|| checks.implicit()).expect("the chain knows the blocks");
        let payload = (VERSION, call, &checks, stand_for).encode();
        (signed(who.to_account_id(), who, &payload), checks)
    }
}

/// The checks of a carried call.
pub fn checks(nonce: u32, era: Era) -> CarriedChecks {
    (
        MetaTxMarker::new(),
        frame_system::CheckNonZeroSender::new(),
        frame_system::CheckSpecVersion::new(),
        frame_system::CheckTxVersion::new(),
        frame_system::CheckGenesis::new(),
        frame_system::CheckMortality::from(era),
        frame_system::CheckNonce::from(nonce),
        frame_metadata_hash_extension::CheckMetadataHash::new(false),
    )
}

/// A payload signed by `key` in the name of `who`.
pub fn signed(
    who: AccountId,
    key: Sr25519Keyring,
    payload: &[u8],
) -> VerifySignature<althing_runtime::Runtime> {
    let signature = MultiSignature::Sr25519(key.sign(&blake2_256(payload)));
    VerifySignature::new_with_signature(signature, who)
}

/// Sends a carried call.
pub fn carry(call: CarriedCall) -> RuntimeCall {
    let meta_tx_encoded_len = call.encoded_size() as u32;
    pallet_meta_tx::Call::dispatch { meta_tx: Box::new(call), meta_tx_encoded_len }.into()
}
