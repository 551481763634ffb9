//! The one way in which an attestation comes to be, however it was asked for.

use althing_primitives::{eligibility::PersonTag, BlockNumber};
use frame_support::{ensure, pallet_prelude::*};
use sp_core::H256;
use sp_runtime::traits::Verify;

use crate::{
    statement::{message, Purpose, Statement},
    Attestation, Config, CurrentPeriods, Deputies, Deputy, Error, Event, Issuer, IssuerId,
    IssuerStatus, Issuers, Jurisdiction, Level, Pallet, Payer, Periods, Review, Schema, SchemaId,
    Schemas, Serial, SignedOf, Slot, Slots, State, SubjectOf, Terms,
};

/// Who acts for an issuer: itself, or a deputy.
pub(crate) struct Agent<AccountId> {
    pub id: IssuerId,
    pub issuer: Issuer<AccountId>,
    pub deputy: Option<Deputy>,
}

/// An attestation that was placed, and what that took.
pub(crate) struct Placed {
    pub serial: Serial,
    /// How many attestations were looked at to find its tag free.
    pub looked_at: u32,
    /// Whether one that was over made room for it.
    pub replaced: bool,
}

impl<T: Config> Pallet<T> {
    pub(crate) fn periods() -> Periods {
        CurrentPeriods::<T>::get()
    }

    /// The hash of the first block, which names the chain.
    pub(crate) fn genesis_hash() -> H256 {
        let first = frame_system::pallet_prelude::BlockNumberFor::<T>::default();
        H256::from_slice(frame_system::Pallet::<T>::block_hash(first).as_ref())
    }

    pub(crate) fn expect_issuer(id: IssuerId) -> Result<Issuer<T::AccountId>, Error<T>> {
        Issuers::<T>::get(id).ok_or(Error::<T>::IssuerNotFound)
    }

    pub(crate) fn expect_schema(id: SchemaId) -> Result<Schema, Error<T>> {
        Schemas::<T>::get(id).ok_or(Error::<T>::SchemaNotFound)
    }

    /// The attestation of `subject`, whether it holds or not.
    pub(crate) fn expect_attestation(
        schema: SchemaId,
        subject: &SubjectOf<T>,
    ) -> Result<Attestation, Error<T>> {
        match Slots::<T>::get(schema, subject) {
            Some(Slot::Attestation(attestation)) => Ok(attestation),
            _ => Err(Error::<T>::AttestationNotFound),
        }
    }

    /// Who `who` is to an issuer that may act: the issuer itself, or a deputy whose time is not up.
    pub(crate) fn expect_agent(
        who: &T::AccountId,
        id: IssuerId,
    ) -> Result<Agent<T::AccountId>, Error<T>> {
        let issuer = Self::expect_issuer(id)?;
        let deputy = match issuer.account == *who {
            true => None,
            false => {
                let deputy = Deputies::<T>::get(id, who).ok_or(Error::<T>::NotAuthorized)?;
                ensure!(Self::now() < deputy.until, Error::<T>::DeputyExpired);
                Some(deputy)
            }
        };
        ensure!(issuer.status == IssuerStatus::Active, Error::<T>::IssuerNotActive);
        Ok(Agent { id, issuer, deputy })
    }

    /// Whether the agent may do anything about an attestation of this level and jurisdiction.
    pub(crate) fn ensure_within_rights(
        agent: &Agent<T::AccountId>,
        level: Level,
        jurisdiction: Jurisdiction,
    ) -> Result<(), Error<T>> {
        let principal = agent.issuer.rights.allow(level, jurisdiction);
        let own =
            agent.deputy.as_ref().is_none_or(|deputy| deputy.rights.allow(level, jurisdiction));
        ensure!(principal && own, Error::<T>::BeyondRights);
        Ok(())
    }

    /// The serial that the next attestation in a slot takes.
    pub(crate) fn serial_after(slot: Option<&Slot>) -> Result<Serial, Error<T>> {
        slot.map_or(0, Slot::serial).checked_add(1).ok_or(Error::<T>::TooMany)
    }

    /// Whether `signer` has signed exactly this, and it can still be used.
    pub(crate) fn verify(
        signer: &T::AccountId,
        purpose: Purpose,
        statement: &Statement<T::AccountId>,
        signed: &SignedOf<T>,
    ) -> DispatchResult {
        ensure!(Self::now() <= signed.deadline, Error::<T>::DeadlinePassed);
        let message = message(purpose, statement);
        let good = signed.signature.verify(message.as_slice(), signer);
        ensure!(good, Error::<T>::BadSignature);
        Ok(())
    }

    /// Places an attestation where none holds. Whoever calls it has checked who acts, and that the
    /// subject consents.
    pub(crate) fn place(
        agent: &Agent<T::AccountId>,
        by: T::AccountId,
        subject: SubjectOf<T>,
        terms: Terms,
        payer: Payer,
    ) -> Result<Placed, DispatchError> {
        let schema_id = agent.issuer.schema;
        let slot = Slots::<T>::get(schema_id, &subject);
        Self::place_into(slot, agent, by, subject, terms, payer)
    }

    /// The same, where the place was read already.
    pub(crate) fn place_into(
        slot: Option<Slot>,
        agent: &Agent<T::AccountId>,
        by: T::AccountId,
        subject: SubjectOf<T>,
        terms: Terms,
        payer: Payer,
    ) -> Result<Placed, DispatchError> {
        let schema_id = agent.issuer.schema;
        let schema = Self::expect_schema(schema_id)?;
        let now = Self::now();
        ensure!(subject.account() != Some(&by), Error::<T>::SelfAttestation);
        Self::ensure_sound(agent, &schema, &subject, &terms, now)?;
        let serial = Self::serial_after(slot.as_ref())?;
        let replaced = Self::clear(slot, schema_id, &schema, &subject, now)?;
        let (tag, looked_at) = Self::tag_of(&schema, schema_id, &subject, &terms, now)?;
        // What made room may have given its deposit back to this very issuer.
        let issuer = if replaced { &Self::expect_issuer(agent.id)? } else { &agent.issuer };
        let deposit = Self::take_deposit(payer, agent.id, issuer, &subject, tag.is_some())?;
        let attestation = Attestation {
            serial,
            issuer: agent.id,
            commitment: terms.commitment,
            level: terms.level,
            jurisdiction: terms.jurisdiction,
            held_since: now,
            issued: now,
            expires: terms.expires,
            state: State::Live,
            renews: None,
            tag,
            deposit,
            review: Review::None,
        };
        Self::store(schema_id, subject, attestation, by);
        Ok(Placed { serial, looked_at, replaced })
    }

    /// Whether issuer, schema, subject and terms go together.
    pub(crate) fn ensure_sound(
        agent: &Agent<T::AccountId>,
        schema: &Schema,
        subject: &SubjectOf<T>,
        terms: &Terms,
        now: BlockNumber,
    ) -> Result<(), Error<T>> {
        ensure!(schema.retired.is_none(), Error::<T>::SchemaRetired);
        ensure!(subject.kind() == schema.rules.subject, Error::<T>::WrongSubject);
        let own = subject.account() == Some(&agent.issuer.account);
        ensure!(!own, Error::<T>::SelfAttestation);
        Self::ensure_within_rights(agent, terms.level, terms.jurisdiction)?;
        let latest = now.checked_add(schema.rules.longest_validity).ok_or(Error::<T>::Overflow)?;
        let in_time = terms.expires > now && terms.expires <= latest;
        ensure!(in_time, Error::<T>::InvalidExpiry);
        Ok(())
    }

    /// Claims the person tag that the schema asks for. Returns it, and how many attestations were
    /// looked at to find it free.
    pub(crate) fn tag_of(
        schema: &Schema,
        schema_id: SchemaId,
        subject: &SubjectOf<T>,
        terms: &Terms,
        now: BlockNumber,
    ) -> Result<(Option<PersonTag>, u32), Error<T>> {
        let (domain, claim, account) = match (schema.rules.domain, &terms.tag, subject.account()) {
            (None, None, _) => return Ok((None, 0)),
            (Some(domain), Some(claim), Some(account)) => (domain, claim, account),
            _ => return Err(Error::<T>::TagMismatch),
        };
        let overlaps = now < schema.overlap_ends;
        ensure!(claim.previous.is_some() == overlaps, Error::<T>::TagMismatch);
        let looked_at = Self::claim_tag(domain, claim, account, schema_id, now)?;
        Ok((Some(claim.tag), looked_at))
    }

    /// Stores an attestation and tells of it.
    pub(crate) fn store(
        schema: SchemaId,
        subject: SubjectOf<T>,
        attestation: Attestation,
        by: T::AccountId,
    ) {
        Slots::<T>::insert(schema, &subject, Slot::Attestation(attestation.clone()));
        let Attestation { serial, issuer, commitment, level, jurisdiction, expires, .. } =
            attestation;
        let Attestation { renews, deposit, .. } = attestation;
        Self::deposit_event(Event::Issued {
            schema,
            subject,
            serial,
            issuer,
            by,
            commitment,
            level,
            jurisdiction,
            expires,
            renews,
            deposit,
        });
    }

    /// Makes room: what was there has to be over. Returns whether there was something.
    fn clear(
        slot: Option<Slot>,
        schema_id: SchemaId,
        schema: &Schema,
        subject: &SubjectOf<T>,
        now: BlockNumber,
    ) -> Result<bool, DispatchError> {
        let Some(Slot::Attestation(old)) = slot else { return Ok(false) };
        let issuer = Self::expect_issuer(old.issuer)?;
        ensure!(!matches!(old.review, Review::Open(_)), Error::<T>::AppealOpen);
        ensure!(old.is_over(&issuer, now), Error::<T>::AlreadyAttested);
        Self::discard(&old, schema_id, schema, subject)?;
        Ok(true)
    }

    /// Gives back what an attestation took up: its tag and its deposit.
    pub(crate) fn discard(
        old: &Attestation,
        schema_id: SchemaId,
        schema: &Schema,
        subject: &SubjectOf<T>,
    ) -> DispatchResult {
        if let (Some(domain), Some(tag), Some(account)) =
            (schema.rules.domain, &old.tag, subject.account())
        {
            Self::release_tag(domain, tag, account, schema_id);
        }
        let deposit = old.deposit;
        Self::return_deposit(deposit, old.issuer, subject)?;
        Self::deposit_event(Event::Removed {
            schema: schema_id,
            subject: subject.clone(),
            serial: old.serial,
            deposit,
        });
        Ok(())
    }
}
