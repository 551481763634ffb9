use codec::Encode;
use frame_support::{
    assert_noop, assert_ok,
    traits::{fungible::InspectHold, Bounded, QueryPreimage},
    BoundedVec,
};
use sp_core::H256;

use crate::{mock::*, Error, Event, HoldReason, Status};

fn submit_raw(call: crate::BoundedCallOf<Test>) -> frame_support::pallet_prelude::DispatchResult {
    ProposalsPallet::submit(RuntimeOrigin::signed(ALICE), SPEND, call, text("why"))
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
                deposit: 5
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
        assert_eq!(crate::ProposalCount::<Test>::get(), 0);
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
        crate::ProposalCount::<Test>::put(u32::MAX);
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
