//! What the calls of `pallet_dao_treasury` cost. Written by `make weights`; not to be edited.
//!
//! Measured on 2026-11-20 on AMD EPYC, in 50 steps of 20 repetitions.

use core::marker::PhantomData;

use frame_support::{traits::Get, weights::Weight};

/// The measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_dao_treasury::WeightInfo for WeightInfo<T> {
    // Storage: `Attestations::Rules` (r:1 w:0)
    // Proof: `Attestations::Rules` (`max_values`: None, `max_size`: Some(918), added: 3393, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
    // Storage: `DaoTreasury::SpendCount` (r:1 w:1)
    // Proof: `DaoTreasury::SpendCount` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `DaoTreasury::Spends` (r:1 w:1)
    // Proof: `DaoTreasury::Spends` (`max_values`: None, `max_size`: Some(83), added: 2558, mode: `MaxEncodedLen`)
    // Storage: `DaoTreasury::CounterForSpends` (r:1 w:1)
    // Proof: `DaoTreasury::CounterForSpends` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `DaoTreasury::Expiries` (r:0 w:1)
    // Proof: `DaoTreasury::Expiries` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
    fn spend() -> Weight {
        Weight::from_parts(71_917_000, 4_383)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(6))
    }

    // Storage: `DaoTreasury::Spends` (r:1 w:1)
    // Proof: `DaoTreasury::Spends` (`max_values`: None, `max_size`: Some(83), added: 2558, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
    // Storage: `DaoTreasury::CounterForSpends` (r:1 w:1)
    // Proof: `DaoTreasury::CounterForSpends` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `DaoTreasury::Concluded` (r:1 w:1)
    // Proof: `DaoTreasury::Concluded` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
    // Storage: `DaoTreasury::Expiries` (r:0 w:1)
    // Proof: `DaoTreasury::Expiries` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
    fn payout() -> Weight {
        Weight::from_parts(65_037_000, 6_196)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(7))
    }

    // Storage: `DaoTreasury::Spends` (r:1 w:1)
    // Proof: `DaoTreasury::Spends` (`max_values`: None, `max_size`: Some(83), added: 2558, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
    // Storage: `DaoTreasury::CounterForSpends` (r:1 w:1)
    // Proof: `DaoTreasury::CounterForSpends` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `DaoTreasury::Concluded` (r:1 w:1)
    // Proof: `DaoTreasury::Concluded` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
    // Storage: `DaoTreasury::Expiries` (r:0 w:1)
    // Proof: `DaoTreasury::Expiries` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
    fn void() -> Weight {
        Weight::from_parts(55_883_000, 3_676)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(6))
    }

    // Storage: `DaoTreasury::Spends` (r:1 w:1)
    // Proof: `DaoTreasury::Spends` (`max_values`: None, `max_size`: Some(83), added: 2558, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
    // Storage: `DaoTreasury::CounterForSpends` (r:1 w:1)
    // Proof: `DaoTreasury::CounterForSpends` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `DaoTreasury::Concluded` (r:1 w:1)
    // Proof: `DaoTreasury::Concluded` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
    // Storage: `DaoTreasury::Expiries` (r:0 w:1)
    // Proof: `DaoTreasury::Expiries` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
    fn expire() -> Weight {
        Weight::from_parts(55_874_000, 3_676)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(6))
    }

    // Storage: `DaoTreasury::Expiries` (r:1 w:0)
    // Proof: `DaoTreasury::Expiries` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
    fn on_idle_base() -> Weight {
        Weight::from_parts(3_115_000, 3_473).saturating_add(T::DbWeight::get().reads(1))
    }

    // Storage: `DaoTreasury::Expiries` (r:2 w:1)
    // Proof: `DaoTreasury::Expiries` (`max_values`: None, `max_size`: Some(8), added: 2483, mode: `MaxEncodedLen`)
    // Storage: `DaoTreasury::Spends` (r:1 w:1)
    // Proof: `DaoTreasury::Spends` (`max_values`: None, `max_size`: Some(83), added: 2558, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
    // Storage: `DaoTreasury::CounterForSpends` (r:1 w:1)
    // Proof: `DaoTreasury::CounterForSpends` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `DaoTreasury::Concluded` (r:1 w:1)
    // Proof: `DaoTreasury::Concluded` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
    fn expire_one() -> Weight {
        Weight::from_parts(58_928_000, 5_956)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(6))
    }
}
