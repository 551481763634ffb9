//! What becomes of approved calls when something is in their way.

use crate::common::{governance::*, Chain};
use althing_runtime::{
    configs::treasury::TreasuryAccount, constants::THG, Runtime, RuntimeCall, RuntimeEvent,
};
use frame_support::{assert_ok, traits::QueryPreimage};
use pallet_proposals::{Error, Event, Proposals, Retries, Status};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Ferdie};
use sp_runtime::DispatchError;

/// A call that is too long to be proposed inline.
fn long_call() -> RuntimeCall {
    frame_system::Call::remark { remark: vec![42; 1_000] }.into()
}

/// Notes the preimage of the long call, proposes it, and has it approved.
fn approve_long_call(chain: &mut Chain) -> u32 {
    use codec::Encode;

    let bytes = long_call().encode();
    assert_ok!(chain.send(Bob, pallet_preimage::Call::note_preimage { bytes }));
    chain.approve(Alice, CONSTITUTION, by_hash(&long_call()))
}

#[test]
fn whoever_noted_a_preimage_cannot_take_it_from_under_a_proposal() {
    let mut chain = Chain::new("local");
    let id = approve_long_call(&mut chain);
    let Some(hash) = by_hash(&long_call()).lookup_hash() else { panic!("it is given by hash") };
    // It gets its deposit back, and the call stays.
    let _ = chain.send(Bob, pallet_preimage::Call::unnote_preimage { hash });
    assert!(chain.read(|| althing_runtime::Preimage::have(&by_hash(&long_call()))));
    chain.skip(TIMELOCK);
    chain.assert_executed(id);
    assert!(!chain.read(|| althing_runtime::Preimage::is_requested(&hash)));
    chain.check();
}

#[test]
fn a_preimage_that_vanishes_all_the_same_fails_the_execution_until_it_is_back() {
    use codec::Encode;

    let mut chain = Chain::new("local");
    let id = approve_long_call(&mut chain);
    let bytes = long_call().encode();
    let Some(hash) = by_hash(&long_call()).lookup_hash() else { panic!("it is given by hash") };
    chain.read(|| {
        let key = (hash, bytes.len() as u32);
        assert!(pallet_preimage::PreimageFor::<Runtime>::take(key).is_some());
    });
    chain.skip(TIMELOCK);
    let Status::ExecutionFailed { error, retries, .. } = chain.proposal(id).status else {
        panic!("{:?}", chain.proposal(id).status)
    };
    assert_eq!(error, Error::<Runtime>::CallUnavailable.into());
    assert_eq!(retries, Retries::Open);

    chain.read(|| {
        let key = (hash, bytes.len() as u32);
        let bytes = frame_support::BoundedVec::try_from(bytes).unwrap();
        pallet_preimage::PreimageFor::<Runtime>::insert(key, bytes);
    });
    assert_ok!(chain.send(Ferdie, pallet_proposals::Call::enact { id }));
    chain.assert_executed(id);
    chain.check();
}

#[test]
fn under_another_transaction_version_a_call_waits_until_it_is_reaffirmed() {
    let mut chain = Chain::new("local");
    let remark = frame_system::Call::remark { remark: b"decided".to_vec() };
    let id = chain.approve(Alice, CONSTITUTION, inline(remark));
    // As if the runtime had been upgraded since.
    chain.read(|| {
        Proposals::<Runtime>::mutate(id, |proposal| {
            proposal.as_mut().unwrap().decision.as_mut().unwrap().transaction_version = 0;
        });
    });
    chain.skip(TIMELOCK);
    assert!(matches!(chain.proposal(id).status, Status::Outdated { .. }));
    let needed = Event::ReaffirmationNeeded { id, decided_under: 0, current: 1 };
    assert!(chain.events().contains(&RuntimeEvent::Proposals(needed)));

    let refused = chain.send(Alice, pallet_proposals::Call::reaffirm { id });
    assert_eq!(refused, Err(DispatchError::BadOrigin));
    chain.skip(20);
    assert!(matches!(chain.proposal(id).status, Status::Outdated { .. }), "however long it takes");

    chain.enact(Bob, CONSTITUTION, inline(pallet_proposals::Call::reaffirm { id }));
    chain.skip(1);
    chain.assert_executed(id);
    chain.check();
}

#[test]
fn an_execution_that_fails_is_tried_again_by_itself_until_it_succeeds() {
    let mut chain = Chain::new("local");
    let more_than_there_is = 20_000_000 * THG;
    let to = Ferdie.to_account_id();
    let id = chain.enact(Alice, CONSTITUTION, inline(spend(&to, more_than_there_is)));
    let Status::ExecutionFailed { error, attempts, .. } = chain.proposal(id).status else {
        panic!("{:?}", chain.proposal(id).status)
    };
    assert_eq!(error, pallet_dao_treasury::Error::<Runtime>::InsufficientFunds.into());
    assert_eq!(attempts, 1);

    let gift = pallet_balances::Call::transfer_keep_alive {
        dest: TreasuryAccount::get().into(),
        value: more_than_there_is,
    };
    assert_ok!(chain.send(Alice, gift));
    chain.skip(10);
    chain.assert_executed(id);
    chain.check();
}

#[test]
fn an_execution_that_keeps_failing_is_given_up_and_the_deposits_come_back() {
    let mut chain = Chain::new("local");
    let to = Ferdie.to_account_id();
    let id = chain.enact(Alice, TREASURY, inline(spend(&to, 1_000_001 * THG)));
    let failed = chain.height();
    chain.skip_to(failed + 101);
    let Status::ExecutionFailed { error, attempts, retries, .. } = chain.proposal(id).status else {
        panic!("{:?}", chain.proposal(id).status)
    };
    assert_eq!(error, pallet_dao_treasury::Error::<Runtime>::AboveLimit.into());
    assert_eq!((attempts, retries), (11, Retries::Over));
    let late = chain.send(Bob, pallet_proposals::Call::enact { id });
    assert_eq!(late, Err(Error::<Runtime>::WrongStatus.into()));

    let who = Alice.to_account_id();
    assert_ok!(chain.send(Bob, pallet_proposals::Call::settle { id, who }));
    chain.check();
}

#[test]
fn a_spender_does_not_get_at_the_constitution() {
    let mut chain = Chain::new("local");
    let call = pallet_proposals::Call::remove_track { id: CONSTITUTION };
    let id = chain.enact(Alice, TREASURY, inline(call));
    let Status::ExecutionFailed { error, .. } = chain.proposal(id).status else {
        panic!("{:?}", chain.proposal(id).status)
    };
    assert_eq!(error, DispatchError::BadOrigin);
    assert!(chain.read(|| pallet_proposals::Tracks::<Runtime>::contains_key(CONSTITUTION)));
    chain.check();
}

#[test]
fn a_batch_is_dispatched_with_the_authority_of_the_track() {
    let mut chain = Chain::new("local");
    let calls = vec![spend(&Bob.to_account_id(), THG), spend(&Ferdie.to_account_id(), 2 * THG)];
    let batch = pallet_utility::Call::batch_all { calls };
    let id = chain.enact(Alice, TREASURY, inline(batch));
    chain.assert_executed(id);
    assert_eq!(chain.read(pallet_dao_treasury::Spends::<Runtime>::count), 2);
    chain.check();
}

#[test]
fn the_constitution_can_authorize_an_upgrade_by_its_hash() {
    let mut chain = Chain::new("local");
    let code_hash = sp_core::H256::repeat_byte(1);
    let call = frame_system::Call::authorize_upgrade { code_hash };
    let id = chain.enact(Alice, CONSTITUTION, inline(call));
    chain.assert_executed(id);
    let authorized =
        frame_system::Event::<Runtime>::UpgradeAuthorized { code_hash, check_version: true };
    assert!(chain.events().contains(&RuntimeEvent::System(authorized)));
}

#[test]
fn a_call_that_could_fill_a_block_is_refused_when_it_is_proposed() {
    use codec::Encode;

    let mut chain = Chain::new("local");
    let submit = |call| pallet_proposals::Call::submit {
        track: CONSTITUTION,
        call,
        text: pallet_proposals::Text { hash: Default::default(), uri: Default::default() },
    };
    let heavy: RuntimeCall = pallet_utility::Call::with_weight {
        call: Box::new(frame_system::Call::remark { remark: vec![] }.into()),
        weight: frame_support::weights::Weight::from_parts(1_200_000_000_000, 0),
    }
    .into();
    let refused = chain.send(Alice, submit(inline(heavy)));
    assert_eq!(refused, Err(Error::<Runtime>::CallTooHeavy.into()));

    let mut deep: RuntimeCall = frame_system::Call::remark { remark: vec![] }.into();
    for _ in 0..20 {
        deep = pallet_utility::Call::batch { calls: vec![deep] }.into();
    }
    let refused = chain.send(Alice, submit(inline(deep)));
    assert_eq!(refused, Err(Error::<Runtime>::CallUndecodable.into()));

    let long: RuntimeCall = frame_system::Call::remark { remark: vec![0; 128 * 1024] }.into();
    let bytes = long.encode();
    assert_ok!(chain.send(Alice, pallet_preimage::Call::note_preimage { bytes }));
    let refused = chain.send(Alice, submit(by_hash(&long)));
    assert_eq!(refused, Err(Error::<Runtime>::CallTooLong.into()));

    let unknown: RuntimeCall = frame_system::Call::remark { remark: vec![1; 500] }.into();
    let refused = chain.send(Alice, submit(by_hash(&unknown)));
    assert_eq!(refused, Err(Error::<Runtime>::CallUnavailable.into()));
    chain.check();
}
