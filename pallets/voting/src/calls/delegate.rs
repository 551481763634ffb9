use frame_support::{dispatch::DispatchResult, ensure};

use crate::{Config, Error, Event, Own, Pallet, Stakes};

impl<T: Config> Pallet<T> {
    /// Names a delegate. Until it counts, the one of the next epoch stays; one that was still
    /// waiting to count never will, so that no more than one waits at any time.
    pub(crate) fn do_delegate(who: T::AccountId, to: T::AccountId) -> DispatchResult {
        ensure!(who != to, Error::<T>::DelegateToSelf);
        ensure!(Stakes::<T>::get(&who).staked() > 0, Error::<T>::NothingStaked);
        let own = Own::<T>::get(&who);
        ensure!(own.newest().delegate.as_ref() != Some(&to), Error::<T>::AlreadyDelegate);

        let clock = Self::clock();
        let (next, settled) = (clock.next_epoch(), clock.settled());
        let from = own.at(next).delegate;
        let counts_from = if from.as_ref() == Some(&to) { next } else { settled };
        Self::change_own(&who, &clock, next, &[settled], |epoch, mut position| {
            let delegate = if epoch < counts_from { from.as_ref() } else { Some(&to) };
            position.delegate = delegate.cloned();
            Ok(position)
        })?;
        Self::deposit_event(Event::Delegated { who, from, to, counts_from });
        Ok(())
    }
}
