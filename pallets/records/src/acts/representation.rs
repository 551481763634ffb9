//! Who acts for whom: represent.

use frame_support::{ensure, pallet_prelude::*};

use super::Entry;
use crate::{
    Capacity, Config, Error, Event, Pallet, Party, RegisterId, Representative, Representatives,
    Role,
};

impl<T: Config> Pallet<T> {
    /// Whether somebody can act for a party: somebody else, until a day that has not passed, and in
    /// a capacity that suits it; a notary, only who has that role.
    ///
    /// # Errors
    /// `RecordNotFound`, `InvalidRepresentative`, `NothingChanges`.
    pub(super) fn ensure_representation_sound(
        register: RegisterId,
        party: &Party<T::AccountId>,
        representative: Option<&Representative<T::AccountId>>,
    ) -> DispatchResult {
        Self::ensure_party_exists(party)?;
        if let Some(it) = representative {
            let today = Self::today(&Self::expect_calendar(register)?);
            let itself = *party == Party::Account(it.account.clone());
            let sound = !itself && it.acts_on(today) && it.capacity.suits(party);
            ensure!(sound, Error::<T>::InvalidRepresentative);
            if it.capacity == Capacity::Notary {
                let notary = Self::expect_role(register, &it.account, Role::Notary);
                ensure!(notary.is_ok(), Error::<T>::InvalidRepresentative);
            }
        }
        let old = Representatives::<T>::get(register, party);
        ensure!(old.as_ref() != representative, Error::<T>::NothingChanges);
        Ok(())
    }

    /// Enters who acts for a party; none: nobody.
    pub(super) fn enter_representation(
        entry: &Entry<T::AccountId>,
        party: Party<T::AccountId>,
        new: Option<Representative<T::AccountId>>,
    ) {
        let (register, dealing) = (entry.register, entry.id);
        let old = Representatives::<T>::get(register, &party);
        Representatives::<T>::set(register, &party, new.clone());
        Self::deposit_event(Event::RepresentativeChanged { register, dealing, party, old, new });
    }
}
