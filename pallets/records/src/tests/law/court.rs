//! Courts, and insolvency.

use super::prelude::*;

/// Land Registration Act 2002, section 46(1), (3) and (5): a court's restriction has priority over what
/// is pending.
#[test]
fn a_freeze_between_approval_and_completion_stops_it() {
    story(|| {
        let title = land(alice());
        rule(noticed(0, 5));
        let sale = sale(title, alice(), one());
        approve(sale);
        freeze(title);
        pass_business_days(5);
        refused(Refusal::Frozen, || complete(sale));
        assert_eq!(owners(title), sole(alice()));
    });
}

/// Land Registration Act 2002, sections 41(2) and 46: a restriction that a court ordered ends by order.
/// That nobody but a court lifts it is stricter than the Act.
#[test]
fn only_the_court_lifts_a_freeze() {
    story(|| {
        let title = land(alice());
        let number = freeze(title);
        for who in [alice(), bob(), charlie(), eve(), authority()] {
            let lift = || Records::unfreeze(by(who.clone()), REGISTER, title, number, hash(41));
            refused(Refusal::NotAuthorized, lift);
        }
        let sale = sale(title, alice(), one());
        refused(Refusal::Frozen, || decide(sale));
        assert_ok!(Records::unfreeze(by(ferdie()), REGISTER, title, number, hash(41)));
        assert_ok!(decide(sale));
    });
}

/// Land Registration Act 2002, Schedule 4, paragraph 2(2); Land Registration Rules 2003, rule 127;
/// German land register code § 38: a court's order is applied for as anything else, and needs nobody's
/// consent.
#[test]
fn a_court_order_is_entered_as_a_dealing_without_consent() {
    story(|| {
        let title = land(alice());
        let ahead = agreed(title, charge_for(two()), &[alice()]);
        let order = lodge(bob(), Some(title), correction_of_owners(sole(one())));
        refused(Refusal::NotAuthorized, || decide(order));
        assert_ok!(approve_as(ferdie(), order));
        assert_eq!(owners(title), sole(alice()), "in its turn");
        approve(ahead);
        assert_ok!(complete(order));
        assert_eq!(owners(title), sole(one()));
        assert_eq!(newest(title).approver, Some(ferdie()));
    });
}

/// Land Registration Act 2002, section 86(4); Land Registration Rules 2003, rules 165 and 166: a
/// bankrupt does not dispose.
#[test]
fn a_bankrupt_cannot_transfer() {
    story(|| {
        let title = land(alice());
        represent(party(alice()), two(), Capacity::Trustee, 300);
        refused(Refusal::NotAuthorized, || lodge_as(alice(), Some(title), transfer_to(one())));
        let sale = lodge(bob(), Some(title), transfer_to(one()));
        refused(Refusal::NotAuthorized, || consent_as(alice(), sale, party(alice())));
        not_approved(charlie(), sale, Refusal::ConsentMissing);
    });
}

/// Insolvency Act 1986, section 306; Land Registration Rules 2003, rule 168: the estate is the
/// trustee's without the bankrupt, and the trustee's capacity is shown.
#[test]
fn a_trustee_is_admitted_without_the_bankrupt_and_the_capacity_is_shown() {
    story(|| {
        let title = land(alice());
        let trustee = representative(two(), Capacity::Trustee, 300);
        let act = Act::Represent { party: party(alice()), representative: Some(trustee.clone()) };
        let order = lodge(bob(), None, act);
        assert_eq!(missing(order), []);
        assert_ok!(approve_as(ferdie(), order));
        let acts = Representatives::<Test>::get(REGISTER, party(alice()));
        assert_eq!(acts, Some(trustee));
        let sale = lodge(bob(), Some(title), transfer_to(one()));
        consent_for(party(alice()), two(), sale);
        consent(one(), sale);
        approve(sale);
        assert_eq!(owners(title), sole(one()));
    });
}

/// German civil code § 894: whose right is entered wrongly can demand the consent of whom the
/// correction affects. A court names somebody who gives it.
#[test]
fn the_court_substitutes_a_refused_consent() {
    story(|| {
        let title = land(alice());
        encumber(title, alice(), two(), 1);
        let discharge = lodge(bob(), Some(title), Act::Discharge { number: 0 });
        not_approved(charlie(), discharge, Refusal::ConsentMissing);
        represent(party(two()), one(), Capacity::Court, 10);
        consent_for(party(two()), one(), discharge);
        approve(discharge);
        assert_eq!(burdens(title), Burdens::default());
    });
}
