use frame_support::{assert_noop, assert_ok};

use crate::{mock::*, Error, Event, Proposals};

#[test]
fn set_text_counts_versions_and_tells_old_and_new() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        assert_ok!(ProposalsPallet::set_text(RuntimeOrigin::signed(ALICE), id, text("better")));
        let proposal = Proposals::<Test>::get(id).unwrap();
        assert_eq!((proposal.text, proposal.text_version), (text("better"), 2));
        let (old, new) = (text("why"), text("better"));
        assert_eq!(last_event(), Event::TextChanged { id, version: 2, old, new });
    });
}

#[test]
fn set_text_fails_for_anybody_but_the_proposer() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        assert_noop!(
            ProposalsPallet::set_text(RuntimeOrigin::signed(BOB), id, text("mine")),
            Error::<Test>::NotAuthorized
        );
        assert_noop!(
            ProposalsPallet::set_text(RuntimeOrigin::signed(ALICE), 9, text("none")),
            Error::<Test>::NotFound
        );
    });
}

#[test]
fn set_text_fails_once_the_decision_has_started() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide(SPEND);
        assert_noop!(
            ProposalsPallet::set_text(RuntimeOrigin::signed(ALICE), id, text("other")),
            Error::<Test>::DecisionStarted
        );
    });
}

#[test]
fn set_text_fails_once_the_proposal_is_concluded() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        run_to(21);
        assert_noop!(
            ProposalsPallet::set_text(RuntimeOrigin::signed(ALICE), id, text("other")),
            Error::<Test>::WrongStatus
        );
    });
}

#[test]
fn set_text_fails_when_no_version_is_left() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        Proposals::<Test>::mutate(id, |proposal| {
            proposal.as_mut().unwrap().text_version = u32::MAX;
        });
        assert_noop!(
            ProposalsPallet::set_text(RuntimeOrigin::signed(ALICE), id, text("one more")),
            Error::<Test>::Overflow
        );
    });
}
