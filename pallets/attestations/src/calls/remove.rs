//! Removing what no longer holds: a tombstone stays.

use althing_primitives::BlockNumber;
use frame_support::{ensure, pallet_prelude::*};

use crate::{
    Attestation, Config, End, Error, Issuer, IssuerStatus, MeasureKind, Pallet, RulesOfAppeal,
    SchemaId, Slot, Slots, SubjectOf, Tombstone,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::remove`].
    pub(crate) fn do_remove(schema: SchemaId, subject: SubjectOf<T>) -> DispatchResult {
        let now = Self::now();
        let old = Self::expect_attestation(schema, &subject)?;
        let issuer = Self::expect_issuer(old.issuer)?;
        ensure!(!matches!(old.review, crate::Review::Open(_)), Error::<T>::AppealOpen);
        ensure!(old.is_over(&issuer, now), Error::<T>::StillLive);
        let (ended, end) = end_of(&old, &issuer);
        ensure!(now >= ended.saturating_add(Self::keeping(end)), Error::<T>::TooEarly);
        let rules = Self::expect_schema(schema)?;
        Self::discard(&old, schema, &rules, &subject)?;
        let tombstone = Tombstone { serial: old.serial, issuer: old.issuer, ended, end };
        Slots::<T>::insert(schema, &subject, Slot::Tombstone(tombstone));
        Ok(())
    }

    /// For how long what ended that way is kept: a poll may rely on it, and a revocation can be
    /// appealed.
    fn keeping(end: Option<End>) -> BlockNumber {
        let window = match end {
            Some(End::Revoked(_)) => RulesOfAppeal::<T>::get(MeasureKind::Revocation),
            _ => None,
        };
        Self::periods().keeping.max(window.map_or(0, |rules| rules.window))
    }
}

/// From which block it no longer held, and why. Of what is void it is not known since when; it is
/// kept until it would have expired.
fn end_of<AccountId>(old: &Attestation, issuer: &Issuer<AccountId>) -> (BlockNumber, Option<End>) {
    let (ended, end) = old.ended();
    match issuer.status {
        IssuerStatus::Removed { since } if since < ended => (since, None),
        _ => (ended, end),
    }
}
