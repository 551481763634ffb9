use althing_primitives::Balance;
use frame_support::{
    dispatch::DispatchResult,
    ensure,
    traits::{fungible::MutateHold, tokens::Precision},
};

use crate::{Config, Error, Event, HoldReason, Pallet, Stakes};

impl<T: Config> Pallet<T> {
    /// Frees what has unlocked, once the records agree with what is on hold.
    pub(crate) fn do_withdraw(who: T::AccountId) -> DispatchResult {
        Self::follow_hold(&who)?;
        let now = Self::now();
        let mut ledger = Stakes::<T>::get(&who);
        let mut amount: Balance = 0;
        ledger.unlocking.retain(|entry| {
            let unlocked = entry.unlocks_at <= now;
            if unlocked {
                amount = amount.saturating_add(entry.amount);
            }
            !unlocked
        });
        ensure!(amount > 0, Error::<T>::NothingToWithdraw);
        T::Currency::release(&HoldReason::Stake.into(), &who, amount, Precision::Exact)?;
        let on_hold = ledger.total();
        Self::put_ledger(&who, ledger);
        Self::deposit_event(Event::Withdrawn { who, amount, on_hold });
        Ok(())
    }
}
