//! Recovery: a person who lost the key to an account, or no longer trusts it, is proofed again, and
//! the attestation follows to another account, unless the old one objects.

use althing_primitives::BlockNumber;
use frame_support::{ensure, pallet_prelude::*, storage::with_storage_layer};
use sp_core::H256;

use crate::{
    issuance::{Agent, Placed},
    statement::{Purpose, Statement},
    Attestation, Config, Deputies, End, Error, Event, IssuerId, IssuerStatus, Issuers, Pallet,
    Recoveries, Recovery, RecoveryBy, Schema, SchemaId, SignedOf, Slot, Slots, State, Subject,
    TagClaim, Terms, WeightInfo,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::recover`].
    pub(crate) fn do_recover(
        who: T::AccountId,
        issuer: IssuerId,
        from: T::AccountId,
        to: T::AccountId,
        terms: Terms,
        consent: SignedOf<T>,
    ) -> DispatchResult {
        let now = Self::now();
        let agent = Self::expect_agent(&who, issuer)?;
        let schema_id = agent.issuer.schema;
        let schema = Self::expect_schema(schema_id)?;
        ensure!(from != to, Error::<T>::InvalidRecovery);
        let old = Self::expect_movable(schema_id, &from, now)?;
        Self::ensure_no_evasion(&from, now)?;
        Self::ensure_admitted(&schema, &agent, &who, &old)?;
        let twice = Recoveries::<T>::contains_key(schema_id, &from);
        ensure!(!twice, Error::<T>::AlreadyRecovering);
        let own = [&from, &to].iter().any(|one| **one == who || **one == agent.issuer.account);
        ensure!(!own, Error::<T>::SelfAttestation);
        let subject = Subject::Account(to.clone());
        Self::ensure_sound(&agent, &schema, &subject, &terms, now)?;
        Self::ensure_same_person(&schema, &old, &terms, now)?;
        let slot = Slots::<T>::get(schema_id, &subject);
        ensure!(!Self::is_taken(slot.as_ref(), now)?, Error::<T>::AlreadyAttested);
        let statement = Statement {
            genesis: Self::genesis_hash(),
            issuer,
            subject,
            serial: Self::serial_after(slot.as_ref())?,
            terms: terms.clone(),
            from: Some(from.clone()),
            deadline: consent.deadline,
        };
        Self::verify(&to, Purpose::Move, &statement, &consent)?;
        let ready = now.saturating_add(Self::periods().objection);
        let recovery = Recovery { to: to.clone(), issuer, terms, serial: old.serial, ready };
        Recoveries::<T>::insert(schema_id, &from, recovery);
        let schema = schema_id;
        Self::deposit_event(Event::RecoveryStarted { schema, from, to, issuer, ready });
        Ok(())
    }

    /// See [`Pallet::object`].
    ///
    /// Frozen accounts object as well: nobody can be frozen out of having a say.
    pub(crate) fn do_object(who: T::AccountId, schema: SchemaId) -> DispatchResult {
        let recovery = Self::expect_recovery(schema, &who)?;
        ensure!(Self::now() < recovery.ready, Error::<T>::TooLate);
        Recoveries::<T>::remove(schema, &who);
        Self::deposit_event(Event::RecoveryStopped { schema, from: who });
        Ok(())
    }

    /// See [`Pallet::complete_recovery`].
    ///
    /// One that can never be completed any more ends here with `RecoveryStopped`, so that nothing
    /// stale stays. What only has to wait for something is an error, and stays.
    pub(crate) fn do_complete_recovery(
        schema: SchemaId,
        from: T::AccountId,
    ) -> DispatchResultWithPostInfo {
        let recovery = Self::expect_recovery(schema, &from)?;
        ensure!(Self::now() >= recovery.ready, Error::<T>::NotReady);
        Recoveries::<T>::remove(schema, &from);
        let moved = with_storage_layer(|| Self::move_over(schema, from.clone(), recovery));
        let looked_at = match moved {
            // What is final shows before anything behind a tag is looked at.
            Err(error) if Self::is_final(error) => {
                Self::deposit_event(Event::RecoveryStopped { schema, from });
                0
            }
            other => other?,
        };
        Ok(Some(T::WeightInfo::complete_recovery(looked_at)).into())
    }

    /// Ends the old attestation and places the new one, which takes over its tag. Returns how many
    /// attestations were looked at for that.
    fn move_over(
        schema_id: SchemaId,
        from: T::AccountId,
        recovery: Recovery<T::AccountId>,
    ) -> Result<u32, DispatchError> {
        let Recovery { to, issuer: id, mut terms, serial, .. } = recovery;
        let now = Self::now();
        let issuer = Self::expect_issuer(id)?;
        ensure!(issuer.status == IssuerStatus::Active, Error::<T>::IssuerNotActive);
        let found = Slots::<T>::get(schema_id, Subject::Account(from.clone()));
        let same = found.as_ref().is_some_and(|slot| slot.serial() == serial);
        let alive = same && Self::is_taken(found.as_ref(), now)?;
        ensure!(alive, Error::<T>::AttestationNotFound);
        let old = Self::expect_movable(schema_id, &from, now)?;
        Self::ensure_no_evasion(&from, now)?;
        let schema = Self::expect_schema(schema_id)?;
        if let Some(claim) = terms.tag.as_mut().filter(|_| now >= schema.overlap_ends) {
            claim.previous = None;
        }
        let state = State::Ended { since: now, end: End::Moved };
        let subject = Subject::Account(from.clone());
        Self::change_state(schema_id, subject, old, state, None, H256::zero());
        let by = issuer.account.clone();
        let payer = Self::payer_for(&issuer);
        let agent = Agent { id, issuer, deputy: None };
        let placed = Self::place(&agent, by, Subject::Account(to.clone()), terms, payer)?;
        let Placed { serial, looked_at, .. } = placed;
        Self::deposit_event(Event::Recovered { schema: schema_id, from, to, serial });
        Ok(looked_at)
    }

    /// Whether an error will come again whenever the recovery is completed.
    fn is_final(error: DispatchError) -> bool {
        [
            Error::<T>::IssuerNotActive,
            Error::<T>::AttestationNotFound,
            Error::<T>::SchemaRetired,
            Error::<T>::InvalidExpiry,
            Error::<T>::TagMismatch,
            Error::<T>::AlreadyAttested,
            Error::<T>::TooMany,
        ]
        .into_iter()
        .any(|last| error == last.into())
    }

    fn expect_recovery(
        schema: SchemaId,
        from: &T::AccountId,
    ) -> Result<Recovery<T::AccountId>, Error<T>> {
        Recoveries::<T>::get(schema, from).ok_or(Error::<T>::RecoveryNotFound)
    }

    /// The attestation of `from`, which holds and is not under appeal.
    fn expect_movable(
        schema: SchemaId,
        from: &T::AccountId,
        now: BlockNumber,
    ) -> Result<Attestation, Error<T>> {
        let old = Self::expect_attestation(schema, &Subject::Account(from.clone()))?;
        ensure!(!old.review.is_open(), Error::<T>::AppealOpen);
        let issuer = Self::expect_issuer(old.issuer)?;
        ensure!(old.check(&issuer, now).is_ok(), Error::<T>::NotLive);
        Ok(old)
    }

    /// Whether the schema lets this issuer move the attestation. A second issuer is another account,
    /// and whoever acts for it does not act for the first one as well.
    fn ensure_admitted(
        schema: &Schema,
        agent: &Agent<T::AccountId>,
        who: &T::AccountId,
        old: &Attestation,
    ) -> Result<(), Error<T>> {
        let admitted = match schema.rules.recovery {
            RecoveryBy::AnyIssuer => true,
            RecoveryBy::Nobody => false,
            RecoveryBy::SecondIssuer => {
                let first = Self::expect_issuer(old.issuer)?.account;
                agent.id != old.issuer
                    && agent.issuer.account != first
                    && *who != first
                    && !Deputies::<T>::contains_key(old.issuer, who)
            }
        };
        ensure!(admitted, Error::<T>::NotAllowed);
        Ok(())
    }

    /// Whether the tag that is to follow is the one that the old attestation carries, under the
    /// domain's key or, while that overlaps, under the key of before.
    fn ensure_same_person(
        schema: &Schema,
        old: &Attestation,
        terms: &Terms,
        now: BlockNumber,
    ) -> Result<(), Error<T>> {
        match (&schema.rules.domain, &terms.tag) {
            (None, None) => Ok(()),
            (Some(_), Some(TagClaim { tag, previous })) => {
                let overlaps = now < schema.overlap_ends;
                ensure!(previous.is_some() == overlaps, Error::<T>::TagMismatch);
                let same = old.tag.is_some() && (old.tag == Some(*tag) || old.tag == *previous);
                ensure!(same, Error::<T>::InvalidRecovery);
                Ok(())
            }
            _ => Err(Error::<T>::TagMismatch),
        }
    }

    /// Whether there is an attestation that is not over.
    fn is_taken(slot: Option<&Slot>, now: BlockNumber) -> Result<bool, Error<T>> {
        let Some(Slot::Attestation(found)) = slot else { return Ok(false) };
        let issuer = Issuers::<T>::get(found.issuer).ok_or(Error::<T>::IssuerNotFound)?;
        Ok(!found.is_over(&issuer, now))
    }
}
