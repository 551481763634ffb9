//! How the community decides: preimages, what is scheduled, proposals and votes.

#![allow(clippy::arithmetic_side_effects, reason = "a share of a weight is no larger than it")]

use frame_support::{
    parameter_types,
    traits::{fungible::HoldConsideration, ConstU32, EqualPrivilegeOnly, LinearStoragePrice},
    weights::Weight,
};
use frame_system::EnsureRoot;
use pallet_proposals::{EnsureCanceller, EnsureKiller};
use sp_runtime::Perbill;

use super::{treasury::TreasuryAccount, RuntimeBlockWeights};
use crate::{
    constants::{deposit, DAYS},
    weights, AccountId, Attestations, Balance, Balances, BlockNumber, OriginCaller, Preimage,
    Proposals, Records, Runtime, RuntimeCall, RuntimeEvent, RuntimeHoldReason, RuntimeOrigin,
    System, Voting,
};

parameter_types! {
    /// Two entries for each preimage: its status and its bytes.
    pub const PreimageBaseDeposit: Balance = deposit(2, 64);
    /// Each byte of a preimage.
    pub const PreimageByteDeposit: Balance = deposit(0, 1);
    /// Why a preimage's deposit is held.
    pub const PreimageHoldReason: RuntimeHoldReason =
        RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
}

impl pallet_preimage::Config for Runtime {
    type Consideration = HoldConsideration<
        AccountId,
        Balances,
        PreimageHoldReason,
        LinearStoragePrice<PreimageBaseDeposit, PreimageByteDeposit, Balance>,
    >;
    type Currency = Balances;
    type ManagerOrigin = EnsureRoot<AccountId>;
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = pallet_preimage::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
    /// What is due may take most of a block, yet never shuts out all transactions.
    pub MaximumSchedulerWeight: Weight =
        Perbill::from_percent(80) * RuntimeBlockWeights::get().max_block;
}

impl pallet_scheduler::Config for Runtime {
    type BlockNumberProvider = System;
    type MaxScheduledPerBlock = ConstU32<50>;
    type MaximumWeight = MaximumSchedulerWeight;
    type OriginPrivilegeCmp = EqualPrivilegeOnly;
    type PalletsOrigin = OriginCaller;
    type Preimages = Preimage;
    type RuntimeCall = RuntimeCall;
    type RuntimeEvent = RuntimeEvent;
    type RuntimeOrigin = RuntimeOrigin;
    type ScheduleOrigin = EnsureRoot<AccountId>;
    type WeightInfo = pallet_scheduler::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
    /// Half a block: what the community approves must fit into a block together with everything
    /// that a block has to do anyway.
    pub MaxCallWeight: Weight =
        Perbill::from_percent(50) * RuntimeBlockWeights::get().max_block;
    /// One such call, and the bookkeeping around it.
    pub ProposalsServiceWeight: Weight =
        Perbill::from_percent(60) * RuntimeBlockWeights::get().max_block;
    /// 128 KiB: a batch of a thousand payments fits. A runtime upgrade is authorized by its hash.
    pub const MaxCallLen: u32 = 128 * 1024;
    /// Batches of calls in the name of others: four levels are in use, eight leave room.
    pub const MaxCallDepth: u32 = 8;
    /// More tracks than people can keep apart.
    pub const MaxTracks: u32 = 32;
    /// What was decided can be read from the state for a month of production.
    pub const ProposalRetention: BlockNumber = 30 * DAYS;
    /// Half a year of production: a guardian must be confirmed twice a year.
    pub const MaxGuardianTerm: BlockNumber = 182 * DAYS;
}

impl pallet_proposals::Config for Runtime {
    type Ballots = Voting;
    type CancelOrigin = EnsureCanceller<AccountId>;
    type ConstitutionOrigin = EnsureRoot<AccountId>;
    type Currency = Balances;
    type Eligibility = Attestations;
    type KillOrigin = EnsureKiller<AccountId>;
    type MaxCallDepth = MaxCallDepth;
    type MaxCallLen = MaxCallLen;
    type MaxCallWeight = MaxCallWeight;
    type MaxGuardianTerm = MaxGuardianTerm;
    type MaxTracks = MaxTracks;
    type Preimages = Preimage;
    type RecordSink = Records;
    type Retention = ProposalRetention;
    type RuntimeCall = RuntimeCall;
    type RuntimeHoldReason = RuntimeHoldReason;
    type RuntimeOrigin = RuntimeOrigin;
    type ServiceWeight = ProposalsServiceWeight;
    type SlashDestination = TreasuryAccount;
    type Tally = pallet_voting::Tally;
    type WeightInfo = weights::pallet_proposals::WeightInfo<Runtime>;
}

impl pallet_voting::Config for Runtime {
    type Currency = Balances;
    type MaxCleanPerBlock = ConstU32<500>;
    type Polls = Proposals;
    type RuntimeHoldReason = RuntimeHoldReason;
    type WeightInfo = weights::pallet_voting::WeightInfo<Runtime>;
}
