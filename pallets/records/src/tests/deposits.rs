//! Money: fees, deposits, and to whom they go.

use frame_support::{assert_ok, traits::fungible::Inspect};
use sp_runtime::{DispatchError, TokenError};

use super::desk::*;
use crate::{
    mock::{Records, *},
    *,
};

/// Somebody who owns nothing but what lodging costs, less one.
fn poor(cost: u128) -> AccountId {
    use frame_support::traits::{fungible::Mutate, tokens::Preservation::Expendable};
    let poor = AccountId::new([77; 32]);
    assert_ok!(Balances::transfer(&eve(), &poor, MINIMUM + cost - 1, Expendable));
    poor
}

#[test]
fn who_cannot_pay_lodges_nothing() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let poor = poor(FEE + CAUTION);
        let why: DispatchError = TokenError::FundsUnavailable.into();
        refused(why, || lodge_as(poor.clone(), Some(record), claim(1)));
        assert_ok!(lodge_as(poor, Some(record), Act::Search));
    });
}

#[test]
fn who_cannot_deposit_does_not_object() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let id = lodge(bob(), Some(record), transfer_to(one()));
        let poor = poor(OBJECTION);
        let why: DispatchError = TokenError::FundsUnavailable.into();
        refused(why, || object_as(poor, id));
    });
}

#[test]
fn the_deposit_for_a_caution_is_held_for_as_long_as_it_stands() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let id = lodge(two(), Some(record), claim(1));
        assert_eq!(held(HoldReason::Caution, &two()), CAUTION);
        assert_eq!(held(HoldReason::Dealing, &two()), 0);
        approve(id);
        assert_eq!(
            last_event(),
            Event::Completed {
                register: REGISTER,
                dealing: id,
                kind: Kind::Caution,
                record: Some(record),
                returned: 0
            }
        );
        assert_eq!(held(HoldReason::Caution, &two()), CAUTION);
        let withdrawn = Act::Uncaution { number: 0, cause: UncautionCause::Withdrawn };
        approve(lodge(two(), Some(record), withdrawn));
        assert_eq!(held(HoldReason::Caution, &two()), 0);
        assert_eq!(free(&two()), PURSE - 2 * FEE);
    });
}

#[test]
fn a_groundless_caution_costs_its_deposit() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        cautioned(record, two());
        let groundless = Act::Uncaution { number: 0, cause: UncautionCause::Groundless };
        approve(lodge(bob(), Some(record), groundless));
        assert_eq!(free(&two()), PURSE - FEE - CAUTION);
        assert_eq!(held(HoldReason::Caution, &two()), 0);
        assert_eq!(free(&authority()), PURSE + FEE + CAUTION);
    });
}

#[test]
fn several_deposits_of_one_account_are_told_apart() {
    ExtBuilder.build_and_execute(|| {
        create();
        let (first, second) = (land(alice()), land(alice()));
        let transfer = lodge(alice(), Some(first), transfer_to(one()));
        assert_ok!(lodge_as(alice(), Some(second), transfer_to(one())));
        assert_ok!(lodge_as(alice(), Some(second), claim(1)));
        assert_eq!(held(HoldReason::Dealing, &alice()), 2 * DEPOSIT);
        assert_eq!(held(HoldReason::Caution, &alice()), CAUTION);
        let reason = RejectionReason::Frivolous;
        assert_ok!(Records::reject(by(charlie()), REGISTER, transfer, reason, hash(1)));
        assert_eq!(held(HoldReason::Dealing, &alice()), DEPOSIT);
        assert_eq!(held(HoldReason::Caution, &alice()), CAUTION);
    });
}

#[test]
fn a_deposit_is_what_it_was_when_the_dealing_was_lodged() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let id = lodge(alice(), Some(record), transfer_to(one()));
        let usual = rules();
        rule(Rules { charges: Charges { deposit: 9 * DEPOSIT, ..usual.charges }, ..usual });
        assert_ok!(Records::withdraw(by(alice()), REGISTER, id));
        assert_eq!(free(&alice()), PURSE - FEE);
    });
}

#[test]
fn what_costs_nothing_holds_nothing() {
    ExtBuilder.build_and_execute(|| {
        let charges = Charges { fee: 0, deposit: 0, caution: 0, objection: 0 };
        create_with(Rules { charges, ..rules() });
        let record = land(alice());
        let id = lodge(alice(), Some(record), transfer_to(one()));
        assert_ok!(lodge_as(two(), Some(record), claim(1)));
        assert_ok!(object_as(eve(), id));
        assert_eq!(free(&alice()), PURSE);
        assert_eq!(free(&two()), PURSE);
        assert_eq!(free(&eve()), PURSE);
    });
}

#[test]
fn a_new_authority_gets_what_is_slashed_from_then_on() {
    ExtBuilder.build_and_execute(|| {
        create();
        let record = land(alice());
        let id = lodge(alice(), Some(record), transfer_to(one()));
        assert_ok!(Records::set_authority(mandate(TRACK), REGISTER, two().into()));
        let reason = RejectionReason::Fraud;
        assert_ok!(Records::reject(by(charlie()), REGISTER, id, reason, hash(1)));
        assert_eq!(free(&two()), PURSE + DEPOSIT);
        assert_eq!(free(&authority()), PURSE + FEE);
    });
}

#[test]
fn an_authority_that_cannot_take_a_deposit_keeps_nothing_from_ending() {
    ExtBuilder.build_and_execute(|| {
        let usual = rules();
        let charges = Charges { fee: 0, deposit: MINIMUM - 1, ..usual.charges };
        create_with(Rules { charges, ..usual });
        let record = land(alice());
        let id = lodge(alice(), Some(record), transfer_to(one()));
        let nobody = AccountId::new([78; 32]);
        assert_ok!(Records::set_authority(mandate(TRACK), REGISTER, nobody.clone().into()));
        let reason = RejectionReason::Fraud;
        assert_ok!(Records::reject(by(charlie()), REGISTER, id, reason, hash(1)));
        assert!(matches!(
            last_event(),
            Event::Rejected { slashed: 0, returned, .. } if returned == MINIMUM - 1
        ));
        assert_eq!(free(&alice()), PURSE);
        assert_eq!(Balances::total_balance(&nobody), 0);
    });
}

#[test]
fn no_token_is_made_or_lost() {
    ExtBuilder.build_and_execute(|| {
        create();
        let before = Balances::total_issuance();
        let record = land(alice());
        cautioned(record, two());
        let id = lodge(alice(), Some(record), transfer_to(one()));
        assert_ok!(object_as(eve(), id));
        let verdict = ObjectionVerdict::Groundless;
        let decided =
            Records::decide_objection(by(ferdie()), REGISTER, id, eve().into(), verdict, hash(1));
        assert_ok!(decided);
        consent(one(), id);
        approve(id);
        assert_eq!(Balances::total_issuance(), before);
        assert_eq!(free(&authority()), PURSE + 2 * FEE + OBJECTION);
        assert_eq!(free(&alice()), PURSE - FEE);
        assert_eq!(free(&eve()), PURSE - OBJECTION);
    });
}
