//! What the community can stop: by cancelling, by killing, by removing a track.

use crate::common::{governance::*, Chain};
use althing_runtime::{
    configs::treasury::TreasuryAccount, constants::THG, Balances, Runtime, RuntimeHoldReason,
};
use frame_support::{assert_ok, traits::fungible::InspectHold};
use pallet_proposals::{Call, Status};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Ferdie};

/// What an account has put down on proposals.
fn on_hold(chain: &mut Chain, who: sp_keyring::Sr25519Keyring) -> u128 {
    let reason = RuntimeHoldReason::Proposals(pallet_proposals::HoldReason::ProposalDeposit);
    chain.read(|| Balances::balance_on_hold(&reason, &who.to_account_id()))
}

#[test]
fn a_killed_proposal_loses_its_deposits_to_the_treasury() {
    let mut chain = Chain::new("local");
    let bad = chain.propose(Bob, TREASURY, inline(spend(&Ferdie.to_account_id(), THG)));
    assert_eq!(on_hold(&mut chain, Bob), 110 * THG);
    let kill = Call::kill { id: bad, reason: b"spam".to_vec().try_into().unwrap() };
    chain.approve(Alice, KILLER, inline(kill));
    let treasury = chain.free(&TreasuryAccount::get());
    chain.skip(TIMELOCK + 2);
    assert!(matches!(chain.proposal(bad).status, Status::Killed { .. }));
    assert_eq!(on_hold(&mut chain, Bob), 0);
    assert_eq!(chain.free(&TreasuryAccount::get()), treasury + 110 * THG);
    chain.check();
}

#[test]
fn a_cancelled_proposal_gives_its_deposits_back() {
    let mut chain = Chain::new("local");
    let stopped = chain.propose(Bob, TREASURY, inline(spend(&Ferdie.to_account_id(), THG)));
    let cancel = Call::cancel { id: stopped, reason: b"a mistake".to_vec().try_into().unwrap() };
    chain.enact(Alice, CANCELLER, inline(cancel));
    assert!(matches!(chain.proposal(stopped).status, Status::Cancelled { .. }));
    assert_ok!(chain.send(Alice, Call::settle { id: stopped, who: Bob.to_account_id() }));
    assert_eq!(on_hold(&mut chain, Bob), 0);
    chain.check();
}

#[test]
fn a_canceller_cannot_kill() {
    let mut chain = Chain::new("local");
    let target = chain.propose(Bob, TREASURY, inline(spend(&Ferdie.to_account_id(), THG)));
    let kill = Call::kill { id: target, reason: Default::default() };
    let id = chain.enact(Alice, CANCELLER, inline(kill));
    assert!(matches!(chain.proposal(id).status, Status::ExecutionFailed { .. }));
    assert_eq!(on_hold(&mut chain, Bob), 110 * THG);
    chain.check();
}

#[test]
fn a_track_removed_under_a_running_decision_changes_nothing_for_it() {
    let mut chain = Chain::new("local");
    let remove = chain.propose(Alice, CONSTITUTION, inline(Call::remove_track { id: TREASURY }));
    chain.decide(remove);
    chain.all_vote_aye(remove);
    chain.skip(25);

    let running = chain.propose(Bob, TREASURY, inline(spend(&Ferdie.to_account_id(), THG)));
    chain.decide(running);
    chain.skip(5);
    assert!(!chain.read(|| pallet_proposals::Tracks::<Runtime>::contains_key(TREASURY)));
    chain.all_vote_aye(running);
    chain.skip(CONFIRMATION + TIMELOCK);
    chain.assert_executed(running);
    chain.check();
}

#[test]
fn the_guardian_stops_a_payment_after_its_approval() {
    let mut chain = Chain::new("local");
    let id = chain.approve(Alice, TREASURY, inline(spend(&Bob.to_account_id(), THG)));
    let veto = |id| Call::veto { id, reason: b"paid already".to_vec().try_into().unwrap() };
    let refused = chain.send(Alice, veto(id));
    assert_eq!(refused, Err(pallet_proposals::Error::<Runtime>::NotAuthorized.into()));
    assert_ok!(chain.send(Ferdie, veto(id)));
    chain.skip(TIMELOCK);
    assert!(matches!(chain.proposal(id).status, Status::Vetoed { .. }));
    assert_eq!(chain.read(pallet_dao_treasury::Spends::<Runtime>::count), 0);
    chain.check();
}

#[test]
fn the_guardian_cannot_stop_its_own_dismissal() {
    let mut chain = Chain::new("local");
    let dismissal = Call::set_guardian { guardian: None };
    let id = chain.approve(Alice, CONSTITUTION, inline(dismissal));
    let refused = chain.send(Ferdie, Call::veto { id, reason: Default::default() });
    assert_eq!(refused, Err(pallet_proposals::Error::<Runtime>::VetoNotAllowed.into()));
    chain.skip(TIMELOCK);
    assert_eq!(chain.read(pallet_proposals::CurrentGuardian::<Runtime>::get), None);
    chain.check();
}
