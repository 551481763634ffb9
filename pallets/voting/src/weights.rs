//! What each call costs. The runtime measures it; the values of `()` are for tests alone.

use frame_support::weights::Weight;

/// What each call costs, and each step that the pallet takes on its own.
pub trait WeightInfo {
    /// Stakes into full timelines, with a delegate.
    fn stake() -> Weight;
    /// Takes back from full timelines, with a delegate and another one that waits to count.
    fn unstake() -> Weight;
    /// As [`WeightInfo::stake`], from a full list of unlocking amounts.
    fn cancel_unstake() -> Weight;
    /// Withdraws the whole of a full list, after a loss.
    fn withdraw() -> Weight;
    /// Names a third delegate beside the one that counts and the one that waits to.
    fn delegate() -> Weight;
    /// Ends a delegation that counts and one that waits to.
    fn undelegate() -> Weight;
    /// Casts the ballot of a delegator whose delegate has voted.
    fn vote() -> Weight;
    /// Withdraws the ballot of a delegator whose delegate has voted.
    fn withdraw_ballot() -> Weight;
    /// Cleans up so many entries of a closed poll by a call.
    fn clean(entries: u32) -> Weight;
    /// Follows a loss, with a delegate and another one that waits to count.
    fn rebase() -> Weight;
    /// Cleans up so many entries of a closed poll at the end of a block.
    fn cleaning_step(entries: u32) -> Weight;
    /// Opens a poll, with a full timeline of the total.
    fn open() -> Weight;
}

/// Distinct weights for tests.
impl WeightInfo for () {
    fn stake() -> Weight {
        Weight::from_parts(101_000, 11)
    }

    fn unstake() -> Weight {
        Weight::from_parts(102_000, 12)
    }

    fn cancel_unstake() -> Weight {
        Weight::from_parts(103_000, 13)
    }

    fn withdraw() -> Weight {
        Weight::from_parts(104_000, 14)
    }

    fn delegate() -> Weight {
        Weight::from_parts(105_000, 15)
    }

    fn undelegate() -> Weight {
        Weight::from_parts(106_000, 16)
    }

    fn vote() -> Weight {
        Weight::from_parts(107_000, 17)
    }

    fn withdraw_ballot() -> Weight {
        Weight::from_parts(108_000, 18)
    }

    fn clean(entries: u32) -> Weight {
        Weight::from_parts(109_000, 19)
            .saturating_add(Weight::from_parts(1_090, 9).saturating_mul(entries.into()))
    }

    fn rebase() -> Weight {
        Weight::from_parts(110_000, 20)
    }

    fn cleaning_step(entries: u32) -> Weight {
        Weight::from_parts(111_000, 21)
            .saturating_add(Weight::from_parts(1_110, 11).saturating_mul(entries.into()))
    }

    fn open() -> Weight {
        Weight::from_parts(112_000, 22)
    }
}
