//! Accounts that act together or for each other: batches, multisigs, proxies.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
    parameter_types,
    traits::{ConstU32, InstanceFilter},
};
use scale_info::TypeInfo;
use sp_runtime::traits::BlakeTwo256;

use crate::{
    constants::deposit, Balance, Balances, OriginCaller, Runtime, RuntimeCall, RuntimeEvent, System,
};

impl pallet_utility::Config for Runtime {
    type PalletsOrigin = OriginCaller;
    type RuntimeCall = RuntimeCall;
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = pallet_utility::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
    /// One entry: key of 32 bytes, value of 56.
    pub const MultisigDepositBase: Balance = deposit(1, 88);
    /// An account for each who has to agree.
    pub const MultisigDepositFactor: Balance = deposit(0, 32);
    /// One entry: key of 32 bytes, deposit of 16.
    pub const ProxyDepositBase: Balance = deposit(1, 48);
    /// An account, its type and its delay.
    pub const ProxyDepositFactor: Balance = deposit(0, 37);
    /// One entry: key of 32 bytes, deposit of 16.
    pub const AnnouncementDepositBase: Balance = deposit(1, 48);
    /// An account, a hash and a block.
    pub const AnnouncementDepositFactor: Balance = deposit(0, 68);
}

impl pallet_multisig::Config for Runtime {
    type BlockNumberProvider = System;
    type Currency = Balances;
    type DepositBase = MultisigDepositBase;
    type DepositFactor = MultisigDepositFactor;
    type MaxSignatories = ConstU32<100>;
    type RuntimeCall = RuntimeCall;
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = pallet_multisig::weights::SubstrateWeight<Runtime>;
}

/// What a proxy may do for the account it stands in for.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Default,
    Encode,
    Eq,
    MaxEncodedLen,
    Ord,
    PartialEq,
    PartialOrd,
    TypeInfo,
)]
pub enum ProxyType {
    /// Everything.
    #[default]
    #[codec(index = 0)]
    Any,
    /// Everything that moves no tokens, of whatever kind.
    #[codec(index = 1)]
    NonTransfer,
    /// Propose, stake, delegate and vote.
    #[codec(index = 2)]
    Governance,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
    fn filter(&self, call: &RuntimeCall) -> bool {
        match self {
            Self::Any => true,
            // A request pays its fee to whom it asks. A carried call runs as its signer and under no
            // filter of a proxy's: it is none of what a proxy does for another account, and whoever
            // sends it can do so as themselves.
            Self::NonTransfer => !matches!(
                call,
                RuntimeCall::Balances(_)
                    | RuntimeCall::Assets(_)
                    | RuntimeCall::Attestations(pallet_attestations::Call::request { .. })
                    | RuntimeCall::MetaTx(_)
            ),
            // What is batched is filtered one by one.
            Self::Governance => matches!(
                call,
                RuntimeCall::Proposals(_)
                    | RuntimeCall::Voting(_)
                    | RuntimeCall::Preimage(_)
                    | RuntimeCall::Utility(_)
            ),
        }
    }

    fn is_superset(&self, other: &Self) -> bool {
        match (self, other) {
            (left, right) if left == right => true,
            (Self::Any, _) | (Self::NonTransfer, Self::Governance) => true,
            _ => false,
        }
    }
}

impl pallet_proxy::Config for Runtime {
    type AnnouncementDepositBase = AnnouncementDepositBase;
    type AnnouncementDepositFactor = AnnouncementDepositFactor;
    type BlockNumberProvider = System;
    type CallHasher = BlakeTwo256;
    type Currency = Balances;
    type MaxPending = ConstU32<32>;
    type MaxProxies = ConstU32<32>;
    type ProxyDepositBase = ProxyDepositBase;
    type ProxyDepositFactor = ProxyDepositFactor;
    type ProxyType = ProxyType;
    type RuntimeCall = RuntimeCall;
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = pallet_proxy::weights::SubstrateWeight<Runtime>;
}
