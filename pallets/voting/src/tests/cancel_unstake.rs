use frame_support::{assert_noop, assert_ok};

use crate::{mock::*, *};

fn cancel(who: AccountId, index: u32) -> sp_runtime::DispatchResult {
    Voting::cancel_unstake(by(who), index)
}

#[test]
fn what_is_staked_again_returns_to_its_tier_and_warms_up_anew() {
    ExtBuilder::default().stake(ALICE, 1, 500).build_and_execute(|| {
        assert_ok!(unstake(ALICE, 1, 200));
        assert_ok!(cancel(ALICE, 0));
        let cancelled = Event::UnstakeCancelled {
            who: ALICE,
            tier: 1,
            amount: 200,
            total: 500,
            counts_from: 2,
        };
        assert_eq!(last_event(), cancelled);
        assert!(Stakes::<Test>::get(ALICE).unlocking.is_empty());

        let staked: Vec<_> = (0..3).map(|epoch| Total::<Test>::get().at(epoch).stake).collect();
        assert_eq!(staked, [500, 300, 500]);
    });
}

#[test]
fn cancelling_buys_no_say_in_a_poll_that_has_opened() {
    ExtBuilder::default().stake(ALICE, 0, 500).build_and_execute(|| {
        assert_ok!(unstake(ALICE, 0, 500));
        go_to_epoch(1);
        assert_ok!(open(1));
        assert_ok!(cancel(ALICE, 0));
        assert_noop!(vote(ALICE, 1, Choice::Aye), Error::<Test>::NoSay);
    });
}

#[test]
fn an_amount_whose_lock_has_run_out_can_still_be_staked_again() {
    ExtBuilder::default().stake(ALICE, 0, 500).build_and_execute(|| {
        assert_ok!(unstake(ALICE, 0, 500));
        go_to_epoch(9);
        assert_ok!(cancel(ALICE, 0));
        assert_noop!(Voting::withdraw(by(ALICE), ALICE), Error::<Test>::NothingToWithdraw);
    });
}

#[test]
fn the_index_is_the_place_in_the_list() {
    ExtBuilder::default().stake(ALICE, 0, 50).stake(ALICE, 2, 70).build_and_execute(|| {
        assert_ok!(unstake(ALICE, 0, 5));
        assert_ok!(unstake(ALICE, 2, 7));
        assert_noop!(cancel(ALICE, 2), Error::<Test>::UnknownUnlocking);
        assert_ok!(cancel(ALICE, 1));
        assert_eq!(Stakes::<Test>::get(ALICE).tiers, [45, 0, 70, 0]);
        assert_ok!(cancel(ALICE, 0));
        assert_eq!(Stakes::<Test>::get(ALICE).tiers, [50, 0, 70, 0]);
    });
}

#[test]
fn cancel_fails_where_no_lock_runs_out() {
    ExtBuilder::default().stake(ALICE, 0, 500).build_and_execute(|| {
        assert_noop!(cancel(ALICE, 0), Error::<Test>::UnknownUnlocking);
        assert_noop!(cancel(ALICE, u32::MAX), Error::<Test>::UnknownUnlocking);
        assert_noop!(cancel(NOBODY, 0), Error::<Test>::UnknownUnlocking);
    });
}
