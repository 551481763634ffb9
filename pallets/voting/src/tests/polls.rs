use althing_primitives::{
    poll::{Ballots as _, Electorate, Horizon},
    EpochIndex,
};
use frame_support::{
    assert_noop, assert_ok,
    traits::{PollStatus, Polling},
};

use crate::{mock::*, *};

fn open_again(poll: u32) -> Result<Tally, sp_runtime::DispatchError> {
    Voting::open(poll, TRACK, Electorate::Tokens)
}

#[test]
fn a_poll_is_measured_against_all_that_counts_when_it_opens() {
    ExtBuilder::default().stake(ALICE, 3, 300).stake(BOB, 0, 200).build_and_execute(|| {
        assert_ok!(stake(CHARLIE, 0, 7000));
        assert_ok!(unstake(BOB, 0, 200));
        let electorate = |epoch: EpochIndex| {
            go_to(epoch * EPOCH + 1);
            assert_ok!(open(epoch));
            tally(epoch).houses[0].electorate
        };
        assert_eq!([0, 1, 2].map(electorate), [500, 300, 7300]);
        assert_eq!(tally(1), Tally::of_tokens(1, 300));
    });
}

#[test]
fn the_floor_is_no_quorum_of_a_handful() {
    ExtBuilder::default().stake(ALICE, 3, 25).build_and_execute(|| {
        assert_ok!(open(1));
        let opened = Event::PollOpened {
            poll: 1,
            track: TRACK,
            electorate: Electorate::Tokens,
            epoch: 0,
            denominators: vec![100],
        };
        assert_eq!(last_event(), opened);
        assert_ok!(vote(ALICE, 1, Choice::Aye));
        assert_eq!(tally(1).houses[0].support(), sp_runtime::Perbill::from_percent(25));
        assert_eq!(tally(1).houses[0].approval(), sp_runtime::Perbill::one());
    });
}

#[test]
fn open_fails_while_the_poll_is_open_or_not_cleaned_up() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(open(1));
        assert_noop!(open_again(1), Error::<Test>::PollExists);
        close(1);
        assert_noop!(open_again(1), Error::<Test>::PollExists);
    });
}

#[test]
fn a_closed_poll_waits_to_be_cleaned_up() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(open(1));
        close(1);
        assert_eq!(last_event(), Event::PollClosed { poll: 1 });
        assert!(!OpenPolls::<Test>::contains_key(1));
        assert!(Closed::<Test>::contains_key(1));
    });
}

#[test]
fn closing_what_is_not_open_does_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
        Voting::close(1);
        assert_eq!(before, sp_io::storage::root(sp_runtime::StateVersion::V1));
    });
}

#[test]
fn the_horizon_follows_from_the_rules() {
    ExtBuilder::default().build_and_execute(|| {
        let horizon = Horizon { preparation: EPOCH, decision: 4 * EPOCH, execution: LOCKS[0] };
        assert_eq!(Voting::horizon(), horizon);
    });
}

#[test]
fn nobody_can_arrange_say_after_seeing_a_proposal() {
    // A proposal seen in the last block of an epoch opens after the longest preparation.
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        for seen in [15, 19, 20] {
            go_to(seen.max(System::block_number()));
            assert_ok!(stake(EVE, 3, 1000));
            let counts_from = Voting::say(EVE).settled_from;
            let opens = seen + Voting::horizon().preparation - 1;
            assert!(Settings::<Test>::get().epoch_at(opens) < counts_from);
        }
    });
}

#[test]
fn the_mock_tells_polls_apart() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(open(1));
        assert_ok!(open(2));
        close(2);
        let status = |poll| {
            MockPolls::access_poll(poll, |status| match status {
                PollStatus::Ongoing(..) => "ongoing",
                PollStatus::Completed(..) => "completed",
                PollStatus::None => "none",
            })
        };
        assert_eq!([1, 2, 3].map(status), ["ongoing", "completed", "none"]);
    });
}
