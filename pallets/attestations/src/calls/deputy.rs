//! Appoints and dismisses deputies.

use frame_support::pallet_prelude::*;

use crate::{Config, Deputies, Deputy, Error, Event, IssuerId, Issuers, Pallet, MAX_DEPUTIES};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::appoint_deputy`].
    ///
    /// A deputy whose time is up keeps its place until it is dismissed or appointed again.
    pub(crate) fn do_appoint_deputy(
        who: T::AccountId,
        id: IssuerId,
        deputy: T::AccountId,
        new: Deputy,
    ) -> DispatchResult {
        let mut issuer = Self::expect_active_principal(&who, id)?;
        Self::ensure_rights(&new.rights)?;
        let narrower = deputy != issuer.account && issuer.rights.cover(&new.rights);
        ensure!(narrower, Error::<T>::BeyondPrincipal);
        ensure!(new.until > Self::now(), Error::<T>::InvalidTerm);
        let schema = Self::expect_schema(issuer.schema)?;
        Self::ensure_no_key_holder(schema.rules.domain, &deputy)?;
        let old = Deputies::<T>::get(id, &deputy);
        ensure!(old.as_ref() != Some(&new), Error::<T>::NothingToDo);
        if old.is_none() {
            ensure!(issuer.deputies < MAX_DEPUTIES, Error::<T>::TooManyDeputies);
            issuer.deputies = issuer.deputies.saturating_add(1);
            Issuers::<T>::insert(id, issuer);
        }
        Deputies::<T>::insert(id, &deputy, &new);
        Self::deposit_event(Event::DeputyAppointed { issuer: id, deputy, old, new });
        Ok(())
    }

    /// See [`Pallet::dismiss_deputy`].
    pub(crate) fn do_dismiss_deputy(
        who: T::AccountId,
        id: IssuerId,
        deputy: T::AccountId,
    ) -> DispatchResult {
        let mut issuer = Self::expect_issuer(id)?;
        ensure!(who == issuer.account || who == deputy, Error::<T>::NotAuthorized);
        ensure!(Deputies::<T>::take(id, &deputy).is_some(), Error::<T>::DeputyNotFound);
        issuer.deputies = issuer.deputies.saturating_sub(1);
        Issuers::<T>::insert(id, issuer);
        Self::deposit_event(Event::DeputyDismissed { issuer: id, deputy });
        Ok(())
    }
}
