//! Putting down the decision deposit, together.

use althing_primitives::{Balance, ProposalId};
use frame_support::{ensure, sp_runtime::DispatchResult};

use crate::{AccountIdOf, Config, Deposit, Error, Event, Pallet, Proposals, Status, Tracks};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_sponsor(
        who: AccountIdOf<T>,
        id: ProposalId,
        amount: Balance,
    ) -> DispatchResult {
        ensure!(amount > 0, Error::<T>::AmountZero);
        let mut proposal = Proposals::<T>::get(id).ok_or(Error::<T>::NotFound)?;
        ensure!(proposal.status == Status::Preparing, Error::<T>::WrongStatus);
        let track = Tracks::<T>::get(proposal.track).ok_or(Error::<T>::TrackNotFound)?;
        let now = Self::now();
        let timeout = proposal.submitted.saturating_add(track.submission_timeout);
        ensure!(now < timeout, Error::<T>::TooLate);
        let required = track.decision_deposit;
        let missing = required.saturating_sub(proposal.sponsored);
        ensure!(missing > 0, Error::<T>::DepositComplete);
        let amount = amount.min(missing);
        let put_down = Deposit { submission: 0, decision: amount };
        Self::put_down(id, &mut proposal, &who, put_down)?;
        let sponsored = proposal.sponsored;
        Self::deposit_event(Event::Sponsored { id, who, amount, sponsored, required });
        Self::progress(id, proposal, now);
        Ok(())
    }
}
