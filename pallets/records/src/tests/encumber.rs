//! Somebody else gets a right in a title.

use frame_support::{assert_ok, BoundedVec};

use super::titles::*;
use crate::{
    mock::{Records, *},
    *,
};

#[test]
fn owners_encumber_what_is_theirs() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, joint(&[alice(), one()]));
        needs(id, charge(two(), 1), &[alice(), one()]);
        assert_eq!(
            burdens(id).encumbrances.to_vec(),
            [Encumbrance {
                number: 0,
                kind: EncumbranceKind::Charge,
                beneficiary: account(two()),
                terms: hash(1),
                rank: 1,
                since: 2,
                replaces: None,
            }]
        );
        assert_eq!((newest(id).kind, record(id).version), (Kind::Encumber, 2));
        assert_eq!(owners(id), joint(&[alice(), one()]));
    });
}

#[test]
fn encumbrances_rank_in_the_order_in_which_they_were_lodged() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let first = agreed(id, charge(two(), 1), &[alice()]);
        let second = agreed(id, charge(one(), 2), &[alice()]);
        approve(second);
        assert_eq!(terms(id), Vec::<u8>::new());
        approve(first);
        assert_eq!(terms(id), [1]);
        assert_ok!(Records::complete(by(alice()), REGISTER, second));
        assert_eq!(terms(id), [1, 2]);
    });
}

#[test]
fn those_who_have_a_right_already_are_asked_only_where_the_rules_say_so() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        encumber(id, alice(), two(), 1);
        needs(id, charge(one(), 2), &[alice()]);
    });
    ExtBuilder.build_and_execute(|| {
        let third_parties = BoundedVec::truncate_from(vec![Kind::Encumber]);
        create_with(Rules { third_parties, ..rules() });
        let id = land(alice());
        encumber(id, alice(), two(), 1);
        needs(id, charge(one(), 2), &[alice(), two()]);
    });
}

#[test]
fn a_title_carries_sixteen_encumbrances() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let dealing = agreed(id, charge(two(), 99), &[alice()]);
        assert_ok!(Records::withdraw(by(bob()), REGISTER, dealing));
        for n in 1..=15 {
            encumber(id, alice(), two(), n);
        }
        let last = agreed(id, charge(two(), 16), &[alice()]);
        let one_more = agreed(id, charge(two(), 17), &[alice()]);
        approve(last);
        not_approved(charlie(), one_more, Refusal::TooManyEncumbrances);
        refused(Some(id), charge(two(), 18), Refusal::TooManyEncumbrances);
        assert_eq!(terms(id), (1..=16).collect::<Vec<_>>());
        assert_ok!(Records::withdraw(by(bob()), REGISTER, one_more));
        enter(id, Act::Discharge { number: 3 }, &[two()]);
        encumber(id, alice(), two(), 19);
        assert_eq!(terms(id).last(), Some(&19));
    });
}

#[test]
fn a_beneficiary_that_is_a_record_exists() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (id, neighbour) = (land(alice()), land(one()));
        let way = |record| Act::Encumber {
            kind: EncumbranceKind::Easement,
            beneficiary: Party::Record { register: REGISTER, record },
            terms: hash(1),
        };
        refused(Some(id), way(7), Refusal::RecordNotFound);
        enter(id, way(neighbour), &[alice()]);
        assert_eq!(terms(id), [1]);
    });
}

#[test]
fn an_encumbrance_is_on_a_record_in_force() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        refused(None, charge(two(), 1), Refusal::RecordMissing);
        refused(Some(id + 1), charge(two(), 1), Refusal::RecordNotFound);
        enter(id, Act::StrikeOff { reason: StrikeReason::Void }, &[]);
        refused(Some(id), charge(two(), 1), Refusal::NotInForce);
    });
}

#[test]
fn numbers_and_ranks_do_not_begin_anew() {
    ExtBuilder.build().execute_with(|| {
        create();
        let id = land(alice());
        crate::Records::<Test>::mutate(REGISTER, id, |record| {
            record.as_mut().unwrap().next_burden = BurdenNumber::MAX;
        });
        let dealing = agreed(id, charge(two(), 1), &[alice()]);
        not_approved(charlie(), dealing, Refusal::Overflow);
        let other = land(alice());
        encumber(other, alice(), two(), 1);
        BurdensOf::<Test>::mutate(REGISTER, other, |burdens| {
            burdens.encumbrances[0].rank = Rank::MAX;
        });
        let dealing = agreed(other, charge(two(), 2), &[alice()]);
        not_approved(charlie(), dealing, Refusal::Overflow);
    });
}
