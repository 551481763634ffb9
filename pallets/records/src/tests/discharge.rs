//! An encumbrance ends.

use frame_support::{assert_ok, BoundedVec};

use super::titles::*;
use crate::{
    mock::{Records, *},
    *,
};

fn discharge(number: BurdenNumber) -> Act<AccountId> {
    Act::Discharge { number }
}

#[test]
fn only_its_beneficiary_has_to_let_it_go() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let first = encumber(id, alice(), two(), 1);
        encumber(id, alice(), one(), 2);
        needs(id, discharge(first), &[two()]);
        assert_eq!(terms(id), [2]);
        assert_eq!(burdens(id).encumbrances[0].rank, 2);
        let past = PastBurdens::<Test>::get((REGISTER, id, first)).unwrap();
        assert_eq!(past.ended, record(id).version);
        assert_eq!(newest(id).kind, Kind::Discharge);
    });
}

#[test]
fn an_owner_does_not_rid_itself_of_an_encumbrance() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let number = encumber(id, alice(), two(), 1);
        let refusal =
            Records::lodge(by(alice()), REGISTER, Some(id), discharge(number), hash(99), None);
        assert_eq!(refusal, Err(Refusal::NotAuthorized.into()));
        let dealing = lodge(bob(), Some(id), discharge(number));
        let refusal = Records::consent(by(alice()), REGISTER, dealing, account(alice()));
        assert_eq!(refusal, Err(Refusal::NotConcerned.into()));
        pass_days(200);
        not_approved(charlie(), dealing, Refusal::ConsentMissing);
        assert_eq!(terms(id), [1]);
    });
}

#[test]
fn a_beneficiary_who_lodges_it_has_consented() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let number = encumber(id, alice(), two(), 1);
        let dealing = lodge(two(), Some(id), discharge(number));
        assert_eq!(missing(dealing), []);
        approve(dealing);
        assert_eq!(burdens(id), Burdens::default());
    });
}

#[test]
fn other_beneficiaries_are_asked_where_the_rules_say_so() {
    ExtBuilder.build_and_execute(|| {
        let third_parties = BoundedVec::truncate_from(vec![Kind::Discharge]);
        create_with(Rules { third_parties, ..rules() });
        let id = land(alice());
        let number = encumber(id, alice(), two(), 1);
        encumber(id, alice(), one(), 2);
        needs(id, discharge(number), &[two(), one()]);
    });
}

#[test]
fn what_is_discharged_is_an_encumbrance_that_is_there() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (id, other) = (land(alice()), land(alice()));
        let number = encumber(id, alice(), two(), 1);
        let claim = caution(id, one(), 5);
        refused(Some(id), discharge(9), Refusal::BurdenNotFound);
        refused(Some(id), discharge(claim), Refusal::BurdenNotFound);
        refused(Some(other), discharge(number), Refusal::BurdenNotFound);
        refused(None, discharge(number), Refusal::RecordMissing);
        let first = agreed(id, discharge(number), &[two()]);
        let second = agreed(id, discharge(number), &[two()]);
        approve(first);
        not_approved(charlie(), second, Refusal::BurdenNotFound);
        assert_ok!(Records::do_try_state());
    });
}

#[test]
fn a_court_s_freeze_is_not_discharged() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        assert_ok!(Records::freeze(by(ferdie()), REGISTER, id, hash(3), None));
        refused(Some(id), discharge(0), Refusal::BurdenNotFound);
    });
}

#[test]
fn a_discharge_is_on_a_record_in_force() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let number = encumber(id, alice(), two(), 1);
        enter(id, Act::StrikeOff { reason: StrikeReason::Void }, &[two()]);
        refused(Some(id), discharge(number), Refusal::NotInForce);
    });
}
