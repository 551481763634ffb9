//! Requisitions: asked, answered, unanswered.

use frame_support::assert_ok;
use sp_runtime::DispatchResult;

use super::desk::*;
use crate::{
    mock::{Records, *},
    *,
};

/// A transfer of Alice's that One has consented to.
fn lodged() -> DealingId {
    create();
    let record = land(alice());
    let id = lodge(alice(), Some(record), transfer_to(one()));
    consent(one(), id);
    id
}

fn answer(who: AccountId, id: DealingId) -> DispatchResult {
    Records::answer(by(who), REGISTER, id, hash(56))
}

#[test]
fn a_dealing_whose_lodger_was_asked_is_not_approved_until_there_is_an_answer() {
    ExtBuilder.build_and_execute(|| {
        let id = lodged();
        assert_ok!(requisition_as(bob(), id, 5));
        let deadline = Deadline { day: TODAY + 7, block: 1 + 5 * LEAST_BLOCKS };
        assert_eq!(
            last_event(),
            Event::Requisitioned {
                register: REGISTER,
                dealing: id,
                by: bob(),
                question: hash(55),
                deadline
            }
        );
        refused(Refusal::Requisitioned, || approve_as(charlie(), id));
        refused(Refusal::Requisitioned, || complete(id));
        assert_eq!(waits_for(id), Some(Refusal::Requisitioned.into()));
        assert_ok!(answer(alice(), id));
        assert_eq!(
            last_event(),
            Event::Answered { register: REGISTER, dealing: id, answer: hash(56) }
        );
        assert_ok!(approve_as(charlie(), id));
    });
}

#[test]
fn clerks_and_registrars_ask() {
    ExtBuilder.build_and_execute(|| {
        let id = lodged();
        for who in [alice(), one(), dave(), eve(), ferdie(), authority()] {
            refused(Refusal::NotAuthorized, || requisition_as(who, id, 5));
        }
        assert_ok!(requisition_as(charlie(), id, 5));
        refused(Refusal::Requisitioned, || requisition_as(bob(), id, 5));
    });
}

#[test]
fn nobody_asks_with_a_role_that_has_expired() {
    ExtBuilder.build_and_execute(|| {
        let id = lodged();
        run_to(TERM);
        refused(Refusal::RoleExpired, || requisition_as(bob(), id, 5));
    });
}

#[test]
fn an_answer_has_at_least_a_day_and_no_more_than_the_rules_give() {
    ExtBuilder.build_and_execute(|| {
        let id = lodged();
        refused(Refusal::InvalidPeriod, || requisition_as(bob(), id, 0));
        refused(Refusal::InvalidPeriod, || requisition_as(bob(), id, 11));
        assert_ok!(requisition_as(bob(), id, 10));
    });
}

#[test]
fn who_lodged_it_answers() {
    ExtBuilder.build_and_execute(|| {
        let id = lodged();
        refused(Refusal::NotRequisitioned, || answer(alice(), id));
        assert_ok!(requisition_as(bob(), id, 5));
        refused(Refusal::NotAuthorized, || answer(one(), id));
        refused(Refusal::DealingNotFound, || answer(alice(), id + 1));
        assert_ok!(answer(alice(), id));
    });
}

#[test]
fn an_answer_comes_in_time_on_the_last_day() {
    ExtBuilder.build_and_execute(|| {
        let id = lodged();
        assert_ok!(requisition_as(bob(), id, 2));
        pass_days(2);
        refused(Refusal::TooEarly, || lapse(id));
        assert_ok!(answer(alice(), id));
    });
}

#[test]
fn a_requisition_that_is_not_answered_ends_the_dealing() {
    ExtBuilder.build_and_execute(|| {
        let id = lodged();
        assert_ok!(requisition_as(bob(), id, 2));
        pass_days(3);
        refused(Refusal::TooLate, || answer(alice(), id));
        assert_ok!(lapse(id));
        assert_eq!(
            last_event(),
            Event::Lapsed {
                register: REGISTER,
                dealing: id,
                why: Lapse::NotAnswered,
                returned: DEPOSIT,
                slashed: 0
            }
        );
        assert_eq!(free(&alice()), PURSE - FEE);
        assert!(!is_open(id));
    });
}

#[test]
fn a_chain_that_stood_still_takes_nobodys_time_to_answer() {
    ExtBuilder.build_and_execute(|| {
        let id = lodged();
        assert_ok!(requisition_as(bob(), id, 2));
        set_day(TODAY + 100);
        refused(Refusal::TooEarly, || lapse(id));
        assert_ok!(answer(alice(), id));
    });
}

#[test]
fn what_is_approved_is_not_asked_about() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        assert_ok!(lodge_for(alice(), record, transfer_to(one()), TODAY + 3));
        let id = last_dealing();
        consent(one(), id);
        approve(id);
        refused(Refusal::AlreadyApproved, || requisition_as(bob(), id, 5));
    });
}
