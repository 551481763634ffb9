//! Other tokens than the native one.

use crate::common::{carried::*, transfer, Chain};
use althing_runtime::{
    configs::{assets::AssetDeposit, ProxyType},
    constants::THG,
    Assets, Balances, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, System,
};
use codec::Compact;
use frame_support::assert_ok;
use pallet_assets::{Call, Error};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Eve, Ferdie};
use sp_runtime::{DispatchError, TokenError};

/// The token that the tests issue.
const TOKEN: u32 = 7;

/// Has Alice issue the token, and give Bob a hundred of it.
fn issue(chain: &mut Chain) {
    let admin = Alice.to_account_id().into();
    assert_ok!(chain.send(Alice, Call::create { id: Compact(TOKEN), admin, min_balance: 1 }));
    let beneficiary = Bob.to_account_id().into();
    assert_ok!(chain.send(Alice, Call::mint { id: Compact(TOKEN), beneficiary, amount: 100 }));
}

/// How much of the token an account has.
fn holding(chain: &mut Chain, who: Sr25519Keyring) -> u128 {
    chain.read(|| Assets::balance(TOKEN, who.to_account_id()))
}

/// A transfer of the token.
fn send(to: Sr25519Keyring, amount: u128) -> RuntimeCall {
    Call::transfer { id: Compact(TOKEN), target: to.to_account_id().into(), amount }.into()
}

/// Why what a proxy did, or a part of a batch, failed.
fn failure(event: &RuntimeEvent) -> Option<DispatchError> {
    match event {
        RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => result.err(),
        RuntimeEvent::Utility(pallet_utility::Event::BatchInterrupted { error, .. }) => {
            Some(*error)
        }
        _ => None,
    }
}

#[test]
fn anybody_issues_a_token_for_a_deposit_that_comes_back_when_it_is_done_away_with() {
    let mut chain = Chain::new("dev");
    let reserved =
        |chain: &mut Chain| chain.read(|| System::account(Alice.to_account_id()).data.reserved);
    let before = reserved(&mut chain);
    issue(&mut chain);
    assert_eq!(reserved(&mut chain), before + AssetDeposit::get());
    assert_ok!(chain.send(Bob, send(Eve, 40)));
    assert_eq!([Bob, Eve].map(|who| holding(&mut chain, who)), [60, 40]);

    for call in [
        Call::start_destroy { id: Compact(TOKEN) },
        Call::destroy_accounts { id: Compact(TOKEN) },
        Call::finish_destroy { id: Compact(TOKEN) },
    ] {
        assert_ok!(chain.send(Alice, call));
    }
    assert_eq!(reserved(&mut chain), before);
}

#[test]
fn a_token_is_under_its_issuer_and_no_other() {
    let mut chain = Chain::new("dev");
    issue(&mut chain);
    let beneficiary = Eve.to_account_id().into();
    let mint = Call::mint { id: Compact(TOKEN), beneficiary, amount: 1 };
    assert_eq!(chain.send(Eve, mint), Err(Error::<Runtime>::NoPermission.into()));
    let admin = Eve.to_account_id().into();
    let again = Call::create { id: Compact(TOKEN), admin, min_balance: 1 };
    assert_eq!(chain.send(Eve, again), Err(Error::<Runtime>::InUse.into()));
    let owner = Alice.to_account_id().into();
    let id = Compact(TOKEN + 1);
    let force = Call::force_create { id, owner, is_sufficient: true, min_balance: 1 };
    assert_eq!(chain.send(Alice, force), Err(DispatchError::BadOrigin));
}

#[test]
fn a_proxy_that_moves_no_tokens_moves_none_of_any_kind() {
    let mut chain = Chain::new("dev");
    issue(&mut chain);
    for (delegate, proxy_type) in [(Eve, ProxyType::NonTransfer), (Ferdie, ProxyType::Governance)] {
        let to = delegate.to_account_id();
        let add =
            pallet_proxy::Call::add_proxy { delegate: to.clone().into(), proxy_type, delay: 0 };
        assert_ok!(chain.send(Bob, add));
        let approve =
            Call::approve_transfer { id: Compact(TOKEN), delegate: to.clone().into(), amount: 100 };
        let batch = pallet_utility::Call::batch { calls: vec![send(delegate, 1)] };
        let ask = pallet_attestations::Call::request {
            issuer: 0,
            commitment: Default::default(),
            fee: THG,
        };
        for call in [send(delegate, 1), approve.into(), batch.into(), ask.into()] {
            let real = Bob.to_account_id().into();
            let call = Box::new(call);
            let proxy = pallet_proxy::Call::proxy { real, force_proxy_type: None, call };
            assert_ok!(chain.send(delegate, proxy));
            let filtered = frame_system::Error::<Runtime>::CallFiltered.into();
            assert!(chain.events().iter().any(|event| failure(event) == Some(filtered)));
        }
        assert_eq!(holding(&mut chain, Bob), 100);
        let allowance = chain
            .read(|| pallet_assets::Approvals::<Runtime>::get((TOKEN, Bob.to_account_id(), to)));
        assert!(allowance.is_none());
    }
}

#[test]
fn an_account_that_holds_as_many_tokens_as_it_can_may_still_be_frozen() {
    let mut chain = Chain::new("dev");
    let eve = Eve.to_account_id();
    let refused = chain.read(|| {
        let alice = || RuntimeOrigin::signed(Alice.to_account_id());
        (0..100).find_map(|id| {
            let admin = Alice.to_account_id().into();
            assert_ok!(Assets::create(alice(), Compact(id), admin, 1));
            Assets::mint(alice(), Compact(id), eve.clone().into(), 1).err()
        })
    });
    assert_eq!(refused, Some(TokenError::CannotCreate.into()));
    // A freeze takes a reference to the account, of which there is a greatest number.
    assert!(chain.read(|| System::can_inc_consumer(&eve)));
    assert_eq!(chain.read(|| Balances::reserved_balance(&eve)), 0);
}

#[test]
fn the_office_of_compliance_freezes_tokens_of_all_kinds_at_once() {
    let mut chain = Chain::new("dev");
    issue(&mut chain);
    let delegate = Ferdie.to_account_id().into();
    let approve = Call::approve_transfer { id: Compact(TOKEN), delegate, amount: 100 };
    assert_ok!(chain.send(Bob, approve));
    let bob = Bob.to_account_id();
    let freeze = pallet_attestations::Call::freeze {
        account: bob.clone().into(),
        duration: 10,
        cause: pallet_attestations::FreezeCause::Fraud,
        evidence: Default::default(),
    };
    assert_ok!(chain.send(Eve, freeze));

    let before = chain.free(&bob);
    for call in [send(Eve, 1), transfer(Eve, THG)] {
        let carried = carry(chain.sign_carried(Bob, call));
        assert_ok!(chain.send(Ferdie, carried));
    }
    let (owner, destination) = (bob.clone().into(), Ferdie.to_account_id().into());
    let approved = Call::transfer_approved { id: Compact(TOKEN), owner, destination, amount: 1 };
    let refused = Err(Error::<Runtime>::BalanceLow.into());
    assert_eq!(chain.send(Ferdie, approved.clone()), refused);
    assert_eq!((holding(&mut chain, Bob), chain.free(&bob)), (100, before));

    chain.skip(10);
    assert_ok!(chain.send(Ferdie, approved));
    assert_ok!(chain.send(Bob, send(Eve, 1)));
    assert_eq!(holding(&mut chain, Bob), 98);
}
