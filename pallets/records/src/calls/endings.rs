//! How a dealing ends without being entered: withdrawn, rejected, lapsed.

use frame_support::pallet_prelude::*;
use sp_core::H256;

use crate::{
    deposits::{Fate, Settled},
    docket::Case,
    Config, DealingId, Error, Event, Lapse, Pallet, RegisterId, RejectionReason, Role, State,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::withdraw`].
    ///
    /// What is sealed is revealed before: nobody is to take a place for several dealings, and give back
    /// those that do not pay.
    pub(crate) fn do_withdraw(
        who: T::AccountId,
        register: RegisterId,
        id: DealingId,
    ) -> DispatchResult {
        let case = Self::expect_case(register, id)?;
        case.ensure_lodger(&who)?;
        case.act()?;
        let Settled { returned: deposit, .. } = Self::end_dealing(&case, Fate::Returned);
        Self::deposit_event(Event::Withdrawn { register, dealing: id, deposit });
        Ok(())
    }

    /// See [`Pallet::reject`].
    pub(crate) fn do_reject(
        who: T::AccountId,
        register: RegisterId,
        id: DealingId,
        reason: RejectionReason,
        reasons: H256,
    ) -> DispatchResult {
        let case = Self::expect_case(register, id)?;
        case.act()?;
        if Self::expect_role(register, &who, Role::Registrar).is_err() {
            let approver = Self::approver_of(register, &case.dealing, case.act()?)?;
            Self::expect_approver(&case, approver, &who)?;
        }
        let fate = if reason.slashes() { Fate::Slashed } else { Fate::Returned };
        Self::end_rejected(&case, who, reason, reasons, fate);
        Ok(())
    }

    /// Ends a dealing that was rejected.
    pub(crate) fn end_rejected(
        case: &Case<T>,
        by: T::AccountId,
        reason: RejectionReason,
        reasons: H256,
        fate: Fate,
    ) {
        let Settled { returned, slashed } = Self::end_dealing(case, fate);
        Self::deposit_event(Event::Rejected {
            register: case.register,
            dealing: case.id,
            by,
            reason,
            reasons,
            returned,
            slashed,
        });
    }

    /// See [`Pallet::lapse`].
    pub(crate) fn do_lapse(register: RegisterId, id: DealingId) -> DispatchResult {
        let case = Self::expect_case(register, id)?;
        let why = Self::why_over(&case).ok_or(Error::<T>::TooEarly)?;
        Self::end_lapsed(&case, why);
        Ok(())
    }

    /// Why a dealing's time is up, if it is. A search that protects does so until its own deadline.
    fn why_over(case: &Case<T>) -> Option<Lapse> {
        let (today, now) = (case.today, case.now);
        let over = case.dealing.expires.has_passed(today, now);
        let not_completed = over.then_some(Lapse::NotCompleted);
        match &case.dealing.state {
            State::Sealed { until, .. } => (now > *until).then_some(Lapse::NotRevealed),
            State::Requisitioned { deadline, .. } if deadline.has_passed(today, now) => {
                Some(Lapse::NotAnswered)
            }
            State::Protecting(until) => until.has_passed(today, now).then_some(Lapse::SearchEnded),
            State::Lodged | State::Requisitioned { .. } | State::Approved { .. } => not_completed,
        }
    }
}
