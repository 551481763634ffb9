//! What each call costs.

use frame_support::weights::Weight;

/// The cost of everything the treasury does; the runtime has the measured figures.
pub trait WeightInfo {
    /// Approves a spend.
    fn spend() -> Weight;
    /// Pays a spend.
    fn payout() -> Weight;
    /// Voids a spend.
    fn void() -> Weight;
    /// Expires a spend by its call.
    fn expire() -> Weight;
    /// Looks for due spends at the end of a block and finds none.
    fn on_idle_base() -> Weight;
    /// Expires one spend at the end of a block.
    fn expire_one() -> Weight;
}

/// Distinct figures for tests only: they measure nothing.
impl WeightInfo for () {
    fn spend() -> Weight {
        Weight::from_parts(50_000_000, 5_000)
    }

    fn payout() -> Weight {
        Weight::from_parts(70_000_000, 7_000)
    }

    fn void() -> Weight {
        Weight::from_parts(40_000_000, 4_000)
    }

    fn expire() -> Weight {
        Weight::from_parts(30_000_000, 3_000)
    }

    fn on_idle_base() -> Weight {
        Weight::from_parts(2_000_000, 1_000)
    }

    fn expire_one() -> Weight {
        Weight::from_parts(20_000_000, 2_000)
    }
}
