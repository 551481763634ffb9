//! Creates tag domains and changes their keys.

use althing_primitives::{mandate::Mandate, BlockNumber, TrackId};
use frame_support::pallet_prelude::*;

use crate::{
    Config, Domain, DomainCount, DomainId, Domains, Error, Event, IssuerIds, Pallet, SchemaId,
    Schemas, TagKey,
};

/// The encoding of the point that is no key: every tag under it would be the same.
const NO_KEY: TagKey = [0; 32];

impl<T: Config> Pallet<T> {
    /// See [`Pallet::create_domain`].
    pub(crate) fn do_create_domain(
        mandate: Mandate,
        track: TrackId,
        key_holder: T::AccountId,
        key: TagKey,
    ) -> DispatchResult {
        Self::ensure_covers(&mandate, track)?;
        ensure!(key != NO_KEY, Error::<T>::InvalidKey);
        let id = DomainCount::<T>::get();
        let next = id.checked_add(1).ok_or(Error::<T>::TooMany)?;
        let domain = Domain {
            track,
            key_holder: key_holder.clone(),
            key,
            epoch: 0,
            previous: None,
            overlap_ends: 0,
            schemas: BoundedVec::new(),
        };
        DomainCount::<T>::put(next);
        Domains::<T>::insert(id, domain);
        let proposal = mandate.proposal();
        Self::deposit_event(Event::DomainCreated { domain: id, track, key_holder, key, proposal });
        Ok(())
    }

    /// See [`Pallet::rotate_key`].
    ///
    /// The overlap is no shorter than the longest validity of the domain's schemas: else an
    /// attestation could outlast it with a tag under the key of before, by which nobody recognizes
    /// its person any more.
    ///
    /// The new key holder is looked up among the issuers of the domain's schemas, not among their
    /// deputies, of whom there can be any number; who is appointed as one later is checked then.
    pub(crate) fn do_rotate_key(
        mandate: Mandate,
        id: DomainId,
        key_holder: T::AccountId,
        key: TagKey,
        overlap: BlockNumber,
    ) -> DispatchResult {
        let old = Self::expect_domain(id)?;
        Self::ensure_covers(&mandate, old.track)?;
        let now = Self::now();
        ensure!(old.overlap_ends <= now, Error::<T>::OverlapRunning);
        ensure!(key != NO_KEY && key != old.key, Error::<T>::InvalidKey);
        let validities = old.schemas.iter().filter_map(Schemas::<T>::get);
        let longest = validities.map(|schema| schema.rules.longest_validity).max();
        ensure!(overlap >= longest.unwrap_or(1).max(1), Error::<T>::InvalidPeriod);
        let overlap_ends = now.checked_add(overlap).ok_or(Error::<T>::Overflow)?;
        let epoch = old.epoch.checked_add(1).ok_or(Error::<T>::TooMany)?;
        let issues = |schema: &SchemaId| IssuerIds::<T>::contains_key(schema, &key_holder);
        ensure!(!old.schemas.iter().any(issues), Error::<T>::KeyHolderIsIssuer);

        for schema in &old.schemas {
            Schemas::<T>::mutate_extant(schema, |schema| schema.overlap_ends = overlap_ends);
        }
        let new = Domain {
            track: old.track,
            key_holder: key_holder.clone(),
            key,
            epoch,
            previous: Some(old.key),
            overlap_ends,
            schemas: old.schemas,
        };
        Domains::<T>::insert(id, new);
        Self::deposit_event(Event::DomainKeyRotated {
            domain: id,
            epoch,
            old_key_holder: old.key_holder,
            new_key_holder: key_holder,
            old_key: old.key,
            new_key: key,
            overlap_ends,
            proposal: mandate.proposal(),
        });
        Ok(())
    }

    /// A domain that exists.
    pub(crate) fn expect_domain(id: DomainId) -> Result<Domain<T::AccountId>, Error<T>> {
        Domains::<T>::get(id).ok_or(Error::<T>::DomainNotFound)
    }

    /// Checks that `who` does not hold the key of `domain`, if there is one, so that nobody both
    /// evaluates tags and attests them.
    pub(crate) fn ensure_no_key_holder(
        domain: Option<DomainId>,
        who: &T::AccountId,
    ) -> Result<(), Error<T>> {
        let Some(domain) = domain else { return Ok(()) };
        ensure!(Self::expect_domain(domain)?.key_holder != *who, Error::<T>::KeyHolderIsIssuer);
        Ok(())
    }

    /// Checks that `mandate` covers what was granted to `track`.
    pub(crate) fn ensure_covers(mandate: &Mandate, track: TrackId) -> Result<(), Error<T>> {
        ensure!(mandate.covers(track), Error::<T>::NotAuthorized);
        Ok(())
    }
}
