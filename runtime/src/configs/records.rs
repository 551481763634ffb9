//! Registers: whose word counts in them, what they may refer to, and how long a day is.

use althing_primitives::{citation::Citable, ProposalId};
use frame_support::{parameter_types, traits::Get, weights::Weight};
use pallet_attestations::{SchemaId, Slots, Subject};
use pallet_proposals::{EnsureMandate, Status};
use sp_core::H256;
use sp_runtime::SaturatedConversion;

use crate::{
    clock, constants::DAYS, weights, AccountId, Attestations, Balances, BlockNumber, Moment,
    Runtime, RuntimeHoldReason, Timestamp,
};

/// A day, in milliseconds.
const DAY: Moment = 24 * 60 * 60 * 1_000;

parameter_types! {
    /// Two years of production: who keeps a register is confirmed more often than it is reformed.
    pub const MaxRoleTerm: BlockNumber = 2 * 365 * DAYS;
}

/// Half of the blocks that a day has where no slot is missed. A chain that makes less than that has
/// stood still for more than half of the day, and deadlines wait for it.
pub struct HalfADay;

impl Get<BlockNumber> for HalfADay {
    fn get() -> BlockNumber {
        let slot = clock::SlotDuration::<Runtime>::get();
        let blocks = DAY.checked_div(slot.saturating_mul(2)).unwrap_or_default();
        blocks.saturated_into()
    }
}

/// Whether what a record refers to is on this chain.
pub struct OnChain;

impl Citable for OnChain {
    /// A proposal is forgotten after a while; what it carried out is then cited by its record in the
    /// register of decisions.
    fn carried_out(proposal: ProposalId, receipt: H256) -> bool {
        pallet_proposals::Proposals::<Runtime>::get(proposal).is_some_and(|found| {
            matches!(found.status, Status::Executed { .. }) && found.call.hash() == receipt
        })
    }

    fn attested(schema: SchemaId, subject: H256) -> bool {
        let subjects = [
            Subject::Account(AccountId::new(subject.0)),
            Subject::Record(subject),
            Subject::Hash(subject),
        ];
        subjects.iter().any(|subject| Slots::<Runtime>::contains_key(schema, subject))
    }

    /// A place for each kind of subject; the proposal takes one read.
    fn weight() -> Weight {
        <Runtime as frame_system::Config>::DbWeight::get().reads(3)
    }
}

impl pallet_records::Config for Runtime {
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = SetTime;
    type Citable = OnChain;
    type Currency = Balances;
    type Eligibility = Attestations;
    type Freezing = Attestations;
    type LeastBlocksADay = HalfADay;
    type MandateOrigin = EnsureMandate<AccountId>;
    type MaxRoleTerm = MaxRoleTerm;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Time = Timestamp;
    type WeightInfo = weights::pallet_records::WeightInfo<Runtime>;
}

/// Sets the time for benchmarks.
#[cfg(feature = "runtime-benchmarks")]
pub struct SetTime;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_records::BenchmarkHelper for SetTime {
    fn set_time(milliseconds: u64) {
        pallet_timestamp::Now::<Runtime>::put(milliseconds);
    }
}
