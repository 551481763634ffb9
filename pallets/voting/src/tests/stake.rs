use althing_primitives::{say::Say, Balance};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use sp_runtime::{ArithmeticError, TokenError};

use crate::{mock::*, *};

#[test]
fn new_stake_is_held_and_counts_after_the_warm_up() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(stake(ALICE, 0, 500));
        let staked = Event::Staked { who: ALICE, tier: 0, amount: 500, total: 500, counts_from: 2 };
        assert_eq!(last_event(), staked);
        assert_eq!(Balances::balance_on_hold(&HoldReason::Stake.into(), &ALICE), 500);
        assert_eq!(Stakes::<Test>::get(ALICE).tiers, [500, 0, 0, 0]);

        assert_eq!(own(ALICE), Say::default());
        go_to_epoch(1);
        assert_eq!(own(ALICE), Say::default());
        go_to_epoch(2);
        assert_eq!(own(ALICE), say(500, 500));
        assert_eq!(Total::<Test>::get().at(2), say(500, 500));
        assert_eq!(Total::<Test>::get().at(1), Say::default());
    });
}

#[test]
fn a_longer_warm_up_keeps_new_stake_waiting_for_longer() {
    ExtBuilder::default().warm_up(3).build_and_execute(|| {
        assert_ok!(stake(ALICE, 0, 500));
        go_to_epoch(3);
        assert_eq!(own(ALICE), Say::default());
        go_to_epoch(4);
        assert_eq!(own(ALICE), say(500, 500));
    });
}

#[test]
fn each_tier_multiplies_and_the_shortest_counts_once() {
    ExtBuilder::default().build_and_execute(|| {
        for (tier, power) in [(0, 101), (1, 252), (2, 454), (3, 757)] {
            assert_ok!(stake(ALICE, tier, 101));
            assert_eq!(Voting::say(ALICE).settled.power, power);
        }
        assert_eq!(Voting::say(ALICE).settled.stake, 404);
        assert_eq!(Voting::say(ALICE).settled.root, 27);
    });
}

#[test]
fn stakes_of_several_epochs_add_up() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        assert_ok!(stake(ALICE, 0, 10));
        assert_ok!(stake(ALICE, 0, 1));
        go_to_epoch(1);
        assert_ok!(stake(ALICE, 0, 1000));
        let staked: Vec<_> = (0..4).map(|epoch| Total::<Test>::get().at(epoch).stake).collect();
        assert_eq!(staked, [100, 100, 111, 1111]);
    });
}

#[test]
fn the_stake_of_a_delegator_counts_with_its_delegate() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        assert_ok!(delegate(ALICE, BOB));
        go_to_epoch(3);
        assert_ok!(stake(ALICE, 1, 50));
        assert_eq!(received(BOB), say(100, 100));
        go_to_epoch(5);
        assert_eq!(received(BOB), say(150, 175));
    });
}

#[test]
fn stake_fails_for_nothing_and_for_an_unknown_tier() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(stake(ALICE, 0, 0), Error::<Test>::ZeroAmount);
        assert_noop!(stake(ALICE, 4, 1), Error::<Test>::UnknownTier);
        assert_noop!(stake(ALICE, 255, 1), Error::<Test>::UnknownTier);
    });
}

#[test]
fn stake_fails_beyond_what_the_account_owns() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(stake(ALICE, 0, WEALTH + 1), TokenError::FundsUnavailable);
        assert_noop!(stake(ALICE, 0, Balance::MAX), TokenError::FundsUnavailable);
        assert_noop!(stake(NOBODY, 0, 1), TokenError::FundsUnavailable);
        // What is staked backs nothing else.
        assert_ok!(stake(ALICE, 0, WEALTH - 10));
        assert_noop!(stake(ALICE, 1, 11), TokenError::FundsUnavailable);
    });
}

#[test]
fn stake_fails_where_multiplied_power_overflows() {
    let riches = Balance::MAX - 10 * WEALTH;
    ExtBuilder::default().balance(ALICE, riches).build_and_execute(|| {
        assert_noop!(stake(ALICE, 3, riches / 2), ArithmeticError::Overflow);
        // Where it counts once, all of it can be staked.
        assert_ok!(stake(ALICE, 0, riches - 1));
        assert_eq!(Voting::say(ALICE).settled.power, riches - 1);
    });
}

#[test]
fn stake_fails_where_the_sum_of_all_power_overflows() {
    let riches = Balance::MAX / 3;
    ExtBuilder::default().balance(ALICE, riches + 1).build_and_execute(|| {
        assert_ok!(stake(ALICE, 3, riches));
        assert_noop!(stake(BOB, 3, 1), ArithmeticError::Overflow);
        assert_eq!(Total::<Test>::get().newest().power, Balance::MAX);
    });
}

#[test]
fn stake_made_in_each_epoch_never_outgrows_the_timeline() {
    ExtBuilder::default().warm_up(8).build_and_execute(|| {
        for epoch in 0..100 {
            go_to(epoch * EPOCH + 1);
            assert_ok!(stake(ALICE, 0, 3));
            assert_ok!(unstake(ALICE, 0, 1));
            let _ = Voting::withdraw(by(ALICE), ALICE);
        }
        // The epochs remembered, the warm-up, and two more.
        assert_eq!(Own::<Test>::get(ALICE).checkpoints().len(), 6 + 8 + 2);
        assert_eq!(Total::<Test>::get().checkpoints().len(), 6 + 8 + 2);
    });
}
