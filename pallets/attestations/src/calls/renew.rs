//! Renewing: an attestation that follows another one without a break.

use frame_support::{ensure, pallet_prelude::*};

use crate::{
    Attestation, Config, Error, IssuerId, Pallet, Permission, Review, Schema, SchemaId, SignedOf,
    State, SubjectOf, Terms, WeightInfo,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::renew`].
    pub(crate) fn do_renew(
        who: T::AccountId,
        id: IssuerId,
        subject: SubjectOf<T>,
        terms: Terms,
        consent: Option<SignedOf<T>>,
    ) -> DispatchResultWithPostInfo {
        let now = Self::now();
        let agent = Self::expect_agent(&who, id)?;
        let schema_id = agent.issuer.schema;
        let old = Self::expect_attestation(schema_id, &subject)?;
        ensure!(old.issuer == id, Error::<T>::NotAuthorized);
        ensure!(!matches!(old.review, Review::Open(_)), Error::<T>::AppealOpen);
        ensure!(old.check(&agent.issuer, now).is_ok(), Error::<T>::NotLive);

        let schema = Self::expect_schema(schema_id)?;
        ensure!(schema.rules.renewal == Permission::Allowed, Error::<T>::NotAllowed);
        ensure!(subject.account() != Some(&who), Error::<T>::SelfAttestation);
        Self::ensure_sound(&agent, &schema, &subject, &terms, now)?;
        let serial = old.serial.checked_add(1).ok_or(Error::<T>::TooMany)?;
        Self::ensure_consent(id, &subject, serial, &terms, consent.as_ref())?;

        let (tag, looked_at) = Self::tag_of(&schema, schema_id, &subject, &terms, now)?;
        Self::release_old_tag(&old, schema_id, &schema, &subject, &terms)?;
        let same = old.level == terms.level && old.jurisdiction == terms.jurisdiction;
        let new = Attestation {
            serial,
            issuer: id,
            commitment: terms.commitment,
            level: terms.level,
            jurisdiction: terms.jurisdiction,
            held_since: if same { old.held_since } else { now },
            issued: now,
            expires: terms.expires,
            state: State::Live,
            renews: Some(old.serial),
            tag,
            deposit: old.deposit,
            review: Review::None,
        };
        Self::store(schema_id, subject, new, who);
        Ok(Some(T::WeightInfo::renew(looked_at)).into())
    }

    /// Lets go of the tag under the key of before. The person stays the same: the new tag is the
    /// old one, or comes with it while the keys overlap; afterwards only the issuer can tell.
    fn release_old_tag(
        old: &Attestation,
        schema_id: SchemaId,
        schema: &Schema,
        subject: &SubjectOf<T>,
        terms: &Terms,
    ) -> DispatchResult {
        let (Some(domain), Some(before), Some(account), Some(claim)) =
            (schema.rules.domain, old.tag, subject.account(), terms.tag)
        else {
            return Ok(());
        };
        if claim.tag == before {
            return Ok(());
        }
        let follows = claim.previous.is_none_or(|previous| previous == before);
        ensure!(follows, Error::<T>::TagMismatch);
        Self::release_tag(domain, &before, account, schema_id);
        Ok(())
    }
}
