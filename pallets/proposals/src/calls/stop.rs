//! Cancelling, killing and vetoing a proposal.

use althing_primitives::ProposalId;
use frame_support::{
    ensure,
    sp_runtime::{DispatchError, DispatchResult},
    traits::EnsureOrigin,
};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};

use crate::{
    pallet::Stopper, AccountIdOf, Config, CurrentGuardian, Error, Event, Pallet, ProposalOf,
    Proposals, Reason, Status, Veto,
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_cancel(
        origin: OriginFor<T>,
        id: ProposalId,
        reason: Reason,
    ) -> DispatchResult {
        let authority = T::CancelOrigin::try_origin(origin);
        let proposal = Self::stoppable(id)?;
        let by = match authority {
            Ok(Some(canceller)) => Stopper::Proposal(canceller),
            Ok(None) => Stopper::Root,
            Err(origin) => {
                ensure!(ensure_signed(origin)? == proposal.proposer, Error::<T>::NotAuthorized);
                ensure!(proposal.decision.is_none(), Error::<T>::DecisionStarted);
                Stopper::Proposer
            }
        };
        let now = Self::now();
        Self::interrupt(id, &proposal, now);
        Self::deposit_event(Event::Cancelled { id, by, reason });
        Self::conclude(id, proposal, Status::Cancelled { at: now }, now);
        Ok(())
    }

    pub(crate) fn do_kill(
        by: Option<ProposalId>,
        id: ProposalId,
        reason: Reason,
    ) -> DispatchResult {
        let proposal = Self::stoppable(id)?;
        let now = Self::now();
        Self::interrupt(id, &proposal, now);
        Self::deposit_event(Event::Killed { id, by, reason });
        Self::conclude(id, proposal, Status::Killed { at: now }, now);
        Ok(())
    }

    pub(crate) fn do_veto(who: AccountIdOf<T>, id: ProposalId, reason: Reason) -> DispatchResult {
        let now = Self::now();
        let is_guardian = CurrentGuardian::<T>::get()
            .is_some_and(|guardian| guardian.account == who && now < guardian.until);
        ensure!(is_guardian, Error::<T>::NotAuthorized);
        let proposal = Self::brought_up_to_now(id)?;
        ensure!(
            matches!(proposal.status, Status::Timelocked { .. } | Status::Outdated { .. }),
            Error::<T>::WrongStatus
        );
        let veto = proposal.decision.as_ref().map(|decision| decision.rules.guardian_veto);
        ensure!(veto == Some(Veto::Allowed), Error::<T>::VetoNotAllowed);
        Self::deposit_event(Event::Vetoed { id, guardian: who, reason });
        Self::conclude(id, proposal, Status::Vetoed { at: now }, now);
        Ok(())
    }

    /// A proposal whose call has not run and may still run.
    fn stoppable(id: ProposalId) -> Result<ProposalOf<T>, DispatchError> {
        let proposal = Self::brought_up_to_now(id)?;
        ensure!(!proposal.status.is_concluded(), Error::<T>::WrongStatus);
        Ok(proposal)
    }

    /// The proposal, in the state it would be in had the agenda come to it already.
    fn brought_up_to_now(id: ProposalId) -> Result<ProposalOf<T>, DispatchError> {
        let proposal = Proposals::<T>::get(id).ok_or(Error::<T>::NotFound)?;
        if !proposal.status.is_concluded() {
            Self::progress(id, proposal, Self::now());
        }
        Ok(Proposals::<T>::get(id).ok_or(Error::<T>::NotFound)?)
    }
}
