//! `set_bond`.

use althing_primitives::Balance;
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;
use sp_runtime::{traits::BadOrigin, DispatchResult, TokenError};

use crate::{mock::*, *};

type Error = crate::Error<Test>;

/// Charlie sets its bond.
fn set_bond(id: IssuerId, amount: Balance) -> DispatchResult {
    Attestations::set_bond(by(charlie()), id, amount)
}

/// What of Charlie is held as bonds.
fn bonded() -> Balance {
    held(&charlie(), HoldReason::Bond)
}

#[test]
fn a_bond_is_held_on_the_issuers_account() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        assert_ok!(set_bond(id, 500));
        assert_eq!((bonded(), free(&charlie())), (500, PURSE - 500));
        assert_eq!(Attestations::bond_left(id), 500);
        assert_eq!(last_event(), Event::BondChanged { issuer: id, old: 0, new: 500 });
        assert_ok!(set_bond(id, 800));
        assert_eq!((bonded(), free(&charlie())), (800, PURSE - 800));
        assert_eq!(last_event(), Event::BondChanged { issuer: id, old: 500, new: 800 });
        assert_ok!(set_bond(id, 0));
        assert_eq!((bonded(), free(&charlie())), (0, PURSE));
        assert_eq!(last_event(), Event::BondChanged { issuer: id, old: 800, new: 0 });
    });
}

#[test]
fn the_bond_that_there_is_already_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        assert_noop!(set_bond(id, 0), Error::NothingToDo);
        assert_ok!(set_bond(id, 500));
        assert_noop!(set_bond(id, 500), Error::NothingToDo);
    });
}

#[test]
fn only_the_issuer_itself_sets_its_bond() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        assert_ok!(Attestations::appoint_deputy(by(charlie()), id, eve().into(), rights(), 99));
        for other in [alice(), eve()] {
            assert_noop!(Attestations::set_bond(by(other), id, 500), Error::NotAuthorized);
        }
        assert_noop!(Attestations::set_bond(RuntimeOrigin::root(), id, 500), BadOrigin);
        assert_noop!(Attestations::set_bond(RuntimeOrigin::none(), id, 500), BadOrigin);
        assert_noop!(set_bond(id + 1, 500), Error::IssuerNotFound);
    });
}

#[test]
fn a_bond_of_more_than_the_issuer_owns_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        for amount in [PURSE + 1, Balance::MAX] {
            assert_noop!(set_bond(id, amount), TokenError::FundsUnavailable);
        }
        // What the account needs to exist stays free.
        assert_noop!(set_bond(id, PURSE - MINIMUM + 1), TokenError::FundsUnavailable);
        assert_ok!(set_bond(id, PURSE - MINIMUM));
    });
}

#[test]
fn an_account_has_a_bond_of_its_own_for_each_schema() {
    ExtBuilder::default().build_and_execute(|| {
        let (one, two) = (schema(rules()), schema(rules()));
        let (one, two) = (issuer(one, charlie()), issuer(two, charlie()));
        assert_ok!(set_bond(one, 300));
        assert_ok!(set_bond(two, 500));
        assert_eq!(bonded(), 800);
        assert_ok!(set_bond(one, 0));
        assert_eq!((bonded(), Attestations::bond_left(two)), (500, 500));
        assert_noop!(set_bond(one, 0), Error::NothingToDo);
    });
}

#[test]
fn what_deposits_take_up_stays_in_the_bond_from_the_moment_of_issue() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        assert_ok!(set_bond(id, 5 * DEPOSIT));
        issue(id, &alice(), terms());
        issue(id, &bob(), terms());
        // In the block of issue.
        assert_noop!(set_bond(id, 0), Error::BondInUse);
        assert_noop!(set_bond(id, 2 * DEPOSIT - 1), Error::BondInUse);
        assert_ok!(set_bond(id, 3 * DEPOSIT));
        // In the next one, and together with what that one draws.
        run_to(2);
        issue(id, &dave(), terms());
        assert_noop!(set_bond(id, 3 * DEPOSIT - 1), Error::BondInUse);
        run_to(3);
        assert_noop!(set_bond(id, 3 * DEPOSIT - 1), Error::BondInUse);
        assert_eq!((bonded(), Attestations::bond_left(id)), (3 * DEPOSIT, 0));
    });
}

#[test]
fn a_bond_can_be_lowered_to_what_deposits_take_up() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        assert_ok!(set_bond(id, 5 * DEPOSIT));
        issue(id, &alice(), terms());
        assert_ok!(set_bond(id, DEPOSIT));
        run_to(2);
        assert_eq!(Attestations::bond_left(id), 0);
        assert_ok!(set_bond(id, DEPOSIT + 1));
        assert_ok!(set_bond(id, DEPOSIT));
        assert_eq!(bonded(), DEPOSIT);
    });
}

#[test]
fn an_exhausted_bond_can_be_raised() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let id = issuer(schema, charlie());
        assert_ok!(set_bond(id, DEPOSIT));
        issue(id, &alice(), terms());
        let more = consent(id, &bob(), &terms());
        let attempt = || {
            let subject = Subject::Account(bob());
            Attestations::issue(by(charlie()), id, subject, terms(), Some(more.clone()))
        };
        assert_noop!(attempt(), Error::BondExhausted);
        assert_ok!(set_bond(id, 2 * DEPOSIT));
        assert_ok!(attempt());
        assert!(holds(schema, &bob()));
    });
}

#[test]
fn the_bond_of_a_removed_issuer_can_be_taken_back_and_not_raised() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let id = issuer(schema, charlie());
        assert_ok!(set_bond(id, 5 * DEPOSIT));
        issue(id, &alice(), terms());
        assert_ok!(Attestations::suspend_issuer(mandate(TRACK), id, H256::zero()));
        assert_ok!(set_bond(id, 6 * DEPOSIT));
        assert_ok!(set_bond(id, 5 * DEPOSIT));
        assert_ok!(Attestations::remove_issuer(mandate(TRACK), id, H256::zero()));
        assert_noop!(set_bond(id, 6 * DEPOSIT), Error::IssuerRemoved);
        assert_noop!(set_bond(id, DEPOSIT - 1), Error::BondInUse);
        assert_ok!(set_bond(id, DEPOSIT));
        assert_eq!(bonded(), DEPOSIT);

        // The rest comes free with the attestation.
        run_to(1 + PERIODS.keeping + LONGEST);
        let subject = Subject::Account(alice());
        assert_ok!(Attestations::remove(by(bob()), schema, subject));
        assert_ok!(set_bond(id, 0));
        assert_eq!(free(&charlie()), PURSE);
    });
}

#[test]
fn the_bond_of_before_serves_no_new_accreditation() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let old = issuer(schema, charlie());
        assert_ok!(set_bond(old, 500));
        assert_ok!(Attestations::remove_issuer(mandate(TRACK), old, H256::zero()));
        let new = issuer(schema, charlie());
        assert_eq!(Attestations::bond_left(new), 0);
        assert_noop!(set_bond(new, 0), Error::NothingToDo);
        assert_ok!(set_bond(old, 0));
        assert_eq!(bonded(), 0);
    });
}
