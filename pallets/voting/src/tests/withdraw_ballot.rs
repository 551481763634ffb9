use frame_support::{assert_noop, assert_ok};

use crate::{mock::*, *};

/// Alice delegates to Bob. Poll 1 is open.
fn with_a_delegator(test: impl FnOnce()) {
    ExtBuilder::default().stake(ALICE, 1, 100).stake(BOB, 0, 10).build_and_execute(|| {
        assert_ok!(delegate(ALICE, BOB));
        go_to_epoch(2);
        assert_ok!(open(1));
        test();
    });
}

#[test]
fn a_withdrawn_ballot_counts_no_more() {
    ExtBuilder::default().stake(ALICE, 3, 100).build_and_execute(|| {
        assert_ok!(open(1));
        assert_ok!(vote(ALICE, 1, Choice::Abstain));
        assert_ok!(withdraw_ballot(ALICE, 1));
        let withdrawn = Event::BallotWithdrawn {
            poll: 1,
            who: ALICE,
            choice: Choice::Abstain,
            say: say(100, 300),
        };
        assert_eq!(last_event(), withdrawn);
        assert_eq!(count(1), (0, 0, 0, 0));
        assert_eq!(Voting::ballot(1, ALICE), None);
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        assert_eq!(count(1), (300, 0, 0, 100));
    });
}

#[test]
fn the_say_of_a_delegator_returns_to_its_delegate() {
    with_a_delegator(|| {
        assert_ok!(vote(BOB, 1, Choice::Nay));
        let before = Voting::ballot(1, BOB);
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        let reduced = Voting::ballot(1, BOB);
        assert_ok!(withdraw_ballot(ALICE, 1));
        let returned = Event::SayReturned {
            poll: 1,
            who: ALICE,
            delegate: BOB,
            say: say(100, 150),
            previous: reduced,
            ballot: before,
        };
        assert_eq!(last_event(), returned);
        assert_eq!(Voting::ballot(1, BOB), before);
        assert_eq!(count(1), (0, 160, 0, 0));
        assert!(!Retracted::<Test>::contains_key(1, BOB));
    });
}

#[test]
fn it_returns_in_any_order() {
    with_a_delegator(|| {
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        assert_ok!(vote(BOB, 1, Choice::Nay));
        assert_ok!(withdraw_ballot(BOB, 1));
        assert_eq!(count(1), (150, 0, 0, 100));
        assert_ok!(withdraw_ballot(ALICE, 1));
        assert_eq!(count(1), (0, 0, 0, 0));
        assert_ok!(vote(BOB, 1, Choice::Nay));
        assert_eq!(count(1), (0, 160, 0, 0));
    });
}

#[test]
fn voting_again_takes_the_say_back_again() {
    with_a_delegator(|| {
        assert_ok!(vote(BOB, 1, Choice::Nay));
        for _ in 0..3 {
            assert_ok!(vote(ALICE, 1, Choice::Aye));
            assert_eq!(count(1), (150, 10, 0, 100));
            assert_ok!(withdraw_ballot(ALICE, 1));
            assert_eq!(count(1), (0, 160, 0, 0));
        }
    });
}

#[test]
fn withdraw_ballot_fails_without_a_ballot() {
    with_a_delegator(|| {
        assert_noop!(withdraw_ballot(ALICE, 1), Error::<Test>::NoBallot);
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        assert_ok!(withdraw_ballot(ALICE, 1));
        assert_noop!(withdraw_ballot(ALICE, 1), Error::<Test>::NoBallot);
        assert_noop!(withdraw_ballot(NOBODY, 1), Error::<Test>::NoBallot);
    });
}

#[test]
fn withdraw_ballot_fails_where_no_poll_is_open() {
    with_a_delegator(|| {
        assert_noop!(withdraw_ballot(ALICE, 2), Error::<Test>::UnknownPoll);
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        close(1);
        assert_noop!(withdraw_ballot(ALICE, 1), Error::<Test>::PollClosed);
    });
}

#[test]
fn withdraw_ballot_fails_once_say_is_no_longer_remembered() {
    let mut ext = ExtBuilder::default().stake(ALICE, 0, 100).build();
    ext.execute_with(|| {
        assert_ok!(open(1));
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        go_to_epoch(7);
        assert_noop!(withdraw_ballot(ALICE, 1), Error::<Test>::PollTooOld);
    });
}
