use frame_support::{assert_noop, assert_ok};

use crate::{mock::*, Error, Event, Status};

fn veto(who: u64, id: u32) -> frame_support::pallet_prelude::DispatchResult {
    ProposalsPallet::veto(RuntimeOrigin::signed(who), id, b"theft".to_vec().try_into().unwrap())
}

#[test]
fn the_guardian_vetoes_until_the_timelock_ends() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide(SPEND);
        approve(id);
        assert_ok!(veto(GUARDIAN, id));
        let at = now();
        assert_eq!(status(id), Status::Vetoed { at });
        let reason = b"theft".to_vec().try_into().unwrap();
        assert_eq!(last_event(), Event::Vetoed { id, guardian: GUARDIAN, reason });
        run_to(at + 100);
        assert_eq!(status(id), Status::Vetoed { at });
    });
}

#[test]
fn the_guardian_vetoes_nothing_that_is_not_approved_or_has_run() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide(SPEND);
        assert_noop!(veto(GUARDIAN, id), Error::<Test>::WrongStatus);
        approve(id);
        run_to(now() + 6);
        assert_noop!(veto(GUARDIAN, id), Error::<Test>::WrongStatus);
        assert_noop!(veto(GUARDIAN, 9), Error::<Test>::NotFound);
    });
}

#[test]
fn the_guardian_may_veto_as_soon_as_a_proposal_is_approved_even_if_nobody_looked() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide(SPEND);
        count(id, 100);
        run_full_blocks_to(now() + 10);
        assert_eq!(status(id), Status::Deciding);
        assert_ok!(veto(GUARDIAN, id));
    });
}

#[test]
fn veto_fails_for_others_after_the_term_and_where_the_track_forbids_it() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide(CONSTITUTION);
        approve(id);
        assert_noop!(veto(ALICE, id), Error::<Test>::NotAuthorized);
        assert_noop!(veto(GUARDIAN, id), Error::<Test>::VetoNotAllowed);
        run_to(980);
        let id = decide(SPEND);
        approve(id);
        run_to(1_000);
        assert_noop!(veto(GUARDIAN, id), Error::<Test>::NotAuthorized);
    });
}
