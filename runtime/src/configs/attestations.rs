//! Who attests what of whom, and who may rely on it.

use frame_support::{
    parameter_types,
    traits::{ConstU32, Equals},
};
use frame_system::EnsureRoot;
use pallet_proposals::EnsureMandate;
use sp_runtime::traits::Verify;

use super::treasury::TreasuryAccount;
use crate::{
    constants::{deposit, DAYS},
    weights, AccountId, Balance, Balances, BlockNumber, Runtime, RuntimeFreezeReason,
    RuntimeHoldReason, Signature,
};

parameter_types! {
    /// One entry of 200 bytes at most, key included.
    pub const AttestationDeposit: Balance = deposit(1, 200);
    /// One entry: key of 60 bytes, value of 65.
    pub const TagDeposit: Balance = deposit(1, 125);
    /// Two entries: the request, key of 60 bytes and value of 79, and its place in the agenda of 41.
    pub const RequestDeposit: Balance = deposit(2, 180);
    /// A year of production: an office is filled anew once a year.
    pub const MaxOfficeTerm: BlockNumber = 365 * DAYS;
}

impl pallet_attestations::Config for Runtime {
    type AttestationDeposit = AttestationDeposit;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = ();
    type ConstitutionOrigin = EnsureRoot<AccountId>;
    type Currency = Balances;
    type MandateOrigin = EnsureMandate<AccountId>;
    /// Each takes a read and a write when the block ends: 4 ms for all of them.
    type MaxDrawingIssuers = ConstU32<32>;
    type MaxOfficeTerm = MaxOfficeTerm;
    /// What an office can work off. Whoever fills the list with requests that pay nothing has so
    /// many deposits held.
    type MaxRequests = ConstU32<10_000>;
    type MaxThawsPerBlock = ConstU32<50>;
    type RequestDeposit = RequestDeposit;
    type RuntimeFreezeReason = RuntimeFreezeReason;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Signature = Signature;
    type Signer = <Signature as Verify>::Signer;
    type TagDeposit = TagDeposit;
    type Unfreezable = Equals<TreasuryAccount>;
    type WeightInfo = weights::pallet_attestations::WeightInfo<Runtime>;
}
