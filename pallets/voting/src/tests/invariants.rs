//! Each invariant, broken by hand.

use frame_support::{assert_ok, traits::fungible::MutateHold};
use sp_runtime::DispatchError;

use crate::{mock::*, *};

/// Breaks an invariant on a chain where Alice delegates to Bob, both vote, and Charlie stakes.
fn broken_by(break_it: impl FnOnce()) -> String {
    let mut ext = ExtBuilder::default()
        .stake(ALICE, 0, 100)
        .stake(BOB, 0, 10)
        .stake(CHARLIE, 0, 1000)
        .build();
    ext.execute_with(|| {
        assert_ok!(delegate(ALICE, BOB));
        assert_ok!(unstake(CHARLIE, 0, 5));
        go_to_epoch(2);
        assert_ok!(open(1));
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        assert_ok!(vote(BOB, 1, Choice::Nay));
        assert_ok!(Voting::do_try_state());
        break_it();
        match Voting::do_try_state() {
            Err(DispatchError::Other(why)) => why.into(),
            other => panic!("{other:?}"),
        }
    })
}

#[test]
fn invariant_1_the_ledger_is_what_is_on_hold() {
    let more = || {
        Balances::hold(&HoldReason::Stake.into(), &ALICE, 1).unwrap();
    };
    assert_eq!(broken_by(more), "1: the ledger differs from what is on hold");
    assert_eq!(broken_by(|| slash(ALICE, 1)), "1: the ledger differs from what is on hold");
    let empty = || Stakes::<Test>::insert(EVE, StakeLedger::default());
    assert_eq!(broken_by(empty), "1: an empty amount is stored");
    let no_amount = || {
        Stakes::<Test>::mutate(CHARLIE, |ledger| {
            ledger.unlocking[0].amount = 0;
            ledger.tiers[0] += 5;
        })
    };
    assert_eq!(broken_by(no_amount), "1: an empty amount is stored");
}

#[test]
fn invariant_2_own_say_is_what_is_staked() {
    let moved = || Stakes::<Test>::mutate(ALICE, |ledger| ledger.tiers = [99, 1, 0, 0]);
    assert_eq!(broken_by(moved), "2: own say differs from what is staked");
    let position = Position { tiers: [1, 0, 0, 0], delegate: None };
    let from_nothing = || Own::<Test>::insert(EVE, Timeline::from(vec![(0, position)]));
    assert_eq!(broken_by(from_nothing), "2: own say without stake");
    let position = Position { tiers: [0; 4], delegate: Some(EVE) };
    let itself = || Own::<Test>::insert(EVE, Timeline::from(vec![(0, position)]));
    assert_eq!(broken_by(itself), "2: an account is its own delegate");
}

#[test]
fn invariant_3_timelines_are_in_order() {
    let disorder = "3: a timeline is out of order";
    let line = |from: u32, then: u32| Timeline::from(vec![(from, say(1, 1)), (then, say(2, 2))]);
    assert_eq!(broken_by(|| Received::<Test>::insert(BOB, line(3, 2))), disorder);
    assert_eq!(broken_by(|| Received::<Test>::insert(BOB, line(3, 3))), disorder);
    assert_eq!(broken_by(|| Total::<Test>::put(line(1, 5))), disorder);
    let position = Position { tiers: [10, 0, 0, 0], delegate: None };
    let far = || Own::<Test>::insert(BOB, Timeline::from(vec![(5, position)]));
    assert_eq!(broken_by(far), disorder);
}

#[test]
fn invariant_4_the_total_is_the_sum() {
    let zero = || Total::<Test>::kill();
    assert_eq!(broken_by(zero), "4: the total is not the sum");
    let later = || {
        Total::<Test>::mutate(|total| {
            *total = total.change_from(4, &[], |_, _| Ok(say(1, 1))).unwrap();
        })
    };
    assert_eq!(broken_by(later), "4: the total is not the sum");
}

#[test]
fn invariant_5_what_is_received_is_the_sum() {
    let lost = || Received::<Test>::remove(BOB);
    assert_eq!(broken_by(lost), "5: what is delegated is not received");
    let invented = || Received::<Test>::insert(EVE, Timeline::from(vec![(0, say(1, 1))]));
    assert_eq!(broken_by(invented), "5: what is received is not the sum");
}

#[test]
fn invariant_6_open_polls_are_remembered() {
    let too_old = || go_to_epoch(9);
    assert_eq!(broken_by(too_old), "6: an open poll is older than what is remembered");
    let future = || OpenPolls::<Test>::insert(2, 3);
    assert_eq!(broken_by(future), "6: an open poll reads a future epoch");
    let closed = || Closed::<Test>::insert(1, ());
    assert_eq!(broken_by(closed), "6: an open poll waits to be cleaned up");
    let another = || OpenPolls::<Test>::insert(1, 1);
    assert_eq!(broken_by(another), "6: a poll reads another epoch than the one it began in");
}

#[test]
fn invariant_7_what_is_retracted_is_the_sum() {
    let invented = || Retracted::<Test>::insert(1, EVE, say(1, 1));
    assert_eq!(broken_by(invented), "7: what is retracted is not the sum");
}

#[test]
fn invariant_8_a_ballot_counts_for_what_it_should() {
    let more = || Ballots::<Test>::mutate(1, BOB, |ballot| ballot.as_mut().unwrap().say.power += 1);
    assert_eq!(broken_by(more), "8: a ballot counts for more or less than it should");
    let forgotten = || Retracted::<Test>::remove(1, BOB);
    assert_eq!(broken_by(forgotten), "8: a ballot counts for more or less than it should");
}

#[test]
fn invariant_9_the_count_is_the_sum_of_the_ballots() {
    let more = || {
        let mut more = tally(1);
        more.houses[0].abstains += 1;
        set_tally(1, more);
    };
    assert_eq!(broken_by(more), "9: the count is not the sum of the ballots");
}

#[test]
fn invariant_10_every_ballot_belongs_to_a_poll() {
    let ballot = Ballot { choice: Choice::Aye, say: say(1, 1) };
    let lost = || Ballots::<Test>::insert(2, EVE, ballot);
    assert_eq!(broken_by(lost), "10: a ballot belongs to no poll");
    let lost = || Retracted::<Test>::insert(2, EVE, say(1, 1));
    assert_eq!(broken_by(lost), "10: a ballot belongs to no poll");
}
