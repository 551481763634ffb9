//! Charges and other rights, and their ranks.

use super::prelude::*;

/// Changes the terms of an encumbrance, or puts it before another one.
fn vary(number: BurdenNumber, terms: u8, before: Option<BurdenNumber>) -> Act<AccountId> {
    Act::Vary { number, terms: hash(terms), beneficiary: party(one()), before }
}

/// Alice's title with a charge for two, number 0, and behind it one for one, number 1.
fn twice_charged() -> RecordId {
    let title = land(alice());
    encumber(title, alice(), two(), 1);
    encumber(title, alice(), one(), 2);
    title
}

/// Land Registration Act 2002, section 48(1); Land Registration Rules 2003, rule 101: charges rank in
/// the order shown in the register.
#[test]
fn charges_rank_in_the_order_shown() {
    story(|| {
        let title = twice_charged();
        let ranks: Vec<_> =
            burdens(title).encumbrances.iter().map(|it| (it.rank, it.terms)).collect();
        assert_eq!(ranks, [(1, hash(1)), (2, hash(2))]);
    });
}

/// German land register code § 45(1); German civil code § 879(1): the order of the applications is that
/// of the ranks.
#[test]
fn an_earlier_lodged_charge_ranks_first_even_if_approved_later() {
    story(|| {
        let title = land(alice());
        let earlier = lodge(bob(), Some(title), charge_for(one()));
        let later = agreed(title, charge_for(two()), &[alice()]);
        approve(later);
        pass_days(9);
        consent(alice(), earlier);
        approve(earlier);
        assert_ok!(complete(later));
        let ranked: Vec<_> =
            burdens(title).encumbrances.into_iter().map(|it| (it.rank, it.beneficiary)).collect();
        assert_eq!(ranked, [(1, party(one())), (2, party(two()))]);
    });
}

/// Land Registration Rules 2003, rule 102(1): a charge goes before another one with the consent of the
/// one that is postponed.
#[test]
fn a_postponed_chargee_must_consent() {
    story(|| {
        let title = twice_charged();
        let swap = lodge(bob(), Some(title), vary(1, 2, Some(0)));
        consent(one(), swap);
        consent(alice(), swap);
        assert_eq!(missing(swap), [party(two())]);
        not_approved(charlie(), swap, Refusal::ConsentMissing);
        consent(two(), swap);
        approve(swap);
        assert_eq!(terms(title), [2, 1]);
    });
}

/// German civil code § 880(4): a rank that was gained is not lost when the right that gave way ends.
#[test]
fn a_gained_rank_outlives_the_charge_that_gave_way() {
    story(|| {
        let title = twice_charged();
        enter(title, vary(1, 2, Some(0)), &[one(), alice(), two()]);
        let gave_way = burdens(title).encumbrances[1].number;
        enter(title, Act::Discharge { number: gave_way }, &[two()]);
        let left = burdens(title).encumbrances;
        assert_eq!((left.len(), left[0].rank, left[0].terms), (1, 1, hash(2)));
    });
}

/// Land Registration Rules 2003, rule 114: a charge is discharged by who has it.
#[test]
fn only_the_chargee_discharges() {
    story(|| {
        let title = twice_charged();
        let act = Act::Discharge { number: 0 };
        refused(Refusal::NotAuthorized, || lodge_as(alice(), Some(title), act.clone()));
        let by_clerk = lodge(bob(), Some(title), act);
        assert_eq!(missing(by_clerk), [party(two())]);
        not_approved(charlie(), by_clerk, Refusal::ConsentMissing);
        consent(two(), by_clerk);
        approve(by_clerk);
        assert_eq!(terms(title), [2]);
    });
}

/// German civil code § 875(1); German land register code § 46(1): what ends is noted as ended, and not
/// erased.
#[test]
fn a_discharged_charge_stays_in_the_history() {
    story(|| {
        let title = twice_charged();
        let charged = record(title).version;
        enter(title, Act::Discharge { number: 0 }, &[two()]);
        let then = Records::burdens_at(REGISTER, title, charged, 0, 10);
        let now = Records::burdens_at(REGISTER, title, charged + 1, 0, 10);
        assert_eq!((then.len(), now.len()), (2, 1));
        let past = PastBurdens::<Test>::get((REGISTER, title, 0)).unwrap();
        assert_eq!(past.ended, charged + 1);
    });
}

/// Land Registration Act 2002, section 49: a charge grows before later ones only if their holders
/// agree. The chain cannot see how much a charge secures; a register asks them of every variation.
#[test]
fn raising_a_charge_asks_later_chargees_where_the_rules_say_so() {
    story(|| {
        let title = land(alice());
        encumber(title, alice(), one(), 1);
        encumber(title, alice(), two(), 2);
        let raised = vary(0, 9, None);
        let before = lodge(bob(), Some(title), raised.clone());
        let third_parties = BoundedVec::truncate_from(vec![Kind::Vary]);
        rule(Rules { third_parties, ..rules() });
        let after = lodge(bob(), Some(title), raised);
        let asked = |id| missing(id).contains(&party(two()));
        assert!(!asked(before));
        assert!(asked(after));
    });
}
