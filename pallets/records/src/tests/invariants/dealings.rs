//! The invariants of dealings, of their order, and of what is on hold, broken by hand.

use frame_support::traits::{fungible::MutateHold, tokens::Precision};

use super::*;

fn edit_dealing(id: DealingId, edit: impl FnOnce(&mut Dealing<AccountId>)) {
    Dealings::<Test>::mutate(REGISTER, id, |dealing| edit(dealing.as_mut().unwrap()));
}

fn edit_queue(record: RecordId, edit: impl FnOnce(&mut Queue)) {
    Queues::<Test>::mutate(REGISTER, Target::Record(record), edit);
}

fn hold(reason: HoldReason, who: AccountId) {
    assert_ok!(Balances::hold(&reason.into(), &who, 1));
}

fn let_go(reason: HoldReason, who: AccountId) {
    assert_ok!(Balances::release(&reason.into(), &who, 1, Precision::Exact));
}

#[test]
fn dealings_are_counted() {
    let why = broken_by(|_| Counts::<Test>::mutate(REGISTER, |counts| counts.dealings -= 1));
    assert_eq!(why, "2: a dealing is not counted");
}

#[test]
fn a_dealing_is_about_what_there_is() {
    let why = broken_by(|open| {
        let dealing = Dealings::<Test>::take(REGISTER, open.sale).unwrap();
        Dealings::<Test>::insert(NOTHING, open.sale, dealing);
    });
    assert_eq!(why, "9: a dealing is in no register");
    let why = broken_by(|open| edit_dealing(open.sale, |dealing| dealing.revision = NOTHING));
    assert_eq!(why, "9: a dealing goes by no rules");
    let why = broken_by(|open| edit_dealing(open.sale, |dealing| dealing.record = Some(NOTHING)));
    assert_eq!(why, "9: a dealing is about no record that there is");
    let why = broken_by(|open| edit_dealing(open.sale, |dealing| dealing.lodged = NOW + 1));
    assert_eq!(why, "9: a dealing is lodged in a block to come");
    let why = broken_by(|open| edit_dealing(open.sale, |dealing| dealing.priority = NOTHING));
    assert_eq!(why, "9: a dealing has a place that is not its own");
}

#[test]
fn only_what_is_sealed_is_unknown() {
    let mixed = "9: what is sealed is known, or what is not is not";
    let why =
        broken_by(|open| edit_dealing(open.sealed, |dealing| dealing.act = Some(Act::Search)));
    assert_eq!(why, mixed);
    let why = broken_by(|open| edit_dealing(open.sale, |dealing| dealing.act = None));
    assert_eq!(why, mixed);
}

#[test]
fn nobody_consents_or_objects_twice() {
    let why = broken_by(|open| {
        edit_dealing(open.sale, |dealing| {
            let again = dealing.consents[0].clone();
            dealing.consents.try_push(again).unwrap();
        });
    });
    assert_eq!(why, "9: a party consents twice");
    let why = broken_by(|open| {
        edit_dealing(open.sale, |dealing| {
            let again = Objection { deposit: 0, ..dealing.objections[0].clone() };
            dealing.objections.try_push(again).unwrap();
        });
    });
    assert_eq!(why, "9: one objects twice");
}

#[test]
fn every_open_dealing_has_its_places() {
    let unplaced = "8: a dealing has no place in the order";
    for target in [Target::Record(LAND), Target::Name(hash(3)), Target::Party(heirs())] {
        assert_eq!(broken_by(|_| Queues::<Test>::remove(REGISTER, target)), unplaced);
    }
    let why = broken_by(|_| edit_queue(HOUSE, |queue| queue.truncate(1)));
    assert_eq!(why, unplaced);
}

#[test]
fn places_are_in_order() {
    let why = broken_by(|_| {
        edit_queue(HOUSE, |queue| {
            let first = queue.remove(0);
            queue.try_push(first).unwrap();
        });
    });
    assert_eq!(why, "8: places are not in the order of their priorities");
    let why = broken_by(|_| {
        edit_queue(HOUSE, |queue| {
            let again = Place { priority: NOTHING, ..queue[0] };
            queue.try_push(again).unwrap();
        });
    });
    assert_eq!(why, "8: a dealing has two places in one queue");
}

#[test]
fn a_place_is_that_of_an_open_dealing_about_it() {
    let add = |dealing| {
        let place = Place { priority: dealing, dealing, claim: Claim::Acting };
        let queue = BoundedVec::truncate_from(vec![place]);
        Queues::<Test>::insert(REGISTER, Target::Name(hash(40)), queue);
    };
    assert_eq!(broken_by(|_| add(NOTHING)), "8: a place is that of no open dealing");
    assert_eq!(broken_by(|open| add(open.sealed)), "8: a place is that of a sealed dealing");
    for other in [|open: Open| open.sale, |open: Open| open.registration] {
        let why = broken_by(|open| add(other(open)));
        assert_eq!(why, "8: a place is that of a dealing about something else");
    }
    let why = broken_by(|open| edit_dealing(open.representation, |dealing| dealing.priority = 0));
    assert_eq!(why, "8: a place has another priority");
}

#[test]
fn a_place_claims_what_its_dealing_says() {
    let other = "8: a place claims something else";
    for claim in [Claim::Acting, Claim::Asking] {
        assert_eq!(broken_by(|_| edit_queue(HOUSE, |queue| queue[1].claim = claim)), other);
    }
    assert_eq!(broken_by(|_| edit_queue(LAND, |queue| queue[0].claim = Claim::Asking)), other);
    // As before its owners consented, but for the claim.
    let asks = |open: Open, claim: Option<Claim>| {
        edit_dealing(open.search, |dealing| {
            dealing.state = State::Lodged;
            dealing.priority = open.search;
        });
        edit_queue(HOUSE, |queue| {
            queue[1].priority = open.search;
            queue[1].claim = claim.unwrap_or(queue[1].claim);
        });
    };
    assert_eq!(broken_by(|open| asks(open, None)), other);
    kept_by(|open| asks(open, Some(Claim::Asking)));
}

#[test]
fn one_search_of_a_record_protects_at_a_time() {
    let why = broken_by(|open| {
        let until = Deadline { day: 0, block: 0 };
        edit_dealing(open.amendment, |dealing| {
            dealing.act = Some(Act::Search);
            dealing.state = State::Protecting(until);
        });
        edit_queue(HOUSE, |queue| queue[0].claim = Claim::Protecting(until));
    });
    assert_eq!(why, "8: two searches protect at one time");
}

#[test]
fn what_was_approved_was_so_after_its_lodgement() {
    for block in [NOW - 1, NOW + 1] {
        let why = broken_by(|open| {
            edit_dealing(open.amendment, |dealing| {
                dealing.state = State::Approved { by: charlie(), at: block };
            });
        });
        assert_eq!(why, "9: a dealing was approved before it was lodged, or will be");
    }
}

#[test]
fn nobody_approves_what_it_lodged_unless_that_is_waived() {
    let own = |open: Open| {
        edit_dealing(open.amendment, |dealing| {
            dealing.state = State::Approved { by: bob(), at: NOW };
        });
    };
    assert_eq!(broken_by(own), "10: a dealing was approved by its lodger");
    kept_by(|open| {
        own(open);
        RulesOf::<Test>::mutate(REGISTER, 2, |rules| {
            rules.as_mut().unwrap().four_eyes = FourEyes::Waived;
        });
    });
}

#[test]
fn deposits_are_on_hold() {
    for (reason, who, why) in [
        (HoldReason::Dealing, alice(), "12: what is on hold differs from dealings"),
        (HoldReason::Caution, two(), "12: what is on hold differs from cautions"),
        (HoldReason::Objection, dave(), "12: what is on hold differs from objections"),
    ] {
        assert_eq!(broken_by(|_| hold(reason, who.clone())), why);
        assert_eq!(broken_by(|_| let_go(reason, who)), why);
    }
    let why = broken_by(|_| hold(HoldReason::Caution, eve()));
    assert_eq!(why, "12: what is on hold differs from cautions");
    let why = broken_by(|open| edit_dealing(open.sale, |dealing| dealing.deposit = u128::MAX));
    assert_eq!(why, "12: a sum overflows");
}

#[test]
fn open_dealings_are_counted() {
    let miscounted = "13: open dealings are miscounted";
    for count in [1, 3] {
        let why = broken_by(|_| OpenDealings::<Test>::insert(REGISTER, alice(), count));
        assert_eq!(why, miscounted);
    }
    assert_eq!(broken_by(|_| OpenDealings::<Test>::insert(REGISTER, stranger(), 1)), miscounted);
    let why = broken_by(|_| OpenDealings::<Test>::remove(REGISTER, alice()));
    assert_eq!(why, "13: an open dealing is not counted");
    let why = broken_by(|_| OpenDealings::<Test>::insert(REGISTER, stranger(), 0));
    assert_eq!(why, "15: no open dealings are counted");
}

#[test]
fn no_empty_queue_is_kept() {
    let why = broken_by(|_| {
        Queues::<Test>::insert(REGISTER, Target::Name(hash(40)), Queue::new());
    });
    assert_eq!(why, "15: a queue without places is kept");
}
