//! What the calls of `pallet_attestations` cost. Written by `make weights`; not to be edited.
//!
//! Measured on 2026-11-20 on AMD EPYC, in 50 steps of 20 repetitions.

use core::marker::PhantomData;

use frame_support::{traits::Get, weights::Weight};

/// The measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_attestations::WeightInfo for WeightInfo<T> {
    // Storage: `Attestations::DomainCount` (r:1 w:1)
    // Proof: `Attestations::DomainCount` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Domains` (r:0 w:1)
    // Proof: `Attestations::Domains` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    fn create_domain() -> Weight {
        Weight::from_parts(6_950_000, 1_489)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Attestations::Domains` (r:1 w:1)
    // Proof: `Attestations::Domains` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:8 w:8)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::IssuerIds` (r:8 w:0)
    // Proof: `Attestations::IssuerIds` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    fn rotate_key() -> Weight {
        Weight::from_parts(90_455_000, 21_302)
            .saturating_add(T::DbWeight::get().reads(17))
            .saturating_add(T::DbWeight::get().writes(9))
    }

    // Storage: `Attestations::SchemaCount` (r:1 w:1)
    // Proof: `Attestations::SchemaCount` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Domains` (r:1 w:1)
    // Proof: `Attestations::Domains` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Descriptions` (r:0 w:1)
    // Proof: `Attestations::Descriptions` (`max_values`: None, `max_size`: Some(1135), added: 3610, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:0 w:1)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    fn create_schema() -> Weight {
        Weight::from_parts(26_229_000, 3_617)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Attestations::Schemas` (r:1 w:1)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    fn retire_schema() -> Weight {
        Weight::from_parts(9_805_000, 3_501)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::IssuerIds` (r:1 w:1)
    // Proof: `Attestations::IssuerIds` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Domains` (r:1 w:0)
    // Proof: `Attestations::Domains` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    // Storage: `Attestations::IssuerCount` (r:1 w:1)
    // Proof: `Attestations::IssuerCount` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Issuers` (r:0 w:1)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    fn accredit() -> Weight {
        Weight::from_parts(40_130_000, 3_617)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Attestations::Issuers` (r:1 w:1)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    fn suspend_issuer() -> Weight {
        Weight::from_parts(14_101_000, 3_658)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Attestations::Issuers` (r:1 w:1)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    fn reinstate_issuer() -> Weight {
        Weight::from_parts(13_670_000, 3_658)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Attestations::Issuers` (r:1 w:1)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::IssuerIds` (r:0 w:1)
    // Proof: `Attestations::IssuerIds` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
    fn remove_issuer() -> Weight {
        Weight::from_parts(16_314_000, 3_658)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Attestations::Issuers` (r:1 w:1)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    fn void_issuer() -> Weight {
        Weight::from_parts(14_802_000, 3_658)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Attestations::Issuers` (r:1 w:1)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    fn set_bond() -> Weight {
        Weight::from_parts(52_168_000, 3_730)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Attestations::Issuers` (r:1 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Keys` (r:1 w:1)
    // Proof: `Attestations::Keys` (`max_values`: None, `max_size`: Some(149), added: 2624, mode: `MaxEncodedLen`)
    fn set_keys() -> Weight {
        Weight::from_parts(17_747_000, 3_658)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Attestations::Issuers` (r:1 w:1)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Domains` (r:1 w:0)
    // Proof: `Attestations::Domains` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Deputies` (r:1 w:1)
    // Proof: `Attestations::Deputies` (`max_values`: None, `max_size`: Some(99), added: 2574, mode: `MaxEncodedLen`)
    fn appoint_deputy() -> Weight {
        Weight::from_parts(28_071_000, 3_658)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Attestations::Issuers` (r:1 w:1)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Deputies` (r:1 w:1)
    // Proof: `Attestations::Deputies` (`max_values`: None, `max_size`: Some(99), added: 2574, mode: `MaxEncodedLen`)
    fn dismiss_deputy() -> Weight {
        Weight::from_parts(20_020_000, 3_658)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Attestations::Issuers` (r:1 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Slots` (r:1 w:1)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    fn issue() -> Weight {
        Weight::from_parts(19_970_000, 3_658)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Attestations::Issuers` (r:1 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Slots` (r:1 w:1)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    fn issue_signed() -> Weight {
        Weight::from_parts(61_512_000, 3_658)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Attestations::Issuers` (r:1 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Slots` (r:1 w:1)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Tags` (r:1 w:1)
    // Proof: `Attestations::Tags` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
    fn issue_tagged() -> Weight {
        Weight::from_parts(69_844_000, 3_658)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Attestations::Issuers` (r:1 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Slots` (r:1 w:1)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Tags` (r:1 w:1)
    // Proof: `Attestations::Tags` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    fn issue_held() -> Weight {
        Weight::from_parts(112_458_000, 3_730)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Attestations::Issuers` (r:18 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Deputies` (r:1 w:0)
    // Proof: `Attestations::Deputies` (`max_values`: None, `max_size`: Some(99), added: 2574, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Slots` (r:17 w:1)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Tags` (r:3 w:3)
    // Proof: `Attestations::Tags` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:2 w:2)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    // Measured for `n` from 1 to 16.
    fn issue_over(n: u32) -> Weight {
        Weight::from_parts(233_882_628, 8_790)
            .saturating_add(Weight::from_parts(9_066_130, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(12))
            .saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(8))
            .saturating_add(Weight::from_parts(0, 2668).saturating_mul(n.into()))
    }

    // Storage: `Attestations::Issuers` (r:18 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Deputies` (r:1 w:0)
    // Proof: `Attestations::Deputies` (`max_values`: None, `max_size`: Some(99), added: 2574, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Slots` (r:17 w:1)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Tags` (r:3 w:3)
    // Proof: `Attestations::Tags` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:2 w:2)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    // Measured for `n` from 1 to 16.
    fn claim(n: u32) -> Weight {
        Weight::from_parts(228_667_845, 8_790)
            .saturating_add(Weight::from_parts(7_481_189, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(11))
            .saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(7))
            .saturating_add(Weight::from_parts(0, 2668).saturating_mul(n.into()))
    }

    // Storage: `Attestations::Issuers` (r:9 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Deputies` (r:1 w:0)
    // Proof: `Attestations::Deputies` (`max_values`: None, `max_size`: Some(99), added: 2574, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Slots` (r:9 w:1)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Tags` (r:2 w:2)
    // Proof: `Attestations::Tags` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
    // Measured for `n` from 1 to 8.
    fn renew(n: u32) -> Weight {
        Weight::from_parts(143_874_392, 6_190)
            .saturating_add(Weight::from_parts(7_632_123, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(3))
            .saturating_add(Weight::from_parts(0, 2668).saturating_mul(n.into()))
    }

    // Storage: `Attestations::Slots` (r:1 w:1)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Issuers` (r:1 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Deputies` (r:1 w:0)
    // Proof: `Attestations::Deputies` (`max_values`: None, `max_size`: Some(99), added: 2574, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    fn suspend() -> Weight {
        Weight::from_parts(29_424_000, 3_658)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Attestations::Slots` (r:1 w:1)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Issuers` (r:1 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Deputies` (r:1 w:0)
    // Proof: `Attestations::Deputies` (`max_values`: None, `max_size`: Some(99), added: 2574, mode: `MaxEncodedLen`)
    fn lift() -> Weight {
        Weight::from_parts(55_463_000, 3_658)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Attestations::Slots` (r:1 w:1)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Issuers` (r:1 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Deputies` (r:1 w:0)
    // Proof: `Attestations::Deputies` (`max_values`: None, `max_size`: Some(99), added: 2574, mode: `MaxEncodedLen`)
    fn revoke() -> Weight {
        Weight::from_parts(25_738_000, 3_658)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Attestations::Slots` (r:1 w:1)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Freezes` (r:1 w:0)
    // Proof: `Attestations::Freezes` (`max_values`: None, `max_size`: Some(197), added: 2672, mode: `MaxEncodedLen`)
    fn renounce() -> Weight {
        Weight::from_parts(17_426_000, 3_662)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Attestations::Slots` (r:1 w:1)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Issuers` (r:1 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::RulesOfAppeal` (r:1 w:0)
    // Proof: `Attestations::RulesOfAppeal` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::CurrentPeriods` (r:1 w:0)
    // Proof: `Attestations::CurrentPeriods` (`max_values`: Some(1), `max_size`: Some(28), added: 523, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Tags` (r:1 w:1)
    // Proof: `Attestations::Tags` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    fn remove() -> Weight {
        Weight::from_parts(70_134_000, 3_730)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Attestations::Issuers` (r:1 w:1)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Freezes` (r:1 w:0)
    // Proof: `Attestations::Freezes` (`max_values`: None, `max_size`: Some(197), added: 2672, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Requests` (r:1 w:1)
    // Proof: `Attestations::Requests` (`max_values`: None, `max_size`: Some(139), added: 2614, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    // Storage: `Attestations::CurrentPeriods` (r:1 w:0)
    // Proof: `Attestations::CurrentPeriods` (`max_values`: Some(1), `max_size`: Some(28), added: 523, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Agenda` (r:0 w:1)
    // Proof: `Attestations::Agenda` (`max_values`: None, `max_size`: Some(41), added: 2516, mode: `MaxEncodedLen`)
    fn request() -> Weight {
        Weight::from_parts(68_882_000, 3_730)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Attestations::Issuers` (r:18 w:1)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Deputies` (r:1 w:0)
    // Proof: `Attestations::Deputies` (`max_values`: None, `max_size`: Some(99), added: 2574, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Requests` (r:1 w:1)
    // Proof: `Attestations::Requests` (`max_values`: None, `max_size`: Some(139), added: 2614, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Freezes` (r:1 w:0)
    // Proof: `Attestations::Freezes` (`max_values`: None, `max_size`: Some(197), added: 2672, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:3 w:3)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:3 w:3)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Slots` (r:17 w:1)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Tags` (r:3 w:3)
    // Proof: `Attestations::Tags` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Agenda` (r:0 w:1)
    // Proof: `Attestations::Agenda` (`max_values`: None, `max_size`: Some(41), added: 2516, mode: `MaxEncodedLen`)
    // Measured for `n` from 1 to 16.
    fn accept(n: u32) -> Weight {
        Weight::from_parts(291_246_088, 9_210)
            .saturating_add(Weight::from_parts(8_289_435, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(16))
            .saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(13))
            .saturating_add(Weight::from_parts(0, 2668).saturating_mul(n.into()))
    }

    // Storage: `Attestations::Issuers` (r:1 w:1)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Deputies` (r:1 w:0)
    // Proof: `Attestations::Deputies` (`max_values`: None, `max_size`: Some(99), added: 2574, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Requests` (r:1 w:1)
    // Proof: `Attestations::Requests` (`max_values`: None, `max_size`: Some(139), added: 2614, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    // Storage: `Attestations::RulesOfAppeal` (r:1 w:0)
    // Proof: `Attestations::RulesOfAppeal` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Agenda` (r:0 w:2)
    // Proof: `Attestations::Agenda` (`max_values`: None, `max_size`: Some(41), added: 2516, mode: `MaxEncodedLen`)
    fn refuse() -> Weight {
        Weight::from_parts(72_939_000, 3_730)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(6))
    }

    // Storage: `Attestations::Requests` (r:1 w:1)
    // Proof: `Attestations::Requests` (`max_values`: None, `max_size`: Some(139), added: 2614, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Issuers` (r:1 w:1)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Agenda` (r:0 w:1)
    // Proof: `Attestations::Agenda` (`max_values`: None, `max_size`: Some(41), added: 2516, mode: `MaxEncodedLen`)
    fn close_request() -> Weight {
        Weight::from_parts(57_015_000, 3_730)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    // Storage: `Attestations::Schemas` (r:8 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Issuers` (r:128 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::PolicyCount` (r:1 w:1)
    // Proof: `Attestations::PolicyCount` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Rules` (r:0 w:1)
    // Proof: `Attestations::Rules` (`max_values`: None, `max_size`: Some(918), added: 3393, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Policies` (r:0 w:1)
    // Proof: `Attestations::Policies` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    fn create_policy() -> Weight {
        Weight::from_parts(431_243_000, 342_494)
            .saturating_add(T::DbWeight::get().reads(137))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Attestations::Policies` (r:1 w:1)
    // Proof: `Attestations::Policies` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:8 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Issuers` (r:128 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Rules` (r:0 w:1)
    // Proof: `Attestations::Rules` (`max_values`: None, `max_size`: Some(918), added: 3393, mode: `MaxEncodedLen`)
    fn revise_policy() -> Weight {
        Weight::from_parts(437_803_000, 342_494)
            .saturating_add(T::DbWeight::get().reads(137))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Attestations::Offices` (r:2 w:1)
    // Proof: `Attestations::Offices` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Freezes` (r:1 w:0)
    // Proof: `Attestations::Freezes` (`max_values`: None, `max_size`: Some(197), added: 2672, mode: `MaxEncodedLen`)
    fn appoint() -> Weight {
        Weight::from_parts(16_244_000, 6_030)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Attestations::Offices` (r:2 w:0)
    // Proof: `Attestations::Offices` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    // Storage: `Attestations::CurrentPeriods` (r:1 w:0)
    // Proof: `Attestations::CurrentPeriods` (`max_values`: Some(1), `max_size`: Some(28), added: 523, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Freezes` (r:1 w:1)
    // Proof: `Attestations::Freezes` (`max_values`: None, `max_size`: Some(197), added: 2672, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Thaws` (r:1 w:1)
    // Proof: `Attestations::Thaws` (`max_values`: None, `max_size`: Some(1613), added: 4088, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Freezes` (r:1 w:1)
    // Proof: `Balances::Freezes` (`max_values`: None, `max_size`: Some(67), added: 2542, mode: `MaxEncodedLen`)
    // Storage: `Balances::Locks` (r:1 w:0)
    // Proof: `Balances::Locks` (`max_values`: None, `max_size`: Some(1299), added: 3774, mode: `MaxEncodedLen`)
    fn freeze() -> Weight {
        Weight::from_parts(49_895_000, 6_030)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Attestations::Offices` (r:1 w:0)
    // Proof: `Attestations::Offices` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Freezes` (r:1 w:1)
    // Proof: `Attestations::Freezes` (`max_values`: None, `max_size`: Some(197), added: 2672, mode: `MaxEncodedLen`)
    // Storage: `Attestations::CurrentPeriods` (r:1 w:0)
    // Proof: `Attestations::CurrentPeriods` (`max_values`: Some(1), `max_size`: Some(28), added: 523, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Thaws` (r:2 w:2)
    // Proof: `Attestations::Thaws` (`max_values`: None, `max_size`: Some(1613), added: 4088, mode: `MaxEncodedLen`)
    fn prolong() -> Weight {
        Weight::from_parts(30_085_000, 9_166)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    // Storage: `Attestations::Offices` (r:2 w:0)
    // Proof: `Attestations::Offices` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Freezes` (r:1 w:1)
    // Proof: `Attestations::Freezes` (`max_values`: None, `max_size`: Some(197), added: 2672, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Thaws` (r:1 w:1)
    // Proof: `Attestations::Thaws` (`max_values`: None, `max_size`: Some(1613), added: 4088, mode: `MaxEncodedLen`)
    // Storage: `Balances::Freezes` (r:1 w:1)
    // Proof: `Balances::Freezes` (`max_values`: None, `max_size`: Some(67), added: 2542, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Locks` (r:1 w:0)
    // Proof: `Balances::Locks` (`max_values`: None, `max_size`: Some(1299), added: 3774, mode: `MaxEncodedLen`)
    // Storage: `Attestations::CurrentPeriods` (r:1 w:0)
    // Proof: `Attestations::CurrentPeriods` (`max_values`: Some(1), `max_size`: Some(28), added: 523, mode: `MaxEncodedLen`)
    fn unfreeze() -> Weight {
        Weight::from_parts(49_173_000, 6_030)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Attestations::PanelPool` (r:1 w:1)
    // Proof: `Attestations::PanelPool` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
    // Storage: `Attestations::CurrentSitting` (r:1 w:1)
    // Proof: `Attestations::CurrentSitting` (`max_values`: Some(1), `max_size`: Some(2054), added: 2549, mode: `MaxEncodedLen`)
    // Storage: `System::ParentHash` (r:1 w:0)
    // Proof: `System::ParentHash` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
    fn set_pool() -> Weight {
        Weight::from_parts(72_528_000, 3_539)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Attestations::RulesOfAppeal` (r:1 w:1)
    // Proof: `Attestations::RulesOfAppeal` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    fn set_appeal_rules() -> Weight {
        Weight::from_parts(9_705_000, 3_501)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Attestations::RulesOfAppeal` (r:1 w:0)
    // Proof: `Attestations::RulesOfAppeal` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Slots` (r:9 w:1)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::AppealCount` (r:1 w:1)
    // Proof: `Attestations::AppealCount` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Issuers` (r:9 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Deputies` (r:9 w:0)
    // Proof: `Attestations::Deputies` (`max_values`: None, `max_size`: Some(99), added: 2574, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Domains` (r:1 w:0)
    // Proof: `Attestations::Domains` (`max_values`: None, `max_size`: Some(152), added: 2627, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Offices` (r:2 w:0)
    // Proof: `Attestations::Offices` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
    // Storage: `Attestations::CurrentSitting` (r:1 w:0)
    // Proof: `Attestations::CurrentSitting` (`max_values`: Some(1), `max_size`: Some(2054), added: 2549, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Tags` (r:1 w:1)
    // Proof: `Attestations::Tags` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Agenda` (r:0 w:1)
    // Proof: `Attestations::Agenda` (`max_values`: None, `max_size`: Some(41), added: 2516, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Appeals` (r:0 w:1)
    // Proof: `Attestations::Appeals` (`max_values`: None, `max_size`: Some(390), added: 2865, mode: `MaxEncodedLen`)
    fn appeal() -> Weight {
        Weight::from_parts(207_289_000, 25_002)
            .saturating_add(T::DbWeight::get().reads(36))
            .saturating_add(T::DbWeight::get().writes(6))
    }

    // Storage: `Attestations::Appeals` (r:1 w:1)
    // Proof: `Attestations::Appeals` (`max_values`: None, `max_size`: Some(390), added: 2865, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Slots` (r:9 w:1)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Issuers` (r:9 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Tags` (r:1 w:1)
    // Proof: `Attestations::Tags` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Agenda` (r:0 w:1)
    // Proof: `Attestations::Agenda` (`max_values`: None, `max_size`: Some(41), added: 2516, mode: `MaxEncodedLen`)
    fn decide() -> Weight {
        Weight::from_parts(162_152_000, 25_002)
            .saturating_add(T::DbWeight::get().reads(23))
            .saturating_add(T::DbWeight::get().writes(6))
    }

    // Storage: `Attestations::Appeals` (r:1 w:1)
    // Proof: `Attestations::Appeals` (`max_values`: None, `max_size`: Some(390), added: 2865, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:1 w:1)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:1 w:1)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Slots` (r:9 w:1)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Issuers` (r:9 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Tags` (r:1 w:1)
    // Proof: `Attestations::Tags` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Agenda` (r:0 w:1)
    // Proof: `Attestations::Agenda` (`max_values`: None, `max_size`: Some(41), added: 2516, mode: `MaxEncodedLen`)
    fn conclude() -> Weight {
        Weight::from_parts(162_922_000, 25_002)
            .saturating_add(T::DbWeight::get().reads(23))
            .saturating_add(T::DbWeight::get().writes(6))
    }

    // Storage: `Attestations::Issuers` (r:3 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Deputies` (r:2 w:0)
    // Proof: `Attestations::Deputies` (`max_values`: None, `max_size`: Some(99), added: 2574, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Slots` (r:2 w:0)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Freezes` (r:1 w:0)
    // Proof: `Attestations::Freezes` (`max_values`: None, `max_size`: Some(197), added: 2672, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Recoveries` (r:1 w:1)
    // Proof: `Attestations::Recoveries` (`max_values`: None, `max_size`: Some(209), added: 2684, mode: `MaxEncodedLen`)
    // Storage: `Attestations::CurrentPeriods` (r:1 w:0)
    // Proof: `Attestations::CurrentPeriods` (`max_values`: Some(1), `max_size`: Some(28), added: 523, mode: `MaxEncodedLen`)
    fn recover() -> Weight {
        Weight::from_parts(159_428_000, 8_994)
            .saturating_add(T::DbWeight::get().reads(11))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Attestations::Recoveries` (r:1 w:1)
    // Proof: `Attestations::Recoveries` (`max_values`: None, `max_size`: Some(209), added: 2684, mode: `MaxEncodedLen`)
    fn object() -> Weight {
        Weight::from_parts(11_637_000, 3_674)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Attestations::Recoveries` (r:1 w:1)
    // Proof: `Attestations::Recoveries` (`max_values`: None, `max_size`: Some(209), added: 2684, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Issuers` (r:18 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Slots` (r:17 w:2)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Freezes` (r:1 w:0)
    // Proof: `Attestations::Freezes` (`max_values`: None, `max_size`: Some(197), added: 2672, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Schemas` (r:1 w:0)
    // Proof: `Attestations::Schemas` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Tags` (r:3 w:3)
    // Proof: `Attestations::Tags` (`max_values`: None, `max_size`: Some(125), added: 2600, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:2 w:2)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Holds` (r:2 w:2)
    // Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
    // Measured for `n` from 1 to 16.
    fn complete_recovery(n: u32) -> Weight {
        Weight::from_parts(187_556_345, 8_790)
            .saturating_add(Weight::from_parts(8_208_746, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(13))
            .saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(10))
            .saturating_add(Weight::from_parts(0, 2668).saturating_mul(n.into()))
    }

    // Storage: `Attestations::CurrentPeriods` (r:1 w:1)
    // Proof: `Attestations::CurrentPeriods` (`max_values`: Some(1), `max_size`: Some(28), added: 523, mode: `MaxEncodedLen`)
    fn set_periods() -> Weight {
        Weight::from_parts(6_831_000, 1_513)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Attestations::Rules` (r:1 w:0)
    // Proof: `Attestations::Rules` (`max_values`: None, `max_size`: Some(918), added: 3393, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Freezes` (r:1 w:0)
    // Proof: `Attestations::Freezes` (`max_values`: None, `max_size`: Some(197), added: 2672, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Slots` (r:8 w:0)
    // Proof: `Attestations::Slots` (`max_values`: None, `max_size`: Some(184), added: 2659, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Issuers` (r:8 w:0)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Measured for `n` from 1 to 8.
    fn standing(n: u32) -> Weight {
        Weight::from_parts(9_335_723, 4_383)
            .saturating_add(Weight::from_parts(9_467_861, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 2668).saturating_mul(n.into()))
    }

    // Storage: `Attestations::Thaws` (r:1 w:0)
    // Proof: `Attestations::Thaws` (`max_values`: None, `max_size`: Some(1613), added: 4088, mode: `MaxEncodedLen`)
    // Storage: `Attestations::CurrentPeriods` (r:1 w:0)
    // Proof: `Attestations::CurrentPeriods` (`max_values`: Some(1), `max_size`: Some(28), added: 523, mode: `MaxEncodedLen`)
    fn begin_block_base() -> Weight {
        Weight::from_parts(4_887_000, 5_078).saturating_add(T::DbWeight::get().reads(2))
    }

    // Storage: `Attestations::Thaws` (r:1 w:1)
    // Proof: `Attestations::Thaws` (`max_values`: None, `max_size`: Some(1613), added: 4088, mode: `MaxEncodedLen`)
    // Storage: `Attestations::Freezes` (r:50 w:50)
    // Proof: `Attestations::Freezes` (`max_values`: None, `max_size`: Some(197), added: 2672, mode: `MaxEncodedLen`)
    // Storage: `Balances::Freezes` (r:50 w:50)
    // Proof: `Balances::Freezes` (`max_values`: None, `max_size`: Some(67), added: 2542, mode: `MaxEncodedLen`)
    // Storage: `System::Account` (r:50 w:50)
    // Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
    // Storage: `Balances::Locks` (r:50 w:0)
    // Proof: `Balances::Locks` (`max_values`: None, `max_size`: Some(1299), added: 3774, mode: `MaxEncodedLen`)
    // Storage: `Attestations::CurrentPeriods` (r:1 w:0)
    // Proof: `Attestations::CurrentPeriods` (`max_values`: Some(1), `max_size`: Some(28), added: 523, mode: `MaxEncodedLen`)
    // Measured for `n` from 0 to 50.
    fn thaw(n: u32) -> Weight {
        Weight::from_parts(4_998_378, 5_078)
            .saturating_add(Weight::from_parts(30_872_514, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().reads(4_u64.saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(1))
            .saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 3774).saturating_mul(n.into()))
    }

    // Storage: `Attestations::CurrentPeriods` (r:1 w:0)
    // Proof: `Attestations::CurrentPeriods` (`max_values`: Some(1), `max_size`: Some(28), added: 523, mode: `MaxEncodedLen`)
    // Storage: `Attestations::PanelPool` (r:1 w:0)
    // Proof: `Attestations::PanelPool` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
    // Storage: `System::ParentHash` (r:1 w:0)
    // Proof: `System::ParentHash` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
    // Storage: `Attestations::CurrentSitting` (r:0 w:1)
    // Proof: `Attestations::CurrentSitting` (`max_values`: Some(1), `max_size`: Some(2054), added: 2549, mode: `MaxEncodedLen`)
    fn draw_panel() -> Weight {
        Weight::from_parts(64_696_000, 3_535)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `Attestations::Issuers` (r:32 w:32)
    // Proof: `Attestations::Issuers` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
    // Measured for `n` from 0 to 32.
    fn settle_draws(n: u32) -> Weight {
        Weight::from_parts(983_682, 990)
            .saturating_add(Weight::from_parts(4_422_649, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 2668).saturating_mul(n.into()))
    }

    // Storage: `Attestations::Agenda` (r:1 w:0)
    // Proof: `Attestations::Agenda` (`max_values`: None, `max_size`: Some(41), added: 2516, mode: `MaxEncodedLen`)
    fn on_idle_base() -> Weight {
        Weight::from_parts(3_164_000, 3_506).saturating_add(T::DbWeight::get().reads(1))
    }
}
