//! The order of dealings that are about the same.

use frame_support::assert_ok;

use super::desk::*;
use crate::{
    mock::{Records, *},
    *,
};

/// A transfer of a record of Alice's, lodged by the clerk, to which both have consented.
fn agreed_transfer(record: RecordId, to: AccountId) -> DealingId {
    let id = lodge(bob(), Some(record), transfer_to(to.clone()));
    consent(alice(), id);
    consent(to, id);
    id
}

#[test]
fn of_two_transfers_in_one_block_the_second_waits_for_the_first_and_then_fails() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let first = agreed_transfer(record, one());
        let second = agreed_transfer(record, two());
        approve(second);
        assert!(is_open(second));
        refused(Refusal::NotYourTurn, || complete(second));
        assert_eq!(waits_for(second), Some(Refusal::NotYourTurn.into()));
        approve(first);
        assert_eq!(owner_of(record), sole(one()));
        refused(Refusal::ConsentMissing, || complete(second));
        assert_eq!(Records::consents_missing(REGISTER, second), [party(one())]);
        assert_eq!(owner_of(record), sole(one()));
    });
}

#[test]
fn the_second_of_two_transfers_is_entered_when_the_first_is_withdrawn() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let first = agreed_transfer(record, one());
        let second = agreed_transfer(record, two());
        approve(second);
        assert_ok!(Records::withdraw(by(bob()), REGISTER, first));
        assert_ok!(complete(second));
        assert_eq!(owner_of(record), sole(two()));
    });
}

#[test]
fn what_is_rejected_or_lapses_frees_those_behind_it() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let rejected = agreed_transfer(record, one());
        let unanswered = agreed_transfer(record, one());
        let last = agreed_transfer(record, two());
        approve(last);
        let reason = RejectionReason::Defective;
        assert_ok!(Records::reject(by(charlie()), REGISTER, rejected, reason, hash(1)));
        refused(Refusal::NotYourTurn, || complete(last));
        assert_ok!(requisition_as(bob(), unanswered, 1));
        pass_days(2);
        assert_ok!(lapse(unanswered));
        assert_ok!(complete(last));
    });
}

#[test]
fn dealings_with_other_records_do_not_wait() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (first, second) = (land(alice()), land(alice()));
        let waiting = agreed_transfer(first, one());
        approve(agreed_transfer(second, two()));
        assert_eq!(owner_of(second), sole(two()));
        assert!(is_open(waiting));
    });
}

#[test]
fn a_caution_is_entered_before_a_transfer_that_was_lodged_after_it() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let caution = lodge(two(), Some(record), claim(1));
        let transfer = agreed_transfer(record, one());
        approve(transfer);
        assert!(is_open(transfer));
        approve(caution);
        assert_ok!(complete(transfer));
        assert_eq!(BurdensOf::<Test>::get(REGISTER, record).cautions.len(), 1);
    });
}

#[test]
fn who_wants_a_name_first_gets_it() {
    ExtBuilder.build_and_execute(|| {
        create();
        let first = lodge(bob(), None, first_registration(1, sole(alice())));
        let second = lodge(bob(), None, first_registration(1, sole(one())));
        approve(second);
        refused(Refusal::NotYourTurn, || complete(second));
        approve(first);
        refused(Refusal::NameTaken, || complete(second));
        assert_eq!(owner_of(last_record()), sole(alice()));
    });
}

#[test]
fn a_split_waits_for_who_wants_the_name_of_a_part() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let registration = lodge(bob(), None, first_registration(51, sole(one())));
        let part = |n| Part { name: hash(n), content: Content { measure: 500, ..content(n) } };
        let parts = vec![part(50), part(51)].try_into().unwrap();
        let split = lodge(alice(), Some(record), Act::Split { parts });
        approve(split);
        refused(Refusal::NotYourTurn, || complete(split));
        approve(registration);
        refused(Refusal::NameTaken, || complete(split));
    });
}

#[test]
fn a_merger_waits_in_the_queues_of_all_its_records() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (first, second) = (land(alice()), land(alice()));
        let ahead = agreed_transfer(second, one());
        let merge = Act::Merge {
            others: vec![second].try_into().unwrap(),
            name: hash(50),
            content: Content { measure: 2_000, ..content(50) },
        };
        let merger = lodge(alice(), Some(first), merge);
        approve(merger);
        let behind = agreed_transfer(second, two());
        approve(behind);
        refused(Refusal::NotYourTurn, || complete(merger));
        assert_ok!(Records::withdraw(by(bob()), REGISTER, ahead));
        refused(Refusal::NotYourTurn, || complete(behind));
        assert_ok!(complete(merger));
        refused(Refusal::NotInForce, || complete(behind));
    });
}

#[test]
fn representatives_of_one_party_follow_each_other_in_order() {
    ExtBuilder.build_and_execute(|| {
        create();
        let first = lodge(alice(), None, attorney(alice(), one()));
        let second = lodge(alice(), None, attorney(alice(), two()));
        let other = lodge(two(), None, attorney(two(), one()));
        approve(other);
        assert!(!is_open(other), "it is about another party");
        approve(second);
        refused(Refusal::NotYourTurn, || complete(second));
        approve(first);
        assert_ok!(complete(second));
        let acts = Representatives::<Test>::get(REGISTER, party(alice())).unwrap();
        assert_eq!(acts.account, two());
    });
}

#[test]
fn a_court_goes_ahead_of_all_that_is_pending() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let pending = agreed_transfer(record, one());
        assert_ok!(Records::freeze(by(ferdie()), REGISTER, record, hash(70), None));
        assert_eq!(BurdensOf::<Test>::get(REGISTER, record).freezes.len(), 1);
        refused(Refusal::Frozen, || approve_as(charlie(), pending));
    });
}

#[test]
fn a_place_that_was_left_is_free_again() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let ids: Vec<_> =
            (0..MAX_QUEUE).map(|_| lodge(bob(), Some(record), transfer_to(one()))).collect();
        refused(Refusal::TooManyDealings, || lodge_as(bob(), Some(record), transfer_to(two())));
        assert_ok!(Records::withdraw(by(bob()), REGISTER, ids[3]));
        let last = lodge(bob(), Some(record), transfer_to(two()));
        let queue = queue_of(record);
        assert_eq!(queue.len(), usize::try_from(MAX_QUEUE).unwrap());
        assert_eq!(queue.last(), Some(&last));
        assert!(queue.is_sorted());
    });
}
