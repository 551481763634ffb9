use althing_primitives::{Balance, BlockNumber};
use frame_support::{dispatch::DispatchResult, ensure};

use crate::{Config, Error, Event, Pallet, StakeLedger, Stakes, TierIndex, Unlocking};

impl<T: Config> Pallet<T> {
    /// Has staked tokens stop counting with the next epoch, from which their lock runs: who decided
    /// with them in this epoch bears the outcome for the whole of the lock.
    pub(crate) fn do_unstake(
        who: T::AccountId,
        tier: TierIndex,
        amount: Balance,
    ) -> DispatchResult {
        ensure!(amount > 0, Error::<T>::ZeroAmount);
        let clock = Self::clock();
        let lock = clock.rules.tier(tier).ok_or(Error::<T>::UnknownTier)?.lock;
        let counts_until = clock.next_epoch();
        let unlocks_at = clock.rules.starts_at(counts_until).saturating_add(lock);

        let mut ledger = Stakes::<T>::get(&who);
        let total =
            ledger.staked_in(tier).checked_sub(amount).ok_or(Error::<T>::InsufficientStake)?;
        if let Some(staked) = ledger.tiers.get_mut(usize::from(tier)) {
            *staked = total;
        }
        Self::start_unlocking(&mut ledger, tier, amount, unlocks_at)?;
        Self::cap_own(&who, &clock, &ledger)?;
        Self::put_ledger(&who, ledger);

        let event = Event::UnstakeStarted { who, tier, amount, total, counts_until, unlocks_at };
        Self::deposit_event(event);
        Ok(())
    }

    /// Notes when an amount can be withdrawn; amounts of one tier and one block are one.
    fn start_unlocking(
        ledger: &mut StakeLedger,
        tier: TierIndex,
        amount: Balance,
        unlocks_at: BlockNumber,
    ) -> Result<(), Error<T>> {
        let same = |entry: &&mut Unlocking| entry.tier == tier && entry.unlocks_at == unlocks_at;
        if let Some(entry) = ledger.unlocking.iter_mut().find(same) {
            entry.amount = entry.amount.saturating_add(amount);
            return Ok(());
        }
        let entry = Unlocking { tier, amount, unlocks_at };
        ledger.unlocking.try_push(entry).map_err(|_| Error::<T>::TooManyUnlocking)
    }
}
