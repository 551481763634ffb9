//! What is true after every block.

use althing_primitives::{eligibility::Eligibility, Balance};
use frame_support::{ensure, traits::fungible::Inspect as _};
use sp_runtime::DispatchError;

use crate::{Asset, Config, Expiries, Expiry, Pallet, SpendCount, Spends};

impl<T: Config> Pallet<T> {
    /// Checks that all of this is true:
    ///
    /// 1. What is held on the treasury's account is the sum of the open spends.
    /// 2. The stored number of open spends is right.
    /// 3. Every open spend has a number that was given out.
    /// 4. Every open spend has its key among the expiries.
    /// 5. Every key among the expiries belongs to an open spend that expires in that block.
    /// 6. Every open spend promises something.
    /// 7. Every open spend can be claimed in at least one block.
    /// 8. No open spend is promised to the treasury itself.
    /// 9. While anything is promised, the account keeps what it needs to exist beside it.
    /// 10. Every policy that an open spend asks for exists.
    ///
    /// # Errors
    /// Names the first of these that is not.
    pub fn do_try_state() -> Result<(), DispatchError> {
        Self::money_adds_up()?;
        Self::spends_are_sound()?;
        Self::expiries_match()
    }

    /// Invariants 1 and 9.
    fn money_adds_up() -> Result<(), DispatchError> {
        let promised = Spends::<T>::iter_values()
            .try_fold(Balance::default(), |sum, spend| sum.checked_add(spend.amount));
        let held = Self::committed(Asset::Native);
        ensure!(promised == Some(held), "1: the hold is not the sum of the open spends");
        ensure!(
            held == 0
                || T::Currency::balance(&Self::account_id()) >= T::Currency::minimum_balance(),
            "9: the account does not keep what it needs to exist"
        );
        Ok(())
    }

    /// Invariants 2, 3, 6, 7, 8 and 10.
    fn spends_are_sound() -> Result<(), DispatchError> {
        let stored = Spends::<T>::iter_keys().count();
        ensure!(
            usize::try_from(Spends::<T>::count()) == Ok(stored),
            "2: the number of open spends is wrong"
        );
        let next = SpendCount::<T>::get();
        let treasury = Self::account_id();
        for (id, spend) in Spends::<T>::iter() {
            ensure!(id < next, "3: a spend has a number that was never given out");
            ensure!(spend.amount > 0, "6: a spend promises nothing");
            ensure!(spend.valid_from < spend.expires, "7: a spend can never be claimed");
            ensure!(spend.beneficiary != treasury, "8: a spend is promised to the treasury");
            ensure!(
                spend.policy.is_none_or(T::Eligibility::exists),
                "10: a spend asks for a policy that does not exist"
            );
        }
        Ok(())
    }

    /// Invariants 4 and 5.
    fn expiries_match() -> Result<(), DispatchError> {
        for (id, spend) in Spends::<T>::iter() {
            ensure!(
                Expiries::<T>::contains_key(Expiry::new(spend.expires, id)),
                "4: a spend has no key among the expiries"
            );
        }
        for key in Expiries::<T>::iter_keys() {
            ensure!(
                Spends::<T>::get(key.id()).is_some_and(|spend| spend.expires == key.expires()),
                "5: an expiry belongs to no spend"
            );
        }
        Ok(())
    }
}
