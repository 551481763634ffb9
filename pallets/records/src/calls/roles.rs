//! Roles: who grants them, who gives them up, and what happens to approvals that are in doubt.

use althing_primitives::{eligibility::Eligibility, BlockNumber};
use frame_support::{pallet_prelude::*, traits::Get};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_core::H256;

use crate::{
    Config, Error, Event, Grant, Pallet, Register, RegisterId, Review, Reviews, Role, Roles,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::grant_role`].
    pub(crate) fn do_grant_role(
        by: Option<T::AccountId>,
        register: RegisterId,
        account: T::AccountId,
        role: Role,
        new: Grant,
    ) -> DispatchResult {
        let entry = Self::expect_register(register)?;
        Self::ensure_sound_grant(&new)?;
        Self::ensure_apart_from_authority(register, &entry, by.is_some(), &account)?;
        let old = Roles::<T>::get((register, &account, role));
        Roles::<T>::insert((register, &account, role), new);
        Self::deposit_event(Event::RoleGranted { register, account, role, old, new, by });
        Ok(())
    }

    /// See [`Pallet::revoke_role`].
    ///
    /// What a registrar approved today stays counted, and a review of it stays.
    pub(crate) fn do_revoke_role(
        origin: OriginFor<T>,
        register: RegisterId,
        account: T::AccountId,
        role: Role,
    ) -> DispatchResult {
        Self::expect_register(register)?;
        let by = match ensure_signed(origin.clone()) {
            Ok(who) if who == account => Some(who),
            _ => Self::ensure_authority(origin, register)?,
        };
        let old = Roles::<T>::take((register, &account, role)).ok_or(Error::<T>::RoleNotFound)?;
        Self::deposit_event(Event::RoleRevoked { register, account, role, old, by });
        Ok(())
    }

    /// See [`Pallet::review`].
    ///
    /// Whose approvals are looked into need not have a role any more. A review that is under way can be
    /// narrowed by whoever can end it only.
    pub(crate) fn do_review(
        origin: OriginFor<T>,
        register: RegisterId,
        registrar: T::AccountId,
        since: BlockNumber,
        grounds: H256,
    ) -> DispatchResult {
        let (by, may_end) = Self::ensure_reviewer(origin, register, &registrar)?;
        ensure!(since <= Self::now(), Error::<T>::InvalidReview);
        let old = Reviews::<T>::get(register, &registrar);
        let narrows = old.as_ref().is_some_and(|old| since > old.since);
        ensure!(may_end || !narrows, Error::<T>::NotAuthorized);
        let new = Review { since, by, grounds };
        Reviews::<T>::insert(register, &registrar, &new);
        Self::deposit_event(Event::ReviewStarted { register, registrar, old, new });
        Ok(())
    }

    /// See [`Pallet::end_review`].
    ///
    /// An authority whose own approvals are looked into leaves the end to the register's track.
    pub(crate) fn do_end_review(
        by: Option<T::AccountId>,
        register: RegisterId,
        registrar: T::AccountId,
    ) -> DispatchResult {
        ensure!(by.as_ref() != Some(&registrar), Error::<T>::NotAuthorized);
        let review = Reviews::<T>::take(register, &registrar).ok_or(Error::<T>::ReviewNotFound)?;
        Self::deposit_event(Event::ReviewEnded { register, registrar, review, by });
        Ok(())
    }

    /// Who orders a review of what `registrar` approved, and whether they could end it as well: an
    /// auditor, who could not, or whoever governs the register.
    fn ensure_reviewer(
        origin: OriginFor<T>,
        register: RegisterId,
        registrar: &T::AccountId,
    ) -> Result<(Option<T::AccountId>, bool), DispatchError> {
        match ensure_signed(origin.clone()) {
            Ok(who) if Roles::<T>::contains_key((register, &who, Role::Auditor)) => {
                Self::expect_role(register, &who, Role::Auditor)?;
                Ok((Some(who), false))
            }
            _ => {
                let by = Self::ensure_authority(origin, register)?;
                let may_end = by.as_ref() != Some(registrar);
                Ok((by, may_end))
            }
        }
    }

    /// That a role ends, and not too late, and that its policy exists.
    fn ensure_sound_grant(grant: &Grant) -> Result<(), Error<T>> {
        let now = Self::now();
        let latest = now.saturating_add(T::MaxRoleTerm::get());
        let in_time = !grant.has_expired(now) && grant.expires <= latest;
        ensure!(in_time, Error::<T>::InvalidGrant);
        let exists = grant.policy.is_none_or(T::Eligibility::exists);
        ensure!(exists, Error::<T>::PolicyNotFound);
        Ok(())
    }

    /// That nobody gets a role who grants roles: not that account, nor, where the rules tell people
    /// apart, another account of that person.
    ///
    /// There the authority can grant roles only if it and whoever gets one can be told apart: an
    /// account without a tag could be anybody's. The register's track can grant them to such accounts.
    fn ensure_apart_from_authority(
        register: RegisterId,
        entry: &Register<T::AccountId>,
        by_authority: bool,
        account: &T::AccountId,
    ) -> Result<(), Error<T>> {
        ensure!(entry.authority != *account, Error::<T>::AuthorityHoldsRole);
        let rules = Self::expect_rules(register, entry.revision)?;
        let Some(identity) = rules.identity else { return Ok(()) };
        let person = |who| Self::person(who, identity, Self::now());
        match (person(&entry.authority), person(account)) {
            (Some(authority), Some(other)) if authority == other => {
                Err(Error::<T>::AuthorityHoldsRole)
            }
            (Some(_), Some(_)) => Ok(()),
            _ if by_authority => Err(Error::<T>::NotEligible),
            _ => Ok(()),
        }
    }
}
