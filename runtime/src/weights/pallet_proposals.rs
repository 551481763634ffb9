//! Weights of `pallet_proposals`: bounds that nobody has measured yet.

use core::marker::PhantomData;

use frame_support::{traits::Get, weights::Weight};

/// Bounds.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_proposals::WeightInfo for WeightInfo<T> {
    fn submit(l: u32) -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
            .saturating_add(Weight::from_parts(2_000, 0).saturating_mul(l.into()))
    }
    fn sponsor() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn set_text() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn cancel() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn kill() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn veto() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn enact() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn reaffirm() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn settle() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn advance() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn set_track() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn remove_track() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn set_guardian() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn service_block() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn service_proposal() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn service_queue() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
    fn service_slash() -> Weight {
        Weight::from_parts(100_000_000, 20_000)
            .saturating_add(T::DbWeight::get().reads_writes(8, 8))
    }
}
