//! Somebody claims an interest, and that ends.

use frame_support::assert_ok;

use super::titles::*;
use crate::{
    mock::{Records, *},
    *,
};

fn claim(interest: u8) -> Act<AccountId> {
    Act::Caution { interest: hash(interest) }
}

fn uncaution(number: BurdenNumber, cause: UncautionCause) -> Act<AccountId> {
    Act::Uncaution { number, cause }
}

#[test]
fn anybody_claims_an_interest_and_its_deposit_stays_while_the_caution_stands() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let dealing = lodge(one(), Some(id), claim(5));
        assert_eq!(missing(dealing), []);
        assert_eq!(held(HoldReason::Caution, &one()), CAUTION);
        approve(dealing);
        assert_eq!(held(HoldReason::Caution, &one()), CAUTION);
        assert_eq!(
            burdens(id).cautions.to_vec(),
            [Caution { number: 0, by: one(), interest: hash(5), deposit: CAUTION, since: 2 }]
        );
        assert_eq!(newest(id).kind, Kind::Caution);
    });
}

#[test]
fn an_officer_who_claims_an_interest_deposits_nothing() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        caution(id, dave(), 5);
        assert_eq!(burdens(id).cautions[0].deposit, 0);
        assert_eq!(held(HoldReason::Caution, &dave()), 0);
    });
}

#[test]
fn a_record_has_four_cautions_at_most() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        for n in 1..=3 {
            caution(id, one(), n);
        }
        let last = lodge(one(), Some(id), claim(4));
        let one_more = lodge(two(), Some(id), claim(5));
        approve(last);
        not_approved(charlie(), one_more, Refusal::TooManyCautions);
        refused(Some(id), claim(6), Refusal::TooManyCautions);
        assert_ok!(Records::withdraw(by(two()), REGISTER, one_more));
        enter(id, uncaution(0, UncautionCause::Withdrawn), &[one()]);
        caution(id, two(), 5);
        assert_eq!(burdens(id).cautions.len(), 4);
    });
}

#[test]
fn the_same_interest_is_claimed_once() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        caution(id, dave(), 5);
        let again = Records::lodge(by(dave()), REGISTER, Some(id), claim(5), hash(99), None);
        assert_eq!(again, Err(Refusal::NothingChanges.into()));
        caution(id, one(), 5);
        caution(id, dave(), 6);
        assert_eq!(burdens(id).cautions.len(), 3);
    });
}

#[test]
fn a_claimant_gives_up_and_gets_the_deposit_back() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let before = free(&one());
        let number = caution(id, one(), 5);
        needs(id, uncaution(number, UncautionCause::Withdrawn), &[one()]);
        assert_eq!(burdens(id), Burdens::default());
        assert_eq!(held(HoldReason::Caution, &one()), 0);
        assert_eq!(free(&one()), before - FEE);
        assert_eq!(newest(id).kind, Kind::Uncaution);
    });
}

#[test]
fn nobody_gives_up_for_a_claimant() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let number = caution(id, one(), 5);
        let act = uncaution(number, UncautionCause::Withdrawn);
        let by_owner = Records::lodge(by(alice()), REGISTER, Some(id), act.clone(), hash(99), None);
        assert_eq!(by_owner, Err(Refusal::NotAuthorized.into()));
        let dealing = lodge(bob(), Some(id), act);
        pass_days(200);
        not_approved(charlie(), dealing, Refusal::ConsentMissing);
        assert_eq!(burdens(id).cautions.len(), 1);
    });
}

#[test]
fn a_claimant_who_was_warned_and_kept_silent_loses_the_caution_and_no_money() {
    ExtBuilder.build_and_execute(|| {
        let periods = Periods { notice: 15, ..rules().periods };
        create_with(Rules { periods, ..rules() });
        let registration = lodge(bob(), None, first_registration(1, sole(alice())));
        approve(registration);
        pass_days(22);
        assert_ok!(Records::complete(by(alice()), REGISTER, registration));
        let id = last_record();
        let number = caution(id, one(), 5);
        let warning = lodge(bob(), Some(id), uncaution(number, UncautionCause::Warned));
        assert_eq!(missing(warning), []);
        approve(warning);
        assert_eq!(burdens(id).cautions.len(), 1);
        pass_days(22);
        assert_ok!(Records::complete(by(alice()), REGISTER, warning));
        assert_eq!(burdens(id), Burdens::default());
        assert_eq!(held(HoldReason::Caution, &one()), 0);
    });
}

#[test]
fn a_claimant_who_was_warned_and_objects_keeps_the_caution() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let number = caution(id, one(), 5);
        let warning = lodge(bob(), Some(id), uncaution(number, UncautionCause::Warned));
        assert_ok!(Records::object(by(one()), REGISTER, warning, hash(8)));
        not_approved(charlie(), warning, Refusal::Disputed);
        assert_eq!(burdens(id).cautions.len(), 1);
    });
}

#[test]
fn a_caution_without_reasonable_cause_costs_its_deposit() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let number = caution(id, one(), 5);
        let (before, paid) = (free(&authority()), free(&one()));
        enter(id, uncaution(number, UncautionCause::Groundless), &[]);
        assert_eq!(burdens(id), Burdens::default());
        assert_eq!(held(HoldReason::Caution, &one()), 0);
        assert_eq!(free(&authority()), before + CAUTION);
        assert_eq!(free(&one()), paid);
        let slashed = events().into_iter().find_map(|event| match event {
            Event::Unburdened { slashed, .. } => Some(slashed),
            _ => None,
        });
        assert_eq!(slashed, Some(CAUTION));
    });
}

#[test]
fn what_ends_is_a_caution_that_is_there() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let mortgage = encumber(id, alice(), two(), 1);
        let number = caution(id, one(), 5);
        for cause in [UncautionCause::Withdrawn, UncautionCause::Warned, UncautionCause::Groundless]
        {
            refused(Some(id), uncaution(9, cause), Refusal::BurdenNotFound);
            refused(Some(id), uncaution(mortgage, cause), Refusal::BurdenNotFound);
            refused(None, uncaution(number, cause), Refusal::RecordMissing);
        }
        let first = agreed(id, uncaution(number, UncautionCause::Warned), &[]);
        let second = agreed(id, uncaution(number, UncautionCause::Groundless), &[]);
        approve(first);
        not_approved(charlie(), second, Refusal::BurdenNotFound);
        assert_eq!(held(HoldReason::Caution, &one()), 0);
    });
}

#[test]
fn a_claimant_is_told_of_every_dealing_with_the_record() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let number = caution(id, one(), 5);
        let told = |dealing| -> Vec<AccountId> {
            let alerted = |event| match event {
                Event::Alerted { dealing: of, account, .. } if of == dealing => Some(account),
                _ => None,
            };
            events().into_iter().filter_map(alerted).collect()
        };
        let sale = lodge(bob(), Some(id), Act::Transfer { ownership: sole(two()) });
        assert_eq!(told(sale), [alice(), one()]);
        let own = lodge(alice(), Some(id), Act::Transfer { ownership: sole(two()) });
        assert_eq!(told(own), [one()]);
        let warning = lodge(bob(), Some(id), uncaution(number, UncautionCause::Warned));
        assert_eq!(told(warning), [one()]);
    });
}

#[test]
fn a_caution_is_against_a_record_in_force() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        refused(None, claim(1), Refusal::RecordMissing);
        refused(Some(id + 1), claim(1), Refusal::RecordNotFound);
        let number = caution(id, one(), 5);
        enter(id, Act::StrikeOff { reason: StrikeReason::Void }, &[]);
        refused(Some(id), claim(1), Refusal::NotInForce);
        refused(Some(id), uncaution(number, UncautionCause::Warned), Refusal::NotInForce);
        assert_eq!(held(HoldReason::Caution, &one()), CAUTION);
    });
}
