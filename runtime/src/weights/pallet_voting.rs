//! Weights of `pallet_voting`: bounds that nobody has measured yet.

use core::marker::PhantomData;

use frame_support::{traits::Get, weights::Weight};

/// Bounds.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_voting::WeightInfo for WeightInfo<T> {
    fn stake() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn unstake() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn cancel_unstake() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn withdraw() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn delegate() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn undelegate() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn vote() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn withdraw_ballot() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn clean(entries: u32) -> Weight {
        T::DbWeight::get()
            .reads_writes(2, 2)
            .saturating_mul(entries.saturating_add(1).into())
            .saturating_add(Weight::from_parts(20_000_000, 10_000))
    }
    fn rebase() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn cleaning_step(entries: u32) -> Weight {
        T::DbWeight::get()
            .reads_writes(2, 2)
            .saturating_mul(entries.saturating_add(1).into())
            .saturating_add(Weight::from_parts(20_000_000, 10_000))
    }
    fn open() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
}
