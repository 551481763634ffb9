//! Takes a promise back.

use althing_primitives::spending::SpendAuthority;
use frame_support::pallet_prelude::*;

use crate::{Config, Error, Event, Pallet, Reason, SpendId};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::void`].
    ///
    /// An expired spend is refused even while it is still stored: what became of it does not depend
    /// on how late the end of a block gets to it.
    pub(crate) fn do_void(
        authority: SpendAuthority,
        id: SpendId,
        reason: Reason,
    ) -> DispatchResult {
        let spend = Self::expect_open(id)?;
        ensure!(!spend.has_expired(Self::now()), Error::<T>::Expired);
        ensure!(spend.amount <= authority.limit, Error::<T>::AboveLimit);
        Self::release(id, &spend)?;
        Self::deposit_event(Event::SpendVoided {
            id,
            beneficiary: spend.beneficiary,
            amount: spend.amount,
            proposal: authority.proposal,
            reason,
        });
        Ok(())
    }
}
