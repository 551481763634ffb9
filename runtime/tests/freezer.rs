//! What the freezer of compliance measures keeps in an account, over a ledger of its own.

use althing_primitives::freezing::IsFrozen;
use althing_runtime::configs::assets::ComplianceFreezer;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
    assert_noop, assert_ok, derive_impl,
    dispatch::DispatchResult,
    parameter_types,
    traits::{fungibles::MutateFreeze, AsEnsureOriginWithArg, VariantCount},
};
use frame_system::{EnsureRoot, EnsureSigned};
use pallet_assets::Error;
use scale_info::TypeInfo;
use sp_io::TestExternalities;

#[frame_support::runtime]
mod ledger {
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeTask
    )]
    pub struct Ledger;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;

    #[runtime::pallet_index(1)]
    pub type Balances = pallet_balances;

    #[runtime::pallet_index(2)]
    pub type Assets = pallet_assets;

    #[runtime::pallet_index(3)]
    pub type AssetsFreezer = pallet_assets_freezer;
}

parameter_types! {
    /// The account that is frozen.
    pub static Frozen: Option<u64> = None;
}

impl IsFrozen<u64> for Frozen {
    fn is_frozen(who: &u64) -> bool {
        Self::get() == Some(*who)
    }
}

/// Why an amount of a token is frozen.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    TypeInfo,
)]
pub enum Reason {
    /// It is promised.
    Promised,
}

impl VariantCount for Reason {
    const VARIANT_COUNT: u32 = 1;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Ledger {
    type AccountData = pallet_balances::AccountData<u64>;
    type Block = frame_system::mocking::MockBlock<Ledger>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Ledger {
    type AccountStore = System;
    type ReserveIdentifier = [u8; 8];
}

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Ledger {
    type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<u64>>;
    type Currency = Balances;
    type ForceOrigin = EnsureRoot<u64>;
    type Freezer = ComplianceFreezer<Frozen, AssetsFreezer>;
}

impl pallet_assets_freezer::Config for Ledger {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeFreezeReason = Reason;
}

/// Who has issued the token, and may do with it what an admin can.
const ISSUER: u64 = 1;
/// Who holds a hundred of it.
const HOLDER: u64 = 2;
/// Whom the holder lets spend them.
const SPENDER: u64 = 3;
/// The token.
const TOKEN: u32 = 7;

/// Runs over a ledger on which everybody has native tokens.
fn run(test: impl FnOnce()) {
    TestExternalities::new_empty().execute_with(|| {
        Frozen::set(None);
        System::set_block_number(1);
        for who in [ISSUER, HOLDER, SPENDER] {
            assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), who, 1_000));
        }
        assert_ok!(Assets::create(RuntimeOrigin::signed(ISSUER), TOKEN, ISSUER, 1));
        assert_ok!(Assets::mint(RuntimeOrigin::signed(ISSUER), TOKEN, HOLDER, 100));
        assert_ok!(Assets::approve_transfer(RuntimeOrigin::signed(HOLDER), TOKEN, SPENDER, 100));
        test();
    });
}

/// All roads by which tokens leave the holder.
fn roads() -> Vec<fn() -> DispatchResult> {
    vec![
        || Assets::transfer(RuntimeOrigin::signed(HOLDER), TOKEN, SPENDER, 1),
        || Assets::transfer(RuntimeOrigin::signed(HOLDER), TOKEN, SPENDER, 100),
        || Assets::transfer_keep_alive(RuntimeOrigin::signed(HOLDER), TOKEN, SPENDER, 1),
        || Assets::transfer_all(RuntimeOrigin::signed(HOLDER), TOKEN, SPENDER, false),
        || Assets::transfer_approved(RuntimeOrigin::signed(SPENDER), TOKEN, HOLDER, SPENDER, 1),
        || Assets::force_transfer(RuntimeOrigin::signed(ISSUER), TOKEN, HOLDER, SPENDER, 1),
        || Assets::burn(RuntimeOrigin::signed(ISSUER), TOKEN, HOLDER, 1),
        || Assets::refund(RuntimeOrigin::signed(HOLDER), TOKEN, true),
    ]
}

#[test]
fn no_road_leads_out_of_a_frozen_account_and_every_one_does_out_of_another() {
    for road in roads() {
        run(|| {
            Frozen::set(Some(HOLDER));
            let _ = road();
            assert_eq!(Assets::balance(TOKEN, HOLDER), 100);
            assert_eq!(Assets::total_supply(TOKEN), 100);
            Frozen::set(Some(ISSUER));
            assert_ok!(road());
            assert!(Assets::balance(TOKEN, HOLDER) < 100);
        });
    }
}

#[test]
fn a_frozen_account_receives_and_keeps_what_it_receives() {
    run(|| {
        Frozen::set(Some(HOLDER));
        assert_ok!(Assets::mint(RuntimeOrigin::signed(ISSUER), TOKEN, HOLDER, 5));
        // Of tokens, too, that it held none of when it was frozen.
        assert_ok!(Assets::create(RuntimeOrigin::signed(ISSUER), 8, ISSUER, 1));
        assert_ok!(Assets::mint(RuntimeOrigin::signed(ISSUER), 8, HOLDER, 5));
        let holder = || RuntimeOrigin::signed(HOLDER);
        for (token, held) in [(TOKEN, 105), (8, 5)] {
            let low = Error::<Ledger>::BalanceLow;
            assert_noop!(Assets::transfer(holder(), token, SPENDER, 1), low);
            assert_eq!(Assets::balance(token, HOLDER), held);
        }
    });
}

#[test]
fn an_amount_that_is_frozen_for_another_reason_stays_so() {
    run(|| {
        assert_ok!(AssetsFreezer::set_freeze(TOKEN, &Reason::Promised, &HOLDER, 60));
        let send = |amount| Assets::transfer(RuntimeOrigin::signed(HOLDER), TOKEN, SPENDER, amount);
        Frozen::set(Some(HOLDER));
        assert_noop!(send(40), Error::<Ledger>::BalanceLow);
        Frozen::set(None);
        assert_noop!(send(41), Error::<Ledger>::BalanceLow);
        assert_ok!(send(40));
        assert_noop!(
            Assets::start_destroy(RuntimeOrigin::signed(ISSUER), TOKEN),
            Error::<Ledger>::ContainsFreezes
        );
    });
}

#[test]
fn a_token_is_done_away_with_once_nobody_who_holds_it_is_frozen() {
    run(|| {
        let issuer = || RuntimeOrigin::signed(ISSUER);
        Frozen::set(Some(HOLDER));
        assert_ok!(Assets::start_destroy(issuer(), TOKEN));
        assert_ok!(Assets::destroy_accounts(issuer(), TOKEN));
        assert_ok!(Assets::destroy_approvals(issuer(), TOKEN));
        assert_noop!(Assets::finish_destroy(issuer(), TOKEN), Error::<Ledger>::InUse);
        assert_eq!(Assets::balance(TOKEN, HOLDER), 100);

        Frozen::set(None);
        assert_ok!(Assets::destroy_accounts(issuer(), TOKEN));
        assert_ok!(Assets::finish_destroy(issuer(), TOKEN));
    });
}
