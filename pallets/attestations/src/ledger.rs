//! Deposits: what is held for attestations, and whose tokens it is.
//!
//! A deposit that a bond covers moves no tokens: the bond is held already, and only the part of it
//! that is taken up changes. What a block draws is summed up in [`Draws`] and added to the issuers
//! when the block ends, so that issuing a thousand attestations writes their issuer once.

use althing_primitives::Balance;
use frame_support::{
    ensure,
    pallet_prelude::*,
    traits::{fungible::MutateHold, tokens::Precision::Exact},
};

use crate::{
    Config, Deposit, Draws, Error, HoldReason, Issuer, IssuerId, Issuers, Pallet, Payer, SubjectOf,
};

impl<T: Config> Pallet<T> {
    /// What is held for one attestation.
    pub(crate) fn deposit_for(tagged: bool) -> Result<Balance, Error<T>> {
        let tag = if tagged { T::TagDeposit::get() } else { 0 };
        T::AttestationDeposit::get().checked_add(tag).ok_or(Error::<T>::Overflow)
    }

    /// Who pays for what an issuer brings to the chain itself.
    pub(crate) fn payer_for(issuer: &Issuer<T::AccountId>) -> Payer {
        match issuer.bond {
            0 => Payer::Issuer,
            _ => Payer::Bond,
        }
    }

    /// Takes the deposit for one attestation.
    pub(crate) fn take_deposit(
        payer: Payer,
        id: IssuerId,
        issuer: &Issuer<T::AccountId>,
        subject: &SubjectOf<T>,
        tagged: bool,
    ) -> Result<Deposit, DispatchError> {
        let amount = Self::deposit_for(tagged)?;
        match payer {
            Payer::Bond => Self::draw(id, issuer, amount)?,
            Payer::Issuer => Self::hold_deposit(&issuer.account, amount)?,
            Payer::Subject => {
                let account = subject.account().ok_or(Error::<T>::WrongSubject)?;
                Self::hold_deposit(account, amount)?;
            }
        }
        Ok(Deposit { payer, amount })
    }

    /// Returns what was held for one attestation.
    pub(crate) fn return_deposit(
        deposit: Deposit,
        id: IssuerId,
        subject: &SubjectOf<T>,
    ) -> DispatchResult {
        let Deposit { payer, amount } = deposit;
        match payer {
            Payer::Bond => Self::give_back(id, amount),
            Payer::Issuer => Self::release_deposit(&Self::expect_issuer(id)?.account, amount),
            Payer::Subject => {
                let account = subject.account().ok_or(Error::<T>::WrongSubject)?;
                Self::release_deposit(account, amount)
            }
        }
    }

    /// What a bond has left for deposits.
    pub(crate) fn bond_room(id: IssuerId, issuer: &Issuer<T::AccountId>) -> Balance {
        issuer.bond.saturating_sub(issuer.drawn).saturating_sub(Self::drawn_in_block(id))
    }

    /// Adds what this block has drawn to the issuers.
    pub(crate) fn settle_draws() {
        for (id, amount) in Draws::<T>::take() {
            Issuers::<T>::mutate_extant(id, |issuer| {
                issuer.drawn = issuer.drawn.saturating_add(amount);
            });
        }
    }

    fn drawn_in_block(id: IssuerId) -> Balance {
        let draws = Draws::<T>::get();
        let own = draws.iter().find(|(drawer, _)| *drawer == id);
        own.map_or(0, |(_, amount)| *amount)
    }

    fn draw(id: IssuerId, issuer: &Issuer<T::AccountId>, amount: Balance) -> DispatchResult {
        Draws::<T>::try_mutate(|draws| {
            let position = draws.iter().position(|(drawer, _)| *drawer == id);
            let position = match position {
                Some(position) => position,
                None => {
                    draws.try_push((id, 0)).map_err(|_| Error::<T>::BlockFull)?;
                    draws.len().saturating_sub(1)
                }
            };
            let (_, drawn) = draws.get_mut(position).ok_or(Error::<T>::BlockFull)?;
            let new = drawn.checked_add(amount).ok_or(Error::<T>::Overflow)?;
            let total = issuer.drawn.checked_add(new).ok_or(Error::<T>::Overflow)?;
            ensure!(total <= issuer.bond, Error::<T>::BondExhausted);
            *drawn = new;
            Ok(())
        })
    }

    /// Gives back first what was drawn in this block, for the issuer does not know of it yet.
    fn give_back(id: IssuerId, amount: Balance) -> DispatchResult {
        let from_block = Draws::<T>::mutate(|draws| {
            let own = draws.iter_mut().find(|(drawer, _)| *drawer == id);
            own.map_or(0, |(_, drawn)| {
                let part = amount.min(*drawn);
                *drawn = drawn.saturating_sub(part);
                part
            })
        });
        let rest = amount.saturating_sub(from_block);
        if rest == 0 {
            return Ok(());
        }
        Issuers::<T>::try_mutate(id, |issuer| {
            let issuer = issuer.as_mut().ok_or(Error::<T>::IssuerNotFound)?;
            issuer.drawn = issuer.drawn.checked_sub(rest).ok_or(Error::<T>::Overflow)?;
            Ok(())
        })
    }

    fn hold_deposit(who: &T::AccountId, amount: Balance) -> DispatchResult {
        T::Currency::hold(&HoldReason::Attestation.into(), who, amount)
    }

    fn release_deposit(who: &T::AccountId, amount: Balance) -> DispatchResult {
        T::Currency::release(&HoldReason::Attestation.into(), who, amount, Exact).map(|_| ())
    }
}
