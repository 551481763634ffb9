//! Who may do what in a register, and that two people are two.
//!
//! A role counts only while its grant has not expired and its policy is met: both are looked at
//! whenever it is used. Two accounts of one person are told apart from two people by person tags,
//! where the register's rules name a policy for that.

use althing_primitives::{
    eligibility::{Eligibility, PersonTag, PolicyVersion, Purpose},
    mandate::Mandate,
    BlockNumber, TrackId,
};
use frame_support::{pallet_prelude::*, traits::EnsureOrigin};
use frame_system::pallet_prelude::*;

use crate::{
    ApprovalsOf, Config, Day, Error, Grant, Pallet, Register, RegisterId, RegisterStatus,
    Registers, Reviews, Revision, Role, Roles, Rules, RulesOf,
};

impl<T: Config> Pallet<T> {
    /// A register, whatever its status.
    ///
    /// # Errors
    /// `RegisterNotFound`.
    pub(crate) fn expect_register(id: RegisterId) -> Result<Register<T::AccountId>, Error<T>> {
        Registers::<T>::get(id).ok_or(Error::<T>::RegisterNotFound)
    }

    /// A register that is worked on.
    ///
    /// # Errors
    /// `RegisterNotFound`, `RegisterNotActive`, `RegisterClosed`.
    pub(crate) fn expect_active(id: RegisterId) -> Result<Register<T::AccountId>, Error<T>> {
        let register = Self::expect_open(id)?;
        ensure!(register.status == RegisterStatus::Active, Error::<T>::RegisterNotActive);
        Ok(register)
    }

    /// A register that is not closed.
    ///
    /// # Errors
    /// `RegisterNotFound`, `RegisterClosed`.
    pub(crate) fn expect_open(id: RegisterId) -> Result<Register<T::AccountId>, Error<T>> {
        let register = Self::expect_register(id)?;
        ensure!(register.status != RegisterStatus::Closed, Error::<T>::RegisterClosed);
        Ok(register)
    }

    /// A revision of a register's rules.
    ///
    /// # Errors
    /// `RegisterNotFound`: every revision that a register ever had is there.
    pub(crate) fn expect_rules(
        register: RegisterId,
        revision: Revision,
    ) -> Result<Rules, Error<T>> {
        RulesOf::<T>::get(register, revision).ok_or(Error::<T>::RegisterNotFound)
    }

    /// That a mandate covers a track.
    ///
    /// # Errors
    /// `NotAuthorized`.
    pub(crate) fn ensure_covers(mandate: &Mandate, track: TrackId) -> Result<(), Error<T>> {
        ensure!(mandate.covers(track), Error::<T>::NotAuthorized);
        Ok(())
    }

    /// That the origin governs a register: its authority, which is returned, or its track.
    ///
    /// # Errors
    /// `RegisterNotFound`; `NotAuthorized` for any other account or track, and the error of a bad
    /// origin for what is neither.
    pub(crate) fn ensure_authority(
        origin: OriginFor<T>,
        register: RegisterId,
    ) -> Result<Option<T::AccountId>, DispatchError> {
        let register = Self::expect_register(register)?;
        match T::MandateOrigin::try_origin(origin) {
            Ok(mandate) => {
                Self::ensure_covers(&mandate, register.track)?;
                Ok(None)
            }
            Err(origin) => {
                let who = ensure_signed(origin)?;
                ensure!(who == register.authority, Error::<T>::NotAuthorized);
                Ok(Some(who))
            }
        }
    }

    /// The grant by which `who` has `role` in this block.
    ///
    /// # Errors
    /// `NotAuthorized` if it was never granted or was revoked, `RoleExpired`, and `NotEligible` if
    /// its policy is not met.
    pub(crate) fn expect_role(
        register: RegisterId,
        who: &T::AccountId,
        role: Role,
    ) -> Result<Grant, Error<T>> {
        let grant = Roles::<T>::get((register, who, role)).ok_or(Error::<T>::NotAuthorized)?;
        let now = Self::now();
        ensure!(!grant.has_expired(now), Error::<T>::RoleExpired);
        if let Some(policy) = grant.policy {
            let standing = T::Eligibility::standing(who, policy, now, Purpose::Act);
            ensure!(standing.is_ok(), Error::<T>::NotEligible);
        }
        Ok(grant)
    }

    /// The first of `roles` that `who` has in this block, and its grant.
    ///
    /// # Errors
    /// `NotAuthorized` if it has none of them; else why the first one that was granted to it does
    /// not count.
    pub(crate) fn expect_one_of(
        register: RegisterId,
        who: &T::AccountId,
        roles: &[Role],
    ) -> Result<(Role, Grant), Error<T>> {
        let mut why = Error::<T>::NotAuthorized;
        for role in roles {
            match Self::expect_role(register, who, *role) {
                Ok(grant) => return Ok((*role, grant)),
                Err(error) if matches!(why, Error::NotAuthorized) => why = error,
                Err(_) => {}
            }
        }
        Err(why)
    }

    /// Whether `who` lodges dealings for others in this block.
    pub(crate) fn is_officer(register: RegisterId, who: &T::AccountId) -> bool {
        Self::expect_one_of(register, who, &Role::OFFICERS).is_ok()
    }

    /// Whether any role was granted to an account and not revoked, expired or not.
    pub(crate) fn was_granted_a_role(register: RegisterId, who: &T::AccountId) -> bool {
        Role::ALL.into_iter().any(|role| Roles::<T>::contains_key((register, who, role)))
    }

    /// That who lodged a dealing and who decides on it were two people in block `at`: two accounts,
    /// and two person tags if the rules tell people apart by them.
    ///
    /// # Errors
    /// `SamePerson`; `NotEligible` if one of them had no tag in that block.
    pub(crate) fn ensure_two_people(
        rules: &Rules,
        lodger: &T::AccountId,
        other: &T::AccountId,
        at: BlockNumber,
    ) -> Result<(), Error<T>> {
        ensure!(lodger != other, Error::<T>::SamePerson);
        let Some(identity) = rules.identity else { return Ok(()) };
        let expect = |who| Self::person(who, identity, at).ok_or(Error::<T>::NotEligible);
        ensure!(expect(lodger)? != expect(other)?, Error::<T>::SamePerson);
        Ok(())
    }

    /// Whether two accounts are known to have been one person in block `at`. Accounts without a person
    /// tag are not.
    pub(crate) fn are_known_as_one(
        rules: &Rules,
        one: &T::AccountId,
        other: &T::AccountId,
        at: BlockNumber,
    ) -> bool {
        let person = |who| Self::person(who, rules.identity?, at);
        one == other || person(one).is_some_and(|tag| person(other) == Some(tag))
    }

    /// The person behind an account in block `at`, as a policy tells people apart.
    ///
    /// Nobody is less of a person for being frozen, so a freeze does not matter.
    pub(crate) fn person(
        who: &T::AccountId,
        identity: PolicyVersion,
        at: BlockNumber,
    ) -> Option<PersonTag> {
        T::Eligibility::standing(who, identity, at, Purpose::Speak).ok().flatten()
    }

    /// That what `approver` approved in block `at` is not under review.
    ///
    /// # Errors
    /// `UnderReview`.
    pub(crate) fn ensure_not_under_review(
        register: RegisterId,
        approver: &T::AccountId,
        at: BlockNumber,
    ) -> Result<(), Error<T>> {
        let reviewed =
            Reviews::<T>::get(register, approver).is_some_and(|review| review.since <= at);
        ensure!(!reviewed, Error::<T>::UnderReview);
        Ok(())
    }

    /// Counts an approval, if the grant limits them.
    ///
    /// # Errors
    /// `TooManyApprovals`.
    pub(crate) fn count_approval(
        register: RegisterId,
        who: &T::AccountId,
        grant: &Grant,
        today: Day,
    ) -> Result<(), Error<T>> {
        let Some(most) = grant.approvals_a_day else { return Ok(()) };
        let mut approvals = ApprovalsOf::<T>::get(register, who);
        if today > approvals.day {
            approvals.day = today;
            approvals.count = 0;
        }
        ensure!(approvals.count < most, Error::<T>::TooManyApprovals);
        approvals.count = approvals.count.saturating_add(1);
        ApprovalsOf::<T>::insert(register, who, approvals);
        Ok(())
    }
}
