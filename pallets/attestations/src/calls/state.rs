//! What becomes of an attestation before its time: suspended, lifted, revoked, renounced.

use frame_support::{ensure, pallet_prelude::*};
use sp_core::H256;

use crate::{
    Attestation, Config, End, Error, Event, Pallet, Permission, Review, RevocationReason, SchemaId,
    Slot, Slots, State, Subject, SubjectOf, SuspensionReason,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::suspend`].
    pub(crate) fn do_suspend(
        who: T::AccountId,
        schema: SchemaId,
        subject: SubjectOf<T>,
        reason: SuspensionReason,
        evidence: H256,
    ) -> DispatchResult {
        let old = Self::expect_own(&who, schema, &subject)?;
        let rules = Self::expect_schema(schema)?.rules;
        ensure!(rules.suspension == Permission::Allowed, Error::<T>::NotAllowed);
        ensure!(old.state == State::Live && Self::now() < old.expires, Error::<T>::NotLive);
        let state = State::Suspended { since: Self::now(), reason };
        Self::change_state(schema, subject, old, state, Some(who), evidence);
        Ok(())
    }

    /// See [`Pallet::lift`].
    pub(crate) fn do_lift(
        who: T::AccountId,
        schema: SchemaId,
        subject: SubjectOf<T>,
        evidence: H256,
    ) -> DispatchResult {
        let old = Self::expect_own(&who, schema, &subject)?;
        ensure!(matches!(old.state, State::Suspended { .. }), Error::<T>::NotSuspended);
        Self::change_state(schema, subject, old, State::Live, Some(who), evidence);
        Ok(())
    }

    /// See [`Pallet::revoke`].
    pub(crate) fn do_revoke(
        who: T::AccountId,
        schema: SchemaId,
        subject: SubjectOf<T>,
        reason: RevocationReason,
        evidence: H256,
    ) -> DispatchResult {
        let old = Self::expect_own(&who, schema, &subject)?;
        Self::end(schema, subject, old, End::Revoked(reason), who, evidence)
    }

    /// See [`Pallet::renounce`].
    pub(crate) fn do_renounce(who: T::AccountId, schema: SchemaId) -> DispatchResult {
        let subject = Subject::Account(who.clone());
        let old = Self::expect_attestation(schema, &subject)?;
        ensure!(!matches!(old.review, Review::Open(_)), Error::<T>::AppealOpen);
        Self::ensure_no_evasion(&who, Self::now())?;
        Self::end(schema, subject, old, End::Renounced, who, H256::zero())
    }

    fn end(
        schema: SchemaId,
        subject: SubjectOf<T>,
        old: Attestation,
        end: End,
        who: T::AccountId,
        evidence: H256,
    ) -> DispatchResult {
        let now = Self::now();
        let ended = matches!(old.state, State::Ended { .. });
        ensure!(!ended && now < old.expires, Error::<T>::NotLive);
        let state = State::Ended { since: now, end };
        Self::change_state(schema, subject, old, state, Some(who), evidence);
        Ok(())
    }

    /// The attestation, if `who` acts for its issuer and no appeal is open.
    fn expect_own(
        who: &T::AccountId,
        schema: SchemaId,
        subject: &SubjectOf<T>,
    ) -> Result<Attestation, Error<T>> {
        let old = Self::expect_attestation(schema, subject)?;
        let agent = Self::expect_agent(who, old.issuer)?;
        Self::ensure_within_rights(&agent, old.level, old.jurisdiction)?;
        ensure!(!matches!(old.review, Review::Open(_)), Error::<T>::AppealOpen);
        Ok(old)
    }

    /// Gives an attestation another state, against which nobody has appealed yet, and tells of it.
    pub(crate) fn change_state(
        schema: SchemaId,
        subject: SubjectOf<T>,
        old: Attestation,
        state: State,
        by: Option<T::AccountId>,
        evidence: H256,
    ) {
        let new = Attestation { state, review: Review::None, ..old.clone() };
        Slots::<T>::insert(schema, &subject, Slot::Attestation(new));
        Self::deposit_event(Event::StateChanged {
            schema,
            subject,
            serial: old.serial,
            old: old.state,
            new: state,
            by,
            evidence,
        });
    }
}
