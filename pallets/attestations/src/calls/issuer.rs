//! Accredits, suspends, reinstates and removes issuers, and makes void what they issued.

use alloc::collections::BTreeSet;

use althing_primitives::mandate::Mandate;
use frame_support::pallet_prelude::*;
use sp_core::H256;

use crate::{
    spans, Config, Error, Event, Issuer, IssuerCount, IssuerId, IssuerIds, IssuerStatus, Issuers,
    Pallet, Rights, SchemaId, Span, Spans, Territory,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::accredit`].
    pub(crate) fn do_accredit(
        mandate: Mandate,
        schema_id: SchemaId,
        account: T::AccountId,
        rights: Rights,
    ) -> DispatchResult {
        let schema = Self::expect_schema(schema_id)?;
        Self::ensure_covers(&mandate, schema.rules.track)?;
        ensure!(schema.retired.is_none(), Error::<T>::SchemaRetired);
        Self::ensure_rights(&rights)?;
        let known = IssuerIds::<T>::contains_key(schema_id, &account);
        ensure!(!known, Error::<T>::AlreadyAccredited);
        Self::ensure_no_key_holder(schema.rules.domain, &account)?;
        let id = IssuerCount::<T>::get();
        let next = id.checked_add(1).ok_or(Error::<T>::TooMany)?;
        let issuer = Issuer {
            account: account.clone(),
            schema: schema_id,
            rights: rights.clone(),
            status: IssuerStatus::Active,
            void: Spans::default(),
            bond: 0,
            drawn: 0,
            deputies: 0,
            requests: 0,
        };
        IssuerCount::<T>::put(next);
        IssuerIds::<T>::insert(schema_id, &account, id);
        Issuers::<T>::insert(id, issuer);
        Self::deposit_event(Event::IssuerAccredited {
            issuer: id,
            account,
            schema: schema_id,
            rights,
            proposal: mandate.proposal(),
        });
        Ok(())
    }

    /// See [`Pallet::suspend_issuer`].
    pub(crate) fn do_suspend_issuer(
        mandate: Mandate,
        id: IssuerId,
        evidence: H256,
    ) -> DispatchResult {
        let issuer = Self::expect_governed(&mandate, id)?;
        match issuer.status {
            IssuerStatus::Active => {}
            IssuerStatus::Suspended { .. } => return Err(Error::<T>::NothingToDo.into()),
            IssuerStatus::Removed { .. } => return Err(Error::<T>::IssuerRemoved.into()),
        }
        let new = IssuerStatus::Suspended { since: Self::now() };
        Self::change_status(mandate, id, issuer, new, evidence);
        Ok(())
    }

    /// See [`Pallet::reinstate_issuer`].
    pub(crate) fn do_reinstate_issuer(
        mandate: Mandate,
        id: IssuerId,
        evidence: H256,
    ) -> DispatchResult {
        let issuer = Self::expect_governed(&mandate, id)?;
        match issuer.status {
            IssuerStatus::Suspended { .. } => {}
            IssuerStatus::Active => return Err(Error::<T>::NothingToDo.into()),
            IssuerStatus::Removed { .. } => return Err(Error::<T>::IssuerRemoved.into()),
        }
        Self::change_status(mandate, id, issuer, IssuerStatus::Active, evidence);
        Ok(())
    }

    /// See [`Pallet::remove_issuer`].
    ///
    /// Its account is free to be accredited again, under a new number.
    pub(crate) fn do_remove_issuer(
        mandate: Mandate,
        id: IssuerId,
        evidence: H256,
    ) -> DispatchResult {
        let issuer = Self::expect_governed(&mandate, id)?;
        let removed = matches!(issuer.status, IssuerStatus::Removed { .. });
        ensure!(!removed, Error::<T>::NothingToDo);
        IssuerIds::<T>::remove(issuer.schema, &issuer.account);
        let new = IssuerStatus::Removed { since: Self::now() };
        Self::change_status(mandate, id, issuer, new, evidence);
        Ok(())
    }

    /// See [`Pallet::void_issuer`].
    pub(crate) fn do_void_issuer(
        mandate: Mandate,
        id: IssuerId,
        span: Span,
        evidence: H256,
    ) -> DispatchResult {
        let mut issuer = Self::expect_governed(&mandate, id)?;
        let has_been = span.first <= span.last && span.last <= Self::now();
        ensure!(has_been, Error::<T>::InvalidSpan);
        ensure!(!spans::contains(&issuer.void, span), Error::<T>::NothingToDo);
        issuer.void = spans::insert(&issuer.void, span).ok_or(Error::<T>::TooManySpans)?;
        Issuers::<T>::insert(id, issuer);
        let proposal = mandate.proposal();
        Self::deposit_event(Event::IssuerVoided { issuer: id, span, evidence, proposal });
        Ok(())
    }

    /// Checks that rights name some jurisdiction, and none twice.
    pub(crate) fn ensure_rights(rights: &Rights) -> Result<(), Error<T>> {
        let Territory::Only(list) = &rights.territory else { return Ok(()) };
        let mut named = BTreeSet::new();
        let each_once = !list.is_empty() && list.iter().all(|entry| named.insert(entry));
        ensure!(each_once, Error::<T>::InvalidRights);
        Ok(())
    }

    /// An issuer of a schema whose track `mandate` covers.
    fn expect_governed(mandate: &Mandate, id: IssuerId) -> Result<Issuer<T::AccountId>, Error<T>> {
        let issuer = Self::expect_issuer(id)?;
        let schema = Self::expect_schema(issuer.schema)?;
        Self::ensure_covers(mandate, schema.rules.track)?;
        Ok(issuer)
    }

    /// Stores an issuer with another status, and says so.
    fn change_status(
        mandate: Mandate,
        id: IssuerId,
        mut issuer: Issuer<T::AccountId>,
        new: IssuerStatus,
        evidence: H256,
    ) {
        let old = core::mem::replace(&mut issuer.status, new);
        Issuers::<T>::insert(id, issuer);
        let proposal = mandate.proposal();
        Self::deposit_event(Event::IssuerStatusChanged {
            issuer: id,
            old,
            new,
            evidence,
            proposal,
        });
    }
}
