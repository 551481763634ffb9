//! Issuing: by an issuer, by a deputy, or carried by the subject.

use frame_support::{dispatch::PostDispatchInfo, pallet_prelude::*, traits::Get};

use crate::{
    issuance::{Agent, Placed},
    statement::{Purpose, Statement},
    Config, Error, IssuerId, Pallet, Payer, Serial, SignedOf, Slots, SubjectOf, Terms, WeightInfo,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::issue`].
    pub(crate) fn do_issue(
        who: T::AccountId,
        id: IssuerId,
        subject: SubjectOf<T>,
        terms: Terms,
        consent: Option<SignedOf<T>>,
    ) -> DispatchResultWithPostInfo {
        let agent = Self::expect_agent(&who, id)?;
        let slot = Slots::<T>::get(agent.issuer.schema, &subject);
        let serial = Self::serial_after(slot.as_ref())?;
        Self::ensure_consent(id, &subject, serial, &terms, consent.as_ref())?;
        let payer = Self::payer_for(&agent.issuer);
        let tagged = terms.tag.is_some();
        let overlaps = terms.tag.is_some_and(|claim| claim.previous.is_some());
        let placed = Self::place_into(slot, &agent, who, subject, terms, payer)?;
        let weight = match (&placed, payer, tagged, &consent) {
            (Placed { replaced: true, .. }, ..) | (Placed { looked_at: 1.., .. }, ..) => {
                T::WeightInfo::issue_over(placed.looked_at)
            }
            // The tag under the key of before was read, and nothing was behind it.
            _ if overlaps => T::WeightInfo::issue_over(0),
            (_, Payer::Issuer | Payer::Subject, ..) => T::WeightInfo::issue_held(),
            (_, Payer::Bond, true, _) => T::WeightInfo::issue_tagged(),
            (_, Payer::Bond, false, Some(_)) => T::WeightInfo::issue_signed(),
            (_, Payer::Bond, false, None) => T::WeightInfo::issue(),
        };
        Ok(Self::spent(weight, &agent))
    }

    /// See [`Pallet::claim`].
    pub(crate) fn do_claim(
        who: T::AccountId,
        id: IssuerId,
        by: T::AccountId,
        terms: Terms,
        signed: SignedOf<T>,
    ) -> DispatchResultWithPostInfo {
        let agent = Self::expect_agent(&by, id)?;
        let subject = SubjectOf::<T>::Account(who);
        let slot = Slots::<T>::get(agent.issuer.schema, &subject);
        let serial = Self::serial_after(slot.as_ref())?;
        let statement = Self::statement(id, subject.clone(), serial, terms.clone(), &signed);
        Self::verify(&by, Purpose::Issue, &statement, &signed)?;
        let placed = Self::place_into(slot, &agent, by, subject, terms, Payer::Subject)?;
        Ok(Self::spent(T::WeightInfo::claim(placed.looked_at), &agent))
    }

    /// Whether the subject wants this attestation, if it is somebody who can.
    pub(crate) fn ensure_consent(
        id: IssuerId,
        subject: &SubjectOf<T>,
        serial: Serial,
        terms: &Terms,
        consent: Option<&SignedOf<T>>,
    ) -> DispatchResult {
        match (subject.account(), consent) {
            (Some(account), Some(signed)) => {
                let statement = Self::statement(id, subject.clone(), serial, terms.clone(), signed);
                Self::verify(account, Purpose::Accept, &statement, signed)
            }
            (Some(_), None) => Err(Error::<T>::ConsentMissing.into()),
            (None, Some(_)) => Err(Error::<T>::ConsentNotNeeded.into()),
            (None, None) => Ok(()),
        }
    }

    fn statement(
        issuer: IssuerId,
        subject: SubjectOf<T>,
        serial: Serial,
        terms: Terms,
        signed: &SignedOf<T>,
    ) -> Statement<T::AccountId> {
        let genesis = Self::genesis_hash();
        let deadline = signed.deadline;
        Statement { genesis, issuer, subject, serial, terms, from: None, deadline }
    }

    /// What was spent, with the read that a deputy takes.
    pub(crate) fn spent(weight: Weight, agent: &Agent<T::AccountId>) -> PostDispatchInfo {
        let reads = if agent.deputy.is_some() { 1 } else { 0 };
        Some(weight.saturating_add(T::DbWeight::get().reads(reads))).into()
    }
}
