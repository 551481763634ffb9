use frame_support::{
    assert_noop, assert_ok,
    traits::fungible::{Inspect, InspectHold},
};

use crate::{mock::*, *};

fn withdraw(who: AccountId) -> sp_runtime::DispatchResult {
    // Anyone may ask for it.
    Voting::withdraw(by(EVE), who)
}

#[test]
fn tokens_are_free_once_their_lock_has_run_out() {
    ExtBuilder::default().stake(ALICE, 0, 500).build_and_execute(|| {
        assert_ok!(unstake(ALICE, 0, 200));
        go_to(10 + LOCKS[0] - 1);
        assert_noop!(withdraw(ALICE), Error::<Test>::NothingToWithdraw);
        go_to(10 + LOCKS[0]);
        assert_ok!(withdraw(ALICE));
        assert_eq!(last_event(), Event::Withdrawn { who: ALICE, amount: 200, on_hold: 300 });
        assert_eq!(Balances::balance_on_hold(&HoldReason::Stake.into(), &ALICE), 300);
        assert_noop!(withdraw(ALICE), Error::<Test>::NothingToWithdraw);
    });
}

#[test]
fn only_what_has_unlocked_is_freed_and_all_of_it() {
    ExtBuilder::default()
        .stake(ALICE, 0, 100)
        .stake(ALICE, 1, 100)
        .stake(ALICE, 2, 100)
        .build_and_execute(|| {
            for (tier, amount) in [(2, 1), (1, 2), (0, 4)] {
                assert_ok!(unstake(ALICE, tier, amount));
            }
            go_to(10 + LOCKS[1]);
            assert_ok!(withdraw(ALICE));
            assert_eq!(last_event(), Event::Withdrawn { who: ALICE, amount: 6, on_hold: 294 });
            assert_eq!(Stakes::<Test>::get(ALICE).unlocking.len(), 1);
        });
}

#[test]
fn an_account_that_leaves_leaves_no_ledger() {
    ExtBuilder::default().stake(ALICE, 0, 500).build_and_execute(|| {
        assert_ok!(unstake(ALICE, 0, 500));
        go_to_epoch(3);
        assert_ok!(withdraw(ALICE));
        assert!(!Stakes::<Test>::contains_key(ALICE));
        assert_eq!(Balances::total_balance(&ALICE), WEALTH);
        assert_eq!(Balances::total_balance_on_hold(&ALICE), 0);
    });
}

#[test]
fn withdraw_follows_a_loss_first() {
    ExtBuilder::default().stake(ALICE, 0, 500).build_and_execute(|| {
        assert_ok!(unstake(ALICE, 0, 400));
        slash(ALICE, 150);
        go_to_epoch(3);
        assert_ok!(withdraw(ALICE));
        assert_eq!(last_event(), Event::Withdrawn { who: ALICE, amount: 350, on_hold: 0 });
    });
}

#[test]
fn withdraw_fails_where_all_was_lost() {
    ExtBuilder::default().stake(ALICE, 0, 500).build_and_execute(|| {
        assert_ok!(unstake(ALICE, 0, 500));
        slash(ALICE, 500);
        go_to_epoch(3);
        assert_noop!(withdraw(ALICE), Error::<Test>::NothingToWithdraw);
        assert_ok!(Voting::rebase(by(EVE), ALICE));
    });
}

#[test]
fn withdraw_fails_for_an_account_without_stake() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(withdraw(NOBODY), Error::<Test>::NothingToWithdraw);
    });
}
