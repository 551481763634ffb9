//! First registration, and what a record says: register, amend, correct, vest.

use althing_primitives::citation::Citable;
use frame_support::{ensure, pallet_prelude::*};
use sp_core::H256;

use super::Entry;
use crate::{
    history::Change, Act, Citation, Config, Content, Correction, Error, Kind, Ownership, Pallet,
    Record, RecordId, RegisterId, TitleClass, Versions,
};

impl<T: Config> Pallet<T> {
    /// Whether a record of this name can be registered.
    ///
    /// # Errors
    /// `NameTaken`, `InvalidOwnership`, `RecordNotFound`, `InvalidCitation`.
    pub(super) fn ensure_registration_sound(
        register: RegisterId,
        name: H256,
        ownership: &Ownership<T::AccountId>,
        cites: Option<&Citation>,
    ) -> DispatchResult {
        Self::ensure_name_free(register, name, &[])?;
        Self::ensure_ownership_sound(ownership)?;
        Self::ensure_citable(cites)
    }

    /// Whether a record can get another content.
    ///
    /// # Errors
    /// `NothingChanges`, `InvalidCitation`.
    pub(super) fn ensure_amendment_sound(
        record: &Record,
        content: &Content,
        cites: Option<&Citation>,
    ) -> DispatchResult {
        ensure!(record.content != *content, Error::<T>::NothingChanges);
        Self::ensure_citable(cites)
    }

    /// Whether this can be what should have been said. It may be what is said now: of days before
    /// that, it was not.
    ///
    /// # Errors
    /// `NothingChanges`, `InvalidOwnership`, `RecordNotFound`.
    pub(super) fn ensure_correction_sound(
        content: Option<&Content>,
        class: Option<TitleClass>,
        ownership: Option<&Ownership<T::AccountId>>,
    ) -> DispatchResult {
        let corrects = content.is_some() || class.is_some() || ownership.is_some();
        ensure!(corrects, Error::<T>::NothingChanges);
        ownership.map_or(Ok(()), Self::ensure_ownership_sound)
    }

    /// Whether it can be stated whose a record is.
    ///
    /// # Errors
    /// `HolderStated`, `InvalidOwnership`, `RecordNotFound`.
    pub(super) fn ensure_vesting_sound(
        register: RegisterId,
        id: RecordId,
        ownership: &Ownership<T::AccountId>,
    ) -> DispatchResult {
        let stated = Self::owners_now(register, id)?.is_stated();
        ensure!(!stated, Error::<T>::HolderStated);
        ensure!(ownership.is_stated(), Error::<T>::InvalidOwnership);
        Self::ensure_ownership_sound(ownership)
    }

    /// Enters a correction. Where no owners are stated, a registrar cannot state them by correcting.
    pub(super) fn enter_correction(
        entry: &Entry<T::AccountId>,
        id: RecordId,
        act: Act<T::AccountId>,
    ) -> DispatchResult {
        let span = act.span(entry.effective).ok_or(Error::<T>::InvalidSpan)?;
        let Act::Correct { content, class, ownership, reason, asked_by, .. } = act else {
            return Ok(());
        };
        let record = Self::expect_record(entry.register, id)?;
        if ownership.is_some() && !Self::owners_of(entry.register, id, &record).is_stated() {
            let higher = |by| Self::is_authority_or_court(entry.register, by);
            ensure!(entry.approver.as_ref().is_some_and(higher), Error::<T>::NotAuthorized);
        }
        let change = Change {
            content,
            ownership,
            standing: class.map(|class| (record.status, class)),
            span,
            cites: None,
            correction: Some(Correction { reason, asked_by }),
        };
        Self::add_version(entry, Kind::Correct, id, change).map(|_| ())
    }

    /// Whether what is referred to exists.
    ///
    /// # Errors
    /// `InvalidCitation`.
    fn ensure_citable(cites: Option<&Citation>) -> DispatchResult {
        let exists = match cites {
            None => true,
            Some(Citation::Proposal { id, receipt }) => T::Citable::carried_out(*id, *receipt),
            Some(Citation::Attestation { schema, subject }) => {
                T::Citable::attested(*schema, *subject)
            }
            Some(Citation::Record { register, record, version }) => {
                Versions::<T>::contains_key((register, record, version))
            }
        };
        ensure!(exists, Error::<T>::InvalidCitation);
        Ok(())
    }
}
