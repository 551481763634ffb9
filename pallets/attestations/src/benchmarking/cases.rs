//! Calls that come at the end of a longer story, or several of which begin alike.

use frame_benchmarking::{account, whitelisted_caller, BenchmarkError};
use frame_support::BoundedVec;

use super::scenes::*;
use crate::*;

/// A new schema without tags, an issuer, and the subject of its attestation.
pub(super) fn attested<T: Config>(
    state: State,
) -> Result<(SchemaId, IssuerId, SubjectOf<T>), BenchmarkError> {
    start::<T>();
    let schema = schema::<T>(SubjectKind::Account, None)?;
    let id = bonded::<T>(schema, &account("issuer", 0, 0))?;
    let subject = Subject::Account(whitelisted_caller());
    attest::<T>(id, &subject, terms(None), Payer::Bond)?;
    put_state::<T>(schema, &subject, state);
    Ok((schema, id, subject))
}

/// Makes an account an issuer of a new schema with tags.
pub(super) fn accredited<T: Config>(who: &T::AccountId) -> Result<IssuerId, BenchmarkError> {
    start::<T>();
    let schema = schema::<T>(SubjectKind::Account, Some(domain::<T>()?))?;
    issuer::<T>(schema, who)
}

/// A state in which an attestation is suspended.
pub(super) const SUSPENDED: State =
    State::Suspended { since: NOW, reason: SuspensionReason::UnderReview };

/// A state in which an attestation is revoked.
pub(super) const REVOKED: State =
    State::Ended { since: NOW, end: End::Revoked(RevocationReason::NoLongerTrue) };

/// A request to an issuer without a bond for what [`terms`] say, for a fee.
pub(super) fn requested<T: Config>(
    schema: SchemaId,
    who: &T::AccountId,
) -> Result<IssuerId, BenchmarkError> {
    let id = issuer::<T>(schema, &account("issuer", 100, 0))?;
    endow::<T>(who);
    frozen_before::<T>(who);
    Pallet::<T>::do_request(who.clone(), id, HASH, fee::<T>())?;
    Ok(id)
}

/// A revoked attestation, whose tag another account has held since under as many schemas as can be,
/// all over; so that all of them are looked at to let its subject have it again.
pub(super) fn revoked<T: Config>(
    who: T::AccountId,
    effect: Effect,
) -> Result<(SchemaId, SubjectOf<T>), BenchmarkError> {
    start::<T>();
    RulesOfAppeal::<T>::insert(MeasureKind::Revocation, appeal_rules::<T>(effect));
    let town = Town::new::<T>()?;
    endow::<T>(&who);
    let id = bonded::<T>(town.schema(), &account("issuer", 100, 0))?;
    let subject = Subject::Account(who);
    attest::<T>(id, &subject, terms(only(TAG)), Payer::Bond)?;
    put_state::<T>(town.schema(), &subject, REVOKED);
    town.leave_tag_behind::<T>(MAX_DOMAIN_SCHEMAS)?;
    Ok((town.schema(), subject))
}

/// An appeal against a revocation, for which as many have voted as can before the last vote that
/// decides it. The appellant, whose deposit is returned, is not who calls.
pub(super) fn appealed<T: Config>() -> Result<(AppealId, SchemaId, SubjectOf<T>), BenchmarkError> {
    let who: T::AccountId = account("appellant", 0, 0);
    let (schema, subject) = revoked::<T>(who.clone(), Effect::Continues)?;
    let measure = Measure::Revocation { schema, subject: subject.clone() };
    Pallet::<T>::do_appeal(who, measure, HASH)?;
    let id = AppealCount::<T>::get() - 1;
    Appeals::<T>::mutate_extant(id, |appeal| {
        let votes = appeal.panel.len() / 2;
        for (_, vote) in appeal.panel.iter_mut().take(votes) {
            *vote = Some(Verdict::Overturned);
        }
    });
    Ok((id, schema, subject))
}

/// A freeze of an account that was frozen as often as can be, beside as many as can be that end in
/// the same block; and its account.
pub(super) fn frozen<T: Config>() -> Result<T::AccountId, BenchmarkError> {
    start::<T>();
    let who = rich::<T>("suspect", 0);
    frozen_before::<T>(&who);
    crowd::<T>(NOW + 10);
    let cause = FreezeCause::Fraud;
    Pallet::<T>::do_freeze(compliance::<T>(), who.clone(), 10, cause, HASH)?;
    Ok(who)
}

/// An issuer that has proofed a person again, and the person's old account. In the place of the new
/// one is what is over, and behind the tags under both keys `n` attestations: the one that moves, and
/// `n - 1` that are over.
pub(super) fn recovering<T: Config>(
    town: &Town,
    n: u32,
) -> Result<(IssuerId, T::AccountId), BenchmarkError> {
    let from: T::AccountId = account("old account", 0, 0);
    let first = bonded::<T>(town.schema(), &account("first issuer", 0, 0))?;
    let (to, subject) = (subject::<T>(), Subject::Account(from.clone()));
    attest::<T>(first, &subject, terms(only(PREVIOUS)), Payer::Bond)?;
    town.leave_behind_beside::<T>(&from, n)?;
    frozen_before::<T>(&from);
    town.fill_place::<T>(&to)?;
    overlap::<T>(town.domain)?;
    let second = issuer::<T>(town.schema(), &account("second issuer", 0, 0))?;
    Ok((second, from))
}

/// The longest rule: as many clauses as can be, with lists as long as can be.
pub(super) fn rule<T: Config>() -> Rule {
    let policy = Pallet::<T>::set_up_policy(&whitelisted_caller(), MAX_CLAUSES);
    Rules::<T>::get(policy).unwrap_or_else(|| Rule { clauses: BoundedVec::new(), domain: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mock::{alice, Attestations, ExtBuilder, Test};

    /// How many attestations are looked at to let Alice have the tag that is attested.
    fn looked_at(leave: impl FnOnce(&Town) -> Result<(), BenchmarkError>) -> Option<u32> {
        ExtBuilder::default().build().execute_with(|| {
            start::<Test>();
            let town = Town::new::<Test>().unwrap();
            leave(&town).unwrap();
            let claim = both().unwrap();
            Attestations::claim_tag(town.domain, &claim, &alice(), town.schema(), NOW).ok()
        })
    }

    #[test]
    fn all_that_is_left_behind_is_looked_at() {
        for n in [0, 1, 7, MOST_OVER] {
            assert_eq!(looked_at(|town| town.leave_behind::<Test>(n)), Some(n));
        }
        for n in [1, 5, MAX_DOMAIN_SCHEMAS] {
            assert_eq!(looked_at(|town| town.leave_tag_behind::<Test>(n)), Some(n));
        }
    }

    #[test]
    fn a_recovery_looks_at_the_attestation_that_moves_and_all_that_is_left_behind() {
        for n in [1, 2, 7, MOST_OVER] {
            let done = ExtBuilder::default().build().execute_with(|| {
                start::<Test>();
                let town = Town::new::<Test>().unwrap();
                let (schema, (issuer, from)) =
                    (town.schema(), recovering::<Test>(&town, n).unwrap());
                let to = subject::<Test>();
                let recovery = Recovery { to, issuer, terms: terms(both()), serial: 1, ready: NOW };
                Recoveries::<Test>::insert(schema, &from, recovery);
                Attestations::do_complete_recovery(schema, from).unwrap()
            });
            assert_eq!(done.actual_weight, Some(<() as WeightInfo>::complete_recovery(n)));
        }
    }
}
