//! Proposals that are ready wait, first come first served, until their track has room for one more
//! decision. The queue has no greatest length: nobody's deposit is stranded by a full one.

use althing_primitives::{poll::Ballots, BlockNumber, ProposalId, TrackId};
use frame_system::Pallet as System;

use crate::{
    Config, DecidingCount, Decision, Due, Event, Pallet, ProposalOf, Proposals, Queue, QueueEnds,
    QueuePosition, Status, Tracks,
};

/// How many gaps one look at a queue skips; the rest are skipped in the next block.
const MAX_GAPS: u32 = 16;

impl<T: Config> Pallet<T> {
    /// Puts a proposal that is ready at the end of its track's queue, and starts the decision on
    /// the first if there is room.
    pub(crate) fn enqueue(id: ProposalId, mut proposal: ProposalOf<T>, now: BlockNumber) {
        let track = proposal.track;
        let position = QueueEnds::<T>::mutate(track, |(_, next)| {
            let position = *next;
            *next = next.saturating_add(1);
            position
        });
        Queue::<T>::insert(track, position, id);
        QueuePosition::<T>::insert(id, position);
        proposal.status = Status::Queued { since: now };
        proposal.wake_at = None;
        Proposals::<T>::insert(id, proposal);
        Self::deposit_event(Event::Queued { id, track, position });
        Self::start_next(track, now);
    }

    /// Takes a proposal out of its track's queue, leaving a gap.
    pub(crate) fn leave_queue(id: ProposalId, track: TrackId) {
        if let Some(position) = QueuePosition::<T>::take(id) {
            Queue::<T>::remove(track, position);
        }
    }

    /// Starts the decision on the first proposal in the queue if there is room, and sees to it
    /// that the next is looked at in the next block. Without its track, cancels the first.
    pub(crate) fn start_next(track: TrackId, now: BlockNumber) {
        let rules = Tracks::<T>::get(track);
        let has_room = |deciding| rules.as_ref().is_none_or(|rules| deciding < rules.max_deciding);
        if !has_room(DecidingCount::<T>::get(track)) {
            return;
        }
        if let Some(id) = Self::take_first(track) {
            match (Proposals::<T>::get(id), &rules) {
                (Some(proposal), Some(rules)) => {
                    let decision = T::Ballots::open(id, track, rules.electorate).map(|tally| {
                        Decision::new(rules.clone(), Self::transaction_version(), tally, now)
                    });
                    match decision {
                        Ok(decision) => Self::start_decision(id, proposal, decision, now),
                        Err(error) => {
                            frame_support::defensive!("a poll opens once", error);
                            Self::conclude_without_track(id, proposal, now);
                        }
                    }
                }
                (Some(proposal), None) => Self::conclude_without_track(id, proposal, now),
                (None, _) => (),
            }
        }
        let (first, next) = QueueEnds::<T>::get(track);
        if first < next && has_room(DecidingCount::<T>::get(track)) {
            Self::put_on_agenda(Due::Queue(track), now);
        }
    }

    fn take_first(track: TrackId) -> Option<ProposalId> {
        QueueEnds::<T>::mutate(track, |(first, next)| {
            for _ in 0..MAX_GAPS {
                if *first >= *next {
                    return None;
                }
                let position = *first;
                *first = first.saturating_add(1);
                if let Some(id) = Queue::<T>::take(track, position) {
                    QueuePosition::<T>::remove(id);
                    return Some(id);
                }
            }
            None
        })
    }

    pub(crate) fn start_decision(
        id: ProposalId,
        mut proposal: ProposalOf<T>,
        decision: Decision<T::Tally>,
        now: BlockNumber,
    ) {
        let track = proposal.track;
        DecidingCount::<T>::mutate(track, |count| *count = count.saturating_add(1));
        Self::deposit_event(Event::DecisionStarted {
            id,
            track,
            call: proposal.call.clone(),
            text_hash: proposal.text.hash,
            ends: decision.ends(),
            tally: decision.tally.clone(),
        });
        proposal.status = Status::Deciding;
        proposal.decision = Some(decision);
        proposal.wake_at = None;
        Self::progress(id, proposal, now);
    }

    /// Gives a decision's place on its track free, and has the ballots closed.
    pub(crate) fn close_poll(id: ProposalId, track: TrackId, now: BlockNumber) {
        T::Ballots::close(id);
        DecidingCount::<T>::mutate(track, |count| *count = count.saturating_sub(1));
        let (first, next) = QueueEnds::<T>::get(track);
        if first < next {
            Self::put_on_agenda(Due::Queue(track), now);
        }
    }

    pub(crate) fn transaction_version() -> u32 {
        System::<T>::runtime_version().transaction_version
    }
}
