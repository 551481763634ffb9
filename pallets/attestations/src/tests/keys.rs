//! `set_keys`.

use frame_support::{assert_noop, assert_ok};
use sp_core::H256;
use sp_runtime::{traits::BadOrigin, DispatchResult};

use crate::{mock::*, *};

type Error = crate::Error<Test>;

/// An Ed25519 key.
fn ed25519(byte: u8) -> IssuerKey {
    IssuerKey::Ed25519([byte; 32])
}

/// A P-256 key whose encoding begins with `prefix`.
fn es256(prefix: u8, byte: u8) -> IssuerKey {
    let mut point = [byte; 33];
    point[0] = prefix;
    IssuerKey::Es256(point)
}

fn keys(list: &[IssuerKey]) -> IssuerKeys {
    list.to_vec().try_into().unwrap()
}

/// Charlie sets its keys.
fn set_keys(id: IssuerId, list: &[IssuerKey]) -> DispatchResult {
    Attestations::set_keys(by(charlie()), id, keys(list))
}

#[test]
fn an_issuer_signs_with_the_keys_it_has_set() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        let first = [ed25519(1), es256(2, 7)];
        assert_ok!(set_keys(id, &first));
        assert_eq!(Keys::<Test>::get(id), keys(&first));
        assert_eq!(
            last_event(),
            Event::KeysChanged { issuer: id, old: keys(&[]), new: keys(&first) }
        );
        let next = [ed25519(1), ed25519(2), es256(2, 7), es256(3, 7)];
        assert_ok!(set_keys(id, &next));
        assert_eq!(Keys::<Test>::get(id), keys(&next));
        assert_eq!(
            last_event(),
            Event::KeysChanged { issuer: id, old: keys(&first), new: keys(&next) }
        );
    });
}

#[test]
fn all_keys_can_be_taken_back() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        assert_ok!(set_keys(id, &[ed25519(1)]));
        assert_ok!(set_keys(id, &[]));
        assert!(!Keys::<Test>::contains_key(id));
        assert_noop!(set_keys(id, &[]), Error::NothingToDo);
    });
}

#[test]
fn the_keys_that_there_are_already_are_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        assert_noop!(set_keys(id, &[]), Error::NothingToDo);
        assert_ok!(set_keys(id, &[ed25519(1)]));
        assert_noop!(set_keys(id, &[ed25519(1)]), Error::NothingToDo);
    });
}

#[test]
fn what_cannot_be_a_key_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        let wrong = [ed25519(0), es256(0, 7), es256(1, 7), es256(4, 7), es256(2, 0), es256(3, 0)];
        for key in wrong {
            assert_noop!(set_keys(id, &[key]), Error::InvalidKey);
            assert_noop!(set_keys(id, &[ed25519(1), key]), Error::InvalidKey);
        }
    });
}

#[test]
fn a_key_that_is_there_twice_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        assert_noop!(set_keys(id, &[ed25519(1), ed25519(1)]), Error::InvalidKey);
        assert_noop!(
            set_keys(id, &[es256(2, 7), ed25519(1), es256(3, 7), es256(2, 7)]),
            Error::InvalidKey
        );
    });
}

#[test]
fn only_the_issuer_itself_sets_its_keys() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        assert_ok!(Attestations::appoint_deputy(by(charlie()), id, eve().into(), rights(), 99));
        let set_keys = |origin| Attestations::set_keys(origin, id, keys(&[ed25519(1)]));
        for other in [alice(), eve()] {
            assert_noop!(set_keys(by(other)), Error::NotAuthorized);
        }
        assert_noop!(set_keys(RuntimeOrigin::root()), BadOrigin);
        assert_noop!(set_keys(RuntimeOrigin::none()), BadOrigin);
    });
}

#[test]
fn an_issuer_that_never_was_has_no_keys() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(set_keys(0, &[ed25519(1)]), Error::IssuerNotFound);
    });
}

#[test]
fn an_issuer_that_is_not_active_keeps_the_keys_it_has() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        assert_ok!(set_keys(id, &[ed25519(1)]));
        assert_ok!(Attestations::suspend_issuer(mandate(TRACK), id, H256::zero()));
        assert_noop!(set_keys(id, &[ed25519(2)]), Error::IssuerNotActive);
        assert_ok!(Attestations::reinstate_issuer(mandate(TRACK), id, H256::zero()));
        assert_ok!(set_keys(id, &[ed25519(2)]));
        assert_ok!(Attestations::remove_issuer(mandate(TRACK), id, H256::zero()));
        assert_noop!(set_keys(id, &[ed25519(3)]), Error::IssuerNotActive);
        assert_eq!(Keys::<Test>::get(id), keys(&[ed25519(2)]));
    });
}
