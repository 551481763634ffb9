//! Priority searches.

use super::prelude::*;

/// One has searched Alice's title, with her consent.
fn searched() -> (RecordId, DealingId) {
    let title = land(alice());
    let search = lodge(one(), Some(title), Act::Search);
    consent(alice(), search);
    (title, search)
}

/// One lodges the purchase of Alice's title, which she signs.
fn purchase(title: RecordId) -> DealingId {
    let purchase = lodge(one(), Some(title), transfer_to(one()));
    consent(alice(), purchase);
    purchase
}

/// Land Registration Rules 2003 as made, rules 131 and 148: the priority period ends with the 30th
/// business day. A search is on the list until then (rule 12(2)).
#[test]
fn protection_ends_after_thirty_open_days() {
    story(|| {
        let (title, search) = searched();
        let rival = agreed(title, charge_for(two()), &[alice()]);
        approve(rival);
        let State::Protecting(until) = dealing(search).state else { panic!("it protects") };
        assert_eq!(until.day, TODAY + 42);
        pass_days(42);
        refused(Refusal::NotYourTurn, || complete(rival));
        refused(Refusal::TooEarly, || lapse(search));
        pass_days(1);
        assert_ok!(complete(rival));
        assert_ok!(lapse(search));
        assert!(!is_open(search));
    });
}

/// Land Registration Rules 2003, rule 154(1): an application at the time at which the period ends is
/// made within it.
#[test]
fn a_dealing_lodged_on_the_last_day_is_protected() {
    story(|| {
        let (title, search) = searched();
        let place = dealing(search).priority;
        let rival = agreed(title, charge_for(two()), &[alice()]);
        pass_days(42);
        let purchase = purchase(title);
        assert_eq!(dealing(purchase).priority, place);
        assert_eq!(queue_of(title), [purchase, rival]);
    });
}

/// Land Registration Act 2002, section 72(1) and (2); German civil code § 883(2) and (3): what is
/// entered in the priority period is postponed to what the search protects.
#[test]
fn a_protected_dealing_goes_before_an_earlier_rival() {
    story(|| {
        let (title, _) = searched();
        let rival = agreed(title, charge_for(two()), &[alice()]);
        approve(rival);
        assert_eq!(burdens(title), Burdens::default(), "it is held back");
        approve(purchase(title));
        assert_eq!(owners(title), sole(one()));
        refused(Refusal::ConsentMissing, || complete(rival));
    });
}

/// Land Registration Act 2002, section 72(3): of two priority periods the earlier one prevails. Here
/// the second search is refused while the first one runs, so that searches are not chained.
#[test]
fn of_two_searches_the_first_prevails() {
    story(|| {
        let (title, _) = searched();
        refused(Refusal::SearchRunning, || lodge_as(two(), Some(title), Act::Search));
        refused(Refusal::SearchRunning, || lodge_as(one(), Some(title), Act::Search));
    });
}

/// Land Registration Act 2002, sections 46(3) and 72(4): a court's order with overriding priority goes
/// before a priority period.
#[test]
fn a_court_freeze_beats_a_priority_search() {
    story(|| {
        let (title, _) = searched();
        let purchase = purchase(title);
        freeze(title);
        refused(Refusal::Frozen, || decide(purchase));
        assert_eq!(owners(title), sole(alice()));
    });
}

/// Land Registration Rules 2003, rule 150: a search may be withdrawn, and protects nothing then.
#[test]
fn a_withdrawn_search_protects_nothing() {
    story(|| {
        let (title, search) = searched();
        let rival = agreed(title, charge_for(two()), &[alice()]);
        approve(rival);
        assert_ok!(Records::withdraw(by(one()), REGISTER, search));
        assert_ok!(complete(rival));
        assert_eq!(burdens(title).encumbrances.len(), 1);
    });
}

/// Land Registration etc. (Scotland) Act 2012, section 57(2); German civil code § 885(1): an advance
/// notice needs the consent of who can grant the deed. An English search needs none.
#[test]
fn a_search_without_the_holders_consent_protects_nothing() {
    story(|| {
        let title = land(alice());
        let search = lodge(one(), Some(title), Act::Search);
        assert_eq!(missing(search), [party(alice())]);
        let rival = agreed(title, transfer_to(two()), &[alice(), two()]);
        approve(rival);
        assert_eq!(owners(title), sole(two()));
    });
}

/// Land Registration etc. (Scotland) Act 2012, section 63: an advance notice is discharged by whom it
/// protects, not by the holder alone.
#[test]
fn the_holder_alone_cannot_end_a_search() {
    story(|| {
        let (_, search) = searched();
        let retract = || Records::retract(by(alice()), REGISTER, search, party(alice()));
        refused(Refusal::AlreadyApproved, retract);
        refused(Refusal::NotAuthorized, || Records::withdraw(by(alice()), REGISTER, search));
    });
}
