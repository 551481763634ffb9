use frame_support::{assert_noop, assert_ok};
use sp_runtime::traits::BadOrigin;

use super::*;

#[test]
fn a_voided_spend_makes_its_money_available_again() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve(500, BOB);
        assert_ok!(Treasury::void(RuntimeOrigin::signed(VOIDER), id, reason()));
        assert_eq!((committed(), available()), (0, FUNDS - MINIMUM));
        assert_eq!(Treasury::open_spend(id), None);
        System::assert_last_event(
            Event::SpendVoided {
                id,
                beneficiary: BOB,
                amount: 500,
                proposal: Some(8),
                reason: reason(),
            }
            .into(),
        );
    });
}

#[test]
fn a_spend_can_be_voided_before_it_is_valid() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(Treasury::spend(RuntimeOrigin::root(), 500, BOB, Some(10), Some(20), None));
        assert_ok!(Treasury::void(RuntimeOrigin::root(), 0, Reason::default()));
        assert!(emitted(Event::SpendVoided {
            id: 0,
            beneficiary: BOB,
            amount: 500,
            proposal: None,
            reason: Reason::default(),
        }));
    });
}

#[test]
fn others_may_not_void() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve(500, BOB);
        for who in [BOB, SPENDER] {
            assert_noop!(Treasury::void(RuntimeOrigin::signed(who), id, reason()), BadOrigin);
        }
        assert_noop!(Treasury::void(RuntimeOrigin::none(), id, reason()), BadOrigin);
    });
}

#[test]
fn the_limit_is_the_most_that_can_be_voided() {
    ExtBuilder::default().build_and_execute(|| {
        let large = approve(LIMIT + 1, BOB);
        let small = approve(LIMIT, BOB);
        let voider = RuntimeOrigin::signed(VOIDER);
        assert_noop!(Treasury::void(voider.clone(), large, reason()), Error::AboveLimit);
        assert_ok!(Treasury::void(voider, small, reason()));
        assert_ok!(Treasury::void(RuntimeOrigin::root(), large, reason()));
    });
}

#[test]
fn a_concluded_spend_cannot_be_voided() {
    ExtBuilder::default().build_and_execute(|| {
        let paid = approve(500, BOB);
        assert_ok!(Treasury::payout(RuntimeOrigin::signed(BOB), paid));
        let voided = approve(500, BOB);
        assert_ok!(Treasury::void(RuntimeOrigin::root(), voided, reason()));
        for id in [paid, voided] {
            assert_noop!(
                Treasury::void(RuntimeOrigin::root(), id, reason()),
                Error::AlreadyConcluded
            );
        }
    });
}

#[test]
fn a_spend_that_never_was_is_not_found() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(Treasury::void(RuntimeOrigin::root(), 0, reason()), Error::NotFound);
    });
}

#[test]
fn an_expired_spend_cannot_be_voided_however_late_it_is_released() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve_until(500, BOB, 10);
        System::set_block_number(10);
        assert_noop!(Treasury::void(RuntimeOrigin::root(), id, reason()), Error::Expired);
        System::set_block_number(9);
        assert_ok!(Treasury::void(RuntimeOrigin::root(), id, reason()));
    });
}
