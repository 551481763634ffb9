//! Approval: by another person than who lodged it.

use frame_support::{dispatch::PostDispatchInfo, ensure, pallet_prelude::*};

use super::lodge::is_open_to_all;
use crate::{
    consents::Approver, docket::Case, Act, Batch, Config, DealingId, Error, Event, FourEyes, Grant,
    Kind, Pallet, Permission, RegisterId, Role, State,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::approve`].
    pub(crate) fn do_approve(
        who: T::AccountId,
        register: RegisterId,
        dealing: DealingId,
    ) -> DispatchResultWithPostInfo {
        Self::expect_active(register)?;
        let case = Self::expect_case(register, dealing)?;
        Ok(Some(Self::approve_one(&who, case)?).into())
    }

    /// See [`Pallet::approve_batch`].
    ///
    /// # Errors
    /// `BatchNotAllowed`: the rules of one of them do not allow it.
    pub(crate) fn do_approve_batch(
        who: T::AccountId,
        register: RegisterId,
        dealings: Batch,
    ) -> DispatchResultWithPostInfo {
        Self::expect_active(register)?;
        let mut weight = Weight::zero();
        for dealing in dealings {
            let case = Self::expect_case(register, dealing)?;
            let allowed = case.rules.batches == Permission::Allowed;
            ensure!(allowed, Error::<T>::BatchNotAllowed);
            weight = weight.saturating_add(Self::approve_one(&who, case)?);
        }
        Ok(PostDispatchInfo::from(Some(weight)))
    }

    /// What it costs at most to approve and complete so many dealings.
    pub(crate) fn batch_weight(dealings: usize) -> Weight {
        let one = Self::approval_weight().saturating_add(Self::heaviest_completion());
        one.saturating_mul(u64::try_from(dealings).unwrap_or(u64::MAX))
    }

    /// Approves a dealing, and completes it if nothing is to be waited for; returns what that cost.
    /// Only for what a registrar approves can the rules waive that it is another person than who lodged
    /// it.
    fn approve_one(who: &T::AccountId, mut case: Case<T>) -> Result<Weight, DispatchError> {
        case.ensure_undecided()?;
        let asked = matches!(case.dealing.state, State::Requisitioned { .. });
        ensure!(!asked, Error::<T>::Requisitioned);
        ensure!(case.act()?.kind() != Kind::Search, Error::<T>::ConsentMissing);
        Self::ensure_undisputed(&case)?;
        let approver = Self::approver_of(case.register, &case.dealing, case.act()?)?;
        let grant = Self::expect_approver(&case, approver, who)?;
        let waived = case.rules.four_eyes == FourEyes::Waived && approver == Approver::Registrar;
        if !waived {
            Self::ensure_not_lodger(&case, who)?;
        }
        Self::ensure_not_under_review(case.register, who, case.now)?;
        case.dealing.state = State::Approved { by: who.clone(), at: case.now };
        Self::ensure_founded(&case)?;
        if let Some(grant) = grant {
            Self::count_approval(case.register, who, &grant, case.today)?;
        }
        case.store();
        Self::deposit_event(Event::Approved {
            register: case.register,
            dealing: case.id,
            by: who.clone(),
        });
        let weight = Self::approval_weight();
        match Self::ensure_due(&case) {
            Ok(()) => Ok(weight.saturating_add(Self::finish(case)?)),
            Err(_) => Ok(weight),
        }
    }

    /// Ensures that `who` is one who has to approve a dealing, and returns the terms of the role by which; none for
    /// the register's authority.
    ///
    /// # Errors
    /// `NotAuthorized`, `RoleExpired`, `NotEligible`.
    pub(crate) fn expect_approver(
        case: &Case<T>,
        approver: Approver,
        who: &T::AccountId,
    ) -> Result<Option<Grant>, Error<T>> {
        let role = match approver {
            Approver::Registrar => Role::Registrar,
            Approver::AuthorityOrCourt if case.office.authority == *who => return Ok(None),
            Approver::AuthorityOrCourt | Approver::Court => Role::Court,
        };
        Self::expect_role(case.register, who, role).map(Some)
    }

    /// Ensures that `who` is another person than who lodged the dealing; where its lodger need not be
    /// known as a person, that they are not known to be the same.
    ///
    /// # Errors
    /// `SamePerson`, `NotEligible`.
    pub(crate) fn ensure_not_lodger(case: &Case<T>, who: &T::AccountId) -> Result<(), Error<T>> {
        let Case { rules, dealing, .. } = case;
        if case.dealing.act.as_ref().map(Act::kind).is_some_and(is_open_to_all) {
            let same = Self::are_known_as_one(rules, &dealing.lodger, who, dealing.lodged);
            ensure!(!same, Error::SamePerson);
            return Ok(());
        }
        Self::ensure_two_people(rules, &dealing.lodger, who, dealing.lodged)
    }
}
