//! From the first ballot to the outcome, and that lateness changes nothing of it.

use althing_primitives::poll::PollInspect;
use frame_support::{
    sp_runtime::Perbill,
    traits::{PollStatus, Polling},
};

use crate::{mock::*, Authority, Curve, Event, Status, Track, Tracks};

#[test]
fn a_proposal_that_passes_throughout_is_confirmed_and_approved() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide(SPEND);
        count(id, 100);
        assert_eq!(last_event(), Event::ConfirmationStarted { id, since: 5, ends: 15 });
        run_to(14);
        assert_eq!(status(id), Status::Deciding);
        run_to(15);
        assert_eq!(status(id), Status::Timelocked { approved: 15, until: 21 });
        assert_eq!(Closed::get(), vec![id]);
    });
}

#[test]
fn confirmation_starts_by_itself_when_the_curves_come_down() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide(SPEND);
        count(id, 60);
        // Thresholds are at 60 % after 40 of 100 blocks.
        run_to(44);
        assert!(!events().iter().any(|e| matches!(e, Event::ConfirmationStarted { .. })));
        run_to(45);
        assert_eq!(last_event(), Event::ConfirmationStarted { id, since: 45, ends: 55 });
        run_to(55);
        assert_eq!(status(id), Status::Timelocked { approved: 55, until: 61 });
    });
}

#[test]
fn confirmation_is_lost_and_found_again() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide(SPEND);
        count(id, 100);
        run_to(12);
        count(id, 20);
        assert_eq!(last_event(), Event::ConfirmationLost { id, at: 12 });
        run_to(40);
        count(id, 70);
        assert_eq!(last_event(), Event::ConfirmationStarted { id, since: 40, ends: 50 });
        run_to(50);
        assert_eq!(status(id), Status::Timelocked { approved: 50, until: 56 });
    });
}

#[test]
fn a_proposal_that_does_not_pass_by_the_end_is_rejected() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide(CONSTITUTION);
        run_to(104);
        assert_eq!(status(id), Status::Deciding);
        run_to(105);
        // With 0 % the falling curves are met at their very end, one block too late.
        assert_eq!(status(id), Status::Rejected { at: 105 });
        assert!(try_count(id, 100).is_err());
    });
}

#[test]
fn confirmation_runs_on_past_the_end_but_losing_it_then_is_final() {
    ExtBuilder::default().build_and_execute(|| {
        let half = Perbill::from_percent(50);
        let flat = Curve::Linear { length: Perbill::one(), floor: half, ceil: half };
        let rules = Track { approval: flat, ..track(Authority::Root) };
        Tracks::<Test>::insert(SPEND, rules);
        let (kept, lost) = (decide(SPEND), decide(SPEND));
        run_to(104);
        count(kept, 100);
        run_to(108);
        count(lost, 100);
        run_to(110);
        assert_eq!(status(kept), Status::Deciding);
        count(lost, 0);
        assert_eq!(status(lost), Status::Rejected { at: 110 });
        run_to(114);
        assert_eq!(status(kept), Status::Timelocked { approved: 114, until: 120 });
    });
}

#[test]
fn ballots_before_the_decision_and_after_the_outcome_are_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        assert!(ProposalsPallet::as_ongoing(id).is_none());
        assert!(try_count(id, 100).is_err());
        sponsor(id);
        run_to(5);
        assert!(ProposalsPallet::as_ongoing(id).is_some());
        count(id, 100);
        // The block of the outcome has come, though nobody has looked.
        run_full_blocks_to(15);
        assert!(try_count(id, 0).is_err());
        assert!(ProposalsPallet::as_ongoing(id).is_none());
        assert!(ProposalsPallet::poll(id).is_none());
        let completed = ProposalsPallet::access_poll(id, |poll| match poll {
            PollStatus::Completed(at, approved) => Some((at, approved)),
            _ => None,
        });
        assert_eq!(completed, Some((15, true)));
        run_to(16);
        assert_eq!(status(id), Status::Timelocked { approved: 15, until: 21 });
    });
}

#[test]
fn a_ballot_writes_nothing_to_the_agenda_while_the_outcome_moves_little() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide(SPEND);
        let entries = || crate::Agenda::<Test>::iter().count();
        count(id, 50);
        let before = entries();
        for percent in 51..59 {
            count(id, percent);
        }
        assert_eq!(entries(), before);
    });
}

#[test]
fn what_the_traits_and_the_view_tell_of_an_open_poll() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide(SPEND);
        count(id, 60);
        let poll = ProposalsPallet::poll(id).unwrap();
        assert_eq!((poll.track, poll.began, poll.ends), (SPEND, 5, 115));
        let mut classes = ProposalsPallet::classes();
        classes.sort();
        assert_eq!(classes, vec![CONSTITUTION, SPEND, CANCEL, KILL]);
        let position = ProposalsPallet::position(id).unwrap();
        assert!(!position.passing && position.forecast_approved);
        assert_eq!((position.forecast_at, position.decision_ends), (55, 105));
        assert_eq!(ProposalsPallet::position(99), None);
    });
}
