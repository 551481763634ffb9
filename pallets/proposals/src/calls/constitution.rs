//! Changing the rules: tracks and the guardian.

use althing_primitives::{eligibility::Eligibility, poll::Ballots, TrackId};
use frame_support::{ensure, sp_runtime::DispatchResult, traits::Get};

use crate::{
    AccountIdOf, Config, CurrentGuardian, Due, Error, Event, Guardian, Pallet, QueueEnds, Track,
    Tracks,
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_set_track(id: TrackId, new: Track) -> DispatchResult {
        ensure!(new.is_valid(&T::Ballots::horizon()), Error::<T>::InvalidTrack);
        ensure!(new.policy.is_none_or(T::Eligibility::exists), Error::<T>::PolicyNotFound);
        let old = Tracks::<T>::get(id);
        ensure!(
            old.is_some() || Tracks::<T>::count() < T::MaxTracks::get(),
            Error::<T>::TooManyTracks
        );
        Tracks::<T>::insert(id, &new);
        Self::look_at_queue(id);
        Self::deposit_event(Event::TrackSet { id, old, new });
        Ok(())
    }

    pub(crate) fn do_remove_track(id: TrackId) -> DispatchResult {
        let old = Tracks::<T>::take(id).ok_or(Error::<T>::TrackNotFound)?;
        Self::look_at_queue(id);
        Self::deposit_event(Event::TrackRemoved { id, old });
        Ok(())
    }

    pub(crate) fn do_set_guardian(new: Option<Guardian<AccountIdOf<T>>>) -> DispatchResult {
        if let Some(guardian) = &new {
            let now = Self::now();
            let latest = now.saturating_add(T::MaxGuardianTerm::get());
            ensure!(now < guardian.until && guardian.until <= latest, Error::<T>::InvalidTerm);
        }
        let old = CurrentGuardian::<T>::get();
        CurrentGuardian::<T>::set(new.clone());
        Self::deposit_event(Event::GuardianSet { old, new });
        Ok(())
    }

    fn look_at_queue(id: TrackId) {
        let (first, next) = QueueEnds::<T>::get(id);
        if first < next {
            Self::put_on_agenda(Due::Queue(id), Self::now());
        }
    }
}
