//! Attorneys, executors, notaries.

use super::prelude::*;

/// Land Registration Rules 2003, rule 61(1): who acts by a power of attorney produces it.
#[test]
fn an_attorney_acts_only_under_an_admitted_power() {
    story(|| {
        let title = land(alice());
        let charge = lodge(bob(), Some(title), charge_for(two()));
        refused(Refusal::NotAuthorized, || consent_as(one(), charge, party(alice())));
        represent(party(alice()), one(), Capacity::Attorney, 30);
        let power = Representatives::<Test>::get(REGISTER, party(alice())).unwrap();
        assert_eq!(power.evidence, hash(77));
        consent_for(party(alice()), one(), charge);
        approve(charge);
        assert_eq!(burdens(title).encumbrances.len(), 1);
    });
}

/// Land Registration Rules 2003, rule 62(1): an old power has to be shown to be in force still. Here
/// every power has a last day.
#[test]
fn an_old_power_must_be_renewed() {
    story(|| {
        let title = land(alice());
        represent(party(alice()), one(), Capacity::Attorney, 30);
        let charge = lodge(bob(), Some(title), charge_for(two()));
        consent_for(party(alice()), one(), charge);
        pass_days(31);
        refused(Refusal::ConsentMissing, || decide(charge));
        represent(party(alice()), one(), Capacity::Attorney, 30);
        assert_ok!(decide(charge));
    });
}

/// Administration of Estates Act 1925, section 1; German land register code § 40(1): who acts for the
/// dead disposes without being entered as the holder before.
#[test]
fn an_executor_disposes_for_the_dead_holder() {
    story(|| {
        let title = land(alice());
        represent(party(alice()), two(), Capacity::Executor, 300);
        let sale = lodge(two(), Some(title), transfer_to(one()));
        consent_for(party(alice()), two(), sale);
        consent(one(), sale);
        approve(sale);
        assert_eq!(owners(title), sole(one()));
        assert_eq!(record(title).version, 2, "nothing was entered in between");
    });
}

/// Land Registration Rules 2003, rules 162 and 163(1) to (3): on a grant of probate, the capacity is
/// noted.
#[test]
fn an_executor_is_entered_with_her_capacity() {
    story(|| {
        represent(party(alice()), two(), Capacity::Executor, 300);
        let told = Representatives::<Test>::get(REGISTER, party(alice())).unwrap();
        assert_eq!((told.account, told.capacity), (two(), Capacity::Executor));
    });
}

/// Land Registration Rules 2003, rule 18: who is entitled by law continues the application.
#[test]
fn an_executor_continues_a_pending_dealing() {
    story(|| {
        let title = land(alice());
        let sale = lodge(alice(), Some(title), transfer_to(one()));
        consent(one(), sale);
        represent(party(alice()), two(), Capacity::Executor, 300);
        assert_eq!(missing(sale), [party(alice())], "what the dead said counts no more");
        consent_for(party(alice()), two(), sale);
        approve(sale);
        assert_eq!(owners(title), sole(one()));
    });
}

/// Land Registration Rules 2003, rule 163(3) and (5): another representative is entered after notice to
/// the one who is.
#[test]
fn a_second_executor_is_entered_after_notice_to_the_first() {
    story(|| {
        let estate = Party::Person(hash(5));
        represent(estate.clone(), two(), Capacity::Executor, 300);
        rule(noticed(15, 0));
        let other = Some(representative(one(), Capacity::Executor, 300));
        let act = Act::Represent { party: estate.clone(), representative: other };
        let second = lodge(bob(), None, act);
        assert_eq!(alerted(second), [two()]);
        approve(second);
        refused(Refusal::TooEarly, || complete(second));
        assert_ok!(object_as(two(), second));
        assert_eq!(held(HoldReason::Objection, &two()), 0);
        pass_business_days(15);
        refused(Refusal::Disputed, || complete(second));
        assert_eq!(Representatives::<Test>::get(REGISTER, estate).unwrap().account, two());
    });
}

/// German land register code § 15(2): a notary who certified is deemed to have been asked to lodge.
#[test]
fn a_notary_lodges_for_the_parties() {
    story(|| {
        let title = land(alice());
        let sale = lodge(dave(), Some(title), transfer_to(one()));
        assert_eq!(missing(sale), [party(alice()), party(one())], "and cannot consent for them");
        consent(alice(), sale);
        consent(one(), sale);
        approve(sale);
        assert_eq!(owners(title), sole(one()));
    });
}
