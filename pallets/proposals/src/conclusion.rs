//! What happens when nothing can change a proposal any more.

use althing_primitives::{BlockNumber, ProposalId};
use frame_support::traits::{Get, QueryPreimage};

use crate::{Config, Due, Event, Pallet, ProposalOf, Proposals, Status};

impl<T: Config> Pallet<T> {
    /// Stores the proposal in its last status, lets go of its call, and notes when it may go.
    pub(crate) fn conclude(
        id: ProposalId,
        mut proposal: ProposalOf<T>,
        status: Status,
        now: BlockNumber,
    ) {
        if matches!(status, Status::Killed { .. }) && proposal.depositors > 0 {
            Self::put_on_agenda(Due::Slash(id), now);
        }
        proposal.status = status;
        proposal.wake_at = None;
        T::Preimages::drop(&proposal.call);
        Self::wake(id, &mut proposal, now.saturating_add(T::Retention::get()));
        Proposals::<T>::insert(id, proposal);
    }

    /// Takes a proposal out of whatever it is in the middle of, before it is stopped.
    pub(crate) fn interrupt(id: ProposalId, proposal: &ProposalOf<T>, now: BlockNumber) {
        match proposal.status {
            Status::Queued { .. } => Self::leave_queue(id, proposal.track),
            Status::Deciding => Self::close_poll(id, proposal.track, now),
            _ => (),
        }
    }

    /// Removes a concluded proposal whose time to be read is over, unless a deposit still waits to
    /// be claimed. Yields whether it was removed.
    pub(crate) fn prune(id: ProposalId, mut proposal: ProposalOf<T>, now: BlockNumber) -> bool {
        if proposal.depositors > 0 {
            Self::wake(id, &mut proposal, now.saturating_add(T::Retention::get()));
            Proposals::<T>::insert(id, proposal);
            return false;
        }
        Proposals::<T>::remove(id);
        Self::deposit_event(Event::Pruned { id });
        true
    }
}
