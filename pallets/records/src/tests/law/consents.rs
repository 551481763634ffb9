//! Whose consent an entry needs, and how it is given.

use super::prelude::*;

/// German land register code § 19: an entry is made if the person whose right it affects consents.
#[test]
fn nothing_changes_without_the_consent_of_whom_it_affects() {
    story(|| {
        let title = land(alice());
        encumber(title, alice(), two(), 1);
        let acts = [
            amendment(9),
            charge_for(one()),
            transfer_to(one()),
            Act::StrikeOff { reason: StrikeReason::Ceased },
            Act::Discharge { number: 0 },
        ];
        for act in acts {
            let before = (record(title), owners(title), burdens(title));
            let unasked = lodge(bob(), Some(title), act);
            refused(Refusal::ConsentMissing, || decide(unasked));
            assert_ok!(Records::withdraw(by(bob()), REGISTER, unasked));
            assert_eq!((record(title), owners(title), burdens(title)), before);
        }
    });
}

/// German land register code § 20 and civil code § 873(1): land passes by the agreement of both sides.
#[test]
fn a_transfer_needs_both_sides() {
    story(|| {
        let title = land(alice());
        let by_seller = lodge(alice(), Some(title), transfer_to(one()));
        assert_eq!(missing(by_seller), [party(one())]);
        let by_buyer = lodge(two(), Some(title), transfer_to(two()));
        assert_eq!(missing(by_buyer), [party(alice())]);
        refused(Refusal::ConsentMissing, || decide(by_seller));
        refused(Refusal::ConsentMissing, || decide(by_buyer));
    });
}

/// Land Registration Act 2002, section 24; German land register code § 39(1): only the registered
/// holder, or who is entitled to be registered, disposes.
#[test]
fn only_the_registered_holder_can_dispose() {
    story(|| {
        let title = land(alice());
        refused(Refusal::NotAuthorized, || lodge_as(one(), Some(title), transfer_to(two())));
        let charge = lodge(bob(), Some(title), charge_for(two()));
        refused(Refusal::NotConcerned, || consent_as(one(), charge, party(one())));
        refused(Refusal::NotAuthorized, || consent_as(one(), charge, party(alice())));
    });
}

/// German civil code § 185: the disposition of somebody who is not entitled has effect once the one who
/// is has approved it.
#[test]
fn a_strangers_transfer_does_nothing_until_the_holder_agrees() {
    story(|| {
        let title = land(alice());
        let bought = lodge(one(), Some(title), transfer_to(one()));
        pass_days(100);
        not_approved(charlie(), bought, Refusal::ConsentMissing);
        consent(alice(), bought);
        approve(bought);
        assert_eq!(owners(title), sole(one()));
    });
}

/// German land register code § 29(1): consents are proved by certified documents. Here by the party's
/// own signature, or by that of a notary before whom a person without a key came.
#[test]
fn a_consent_needs_a_signature_or_a_notary() {
    story(|| {
        let keyless = Party::Person(hash(5));
        let title = title(1, Ownership::Sole(keyless.clone()));
        let charge = lodge(bob(), Some(title), charge_for(two()));
        refused(Refusal::NotAuthorized, || consent_as(dave(), charge, keyless.clone()));
        represent(keyless.clone(), dave(), Capacity::Notary, 30);
        refused(Refusal::NotAuthorized, || consent_as(charlie(), charge, keyless.clone()));
        consent_for(keyless, dave(), charge);
        assert_ok!(decide(charge));
    });
}

/// German civil code §§ 876 and 880(2): a consent that was declared to the office is irrevocable. Here
/// it is once the dealing is approved.
#[test]
fn a_consent_given_stands_once_the_dealing_is_approved() {
    story(|| {
        let title = land(alice());
        rule(noticed(0, 5));
        let sale = sale(title, alice(), one());
        approve(sale);
        let retract = || Records::retract(by(alice()), REGISTER, sale, party(alice()));
        refused(Refusal::AlreadyApproved, retract);
        pass_business_days(5);
        assert_ok!(complete(sale));
    });
}

/// Land Registration Act 2002, section 18(4), in contrast to German land register code § 19: a
/// cautioner who keeps silent loses the caution; a holder who keeps silent loses nothing.
#[test]
fn silence_is_not_consent() {
    story(|| {
        let title = land(alice());
        rule(noticed(15, 15));
        let sale = lodge(one(), Some(title), transfer_to(one()));
        pass_business_days(15);
        not_approved(charlie(), sale, Refusal::ConsentMissing);
        pass_days(200);
        not_approved(charlie(), sale, Refusal::ConsentMissing);
        assert_eq!(owners(title), sole(alice()));
    });
}
