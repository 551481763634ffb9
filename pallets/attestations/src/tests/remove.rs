//! Removing what no longer holds.

use codec::{Encode, MaxEncodedLen};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use sp_core::H256;

use crate::{
    mock::*, End, Error, Event, RevocationReason, SchemaRules, Slot, Slots, Subject, SubjectKind,
    Tags, Terms, Tombstone,
};

fn subject() -> Subject<AccountId> {
    Subject::Account(alice())
}

fn remove(schema: u32) -> frame_support::dispatch::DispatchResultWithPostInfo {
    Attestations::remove(by(bob()), schema, subject())
}

#[test]
fn what_has_expired_is_removed_once_no_poll_can_rely_on_it() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = tagged_schema();
        let issuer = bonded_issuer(schema, charlie());
        let room = Attestations::bond_left(issuer);
        issue(issuer, &alice(), Terms { expires: 10, ..tagged_terms(1) });
        assert_noop!(remove(schema), Error::<Test>::StillLive);
        run_to(10 + PERIODS.keeping - 1);
        assert_noop!(remove(schema), Error::<Test>::TooEarly);
        run_to(10 + PERIODS.keeping);
        let done = remove(schema).unwrap();
        assert_eq!(done.pays_fee, Pays::No);

        let stone = Tombstone { serial: 1, issuer, ended: 10, end: None };
        assert_eq!(slot(schema, &alice()), Some(Slot::Tombstone(stone)));
        assert_eq!(Attestations::bond_left(issuer), room);
        assert_eq!(Tags::<Test>::iter().count(), 0);
        assert!(matches!(last_event(), Event::Removed { serial: 1, .. }));
        assert_noop!(remove(schema), Error::<Test>::AttestationNotFound);
    });
}

#[test]
fn what_was_revoked_is_kept_while_it_can_be_appealed() {
    let long = |genesis: &mut crate::GenesisConfig<Test>| {
        genesis.appeal_rules[0].1.window = PERIODS.keeping + 20;
    };
    ExtBuilder::default().genesis(long).build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        issue(issuer, &alice(), terms());
        run_to(4);
        let why = RevocationReason::SubjectCeased;
        assert_ok!(Attestations::revoke(by(charlie()), schema, subject(), why, H256::zero()));
        run_to(4 + PERIODS.keeping + 19);
        assert_noop!(remove(schema), Error::<Test>::TooEarly);
        run_to(4 + PERIODS.keeping + 20);
        assert_ok!(remove(schema));
        let end = Some(End::Revoked(why));
        let stone = Tombstone { serial: 1, issuer, ended: 4, end };
        assert_eq!(slot(schema, &alice()), Some(Slot::Tombstone(stone)));
    });
}

#[test]
fn what_fell_with_its_issuer_is_removed_in_its_time() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        issue(issuer, &alice(), terms());
        run_to(6);
        assert_ok!(Attestations::remove_issuer(mandate(TRACK), issuer, H256::zero()));
        assert_noop!(remove(schema), Error::<Test>::TooEarly);
        run_to(6 + PERIODS.keeping);
        assert_ok!(remove(schema));
        let bond = held(&charlie(), crate::HoldReason::Bond);
        assert_eq!(Attestations::bond_left(issuer), bond);
        assert_ok!(Attestations::set_bond(by(charlie()), issuer, 0));
    });
}

#[test]
fn a_tombstone_is_at_most_64_bytes() {
    let stone = Tombstone {
        serial: u32::MAX,
        issuer: u32::MAX,
        ended: u32::MAX,
        end: Some(End::Revoked(RevocationReason::Fraud)),
    };
    assert!(Slot::Tombstone(stone).encoded_size() <= 64);
    assert!(Tombstone::max_encoded_len() < 64);
}

#[test]
fn an_attestation_takes_at_most_200_bytes() {
    let key = Slots::<Test>::hashed_key_for(u32::MAX, Subject::Account(alice())).len();
    let prefix = 32;
    let state = key - prefix + Slot::max_encoded_len();
    assert!(state <= 200, "{state} bytes, of which the key takes {}", key - prefix);
}

#[test]
fn what_is_about_a_hash_is_removed_too() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(SchemaRules {
            subject: SubjectKind::Hash,
            recovery: crate::RecoveryBy::Nobody,
            ..rules()
        });
        let issuer = issuer(schema, charlie());
        let subject = Subject::Hash(H256::repeat_byte(3));
        let terms = Terms { expires: 2, ..terms() };
        assert_ok!(Attestations::issue(by(charlie()), issuer, subject.clone(), terms, None));
        run_to(2 + PERIODS.keeping);
        assert_ok!(Attestations::remove(by(bob()), schema, subject));
        assert_eq!(held(&charlie(), crate::HoldReason::Attestation), 0);
    });
}
