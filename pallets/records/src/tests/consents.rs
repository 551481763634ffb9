//! Consents: who gives them, who takes them back, and that silence is none.

use frame_support::{assert_ok, BoundedVec};
use sp_runtime::DispatchResult;

use super::desk::*;
use crate::{
    mock::{Records, *},
    *,
};

/// A title of Alice's, and a transfer of it to One that the clerk lodged.
fn transfer() -> (RecordId, DealingId) {
    create();
    let record = land(alice());
    (record, lodge(bob(), Some(record), transfer_to(one())))
}

fn retract(who: AccountId, id: DealingId, party: Party<AccountId>) -> DispatchResult {
    Records::retract(by(who), REGISTER, id, party)
}

#[test]
fn a_consent_is_given_once_by_whom_it_concerns() {
    ExtBuilder.build_and_execute(|| {
        let (_, id) = transfer();
        assert_eq!(Records::consents_missing(REGISTER, id), [party(alice()), party(one())]);
        assert_ok!(consent_as(alice(), id, party(alice())));
        assert_eq!(
            last_event(),
            Event::Consented {
                register: REGISTER,
                dealing: id,
                party: party(alice()),
                by: alice()
            }
        );
        assert_eq!(Records::consents_missing(REGISTER, id), [party(one())]);
        refused(Refusal::AlreadyConsented, || consent_as(alice(), id, party(alice())));
        refused(Refusal::NotConcerned, || consent_as(two(), id, party(two())));
        refused(Refusal::NotAuthorized, || consent_as(two(), id, party(one())));
        refused(Refusal::DealingNotFound, || consent_as(one(), id + 1, party(one())));
    });
}

#[test]
fn who_lodges_consents_by_that() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let id = lodge(alice(), Some(record), transfer_to(one()));
        assert_eq!(Records::consents_missing(REGISTER, id), [party(one())]);
        refused(Refusal::AlreadyConsented, || consent_as(alice(), id, party(alice())));
    });
}

#[test]
fn silence_is_no_consent() {
    ExtBuilder.build_and_execute(|| {
        let (record, id) = transfer();
        consent(alice(), id);
        pass_days(100);
        refused(Refusal::ConsentMissing, || approve_as(charlie(), id));
        consent(one(), id);
        assert_ok!(approve_as(charlie(), id));
        assert_eq!(owner_of(record), sole(one()));
    });
}

#[test]
fn a_consent_is_taken_back_before_the_approval() {
    ExtBuilder.build_and_execute(|| {
        let (_, id) = transfer();
        consent(alice(), id);
        consent(one(), id);
        refused(Refusal::NotAuthorized, || retract(two(), id, party(alice())));
        refused(Refusal::ConsentNotFound, || retract(two(), id, party(two())));
        assert_ok!(retract(alice(), id, party(alice())));
        assert_eq!(
            last_event(),
            Event::ConsentRetracted {
                register: REGISTER,
                dealing: id,
                party: party(alice()),
                by: alice()
            }
        );
        refused(Refusal::ConsentNotFound, || retract(alice(), id, party(alice())));
        refused(Refusal::ConsentMissing, || approve_as(charlie(), id));
        consent(alice(), id);
        assert_ok!(approve_as(charlie(), id));
    });
}

#[test]
fn a_consent_is_not_taken_back_after_the_approval() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let id = last_dealing() + 1;
        assert_ok!(lodge_for(bob(), record, transfer_to(one()), TODAY + 3));
        consent(alice(), id);
        consent(one(), id);
        approve(id);
        refused(Refusal::AlreadyApproved, || retract(alice(), id, party(alice())));
    });
}

#[test]
fn a_consent_counts_while_who_gave_it_acts_for_the_party() {
    ExtBuilder.build_and_execute(|| {
        let (record, id) = transfer();
        approve(lodge(alice(), None, attorney(alice(), two())));
        assert_ok!(consent_as(two(), id, party(alice())));
        consent(one(), id);
        assert_eq!(Records::consents_missing(REGISTER, id), []);
        let nobody = Act::Represent { party: party(alice()), representative: None };
        approve(lodge(alice(), None, nobody));
        assert_eq!(Records::consents_missing(REGISTER, id), [party(alice())]);
        refused(Refusal::ConsentMissing, || approve_as(charlie(), id));
        refused(Refusal::NotAuthorized, || consent_as(two(), id, party(alice())));
        consent(alice(), id);
        assert_eq!(dealing(id).consents.len(), 2, "the new consent replaces the old one");
        approve(id);
        assert_eq!(owner_of(record), sole(one()));
    });
}

#[test]
fn an_approved_dealing_waits_for_a_consent_that_fell_away() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        approve(lodge(alice(), None, attorney(alice(), two())));
        let id = last_dealing() + 1;
        assert_ok!(lodge_for(bob(), record, transfer_to(one()), TODAY + 3));
        assert_ok!(consent_as(two(), id, party(alice())));
        consent(one(), id);
        approve(id);
        let nobody = Act::Represent { party: party(alice()), representative: None };
        approve(lodge(alice(), None, nobody));
        pass_days(3);
        refused(Refusal::ConsentMissing, || complete(id));
        consent(alice(), id);
        assert_ok!(complete(id));
    });
}

#[test]
fn what_a_frozen_account_disposes_of_stays() {
    ExtBuilder.build_and_execute(|| {
        let (record, id) = transfer();
        consent(alice(), id);
        consent(one(), id);
        Frozen::set(&alice());
        refused(Refusal::AccountFrozen, || approve_as(charlie(), id));
        Frozen::end(&alice());
        Frozen::set(&one());
        refused(Refusal::AccountFrozen, || approve_as(charlie(), id));
        Frozen::end(&one());
        approve(id);
        assert_eq!(owner_of(record), sole(one()));
    });
}

#[test]
fn an_attorney_does_not_dispose_for_a_frozen_account_nor_a_frozen_attorney_for_anybody() {
    ExtBuilder.build_and_execute(|| {
        let (_, id) = transfer();
        approve(lodge(alice(), None, attorney(alice(), two())));
        assert_ok!(consent_as(two(), id, party(alice())));
        consent(one(), id);
        Frozen::set(&alice());
        refused(Refusal::AccountFrozen, || approve_as(charlie(), id));
        Frozen::end(&alice());
        Frozen::set(&two());
        refused(Refusal::AccountFrozen, || approve_as(charlie(), id));
        Frozen::end(&two());
        approve(id);
    });
}

#[test]
fn who_lodges_what_is_theirs_while_frozen_waits() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let id = lodge(alice(), Some(record), transfer_to(one()));
        consent(one(), id);
        Frozen::set(&alice());
        refused(Refusal::AccountFrozen, || approve_as(charlie(), id));
        Frozen::end(&alice());
        approve(id);
    });
}

#[test]
fn the_rules_can_ask_whoever_has_a_right_in_it() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        charged(record, alice());
        let third_parties = BoundedVec::truncate_from(vec![Kind::Amend]);
        rule(Rules { third_parties, ..rules() });
        let id = lodge(alice(), Some(record), Act::Amend { content: content(9), cites: None });
        assert_eq!(Records::consents_missing(REGISTER, id), [party(two())]);
        refused(Refusal::ConsentMissing, || approve_as(charlie(), id));
        consent(two(), id);
        approve(id);
        assert_eq!(Records::expect_record(REGISTER, record).unwrap().content, content(9));
    });
}

#[test]
fn nobody_consents_or_retracts_when_everything_is_decided() {
    ExtBuilder.build_and_execute(|| {
        let (_, id) = transfer();
        consent(alice(), id);
        consent(one(), id);
        approve(id);
        refused(Refusal::DealingNotFound, || consent_as(alice(), id, party(alice())));
        refused(Refusal::DealingNotFound, || retract(alice(), id, party(alice())));
        assert_eq!(Records::consents_missing(REGISTER, id), []);
    });
}

#[test]
fn consents_that_are_not_needed_leave_no_room_for_others() {
    ExtBuilder.build_and_execute(|| {
        let (_, id) = transfer();
        Dealings::<Test>::mutate(REGISTER, id, |dealing| {
            let consents = &mut dealing.as_mut().unwrap().consents;
            for n in 0..u8::try_from(MAX_CONSENTS).unwrap() {
                let consent = Consent { party: Party::Person(hash(n)), by: dave() };
                consents.try_push(consent).unwrap();
            }
        });
        refused(Refusal::TooManyConsents, || consent_as(alice(), id, party(alice())));
    });
}
