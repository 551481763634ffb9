//! Objections: made in time, withdrawn, decided.

use frame_support::assert_ok;
use sp_keyring::Sr25519Keyring;
use sp_runtime::DispatchResult;

use super::desk::*;
use crate::{
    mock::{Records, *},
    *,
};

/// A first registration whose notice is two business days.
fn noticed_registration() -> DealingId {
    create_with(noticed(2, 0));
    lodge(bob(), None, first_registration(1, sole(alice())))
}

fn withdraw(who: AccountId, id: DealingId) -> DispatchResult {
    Records::withdraw_objection(by(who), REGISTER, id)
}

fn decide(
    who: AccountId,
    id: DealingId,
    objector: AccountId,
    verdict: ObjectionVerdict,
) -> DispatchResult {
    Records::decide_objection(by(who), REGISTER, id, objector.into(), verdict, hash(44))
}

#[test]
fn an_objection_in_the_last_block_of_the_notice_stops_the_dealing() {
    ExtBuilder.build_and_execute(|| {
        let id = noticed_registration();
        approve(id);
        let notice = dealing(id).notice.unwrap();
        set_day(notice.day + 1);
        run_to(notice.block);
        assert_ok!(object_as(one(), id));
        assert_eq!(
            last_event(),
            Event::Objected {
                register: REGISTER,
                dealing: id,
                by: one(),
                grounds: hash(66),
                deposit: OBJECTION
            }
        );
        run_to(notice.block + 1);
        refused(Refusal::Disputed, || complete(id));
        assert_eq!(waits_for(id), Some(Refusal::Disputed.into()));
    });
}

#[test]
fn an_objection_one_block_after_the_notice_comes_too_late() {
    ExtBuilder.build_and_execute(|| {
        let id = noticed_registration();
        approve(id);
        let notice = dealing(id).notice.unwrap();
        set_day(notice.day + 1);
        run_to(notice.block + 1);
        refused(Refusal::TooLate, || object_as(one(), id));
        assert_ok!(complete(id));
    });
}

#[test]
fn blocks_alone_do_not_end_the_notice() {
    ExtBuilder.build_and_execute(|| {
        let id = noticed_registration();
        let notice = dealing(id).notice.unwrap();
        set_day(notice.day);
        run_to(notice.block + 1_000);
        assert_ok!(object_as(one(), id));
    });
}

#[test]
fn without_a_notice_there_is_time_to_object_until_the_approval() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        assert_ok!(lodge_for(alice(), record, transfer_to(one()), TODAY + 3));
        let id = last_dealing();
        consent(one(), id);
        assert_ok!(object_as(two(), id));
        refused(Refusal::Disputed, || approve_as(charlie(), id));
        assert_ok!(withdraw(two(), id));
        approve(id);
        refused(Refusal::AlreadyApproved, || object_as(two(), id));
    });
}

#[test]
fn whoever_is_alerted_objects_without_a_deposit() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        cautioned(record, two());
        let id = lodge(bob(), Some(record), transfer_to(one()));
        let before = free(&two());
        assert_ok!(object_as(alice(), id));
        assert_ok!(object_as(two(), id));
        assert_ok!(object_as(one(), id));
        assert_eq!(free(&alice()), PURSE);
        assert_eq!(free(&two()), before);
        assert_eq!(free(&one()), PURSE - OBJECTION);
        assert_eq!(held(HoldReason::Objection, &one()), OBJECTION);
        let deposits: Vec<_> = dealing(id).objections.iter().map(|one| one.deposit).collect();
        assert_eq!(deposits, [0, 0, OBJECTION]);
    });
}

#[test]
fn a_frozen_account_objects() {
    ExtBuilder.build_and_execute(|| {
        let id = noticed_registration();
        Frozen::set(&one());
        assert_ok!(object_as(one(), id));
    });
}

#[test]
fn one_objects_once_and_only_so_many_do() {
    ExtBuilder.build_and_execute(|| {
        let id = noticed_registration();
        assert_ok!(object_as(one(), id));
        refused(Refusal::AlreadyObjected, || object_as(one(), id));
        for who in [two(), alice(), eve()] {
            assert_ok!(object_as(who, id));
        }
        let fifth = Sr25519Keyring::AliceStash.to_account_id();
        refused(Refusal::TooManyObjections, || object_as(fifth, id));
        refused(Refusal::DealingNotFound, || object_as(one(), id + 1));
    });
}

#[test]
fn objecting_goes_on_while_the_register_is_suspended() {
    ExtBuilder.build_and_execute(|| {
        let id = noticed_registration();
        set_status(RegisterStatus::Suspended);
        assert_ok!(object_as(one(), id));
    });
}

#[test]
fn an_objection_that_is_withdrawn_costs_nothing() {
    ExtBuilder.build_and_execute(|| {
        let id = noticed_registration();
        approve(id);
        assert_ok!(object_as(one(), id));
        refused(Refusal::ObjectionNotFound, || withdraw(two(), id));
        assert_ok!(withdraw(one(), id));
        assert_eq!(
            last_event(),
            Event::ObjectionWithdrawn {
                register: REGISTER,
                dealing: id,
                by: one(),
                deposit: OBJECTION
            }
        );
        assert_eq!(free(&one()), PURSE);
        pass_days(3);
        assert_ok!(complete(id));
    });
}

#[test]
fn an_objection_that_is_upheld_ends_the_dealing() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let id = lodge(alice(), Some(record), transfer_to(one()));
        assert_ok!(object_as(two(), id));
        assert_ok!(decide(ferdie(), id, two(), ObjectionVerdict::Upheld));
        let decided = Event::ObjectionDecided {
            register: REGISTER,
            dealing: id,
            objector: two(),
            by: ferdie(),
            verdict: ObjectionVerdict::Upheld,
            reasons: hash(44),
            returned: OBJECTION,
            slashed: 0,
        };
        let rejected = Event::Rejected {
            register: REGISTER,
            dealing: id,
            by: ferdie(),
            reason: RejectionReason::Objection,
            reasons: hash(44),
            returned: DEPOSIT,
            slashed: 0,
        };
        assert!(events().ends_with(&[decided, rejected]));
        assert!(!is_open(id));
        assert_eq!(free(&two()), PURSE);
        assert_eq!(free(&alice()), PURSE - FEE);
        assert!(queue_of(record).is_empty());
    });
}

#[test]
fn an_objection_that_is_dismissed_is_out_of_the_way() {
    ExtBuilder.build_and_execute(|| {
        let id = noticed_registration();
        approve(id);
        assert_ok!(object_as(one(), id));
        assert_ok!(decide(charlie(), id, one(), ObjectionVerdict::Dismissed));
        assert_eq!(free(&one()), PURSE);
        pass_days(3);
        assert_ok!(complete(id));
    });
}

#[test]
fn a_groundless_objection_costs_its_deposit() {
    ExtBuilder.build_and_execute(|| {
        let id = noticed_registration();
        assert_ok!(object_as(one(), id));
        assert_ok!(decide(ferdie(), id, one(), ObjectionVerdict::Groundless));
        assert_eq!(free(&one()), PURSE - OBJECTION);
        assert_eq!(held(HoldReason::Objection, &one()), 0);
        assert_eq!(free(&authority()), PURSE + OBJECTION);
        assert!(is_open(id));
        assert!(dealing(id).objections.is_empty());
    });
}

#[test]
fn courts_and_registrars_decide() {
    ExtBuilder.build_and_execute(|| {
        let id = noticed_registration();
        assert_ok!(object_as(one(), id));
        for who in [bob(), dave(), eve(), alice(), authority()] {
            refused(Refusal::NotAuthorized, || decide(who, id, one(), ObjectionVerdict::Dismissed));
        }
        refused(Refusal::ObjectionNotFound, || {
            decide(ferdie(), id, two(), ObjectionVerdict::Dismissed)
        });
        assert_ok!(decide(charlie(), id, one(), ObjectionVerdict::Dismissed));
    });
}

#[test]
fn a_registrar_does_not_decide_on_its_own_dealing_or_objection() {
    ExtBuilder.build_and_execute(|| {
        create_with(noticed(2, 0));
        let own = lodge(charlie(), None, first_registration(1, sole(alice())));
        assert_ok!(object_as(one(), own));
        refused(Refusal::SamePerson, || decide(charlie(), own, one(), ObjectionVerdict::Dismissed));
        let other = lodge(bob(), None, first_registration(2, sole(alice())));
        assert_ok!(object_as(charlie(), other));
        refused(Refusal::SamePerson, || {
            decide(charlie(), other, charlie(), ObjectionVerdict::Upheld)
        });
        assert_ok!(decide(ferdie(), other, charlie(), ObjectionVerdict::Dismissed));
    });
}

#[test]
fn a_registrar_does_not_decide_on_an_objection_of_its_second_account() {
    ExtBuilder.build_and_execute(|| {
        create_with(Rules { identity: Some(IDENTITY), ..noticed(2, 0) });
        for (tag, who) in [(2, bob()), (3, charlie()), (3, one()), (4, two())] {
            Persons::set(&who, tag);
        }
        let id = lodge(bob(), None, first_registration(1, sole(alice())));
        assert_ok!(object_as(one(), id));
        assert_ok!(object_as(two(), id));
        assert_ok!(object_as(alice(), id));
        refused(Refusal::SamePerson, || decide(charlie(), id, one(), ObjectionVerdict::Upheld));
        assert_ok!(decide(charlie(), id, two(), ObjectionVerdict::Dismissed));
        assert_ok!(decide(charlie(), id, alice(), ObjectionVerdict::Dismissed));
    });
}

#[test]
fn deposits_for_objections_are_returned_when_the_dealing_ends() {
    ExtBuilder.build_and_execute(|| {
        let id = noticed_registration();
        assert_ok!(object_as(one(), id));
        assert_ok!(object_as(two(), id));
        assert_ok!(Records::withdraw(by(bob()), REGISTER, id));
        assert_eq!(free(&one()), PURSE);
        assert_eq!(free(&two()), PURSE);
    });
}
