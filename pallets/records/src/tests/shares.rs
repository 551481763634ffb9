//! The arithmetic of shares.

use std::collections::BTreeMap;

use frame_support::BoundedVec;
use proptest::prelude::*;

use super::titles::*;
use crate::{mock::*, *};

/// Numerators of at most so many owners.
fn numerators(most: usize) -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(0..1_000_u32, 0..=most)
}

fn of_citizens(numerators: &[u32], denominator: u32) -> Ownership<AccountId> {
    let owners: Vec<_> =
        (0..).zip(numerators).map(|(n, numerator)| (citizen(n), *numerator)).collect();
    shared(&owners, denominator)
}

/// Whom a change affects, found in another way: what everybody has is brought to one denominator.
fn affected(before: &[u32], after: &[u32]) -> Vec<Party<AccountId>> {
    let sum = |numerators: &[u32]| numerators.iter().copied().map(u64::from).sum::<u64>();
    let (total_before, total_after) = (sum(before), sum(after));
    let at = |numerators: &[u32], n: usize| numerators.get(n).copied().map_or(0, u64::from);
    (0..before.len().max(after.len()))
        .filter(|n| at(before, *n) * total_after != at(after, *n) * total_before)
        .map(|n| account(citizen(u8::try_from(n).unwrap())))
        .collect()
}

/// What somebody has: a reduced fraction, or all of it together with these.
#[derive(Debug, Eq, PartialEq)]
enum Right {
    Fraction(u64, u64),
    Together(Vec<AccountId>),
}

fn fraction(numerator: u32, denominator: u32) -> Right {
    let (numerator, denominator) = (u64::from(numerator), u64::from(denominator));
    let divisor = (1..=denominator)
        .rev()
        .find(|it| numerator.is_multiple_of(*it) && denominator.is_multiple_of(*it))
        .unwrap();
    Right::Fraction(numerator / divisor, denominator / divisor)
}

/// What each owner has.
fn rights(ownership: &Ownership<AccountId>) -> BTreeMap<AccountId, Right> {
    let who = |party: &Party<AccountId>| match party {
        Party::Account(who) => who.clone(),
        other => unreachable!("all are accounts: {other:?}"),
    };
    match ownership {
        Ownership::NotStated => BTreeMap::new(),
        Ownership::Sole(owner) => [(who(owner), fraction(1, 1))].into(),
        Ownership::Joint(owners) => {
            let mut all: Vec<_> = owners.iter().map(who).collect();
            all.sort();
            all.iter().map(|who| (who.clone(), Right::Together(all.clone()))).collect()
        }
        Ownership::Shared { shares, denominator } => shares
            .iter()
            .map(|share| (who(&share.party), fraction(share.numerator, *denominator)))
            .collect(),
    }
}

/// Owners of any kind, out of four.
fn any_owners() -> impl Strategy<Value = Ownership<AccountId>> {
    let some = |least: usize| prop::sample::subsequence((0..4_u8).collect::<Vec<_>>(), least..=4);
    prop_oneof![
        (0..4_u8).prop_map(|n| sole(citizen(n))),
        some(2)
            .prop_shuffle()
            .prop_map(|owners| { joint(&owners.into_iter().map(citizen).collect::<Vec<_>>()) }),
        (some(2).prop_shuffle(), prop::collection::vec(1..4_u32, 4)).prop_map(|(owners, parts)| {
            let shares: Vec<_> = owners.into_iter().map(citizen).zip(parts).collect();
            let sum = shares.iter().map(|(_, part)| part).sum();
            shared(&shares, sum)
        }),
    ]
}

proptest! {
    #[test]
    fn whoever_has_another_right_is_affected_and_nobody_else(
        before in any_owners(),
        after in any_owners(),
    ) {
        prop_assert!(before.is_sound() && after.is_sound());
        let (had, has) = (rights(&before), rights(&after));
        let everybody = had.keys().chain(has.keys());
        let mut changed: Vec<_> = everybody.filter(|who| had.get(*who) != has.get(*who)).collect();
        changed.sort();
        changed.dedup();
        let mut found = before.affected_by(&after);
        found.sort_by_key(|party| codec::Encode::encode(*party));
        let changed: Vec<_> = changed.into_iter().cloned().map(account).collect();
        prop_assert_eq!(found, changed.iter().collect::<Vec<_>>());
        prop_assert_eq!(before.is_same_as(&after), changed.is_empty());
    }

    #[test]
    fn shares_are_sound_exactly_when_they_are_one(
        numerators in numerators(16),
        off in 0..3_u32,
    ) {
        let sum: u32 = numerators.iter().sum();
        let sound = numerators.len() > 1 && numerators.iter().all(|it| *it > 0) && off == 0;
        prop_assert_eq!(of_citizens(&numerators, sum + off).is_sound(), sound);
    }

    #[test]
    fn whoever_gets_more_or_less_is_affected_whatever_the_denominators(
        before in prop::collection::vec(1..5_u32, 2..=16),
        after in prop::collection::vec(1..5_u32, 2..=16),
    ) {
        let old = of_citizens(&before, before.iter().sum());
        let new = of_citizens(&after, after.iter().sum());
        let mut found: Vec<_> = old.affected_by(&new).into_iter().cloned().collect();
        found.sort_by_key(codec::Encode::encode);
        prop_assert_eq!(found, affected(&before, &after));
    }

    #[test]
    fn the_same_shares_over_a_multiple_are_the_same(
        numerators in prop::collection::vec(1..1_000_u32, 2..=16),
        factor in 1..1_000_u32,
    ) {
        let sum: u32 = numerators.iter().sum();
        let scaled: Vec<_> = numerators.iter().map(|it| it * factor).collect();
        let (old, new) = (of_citizens(&numerators, sum), of_citizens(&scaled, sum * factor));
        prop_assert!(old.is_same_as(&new) && new.is_same_as(&old));
    }
}

#[test]
fn the_greatest_shares_are_told_apart() {
    let most = u32::MAX;
    let one_less = shared(&[(alice(), most - 1), (one(), 1)], most);
    let two_less = shared(&[(alice(), most - 3), (one(), 2)], most - 1);
    assert!(one_less.is_sound() && two_less.is_sound());
    assert_eq!(one_less.affected_by(&two_less), [&account(alice()), &account(one())]);
    assert!(one_less.is_same_as(&one_less));
}

#[test]
fn shares_that_add_up_to_more_than_there_are_numbers_are_not_one() {
    assert!(!shared(&[(alice(), u32::MAX), (one(), 1)], 0).is_sound());
    assert!(!shared(&[(alice(), u32::MAX), (one(), u32::MAX)], u32::MAX - 1).is_sound());
}

#[test]
fn one_who_owns_all_has_one_whole() {
    let half = shared(&[(alice(), 1), (one(), 1)], 2);
    assert_eq!(sole(alice()).affected_by(&half), [&account(alice()), &account(one())]);
    assert_eq!(half.affected_by(&sole(alice())), [&account(alice()), &account(one())]);
    assert_eq!(sole(alice()).affected_by(&sole(one())), [&account(alice()), &account(one())]);
    assert!(sole(alice()).is_same_as(&sole(alice())));
}

#[test]
fn joint_owners_are_not_owners_of_equal_shares() {
    let together = joint(&[alice(), one()]);
    let apart = shared(&[(alice(), 1), (one(), 1)], 2);
    assert!(!together.is_same_as(&apart));
    assert_eq!(together.affected_by(&apart).len(), 2);
    assert!(together.is_same_as(&joint(&[one(), alice()])));
    assert!(!together.is_same_as(&joint(&[one(), alice(), two()])));
    assert!(!together.is_same_as(&sole(alice())));
}

#[test]
fn what_is_not_stated_is_nobodys() {
    let unknown = Ownership::<AccountId>::NotStated;
    assert!(unknown.is_sound() && !unknown.is_stated());
    assert!(unknown.is_same_as(&Ownership::NotStated));
    assert_eq!(unknown.affected_by(&sole(alice())), [&account(alice())]);
}

#[test]
fn parties_of_different_kinds_are_different_parties() {
    let parties = vec![
        Party::Person(hash(1)),
        Party::Person(hash(2)),
        Party::Record { register: 0, record: 1 },
        Party::Record { register: 1, record: 0 },
        account(alice()),
    ];
    let owners: Ownership<AccountId> = Ownership::Joint(BoundedVec::truncate_from(parties));
    assert!(owners.is_sound());
}
