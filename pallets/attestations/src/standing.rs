//! Whether an account meets a policy: what other pallets ask of attestations.
//!
//! A question takes one read for the rule, one for the freeze, and two a clause: what is attested
//! of the account, and who issued it.

#[cfg(feature = "runtime-benchmarks")]
mod set_up;

use althing_primitives::{
    eligibility::{Eligibility, Failing, PersonTag, PolicyVersion, Purpose, Unmet},
    freezing::IsFrozen,
    BlockNumber,
};
use frame_support::pallet_prelude::*;

use crate::{
    Attestation, Clause, Config, Filter, Freeze, FreezeEffect, FreezeRecord, Freezes, Pallet,
    Quantifier, Rule, Rules, SchemaId, Slot, Slots, Subject, SubjectOf, TagUse, WeightInfo,
    MAX_CLAUSES,
};

impl<T: Config> Pallet<T> {
    /// Whether `who` met `policy` in block `at`, and with which person tag.
    ///
    /// A policy is met if every clause marked `All` is, at least one marked `Any` where there are
    /// such, and none marked `None`. The tag is that of the first clause met that asks for one.
    ///
    /// # Errors
    /// The first clause marked `All` or `None` that fails; if those hold, the first one marked `Any`.
    pub(crate) fn do_standing(
        who: &T::AccountId,
        policy: PolicyVersion,
        at: BlockNumber,
        purpose: Purpose,
    ) -> Result<Option<PersonTag>, Unmet> {
        let rule = Rules::<T>::get(policy).ok_or(Unmet::NoSuchPolicy)?;
        ensure!(at <= Self::now(), Unmet::NotYet);
        ensure!(purpose == Purpose::Speak || !Self::was_frozen(who, at), Unmet::Frozen);
        Self::meet(who, &rule, at)
    }

    /// The attestation of `subject` under `schema`, if it held in block `at`.
    ///
    /// # Errors
    /// Why it did not hold. What was removed is missing.
    pub(crate) fn do_validity(
        schema: SchemaId,
        subject: &SubjectOf<T>,
        at: BlockNumber,
    ) -> Result<Attestation, Failing> {
        let Some(Slot::Attestation(attestation)) = Slots::<T>::get(schema, subject) else {
            return Err(Failing::Missing);
        };
        let issuer = Self::expect_issuer(attestation.issuer).map_err(|_| Failing::IssuerRemoved)?;
        attestation.check(&issuer, at)?;
        Ok(attestation)
    }

    /// The freeze that is laid on `who`, if it is at work in block `at`.
    pub(crate) fn freeze_in_force(who: &T::AccountId, at: BlockNumber) -> Option<Freeze> {
        Freezes::<T>::get(who)?.current.filter(|freeze| freeze.holds(at))
    }

    /// Whether a freeze was at work in block `at`, which may be as far back as freezes are remembered.
    fn was_frozen(who: &T::AccountId, at: BlockNumber) -> bool {
        Freezes::<T>::get(who).is_some_and(|record| record.covers(at))
    }

    fn meet(who: &T::AccountId, rule: &Rule, at: BlockNumber) -> Result<Option<PersonTag>, Unmet> {
        let mut tag = None;
        let mut any_met = false;
        let mut any_unmet = None;
        for (index, clause) in (0u8..).zip(&rule.clauses) {
            let settled = any_met && (tag.is_some() || clause.tag == TagUse::Ignored);
            if clause.quantifier == Quantifier::Any && settled {
                continue;
            }
            match (clause.quantifier, Self::meet_clause(who, clause, at)) {
                (Quantifier::None, Err(_)) => {}
                (Quantifier::None, Ok(_)) => {
                    return Err(Unmet::Clause { index, why: Failing::Present });
                }
                (Quantifier::All, Err(why)) => return Err(Unmet::Clause { index, why }),
                (Quantifier::Any, Err(why)) => {
                    any_unmet.get_or_insert(Unmet::Clause { index, why });
                }
                (quantifier, Ok(attestation)) => {
                    any_met |= quantifier == Quantifier::Any;
                    if clause.tag == TagUse::Required {
                        tag = tag.or(attestation.tag);
                    }
                }
            }
        }
        match any_unmet {
            Some(unmet) if !any_met => Err(unmet),
            _ => Ok(tag),
        }
    }

    fn meet_clause(
        who: &T::AccountId,
        clause: &Clause,
        at: BlockNumber,
    ) -> Result<Attestation, Failing> {
        let subject = Subject::Account(who.clone());
        let attestation = Self::do_validity(clause.schema, &subject, at)?;
        clause.accept(&attestation, at)?;
        Ok(attestation)
    }
}

impl Clause {
    /// Whether an attestation that held in block `at` is what the clause asks for.
    fn accept(&self, attestation: &Attestation, at: BlockNumber) -> Result<(), Failing> {
        ensure!(attestation.level >= self.least_level, Failing::Level);
        ensure!(self.jurisdictions.accepts(&attestation.jurisdiction), Failing::Jurisdiction);
        ensure!(self.issuers.accepts(&attestation.issuer), Failing::Issuer);
        ensure!(self.greatest_age.is_none_or(|most| attestation.age(at) <= most), Failing::Age);
        let tagged = self.tag == TagUse::Ignored || attestation.tag.is_some();
        ensure!(tagged, Failing::Untagged);
        Ok(())
    }
}

impl Attestation {
    /// How many blocks lay between its issue and block `at`. Of a block before its last renewal
    /// only the first issue is known; the age is then the greatest that it can have had.
    fn age(&self, at: BlockNumber) -> BlockNumber {
        let issued = if at < self.issued { self.held_since } else { self.issued };
        at.saturating_sub(issued)
    }
}

impl<Value: PartialEq, Most> Filter<BoundedVec<Value, Most>> {
    fn accepts(&self, value: &Value) -> bool {
        match self {
            Self::Any => true,
            Self::In(list) => list.contains(value),
            Self::NotIn(list) => !list.contains(value),
        }
    }
}

impl Freeze {
    /// Whether it is at work in block `at`.
    fn holds(&self, at: BlockNumber) -> bool {
        self.effect == FreezeEffect::InForce && self.since <= at && at < self.until
    }
}

impl FreezeRecord {
    /// Whether a freeze was at work in block `at`.
    fn covers(&self, at: BlockNumber) -> bool {
        self.current.is_some_and(|freeze| freeze.holds(at))
            || self.past.iter().any(|span| span.first <= at && at <= span.last)
    }
}

impl<T: Config> Eligibility<T::AccountId> for Pallet<T> {
    fn standing(
        who: &T::AccountId,
        policy: PolicyVersion,
        at: BlockNumber,
        purpose: Purpose,
    ) -> Result<Option<PersonTag>, Unmet> {
        Self::do_standing(who, policy, at, purpose)
    }

    fn exists(policy: PolicyVersion) -> bool {
        Rules::<T>::contains_key(policy)
    }

    fn weight() -> Weight {
        T::WeightInfo::standing(MAX_CLAUSES)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn set_up_costliest(who: &T::AccountId) -> PolicyVersion {
        Self::set_up_policy(who, MAX_CLAUSES)
    }
}

impl<T: Config> IsFrozen<T::AccountId> for Pallet<T> {
    fn is_frozen(who: &T::AccountId) -> bool {
        Self::freeze_in_force(who, Self::now()).is_some()
    }
}
