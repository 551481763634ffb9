//! What always holds.

use alloc::collections::{BTreeMap, BTreeSet};

use althing_primitives::{
    eligibility::{Failing, PolicyId},
    Balance,
};
use frame_support::{
    ensure,
    traits::fungible::{freeze::Inspect, InspectHold},
};
use sp_runtime::DispatchError;

use crate::{
    Agenda, AppealCount, Appeals, Attestation, Config, CurrentSitting, Deputies, Descriptions,
    DomainCount, DomainId, Domains, Draws, Due, Freeze, FreezeEffect, FreezeReason, FreezeRecord,
    Freezes, HoldReason, Issuer, IssuerCount, IssuerId, IssuerIds, IssuerStatus, Issuers, Measure,
    Office, Offices, Pallet, PanelPool, Payer, Policies, PolicyCount, Recoveries, Requests, Review,
    Rule, Rules, RulesOfAppeal, Schema, SchemaCount, SchemaId, Schemas, Slot, Slots, Span, Subject,
    SubjectOf, TagHolder, TagUse, Tags, Task, Thaws,
};

/// What is held of each account, for each reason.
type Held<AccountId> = BTreeMap<(AccountId, u8), Balance>;

impl<T: Config> Pallet<T> {
    /// Checks every invariant:
    ///
    /// 1. Each count is above every number that was given out. Each schema has a description, and
    ///    is listed by the domain that it names and by no other, with the same end of the overlap.
    /// 2. Of an attestation schema and issuer exist and belong together; its subject is of the
    ///    schema's kind, its level and jurisdiction are within its issuer's rights, its time is
    ///    within the schema's, and it has a person tag if the schema has a domain, and only then.
    /// 3. The tag of an attestation that holds, or is suspended, is held by its account, with its
    ///    schema. Whoever holds a tag has an attestation with that tag under each schema that is
    ///    listed. So no two accounts have a live attestation of one tag in a domain. (Not so for
    ///    what has ended and is under appeal: its tag may be another account's by now.)
    /// 4. What is on hold of every account are its issuers' bonds, the deposits of attestations
    ///    that it paid, the fees and deposits of its unanswered requests and the deposits of its
    ///    open appeals.
    ///    What an issuer's bond is drawn for is the sum of the deposits that it covers, and no more
    ///    than the bond.
    /// 5. An issuer has as many deputies and as many requests as it counts, and deputies that have
    ///    no more rights than it has itself.
    /// 6. The spans over which an issuer is void are in order, none is empty, and no two overlap or
    ///    touch.
    /// 7. An account is found as the issuer of a schema that it is, unless removed.
    /// 8. Each open appeal is noted where its measure is (but for a freeze that has ended before its
    ///    appeal), and each note is of an open appeal against that measure. Each open appeal and each
    ///    request is due at its deadline, and nothing else is.
    /// 9. Each freeze ends in one block to come, and no block ends another. The tokens of an account
    ///    are frozen while a freeze is in force, and only then. The spans of before are in order,
    ///    and before the freeze that is in force. (How much of a year they may fill is looked at when
    ///    a freeze is laid on or prolonged; the periods can change later.)
    /// 10. Of each policy all versions exist up to the newest, and each asks for schemas, issuers and
    ///     domains that exist, and for tags of its own domain.
    /// 11. No account holds both offices.
    /// 12. What is to move to another account names an issuer of that schema.
    /// 13. Nobody is twice in the pool, among those who sit, or on a panel.
    /// 14. The periods and the rules for appeals are such as can be set.
    pub fn do_try_state() -> Result<(), DispatchError> {
        Self::check_counts()?;
        Self::check_descriptions()?;
        Self::check_domains()?;
        for (schema, subject, slot) in Slots::<T>::iter() {
            Self::check_slot(schema, &subject, &slot)?;
        }
        for (domain, tag, holder) in Tags::<T>::iter() {
            Self::check_holder(domain, &tag, &holder)?;
        }
        Self::check_held()?;
        Self::check_bonds()?;
        for (id, issuer) in Issuers::<T>::iter() {
            Self::check_issuer(id, &issuer)?;
        }
        Self::check_issuer_ids()?;
        Self::check_appeals()?;
        Self::check_agenda()?;
        Self::check_freezes()?;
        Self::check_policies()?;
        Self::check_offices()?;
        Self::check_recoveries()?;
        Self::check_panels()?;
        Self::check_rules()
    }

    /// Invariant 1, of numbers.
    fn check_counts() -> Result<(), DispatchError> {
        let domains = Domains::<T>::iter_keys().all(|id| id < DomainCount::<T>::get());
        ensure!(domains, "1: a domain's number is not given out yet");
        let schemas = Schemas::<T>::iter_keys().all(|id| id < SchemaCount::<T>::get());
        ensure!(schemas, "1: a schema's number is not given out yet");
        let issuers = Issuers::<T>::iter_keys().all(|id| id < IssuerCount::<T>::get());
        ensure!(issuers, "1: an issuer's number is not given out yet");
        let policies = Policies::<T>::iter_keys().all(|id| id < PolicyCount::<T>::get());
        ensure!(policies, "1: a policy's number is not given out yet");
        let appeals = Appeals::<T>::iter_keys().all(|id| id < AppealCount::<T>::get());
        ensure!(appeals, "1: an appeal's number is not given out yet");
        Ok(())
    }

    /// Invariant 1, of descriptions.
    fn check_descriptions() -> Result<(), DispatchError> {
        let described = Schemas::<T>::iter_keys().all(Descriptions::<T>::contains_key);
        ensure!(described, "1: a schema has no description");
        let known = Descriptions::<T>::iter_keys().all(Schemas::<T>::contains_key);
        ensure!(known, "1: a description is of no schema");
        Ok(())
    }

    /// Invariant 1, of domains.
    fn check_domains() -> Result<(), DispatchError> {
        let mut listed = BTreeSet::new();
        for (id, domain) in Domains::<T>::iter() {
            for schema_id in &domain.schemas {
                let schema = Schemas::<T>::get(schema_id).ok_or("1: a domain lists no schema")?;
                let own = schema.rules.domain == Some(id) && listed.insert(*schema_id);
                ensure!(own, "1: a domain lists a schema that is not its own, or twice");
                let same = schema.overlap_ends == domain.overlap_ends;
                ensure!(same, "1: a schema's overlap ends with another block than its domain's");
            }
        }
        for (id, schema) in Schemas::<T>::iter() {
            let unlisted = schema.rules.domain.is_some() && !listed.contains(&id);
            ensure!(!unlisted, "1: a schema is not listed by its domain");
        }
        Ok(())
    }

    /// Invariants 2 and 3, of a slot.
    fn check_slot(
        schema_id: SchemaId,
        subject: &SubjectOf<T>,
        slot: &Slot,
    ) -> Result<(), DispatchError> {
        let schema = Schemas::<T>::get(schema_id).ok_or("2: a slot is of no schema")?;
        ensure!(subject.kind() == schema.rules.subject, "2: a subject is of another kind");
        ensure!(slot.serial() > 0, "2: a serial is zero");
        let Slot::Attestation(attestation) = slot else { return Ok(()) };
        let issuer = Issuers::<T>::get(attestation.issuer).ok_or("2: an issuer is unknown")?;
        ensure!(issuer.schema == schema_id, "2: an issuer is one of another schema");
        Self::check_terms(attestation, &issuer, &schema)?;
        Self::check_tag(attestation, &issuer, &schema, schema_id, subject)
    }

    /// Invariant 2, of what is attested.
    fn check_terms(
        attestation: &Attestation,
        issuer: &Issuer<T::AccountId>,
        schema: &Schema,
    ) -> Result<(), DispatchError> {
        let Attestation { level, jurisdiction, held_since, issued, expires, .. } = *attestation;
        let allowed = issuer.rights.allow(level, jurisdiction);
        ensure!(allowed, "2: an attestation goes beyond its issuer's rights");
        let latest = issued.saturating_add(schema.rules.longest_validity);
        let in_order = held_since <= issued && issued < expires && expires <= latest;
        ensure!(in_order, "2: an attestation's time is out of order, or too long");
        ensure!(issued <= Self::now(), "2: an attestation is issued in the future");
        let tagged = attestation.tag.is_some() == schema.rules.domain.is_some();
        ensure!(tagged, "2: an attestation lacks a tag, or has one without a domain");
        Ok(())
    }

    /// Invariant 3, of an attestation.
    fn check_tag(
        attestation: &Attestation,
        issuer: &Issuer<T::AccountId>,
        schema: &Schema,
        schema_id: SchemaId,
        subject: &SubjectOf<T>,
    ) -> Result<(), DispatchError> {
        let stands = attestation.check(issuer, Self::now());
        let (Ok(()) | Err(Failing::Suspended)) = stands else { return Ok(()) };
        let (Some(domain), Some(tag)) = (schema.rules.domain, attestation.tag) else {
            return Ok(());
        };
        let holder = Tags::<T>::get(domain, tag).ok_or("3: a tag that stands is nobody's")?;
        ensure!(subject.account() == Some(&holder.account), "3: a tag that stands is another's");
        ensure!(holder.schemas.contains(&schema_id), "3: a tag's schema is not listed");
        Ok(())
    }

    /// Invariant 3, of who holds a tag.
    fn check_holder(
        domain: DomainId,
        tag: &[u8; 32],
        holder: &TagHolder<T::AccountId>,
    ) -> Result<(), DispatchError> {
        ensure!(!holder.schemas.is_empty(), "3: a tag is held for nothing");
        let mut listed = BTreeSet::new();
        for schema_id in &holder.schemas {
            ensure!(listed.insert(*schema_id), "3: a tag lists a schema twice");
            let schema = Schemas::<T>::get(schema_id).ok_or("3: a tag lists no schema")?;
            ensure!(schema.rules.domain == Some(domain), "3: a tag lists another domain's schema");
            let subject = Subject::Account(holder.account.clone());
            let carried = match Slots::<T>::get(schema_id, subject) {
                Some(Slot::Attestation(attestation)) => attestation.tag == Some(*tag),
                _ => false,
            };
            ensure!(carried, "3: a tag is held for an attestation that does not carry it");
        }
        Ok(())
    }

    /// Invariant 4, of what is on hold.
    fn check_held() -> Result<(), DispatchError> {
        let expected = Self::expected_holds()?;
        let mut accounts: BTreeSet<_> = frame_system::Account::<T>::iter_keys().collect();
        accounts.extend(expected.keys().map(|(who, _)| who.clone()));
        for who in accounts {
            for (index, reason, why) in [
                (BOND, HoldReason::Bond, "4: what is on hold differs from bonds"),
                (ATTESTATION, HoldReason::Attestation, "4: what is on hold differs from deposits"),
                (REQUEST, HoldReason::Request, "4: what is on hold differs from requests"),
                (APPEAL, HoldReason::Appeal, "4: what is on hold differs from appeals' deposits"),
            ] {
                let on_hold = T::Currency::balance_on_hold(&reason.into(), &who);
                let sum = expected.get(&(who.clone(), index)).copied().unwrap_or_default();
                ensure!(on_hold == sum, why);
            }
        }
        Ok(())
    }

    /// What has to be on hold.
    fn expected_holds() -> Result<Held<T::AccountId>, DispatchError> {
        let mut held = Held::new();
        for issuer in Issuers::<T>::iter_values() {
            add(&mut held, (issuer.account, BOND), issuer.bond)?;
        }
        for (_, subject, slot) in Slots::<T>::iter() {
            let Slot::Attestation(Attestation { issuer, deposit, .. }) = slot else { continue };
            let payer = match deposit.payer {
                Payer::Bond => continue,
                Payer::Issuer => Issuers::<T>::get(issuer).map(|issuer| issuer.account),
                Payer::Subject => subject.account().cloned(),
            };
            let payer = payer.ok_or("4: nobody has paid a deposit")?;
            add(&mut held, (payer, ATTESTATION), deposit.amount)?;
        }
        for (_, who, request) in Requests::<T>::iter() {
            add(&mut held, (who, REQUEST), request.held().total())?;
        }
        for appeal in Appeals::<T>::iter_values() {
            add(&mut held, (appeal.appellant, APPEAL), appeal.deposit)?;
        }
        Ok(held)
    }

    /// Invariant 4, of what bonds cover.
    fn check_bonds() -> Result<(), DispatchError> {
        let mut covered = BTreeMap::<IssuerId, Balance>::new();
        for slot in Slots::<T>::iter_values() {
            let Slot::Attestation(Attestation { issuer, deposit, .. }) = slot else { continue };
            if deposit.payer == Payer::Bond {
                add(&mut covered, issuer, deposit.amount)?;
            }
        }
        let mut drawn = BTreeMap::<IssuerId, Balance>::new();
        for (id, amount) in Draws::<T>::get() {
            ensure!(Issuers::<T>::contains_key(id), "4: nobody has drawn on a bond");
            add(&mut drawn, id, amount)?;
        }
        for (id, issuer) in Issuers::<T>::iter() {
            add(&mut drawn, id, issuer.drawn)?;
            let drawn = drawn.get(&id).copied().unwrap_or_default();
            let covered = covered.get(&id).copied().unwrap_or_default();
            ensure!(drawn == covered, "4: what is drawn differs from what a bond covers");
            ensure!(drawn <= issuer.bond, "4: a bond covers more than it is");
        }
        Ok(())
    }

    /// Invariants 5, 6 and 7, of an issuer.
    fn check_issuer(id: IssuerId, issuer: &Issuer<T::AccountId>) -> Result<(), DispatchError> {
        ensure!(Schemas::<T>::contains_key(issuer.schema), "2: an issuer is of no schema");
        let mut deputies: u32 = 0;
        for (account, deputy) in Deputies::<T>::iter_prefix(id) {
            deputies = deputies.saturating_add(1);
            ensure!(account != issuer.account, "5: an issuer is its own deputy");
            let narrower = issuer.rights.cover(&deputy.rights);
            ensure!(narrower, "5: a deputy has more rights than its issuer");
        }
        ensure!(deputies == issuer.deputies, "5: an issuer's deputies are miscounted");
        let requests =
            Requests::<T>::iter_prefix_values(id).filter(|request| request.is_answerable()).count();
        let counted = usize::try_from(issuer.requests) == Ok(requests);
        ensure!(counted, "5: an issuer's requests are miscounted");

        ensure!(are_apart(&issuer.void, 1), "6: void spans are out of order, or touch");

        let known = IssuerIds::<T>::get(issuer.schema, &issuer.account);
        let removed = matches!(issuer.status, IssuerStatus::Removed { .. });
        let found = known == Some(id);
        ensure!(found != removed, "7: an issuer is not found, or found though removed");
        Ok(())
    }

    /// Invariants 5 and 7, of what names issuers.
    fn check_issuer_ids() -> Result<(), DispatchError> {
        for (schema, account, id) in IssuerIds::<T>::iter() {
            let issuer = Issuers::<T>::get(id).ok_or("7: an unknown issuer is found")?;
            let same = issuer.schema == schema && issuer.account == account;
            ensure!(same, "7: an issuer is found that is another");
        }
        let deputies = Deputies::<T>::iter_keys().map(|(id, _)| id);
        let requests = Requests::<T>::iter_keys().map(|(id, _)| id);
        let known = deputies.chain(requests).all(Issuers::<T>::contains_key);
        ensure!(known, "5: a deputy or a request is of no issuer");
        Ok(())
    }

    /// Invariant 8, of appeals.
    fn check_appeals() -> Result<(), DispatchError> {
        let mut noted = BTreeSet::new();
        for (schema, subject, slot) in Slots::<T>::iter() {
            let Slot::Attestation(Attestation { review: Review::Open(id), serial, .. }) = slot
            else {
                continue;
            };
            let appeal = Appeals::<T>::get(id).ok_or("8: a note is of no open appeal")?;
            let place = about(&appeal.measure) == Some((schema, &subject));
            ensure!(place && appeal.serial == serial, "8: a note is of another appeal");
            noted.insert(id);
        }
        for (issuer, who, request) in Requests::<T>::iter() {
            let Review::Open(id) = request.review else { continue };
            let appeal = Appeals::<T>::get(id).ok_or("8: a note is of no open appeal")?;
            let place = appeal.measure == Measure::Refusal { issuer } && appeal.appellant == who;
            ensure!(place, "8: a note is of another appeal");
            noted.insert(id);
        }
        for (who, record) in Freezes::<T>::iter() {
            let Some(Freeze { review: Review::Open(id), .. }) = record.current else { continue };
            let appeal = Appeals::<T>::get(id).ok_or("8: a note is of no open appeal")?;
            let place = appeal.measure == Measure::Freeze && appeal.appellant == who;
            ensure!(place, "8: a note is of another appeal");
        }
        for (id, appeal) in Appeals::<T>::iter() {
            let found = appeal.measure == Measure::Freeze || noted.contains(&id);
            ensure!(found, "8: an open appeal is not noted where its measure is");
            let due = Due::new(appeal.deadline, Task::Conclude(id));
            ensure!(Agenda::<T>::contains_key(due), "8: an appeal is not due at its deadline");
        }
        Ok(())
    }

    /// Invariant 8, of what is due.
    fn check_agenda() -> Result<(), DispatchError> {
        for (issuer, who, request) in Requests::<T>::iter() {
            let due = Due::new(request.deadline, Task::Close(issuer, who));
            ensure!(Agenda::<T>::contains_key(due), "8: a request is not due at its deadline");
        }
        for due in Agenda::<T>::iter_keys() {
            let deadline = match &due.task {
                Task::Conclude(id) => Appeals::<T>::get(id).map(|appeal| appeal.deadline),
                Task::Close(issuer, who) => {
                    Requests::<T>::get(issuer, who).map(|request| request.deadline)
                }
            };
            ensure!(deadline == Some(due.at()), "8: something is due that is not open");
        }
        Ok(())
    }

    /// Invariant 9.
    fn check_freezes() -> Result<(), DispatchError> {
        let mut ends = BTreeSet::new();
        for (at, accounts) in Thaws::<T>::iter() {
            ensure!(!accounts.is_empty(), "9: a block ends no freeze");
            for who in accounts {
                ensure!(ends.insert((who, at)), "9: a block ends a freeze twice");
            }
        }
        for (who, record) in Freezes::<T>::iter() {
            let told = record.current.is_some() || !record.past.is_empty();
            ensure!(told, "9: nothing is known of an account that was frozen");
            Self::check_past(&record)?;
            if let Some(freeze) = record.current {
                let ending = freeze.until > Self::now() && ends.remove(&(who, freeze.until));
                ensure!(ending, "9: a freeze does not end in a block to come");
            }
        }
        ensure!(ends.is_empty(), "9: a block ends a freeze that there is not");
        let mut accounts: BTreeSet<_> = frame_system::Account::<T>::iter_keys().collect();
        accounts.extend(Freezes::<T>::iter_keys());
        for who in accounts {
            let current = Freezes::<T>::get(&who).and_then(|record| record.current);
            let in_force = current.is_some_and(|freeze| freeze.effect == FreezeEffect::InForce);
            let frozen = T::Currency::balance_frozen(&FreezeReason::Compliance.into(), &who);
            let right = if in_force { Balance::MAX } else { 0 };
            ensure!(frozen == right, "9: what is frozen differs from what should be");
        }
        Ok(())
    }

    /// Invariant 9, of the spans of before.
    fn check_past(record: &FreezeRecord) -> Result<(), DispatchError> {
        ensure!(are_apart(&record.past, 0), "9: the spans of before are out of order");
        let begun = match record.current {
            Some(Freeze { effect: FreezeEffect::InForce, since, .. }) => since,
            _ => Self::now(),
        };
        let before = record.past.last().is_none_or(|span| span.last < begun);
        ensure!(before, "9: a span of before reaches into the freeze, or into the future");
        Ok(())
    }

    /// Invariant 10.
    fn check_policies() -> Result<(), DispatchError> {
        let mut versions = BTreeMap::<PolicyId, u32>::new();
        for (key, rule) in Rules::<T>::iter() {
            let policy = Policies::<T>::get(key.id).ok_or("10: a rule is of no policy")?;
            let known = (1..=policy.version).contains(&key.version);
            ensure!(known, "10: a rule is of no version of its policy");
            let count = versions.entry(key.id).or_default();
            *count = count.saturating_add(1);
            Self::check_rule(&rule)?;
        }
        for (id, policy) in Policies::<T>::iter() {
            let complete = policy.version > 0 && versions.get(&id) == Some(&policy.version);
            ensure!(complete, "10: a version of a policy is lost");
        }
        Ok(())
    }

    /// Invariant 10, of a rule.
    fn check_rule(rule: &Rule) -> Result<(), DispatchError> {
        ensure!(!rule.clauses.is_empty(), "10: a rule asks for nothing");
        let domain = rule.domain.is_none_or(Domains::<T>::contains_key);
        ensure!(domain, "10: a rule yields tags of no domain");
        for clause in &rule.clauses {
            let schema = Schemas::<T>::get(clause.schema).ok_or("10: a rule names no schema")?;
            let tagged = clause.tag == TagUse::Ignored
                || (rule.domain.is_some() && rule.domain == schema.rules.domain);
            ensure!(tagged, "10: a clause asks for tags of another domain");
            let issuers = match &clause.issuers {
                crate::Filter::Any => continue,
                crate::Filter::In(list) | crate::Filter::NotIn(list) => list,
            };
            ensure!(issuers.iter().all(Issuers::<T>::contains_key), "10: a rule names no issuer");
        }
        Ok(())
    }

    /// Invariant 11.
    fn check_offices() -> Result<(), DispatchError> {
        let holder = |office| Offices::<T>::get(office).map(|appointment| appointment.account);
        let (compliance, review) = (holder(Office::Compliance), holder(Office::Review));
        ensure!(compliance.is_none() || compliance != review, "11: one account holds both offices");
        Ok(())
    }

    /// Invariant 12.
    fn check_recoveries() -> Result<(), DispatchError> {
        for (schema, from, recovery) in Recoveries::<T>::iter() {
            ensure!(Schemas::<T>::contains_key(schema), "12: a recovery is under no schema");
            let issuer = Issuers::<T>::get(recovery.issuer).ok_or("12: an issuer is unknown")?;
            ensure!(issuer.schema == schema, "12: an issuer is one of another schema");
            ensure!(from != recovery.to, "12: an attestation moves to where it is");
        }
        Ok(())
    }

    /// Invariant 13.
    fn check_panels() -> Result<(), DispatchError> {
        let pool = are_distinct(PanelPool::<T>::get().iter());
        ensure!(pool, "13: somebody is in the pool twice");
        let sitting = CurrentSitting::<T>::get().map(|sitting| sitting.order).unwrap_or_default();
        ensure!(are_distinct(sitting.iter()), "13: somebody sits twice");
        let panels = Appeals::<T>::iter_values()
            .all(|appeal| are_distinct(appeal.panel.iter().map(|(member, _)| member)));
        ensure!(panels, "13: somebody is on a panel twice");
        Ok(())
    }

    /// Invariant 14.
    fn check_rules() -> Result<(), DispatchError> {
        ensure!(Self::periods().is_valid(), "14: the periods contradict each other");
        let valid = RulesOfAppeal::<T>::iter().all(|(kind, rules)| rules.are_valid_for(kind));
        ensure!(valid, "14: appeals cannot go by their rules");
        Ok(())
    }
}

const BOND: u8 = 0;
const ATTESTATION: u8 = 1;
const REQUEST: u8 = 2;
const APPEAL: u8 = 3;

/// Adds to one of several sums.
fn add<Key: Ord>(
    sums: &mut BTreeMap<Key, Balance>,
    key: Key,
    amount: Balance,
) -> Result<(), DispatchError> {
    let sum = sums.entry(key).or_default();
    *sum = sum.checked_add(amount).ok_or("4: a sum overflows")?;
    Ok(())
}

/// The attestation that a measure is about, if it is about one.
fn about<AccountId>(measure: &Measure<AccountId>) -> Option<(SchemaId, &Subject<AccountId>)> {
    match measure {
        Measure::Revocation { schema, subject }
        | Measure::Suspension { schema, subject }
        | Measure::Tag { schema, subject, .. } => Some((*schema, subject)),
        Measure::Refusal { .. } | Measure::Freeze => None,
    }
}

/// Whether no two are the same.
fn are_distinct<Entry: Ord>(mut list: impl Iterator<Item = Entry>) -> bool {
    let mut seen = BTreeSet::new();
    list.all(|entry| seen.insert(entry))
}

/// Whether spans are in order, none is empty, and at least `gap` blocks lie between any two.
fn are_apart(spans: &[Span], gap: u32) -> bool {
    let whole = spans.iter().all(|span| span.first <= span.last);
    let pairs = spans.iter().zip(spans.iter().skip(1));
    whole && pairs.into_iter().all(|(one, next)| one.last.saturating_add(gap) < next.first)
}
