//! Searches: who is protected, from whom, and for how long.

use frame_support::assert_ok;

use super::desk::*;
use crate::{
    mock::{Records, *},
    *,
};

/// One searches a title of Alice's, who consents.
fn searched() -> (RecordId, DealingId) {
    create();
    let record = land(alice());
    let search = lodge(one(), Some(record), Act::Search);
    consent(alice(), search);
    (record, search)
}

/// The deadline of a search that is granted now: 30 business days.
fn protected_until() -> Deadline {
    Deadline { day: today() + 42, block: System::block_number() + 30 * LEAST_BLOCKS }
}

/// A transfer of Alice's that both have consented to.
fn agreed_transfer(record: RecordId, lodger: AccountId, to: AccountId) -> DealingId {
    let id = lodge(lodger.clone(), Some(record), transfer_to(to.clone()));
    for who in [alice(), to] {
        if who != lodger {
            consent(who, id);
        }
    }
    id
}

#[test]
fn a_search_protects_as_soon_as_the_owner_consents() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let search = lodge(one(), Some(record), Act::Search);
        assert_eq!(dealing(search).state, State::Lodged);
        assert_eq!(held(HoldReason::Dealing, &one()), DEPOSIT);
        consent(alice(), search);
        let until = protected_until();
        assert_eq!(
            last_event(),
            Event::Protected {
                register: REGISTER,
                dealing: search,
                record,
                searcher: one(),
                priority: search + 1,
                until
            }
        );
        assert_eq!(dealing(search).state, State::Protecting(until));
    });
}

#[test]
fn a_search_needs_the_consent_of_every_owner() {
    ExtBuilder.build_and_execute(|| {
        create();
        let owners = vec![party(alice()), party(two())];
        let record = title(1, Ownership::Joint(owners.try_into().unwrap()));
        let search = lodge(one(), Some(record), Act::Search);
        consent(alice(), search);
        assert_eq!(dealing(search).state, State::Lodged);
        consent(two(), search);
        assert_eq!(dealing(search).state, State::Protecting(protected_until()));
    });
}

#[test]
fn a_search_of_the_owner_itself_protects_at_once() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let search = lodge(alice(), Some(record), Act::Search);
        assert_eq!(dealing(search).state, State::Protecting(protected_until()));
    });
}

#[test]
fn nobody_is_searched_whom_the_register_does_not_name() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = title(1, Ownership::NotStated);
        refused(Refusal::HolderNotStated, || lodge_as(one(), Some(record), Act::Search));
    });
}

#[test]
fn a_protected_dealing_goes_before_rivals_that_were_lodged_earlier() {
    ExtBuilder.build_and_execute(|| {
        let (record, search) = searched();
        let rival = agreed_transfer(record, bob(), two());
        approve(rival);
        refused(Refusal::NotYourTurn, || complete(rival));
        let place = dealing(search).priority;
        System::reset_events();
        let protected = lodge(one(), Some(record), transfer_to(one()));
        assert_eq!(
            events()[0],
            Event::Lapsed {
                register: REGISTER,
                dealing: search,
                why: Lapse::SearchEnded,
                returned: DEPOSIT,
                slashed: 0
            }
        );
        assert!(!is_open(search));
        assert_eq!(dealing(protected).priority, place);
        assert_eq!(queue_of(record), [protected, rival]);
        refused(Refusal::NotYourTurn, || complete(rival));
        consent(alice(), protected);
        approve(protected);
        assert_eq!(owner_of(record), sole(one()));
        refused(Refusal::ConsentMissing, || complete(rival));
    });
}

#[test]
fn what_was_lodged_before_the_search_goes_before_what_it_protects() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let earlier = agreed_transfer(record, bob(), two());
        let search = lodge(one(), Some(record), Act::Search);
        consent(alice(), search);
        let protected = agreed_transfer(record, one(), one());
        approve(protected);
        refused(Refusal::NotYourTurn, || complete(protected));
        approve(earlier);
        assert_eq!(owner_of(record), sole(two()));
    });
}

#[test]
fn a_search_that_is_not_consented_to_stops_nobody() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let search = lodge(one(), Some(record), Act::Search);
        let rival = agreed_transfer(record, bob(), two());
        approve(rival);
        assert_eq!(owner_of(record), sole(two()));
        refused(Refusal::NotConcerned, || consent_as(alice(), search, party(alice())));
    });
}

#[test]
fn a_dealing_takes_the_place_of_a_search_only_once_it_protects() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let search = lodge(one(), Some(record), Act::Search);
        let early = lodge(one(), Some(record), transfer_to(one()));
        assert_eq!(dealing(early).priority, early);
        assert!(is_open(search));
    });
}

#[test]
fn somebody_elses_dealing_does_not_take_the_place_of_a_search() {
    ExtBuilder.build_and_execute(|| {
        let (record, search) = searched();
        let id = lodge(bob(), Some(record), transfer_to(one()));
        assert_eq!(dealing(id).priority, id);
        assert!(is_open(search));
    });
}

#[test]
fn searches_cannot_be_chained() {
    ExtBuilder.build_and_execute(|| {
        let (record, search) = searched();
        let rival = agreed_transfer(record, bob(), two());
        approve(rival);
        refused(Refusal::SearchRunning, || lodge_as(one(), Some(record), Act::Search));
        refused(Refusal::SearchRunning, || lodge_as(bob(), Some(record), Act::Search));
        pass_days(43);
        assert_ok!(lapse(search));
        let again = lodge(one(), Some(record), Act::Search);
        consent(alice(), again);
        assert_ok!(complete(rival));
        assert_eq!(owner_of(record), sole(two()));
    });
}

#[test]
fn of_those_that_ask_the_first_to_whom_the_owner_consents_is_protected() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let first = lodge(one(), Some(record), Act::Search);
        let second = lodge(two(), Some(record), Act::Search);
        consent(alice(), second);
        let party = Party::Account(alice());
        refused(Refusal::SearchRunning, || Records::consent(by(alice()), REGISTER, first, party));
        assert_ok!(Records::withdraw(by(two()), REGISTER, second));
        consent(alice(), first);
    });
}

#[test]
fn what_was_lodged_before_the_owner_consents_to_a_search_goes_before_it() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let search = lodge(one(), Some(record), Act::Search);
        let rival = agreed_transfer(record, bob(), two());
        approve(rival);
        refused(Refusal::DealingNotFound, || complete(rival));
        assert_eq!(owner_of(record), sole(two()), "it did not wait for a search not consented to");
        refused(Refusal::NotConcerned, || {
            let party = Party::Account(alice());
            Records::consent(by(alice()), REGISTER, search, party)
        });
    });
}

#[test]
fn a_search_whose_time_is_up_frees_those_behind_it() {
    ExtBuilder.build_and_execute(|| {
        let (record, search) = searched();
        let until = protected_until();
        let rival = agreed_transfer(record, bob(), two());
        approve(rival);
        set_day(until.day + 1);
        run_to(until.block);
        refused(Refusal::NotYourTurn, || complete(rival));
        refused(Refusal::TooEarly, || lapse(search));
        run_to(until.block + 1);
        assert_ok!(complete(rival));
        assert_ok!(lapse(search));
        assert_eq!(
            last_event(),
            Event::Lapsed {
                register: REGISTER,
                dealing: search,
                why: Lapse::SearchEnded,
                returned: DEPOSIT,
                slashed: 0
            }
        );
        assert_eq!(free(&one()), PURSE - FEE);
    });
}

#[test]
fn a_dealing_that_comes_after_the_search_has_ended_has_its_own_place() {
    ExtBuilder.build_and_execute(|| {
        let (record, search) = searched();
        pass_days(43);
        let late = lodge(one(), Some(record), transfer_to(one()));
        assert_eq!(dealing(late).priority, late);
        assert!(is_open(search));
    });
}

#[test]
fn a_search_is_used_up_by_one_dealing() {
    ExtBuilder.build_and_execute(|| {
        let (record, search) = searched();
        let place = dealing(search).priority;
        let first = lodge(one(), Some(record), transfer_to(one()));
        let second = lodge(one(), Some(record), transfer_to(one()));
        assert_eq!(dealing(first).priority, place);
        assert_eq!(dealing(second).priority, second);
    });
}

#[test]
fn a_search_leaves_room_for_what_it_protects() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        rule(Rules { open_dealings: 1, ..rules() });
        let search = lodge(one(), Some(record), Act::Search);
        consent(alice(), search);
        assert_ok!(lodge_as(one(), Some(record), transfer_to(one())));
    });
}

#[test]
fn a_search_is_neither_approved_nor_completed() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let search = lodge(one(), Some(record), Act::Search);
        refused(Refusal::ConsentMissing, || approve_as(charlie(), search));
        consent(alice(), search);
        refused(Refusal::AlreadyApproved, || approve_as(charlie(), search));
        refused(Refusal::NotApproved, || complete(search));
        refused(Refusal::AlreadyApproved, || {
            Records::retract(by(alice()), REGISTER, search, party(alice()))
        });
        refused(Refusal::AlreadyApproved, || object_as(two(), search));
    });
}

#[test]
fn a_search_is_asked_about_before_it_protects() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let search = lodge(one(), Some(record), Act::Search);
        assert_ok!(requisition_as(bob(), search, 5));
        consent(alice(), search);
        assert!(matches!(dealing(search).state, State::Requisitioned { .. }));
        assert_ok!(Records::answer(by(one()), REGISTER, search, hash(56)));
        assert_eq!(dealing(search).state, State::Protecting(protected_until()));
    });
}

#[test]
fn a_search_that_is_withdrawn_protects_no_longer() {
    ExtBuilder.build_and_execute(|| {
        let (record, search) = searched();
        let rival = agreed_transfer(record, bob(), two());
        approve(rival);
        assert_ok!(Records::withdraw(by(one()), REGISTER, search));
        assert_ok!(complete(rival));
        assert_eq!(free(&one()), PURSE - FEE);
    });
}

#[test]
fn where_searches_do_not_protect_there_are_none() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let usual = rules();
        rule(Rules { periods: Periods { search: 0, ..usual.periods }, ..usual });
        refused(Refusal::InvalidPeriod, || lodge_as(one(), Some(record), Act::Search));
    });
}

#[test]
fn a_merger_does_not_take_the_place_of_a_search() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (first, second) = (land(alice()), land(alice()));
        let search = lodge(alice(), Some(first), Act::Search);
        let merge = Act::Merge {
            others: vec![second].try_into().unwrap(),
            name: hash(50),
            content: Content { measure: 2_000, ..content(50) },
        };
        let merger = lodge(alice(), Some(first), merge);
        assert_eq!(dealing(merger).priority, merger);
        assert!(is_open(search));
    });
}

#[test]
fn an_answer_is_given_while_another_search_protects() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let asked = lodge(one(), Some(record), Act::Search);
        assert_ok!(requisition_as(bob(), asked, 5));
        consent(alice(), asked);
        let other = lodge(two(), Some(record), Act::Search);
        consent(alice(), other);
        assert_ok!(Records::answer(by(one()), REGISTER, asked, hash(56)));
        assert_eq!(dealing(asked).state, State::Lodged);
        assert_eq!(dealing(other).state, State::Protecting(protected_until()));
    });
}
