//! What a transaction carries, and in which order it is checked; and what a call carries that its
//! signer has somebody else send.

#[allow(deprecated, reason = "the framework still asks by this trait what needs no signature")]
use sp_runtime::traits::ValidateUnsigned;
use sp_runtime::{
    generic,
    transaction_validity::{
        TransactionSource, TransactionValidity, TransactionValidityError, UnknownTransaction,
    },
};

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

/// A call that its signer has somebody else send: the meta transaction that `MetaTx.dispatch` takes.
///
/// Whoever cannot pay, for want of tokens or because they are frozen, signs a call off chain; anybody
/// carries it, in a transaction of their own and at their own cost. The call runs in the name of its
/// signer.
pub type CarriedCall = pallet_meta_tx::MetaTxFor<Runtime>;

/// What stands beside a carried call: who signed it, the signature, and the checks.
///
/// The signature is of the BLAKE2b-256 hash of the encoded version, call, [`CarriedChecks`] and what
/// these stand for (see there), one after the other; the version is 0. It is verified here and not
/// among the checks of transactions, whose signature has a place of its own.
pub type CarriedExtension = (pallet_verify_signature::VerifySignature<Runtime>, CarriedChecks);

/// The checks a carried call goes through; each binds the signature to something.
///
/// | check               | carries     | stands for            | so that the call                  |
/// |---------------------|-------------|-----------------------|-----------------------------------|
/// | `MetaTxMarker`      |             | `_meta_tx`, 8 bytes   | is never taken for a transaction  |
/// | `CheckNonZeroSender`|             |                       |                                   |
/// | `CheckSpecVersion`  |             | `u32`                 | means what its signer read        |
/// | `CheckTxVersion`    |             | `u32`                 | means what its signer read        |
/// | `CheckGenesis`      |             | hash                  | runs on this chain only           |
/// | `CheckMortality`    | era         | hash of its first block | runs in time or never           |
/// | `CheckNonce`        | nonce       |                       | runs once, and in its turn        |
/// | `CheckMetadataHash` | mode, 1 byte| hash or none          | can be shown by hardware wallets  |
///
/// Weight and payment are absent: the transaction around the call accounts for both.
pub type CarriedChecks = (
    pallet_meta_tx::MetaTxMarker<Runtime>,
    frame_system::CheckNonZeroSender<Runtime>,
    frame_system::CheckSpecVersion<Runtime>,
    frame_system::CheckTxVersion<Runtime>,
    frame_system::CheckGenesis<Runtime>,
    frame_system::CheckMortality<Runtime>,
    frame_system::CheckNonce<Runtime>,
    frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
);

/// What may stand in a block without a signature: what the pallets say, except carried calls.
///
/// The framework leaves it to each call to refuse a sender who has not signed, and the call that
/// carries another asks nobody who sends it: the author of a block could carry calls for nothing.
pub struct Unsigned;

#[allow(deprecated, reason = "the framework still asks by this trait what needs no signature")]
impl ValidateUnsigned for Unsigned {
    type Call = RuntimeCall;

    fn pre_dispatch(call: &RuntimeCall) -> Result<(), TransactionValidityError> {
        match call {
            RuntimeCall::MetaTx(_) => Err(UnknownTransaction::NoUnsignedValidator.into()),
            other => Runtime::pre_dispatch(other),
        }
    }

    fn validate_unsigned(source: TransactionSource, call: &RuntimeCall) -> TransactionValidity {
        Runtime::validate_unsigned(source, call)
    }
}

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
