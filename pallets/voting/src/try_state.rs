//! What always holds.

use alloc::collections::BTreeMap;

use althing_primitives::{poll::PollInspect, say::Say, EpochIndex, ProposalId};
use frame_support::{
    ensure,
    traits::{fungible::InspectHold, Polling},
};
use sp_runtime::DispatchError;

use crate::{
    records::Clock, Ballots, Closed, Config, HoldReason, OpenPolls, Own, Pallet, Received,
    Retracted, Settings, Stakes, Tally, Total,
};

impl<T: Config> Pallet<T> {
    /// Checks every invariant:
    ///
    /// 1. What an account's ledger says is on hold is what is on hold, and no part of a ledger is
    ///    stored empty. (Where another pallet has taken tokens that are on hold, this holds again
    ///    after a rebase.)
    /// 2. The newest of what an account has of its own is what its ledger says it stakes; nobody is
    ///    their own delegate.
    /// 3. Every timeline is in order, changes something with each checkpoint, and reaches no
    ///    further than the warm-up does.
    /// 4. In every epoch that is remembered or to come, the total is the sum of everybody's own.
    /// 5. In every such epoch, what an account receives is the sum of what its delegators have of
    ///    their own.
    /// 6. No open poll is older than what is remembered, none waits to be cleaned up, and each
    ///    reads say as of the epoch in which its decision started.
    /// 7. What is retracted from a delegate in an open poll is the sum of what its delegators with
    ///    a ballot of their own had.
    /// 8. What a ballot in an open poll counts for is own and received say less what is retracted.
    /// 9. The count of an open poll is the sum of its ballots.
    /// 10. Every ballot and every retraction belongs to a poll that is open or waits to be cleaned
    ///     up.
    pub fn do_try_state() -> Result<(), DispatchError> {
        let clock = Self::clock();
        Self::check_ledgers()?;
        Self::check_order(&clock)?;
        Self::check_sums(&clock)?;
        for (poll, epoch) in OpenPolls::<T>::iter() {
            Self::check_poll(&clock, poll, epoch)?;
            Self::check_ballots(poll, epoch)?;
        }
        Self::check_leftovers()
    }

    /// Invariants 1 and 2.
    fn check_ledgers() -> Result<(), DispatchError> {
        for (who, ledger) in Stakes::<T>::iter() {
            let on_hold = T::Currency::balance_on_hold(&HoldReason::Stake.into(), &who);
            ensure!(on_hold == ledger.total(), "1: the ledger differs from what is on hold");
            let empty = ledger.unlocking.iter().any(|entry| entry.amount == 0);
            ensure!(!empty && ledger.total() > 0, "1: an empty amount is stored");
            let own = Own::<T>::get(&who).newest();
            ensure!(own.tiers == ledger.tiers, "2: own say differs from what is staked");
        }
        for (who, own) in Own::<T>::iter() {
            ensure!(own.newest().tiers == Stakes::<T>::get(&who).tiers, "2: own say without stake");
            let itself = own.checkpoints().iter().any(|c| c.value.delegate.as_ref() == Some(&who));
            ensure!(!itself, "2: an account is its own delegate");
        }
        Ok(())
    }

    /// Invariant 3.
    fn check_order(clock: &Clock) -> Result<(), DispatchError> {
        let orderly = Own::<T>::iter_values()
            .all(|own| own.is_orderly() && own.settled_from() <= clock.settled())
            && Received::<T>::iter_values()
                .chain([Total::<T>::get()])
                .all(|sum| sum.is_orderly() && sum.settled_from() <= clock.settled());
        ensure!(orderly, "3: a timeline is out of order");
        Ok(())
    }

    /// Invariants 4 and 5.
    fn check_sums(clock: &Clock) -> Result<(), DispatchError> {
        let epochs = || clock.horizon()..=clock.settled();
        let mut totals = BTreeMap::<EpochIndex, Say>::new();
        let mut received = BTreeMap::<(T::AccountId, EpochIndex), Say>::new();
        for own in Own::<T>::iter_values() {
            for epoch in epochs() {
                let position = own.at(epoch);
                let say = clock.rules.say(&position.tiers).ok_or("4: own say overflows")?;
                add(totals.entry(epoch).or_default(), &say)?;
                if let Some(delegate) = position.delegate {
                    add(received.entry((delegate, epoch)).or_default(), &say)?;
                }
            }
        }
        for epoch in epochs() {
            let total = totals.get(&epoch).copied().unwrap_or_default();
            ensure!(Total::<T>::get().at(epoch) == total, "4: the total is not the sum");
            for (who, line) in Received::<T>::iter() {
                let sum = received.remove(&(who, epoch)).unwrap_or_default();
                ensure!(line.at(epoch) == sum, "5: what is received is not the sum");
            }
        }
        let nothing_left = received.values().all(|say| *say == Say::default());
        ensure!(nothing_left, "5: what is delegated is not received");
        Ok(())
    }

    /// Invariant 6.
    fn check_poll(clock: &Clock, poll: ProposalId, epoch: EpochIndex) -> Result<(), DispatchError> {
        ensure!(epoch >= clock.horizon(), "6: an open poll is older than what is remembered");
        ensure!(epoch <= clock.epoch, "6: an open poll reads a future epoch");
        ensure!(!Closed::<T>::contains_key(poll), "6: an open poll waits to be cleaned up");
        if let Some(open) = T::Polls::poll(poll) {
            let began = Settings::<T>::get().epoch_at(open.began);
            ensure!(began == epoch, "6: a poll reads another epoch than the one it began in");
        }
        Ok(())
    }

    /// Invariants 7, 8 and 9.
    fn check_ballots(poll: ProposalId, epoch: EpochIndex) -> Result<(), DispatchError> {
        let mut retracted = BTreeMap::<T::AccountId, Say>::new();
        let mut count = Tally::of_tokens(epoch, 0);
        for (who, ballot) in Ballots::<T>::iter_prefix(poll) {
            count.add(&ballot)?;
            let standing = Self::standing(&who, epoch)?;
            if let Some(delegate) = standing.delegate {
                add(retracted.entry(delegate).or_default(), &standing.own)?;
            }
            let mut counts = ballot.say;
            add(&mut counts, &Retracted::<T>::get(poll, &who))?;
            let given = standing.own.checked_add(&standing.received);
            ensure!(Some(counts) == given, "8: a ballot counts for more or less than it should");
        }
        retracted.retain(|_, say| *say != Say::default());
        let stored: BTreeMap<_, _> = Retracted::<T>::iter_prefix(poll).collect();
        ensure!(stored == retracted, "7: what is retracted is not the sum");

        if let Some((tally, _)) = T::Polls::as_ongoing(poll) {
            for (house, counted) in count.houses.iter_mut().zip(tally.houses.iter()) {
                house.electorate = counted.electorate;
            }
            ensure!(tally == count, "9: the count is not the sum of the ballots");
        }
        Ok(())
    }

    /// Invariant 10.
    fn check_leftovers() -> Result<(), DispatchError> {
        let known = |poll| OpenPolls::<T>::contains_key(poll) || Closed::<T>::contains_key(poll);
        let ballots = Ballots::<T>::iter_keys().map(|(poll, _)| poll);
        let retracted = Retracted::<T>::iter_keys().map(|(poll, _)| poll);
        ensure!(ballots.chain(retracted).all(known), "10: a ballot belongs to no poll");
        Ok(())
    }
}

/// Adds to a sum.
fn add(sum: &mut Say, say: &Say) -> Result<(), DispatchError> {
    *sum = sum.checked_add(say).ok_or("a sum of say overflows")?;
    Ok(())
}
