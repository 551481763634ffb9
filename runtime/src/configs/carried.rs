//! Calls that are signed by one account and sent by another, which pays for them.
//!
//! The sender's transaction is charged for the weight of the carried call and of its checks, and for
//! its bytes; the signer is charged nothing and needs no tokens, only an account: something has to
//! keep it alive, or there is no place for its nonce.
//!
//! Whoever sends a carried call lends it nothing. It runs as its signer, under the filter that every
//! transaction is under, whatever stands around it: a batch, a proxy, a multisig, a proposal. If it
//! fails, the transaction around it still succeeds, and `MetaTx.Dispatched` says how it ended; if a
//! check fails, the transaction around it fails, and nothing of it is used up.

use sp_runtime::traits::Verify;

use crate::{transactions::CarriedExtension, Runtime, RuntimeEvent, Signature};

impl pallet_verify_signature::Config for Runtime {
    type AccountIdentifier = <Signature as Verify>::Signer;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = ();
    type Signature = Signature;
    type WeightInfo = pallet_verify_signature::weights::SubstrateWeight<Runtime>;
}

impl pallet_meta_tx::Config for Runtime {
    type Extension = CarriedExtension;
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = pallet_meta_tx::weights::SubstrateWeight<Runtime>;
}
