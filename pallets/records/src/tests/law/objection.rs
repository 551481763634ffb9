//! Who may object, what that stops, and what becomes of it.

use super::prelude::*;

/// A sale with a notice of 15 business days. Alice, one and two have nothing against it yet.
fn noticed_sale() -> (RecordId, DealingId) {
    let title = land(alice());
    rule(noticed(15, 15));
    (title, sale(title, alice(), one()))
}

fn verdict(who: AccountId, id: DealingId, verdict: ObjectionVerdict) -> DispatchResult {
    Records::decide_objection(by(who), REGISTER, id, two().into(), verdict, hash(67))
}

/// Land Registration Act 2002, section 73(1): anyone may object to an application.
#[test]
fn anyone_may_object_within_the_period() {
    story(|| {
        let (_, sale) = noticed_sale();
        pass_days(21);
        assert_ok!(object_as(two(), sale));
        pass_days(1);
        refused(Refusal::TooLate, || object_as(dave(), sale));
    });
}

/// Land Registration Rules 2003, rule 19(1) and (2): an objection says who objects, and on which
/// grounds.
#[test]
fn an_objection_names_its_grounds_and_its_maker() {
    story(|| {
        let (_, sale) = noticed_sale();
        assert_ok!(object_as(two(), sale));
        let told = Event::Objected {
            register: REGISTER,
            dealing: sale,
            by: two(),
            grounds: hash(66),
            deposit: OBJECTION,
        };
        assert_eq!(last_event(), told);
    });
}

/// Land Registration Act 2002, section 73(5): an application is not determined until the objection is
/// disposed of.
#[test]
fn an_open_objection_blocks_approval_and_completion() {
    story(|| {
        let (title, sale) = noticed_sale();
        assert_ok!(object_as(two(), sale));
        refused(Refusal::Disputed, || decide(sale));
        assert_ok!(Records::withdraw_objection(by(two()), REGISTER, sale));
        approve(sale);
        assert_ok!(object_as(two(), sale));
        pass_days(30);
        refused(Refusal::Disputed, || complete(sale));
        assert_eq!(owners(title), sole(alice()));
    });
}

/// Land Registration Act 2002, section 73(6): a groundless objection stops nothing. Here that it is one
/// is decided, with reasons, by another person than who lodged the dealing.
#[test]
fn a_groundless_objection_is_dismissed_with_a_reason() {
    story(|| {
        let title = land(alice());
        rule(noticed(15, 15));
        let own = lodge(charlie(), Some(title), correction());
        assert_ok!(object_as(two(), own));
        refused(Refusal::SamePerson, || verdict(charlie(), own, ObjectionVerdict::Groundless));
        assert_ok!(verdict(ferdie(), own, ObjectionVerdict::Groundless));
        let says_why = |event: &Event<Test>| {
            matches!(event, Event::ObjectionDecided { reasons, by, .. }
                if *reasons == hash(67) && *by == ferdie())
        };
        assert!(events().iter().any(says_why));
        assert_eq!(waits_for(own), Some(Refusal::NotApproved.into()), "and nothing else stops it");
    });
}

/// Land Registration Act 2002, section 77: one must not object without reasonable cause. The Act gives
/// damages; the register slashes a deposit.
#[test]
fn a_groundless_objection_loses_its_deposit() {
    story(|| {
        let (_, sale) = noticed_sale();
        let (objector, office) = (free(&two()), free(&authority()));
        assert_ok!(object_as(two(), sale));
        assert_ok!(verdict(charlie(), sale, ObjectionVerdict::Groundless));
        assert_eq!(free(&two()), objector - OBJECTION);
        assert_eq!(free(&authority()), office + OBJECTION);
    });
}

/// Land Registration Act 2002, sections 73(7), 108 and 110: disputes are decided outside the registry.
/// A court decides on every objection, and what it upholds ends the dealing.
#[test]
fn a_court_decides_on_an_objection() {
    story(|| {
        let (title, sale) = noticed_sale();
        assert_ok!(object_as(two(), sale));
        refused(Refusal::NotAuthorized, || verdict(bob(), sale, ObjectionVerdict::Upheld));
        refused(Refusal::NotAuthorized, || verdict(authority(), sale, ObjectionVerdict::Upheld));
        assert_ok!(verdict(ferdie(), sale, ObjectionVerdict::Upheld));
        assert!(!is_open(sale));
        assert_eq!(owners(title), sole(alice()));
        assert_eq!(held(HoldReason::Objection, &two()), 0, "and the deposit is returned");
    });
}
