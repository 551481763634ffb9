//! Submitting a proposal, and changing its text.

use althing_primitives::{ProposalId, TrackId};
use frame_support::{ensure, sp_runtime::DispatchResult, traits::QueryPreimage};

use crate::{
    AccountIdOf, BoundedCallOf, Config, Deposit, Error, Event, Pallet, Proposal, ProposalCount,
    Proposals, Status, Text, Tracks,
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_submit(
        proposer: AccountIdOf<T>,
        track: TrackId,
        call: BoundedCallOf<T>,
        text: Text,
    ) -> DispatchResult {
        let rules = Tracks::<T>::get(track).ok_or(Error::<T>::TrackNotFound)?;
        Self::fetch_call(&call)?;
        let id = ProposalCount::<T>::get();
        let next = id.checked_add(1).ok_or(Error::<T>::TooManyProposals)?;
        let now = Self::now();
        let mut proposal = Proposal {
            proposer: proposer.clone(),
            track,
            call: call.clone(),
            text: text.clone(),
            text_version: 1,
            submitted: now,
            sponsored: 0,
            depositors: 0,
            status: Status::Preparing,
            decision: None,
            wake_at: None,
        };
        let deposit = rules.submission_deposit;
        let put_down = Deposit { submission: deposit, decision: 0 };
        Self::put_down(id, &mut proposal, &proposer, put_down)?;
        T::Preimages::hold(&call);
        ProposalCount::<T>::put(next);
        Self::deposit_event(Event::Submitted { id, proposer, track, call, text, deposit });
        Self::progress(id, proposal, now);
        Ok(())
    }

    pub(crate) fn do_set_text(who: AccountIdOf<T>, id: ProposalId, new: Text) -> DispatchResult {
        Proposals::<T>::try_mutate(id, |proposal| {
            let proposal = proposal.as_mut().ok_or(Error::<T>::NotFound)?;
            ensure!(proposal.proposer == who, Error::<T>::NotAuthorized);
            ensure!(!proposal.status.is_concluded(), Error::<T>::WrongStatus);
            ensure!(proposal.decision.is_none(), Error::<T>::DecisionStarted);
            let version = proposal.text_version.checked_add(1).ok_or(Error::<T>::Overflow)?;
            proposal.text_version = version;
            let old = core::mem::replace(&mut proposal.text, new.clone());
            Self::deposit_event(Event::TextChanged { id, version, old, new });
            Ok(())
        })
    }
}
