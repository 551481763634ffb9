//! Signed transactions.

use althing_runtime::{
    Address, Hash, Runtime, RuntimeCall, Signature, SignedPayload, TxExtension, UncheckedExtrinsic,
    VERSION,
};
use codec::Encode;
use frame_metadata_hash_extension::CheckMetadataHash;
use frame_system as system;
use pallet_transaction_payment::ChargeTransactionPayment;
use sp_keyring::Sr25519Keyring;
use sp_runtime::generic::Era;

use super::rpc::to_hex;

/// A transaction that changes nothing but the nonce of its sender, as RPC takes it.
pub fn remark(sender: Sr25519Keyring, nonce: u32, genesis: Hash) -> String {
    let call = RuntimeCall::System(system::Call::remark { remark: nonce.encode() });
    let extension: TxExtension = (
        system::CheckNonZeroSender::<Runtime>::new(),
        system::CheckSpecVersion::<Runtime>::new(),
        system::CheckTxVersion::<Runtime>::new(),
        system::CheckGenesis::<Runtime>::new(),
        system::CheckMortality::<Runtime>::from(Era::Immortal),
        system::CheckNonce::<Runtime>::from(nonce),
        system::CheckWeight::<Runtime>::new(),
        ChargeTransactionPayment::<Runtime>::from(0),
        CheckMetadataHash::<Runtime>::new(false),
        system::WeightReclaim::<Runtime>::new(),
    );
    let implicit = (
        (),
        VERSION.spec_version,
        VERSION.transaction_version,
        genesis,
        genesis,
        (),
        (),
        (),
        None,
        (),
    );
    let payload = SignedPayload::from_raw(call.clone(), extension.clone(), implicit);
    let signature = payload.using_encoded(|payload| sender.sign(payload));
    let transaction = UncheckedExtrinsic::new_signed(
        call,
        Address::Id(sender.to_account_id()),
        Signature::Sr25519(signature),
        extension,
    );
    to_hex(&transaction.encode())
}
