//! What each call costs at most: lists are full, periods long, and whoever acts for somebody does.
//!
//! Whether an account meets a policy, and whether what a dealing cites exists, other pallets answer: the
//! calls add what these questions cost.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_possible_wrap,
    clippy::indexing_slicing,
    reason = "runs on a prepared chain, never in a block"
)]

mod completions;
mod helper;
mod scale;
mod scenes;

pub use helper::BenchmarkHelper;

use althing_primitives::record_sink::RecordSink;
use completions::*;
use frame_benchmarking::v2::*;
use frame_system::RawOrigin;
use scenes::*;
use sp_runtime::{traits::StaticLookup, DispatchError};

use crate::{
    deposits::{Fate, Settled},
    *,
};

/// The account of a call's argument.
fn lookup<T: Config>(who: &T::AccountId) -> AccountIdLookupOf<T> {
    T::Lookup::unlookup(who.clone())
}

/// How a dealing stands, if it is open.
fn state<T: Config>(register: RegisterId, id: DealingId) -> Option<State<T::AccountId>> {
    Dealings::<T>::get(register, id).map(|dealing| dealing.state)
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn create_register() -> Result<(), BenchmarkError> {
        start::<T>();
        let (origin, track) = mandate::<T>()?;
        let mut charter = charter::<T>();
        charter.rules.identity = policy::<T>();
        let id = RegisterCount::<T>::get();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, track, charter);

        assert!(Registers::<T>::contains_key(id));
        Ok(())
    }

    #[benchmark]
    fn set_rules() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let (origin, _) = mandate::<T>()?;
        let rules = Rules { identity: policy::<T>(), ..rules::<T>() };

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, register, rules);

        assert!(RulesOf::<T>::contains_key(register, 2));
        Ok(())
    }

    #[benchmark]
    fn set_calendar() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let (origin, _) = mandate::<T>()?;
        let before = Calendar { offset: -MAX_OFFSET, ..calendar() };
        Calendars::<T>::insert(register, before);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, register, calendar());

        assert_eq!(Calendars::<T>::get(register), Some(calendar()));
        Ok(())
    }

    #[benchmark]
    fn set_authority() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let (origin, _) = mandate::<T>()?;
        let authority: T::AccountId = account("authority", 1, 0);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, register, lookup::<T>(&authority));

        assert_eq!(Registers::<T>::get(register).map(|it| it.authority), Some(authority));
        Ok(())
    }

    #[benchmark]
    fn set_status() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let (origin, _) = mandate::<T>()?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, register, RegisterStatus::Closed);

        let status = Registers::<T>::get(register).map(|it| it.status);
        assert_eq!(status, Some(RegisterStatus::Closed));
        Ok(())
    }

    #[benchmark]
    fn grant_role() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let (origin, _) = mandate::<T>()?;
        let clerk = clerk::<T>();
        let grant = grant::<T>(policy::<T>());

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, register, lookup::<T>(&clerk), Role::Clerk, grant);

        assert_eq!(Roles::<T>::get((register, clerk, Role::Clerk)), Some(grant));
        Ok(())
    }

    #[benchmark]
    fn revoke_role() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let (origin, _) = mandate::<T>()?;
        let clerk = clerk::<T>();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, register, lookup::<T>(&clerk), Role::Clerk);

        assert!(!Roles::<T>::contains_key((register, clerk, Role::Clerk)));
        Ok(())
    }

    #[benchmark]
    fn review() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let who = officer::<T>(register, Role::Auditor);
        let registrar = registrar::<T>();
        let old = Review { since: NOW, by: Some(who.clone()), grounds: HASH };
        Reviews::<T>::insert(register, &registrar, old);

        #[extrinsic_call]
        _(RawOrigin::Signed(who), register, lookup::<T>(&registrar), 1, HASH);

        assert_eq!(Reviews::<T>::get(register, registrar).map(|it| it.since), Some(1));
        Ok(())
    }

    #[benchmark]
    fn end_review() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let (origin, _) = mandate::<T>()?;
        let registrar = registrar::<T>();
        let under_way = Review { since: 1, by: Some(authority::<T>()), grounds: HASH };
        Reviews::<T>::insert(register, &registrar, under_way);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, register, lookup::<T>(&registrar));

        assert!(!Reviews::<T>::contains_key(register, registrar));
        Ok(())
    }

    /// A merger, by whoever acts for the last one whom it concerns.
    #[benchmark]
    fn lodge() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let (record, act) = proposed_merger::<T>(register)?;
        let who = spokesman::<T>(register, record, &act)?;
        crowd_all::<T>(register, Some(record), &act);
        let id = Counts::<T>::get(register).dealings;
        let effective = Some(TODAY + 1);

        #[extrinsic_call]
        _(RawOrigin::Signed(who), register, Some(record), act, HASH, effective);

        assert_eq!(state::<T>(register, id), Some(State::Lodged));
        Ok(())
    }

    #[benchmark]
    fn seal() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let who: T::AccountId = whitelisted_caller();
        endow::<T>(&who);
        let id = Counts::<T>::get(register).dealings;

        #[extrinsic_call]
        _(RawOrigin::Signed(who), register, HASH);

        assert!(matches!(state::<T>(register, id), Some(State::Sealed { .. })));
        Ok(())
    }

    /// As `lodge`.
    #[benchmark]
    fn reveal() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let (record, act) = proposed_merger::<T>(register)?;
        let who = spokesman::<T>(register, record, &act)?;
        let (genesis, record) = (Pallet::<T>::genesis_hash(), Some(record));
        let commitment =
            sealing::commitment(genesis, register, &who, record, &act, HASH, None, HASH);
        let id = Counts::<T>::get(register).dealings;
        Pallet::<T>::do_seal(who.clone(), register, commitment)?;
        crowd_all::<T>(register, record, &act);

        #[extrinsic_call]
        _(RawOrigin::Signed(who), register, id, record, act, HASH, None, HASH);

        assert_eq!(state::<T>(register, id), Some(State::Lodged));
        Ok(())
    }

    /// To a merger, by who acts for the last one whose consent it lacks.
    #[benchmark]
    fn consent() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let (_, id) = lodged_merger::<T>(register)?;
        let party = consented::<T>(register, id, 1)?.remove(0);
        let who: T::AccountId = whitelisted_caller();
        acts_for::<T>(register, &party, &who);

        #[extrinsic_call]
        _(RawOrigin::Signed(who), register, id, party);

        let consents = Dealings::<T>::get(register, id).map(|it| it.consents.len());
        assert_eq!(consents, Some(MAX_CONSENTS as usize));
        Ok(())
    }

    #[benchmark]
    fn retract() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let (_, id) = lodged_merger::<T>(register)?;
        consented::<T>(register, id, 0)?;
        let who: T::AccountId = whitelisted_caller();
        let dealing = Dealings::<T>::get(register, id).ok_or("it was lodged")?;
        let party = dealing.consents[MAX_CONSENTS as usize - 1].party.clone();
        acts_for::<T>(register, &party, &who);

        #[extrinsic_call]
        _(RawOrigin::Signed(who), register, id, party);

        let consents = Dealings::<T>::get(register, id).map(|it| it.consents.len());
        assert_eq!(consents, Some(MAX_CONSENTS as usize - 1));
        Ok(())
    }

    #[benchmark]
    fn requisition() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let (_, id) = lodged_merger::<T>(register)?;
        consented::<T>(register, id, 0)?;
        let who = officer::<T>(register, Role::Registrar);

        #[extrinsic_call]
        _(RawOrigin::Signed(who), register, id, HASH, LONGEST_PERIOD);

        assert!(matches!(state::<T>(register, id), Some(State::Requisitioned { .. })));
        Ok(())
    }

    /// By who searches, whom it protects from then on.
    #[benchmark]
    fn answer() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let record = land::<T>(register, FULL)?;
        let who: T::AccountId = whitelisted_caller();
        endow::<T>(&who);
        let id = Counts::<T>::get(register).dealings;
        let search = (Some(record), Act::Search);
        Pallet::<T>::do_lodge(who.clone(), register, search.0, search.1, HASH, None)?;
        consented::<T>(register, id, 0)?;
        let (clerk, days) = (clerk::<T>(), LONGEST_PERIOD);
        Pallet::<T>::do_requisition(clerk, register, id, HASH, days)?;
        crowd::<T>(register, Target::Record(record));

        #[extrinsic_call]
        _(RawOrigin::Signed(who), register, id, HASH);

        assert!(matches!(state::<T>(register, id), Some(State::Protecting(_))));
        Ok(())
    }

    /// To a merger, by somebody whom it does not concern.
    #[benchmark]
    fn object() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let (_, id) = lodged_merger::<T>(register)?;
        consented::<T>(register, id, 0)?;
        objected::<T>(register, id, MAX_OBJECTIONS - 1)?;
        let who = rich::<T>("stranger", 0);

        #[extrinsic_call]
        _(RawOrigin::Signed(who), register, id, HASH);

        let objections = Dealings::<T>::get(register, id).map(|it| it.objections.len());
        assert_eq!(objections, Some(MAX_OBJECTIONS as usize));
        Ok(())
    }

    #[benchmark]
    fn withdraw_objection() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let id = disputed_merger::<T>(register)?;
        let who = objector::<T>(MAX_OBJECTIONS - 1);

        #[extrinsic_call]
        _(RawOrigin::Signed(who), register, id);

        let objections = Dealings::<T>::get(register, id).map(|it| it.objections.len());
        assert_eq!(objections, Some(MAX_OBJECTIONS as usize - 1));
        Ok(())
    }

    /// By a registrar, who upholds it: the dealing ends.
    #[benchmark]
    fn decide_objection() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let id = disputed_merger::<T>(register)?;
        let who = officer::<T>(register, Role::Registrar);
        let objector = lookup::<T>(&objector::<T>(MAX_OBJECTIONS - 1));
        let verdict = ObjectionVerdict::Upheld;

        #[extrinsic_call]
        _(RawOrigin::Signed(who), register, id, objector, verdict, HASH);

        assert_eq!(state::<T>(register, id), None);
        Ok(())
    }

    #[benchmark]
    fn withdraw() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let id = disputed_merger::<T>(register)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(owner::<T>(1)), register, id);

        assert_eq!(state::<T>(register, id), None);
        Ok(())
    }

    #[benchmark]
    fn reject() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let id = disputed_merger::<T>(register)?;
        let who = officer::<T>(register, Role::Registrar);

        #[extrinsic_call]
        _(RawOrigin::Signed(who), register, id, RejectionReason::Fraud, HASH);

        assert_eq!(state::<T>(register, id), None);
        Ok(())
    }

    /// Of a merger whose turn has come in all queues but the last one.
    #[benchmark]
    fn approve() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let (_, id) = ripe_merger::<T>(register)?;
        let who = officer::<T>(register, Role::Registrar);
        stop_in_last_queue::<T>(register, id)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(who), register, id);

        assert!(matches!(state::<T>(register, id), Some(State::Approved { .. })));
        Ok(())
    }

    /// Of a merger: what is looked at before it is entered, and what ends it afterwards.
    #[benchmark]
    fn complete_base() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let (_, id) = ripe_merger::<T>(register)?;
        approved::<T>(register, id);

        #[block]
        {
            let case = Pallet::<T>::expect_case(register, id).map_err(DispatchError::from)?;
            Pallet::<T>::ensure_ready(&case)?;
            let Settled { returned, .. } = Pallet::<T>::end_dealing(&case, Fate::Returned);
            let (dealing, kind, record) = (id, Kind::Merge, None);
            let completed = Event::Completed { register, dealing, kind, record, returned };
            Pallet::<T>::deposit_event(completed);
        }

        assert_eq!(state::<T>(register, id), None);
        Ok(())
    }

    #[benchmark]
    fn complete_register() -> Result<(), BenchmarkError> {
        let completion = register_act::<T>()?;

        #[block]
        {
            completion.enter()?;
        }

        assert!(Names::<T>::contains_key(completion.register(), hash(1)));
        Ok(())
    }

    #[benchmark]
    fn complete_amend() -> Result<(), BenchmarkError> {
        let completion = amend_act::<T>()?;

        #[block]
        {
            completion.enter()?;
        }

        assert_eq!(completion.version(), 2);
        Ok(())
    }

    #[benchmark]
    fn complete_correct() -> Result<(), BenchmarkError> {
        let completion = correct_act::<T>()?;

        #[block]
        {
            completion.enter()?;
        }

        assert_eq!(completion.version(), 2);
        Ok(())
    }

    #[benchmark]
    fn complete_vest() -> Result<(), BenchmarkError> {
        let completion = vest_act::<T>()?;

        #[block]
        {
            completion.enter()?;
        }

        assert_eq!(completion.owners(), owners::<T>());
        Ok(())
    }

    #[benchmark]
    fn complete_transfer() -> Result<(), BenchmarkError> {
        let completion = transfer_act::<T>()?;

        #[block]
        {
            completion.enter()?;
        }

        assert_eq!(completion.owners(), heirs::<T>());
        Ok(())
    }

    #[benchmark]
    fn complete_survive() -> Result<(), BenchmarkError> {
        let completion = survive_act::<T>()?;

        #[block]
        {
            completion.enter()?;
        }

        assert_eq!(completion.owners().parties().len(), MAX_OWNERS as usize - 1);
        Ok(())
    }

    #[benchmark]
    fn complete_encumber() -> Result<(), BenchmarkError> {
        let completion = encumber_act::<T>()?;

        #[block]
        {
            completion.enter()?;
        }

        assert_eq!(completion.burdens().encumbrances.len(), MAX_ENCUMBRANCES as usize);
        Ok(())
    }

    #[benchmark]
    fn complete_vary() -> Result<(), BenchmarkError> {
        let completion = vary_act::<T>()?;

        #[block]
        {
            completion.enter()?;
        }

        assert_eq!(completion.past(), MAX_ENCUMBRANCES as usize);
        Ok(())
    }

    #[benchmark]
    fn complete_discharge() -> Result<(), BenchmarkError> {
        let completion = discharge_act::<T>()?;

        #[block]
        {
            completion.enter()?;
        }

        assert_eq!(completion.past(), 1);
        Ok(())
    }

    #[benchmark]
    fn complete_caution() -> Result<(), BenchmarkError> {
        let completion = caution_act::<T>()?;

        #[block]
        {
            completion.enter()?;
        }

        assert_eq!(completion.burdens().cautions.len(), MAX_CAUTIONS as usize);
        Ok(())
    }

    #[benchmark]
    fn complete_uncaution() -> Result<(), BenchmarkError> {
        let completion = uncaution_act::<T>()?;

        #[block]
        {
            completion.enter()?;
        }

        assert_eq!(completion.past(), 1);
        Ok(())
    }

    #[benchmark]
    fn complete_split() -> Result<(), BenchmarkError> {
        let completion = split_act::<T>()?;

        #[block]
        {
            completion.enter()?;
        }

        let all = MAX_ENCUMBRANCES + MAX_CAUTIONS + MAX_FREEZES;
        assert_eq!(completion.past(), all as usize);
        assert_eq!(Counts::<T>::get(completion.register()).records, MAX_PARTS + 1);
        Ok(())
    }

    #[benchmark]
    fn complete_merge() -> Result<(), BenchmarkError> {
        let completion = merge_act::<T>()?;

        #[block]
        {
            completion.enter()?;
        }

        let merged = BurdensOf::<T>::get(completion.register(), MAX_MERGED + 1);
        assert_eq!(merged.encumbrances.len(), MAX_ENCUMBRANCES as usize);
        Ok(())
    }

    #[benchmark]
    fn complete_represent() -> Result<(), BenchmarkError> {
        let completion = represent_act::<T>()?;

        #[block]
        {
            completion.enter()?;
        }

        let acting = Representatives::<T>::get(completion.register(), beneficiary::<T>(0));
        assert_eq!(acting.map(|it| it.account), Some(account("representative", 0, 0)));
        Ok(())
    }

    #[benchmark]
    fn complete_strike_off() -> Result<(), BenchmarkError> {
        let completion = strike_off_act::<T>()?;

        #[block]
        {
            completion.enter()?;
        }

        assert_eq!(completion.status(), Some(RecordStatus::Struck));
        Ok(())
    }

    #[benchmark]
    fn complete_restore() -> Result<(), BenchmarkError> {
        let completion = restore_act::<T>()?;

        #[block]
        {
            completion.enter()?;
        }

        assert_eq!(completion.status(), Some(RecordStatus::InForce));
        Ok(())
    }

    /// Of a merger that was not completed in time.
    #[benchmark]
    fn lapse() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let id = disputed_merger::<T>(register)?;
        let passed = Deadline { day: TODAY - 1, block: NOW - 1 };
        edit::<T>(register, id, |dealing| dealing.expires = passed);
        let who: T::AccountId = whitelisted_caller();

        #[extrinsic_call]
        _(RawOrigin::Signed(who), register, id);

        assert_eq!(state::<T>(register, id), None);
        Ok(())
    }

    /// In place of one that holds no longer.
    #[benchmark]
    fn freeze() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let record = land::<T>(register, FULL)?;
        let who = officer::<T>(register, Role::Court);

        #[extrinsic_call]
        _(RawOrigin::Signed(who), register, record, HASH, Some(TODAY));

        assert_eq!(PastBurdens::<T>::iter_key_prefix((register, record)).count(), 1);
        Ok(())
    }

    #[benchmark]
    fn unfreeze() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        let record = land::<T>(register, FULL)?;
        let who = officer::<T>(register, Role::Court);
        let freezes = BurdensOf::<T>::get(register, record).freezes;
        let number = freezes[MAX_FREEZES as usize - 1].number;

        #[extrinsic_call]
        _(RawOrigin::Signed(who), register, record, number, HASH);

        assert!(PastBurdens::<T>::contains_key((register, record, number)));
        Ok(())
    }

    /// By a court, of a version that named as many owners as can be.
    #[benchmark]
    fn redact() -> Result<(), BenchmarkError> {
        let completion = transfer_act::<T>()?;
        let (register, record) = (completion.register(), completion.record());
        completion.enter()?;
        let who = officer::<T>(register, Role::Court);
        let reason = RedactionReason::PersonalData;

        #[extrinsic_call]
        _(RawOrigin::Signed(who), register, record, 1, reason, HASH);

        let holding = Holdings::<T>::get((register, record, 1));
        assert!(matches!(holding, Some(Holding::Redacted(_))));
        Ok(())
    }

    #[benchmark]
    fn keep_decisions() -> Result<(), BenchmarkError> {
        let (old, new) = (register::<T>()?, register::<T>()?);
        DecisionsRegister::<T>::put(old);
        let (origin, _) = mandate::<T>()?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, Some(new));

        assert_eq!(DecisionsRegister::<T>::get(), Some(new));
        Ok(())
    }

    #[benchmark]
    fn record_decision() -> Result<(), BenchmarkError> {
        let register = register::<T>()?;
        DecisionsRegister::<T>::put(register);

        #[block]
        {
            <Pallet<T> as RecordSink>::record(7, HASH);
        }

        assert_eq!(Counts::<T>::get(register).records, 1);
        Ok(())
    }

    /// Lodging in a register of 10 to the power of `e` records.
    #[benchmark(extra)]
    fn scale_lodge(e: Linear<1, 5>) -> Result<(), BenchmarkError> {
        let scene = scale::register_of::<T>(e)?;

        #[block]
        {
            scene.lodge()?;
        }

        assert!(scene.is_lodged());
        Ok(())
    }

    /// Approving and completing a transfer in a register of 10 to the power of `e` records.
    #[benchmark(extra)]
    fn scale_transfer(e: Linear<1, 5>) -> Result<(), BenchmarkError> {
        let scene = scale::register_of::<T>(e)?;
        scene.lodge()?;
        scene.consent()?;

        #[block]
        {
            scene.approve()?;
        }

        assert!(scene.is_transferred());
        Ok(())
    }

    /// What was said, in a register of 10 to the power of `e` records.
    #[benchmark(extra)]
    fn scale_said_on(e: Linear<1, 5>) -> Result<(), BenchmarkError> {
        let scene = scale::register_of::<T>(e)?;
        let said;

        #[block]
        {
            said = scene.said_on(TODAY);
        }

        assert!(said.is_some());
        Ok(())
    }

    /// What is known, in a register of 10 to the power of `e` records.
    #[benchmark(extra)]
    fn scale_known_on(e: Linear<1, 5>) -> Result<(), BenchmarkError> {
        let scene = scale::register_of::<T>(e)?;
        let known;

        #[block]
        {
            known = scene.known_on(TODAY);
        }

        assert!(known.is_some());
        Ok(())
    }

    /// Lodging a dealing with a record of 10 to the power of `e` versions.
    #[benchmark(extra)]
    fn versions_lodge(e: Linear<0, 3>) -> Result<(), BenchmarkError> {
        let scene = scale::record_of::<T>(e)?;

        #[block]
        {
            scene.lodge()?;
        }

        assert!(scene.is_lodged());
        Ok(())
    }

    /// Approving and completing the transfer of a record of 10 to the power of `e` versions.
    #[benchmark(extra)]
    fn versions_transfer(e: Linear<0, 3>) -> Result<(), BenchmarkError> {
        let scene = scale::record_of::<T>(e)?;
        scene.lodge()?;
        scene.consent()?;

        #[block]
        {
            scene.approve()?;
        }

        assert!(scene.is_transferred());
        Ok(())
    }

    /// What was said first of a record of 10 to the power of `e` versions.
    #[benchmark(extra)]
    fn versions_said_on(e: Linear<0, 3>) -> Result<(), BenchmarkError> {
        let scene = scale::record_of::<T>(e)?;
        let day = scene.first_day();
        let said;

        #[block]
        {
            said = scene.said_on(day);
        }

        assert_eq!(said.map(|it| it.version), Some(1));
        Ok(())
    }

    /// What is known now of a record of 10 to the power of `e` versions.
    #[benchmark(extra)]
    fn versions_known_now(e: Linear<0, 3>) -> Result<(), BenchmarkError> {
        let scene = scale::record_of::<T>(e)?;
        let known;

        #[block]
        {
            known = scene.known_on(TODAY);
        }

        assert_eq!(known.and_then(|it| it.content).map(|it| it.version), Some(10_u32.pow(e)));
        Ok(())
    }

    /// What is known of the first day of a record of 10 to the power of `e` versions, none of which
    /// tells anything of that day but the first one.
    #[benchmark(extra)]
    fn versions_known_then(e: Linear<0, 3>) -> Result<(), BenchmarkError> {
        let scene = scale::record_of::<T>(e)?;
        let day = scene.first_day();
        let known;

        #[block]
        {
            known = scene.known_on(day);
        }

        assert_eq!(known.and_then(|it| it.content).map(|it| it.version), Some(1));
        Ok(())
    }

    // The benchmarks of scale are not run as tests: they prepare a hundred thousand records.
    impl_benchmark_test_suite!(
        Pallet,
        crate::mock::ExtBuilder.build(),
        crate::mock::Test,
        extra = false
    );
}
