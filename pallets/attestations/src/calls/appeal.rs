//! Appeals: against what, who may, what happens meanwhile, and how a panel decides; and what the
//! constitution says about it.

use alloc::{vec, vec::Vec};

use althing_primitives::BlockNumber;
use frame_support::{ensure, pallet_prelude::*, traits::fungible::MutateHold};
use sp_core::H256;

use crate::{
    panel::Parties, Appeal, AppealCount, AppealId, AppealRules, Appeals, Attestation, Config,
    Effect, End, Error, Event, FreezeEffect, Freezes, HoldReason, IssuerId, IssuerStatus, Measure,
    MeasureKind, Pallet, PanelPool, Pool, Requests, Review, RulesOfAppeal, SchemaId, Slot, Slots,
    State, SubjectOf, Task, Verdict, MAX_PANEL,
};

/// What an appeal is about, and who has a part in it.
struct Case<AccountId> {
    parties: Parties<AccountId>,
    /// The attestation, if it is about one.
    attestation: Option<Attestation>,
}

impl<T: Config> Pallet<T> {
    /// See [`Pallet::set_pool`].
    pub(crate) fn do_set_pool(members: Pool<T::AccountId>) -> DispatchResult {
        let mut distinct = members.to_vec();
        distinct.sort();
        distinct.dedup();
        ensure!(distinct.len() == members.len(), Error::<T>::InvalidPool);
        let old = PanelPool::<T>::get();
        PanelPool::<T>::put(&members);
        Self::deposit_event(Event::PoolChanged { old, new: members });
        Self::draw_panel_if_vacant();
        Ok(())
    }

    /// See [`Pallet::set_appeal_rules`].
    pub(crate) fn do_set_appeal_rules(kind: MeasureKind, new: AppealRules) -> DispatchResult {
        ensure!(new.window > 0 && new.decision > 0, Error::<T>::InvalidPeriod);
        ensure!(new.are_valid_for(kind), Error::<T>::InvalidAppealRules);
        let old = RulesOfAppeal::<T>::get(kind);
        RulesOfAppeal::<T>::insert(kind, new);
        Self::deposit_event(Event::AppealRulesChanged { kind, old, new });
        Ok(())
    }

    /// See [`Pallet::appeal`].
    ///
    /// The deposit is a hold, which an account can make whose tokens are frozen.
    pub(crate) fn do_appeal(
        who: T::AccountId,
        measure: Measure<T::AccountId>,
        grounds: H256,
    ) -> DispatchResult {
        let now = Self::now();
        let rules = RulesOfAppeal::<T>::get(measure.kind()).ok_or(Error::<T>::NotAppealable)?;
        let Case { parties, attestation } = Self::admit(&who, &measure, &rules, now)?;
        let id = AppealCount::<T>::get();
        AppealCount::<T>::put(id.checked_add(1).ok_or(Error::<T>::TooMany)?);
        if rules.deposit > 0 {
            T::Currency::hold(&HoldReason::Appeal.into(), &who, rules.deposit)?;
        }
        let panel = Self::panel_for(&parties, rules.panel);
        let deadline = now.saturating_add(rules.decision);
        let serial = attestation.as_ref().map_or(0, |found| found.serial);
        let open = Opening { id, appellant: &who, effect: rules.effect, grounds, now, deadline };
        let (effect, paused) = Self::open_review(&open, &measure, attestation)?;
        let appeal = Appeal {
            measure: measure.clone(),
            appellant: who.clone(),
            grounds,
            serial,
            deadline,
            panel,
            default: rules.default,
            deposit: rules.deposit,
            paused,
        };
        let panel = appeal.panel.iter().map(|(member, _)| member.clone()).collect();
        Appeals::<T>::insert(id, appeal);
        Self::schedule(deadline, Task::Conclude(id));
        Self::deposit_event(Event::Appealed {
            appeal: id,
            measure,
            appellant: who,
            grounds,
            panel,
            deadline,
            effect,
            default: rules.default,
            deposit: rules.deposit,
        });
        Ok(())
    }

    /// See [`Pallet::decide`].
    ///
    /// Frozen members vote as well: nobody can be frozen out of having a say.
    pub(crate) fn do_decide(
        who: T::AccountId,
        id: AppealId,
        verdict: Verdict,
        reasons: H256,
    ) -> DispatchResult {
        let mut appeal = Appeals::<T>::get(id).ok_or(Error::<T>::AppealNotFound)?;
        ensure!(Self::now() < appeal.deadline, Error::<T>::DecisionClosed);
        let own = appeal.panel.iter_mut().find(|(member, _)| *member == who);
        let (_, vote) = own.ok_or(Error::<T>::NotOnPanel)?;
        ensure!(vote.is_none(), Error::<T>::AlreadyDecided);
        *vote = Some(verdict);
        Self::deposit_event(Event::Decided { appeal: id, member: who, verdict, reasons });
        let agree = appeal.votes(verdict);
        if agree > appeal.panel.len().saturating_sub(agree) {
            return Self::carry_out(id, appeal, verdict);
        }
        Appeals::<T>::insert(id, appeal);
        Ok(())
    }

    /// See [`Pallet::conclude`].
    pub(crate) fn do_conclude(id: AppealId) -> DispatchResult {
        let appeal = Appeals::<T>::get(id).ok_or(Error::<T>::AppealNotFound)?;
        ensure!(Self::now() >= appeal.deadline, Error::<T>::DecisionRunning);
        let verdict = appeal.verdict();
        Self::carry_out(id, appeal, verdict)
    }

    /// Whether `who` may appeal against the measure now, and who has a part in the case.
    fn admit(
        who: &T::AccountId,
        measure: &Measure<T::AccountId>,
        rules: &AppealRules,
        now: BlockNumber,
    ) -> Result<Case<T::AccountId>, Error<T>> {
        match measure {
            Measure::Revocation { schema, subject } | Measure::Suspension { schema, subject } => {
                Self::admit_against_state(who, measure.kind(), (*schema, subject), rules, now)
            }
            Measure::Refusal { issuer } => Self::admit_against_refusal(who, *issuer, now),
            Measure::Freeze => Self::admit_against_freeze(who, rules, now),
            Measure::Tag { issuer, schema, subject } => {
                Self::admit_against_tag(who, *issuer, (*schema, subject), now)
            }
        }
    }

    fn admit_against_state(
        who: &T::AccountId,
        kind: MeasureKind,
        (schema, subject): (SchemaId, &SubjectOf<T>),
        rules: &AppealRules,
        now: BlockNumber,
    ) -> Result<Case<T::AccountId>, Error<T>> {
        ensure!(subject.account() == Some(who), Error::<T>::NotAppealable);
        let attestation = Self::expect_attestation(schema, subject)?;
        ensure!(!attestation.review.is_open(), Error::<T>::AppealOpen);
        let since = match (kind, attestation.state) {
            (MeasureKind::Revocation, State::Ended { since, end: End::Revoked(_) })
            | (MeasureKind::Suspension, State::Suspended { since, .. }) => since,
            _ => return Err(Error::<T>::NotAppealable),
        };
        ensure!(attestation.review == Review::None, Error::<T>::AlreadyAppealed);
        ensure!(now < since.saturating_add(rules.window), Error::<T>::WindowClosed);
        let issuers = vec![attestation.issuer];
        let parties = Parties { people: vec![who.clone()], issuers, schema: Some(schema) };
        Ok(Case { parties, attestation: Some(attestation) })
    }

    /// The window is the one that was fixed when the request was refused.
    fn admit_against_refusal(
        who: &T::AccountId,
        issuer: IssuerId,
        now: BlockNumber,
    ) -> Result<Case<T::AccountId>, Error<T>> {
        let request = Requests::<T>::get(issuer, who).ok_or(Error::<T>::NotAppealable)?;
        ensure!(!request.review.is_open(), Error::<T>::AppealOpen);
        ensure!(request.was_refused(), Error::<T>::NotAppealable);
        ensure!(request.review == Review::None, Error::<T>::AlreadyAppealed);
        ensure!(now < request.deadline, Error::<T>::WindowClosed);
        let schema = Some(Self::expect_issuer(issuer)?.schema);
        let parties = Parties { people: vec![who.clone()], issuers: vec![issuer], schema };
        Ok(Case { parties, attestation: None })
    }

    fn admit_against_freeze(
        who: &T::AccountId,
        rules: &AppealRules,
        now: BlockNumber,
    ) -> Result<Case<T::AccountId>, Error<T>> {
        let freeze = Freezes::<T>::get(who).and_then(|record| record.current);
        let freeze = freeze.ok_or(Error::<T>::NotAppealable)?;
        ensure!(!freeze.review.is_open(), Error::<T>::AppealOpen);
        ensure!(freeze.review == Review::None, Error::<T>::AlreadyAppealed);
        ensure!(now < freeze.until, Error::<T>::NotAppealable);
        ensure!(now < freeze.decided.saturating_add(rules.window), Error::<T>::WindowClosed);
        let parties = Parties { people: vec![who.clone()], issuers: Vec::new(), schema: None };
        Ok(Case { parties, attestation: None })
    }

    /// Whether the issuer may contest the tag of another issuer's attestation. It can be contested as
    /// long as the tag is held: a person whose tag was taken may come years later.
    fn admit_against_tag(
        who: &T::AccountId,
        contesting: IssuerId,
        (schema, subject): (SchemaId, &SubjectOf<T>),
        now: BlockNumber,
    ) -> Result<Case<T::AccountId>, Error<T>> {
        let contestant = Self::expect_issuer(contesting)?;
        ensure!(contestant.account == *who, Error::<T>::NotAuthorized);
        ensure!(contestant.status == IssuerStatus::Active, Error::<T>::IssuerNotActive);
        let respondent = subject.account().ok_or(Error::<T>::NotAppealable)?;
        let attestation = Self::expect_attestation(schema, subject)?;
        let issuer = Self::expect_issuer(attestation.issuer)?;
        let domain = Self::expect_schema(schema)?.rules.domain;
        let same_domain = domain == Self::expect_schema(contestant.schema)?.rules.domain;
        let tagged = domain.is_some() && attestation.tag.is_some();
        ensure!(same_domain && tagged, Error::<T>::NotAppealable);
        ensure!(issuer.account != *who, Error::<T>::NotAppealable);
        ensure!(!attestation.review.is_open(), Error::<T>::AppealOpen);
        ensure!(!attestation.is_over(&issuer, now), Error::<T>::NotAppealable);
        ensure!(attestation.review == Review::None, Error::<T>::AlreadyAppealed);
        let people = vec![who.clone(), respondent.clone()];
        let issuers = vec![attestation.issuer, contesting];
        let parties = Parties { people, issuers, schema: Some(schema) };
        Ok(Case { parties, attestation: Some(attestation) })
    }

    /// Marks the measure as one under appeal, and takes away its effect for that time if the rules say
    /// so. Returns the effect that the appeal has, and the state to which a paused measure returns.
    fn open_review(
        opening: &Opening<'_, T::AccountId>,
        measure: &Measure<T::AccountId>,
        attestation: Option<Attestation>,
    ) -> Result<(Effect, Option<State>), DispatchError> {
        let review = Review::Open(opening.id);
        let who = opening.appellant;
        match (measure, attestation) {
            (
                Measure::Revocation { schema, subject } | Measure::Suspension { schema, subject },
                Some(attestation),
            ) => Ok(Self::pause(opening, *schema, subject, attestation)),
            (Measure::Tag { schema, subject, .. }, Some(attestation)) => {
                let slot = Slot::Attestation(Attestation { review, ..attestation });
                Slots::<T>::insert(schema, subject, slot);
                Ok((Effect::Continues, None))
            }
            (Measure::Refusal { issuer }, _) => {
                Self::await_appeal(*issuer, who, opening.id, opening.deadline)?;
                Ok((Effect::Continues, None))
            }
            (Measure::Freeze, _) => {
                Self::set_freeze_review(who, review);
                if opening.effect == Effect::Pauses {
                    Self::set_freeze_effect(who, FreezeEffect::Paused)?;
                }
                Ok((opening.effect, None))
            }
            (_, None) => Err(Error::<T>::AttestationNotFound.into()),
        }
    }

    /// Stores that an appeal is open against an attestation's state. If the rules say so, the
    /// attestation holds meanwhile, unless it has expired, its issuer has fallen, or another account
    /// has taken its tag since it was revoked.
    fn pause(
        opening: &Opening<'_, T::AccountId>,
        schema: SchemaId,
        subject: &SubjectOf<T>,
        attestation: Attestation,
    ) -> (Effect, Option<State>) {
        let old = attestation.state;
        let serial = attestation.serial;
        let mut open = Attestation { review: Review::Open(opening.id), ..attestation };
        let pauses = opening.effect == Effect::Pauses
            && Self::could_hold(&open, opening.now)
            && Self::reclaim_tag(schema, subject, &open, opening.now).is_ok();
        if pauses {
            open.state = State::Live;
        }
        let new = open.state;
        Slots::<T>::insert(schema, subject, Slot::Attestation(open));
        if !pauses {
            return (Effect::Continues, None);
        }
        Self::deposit_event(Event::StateChanged {
            schema,
            subject: subject.clone(),
            serial,
            old,
            new,
            by: None,
            evidence: opening.grounds,
        });
        (Effect::Pauses, Some(old))
    }

    /// Stores where an appeal against an account's freeze stands.
    pub(crate) fn set_freeze_review(who: &T::AccountId, review: Review) {
        Freezes::<T>::mutate_extant(who, |record| {
            if let Some(freeze) = record.current.as_mut() {
                freeze.review = review;
            }
        });
    }
}

/// An appeal that is being opened.
struct Opening<'a, AccountId> {
    id: AppealId,
    appellant: &'a AccountId,
    /// What the rules say about the measure meanwhile.
    effect: Effect,
    grounds: H256,
    now: BlockNumber,
    deadline: BlockNumber,
}

impl AppealRules {
    /// Whether appeals against that kind of measure can go by them: the periods are not zero, the
    /// panel is not empty nor larger than one can be, and what cannot be paused is not.
    pub(crate) fn are_valid_for(&self, kind: MeasureKind) -> bool {
        let can_pause = match kind {
            MeasureKind::Revocation | MeasureKind::Suspension | MeasureKind::Freeze => true,
            MeasureKind::Refusal | MeasureKind::Tag => false,
        };
        self.window > 0
            && self.decision > 0
            && self.panel > 0
            && u32::from(self.panel) <= MAX_PANEL
            && (can_pause || self.effect == Effect::Continues)
    }
}

impl Review {
    /// Whether an appeal is open.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self, Self::Open(_))
    }
}

impl<AccountId> Appeal<AccountId> {
    /// How many have voted for `verdict`.
    pub(crate) fn votes(&self, verdict: Verdict) -> usize {
        self.panel.iter().filter(|(_, vote)| *vote == Some(verdict)).count()
    }

    /// What most of those who voted said; where there are as many one way as the other, the default.
    fn verdict(&self) -> Verdict {
        use core::cmp::Ordering::{Equal, Greater, Less};
        match self.votes(Verdict::Overturned).cmp(&self.votes(Verdict::Upheld)) {
            Greater => Verdict::Overturned,
            Less => Verdict::Upheld,
            Equal => self.default,
        }
    }
}
