//! Nobody is Root by holding a key.

use crate::common::Chain;
use althing_runtime::{RuntimeCall, RuntimeGenesisConfig};
use sp_keyring::Sr25519Keyring;
use sp_runtime::DispatchError;

#[test]
fn no_pallet_and_no_call_is_named_after_the_superuser() {
    for pallet in crate::common::metadata().pallets {
        assert!(!pallet.name.to_lowercase().contains("sudo"), "{}", pallet.name);
    }
    let genesis = serde_json::to_value(RuntimeGenesisConfig::default()).unwrap();
    assert!(genesis.get("sudo").is_none());
}

#[test]
fn the_authority_of_a_chain_cannot_act_as_root() {
    let mut chain = Chain::new("dev");
    let alice = Sr25519Keyring::Alice;
    let remark = || RuntimeCall::System(frame_system::Call::remark { remark: vec![] });
    let root = || Box::new(frame_system::RawOrigin::Root.into());
    let roads: Vec<RuntimeCall> = vec![
        frame_system::Call::set_code { code: vec![] }.into(),
        frame_system::Call::set_storage { items: vec![] }.into(),
        frame_system::Call::kill_storage { keys: vec![] }.into(),
        frame_system::Call::authorize_upgrade { code_hash: Default::default() }.into(),
        pallet_utility::Call::dispatch_as { as_origin: root(), call: Box::new(remark()) }.into(),
        pallet_scheduler::Call::schedule {
            when: 9,
            maybe_periodic: None,
            priority: 0,
            call: Box::new(remark()),
        }
        .into(),
        pallet_balances::Call::force_set_balance {
            who: alice.to_account_id().into(),
            new_free: u128::MAX,
        }
        .into(),
    ];
    for call in roads {
        assert_eq!(chain.send(alice, call), Err(DispatchError::BadOrigin));
    }
}
