//! Policies: what they may ask for, and their versions.

use althing_primitives::{
    eligibility::{PolicyId, PolicyVersion},
    mandate::Mandate,
    TrackId,
};
use frame_support::pallet_prelude::*;

use super::schema::is_readable;
use crate::{
    Clause, Config, DomainId, Error, Event, Filter, Name, Pallet, Policies, Policy, PolicyCount,
    Quantifier, Rule, Rules, SubjectKind, TagUse,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::create_policy`].
    pub(crate) fn do_create_policy(
        mandate: Mandate,
        track: TrackId,
        name: Name,
        rule: Rule,
    ) -> DispatchResult {
        Self::ensure_covers(&mandate, track)?;
        ensure!(is_readable(&name), Error::<T>::InvalidName);
        Self::ensure_sound_rule(&rule)?;
        let id = PolicyCount::<T>::get();
        PolicyCount::<T>::put(id.checked_add(1).ok_or(Error::<T>::TooMany)?);
        Self::set_policy(mandate, id, Policy { name, track, version: 1 }, rule);
        Ok(())
    }

    /// See [`Pallet::revise_policy`].
    pub(crate) fn do_revise_policy(mandate: Mandate, id: PolicyId, rule: Rule) -> DispatchResult {
        let mut policy = Policies::<T>::get(id).ok_or(Error::<T>::PolicyNotFound)?;
        Self::ensure_covers(&mandate, policy.track)?;
        Self::ensure_sound_rule(&rule)?;
        policy.version = policy.version.checked_add(1).ok_or(Error::<T>::TooMany)?;
        Self::set_policy(mandate, id, policy, rule);
        Ok(())
    }

    fn set_policy(mandate: Mandate, id: PolicyId, policy: Policy, rule: Rule) {
        let version = PolicyVersion { id, version: policy.version };
        Rules::<T>::insert(version, &rule);
        Policies::<T>::insert(id, &policy);
        let Policy { name, track, .. } = policy;
        let proposal = mandate.proposal();
        Self::deposit_event(Event::PolicySet { policy: version, name, track, rule, proposal });
    }

    /// Whether a rule can be relied on: it asks for something, everything it names exists, and
    /// whoever meets a rule with a tag domain has a tag.
    ///
    /// A rule of nothing but clauses marked `None` is one: it keeps out those who hold something,
    /// and an account of which nothing is attested meets it.
    pub(crate) fn ensure_sound_rule(rule: &Rule) -> Result<(), Error<T>> {
        let sound = rule.clauses.iter().all(|clause| Self::is_sound_clause(clause, rule.domain));
        let says_something = !rule.clauses.is_empty();
        ensure!(says_something && sound && rule.keeps_its_word(), Error::<T>::InvalidRule);
        Ok(())
    }

    fn is_sound_clause(clause: &Clause, domain: Option<DomainId>) -> bool {
        let Ok(schema) = Self::expect_schema(clause.schema) else { return false };
        let tag = match clause.tag {
            TagUse::Ignored => true,
            TagUse::Required => {
                clause.quantifier != Quantifier::None
                    && domain.is_some()
                    && schema.rules.domain == domain
            }
        };
        let issuers = clause.issuers.list().is_none_or(|list| {
            list.iter().all(|id| {
                Self::expect_issuer(*id).is_ok_and(|issuer| issuer.schema == clause.schema)
            })
        });
        schema.rules.subject == SubjectKind::Account
            && clause.greatest_age != Some(0)
            && clause.jurisdictions.is_sound()
            && clause.issuers.is_sound()
            && issuers
            && tag
    }
}

impl Rule {
    /// Whether whoever meets a rule that promises a tag has one: a clause that has to be met asks
    /// for it, or all of those do of which one has to be.
    fn keeps_its_word(&self) -> bool {
        let tags = |quantifier| {
            let marked = self.clauses.iter().filter(move |clause| clause.quantifier == quantifier);
            marked.map(|clause| clause.tag == TagUse::Required)
        };
        let any = tags(Quantifier::Any).next().is_some() && tags(Quantifier::Any).all(|tag| tag);
        self.domain.is_none() || any || tags(Quantifier::All).any(|tag| tag)
    }
}

impl<Value: PartialEq, Most> Filter<BoundedVec<Value, Most>> {
    /// The values that it names, if it names any.
    fn list(&self) -> Option<&BoundedVec<Value, Most>> {
        match self {
            Self::Any => None,
            Self::In(list) | Self::NotIn(list) => Some(list),
        }
    }

    /// Whether its list has an entry, and none twice.
    fn is_sound(&self) -> bool {
        let Some(list) = self.list() else { return true };
        let twice = |entry| list.iter().filter(|other| *other == entry).count() > 1;
        !list.is_empty() && !list.iter().any(twice)
    }
}
