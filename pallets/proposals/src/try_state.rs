//! What always holds, checked.

use alloc::collections::BTreeMap;

use althing_primitives::{eligibility::Eligibility, poll::Ballots, Balance, ProposalId, TrackId};
use frame_support::{ensure, sp_runtime::DispatchError, traits::fungible::InspectHold};

use crate::{
    AccountIdOf, Agenda, AgendaCount, AgendaCursor, Config, DecidingCount, Deposits, Due,
    HoldReason, Pallet, ProposalCount, Proposals, Queue, QueueEnds, QueuePosition, Status, Tracks,
};

impl<T: Config> Pallet<T> {
    /// Checks, of the whole state, that
    ///
    /// 1. every proposal is numbered below the count, and has a decision exactly from its start on;
    /// 2. every track's count of decisions is the number of its proposals under decision;
    /// 3. every queued proposal stands in its track's queue once, between its ends, and nothing
    ///    else does;
    /// 4. every account's hold for deposits is the sum of its deposits, and every proposal's
    ///    figures are those of its deposits;
    /// 5. every proposal that waits for a block is on the agenda of that block, not before the
    ///    cursor, and every proposal waits for a block unless it waits for somebody;
    /// 6. nothing is on the agenda beyond the count of its block;
    /// 7. every track makes sense, and outlasts neither the memory of say nor the shortest lock;
    /// 8. every policy that a track asks for exists.
    ///
    /// # Errors
    /// A sentence that names what does not hold.
    pub fn do_try_state() -> Result<(), DispatchError> {
        Self::check_proposals()?;
        Self::check_decisions()?;
        Self::check_queues()?;
        Self::check_deposits()?;
        Self::check_agenda()?;
        Self::check_tracks()
    }

    fn check_proposals() -> Result<(), DispatchError> {
        for (id, proposal) in Proposals::<T>::iter() {
            ensure!(id < ProposalCount::<T>::get(), "1: a proposal is numbered beyond the count");
            let has_decision = proposal.decision.is_some();
            match proposal.status {
                Status::Preparing | Status::Queued { .. } | Status::TimedOut { .. } => {
                    ensure!(!has_decision, "1: a decision stands before its start");
                }
                Status::Cancelled { .. } | Status::Killed { .. } => (),
                _ => ensure!(has_decision, "1: a decision is missing"),
            }
        }
        Ok(())
    }

    fn check_decisions() -> Result<(), DispatchError> {
        let mut deciding = BTreeMap::<TrackId, u32>::new();
        for proposal in Proposals::<T>::iter_values() {
            if proposal.status == Status::Deciding {
                let count = deciding.entry(proposal.track).or_default();
                *count = count.saturating_add(1);
            }
        }
        for (track, count) in DecidingCount::<T>::iter().filter(|(_, count)| *count > 0) {
            ensure!(
                deciding.remove(&track) == Some(count),
                "2: a track's count of decisions is wrong"
            );
        }
        ensure!(deciding.is_empty(), "2: a decision is not counted on its track");
        Ok(())
    }

    fn check_queues() -> Result<(), DispatchError> {
        for (track, position, id) in Queue::<T>::iter() {
            let (first, next) = QueueEnds::<T>::get(track);
            ensure!(first <= position && position < next, "3: an entry is beyond its queue's ends");
            ensure!(QueuePosition::<T>::get(id) == Some(position), "3: an entry is out of place");
            let is_queued = Proposals::<T>::get(id).is_some_and(|proposal| {
                proposal.track == track && matches!(proposal.status, Status::Queued { .. })
            });
            ensure!(is_queued, "3: an entry is not of a queued proposal");
        }
        for (id, proposal) in Proposals::<T>::iter() {
            let is_queued = matches!(proposal.status, Status::Queued { .. });
            let position = QueuePosition::<T>::get(id);
            ensure!(is_queued == position.is_some(), "3: a queued proposal has lost its place");
            if let Some(position) = position {
                let entry = Queue::<T>::get(proposal.track, position);
                ensure!(entry == Some(id), "3: a queued proposal is not in its queue");
            }
        }
        Ok(())
    }

    fn check_deposits() -> Result<(), DispatchError> {
        let mut held = BTreeMap::<AccountIdOf<T>, Balance>::new();
        let mut depositors = BTreeMap::<ProposalId, u32>::new();
        let mut sponsored = BTreeMap::<ProposalId, Balance>::new();
        for (id, who, deposit) in Deposits::<T>::iter() {
            let sum = held.entry(who).or_default();
            *sum = sum.saturating_add(deposit.total());
            let count = depositors.entry(id).or_default();
            *count = count.saturating_add(1);
            let sum = sponsored.entry(id).or_default();
            *sum = sum.saturating_add(deposit.decision);
        }
        for (who, sum) in held {
            let on_hold = T::Currency::balance_on_hold(&HoldReason::ProposalDeposit.into(), &who);
            ensure!(on_hold == sum, "4: a hold is not the sum of the deposits");
        }
        for (id, proposal) in Proposals::<T>::iter() {
            let count = depositors.remove(&id).unwrap_or_default();
            ensure!(count == proposal.depositors, "4: a proposal's count of depositors is wrong");
            if !proposal.status.is_concluded() {
                let sum = sponsored.remove(&id).unwrap_or_default();
                ensure!(sum == proposal.sponsored, "4: a proposal's sum of deposits is wrong");
            }
        }
        ensure!(depositors.is_empty(), "4: a deposit is on no proposal");
        Ok(())
    }

    fn check_agenda() -> Result<(), DispatchError> {
        let cursor = AgendaCursor::<T>::get();
        let mut agenda = BTreeMap::<ProposalId, alloc::vec::Vec<_>>::new();
        for (block, index, due) in Agenda::<T>::iter() {
            let is_ahead = (block, index) >= (cursor.block, cursor.index);
            ensure!(is_ahead, "6: an entry was left behind the cursor");
            ensure!(index < AgendaCount::<T>::get(block), "6: an entry is beyond the count");
            if let Due::Proposal(id) = due {
                agenda.entry(id).or_default().push(block);
            }
        }
        for (id, proposal) in Proposals::<T>::iter() {
            match proposal.wake_at {
                Some(at) => {
                    let is_due = agenda.get(&id).is_some_and(|blocks| blocks.contains(&at));
                    ensure!(is_due, "5: a proposal waits for a block that does not know of it");
                }
                None => ensure!(
                    matches!(proposal.status, Status::Queued { .. } | Status::Outdated { .. }),
                    "5: a proposal waits for nothing"
                ),
            }
        }
        Ok(())
    }

    fn check_tracks() -> Result<(), DispatchError> {
        let horizon = T::Ballots::horizon();
        let are_valid = Tracks::<T>::iter_values().all(|track| track.is_valid(&horizon));
        ensure!(are_valid, "7: a track is invalid");
        let mut policies = Tracks::<T>::iter_values().filter_map(|track| track.policy);
        ensure!(
            policies.all(T::Eligibility::exists),
            "8: a track asks for a policy that does not exist"
        );
        Ok(())
    }
}
