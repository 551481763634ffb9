//! Each invariant of `try_state`, broken.

use crate::{
    mock::*, Agenda, AgendaCount, DecidingCount, Deposit, Deposits, Due, ProposalCount, Proposals,
    Queue, Status, Tracks,
};

/// Breaks a state with one proposal of each kind, and yields what the check says.
fn broken(break_it: impl FnOnce()) -> String {
    let mut said = String::new();
    ExtBuilder::default().max_deciding(1).build().execute_with(|| {
        submit(CANCEL);
        let ids = [submit(SPEND), submit(SPEND)];
        ids.into_iter().for_each(sponsor);
        run_to(5);
        ProposalsPallet::do_try_state().unwrap();
        break_it();
        let error = ProposalsPallet::do_try_state().unwrap_err();
        said = format!("{error:?}");
    });
    said
}

#[test]
fn invariant_1_proposals_are_numbered_and_have_their_decision() {
    assert!(broken(|| ProposalCount::<Test>::put(1)).contains("1: a proposal is numbered"));
    let said = broken(|| Proposals::<Test>::mutate(1, |p| p.as_mut().unwrap().decision = None));
    assert!(said.contains("1: a decision is missing"));
}

#[test]
fn invariant_2_decisions_are_counted() {
    assert!(broken(|| DecidingCount::<Test>::insert(SPEND, 2)).contains("2:"));
    assert!(broken(|| DecidingCount::<Test>::remove(SPEND)).contains("2:"));
}

#[test]
fn invariant_3_queues_hold_what_is_queued() {
    assert!(broken(|| Queue::<Test>::insert(SPEND, 77, 2)).contains("3:"));
    assert!(broken(|| Queue::<Test>::remove(SPEND, 1)).contains("3:"));
}

#[test]
fn invariant_4_deposits_add_up() {
    let put = |id, who| {
        Deposits::<Test>::insert(id, who, Deposit { submission: 1, decision: 0 });
    };
    assert!(broken(|| put(1, CAROL)).contains("4:"));
    assert!(broken(|| Deposits::<Test>::remove(1, BOB)).contains("4:"));
    assert!(broken(|| {
        Proposals::<Test>::mutate(1, |p| p.as_mut().unwrap().sponsored += 1);
    })
    .contains("4:"));
}

#[test]
fn invariant_5_whoever_waits_is_on_the_agenda() {
    let said = broken(|| Proposals::<Test>::mutate(1, |p| p.as_mut().unwrap().wake_at = Some(9)));
    assert!(said.contains("5:"));
    let said = broken(|| Proposals::<Test>::mutate(1, |p| p.as_mut().unwrap().wake_at = None));
    assert!(said.contains("5:"));
}

#[test]
fn invariant_6_the_agenda_is_ahead_of_the_cursor_and_counted() {
    assert!(broken(|| Agenda::<Test>::insert(2, 0, Due::Proposal(0))).contains("6:"));
    assert!(broken(|| {
        AgendaCount::<Test>::iter_keys().collect::<Vec<_>>().into_iter().for_each(|block| {
            AgendaCount::<Test>::remove(block);
        });
    })
    .contains("6:"));
}

#[test]
fn invariant_7_tracks_make_sense() {
    let said = broken(|| Tracks::<Test>::mutate(SPEND, |t| t.as_mut().unwrap().decision = 0));
    assert!(said.contains("7:"));
}

#[test]
fn invariant_8_the_policies_that_tracks_ask_for_exist() {
    let said = broken(|| {
        Tracks::<Test>::mutate(SPEND, |t| t.as_mut().unwrap().policy = Some(UNKNOWN_POLICY));
    });
    assert!(said.contains("8:"));
}

#[test]
fn the_state_these_tests_break_is_sound_before() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        assert_eq!(status(id), Status::Preparing);
    });
}
