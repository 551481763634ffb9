//! Objections: made within the notice, withdrawn, decided.

use althing_primitives::Balance;
use frame_support::{ensure, pallet_prelude::*};
use sp_core::H256;

use crate::{
    deposits::{Fate, Settled},
    docket::Case,
    Config, DealingId, Error, Event, HoldReason, Objection, ObjectionVerdict, Pallet, RegisterId,
    RejectionReason, Role,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::object`].
    ///
    /// Those whom the register alerts deposit nothing: it is their right that is affected.
    pub(crate) fn do_object(
        who: T::AccountId,
        register: RegisterId,
        id: DealingId,
        grounds: H256,
    ) -> DispatchResult {
        let mut case = Self::expect_case(register, id)?;
        let act = case.act()?;
        match case.dealing.notice {
            Some(notice) => {
                ensure!(!notice.has_passed(case.today, case.now), Error::<T>::TooLate);
            }
            None => case.ensure_undecided()?,
        }
        let objections = &case.dealing.objections;
        let twice = objections.iter().any(|objection| objection.by == who);
        ensure!(!twice, Error::<T>::AlreadyObjected);
        ensure!(!objections.is_full(), Error::<T>::TooManyObjections);
        let alerted = Self::concerned_accounts(register, case.dealing.record, act).contains(&who);
        let deposit = if alerted { 0 } else { case.rules.charges.objection };
        Self::hold(HoldReason::Objection, &who, deposit)?;
        let objection = Objection { by: who.clone(), grounds, deposit };
        let placed = case.dealing.objections.try_push(objection);
        placed.map_err(|_| Error::<T>::TooManyObjections)?;
        case.store();
        Self::deposit_event(Event::Objected { register, dealing: id, by: who, grounds, deposit });
        Ok(())
    }

    /// See [`Pallet::withdraw_objection`].
    pub(crate) fn do_withdraw_objection(
        who: T::AccountId,
        register: RegisterId,
        id: DealingId,
    ) -> DispatchResult {
        let mut case = Self::expect_case(register, id)?;
        let Objection { deposit, .. } = Self::take_objection(&mut case, &who)?;
        Self::return_deposit(HoldReason::Objection, &who, deposit);
        case.store();
        Self::deposit_event(Event::ObjectionWithdrawn { register, dealing: id, by: who, deposit });
        Ok(())
    }

    /// See [`Pallet::decide_objection`].
    ///
    /// Where it is upheld the dealing is rejected, and its deposit returned.
    pub(crate) fn do_decide_objection(
        who: T::AccountId,
        register: RegisterId,
        id: DealingId,
        objector: T::AccountId,
        verdict: ObjectionVerdict,
        reasons: H256,
    ) -> DispatchResult {
        let mut case = Self::expect_case(register, id)?;
        Self::ensure_may_decide(&case, &who, &objector)?;
        let Objection { deposit, .. } = Self::take_objection(&mut case, &objector)?;
        let Settled { returned, slashed } =
            Self::settle_objection(&case, &objector, verdict, deposit);
        case.store();
        Self::deposit_event(Event::ObjectionDecided {
            register,
            dealing: id,
            objector,
            by: who.clone(),
            verdict,
            reasons,
            returned,
            slashed,
        });
        if verdict == ObjectionVerdict::Upheld {
            Self::end_rejected(&case, who, RejectionReason::Objection, reasons, Fate::Returned);
        }
        Ok(())
    }

    /// Ensures that `who` may decide on an objection: a court, or a registrar who is neither who lodged
    /// the dealing nor who objects to it, by account and by person.
    fn ensure_may_decide(
        case: &Case<T>,
        who: &T::AccountId,
        objector: &T::AccountId,
    ) -> Result<(), Error<T>> {
        let (role, _) = Self::expect_one_of(case.register, who, &[Role::Court, Role::Registrar])?;
        if role == Role::Court {
            return Ok(());
        }
        Self::ensure_not_lodger(case, who)?;
        let same = Self::are_known_as_one(&case.rules, who, objector, case.now);
        ensure!(!same, Error::SamePerson);
        Ok(())
    }

    /// Takes an objection off its dealing; the caller stores that.
    fn take_objection(
        case: &mut Case<T>,
        objector: &T::AccountId,
    ) -> Result<Objection<T::AccountId>, Error<T>> {
        let objections = &mut case.dealing.objections;
        let found = objections.iter().position(|objection| objection.by == *objector);
        let at = found.ok_or(Error::ObjectionNotFound)?;
        Ok(objections.remove(at))
    }

    /// Gives the deposit for an objection to whom it goes.
    fn settle_objection(
        case: &Case<T>,
        objector: &T::AccountId,
        verdict: ObjectionVerdict,
        deposit: Balance,
    ) -> Settled {
        let reason = HoldReason::Objection;
        let slashed = match verdict {
            ObjectionVerdict::Groundless => {
                Self::slash(reason, objector, &case.office.authority, deposit)
            }
            ObjectionVerdict::Upheld | ObjectionVerdict::Dismissed => {
                Self::return_deposit(reason, objector, deposit);
                0
            }
        };
        Settled { returned: deposit.saturating_sub(slashed), slashed }
    }
}
