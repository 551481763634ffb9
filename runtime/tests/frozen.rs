//! What an account can still do whose native tokens are all frozen.

use crate::common::{carried::*, governance::*, transfer, Chain};
use althing_runtime::{
    configs::assets::AssetDeposit, constants::THG, AccountId, Balance, Balances, Multisig, Runtime,
    RuntimeCall, RuntimeEvent, RuntimeFreezeReason, RuntimeOrigin, Scheduler,
};
use codec::{Compact, Encode};
use frame_support::{assert_ok, traits::fungible::MutateFreeze};
use pallet_attestations::FreezeReason;
use pallet_balances::Call;
use pallet_voting::{Ballots, Choice};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Eve, Ferdie};
use sp_runtime::{transaction_validity::InvalidTransaction, DispatchError, TokenError};

/// Why the tests freeze.
const REASON: RuntimeFreezeReason = RuntimeFreezeReason::Attestations(FreezeReason::Compliance);

/// Freezes all native tokens of an account, and those that will come.
fn freeze(chain: &mut Chain, who: &AccountId) {
    assert_ok!(chain.read(|| Balances::set_freeze(&REASON, who, Balance::MAX)));
}

/// Lifts the freeze.
fn thaw(chain: &mut Chain, who: &AccountId) {
    assert_ok!(chain.read(|| Balances::thaw(&REASON, who)));
}

/// All ways to send or destroy tokens.
pub fn payments() -> Vec<RuntimeCall> {
    let to = || Eve.to_account_id().into();
    vec![
        Call::transfer_allow_death { dest: to(), value: THG }.into(),
        Call::transfer_keep_alive { dest: to(), value: THG }.into(),
        Call::transfer_all { dest: to(), keep_alive: false }.into(),
        Call::transfer_all { dest: to(), keep_alive: true }.into(),
        Call::burn { value: THG, keep_alive: false }.into(),
    ]
}

#[test]
fn nothing_leaves_a_frozen_account_by_its_own_signature_or_through_a_proxy() {
    let mut chain = Chain::new("dev");
    let add = pallet_proxy::Call::add_proxy {
        delegate: Ferdie.to_account_id().into(),
        proxy_type: Default::default(),
        delay: 0,
    };
    assert_ok!(chain.send(Bob, add));
    let bob = Bob.to_account_id();
    freeze(&mut chain, &bob);
    let before = chain.free(&bob);
    for call in payments() {
        let own = chain.sign(Bob, call.clone());
        let results = chain.block(vec![own]);
        assert_eq!(results, [Err(InvalidTransaction::Payment.into())], "nor does it pay fees");

        let carried = carry(chain.sign_carried(Bob, call.clone()));
        assert_ok!(chain.send(Ferdie, carried));
        let real = bob.clone().into();
        let call = Box::new(call);
        let proxy = pallet_proxy::Call::proxy { real, force_proxy_type: None, call };
        assert_ok!(chain.send(Ferdie, proxy));
        assert_eq!(chain.free(&bob), before);
    }

    thaw(&mut chain, &bob);
    assert_ok!(chain.send(Bob, transfer(Eve, THG)));
    assert!(chain.free(&bob) < before);
}

#[test]
fn nothing_leaves_a_frozen_account_of_several() {
    let mut chain = Chain::new("dev");
    let mut members = vec![Alice.to_account_id(), Bob.to_account_id()];
    members.sort();
    let several = Multisig::multi_account_id(&members, 1);
    let gift = Call::transfer_keep_alive { dest: several.clone().into(), value: 10 * THG };
    assert_ok!(chain.send(Alice, gift));
    freeze(&mut chain, &several);
    for call in payments() {
        let other_signatories = vec![Bob.to_account_id()];
        let call = Box::new(call);
        let send = pallet_multisig::Call::as_multi_threshold_1 { other_signatories, call };
        let _ = chain.send(Alice, send);
        assert_eq!(chain.free(&several), 10 * THG);
    }
}

#[test]
fn nothing_leaves_a_frozen_account_on_schedule_or_at_the_wish_of_root() {
    let mut chain = Chain::new("dev");
    let bob = Bob.to_account_id();
    freeze(&mut chain, &bob);
    let before = chain.free(&bob);
    for call in payments() {
        let as_origin = Box::new(frame_system::RawOrigin::Signed(bob.clone()).into());
        let call = Box::new(call);
        let call: RuntimeCall = pallet_utility::Call::dispatch_as { as_origin, call }.into();
        let soon = chain.height() + 2;
        let root = RuntimeOrigin::root();
        assert_ok!(chain.read(|| Scheduler::schedule(root, soon, None, 0, Box::new(call))));
        chain.skip(2);
        let ran = |event: &RuntimeEvent| {
            matches!(event, RuntimeEvent::Utility(pallet_utility::Event::DispatchedAs { .. }))
        };
        assert!(chain.events().iter().any(ran));
        assert_eq!(chain.free(&bob), before);
    }
    let (source, dest) = (bob.clone().into(), Eve.to_account_id().into());
    let forced = chain.read(|| Balances::force_transfer(RuntimeOrigin::root(), source, dest, THG));
    assert_eq!(forced, Err(TokenError::Frozen.into()));
}

#[test]
fn a_frozen_account_receives() {
    let mut chain = Chain::new("dev");
    let bob = Bob.to_account_id();
    freeze(&mut chain, &bob);
    let before = chain.free(&bob);
    assert_ok!(chain.send(Alice, transfer(Bob, THG)));
    assert_eq!(chain.free(&bob), before + THG);
    let carried = carry(chain.sign_carried(Bob, transfer(Eve, THG)));
    assert_ok!(chain.send(Ferdie, carried));
    assert_eq!(chain.free(&bob), before + THG, "what comes later is frozen too");
}

#[test]
fn a_frozen_account_votes_and_stakes() {
    let mut chain = Chain::new("local");
    let bob = Bob.to_account_id();
    freeze(&mut chain, &bob);
    let poll = chain.propose(Alice, TREASURY, inline(spend(&Charlie.to_account_id(), THG)));
    chain.decide(poll);
    let before = chain.free(&bob);
    let stake = pallet_voting::Call::stake { tier: 0, amount: 100 * THG };
    for call in [vote(poll, Choice::Nay), stake.into()] {
        let carried = carry(chain.sign_carried(Bob, call));
        assert_ok!(chain.send(Ferdie, carried));
    }
    assert_eq!(chain.free(&bob), before - 100 * THG);
    let ballot = chain.read(|| Ballots::<Runtime>::get(poll, &bob)).expect("it is cast");
    assert_eq!(ballot.choice, Choice::Nay);
    thaw(&mut chain, &bob);
    chain.check();
}

#[test]
fn a_deposit_of_a_frozen_account_goes_to_nobody_else() {
    let mut chain = Chain::new("dev");
    let bob = Bob.to_account_id();
    freeze(&mut chain, &bob);
    let id = Compact(1);
    let create = pallet_assets::Call::create { id, admin: bob.clone().into(), min_balance: 1 };
    let give = pallet_assets::Call::transfer_ownership { id, owner: Eve.to_account_id().into() };
    for call in [create, give] {
        let carried = carry(chain.sign_carried(Bob, call));
        assert_ok!(chain.send(Ferdie, carried));
    }
    let owner = chain.read(|| pallet_assets::Asset::<Runtime>::get(1).map(|asset| asset.encode()));
    assert!(owner.is_some_and(|asset| asset.starts_with(&bob.encode())));
    assert_eq!(chain.read(|| Balances::reserved_balance(&bob)), AssetDeposit::get());
}

#[test]
fn only_an_account_that_exists_can_be_frozen() {
    let mut chain = Chain::new("dev");
    let nobody = AccountId::from([9; 32]);
    let refused = chain.read(|| Balances::set_freeze(&REASON, &nobody, Balance::MAX));
    assert_eq!(refused, Err(DispatchError::NoProviders));
    let gift = Call::transfer_keep_alive { dest: nobody.clone().into(), value: THG };
    assert_ok!(chain.send(Alice, gift));
    freeze(&mut chain, &nobody);
}
