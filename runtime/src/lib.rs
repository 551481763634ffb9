//! The Althing runtime: the pallets bound together, and nothing else.
//!
//! - [`configs`]: what each pallet is bound to, one file a concern.
//! - [`clock`]: the time values that genesis fixes, so that one runtime serves every network.
//! - [`transactions`]: what a transaction carries, and in which order it is checked.
//! - [`apis`]: what the node and clients may ask of the runtime.
//! - [`genesis_presets`]: the networks one can start with no file at hand.
//! - [`constants`]: amounts, with the reason for each.
//! - [`weights`]: what calls cost, measured by `make weights`.
//!
//! There is no superuser: no pallet here dispatches as Root at the wish of one key.

#![cfg_attr(not(feature = "std"), no_std)]
// This code runs on every node alike, or the chain stops: nothing in it may panic or wrap. Tests may.
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_wrap,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::unwrap_used
    )
)]
#![recursion_limit = "512"]
#![allow(missing_docs, reason = "the framework's macros write public items without docs")]

extern crate alloc;

pub mod apis;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
pub mod clock;
pub mod configs;
pub mod constants;
pub mod genesis_presets;
mod migrations;
pub mod transactions;
pub mod weights;

use alloc::{borrow::Cow, vec::Vec};

use pallet_session::historical as pallet_session_historical;
use sp_runtime::{
    generic, impl_opaque_keys,
    traits::{BlakeTwo256, IdentifyAccount, Verify},
    MultiAddress, MultiSignature,
};
use sp_version::RuntimeVersion;

pub use althing_primitives::{Balance, BlockNumber};
#[cfg(feature = "std")]
pub use apis::RuntimeApi;
pub use transactions::{
    CarriedCall, CarriedChecks, CarriedExtension, SignedPayload, TxExtension, UncheckedExtrinsic,
};

/// A signature under any of the supported schemes.
pub type Signature = MultiSignature;

/// An account: the public key of its signing scheme, or a hash for keyless accounts.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;

/// How a transaction names an account.
pub type Address = MultiAddress<AccountId, ()>;

/// The number of transactions an account has sent.
pub type Nonce = u32;

/// A hash of anything on the chain.
pub type Hash = sp_core::H256;

/// Milliseconds since the Unix epoch.
pub type Moment = u64;

/// A block's header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;

/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// Types for node code that handles blocks without knowing what is in them.
pub mod opaque {
    use super::{generic, BlakeTwo256, BlockNumber};

    pub use sp_runtime::OpaqueExtrinsic as UncheckedExtrinsic;

    /// A block's header.
    pub type Header = generic::Header<BlockNumber, BlakeTwo256>;

    /// A block whose transactions are bytes.
    pub type Block = generic::Block<Header, UncheckedExtrinsic>;

    /// The hash of a block.
    pub type Hash = sp_core::H256;
}

impl_opaque_keys! {
    /// The keys an authority signs with.
    pub struct SessionKeys {
        /// Signs the blocks it authors.
        pub aura: Aura,
        /// Signs its votes on finality.
        pub grandpa: Grandpa,
    }
}

/// The version of this runtime.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
    spec_name: Cow::Borrowed("althing"),
    impl_name: Cow::Borrowed("althing-node"),
    authoring_version: 1,
    spec_version: 100,
    impl_version: 1,
    apis: apis::RUNTIME_API_VERSIONS,
    transaction_version: 1,
    system_version: 1,
};

/// Runs blocks: hands each of their parts to the pallets in turn.
pub type Executive = frame_executive::Executive<
    Runtime,
    Block,
    frame_system::ChainContext<Runtime>,
    transactions::Unsigned,
    AllPalletsWithSystem,
>;

/// The pallet list. A pallet keeps its index for ever: it is part of every encoded call and event.
#[frame_support::runtime]
mod runtime {
    /// The state transition function.
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeSlashReason,
        RuntimeLockId,
        RuntimeTask,
        RuntimeViewFunction
    )]
    pub struct Runtime;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;

    #[runtime::pallet_index(1)]
    pub type Timestamp = pallet_timestamp;

    #[runtime::pallet_index(2)]
    pub type Aura = pallet_aura;

    #[runtime::pallet_index(3)]
    pub type Grandpa = pallet_grandpa;

    #[runtime::pallet_index(4)]
    pub type Session = pallet_session;

    #[runtime::pallet_index(5)]
    pub type Historical = pallet_session_historical;

    #[runtime::pallet_index(6)]
    pub type Authorship = pallet_authorship;

    #[runtime::pallet_index(7)]
    pub type Clock = crate::clock;

    #[runtime::pallet_index(10)]
    pub type Balances = pallet_balances;

    #[runtime::pallet_index(11)]
    pub type TransactionPayment = pallet_transaction_payment;

    #[runtime::pallet_index(12)]
    pub type Assets = pallet_assets;

    #[runtime::pallet_index(13)]
    pub type AssetsFreezer = pallet_assets_freezer;

    // Attestations stand before Scheduler, so that a freeze is over for what is scheduled for its end,
    // and before Proposals, whose genesis asks whether a track's policy exists.
    #[runtime::pallet_index(33)]
    pub type Attestations = pallet_attestations;

    #[runtime::pallet_index(20)]
    pub type Preimage = pallet_preimage;

    #[runtime::pallet_index(21)]
    pub type Scheduler = pallet_scheduler;

    #[runtime::pallet_index(22)]
    pub type Utility = pallet_utility;

    #[runtime::pallet_index(23)]
    pub type Multisig = pallet_multisig;

    #[runtime::pallet_index(24)]
    pub type Proxy = pallet_proxy;

    #[runtime::pallet_index(25)]
    pub type VerifySignature = pallet_verify_signature;

    #[runtime::pallet_index(26)]
    pub type MetaTx = pallet_meta_tx;

    // Voting stands before Proposals, whose genesis asks it for how long say is remembered.
    #[runtime::pallet_index(31)]
    pub type Voting = pallet_voting;

    #[runtime::pallet_index(30)]
    pub type Proposals = pallet_proposals;

    #[runtime::pallet_index(32)]
    pub type DaoTreasury = pallet_dao_treasury;

    #[runtime::pallet_index(34)]
    pub type Records = pallet_records;
}
