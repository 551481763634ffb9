//! Running what was approved, by itself or at anybody's request.

use althing_primitives::record_sink::RecordSink;
use codec::Encode;
use frame_support::{
    assert_noop, assert_ok,
    dispatch::{GetDispatchInfo, Pays},
    sp_runtime::{DispatchError, TokenError},
    traits::{fungible::Inspect, Bounded, QueryPreimage},
};

use crate::{mock::*, Error, Event, Proposals, Retries, Status};

fn enact(id: u32) -> frame_support::pallet_prelude::DispatchResultWithPostInfo {
    ProposalsPallet::enact(RuntimeOrigin::signed(CAROL), id)
}

/// A call that only Root may make, and that fails while `ALICE` has less than it takes.
fn take_from_alice(value: u128) -> RuntimeCall {
    pallet_balances::Call::force_transfer { source: ALICE, dest: CAROL, value }.into()
}

fn failed(id: u32) -> (u32, Retries) {
    match status(id) {
        Status::ExecutionFailed { attempts, retries, .. } => (attempts, retries),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_call_runs_by_itself_with_its_tracks_authority() {
    ExtBuilder::default().build_and_execute(|| {
        let before = Balances::balance(&CAROL);
        let id = decide_call(CONSTITUTION, take_from_alice(100));
        approve(id);
        run_to(20);
        assert_eq!(Balances::balance(&CAROL), before);
        run_to(21);
        assert_eq!(status(id), Status::Executed { at: 21 });
        assert_eq!(last_event(), Event::Executed { id, attempt: 1 });
        assert_eq!(Balances::balance(&CAROL), before + 100);
    });
}

#[test]
fn a_track_that_is_not_the_constitution_has_no_root_authority() {
    ExtBuilder::default().build_and_execute(|| {
        for track in [SPEND, CANCEL, KILL] {
            let id = decide_call(track, take_from_alice(100));
            approve(id);
            run_to(now() + 6);
            let Status::ExecutionFailed { error, .. } = status(id) else { panic!() };
            assert_eq!(error, DispatchError::BadOrigin);
        }
    });
}

#[test]
fn a_call_that_fails_is_tried_again_until_it_succeeds() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide_call(CONSTITUTION, take_from_alice(1_500_000));
        approve(id);
        run_to(21);
        let error = DispatchError::Token(TokenError::FundsUnavailable);
        assert_eq!(last_event(), Event::ExecutionFailed { id, attempt: 1, error, next: Some(28) });
        run_to(28);
        assert_eq!(failed(id), (2, Retries::Open));
        assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), ALICE, 2_000_000));
        run_to(35);
        assert_eq!(status(id), Status::Executed { at: 35 });
        assert_eq!(last_event(), Event::Executed { id, attempt: 3 });
    });
}

#[test]
fn a_call_that_keeps_failing_is_given_up_at_its_deadline() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide_call(CONSTITUTION, take_from_alice(1_500_000));
        approve(id);
        run_to(51);
        assert_eq!(failed(id), (5, Retries::Open));
        assert_ok!(enact(id));
        assert_eq!(failed(id), (6, Retries::Open));
        run_to(52);
        assert_eq!(failed(id), (6, Retries::Over));
        assert_noop!(enact(id), Error::<Test>::WrongStatus);
        assert!(events().contains(&Event::RetriesOver { id }));
    });
}

#[test]
fn anybody_tries_again_and_pays_only_if_it_fails() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide_call(CONSTITUTION, take_from_alice(1_500_000));
        approve(id);
        run_to(22);
        assert_eq!(enact(id).unwrap().pays_fee, Pays::Yes);
        assert_eq!(failed(id), (2, Retries::Open));
        assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), ALICE, 2_000_000));
        assert_eq!(enact(id).unwrap().pays_fee, Pays::No);
        assert_eq!(status(id), Status::Executed { at: 22 });
        assert_noop!(enact(id), Error::<Test>::WrongStatus);
    });
}

#[test]
fn enact_fails_before_the_timelock_ends_and_for_what_is_not_approved() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(enact(9), Error::<Test>::NotFound);
        let id = decide(SPEND);
        assert_noop!(enact(id), Error::<Test>::WrongStatus);
        approve(id);
        run_to(20);
        assert_noop!(enact(id), Error::<Test>::TooEarly);
        // Due, though the blocks are full: anybody runs it.
        run_full_blocks_to(25);
        assert_ok!(enact(id));
        assert_eq!(status(id), Status::Executed { at: 25 });
    });
}

#[test]
fn enact_fails_after_the_deadline_even_if_nobody_looked() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide_call(CONSTITUTION, take_from_alice(1_500_000));
        approve(id);
        run_to(21);
        run_full_blocks_to(52);
        assert_noop!(enact(id), Error::<Test>::TooLate);
    });
}

#[test]
fn a_preimage_that_vanishes_is_a_stored_failure() {
    ExtBuilder::default().build_and_execute(|| {
        let call = remark(500);
        let hash = sp_io::hashing::blake2_256(&call.encode()).into();
        let bounded = Bounded::Lookup { hash, len: call.encoded_size() as u32 };
        assert_ok!(Preimage::note_preimage(RuntimeOrigin::signed(CAROL), call.encode()));
        let alice = RuntimeOrigin::signed(ALICE);
        assert_ok!(ProposalsPallet::submit(alice, SPEND, bounded, text("why")));
        let id = 0;
        sponsor(id);
        run_to(5);
        // Its owner takes it back, which leaves the pin, and only Root can drop that.
        assert_ok!(Preimage::unnote_preimage(RuntimeOrigin::signed(CAROL), hash));
        assert_eq!(<Preimage as QueryPreimage>::len(&hash), Some(504));
        assert_ok!(Preimage::unrequest_preimage(RuntimeOrigin::root(), hash));
        assert_eq!(<Preimage as QueryPreimage>::len(&hash), None);
        approve(id);
        run_to(21);
        let Status::ExecutionFailed { error, .. } = status(id) else { panic!() };
        assert_eq!(error, Error::<Test>::CallUnavailable.into());
        // Once somebody notes it again, it runs.
        assert_ok!(Preimage::note_preimage(RuntimeOrigin::signed(CAROL), call.encode()));
        run_to(28);
        assert_eq!(status(id), Status::Executed { at: 28 });
    });
}

#[test]
fn a_call_cannot_stop_its_own_proposal() {
    ExtBuilder::default().build_and_execute(|| {
        let call = crate::Call::<Test>::cancel { id: 0, reason: Default::default() };
        let id = decide_call(CANCEL, call.into());
        assert_eq!(id, 0);
        approve(id);
        run_to(21);
        let Status::ExecutionFailed { error, .. } = status(id) else { panic!() };
        assert_eq!(error, Error::<Test>::WrongStatus.into());
    });
}

#[test]
fn one_proposal_cancels_and_another_kills() {
    ExtBuilder::default().build_and_execute(|| {
        let (victim, wrongdoer) = (submit(SPEND), submit(SPEND));
        let reason = crate::Reason::default();
        let cancel = crate::Call::<Test>::cancel { id: victim, reason: reason.clone() };
        let kill = crate::Call::<Test>::kill { id: wrongdoer, reason };
        let canceller = submit_call(CANCEL, cancel.into());
        let killer = submit_call(KILL, kill.into());
        [victim, wrongdoer, canceller, killer].into_iter().for_each(sponsor);
        run_to(5);
        count(canceller, 100);
        count(killer, 100);
        run_to(21);
        assert_eq!(status(victim), Status::Cancelled { at: 21 });
        assert_eq!(status(wrongdoer), Status::Killed { at: 21 });
        let by = crate::pallet::Stopper::Proposal(canceller);
        let reason = crate::Reason::default();
        assert!(events().contains(&Event::Cancelled { id: victim, by, reason }));
    });
}

#[test]
fn the_agenda_goes_on_after_a_call_that_no_longer_fits_any_block() {
    ExtBuilder::default().build_and_execute(|| {
        let (first, second) = (decide(SPEND), submit(SPEND));
        approve(first);
        Proposals::<Test>::mutate(first, |proposal| {
            // As after an upgrade that made the call far heavier.
            let heavy = RuntimeCall::from(crate::Call::<Test>::enact { id: 0 });
            proposal.as_mut().unwrap().call = bound(heavy);
        });
        run_to(40);
        let Status::ExecutionFailed { error, .. } = status(first) else { panic!() };
        assert_eq!(error, Error::<Test>::CallTooHeavy.into());
        assert!(matches!(status(second), Status::TimedOut { .. }));
    });
}

#[test]
fn what_was_carried_out_is_recorded_once_with_the_hash_of_its_call() {
    ExtBuilder::default().build_and_execute(|| {
        let call = take_from_alice(1_500_000);
        let hash = sp_io::hashing::blake2_256(&call.encode()).into();
        let id = decide_call(CONSTITUTION, call);
        approve(id);
        run_to(21);
        assert_eq!(failed(id), (1, Retries::Open));
        assert_eq!(Recorded::get(), [], "what failed is not recorded");
        assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), ALICE, 2_000_000));
        assert_ok!(enact(id));
        assert_eq!(Recorded::get(), [(id, hash)]);
        assert_noop!(enact(id), Error::<Test>::WrongStatus);
        run_to(60);
        assert_eq!(Recorded::get(), [(id, hash)]);
    });
}

#[test]
fn whoever_runs_a_call_pays_for_what_records_it() {
    ExtBuilder::default().build_and_execute(|| {
        let charged = crate::Call::<Test>::enact { id: 0 }.get_dispatch_info().call_weight;
        let most = <() as crate::WeightInfo>::enact() + MaxCallWeight::get();
        assert_eq!(charged - most, <Chronicle as RecordSink>::weight());
        let id = decide_call(CONSTITUTION, take_from_alice(1_500_000));
        approve(id);
        run_to(22);
        let actual = enact(id).unwrap().actual_weight.unwrap();
        assert!(actual.all_gte(<() as crate::WeightInfo>::enact() + Chronicle::weight()));
        assert!(actual.all_lte(charged));
    });
}
