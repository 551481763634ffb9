//! Everybody's say over time, and how a change of one account's own reaches the sums.

use alloc::vec::Vec;

use althing_primitives::{apis::AccountSay, say::Say, Balance, BlockNumber, EpochIndex};
use frame_support::dispatch::DispatchResult;
use sp_runtime::{traits::SaturatedConversion, ArithmeticError, DispatchError};

use crate::{
    Config, Own, Pallet, Position, Received, Rules, Settings, StakeLedger, Stakes, TierIndex,
    Timeline, Total,
};

/// What an account has of its own over time.
pub(crate) type OwnLine<T> = Timeline<Position<<T as frame_system::Config>::AccountId>>;

/// The rules, and when it is: what every change of say depends on.
pub(crate) struct Clock {
    /// The rules.
    pub rules: Rules,
    /// The epoch of this block.
    pub epoch: EpochIndex,
}

impl Clock {
    /// The epoch from which a change counts that takes say away: the next one.
    pub fn next_epoch(&self) -> EpochIndex {
        self.epoch.saturating_add(1)
    }

    /// The epoch from which a change counts that gives say: after the warm-up.
    pub fn settled(&self) -> EpochIndex {
        self.next_epoch().saturating_add(self.rules.warm_up)
    }

    /// The oldest epoch that is remembered.
    pub fn horizon(&self) -> EpochIndex {
        self.rules.horizon(self.epoch)
    }
}

impl<T: Config> Pallet<T> {
    /// This block.
    pub(crate) fn now() -> BlockNumber {
        frame_system::Pallet::<T>::block_number().saturated_into()
    }

    /// The rules, and the epoch of this block.
    pub(crate) fn clock() -> Clock {
        let rules = Settings::<T>::get();
        let epoch = rules.epoch_at(Self::now());
        Clock { rules, epoch }
    }

    /// What an account counts for, and what will count later.
    pub fn account_say(who: &T::AccountId) -> AccountSay<T::AccountId> {
        let clock = Self::clock();
        let own = Own::<T>::get(who);
        let say = |position: &Position<T::AccountId>| {
            clock.rules.say(&position.tiers).unwrap_or_default()
        };
        let now = own.at(clock.epoch);
        AccountSay {
            epoch: clock.epoch,
            next_epoch_at: clock.rules.starts_at(clock.next_epoch()),
            own: say(&now),
            received: Received::<T>::get(who).at(clock.epoch),
            delegate: now.delegate,
            settled_from: own.settled_from().max(clock.epoch),
            settled: say(&own.newest()),
        }
    }

    /// Changes what an account has of its own from an epoch on, and every sum that it is part of.
    /// `points` are later epochs in which the change itself changes.
    pub(crate) fn change_own(
        who: &T::AccountId,
        clock: &Clock,
        from: EpochIndex,
        points: &[EpochIndex],
        change: impl Fn(
            EpochIndex,
            Position<T::AccountId>,
        ) -> Result<Position<T::AccountId>, DispatchError>,
    ) -> DispatchResult {
        let mut old = Own::<T>::get(who);
        old.prune(clock.horizon());
        let new = old.change_from(from, points, change)?;
        Self::settle_sums(clock, from, &old, &new)?;
        put_or_remove(&new, |line| Own::<T>::insert(who, line), || Own::<T>::remove(who));
        Ok(())
    }

    /// Adds to a tier of an account, from an epoch on.
    pub(crate) fn add_own(
        who: &T::AccountId,
        clock: &Clock,
        from: EpochIndex,
        tier: TierIndex,
        amount: Balance,
    ) -> DispatchResult {
        Self::change_own(who, clock, from, &[], |_, mut position| {
            let staked =
                position.tiers.get_mut(usize::from(tier)).ok_or(DispatchError::Corruption)?;
            *staked = staked.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
            Ok(position)
        })
    }

    /// Caps what an account has in each tier at what its ledger says, from the next epoch on.
    pub(crate) fn cap_own(
        who: &T::AccountId,
        clock: &Clock,
        ledger: &StakeLedger,
    ) -> DispatchResult {
        Self::change_own(who, clock, clock.next_epoch(), &[], |_, mut position| {
            for (counted, staked) in position.tiers.iter_mut().zip(ledger.tiers.iter()) {
                *counted = (*counted).min(*staked);
            }
            Ok(position)
        })
    }

    /// Stores an account's ledger, or nothing if nothing is on hold.
    pub(crate) fn put_ledger(who: &T::AccountId, ledger: StakeLedger) {
        if ledger == StakeLedger::default() {
            Stakes::<T>::remove(who);
        } else {
            Stakes::<T>::insert(who, ledger);
        }
    }

    /// Brings the total, and what each delegate receives, in line with a change of one account's
    /// own from `old` to `new`, which are equal before the epoch `from`.
    fn settle_sums(
        clock: &Clock,
        from: EpochIndex,
        old: &OwnLine<T>,
        new: &OwnLine<T>,
    ) -> DispatchResult {
        let points = Points::<T>::read(&clock.rules, from, old, new)?;

        let total = points.shift(clock, Total::<T>::get(), |_| true)?;
        Total::<T>::put(total);

        for delegate in points.delegates() {
            let to_delegate =
                |position: &Position<T::AccountId>| position.delegate.as_ref() == Some(&delegate);
            let received = points.shift(clock, Received::<T>::get(&delegate), to_delegate)?;
            put_or_remove(
                &received,
                |line| Received::<T>::insert(&delegate, line),
                || Received::<T>::remove(&delegate),
            );
        }
        Ok(())
    }
}

/// One account's own in one epoch, before and after a change.
struct Point<AccountId> {
    epoch: EpochIndex,
    old: Position<AccountId>,
    old_say: Say,
    new: Position<AccountId>,
    new_say: Say,
}

/// A change of one account's own: every epoch in which something changes before it or after it.
struct Points<T: Config>(Vec<Point<T::AccountId>>);

impl<T: Config> Points<T> {
    fn read(
        rules: &Rules,
        from: EpochIndex,
        old: &OwnLine<T>,
        new: &OwnLine<T>,
    ) -> Result<Self, DispatchError> {
        let mut epochs: Vec<EpochIndex> = old.changes_from(from).collect();
        epochs.extend(new.changes_from(from));
        epochs.push(from);
        epochs.sort_unstable();
        epochs.dedup();

        let say = |position: &Position<T::AccountId>| {
            rules.say(&position.tiers).ok_or(ArithmeticError::Overflow)
        };
        let point = |epoch| {
            let (old, new) = (old.at(epoch), new.at(epoch));
            let (old_say, new_say) = (say(&old)?, say(&new)?);
            Ok(Point { epoch, old, old_say, new, new_say })
        };
        epochs.into_iter().map(point).collect::<Result<_, DispatchError>>().map(Self)
    }

    /// Everybody who is a delegate before the change or after it, at some time: no more than two
    /// before and two after, for no more than one delegation waits to count.
    fn delegates(&self) -> Vec<T::AccountId> {
        let mut delegates: Vec<T::AccountId> = self
            .0
            .iter()
            .flat_map(|point| [&point.old, &point.new])
            .filter_map(|position| position.delegate.clone())
            .collect();
        delegates.sort_unstable();
        delegates.dedup();
        delegates
    }

    /// A sum after the change, of which those positions are part that `counts` names.
    fn shift(
        &self,
        clock: &Clock,
        mut sum: Timeline<Say>,
        counts: impl Fn(&Position<T::AccountId>) -> bool,
    ) -> Result<Timeline<Say>, DispatchError> {
        sum.prune(clock.horizon());
        let Some(first) = self.0.first() else { return Ok(sum) };
        let epochs: Vec<EpochIndex> = self.0.iter().map(|point| point.epoch).collect();
        sum.change_from(first.epoch, &epochs, |epoch, say| {
            let point = self.0.iter().rev().find(|point| point.epoch <= epoch).unwrap_or(first);
            let part = |position, say| if counts(position) { say } else { Say::default() };
            let without = say
                .checked_sub(&part(&point.old, point.old_say))
                .ok_or(ArithmeticError::Underflow)?;
            let with = without
                .checked_add(&part(&point.new, point.new_say))
                .ok_or(ArithmeticError::Overflow)?;
            Ok(with)
        })
    }
}

/// Stores a timeline, or removes it if nothing holds at any time.
fn put_or_remove<V: Clone + Default + PartialEq>(
    line: &Timeline<V>,
    put: impl FnOnce(&Timeline<V>),
    remove: impl FnOnce(),
) {
    if line.checkpoints().is_empty() {
        remove();
    } else {
        put(line);
    }
}
