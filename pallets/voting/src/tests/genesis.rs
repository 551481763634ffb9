use althing_primitives::Balance;
use frame_support::traits::fungible::InspectHold;

use crate::{mock::*, *};

fn build(change: impl FnOnce(&mut GenesisConfig<Test>)) {
    let mut builder = ExtBuilder::default();
    change(&mut builder.voting);
    builder.build_and_execute(|| {});
}

#[test]
fn stakes_at_genesis_count_from_the_first_epoch() {
    ExtBuilder::default()
        .stake(ALICE, 0, 100)
        .stake(ALICE, 0, 10)
        .stake(ALICE, 2, 1)
        .build_and_execute(|| {
            assert_eq!(own(ALICE), say(111, 112));
            assert_eq!(Balances::balance_on_hold(&HoldReason::Stake.into(), &ALICE), 111);
            assert_eq!(Stakes::<Test>::get(ALICE).tiers, [110, 0, 1, 0]);
            assert_eq!(Total::<Test>::get().at(0), say(111, 112));
        });
}

#[test]
fn the_defaults_agree_with_each_other() {
    build(|voting| *voting = GenesisConfig::default());
}

#[test]
fn the_configuration_is_written_in_camel_case() {
    let json = serde_json::json!({
        "epochLength": 10,
        "warmUp": 1,
        "retention": 60,
        "supportFloor": 1000,
        "tiers": [{ "lock": 300, "multiplier": 100 }],
        "stakes": [[1, 0, 500]],
    });
    let voting: GenesisConfig<Test> = serde_json::from_value(json).unwrap();
    assert_eq!((voting.epoch_length, voting.warm_up, voting.retention), (10, 1, 60));
    assert_eq!(voting.support_floor, 1000);
    assert_eq!(voting.tiers, vec![Tier { lock: 300, multiplier: 100 }]);
    assert_eq!(voting.stakes, vec![(ALICE, 0, 500)]);
}

#[test]
#[should_panic = "an epoch has at least one block"]
fn epochs_of_no_blocks_are_refused() {
    build(|voting| voting.epoch_length = 0);
}

#[test]
#[should_panic = "the warm-up is too long"]
fn a_warm_up_without_end_is_refused() {
    build(|voting| voting.warm_up = MAX_WARM_UP + 1);
}

#[test]
fn as_much_is_remembered_as_fits() {
    build(|voting| voting.retention = MAX_CHECKPOINTS - voting.warm_up - 2);
}

#[test]
#[should_panic = "say is remembered for too many epochs"]
fn more_than_fits_is_refused() {
    build(|voting| voting.retention = MAX_CHECKPOINTS - voting.warm_up - 1);
}

#[test]
#[should_panic = "say is remembered for no decision"]
fn too_little_is_refused() {
    build(|voting| voting.retention = 2);
}

#[test]
#[should_panic = "the shortest lock counts exactly once"]
fn no_tiers_are_refused() {
    build(|voting| voting.tiers.clear());
}

#[test]
#[should_panic = "the shortest lock counts exactly once"]
fn a_shortest_lock_that_multiplies_is_refused() {
    build(|voting| voting.tiers[0].multiplier = 101);
}

#[test]
#[should_panic = "longer locks come later and count no less"]
fn tiers_out_of_order_are_refused() {
    build(|voting| voting.tiers.swap(1, 2));
}

#[test]
#[should_panic = "longer locks come later and count no less"]
fn longer_locks_that_count_less_are_refused() {
    build(|voting| voting.tiers[2].multiplier = 149);
}

#[test]
#[should_panic = "too many lock tiers"]
fn more_tiers_than_fit_are_refused() {
    build(|voting| voting.tiers.push(Tier { lock: 999, multiplier: 999 }));
}

#[test]
#[should_panic = "has no such tier"]
fn a_stake_in_an_unknown_tier_is_refused() {
    build(|voting| voting.stakes.push((ALICE, 4, 1)));
}

#[test]
#[should_panic = "is more than zero"]
fn a_stake_of_nothing_is_refused() {
    build(|voting| voting.stakes.push((ALICE, 0, 0)));
}

#[test]
#[should_panic = "is not covered"]
fn a_stake_beyond_what_the_account_owns_is_refused() {
    build(|voting| voting.stakes.push((ALICE, 0, WEALTH + 1)));
}

#[test]
#[should_panic = "overflows"]
fn a_stake_whose_power_overflows_is_refused() {
    let riches = Balance::MAX - 10 * WEALTH;
    ExtBuilder::default().balance(ALICE, riches).stake(ALICE, 3, riches - 1).build();
}
