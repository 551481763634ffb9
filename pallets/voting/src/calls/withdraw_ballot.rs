use althing_primitives::ProposalId;
use frame_support::dispatch::DispatchResult;

use super::vote::Handover;
use crate::{Ballot, Ballots, Config, Error, Event, Pallet};

impl<T: Config> Pallet<T> {
    /// Withdraws a ballot from an open poll, and gives a delegator's own say back to its delegate.
    pub(crate) fn do_withdraw_ballot(who: T::AccountId, poll: ProposalId) -> DispatchResult {
        Self::with_open_poll(poll, |tally| {
            let ballot = Ballots::<T>::get(poll, &who).ok_or(Error::<T>::NoBallot)?;
            let standing = Self::standing(&who, tally.epoch)?;
            Self::recount(poll, &who, tally, Some(&ballot), None)?;
            let Ballot { choice, say } = ballot;
            Self::deposit_event(Event::BallotWithdrawn { poll, who: who.clone(), choice, say });
            Self::hand_over(poll, who, standing, tally, Handover::Return)
        })
    }
}
