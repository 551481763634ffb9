//! What an issuer does with its own: its bond and its keys.

use althing_primitives::Balance;
use frame_support::{
    pallet_prelude::*,
    traits::{fungible::MutateHold, tokens::Precision},
};

use crate::{
    Config, Error, Event, HoldReason, Issuer, IssuerId, IssuerKey, IssuerKeys, IssuerStatus,
    Issuers, Keys, Pallet,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::set_bond`].
    ///
    /// The bond is the issuer's money: whatever its status, it can take back what no deposit takes
    /// up. Only one that is removed for good cannot add to it.
    pub(crate) fn do_set_bond(who: T::AccountId, id: IssuerId, amount: Balance) -> DispatchResult {
        let mut issuer = Self::expect_principal(&who, id)?;
        let old = issuer.bond;
        ensure!(amount != old, Error::<T>::NothingToDo);
        let reason = HoldReason::Bond.into();
        if amount > old {
            let removed = matches!(issuer.status, IssuerStatus::Removed { .. });
            ensure!(!removed, Error::<T>::IssuerRemoved);
            T::Currency::hold(&reason, &who, amount.saturating_sub(old))?;
        } else {
            let less = old.saturating_sub(amount);
            ensure!(less <= Self::bond_room(id, &issuer), Error::<T>::BondInUse);
            T::Currency::release(&reason, &who, less, Precision::Exact)?;
        }
        issuer.bond = amount;
        Issuers::<T>::insert(id, issuer);
        Self::deposit_event(Event::BondChanged { issuer: id, old, new: amount });
        Ok(())
    }

    /// See [`Pallet::set_keys`].
    pub(crate) fn do_set_keys(who: T::AccountId, id: IssuerId, keys: IssuerKeys) -> DispatchResult {
        Self::expect_active_principal(&who, id)?;
        let old = Keys::<T>::get(id);
        ensure!(keys != old, Error::<T>::NothingToDo);
        ensure!(are_distinct_keys(&keys), Error::<T>::InvalidKey);
        match keys.is_empty() {
            true => Keys::<T>::remove(id),
            false => Keys::<T>::insert(id, &keys),
        }
        Self::deposit_event(Event::KeysChanged { issuer: id, old, new: keys });
        Ok(())
    }

    /// The issuer, if `who` is its account.
    pub(crate) fn expect_principal(
        who: &T::AccountId,
        id: IssuerId,
    ) -> Result<Issuer<T::AccountId>, Error<T>> {
        let issuer = Self::expect_issuer(id)?;
        ensure!(issuer.account == *who, Error::<T>::NotAuthorized);
        Ok(issuer)
    }

    /// The issuer, if `who` is its account and it is active.
    pub(crate) fn expect_active_principal(
        who: &T::AccountId,
        id: IssuerId,
    ) -> Result<Issuer<T::AccountId>, Error<T>> {
        let issuer = Self::expect_principal(who, id)?;
        ensure!(issuer.status == IssuerStatus::Active, Error::<T>::IssuerNotActive);
        Ok(issuer)
    }
}

/// Whether all of them look like keys, and none is there twice.
fn are_distinct_keys(keys: &IssuerKeys) -> bool {
    keys.iter().enumerate().all(|(place, key)| {
        looks_like_a_key(key) && keys.iter().take(place).all(|other| other != key)
    })
}

/// Whether a key can be one, as far as its bytes show: a compressed point of P-256 begins with 2 or
/// 3 (SEC 1, 2.3.3), and bytes that were never filled in are no key.
fn looks_like_a_key(key: &IssuerKey) -> bool {
    match key {
        IssuerKey::Ed25519(bytes) => bytes.iter().any(|byte| *byte != 0),
        IssuerKey::Es256(bytes) => {
            matches!(bytes.first(), Some(2 | 3)) && bytes.iter().skip(1).any(|byte| *byte != 0)
        }
    }
}
