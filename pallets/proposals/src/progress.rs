//! Brings a proposal up to the present block, as if somebody had looked at it in every block.

use althing_primitives::{BlockNumber, ProposalId};

use crate::{
    decision::Progress, pallet::Stopper, Config, Event, Outcome, Pallet, ProposalOf, Proposals,
    Retries, Status, Tracks,
};

impl<T: Config> Pallet<T> {
    /// Does all that is due for the proposal in block `now`, other than running its call, and
    /// stores it. Yields whether its status changed.
    pub(crate) fn progress(id: ProposalId, mut proposal: ProposalOf<T>, now: BlockNumber) -> bool {
        match proposal.status.clone() {
            Status::Preparing => Self::progress_preparing(id, proposal, now),
            Status::Queued { .. } if !Tracks::<T>::contains_key(proposal.track) => {
                Self::leave_queue(id, proposal.track);
                Self::conclude_without_track(id, proposal, now);
                true
            }
            Status::Deciding => Self::progress_deciding(id, proposal, now),
            Status::Timelocked { until, .. } if proposal.wake_at.is_none() => {
                Self::wake(id, &mut proposal, until);
                Proposals::<T>::insert(id, proposal);
                false
            }
            Status::ExecutionFailed { at, error, attempts, deadline, retries: Retries::Open }
                if now > deadline =>
            {
                let retries = Retries::Over;
                let status = Status::ExecutionFailed { at, error, attempts, deadline, retries };
                Self::deposit_event(Event::RetriesOver { id });
                Self::conclude(id, proposal, status, now);
                true
            }
            status if status.is_concluded() => Self::prune(id, proposal, now),
            _ => {
                Proposals::<T>::insert(id, proposal);
                false
            }
        }
    }

    fn progress_preparing(id: ProposalId, mut proposal: ProposalOf<T>, now: BlockNumber) -> bool {
        let Some(track) = Tracks::<T>::get(proposal.track) else {
            Self::conclude_without_track(id, proposal, now);
            return true;
        };
        let is_complete = proposal.sponsored >= track.decision_deposit;
        let ready = proposal.submitted.saturating_add(track.preparation);
        let timeout = proposal.submitted.saturating_add(track.submission_timeout);
        if is_complete && ready <= now {
            Self::enqueue(id, proposal, now);
            return true;
        }
        if !is_complete && timeout <= now {
            Self::deposit_event(Event::TimedOut { id, at: timeout });
            Self::conclude(id, proposal, Status::TimedOut { at: timeout }, now);
            return true;
        }
        Self::wake(id, &mut proposal, if ready > now { ready } else { timeout });
        Proposals::<T>::insert(id, proposal);
        false
    }

    fn progress_deciding(id: ProposalId, mut proposal: ProposalOf<T>, now: BlockNumber) -> bool {
        let track = proposal.track;
        let Some(decision) = proposal.decision.as_mut() else { return false };
        let progress = decision.evaluate(track, now);
        Self::follow_decision(id, proposal, progress, now)
    }

    /// Tells of what evaluating a decision brought to light, draws its consequences and stores the
    /// proposal. Yields whether the decision is over.
    pub(crate) fn follow_decision(
        id: ProposalId,
        mut proposal: ProposalOf<T>,
        progress: Progress,
        now: BlockNumber,
    ) -> bool {
        let track = proposal.track;
        let Some(decision) = proposal.decision.as_ref() else { return false };
        if let Some(since) = progress.started {
            let ends = since.saturating_add(decision.rules.confirmation);
            Self::deposit_event(Event::ConfirmationStarted { id, since, ends });
        }
        if let Some(at) = progress.lost {
            Self::deposit_event(Event::ConfirmationLost { id, at });
        }
        if let Some(outcome) = progress.outcome {
            Self::end_decision(id, proposal, outcome, now);
            return true;
        }
        // An entry up to the block of the outcome suffices: being woken early costs one look,
        // and a ballot that moves the outcome a little writes nothing.
        let latest = decision.forecast(track).at();
        let next = decision.next_turn(track);
        if proposal.wake_at.is_none_or(|at| at > latest) {
            Self::wake(id, &mut proposal, next.max(now.saturating_add(1)));
        }
        Proposals::<T>::insert(id, proposal);
        false
    }

    pub(crate) fn end_decision(
        id: ProposalId,
        mut proposal: ProposalOf<T>,
        outcome: Outcome,
        now: BlockNumber,
    ) {
        Self::close_poll(id, proposal.track, now);
        let Some(decision) = proposal.decision.as_ref() else { return };
        let tally = decision.tally.clone();
        match outcome {
            Outcome::Approved(at) => {
                let until = at.saturating_add(decision.rules.timelock);
                proposal.status = Status::Timelocked { approved: at, until };
                proposal.wake_at = None;
                Self::wake(id, &mut proposal, until);
                Self::deposit_event(Event::Approved { id, at, executes_at: until, tally });
                Proposals::<T>::insert(id, proposal);
            }
            Outcome::Rejected(at) => {
                Self::deposit_event(Event::Rejected { id, at, tally });
                Self::conclude(id, proposal, Status::Rejected { at }, now);
            }
        }
    }

    pub(crate) fn conclude_without_track(
        id: ProposalId,
        proposal: ProposalOf<T>,
        now: BlockNumber,
    ) {
        let (by, reason) = (Stopper::TrackRemoved, Default::default());
        Self::deposit_event(Event::Cancelled { id, by, reason });
        Self::conclude(id, proposal, Status::Cancelled { at: now }, now);
    }
}
