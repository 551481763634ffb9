//! What transactions cost, and where it goes.

use crate::common::{transfer, Chain};
use althing_runtime::{
    configs::treasury::TreasuryAccount,
    constants::{MILLI_THG, THG},
    Balances,
};
use frame_support::assert_ok;
use sp_keyring::Sr25519Keyring::{Alice, Bob};

#[test]
fn a_transfer_costs_a_few_thousandths_of_a_token_and_the_treasury_gets_it() {
    let mut chain = Chain::new("dev");
    let issued = chain.read(Balances::total_issuance);
    let (alice, treasury) =
        (chain.free(&Alice.to_account_id()), chain.free(&TreasuryAccount::get()));
    assert_ok!(chain.send(Alice, transfer(Bob, THG)));
    let fee = alice - chain.free(&Alice.to_account_id()) - THG;
    assert!((MILLI_THG..=10 * MILLI_THG).contains(&fee), "{fee}");
    assert_eq!(chain.free(&TreasuryAccount::get()), treasury + fee);
    assert_eq!(chain.read(Balances::total_issuance), issued);
}

#[test]
fn a_replayed_transaction_is_refused_and_costs_nothing() {
    let mut chain = Chain::new("dev");
    let transaction = chain.sign(Alice, transfer(Bob, THG));
    let results = chain.block(vec![transaction.clone(), transaction]);
    assert!(results[0].is_ok() && results[1].is_err());
}

#[test]
fn a_ballot_costs_less_than_a_hundredth_of_a_token() {
    use crate::common::governance::{inline, spend, vote, TREASURY};

    let mut chain = Chain::new("local");
    let id = chain.propose(Alice, TREASURY, inline(spend(&Bob.to_account_id(), THG)));
    chain.decide(id);
    let before = chain.free(&Bob.to_account_id());
    assert_ok!(chain.send(Bob, vote(id, pallet_voting::Choice::Aye)));
    let fee = before - chain.free(&Bob.to_account_id());
    assert!((MILLI_THG..10 * MILLI_THG).contains(&fee), "{fee}");
}
