use althing_primitives::{say::Say, Balance};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};

use crate::{mock::*, *};

#[test]
fn unstaked_tokens_stop_counting_with_the_next_epoch_and_then_the_lock_runs() {
    ExtBuilder::default().stake(ALICE, 1, 500).build_and_execute(|| {
        go_to(15);
        assert_ok!(unstake(ALICE, 1, 200));
        let started = Event::UnstakeStarted {
            who: ALICE,
            tier: 1,
            amount: 200,
            total: 300,
            counts_until: 2,
            unlocks_at: 20 + LOCKS[1],
        };
        assert_eq!(last_event(), started);
        assert_eq!(own(ALICE), say(500, 750));
        go_to_epoch(2);
        assert_eq!(own(ALICE), say(300, 450));
        assert_eq!(Total::<Test>::get().at(2), say(300, 450));
        assert_eq!(Balances::balance_on_hold(&HoldReason::Stake.into(), &ALICE), 500);
    });
}

#[test]
fn what_still_warms_up_is_taken_first() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        assert_ok!(stake(ALICE, 0, 50));
        assert_ok!(unstake(ALICE, 0, 50));
        let staked: Vec<_> = (0..4).map(|epoch| Total::<Test>::get().at(epoch).stake).collect();
        assert_eq!(staked, [100, 100, 100, 100]);

        assert_ok!(stake(ALICE, 0, 50));
        assert_ok!(unstake(ALICE, 0, 80));
        let staked: Vec<_> = (0..4).map(|epoch| Total::<Test>::get().at(epoch).stake).collect();
        assert_eq!(staked, [100, 70, 70, 70]);
    });
}

#[test]
fn a_poll_that_opened_before_still_counts_what_is_unstaked() {
    ExtBuilder::default().stake(ALICE, 0, 500).build_and_execute(|| {
        assert_ok!(open(1));
        assert_ok!(unstake(ALICE, 0, 500));
        go_to_epoch(3);
        assert_ok!(Voting::withdraw(by(BOB), ALICE));
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        assert_eq!(count(1), (500, 0, 0, 500));

        assert_ok!(open(2));
        assert_noop!(vote(ALICE, 2, Choice::Aye), Error::<Test>::NoSay);
    });
}

#[test]
fn an_amount_is_locked_until_every_poll_it_counts_in_has_had_the_whole_lock() {
    ExtBuilder::default().stake(ALICE, 0, 500).build_and_execute(|| {
        assert_ok!(unstake(ALICE, 0, 500));
        go_to(9);
        assert_ok!(open(1));
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        let unlocks_at = Stakes::<Test>::get(ALICE).unlocking[0].unlocks_at;
        assert!(unlocks_at > 9 + LOCKS[0]);
    });
}

#[test]
fn the_delegate_loses_what_a_delegator_takes_back() {
    ExtBuilder::default().stake(ALICE, 0, 500).build_and_execute(|| {
        assert_ok!(delegate(ALICE, BOB));
        go_to_epoch(2);
        assert_eq!(received(BOB), say(500, 500));
        assert_ok!(unstake(ALICE, 0, 400));
        assert_eq!(received(BOB), say(500, 500));
        go_to_epoch(3);
        assert_eq!(received(BOB), say(100, 100));
    });
}

#[test]
fn an_unstake_reaches_the_delegate_that_counts_and_the_one_that_waits() {
    ExtBuilder::default().stake(ALICE, 0, 500).build_and_execute(|| {
        assert_ok!(delegate(ALICE, BOB));
        go_to_epoch(2);
        assert_ok!(delegate(ALICE, CHARLIE));
        assert_ok!(unstake(ALICE, 0, 100));
        go_to_epoch(3);
        assert_eq!((received(BOB), received(CHARLIE)), (say(400, 400), Say::default()));
        go_to_epoch(4);
        assert_eq!((received(BOB), received(CHARLIE)), (Say::default(), say(400, 400)));
    });
}

#[test]
fn amounts_of_one_tier_and_epoch_are_one() {
    ExtBuilder::default().stake(ALICE, 0, 500).stake(ALICE, 1, 500).build_and_execute(|| {
        assert_ok!(unstake(ALICE, 0, 1));
        go_to(9);
        assert_ok!(unstake(ALICE, 0, 2));
        assert_ok!(unstake(ALICE, 1, 4));
        go_to(10);
        assert_ok!(unstake(ALICE, 0, 8));
        let amounts = Stakes::<Test>::get(ALICE).unlocking;
        let amounts: Vec<_> = amounts.into_iter().map(|entry| entry.amount).collect();
        assert_eq!(amounts, [3, 4, 8]);
    });
}

#[test]
fn unstake_fails_for_nothing_and_for_an_unknown_tier() {
    ExtBuilder::default().stake(ALICE, 0, 500).build_and_execute(|| {
        assert_noop!(unstake(ALICE, 0, 0), Error::<Test>::ZeroAmount);
        assert_noop!(unstake(ALICE, 4, 1), Error::<Test>::UnknownTier);
    });
}

#[test]
fn unstake_fails_beyond_what_the_tier_holds() {
    ExtBuilder::default().stake(ALICE, 0, 500).build_and_execute(|| {
        assert_noop!(unstake(ALICE, 0, 501), Error::<Test>::InsufficientStake);
        assert_noop!(unstake(ALICE, 0, Balance::MAX), Error::<Test>::InsufficientStake);
        assert_noop!(unstake(ALICE, 1, 1), Error::<Test>::InsufficientStake);
        assert_noop!(unstake(BOB, 0, 1), Error::<Test>::InsufficientStake);
        assert_ok!(unstake(ALICE, 0, 500));
        assert_noop!(unstake(ALICE, 0, 1), Error::<Test>::InsufficientStake);
    });
}

#[test]
fn unstake_fails_while_too_many_locks_run_out() {
    ExtBuilder::default().stake(ALICE, 3, 500).build_and_execute(|| {
        for epoch in 0..MAX_UNLOCKING {
            go_to(epoch * EPOCH + 1);
            assert_ok!(unstake(ALICE, 3, 1));
        }
        go_to_epoch(MAX_UNLOCKING);
        assert_noop!(unstake(ALICE, 3, 1), Error::<Test>::TooManyUnlocking);
        assert_ok!(Voting::withdraw(by(ALICE), ALICE));
        assert_ok!(unstake(ALICE, 3, 1));
    });
}
