//! What becomes of promised money when something is in its way.

use crate::common::{governance::*, Chain};
use althing_primitives::apis::runtime_decl_for_treasury_api::TreasuryApiV1;
use althing_runtime::{constants::THG, AccountId, Runtime};
use frame_support::assert_ok;
use pallet_dao_treasury::{Call, Error};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Ferdie};

/// An account that does not exist.
fn nobody() -> AccountId {
    AccountId::from([9; 32])
}

#[test]
fn a_payment_too_small_for_a_new_account_waits_until_the_account_exists() {
    let mut chain = Chain::new("local");
    let amount = THG / 2_000;
    chain.enact(Alice, TREASURY, inline(spend(&nobody(), amount)));
    let failed = chain.send(Bob, Call::payout { id: 0 });
    assert_eq!(failed, Err(Error::<Runtime>::BeneficiaryBelowMinimum.into()));
    assert_eq!(chain.read(Runtime::statement).committed, amount, "it is still promised");
    chain.check();

    let gift = pallet_balances::Call::transfer_keep_alive { dest: nobody().into(), value: THG };
    assert_ok!(chain.send(Alice, gift));
    assert_ok!(chain.send(Bob, Call::payout { id: 0 }));
    assert_eq!(chain.free(&nobody()), THG + amount);
    chain.check();
}

#[test]
fn a_failed_payout_costs_its_sender_a_fee_and_a_second_one_too() {
    let mut chain = Chain::new("local");
    chain.enact(Alice, TREASURY, inline(spend(&Ferdie.to_account_id(), THG)));
    assert_ok!(chain.send(Bob, Call::payout { id: 0 }));
    let before = chain.free(&Bob.to_account_id());
    let again = chain.send(Bob, Call::payout { id: 0 });
    assert_eq!(again, Err(Error::<Runtime>::AlreadyConcluded.into()));
    assert!(chain.free(&Bob.to_account_id()) < before);
}

#[test]
fn the_canceller_takes_a_promise_back() {
    let mut chain = Chain::new("local");
    let amount = 900_000 * THG;
    chain.enact(Alice, TREASURY, inline(spend(&Ferdie.to_account_id(), amount)));
    assert_eq!(chain.read(Runtime::statement).committed, amount);

    let void = Call::void { id: 0, reason: b"conflict of interest".to_vec().try_into().unwrap() };
    chain.enact(Bob, CANCELLER, inline(void));
    let statement = chain.read(Runtime::statement);
    assert_eq!((statement.committed, statement.released), (0, amount));
    let late = chain.send(Ferdie, Call::payout { id: 0 });
    assert_eq!(late, Err(Error::<Runtime>::AlreadyConcluded.into()));
    chain.check();
}

#[test]
fn what_is_promised_cannot_be_promised_again() {
    let mut chain = Chain::new("local");
    let all = chain.read(Runtime::statement).available;
    let to = Ferdie.to_account_id();
    chain.enact(Alice, CONSTITUTION, inline(spend(&to, all)));
    let id = chain.enact(Alice, TREASURY, inline(spend(&to, 1_000 * THG)));
    assert!(matches!(
        chain.proposal(id).status,
        pallet_proposals::Status::ExecutionFailed { error, .. }
            if error == Error::<Runtime>::InsufficientFunds.into()
    ));
    chain.check();
}
