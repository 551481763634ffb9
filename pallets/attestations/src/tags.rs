//! Person tags: one account a person and domain.
//!
//! A tag is free if nothing alive stands behind it: every attestation that carries it has expired,
//! ended, or fallen with its issuer, and no appeal is open that could bring it back.

use althing_primitives::{eligibility::PersonTag, BlockNumber};
use frame_support::ensure;

use crate::{
    Config, DomainId, Error, Issuers, Pallet, SchemaId, Slot, Slots, Subject, TagClaim, TagHolder,
    Tags,
};

impl<T: Config> Pallet<T> {
    /// Lets `account` hold the tag that its new attestation under `schema` carries. Returns how
    /// many attestations were looked at to find the tag free.
    ///
    /// Takes the person's tag under the key of before away from an account behind which nothing alive
    /// stands: what an appeal brings back there finds its tag gone.
    pub(crate) fn claim_tag(
        domain: DomainId,
        claim: &TagClaim,
        account: &T::AccountId,
        schema: SchemaId,
        now: BlockNumber,
    ) -> Result<u32, Error<T>> {
        let mut looked_at = 0;
        if let Some(previous) = claim.previous {
            if let Some(holder) = Tags::<T>::get(domain, previous) {
                looked_at = Self::ensure_free_for(&holder, &previous, account, now)?;
                if holder.account != *account {
                    Tags::<T>::remove(domain, previous);
                }
            }
        }
        let mut holder = match Tags::<T>::get(domain, claim.tag) {
            None => TagHolder { account: account.clone(), schemas: Default::default() },
            Some(holder) if holder.account == *account => holder,
            Some(holder) => {
                let more = Self::ensure_free_for(&holder, &claim.tag, account, now)?;
                looked_at = looked_at.saturating_add(more);
                TagHolder { account: account.clone(), schemas: Default::default() }
            }
        };
        if !holder.schemas.contains(&schema) {
            holder.schemas.try_push(schema).map_err(|_| Error::<T>::DomainFull)?;
        }
        Tags::<T>::insert(domain, claim.tag, holder);
        Ok(looked_at)
    }

    /// Forgets that an attestation of `account` under `schema` carried the tag.
    pub(crate) fn release_tag(
        domain: DomainId,
        tag: &PersonTag,
        account: &T::AccountId,
        schema: SchemaId,
    ) {
        Tags::<T>::mutate_exists(domain, tag, |entry| {
            if let Some(holder) = entry.as_mut().filter(|holder| holder.account == *account) {
                holder.schemas.retain(|held| *held != schema);
                if holder.schemas.is_empty() {
                    *entry = None;
                }
            }
        });
    }

    fn ensure_free_for(
        holder: &TagHolder<T::AccountId>,
        tag: &PersonTag,
        account: &T::AccountId,
        now: BlockNumber,
    ) -> Result<u32, Error<T>> {
        if holder.account == *account {
            return Ok(0);
        }
        let mut looked_at: u32 = 0;
        for schema in &holder.schemas {
            looked_at = looked_at.saturating_add(1);
            let stands = Self::stands_behind(*schema, &holder.account, tag, now);
            ensure!(!stands, Error::<T>::TagHeld);
        }
        Ok(looked_at)
    }

    fn stands_behind(
        schema: SchemaId,
        account: &T::AccountId,
        tag: &PersonTag,
        now: BlockNumber,
    ) -> bool {
        let slot = Slots::<T>::get(schema, Subject::Account(account.clone()));
        let Some(Slot::Attestation(attestation)) = slot else { return false };
        let issuer = Issuers::<T>::get(attestation.issuer);
        attestation.tag.as_ref() == Some(tag)
            && issuer.is_some_and(|issuer| !attestation.is_over(&issuer, now))
    }
}
