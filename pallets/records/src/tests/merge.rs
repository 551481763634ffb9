//! Several records become one.

use frame_support::assert_ok;

use super::titles::*;
use crate::{
    mock::{Records, *},
    *,
};

fn merge(others: &[RecordId], measure: u64) -> Act<AccountId> {
    Act::Merge {
        others: Others::truncate_from(others.to_vec()),
        name: hash(50),
        content: Content { measure, ..content(50) },
    }
}

#[test]
fn the_whole_has_the_owners_and_the_sum() {
    ExtBuilder.build_and_execute(|| {
        create();
        let first = title(1, shared(&[(alice(), 1), (one(), 1)], 2));
        let second = title(2, shared(&[(one(), 2), (alice(), 2)], 4));
        needs(first, merge(&[second], 2_000), &[alice(), one()]);
        let whole = last_record();
        assert_eq!(Names::<Test>::get(REGISTER, hash(50)), Some(whole));
        assert_eq!(record(whole).content.measure, 2_000);
        assert_eq!(record(whole).class, TitleClass::Absolute);
        assert_eq!(owners(whole), shared(&[(alice(), 1), (one(), 1)], 2));
        assert_eq!((newest(whole).kind, record(whole).version), (Kind::Merge, 1));
        for old in [first, second] {
            assert_eq!(record(old).status, RecordStatus::Merged);
            assert_eq!(newest(old).kind, Kind::Merge);
        }
        assert_eq!(Names::<Test>::get(REGISTER, hash(1)), None);
        assert_eq!(Names::<Test>::get(REGISTER, hash(2)), None);
    });
}

#[test]
fn every_beneficiary_of_every_record_has_to_consent() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (first, second) = (land(alice()), land(alice()));
        encumber(first, alice(), two(), 1);
        encumber(second, alice(), one(), 2);
        encumber(second, alice(), two(), 3);
        needs(first, merge(&[second], 2_000), &[alice(), two(), one()]);
    });
}

#[test]
fn encumbrances_rank_by_their_age_whichever_record_they_were_on() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (first, second) = (land(alice()), land(alice()));
        for (n, id) in (1..).zip([second, first, second, first, first]) {
            run_to(System::block_number() + 1);
            encumber(id, alice(), two(), n);
        }
        enter(second, merge(&[first], 2_000), &[alice(), two()]);
        let whole = last_record();
        assert_eq!(terms(whole), [1, 2, 3, 4, 5]);
        let ranks: Vec<_> = burdens(whole).encumbrances.iter().map(|it| it.rank).collect();
        assert_eq!(ranks, [1, 2, 3, 4, 5]);
        for old in [first, second] {
            assert_eq!(burdens(old), Burdens::default());
        }
        assert_eq!(PastBurdens::<Test>::iter_key_prefix((REGISTER, first)).count(), 3);
        assert_eq!(PastBurdens::<Test>::iter_key_prefix((REGISTER, second)).count(), 2);
    });
}

#[test]
fn encumbrances_of_one_block_rank_by_record_and_then_as_before() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (first, second) = (land(alice()), land(alice()));
        for (n, id) in (1..).zip([second, first, second, first]) {
            encumber(id, alice(), two(), n);
        }
        enter(second, merge(&[first], 2_000), &[alice(), two()]);
        assert_eq!(terms(last_record()), [2, 4, 1, 3]);
    });
}

#[test]
fn what_was_varied_does_not_fall_behind_those_it_ranked_before() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (first, second) = (land(alice()), land(alice()));
        for (n, id) in (1..).zip([first, second, first]) {
            run_to(System::block_number() + 1);
            encumber(id, alice(), two(), n);
        }
        run_to(System::block_number() + 1);
        let vary =
            Act::Vary { number: 0, terms: hash(9), beneficiary: account(two()), before: None };
        enter(first, vary, &[alice(), two()]);
        assert_eq!(terms(first), [9, 3]);
        enter(first, merge(&[second], 2_000), &[alice(), two()]);
        assert_eq!(terms(last_record()), [2, 9, 3]);
    });
}

#[test]
fn cautions_and_their_deposits_are_carried_on() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (first, second) = (land(alice()), land(alice()));
        caution(first, one(), 5);
        caution(second, one(), 6);
        caution(second, two(), 7);
        enter(first, merge(&[second], 2_000), &[alice()]);
        let interests: Vec<_> =
            burdens(last_record()).cautions.iter().map(|it| it.interest).collect();
        assert_eq!(interests, [hash(5), hash(6), hash(7)]);
        assert_eq!(held(HoldReason::Caution, &one()), 2 * CAUTION);
        let act = Act::Uncaution { number: 0, cause: UncautionCause::Withdrawn };
        enter(last_record(), act, &[one()]);
        assert_eq!(held(HoldReason::Caution, &one()), CAUTION);
    });
}

#[test]
fn eight_records_with_sixteen_owners_and_sixteen_encumbrances_become_one() {
    ExtBuilder.build_and_execute(|| {
        create();
        let many: Vec<_> = (0..16).map(citizen).collect();
        let banks: Vec<_> = (16..32).map(citizen).collect();
        let ids: Vec<_> = (1..=8).map(|name| title(name, joint(&many))).collect();
        for (n, bank) in (0..).zip(&banks) {
            let id = ids[usize::from(n) % 8];
            enter(id, charge(bank.clone(), n), &many);
        }
        enter(ids[0], merge(&ids[1..], 8_000), &[many.clone(), banks].concat());
        let whole = last_record();
        let mut carried = terms(whole);
        carried.sort_unstable();
        assert_eq!(carried, (0..16).collect::<Vec<_>>());
        assert_eq!(owners(whole), joint(&many));
    });
}

#[test]
fn one_record_cannot_carry_more_than_it_could_have() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (first, second) = (land(alice()), land(alice()));
        for n in 0..8 {
            encumber(first, alice(), two(), n);
            encumber(second, alice(), two(), n);
        }
        let number = encumber(second, alice(), two(), 16);
        refused(Some(first), merge(&[second], 2_000), Refusal::TooManyEncumbrances);
        enter(second, Act::Discharge { number }, &[two()]);
        for n in 0..2 {
            caution(first, one(), n);
            caution(second, one(), n);
        }
        let number = caution(second, one(), 2);
        refused(Some(first), merge(&[second], 2_000), Refusal::TooManyCautions);
        enter(second, Act::Uncaution { number, cause: UncautionCause::Withdrawn }, &[one()]);
        enter(first, merge(&[second], 2_000), &[alice(), two()]);
        assert_eq!(terms(last_record()).len(), 16);
    });
}

#[test]
fn only_what_belongs_together_is_merged() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (first, second) = (land(alice()), land(alice()));
        let anothers = land(one());
        let possessory = Act::Register {
            name: hash(80),
            content: content(80),
            class: TitleClass::Possessory,
            ownership: sole(alice()),
            cites: None,
        };
        approve(lodge(bob(), None, possessory));
        let weaker = last_record();
        let unstated = title(81, Ownership::NotStated);
        let unsound = [
            (merge(&[], 1_000), Refusal::InvalidMerger),
            (merge(&[first], 2_000), Refusal::InvalidMerger),
            (merge(&[second, second], 3_000), Refusal::InvalidMerger),
            (merge(&[second], 1_999), Refusal::InvalidMerger),
            (merge(&[second], 2_001), Refusal::InvalidMerger),
            (merge(&[anothers], 2_000), Refusal::InvalidMerger),
            (merge(&[weaker], 2_000), Refusal::InvalidMerger),
            (merge(&[99], 2_000), Refusal::RecordNotFound),
            (merge(&[unstated], 2_000), Refusal::HolderNotStated),
        ];
        for (act, why) in unsound {
            refused(Some(first), act, why);
        }
        refused(None, merge(&[second], 2_000), Refusal::RecordMissing);
    });
}

#[test]
fn measures_whose_sum_no_number_tells_are_not_merged() {
    ExtBuilder.build_and_execute(|| {
        create();
        let huge = |name| Act::Register {
            name: hash(name),
            content: Content { measure: u64::MAX, ..content(name) },
            class: TitleClass::Absolute,
            ownership: sole(alice()),
            cites: None,
        };
        approve(lodge(bob(), None, huge(1)));
        approve(lodge(bob(), None, huge(2)));
        refused(Some(0), merge(&[1], u64::MAX), Refusal::InvalidMerger);
        refused(Some(0), merge(&[1], u64::MAX - 1), Refusal::InvalidMerger);
    });
}

#[test]
fn joint_owners_and_owners_of_shares_are_not_the_same_owners() {
    ExtBuilder.build_and_execute(|| {
        create();
        let first = title(1, joint(&[alice(), one()]));
        let second = title(2, shared(&[(alice(), 1), (one(), 1)], 2));
        refused(Some(first), merge(&[second], 2_000), Refusal::InvalidMerger);
    });
}

#[test]
fn what_is_not_in_force_is_not_merged() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (first, second) = (land(alice()), land(alice()));
        let dealing = agreed(first, merge(&[second], 2_000), &[alice()]);
        refused(Some(first), Act::Restore, Refusal::NotInForce);
        assert_ok!(Records::withdraw(by(bob()), REGISTER, dealing));
        enter(second, Act::StrikeOff { reason: StrikeReason::Void }, &[]);
        refused(Some(first), merge(&[second], 2_000), Refusal::NotInForce);
        refused(Some(second), merge(&[first], 2_000), Refusal::NotInForce);
    });
}

#[test]
fn the_name_is_free_or_that_of_one_of_them() {
    ExtBuilder.build_and_execute(|| {
        create();
        let first = title(1, sole(alice()));
        let second = title(2, sole(alice()));
        title(3, sole(one()));
        let named = |name| Act::Merge {
            others: Others::truncate_from(vec![second]),
            name: hash(name),
            content: Content { measure: 2_000, ..content(9) },
        };
        refused(Some(first), named(3), Refusal::NameTaken);
        enter(first, named(2), &[alice()]);
        assert_eq!(Names::<Test>::get(REGISTER, hash(2)), Some(last_record()));
    });
}

#[test]
fn a_record_of_another_register_with_the_same_number_is_not_touched() {
    ExtBuilder.build_and_execute(|| {
        create();
        let elsewhere = create();
        let (first, second) = (land(alice()), land(alice()));
        for name in [1, 2] {
            let act = first_registration(name, sole(alice()));
            assert_ok!(Records::lodge(by(bob()), elsewhere, None, act, hash(99), None));
            let dealing = Counts::<Test>::get(elsewhere).dealings - 1;
            assert_ok!(Records::approve(by(charlie()), elsewhere, dealing));
        }
        let before: Vec<_> =
            [first, second].map(|id| crate::Records::<Test>::get(elsewhere, id)).to_vec();
        enter(first, merge(&[second], 2_000), &[alice()]);
        let after: Vec<_> =
            [first, second].map(|id| crate::Records::<Test>::get(elsewhere, id)).to_vec();
        assert_eq!(before, after);
        assert!(after.iter().all(Option::is_some));
        assert_eq!(Names::<Test>::get(elsewhere, hash(1)), Some(first));
        assert_eq!(Counts::<Test>::get(elsewhere).records, 2);
    });
}

#[test]
fn what_a_court_froze_is_not_merged_away() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (first, second) = (land(alice()), land(alice()));
        let dealing = agreed(first, merge(&[second], 2_000), &[alice()]);
        assert_ok!(Records::freeze(by(ferdie()), REGISTER, second, hash(3), None));
        not_approved(charlie(), dealing, Refusal::Frozen);
        assert_eq!(record(first).status, RecordStatus::InForce);
    });
}

#[test]
fn a_split_that_is_merged_again_loses_nothing() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        encumber(id, alice(), two(), 1);
        encumber(id, alice(), one(), 2);
        let part = |name, measure| Part {
            name: hash(name),
            content: Content { measure, ..content(name) },
        };
        let parts = Parts::truncate_from(vec![part(60, 300), part(61, 700)]);
        enter(id, Act::Split { parts }, &[alice(), two(), one()]);
        enter(id + 1, merge(&[id + 2], 1_000), &[alice(), two(), one()]);
        assert_eq!(terms(last_record()), [1, 2, 1, 2]);
        assert_eq!(record(last_record()).content.measure, 1_000);
    });
}
