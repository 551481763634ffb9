//! What follows from a verdict: the pallet does it at once, in the name of nobody.
//!
//! A panel that decides in time is carried out in that block. What is concluded later than its
//! deadline is judged as of the deadline, so that it does not matter when the chain gets to it.

use althing_primitives::BlockNumber;
use frame_support::{
    pallet_prelude::*,
    traits::{fungible::MutateHold, tokens::Precision::BestEffort},
};

use crate::{
    Appeal, AppealId, Appeals, Attestation, Config, End, Error, Event, FreezeEffect, Freezes,
    HoldReason, IssuerId, IssuerStatus, Issuers, Measure, Pallet, Remedy, Requests, Review,
    SchemaId, Schemas, Slot, Slots, State, SubjectOf, TagClaim, Tags, Task, Verdict,
};

impl<T: Config> Pallet<T> {
    /// Ends an appeal: returns its deposit, and does what the verdict asks for.
    pub(crate) fn carry_out(
        id: AppealId,
        appeal: Appeal<T::AccountId>,
        verdict: Verdict,
    ) -> DispatchResult {
        Appeals::<T>::remove(id);
        Self::unschedule(appeal.deadline, Task::Conclude(id));
        if appeal.deposit > 0 {
            let reason = HoldReason::Appeal.into();
            T::Currency::release(&reason, &appeal.appellant, appeal.deposit, BestEffort)?;
        }
        let at = Self::now().min(appeal.deadline);
        let remedy = match &appeal.measure {
            Measure::Revocation { schema, subject } | Measure::Suspension { schema, subject } => {
                Self::settle_state(id, &appeal, (*schema, subject), verdict, at)
            }
            Measure::Refusal { issuer } => Self::settle_refusal(id, &appeal, *issuer, verdict)?,
            Measure::Freeze => Self::settle_freeze(id, &appeal.appellant, verdict)?,
            Measure::Tag { schema, subject, .. } => {
                Self::settle_tag(id, &appeal, (*schema, subject), verdict, at)
            }
        };
        Self::tell_outcome(id, appeal, verdict, remedy);
        Ok(())
    }

    /// Lets the attestation hold the tag that it carries again, if it carries one. While it was over,
    /// another account may have taken it; or its person's tag under a newer key, and then nobody
    /// holds this one any more.
    ///
    /// # Errors
    /// [`Error::TagHeld`].
    pub(crate) fn reclaim_tag(
        schema: SchemaId,
        subject: &SubjectOf<T>,
        attestation: &Attestation,
        now: BlockNumber,
    ) -> Result<(), Error<T>> {
        let domain = Self::expect_schema(schema)?.rules.domain;
        let (Some(domain), Some(tag), Some(account)) = (domain, attestation.tag, subject.account())
        else {
            return Ok(());
        };
        ensure!(Tags::<T>::contains_key(domain, tag), Error::<T>::TagHeld);
        let claim = TagClaim { tag, previous: None };
        Self::claim_tag(domain, &claim, account, schema, now).map(|_| ())
    }

    /// What becomes of a revocation or a suspension. What cannot be undone stays as it is.
    fn settle_state(
        id: AppealId,
        appeal: &Appeal<T::AccountId>,
        (schema, subject): (SchemaId, &SubjectOf<T>),
        verdict: Verdict,
        at: BlockNumber,
    ) -> Remedy {
        let Some(old) = Self::under_appeal(id, appeal, schema, subject) else {
            return nothing_left(verdict);
        };
        let (state, review, remedy) = match verdict {
            Verdict::Upheld => (appeal.paused.unwrap_or(old.state), Review::Closed, Remedy::None),
            Verdict::Overturned if !Self::could_hold(&old, at) => {
                (old.state, Review::Closed, Remedy::TooLate)
            }
            Verdict::Overturned => match Self::reclaim_tag(schema, subject, &old, at) {
                // Nothing is left to appeal against, and the next measure will be a new one.
                Ok(()) => (State::Live, Review::None, Remedy::Restored),
                Err(_) => (old.state, Review::Closed, Remedy::TagTaken),
            },
        };
        Self::give_state(appeal, (schema, subject), old, state, review);
        remedy
    }

    /// What becomes of an attestation whose tag is contested.
    fn settle_tag(
        id: AppealId,
        appeal: &Appeal<T::AccountId>,
        (schema, subject): (SchemaId, &SubjectOf<T>),
        verdict: Verdict,
        at: BlockNumber,
    ) -> Remedy {
        let Some(old) = Self::under_appeal(id, appeal, schema, subject) else {
            return nothing_left(verdict);
        };
        let (state, remedy) = match verdict {
            Verdict::Upheld => (old.state, Remedy::None),
            // Its tag is free already.
            Verdict::Overturned if Self::was_over(&old, at) => (old.state, Remedy::TooLate),
            Verdict::Overturned => {
                (State::Ended { since: at, end: End::Squatted }, Remedy::Restored)
            }
        };
        Self::give_state(appeal, (schema, subject), old, state, Review::Closed);
        remedy
    }

    /// What becomes of a request that was refused: it is closed, or its issuer looks at it again.
    fn settle_refusal(
        id: AppealId,
        appeal: &Appeal<T::AccountId>,
        issuer: IssuerId,
        verdict: Verdict,
    ) -> Result<Remedy, DispatchError> {
        let subject = appeal.appellant.clone();
        let request = Requests::<T>::get(issuer, &subject);
        let Some(mut request) = request.filter(|found| found.review == Review::Open(id)) else {
            return Ok(nothing_left(verdict));
        };
        request.review = Review::Closed;
        if verdict == Verdict::Overturned && Self::could_issue(issuer) {
            Self::reopen_request(issuer, subject, request);
            return Ok(Remedy::Reopened);
        }
        Self::end_request(issuer, subject, &request)?;
        Ok(nothing_left(verdict))
    }

    /// What becomes of a freeze. One that ended before the verdict is not the one that may have
    /// followed it.
    fn settle_freeze(
        id: AppealId,
        who: &T::AccountId,
        verdict: Verdict,
    ) -> Result<Remedy, DispatchError> {
        let freeze = Freezes::<T>::get(who).and_then(|record| record.current);
        let Some(freeze) = freeze.filter(|found| found.review == Review::Open(id)) else {
            return Ok(nothing_left(verdict));
        };
        if verdict == Verdict::Overturned {
            Self::overturn_freeze(who)?;
            return Ok(Remedy::Restored);
        }
        Self::set_freeze_review(who, Review::Closed);
        if freeze.effect == FreezeEffect::Paused {
            Self::set_freeze_effect(who, FreezeEffect::InForce)?;
        }
        Ok(Remedy::None)
    }

    /// The attestation that the appeal is about, if it is still there.
    fn under_appeal(
        id: AppealId,
        appeal: &Appeal<T::AccountId>,
        schema: SchemaId,
        subject: &SubjectOf<T>,
    ) -> Option<Attestation> {
        let found = Self::expect_attestation(schema, subject).ok()?;
        let same = found.serial == appeal.serial && found.review == Review::Open(id);
        same.then_some(found)
    }

    /// Whether it was over in block `at`, but for the appeal.
    fn was_over(attestation: &Attestation, at: BlockNumber) -> bool {
        let decided = Attestation { review: Review::Closed, ..attestation.clone() };
        Issuers::<T>::get(decided.issuer).is_none_or(|issuer| decided.is_over(&issuer, at))
    }

    /// Whether it would hold in block `at` if it were not suspended or ended: it has not expired, and
    /// its issuer has not fallen.
    pub(crate) fn could_hold(attestation: &Attestation, at: BlockNumber) -> bool {
        let live = Attestation { state: State::Live, ..attestation.clone() };
        Issuers::<T>::get(live.issuer).is_some_and(|issuer| live.check(&issuer, at).is_ok())
    }

    /// Whether the issuer can issue, or will be able to once it is reinstated.
    fn could_issue(issuer: IssuerId) -> bool {
        let Some(found) = Issuers::<T>::get(issuer) else { return false };
        let removed = matches!(found.status, IssuerStatus::Removed { .. });
        let retired = Schemas::<T>::get(found.schema).is_none_or(|schema| schema.retired.is_some());
        !removed && !retired
    }

    fn give_state(
        appeal: &Appeal<T::AccountId>,
        (schema, subject): (SchemaId, &SubjectOf<T>),
        old: Attestation,
        state: State,
        review: Review,
    ) {
        let new = Attestation { state, review, ..old.clone() };
        Slots::<T>::insert(schema, subject, Slot::Attestation(new));
        if state != old.state {
            Self::deposit_event(Event::StateChanged {
                schema,
                subject: subject.clone(),
                serial: old.serial,
                old: old.state,
                new: state,
                by: None,
                evidence: appeal.grounds,
            });
        }
    }

    fn tell_outcome(id: AppealId, appeal: Appeal<T::AccountId>, verdict: Verdict, remedy: Remedy) {
        let other = match verdict {
            Verdict::Upheld => Verdict::Overturned,
            Verdict::Overturned => Verdict::Upheld,
        };
        let count = |verdict| u32::try_from(appeal.votes(verdict)).unwrap_or(u32::MAX);
        let votes = (count(verdict), count(other));
        let measure = appeal.measure;
        Self::deposit_event(Event::AppealConcluded { appeal: id, measure, verdict, votes, remedy });
    }
}

/// The remedy where nothing is left to be undone.
fn nothing_left(verdict: Verdict) -> Remedy {
    match verdict {
        Verdict::Upheld => Remedy::None,
        Verdict::Overturned => Remedy::TooLate,
    }
}
