use frame_support::{dispatch::DispatchResult, ensure, traits::fungible::InspectHold};
use sp_runtime::DispatchError;

use crate::{Config, Error, Event, HoldReason, Pallet, Stakes};

/// Whether the records followed what is on hold.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Followed {
    /// Somebody had taken tokens; the records say so now.
    Loss,
    /// They agreed.
    Nothing,
}

impl<T: Config> Pallet<T> {
    /// Brings an account's records down to what is on hold, and says if there is nothing to do.
    pub(crate) fn do_rebase(who: T::AccountId) -> DispatchResult {
        let followed = Self::follow_hold(&who)?;
        ensure!(followed == Followed::Loss, Error::<T>::NothingToRebase);
        Ok(())
    }

    /// Brings an account's records down to what is on hold.
    pub(crate) fn follow_hold(who: &T::AccountId) -> Result<Followed, DispatchError> {
        let on_hold = T::Currency::balance_on_hold(&HoldReason::Stake.into(), who);
        let mut ledger = Stakes::<T>::get(who);
        let previous = ledger.total();
        let lost = previous.saturating_sub(on_hold);
        if lost == 0 {
            return Ok(Followed::Nothing);
        }
        let clock = Self::clock();
        ledger.reduce(lost);
        Self::cap_own(who, &clock, &ledger)?;
        let tiers = ledger.tiers;
        Self::put_ledger(who, ledger);
        let counts_from = clock.next_epoch();
        let who = who.clone();
        Self::deposit_event(Event::Rebased { who, previous, on_hold, tiers, counts_from });
        Ok(Followed::Loss)
    }
}
