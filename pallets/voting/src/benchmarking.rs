//! The cost of each call in its worst case: full timelines, a delegate that counts and another one
//! that waits to.

use alloc::{vec, vec::Vec};

use althing_primitives::{
    poll::{Ballots as _, Electorate},
    say::Say,
    Balance, EpochIndex, ProposalId,
};
use frame_benchmarking::{account, v2::*, BenchmarkError};
use frame_support::{
    traits::{
        fungible::{Mutate, MutateHold},
        tokens::{Fortitude, Precision},
        Polling,
    },
    BoundedVec,
};
use frame_system::RawOrigin;
use sp_runtime::traits::SaturatedConversion;

use crate::{records::Clock, *};

/// What the caller stakes in each tier, and has unlocking in each entry.
const PART: Balance = 1_000_000_000_000_000;
/// What all others have, in sums that the caller's own is part of.
const OTHERS: Balance = 1_000 * PART;
/// The most entries that are cleaned up at once.
const MANY: u32 = 100;
/// A poll that is not a real one.
const POLL: ProposalId = ProposalId::MAX;

/// Sets the rules under which timelines are the longest, in an epoch in which they can be full.
fn prepare<T: Config>() -> Clock {
    Settings::<T>::mutate(|rules| {
        rules.warm_up = MAX_WARM_UP;
        rules.retention = MAX_CHECKPOINTS - MAX_WARM_UP - 2;
    });
    let block = Settings::<T>::get().starts_at(2 * MAX_CHECKPOINTS);
    frame_system::Pallet::<T>::set_block_number(block.saturated_into());
    let clock = Pallet::<T>::clock();
    Total::<T>::put(sums(&clock));
    clock
}

/// A timeline with as many checkpoints as can be remembered.
fn full<V>(clock: &Clock, value: impl Fn(EpochIndex) -> V) -> Timeline<V> {
    (clock.horizon()..=clock.settled())
        .map(|epoch| (epoch, value(epoch)))
        .collect::<Vec<_>>()
        .into()
}

/// A full timeline of sums that have room for the caller's part.
fn sums(clock: &Clock) -> Timeline<Say> {
    full(clock, |epoch| {
        let sum = OTHERS + Balance::from(epoch);
        Say { stake: sum, power: sum, root: sum }
    })
}

/// The delegate that counts until everything is settled.
fn first<T: Config>() -> T::AccountId {
    account("first", 0, 0)
}

/// The delegate that counts once everything is settled.
fn second<T: Config>() -> T::AccountId {
    account("second", 0, 0)
}

/// An account that has staked in every tier, has a full list of unlocked amounts, has received say,
/// has one delegate that counts and another one that waits to; and timelines are full.
fn caller<T: Config>(clock: &Clock) -> T::AccountId
where
    T::Currency: Mutate<T::AccountId>,
{
    let who: T::AccountId = whitelisted_caller();
    T::Currency::set_balance(&who, OTHERS);
    let mut ledger = StakeLedger::default();
    for (staked, _) in ledger.tiers.iter_mut().zip(clock.rules.tiers.iter()) {
        *staked = PART;
    }
    let entry = Unlocking { tier: 0, amount: PART, unlocks_at: 1 };
    ledger.unlocking = BoundedVec::truncate_from(vec![entry; MAX_UNLOCKING as usize]);
    T::Currency::hold(&HoldReason::Stake.into(), &who, ledger.total()).expect("has plenty");

    let own = full(clock, |epoch| {
        let mut tiers = ledger.tiers;
        tiers[0] -= Balance::from(clock.settled() - epoch);
        let delegate = if epoch < clock.settled() { first::<T>() } else { second::<T>() };
        Position { tiers, delegate: Some(delegate) }
    });
    Own::<T>::insert(&who, own);
    Stakes::<T>::insert(&who, ledger);
    for account in [&who, &first::<T>(), &second::<T>()] {
        Received::<T>::insert(account, sums(clock));
    }
    who
}

/// Opens a poll in which the caller's delegate has voted, and from the caller's own delegators one.
fn contested<T: Config>(who: &T::AccountId) -> Result<ProposalId, BenchmarkError> {
    let class = T::Polls::classes().first().copied().ok_or("there is no track")?;
    let poll = T::Polls::create_ongoing(class).map_err(|()| "no poll can be opened")?;
    Pallet::<T>::vote(RawOrigin::Signed(first::<T>()).into(), poll, Choice::Nay)?;
    Retracted::<T>::insert(poll, who, Say::of_account(1, 1));
    Ok(poll)
}

/// A closed poll with entries to clean up.
fn leftovers<T: Config>(entries: u32) {
    Closed::<T>::insert(POLL, ());
    let ballot = Ballot { choice: Choice::Aye, say: Say::of_account(PART, PART) };
    for index in 0..entries {
        Ballots::<T>::insert(POLL, account::<T::AccountId>("voter", index, 0), ballot);
    }
}

/// Takes a little of what an account has staked.
fn slash<T: Config>(who: &T::AccountId) -> Result<(), BenchmarkError> {
    let reason = HoldReason::Stake.into();
    T::Currency::burn_held(&reason, who, 10 * PART / 3, Precision::Exact, Fortitude::Force)?;
    Ok(())
}

#[benchmarks(where T::Currency: Mutate<T::AccountId>)]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn stake() {
        let clock = prepare::<T>();
        let who = caller::<T>(&clock);

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), 0, PART);

        assert_eq!(Stakes::<T>::get(&who).staked_in(0), 2 * PART);
    }

    #[benchmark]
    fn unstake() {
        let clock = prepare::<T>();
        let who = caller::<T>(&clock);
        Stakes::<T>::mutate(&who, |ledger| ledger.unlocking.pop());

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), 0, PART / 2);

        assert_eq!(Stakes::<T>::get(&who).unlocking.len(), MAX_UNLOCKING as usize);
    }

    #[benchmark]
    fn cancel_unstake() {
        let clock = prepare::<T>();
        let who = caller::<T>(&clock);

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), 0);

        assert_eq!(Stakes::<T>::get(&who).staked_in(0), 2 * PART);
    }

    #[benchmark]
    fn withdraw() -> Result<(), BenchmarkError> {
        let clock = prepare::<T>();
        let who = caller::<T>(&clock);
        slash::<T>(&who)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), who.clone());

        assert!(Stakes::<T>::get(&who).unlocking.is_empty());
        Ok(())
    }

    #[benchmark]
    fn delegate() {
        let clock = prepare::<T>();
        let who = caller::<T>(&clock);
        let to: T::AccountId = account("third", 0, 0);
        Received::<T>::insert(&to, sums(&clock));

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), to.clone());

        assert_eq!(Own::<T>::get(&who).newest().delegate, Some(to));
    }

    #[benchmark]
    fn undelegate() {
        let clock = prepare::<T>();
        let who = caller::<T>(&clock);

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()));

        assert_eq!(Own::<T>::get(&who).newest().delegate, None);
    }

    #[benchmark]
    fn vote() -> Result<(), BenchmarkError> {
        let clock = prepare::<T>();
        let who = caller::<T>(&clock);
        let poll = contested::<T>(&who)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), poll, Choice::Aye);

        assert!(Retracted::<T>::contains_key(poll, first::<T>()));
        Ok(())
    }

    #[benchmark]
    fn withdraw_ballot() -> Result<(), BenchmarkError> {
        let clock = prepare::<T>();
        let who = caller::<T>(&clock);
        let poll = contested::<T>(&who)?;
        Pallet::<T>::vote(RawOrigin::Signed(who.clone()).into(), poll, Choice::Aye)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), poll);

        assert!(!Ballots::<T>::contains_key(poll, &who));
        assert!(!Retracted::<T>::contains_key(poll, first::<T>()));
        Ok(())
    }

    #[benchmark]
    fn clean(n: Linear<0, MANY>) {
        leftovers::<T>(n);

        #[extrinsic_call]
        _(RawOrigin::Signed(whitelisted_caller()), POLL, n + 1);

        assert!(!Closed::<T>::contains_key(POLL));
    }

    #[benchmark]
    fn rebase() -> Result<(), BenchmarkError> {
        let clock = prepare::<T>();
        let who = caller::<T>(&clock);
        slash::<T>(&who)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), who.clone());

        assert!(Stakes::<T>::get(&who).staked() < PART * clock.rules.tiers.len() as Balance);
        Ok(())
    }

    #[benchmark]
    fn cleaning_step(n: Linear<0, MANY>) {
        leftovers::<T>(n);

        #[block]
        {
            Pallet::<T>::clean_step(n + 1);
        }

        assert!(!Closed::<T>::contains_key(POLL));
    }

    #[benchmark]
    fn open() -> Result<(), BenchmarkError> {
        prepare::<T>();

        #[block]
        {
            Pallet::<T>::open(POLL, Default::default(), Electorate::Tokens)?;
        }

        assert!(OpenPolls::<T>::contains_key(POLL));
        Ok(())
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
