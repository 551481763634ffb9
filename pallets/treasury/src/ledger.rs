//! The money: what is available, and how it is committed, paid and released.
//!
//! What is committed is a hold on the treasury's own account, so the hold is the one figure of what
//! is promised, and nothing else in the runtime can spend it.

use althing_primitives::{apis::Statement, Balance, BlockNumber};
use frame_support::{
    pallet_prelude::*,
    traits::{
        fungible::{hold::Inspect as _, hold::Mutate as _, Inspect as _},
        tokens::{DepositConsequence, Fortitude, Precision, Preservation, Provenance, Restriction},
    },
};
use sp_runtime::{
    traits::{AccountIdConversion, SaturatedConversion},
    DispatchError,
};

use crate::{
    Asset, Concluded, Config, Error, Expiries, Expiry, HoldReason, Pallet, Spend, SpendCount,
    SpendId, Spends, Totals,
};

impl<T: Config> Pallet<T> {
    /// The account that holds the treasury's money. It takes donations and slashes as any account
    /// does; nobody has a key to it.
    pub fn account_id() -> T::AccountId {
        T::PalletId::get().into_account_truncating()
    }

    /// The money that is promised to beneficiaries.
    pub fn committed(asset: Asset) -> Balance {
        match asset {
            Asset::Native => {
                T::Currency::balance_on_hold(&Self::hold_reason(), &Self::account_id())
            }
        }
    }

    /// The money that may still be promised: all but what is held, and what keeps the account in
    /// existence.
    pub(crate) fn do_available(asset: Asset) -> Balance {
        match asset {
            Asset::Native => T::Currency::reducible_balance(
                &Self::account_id(),
                Preservation::Preserve,
                Fortitude::Polite,
            ),
        }
    }

    /// The statement of account.
    pub(crate) fn do_statement() -> Statement<T::AccountId> {
        let account = Self::account_id();
        let Totals { paid, released } = Concluded::<T>::get();
        Statement {
            balance: T::Currency::total_balance(&account),
            committed: Self::committed(Asset::Native),
            available: Self::do_available(Asset::Native),
            open_spends: Spends::<T>::count(),
            paid,
            released,
            account,
        }
    }

    /// The number of this block.
    pub(crate) fn now() -> BlockNumber {
        frame_system::Pallet::<T>::block_number().saturated_into()
    }

    /// The spend `id`, if it is open.
    ///
    /// # Errors
    /// `AlreadyConcluded` if there was such a spend, `NotFound` if there never was.
    pub(crate) fn expect_open(id: SpendId) -> Result<Spend<T::AccountId>, Error<T>> {
        Spends::<T>::get(id).ok_or_else(|| {
            if id < SpendCount::<T>::get() {
                Error::<T>::AlreadyConcluded
            } else {
                Error::<T>::NotFound
            }
        })
    }

    /// Holds the spend's money and stores the spend under the next number.
    pub(crate) fn open(spend: &Spend<T::AccountId>) -> Result<SpendId, DispatchError> {
        ensure!(spend.amount <= Self::do_available(spend.asset), Error::<T>::InsufficientFunds);
        match spend.asset {
            Asset::Native => {
                T::Currency::hold(&Self::hold_reason(), &Self::account_id(), spend.amount)?
            }
        }
        let id = SpendCount::<T>::get();
        SpendCount::<T>::put(id.checked_add(1).ok_or(Error::<T>::TooManySpends)?);
        Spends::<T>::insert(id, spend);
        Expiries::<T>::insert(Expiry::new(spend.expires, id), ());
        Ok(id)
    }

    /// Concludes a spend by paying it.
    pub(crate) fn settle(id: SpendId, spend: &Spend<T::AccountId>) -> DispatchResult {
        match spend.asset {
            Asset::Native => Self::pay_native(&spend.beneficiary, spend.amount)?,
        }
        Self::forget(id, spend.expires);
        Concluded::<T>::mutate(|totals| totals.paid = totals.paid.saturating_add(spend.amount));
        Ok(())
    }

    /// Concludes a spend by making its money available again.
    pub(crate) fn release(id: SpendId, spend: &Spend<T::AccountId>) -> DispatchResult {
        match spend.asset {
            Asset::Native => T::Currency::release(
                &Self::hold_reason(),
                &Self::account_id(),
                spend.amount,
                Precision::Exact,
            )?,
        };
        Self::forget(id, spend.expires);
        Concluded::<T>::mutate(|totals| {
            totals.released = totals.released.saturating_add(spend.amount);
        });
        Ok(())
    }

    /// Why the treasury holds what it has promised.
    fn hold_reason() -> T::RuntimeHoldReason {
        HoldReason::Committed.into()
    }

    /// Moves held money to a beneficiary, or says why it cannot receive it.
    fn pay_native(beneficiary: &T::AccountId, amount: Balance) -> DispatchResult {
        match T::Currency::can_deposit(beneficiary, amount, Provenance::Extant) {
            DepositConsequence::BelowMinimum | DepositConsequence::CannotCreate => {
                return Err(Error::<T>::BeneficiaryBelowMinimum.into())
            }
            DepositConsequence::Blocked => return Err(Error::<T>::BeneficiaryBlocked.into()),
            other => other.into_result()?,
        }
        T::Currency::transfer_on_hold(
            &Self::hold_reason(),
            &Self::account_id(),
            beneficiary,
            amount,
            Precision::Exact,
            Restriction::Free,
            Fortitude::Polite,
        )?;
        Ok(())
    }

    /// Removes a spend that is concluded.
    fn forget(id: SpendId, expires: BlockNumber) {
        Spends::<T>::remove(id);
        Expiries::<T>::remove(Expiry::new(expires, id));
    }
}
