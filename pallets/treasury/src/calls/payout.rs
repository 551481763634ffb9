//! Pays a beneficiary.

use frame_support::pallet_prelude::*;

use crate::{Config, Error, Event, Pallet, SpendId};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::payout`].
    pub(crate) fn do_payout(id: SpendId) -> DispatchResult {
        let spend = Self::expect_open(id)?;
        let now = Self::now();
        ensure!(spend.has_begun(now), Error::<T>::NotYetValid);
        ensure!(!spend.has_expired(now), Error::<T>::Expired);
        Self::settle(id, &spend)?;
        Self::deposit_event(Event::SpendPaid {
            id,
            beneficiary: spend.beneficiary,
            amount: spend.amount,
        });
        Ok(())
    }
}
