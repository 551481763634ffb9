use frame_support::{assert_noop, assert_ok};

use crate::{mock::*, *};

fn rebase(who: AccountId) -> sp_runtime::DispatchResult {
    // Anyone may ask for it.
    Voting::rebase(by(EVE), who)
}

#[test]
fn what_was_taken_stops_counting_from_the_longest_lock_down() {
    ExtBuilder::default().stake(ALICE, 0, 100).stake(ALICE, 3, 100).build_and_execute(|| {
        slash(ALICE, 130);
        assert_eq!(own(ALICE), say(200, 400));
        assert_ok!(rebase(ALICE));
        let rebased = Event::Rebased {
            who: ALICE,
            previous: 200,
            on_hold: 70,
            tiers: [70, 0, 0, 0],
            counts_from: 1,
        };
        assert_eq!(last_event(), rebased);
        assert_eq!(own(ALICE), say(200, 400));
        go_to_epoch(1);
        assert_eq!(own(ALICE), say(70, 70));
    });
}

#[test]
fn the_delegate_follows() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        assert_ok!(delegate(ALICE, BOB));
        go_to_epoch(2);
        slash(ALICE, 30);
        assert_ok!(rebase(ALICE));
        go_to_epoch(3);
        assert_eq!(received(BOB), say(70, 70));
        assert_eq!(Total::<Test>::get().at(3), say(70, 70));
    });
}

#[test]
fn the_loss_reaches_what_is_unlocking_last() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        assert_ok!(unstake(ALICE, 0, 40));
        go_to_epoch(1);
        assert_ok!(unstake(ALICE, 0, 30));
        slash(ALICE, 80);
        assert_ok!(rebase(ALICE));
        let ledger = Stakes::<Test>::get(ALICE);
        assert_eq!(ledger.tiers, [0; 4]);
        assert_eq!(ledger.unlocking.len(), 1);
        assert_eq!(ledger.total(), 20);
    });
}

#[test]
fn a_total_loss_leaves_no_ledger() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        slash(ALICE, 100);
        assert_ok!(rebase(ALICE));
        assert!(!Stakes::<Test>::contains_key(ALICE));
    });
}

#[test]
fn rebase_fails_where_nothing_was_taken() {
    ExtBuilder::default().stake(ALICE, 0, 100).build_and_execute(|| {
        assert_noop!(rebase(ALICE), Error::<Test>::NothingToRebase);
        assert_noop!(rebase(NOBODY), Error::<Test>::NothingToRebase);
        slash(ALICE, 1);
        assert_ok!(rebase(ALICE));
        assert_noop!(rebase(ALICE), Error::<Test>::NothingToRebase);
    });
}
