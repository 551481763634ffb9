use althing_primitives::Balance;
use frame_support::{dispatch::DispatchResult, ensure, traits::fungible::MutateHold};
use sp_runtime::ArithmeticError;

use crate::{records::Clock, Config, Error, Event, HoldReason, Pallet, Stakes, TierIndex};

impl<T: Config> Pallet<T> {
    /// Puts tokens on hold and has them count after the warm-up.
    pub(crate) fn do_stake(who: T::AccountId, tier: TierIndex, amount: Balance) -> DispatchResult {
        ensure!(amount > 0, Error::<T>::ZeroAmount);
        let clock = Self::clock();
        ensure!(clock.rules.tier(tier).is_some(), Error::<T>::UnknownTier);
        T::Currency::hold(&HoldReason::Stake.into(), &who, amount)?;
        let total = Self::add_stake(&who, &clock, tier, amount)?;
        let counts_from = clock.settled();
        Self::deposit_event(Event::Staked { who, tier, amount, total, counts_from });
        Ok(())
    }

    /// Adds tokens that are on hold to a tier, and has them count after the warm-up. Returns all
    /// that is staked in the tier.
    pub(crate) fn add_stake(
        who: &T::AccountId,
        clock: &Clock,
        tier: TierIndex,
        amount: Balance,
    ) -> Result<Balance, sp_runtime::DispatchError> {
        let total = Stakes::<T>::try_mutate(who, |ledger| {
            let staked = ledger.tiers.get_mut(usize::from(tier)).ok_or(Error::<T>::UnknownTier)?;
            *staked = staked.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
            Ok::<_, sp_runtime::DispatchError>(*staked)
        })?;
        Self::add_own(who, clock, clock.settled(), tier, amount)?;
        Ok(total)
    }
}
