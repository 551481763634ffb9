//! The stock conviction-voting pallet, bound unchanged.

use althing_primitives::{poll::StockBallots, Balance};
use frame_support::{
    assert_ok, derive_impl, parameter_types,
    sp_runtime::BuildStorage,
    traits::{ConstU128, ConstU32, Hooks, StorePreimage, TotalIssuanceOf},
    weights::Weight,
};
use frame_system::EnsureRoot;
use pallet_conviction_voting::{AccountVote, Conviction, TallyOf, Vote};

use crate::{self as pallet_proposals, mock, Authority, EnsureCanceller, EnsureKiller, Status};

type AccountId = u64;

#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeSlashReason,
        RuntimeLockId,
        RuntimeTask,
        RuntimeViewFunction
    )]
    pub struct Stock;

    #[runtime::pallet_index(0)]
    pub type System = frame_system::Pallet<Stock>;
    #[runtime::pallet_index(1)]
    pub type Balances = pallet_balances::Pallet<Stock>;
    #[runtime::pallet_index(2)]
    pub type Preimage = pallet_preimage::Pallet<Stock>;
    #[runtime::pallet_index(3)]
    pub type Proposals = pallet_proposals::Pallet<Stock>;
    #[runtime::pallet_index(4)]
    pub type ConvictionVoting = pallet_conviction_voting::Pallet<Stock>;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Stock {
    type Block = frame_system::mocking::MockBlockU32<Stock>;
    type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Stock {
    type Balance = Balance;
    type ExistentialDeposit = ConstU128<1>;
    type AccountStore = System;
}

impl pallet_preimage::Config for Stock {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = ();
    type Currency = Balances;
    type ManagerOrigin = EnsureRoot<AccountId>;
    type Consideration = ();
}

impl pallet_conviction_voting::Config for Stock {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = ();
    type Currency = Balances;
    type Polls = Proposals;
    type MaxTurnout = TotalIssuanceOf<Balances, AccountId>;
    type MaxVotes = ConstU32<16>;
    type VoteLockingPeriod = ConstU32<10>;
    type BlockNumberProvider = System;
    type VotingHooks = ();
}

parameter_types! {
    pub const CallWeight: Weight = Weight::from_parts(1_000_000_000, u64::MAX / 2);
    pub const Service: Weight = Weight::from_parts(2_000_000_000, u64::MAX);
    pub const Treasury: AccountId = 99;
}

impl pallet_proposals::Config for Stock {
    type WeightInfo = ();
    type RuntimeCall = RuntimeCall;
    type RuntimeOrigin = RuntimeOrigin;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Currency = Balances;
    type Preimages = Preimage;
    type Tally = TallyOf<Stock>;
    type Ballots = StockBallots<TallyOf<Stock>, Balance>;
    type Eligibility = ();
    type RecordSink = ();
    type CancelOrigin = EnsureCanceller<AccountId>;
    type KillOrigin = EnsureKiller<AccountId>;
    type ConstitutionOrigin = EnsureRoot<AccountId>;
    type SlashDestination = Treasury;
    type MaxCallLen = ConstU32<1_024>;
    type MaxCallDepth = ConstU32<8>;
    type MaxCallWeight = CallWeight;
    type ServiceWeight = Service;
    type MaxTracks = ConstU32<8>;
    type Retention = ConstU32<1_000>;
    type MaxGuardianTerm = ConstU32<10_000>;
}

fn run_to(block: u32) {
    while System::block_number() < block {
        System::set_block_number(System::block_number() + 1);
        Proposals::on_initialize(System::block_number());
    }
}

#[test]
fn stock_votes_decide_our_proposals() {
    let genesis = RuntimeGenesisConfig {
        balances: pallet_balances::GenesisConfig {
            balances: (1..=4).map(|who| (who, 1_000)).collect(),
            ..Default::default()
        },
        proposals: pallet_proposals::GenesisConfig {
            tracks: vec![(0, mock::track(Authority::Root))],
            guardian: None,
        },
        ..Default::default()
    };
    let mut ext = sp_io::TestExternalities::new(genesis.build_storage().unwrap());
    ext.execute_with(|| {
        run_to(1);
        let remark: RuntimeCall = frame_system::Call::remark { remark: vec![] }.into();
        let call = Preimage::bound(remark).unwrap();
        let text = mock::text("why");
        assert_ok!(Proposals::submit(RuntimeOrigin::signed(1), 0, call, text));
        assert_ok!(Proposals::sponsor(RuntimeOrigin::signed(1), 0, 50));
        run_to(5);
        for (who, aye) in [(2, true), (3, true), (4, false)] {
            let vote = Vote { aye, conviction: Conviction::Locked1x };
            let vote = AccountVote::Standard { vote, balance: 900 };
            assert_ok!(ConvictionVoting::vote(RuntimeOrigin::signed(who), 0, vote));
        }
        // Two thirds approve and nearly half of all tokens support: met after 55 of 100 blocks.
        run_to(69);
        assert!(matches!(
            pallet_proposals::Proposals::<Stock>::get(0).unwrap().status,
            Status::Deciding
        ));
        run_to(90);
        assert!(matches!(
            pallet_proposals::Proposals::<Stock>::get(0).unwrap().status,
            Status::Executed { .. }
        ));
        assert!(ConvictionVoting::vote(
            RuntimeOrigin::signed(2),
            0,
            AccountVote::Standard {
                vote: Vote { aye: false, conviction: Conviction::None },
                balance: 1
            }
        )
        .is_err());
        Proposals::do_try_state().unwrap();
    });
}
