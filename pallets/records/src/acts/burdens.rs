//! What weighs on a record: encumber, vary, discharge, caution, uncaution.

use alloc::vec::Vec;

use frame_support::{ensure, pallet_prelude::*};
use sp_core::H256;

use super::Entry;
use crate::{
    history::Change, Burden, BurdenNumber, BurdensOf, Caution, Config, Dealings, Encumbrance,
    EncumbranceKind, Error, HoldReason, Kind, Pallet, Party, RecordId, RegisterId, UncautionCause,
};

impl<T: Config> Pallet<T> {
    /// Whether a record can be encumbered.
    ///
    /// # Errors
    /// `HolderNotStated`, `RecordNotFound`, `TooManyEncumbrances`.
    pub(super) fn ensure_encumbering_sound(
        register: RegisterId,
        id: RecordId,
        beneficiary: &Party<T::AccountId>,
    ) -> DispatchResult {
        Self::expect_owners(register, id)?;
        Self::ensure_party_exists(beneficiary)?;
        let full = BurdensOf::<T>::get(register, id).encumbrances.is_full();
        ensure!(!full, Error::<T>::TooManyEncumbrances);
        Ok(())
    }

    /// Whether an encumbrance can be varied so.
    ///
    /// # Errors
    /// `BurdenNotFound`, `RecordNotFound`, `NothingChanges`.
    pub(super) fn ensure_variation_sound(
        register: RegisterId,
        id: RecordId,
        number: BurdenNumber,
        terms: H256,
        beneficiary: &Party<T::AccountId>,
        before: Option<BurdenNumber>,
    ) -> DispatchResult {
        Self::ensure_party_exists(beneficiary)?;
        let burdens = BurdensOf::<T>::get(register, id);
        let varied = burdens.encumbrance(number).ok_or(Error::<T>::BurdenNotFound)?;
        let ranked = burdens.ranked_before(number, before).ok_or(Error::<T>::BurdenNotFound)?;
        let moves = ranked.iter().any(|it| it.old != it.new);
        let changes = moves || varied.terms != terms || varied.beneficiary != *beneficiary;
        ensure!(changes, Error::<T>::NothingChanges);
        Ok(())
    }

    /// Whether there is such an encumbrance.
    ///
    /// # Errors
    /// `BurdenNotFound`.
    pub(super) fn ensure_discharge_sound(
        register: RegisterId,
        id: RecordId,
        number: BurdenNumber,
    ) -> DispatchResult {
        let burdens = BurdensOf::<T>::get(register, id);
        ensure!(burdens.encumbrance(number).is_some(), Error::<T>::BurdenNotFound);
        Ok(())
    }

    /// Whether there is room for a caution, and it is not there already.
    ///
    /// # Errors
    /// `NothingChanges`, `TooManyCautions`.
    pub(super) fn ensure_caution_sound(
        register: RegisterId,
        id: RecordId,
        claimant: &T::AccountId,
        interest: H256,
    ) -> DispatchResult {
        let cautions = BurdensOf::<T>::get(register, id).cautions;
        let stands = cautions.iter().any(|it| it.by == *claimant && it.interest == interest);
        ensure!(!stands, Error::<T>::NothingChanges);
        ensure!(!cautions.is_full(), Error::<T>::TooManyCautions);
        Ok(())
    }

    /// Whether there is such a caution.
    ///
    /// # Errors
    /// `BurdenNotFound`.
    pub(super) fn ensure_uncaution_sound(
        register: RegisterId,
        id: RecordId,
        number: BurdenNumber,
    ) -> DispatchResult {
        let burdens = BurdensOf::<T>::get(register, id);
        ensure!(burdens.caution(number).is_some(), Error::<T>::BurdenNotFound);
        Ok(())
    }

    /// Enters an encumbrance, behind all others.
    pub(super) fn enter_encumbrance(
        entry: &Entry<T::AccountId>,
        id: RecordId,
        kind: EncumbranceKind,
        beneficiary: Party<T::AccountId>,
        terms: H256,
    ) -> DispatchResult {
        let register = entry.register;
        let since = Self::add_version(entry, Kind::Encumber, id, Change::none(entry))?;
        let mut burdens = BurdensOf::<T>::get(register, id);
        let rank = burdens.next_rank().ok_or(Error::<T>::Overflow)?;
        let it = Encumbrance { number: 0, kind, beneficiary, terms, rank, since, replaces: None };
        Self::add_burden(register, id, since, &mut burdens, Burden::Encumbrance(it))?;
        Self::store_burdens(register, id, burdens);
        Ok(())
    }

    /// Ends an encumbrance and enters another one in its place; likewise each one whose rank changes
    /// with its.
    pub(super) fn enter_variation(
        entry: &Entry<T::AccountId>,
        id: RecordId,
        number: BurdenNumber,
        terms: H256,
        beneficiary: Party<T::AccountId>,
        before: Option<BurdenNumber>,
    ) -> DispatchResult {
        let register = entry.register;
        let since = Self::add_version(entry, Kind::Vary, id, Change::none(entry))?;
        let mut burdens = BurdensOf::<T>::get(register, id);
        let ranked = burdens.ranked_before(number, before).ok_or(Error::<T>::BurdenNotFound)?;
        let mut renewed = Vec::new();
        for ranking in ranked.iter().filter(|it| it.old != it.new || it.number == number) {
            let ended = Self::end_burden(register, id, since, &mut burdens, ranking.number, 0)?;
            let Burden::Encumbrance(old) = ended else {
                return Err(Error::<T>::BurdenNotFound.into());
            };
            let replaces = Some(old.number);
            renewed.push(Encumbrance { rank: ranking.new, since, replaces, ..old });
        }
        for mut it in renewed {
            if it.replaces == Some(number) {
                (it.terms, it.beneficiary) = (terms, beneficiary.clone());
            }
            Self::add_burden(register, id, since, &mut burdens, Burden::Encumbrance(it))?;
        }
        Self::store_burdens(register, id, burdens);
        Ok(())
    }

    /// Ends an encumbrance. The others keep their ranks.
    pub(super) fn enter_discharge(
        entry: &Entry<T::AccountId>,
        id: RecordId,
        number: BurdenNumber,
    ) -> DispatchResult {
        let register = entry.register;
        let version = Self::add_version(entry, Kind::Discharge, id, Change::none(entry))?;
        let mut burdens = BurdensOf::<T>::get(register, id);
        Self::end_burden(register, id, version, &mut burdens, number, 0)?;
        Self::store_burdens(register, id, burdens);
        Ok(())
    }

    /// Enters the lodger's caution, with what is held of its tokens for the dealing.
    pub(super) fn enter_caution(
        entry: &Entry<T::AccountId>,
        id: RecordId,
        interest: H256,
    ) -> DispatchResult {
        let register = entry.register;
        let since = Self::add_version(entry, Kind::Caution, id, Change::none(entry))?;
        let by = entry.lodger.clone();
        let deposit = Dealings::<T>::get(register, entry.id).map_or(0, |dealing| dealing.deposit);
        let mut burdens = BurdensOf::<T>::get(register, id);
        let it = Caution { number: 0, by, interest, deposit, since };
        Self::add_burden(register, id, since, &mut burdens, Burden::Caution(it))?;
        Self::store_burdens(register, id, burdens);
        Ok(())
    }

    /// Ends a caution. Its deposit is returned, or goes to the authority if it was groundless.
    pub(super) fn enter_uncaution(
        entry: &Entry<T::AccountId>,
        id: RecordId,
        number: BurdenNumber,
        cause: UncautionCause,
    ) -> DispatchResult {
        let register = entry.register;
        let mut burdens = BurdensOf::<T>::get(register, id);
        let caution = burdens.caution(number).ok_or(Error::<T>::BurdenNotFound)?.clone();
        let version = Self::add_version(entry, Kind::Uncaution, id, Change::none(entry))?;
        let (by, deposit) = (caution.by, caution.deposit);
        let slashed = match cause {
            UncautionCause::Groundless => {
                let authority = Self::expect_register(register)?.authority;
                Self::slash(HoldReason::Caution, &by, &authority, deposit)
            }
            UncautionCause::Withdrawn | UncautionCause::Warned => {
                Self::return_deposit(HoldReason::Caution, &by, deposit);
                0
            }
        };
        Self::end_burden(register, id, version, &mut burdens, number, slashed)?;
        Self::store_burdens(register, id, burdens);
        Ok(())
    }
}
