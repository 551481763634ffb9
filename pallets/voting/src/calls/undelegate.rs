use frame_support::dispatch::DispatchResult;

use crate::{Config, Error, Event, Own, Pallet};

impl<T: Config> Pallet<T> {
    /// Ends every delegation, counting or waiting to count, with the next epoch.
    pub(crate) fn do_undelegate(who: T::AccountId) -> DispatchResult {
        let from = Own::<T>::get(&who).newest().delegate.ok_or(Error::<T>::NotDelegating)?;
        let clock = Self::clock();
        let counts_from = clock.next_epoch();
        Self::change_own(&who, &clock, counts_from, &[], |_, mut position| {
            position.delegate = None;
            Ok(position)
        })?;
        Self::deposit_event(Event::Undelegated { who, from, counts_from });
        Ok(())
    }
}
