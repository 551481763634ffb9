//! What the calls of `pallet_voting` cost. Written by `make weights`; not to be edited.
//!
//! Measured on 2026-11-20 on AMD EPYC, in 50 steps of 20 repetitions.

use core::marker::PhantomData;

use frame_support::{traits::Get, weights::Weight};

/// The measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_voting::WeightInfo for WeightInfo<T> {
    // Storage: `Voting::Settings` (r:1 w:0)
    // Proof: `Voting::Settings` (`max_values`: Some(1), `max_size`: Some(61), added: 556, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(139), added: 2614, mode: `MaxEncodedLen`)
    // Storage: `Voting::Stakes` (r:1 w:1)
    // Proof: `Voting::Stakes` (`max_values`: None, `max_size`: Some(785), added: 3260, mode: `MaxEncodedLen`)
    // Storage: `Voting::Own` (r:1 w:1)
    // Proof: `Voting::Own` (`max_values`: None, `max_size`: Some(8130), added: 10605, mode: `MaxEncodedLen`)
    // Storage: `Voting::Total` (r:1 w:1)
    // Proof: `Voting::Total` (`max_values`: Some(1), `max_size`: Some(4162), added: 4657, mode: `MaxEncodedLen`)
    // Storage: `Voting::Received` (r:1 w:1)
    // Proof: `Voting::Received` (`max_values`: None, `max_size`: Some(4210), added: 6685, mode: `MaxEncodedLen`)
    fn stake() -> Weight {
        Weight::from_parts(86_549_000, 11_595)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `Voting::Settings` (r:1 w:0)
    // Proof: `Voting::Settings` (`max_values`: Some(1), `max_size`: Some(61), added: 556, mode: `MaxEncodedLen`)
    // Storage: `Voting::Stakes` (r:1 w:1)
    // Proof: `Voting::Stakes` (`max_values`: None, `max_size`: Some(785), added: 3260, mode: `MaxEncodedLen`)
    // Storage: `Voting::Own` (r:1 w:1)
    // Proof: `Voting::Own` (`max_values`: None, `max_size`: Some(8130), added: 10605, mode: `MaxEncodedLen`)
    // Storage: `Voting::Total` (r:1 w:1)
    // Proof: `Voting::Total` (`max_values`: Some(1), `max_size`: Some(4162), added: 4657, mode: `MaxEncodedLen`)
    // Storage: `Voting::Received` (r:2 w:2)
    // Proof: `Voting::Received` (`max_values`: None, `max_size`: Some(4210), added: 6685, mode: `MaxEncodedLen`)
    fn unstake() -> Weight {
        Weight::from_parts(66_790_000, 14_360)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `Voting::Settings` (r:1 w:0)
    // Proof: `Voting::Settings` (`max_values`: Some(1), `max_size`: Some(61), added: 556, mode: `MaxEncodedLen`)
    // Storage: `Voting::Stakes` (r:1 w:1)
    // Proof: `Voting::Stakes` (`max_values`: None, `max_size`: Some(785), added: 3260, mode: `MaxEncodedLen`)
    // Storage: `Voting::Own` (r:1 w:1)
    // Proof: `Voting::Own` (`max_values`: None, `max_size`: Some(8130), added: 10605, mode: `MaxEncodedLen`)
    // Storage: `Voting::Total` (r:1 w:1)
    // Proof: `Voting::Total` (`max_values`: Some(1), `max_size`: Some(4162), added: 4657, mode: `MaxEncodedLen`)
    // Storage: `Voting::Received` (r:1 w:1)
    // Proof: `Voting::Received` (`max_values`: None, `max_size`: Some(4210), added: 6685, mode: `MaxEncodedLen`)
    fn cancel_unstake() -> Weight {
        Weight::from_parts(50_015_000, 11_595)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(139), added: 2614, mode: `MaxEncodedLen`)
    // Storage: `Voting::Stakes` (r:1 w:1)
    // Proof: `Voting::Stakes` (`max_values`: None, `max_size`: Some(785), added: 3260, mode: `MaxEncodedLen`)
    // Storage: `Voting::Settings` (r:1 w:0)
    // Proof: `Voting::Settings` (`max_values`: Some(1), `max_size`: Some(61), added: 556, mode: `MaxEncodedLen`)
    // Storage: `Voting::Own` (r:1 w:1)
    // Proof: `Voting::Own` (`max_values`: None, `max_size`: Some(8130), added: 10605, mode: `MaxEncodedLen`)
    // Storage: `Voting::Total` (r:1 w:1)
    // Proof: `Voting::Total` (`max_values`: Some(1), `max_size`: Some(4162), added: 4657, mode: `MaxEncodedLen`)
    // Storage: `Voting::Received` (r:2 w:2)
    // Proof: `Voting::Received` (`max_values`: None, `max_size`: Some(4210), added: 6685, mode: `MaxEncodedLen`)
    fn withdraw() -> Weight {
        Weight::from_parts(112_297_000, 14_360)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(6))
    }

    // Storage: `Voting::Stakes` (r:1 w:0)
    // Proof: `Voting::Stakes` (`max_values`: None, `max_size`: Some(785), added: 3260, mode: `MaxEncodedLen`)
    // Storage: `Voting::Own` (r:1 w:1)
    // Proof: `Voting::Own` (`max_values`: None, `max_size`: Some(8130), added: 10605, mode: `MaxEncodedLen`)
    // Storage: `Voting::Settings` (r:1 w:0)
    // Proof: `Voting::Settings` (`max_values`: Some(1), `max_size`: Some(61), added: 556, mode: `MaxEncodedLen`)
    // Storage: `Voting::Total` (r:1 w:1)
    // Proof: `Voting::Total` (`max_values`: Some(1), `max_size`: Some(4162), added: 4657, mode: `MaxEncodedLen`)
    // Storage: `Voting::Received` (r:3 w:3)
    // Proof: `Voting::Received` (`max_values`: None, `max_size`: Some(4210), added: 6685, mode: `MaxEncodedLen`)
    fn delegate() -> Weight {
        Weight::from_parts(83_595_000, 21_045)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `Voting::Own` (r:1 w:1)
    // Proof: `Voting::Own` (`max_values`: None, `max_size`: Some(8130), added: 10605, mode: `MaxEncodedLen`)
    // Storage: `Voting::Settings` (r:1 w:0)
    // Proof: `Voting::Settings` (`max_values`: Some(1), `max_size`: Some(61), added: 556, mode: `MaxEncodedLen`)
    // Storage: `Voting::Total` (r:1 w:1)
    // Proof: `Voting::Total` (`max_values`: Some(1), `max_size`: Some(4162), added: 4657, mode: `MaxEncodedLen`)
    // Storage: `Voting::Received` (r:2 w:2)
    // Proof: `Voting::Received` (`max_values`: None, `max_size`: Some(4210), added: 6685, mode: `MaxEncodedLen`)
    fn undelegate() -> Weight {
        Weight::from_parts(64_816_000, 14_360)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Proposals::Proposals` (r:1 w:1)
    // Proof: `Proposals::Proposals` (`max_values`: None, `max_size`: Some(869), added: 3344, mode: `MaxEncodedLen`)
    // Storage: `Voting::Settings` (r:1 w:0)
    // Proof: `Voting::Settings` (`max_values`: Some(1), `max_size`: Some(61), added: 556, mode: `MaxEncodedLen`)
    // Storage: `Voting::Own` (r:1 w:0)
    // Proof: `Voting::Own` (`max_values`: None, `max_size`: Some(8130), added: 10605, mode: `MaxEncodedLen`)
    // Storage: `Voting::Received` (r:1 w:0)
    // Proof: `Voting::Received` (`max_values`: None, `max_size`: Some(4210), added: 6685, mode: `MaxEncodedLen`)
    // Storage: `Voting::Retracted` (r:2 w:1)
    // Proof: `Voting::Retracted` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
    // Storage: `Voting::Ballots` (r:2 w:2)
    // Proof: `Voting::Ballots` (`max_values`: None, `max_size`: Some(109), added: 2584, mode: `MaxEncodedLen`)
    fn vote() -> Weight {
        Weight::from_parts(54_211_000, 11_595)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Proposals::Proposals` (r:1 w:1)
    // Proof: `Proposals::Proposals` (`max_values`: None, `max_size`: Some(869), added: 3344, mode: `MaxEncodedLen`)
    // Storage: `Voting::Ballots` (r:2 w:2)
    // Proof: `Voting::Ballots` (`max_values`: None, `max_size`: Some(109), added: 2584, mode: `MaxEncodedLen`)
    // Storage: `Voting::Settings` (r:1 w:0)
    // Proof: `Voting::Settings` (`max_values`: Some(1), `max_size`: Some(61), added: 556, mode: `MaxEncodedLen`)
    // Storage: `Voting::Own` (r:1 w:0)
    // Proof: `Voting::Own` (`max_values`: None, `max_size`: Some(8130), added: 10605, mode: `MaxEncodedLen`)
    // Storage: `Voting::Received` (r:1 w:0)
    // Proof: `Voting::Received` (`max_values`: None, `max_size`: Some(4210), added: 6685, mode: `MaxEncodedLen`)
    // Storage: `Voting::Retracted` (r:1 w:1)
    // Proof: `Voting::Retracted` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
    fn withdraw_ballot() -> Weight {
        Weight::from_parts(54_591_000, 11_595)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Voting::Closed` (r:1 w:1)
    // Proof: `Voting::Closed` (`max_values`: None, `max_size`: Some(12), added: 2487, mode: `MaxEncodedLen`)
    // Storage: `Voting::Ballots` (r:101 w:100)
    // Proof: `Voting::Ballots` (`max_values`: None, `max_size`: Some(109), added: 2584, mode: `MaxEncodedLen`)
    // Storage: `Voting::Retracted` (r:1 w:0)
    // Proof: `Voting::Retracted` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
    // Measured for `n` from 0 to 100.
    fn clean(n: u32) -> Weight {
        Weight::from_parts(16_650_930, 3_574)
            .saturating_add(Weight::from_parts(4_044_530, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 2584).saturating_mul(n.into()))
    }

    // Storage: `Balances::Holds` (r:1 w:0)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(139), added: 2614, mode: `MaxEncodedLen`)
    // Storage: `Voting::Stakes` (r:1 w:1)
    // Proof: `Voting::Stakes` (`max_values`: None, `max_size`: Some(785), added: 3260, mode: `MaxEncodedLen`)
    // Storage: `Voting::Settings` (r:1 w:0)
    // Proof: `Voting::Settings` (`max_values`: Some(1), `max_size`: Some(61), added: 556, mode: `MaxEncodedLen`)
    // Storage: `Voting::Own` (r:1 w:1)
    // Proof: `Voting::Own` (`max_values`: None, `max_size`: Some(8130), added: 10605, mode: `MaxEncodedLen`)
    // Storage: `Voting::Total` (r:1 w:1)
    // Proof: `Voting::Total` (`max_values`: Some(1), `max_size`: Some(4162), added: 4657, mode: `MaxEncodedLen`)
    // Storage: `Voting::Received` (r:2 w:2)
    // Proof: `Voting::Received` (`max_values`: None, `max_size`: Some(4210), added: 6685, mode: `MaxEncodedLen`)
    fn rebase() -> Weight {
        Weight::from_parts(70_746_000, 14_360)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `Voting::Closed` (r:1 w:1)
    // Proof: `Voting::Closed` (`max_values`: None, `max_size`: Some(12), added: 2487, mode: `MaxEncodedLen`)
    // Storage: `Voting::Ballots` (r:101 w:100)
    // Proof: `Voting::Ballots` (`max_values`: None, `max_size`: Some(109), added: 2584, mode: `MaxEncodedLen`)
    // Storage: `Voting::Retracted` (r:1 w:0)
    // Proof: `Voting::Retracted` (`max_values`: None, `max_size`: Some(108), added: 2583, mode: `MaxEncodedLen`)
    // Measured for `n` from 0 to 100.
    fn cleaning_step(n: u32) -> Weight {
        Weight::from_parts(14_221_553, 3_574)
            .saturating_add(Weight::from_parts(3_783_231, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 2584).saturating_mul(n.into()))
    }

    // Storage: `Voting::OpenPolls` (r:1 w:1)
    // Proof: `Voting::OpenPolls` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
    // Storage: `Voting::Closed` (r:1 w:0)
    // Proof: `Voting::Closed` (`max_values`: None, `max_size`: Some(12), added: 2487, mode: `MaxEncodedLen`)
    // Storage: `Voting::Settings` (r:1 w:0)
    // Proof: `Voting::Settings` (`max_values`: Some(1), `max_size`: Some(61), added: 556, mode: `MaxEncodedLen`)
    // Storage: `Voting::Total` (r:1 w:0)
    // Proof: `Voting::Total` (`max_values`: Some(1), `max_size`: Some(4162), added: 4657, mode: `MaxEncodedLen`)
    fn open() -> Weight {
        Weight::from_parts(13_981_000, 5_647)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(1))
    }
}
