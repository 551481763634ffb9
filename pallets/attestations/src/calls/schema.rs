//! Creates and retires schemas.

use alloc::collections::BTreeSet;

use althing_primitives::mandate::Mandate;
use frame_support::pallet_prelude::*;

use crate::{
    Config, Description, Descriptions, Domains, Error, Event, Layout, Name, Pallet, RecoveryBy,
    Schema, SchemaCount, SchemaId, SchemaRules, Schemas, SubjectKind,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::create_schema`].
    ///
    /// A schema that joins a domain has no issuer yet, so its domain's key holder is none of them.
    pub(crate) fn do_create_schema(
        mandate: Mandate,
        rules: SchemaRules,
        description: Description,
    ) -> DispatchResult {
        Self::ensure_covers(&mandate, rules.track)?;
        Self::ensure_rules(&rules)?;
        ensure!(is_readable(&description.name), Error::<T>::InvalidName);
        ensure!(names_each_claim_once(&description.fields), Error::<T>::InvalidLayout);
        let id = SchemaCount::<T>::get();
        let next = id.checked_add(1).ok_or(Error::<T>::TooMany)?;
        let overlap_ends = match rules.domain {
            None => 0,
            Some(domain_id) => {
                let mut domain = Self::expect_domain(domain_id)?;
                Self::ensure_covers(&mandate, domain.track)?;
                domain.schemas.try_push(id).map_err(|_| Error::<T>::DomainFull)?;
                let overlap_ends = domain.overlap_ends;
                Domains::<T>::insert(domain_id, domain);
                overlap_ends
            }
        };
        SchemaCount::<T>::put(next);
        Schemas::<T>::insert(id, Schema { rules: rules.clone(), overlap_ends, retired: None });
        Descriptions::<T>::insert(id, &description);
        let proposal = mandate.proposal();
        Self::deposit_event(Event::SchemaCreated { schema: id, rules, description, proposal });
        Ok(())
    }

    /// See [`Pallet::retire_schema`].
    pub(crate) fn do_retire_schema(mandate: Mandate, id: SchemaId) -> DispatchResult {
        let mut schema = Self::expect_schema(id)?;
        Self::ensure_covers(&mandate, schema.rules.track)?;
        ensure!(schema.retired.is_none(), Error::<T>::SchemaRetired);
        schema.retired = Some(Self::now());
        Schemas::<T>::insert(id, schema);
        let proposal = mandate.proposal();
        Self::deposit_event(Event::SchemaRetired { schema: id, proposal });
        Ok(())
    }

    /// Checks that the rules agree with each other: only accounts are people, who have a tag and
    /// may move to another account.
    fn ensure_rules(rules: &SchemaRules) -> Result<(), Error<T>> {
        ensure!(rules.longest_validity > 0, Error::<T>::InvalidPeriod);
        if rules.subject != SubjectKind::Account {
            ensure!(rules.domain.is_none(), Error::<T>::InvalidDomain);
            ensure!(rules.recovery == RecoveryBy::Nobody, Error::<T>::WrongSubject);
        }
        Ok(())
    }
}

/// Whether a name is UTF-8 and more than blanks.
pub(crate) fn is_readable(name: &Name) -> bool {
    core::str::from_utf8(name).is_ok_and(|text| !text.trim().is_empty())
}

/// Whether a layout has claims, and no two of one name.
fn names_each_claim_once(fields: &Layout) -> bool {
    let mut names = BTreeSet::new();
    !fields.is_empty() && fields.iter().all(|field| names.insert(field.name))
}
