use frame_support::{assert_noop, assert_ok, dispatch::Pays};

use crate::{mock::*, *};

/// Poll 1 has closed with four entries: three ballots, and what Bob has lost to Alice's.
fn with_leftovers(test: impl FnOnce()) {
    ExtBuilder::default()
        .stake(ALICE, 0, 100)
        .stake(BOB, 0, 100)
        .stake(CHARLIE, 0, 100)
        .build_and_execute(|| {
            assert_ok!(delegate(ALICE, BOB));
            go_to_epoch(2);
            assert_ok!(open(1));
            for who in [ALICE, BOB, CHARLIE] {
                assert_ok!(vote(who, 1, Choice::Aye));
            }
            close(1);
            test();
        });
}

fn entries() -> usize {
    Ballots::<Test>::iter_prefix(1).count() + Retracted::<Test>::iter_prefix(1).count()
}

#[test]
fn anyone_cleans_step_by_step_and_pays_nothing_for_progress() {
    with_leftovers(|| {
        for (left, cleaned) in [(2, 2), (0, 2)] {
            let post = Voting::clean(by(NOBODY), 1, 2).unwrap();
            assert_eq!(post.pays_fee, Pays::No);
            assert_eq!(post.actual_weight, Some(<() as WeightInfo>::clean(cleaned)));
            assert_eq!(entries(), left);
        }
        // One more step finds out that nothing is left.
        assert!(Closed::<Test>::contains_key(1));
        assert_ok!(Voting::clean(by(NOBODY), 1, 1));
        assert_eq!(last_event(), Event::PollCleaned { poll: 1 });
        assert!(!Closed::<Test>::contains_key(1));
    });
}

#[test]
fn a_generous_limit_cleans_all_and_costs_what_was_there() {
    with_leftovers(|| {
        let post = Voting::clean(by(NOBODY), 1, 1000).unwrap();
        assert_eq!(post.actual_weight, Some(<() as WeightInfo>::clean(4)));
        assert_eq!(entries(), 0);
        assert_eq!(last_event(), Event::PollCleaned { poll: 1 });
    });
}

#[test]
fn other_polls_are_left_alone() {
    with_leftovers(|| {
        assert_ok!(open(2));
        assert_ok!(vote(ALICE, 2, Choice::Aye));
        assert_ok!(Voting::clean(by(NOBODY), 1, 1000));
        assert_eq!(count(2), (100, 0, 0, 100));
        assert!(Voting::ballot(2, ALICE).is_some());
    });
}

#[test]
fn clean_fails_where_there_is_nothing_to_clean() {
    with_leftovers(|| {
        assert_ok!(open(2));
        for (poll, limit) in [(0, 1), (1, 0), (2, 1), (u32::MAX, u32::MAX)] {
            assert_noop!(Voting::clean(by(NOBODY), poll, limit), Error::<Test>::NothingToClean);
        }
        assert_ok!(Voting::clean(by(NOBODY), 1, 1000));
        assert_noop!(Voting::clean(by(NOBODY), 1, 1), Error::<Test>::NothingToClean);
    });
}
