//! What a transaction carries, and in which order it is checked.

use sp_runtime::generic;

use crate::{Address, Runtime, RuntimeCall, Signature};

/// The checks every transaction goes through, in order.
///
/// What is cheapest and most final comes first: a transaction made for another runtime or another
/// chain is refused before anything is read for it. The nonce comes before weight and payment, for
/// a replayed transaction must neither take up the block nor be charged. Weight comes before
/// payment, for a transaction that does not fit has nothing to pay for. The metadata hash is part
/// of what is signed and touches no state. The reclaim is last: on the way out it runs after all
/// others and gives back what they and the call have left over.
///
/// The order and the names are those of every chain on this framework, and none of the checks
/// carries data of our own, so that all wallets can sign. `AuthorizeCall`, which would come first,
/// is absent: no call of this runtime authorizes itself.
pub type TxExtension = (
    frame_system::CheckNonZeroSender<Runtime>,
    frame_system::CheckSpecVersion<Runtime>,
    frame_system::CheckTxVersion<Runtime>,
    frame_system::CheckGenesis<Runtime>,
    frame_system::CheckMortality<Runtime>,
    frame_system::CheckNonce<Runtime>,
    frame_system::CheckWeight<Runtime>,
    pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
    frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
    frame_system::WeightReclaim<Runtime>,
);

/// A transaction as it is sent.
pub type UncheckedExtrinsic =
    generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;

/// What the sender of a transaction signs.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;

impl<LocalCall> frame_system::offchain::CreateTransactionBase<LocalCall> for Runtime
where
    RuntimeCall: From<LocalCall>,
{
    type Extrinsic = UncheckedExtrinsic;
    type RuntimeCall = RuntimeCall;
}

impl<LocalCall> frame_system::offchain::CreateBare<LocalCall> for Runtime
where
    RuntimeCall: From<LocalCall>,
{
    fn create_bare(call: RuntimeCall) -> UncheckedExtrinsic {
        generic::UncheckedExtrinsic::new_bare(call)
    }
}
