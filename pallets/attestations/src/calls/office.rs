//! Who holds which office, and the periods that everything keeps to.

use frame_support::pallet_prelude::*;

use crate::{
    Appointment, Config, CurrentPeriods, Error, Event, Freezes, Office, Offices, Pallet, Periods,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::appoint`].
    ///
    /// Who is named for one office may not be named for the other, even if that term is over: vacate
    /// it first. An account with a freeze laid on it, at work or paused, cannot be appointed, for who
    /// holds an office cannot be frozen.
    pub(crate) fn do_appoint(
        office: Office,
        new: Option<Appointment<T::AccountId>>,
    ) -> DispatchResult {
        if let Some(appointment) = &new {
            Self::ensure_appointable(office, appointment)?;
        }
        let old = Offices::<T>::get(office);
        Offices::<T>::set(office, new.clone());
        Self::deposit_event(Event::OfficeFilled { office, old, new });
        Ok(())
    }

    /// See [`Pallet::set_periods`].
    pub(crate) fn do_set_periods(new: Periods) -> DispatchResult {
        ensure!(new.is_valid(), Error::<T>::InvalidPeriod);
        let old = Self::periods();
        CurrentPeriods::<T>::put(new);
        Self::deposit_event(Event::PeriodsChanged { old, new });
        Ok(())
    }

    /// Whether `who` holds an office in this block.
    pub(crate) fn holds_office(office: Office, who: &T::AccountId) -> bool {
        Offices::<T>::get(office).is_some_and(|appointment| {
            appointment.account == *who && Self::now() < appointment.until
        })
    }

    fn ensure_appointable(
        office: Office,
        appointment: &Appointment<T::AccountId>,
    ) -> Result<(), Error<T>> {
        let now = Self::now();
        let latest = now.saturating_add(T::MaxOfficeTerm::get());
        let in_time = appointment.until > now && appointment.until <= latest;
        ensure!(in_time, Error::<T>::InvalidTerm);
        let other = Offices::<T>::get(office.other());
        let both = other.is_some_and(|other| other.account == appointment.account);
        ensure!(!both, Error::<T>::OfficesMustDiffer);
        let frozen =
            Freezes::<T>::get(&appointment.account).is_some_and(|record| record.current.is_some());
        ensure!(!frozen, Error::<T>::AccountFrozen);
        Ok(())
    }
}

impl Office {
    /// The office that this one is held apart from.
    fn other(self) -> Self {
        match self {
            Self::Compliance => Self::Review,
            Self::Review => Self::Compliance,
        }
    }
}
