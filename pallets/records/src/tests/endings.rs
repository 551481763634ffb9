//! How dealings end without being entered: withdrawn, rejected, lapsed.

use frame_support::assert_ok;
use sp_runtime::DispatchResult;

use super::desk::*;
use crate::{
    mock::{Records, *},
    *,
};

/// A transfer of Alice's to One, to which One has not consented.
fn lodged() -> (RecordId, DealingId) {
    create();
    let record = land(alice());
    (record, lodge(alice(), Some(record), transfer_to(one())))
}

/// The same, approved, and waiting for a day to come.
fn approved() -> (RecordId, DealingId) {
    create();
    let record = land(alice());
    assert_ok!(lodge_for(alice(), record, transfer_to(one()), TODAY + 3));
    let id = last_dealing();
    consent(one(), id);
    approve(id);
    (record, id)
}

fn withdraw(who: AccountId, id: DealingId) -> DispatchResult {
    Records::withdraw(by(who), REGISTER, id)
}

fn reject(who: AccountId, id: DealingId, reason: RejectionReason) -> DispatchResult {
    Records::reject(by(who), REGISTER, id, reason, hash(33))
}

/// Nothing is left of a dealing of Alice's but what it cost.
fn is_gone(record: RecordId, id: DealingId) {
    assert!(!is_open(id));
    assert!(queue_of(record).is_empty());
    assert_eq!(OpenDealings::<Test>::get(REGISTER, alice()), 0);
    assert_eq!(held(HoldReason::Dealing, &alice()), 0);
    assert_eq!(owner_of(record), sole(alice()));
}

#[test]
fn who_lodged_it_withdraws_it() {
    ExtBuilder.build_and_execute(|| {
        let (record, id) = lodged();
        for who in [one(), bob(), charlie(), authority()] {
            refused(Refusal::NotAuthorized, || withdraw(who, id));
        }
        refused(Refusal::DealingNotFound, || withdraw(alice(), id + 1));
        assert_ok!(withdraw(alice(), id));
        let event = Event::Withdrawn { register: REGISTER, dealing: id, deposit: DEPOSIT };
        assert_eq!(last_event(), event);
        is_gone(record, id);
        assert_eq!(free(&alice()), PURSE - FEE);
        refused(Refusal::DealingNotFound, || withdraw(alice(), id));
    });
}

#[test]
fn what_is_approved_and_waits_is_withdrawn_too() {
    ExtBuilder.build_and_execute(|| {
        let (record, id) = approved();
        assert_ok!(withdraw(alice(), id));
        is_gone(record, id);
        pass_days(3);
        refused(Refusal::DealingNotFound, || complete(id));
    });
}

#[test]
fn withdrawing_and_rejecting_go_on_in_a_register_that_is_closed() {
    ExtBuilder.build_and_execute(|| {
        let (record, id) = lodged();
        let other = lodge(bob(), Some(record), transfer_to(two()));
        set_status(RegisterStatus::Closed);
        assert_ok!(withdraw(alice(), id));
        assert_ok!(reject(charlie(), other, RejectionReason::NotAllowed));
        is_gone(record, id);
    });
}

#[test]
fn a_registrar_rejects_and_the_deposit_is_returned() {
    ExtBuilder.build_and_execute(|| {
        let (record, id) = lodged();
        assert_ok!(reject(charlie(), id, RejectionReason::EvidenceMissing));
        assert_eq!(
            last_event(),
            Event::Rejected {
                register: REGISTER,
                dealing: id,
                by: charlie(),
                reason: RejectionReason::EvidenceMissing,
                reasons: hash(33),
                returned: DEPOSIT,
                slashed: 0
            }
        );
        is_gone(record, id);
        assert_eq!(free(&alice()), PURSE - FEE);
    });
}

#[test]
fn what_was_never_meant_seriously_costs_the_deposit() {
    for reason in [RejectionReason::Frivolous, RejectionReason::Fraud] {
        ExtBuilder.build_and_execute(|| {
            let (record, id) = lodged();
            assert_ok!(reject(charlie(), id, reason));
            assert_eq!(
                last_event(),
                Event::Rejected {
                    register: REGISTER,
                    dealing: id,
                    by: charlie(),
                    reason,
                    reasons: hash(33),
                    returned: 0,
                    slashed: DEPOSIT
                }
            );
            is_gone(record, id);
            assert_eq!(free(&alice()), PURSE - FEE - DEPOSIT);
            assert_eq!(free(&authority()), PURSE + FEE + DEPOSIT);
        });
    }
}

#[test]
fn a_frivolous_caution_costs_the_deposit_for_one() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let id = lodge(two(), Some(record), claim(1));
        assert_ok!(reject(charlie(), id, RejectionReason::Frivolous));
        assert_eq!(free(&two()), PURSE - FEE - CAUTION);
        assert_eq!(held(HoldReason::Caution, &two()), 0);
        assert_eq!(free(&authority()), PURSE + FEE + CAUTION);
    });
}

#[test]
fn only_who_could_approve_rejects() {
    ExtBuilder.build_and_execute(|| {
        let (_, id) = lodged();
        for who in [alice(), one(), bob(), dave(), eve(), ferdie(), authority()] {
            refused(Refusal::NotAuthorized, || reject(who, id, RejectionReason::Defective));
        }
        run_to(TERM);
        refused(Refusal::RoleExpired, || reject(charlie(), id, RejectionReason::Defective));
    });
}

#[test]
fn authority_and_court_reject_what_they_approve() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = title(1, Ownership::NotStated);
        for who in [authority(), ferdie(), charlie()] {
            let id = lodge(bob(), Some(record), Act::Vest { ownership: sole(one()) });
            refused(Refusal::NotAuthorized, || reject(eve(), id, RejectionReason::Defective));
            assert_ok!(reject(who, id, RejectionReason::Defective));
            assert!(!is_open(id));
        }
    });
}

#[test]
fn what_is_approved_and_waits_can_still_be_rejected() {
    ExtBuilder.build_and_execute(|| {
        let (record, id) = approved();
        assert_ok!(reject(charlie(), id, RejectionReason::Fraud));
        is_gone(record, id);
    });
}

#[test]
fn what_is_not_completed_in_time_lapses() {
    ExtBuilder.build_and_execute(|| {
        let (record, id) = lodged();
        let expires = dealing(id).expires;
        assert_eq!(expires, Deadline { day: TODAY + 280, block: 1 + 200 * LEAST_BLOCKS });
        set_day(expires.day + 1);
        run_to(expires.block);
        refused(Refusal::TooEarly, || lapse(id));
        run_to(expires.block + 1);
        assert_ok!(lapse(id));
        assert_eq!(
            last_event(),
            Event::Lapsed {
                register: REGISTER,
                dealing: id,
                why: Lapse::NotCompleted,
                returned: DEPOSIT,
                slashed: 0
            }
        );
        is_gone(record, id);
        assert_eq!(free(&alice()), PURSE - FEE);
        refused(Refusal::DealingNotFound, || lapse(id));
    });
}

#[test]
fn what_was_asked_about_lapses_with_the_dealing() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let usual = rules();
        let periods = Periods { longest: 2, ..usual.periods };
        rule(Rules { periods, ..usual });
        let id = lodge(alice(), Some(record), transfer_to(one()));
        assert_ok!(requisition_as(bob(), id, 10));
        pass_days(3);
        assert_ok!(lapse(id));
        assert!(matches!(last_event(), Event::Lapsed { why: Lapse::NotCompleted, .. }));
    });
}

#[test]
fn what_has_not_lapsed_yet_though_its_time_is_up_is_neither_approved_nor_completed() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (record, other) = (land(alice()), land(alice()));
        let usual = rules();
        let periods = Periods { longest: 4, ..usual.periods };
        rule(Rules { periods, ..usual });
        let id = lodge(alice(), Some(record), transfer_to(one()));
        consent(one(), id);
        assert_ok!(lodge_for(alice(), other, transfer_to(one()), TODAY + 3));
        let approved = last_dealing();
        consent(one(), approved);
        approve(approved);
        pass_days(5);
        refused(Refusal::TooLate, || approve_as(charlie(), id));
        refused(Refusal::TooLate, || complete(approved));
        assert_eq!(waits_for(approved), Some(Refusal::TooLate.into()));
    });
}

#[test]
fn lapsing_is_free_and_goes_on_while_the_register_is_suspended() {
    ExtBuilder.build_and_execute(|| {
        let (_, id) = lodged();
        let expires = dealing(id).expires;
        set_day(expires.day + 1);
        run_to(expires.block + 1);
        set_status(RegisterStatus::Suspended);
        let paid = Records::lapse(by(two()), REGISTER, id).unwrap().pays_fee;
        assert_eq!(paid, frame_support::dispatch::Pays::No);
    });
}
