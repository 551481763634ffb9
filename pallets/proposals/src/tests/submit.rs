use althing_primitives::eligibility::Eligibility;
use codec::Encode;
use frame_support::{
    assert_noop, assert_ok,
    dispatch::GetDispatchInfo,
    pallet_prelude::DispatchResultWithPostInfo,
    traits::{fungible::InspectHold, Bounded, QueryPreimage},
    BoundedVec,
};
use sp_core::H256;

use crate::{
    mock::*, Authority, Error, Event, HoldReason, ProposalCount, Status, Track, WeightInfo,
};

fn submit_raw(call: crate::BoundedCallOf<Test>) -> DispatchResultWithPostInfo {
    ProposalsPallet::submit(RuntimeOrigin::signed(ALICE), SPEND, call, text("why"))
}

/// Has the track ask its proposers for the policy.
fn ask_for_policy() {
    let asking = Track { policy: Some(POLICY), ..track(Authority::Spender { limit: 1_000 }) };
    assert_ok!(ProposalsPallet::set_track(RuntimeOrigin::root(), SPEND, asking));
}

#[test]
fn submit_holds_the_deposit_and_tells_everything() {
    ExtBuilder::default().build_and_execute(|| {
        let call = bound(remark(1));
        assert_ok!(submit_raw(call.clone()));
        assert_eq!(status(0), Status::Preparing);
        assert_eq!(Balances::balance_on_hold(&HoldReason::ProposalDeposit.into(), &ALICE), 5);
        assert_eq!(
            last_event(),
            Event::Submitted {
                id: 0,
                proposer: ALICE,
                track: SPEND,
                call,
                text: text("why"),
                deposit: 5,
                policy: None,
            }
        );
    });
}

#[test]
fn submit_fails_on_a_track_that_does_not_exist() {
    ExtBuilder::default().build_and_execute(|| {
        let call = bound(remark(1));
        assert_noop!(
            ProposalsPallet::submit(RuntimeOrigin::signed(ALICE), 77, call, text("why")),
            Error::<Test>::TrackNotFound
        );
    });
}

#[test]
fn submit_fails_without_the_deposit() {
    ExtBuilder::default().build_and_execute(|| {
        let call = bound(remark(1));
        let poor = RuntimeOrigin::signed(1_000);
        assert!(ProposalsPallet::submit(poor, SPEND, call, text("why")).is_err());
        assert_eq!(ProposalCount::<Test>::get(), 0);
    });
}

#[test]
fn submit_fails_for_a_call_that_is_kept_nowhere() {
    ExtBuilder::default().build_and_execute(|| {
        let unknown = Bounded::Lookup { hash: H256::repeat_byte(1), len: 200 };
        assert_noop!(submit_raw(unknown), Error::<Test>::CallUnavailable);
    });
}

#[test]
fn submit_fails_for_a_call_whose_length_is_given_wrong() {
    ExtBuilder::default().build_and_execute(|| {
        let Bounded::Lookup { hash, len } = bound(remark(500)) else { panic!("it is long") };
        let wrong = Bounded::Lookup { hash, len: len - 1 };
        assert_noop!(submit_raw(wrong), Error::<Test>::CallUnavailable);
    });
}

#[test]
fn submit_fails_for_a_call_that_is_too_long() {
    ExtBuilder::default().build_and_execute(|| {
        let longest = 4_096 - remark(0).encoded_size() - 1;
        assert_ok!(submit_raw(bound(remark(longest))));
        let too_long = bound(remark(longest + 1));
        assert_noop!(submit_raw(too_long), Error::<Test>::CallTooLong);
    });
}

#[test]
fn submit_fails_for_a_call_that_is_too_heavy() {
    ExtBuilder::default().build_and_execute(|| {
        // The weight of `set_storage` and its like is by count; `enact` alone claims a whole call.
        let heavy = RuntimeCall::from(crate::Call::<Test>::enact { id: 0 });
        assert_noop!(submit_raw(bound(heavy)), Error::<Test>::CallTooHeavy);
    });
}

#[test]
fn submit_fails_for_bytes_that_are_no_call() {
    ExtBuilder::default().build_and_execute(|| {
        let garbage = Bounded::Inline(BoundedVec::truncate_from(vec![255; 9]));
        assert_noop!(submit_raw(garbage), Error::<Test>::CallUndecodable);
        let mut trailing = remark(1).encode();
        trailing.push(0);
        let trailing = Bounded::Inline(BoundedVec::truncate_from(trailing));
        assert_noop!(submit_raw(trailing), Error::<Test>::CallUndecodable);
    });
}

#[test]
fn submit_fails_for_a_call_by_hash_without_length() {
    ExtBuilder::default().build_and_execute(|| {
        let legacy = Bounded::Legacy { hash: H256::zero(), dummy: core::marker::PhantomData };
        assert_noop!(submit_raw(legacy), Error::<Test>::LegacyCall);
    });
}

#[test]
fn submit_fails_when_no_number_is_left() {
    ExtBuilder::default().build_and_execute(|| {
        ProposalCount::<Test>::put(u32::MAX);
        assert_noop!(submit_raw(bound(remark(1))), Error::<Test>::TooManyProposals);
    });
}

#[test]
fn submit_needs_an_account() {
    ExtBuilder::default().build_and_execute(|| {
        let call = bound(remark(1));
        assert_noop!(
            ProposalsPallet::submit(RuntimeOrigin::root(), SPEND, call, text("why")),
            frame_support::sp_runtime::DispatchError::BadOrigin
        );
    });
}

#[test]
fn submit_pins_the_call_so_that_its_owner_cannot_take_it_away() {
    ExtBuilder::default().build_and_execute(|| {
        let call = remark(500);
        assert_ok!(Preimage::note_preimage(RuntimeOrigin::signed(CAROL), call.encode()));
        let hash = sp_io::hashing::blake2_256(&call.encode()).into();
        let len = call.encoded_size() as u32;
        assert_ok!(submit_raw(Bounded::Lookup { hash, len }));
        assert_ok!(Preimage::unnote_preimage(RuntimeOrigin::signed(CAROL), hash));
        assert_eq!(<Preimage as QueryPreimage>::len(&hash), Some(len));
        // The pin goes with the proposal.
        assert_ok!(ProposalsPallet::cancel(RuntimeOrigin::signed(ALICE), 0, Default::default()));
        assert_eq!(<Preimage as QueryPreimage>::len(&hash), None);
    });
}

#[test]
fn submit_fails_for_whoever_does_not_meet_the_tracks_policy() {
    ExtBuilder::default().build_and_execute(|| {
        ask_for_policy();
        let call = bound(remark(1));
        assert_noop!(submit_raw(call.clone()), Error::<Test>::NotEligible);
        meets(BOB, 10);
        assert_noop!(submit_raw(call.clone()), Error::<Test>::NotEligible);

        meets(ALICE, 10);
        assert_ok!(submit_raw(call));
        let Event::Submitted { proposer, policy, .. } = last_event() else { panic!() };
        assert_eq!((proposer, policy), (ALICE, Some(POLICY)));
    });
}

#[test]
fn submit_asks_for_the_policy_in_this_block() {
    ExtBuilder::default().build_and_execute(|| {
        ask_for_policy();
        meets(ALICE, 10);
        run_to(9);
        assert_ok!(submit_raw(bound(remark(1))));
        run_to(10);
        assert_noop!(submit_raw(bound(remark(1))), Error::<Test>::NotEligible);
    });
}

#[test]
fn a_frozen_account_cannot_submit_where_a_policy_is_asked_for() {
    ExtBuilder::default().build_and_execute(|| {
        meets(ALICE, 10);
        freeze(ALICE);
        assert_ok!(submit_raw(bound(remark(1))));
        ask_for_policy();
        assert_noop!(submit_raw(bound(remark(1))), Error::<Test>::NotEligible);
    });
}

#[test]
fn what_was_submitted_stays_when_its_proposer_no_longer_meets_the_policy() {
    ExtBuilder::default().build_and_execute(|| {
        let before = submit(SPEND);
        ask_for_policy();
        meets(ALICE, 3);
        let during = submit(SPEND);
        for id in [before, during] {
            sponsor(id);
        }
        run_to(5);
        for id in [before, during] {
            approve(id);
        }
        run_to(now() + 6);
        for id in [before, during] {
            assert!(matches!(status(id), Status::Executed { .. }), "{:?}", status(id));
        }
    });
}

#[test]
fn a_track_without_a_policy_takes_proposals_from_anybody() {
    ExtBuilder::default().build_and_execute(|| {
        ask_for_policy();
        let call = bound(remark(1));
        let alice = RuntimeOrigin::signed(ALICE);
        assert_ok!(ProposalsPallet::submit(alice, CANCEL, call, text("why")));
        assert_eq!(ProposalCount::<Test>::get(), 1);
    });
}

#[test]
fn only_a_submission_under_a_policy_costs_the_question() {
    ExtBuilder::default().build_and_execute(|| {
        let call = bound(remark(500));
        let plain = <() as WeightInfo>::submit(call.len().unwrap());
        let asked = plain + Roll::weight();
        let stated =
            crate::Call::<Test>::submit { track: SPEND, call: call.clone(), text: text("why") };
        assert_eq!(stated.get_dispatch_info().call_weight, asked);
        assert_eq!(submit_raw(call.clone()).unwrap().actual_weight, Some(plain));
        ask_for_policy();
        meets(ALICE, 10);
        assert_eq!(submit_raw(call).unwrap().actual_weight, Some(asked));
    });
}
