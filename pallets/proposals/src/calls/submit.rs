//! Submitting a proposal, and changing its text.

use althing_primitives::{
    eligibility::{Eligibility, PolicyVersion, Purpose},
    ProposalId, TrackId,
};
use frame_support::{
    dispatch::DispatchResultWithPostInfo,
    ensure,
    pallet_prelude::Weight,
    sp_runtime::DispatchResult,
    traits::{Get, QueryPreimage},
};

use crate::{
    AccountIdOf, BoundedCallOf, Config, Deposit, Error, Event, Pallet, Proposal, ProposalCount,
    Proposals, Status, Text, Tracks, WeightInfo,
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_submit(
        proposer: AccountIdOf<T>,
        track: TrackId,
        call: BoundedCallOf<T>,
        text: Text,
    ) -> DispatchResultWithPostInfo {
        let rules = Tracks::<T>::get(track).ok_or(Error::<T>::TrackNotFound)?;
        let policy = rules.policy;
        Self::ensure_eligible(&proposer, policy)?;
        let weight = Self::weight_of_submit(&call, policy);
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
        let event = Event::Submitted { id, proposer, track, call, text, deposit, policy };
        Self::deposit_event(event);
        Self::progress(id, proposal, now);
        Ok(Some(weight).into())
    }

    /// Checks that `who` meets `policy` in this block, if there is one to meet.
    fn ensure_eligible(
        who: &AccountIdOf<T>,
        policy: Option<PolicyVersion>,
    ) -> Result<(), Error<T>> {
        let Some(policy) = policy else { return Ok(()) };
        T::Eligibility::standing(who, policy, Self::now(), Purpose::Act)
            .map(|_| ())
            .map_err(|_| Error::<T>::NotEligible)
    }

    /// What a submission costs that is asked for `policy`.
    fn weight_of_submit(call: &BoundedCallOf<T>, policy: Option<PolicyVersion>) -> Weight {
        let weight = T::WeightInfo::submit(call.len().unwrap_or_else(T::MaxCallLen::get));
        match policy {
            Some(_) => weight.saturating_add(T::Eligibility::weight()),
            None => weight,
        }
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
