//! How a voting pallet reaches a poll: `frame_support`'s [`Polling`], and what it does not tell.

use alloc::vec::Vec;

use althing_primitives::{
    apis::Position,
    poll::{HouseTally, Poll, PollInspect},
    Balance, BlockNumber, ProposalId, TrackId,
};
use frame_support::{
    sp_runtime::DispatchError,
    traits::{PollStatus, Polling},
};

use crate::{Config, Decision, Outcome, Pallet, ProposalOf, Proposals, Status, Tracks};

type PollStatusOf<'a, T> = PollStatus<&'a mut <T as Config>::Tally, BlockNumber, TrackId>;

impl<T: Config> Pallet<T> {
    /// The proposal and its decision, brought up to now, if it is under decision and not over.
    fn open_poll(id: ProposalId) -> Option<(ProposalOf<T>, Decision<T::Tally>)> {
        let mut proposal = Proposals::<T>::get(id)?;
        if proposal.status != Status::Deciding {
            return None;
        }
        let mut decision = proposal.decision.take()?;
        let progress = decision.evaluate(proposal.track, Self::now());
        progress.outcome.is_none().then_some((proposal, decision))
    }

    /// Where a proposal stands against its curves; none unless it is under decision.
    pub fn position_of(id: ProposalId) -> Option<Position> {
        let (proposal, decision) = Self::open_poll(id)?;
        let (track, now) = (proposal.track, Self::now());
        let required = decision.rules.required(now.saturating_sub(decision.began));
        let forecast = decision.forecast(track);
        Some(Position {
            houses: decision.tally.standings(track).into_inner(),
            required_approval: required.approval,
            required_support: required.support,
            passing: decision.is_passing(track, now),
            confirming_since: decision.confirming_since,
            decision_ends: decision.ends(),
            forecast_at: forecast.at(),
            forecast_approved: matches!(forecast, Outcome::Approved(_)),
        })
    }

    fn access<R, E>(
        id: ProposalId,
        f: impl FnOnce(PollStatusOf<'_, T>) -> Result<R, E>,
    ) -> Result<R, E> {
        let Some(mut proposal) = Proposals::<T>::get(id) else { return f(PollStatus::None) };
        let (track, now) = (proposal.track, Self::now());
        if proposal.status != Status::Deciding {
            return match proposal.status.poll_result() {
                Some((at, approved)) => f(PollStatus::Completed(at, approved)),
                None => f(PollStatus::None),
            };
        }
        let Some(decision) = proposal.decision.as_mut() else { return f(PollStatus::None) };
        let before = decision.evaluate(track, now);
        // Over, though the agenda has not come to it: the outcome stands, the ballot is too late.
        if let Some(outcome) = before.outcome {
            let approved = matches!(outcome, Outcome::Approved(_));
            return f(PollStatus::Completed(outcome.at(), approved));
        }
        let result = f(PollStatus::Ongoing(&mut decision.tally, track))?;
        let mut progress = decision.after_ballot(track, now);
        progress.started = progress.started.or(before.started);
        Self::follow_decision(id, proposal, progress, now);
        Ok(result)
    }
}

impl<T: Config> Polling<T::Tally> for Pallet<T> {
    type Index = ProposalId;
    type Votes = Balance;
    type Class = TrackId;
    type Moment = BlockNumber;

    fn classes() -> Vec<TrackId> {
        Tracks::<T>::iter_keys().collect()
    }

    fn as_ongoing(id: ProposalId) -> Option<(T::Tally, TrackId)> {
        Self::open_poll(id).map(|(proposal, decision)| (decision.tally, proposal.track))
    }

    fn access_poll<R>(id: ProposalId, f: impl FnOnce(PollStatusOf<'_, T>) -> R) -> R {
        let result = Self::access(id, |status| Ok::<R, core::convert::Infallible>(f(status)));
        match result {
            Ok(result) => result,
            Err(never) => match never {},
        }
    }

    fn try_access_poll<R>(
        id: ProposalId,
        f: impl FnOnce(PollStatusOf<'_, T>) -> Result<R, DispatchError>,
    ) -> Result<R, DispatchError> {
        Self::access(id, f)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn create_ongoing(track: TrackId) -> Result<ProposalId, ()> {
        crate::benchmarking::open_poll::<T>(track)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn end_ongoing(id: ProposalId, approved: bool) -> Result<(), ()> {
        crate::benchmarking::end_poll::<T>(id, approved)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn max_ongoing() -> (TrackId, u32) {
        (crate::benchmarking::TRACK, 16)
    }
}

impl<T: Config> PollInspect for Pallet<T> {
    fn poll(id: ProposalId) -> Option<Poll> {
        let (proposal, decision) = Self::open_poll(id)?;
        Some(Poll {
            track: proposal.track,
            electorate: decision.rules.electorate,
            began: decision.began,
            ends: decision.latest_end(),
        })
    }
}
