use frame_support::{dispatch::DispatchResult, ensure};

use crate::{Config, Error, Event, Pallet, Stakes};

impl<T: Config> Pallet<T> {
    /// Stakes again an amount whose lock is running out.
    pub(crate) fn do_cancel_unstake(who: T::AccountId, index: u32) -> DispatchResult {
        let clock = Self::clock();
        let mut ledger = Stakes::<T>::get(&who);
        let index = usize::try_from(index).map_err(|_| Error::<T>::UnknownUnlocking)?;
        ensure!(index < ledger.unlocking.len(), Error::<T>::UnknownUnlocking);
        let entry = ledger.unlocking.remove(index);
        Stakes::<T>::insert(&who, ledger);

        let (tier, amount) = (entry.tier, entry.amount);
        let total = Self::add_stake(&who, &clock, tier, amount)?;
        let counts_from = clock.settled();
        Self::deposit_event(Event::UnstakeCancelled { who, tier, amount, total, counts_from });
        Ok(())
    }
}
