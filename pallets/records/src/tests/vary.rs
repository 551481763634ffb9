//! An encumbrance gets other terms, another beneficiary, or another rank.

use frame_support::{assert_ok, BoundedVec};

use super::titles::*;
use crate::{
    mock::{Records, *},
    *,
};

/// Three banks, each with a charge on such terms and the number below it.
const TERMS: [u8; 3] = [10, 11, 12];

fn bank(n: u8) -> AccountId {
    citizen(n)
}

/// A title of alice's with a charge of each bank.
fn charged() -> RecordId {
    create();
    let id = land(alice());
    for (n, terms) in (0..).zip(TERMS) {
        assert_eq!(encumber(id, alice(), bank(n), terms), BurdenNumber::from(n));
    }
    id
}

fn vary(
    number: BurdenNumber,
    terms: u8,
    beneficiary: AccountId,
    before: Option<BurdenNumber>,
) -> Act<AccountId> {
    Act::Vary { number, terms: hash(terms), beneficiary: account(beneficiary), before }
}

/// Number, terms and what it replaces of each encumbrance, first rank first.
fn ranked(id: RecordId) -> Vec<(BurdenNumber, u8, Option<BurdenNumber>)> {
    let told = |it: &Encumbrance<_>| (it.number, it.terms.0[0], it.replaces);
    burdens(id).encumbrances.iter().map(told).collect()
}

fn ended(id: RecordId) -> Vec<BurdenNumber> {
    let mut ended: Vec<_> = PastBurdens::<Test>::iter_key_prefix((REGISTER, id)).collect();
    ended.sort_unstable();
    ended
}

#[test]
fn terms_change_with_the_owner_and_the_beneficiary_and_the_rank_stays() {
    ExtBuilder.build_and_execute(|| {
        let id = charged();
        needs(id, vary(1, 20, bank(1), None), &[alice(), bank(1)]);
        assert_eq!(ranked(id), [(0, 10, None), (3, 20, Some(1)), (2, 12, None)]);
        let ranks: Vec<_> = burdens(id).encumbrances.iter().map(|it| it.rank).collect();
        assert_eq!(ranks, [1, 2, 3]);
        assert_eq!(ended(id), [1]);
        assert_eq!(newest(id).kind, Kind::Vary);
        let past = PastBurdens::<Test>::get((REGISTER, id, 1)).unwrap();
        assert_eq!(past.ended, record(id).version);
        assert_eq!(burdens(id).encumbrances[1].since, record(id).version);
        assert_eq!(burdens(id).encumbrances[0].since, 2);
    });
}

#[test]
fn a_right_passes_to_another_with_the_consent_of_both() {
    ExtBuilder.build_and_execute(|| {
        let id = charged();
        needs(id, vary(1, 11, two(), None), &[alice(), bank(1), two()]);
        assert_eq!(burdens(id).encumbrances[1].beneficiary, account(two()));
        assert_eq!(terms(id), TERMS);
    });
}

#[test]
fn whoever_ranks_lower_from_then_on_has_to_consent() {
    ExtBuilder.build_and_execute(|| {
        let id = charged();
        needs(id, vary(2, 12, bank(2), Some(0)), &[alice(), bank(2), bank(0), bank(1)]);
        assert_eq!(ranked(id), [(3, 12, Some(2)), (4, 10, Some(0)), (5, 11, Some(1))]);
        assert_eq!(ended(id), [0, 1, 2]);
        let ranks: Vec<_> = burdens(id).encumbrances.iter().map(|it| it.rank).collect();
        assert_eq!(ranks, [1, 2, 3]);
        let beneficiaries: Vec<_> =
            burdens(id).encumbrances.iter().map(|it| it.beneficiary.clone()).collect();
        assert_eq!(beneficiaries, [2, 0, 1].map(bank).map(account));
    });
}

#[test]
fn whoever_is_not_passed_is_not_asked() {
    ExtBuilder.build_and_execute(|| {
        let id = charged();
        needs(id, vary(2, 12, bank(2), Some(1)), &[alice(), bank(2), bank(1)]);
        assert_eq!(ranked(id), [(0, 10, None), (3, 12, Some(2)), (4, 11, Some(1))]);
    });
}

#[test]
fn whoever_goes_behind_others_asks_them_nothing() {
    ExtBuilder.build_and_execute(|| {
        let id = charged();
        needs(id, vary(0, 10, bank(0), Some(2)), &[alice(), bank(0)]);
        assert_eq!(ranked(id), [(3, 11, Some(1)), (4, 10, Some(0)), (2, 12, None)]);
    });
}

#[test]
fn ranks_that_leave_gaps_stay_the_ones_there_are() {
    ExtBuilder.build_and_execute(|| {
        let id = charged();
        enter(id, Act::Discharge { number: 1 }, &[bank(1)]);
        enter(id, vary(2, 12, bank(2), Some(0)), &[alice(), bank(2), bank(0)]);
        let ranks: Vec<_> = burdens(id).encumbrances.iter().map(|it| it.rank).collect();
        assert_eq!(ranks, [1, 3]);
        assert_eq!(terms(id), [12, 10]);
        encumber(id, alice(), two(), 13);
        assert_eq!(terms(id), [12, 10, 13]);
    });
}

#[test]
fn the_last_of_sixteen_becomes_the_first() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        for n in 0..16 {
            encumber(id, alice(), bank(n), n);
        }
        let banks: Vec<_> = (0..16).map(bank).collect();
        let asked = [vec![alice()], banks].concat();
        enter(id, vary(15, 15, bank(15), Some(0)), &asked);
        assert_eq!(terms(id), [vec![15], (0..15).collect()].concat());
        assert_eq!(record(id).next_burden, 32);
    });
}

#[test]
fn a_variation_changes_something() {
    ExtBuilder.build_and_execute(|| {
        let id = charged();
        for before in [None, Some(1), Some(2)] {
            refused(Some(id), vary(1, 11, bank(1), before), Refusal::NothingChanges);
        }
    });
}

#[test]
fn what_is_varied_or_passed_is_there() {
    ExtBuilder.build_and_execute(|| {
        let id = charged();
        let claim = caution(id, one(), 5);
        refused(Some(id), vary(9, 20, two(), None), Refusal::BurdenNotFound);
        refused(Some(id), vary(claim, 20, two(), None), Refusal::BurdenNotFound);
        refused(Some(id), vary(1, 20, two(), Some(9)), Refusal::BurdenNotFound);
        refused(Some(id), vary(1, 20, two(), Some(claim)), Refusal::BurdenNotFound);
        let nobody = Party::Record { register: REGISTER, record: 9 };
        let act = Act::Vary { number: 1, terms: hash(20), beneficiary: nobody, before: None };
        refused(Some(id), act, Refusal::RecordNotFound);
        refused(None, vary(1, 20, two(), None), Refusal::RecordMissing);
    });
}

#[test]
fn what_was_varied_already_is_not_varied_again() {
    ExtBuilder.build_and_execute(|| {
        let id = charged();
        let first = agreed(id, vary(1, 20, bank(1), None), &[alice(), bank(1)]);
        let second = agreed(id, vary(1, 21, bank(1), None), &[alice(), bank(1)]);
        approve(first);
        not_approved(charlie(), second, Refusal::BurdenNotFound);
        assert_eq!(terms(id), [10, 20, 12]);
    });
}

#[test]
fn what_the_passed_one_agreed_to_counts_no_more_once_its_right_is_anothers() {
    ExtBuilder.build_and_execute(|| {
        let id = charged();
        let sold = vary(0, 10, two(), None);
        let sale = agreed(id, sold, &[alice(), bank(0), two()]);
        let rise = vary(1, 11, bank(1), Some(0));
        let dealing = agreed(id, rise, &[alice(), bank(1), bank(0)]);
        approve(sale);
        not_approved(charlie(), dealing, Refusal::BurdenNotFound);
        assert_eq!(burdens(id).encumbrances[0].beneficiary, account(two()));
    });
}

#[test]
fn a_variation_is_on_a_record_in_force() {
    ExtBuilder.build_and_execute(|| {
        let id = charged();
        let strike = Act::StrikeOff { reason: StrikeReason::Void };
        enter(id, strike, &[bank(0), bank(1), bank(2)]);
        refused(Some(id), vary(1, 20, two(), None), Refusal::NotInForce);
    });
}

#[test]
fn all_beneficiaries_are_asked_where_the_rules_say_so() {
    ExtBuilder.build_and_execute(|| {
        let third_parties = BoundedVec::truncate_from(vec![Kind::Vary]);
        create_with(Rules { third_parties, ..rules() });
        let id = land(alice());
        encumber(id, alice(), bank(0), 10);
        encumber(id, alice(), bank(1), 11);
        needs(id, vary(0, 20, bank(0), None), &[alice(), bank(0), bank(1)]);
        assert_ok!(Records::do_try_state());
    });
}
