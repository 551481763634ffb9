use frame_support::{assert_noop, assert_ok};
use sp_runtime::{traits::BadOrigin, DispatchError};

use super::*;
use crate::{Asset, Expiries, Expiry, Spend};

#[test]
fn a_spend_is_committed_at_once() {
    ExtBuilder::default().build_and_execute(|| {
        let spender = RuntimeOrigin::signed(SPENDER);
        let policy = Some(POLICY);
        assert_ok!(Treasury::spend(spender, 500, BOB, Some(5), Some(20), policy));
        let spend = Spend {
            proposal: Some(7),
            beneficiary: BOB,
            asset: Asset::Native,
            amount: 500,
            valid_from: 5,
            expires: 20,
            policy,
        };
        assert_eq!(Treasury::open_spend(0), Some(spend));
        assert_eq!(committed(), 500);
        assert_eq!(available(), FUNDS - MINIMUM - 500);
        assert_eq!(free(BOB), PURSE);
        assert!(Expiries::<Test>::contains_key(Expiry::new(20, 0)));
        System::assert_last_event(
            Event::SpendApproved {
                id: 0,
                proposal: Some(7),
                beneficiary: BOB,
                amount: 500,
                valid_from: 5,
                expires: 20,
                policy,
            }
            .into(),
        );
    });
}

#[test]
fn a_spend_without_dates_starts_now_and_lasts_the_payout_period() {
    ExtBuilder::default().build_and_execute(|| {
        System::set_block_number(30);
        assert_ok!(Treasury::spend(RuntimeOrigin::root(), 500, BOB, None, None, None));
        let spend = Treasury::open_spend(0).unwrap();
        assert_eq!((spend.proposal, spend.valid_from, spend.expires), (None, 30, 30 + PERIOD));
    });
}

#[test]
fn the_payout_period_starts_when_the_spend_becomes_valid() {
    ExtBuilder::default().build_and_execute(|| {
        System::set_block_number(30);
        assert_ok!(Treasury::spend(RuntimeOrigin::root(), 1, BOB, Some(40), None, None));
        assert_eq!(Treasury::open_spend(0).unwrap().expires, 40 + PERIOD);
        // A proposal enacted late does not shorten the period.
        assert_ok!(Treasury::spend(RuntimeOrigin::root(), 1, BOB, Some(20), None, None));
        let late = Treasury::open_spend(1).unwrap();
        assert_eq!((late.valid_from, late.expires), (30, 30 + PERIOD));
    });
}

#[test]
fn the_default_end_stops_at_the_last_block() {
    ExtBuilder::default().build_and_execute(|| {
        let last = BlockNumber::MAX;
        assert_ok!(Treasury::spend(RuntimeOrigin::root(), 1, BOB, Some(last - 1), None, None));
        assert_eq!(Treasury::open_spend(0).unwrap().expires, last);
        assert_noop!(
            Treasury::spend(RuntimeOrigin::root(), 1, BOB, Some(last), None, None),
            Error::NeverPayable
        );
    });
}

#[test]
fn numbers_are_sequential_and_never_used_again() {
    ExtBuilder::default().build_and_execute(|| {
        assert_eq!(approve(1, BOB), 0);
        assert_ok!(Treasury::void(RuntimeOrigin::root(), 0, reason()));
        assert_eq!(approve(1, BOB), 1);
    });
}

#[test]
fn others_may_not_spend() {
    ExtBuilder::default().build_and_execute(|| {
        for origin in
            [RuntimeOrigin::signed(ALICE), RuntimeOrigin::signed(VOIDER), RuntimeOrigin::none()]
        {
            assert_noop!(Treasury::spend(origin, 1, BOB, None, None, None), BadOrigin);
        }
    });
}

#[test]
fn spending_nothing_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(
            Treasury::spend(RuntimeOrigin::root(), 0, BOB, None, None, None),
            Error::ZeroAmount
        );
    });
}

#[test]
fn the_limit_is_the_most_that_one_spend_comes_to() {
    ExtBuilder::default().build_and_execute(|| {
        let spender = RuntimeOrigin::signed(SPENDER);
        assert_noop!(
            Treasury::spend(spender.clone(), LIMIT + 1, BOB, None, None, None),
            Error::AboveLimit
        );
        assert_noop!(
            Treasury::spend(spender.clone(), Balance::MAX, BOB, None, None, None),
            Error::AboveLimit
        );
        assert_ok!(Treasury::spend(spender.clone(), LIMIT, BOB, None, None, None));
        assert_ok!(Treasury::spend(spender, LIMIT, BOB, None, None, None));
    });
}

#[test]
fn all_but_what_keeps_the_account_alive_can_be_promised() {
    ExtBuilder::default().build_and_execute(|| {
        let root = RuntimeOrigin::root;
        for amount in [FUNDS - MINIMUM + 1, FUNDS, FUNDS + 1, Balance::MAX] {
            assert_noop!(
                Treasury::spend(root(), amount, BOB, None, None, None),
                Error::InsufficientFunds
            );
        }
        assert_ok!(Treasury::spend(root(), FUNDS - MINIMUM, BOB, None, None, None));
        assert_eq!(available(), 0);
        assert_noop!(Treasury::spend(root(), 1, BOB, None, None, None), Error::InsufficientFunds);
    });
}

#[test]
fn what_is_committed_cannot_be_promised_again() {
    ExtBuilder::default().build_and_execute(|| {
        approve(FUNDS - MINIMUM - 100, BOB);
        assert_noop!(
            Treasury::spend(RuntimeOrigin::root(), 101, BOB, None, None, None),
            Error::InsufficientFunds
        );
        approve(100, ALICE);
        assert_eq!(committed(), FUNDS - MINIMUM);
    });
}

#[test]
fn a_treasury_without_an_account_promises_nothing() {
    ExtBuilder::default().funds(0).build_and_execute(|| {
        assert_eq!(available(), 0);
        assert_noop!(
            Treasury::spend(RuntimeOrigin::root(), 1, BOB, None, None, None),
            Error::InsufficientFunds
        );
    });
}

#[test]
fn donations_can_be_promised() {
    ExtBuilder::default().funds(0).build_and_execute(|| {
        let donation = 200;
        assert_ok!(Balances::transfer_keep_alive(
            RuntimeOrigin::signed(ALICE),
            Treasury::account_id(),
            donation
        ));
        assert_eq!(available(), donation - MINIMUM);
        approve(donation - MINIMUM, BOB);
    });
}

#[test]
fn the_treasury_pays_nothing_to_itself() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(
            Treasury::spend(RuntimeOrigin::root(), 1, Treasury::account_id(), None, None, None),
            Error::BeneficiaryIsTreasury
        );
    });
}

#[test]
fn a_policy_that_does_not_exist_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let spend = |policy| Treasury::spend(RuntimeOrigin::root(), 1, BOB, None, None, policy);
        assert_noop!(spend(Some(UNKNOWN_POLICY)), Error::PolicyNotFound);
        // Whether the beneficiary meets it is asked when the money is paid, not before.
        assert_ok!(spend(Some(POLICY)));
        assert_eq!(committed(), 1);
    });
}

#[test]
fn an_end_that_has_passed_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        System::set_block_number(30);
        for expires in [0, 29, 30] {
            assert_noop!(
                Treasury::spend(RuntimeOrigin::root(), 1, BOB, None, Some(expires), None),
                Error::AlreadyExpired
            );
        }
        assert_ok!(Treasury::spend(RuntimeOrigin::root(), 1, BOB, None, Some(31), None));
    });
}

#[test]
fn an_end_before_the_start_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        for expires in [39, 40] {
            assert_noop!(
                Treasury::spend(RuntimeOrigin::root(), 1, BOB, Some(40), Some(expires), None),
                Error::NeverPayable
            );
        }
        assert_ok!(Treasury::spend(RuntimeOrigin::root(), 1, BOB, Some(40), Some(41), None));
    });
}

#[test]
fn a_used_up_numbering_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        SpendCount::<Test>::put(SpendId::MAX - 1);
        approve(1, BOB);
        assert_noop!(
            Treasury::spend(RuntimeOrigin::root(), 1, BOB, None, None, None),
            DispatchError::from(Error::TooManySpends)
        );
    });
}

#[test]
fn a_payout_period_of_zero_is_refused() {
    PayoutPeriod::set(0);
    let checked = std::panic::catch_unwind(<Pallet<Test> as Hooks<BlockNumber>>::integrity_test);
    PayoutPeriod::set(PERIOD);
    assert!(checked.is_err());
}
