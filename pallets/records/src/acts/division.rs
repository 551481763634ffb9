//! Several records in place of one, and one in place of several: split, merge.
//!
//! What weighs on a record is carried over and never lost: each part of a split carries all of it,
//! and what was merged, together. The records of before keep their history, are not in force any
//! more, and their names are free.

use alloc::vec::Vec;

use althing_primitives::BlockNumber;
use frame_support::{ensure, pallet_prelude::*};
use sp_core::H256;

use super::Entry;
use crate::{
    history::Change, Burden, BurdenNumber, Burdens, BurdensOf, Caution, Config, Content,
    Encumbrance, Error, Kind, Names, Others, Pallet, Parts, Record, RecordId, RecordStatus,
    RegisterId, Versions, MAX_CAUTIONS, MAX_ENCUMBRANCES,
};

impl<T: Config> Pallet<T> {
    /// Whether a record can be split into these parts.
    ///
    /// # Errors
    /// `HolderNotStated`, `InvalidParts`, `NameTaken`.
    pub(super) fn ensure_division_sound(
        register: RegisterId,
        id: RecordId,
        record: &Record,
        parts: &Parts,
    ) -> DispatchResult {
        Self::expect_owners(register, id)?;
        let apart = parts
            .iter()
            .enumerate()
            .all(|(place, part)| !parts.iter().take(place).any(|it| it.name == part.name));
        let none_empty = parts.iter().all(|part| part.content.measure > 0);
        let sum = sum_of(parts.iter().map(|part| part.content.measure));
        let adds_up = sum == Some(record.content.measure);
        let sound = parts.len() > 1 && apart && none_empty && adds_up;
        ensure!(sound, Error::<T>::InvalidParts);
        parts.iter().try_for_each(|part| Self::ensure_name_free(register, part.name, &[id]))
    }

    /// Whether these records can be merged: others, each once, of the same class and owners.
    ///
    /// # Errors
    /// `InvalidMerger`, `RecordNotFound`, `NotInForce`, `HolderNotStated`, `NameTaken`,
    /// `TooManyEncumbrances`, `TooManyCautions`.
    pub(super) fn ensure_merger_sound(
        register: RegisterId,
        id: RecordId,
        record: &Record,
        others: &Others,
        name: H256,
        content: &Content,
    ) -> DispatchResult {
        let all: Vec<RecordId> = core::iter::once(id).chain(others.iter().copied()).collect();
        let apart =
            all.iter().enumerate().all(|(place, id)| !all.iter().take(place).any(|it| it == id));
        ensure!(all.len() > 1 && apart, Error::<T>::InvalidMerger);
        let owners = Self::expect_owners(register, id)?;
        let mut measures = Vec::from([record.content.measure]);
        for other in others {
            let merged = Self::expect_record(register, *other)?;
            ensure!(merged.status == RecordStatus::InForce, Error::<T>::NotInForce);
            let same = merged.class == record.class
                && Self::expect_owners(register, *other)?.is_same_as(&owners);
            ensure!(same, Error::<T>::InvalidMerger);
            measures.push(merged.content.measure);
        }
        let adds_up = sum_of(measures.into_iter()) == Some(content.measure);
        ensure!(adds_up, Error::<T>::InvalidMerger);
        Self::ensure_room_for_all(register, &all)?;
        Self::ensure_name_free(register, name, &all)
    }

    /// Whether one record can carry what weighs on all of these.
    fn ensure_room_for_all(register: RegisterId, all: &[RecordId]) -> DispatchResult {
        let (mut encumbrances, mut cautions) = (0_usize, 0_usize);
        for id in all {
            let burdens = BurdensOf::<T>::get(register, id);
            encumbrances = encumbrances.saturating_add(burdens.encumbrances.len());
            cautions = cautions.saturating_add(burdens.cautions.len());
        }
        let fits = |count: usize, most: u32| u32::try_from(count).is_ok_and(|it| it <= most);
        ensure!(fits(encumbrances, MAX_ENCUMBRANCES), Error::<T>::TooManyEncumbrances);
        ensure!(fits(cautions, MAX_CAUTIONS), Error::<T>::TooManyCautions);
        Ok(())
    }

    /// Enters the parts of a record, each with its owners and all that weighs on it. The deposit of a
    /// caution stays with the first part.
    pub(super) fn enter_division(
        entry: &Entry<T::AccountId>,
        id: RecordId,
        parts: Parts,
    ) -> DispatchResult {
        let register = entry.register;
        let record = Self::expect_record(register, id)?;
        let owners = Self::owners_of(register, id, &record);
        let burdens = Self::end_record(entry, Kind::Split, id, RecordStatus::Split)?;
        let (encumbrances, mut cautions) = (burdens.encumbrances, burdens.cautions);
        for part in parts {
            let owners = owners.clone();
            let opened = Self::open_record(
                entry,
                Kind::Split,
                part.name,
                part.content,
                record.class,
                owners,
                Some(id),
                None,
            )?;
            Self::carry_over(register, opened, encumbrances.to_vec(), cautions.to_vec())?;
            cautions.iter_mut().for_each(|caution| caution.deposit = 0);
        }
        Ok(())
    }

    /// Enters one record in place of several, with their owners and all that weighs on them.
    ///
    /// Encumbrances rank by the block in which they were entered, then by record. Those of one record
    /// keep their order: none counts as younger than one behind it.
    pub(super) fn enter_merger(
        entry: &Entry<T::AccountId>,
        id: RecordId,
        others: Others,
        name: H256,
        content: Content,
    ) -> DispatchResult {
        let register = entry.register;
        let record = Self::expect_record(register, id)?;
        let owners = Self::owners_of(register, id, &record);
        let (mut encumbrances, mut cautions) = (Vec::new(), Vec::new());
        for id in core::iter::once(id).chain(others) {
            let burdens = Self::end_record(entry, Kind::Merge, id, RecordStatus::Merged)?;
            let mut age = BlockNumber::MAX;
            for it in burdens.encumbrances.into_iter().rev() {
                let since = Versions::<T>::get((register, id, it.since));
                age = age.min(since.map_or(age, |version| version.recorded));
                encumbrances.push(((age, id, it.rank), it));
            }
            cautions.extend(burdens.cautions);
        }
        encumbrances.sort_by_key(|(key, _)| *key);
        let encumbrances =
            (1..).zip(encumbrances).map(|(rank, (_, it))| Encumbrance { rank, ..it });
        let encumbrances = encumbrances.collect();
        let merged =
            Self::open_record(entry, Kind::Merge, name, content, record.class, owners, None, None)?;
        Self::carry_over(register, merged, encumbrances, cautions)
    }

    /// Ends a record in whose place others come: its name is free, and nothing weighs on it any more.
    /// Returns what did.
    fn end_record(
        entry: &Entry<T::AccountId>,
        kind: Kind,
        id: RecordId,
        status: RecordStatus,
    ) -> Result<Burdens<T::AccountId>, DispatchError> {
        let register = entry.register;
        let record = Self::expect_record(register, id)?;
        let change = Change { standing: Some((status, record.class)), ..Change::none(entry) };
        let version = Self::add_version(entry, kind, id, change)?;
        let burdens = BurdensOf::<T>::get(register, id);
        let encumbrances = burdens.encumbrances.iter().map(|it| it.number);
        let cautions = burdens.cautions.iter().map(|it| it.number);
        let freezes = burdens.freezes.iter().map(|it| it.number);
        let all: Vec<BurdenNumber> = encumbrances.chain(cautions).chain(freezes).collect();
        let mut left = burdens.clone();
        for number in all {
            Self::end_burden(register, id, version, &mut left, number, 0)?;
        }
        Self::store_burdens(register, id, left);
        Names::<T>::remove(register, record.name);
        Ok(burdens)
    }

    /// Enters into a new record what weighed on those in whose place it comes.
    fn carry_over(
        register: RegisterId,
        id: RecordId,
        encumbrances: Vec<Encumbrance<T::AccountId>>,
        cautions: Vec<Caution<T::AccountId>>,
    ) -> DispatchResult {
        let version = Self::expect_record(register, id)?.version;
        let mut burdens = Burdens::default();
        for it in encumbrances {
            let it = Burden::Encumbrance(Encumbrance { replaces: None, ..it });
            Self::add_burden(register, id, version, &mut burdens, it)?;
        }
        for it in cautions {
            Self::add_burden(register, id, version, &mut burdens, Burden::Caution(it))?;
        }
        Self::store_burdens(register, id, burdens);
        Ok(())
    }
}

/// The sum of measures; none, if there is no such number.
fn sum_of(mut measures: impl Iterator<Item = u64>) -> Option<u64> {
    measures.try_fold(0_u64, |sum, measure| sum.checked_add(measure))
}
