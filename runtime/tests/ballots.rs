//! Ballots that come by other roads than a transaction of their own.

use crate::common::{governance::*, transfer, Chain};
use althing_runtime::{
    configs::ProxyType, constants::THG, AccountId, Multisig, Runtime, RuntimeCall, RuntimeEvent,
};
use frame_support::{assert_ok, weights::Weight};
use pallet_voting::{Ballots, Choice};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Eve, Ferdie};

/// Two proposals under decision.
fn two_polls(chain: &mut Chain) -> [u32; 2] {
    let call = || inline(spend(&Ferdie.to_account_id(), THG));
    let ids = [chain.propose(Alice, TREASURY, call()), chain.propose(Bob, TREASURY, call())];
    ids.iter().for_each(|id| chain.decide(*id));
    ids
}

/// What an account has said.
fn ballot(chain: &mut Chain, poll: u32, who: &AccountId) -> Option<Choice> {
    chain.read(|| Ballots::<Runtime>::get(poll, who)).map(|ballot| ballot.choice)
}

#[test]
fn many_ballots_come_in_one_batch() {
    let mut chain = Chain::new("local");
    let [first, second] = two_polls(&mut chain);
    let calls = vec![vote(first, Choice::Aye), vote(second, Choice::Nay)];
    assert_ok!(chain.send(Alice, pallet_utility::Call::batch_all { calls }));
    let alice = Alice.to_account_id();
    assert_eq!(ballot(&mut chain, first, &alice), Some(Choice::Aye));
    assert_eq!(ballot(&mut chain, second, &alice), Some(Choice::Nay));
    chain.check();
}

#[test]
fn a_batch_with_one_bad_ballot_casts_none() {
    let mut chain = Chain::new("local");
    let [first, _] = two_polls(&mut chain);
    let calls = vec![vote(first, Choice::Aye), vote(99, Choice::Aye)];
    let failed = chain.send(Alice, pallet_utility::Call::batch_all { calls });
    assert_eq!(failed, Err(pallet_voting::Error::<Runtime>::UnknownPoll.into()));
    assert_eq!(ballot(&mut chain, first, &Alice.to_account_id()), None);
}

#[test]
fn a_proxy_votes_for_another_account_and_moves_none_of_its_tokens() {
    let mut chain = Chain::new("local");
    let add = pallet_proxy::Call::add_proxy {
        delegate: Eve.to_account_id().into(),
        proxy_type: ProxyType::Governance,
        delay: 0,
    };
    assert_ok!(chain.send(Alice, add));
    let [poll, _] = two_polls(&mut chain);
    let proxy = |call| pallet_proxy::Call::proxy {
        real: Alice.to_account_id().into(),
        force_proxy_type: None,
        call: Box::new(call),
    };
    assert_ok!(chain.send(Eve, proxy(vote(poll, Choice::Abstain))));
    assert_eq!(ballot(&mut chain, poll, &Alice.to_account_id()), Some(Choice::Abstain));

    let theft = transfer(Eve, THG);
    let batched: RuntimeCall = pallet_utility::Call::batch { calls: vec![theft.clone()] }.into();
    let before = chain.free(&Alice.to_account_id());
    let _ = chain.send(Eve, proxy(theft));
    let refused = pallet_proxy::Event::ProxyExecuted {
        result: Err(frame_system::Error::<Runtime>::CallFiltered.into()),
    };
    assert!(chain.events().contains(&RuntimeEvent::Proxy(refused)));
    let _ = chain.send(Eve, proxy(batched));
    assert_eq!(chain.free(&Alice.to_account_id()), before);
    chain.check();
}

#[test]
fn an_account_of_several_stakes_and_votes() {
    let mut chain = Chain::new("local");
    let mut members = [Alice, Bob, Charlie].map(|who| who.to_account_id());
    members.sort();
    let several = Multisig::multi_account_id(&members, 2);
    let gift = pallet_balances::Call::transfer_keep_alive {
        dest: several.clone().into(),
        value: 10_000 * THG,
    };
    assert_ok!(chain.send(Alice, gift));
    let stake = pallet_voting::Call::stake { tier: 0, amount: 2_000 * THG };
    agree(&mut chain, &members, stake.into());
    chain.skip(20);

    let [poll, _] = two_polls(&mut chain);
    agree(&mut chain, &members, vote(poll, Choice::Aye));
    let cast = chain.read(|| Ballots::<Runtime>::get(poll, &several)).expect("it is cast");
    assert_eq!((cast.choice, cast.say.stake), (Choice::Aye, 2_000 * THG));
    chain.check();
}

/// Has two members of three agree on a call.
fn agree(chain: &mut Chain, members: &[AccountId], call: RuntimeCall) {
    let mut timepoint = None;
    for who in [Alice, Bob] {
        let who: Sr25519Keyring = who;
        let others = members.iter().filter(|other| **other != who.to_account_id()).cloned();
        let agree = pallet_multisig::Call::as_multi {
            threshold: 2,
            other_signatories: others.collect(),
            maybe_timepoint: timepoint,
            call: Box::new(call.clone()),
            max_weight: Weight::from_parts(100_000_000_000, 1_000_000),
        };
        assert_ok!(chain.send(who, agree));
        timepoint = Some(pallet_multisig::Timepoint { height: chain.height(), index: 1 });
    }
}
