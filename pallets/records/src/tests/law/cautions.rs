//! Cautions.

use super::prelude::*;

fn end(cause: UncautionCause) -> Act<AccountId> {
    Act::Uncaution { number: 0, cause }
}

/// Alice's title, against which one has lodged a caution, with a notice of 15 business days.
fn disputed_title() -> RecordId {
    let title = land(alice());
    caution(title, one(), 5);
    rule(noticed(15, 0));
    title
}

/// Land Registration Act 2002, section 15(1): who claims an interest lodges a caution, and states it.
#[test]
fn a_caution_states_its_interest() {
    story(|| {
        let title = disputed_title();
        let stands = burdens(title).caution(0).unwrap().clone();
        assert_eq!((stands.by, stands.interest), (one(), hash(5)));
        assert_eq!(held(HoldReason::Caution, &one()), CAUTION);
    });
}

/// Land Registration Act 2002, section 16(1) and (2): the cautioner is told of a dealing, which is not
/// determined before the time to object has ended.
#[test]
fn a_caution_delays_and_alerts() {
    story(|| {
        let title = disputed_title();
        let sale = sale(title, alice(), two());
        assert!(alerted(sale).contains(&one()));
        approve(sale);
        pass_days(21);
        refused(Refusal::TooEarly, || complete(sale));
        assert_ok!(object_as(one(), sale));
        assert_eq!(held(HoldReason::Objection, &one()), 0, "it costs the cautioner nothing");
        pass_days(30);
        refused(Refusal::Disputed, || complete(sale));
    });
}

/// Land Registration Act 2002, section 16(3): but for that, a caution has no effect on validity or
/// priority.
#[test]
fn a_caution_gives_no_rank() {
    story(|| {
        let title = disputed_title();
        let charge = agreed(title, charge_for(two()), &[alice()]);
        approve(charge);
        pass_business_days(15);
        assert_ok!(complete(charge));
        assert_eq!(burdens(title).encumbrances[0].rank, 1);
        assert_eq!(burdens(title).cautions.len(), 1);
    });
}

/// Land Registration Act 2002, section 17: the cautioner may withdraw the caution, and gets the deposit
/// back.
#[test]
fn a_cautioner_gives_the_caution_up() {
    story(|| {
        let title = disputed_title();
        let given_up = lodge(one(), Some(title), end(UncautionCause::Withdrawn));
        assert_eq!(missing(given_up), []);
        approve(given_up);
        pass_business_days(15);
        assert_ok!(complete(given_up));
        assert_eq!(burdens(title).cautions.len(), 0);
        assert_eq!(held(HoldReason::Caution, &one()), 0);
    });
}

/// Land Registration Act 2002, section 18(1), (3) and (4): a caution is cancelled if the cautioner, who
/// was told, does not object in time.
#[test]
fn an_undefended_caution_is_cancelled() {
    story(|| {
        let title = disputed_title();
        let warning = lodge(bob(), Some(title), end(UncautionCause::Warned));
        assert_eq!(alerted(warning), [one()]);
        approve(warning);
        pass_days(21);
        refused(Refusal::TooEarly, || complete(warning));
        pass_days(1);
        assert_ok!(complete(warning));
        assert_eq!(burdens(title).cautions.len(), 0);
        assert_eq!(held(HoldReason::Caution, &one()), 0, "and costs nothing");
    });
}

/// Land Registration Act 2002, section 18(3) and (4): a caution whose cautioner objects is not
/// cancelled until that is decided.
#[test]
fn a_defended_caution_stands() {
    story(|| {
        let title = disputed_title();
        let warning = lodge(bob(), Some(title), end(UncautionCause::Warned));
        assert_ok!(object_as(one(), warning));
        pass_days(30);
        not_approved(charlie(), warning, Refusal::Disputed);
        assert_eq!(burdens(title).cautions.len(), 1);
    });
}

/// Land Registration Act 2002, section 77: one must not lodge a caution without reasonable cause. The
/// Act gives damages; the register slashes a deposit.
#[test]
fn a_groundless_caution_costs_its_deposit() {
    story(|| {
        let title = disputed_title();
        let office = free(&authority());
        let groundless = lodge(bob(), Some(title), end(UncautionCause::Groundless));
        approve(groundless);
        pass_business_days(15);
        assert_ok!(complete(groundless));
        assert_eq!(held(HoldReason::Caution, &one()), 0);
        assert_eq!(free(&authority()), office + CAUTION);
    });
}
