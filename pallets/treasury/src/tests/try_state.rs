//! Each invariant is broken once.

use frame_support::{
    storage::unhashed,
    traits::fungible::{hold::Mutate as _, Mutate as _},
};
use sp_runtime::DispatchError;

use super::*;
use crate::{Expiries, Expiry, HoldReason, Spend, Spends};

/// Breaks an invariant of a treasury with two open spends and expects to be told which.
fn breaks(invariant: &str, by: impl FnOnce()) {
    ExtBuilder::default().build().execute_with(|| {
        approve(500, BOB);
        approve(300, ALICE);
        Treasury::do_try_state().unwrap();
        by();
        match Treasury::do_try_state() {
            Err(DispatchError::Other(told)) => {
                assert!(told.starts_with(&format!("{invariant}:")), "told {told}")
            }
            other => panic!("invariant {invariant} is not checked: {other:?}"),
        }
    });
}

fn change(id: SpendId, by: impl FnOnce(&mut Spend<u64>)) {
    Spends::<Test>::mutate(id, |spend| by(spend.as_mut().unwrap()));
}

#[test]
fn invariant_1_the_hold_is_the_sum_of_the_open_spends() {
    let reason = HoldReason::Committed.into();
    let treasury = Treasury::account_id();
    breaks("1", || Balances::hold(&reason, &treasury, 1).unwrap());
    breaks("1", || change(0, |spend| spend.amount += 1));
    breaks("1", || change(0, |spend| spend.amount = Balance::MAX));
}

#[test]
fn invariant_2_the_number_of_open_spends_is_right() {
    breaks("2", || unhashed::put(&Spends::<Test>::counter_storage_final_key(), &3u32));
}

#[test]
fn invariant_3_every_number_was_given_out() {
    breaks("3", || SpendCount::<Test>::put(1));
}

#[test]
fn invariant_4_every_spend_has_its_key() {
    breaks("4", || Expiries::<Test>::remove(Expiry::new(1 + PERIOD, 0)));
    breaks("4", || change(0, |spend| spend.expires += 1));
}

#[test]
fn invariant_5_every_key_has_its_spend() {
    breaks("5", || Expiries::<Test>::insert(Expiry::new(1 + PERIOD, 2), ()));
    breaks("5", || Expiries::<Test>::insert(Expiry::new(2 + PERIOD, 0), ()));
}

#[test]
fn invariant_6_every_spend_promises_something() {
    breaks("6", || {
        change(0, |spend| spend.amount = 0);
        change(1, |spend| spend.amount = 800);
    });
}

#[test]
fn invariant_7_every_spend_can_be_claimed() {
    breaks("7", || change(0, |spend| spend.valid_from = spend.expires));
}

#[test]
fn invariant_8_no_spend_is_promised_to_the_treasury() {
    breaks("8", || change(0, |spend| spend.beneficiary = Treasury::account_id()));
}

#[test]
fn invariant_9_the_account_keeps_what_it_needs_to_exist() {
    breaks("9", || {
        System::inc_providers(&Treasury::account_id());
        Balances::set_balance(&Treasury::account_id(), 0);
    });
}

#[test]
fn invariant_10_every_policy_that_is_asked_for_exists() {
    breaks("10", || change(0, |spend| spend.policy = Some(UNKNOWN_POLICY)));
}
