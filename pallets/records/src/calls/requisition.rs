//! Requisitions: what is missing is asked for, and answered in time.

use frame_support::{ensure, pallet_prelude::*, storage::with_storage_layer};
use sp_core::H256;

use crate::{Config, DealingId, Error, Event, Pallet, RegisterId, Role, State};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::requisition`].
    pub(crate) fn do_requisition(
        who: T::AccountId,
        register: RegisterId,
        id: DealingId,
        question: H256,
        days: u16,
    ) -> DispatchResult {
        let mut case = Self::expect_case(register, id)?;
        Self::expect_one_of(register, &who, &[Role::Clerk, Role::Registrar])?;
        case.ensure_undecided()?;
        ensure!(case.dealing.state == State::Lodged, Error::<T>::Requisitioned);
        ensure!(days <= case.rules.periods.requisition, Error::<T>::InvalidPeriod);
        let deadline = Self::deadline(&case.calendar, days)?.ok_or(Error::<T>::InvalidPeriod)?;
        case.dealing.state = State::Requisitioned { deadline, question };
        case.store();
        Self::deposit_event(Event::Requisitioned {
            register,
            dealing: id,
            by: who,
            question,
            deadline,
        });
        Ok(())
    }

    /// See [`Pallet::answer`].
    ///
    /// A search to which all owners have consented meanwhile protects from now on, unless another one
    /// does.
    pub(crate) fn do_answer(
        who: T::AccountId,
        register: RegisterId,
        id: DealingId,
        answer: H256,
    ) -> DispatchResult {
        let mut case = Self::expect_case(register, id)?;
        case.ensure_lodger(&who)?;
        let State::Requisitioned { deadline, .. } = case.dealing.state else {
            return Err(Error::<T>::NotRequisitioned.into());
        };
        ensure!(!deadline.has_passed(case.today, case.now), Error::<T>::TooLate);
        case.dealing.state = State::Lodged;
        case.store();
        Self::deposit_event(Event::Answered { register, dealing: id, answer });
        // What keeps a search from protecting does not keep who lodged it from answering.
        let _ = with_storage_layer(|| Self::protect_when_consented(&mut case));
        Ok(())
    }
}
