//! Benchmarks: each call and each kind of due work at its worst.

use alloc::{vec, vec::Vec};

use althing_primitives::{
    eligibility::{Eligibility, PolicyVersion},
    poll::{Ballots, Electorate},
    Balance, BlockNumber, ProposalId, TrackId,
};
use frame_benchmarking::v2::*;
use frame_support::{
    sp_runtime::Perbill,
    traits::{
        fungible::{Inspect, Unbalanced},
        tokens::Precision,
        Bounded, EnsureOrigin, Get, StorePreimage,
    },
    weights::WeightMeter,
    BoundedVec,
};
use frame_system::{Pallet as System, RawOrigin};

use crate::{
    deposits::SLASHES_AT_A_TIME, Agenda, AgendaCount, AgendaCursor, Authority, BoundedCallOf, Call,
    Config, Cursor, Curve, Deposit, Due, Guardian, Outcome, Pallet, Proposal, ProposalCount,
    Proposals, Reason, Status, Text, Track, Tracks, Veto,
};

/// The track that benchmarks use, unless they name another.
pub(crate) const TRACK: TrackId = 0;
const SEED: u32 = 0;

fn track<T: Config>(decision_deposit: Balance) -> Track {
    let half = Curve::Linear {
        length: Perbill::one(),
        floor: Perbill::from_percent(50),
        ceil: Perbill::one(),
    };
    let horizon = T::Ballots::horizon();
    let unit = horizon.decision.min(horizon.execution).checked_div(8).unwrap_or(1).clamp(1, 1_000);
    Track {
        name: BoundedVec::truncate_from(vec![b'n'; 32]),
        authority: Authority::Root,
        electorate: Electorate::Tokens,
        preparation: 0,
        submission_timeout: unit,
        decision: unit.saturating_mul(2),
        confirmation: unit,
        timelock: unit,
        execution_window: unit,
        retry_period: 1,
        max_deciding: u32::MAX,
        submission_deposit: deposit::<T>(),
        decision_deposit,
        approval: half.clone(),
        support: half,
        guardian_veto: Veto::Allowed,
        policy: None,
    }
}

/// A policy that exists, if any can.
fn policy<T: Config>() -> Option<PolicyVersion> {
    let policy = T::Eligibility::set_up_costliest(&account("citizen", 0, SEED));
    Some(policy).filter(|policy| T::Eligibility::exists(*policy))
}

fn deposit<T: Config>() -> Balance {
    T::Currency::minimum_balance().saturating_mul(10).max(10)
}

fn funded<T: Config>(name: &'static str, index: u32) -> T::AccountId {
    let who = account(name, index, SEED);
    fund::<T>(&who, deposit::<T>().saturating_mul(1_000));
    who
}

fn fund<T: Config>(who: &T::AccountId, balance: Balance) {
    T::Currency::increase_balance(who, balance, Precision::Exact).expect("it can be funded");
}

fn text() -> Text {
    Text { hash: Default::default(), uri: BoundedVec::truncate_from(vec![b'u'; 256]) }
}

fn reason() -> Reason {
    BoundedVec::truncate_from(vec![b'r'; 256])
}

/// A call of about `len` encoded bytes, kept as a preimage.
fn call_of_len<T: Config>(len: u32) -> BoundedCallOf<T> {
    let remark = vec![0; len.saturating_sub(16) as usize];
    let call: <T as Config>::RuntimeCall = frame_system::Call::<T>::remark { remark }.into();
    T::Preimages::bound(call).expect("the preimage can be kept").transmute()
}

fn set_now<T: Config>(now: BlockNumber) {
    System::<T>::set_block_number(now.into());
    AgendaCursor::<T>::mutate(|cursor| {
        if cursor.block < now {
            *cursor = Cursor { block: now, index: 0 };
        }
    });
}

fn later<T: Config>(blocks: BlockNumber) -> BlockNumber {
    let now = Pallet::<T>::now().saturating_add(blocks);
    System::<T>::set_block_number(now.into());
    now
}

/// A submitted proposal that only lacks its decision deposit.
fn submitted<T: Config>() -> (T::AccountId, ProposalId) {
    let required = deposit::<T>();
    Tracks::<T>::insert(TRACK, track::<T>(required));
    if Pallet::<T>::now() == 0 {
        set_now::<T>(1);
    }
    let proposer = funded::<T>("proposer", 0);
    let id = ProposalCount::<T>::get();
    let call = call_of_len::<T>(1_024.min(T::MaxCallLen::get()));
    Pallet::<T>::do_submit(proposer.clone(), TRACK, call, text()).expect("it can be submitted");
    (proposer, id)
}

/// A proposal under decision.
fn deciding<T: Config>() -> (T::AccountId, ProposalId) {
    let (proposer, id) = submitted::<T>();
    let sponsor = funded::<T>("sponsor", 0);
    Pallet::<T>::do_sponsor(sponsor, id, Balance::MAX).expect("it can be sponsored");
    assert_eq!(Proposals::<T>::get(id).map(|p| p.status), Some(Status::Deciding));
    (proposer, id)
}

/// A proposal that was approved, its timelock ended.
fn approved<T: Config>() -> (T::AccountId, ProposalId) {
    let (proposer, id) = deciding::<T>();
    end_poll::<T>(id, true).expect("it is under decision");
    (proposer, id)
}

fn timelock_ended<T: Config>(id: ProposalId) {
    if let Some(Status::Timelocked { until, .. }) = Proposals::<T>::get(id).map(|p| p.status) {
        System::<T>::set_block_number(until.into());
    }
}

/// Opens a poll for the benchmarks of a voting pallet.
pub(crate) fn open_poll<T: Config>(class: TrackId) -> Result<ProposalId, ()> {
    if !Tracks::<T>::contains_key(class) {
        Tracks::<T>::insert(class, track::<T>(0));
    }
    let id = ProposalCount::<T>::mutate(|count| {
        let id = *count;
        *count += 1;
        id
    });
    let remark = Vec::new();
    let call: <T as Config>::RuntimeCall = frame_system::Call::<T>::remark { remark }.into();
    let bytes = BoundedVec::truncate_from(codec::Encode::encode(&call));
    let proposal = Proposal {
        proposer: account("proposer", id, SEED),
        track: class,
        call: Bounded::Inline(bytes),
        text: text(),
        text_version: 1,
        submitted: Pallet::<T>::now(),
        sponsored: 0,
        depositors: 0,
        status: Status::Preparing,
        decision: None,
        wake_at: None,
    };
    let mut rules = track::<T>(0);
    rules.max_deciding = u32::MAX;
    Tracks::<T>::insert(class, rules);
    Pallet::<T>::enqueue(id, proposal, Pallet::<T>::now());
    let is_open = Proposals::<T>::get(id).is_some_and(|p| p.status == Status::Deciding);
    is_open.then_some(id).ok_or(())
}

/// Ends a poll for the benchmarks of a voting pallet.
pub(crate) fn end_poll<T: Config>(id: ProposalId, approved: bool) -> Result<(), ()> {
    let proposal = Proposals::<T>::get(id).filter(|p| p.status == Status::Deciding).ok_or(())?;
    let now = Pallet::<T>::now();
    let outcome = if approved { Outcome::Approved(now) } else { Outcome::Rejected(now) };
    Pallet::<T>::end_decision(id, proposal, outcome, now);
    Ok(())
}

#[benchmarks]
mod benchmarks {
    use super::*;

    /// On a track without a policy: the call adds what the question costs.
    #[benchmark]
    fn submit(l: Linear<129, { T::MaxCallLen::get() }>) {
        Tracks::<T>::insert(TRACK, track::<T>(deposit::<T>()));
        set_now::<T>(1);
        let proposer = funded::<T>("proposer", 0);
        let call = call_of_len::<T>(l);
        #[extrinsic_call]
        _(RawOrigin::Signed(proposer), TRACK, call, text());
        assert!(Proposals::<T>::contains_key(0));
    }

    #[benchmark]
    fn sponsor() {
        let (_, id) = submitted::<T>();
        let who = funded::<T>("sponsor", 0);
        #[extrinsic_call]
        _(RawOrigin::Signed(who), id, Balance::MAX);
        assert_eq!(Proposals::<T>::get(id).map(|p| p.status), Some(Status::Deciding));
    }

    #[benchmark]
    fn set_text() {
        let (proposer, id) = submitted::<T>();
        #[extrinsic_call]
        _(RawOrigin::Signed(proposer), id, text());
        assert_eq!(Proposals::<T>::get(id).map(|p| p.text_version), Some(2));
    }

    #[benchmark]
    fn cancel() -> Result<(), BenchmarkError> {
        let (_, id) = deciding::<T>();
        let origin =
            T::CancelOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
        #[extrinsic_call]
        _(origin as <T as frame_system::Config>::RuntimeOrigin, id, reason());
        assert!(Proposals::<T>::get(id).is_some_and(|p| p.status.is_concluded()));
        Ok(())
    }

    #[benchmark]
    fn kill() -> Result<(), BenchmarkError> {
        let (_, id) = deciding::<T>();
        let origin =
            T::KillOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
        #[extrinsic_call]
        _(origin as <T as frame_system::Config>::RuntimeOrigin, id, reason());
        assert!(Proposals::<T>::get(id).is_some_and(|p| p.status.is_concluded()));
        Ok(())
    }

    #[benchmark]
    fn veto() {
        let (_, id) = approved::<T>();
        let guardian = Guardian { account: account("guardian", 0, SEED), until: BlockNumber::MAX };
        crate::CurrentGuardian::<T>::put(&guardian);
        #[extrinsic_call]
        _(RawOrigin::Signed(guardian.account), id, reason());
        assert!(Proposals::<T>::get(id).is_some_and(|p| p.status.is_concluded()));
    }

    #[benchmark]
    fn enact() {
        let (proposer, id) = approved::<T>();
        timelock_ended::<T>(id);
        #[extrinsic_call]
        _(RawOrigin::Signed(proposer), id);
        assert!(Proposals::<T>::get(id).is_some_and(|p| p.status.is_concluded()));
    }

    #[benchmark]
    fn reaffirm() -> Result<(), BenchmarkError> {
        let (_, id) = approved::<T>();
        let now = Pallet::<T>::now();
        Proposals::<T>::mutate(id, |proposal| {
            if let Some(proposal) = proposal {
                proposal.status = Status::Outdated { approved: now, since: now };
                proposal.wake_at = None;
            }
        });
        let origin = T::ConstitutionOrigin::try_successful_origin()
            .map_err(|()| BenchmarkError::Weightless)?;
        #[extrinsic_call]
        _(origin as <T as frame_system::Config>::RuntimeOrigin, id);
        let status = Proposals::<T>::get(id).map(|p| p.status);
        assert!(matches!(status, Some(Status::Timelocked { .. })));
        Ok(())
    }

    #[benchmark]
    fn settle() {
        let (proposer, id) = deciding::<T>();
        fund::<T>(&T::SlashDestination::get(), deposit::<T>());
        Pallet::<T>::do_kill(None, id, reason()).expect("it can be killed");
        #[extrinsic_call]
        _(RawOrigin::Signed(proposer.clone()), id, proposer.clone());
        assert!(crate::Deposits::<T>::get(id, &proposer).is_none());
    }

    #[benchmark]
    fn advance() {
        let (proposer, id) = deciding::<T>();
        later::<T>(track::<T>(0).decision);
        #[extrinsic_call]
        _(RawOrigin::Signed(proposer), id);
        assert!(Proposals::<T>::get(id).is_some_and(|p| p.status.is_concluded()));
    }

    #[benchmark]
    fn set_track() -> Result<(), BenchmarkError> {
        Tracks::<T>::insert(TRACK, track::<T>(0));
        crate::QueueEnds::<T>::insert(TRACK, (0, 1));
        let new = Track { policy: policy::<T>(), ..track::<T>(1) };
        let origin = T::ConstitutionOrigin::try_successful_origin()
            .map_err(|()| BenchmarkError::Weightless)?;
        #[extrinsic_call]
        _(origin as <T as frame_system::Config>::RuntimeOrigin, TRACK, new.clone());
        assert_eq!(Tracks::<T>::get(TRACK), Some(new));
        crate::QueueEnds::<T>::remove(TRACK);
        Ok(())
    }

    #[benchmark]
    fn remove_track() -> Result<(), BenchmarkError> {
        Tracks::<T>::insert(TRACK, track::<T>(0));
        crate::QueueEnds::<T>::insert(TRACK, (0, 1));
        let origin = T::ConstitutionOrigin::try_successful_origin()
            .map_err(|()| BenchmarkError::Weightless)?;
        #[extrinsic_call]
        _(origin as <T as frame_system::Config>::RuntimeOrigin, TRACK);
        assert!(!Tracks::<T>::contains_key(TRACK));
        crate::QueueEnds::<T>::remove(TRACK);
        Ok(())
    }

    #[benchmark]
    fn set_guardian() -> Result<(), BenchmarkError> {
        let until = Pallet::<T>::now().saturating_add(T::MaxGuardianTerm::get());
        let guardian = Guardian { account: account("guardian", 0, SEED), until };
        let origin = T::ConstitutionOrigin::try_successful_origin()
            .map_err(|()| BenchmarkError::Weightless)?;
        #[extrinsic_call]
        _(origin as <T as frame_system::Config>::RuntimeOrigin, Some(guardian.clone()));
        assert_eq!(crate::CurrentGuardian::<T>::get(), Some(guardian));
        Ok(())
    }

    #[benchmark]
    fn service_block() {
        set_now::<T>(1);
        AgendaCount::<T>::insert(1, 1);
        AgendaCursor::<T>::put(Cursor { block: 1, index: 1 });
        #[block]
        {
            Pallet::<T>::service(&mut WeightMeter::new());
        }
        assert_eq!(AgendaCursor::<T>::get(), Cursor { block: 2, index: 0 });
    }

    #[benchmark]
    fn service_proposal() {
        let (_, id) = submitted::<T>();
        let now = later::<T>(1);
        Proposals::<T>::mutate(id, |proposal| {
            if let Some(proposal) = proposal {
                proposal.sponsored = Balance::MAX;
                proposal.wake_at = Some(now);
            }
        });
        AgendaCursor::<T>::put(Cursor { block: now, index: 0 });
        AgendaCount::<T>::insert(now, 1);
        Agenda::<T>::insert(now, 0, Due::Proposal(id));
        #[block]
        {
            Pallet::<T>::service(&mut WeightMeter::new());
        }
        assert_eq!(Proposals::<T>::get(id).map(|p| p.status), Some(Status::Deciding));
        Proposals::<T>::mutate(id, |p| p.iter_mut().for_each(|p| p.sponsored = 0));
    }

    #[benchmark]
    fn service_queue() {
        let (_, id) = submitted::<T>();
        let mut full = track::<T>(0);
        full.max_deciding = 0;
        Tracks::<T>::insert(TRACK, full);
        let proposal = Proposals::<T>::get(id).expect("it was submitted");
        Pallet::<T>::enqueue(id, proposal, Pallet::<T>::now());
        Tracks::<T>::insert(TRACK, track::<T>(0));
        #[block]
        {
            Pallet::<T>::start_next(TRACK, Pallet::<T>::now());
        }
        assert_eq!(Proposals::<T>::get(id).map(|p| p.status), Some(Status::Deciding));
    }

    #[benchmark]
    fn service_slash() {
        let (_, id) = deciding::<T>();
        fund::<T>(&T::SlashDestination::get(), deposit::<T>());
        for index in 1..=SLASHES_AT_A_TIME as u32 {
            let who = funded::<T>("sponsor", index);
            let mut proposal = Proposals::<T>::get(id).expect("it was submitted");
            let added = Deposit { submission: 0, decision: deposit::<T>() };
            Pallet::<T>::put_down(id, &mut proposal, &who, added).expect("it is funded");
            Proposals::<T>::insert(id, proposal);
        }
        Pallet::<T>::do_kill(None, id, reason()).expect("it can be killed");
        let now = Pallet::<T>::now();
        #[block]
        {
            Pallet::<T>::slash_next(id, now);
        }
        assert_eq!(Proposals::<T>::get(id).map(|p| p.depositors), Some(2));
    }

    impl_benchmark_test_suite!(
        Pallet,
        crate::mock::ExtBuilder::default().build(),
        crate::mock::Test
    );
}
