use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use sp_runtime::traits::BadOrigin;

use super::*;

#[test]
fn anyone_can_release_an_expired_spend_for_free() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve_until(500, BOB, 10);
        System::set_block_number(10);
        let done = Treasury::expire(RuntimeOrigin::signed(ALICE), id).unwrap();
        assert_eq!(done.pays_fee, Pays::No);
        assert_eq!((committed(), available()), (0, FUNDS - MINIMUM));
        assert_eq!(Treasury::open_spend(id), None);
        System::assert_last_event(Event::SpendExpired { id, beneficiary: BOB, amount: 500 }.into());
    });
}

#[test]
fn a_spend_expires_in_the_block_of_its_end_and_not_before() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve_until(500, BOB, 10);
        for block in [1, 9] {
            System::set_block_number(block);
            let refused = Treasury::expire(RuntimeOrigin::signed(ALICE), id);
            assert_eq!(refused.unwrap_err().post_info.pays_fee, Pays::Yes);
            assert_noop!(Treasury::expire(RuntimeOrigin::signed(ALICE), id), Error::NotExpired);
        }
        System::set_block_number(10);
        assert_ok!(Treasury::expire(RuntimeOrigin::signed(ALICE), id));
    });
}

#[test]
fn a_spend_expires_once() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve_until(500, BOB, 10);
        System::set_block_number(1_000);
        assert_ok!(Treasury::expire(RuntimeOrigin::signed(ALICE), id));
        assert_noop!(Treasury::expire(RuntimeOrigin::signed(ALICE), id), Error::AlreadyConcluded);
    });
}

#[test]
fn a_spend_that_never_was_is_not_found() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(Treasury::expire(RuntimeOrigin::signed(ALICE), 0), Error::NotFound);
    });
}

#[test]
fn nobody_unsigned_can_expire() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve_until(500, BOB, 10);
        System::set_block_number(10);
        assert_noop!(Treasury::expire(RuntimeOrigin::none(), id), BadOrigin);
        assert_noop!(Treasury::expire(RuntimeOrigin::root(), id), BadOrigin);
    });
}
