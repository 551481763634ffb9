use althing_primitives::say::Say;
use frame_support::{assert_noop, assert_ok};

use crate::{mock::*, *};

fn undelegate(who: AccountId) -> sp_runtime::DispatchResult {
    Voting::undelegate(by(who))
}

#[test]
fn say_returns_with_the_next_epoch() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        assert_ok!(delegate(ALICE, BOB));
        go_to_epoch(2);
        assert_ok!(undelegate(ALICE));
        assert_eq!(last_event(), Event::Undelegated { who: ALICE, from: BOB, counts_from: 3 });
        assert_eq!(received(BOB), say(100, 100));
        go_to_epoch(3);
        assert_eq!(received(BOB), Say::default());
        assert_eq!(Voting::say(ALICE).delegate, None);
    });
}

#[test]
fn one_that_waits_to_count_ends_as_well() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        assert_ok!(delegate(ALICE, BOB));
        assert_ok!(undelegate(ALICE));
        go_to_epoch(2);
        assert_eq!(received(BOB), Say::default());
        assert!(!Received::<Test>::contains_key(BOB));
    });
}

#[test]
fn both_the_present_and_the_coming_delegate_end() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        assert_ok!(delegate(ALICE, BOB));
        go_to_epoch(2);
        assert_ok!(delegate(ALICE, CHARLIE));
        assert_ok!(undelegate(ALICE));
        assert_eq!(last_event(), Event::Undelegated { who: ALICE, from: CHARLIE, counts_from: 3 });
        for epoch in 3..6 {
            go_to_epoch(epoch);
            assert_eq!((received(BOB), received(CHARLIE)), (Say::default(), Say::default()));
        }
    });
}

#[test]
fn an_open_poll_keeps_to_the_delegation_it_opened_with() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        assert_ok!(delegate(ALICE, BOB));
        go_to_epoch(2);
        assert_ok!(open(1));
        assert_ok!(undelegate(ALICE));
        go_to_epoch(3);
        assert_ok!(vote(BOB, 1, Choice::Nay));
        assert_eq!(count(1), (0, 100, 0, 0));
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        assert_eq!(count(1), (100, 0, 0, 100));
    });
}

#[test]
fn undelegate_fails_where_nobody_is_named() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        assert_noop!(undelegate(ALICE), Error::<Test>::NotDelegating);
        assert_noop!(undelegate(NOBODY), Error::<Test>::NotDelegating);
        assert_ok!(delegate(ALICE, BOB));
        assert_ok!(undelegate(ALICE));
        assert_noop!(undelegate(ALICE), Error::<Test>::NotDelegating);
    });
}
