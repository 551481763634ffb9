//! Deposits: one pool a proposal, of any number of accounts, each of which gets its own part back.

use alloc::vec::Vec;

use althing_primitives::{BlockNumber, ProposalId};
use frame_support::{
    ensure,
    sp_runtime::DispatchResult,
    storage::with_storage_layer,
    traits::{
        fungible::MutateHold,
        tokens::{Fortitude, Precision, Restriction},
        Get,
    },
};

use crate::{
    AccountIdOf, Config, Deposit, Deposits, Due, Error, Event, HoldReason, Pallet, ProposalOf,
    Proposals, Status,
};

/// How many deposits one entry of the agenda slashes.
pub(crate) const SLASHES_AT_A_TIME: usize = 8;

impl<T: Config> Pallet<T> {
    /// Holds `added` of the tokens of `who`.
    pub(crate) fn put_down(
        id: ProposalId,
        proposal: &mut ProposalOf<T>,
        who: &AccountIdOf<T>,
        added: Deposit,
    ) -> DispatchResult {
        if added.total() == 0 {
            return Ok(());
        }
        T::Currency::hold(&HoldReason::ProposalDeposit.into(), who, added.total())?;
        let old = Deposits::<T>::get(id, who);
        if old.is_none() {
            proposal.depositors = proposal.depositors.checked_add(1).ok_or(Error::<T>::Overflow)?;
        }
        let old = old.unwrap_or_default();
        let new = Deposit {
            submission: old.submission.checked_add(added.submission).ok_or(Error::<T>::Overflow)?,
            decision: old.decision.checked_add(added.decision).ok_or(Error::<T>::Overflow)?,
        };
        proposal.sponsored =
            proposal.sponsored.checked_add(added.decision).ok_or(Error::<T>::Overflow)?;
        Deposits::<T>::insert(id, who, new);
        Ok(())
    }

    /// Pays the deposit of `who` back, or slashes it if the proposal was killed.
    pub(crate) fn do_settle(id: ProposalId, who: &AccountIdOf<T>) -> DispatchResult {
        let mut proposal = Proposals::<T>::get(id).ok_or(Error::<T>::NotFound)?;
        ensure!(proposal.status.is_concluded(), Error::<T>::WrongStatus);
        let deposit = Deposits::<T>::take(id, who).ok_or(Error::<T>::NoDeposit)?;
        proposal.depositors = proposal.depositors.saturating_sub(1);
        let (reason, amount) = (HoldReason::ProposalDeposit.into(), deposit.total());
        if matches!(proposal.status, Status::Killed { .. }) {
            let to = T::SlashDestination::get();
            let amount = T::Currency::transfer_on_hold(
                &reason,
                who,
                &to,
                amount,
                Precision::BestEffort,
                Restriction::Free,
                Fortitude::Force,
            )?;
            Self::deposit_event(Event::DepositSlashed { id, who: who.clone(), amount, to });
        } else {
            let amount = T::Currency::release(&reason, who, amount, Precision::BestEffort)?;
            Self::deposit_event(Event::DepositRefunded { id, who: who.clone(), amount });
        }
        Proposals::<T>::insert(id, proposal);
        Ok(())
    }

    /// Slashes some of the deposits on a proposal that was killed, and the rest from the next
    /// block on.
    pub(crate) fn slash_next(id: ProposalId, now: BlockNumber) {
        let mut depositors: Vec<_> =
            Deposits::<T>::iter_key_prefix(id).take(SLASHES_AT_A_TIME).collect();
        depositors.retain(|who| with_storage_layer(|| Self::do_settle(id, who)).is_ok());
        let is_over = Proposals::<T>::get(id).is_none_or(|proposal| proposal.depositors == 0);
        if !is_over && !depositors.is_empty() {
            Self::put_on_agenda(Due::Slash(id), now);
        }
    }
}
