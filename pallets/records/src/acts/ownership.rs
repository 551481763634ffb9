//! Whose a record is: transfer, survive. The arithmetic of shares is in `party.rs`.

use alloc::vec::Vec;

use frame_support::{ensure, pallet_prelude::*, BoundedVec};

use super::Entry;
use crate::{history::Change, Config, Error, Kind, Ownership, Pallet, Party, RecordId, RegisterId};

impl<T: Config> Pallet<T> {
    /// Whether a record can get other owners.
    ///
    /// # Errors
    /// `HolderNotStated`, `InvalidOwnership`, `RecordNotFound`, `NothingChanges`.
    pub(super) fn ensure_transfer_sound(
        register: RegisterId,
        id: RecordId,
        ownership: &Ownership<T::AccountId>,
    ) -> DispatchResult {
        let owners = Self::expect_owners(register, id)?;
        ensure!(ownership.is_stated(), Error::<T>::InvalidOwnership);
        Self::ensure_ownership_sound(ownership)?;
        ensure!(!owners.is_same_as(ownership), Error::<T>::NothingChanges);
        Ok(())
    }

    /// Whether joint owners can survive one of them.
    ///
    /// # Errors
    /// `NotJoint`, `NotSurvived`.
    pub(super) fn ensure_survival_sound(
        register: RegisterId,
        id: RecordId,
        deceased: &Party<T::AccountId>,
    ) -> DispatchResult {
        Self::survivors(&Self::owners_now(register, id)?, deceased).map(|_| ())
    }

    /// Enters that joint owners survive one of them; the last one owns it alone.
    pub(super) fn enter_survival(
        entry: &Entry<T::AccountId>,
        id: RecordId,
        deceased: &Party<T::AccountId>,
    ) -> DispatchResult {
        let owners = Self::owners_now(entry.register, id)?;
        let survivors = Self::survivors(&owners, deceased)?;
        let change = Change { ownership: Some(survivors), ..Change::none(entry) };
        Self::add_version(entry, Kind::Survive, id, change).map(|_| ())
    }

    /// Who owns it after the death of a joint owner.
    fn survivors(
        owners: &Ownership<T::AccountId>,
        deceased: &Party<T::AccountId>,
    ) -> Result<Ownership<T::AccountId>, DispatchError> {
        let alone = matches!(owners, Ownership::Sole(owner) if owner == deceased);
        ensure!(!alone, Error::<T>::NotSurvived);
        let Ownership::Joint(parties) = owners else { return Err(Error::<T>::NotJoint.into()) };
        ensure!(parties.contains(deceased), Error::<T>::NotJoint);
        let left: Vec<_> = parties.iter().filter(|party| *party != deceased).cloned().collect();
        match left.as_slice() {
            [] => Err(Error::<T>::NotSurvived.into()),
            [last] => Ok(Ownership::Sole(last.clone())),
            _ => Ok(Ownership::Joint(BoundedVec::truncate_from(left))),
        }
    }
}
