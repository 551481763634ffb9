//! Promises money to a beneficiary.

use althing_primitives::{
    eligibility::{Eligibility, PolicyVersion},
    spending::SpendAuthority,
    Balance, BlockNumber,
};
use frame_support::pallet_prelude::*;

use crate::{Asset, Config, Error, Event, Pallet, Spend};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::spend`].
    pub(crate) fn do_spend(
        authority: SpendAuthority,
        amount: Balance,
        beneficiary: T::AccountId,
        valid_from: Option<BlockNumber>,
        expires: Option<BlockNumber>,
        policy: Option<PolicyVersion>,
    ) -> DispatchResult {
        ensure!(amount > 0, Error::<T>::ZeroAmount);
        ensure!(amount <= authority.limit, Error::<T>::AboveLimit);
        ensure!(beneficiary != Self::account_id(), Error::<T>::BeneficiaryIsTreasury);
        ensure!(policy.is_none_or(T::Eligibility::exists), Error::<T>::PolicyNotFound);
        let (valid_from, expires) = Self::claimable_span(valid_from, expires)?;
        let SpendAuthority { proposal, .. } = authority;
        let asset = Asset::Native;
        let spend = Spend { proposal, beneficiary, asset, amount, valid_from, expires, policy };
        let id = Self::open(&spend)?;
        let Spend { beneficiary, .. } = spend;
        Self::deposit_event(Event::SpendApproved {
            id,
            proposal,
            beneficiary,
            amount,
            valid_from,
            expires,
            policy,
        });
        Ok(())
    }

    /// The first block in which the spend can be claimed, and the first in which it no longer can.
    fn claimable_span(
        valid_from: Option<BlockNumber>,
        expires: Option<BlockNumber>,
    ) -> Result<(BlockNumber, BlockNumber), Error<T>> {
        let now = Self::now();
        let valid_from = valid_from.map_or(now, |block| block.max(now));
        // A default end past the last possible block means that last block.
        let expires = expires.unwrap_or_else(|| valid_from.saturating_add(T::PayoutPeriod::get()));
        ensure!(expires > now, Error::<T>::AlreadyExpired);
        ensure!(expires > valid_from, Error::<T>::NeverPayable);
        Ok((valid_from, expires))
    }
}
