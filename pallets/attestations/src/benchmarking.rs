//! What each call costs at most: lists are full, deputies act, and what is in the way is over.
//!
//! A pallet has one `#[benchmarks]` module, which stands in one file; what its benchmarks start from is
//! in `benchmarking/`.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "runs on a prepared chain, never in a block"
)]

mod cases;
mod helper;
mod scenes;

pub use helper::BenchmarkHelper;

use alloc::vec::Vec;

use althing_primitives::{eligibility::Purpose as Wish, BlockNumber};
use cases::*;
use frame_benchmarking::v2::*;
use frame_support::{traits::Get, weights::WeightMeter, BoundedVec};
use frame_system::RawOrigin;
use scenes::*;

use sp_runtime::traits::StaticLookup;

use crate::{statement::Purpose, *};

/// The account of a call's argument.
fn lookup<T: Config>(who: &T::AccountId) -> AccountIdLookupOf<T> {
    T::Lookup::unlookup(who.clone())
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn create_domain() -> Result<(), BenchmarkError> {
        start::<T>();
        let (origin, track) = mandate::<T>()?;
        let id = DomainCount::<T>::get();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, track, lookup::<T>(&compliance::<T>()), [1; 32]);

        assert!(Domains::<T>::contains_key(id));
        Ok(())
    }

    #[benchmark]
    fn rotate_key() -> Result<(), BenchmarkError> {
        start::<T>();
        let (origin, _) = mandate::<T>()?;
        let town = Town::new::<T>()?;
        let key_holder = lookup::<T>(&compliance::<T>());

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, town.domain, key_holder, [2; 32], LONGEST);

        let overlap_ends = |id| Schemas::<T>::get(id).map(|schema| schema.overlap_ends);
        assert!(town.schemas.iter().all(|id| overlap_ends(id) == Some(NOW + LONGEST)));
        Ok(())
    }

    #[benchmark]
    fn create_schema() -> Result<(), BenchmarkError> {
        start::<T>();
        let (origin, _) = mandate::<T>()?;
        let domain = domain::<T>()?;
        for _ in 1..MAX_DOMAIN_SCHEMAS {
            schema::<T>(SubjectKind::Account, Some(domain))?;
        }
        let id = SchemaCount::<T>::get();
        let rules = rules::<T>(SubjectKind::Account, Some(domain))?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, rules, name(), layout());

        assert!(Schemas::<T>::contains_key(id));
        Ok(())
    }

    #[benchmark]
    fn retire_schema() -> Result<(), BenchmarkError> {
        start::<T>();
        let (origin, _) = mandate::<T>()?;
        let id = schema::<T>(SubjectKind::Account, None)?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id);

        assert_eq!(Schemas::<T>::get(id).and_then(|schema| schema.retired), Some(NOW));
        Ok(())
    }

    #[benchmark]
    fn accredit() -> Result<(), BenchmarkError> {
        start::<T>();
        let (origin, _) = mandate::<T>()?;
        let town = Town::new::<T>()?;
        let id = IssuerCount::<T>::get();
        let account = lookup::<T>(&compliance::<T>());

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, town.schema(), account, rights());

        assert!(Issuers::<T>::contains_key(id));
        Ok(())
    }

    #[benchmark]
    fn suspend_issuer() -> Result<(), BenchmarkError> {
        let id = accredited::<T>(&account("issuer", 0, 0))?;
        let (origin, _) = mandate::<T>()?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, HASH);

        let status = Issuers::<T>::get(id).map(|issuer| issuer.status);
        assert_eq!(status, Some(IssuerStatus::Suspended { since: NOW }));
        Ok(())
    }

    #[benchmark]
    fn reinstate_issuer() -> Result<(), BenchmarkError> {
        let id = accredited::<T>(&account("issuer", 0, 0))?;
        let (origin, _) = mandate::<T>()?;
        Issuers::<T>::mutate_extant(id, |issuer| {
            issuer.status = IssuerStatus::Suspended { since: NOW };
        });

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, HASH);

        let status = Issuers::<T>::get(id).map(|issuer| issuer.status);
        assert_eq!(status, Some(IssuerStatus::Active));
        Ok(())
    }

    #[benchmark]
    fn remove_issuer() -> Result<(), BenchmarkError> {
        let id = accredited::<T>(&account("issuer", 0, 0))?;
        let (origin, _) = mandate::<T>()?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, HASH);

        let status = Issuers::<T>::get(id).map(|issuer| issuer.status);
        assert_eq!(status, Some(IssuerStatus::Removed { since: NOW }));
        Ok(())
    }

    #[benchmark]
    fn void_issuer() -> Result<(), BenchmarkError> {
        let id = accredited::<T>(&account("issuer", 0, 0))?;
        let (origin, _) = mandate::<T>()?;
        Issuers::<T>::mutate_extant(id, |issuer| issuer.void.pop());

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, Span { first: NOW, last: NOW }, HASH);

        let void = Issuers::<T>::get(id).map(|issuer| issuer.void.len());
        assert_eq!(void, Some(MAX_SPANS as usize));
        Ok(())
    }

    #[benchmark]
    fn set_bond() -> Result<(), BenchmarkError> {
        let who: T::AccountId = whitelisted_caller();
        let id = accredited::<T>(&who)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(who), id, fee::<T>());

        assert_eq!(Issuers::<T>::get(id).map(|issuer| issuer.bond), Some(fee::<T>()));
        Ok(())
    }

    #[benchmark]
    fn set_keys() -> Result<(), BenchmarkError> {
        let who: T::AccountId = whitelisted_caller();
        let id = accredited::<T>(&who)?;
        let keys = |first: u8| {
            let keys = (first..first + MAX_KEYS as u8).map(|byte| {
                let mut point = [byte; 33];
                point[0] = 2;
                IssuerKey::Es256(point)
            });
            IssuerKeys::truncate_from(keys.collect())
        };
        Keys::<T>::insert(id, keys(10));

        #[extrinsic_call]
        _(RawOrigin::Signed(who), id, keys(20));

        assert_eq!(Keys::<T>::get(id), keys(20));
        Ok(())
    }

    #[benchmark]
    fn appoint_deputy() -> Result<(), BenchmarkError> {
        let who: T::AccountId = whitelisted_caller();
        let id = accredited::<T>(&who)?;
        Pallet::<T>::do_dismiss_deputy(who.clone(), id, other_deputy::<T>(1))?;
        let deputy = lookup::<T>(&other_deputy::<T>(1));

        #[extrinsic_call]
        _(RawOrigin::Signed(who), id, deputy, rights(), BlockNumber::MAX);

        assert!(Deputies::<T>::contains_key(id, other_deputy::<T>(1)));
        Ok(())
    }

    #[benchmark]
    fn dismiss_deputy() -> Result<(), BenchmarkError> {
        let who: T::AccountId = whitelisted_caller();
        let id = accredited::<T>(&who)?;
        let deputy = lookup::<T>(&other_deputy::<T>(1));

        #[extrinsic_call]
        _(RawOrigin::Signed(who), id, deputy);

        assert!(!Deputies::<T>::contains_key(id, other_deputy::<T>(1)));
        Ok(())
    }

    /// By the issuer itself, as all variants of this call but the last one; what a deputy takes in
    /// addition is added to the weight.
    #[benchmark]
    fn issue() -> Result<(), BenchmarkError> {
        start::<T>();
        let who: T::AccountId = whitelisted_caller();
        let schema = schema::<T>(SubjectKind::Hash, None)?;
        let id = bonded::<T>(schema, &who)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(who), id, Subject::Hash(HASH), terms(None), None);

        assert!(Slots::<T>::contains_key(schema, SubjectOf::<T>::Hash(HASH)));
        Ok(())
    }

    #[benchmark]
    fn issue_signed() -> Result<(), BenchmarkError> {
        start::<T>();
        let who: T::AccountId = whitelisted_caller();
        let schema = schema::<T>(SubjectKind::Account, None)?;
        let id = bonded::<T>(schema, &who)?;
        let (subject, terms) = (subject::<T>(), terms(None));
        let consent = signed::<T>(&subject, Purpose::Accept, id, &subject, &terms, None)?;
        let subject = Subject::Account(subject);

        #[extrinsic_call]
        issue(RawOrigin::Signed(who), id, subject.clone(), terms, Some(consent));

        assert!(Slots::<T>::contains_key(schema, subject));
        Ok(())
    }

    #[benchmark]
    fn issue_tagged() -> Result<(), BenchmarkError> {
        start::<T>();
        let who: T::AccountId = whitelisted_caller();
        let domain = domain::<T>()?;
        let schema = schema::<T>(SubjectKind::Account, Some(domain))?;
        let id = bonded::<T>(schema, &who)?;
        let (subject, terms) = (subject::<T>(), terms(only(TAG)));
        let consent = signed::<T>(&subject, Purpose::Accept, id, &subject, &terms, None)?;

        #[extrinsic_call]
        issue(RawOrigin::Signed(who), id, Subject::Account(subject), terms, Some(consent));

        assert!(Tags::<T>::contains_key(domain, TAG));
        Ok(())
    }

    /// The issuer's account is not taken for the caller's, which it is not where a deputy acts.
    #[benchmark]
    fn issue_held() -> Result<(), BenchmarkError> {
        start::<T>();
        let who: T::AccountId = account("issuer", 0, 0);
        let domain = domain::<T>()?;
        let schema = schema::<T>(SubjectKind::Account, Some(domain))?;
        let id = issuer::<T>(schema, &who)?;
        let (subject, terms) = (subject::<T>(), terms(only(TAG)));
        let consent = signed::<T>(&subject, Purpose::Accept, id, &subject, &terms, None)?;

        #[extrinsic_call]
        issue(RawOrigin::Signed(who), id, Subject::Account(subject), terms, Some(consent));

        assert!(Tags::<T>::contains_key(domain, TAG));
        Ok(())
    }

    /// By a deputy, while keys overlap, with the deposit on the issuer's account.
    #[benchmark]
    fn issue_over(n: Linear<1, MOST_OVER>) -> Result<(), BenchmarkError> {
        start::<T>();
        let town = Town::new::<T>()?;
        let id = issuer::<T>(town.schema(), &account("issuer", 100, 0))?;
        let subject = subject::<T>();
        town.leave_behind::<T>(n)?;
        town.fill_place::<T>(&subject)?;
        overlap::<T>(town.domain)?;
        let terms = terms(both());
        let consent = signed::<T>(&subject, Purpose::Accept, id, &subject, &terms, None)?;
        let deputy = deputy::<T>(id);
        let whom = Subject::Account(subject.clone());

        #[extrinsic_call]
        issue(RawOrigin::Signed(deputy), id, whom, terms, Some(consent));

        assert_eq!(holder::<T>(town.domain, TAG), Some(subject));
        Ok(())
    }

    /// Signed by a deputy, while keys overlap, in place of an attestation that is over.
    #[benchmark]
    fn claim(n: Linear<1, MOST_OVER>) -> Result<(), BenchmarkError> {
        start::<T>();
        let town = Town::new::<T>()?;
        let id = issuer::<T>(town.schema(), &account("issuer", 100, 0))?;
        let subject: T::AccountId = whitelisted_caller();
        endow::<T>(&subject);
        town.leave_behind::<T>(n)?;
        town.fill_place::<T>(&subject)?;
        overlap::<T>(town.domain)?;
        let (by, terms) = (deputy::<T>(id), terms(both()));
        let signed = signed::<T>(&by, Purpose::Issue, id, &subject, &terms, None)?;
        let by = lookup::<T>(&by);

        #[extrinsic_call]
        _(RawOrigin::Signed(subject.clone()), id, by, terms, signed);

        assert_eq!(holder::<T>(town.domain, TAG), Some(subject));
        Ok(())
    }

    /// By a deputy, while keys overlap, with a new tag that another account holds for what is over.
    #[benchmark]
    fn renew(n: Linear<1, MAX_DOMAIN_SCHEMAS>) -> Result<(), BenchmarkError> {
        start::<T>();
        let town = Town::new::<T>()?;
        let id = bonded::<T>(town.schema(), &account("issuer", 100, 0))?;
        let who = subject::<T>();
        let subject = Subject::Account(who.clone());
        attest::<T>(id, &subject, terms(only(PREVIOUS)), Payer::Bond)?;
        town.leave_tag_behind::<T>(n)?;
        overlap::<T>(town.domain)?;
        let terms = terms(both());
        let consent = signed::<T>(&who, Purpose::Accept, id, &who, &terms, None)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(deputy::<T>(id)), id, subject, terms, Some(consent));

        assert_eq!(holder::<T>(town.domain, TAG), Some(who));
        Ok(())
    }

    #[benchmark]
    fn suspend() -> Result<(), BenchmarkError> {
        let (schema, id, subject) = attested::<T>(State::Live)?;
        let (who, reason) = (deputy::<T>(id), SuspensionReason::UnderReview);

        #[extrinsic_call]
        _(RawOrigin::Signed(who), schema, subject.clone(), reason, HASH);

        assert_eq!(state_of::<T>(schema, &subject), Some(SUSPENDED));
        Ok(())
    }

    #[benchmark]
    fn lift() -> Result<(), BenchmarkError> {
        let (schema, id, subject) = attested::<T>(SUSPENDED)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(deputy::<T>(id)), schema, subject.clone(), HASH);

        assert_eq!(state_of::<T>(schema, &subject), Some(State::Live));
        Ok(())
    }

    #[benchmark]
    fn revoke() -> Result<(), BenchmarkError> {
        let (schema, id, subject) = attested::<T>(SUSPENDED)?;
        let (who, reason) = (deputy::<T>(id), RevocationReason::NoLongerTrue);

        #[extrinsic_call]
        _(RawOrigin::Signed(who), schema, subject.clone(), reason, HASH);

        assert_eq!(state_of::<T>(schema, &subject), Some(REVOKED));
        Ok(())
    }

    #[benchmark]
    fn renounce() -> Result<(), BenchmarkError> {
        let (schema, _, subject) = attested::<T>(SUSPENDED)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(whitelisted_caller()), schema);

        assert_eq!(state_of::<T>(schema, &subject), Some(OVER));
        Ok(())
    }

    /// Revoked, so that the rules of appeal count, with a tag, and paid for by its issuer.
    #[benchmark]
    fn remove() -> Result<(), BenchmarkError> {
        let who: T::AccountId = account("issuer", 0, 0);
        let id = accredited::<T>(&who)?;
        let schema = found::<T>(id)?.schema;
        let subject = Subject::Account(subject::<T>());
        attest::<T>(id, &subject, terms(only(TAG)), Payer::Issuer)?;
        put_state::<T>(schema, &subject, REVOKED);
        go_to::<T>(NOW + Pallet::<T>::periods().keeping);

        #[extrinsic_call]
        _(RawOrigin::Signed(whitelisted_caller()), schema, subject.clone());

        assert!(matches!(Slots::<T>::get(schema, subject), Some(Slot::Tombstone(_))));
        Ok(())
    }

    #[benchmark]
    fn request() -> Result<(), BenchmarkError> {
        let id = accredited::<T>(&account("issuer", 0, 0))?;
        let who: T::AccountId = whitelisted_caller();
        endow::<T>(&who);
        frozen_before::<T>(&who);

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), id, HASH, fee::<T>());

        assert!(Requests::<T>::contains_key(id, who));
        Ok(())
    }

    /// By a deputy, while keys overlap, in place of an attestation that is over.
    #[benchmark]
    fn accept(n: Linear<1, MOST_OVER>) -> Result<(), BenchmarkError> {
        start::<T>();
        let town = Town::new::<T>()?;
        let who = subject::<T>();
        let id = requested::<T>(town.schema(), &who)?;
        town.leave_behind::<T>(n)?;
        town.fill_place::<T>(&who)?;
        overlap::<T>(town.domain)?;
        let subject = lookup::<T>(&who);

        #[extrinsic_call]
        _(RawOrigin::Signed(deputy::<T>(id)), id, subject, terms(both()));

        assert!(!Requests::<T>::contains_key(id, &who));
        assert_eq!(holder::<T>(town.domain, TAG), Some(who));
        Ok(())
    }

    #[benchmark]
    fn refuse() -> Result<(), BenchmarkError> {
        start::<T>();
        let schema = schema::<T>(SubjectKind::Account, None)?;
        let who = subject::<T>();
        let id = requested::<T>(schema, &who)?;
        let (deputy, subject) = (deputy::<T>(id), lookup::<T>(&who));
        let reason = RefusalReason::OutOfScope;

        #[extrinsic_call]
        _(RawOrigin::Signed(deputy), id, subject, reason, HASH);

        let state = Requests::<T>::get(id, who).map(|found| found.state);
        assert_eq!(state, Some(RequestState::Refused { since: NOW, reason }));
        Ok(())
    }

    #[benchmark]
    fn close_request() -> Result<(), BenchmarkError> {
        start::<T>();
        let schema = schema::<T>(SubjectKind::Account, None)?;
        let who = subject::<T>();
        let id = requested::<T>(schema, &who)?;
        go_to::<T>(NOW + Pallet::<T>::periods().answer);
        let subject = lookup::<T>(&who);

        #[extrinsic_call]
        _(RawOrigin::Signed(whitelisted_caller()), id, subject);

        assert!(!Requests::<T>::contains_key(id, who));
        Ok(())
    }

    #[benchmark]
    fn create_policy() -> Result<(), BenchmarkError> {
        start::<T>();
        let (origin, track) = mandate::<T>()?;
        let rule = rule::<T>();
        let id = PolicyCount::<T>::get();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, track, name(), rule);

        assert!(Policies::<T>::contains_key(id));
        Ok(())
    }

    #[benchmark]
    fn revise_policy() -> Result<(), BenchmarkError> {
        start::<T>();
        let (origin, track) = mandate::<T>()?;
        let rule = rule::<T>();
        let id = PolicyCount::<T>::get() - 1;
        Policies::<T>::insert(id, Policy { name: name(), track, version: 1 });

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, rule);

        assert_eq!(Policies::<T>::get(id).map(|policy| policy.version), Some(2));
        Ok(())
    }

    #[benchmark]
    fn appoint() -> Result<(), BenchmarkError> {
        start::<T>();
        let origin = constitution::<T>()?;
        let account: T::AccountId = account("another", 0, 0);
        frozen_before::<T>(&account);
        let new = Some(Appointment { account, until: NOW + 1 });

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, Office::Compliance, new.clone());

        assert_eq!(Offices::<T>::get(Office::Compliance), new);
        Ok(())
    }

    #[benchmark]
    fn freeze() -> Result<(), BenchmarkError> {
        start::<T>();
        let who = rich::<T>("suspect", 0);
        frozen_before::<T>(&who);
        crowd::<T>(NOW + 10);
        let (office, suspect) = (compliance::<T>(), lookup::<T>(&who));

        #[extrinsic_call]
        _(RawOrigin::Signed(office), suspect, 10, FreezeCause::Fraud, HASH);

        assert_eq!(Pallet::<T>::frozen_until(who), Some(NOW + 10));
        Ok(())
    }

    #[benchmark]
    fn prolong() -> Result<(), BenchmarkError> {
        let who = frozen::<T>()?;
        crowd::<T>(NOW + 20);
        let suspect = lookup::<T>(&who);

        #[extrinsic_call]
        _(RawOrigin::Signed(review::<T>()), suspect, 10, HASH);

        assert_eq!(Pallet::<T>::frozen_until(who), Some(NOW + 20));
        Ok(())
    }

    /// By the office of review, which is looked for last, and in another block than it was laid on, so
    /// that it is remembered.
    #[benchmark]
    fn unfreeze() -> Result<(), BenchmarkError> {
        let who = frozen::<T>()?;
        go_to::<T>(NOW + 1);
        let suspect = lookup::<T>(&who);

        #[extrinsic_call]
        _(RawOrigin::Signed(review::<T>()), suspect);

        assert_eq!(Pallet::<T>::frozen_until(who), None);
        Ok(())
    }

    /// Where nobody sits, so that a panel is drawn at once.
    #[benchmark]
    fn set_pool() -> Result<(), BenchmarkError> {
        start::<T>();
        let origin = constitution::<T>()?;
        let pool =
            |from: u32| Pool::truncate_from((from..from + MAX_POOL).map(member::<T>).collect());
        PanelPool::<T>::put(pool(0));
        CurrentSitting::<T>::kill();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, pool(MAX_POOL));

        let sitting = CurrentSitting::<T>::get().map(|sitting| sitting.order.len());
        assert_eq!(sitting, Some(MAX_POOL as usize));
        Ok(())
    }

    #[benchmark]
    fn set_appeal_rules() -> Result<(), BenchmarkError> {
        start::<T>();
        let origin = constitution::<T>()?;
        let rules = appeal_rules::<T>(Effect::Pauses);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, MeasureKind::Freeze, rules);

        assert_eq!(RulesOfAppeal::<T>::get(MeasureKind::Freeze), Some(rules));
        Ok(())
    }

    /// Against a revocation, which it pauses.
    #[benchmark]
    fn appeal() -> Result<(), BenchmarkError> {
        let (schema, subject) = revoked::<T>(whitelisted_caller(), Effect::Pauses)?;
        let measure = Measure::Revocation { schema, subject };
        let id = AppealCount::<T>::get();

        #[extrinsic_call]
        _(RawOrigin::Signed(whitelisted_caller()), measure, HASH);

        let Some(Appeal { panel, paused, .. }) = Appeals::<T>::get(id) else {
            return Err("there is no appeal".into());
        };
        assert_eq!((panel.len(), paused), (MAX_PANEL as usize, Some(REVOKED)));
        Ok(())
    }

    /// The vote that decides, against a revocation.
    #[benchmark]
    fn decide() -> Result<(), BenchmarkError> {
        let (id, schema, subject) = appealed::<T>()?;
        let panel = Appeals::<T>::get(id).map(|open| open.panel).unwrap_or_default();
        let (who, _) = panel.last().cloned().ok_or("nobody is on the panel")?;

        #[extrinsic_call]
        _(RawOrigin::Signed(who), id, Verdict::Overturned, HASH);

        assert!(!Appeals::<T>::contains_key(id));
        assert_eq!(state_of::<T>(schema, &subject), Some(State::Live));
        Ok(())
    }

    #[benchmark]
    fn conclude() -> Result<(), BenchmarkError> {
        let (id, schema, subject) = appealed::<T>()?;
        go_to::<T>(NOW + DECISION);

        #[extrinsic_call]
        _(RawOrigin::Signed(whitelisted_caller()), id);

        assert!(!Appeals::<T>::contains_key(id));
        assert_eq!(state_of::<T>(schema, &subject), Some(State::Live));
        Ok(())
    }

    #[benchmark]
    fn recover() -> Result<(), BenchmarkError> {
        start::<T>();
        let town = Town::new::<T>()?;
        let (id, from) = recovering::<T>(&town, MOST_OVER)?;
        let (to, terms) = (subject::<T>(), terms(both()));
        let consent = signed::<T>(&to, Purpose::Move, id, &to, &terms, Some(from.clone()))?;
        let (whence, whither) = (lookup::<T>(&from), lookup::<T>(&to));

        #[extrinsic_call]
        _(RawOrigin::Signed(deputy::<T>(id)), id, whence, whither, terms, consent);

        assert!(Recoveries::<T>::contains_key(town.schema(), from));
        Ok(())
    }

    #[benchmark]
    fn object() -> Result<(), BenchmarkError> {
        start::<T>();
        let schema = schema::<T>(SubjectKind::Account, None)?;
        let who: T::AccountId = whitelisted_caller();
        let recovery = Recovery {
            to: subject::<T>(),
            issuer: 0,
            terms: terms(both()),
            serial: 1,
            ready: NOW + 1,
        };
        Recoveries::<T>::insert(schema, &who, recovery);

        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()), schema);

        assert!(!Recoveries::<T>::contains_key(schema, who));
        Ok(())
    }

    /// To an account in whose place is what is over, with tags under both keys behind which all is
    /// over.
    #[benchmark]
    fn complete_recovery(n: Linear<1, MOST_OVER>) -> Result<(), BenchmarkError> {
        start::<T>();
        let town = Town::new::<T>()?;
        let (issuer, from) = recovering::<T>(&town, n)?;
        let to = subject::<T>();
        let recovery =
            Recovery { to: to.clone(), issuer, terms: terms(both()), serial: 1, ready: NOW };
        Recoveries::<T>::insert(town.schema(), &from, recovery);
        let from = lookup::<T>(&from);

        #[extrinsic_call]
        _(RawOrigin::Signed(whitelisted_caller()), town.schema(), from);

        assert_eq!(holder::<T>(town.domain, TAG), Some(to));
        Ok(())
    }

    #[benchmark]
    fn set_periods() -> Result<(), BenchmarkError> {
        start::<T>();
        let origin = constitution::<T>()?;
        let periods = Periods { keeping: 1, ..Periods::default() };

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, periods);

        assert_eq!(CurrentPeriods::<T>::get(), periods);
        Ok(())
    }

    /// Of an account that was frozen as often as can be, and meets every clause.
    #[benchmark]
    fn standing(n: Linear<1, MAX_CLAUSES>) -> Result<(), BenchmarkError> {
        start::<T>();
        let who: T::AccountId = account("citizen", 0, 0);
        let policy = Pallet::<T>::set_up_policy(&who, n);
        frozen_before::<T>(&who);
        let met;

        #[block]
        {
            met = Pallet::<T>::do_standing(&who, policy, NOW, Wish::Act);
        }

        assert!(matches!(met, Ok(Some(_))));
        Ok(())
    }

    #[benchmark]
    fn begin_block_base() -> Result<(), BenchmarkError> {
        start::<T>();

        #[block]
        {
            Pallet::<T>::begin_block();
        }

        assert_eq!(CurrentSitting::<T>::get().map(|sitting| sitting.drawn), Some(NOW));
        Ok(())
    }

    #[benchmark]
    fn thaw(n: Linear<0, { T::MaxThawsPerBlock::get() }>) -> Result<(), BenchmarkError> {
        start::<T>();
        for index in 0..n {
            let who = rich::<T>("suspect", index);
            frozen_before::<T>(&who);
            Pallet::<T>::do_freeze(compliance::<T>(), who, 10, FreezeCause::Fraud, HASH)?;
        }
        go_to::<T>(NOW + 10);
        let thawed;

        #[block]
        {
            thawed = Pallet::<T>::thaw_due(NOW + 10);
        }

        assert_eq!(thawed, n);
        Ok(())
    }

    #[benchmark]
    fn draw_panel() -> Result<(), BenchmarkError> {
        start::<T>();
        PanelPool::<T>::put(Pool::truncate_from((0..MAX_POOL).map(member::<T>).collect()));
        let block = 1 + Pallet::<T>::periods().panel_term;
        go_to::<T>(block);

        #[block]
        {
            Pallet::<T>::draw_panel_if_due(block);
        }

        assert_eq!(CurrentSitting::<T>::get().map(|sitting| sitting.drawn), Some(block));
        Ok(())
    }

    #[benchmark]
    fn settle_draws(n: Linear<0, { T::MaxDrawingIssuers::get() }>) -> Result<(), BenchmarkError> {
        start::<T>();
        let schema = schema::<T>(SubjectKind::Hash, None)?;
        let mut draws = Vec::new();
        for index in 0..n {
            draws.push((bonded::<T>(schema, &account("issuer", index, 0))?, 1));
        }
        Draws::<T>::put(BoundedVec::truncate_from(draws));

        #[block]
        {
            Pallet::<T>::settle_draws();
        }

        assert_eq!(
            Issuers::<T>::iter_values().filter(|issuer| issuer.drawn == 1).count(),
            n as usize
        );
        Ok(())
    }

    /// With something that is due later.
    #[benchmark]
    fn on_idle_base() -> Result<(), BenchmarkError> {
        start::<T>();
        Pallet::<T>::schedule(NOW + 1, Task::Conclude(0));

        #[block]
        {
            Pallet::<T>::do_due(&mut WeightMeter::new());
        }

        assert!(Agenda::<T>::contains_key(Due::new(NOW + 1, Task::Conclude(0))));
        Ok(())
    }

    impl_benchmark_test_suite!(
        Pallet,
        crate::mock::ExtBuilder::default().build(),
        crate::mock::Test
    );
}
