//! First registration.

use frame_support::{assert_noop, assert_ok, BoundedVec};

use super::titles::*;
use crate::{
    mock::{Records, *},
    *,
};

fn registration(ownership: Ownership<AccountId>, cites: Option<Citation>) -> Act<AccountId> {
    Act::Register {
        name: hash(1),
        content: content(1),
        class: TitleClass::Possessory,
        ownership,
        cites,
    }
}

#[test]
fn a_title_says_what_was_lodged() {
    ExtBuilder.build_and_execute(|| {
        create();
        let cites = Some(Citation::Proposal { id: CARRIED_OUT, receipt: RECEIPT });
        let dealing = lodge(bob(), None, registration(sole(alice()), cites));
        approve(dealing);
        assert_eq!(Names::<Test>::get(REGISTER, hash(1)), Some(0));
        let entered = record(0);
        assert_eq!(entered.status, RecordStatus::InForce);
        assert_eq!(entered.class, TitleClass::Possessory);
        assert_eq!(entered.content, content(1));
        assert_eq!(entered.parent, None);
        assert_eq!(owners(0), sole(alice()));
        let version = newest(0);
        assert_eq!((version.kind, version.dealing), (Kind::Register, dealing));
        assert_eq!((version.cites, version.approver), (cites, Some(charlie())));
        assert_eq!(version.instrument, hash(99));
        assert_eq!(version.span, Span { from: TODAY, until: None });
    });
}

#[test]
fn registration_needs_nobodys_consent_and_citizens_cannot_lodge_it() {
    ExtBuilder.build_and_execute(|| {
        create();
        let act = registration(sole(alice()), None);
        assert_eq!(missing(lodge(bob(), None, act.clone())), []);
        assert_noop!(
            Records::lodge(by(alice()), REGISTER, None, act, hash(99), None),
            Refusal::NotAuthorized
        );
    });
}

#[test]
fn registration_is_about_no_record() {
    ExtBuilder.build_and_execute(|| {
        create();
        let title = land(alice());
        refused(Some(title), registration(sole(one()), None), Refusal::RecordNotAllowed);
    });
}

#[test]
fn a_name_is_given_once() {
    ExtBuilder.build_and_execute(|| {
        create();
        let first = lodge(bob(), None, registration(sole(alice()), None));
        let second = lodge(bob(), None, registration(sole(one()), None));
        approve(first);
        not_approved(charlie(), second, Refusal::NameTaken);
        refused(None, registration(sole(two()), None), Refusal::NameTaken);
        assert_eq!(owners(0), sole(alice()));
    });
}

#[test]
fn a_name_of_another_register_can_be_given() {
    ExtBuilder.build_and_execute(|| {
        let (first, second) = (create(), create());
        for register in [first, second] {
            let act = registration(sole(alice()), None);
            assert_ok!(Records::lodge(by(bob()), register, None, act, hash(99), None));
            assert_ok!(Records::approve(by(charlie()), register, 0));
            assert_eq!(Names::<Test>::get(register, hash(1)), Some(0));
        }
    });
}

#[test]
fn owners_who_are_not_one_whole_are_refused() {
    ExtBuilder.build_and_execute(|| {
        create();
        let unsound = [
            joint(&[]),
            joint(&[alice()]),
            joint(&[alice(), one(), alice()]),
            shared(&[], 0),
            shared(&[(alice(), 1)], 1),
            shared(&[(alice(), 1), (one(), 1)], 3),
            shared(&[(alice(), 2), (one(), 2)], 3),
            shared(&[(alice(), 3), (one(), 0)], 3),
            shared(&[(alice(), 1), (alice(), 1)], 2),
            shared(&[(alice(), u32::MAX), (one(), 2)], 1),
        ];
        for ownership in unsound {
            refused(None, registration(ownership, None), Refusal::InvalidOwnership);
        }
    });
}

#[test]
fn sixteen_owners_hold_one_title() {
    ExtBuilder.build_and_execute(|| {
        create();
        let many: Vec<_> = (0..16).map(citizen).collect();
        let shares: Vec<_> = many.iter().cloned().map(|who| (who, 1)).collect();
        let first = title(1, joint(&many));
        let second = title(2, shared(&shares, 16));
        assert_eq!(owners(first).parties().len(), 16);
        assert_eq!(owners(second).parties().len(), 16);
    });
}

#[test]
fn nobody_is_invented_as_an_owner() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, Ownership::NotStated);
        assert_eq!(owners(id), Ownership::NotStated);
    });
}

#[test]
fn an_owner_that_is_a_record_exists() {
    ExtBuilder.build_and_execute(|| {
        create();
        let company = land(alice());
        let of = |register, record| Ownership::Sole(Party::Record { register, record });
        refused(None, first_registration(9, of(REGISTER, 1)), Refusal::RecordNotFound);
        refused(None, first_registration(9, of(REGISTER + 1, 0)), Refusal::RecordNotFound);
        let id = title(9, of(REGISTER, company));
        assert_eq!(owners(id), of(REGISTER, company));
        let mixed = Ownership::Joint(BoundedVec::truncate_from(vec![
            account(alice()),
            Party::Person(hash(5)),
            Party::Record { register: REGISTER, record: 99 },
        ]));
        refused(None, first_registration(8, mixed), Refusal::RecordNotFound);
    });
}

#[test]
fn what_is_referred_to_exists() {
    ExtBuilder.build_and_execute(|| {
        create();
        let cited = land(alice());
        let record = |record, version| Citation::Record { register: REGISTER, record, version };
        let nothing = [
            Citation::Proposal { id: CARRIED_OUT, receipt: hash(9) },
            Citation::Proposal { id: CARRIED_OUT + 1, receipt: RECEIPT },
            Citation::Attestation { schema: SCHEMA + 1, subject: SUBJECT },
            record(cited, 0),
            record(cited, 2),
            record(cited + 1, 1),
        ];
        for cites in nothing {
            let act = Act::Register {
                name: hash(50),
                content: content(1),
                class: TitleClass::Absolute,
                ownership: sole(alice()),
                cites: Some(cites),
            };
            refused(None, act, Refusal::InvalidCitation);
        }
        let something = [
            Citation::Proposal { id: CARRIED_OUT, receipt: RECEIPT },
            Citation::Attestation { schema: SCHEMA, subject: SUBJECT },
            record(cited, 1),
        ];
        for (n, cites) in (60..).zip(something) {
            let act = Act::Register {
                name: hash(n),
                content: content(1),
                class: TitleClass::Absolute,
                ownership: sole(alice()),
                cites: Some(cites),
            };
            approve(lodge(bob(), None, act));
            assert_eq!(newest(last_record()).cites, Some(cites));
        }
    });
}
