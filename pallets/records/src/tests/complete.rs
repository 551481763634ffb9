//! Completion: what is waited for, and what stops it.

use frame_support::{assert_ok, dispatch::Pays};

use super::desk::*;
use crate::{
    mock::{Records, *},
    *,
};

/// A title of Alice's.
fn land_of_alice() -> RecordId {
    create();
    land(alice())
}

/// A transfer of Alice's to One that is approved and takes effect in some days.
fn approved_for(record: RecordId, days: i32) -> DealingId {
    assert_ok!(lodge_for(alice(), record, transfer_to(one()), TODAY + days));
    let id = last_dealing();
    consent(one(), id);
    approve(id);
    id
}

/// A court's freeze of a record, until a day.
fn freeze(record: RecordId, until: Option<Day>) {
    assert_ok!(Records::freeze(by(ferdie()), REGISTER, record, hash(70), until));
}

#[test]
fn a_dealing_waits_for_its_day() {
    ExtBuilder.build_and_execute(|| {
        let record = land_of_alice();
        let id = approved_for(record, 3);
        pass_days(2);
        refused(Refusal::TooEarly, || complete(id));
        assert_eq!(waits_for(id), Some(Refusal::TooEarly.into()));
        pass_days(1);
        assert_eq!(waits_for(id), None);
        assert_ok!(complete(id));
        assert_eq!(owner_of(record), sole(one()));
    });
}

#[test]
fn a_dealing_waits_for_its_notice() {
    ExtBuilder.build_and_execute(|| {
        let record = land_of_alice();
        rule(noticed(0, 2));
        let id = lodge(bob(), Some(record), transfer_to(one()));
        consent(alice(), id);
        consent(one(), id);
        approve(id);
        assert!(is_open(id));
        let notice = dealing(id).notice.unwrap();
        set_day(notice.day + 1);
        run_to(notice.block);
        refused(Refusal::TooEarly, || complete(id));
        run_to(notice.block + 1);
        assert_ok!(complete(id));
    });
}

#[test]
fn a_clock_far_ahead_does_not_shorten_the_notice() {
    ExtBuilder.build_and_execute(|| {
        create_with(noticed(5, 0));
        let id = lodge(bob(), None, first_registration(1, sole(alice())));
        approve(id);
        set_day(TODAY + 10_000);
        refused(Refusal::TooEarly, || complete(id));
    });
}

#[test]
fn completing_is_free_and_open_to_anybody() {
    ExtBuilder.build_and_execute(|| {
        let record = land_of_alice();
        let id = approved_for(record, 1);
        pass_days(1);
        System::reset_events();
        let done = Records::complete(by(two()), REGISTER, id).unwrap();
        assert_eq!(done.pays_fee, Pays::No);
        let weight = <() as WeightInfo>::complete_base() + <() as WeightInfo>::complete_transfer();
        assert_eq!(done.actual_weight, Some(weight));
        assert_eq!(free(&two()), PURSE);
        assert_eq!(
            last_event(),
            Event::Completed {
                register: REGISTER,
                dealing: id,
                kind: Kind::Transfer,
                record: Some(record),
                returned: DEPOSIT
            }
        );
    });
}

#[test]
fn a_version_says_from_when_it_takes_effect_and_who_approved_it() {
    ExtBuilder.build_and_execute(|| {
        let record = land_of_alice();
        let id = approved_for(record, 3);
        pass_days(4);
        assert_ok!(complete(id));
        let version = Versions::<Test>::get((REGISTER, record, 2)).unwrap();
        assert_eq!(version.dealing, id);
        assert_eq!(version.span, Span { from: TODAY + 3, until: None });
        assert_eq!(version.day, TODAY + 4);
        assert_eq!(version.approver, Some(charlie()));
        assert_eq!(version.instrument, hash(99));
    });
}

#[test]
fn nothing_is_completed_without_an_approval() {
    ExtBuilder.build_and_execute(|| {
        let record = land_of_alice();
        let id = lodge(alice(), Some(record), transfer_to(one()));
        refused(Refusal::NotApproved, || complete(id));
        assert_eq!(waits_for(id), Some(Refusal::NotApproved.into()));
        refused(Refusal::DealingNotFound, || complete(id + 1));
        assert_eq!(waits_for(id + 1), Some(Refusal::DealingNotFound.into()));
        assert_eq!(Records::waits_for(9, id), Some(Refusal::RegisterNotFound.into()));
    });
}

#[test]
fn a_freeze_between_approval_and_completion_stops_it() {
    ExtBuilder.build_and_execute(|| {
        let record = land_of_alice();
        let id = approved_for(record, 1);
        freeze(record, None);
        pass_days(1);
        refused(Refusal::Frozen, || complete(id));
        assert_eq!(waits_for(id), Some(Refusal::Frozen.into()));
        assert_ok!(Records::unfreeze(by(ferdie()), REGISTER, record, 0, hash(71)));
        assert_ok!(complete(id));
        assert_eq!(owner_of(record), sole(one()));
    });
}

#[test]
fn a_freeze_holds_up_to_its_last_day() {
    ExtBuilder.build_and_execute(|| {
        let record = land_of_alice();
        let id = approved_for(record, 1);
        freeze(record, Some(TODAY + 2));
        pass_days(2);
        refused(Refusal::Frozen, || complete(id));
        pass_days(1);
        assert_ok!(complete(id));
    });
}

#[test]
fn nothing_about_a_frozen_record_is_approved_and_all_of_it_may_be_lodged() {
    ExtBuilder.build_and_execute(|| {
        let record = land_of_alice();
        freeze(record, None);
        let id = lodge(alice(), Some(record), transfer_to(one()));
        consent(one(), id);
        refused(Refusal::Frozen, || approve_as(charlie(), id));
        let caution = lodge(two(), Some(record), claim(1));
        refused(Refusal::Frozen, || approve_as(charlie(), caution));
    });
}

#[test]
fn a_frozen_record_is_not_merged_into_another_one() {
    ExtBuilder.build_and_execute(|| {
        let first = land_of_alice();
        let second = land(alice());
        freeze(second, None);
        let merge = Act::Merge {
            others: vec![second].try_into().unwrap(),
            name: hash(50),
            content: Content { measure: 2_000, ..content(50) },
        };
        let id = lodge(alice(), Some(first), merge);
        refused(Refusal::Frozen, || approve_as(charlie(), id));
    });
}

#[test]
fn what_was_approved_by_a_registrar_under_review_waits() {
    ExtBuilder.build_and_execute(|| {
        let record = land_of_alice();
        run_to(5);
        let id = approved_for(record, 1);
        pass_days(1);
        assert_ok!(Records::review(by(eve()), REGISTER, charlie().into(), 5, hash(8)));
        refused(Refusal::UnderReview, || complete(id));
        assert_ok!(Records::end_review(by(authority()), REGISTER, charlie().into()));
        assert_ok!(complete(id));
    });
}

#[test]
fn what_was_approved_before_the_blocks_under_review_goes_on() {
    ExtBuilder.build_and_execute(|| {
        let record = land_of_alice();
        run_to(5);
        let id = approved_for(record, 1);
        pass_days(1);
        assert_ok!(Records::review(by(eve()), REGISTER, charlie().into(), 6, hash(8)));
        assert_ok!(complete(id));
    });
}

#[test]
fn what_a_registrar_under_review_entered_is_not_disposed_of() {
    ExtBuilder.build_and_execute(|| {
        let record = land_of_alice();
        let registrar = grant();
        let appointed = Records::grant_role(
            by(authority()),
            REGISTER,
            two().into(),
            Role::Registrar,
            registrar,
        );
        assert_ok!(appointed);
        assert_ok!(Records::review(by(eve()), REGISTER, charlie().into(), 1, hash(8)));
        let disposal = lodge(alice(), Some(record), transfer_to(one()));
        consent(one(), disposal);
        refused(Refusal::UnderReview, || approve_as(two(), disposal));
        let charge = lodge(alice(), Some(record), charge_for(one()));
        refused(Refusal::UnderReview, || approve_as(two(), charge));
        assert_ok!(Records::withdraw(by(alice()), REGISTER, disposal));
        assert_ok!(Records::withdraw(by(alice()), REGISTER, charge));
        let caution = lodge(one(), Some(record), claim(1));
        assert_ok!(approve_as(two(), caution));
    });
}

#[test]
fn a_search_is_not_granted_in_what_a_registrar_under_review_entered() {
    ExtBuilder.build_and_execute(|| {
        let record = land_of_alice();
        assert_ok!(Records::review(by(eve()), REGISTER, charlie().into(), 1, hash(8)));
        let search = lodge(one(), Some(record), Act::Search);
        refused(Refusal::UnderReview, || consent_as(alice(), search, party(alice())));
    });
}

#[test]
fn an_account_that_is_frozen_after_the_approval_keeps_what_it_has() {
    ExtBuilder.build_and_execute(|| {
        let record = land_of_alice();
        let id = approved_for(record, 1);
        Frozen::set(&alice());
        pass_days(1);
        refused(Refusal::AccountFrozen, || complete(id));
        assert_eq!(owner_of(record), sole(alice()));
    });
}

#[test]
fn a_court_corrects_what_a_frozen_owner_does_not_agree_to() {
    ExtBuilder.build_and_execute(|| {
        let record = land_of_alice();
        Frozen::set(&alice());
        let correct = Act::Correct {
            content: None,
            class: None,
            ownership: Some(sole(one())),
            until: None,
            reason: CorrectionReason::Fraud,
            asked_by: one(),
        };
        let id = lodge(bob(), Some(record), correct);
        refused(Refusal::NotAuthorized, || approve_as(charlie(), id));
        assert_ok!(approve_as(ferdie(), id));
        assert_eq!(owner_of(record), sole(one()));
    });
}

#[test]
fn rules_that_come_later_do_not_change_what_is_lodged() {
    ExtBuilder.build_and_execute(|| {
        let record = land_of_alice();
        let id = lodge(alice(), Some(record), transfer_to(one()));
        rule(Rules { reveal: 50, ..noticed(9, 9) });
        consent(one(), id);
        approve(id);
        assert_eq!(owner_of(record), sole(one()));
    });
}
