use frame_support::{assert_noop, dispatch::Pays};

use crate::{mock::*, Error, Proposals, Status};

fn advance(id: u32) -> frame_support::pallet_prelude::DispatchResultWithPostInfo {
    ProposalsPallet::advance(RuntimeOrigin::signed(CAROL), id)
}

#[test]
fn anybody_ends_a_decision_that_is_over_free_of_charge() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide(SPEND);
        run_full_blocks_to(now() + 150);
        assert_eq!(advance(id).unwrap().pays_fee, Pays::No);
        assert_eq!(status(id), Status::Rejected { at: 105 });
    });
}

#[test]
fn advance_fails_where_nothing_is_due() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(advance(9), Error::<Test>::NotFound);
        let id = submit(SPEND);
        assert_noop!(advance(id), Error::<Test>::NothingDue);
        sponsor(id);
        run_to(5);
        assert_noop!(advance(id), Error::<Test>::NothingDue);
        approve(id);
        assert_noop!(advance(id), Error::<Test>::NothingDue);
        run_to(now() + 6);
        assert_noop!(advance(id), Error::<Test>::NothingDue);
    });
}

#[test]
fn advance_starts_a_decision_and_times_out() {
    ExtBuilder::default().build_and_execute(|| {
        let (first, second) = (submit(SPEND), submit(SPEND));
        sponsor(first);
        run_full_blocks_to(21);
        assert!(advance(first).is_ok() && advance(second).is_ok());
        assert_eq!(status(first), Status::Deciding);
        assert_eq!(status(second), Status::TimedOut { at: 21 });
    });
}

#[test]
fn a_concluded_proposal_is_pruned_after_its_time_once_no_deposit_is_left() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        run_to(21);
        assert_eq!(status(id), Status::TimedOut { at: 21 });
        // A deposit still waits to be claimed.
        run_to(1_030);
        assert_eq!(status(id), Status::TimedOut { at: 21 });
        ProposalsPallet::settle(RuntimeOrigin::signed(BOB), id, ALICE).unwrap();
        run_to(2_030);
        assert_eq!(Proposals::<Test>::get(id), None);
        assert_eq!(last_event(), crate::Event::Pruned { id });
        assert_noop!(advance(id), Error::<Test>::NotFound);
    });
}
