//! Releases what nobody claimed in time.

use frame_support::pallet_prelude::*;

use crate::{Config, Error, Event, Pallet, SpendId};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::expire`].
    pub(crate) fn do_expire(id: SpendId) -> DispatchResult {
        let spend = Self::expect_open(id)?;
        ensure!(spend.has_expired(Self::now()), Error::<T>::NotExpired);
        Self::release(id, &spend)?;
        Self::deposit_event(Event::SpendExpired {
            id,
            beneficiary: spend.beneficiary,
            amount: spend.amount,
        });
        Ok(())
    }
}
