//! Freezes: laying them on, prolonging and ending them, and for how long within a year.
//!
//! A freeze is at work in every block from the one that lays it on to the one before its end. One
//! that an appeal pauses is at work up to the block before that, and again from the block that puts
//! it back to work. Where it stops, the span over which it was at work is remembered.

use althing_primitives::{Balance, BlockNumber};
use frame_support::{
    defensive,
    pallet_prelude::*,
    traits::{fungible::freeze::Mutate, Contains},
};
use sp_core::H256;

use crate::{
    Config, Error, Event, Freeze, FreezeCause, FreezeEffect, FreezeReason, FreezeRecord, Freezes,
    Office, Pallet, Periods, Review, Span, Thaws, MAX_FREEZES,
};

/// How many spans a freeze can leave behind: an appeal may pause it once, and then it ends.
const SPANS_OF_ONE: usize = 2;

impl<T: Config> Pallet<T> {
    /// See [`Pallet::freeze`].
    ///
    /// Neither the offices' own accounts nor [`Config::Unfreezable`] can be frozen: one office would
    /// silence the other, which has to be able to end what it does.
    ///
    /// A freeze keeps the account in existence, whatever becomes of its tokens while an appeal pauses
    /// it: it can be put back to work, and the account's nonce, by which calls of it are carried, stays.
    pub(crate) fn do_freeze(
        who: T::AccountId,
        account: T::AccountId,
        duration: BlockNumber,
        cause: FreezeCause,
        evidence: H256,
    ) -> DispatchResult {
        ensure!(Self::holds_office(Office::Compliance, &who), Error::<T>::NotAuthorized);
        ensure!(Self::is_freezable(&account), Error::<T>::NotFreezable);
        let (now, periods) = (Self::now(), Self::periods());
        ensure!(duration > 0, Error::<T>::InvalidPeriod);
        ensure!(duration <= periods.longest_freeze, Error::<T>::FreezeTooLong);
        let until = now.checked_add(duration).ok_or(Error::<T>::Overflow)?;
        let mut record = Freezes::<T>::get(&account).unwrap_or_default();
        ensure!(record.current.is_none(), Error::<T>::AlreadyFrozen);
        record.forget(&periods, now);
        ensure!(record.has_room(), Error::<T>::YearlyCapReached);
        record.current = Some(Freeze {
            reason: cause,
            since: now,
            decided: now,
            until,
            effect: FreezeEffect::InForce,
            review: Review::None,
        });
        ensure!(record.within_cap(&periods, now), Error::<T>::YearlyCapReached);
        Self::plan_thaw(until, &account)?;
        frame_system::Pallet::<T>::inc_providers(&account);
        Self::freeze_tokens(&account)?;
        Freezes::<T>::insert(&account, record);
        Self::deposit_event(Event::Frozen {
            who: account,
            until,
            reason: cause,
            evidence,
            by: who,
        });
        Ok(())
    }

    /// See [`Pallet::prolong`].
    ///
    /// Bounded by what an account may be frozen within a year. A prolongation can be appealed as the
    /// freeze can.
    pub(crate) fn do_prolong(
        who: T::AccountId,
        account: T::AccountId,
        duration: BlockNumber,
        evidence: H256,
    ) -> DispatchResult {
        ensure!(Self::holds_office(Office::Review, &who), Error::<T>::NotAuthorized);
        ensure!(duration > 0, Error::<T>::InvalidPeriod);
        let (mut record, mut freeze) = Self::expect_freeze(&account)?;
        let old = freeze.until;
        let new = old.checked_add(duration).ok_or(Error::<T>::Overflow)?;
        freeze.until = new;
        freeze.decided = Self::now();
        if freeze.review == Review::Closed {
            freeze.review = Review::None;
        }
        record.current = Some(freeze);
        let within = record.within_cap(&Self::periods(), Self::now());
        ensure!(within, Error::<T>::YearlyCapReached);
        Self::cancel_thaw(old, &account);
        Self::plan_thaw(new, &account)?;
        Freezes::<T>::insert(&account, record);
        Self::deposit_event(Event::FreezeProlonged { who: account, old, new, evidence, by: who });
        Ok(())
    }

    /// See [`Pallet::unfreeze`].
    pub(crate) fn do_unfreeze(who: T::AccountId, account: T::AccountId) -> DispatchResult {
        let entitled = Self::holds_office(Office::Compliance, &who)
            || Self::holds_office(Office::Review, &who);
        ensure!(entitled, Error::<T>::NotAuthorized);
        Self::end_early(&account, Some(who))
    }

    /// Ends a freeze that an appeal has overturned. Whoever calls it has checked that the freeze is
    /// the one that was appealed.
    ///
    /// # Errors
    /// [`Error::NotFrozen`] if it has ended.
    pub(crate) fn overturn_freeze(account: &T::AccountId) -> DispatchResult {
        Self::end_early(account, None)
    }

    /// Pauses a freeze while an appeal is open, or puts it back to work. Whoever calls it has checked
    /// that the freeze is the one that was appealed.
    ///
    /// # Errors
    /// [`Error::NotFrozen`] if it has ended.
    pub(crate) fn set_freeze_effect(account: &T::AccountId, new: FreezeEffect) -> DispatchResult {
        let (mut record, mut freeze) = Self::expect_freeze(account)?;
        let old = freeze.effect;
        if old == new {
            return Ok(());
        }
        let now = Self::now();
        match new {
            FreezeEffect::Paused => {
                Self::thaw_tokens(account)?;
                record.remember(&freeze, now);
            }
            FreezeEffect::InForce => {
                Self::freeze_tokens(account)?;
                freeze.since = now;
            }
        }
        freeze.effect = new;
        record.current = Some(freeze);
        Freezes::<T>::insert(account, record);
        Self::deposit_event(Event::FreezeEffectChanged { who: account.clone(), old, new });
        Ok(())
    }

    /// Ends the freezes whose time is up in block `now`. Returns how many.
    pub(crate) fn thaw_due(now: BlockNumber) -> u32 {
        let due = Thaws::<T>::take(now);
        let mut count: u32 = 0;
        for account in &due {
            count = count.saturating_add(1);
            match Self::expect_freeze(account) {
                Ok((record, freeze)) => Self::end_freeze(account, record, &freeze, None),
                Err(_) => {
                    defensive!("a freeze that ends in this block has ended before");
                }
            }
        }
        count
    }

    /// Whether the office of compliance can freeze the account.
    fn is_freezable(account: &T::AccountId) -> bool {
        !T::Unfreezable::contains(account)
            && !Self::holds_office(Office::Compliance, account)
            && !Self::holds_office(Office::Review, account)
    }

    fn expect_freeze(account: &T::AccountId) -> Result<(FreezeRecord, Freeze), Error<T>> {
        let record = Freezes::<T>::get(account).ok_or(Error::<T>::NotFrozen)?;
        let freeze = record.current.ok_or(Error::<T>::NotFrozen)?;
        Ok((record, freeze))
    }

    fn end_early(account: &T::AccountId, by: Option<T::AccountId>) -> DispatchResult {
        let (record, freeze) = Self::expect_freeze(account)?;
        Self::cancel_thaw(freeze.until, account);
        Self::end_freeze(account, record, &freeze, by);
        Ok(())
    }

    fn end_freeze(
        account: &T::AccountId,
        mut record: FreezeRecord,
        freeze: &Freeze,
        by: Option<T::AccountId>,
    ) {
        let now = Self::now();
        let lasted = match freeze.effect {
            FreezeEffect::InForce => {
                if Self::thaw_tokens(account).is_err() {
                    defensive!("an account's tokens do not thaw");
                }
                record.remember(freeze, now);
                now.saturating_sub(freeze.since)
            }
            FreezeEffect::Paused => record.lasted_until_paused(freeze),
        };
        // Refused where something else still refers to an account without tokens, which lives on.
        let _ = frame_system::Pallet::<T>::dec_providers(account);
        record.current = None;
        record.forget(&Self::periods(), now);
        let kept = !record.past.is_empty();
        Freezes::<T>::set(account, kept.then_some(record));
        Self::deposit_event(Event::Thawed { who: account.clone(), lasted, by });
    }

    fn plan_thaw(at: BlockNumber, account: &T::AccountId) -> Result<(), Error<T>> {
        Thaws::<T>::try_append(at, account.clone()).map_err(|()| Error::<T>::TooManyThaws)
    }

    fn cancel_thaw(at: BlockNumber, account: &T::AccountId) {
        Thaws::<T>::mutate_exists(at, |entry| {
            if let Some(accounts) = entry {
                accounts.retain(|other| other != account);
                if accounts.is_empty() {
                    *entry = None;
                }
            }
        });
    }

    /// Whether the person of an account may leave it for another one: not while it is frozen, unless
    /// because its key was stolen.
    pub(crate) fn ensure_no_evasion(
        account: &T::AccountId,
        now: BlockNumber,
    ) -> Result<(), Error<T>> {
        let bound = Self::freeze_in_force(account, now)
            .is_some_and(|freeze| freeze.reason != FreezeCause::StolenKey);
        ensure!(!bound, Error::<T>::AccountFrozen);
        Ok(())
    }

    /// Freezes all tokens of an account, those that it will receive too.
    fn freeze_tokens(account: &T::AccountId) -> DispatchResult {
        T::Currency::set_freeze(&FreezeReason::Compliance.into(), account, Balance::MAX)
    }

    fn thaw_tokens(account: &T::AccountId) -> DispatchResult {
        T::Currency::thaw(&FreezeReason::Compliance.into(), account)
    }
}

impl FreezeRecord {
    /// Whether all that one more freeze can leave behind will have a place.
    fn has_room(&self) -> bool {
        let most = usize::try_from(MAX_FREEZES).unwrap_or(usize::MAX);
        self.past.len().saturating_add(SPANS_OF_ONE) <= most
    }

    /// Forgets the spans that no longer reach into the year that ends with block `now`.
    fn forget(&mut self, periods: &Periods, now: BlockNumber) {
        self.past.retain(|span| span.last.saturating_add(periods.year) > now);
    }

    /// Remembers that `freeze` was at work until before block `now`.
    fn remember(&mut self, freeze: &Freeze, now: BlockNumber) {
        let Some(last) = now.checked_sub(1).filter(|last| *last >= freeze.since) else { return };
        if self.past.try_push(Span { first: freeze.since, last }).is_err() {
            defensive!("a freeze is laid on only where there is room to remember it");
        }
    }

    /// For how many blocks a paused freeze was at work.
    fn lasted_until_paused(&self, freeze: &Freeze) -> BlockNumber {
        let span = self.past.last().filter(|span| span.first == freeze.since);
        span.map_or(0, |span| overlap(span, 0, BlockNumber::MAX))
    }

    /// Whether the account is frozen for no longer than is allowed within the year that ends with
    /// the last block of the current freeze: the year into which most of it falls.
    ///
    /// A paused freeze counts from block `now`, the first in which it could be put back to work.
    fn within_cap(&self, periods: &Periods, now: BlockNumber) -> bool {
        let Some(freeze) = self.current else { return true };
        let (from, to) = (freeze.until.saturating_sub(periods.year), freeze.until);
        let first = match freeze.effect {
            FreezeEffect::InForce => freeze.since,
            FreezeEffect::Paused => now,
        };
        let current = to.saturating_sub(first.max(from));
        let total = self
            .past
            .iter()
            .fold(current, |total, span| total.saturating_add(overlap(span, from, to)));
        total <= periods.freezes_a_year
    }
}

/// How many blocks of `span` lie in the blocks from `from` to before `to`.
fn overlap(span: &Span, from: BlockNumber, to: BlockNumber) -> BlockNumber {
    let end = span.last.saturating_add(1).min(to);
    end.saturating_sub(span.first.max(from))
}
