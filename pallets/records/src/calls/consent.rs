//! Consents: given, and taken back.

use frame_support::{ensure, pallet_prelude::*};

use crate::{Config, Consent, DealingId, Error, Event, Pallet, Party, RegisterId};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::consent`].
    ///
    /// Possible after the approval too: whoever consented before may no longer act for the party. A
    /// search protects as soon as nobody's consent is missing.
    pub(crate) fn do_consent(
        who: T::AccountId,
        register: RegisterId,
        id: DealingId,
        party: Party<T::AccountId>,
    ) -> DispatchResult {
        let mut case = Self::expect_case(register, id)?;
        let required =
            Self::required_consents(register, case.dealing.record, case.act()?, &case.rules)?;
        ensure!(required.contains(&party), Error::<T>::NotConcerned);
        let acts = Self::may_act(register, &party, &who, case.today);
        ensure!(acts, Error::<T>::NotAuthorized);
        ensure!(Self::missing(&case)?.contains(&party), Error::<T>::AlreadyConsented);
        let consent = Consent { party: party.clone(), by: who.clone() };
        let consents = &mut case.dealing.consents;
        consents.retain(|given| given.party != party);
        consents.try_push(consent).map_err(|_| Error::<T>::TooManyConsents)?;
        case.store();
        Self::deposit_event(Event::Consented { register, dealing: id, party, by: who });
        Self::protect_when_consented(&mut case)
    }

    /// See [`Pallet::retract`].
    pub(crate) fn do_retract(
        who: T::AccountId,
        register: RegisterId,
        id: DealingId,
        party: Party<T::AccountId>,
    ) -> DispatchResult {
        let mut case = Self::expect_case(register, id)?;
        case.ensure_undecided()?;
        let acts = Self::may_act(register, &party, &who, case.today);
        ensure!(acts, Error::<T>::NotAuthorized);
        let consents = &mut case.dealing.consents;
        let given = consents.len();
        consents.retain(|given| given.party != party);
        ensure!(consents.len() < given, Error::<T>::ConsentNotFound);
        case.store();
        Self::deposit_event(Event::ConsentRetracted { register, dealing: id, party, by: who });
        Ok(())
    }
}
