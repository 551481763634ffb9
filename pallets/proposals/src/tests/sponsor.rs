use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};

use crate::{mock::*, Error, Event, HoldReason, Status};

fn put_down(who: u64, id: u32, amount: u128) -> frame_support::pallet_prelude::DispatchResult {
    ProposalsPallet::sponsor(RuntimeOrigin::signed(who), id, amount)
}

#[test]
fn sponsors_pool_the_deposit_and_only_what_is_missing_is_taken() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        assert_ok!(put_down(BOB, id, 20));
        assert_ok!(put_down(CAROL, id, u128::MAX));
        let held = |who| Balances::balance_on_hold(&HoldReason::ProposalDeposit.into(), &who);
        assert_eq!((held(ALICE), held(BOB), held(CAROL)), (5, 20, 30));
        let (amount, sponsored, required) = (30, 50, 50);
        let who = CAROL;
        assert_eq!(last_event(), Event::Sponsored { id, who, amount, sponsored, required });
    });
}

#[test]
fn a_proposer_can_sponsor_its_own_proposal() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        assert_ok!(put_down(ALICE, id, 50));
        assert_eq!(Balances::balance_on_hold(&HoldReason::ProposalDeposit.into(), &ALICE), 55);
    });
}

#[test]
fn the_decision_waits_for_the_preparation() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        sponsor(id);
        run_to(4);
        assert_eq!(status(id), Status::Preparing);
        run_to(5);
        assert_eq!(status(id), Status::Deciding);
    });
}

#[test]
fn completing_the_deposit_late_starts_the_decision_at_once() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        run_to(20);
        assert_eq!(status(id), Status::Preparing);
        sponsor(id);
        assert_eq!(status(id), Status::Deciding);
    });
}

#[test]
fn sponsor_fails_from_the_block_of_the_timeout_on_even_if_nobody_looked() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        run_full_blocks_to(21);
        assert_eq!(status(id), Status::Preparing);
        assert_noop!(put_down(BOB, id, 50), Error::<Test>::TooLate);
        run_to(30);
        assert_eq!(status(id), Status::TimedOut { at: 21 });
        assert_noop!(put_down(BOB, id, 50), Error::<Test>::WrongStatus);
    });
}

#[test]
fn sponsor_fails_for_nothing_for_too_much_and_for_nobody() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        assert_noop!(put_down(BOB, id, 0), Error::<Test>::AmountZero);
        assert_noop!(put_down(BOB, 9, 1), Error::<Test>::NotFound);
        assert_ok!(put_down(BOB, id, 50));
        assert_noop!(put_down(BOB, id, 1), Error::<Test>::DepositComplete);
        assert!(put_down(1_000, id, 1).is_err());
    });
}

#[test]
fn sponsor_fails_when_the_track_was_removed() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        assert_ok!(ProposalsPallet::remove_track(RuntimeOrigin::root(), SPEND));
        assert_noop!(put_down(BOB, id, 1), Error::<Test>::TrackNotFound);
    });
}
