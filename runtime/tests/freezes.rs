//! What an account can and cannot do that the office of compliance has frozen.

use crate::{
    common::{attestations::*, carried::*, governance::*, transfer, Chain},
    frozen::payments,
};
use althing_primitives::{
    apis::runtime_decl_for_attestations_api::AttestationsApiV1, eligibility::Unmet,
};
use althing_runtime::{
    configs::treasury::TreasuryAccount, constants::THG, AccountId, Assets, Attestations, Balances,
    Multisig, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, Scheduler, System,
};
use codec::Compact;
use frame_support::assert_ok;
use pallet_attestations::{
    AppealId, Call, Error, Event, Measure, Recoveries, Remedy, Slot, Verdict,
};
use pallet_voting::{Ballots, Choice};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie, FerdieStash, One};
use sp_runtime::{transaction_validity::InvalidTransaction, MultiAddress};

/// A token beside the native one.
const TOKEN: u32 = 7;

/// A chain on which Bob holds a hundred of a token of Alice's, and Dave is his proxy and may spend
/// his tokens.
fn start() -> Chain {
    let mut chain = Chain::new("local");
    let (alice, bob): (MultiAddress<_, _>, MultiAddress<_, _>) =
        (Alice.to_account_id().into(), Bob.to_account_id().into());
    let (id, dave) = (Compact(TOKEN), Dave.to_account_id());
    let create = pallet_assets::Call::create { id, admin: alice, min_balance: 1 };
    assert_ok!(chain.send(Alice, create));
    let mint = pallet_assets::Call::mint { id, beneficiary: bob, amount: 100 };
    assert_ok!(chain.send(Alice, mint));
    let delegate = dave.clone().into();
    let approve = pallet_assets::Call::approve_transfer { id, delegate, amount: 100 };
    assert_ok!(chain.send(Bob, approve));
    let add = pallet_proxy::Call::add_proxy {
        delegate: dave.into(),
        proxy_type: Default::default(),
        delay: 0,
    };
    assert_ok!(chain.send(Bob, add));
    chain
}

/// What an account has: native tokens and others.
fn wealth(chain: &mut Chain, who: &AccountId) -> (u128, u128) {
    let free = chain.free(who);
    (free, chain.read(|| Assets::balance(TOKEN, who)))
}

/// All ways to send or destroy tokens of one's own, of both kinds.
fn moves() -> Vec<RuntimeCall> {
    let (id, target) = (Compact(TOKEN), MultiAddress::from(Eve.to_account_id()));
    let mut calls = payments();
    calls.extend([
        pallet_assets::Call::transfer { id, target: target.clone(), amount: 1 }.into(),
        pallet_assets::Call::transfer_keep_alive { id, target, amount: 1 }.into(),
        pallet_assets::Call::transfer_all {
            id,
            dest: Eve.to_account_id().into(),
            keep_alive: false,
        }
        .into(),
    ]);
    calls
}

/// A way in which a call of Bob's reaches the chain.
type Way = fn(&mut Chain, RuntimeCall);

/// Bob's proxy sends the call.
fn by_proxy(call: RuntimeCall) -> RuntimeCall {
    let (real, call) = (Bob.to_account_id().into(), Box::new(call));
    pallet_proxy::Call::proxy { real, force_proxy_type: None, call }.into()
}

/// The call in a batch.
fn batched(call: RuntimeCall) -> RuntimeCall {
    pallet_utility::Call::batch_all { calls: vec![call] }.into()
}

/// All ways in which a call of Bob's reaches the chain.
fn ways() -> Vec<(&'static str, Way)> {
    vec![
        ("his own signature", |chain, call| {
            let own = chain.sign(Bob, call);
            let _ = chain.block(vec![own]);
        }),
        ("a batch of his own", |chain, call| {
            let own = chain.sign(Bob, batched(call));
            let _ = chain.block(vec![own]);
        }),
        ("a proxy", |chain, call| {
            assert_ok!(chain.send(Dave, by_proxy(call)));
        }),
        ("a proxy's batch", |chain, call| {
            assert_ok!(chain.send(Dave, batched(by_proxy(call))));
        }),
        ("a batch through a proxy", |chain, call| {
            assert_ok!(chain.send(Dave, by_proxy(batched(call))));
        }),
        ("a carried call", |chain, call| {
            let carried = carry(chain.sign_carried(Bob, call));
            assert_ok!(chain.send(Alice, carried));
        }),
        ("a carried batch", |chain, call| {
            let carried = carry(chain.sign_carried(Bob, batched(call)));
            assert_ok!(chain.send(Alice, batched(carried)));
        }),
        ("a carried call through a proxy", |chain, call| {
            let carried = carry(chain.sign_carried(Dave, by_proxy(call)));
            assert_ok!(chain.send(Alice, carried));
        }),
        ("the scheduler", |chain, call| {
            let origin = frame_system::RawOrigin::Signed(Bob.to_account_id()).into();
            let (as_origin, call) = (Box::new(origin), Box::new(call));
            let call: RuntimeCall = pallet_utility::Call::dispatch_as { as_origin, call }.into();
            let (root, soon) = (RuntimeOrigin::root(), chain.height() + 1);
            assert_ok!(chain.read(|| Scheduler::schedule(root, soon, None, 0, Box::new(call))));
            chain.skip(1);
        }),
    ]
}

#[test]
fn no_way_leads_out_of_a_frozen_account_and_each_does_once_the_freeze_is_over() {
    let bob = Bob.to_account_id();
    for (name, way) in ways() {
        let mut chain = start();
        let until = chain.freeze(&bob, 20);
        let before = wealth(&mut chain, &bob);
        for call in moves() {
            way(&mut chain, call.clone());
            assert_eq!(wealth(&mut chain, &bob), before, "{name}: {call:?}");
        }
        chain.skip_to(until);
        for call in [transfer(Eve, THG), moves().remove(5)] {
            way(&mut chain, call);
        }
        let (free, token) = wealth(&mut chain, &bob);
        assert!(free <= before.0 - THG, "{name}");
        assert_eq!(token, before.1 - 1, "{name}");
        chain.check();
    }
}

#[test]
fn no_member_moves_what_is_in_a_frozen_account_of_several() {
    let mut chain = start();
    let mut members = vec![Alice.to_account_id(), Bob.to_account_id()];
    members.sort();
    let several = Multisig::multi_account_id(&members, 2);
    assert_ok!(chain.send(
        Alice,
        pallet_balances::Call::transfer_keep_alive { dest: several.clone().into(), value: THG }
    ));
    let (id, target) = (Compact(TOKEN), several.clone().into());
    assert_ok!(chain.send(Bob, pallet_assets::Call::transfer { id, target, amount: 10 }));
    let together = |chain: &mut Chain, call: RuntimeCall| {
        let mut maybe_timepoint = None;
        for (who, other) in [(Alice, Bob), (Bob, Alice)] {
            let approve = pallet_multisig::Call::as_multi {
                threshold: 2,
                other_signatories: vec![other.to_account_id()],
                maybe_timepoint,
                call: Box::new(call.clone()),
                max_weight: frame_support::weights::Weight::from_parts(10_000_000_000, 100_000),
            };
            assert_ok!(chain.send(who, approve));
            maybe_timepoint = Some(pallet_multisig::Timepoint { height: chain.height(), index: 1 });
        }
    };
    let until = chain.freeze(&several, 40);
    let before = wealth(&mut chain, &several);
    for call in moves() {
        together(&mut chain, call);
        assert_eq!(wealth(&mut chain, &several), before);
    }
    // That its members are free does not make it so, nor does its freeze bind them.
    assert_ok!(chain.send(Bob, transfer(Eve, THG)));
    chain.skip_to(until);
    together(&mut chain, transfer(Eve, THG / 2));
    assert_eq!(chain.free(&several), before.0 - THG / 2);
}

#[test]
fn others_take_nothing_out_of_a_frozen_account_whatever_they_were_allowed() {
    let mut chain = start();
    let bob = Bob.to_account_id();
    let until = chain.freeze(&bob, 20);
    let before = wealth(&mut chain, &bob);
    let (id, source) = (Compact(TOKEN), MultiAddress::from(bob.clone()));
    let dest = MultiAddress::from(Eve.to_account_id());
    let approved = pallet_assets::Call::transfer_approved {
        id,
        owner: source.clone(),
        destination: dest.clone(),
        amount: 1,
    };
    let admin = pallet_assets::Call::force_transfer {
        id,
        source: source.clone(),
        dest: dest.clone(),
        amount: 1,
    };
    let burn = pallet_assets::Call::burn { id, who: source.clone(), amount: 1 };
    let calls: [(Sr25519Keyring, RuntimeCall); 3] =
        [(Dave, approved.into()), (Alice, admin.into()), (Alice, burn.into())];
    for (who, call) in calls.clone() {
        let _ = chain.send(who, call);
        assert_eq!(wealth(&mut chain, &bob), before);
    }
    let root = RuntimeOrigin::root();
    assert!(chain.read(|| Balances::force_transfer(root, source, dest, THG)).is_err());
    assert_eq!(wealth(&mut chain, &bob), before);

    chain.skip_to(until);
    for (who, call) in calls {
        assert_ok!(chain.send(who, call));
    }
    assert_eq!(wealth(&mut chain, &bob), (before.0, before.1 - 3));
}

#[test]
fn what_an_account_has_asked_for_before_it_was_frozen_is_not_paid_meanwhile() {
    let mut chain = start();
    let bob = Bob.to_account_id();
    let schema = chain.schema(people());
    let issuer = chain.bonded_issuer(schema, Charlie);
    let terms = chain.terms(chain.height() + 500);
    let commitment = terms.commitment;
    assert_ok!(chain.send(Bob, Call::request { issuer, commitment, fee: 50 * THG }));
    let until = chain.freeze(&bob, 20);

    let accept = Call::accept { issuer, subject: bob.clone().into(), terms };
    let refused = Err(Error::<Runtime>::AccountFrozen.into());
    assert_eq!(chain.send(Charlie, accept.clone()), refused);
    let again = carry(chain.sign_carried(Bob, Call::request { issuer, commitment, fee: 1 }));
    let before = wealth(&mut chain, &bob);
    assert_ok!(chain.send(Alice, again));
    assert_eq!(wealth(&mut chain, &bob), before);

    chain.skip_to(until);
    let charlie = chain.free(&Charlie.to_account_id());
    assert_ok!(chain.send(Charlie, accept));
    assert!(chain.free(&Charlie.to_account_id()) > charlie + 49 * THG);
    chain.check();
}

#[test]
fn a_freeze_ends_in_its_block_without_anybodys_doing() {
    let mut chain = start();
    let bob = Bob.to_account_id();
    let references = chain.read(|| System::providers(&bob));
    let until = chain.freeze(&bob, 10);
    assert_eq!(chain.read(|| Runtime::frozen_until(bob.clone())), Some(until));
    chain.skip_to(until - 2);
    let own = chain.sign(Bob, transfer(Eve, THG));
    assert_eq!(chain.block(vec![own.clone()]), [Err(InvalidTransaction::Payment.into())]);
    assert_eq!(chain.height(), until - 1);

    assert_eq!(chain.block(vec![own]), [Ok(Ok(()))], "the very transaction, a block later");
    assert_eq!(chain.height(), until);
    let thawed = Event::Thawed { who: bob.clone(), lasted: 10, by: None };
    assert!(chain.events().contains(&RuntimeEvent::Attestations(thawed)));
    assert_eq!(chain.read(|| Runtime::frozen_until(bob.clone())), None);
    assert_eq!(chain.read(|| System::providers(&bob)), references);
    chain.check();
}

#[test]
fn an_account_that_nobody_has_used_yet_is_frozen_all_the_same_and_leaves_nothing_behind() {
    let mut chain = start();
    let stash = FerdieStash.to_account_id();
    for gift in [None, Some(5 * THG)] {
        let until = chain.freeze(&stash, 6);
        if let Some(value) = gift {
            assert_ok!(chain.send(Alice, transfer(FerdieStash, value)));
            let carried = carry(chain.sign_carried(FerdieStash, transfer(Eve, THG)));
            assert_ok!(chain.send(Alice, carried));
            assert_eq!(chain.free(&stash), value, "what arrives is frozen too");
        }
        chain.skip_to(until);
        let known = chain.read(|| System::account_exists(&stash));
        assert_eq!(known, gift.is_some(), "only its tokens keep an account");
    }
    assert_ok!(chain.send(FerdieStash, transfer(Eve, THG)));
    chain.check();
}

#[test]
fn who_freezes_does_not_prolong_and_who_prolongs_does_not_freeze() {
    let mut chain = start();
    let bob = Bob.to_account_id();
    let not_theirs = Err(Error::<Runtime>::NotAuthorized.into());
    for who in [Alice, Bob, REVIEW] {
        assert_eq!(chain.send(who, freeze(&bob, 10)), not_theirs);
    }
    let too_long = Err(Error::<Runtime>::FreezeTooLong.into());
    assert_eq!(chain.send(COMPLIANCE, freeze(&bob, 301)), too_long);
    let until = chain.freeze(&bob, 10);
    let again = Err(Error::<Runtime>::AlreadyFrozen.into());
    assert_eq!(chain.send(COMPLIANCE, freeze(&bob, 10)), again);
    assert_eq!(chain.send(COMPLIANCE, prolong(&bob, 10)), not_theirs);
    let capped = Err(Error::<Runtime>::YearlyCapReached.into());
    assert_eq!(chain.send(REVIEW, prolong(&bob, 1_191)), capped);
    assert_ok!(chain.send(REVIEW, prolong(&bob, 1_190)));
    assert_eq!(chain.read(|| Runtime::frozen_until(bob.clone())), Some(until + 1_190));

    // Either ends it.
    let unfreeze = Call::unfreeze { account: bob.clone().into() };
    assert_eq!(chain.send(Alice, unfreeze.clone()), not_theirs);
    assert_ok!(chain.send(REVIEW, unfreeze));
    assert_ok!(chain.send(Bob, transfer(Eve, THG)));
    chain.check();
}

#[test]
fn neither_the_treasury_nor_an_office_can_be_frozen() {
    let mut chain = start();
    let offices = [COMPLIANCE, REVIEW].map(|who| who.to_account_id());
    for account in offices.into_iter().chain([TreasuryAccount::get()]) {
        let refused = Err(Error::<Runtime>::NotFreezable.into());
        assert_eq!(chain.send(COMPLIANCE, freeze(&account, 10)), refused);
    }
}

#[test]
fn a_frozen_account_meets_no_policy_and_is_paid_once_it_is_free() {
    let mut chain = start();
    let (bob, prize) = (Bob.to_account_id(), 300 * THG);
    let schema = chain.schema(people());
    let issuer = chain.bonded_issuer(schema, Charlie);
    let policy = chain.policy(asks_for(schema, 2));
    chain.attest(issuer, Charlie, Bob);
    let call = chain.bounded(spend_if(&bob, prize, Some(policy)));
    chain.enact(Alice, TREASURY, call);

    let until = chain.freeze(&bob, 10);
    assert_eq!(chain.standing(Bob, policy), Err(Unmet::Frozen));
    let payout = pallet_dao_treasury::Call::payout { id: 0 };
    let refused = pallet_dao_treasury::Error::<Runtime>::BeneficiaryNotEligible;
    assert_eq!(chain.send(Alice, payout.clone()), Err(refused.into()));
    chain.skip_to(until - 1);
    let before = chain.free(&bob);
    assert_ok!(chain.send(Alice, payout));
    assert_eq!(chain.free(&bob), before + prize);
    chain.check();
}

/// The appeal that was made in the best block, and who decides it.
fn appealed(chain: &mut Chain) -> (AppealId, Vec<AccountId>) {
    let events = chain.events().into_iter();
    let mut appeals = events.filter_map(|event| match event {
        RuntimeEvent::Attestations(Event::Appealed { appeal, panel, .. }) => Some((appeal, panel)),
        _ => None,
    });
    appeals.next().expect("somebody has appealed")
}

/// Has a member of a panel vote, at Alice's cost.
fn decide(chain: &mut Chain, member: &AccountId, appeal: AppealId, verdict: Verdict) {
    let key = Sr25519Keyring::from_account_id(member).expect("the pool is of named accounts");
    // Somebody who has nothing has no nonce either.
    assert_ok!(chain.send(Alice, transfer(key, THG)));
    let reasons = H256::repeat_byte(6);
    let vote = carry(chain.sign_carried(key, Call::decide { appeal, verdict, reasons }));
    assert_ok!(chain.send(Alice, vote));
}

#[test]
fn a_frozen_account_appeals_at_anothers_cost_and_a_panel_frees_it() {
    let mut chain = start();
    let bob = Bob.to_account_id();
    let until = chain.freeze(&bob, 200);
    let grounds = H256::repeat_byte(5);
    let appeal = Call::appeal { measure: Measure::Freeze, grounds };
    let own = chain.sign(Bob, appeal.clone());
    assert_eq!(chain.block(vec![own]), [Err(InvalidTransaction::Payment.into())]);

    let free = chain.free(&bob);
    let carried = carry(chain.sign_carried(Bob, appeal));
    assert_ok!(chain.send(Alice, carried));
    let (id, panel) = appealed(&mut chain);
    assert_eq!(chain.free(&bob), free - 10 * THG, "the deposit, and no fee");
    assert_eq!(panel.len(), 3);
    let offices = [COMPLIANCE, REVIEW, Bob].map(|who| who.to_account_id());
    assert!(panel.iter().all(|member| !offices.contains(member)));

    let before = wealth(&mut chain, &bob);
    decide(&mut chain, &panel[0], id, Verdict::Overturned);
    let carried = carry(chain.sign_carried(Bob, transfer(Eve, THG)));
    assert_ok!(chain.send(Alice, carried));
    assert_eq!(wealth(&mut chain, &bob), before, "an appeal frees nobody by itself");
    decide(&mut chain, &panel[1], id, Verdict::Overturned);
    assert!(chain.events().iter().any(|event| matches!(
        event,
        RuntimeEvent::Attestations(Event::AppealConcluded {
            appeal,
            verdict: Verdict::Overturned,
            remedy: Remedy::Restored,
            ..
        }) if *appeal == id
    )));
    assert!(chain.height() < until);
    assert_eq!(chain.free(&bob), free, "the deposit is back");
    assert_ok!(chain.send(Bob, transfer(Eve, THG)));
    chain.check();
}

#[test]
fn a_freeze_that_nobody_defends_falls_with_the_time_to_decide() {
    let mut chain = start();
    let bob = Bob.to_account_id();
    let until = chain.freeze(&bob, 200);
    let appeal = Call::appeal { measure: Measure::Freeze, grounds: H256::zero() };
    let carried = carry(chain.sign_carried(Bob, appeal));
    assert_ok!(chain.send(Alice, carried));
    let decision = chain.height() + 100;
    assert!(decision < until);
    chain.skip_to(decision - 1);
    assert_eq!(chain.read(|| Runtime::frozen_until(bob.clone())), Some(until));
    chain.skip(1);
    assert_eq!(chain.read(|| Runtime::frozen_until(bob.clone())), None);
    assert_ok!(chain.send(Bob, transfer(Eve, THG)));
    chain.check();
}

#[test]
fn a_frozen_account_objects_to_a_recovery_at_anothers_cost() {
    let mut chain = start();
    let bob = Bob.to_account_id();
    let schema = chain.schema(people());
    let first = chain.bonded_issuer(schema, Charlie);
    let second = chain.bonded_issuer(schema, Dave);
    chain.attest(first, Charlie, Bob);
    let recover = chain.recover(second, Bob, One);
    assert_ok!(chain.send(Dave, recover.clone()));
    chain.freeze(&bob, 200);

    let object = carry(chain.sign_carried(Bob, Call::object { schema }));
    let free = chain.free(&bob);
    assert_ok!(chain.send(Alice, object));
    let stopped = Event::RecoveryStopped { schema, from: bob.clone() };
    assert!(chain.events().contains(&RuntimeEvent::Attestations(stopped)));
    assert_eq!(chain.free(&bob), free);
    assert!(chain.read(|| Recoveries::<Runtime>::get(schema, &bob)).is_none());

    // Nor does its person leave the frozen account for another one.
    let again = chain.send(Dave, recover);
    assert_eq!(again, Err(Error::<Runtime>::AccountFrozen.into()));
    chain.skip(60);
    let complete = Call::complete_recovery { schema, from: bob.into() };
    let nothing = Err(Error::<Runtime>::RecoveryNotFound.into());
    assert_eq!(chain.send(Dave, complete), nothing);
    assert!(matches!(chain.slot(schema, Bob), Some(Slot::Attestation(_))));
    assert_eq!(chain.slot(schema, One), None);
    chain.check();
}

#[test]
fn a_frozen_account_votes_at_anothers_cost_and_its_say_is_what_it_was() {
    let mut chain = start();
    let bob = Bob.to_account_id();
    let poll = chain.propose(Alice, TREASURY, inline(spend(&Ferdie.to_account_id(), THG)));
    chain.decide(poll);
    chain.freeze(&bob, 200);
    for choice in [Choice::Aye, Choice::Nay] {
        let carried = carry(chain.sign_carried(Bob, vote(poll, choice)));
        assert_ok!(chain.send(Alice, carried));
        let ballot = chain.read(|| Ballots::<Runtime>::get(poll, &bob)).expect("it is cast");
        assert_eq!(ballot.choice, choice);
    }
    assert_ok!(chain.send(Charlie, vote(poll, Choice::Nay)));
    use althing_primitives::apis::runtime_decl_for_proposals_api::ProposalsApiV1;
    let house = chain.read(|| Runtime::position(poll)).expect("it is under decision");
    assert_eq!(house.houses[0].approval, sp_runtime::Perbill::zero());
    assert_eq!(house.houses[0].support, sp_runtime::Perbill::zero());
    let say = chain.read(|| {
        use althing_primitives::apis::runtime_decl_for_voting_api::VotingApiV1;
        Runtime::say(bob.clone())
    });
    assert_eq!(say.own.stake, 1_000 * THG);
    assert!(chain.read(|| Attestations::frozen_until(bob)).is_some());
    chain.check();
}
