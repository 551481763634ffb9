use althing_primitives::eligibility::Eligibility as _;
use frame_support::{
    assert_noop, assert_ok,
    dispatch::{DispatchResultWithPostInfo, GetDispatchInfo, Pays},
};
use sp_runtime::traits::BadOrigin;

use super::*;

fn claim(id: SpendId) -> DispatchResultWithPostInfo {
    Treasury::payout(RuntimeOrigin::signed(ALICE), id)
}

#[test]
fn anyone_can_have_the_beneficiary_paid_for_free() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve(500, BOB);
        let paid = claim(id).unwrap();
        assert_eq!(paid.pays_fee, Pays::No);
        assert_eq!(free(BOB), PURSE + 500);
        assert_eq!(free(ALICE), PURSE);
        assert_eq!(free(Treasury::account_id()), FUNDS - 500);
        assert_eq!(committed(), 0);
        assert_eq!(Treasury::open_spend(id), None);
        System::assert_last_event(Event::SpendPaid { id, beneficiary: BOB, amount: 500 }.into());
    });
}

#[test]
fn nobody_unsigned_can_have_it_paid() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve(500, BOB);
        assert_noop!(Treasury::payout(RuntimeOrigin::none(), id), BadOrigin);
        assert_noop!(Treasury::payout(RuntimeOrigin::root(), id), BadOrigin);
    });
}

#[test]
fn a_spend_is_payable_from_its_first_block_until_before_its_end() {
    ExtBuilder::default().build_and_execute(|| {
        for _ in 0..2 {
            assert_ok!(Treasury::spend(RuntimeOrigin::root(), 1, BOB, Some(10), Some(20), None));
        }
        System::set_block_number(9);
        assert_noop!(claim(0), Error::NotYetValid);
        System::set_block_number(10);
        assert_ok!(claim(0));
        System::set_block_number(20);
        assert_noop!(claim(1), Error::Expired);
        System::set_block_number(19);
        assert_ok!(claim(1));
    });
}

#[test]
fn a_span_of_one_block_is_payable_in_that_block() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(Treasury::spend(RuntimeOrigin::root(), 1, BOB, Some(10), Some(11), None));
        System::set_block_number(9);
        assert_noop!(claim(0), Error::NotYetValid);
        System::set_block_number(11);
        assert_noop!(claim(0), Error::Expired);
        System::set_block_number(10);
        assert_ok!(claim(0));
    });
}

#[test]
fn a_spend_is_paid_once() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve(500, BOB);
        assert_ok!(claim(id));
        assert_noop!(claim(id), Error::AlreadyConcluded);
        assert_eq!(free(BOB), PURSE + 500);
    });
}

#[test]
fn a_voided_or_expired_spend_is_not_paid() {
    ExtBuilder::default().build_and_execute(|| {
        let voided = approve(500, BOB);
        assert_ok!(Treasury::void(RuntimeOrigin::root(), voided, reason()));
        assert_noop!(claim(voided), Error::AlreadyConcluded);

        let expired = approve_until(500, BOB, 10);
        System::set_block_number(10);
        end_block(room_for(1));
        assert_noop!(claim(expired), Error::AlreadyConcluded);
        assert_eq!(free(BOB), PURSE);
    });
}

#[test]
fn a_spend_that_never_was_is_not_found() {
    ExtBuilder::default().build_and_execute(|| {
        approve(500, BOB);
        assert_noop!(claim(1), Error::NotFound);
        assert_noop!(claim(SpendId::MAX), Error::NotFound);
    });
}

#[test]
fn a_payment_too_small_to_open_an_account_stays_claimable() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve(MINIMUM - 1, NEWCOMER);
        assert_noop!(claim(id), Error::BeneficiaryBelowMinimum);
        assert_eq!(committed(), MINIMUM - 1);

        let alice = RuntimeOrigin::signed(ALICE);
        assert_ok!(Balances::transfer_keep_alive(alice, NEWCOMER, MINIMUM));
        assert_ok!(claim(id));
        assert_eq!(free(NEWCOMER), 2 * MINIMUM - 1);
    });
}

#[test]
fn a_payment_opens_an_account_where_it_suffices() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve(MINIMUM, NEWCOMER);
        assert_ok!(claim(id));
        assert_eq!(free(NEWCOMER), MINIMUM);
    });
}

#[test]
fn a_payment_to_a_blocked_account_stays_claimable() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve(500, BOB);
        Blocked::set(&Some(BOB));
        assert_noop!(claim(id), Error::BeneficiaryBlocked);
        assert_eq!(committed(), 500);
        Blocked::set(&None);
        assert_ok!(claim(id));
    });
}

#[test]
fn a_claim_that_fails_pays_its_fee() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve(MINIMUM - 1, NEWCOMER);
        for id in [id, 1] {
            assert_eq!(claim(id).unwrap_err().post_info.pays_fee, Pays::Yes);
        }
    });
}

#[test]
fn the_whole_treasury_can_be_paid_out() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve(FUNDS - MINIMUM, BOB);
        assert_ok!(claim(id));
        assert_eq!(free(Treasury::account_id()), MINIMUM);
        assert_eq!(free(BOB), PURSE + FUNDS - MINIMUM);
    });
}

#[test]
fn every_open_spend_can_be_paid_in_any_order() {
    ExtBuilder::default().build_and_execute(|| {
        let share = (FUNDS - MINIMUM) / 10;
        let ids: Vec<_> = (0..10).map(|_| approve(share, BOB)).collect();
        for id in ids.into_iter().rev() {
            assert_ok!(claim(id));
        }
        assert_eq!(free(BOB), PURSE + FUNDS - MINIMUM);
    });
}

#[test]
fn a_beneficiary_who_does_not_meet_the_policy_is_paid_once_it_does() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve_under(POLICY, 500, BOB);
        assert_noop!(claim(id), Error::BeneficiaryNotEligible);
        assert_eq!(claim(id).unwrap_err().post_info.pays_fee, Pays::Yes);
        assert_eq!((free(BOB), committed()), (PURSE, 500));

        meets(BOB, 10);
        assert_eq!(claim(id).unwrap().pays_fee, Pays::No);
        assert_eq!((free(BOB), committed()), (PURSE + 500, 0));
    });
}

#[test]
fn the_beneficiary_counts_and_not_who_claims() {
    ExtBuilder::default().build_and_execute(|| {
        meets(ALICE, 10);
        let id = approve_under(POLICY, 500, BOB);
        assert_noop!(claim(id), Error::BeneficiaryNotEligible);
    });
}

#[test]
fn the_policy_is_asked_in_the_block_of_the_payment() {
    ExtBuilder::default().build_and_execute(|| {
        meets(BOB, 10);
        let ids = [approve_under(POLICY, 500, BOB), approve_under(POLICY, 500, BOB)];
        System::set_block_number(9);
        assert_ok!(claim(ids[0]));
        // Whoever met it when the spend was approved, and no longer does, waits.
        System::set_block_number(10);
        assert_noop!(claim(ids[1]), Error::BeneficiaryNotEligible);
    });
}

#[test]
fn a_frozen_beneficiary_is_not_paid_where_a_policy_is_asked_for() {
    ExtBuilder::default().build_and_execute(|| {
        meets(BOB, 10);
        freeze(BOB);
        let id = approve_under(POLICY, 500, BOB);
        assert_noop!(claim(id), Error::BeneficiaryNotEligible);
        let id = approve(500, BOB);
        assert_ok!(claim(id));
    });
}

#[test]
fn a_spend_whose_beneficiary_never_meets_the_policy_expires() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve_under(POLICY, 500, BOB);
        System::set_block_number(1 + PERIOD);
        assert_noop!(claim(id), Error::Expired);
        assert_eq!(end_block(Weight::MAX), room_for(1));
        assert!(emitted(Event::SpendExpired { id, beneficiary: BOB, amount: 500 }));
        assert_eq!((committed(), available()), (0, FUNDS - MINIMUM));
    });
}

#[test]
fn a_spend_whose_beneficiary_does_not_meet_the_policy_can_be_voided() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve_under(POLICY, 500, BOB);
        assert_ok!(Treasury::void(RuntimeOrigin::root(), id, reason()));
        assert_eq!((committed(), available()), (0, FUNDS - MINIMUM));
    });
}

#[test]
fn only_a_payment_under_a_policy_costs_the_question() {
    ExtBuilder::default().build_and_execute(|| {
        let (plain, question) = (<() as WeightInfo>::payout(), Roll::weight());
        let call = crate::Call::<Test>::payout { id: 0 };
        assert_eq!(call.get_dispatch_info().call_weight, plain + question);

        meets(BOB, 10);
        let under = approve_under(POLICY, 500, BOB);
        assert_eq!(claim(under).unwrap().actual_weight, Some(plain + question));
        let id = approve(500, BOB);
        assert_eq!(claim(id).unwrap().actual_weight, Some(plain));
    });
}
