//! A record becomes several.

use frame_support::assert_ok;
use proptest::prelude::*;

use super::titles::*;
use crate::{
    mock::{Records, *},
    *,
};

fn part(name: u8, measure: u64) -> Part {
    Part { name: hash(name), content: Content { measure, ..content(name) } }
}

fn split(parts: &[Part]) -> Act<AccountId> {
    Act::Split { parts: Parts::truncate_from(parts.to_vec()) }
}

fn halves() -> Act<AccountId> {
    split(&[part(50, 400), part(51, 600)])
}

#[test]
fn the_parts_have_the_owners_and_add_up() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, shared(&[(alice(), 1), (one(), 2)], 3));
        needs(id, halves(), &[alice(), one()]);
        assert_eq!(record(id).status, RecordStatus::Split);
        assert_eq!(newest(id).kind, Kind::Split);
        for (part, measure) in [(id + 1, 400), (id + 2, 600)] {
            assert_eq!(record(part).status, RecordStatus::InForce);
            assert_eq!(record(part).parent, Some(id));
            assert_eq!(record(part).class, record(id).class);
            assert_eq!(record(part).content.measure, measure);
            assert_eq!(owners(part), shared(&[(alice(), 1), (one(), 2)], 3));
            assert_eq!((newest(part).kind, record(part).version), (Kind::Split, 1));
        }
        assert_eq!(Names::<Test>::get(REGISTER, hash(50)), Some(id + 1));
        assert_eq!(Names::<Test>::get(REGISTER, hash(51)), Some(id + 2));
        assert_eq!(owners(id), shared(&[(alice(), 1), (one(), 2)], 3));
    });
}

#[test]
fn every_beneficiary_has_to_consent() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        encumber(id, alice(), two(), 1);
        encumber(id, alice(), one(), 2);
        needs(id, halves(), &[alice(), two(), one()]);
    });
}

#[test]
fn each_part_carries_all_that_weighed_on_it() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        encumber(id, alice(), two(), 1);
        caution(id, one(), 5);
        encumber(id, alice(), citizen(1), 2);
        caution(id, two(), 6);
        let before = burdens(id);
        enter(id, halves(), &[alice(), two(), citizen(1)]);
        assert_eq!(burdens(id), Burdens::default());
        assert_eq!(PastBurdens::<Test>::iter_key_prefix((REGISTER, id)).count(), 4);
        for (place, part) in [id + 1, id + 2].into_iter().enumerate() {
            let after = burdens(part);
            let right = |it: &Encumbrance<_>| (it.kind, it.beneficiary.clone(), it.terms, it.rank);
            let rights = |of: &Burdens<_>| of.encumbrances.iter().map(right).collect::<Vec<_>>();
            assert_eq!(rights(&after), rights(&before));
            let claims = |of: &Burdens<AccountId>| {
                of.cautions.iter().map(|it| (it.by.clone(), it.interest)).collect::<Vec<_>>()
            };
            assert_eq!(claims(&after), claims(&before));
            let deposit = if place == 0 { CAUTION } else { 0 };
            assert!(after.cautions.iter().all(|caution| caution.deposit == deposit));
            assert!(after.encumbrances.iter().all(|it| it.since == 1 && it.replaces.is_none()));
        }
        assert_eq!(held(HoldReason::Caution, &one()), CAUTION);
    });
}

#[test]
fn a_deposit_is_returned_once_however_many_parts_carry_the_caution() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        caution(id, one(), 5);
        enter(id, halves(), &[alice()]);
        for (part, left) in [(id + 2, CAUTION), (id + 1, 0)] {
            let act = Act::Uncaution { number: 0, cause: UncautionCause::Withdrawn };
            enter(part, act, &[one()]);
            assert_eq!(held(HoldReason::Caution, &one()), left);
        }
    });
}

#[test]
fn sixteen_owners_and_sixteen_encumbrances_go_to_each_of_eight_parts() {
    ExtBuilder.build_and_execute(|| {
        create();
        let many: Vec<_> = (0..16).map(citizen).collect();
        let banks: Vec<_> = (16..32).map(citizen).collect();
        let id = title(1, joint(&many));
        for (n, bank) in (1..).zip(&banks) {
            enter(id, charge(bank.clone(), n), &many);
        }
        let parts: Vec<_> = (0..8).map(|n| part(50 + n, 125)).collect();
        enter(id, split(&parts), &[many.clone(), banks].concat());
        for part in id + 1..=id + 8 {
            assert_eq!(owners(part), joint(&many));
            assert_eq!(terms(part), (1..=16).collect::<Vec<_>>());
        }
    });
}

#[test]
fn parts_that_are_not_the_whole_are_refused() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let unsound = [
            split(&[]),
            split(&[part(50, 1_000)]),
            split(&[part(50, 1_000), part(51, 0)]),
            split(&[part(50, 0), part(51, 0)]),
            split(&[part(50, 400), part(51, 599)]),
            split(&[part(50, 400), part(51, 601)]),
            split(&[part(50, 400), part(50, 600)]),
            split(&[part(50, u64::MAX), part(51, 1_001)]),
        ];
        for act in unsound {
            refused(Some(id), act, Refusal::InvalidParts);
        }
    });
}

#[test]
fn what_has_no_measure_is_not_split() {
    ExtBuilder.build_and_execute(|| {
        create();
        let act = Act::Register {
            name: hash(1),
            content: Content { measure: 0, ..content(1) },
            class: TitleClass::Unclassed,
            ownership: sole(alice()),
            cites: None,
        };
        approve(lodge(bob(), None, act));
        let id = last_record();
        refused(Some(id), split(&[part(50, 0), part(51, 0)]), Refusal::InvalidParts);
        refused(Some(id), split(&[part(50, 1), part(51, 1)]), Refusal::InvalidParts);
    });
}

#[test]
fn names_of_other_records_are_taken() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, sole(alice()));
        title(2, sole(one()));
        let taken = split(&[part(50, 400), part(2, 600)]);
        refused(Some(id), taken, Refusal::NameTaken);
        let registration = lodge(bob(), None, first_registration(51, sole(one())));
        let dealing = agreed(id, halves(), &[alice()]);
        approve(registration);
        not_approved(charlie(), dealing, Refusal::NameTaken);
        assert_eq!(record(id).status, RecordStatus::InForce);
    });
}

#[test]
fn a_part_can_keep_the_name() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, sole(alice()));
        enter(id, split(&[part(1, 400), part(50, 600)]), &[alice()]);
        assert_eq!(Names::<Test>::get(REGISTER, hash(1)), Some(id + 1));
        assert_eq!(record(id).name, hash(1));
    });
}

#[test]
fn the_name_of_what_was_split_is_free() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = title(1, sole(alice()));
        enter(id, halves(), &[alice()]);
        assert_eq!(Names::<Test>::get(REGISTER, hash(1)), None);
        let again = title(1, sole(one()));
        assert_eq!(Names::<Test>::get(REGISTER, hash(1)), Some(again));
    });
}

#[test]
fn what_was_split_is_not_dealt_with_any_more() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        let sale = agreed(id, Act::Amend { content: content(9), cites: None }, &[alice()]);
        let parting = agreed(id, halves(), &[alice()]);
        let late = agreed(id, Act::Amend { content: content(8), cites: None }, &[alice()]);
        approve(sale);
        approve(parting);
        not_approved(charlie(), late, Refusal::NotInForce);
        refused(Some(id), halves(), Refusal::NotInForce);
        let restore = Act::Restore;
        refused(Some(id), restore, Refusal::NotInForce);
    });
}

#[test]
fn a_freeze_that_is_over_is_not_carried_on() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        assert_ok!(Records::freeze(by(ferdie()), REGISTER, id, hash(3), Some(TODAY)));
        let dealing = agreed(id, halves(), &[alice()]);
        not_approved(charlie(), dealing, Refusal::Frozen);
        pass_days(1);
        approve(dealing);
        assert_eq!(burdens(id), Burdens::default());
        assert_eq!(burdens(id + 1), Burdens::default());
    });
}

#[test]
fn a_split_is_of_a_record() {
    ExtBuilder.build_and_execute(|| {
        create();
        let id = land(alice());
        refused(None, halves(), Refusal::RecordMissing);
        refused(Some(id + 1), halves(), Refusal::RecordNotFound);
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]
    #[test]
    fn measures_always_add_up(measures in prop::collection::vec(0..600_u64, 0..=8)) {
        ExtBuilder.build_and_execute(|| {
            create();
            let id = land(alice());
            let mut parts: Vec<_> =
                (50..).zip(&measures).map(|(name, measure)| part(name, *measure)).collect();
            let sum: u64 = measures.iter().sum();
            if let (Some(rest), Some(last)) = (1_000_u64.checked_sub(sum), parts.last_mut()) {
                last.content.measure += rest;
            }
            let sum: u64 = parts.iter().map(|part| part.content.measure).sum();
            let none_empty = parts.iter().all(|part| part.content.measure > 0);
            if parts.len() > 1 && sum == 1_000 && none_empty {
                enter(id, split(&parts), &[alice()]);
                let entered: u64 =
                    (id + 1..=last_record()).map(|it| record(it).content.measure).sum();
                assert_eq!(entered, 1_000);
            } else {
                refused(Some(id), split(&parts), Refusal::InvalidParts);
            }
        });
    }
}
