//! Weights of `pallet_dao_treasury`: bounds that nobody has measured yet.

use core::marker::PhantomData;

use frame_support::{traits::Get, weights::Weight};

/// Bounds.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_dao_treasury::WeightInfo for WeightInfo<T> {
    fn spend() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn payout() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn void() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn expire() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn on_idle_base() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn expire_one() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
}
