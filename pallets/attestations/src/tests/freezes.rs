//! Freezing accounts, and how freezes end.

use althing_primitives::{freezing::IsFrozen, Balance, BlockNumber};
use frame_support::{
    assert_noop, assert_ok,
    dispatch::DispatchResult,
    traits::{
        fungible::{InspectFreeze, Mutate, MutateHold},
        tokens::Preservation,
    },
    weights::Weight,
};
use sp_core::H256;
use sp_runtime::traits::Dispatchable;

use crate::{mock::*, *};

type Error = crate::Error<Test>;
type Event = crate::Event<Test>;

fn evidence() -> H256 {
    H256::repeat_byte(0xe1)
}

fn freeze(who: AccountId, duration: BlockNumber) -> DispatchResult {
    Attestations::freeze(by(one()), who.into(), duration, FreezeCause::Fraud, evidence())
}

fn prolong(who: AccountId, duration: BlockNumber) -> DispatchResult {
    Attestations::prolong(by(two()), who.into(), duration, evidence())
}

fn unfreeze(who: AccountId) -> DispatchResult {
    Attestations::unfreeze(by(one()), who.into())
}

fn pay(from: AccountId, to: AccountId, amount: Balance) -> DispatchResult {
    Balances::transfer_allow_death(by(from), to.into(), amount)
}

fn is_frozen(who: &AccountId) -> bool {
    let frozen = <Attestations as IsFrozen<AccountId>>::is_frozen(who);
    let tokens = Balances::balance_frozen(&FreezeReason::Compliance.into(), who);
    assert_eq!(tokens, if frozen { Balance::MAX } else { 0 });
    assert_eq!(Attestations::frozen_until(who.clone()).is_some(), frozen);
    frozen
}

fn past(who: &AccountId) -> Vec<(BlockNumber, BlockNumber)> {
    let record = Freezes::<Test>::get(who).unwrap_or_default();
    record.past.iter().map(|span| (span.first, span.last)).collect()
}

/// Freezes Alice for as long as once and again, and ends it, so that `total` blocks are used up.
fn use_up(total: BlockNumber) {
    let mut left = total;
    while left > 0 {
        let part = left.min(PERIODS.longest_freeze);
        assert_ok!(freeze(alice(), part));
        run_to(System::block_number() + part);
        left -= part;
    }
}

#[test]
fn a_frozen_account_keeps_what_it_has_and_receives() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(freeze(alice(), 10));
        assert_eq!(
            last_event(),
            Event::Frozen {
                who: alice(),
                until: 11,
                reason: FreezeCause::Fraud,
                evidence: evidence(),
                by: one(),
            }
        );
        assert!(is_frozen(&alice()));
        assert!(pay(alice(), bob(), 1).is_err());
        assert_ok!(pay(bob(), alice(), 500));
        assert!(pay(alice(), bob(), 500).is_err());
        assert_eq!(free(&alice()), PURSE + 500);
    });
}

#[test]
fn no_other_way_of_sending_moves_a_frozen_accounts_tokens() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(freeze(alice(), 10));
        let calls = [
            pallet_balances::Call::transfer_allow_death { dest: bob().into(), value: 1 },
            pallet_balances::Call::transfer_keep_alive { dest: bob().into(), value: 1 },
            pallet_balances::Call::transfer_all { dest: bob().into(), keep_alive: true },
            pallet_balances::Call::burn { value: 1, keep_alive: true },
        ];
        for call in calls {
            // As proxies, multisigs and schedulers dispatch it: by its origin, past the extensions.
            let _ = RuntimeCall::from(call).dispatch(by(alice()));
            assert_eq!((free(&alice()), free(&bob())), (PURSE, PURSE));
        }
        let moved =
            <Balances as Mutate<_>>::transfer(&alice(), &bob(), 1, Preservation::Expendable);
        assert!(moved.is_err());
    });
}

#[test]
fn a_frozen_account_can_still_put_down_a_deposit_and_gets_it_back_frozen() {
    ExtBuilder::default().build_and_execute(|| {
        let reason = RuntimeHoldReason::from(HoldReason::Appeal);
        assert_ok!(Balances::hold(&HoldReason::Request.into(), &alice(), 1_000));
        assert_ok!(freeze(alice(), 10));
        assert_ok!(Balances::hold(&reason, &alice(), 70));
        assert_eq!(held(&alice(), HoldReason::Appeal), 70);
        assert_eq!(held(&alice(), HoldReason::Request), 1_000);
        assert!(pay(alice(), bob(), 1).is_err());
        let exact = frame_support::traits::tokens::Precision::Exact;
        assert_ok!(Balances::release(&reason, &alice(), 70, exact));
        assert!(pay(alice(), bob(), 1).is_err());
        run_to(11);
        assert_eq!(held(&alice(), HoldReason::Request), 1_000);
        assert_ok!(pay(alice(), bob(), PURSE - 1_000 - MINIMUM));
        assert_ok!(Balances::release(&HoldReason::Request.into(), &alice(), 1_000, exact));
    });
}

#[test]
fn a_freeze_ends_by_itself_exactly_in_its_block() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(freeze(alice(), 10));
        run_to(10);
        assert!(is_frozen(&alice()));
        run_to(11);
        assert!(!is_frozen(&alice()));
        assert_eq!(last_event(), Event::Thawed { who: alice(), lasted: 10, by: None });
        assert_ok!(pay(alice(), bob(), 1));
        assert_eq!(past(&alice()), [(1, 10)]);
        assert_eq!(Thaws::<Test>::iter().count(), 0);
    });
}

#[test]
fn a_freeze_ends_in_its_block_however_full_the_blocks_are() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(freeze(alice(), 10));
        while System::block_number() < 11 {
            assert!(is_frozen(&alice()));
            next_block(Weight::zero());
        }
        assert!(!is_frozen(&alice()));
    });
}

#[test]
fn only_the_office_of_compliance_freezes_and_only_that_of_review_prolongs() {
    ExtBuilder::default().build_and_execute(|| {
        for who in [two(), bob(), alice()] {
            let cause = FreezeCause::Fraud;
            let freeze = Attestations::freeze(by(who), alice().into(), 10, cause, evidence());
            assert_noop!(freeze, Error::NotAuthorized);
        }
        assert_ok!(freeze(alice(), 10));
        for who in [one(), bob(), alice()] {
            let prolong = Attestations::prolong(by(who), alice().into(), 10, evidence());
            assert_noop!(prolong, Error::NotAuthorized);
        }
        for who in [bob(), alice()] {
            let unfreeze = Attestations::unfreeze(by(who), alice().into());
            assert_noop!(unfreeze, Error::NotAuthorized);
        }
        let root = Attestations::unfreeze(RuntimeOrigin::root(), alice().into());
        assert_noop!(root, sp_runtime::DispatchError::BadOrigin);
    });
}

#[test]
fn a_freeze_lasts_a_block_at_least_and_no_longer_than_one_may() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(freeze(alice(), 0), Error::InvalidPeriod);
        assert_noop!(freeze(alice(), PERIODS.longest_freeze + 1), Error::FreezeTooLong);
        assert_ok!(freeze(alice(), PERIODS.longest_freeze));
        assert_ok!(freeze(bob(), 1));
        run_to(2);
        assert!(!is_frozen(&bob()));
    });
}

#[test]
fn a_frozen_account_is_not_frozen_again() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(freeze(alice(), 10));
        assert_noop!(freeze(alice(), 10), Error::AlreadyFrozen);
        run_to(11);
        assert_ok!(freeze(alice(), 10));
    });
}

#[test]
fn an_account_without_tokens_is_frozen_for_what_it_will_receive() {
    ExtBuilder::default().build_and_execute(|| {
        let newcomer = AccountId::new([0x55; 32]);
        assert_ok!(freeze(newcomer.clone(), 10));
        assert_ok!(pay(one(), newcomer.clone(), 10 * MINIMUM));
        assert!(pay(newcomer.clone(), one(), MINIMUM).is_err());
        run_to(11);
        assert!(!is_frozen(&newcomer));
        assert_ok!(pay(newcomer, one(), MINIMUM));
    });
}

#[test]
fn an_account_that_only_a_freeze_kept_ends_with_it() {
    ExtBuilder::default().build_and_execute(|| {
        let newcomer = AccountId::new([0x55; 32]);
        assert_ok!(freeze(newcomer.clone(), 10));
        assert!(System::account_exists(&newcomer));
        run_to(11);
        assert!(!System::account_exists(&newcomer));
    });
}

#[test]
fn the_office_of_review_prolongs_a_freeze_before_its_end() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(prolong(alice(), 5), Error::NotFrozen);
        assert_ok!(freeze(alice(), 10));
        run_to(10);
        assert_noop!(prolong(alice(), 0), Error::InvalidPeriod);
        assert_ok!(prolong(alice(), 5));
        assert_eq!(
            last_event(),
            Event::FreezeProlonged {
                who: alice(),
                old: 11,
                new: 16,
                evidence: evidence(),
                by: two(),
            }
        );
        run_to(15);
        assert!(is_frozen(&alice()));
        run_to(16);
        assert!(!is_frozen(&alice()));
        assert_eq!(last_event(), Event::Thawed { who: alice(), lasted: 15, by: None });
        assert_noop!(prolong(alice(), 5), Error::NotFrozen);
    });
}

#[test]
fn both_offices_end_a_freeze_before_its_time() {
    for office in [one(), two()] {
        ExtBuilder::default().build_and_execute(|| {
            assert_ok!(freeze(alice(), 10));
            run_to(4);
            assert_ok!(Attestations::unfreeze(by(office.clone()), alice().into()));
            let thawed = Event::Thawed { who: alice(), lasted: 3, by: Some(office) };
            assert_eq!(last_event(), thawed);
            assert!(!is_frozen(&alice()));
            assert_eq!(past(&alice()), [(1, 3)]);
            assert_eq!(Thaws::<Test>::iter().count(), 0);
            assert_noop!(unfreeze(alice()), Error::NotFrozen);
            run_to(12);
            assert_eq!(thaws(), [thawed]);
        });
    }
}

fn thaws() -> Vec<Event> {
    events().into_iter().filter(|event| matches!(event, Event::Thawed { .. })).collect()
}

#[test]
fn a_freeze_that_ends_in_the_block_it_was_laid_on_leaves_no_trace() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(freeze(alice(), 10));
        assert_ok!(unfreeze(alice()));
        assert!(!is_frozen(&alice()));
        assert_eq!(Freezes::<Test>::get(alice()), None);
    });
}

#[test]
fn as_many_freezes_end_in_a_block_as_may() {
    ExtBuilder::default().build_and_execute(|| {
        assert_eq!(MAX_THAWS, 2);
        assert_ok!(freeze(alice(), 10));
        assert_ok!(freeze(bob(), 10));
        assert_noop!(freeze(charlie(), 10), Error::TooManyThaws);
        assert_ok!(freeze(charlie(), 9));
        assert_noop!(prolong(charlie(), 1), Error::TooManyThaws);
        assert_ok!(unfreeze(bob()));
        assert_ok!(prolong(charlie(), 1));
        run_to(10);
        assert!(is_frozen(&alice()) && is_frozen(&charlie()));
        run_to(11);
        assert!(!is_frozen(&alice()) && !is_frozen(&charlie()));
    });
}

#[test]
fn an_account_is_frozen_no_longer_than_a_year_allows_for_whatever_reasons() {
    ExtBuilder::default().build_and_execute(|| {
        let causes = [
            FreezeCause::Sanctions,
            FreezeCause::MoneyLaundering,
            FreezeCause::Fraud,
            FreezeCause::StolenKey,
        ];
        for cause in causes {
            let freeze = Attestations::freeze(by(one()), alice().into(), 25, cause, evidence());
            assert_ok!(freeze);
            run_to(System::block_number() + 25);
        }
        assert_eq!(4 * 25, PERIODS.freezes_a_year);
        let cause = FreezeCause::LegalOrder;
        let freeze = Attestations::freeze(by(one()), alice().into(), 1, cause, evidence());
        assert_noop!(freeze, Error::YearlyCapReached);
    });
}

#[test]
fn another_account_has_a_year_of_its_own() {
    ExtBuilder::default().build_and_execute(|| {
        use_up(PERIODS.freezes_a_year);
        assert_noop!(freeze(alice(), 1), Error::YearlyCapReached);
        assert_ok!(freeze(bob(), PERIODS.longest_freeze));
    });
}

#[test]
fn what_a_year_allows_comes_back_block_by_block() {
    ExtBuilder::default().build_and_execute(|| {
        run_to(10);
        use_up(PERIODS.freezes_a_year);
        assert_eq!(past(&alice()), [(10, 49), (50, 89), (90, 109)]);
        // A freeze of one block counts in the year that ends with that block: in block 409 that
        // still has block 10 in it.
        run_to(409);
        assert_noop!(freeze(alice(), 1), Error::YearlyCapReached);
        run_to(410);
        // For each block that this one adds, one of a year ago drops out.
        assert_ok!(freeze(alice(), 1));
        run_to(411);
        assert_ok!(freeze(alice(), PERIODS.longest_freeze));
        run_to(411 + PERIODS.longest_freeze);
        assert_noop!(prolong(alice(), 1), Error::NotFrozen);
    });
}

#[test]
fn of_a_freeze_across_a_years_edge_only_the_blocks_within_the_year_count() {
    ExtBuilder::default().build_and_execute(|| {
        use_up(80);
        assert_eq!(past(&alice()), [(1, 40), (41, 80)]);
        // The year that ends with block 400 begins with block 1: all of the 80 blocks lie in it.
        run_to(380);
        assert_noop!(freeze(alice(), 21), Error::YearlyCapReached);
        run_to(381);
        assert_ok!(freeze(alice(), 21));
        // Each block more drops one of a year ago, until none of these is left.
        assert_ok!(prolong(alice(), 79));
        assert_noop!(prolong(alice(), 1), Error::YearlyCapReached);
        run_to(481);
        assert_eq!(past(&alice()), [(381, 480)]);
    });
}

#[test]
fn prolonging_counts_towards_what_a_year_allows() {
    ExtBuilder::default().build_and_execute(|| {
        use_up(50);
        assert_ok!(freeze(alice(), 30));
        assert_noop!(prolong(alice(), 21), Error::YearlyCapReached);
        assert_ok!(prolong(alice(), 15));
        assert_ok!(prolong(alice(), 5));
        assert_noop!(prolong(alice(), 1), Error::YearlyCapReached);
    });
}

#[test]
fn a_freeze_that_ended_early_counts_for_as_long_as_it_lasted() {
    ExtBuilder::default().build_and_execute(|| {
        use_up(80);
        assert_ok!(freeze(alice(), 20));
        run_to(System::block_number() + 5);
        assert_ok!(unfreeze(alice()));
        assert_noop!(freeze(alice(), 16), Error::YearlyCapReached);
        assert_ok!(freeze(alice(), 15));
    });
}

#[test]
fn an_account_is_not_frozen_more_often_than_is_remembered() {
    ExtBuilder::default().build_and_execute(|| {
        for count in 1..MAX_FREEZES {
            assert_ok!(freeze(alice(), 1));
            run_to(1 + 2 * count);
        }
        assert_noop!(freeze(alice(), 1), Error::YearlyCapReached);
        run_to(1 + PERIODS.year);
        assert_ok!(freeze(alice(), 1));
    });
}

#[test]
fn freezes_of_more_than_a_year_ago_are_forgotten() {
    ExtBuilder::default().build_and_execute(|| {
        use_up(10);
        run_to(10 + PERIODS.year);
        assert_ok!(freeze(alice(), 5));
        assert_eq!(past(&alice()), []);
        assert_ok!(unfreeze(alice()));
        assert_eq!(Freezes::<Test>::get(alice()), None);
    });
}

#[test]
fn a_paused_freeze_holds_nothing_until_it_is_put_back_to_work() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(freeze(alice(), 30));
        run_to(5);
        assert_ok!(Attestations::set_freeze_effect(&alice(), FreezeEffect::Paused));
        let (old, new) = (FreezeEffect::InForce, FreezeEffect::Paused);
        assert_eq!(last_event(), Event::FreezeEffectChanged { who: alice(), old, new });
        assert!(!is_frozen(&alice()));
        assert_ok!(pay(alice(), bob(), 1));
        assert_noop!(freeze(alice(), 10), Error::AlreadyFrozen);
        run_to(10);
        assert_ok!(Attestations::set_freeze_effect(&alice(), FreezeEffect::InForce));
        assert!(is_frozen(&alice()));
        assert_eq!(Attestations::frozen_until(alice()), Some(31));
        run_to(31);
        assert!(!is_frozen(&alice()));
        assert_eq!(past(&alice()), [(1, 4), (10, 30)]);
        assert_eq!(last_event(), Event::Thawed { who: alice(), lasted: 21, by: None });
    });
}

#[test]
fn the_blocks_over_which_a_freeze_was_paused_do_not_count() {
    ExtBuilder::default().build_and_execute(|| {
        use_up(70);
        assert_ok!(freeze(alice(), 30));
        assert_noop!(prolong(alice(), 1), Error::YearlyCapReached);
        run_to(81);
        assert_ok!(Attestations::set_freeze_effect(&alice(), FreezeEffect::Paused));
        run_to(86);
        // Put back to work now, it has five blocks more than it took.
        assert_noop!(prolong(alice(), 6), Error::YearlyCapReached);
        assert_ok!(prolong(alice(), 5));
        run_to(88);
        assert_ok!(Attestations::set_freeze_effect(&alice(), FreezeEffect::InForce));
        assert_noop!(prolong(alice(), 3), Error::YearlyCapReached);
        assert_ok!(prolong(alice(), 2));
    });
}

#[test]
fn a_paused_freeze_ends_when_it_was_to_end() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(freeze(alice(), 10));
        run_to(5);
        assert_ok!(Attestations::set_freeze_effect(&alice(), FreezeEffect::Paused));
        run_to(11);
        assert_eq!(last_event(), Event::Thawed { who: alice(), lasted: 4, by: None });
        assert_eq!(past(&alice()), [(1, 4)]);
        let again = Attestations::set_freeze_effect(&alice(), FreezeEffect::InForce);
        assert_noop!(again, Error::NotFrozen);
        assert!(!is_frozen(&alice()));
    });
}

#[test]
fn an_overturned_freeze_ends_at_once_and_by_nobody() {
    for effect in [FreezeEffect::InForce, FreezeEffect::Paused] {
        ExtBuilder::default().build_and_execute(|| {
            assert_ok!(freeze(alice(), 10));
            run_to(5);
            assert_ok!(Attestations::set_freeze_effect(&alice(), effect));
            assert_ok!(Attestations::overturn_freeze(&alice()));
            assert_eq!(last_event(), Event::Thawed { who: alice(), lasted: 4, by: None });
            assert!(!is_frozen(&alice()));
            assert_eq!(Thaws::<Test>::iter().count(), 0);
            assert_noop!(Attestations::overturn_freeze(&alice()), Error::NotFrozen);
        });
    }
}

#[test]
fn there_is_room_to_remember_each_freeze_and_its_pause() {
    ExtBuilder::default().build_and_execute(|| {
        for round in 0..MAX_FREEZES - 2 {
            assert_ok!(freeze(alice(), 1));
            run_to(2 * round + 3);
        }
        assert_ok!(freeze(alice(), 10));
        run_to(System::block_number() + 1);
        assert_ok!(Attestations::set_freeze_effect(&alice(), FreezeEffect::Paused));
        run_to(System::block_number() + 1);
        assert_ok!(Attestations::set_freeze_effect(&alice(), FreezeEffect::InForce));
        run_to(System::block_number() + 10);
        assert_eq!(past(&alice()).len(), MAX_FREEZES as usize);
        assert_noop!(freeze(alice(), 1), Error::YearlyCapReached);
    });
}
