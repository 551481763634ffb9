use althing_primitives::say::Say;
use frame_support::{assert_noop, assert_ok};

use crate::{mock::*, *};

#[test]
fn a_delegation_counts_after_the_warm_up() {
    ExtBuilder::default().stake(ALICE, 1, 100).build_and_execute(|| {
        assert_ok!(delegate(ALICE, BOB));
        let delegated = Event::Delegated { who: ALICE, from: None, to: BOB, counts_from: 2 };
        assert_eq!(last_event(), delegated);
        go_to_epoch(1);
        assert_eq!(received(BOB), Say::default());
        assert_eq!(Voting::say(ALICE).delegate, None);
        go_to_epoch(2);
        assert_eq!(received(BOB), say(100, 150));
        assert_eq!(Voting::say(ALICE).delegate, Some(BOB));
        assert_eq!(own(ALICE), say(100, 150));
    });
}

#[test]
fn the_old_delegate_stays_until_the_new_one_counts() {
    ExtBuilder::default().warm_up(2).stake(ALICE, 0, 100).build_and_execute(|| {
        assert_ok!(delegate(ALICE, BOB));
        go_to_epoch(3);
        assert_ok!(delegate(ALICE, CHARLIE));
        let delegated =
            Event::Delegated { who: ALICE, from: Some(BOB), to: CHARLIE, counts_from: 6 };
        assert_eq!(last_event(), delegated);
        go_to_epoch(5);
        assert_eq!((received(BOB), received(CHARLIE)), (say(100, 100), Say::default()));
        go_to_epoch(6);
        assert_eq!((received(BOB), received(CHARLIE)), (Say::default(), say(100, 100)));
    });
}

#[test]
fn one_that_waits_to_count_gives_way_to_the_next() {
    ExtBuilder::default().warm_up(4).stake(ALICE, 0, 100).build_and_execute(|| {
        assert_ok!(delegate(ALICE, BOB));
        go_to_epoch(2);
        assert_ok!(delegate(ALICE, CHARLIE));
        let delegated = Event::Delegated { who: ALICE, from: None, to: CHARLIE, counts_from: 7 };
        assert_eq!(last_event(), delegated);
        go_to_epoch(6);
        assert_eq!(Voting::say(ALICE).delegate, None);
        go_to_epoch(7);
        assert_eq!(Voting::say(ALICE).delegate, Some(CHARLIE));
        assert_eq!((received(BOB), received(CHARLIE)), (Say::default(), say(100, 100)));
    });
}

#[test]
fn the_present_delegate_named_again_stays_without_a_break() {
    ExtBuilder::default().warm_up(3).stake(ALICE, 0, 100).build_and_execute(|| {
        assert_ok!(delegate(ALICE, BOB));
        go_to_epoch(4);
        assert_ok!(delegate(ALICE, CHARLIE));
        assert_ok!(delegate(ALICE, BOB));
        let delegated = Event::Delegated { who: ALICE, from: Some(BOB), to: BOB, counts_from: 5 };
        assert_eq!(last_event(), delegated);
        for epoch in 5..10 {
            go_to_epoch(epoch);
            assert_eq!(received(BOB), say(100, 100));
        }
    });
}

#[test]
fn received_say_stays_where_it_is() {
    ExtBuilder::default().stake(ALICE, 0, 100).stake(BOB, 0, 10).build_and_execute(|| {
        assert_ok!(delegate(ALICE, BOB));
        assert_ok!(delegate(BOB, CHARLIE));
        go_to_epoch(2);
        assert_eq!((received(BOB), received(CHARLIE)), (say(100, 100), say(10, 10)));
    });
}

#[test]
fn loops_are_harmless() {
    ExtBuilder::default()
        .stake(ALICE, 0, 1)
        .stake(BOB, 0, 10)
        .stake(CHARLIE, 0, 100)
        .build_and_execute(|| {
            for (who, to) in [(ALICE, BOB), (BOB, CHARLIE), (CHARLIE, ALICE)] {
                assert_ok!(delegate(who, to));
            }
            go_to_epoch(2);
            assert_ok!(open(1));
            for (who, ayes) in [(ALICE, 101), (BOB, 111), (CHARLIE, 111)] {
                assert_ok!(vote(who, 1, Choice::Aye));
                assert_eq!(count(1).0, ayes);
            }
            for who in [ALICE, BOB, CHARLIE] {
                assert_ok!(withdraw_ballot(who, 1));
            }
            assert_eq!(count(1), (0, 0, 0, 0));
        });
}

#[test]
fn roots_are_summed_over_the_delegators() {
    ExtBuilder::default().stake(ALICE, 0, 100).stake(BOB, 0, 400).build_and_execute(|| {
        assert_ok!(delegate(ALICE, CHARLIE));
        assert_ok!(delegate(BOB, CHARLIE));
        go_to_epoch(2);
        assert_eq!(received(CHARLIE), Say { stake: 500, power: 500, root: 30 });
    });
}

#[test]
fn an_account_that_does_not_exist_can_be_a_delegate() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        assert_ok!(delegate(ALICE, NOBODY));
        go_to_epoch(2);
        assert_eq!(received(NOBODY), say(100, 100));
    });
}

#[test]
fn delegate_fails_to_oneself() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        assert_noop!(delegate(ALICE, ALICE), Error::<Test>::DelegateToSelf);
    });
}

#[test]
fn delegate_fails_without_stake() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        assert_noop!(delegate(EVE, ALICE), Error::<Test>::NothingStaked);
        assert_ok!(unstake(ALICE, 0, 100));
        assert_noop!(delegate(ALICE, BOB), Error::<Test>::NothingStaked);
    });
}

#[test]
fn delegate_fails_to_the_delegate_that_is_named_already() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        assert_ok!(delegate(ALICE, BOB));
        assert_noop!(delegate(ALICE, BOB), Error::<Test>::AlreadyDelegate);
        go_to_epoch(5);
        assert_noop!(delegate(ALICE, BOB), Error::<Test>::AlreadyDelegate);
    });
}
