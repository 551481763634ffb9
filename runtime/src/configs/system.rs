//! The limits of a block, and what the framework itself is bound to.

use frame_support::{
    derive_impl,
    dispatch::DispatchClass,
    parameter_types,
    traits::{ConstU32, Everything},
    weights::{
        constants::{ParityDbWeight, WEIGHT_REF_TIME_PER_SECOND},
        Weight,
    },
};
use frame_system::limits::{BlockLength, BlockWeights};
use sp_runtime::{
    traits::{AccountIdLookup, BlakeTwo256},
    Perbill,
};
use sp_version::RuntimeVersion;

use crate::{
    migrations::Migrations, AccountId, Balance, Block, Hash, Nonce, PalletInfo, Runtime,
    RuntimeCall, RuntimeEvent, RuntimeOrigin, RuntimeTask, VERSION,
};

/// The share of a block that ordinary transactions may fill; the rest is left to operational ones
/// and to what the chain does by itself.
const NORMAL_RATIO: Perbill = Perbill::from_percent(75);

/// Two of the six seconds of a production block: there must be time left to send it and to import
/// it. A chain without parachain proofs puts no limit on the size of proofs.
const BLOCK_WEIGHT: Weight =
    Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND.saturating_mul(2), u64::MAX);

/// 5 MiB: a runtime upgrade fits, with room to spare.
const BLOCK_LENGTH: u32 = 5 * 1024 * 1024;

parameter_types! {
    pub RuntimeBlockWeights: BlockWeights =
        BlockWeights::with_sensible_defaults(BLOCK_WEIGHT, NORMAL_RATIO);
    pub RuntimeBlockLength: BlockLength = BlockLength::builder()
        .max_length(BLOCK_LENGTH)
        .modify_max_length_for_class(
            DispatchClass::Normal,
            |length| *length = NORMAL_RATIO.mul_floor(BLOCK_LENGTH),
        )
        .build();
    pub const Version: RuntimeVersion = VERSION;
    /// How far back the hash of a block is known, and so how long a transaction may stay valid.
    pub const BlockHashCount: u32 = 4096;
    /// The generic prefix, which every wallet knows.
    pub const SS58Prefix: u16 = 42;
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
    type AccountData = pallet_balances::AccountData<Balance>;
    type AccountId = AccountId;
    type BaseCallFilter = Everything;
    type Block = Block;
    type BlockHashCount = BlockHashCount;
    type BlockLength = RuntimeBlockLength;
    type BlockWeights = RuntimeBlockWeights;
    type DbWeight = ParityDbWeight;
    type ExtensionsWeightInfo = frame_system::SubstrateExtensionsWeight<Runtime>;
    type Hash = Hash;
    type Hashing = BlakeTwo256;
    type Lookup = AccountIdLookup<AccountId, ()>;
    type MaxConsumers = ConstU32<16>;
    type Nonce = Nonce;
    type SS58Prefix = SS58Prefix;
    type SingleBlockMigrations = Migrations;
    type SystemWeightInfo = frame_system::weights::SubstrateWeight<Runtime>;
    type Version = Version;
}
