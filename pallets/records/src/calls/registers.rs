//! Registers: how they come to be, and what governs them.

use althing_primitives::{eligibility::Eligibility, mandate::Mandate, TrackId};
use frame_support::{pallet_prelude::*, traits::Get};

use crate::{
    Calendar, Calendars, Charter, Config, DecisionsRegister, Error, Event, Layouts, Pallet,
    Register, RegisterCount, RegisterId, RegisterKind, RegisterStatus, Registers, Rules, RulesOf,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::create_register`].
    pub(crate) fn do_create_register(
        mandate: Mandate,
        track: TrackId,
        charter: Charter<T::AccountId>,
    ) -> DispatchResult {
        Self::ensure_covers(&mandate, track)?;
        ensure!(charter.has_readable_name(), Error::<T>::InvalidName);
        ensure!(charter.names_each_field_once(), Error::<T>::InvalidLayout);
        ensure!(charter.calendar.is_sound(), Error::<T>::InvalidCalendar);
        Self::ensure_sound_rules(&charter.rules)?;
        let register = RegisterCount::<T>::get();
        RegisterCount::<T>::put(register.checked_add(1).ok_or(Error::<T>::Overflow)?);
        let entry = Register {
            name: charter.name.clone(),
            kind: charter.kind,
            access: charter.access,
            track,
            authority: charter.authority.clone(),
            status: RegisterStatus::Active,
            revision: 1,
            sealed_until: 0,
        };
        RulesOf::<T>::insert(register, entry.revision, &charter.rules);
        Registers::<T>::insert(register, entry);
        Layouts::<T>::insert(register, &charter.layout);
        Calendars::<T>::insert(register, &charter.calendar);
        let proposal = mandate.proposal();
        Self::deposit_event(Event::RegisterCreated { register, track, charter, proposal });
        Ok(())
    }

    /// See [`Pallet::set_rules`].
    pub(crate) fn do_set_rules(
        mandate: Mandate,
        register: RegisterId,
        rules: Rules,
    ) -> DispatchResult {
        let mut entry = Self::expect_open(register)?;
        Self::ensure_covers(&mandate, entry.track)?;
        Self::ensure_sound_rules(&rules)?;
        let revision = entry.revision.checked_add(1).ok_or(Error::<T>::Overflow)?;
        let before = Self::expect_rules(register, entry.revision)?;
        if before.reveal > 0 {
            let sealed_until = Self::now().saturating_add(before.reveal);
            entry.sealed_until = entry.sealed_until.max(sealed_until);
        }
        entry.revision = revision;
        RulesOf::<T>::insert(register, revision, &rules);
        Registers::<T>::insert(register, entry);
        let proposal = mandate.proposal();
        Self::deposit_event(Event::RulesChanged { register, revision, rules, proposal });
        Ok(())
    }

    /// See [`Pallet::set_calendar`].
    ///
    /// No day comes twice: a register's history is in the order of its days.
    pub(crate) fn do_set_calendar(
        by: Option<T::AccountId>,
        register: RegisterId,
        new: Calendar,
    ) -> DispatchResult {
        Self::expect_open(register)?;
        ensure!(new.is_sound(), Error::<T>::InvalidCalendar);
        let old = Self::expect_calendar(register)?;
        let goes_back = Self::today(&new) < Self::today(&old);
        ensure!(!goes_back, Error::<T>::InvalidCalendar);
        Calendars::<T>::insert(register, &new);
        Self::deposit_event(Event::CalendarChanged { register, old, new, by });
        Ok(())
    }

    /// See [`Pallet::set_authority`].
    ///
    /// A closed register needs an authority too, for what has to be redacted. Roles that have expired
    /// count until they are revoked. Whether another account of the same person has a role cannot be
    /// told from here: who votes on the track has to look.
    pub(crate) fn do_set_authority(
        mandate: Mandate,
        register: RegisterId,
        new: T::AccountId,
    ) -> DispatchResult {
        let mut entry = Self::expect_register(register)?;
        Self::ensure_covers(&mandate, entry.track)?;
        let apart = !Self::was_granted_a_role(register, &new);
        ensure!(apart, Error::<T>::AuthorityHoldsRole);
        let old = core::mem::replace(&mut entry.authority, new.clone());
        Registers::<T>::insert(register, entry);
        let proposal = mandate.proposal();
        Self::deposit_event(Event::AuthorityChanged { register, old, new, proposal });
        Ok(())
    }

    /// See [`Pallet::set_status`].
    pub(crate) fn do_set_status(
        mandate: Mandate,
        register: RegisterId,
        new: RegisterStatus,
    ) -> DispatchResult {
        let mut entry = Self::expect_register(register)?;
        Self::ensure_covers(&mandate, entry.track)?;
        let old = core::mem::replace(&mut entry.status, new);
        ensure!(old != new, Error::<T>::SameStatus);
        ensure!(old != RegisterStatus::Closed, Error::<T>::RegisterClosed);
        Registers::<T>::insert(register, entry);
        let proposal = mandate.proposal();
        Self::deposit_event(Event::RegisterStatusChanged { register, old, new, proposal });
        Ok(())
    }

    /// See [`Pallet::keep_decisions`].
    ///
    /// No track takes the decisions out of another one's register.
    pub(crate) fn do_keep_decisions(mandate: Mandate, new: Option<RegisterId>) -> DispatchResult {
        match new {
            None => ensure!(mandate == Mandate::Root, Error::<T>::NotAuthorized),
            Some(register) => {
                let entry = Self::expect_open(register)?;
                Self::ensure_covers(&mandate, entry.track)?;
                ensure!(entry.kind == RegisterKind::Log, Error::<T>::NotALog);
            }
        }
        let old = DecisionsRegister::<T>::get();
        if let Some(register) = old {
            Self::ensure_covers(&mandate, Self::expect_register(register)?.track)?;
        }
        DecisionsRegister::<T>::set(new);
        let proposal = mandate.proposal();
        Self::deposit_event(Event::DecisionsKept { old, new, proposal });
        Ok(())
    }

    /// That rules can be worked by: they are sound in themselves, what they seal can be revealed and
    /// completed before it lapses, and the policy that they name exists.
    fn ensure_sound_rules(rules: &Rules) -> Result<(), Error<T>> {
        let time = T::LeastBlocksADay::get().saturating_mul(rules.periods.longest.into());
        let leaves_time = rules.reveal == 0 || rules.reveal < time;
        ensure!(rules.is_sound() && leaves_time, Error::<T>::InvalidRules);
        let exists = rules.identity.is_none_or(T::Eligibility::exists);
        ensure!(exists, Error::<T>::PolicyNotFound);
        Ok(())
    }
}
