use frame_support::{assert_noop, assert_ok, sp_runtime::DispatchError};

use crate::{mock::*, Error, Event, Status};

fn upgrade() {
    Version::mutate(|version| version.transaction_version += 1);
}

#[test]
fn under_another_transaction_version_the_call_waits_to_be_reaffirmed() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide(SPEND);
        approve(id);
        upgrade();
        run_to(100);
        assert_eq!(status(id), Status::Outdated { approved: 15, since: 21 });
        let (decided_under, current) = (1, 2);
        assert!(events().contains(&Event::ReaffirmationNeeded { id, decided_under, current }));
        assert_ok!(ProposalsPallet::reaffirm(RuntimeOrigin::root(), id));
        assert_eq!(last_event(), Event::Reaffirmed { id, old: 1, new: 2 });
        run_to(101);
        assert_eq!(status(id), Status::Executed { at: 101 });
    });
}

#[test]
fn reaffirm_is_the_constitutions_and_for_what_waits() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide(SPEND);
        assert_noop!(
            ProposalsPallet::reaffirm(RuntimeOrigin::root(), id),
            Error::<Test>::WrongStatus
        );
        assert_noop!(ProposalsPallet::reaffirm(RuntimeOrigin::root(), 9), Error::<Test>::NotFound);
        assert_noop!(
            ProposalsPallet::reaffirm(RuntimeOrigin::signed(GUARDIAN), id),
            DispatchError::BadOrigin
        );
    });
}

#[test]
fn what_waits_can_be_cancelled_or_vetoed() {
    ExtBuilder::default().build_and_execute(|| {
        let (cancelled, vetoed) = (submit(SPEND), submit(SPEND));
        [cancelled, vetoed].into_iter().for_each(sponsor);
        run_to(5);
        count(cancelled, 100);
        count(vetoed, 100);
        run_to(16);
        upgrade();
        run_to(30);
        assert_ok!(ProposalsPallet::cancel(RuntimeOrigin::root(), cancelled, Default::default()));
        let guardian = RuntimeOrigin::signed(GUARDIAN);
        assert_ok!(ProposalsPallet::veto(guardian, vetoed, Default::default()));
        assert!(status(cancelled).is_concluded() && status(vetoed).is_concluded());
    });
}

#[test]
fn a_decision_that_starts_after_the_upgrade_needs_no_reaffirmation() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        upgrade();
        sponsor(id);
        run_to(5);
        approve(id);
        run_to(now() + 6);
        assert!(matches!(status(id), Status::Executed { .. }));
    });
}
