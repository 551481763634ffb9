//! Calls that one account signs and another sends and pays for.

use crate::common::{carried::*, extension, governance::*, transfer, Chain};
use althing_runtime::{
    configs::{treasury::TreasuryAccount, ProxyType},
    constants::{MILLI_THG, THG},
    AccountId, Assets, Balances, CarriedCall, CarriedChecks, Multisig, Runtime, RuntimeCall,
    RuntimeEvent, RuntimeOrigin, System, UncheckedExtrinsic,
};
use codec::{Compact, Encode};
use frame_support::{assert_ok, dispatch::GetDispatchInfo};
use pallet_meta_tx::Error;
use pallet_verify_signature::{VerifySignature, WeightInfo};
use pallet_voting::{Ballots, Choice};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie, FerdieStash};
use sp_runtime::{
    generic::Era,
    traits::{Hash, TransactionExtension},
    transaction_validity::InvalidTransaction,
    DispatchError,
};

/// A proposal under decision.
fn poll(chain: &mut Chain) -> u32 {
    let id = chain.propose(Alice, TREASURY, inline(spend(&Ferdie.to_account_id(), THG)));
    chain.decide(id);
    id
}

/// What an account has said.
fn ballot(chain: &mut Chain, poll: u32, who: Sr25519Keyring) -> Option<Choice> {
    chain.read(|| Ballots::<Runtime>::get(poll, who.to_account_id())).map(|ballot| ballot.choice)
}

/// How the carried calls of the best block ended.
fn outcomes(chain: &mut Chain) -> Vec<Result<(), DispatchError>> {
    let outcome = |event| match event {
        RuntimeEvent::MetaTx(pallet_meta_tx::Event::Dispatched { result }) => {
            Some(result.map(drop).map_err(|failure| failure.error))
        }
        _ => None,
    };
    chain.events().into_iter().filter_map(outcome).collect()
}

/// A call that leaves a trace of who made it.
fn trace() -> RuntimeCall {
    frame_system::Call::remark_with_event { remark: b"here".to_vec() }.into()
}

/// Whether `who` left that trace in the best block.
fn traced(chain: &mut Chain, who: &AccountId) -> bool {
    let hash = sp_runtime::traits::BlakeTwo256::hash(b"here");
    let event = frame_system::Event::<Runtime>::Remarked { sender: who.clone(), hash };
    chain.events().contains(&RuntimeEvent::System(event))
}

#[test]
fn who_has_spent_all_but_its_stake_votes_at_the_cost_of_whoever_carries_the_ballot() {
    let mut chain = Chain::new("local");
    let poll = poll(&mut chain);
    let all = Balances::transfer_all;
    let to = Alice.to_account_id().into();
    assert_ok!(chain.read(|| all(RuntimeOrigin::signed(Bob.to_account_id()), to, false)));
    assert_eq!(chain.free(&Bob.to_account_id()), 0);
    let own = chain.sign(Bob, vote(poll, Choice::Nay));
    assert_eq!(chain.block(vec![own]), [Err(InvalidTransaction::Payment.into())]);

    let signed = chain.sign_carried(Bob, vote(poll, Choice::Nay));
    let carrier = chain.free(&Ferdie.to_account_id());
    let treasury = chain.free(&TreasuryAccount::get());
    assert_ok!(chain.send(Ferdie, carry(signed)));
    assert_eq!(outcomes(&mut chain), [Ok(())]);
    assert_eq!(ballot(&mut chain, poll, Bob), Some(Choice::Nay));
    assert_eq!(ballot(&mut chain, poll, Ferdie), None);
    assert_eq!(chain.free(&Bob.to_account_id()), 0, "its signer pays nothing");
    let fee = carrier - chain.free(&Ferdie.to_account_id());
    assert!((MILLI_THG..20 * MILLI_THG).contains(&fee), "{fee}");
    assert_eq!(chain.free(&TreasuryAccount::get()), treasury + fee);
    chain.check();
}

#[test]
fn an_account_needs_no_native_token_at_all_but_something_that_keeps_it_alive() {
    let mut chain = Chain::new("dev");
    let stash = FerdieStash.to_account_id();
    let call = chain.sign_carried(FerdieStash, trace());
    let refused = chain.send(Ferdie, carry(call.clone()));
    assert_eq!(refused, Err(Error::<Runtime>::Invalid.into()), "there is no place for its nonce");

    chain.read(|| {
        let (root, alice) = (RuntimeOrigin::root(), Alice.to_account_id());
        assert_ok!(Assets::force_create(root, Compact(1), alice.clone().into(), true, 1));
        let alice = RuntimeOrigin::signed(alice);
        assert_ok!(Assets::mint(alice, Compact(1), stash.clone().into(), 10));
    });
    assert_ok!(chain.send(Ferdie, carry(call)));
    assert!(traced(&mut chain, &stash));
    assert_eq!((chain.nonce(FerdieStash), chain.free(&stash)), (1, 0));
}

#[test]
fn the_payload_is_signed_as_clients_put_it_together_from_what_they_know_of_the_chain() {
    let mut chain = Chain::new("dev");
    chain.skip(1);
    let genesis = chain.read(|| System::block_hash(0));
    let (call, nonce) = (trace(), chain.nonce(Alice));
    let payload = [
        vec![VERSION],
        call.encode(),
        // An immortal era, the nonce, and no metadata hash.
        vec![0],
        Compact(nonce).encode(),
        vec![0],
        // What the checks stand for.
        b"_meta_tx".to_vec(),
        althing_runtime::VERSION.spec_version.encode(),
        althing_runtime::VERSION.transaction_version.encode(),
        genesis.encode(),
        genesis.encode(),
        vec![0],
    ]
    .concat();
    let signature = signed(Alice.to_account_id(), Alice, &payload);
    let extension = (signature, checks(nonce, Era::immortal()));
    assert_ok!(chain.send(Bob, carry(CarriedCall::new(call, VERSION, extension))));
    assert!(traced(&mut chain, &Alice.to_account_id()));
}

#[test]
fn the_checks_are_those_that_clients_know() {
    let names = CarriedChecks::metadata().into_iter().map(|check| check.identifier);
    assert_eq!(
        names.collect::<Vec<_>>(),
        [
            "MetaTxMarker",
            "CheckNonZeroSender",
            "CheckSpecVersion",
            "CheckTxVersion",
            "CheckGenesis",
            "CheckMortality",
            "CheckNonce",
            "CheckMetadataHash",
        ]
    );
}

#[test]
fn a_carried_call_runs_once() {
    let mut chain = Chain::new("local");
    let poll = poll(&mut chain);
    let aye = carry(chain.sign_carried(Bob, vote(poll, Choice::Aye)));
    let both = vec![chain.sign(Eve, aye.clone()), chain.sign(Ferdie, aye.clone())];
    let results = chain.block(both);
    assert_eq!(results, [Ok(Ok(())), Ok(Err(Error::<Runtime>::Stale.into()))]);

    // Nor does it undo what its signer has said since.
    let nay = carry(chain.sign_carried(Bob, vote(poll, Choice::Nay)));
    assert_ok!(chain.send(Ferdie, nay));
    assert_eq!(chain.send(Ferdie, aye), Err(Error::<Runtime>::Stale.into()));
    assert_eq!(ballot(&mut chain, poll, Bob), Some(Choice::Nay));
}

#[test]
fn a_transaction_of_its_signer_overtakes_a_carried_call() {
    let mut chain = Chain::new("dev");
    let carried = carry(chain.sign_carried(Bob, transfer(Eve, THG)));
    assert_ok!(chain.send(Bob, transfer(Ferdie, THG)));
    assert_eq!(chain.send(Eve, carried), Err(Error::<Runtime>::Stale.into()));
}

#[test]
fn a_call_signed_for_another_chain_is_refused() {
    let (mut here, mut elsewhere) = (Chain::new("solo"), Chain::new("local"));
    let call = elsewhere.sign_carried(Bob, transfer(Eve, THG));
    assert_ok!(elsewhere.send(Eve, carry(call.clone())));
    assert_eq!(outcomes(&mut elsewhere), [Ok(())]);
    assert_eq!(here.send(Eve, carry(call)), Err(Error::<Runtime>::BadProof.into()));
}

#[test]
fn nothing_that_was_signed_can_be_altered() {
    let mut chain = Chain::new("dev");
    let bad_proof = Err(Error::<Runtime>::BadProof.into());
    let (call, nonce, forever) = (transfer(Eve, THG), chain.nonce(Bob), Era::immortal());
    let (signature, signed_checks) = chain.authorize(Bob, nonce, forever, &call);

    let more = CarriedCall::new(
        transfer(Eve, 2 * THG),
        VERSION,
        (signature.clone(), signed_checks.clone()),
    );
    assert_eq!(chain.send(Eve, carry(more)), bad_proof);

    let again = (signature.clone(), checks(nonce + 1, forever));
    assert_eq!(chain.send(Eve, carry(CarriedCall::new(call.clone(), VERSION, again))), bad_proof);

    let other_version = CarriedCall::new(call.clone(), 1, (signature, signed_checks.clone()));
    assert_eq!(chain.send(Eve, carry(other_version)), bad_proof);

    let VerifySignature::Signed { signature, .. } = chain.authorize(Bob, nonce, forever, &call).0
    else {
        panic!("it is signed")
    };
    let of_another = VerifySignature::new_with_signature(signature, Alice.to_account_id());
    let of_another = CarriedCall::new(call.clone(), VERSION, (of_another, signed_checks.clone()));
    assert_eq!(chain.send(Eve, carry(of_another)), bad_proof);

    let unsigned = (VerifySignature::new_disabled(), signed_checks);
    let unsigned = CarriedCall::new(call, VERSION, unsigned);
    let refused = chain.send(Eve, carry(unsigned));
    assert_eq!(refused, Err(Error::<Runtime>::UnknownOrigin.into()));
}

#[test]
fn a_carried_call_that_comes_too_late_or_too_early_is_refused() {
    let mut chain = Chain::new("dev");
    chain.skip(8);
    let (nonce, born) = (chain.nonce(Bob), u64::from(chain.height() - 1));
    let for_four_blocks = Era::mortal(4, born);
    let in_time = chain.sign_carried_as(Bob, nonce, for_four_blocks, transfer(Eve, THG));
    let late = chain.sign_carried_as(Bob, nonce + 1, for_four_blocks, transfer(Eve, THG));
    let early = carry(chain.sign_carried_as(Bob, nonce + 2, Era::immortal(), trace()));
    assert_ok!(chain.send(Eve, carry(in_time)));
    assert_eq!(chain.send(Eve, early), Err(Error::<Runtime>::Future.into()), "one is missing");
    chain.skip(4);
    let late = carry(late);
    assert_eq!(chain.send(Eve, late.clone()), Err(Error::<Runtime>::AncientBirthBlock.into()));
    assert_eq!(chain.send(Eve, late), Err(Error::<Runtime>::BadProof.into()), "in any later block");
}

#[test]
fn the_ballots_of_many_are_carried_in_one_transaction() {
    let mut chain = Chain::new("local");
    let polls = [poll(&mut chain), poll(&mut chain)];
    let mut calls = Vec::new();
    for who in [Bob, Charlie, Dave] {
        let nonce = chain.nonce(who);
        for (poll, nonce) in polls.into_iter().zip(nonce..) {
            let aye = vote(poll, Choice::Aye);
            calls.push(carry(chain.sign_carried_as(who, nonce, Era::immortal(), aye)));
        }
    }
    assert_ok!(chain.send(Ferdie, pallet_utility::Call::batch_all { calls }));
    for who in [Bob, Charlie, Dave] {
        assert_eq!(polls.map(|poll| ballot(&mut chain, poll, who)), [Some(Choice::Aye); 2]);
    }
    chain.check();
}

#[test]
fn a_signature_covers_as_many_ballots_as_its_signer_batches() {
    let mut chain = Chain::new("local");
    let polls = [poll(&mut chain), poll(&mut chain)];
    let calls = polls.map(|poll| vote(poll, Choice::Abstain)).to_vec();
    let signed = chain.sign_carried(Bob, pallet_utility::Call::batch_all { calls });
    assert_ok!(chain.send(Ferdie, carry(signed)));
    assert_eq!(polls.map(|poll| ballot(&mut chain, poll, Bob)), [Some(Choice::Abstain); 2]);
}

#[test]
fn a_call_that_fails_is_used_up_and_keeps_no_other_from_running() {
    let mut chain = Chain::new("local");
    let poll = poll(&mut chain);
    let unknown = carry(chain.sign_carried(Bob, vote(99, Choice::Aye)));
    let known = carry(chain.sign_carried(Charlie, vote(poll, Choice::Aye)));
    let batch = pallet_utility::Call::batch_all { calls: vec![unknown.clone(), known] };
    assert_ok!(chain.send(Ferdie, batch));
    let failure = pallet_voting::Error::<Runtime>::UnknownPoll.into();
    assert_eq!(outcomes(&mut chain), [Err(failure), Ok(())]);
    assert_eq!(ballot(&mut chain, poll, Charlie), Some(Choice::Aye));
    assert_eq!(chain.send(Ferdie, unknown), Err(Error::<Runtime>::Stale.into()));
}

#[test]
fn a_call_with_a_bad_signature_fails_a_strict_batch_and_nothing_in_it_is_used_up() {
    let mut chain = Chain::new("local");
    let poll = poll(&mut chain);
    let aye = vote(poll, Choice::Aye);
    let good = carry(chain.sign_carried(Bob, aye.clone()));
    let (nonce, forever) = (chain.nonce(Charlie), Era::immortal());
    let stolen = chain.authorize(Charlie, nonce, forever, &aye);
    let bad = carry(CarriedCall::new(vote(poll, Choice::Nay), VERSION, stolen));
    let batch = pallet_utility::Call::batch_all { calls: vec![good.clone(), bad] };
    assert_eq!(chain.send(Ferdie, batch), Err(Error::<Runtime>::BadProof.into()));
    assert_eq!(ballot(&mut chain, poll, Bob), None);
    assert_ok!(chain.send(Ferdie, good));
    assert_eq!(ballot(&mut chain, poll, Bob), Some(Choice::Aye));
}

#[test]
fn who_can_pay_may_carry_a_call_of_its_own() {
    let mut chain = Chain::new("dev");
    let nonce = chain.nonce(Bob);
    // The transaction around it takes the first nonce.
    let own = chain.sign_carried_as(Bob, nonce + 1, Era::immortal(), trace());
    assert_ok!(chain.send(Bob, carry(own)));
    assert!(traced(&mut chain, &Bob.to_account_id()));
    assert_eq!(chain.nonce(Bob), nonce + 2);
}

#[test]
fn a_carried_call_may_carry_another() {
    let mut chain = Chain::new("dev");
    let inner = carry(chain.sign_carried(Alice, trace()));
    let outer = carry(chain.sign_carried(Bob, inner));
    assert_ok!(chain.send(Eve, outer));
    assert!(traced(&mut chain, &Alice.to_account_id()));
    assert!(!traced(&mut chain, &Bob.to_account_id()));
}

#[test]
fn the_sender_pays_for_the_weight_of_the_call_and_of_its_checks() {
    let mut chain = Chain::new("local");
    let poll = poll(&mut chain);
    let inner = vote(poll, Choice::Aye);
    let carried = carry(chain.sign_carried(Bob, inner.clone()));
    let verify = <Runtime as pallet_verify_signature::Config>::WeightInfo::verify_signature();
    let least = inner.get_dispatch_info().call_weight.saturating_add(verify);
    assert!(carried.get_dispatch_info().call_weight.all_gte(least));

    let before = chain.free(&Eve.to_account_id());
    assert_ok!(chain.send(Eve, carried));
    let carrying = before - chain.free(&Eve.to_account_id());
    let before = chain.free(&Charlie.to_account_id());
    assert_ok!(chain.send(Charlie, inner));
    let voting = before - chain.free(&Charlie.to_account_id());
    assert!(carrying > voting && carrying < 2 * voting, "{carrying}, {voting}");
}

#[test]
fn a_carried_call_is_sent_by_nobody_without_paying() {
    let mut chain = Chain::new("dev");
    let call = carry(chain.sign_carried(Bob, trace()));
    let extension = extension(chain.nonce(Eve));
    let unsigned = [
        UncheckedExtrinsic::new_bare(call.clone()),
        UncheckedExtrinsic::new_transaction(call, extension),
    ];
    for transaction in unsigned {
        let results = chain.block(vec![transaction]);
        assert!(results[0].is_err(), "nor by the author of the block: {results:?}");
        assert!(!traced(&mut chain, &Bob.to_account_id()));
    }
}

#[test]
fn whatever_stands_around_it_a_carried_call_runs_as_its_signer() {
    let mut chain = Chain::new("dev");
    let add = pallet_proxy::Call::add_proxy {
        delegate: Eve.to_account_id().into(),
        proxy_type: ProxyType::Any,
        delay: 0,
    };
    assert_ok!(chain.send(Alice, add));
    let around: [fn(RuntimeCall) -> RuntimeCall; 3] = [
        |call| pallet_utility::Call::force_batch { calls: vec![call] }.into(),
        |call| {
            let real = Alice.to_account_id().into();
            let call = Box::new(call);
            pallet_proxy::Call::proxy { real, force_proxy_type: None, call }.into()
        },
        |call| {
            let other_signatories = vec![Ferdie.to_account_id()];
            let call = Box::new(call);
            pallet_multisig::Call::as_multi_threshold_1 { other_signatories, call }.into()
        },
    ];
    let mut members = vec![Eve.to_account_id(), Ferdie.to_account_id()];
    members.sort();
    let several = Multisig::multi_account_id(&members, 1);
    for around in around {
        let call = carry(chain.sign_carried(Bob, trace()));
        assert_ok!(chain.send(Eve, around(call)));
        assert!(traced(&mut chain, &Bob.to_account_id()));
        for other in [Alice.to_account_id(), Eve.to_account_id(), several.clone()] {
            assert!(!traced(&mut chain, &other));
        }
    }
}

#[test]
fn a_proposal_that_carries_a_call_lends_it_no_authority() {
    let mut chain = Chain::new("local");
    let kill = frame_system::Call::kill_storage { keys: vec![b":code".to_vec()] };
    let call = carry(chain.sign_carried_as(Eve, 0, Era::immortal(), kill));
    assert_ok!(chain.send(Bob, pallet_preimage::Call::note_preimage { bytes: call.encode() }));
    let id = chain.enact(Alice, CONSTITUTION, by_hash(&call));
    chain.assert_executed(id);
    assert_eq!(outcomes(&mut chain), [Err(DispatchError::BadOrigin)]);
}

#[test]
fn a_narrow_proxy_carries_nothing() {
    let mut chain = Chain::new("dev");
    for (delegate, proxy_type) in [(Eve, ProxyType::Governance), (Ferdie, ProxyType::NonTransfer)] {
        let delegate_id = delegate.to_account_id().into();
        let add = pallet_proxy::Call::add_proxy { delegate: delegate_id, proxy_type, delay: 0 };
        assert_ok!(chain.send(Alice, add));
        let theft = carry(chain.sign_carried(Bob, transfer(delegate, THG)));
        let batch = pallet_utility::Call::batch { calls: vec![theft.clone()] }.into();
        let before = chain.free(&Bob.to_account_id());
        for call in [theft, batch] {
            let real = Alice.to_account_id().into();
            let call = Box::new(call);
            let proxy = pallet_proxy::Call::proxy { real, force_proxy_type: None, call };
            assert_ok!(chain.send(delegate, proxy));
            assert_eq!(chain.free(&Bob.to_account_id()), before);
        }
    }
}
