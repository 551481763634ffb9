//! The networks one can start with no file at hand.

use crate::common::Chain;
use althing_runtime::{
    clock::{BlocksPerSlot, Chosen, Settings},
    configs::treasury::TreasuryAccount,
    constants::{DAYS, THG},
    genesis_presets::{self, preset_names},
    Balances, Runtime, Session,
};
use frame_support::{assert_ok, traits::fungible::Inspect};
use pallet_attestations::{
    CurrentPeriods, CurrentSitting, MeasureKind, Office, Offices, PanelPool, RulesOfAppeal,
};
use pallet_proposals::{Authority, Tracks};
use sp_keyring::Sr25519Keyring;

const NETWORK: Settings = Settings {
    slot_duration: 2_000,
    minimum_period: 1_000,
    blocks_per_slot: BlocksPerSlot::One,
    session_length: 50,
};

const DEV: Settings = Settings {
    slot_duration: 1_000,
    minimum_period: 0,
    blocks_per_slot: BlocksPerSlot::Many,
    session_length: 1_000,
};

#[test]
fn there_are_three_presets() {
    assert_eq!(preset_names(), ["dev", "solo", "local"]);
    assert_eq!(genesis_presets::get_preset(&"staging".into()), None);
}

#[test]
fn every_preset_endows_the_well_known_accounts_and_the_treasury() {
    for preset in ["dev", "solo", "local"] {
        let mut chain = Chain::new(preset);
        for who in ["Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie"] {
            let who = who.parse::<Sr25519Keyring>().unwrap().to_account_id();
            assert_eq!(chain.read(|| Balances::total_balance(&who)), 1_000_000_000 * THG);
        }
        assert_eq!(chain.free(&TreasuryAccount::get()), 10_000_000 * THG);
        // The seven whom panels are drawn from have 100 THG each.
        assert_eq!(chain.read(Balances::total_issuance), 6_010_000_700 * THG);
    }
}

#[test]
fn every_preset_states_its_clock_and_its_authorities() {
    use Sr25519Keyring::{Alice, Bob, Charlie, Dave};

    let cases = [
        ("dev", DEV, vec![Alice]),
        ("solo", NETWORK, vec![Alice]),
        ("local", NETWORK, vec![Alice, Bob, Charlie, Dave]),
    ];
    for (preset, clock, authorities) in cases {
        let mut chain = Chain::new(preset);
        assert_eq!(chain.read(Chosen::<Runtime>::get), clock);
        let authorities = authorities.into_iter().map(|who| who.to_account_id());
        assert_eq!(chain.read(Session::validators), authorities.collect::<Vec<_>>());
    }
}

#[test]
fn aura_and_grandpa_know_the_authorities_of_the_session() {
    let mut chain = Chain::new("local");
    let aura = chain.read(pallet_aura::Authorities::<Runtime>::get);
    let grandpa = chain.read(althing_runtime::Grandpa::grandpa_authorities);
    assert_eq!((aura.len(), grandpa.len()), (4, 4));
}

#[test]
fn without_a_genesis_the_clock_is_that_of_production() {
    let production = Settings {
        slot_duration: 6_000,
        minimum_period: 3_000,
        blocks_per_slot: BlocksPerSlot::One,
        session_length: 600,
    };
    assert_eq!(Settings::default(), production);
}

#[test]
fn in_the_networks_four_accounts_have_say_from_the_first_block_and_on_dev_nobody() {
    use althing_primitives::apis::runtime_decl_for_voting_api::VotingApiV1;

    for (preset, stake) in [("dev", 0), ("solo", 1_000 * THG), ("local", 1_000 * THG)] {
        let mut chain = Chain::new(preset);
        for who in crate::common::governance::STAKERS {
            let say = chain.read(|| Runtime::say(who.to_account_id()));
            assert_eq!((say.own.stake, say.own.power), (stake, stake));
        }
        let eve = chain.read(|| Runtime::say(Sr25519Keyring::Eve.to_account_id()));
        assert!(eve.own.is_zero());
    }
}

#[test]
fn every_preset_has_the_seven_tracks_and_a_guardian_for_half_a_year() {
    for preset in ["dev", "solo", "local"] {
        let mut chain = Chain::new(preset);
        let mut tracks =
            chain.read(|| pallet_proposals::Tracks::<Runtime>::iter().collect::<Vec<_>>());
        tracks.sort_by_key(|(id, _)| *id);
        let names = tracks.iter().map(|(id, track)| (*id, &track.name[..])).collect::<Vec<_>>();
        let expected: [(u16, &[u8]); 7] = [
            (0, b"constitution"),
            (1, b"treasury"),
            (2, b"small-spend"),
            (3, b"canceller"),
            (4, b"killer"),
            (5, b"accreditation"),
            (6, b"registers"),
        ];
        assert_eq!(names, expected);
        let guardian = chain.read(pallet_proposals::CurrentGuardian::<Runtime>::get).unwrap();
        assert_eq!(guardian.account, Sr25519Keyring::Ferdie.to_account_id());
    }
}

#[test]
fn the_tracks_of_issuers_and_of_registers_give_mandates_and_no_track_asks_for_a_policy_yet() {
    for preset in ["dev", "solo", "local"] {
        let mut chain = Chain::new(preset);
        for (id, track) in chain.read(|| Tracks::<Runtime>::iter().collect::<Vec<_>>()) {
            assert_eq!(track.authority == Authority::Mandate, id == 5 || id == 6);
            assert_eq!(track.policy, None);
        }
    }
}

#[test]
fn what_has_ended_is_kept_as_long_as_a_poll_can_rely_on_it() {
    for preset in ["dev", "solo", "local"] {
        let mut chain = Chain::new(preset);
        let periods = chain.read(CurrentPeriods::<Runtime>::get);
        assert!(periods.is_valid());
        let voting = chain.read(pallet_voting::Settings::<Runtime>::get);
        let remembered = voting.epoch_length * voting.retention;
        assert!(periods.keeping >= remembered, "{} of {remembered}", periods.keeping);
        for (id, track) in chain.read(|| Tracks::<Runtime>::iter().collect::<Vec<_>>()) {
            let decided = track.decision + track.confirmation;
            let executed = track.timelock + track.execution_window;
            let longest = track.submission_timeout + decided + executed;
            assert!(periods.keeping >= longest, "track {id} takes {longest}");
        }
    }
}

#[test]
fn every_preset_fills_both_offices_with_two_people_for_half_a_year() {
    for preset in ["dev", "solo", "local"] {
        let mut chain = Chain::new(preset);
        let holds = |chain: &mut Chain, office| {
            chain.read(|| Offices::<Runtime>::get(office)).expect("it is filled")
        };
        let compliance = holds(&mut chain, Office::Compliance);
        let review = holds(&mut chain, Office::Review);
        assert_eq!(compliance.account, Sr25519Keyring::Eve.to_account_id());
        assert_eq!(review.account, Sr25519Keyring::Ferdie.to_account_id());
        for office in [compliance, review] {
            assert_eq!(office.until, 182 * DAYS);
        }
    }
}

#[test]
fn panels_are_drawn_from_people_with_no_other_part() {
    for preset in ["dev", "solo", "local"] {
        let mut chain = Chain::new(preset);
        let pool = chain.read(PanelPool::<Runtime>::get);
        let named = ["Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie"]
            .map(|who| who.parse::<Sr25519Keyring>().unwrap().to_account_id());
        assert!(named.iter().all(|busy| !pool.contains(busy)));
        assert!(!pool.contains(&TreasuryAccount::get()));

        chain.skip(1);
        let sitting = chain.read(CurrentSitting::<Runtime>::get).expect("it is drawn at once");
        assert_eq!(sitting.drawn, 1);
        let (mut order, mut pool) = (sitting.order.into_inner(), pool.into_inner());
        order.sort();
        pool.sort();
        assert_eq!(order, pool);
    }
}

#[test]
fn every_measure_can_be_appealed_before_a_panel_that_can_be_filled() {
    for preset in ["dev", "solo", "local"] {
        let mut chain = Chain::new(preset);
        let pool = chain.read(PanelPool::<Runtime>::get).len();
        for kind in [
            MeasureKind::Revocation,
            MeasureKind::Suspension,
            MeasureKind::Refusal,
            MeasureKind::Freeze,
            MeasureKind::Tag,
        ] {
            let rules = chain.read(|| RulesOfAppeal::<Runtime>::get(kind)).expect("it has rules");
            assert!(usize::from(rules.panel) <= pool, "{kind:?}");
            assert_eq!(rules.panel % 2, 1, "{kind:?}: no panel that votes is split");
        }
        let freeze = chain.read(|| RulesOfAppeal::<Runtime>::get(MeasureKind::Freeze)).unwrap();
        let longest = chain.read(CurrentPeriods::<Runtime>::get).longest_freeze;
        assert!(freeze.decision < longest, "an appeal is decided while the freeze lasts");
        assert_ok!(chain.read(althing_runtime::Attestations::do_try_state));
    }
}
