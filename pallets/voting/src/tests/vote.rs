use althing_primitives::{say::Say, Balance};
use frame_support::{assert_noop, assert_ok};

use crate::{mock::*, *};

/// Alice delegates to Bob, who delegates to nobody; Charlie stands alone. Poll 1 is open.
fn with_a_delegator(test: impl FnOnce()) {
    ExtBuilder::default()
        .stake(ALICE, 1, 100)
        .stake(BOB, 0, 10)
        .stake(CHARLIE, 0, 1000)
        .build_and_execute(|| {
            assert_ok!(delegate(ALICE, BOB));
            go_to_epoch(2);
            assert_ok!(open(1));
            test();
        });
}

fn counted(who: AccountId) -> Option<Balance> {
    Voting::ballot(1, who).map(|ballot| ballot.say.power)
}

#[test]
fn a_ballot_counts_power_for_approval_and_stake_for_support() {
    ExtBuilder::default().stake(ALICE, 3, 100).build_and_execute(|| {
        assert_ok!(open(1));
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        let voted = Event::Voted {
            poll: 1,
            who: ALICE,
            previous: None,
            choice: Choice::Aye,
            say: say(100, 300),
        };
        assert_eq!(last_event(), voted);
        assert_eq!(count(1), (300, 0, 0, 100));
    });
}

#[test]
fn a_ballot_can_be_changed_until_the_end() {
    ExtBuilder::default().stake(ALICE, 3, 100).build_and_execute(|| {
        assert_ok!(open(1));
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        assert_ok!(vote(ALICE, 1, Choice::Nay));
        assert_eq!(count(1), (0, 300, 0, 0));
        assert_ok!(vote(ALICE, 1, Choice::Abstain));
        let voted = Event::Voted {
            poll: 1,
            who: ALICE,
            previous: Some(Choice::Nay),
            choice: Choice::Abstain,
            say: say(100, 300),
        };
        assert_eq!(last_event(), voted);
        assert_eq!(count(1), (0, 0, 300, 100));
    });
}

#[test]
fn the_same_ballot_twice_counts_once() {
    with_a_delegator(|| {
        for _ in 0..2 {
            assert_ok!(vote(ALICE, 1, Choice::Aye));
            assert_ok!(vote(BOB, 1, Choice::Aye));
        }
        assert_eq!(count(1), (160, 0, 0, 110));
    });
}

#[test]
fn a_delegate_votes_with_what_it_has_received() {
    with_a_delegator(|| {
        assert_ok!(vote(BOB, 1, Choice::Nay));
        assert_eq!(counted(BOB), Some(160));
        assert_eq!(count(1), (0, 160, 0, 0));
    });
}

#[test]
fn a_delegate_without_own_stake_votes_with_what_it_has_received() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        assert_ok!(delegate(ALICE, EVE));
        go_to_epoch(2);
        assert_ok!(open(1));
        assert_ok!(vote(EVE, 1, Choice::Aye));
        assert_eq!(count(1), (100, 0, 0, 100));
        // All of it is taken back; the ballot stands and counts for nothing.
        assert_ok!(vote(ALICE, 1, Choice::Nay));
        assert_eq!(Voting::ballot(1, EVE).unwrap().say, Say::default());
        assert_ok!(vote(EVE, 1, Choice::Abstain));
        assert_eq!(count(1), (0, 100, 0, 0));
    });
}

#[test]
fn a_delegator_who_votes_after_its_delegate_takes_its_say_back() {
    with_a_delegator(|| {
        assert_ok!(vote(BOB, 1, Choice::Nay));
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        let ballot = |stake, power| {
            let own = Say::of_account(10, 10);
            let alice = Say::of_account(100, 150);
            let sum = own.checked_add(&alice).unwrap();
            let say = if stake == 10 { own } else { sum };
            assert_eq!((say.stake, say.power), (stake, power));
            Some(Ballot { choice: Choice::Nay, say })
        };
        let retracted = Event::SayRetracted {
            poll: 1,
            who: ALICE,
            delegate: BOB,
            say: say(100, 150),
            previous: ballot(110, 160),
            ballot: ballot(10, 10),
        };
        assert_eq!(last_event(), retracted);
        assert_eq!(count(1), (150, 10, 0, 100));
    });
}

#[test]
fn a_delegator_who_votes_before_its_delegate_leads_to_the_same_count() {
    with_a_delegator(|| {
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        let retracted = Event::SayRetracted {
            poll: 1,
            who: ALICE,
            delegate: BOB,
            say: say(100, 150),
            previous: None,
            ballot: None,
        };
        assert_eq!(last_event(), retracted);
        assert_ok!(vote(BOB, 1, Choice::Nay));
        assert_eq!(count(1), (150, 10, 0, 100));
        assert_ok!(vote(ALICE, 1, Choice::Nay));
        assert_eq!(count(1), (0, 160, 0, 0));
    });
}

#[test]
fn a_delegator_that_is_a_delegate_itself_votes_with_both() {
    ExtBuilder::default()
        .stake(ALICE, 0, 1)
        .stake(BOB, 0, 10)
        .stake(CHARLIE, 0, 100)
        .build_and_execute(|| {
            assert_ok!(delegate(ALICE, BOB));
            assert_ok!(delegate(BOB, CHARLIE));
            go_to_epoch(2);
            assert_ok!(open(1));
            assert_ok!(vote(CHARLIE, 1, Choice::Nay));
            assert_eq!(count(1), (0, 110, 0, 0));
            assert_ok!(vote(BOB, 1, Choice::Aye));
            assert_eq!(count(1), (11, 100, 0, 11));
            assert_ok!(vote(ALICE, 1, Choice::Abstain));
            assert_eq!(count(1), (10, 100, 1, 11));
        });
}

#[test]
fn stake_bought_after_the_snapshot_counts_nothing() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        assert_ok!(stake(EVE, 3, 100_000));
        assert_ok!(stake(ALICE, 3, 100_000));
        go_to_epoch(1);
        assert_ok!(open(1));
        go_to_epoch(5);
        assert_noop!(vote(EVE, 1, Choice::Aye), Error::<Test>::NoSay);
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        assert_eq!(count(1), (100, 0, 0, 100));
    });
}

#[test]
fn a_delegation_after_the_snapshot_counts_nothing() {
    ExtBuilder::default().stake(ALICE, 0, 100).stake(BOB, 0, 10).build_and_execute(|| {
        assert_ok!(open(1));
        assert_ok!(delegate(ALICE, BOB));
        go_to_epoch(3);
        assert_ok!(vote(BOB, 1, Choice::Aye));
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        assert_eq!(count(1), (110, 0, 0, 110));
    });
}

#[test]
fn each_poll_counts_on_its_own() {
    with_a_delegator(|| {
        assert_ok!(open(2));
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        assert_ok!(vote(BOB, 2, Choice::Nay));
        assert_eq!(count(1), (150, 0, 0, 100));
        assert_eq!(count(2), (0, 160, 0, 0));
    });
}

#[test]
fn voting_locks_nothing() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        assert_ok!(open(1));
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        assert_ok!(unstake(ALICE, 0, 100));
        go_to_epoch(3);
        assert_ok!(Voting::withdraw(by(ALICE), ALICE));
        assert_eq!(count(1), (100, 0, 0, 100));
    });
}

#[test]
fn the_greatest_amount_can_vote() {
    let riches = Balance::MAX - 10 * WEALTH;
    ExtBuilder::default().balance(ALICE, riches).stake(ALICE, 0, riches - 1).build_and_execute(
        || {
            assert_ok!(open(1));
            assert_ok!(vote(ALICE, 1, Choice::Aye));
            assert_eq!(count(1), (riches - 1, 0, 0, riches - 1));
            assert_ok!(vote(ALICE, 1, Choice::Nay));
            assert_eq!(count(1), (0, riches - 1, 0, 0));
        },
    );
}

#[test]
fn vote_fails_before_the_poll_opens() {
    with_a_delegator(|| {
        assert_noop!(vote(ALICE, 2, Choice::Aye), Error::<Test>::UnknownPoll);
    });
}

#[test]
fn vote_fails_after_the_poll_has_closed() {
    with_a_delegator(|| {
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        close(1);
        assert_noop!(vote(ALICE, 1, Choice::Nay), Error::<Test>::PollClosed);
        assert_noop!(vote(CHARLIE, 1, Choice::Nay), Error::<Test>::PollClosed);
    });
}

#[test]
fn vote_fails_without_any_say() {
    with_a_delegator(|| {
        assert_noop!(vote(EVE, 1, Choice::Aye), Error::<Test>::NoSay);
        assert_noop!(vote(NOBODY, 1, Choice::Aye), Error::<Test>::NoSay);
    });
}

#[test]
fn vote_fails_once_say_is_no_longer_remembered() {
    let mut ext = ExtBuilder::default().stake(ALICE, 0, 100).build();
    ext.execute_with(|| {
        go_to_epoch(1);
        assert_ok!(open(1));
        go_to_epoch(7);
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        go_to_epoch(8);
        assert_noop!(vote(ALICE, 1, Choice::Nay), Error::<Test>::PollTooOld);
    });
}
