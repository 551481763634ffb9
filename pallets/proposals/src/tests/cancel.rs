use frame_support::{assert_noop, assert_ok};

use crate::{mock::*, pallet::Stopper, Error, Event, Origin, Status};

fn reason() -> crate::Reason {
    b"not needed any more".to_vec().try_into().unwrap()
}

fn canceller() -> RuntimeOrigin {
    Origin::Canceller { proposal: 42 }.into()
}

#[test]
fn a_proposer_cancels_until_the_decision_starts() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        assert_ok!(ProposalsPallet::cancel(RuntimeOrigin::signed(ALICE), id, reason()));
        assert_eq!(status(id), Status::Cancelled { at: 1 });
        let by = Stopper::Proposer;
        assert_eq!(last_event(), Event::Cancelled { id, by, reason: reason() });

        let id = decide(SPEND);
        assert_noop!(
            ProposalsPallet::cancel(RuntimeOrigin::signed(ALICE), id, reason()),
            Error::<Test>::DecisionStarted
        );
    });
}

#[test]
fn nobody_else_cancels() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        assert_noop!(
            ProposalsPallet::cancel(RuntimeOrigin::signed(GUARDIAN), id, reason()),
            Error::<Test>::NotAuthorized
        );
        let killer = Origin::Killer { proposal: 1 };
        assert_noop!(
            ProposalsPallet::cancel(killer.into(), id, reason()),
            frame_support::sp_runtime::DispatchError::BadOrigin
        );
        assert_noop!(ProposalsPallet::cancel(canceller(), 9, reason()), Error::<Test>::NotFound);
    });
}

#[test]
fn the_authority_cancels_a_decision_and_frees_its_place() {
    ExtBuilder::default().max_deciding(1).build_and_execute(|| {
        let (first, second) = (submit(SPEND), submit(SPEND));
        sponsor(first);
        sponsor(second);
        run_to(5);
        assert!(matches!(status(second), Status::Queued { .. }));
        assert_ok!(ProposalsPallet::cancel(canceller(), first, reason()));
        assert_eq!(status(first), Status::Cancelled { at: 5 });
        assert_eq!(Closed::get(), vec![first]);
        run_to(6);
        assert_eq!(status(second), Status::Deciding);
    });
}

#[test]
fn the_authority_cancels_what_is_approved_but_not_what_has_run() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide(SPEND);
        approve(id);
        assert_ok!(ProposalsPallet::cancel(canceller(), id, reason()));
        run_to(now() + 50);
        assert!(matches!(status(id), Status::Cancelled { .. }));

        let id = decide(SPEND);
        approve(id);
        run_to(now() + 6);
        assert!(matches!(status(id), Status::Executed { .. }));
        assert_noop!(
            ProposalsPallet::cancel(canceller(), id, reason()),
            Error::<Test>::WrongStatus
        );
    });
}

#[test]
fn cancelling_twice_or_after_the_end_nobody_looked_at_fails() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        assert_ok!(ProposalsPallet::cancel(canceller(), id, reason()));
        assert_noop!(
            ProposalsPallet::cancel(canceller(), id, reason()),
            Error::<Test>::WrongStatus
        );

        let id = decide(SPEND);
        run_full_blocks_to(now() + 100);
        assert_noop!(
            ProposalsPallet::cancel(canceller(), id, reason()),
            Error::<Test>::WrongStatus
        );
        run_to(now() + 1);
        assert_eq!(status(id), Status::Rejected { at: 105 });
    });
}
