//! A runtime with this pallet alone, and a tally that tests set as they like.

use althing_primitives::{
    poll::{Ballots, Electorate, Horizon, HouseTally, Standing, Standings},
    record_sink::RecordSink,
    Balance, BlockNumber, ProposalId, TrackId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
    derive_impl, parameter_types,
    sp_runtime::{BuildStorage, DispatchError, Perbill},
    traits::{ConstU128, ConstU32, Hooks, PollStatus, Polling, StorePreimage},
    weights::Weight,
};
use frame_system::EnsureRoot;
use scale_info::TypeInfo;
use sp_core::H256;
use sp_io::TestExternalities;

use crate::{
    self as pallet_proposals, Authority, Curve, EnsureCanceller, EnsureKiller, Guardian, Proposals,
    Status, Text, Track, Veto,
};

mod eligibility;
pub use eligibility::{freeze, meets, Roll, POLICY, UNKNOWN_POLICY};

pub type AccountId = u64;
type Block = frame_system::mocking::MockBlockU32<Test>;

pub const ALICE: AccountId = 1;
pub const BOB: AccountId = 2;
pub const CAROL: AccountId = 3;
pub const GUARDIAN: AccountId = 7;
pub const TREASURY: AccountId = 99;

/// The constitutional track, and one that may spend.
pub const CONSTITUTION: TrackId = 0;
pub const SPEND: TrackId = 1;
pub const CANCEL: TrackId = 2;
pub const KILL: TrackId = 3;

pub const CALL_WEIGHT: u64 = 1_000_000_000;

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
    pub struct Test;

    #[runtime::pallet_index(0)]
    pub type System = frame_system::Pallet<Test>;
    #[runtime::pallet_index(1)]
    pub type Balances = pallet_balances::Pallet<Test>;
    #[runtime::pallet_index(2)]
    pub type Preimage = pallet_preimage::Pallet<Test>;
    #[runtime::pallet_index(3)]
    pub type ProposalsPallet = pallet_proposals::Pallet<Test>;
}

parameter_types! {
    pub static Version: sp_version::RuntimeVersion = sp_version::RuntimeVersion {
        transaction_version: 1,
        ..Default::default()
    };
    pub static ServiceWeight: Weight = Weight::from_parts(CALL_WEIGHT * 2, u64::MAX);
    pub const MaxCallWeight: Weight = Weight::from_parts(CALL_WEIGHT, u64::MAX / 2);
    pub const SlashDestination: AccountId = TREASURY;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = Block;
    type AccountData = pallet_balances::AccountData<Balance>;
    type Version = Version;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type Balance = Balance;
    type ExistentialDeposit = ConstU128<1>;
    type AccountStore = System;
}

impl pallet_preimage::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = ();
    type Currency = Balances;
    type ManagerOrigin = EnsureRoot<AccountId>;
    type Consideration = ();
}

impl pallet_proposals::Config for Test {
    type WeightInfo = ();
    type RuntimeCall = RuntimeCall;
    type RuntimeOrigin = RuntimeOrigin;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Currency = Balances;
    type Preimages = Preimage;
    type Tally = Tally;
    type Ballots = Urn;
    type Eligibility = Roll;
    type RecordSink = Chronicle;
    type CancelOrigin = EnsureCanceller<AccountId>;
    type KillOrigin = EnsureKiller<AccountId>;
    type ConstitutionOrigin = EnsureRoot<AccountId>;
    type SlashDestination = SlashDestination;
    type MaxCallLen = ConstU32<4_096>;
    type MaxCallDepth = ConstU32<8>;
    type MaxCallWeight = MaxCallWeight;
    type ServiceWeight = ServiceWeight;
    type MaxTracks = ConstU32<8>;
    type Retention = ConstU32<1_000>;
    type MaxGuardianTerm = ConstU32<10_000>;
}

/// A tally that says what a test wants it to say.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Tally(pub Standings);

impl HouseTally<Balance, TrackId> for Tally {
    fn standings(&self, _: TrackId) -> Standings {
        self.0.clone()
    }
}

parameter_types! {
    /// How many houses a tally has.
    pub static Houses: u32 = 1;
    /// The polls that were closed.
    pub static Closed: Vec<ProposalId> = Vec::new();
}

parameter_types! {
    /// What was recorded: the proposals that were carried out, and the hashes of their calls.
    pub static Recorded: Vec<(ProposalId, H256)> = Vec::new();
}

/// Remembers what it is told.
pub struct Chronicle;

impl RecordSink for Chronicle {
    fn record(proposal: ProposalId, receipt: H256) {
        Recorded::mutate(|recorded| recorded.push((proposal, receipt)));
    }

    fn weight() -> Weight {
        Weight::from_parts(7, 5)
    }
}

/// Keeps no ballots.
pub struct Urn;

impl Ballots for Urn {
    type Tally = Tally;

    fn open(_: ProposalId, _: TrackId, _: Electorate) -> Result<Tally, DispatchError> {
        let empty = Standing { approval: Perbill::zero(), support: Perbill::zero() };
        Ok(Tally(Standings::truncate_from(vec![empty; Houses::get() as usize])))
    }

    fn close(poll: ProposalId) {
        Closed::mutate(|closed| closed.push(poll));
    }

    fn horizon() -> Horizon {
        Horizon { preparation: 50, decision: 500, execution: 800 }
    }
}

/// A track on which both thresholds fall from 100 % to 0 over 100 blocks.
pub fn track(authority: Authority) -> Track {
    let falling =
        Curve::Linear { length: Perbill::one(), floor: Perbill::zero(), ceil: Perbill::one() };
    Track {
        name: b"track".to_vec().try_into().unwrap(),
        authority,
        electorate: Electorate::Tokens,
        preparation: 4,
        submission_timeout: 20,
        decision: 100,
        confirmation: 10,
        timelock: 6,
        execution_window: 30,
        retry_period: 7,
        max_deciding: 2,
        submission_deposit: 5,
        decision_deposit: 50,
        approval: falling.clone(),
        support: falling,
        guardian_veto: Veto::Allowed,
        policy: None,
    }
}

/// Builds the state that tests start from, in block 1.
#[derive(Default)]
pub struct ExtBuilder {
    max_deciding: Option<u32>,
}

impl ExtBuilder {
    pub fn max_deciding(mut self, max_deciding: u32) -> Self {
        self.max_deciding = Some(max_deciding);
        self
    }

    pub fn build(self) -> TestExternalities {
        let mut constitution = track(Authority::Root);
        constitution.guardian_veto = Veto::Never;
        let mut spend = track(Authority::Spender { limit: 1_000 });
        spend.max_deciding = self.max_deciding.unwrap_or(spend.max_deciding);
        let genesis = RuntimeGenesisConfig {
            balances: pallet_balances::GenesisConfig {
                balances: (1..=50).chain([TREASURY]).map(|who| (who, 1_000_000)).collect(),
                ..Default::default()
            },
            proposals_pallet: pallet_proposals::GenesisConfig {
                tracks: vec![
                    (CONSTITUTION, constitution),
                    (SPEND, spend),
                    (CANCEL, track(Authority::Canceller)),
                    (KILL, track(Authority::Killer)),
                ],
                guardian: Some(Guardian { account: GUARDIAN, until: 1_000 }),
            },
            ..Default::default()
        };
        let mut ext = TestExternalities::new(genesis.build_storage().unwrap());
        ext.execute_with(|| {
            System::set_block_number(1);
            ProposalsPallet::on_initialize(1);
            Houses::set(1);
            Closed::set(Vec::new());
        });
        ext
    }

    /// Runs a test, and checks what always holds at its end.
    pub fn build_and_execute(self, test: impl FnOnce()) {
        self.build().execute_with(|| {
            test();
            ProposalsPallet::do_try_state().unwrap();
        });
    }
}

pub fn now() -> BlockNumber {
    System::block_number()
}

/// Runs blocks until the start of block `block`, in which nothing has been done but what is due.
pub fn run_to(block: BlockNumber) {
    while now() < block {
        ProposalsPallet::on_idle(now(), Weight::zero());
        System::set_block_number(now() + 1);
        ProposalsPallet::on_initialize(now());
    }
}

/// Lets blocks pass in which there is no room for anything that is due.
pub fn run_full_blocks_to(block: BlockNumber) {
    System::set_block_number(block);
}

pub fn text(name: &str) -> Text {
    Text {
        hash: sp_io::hashing::blake2_256(name.as_bytes()).into(),
        uri: name.as_bytes().to_vec().try_into().unwrap(),
    }
}

pub fn remark(len: usize) -> RuntimeCall {
    frame_system::Call::remark { remark: vec![0; len] }.into()
}

pub fn bound(call: RuntimeCall) -> crate::BoundedCallOf<Test> {
    Preimage::bound(call).unwrap()
}

/// Submits a proposal to run `call`, and yields its number.
pub fn submit_call(track: TrackId, call: RuntimeCall) -> ProposalId {
    let id = crate::ProposalCount::<Test>::get();
    ProposalsPallet::submit(RuntimeOrigin::signed(ALICE), track, bound(call), text("why")).unwrap();
    id
}

pub fn submit(track: TrackId) -> ProposalId {
    submit_call(track, remark(1))
}

/// Puts down the whole decision deposit.
pub fn sponsor(id: ProposalId) {
    ProposalsPallet::sponsor(RuntimeOrigin::signed(BOB), id, Balance::MAX).unwrap();
}

/// Submits a proposal and lets its preparation pass, so that its decision starts in block
/// `now + 4`.
pub fn decide_call(track: TrackId, call: RuntimeCall) -> ProposalId {
    let id = submit_call(track, call);
    sponsor(id);
    run_to(now() + 4);
    assert_eq!(status(id), Status::Deciding);
    id
}

pub fn decide(track: TrackId) -> ProposalId {
    decide_call(track, remark(1))
}

/// Sets the standing of every house, in per cent.
pub fn count(id: ProposalId, percent: u32) {
    try_count(id, percent).unwrap();
}

pub fn try_count(id: ProposalId, percent: u32) -> Result<(), DispatchError> {
    ProposalsPallet::try_access_poll(id, |poll| match poll {
        PollStatus::Ongoing(tally, _) => {
            let share = Perbill::from_percent(percent);
            tally.0.iter_mut().for_each(|house| {
                *house = Standing { approval: share, support: share };
            });
            Ok(())
        }
        PollStatus::Completed(..) => Err(DispatchError::Other("completed")),
        PollStatus::None => Err(DispatchError::Other("none")),
    })
}

/// Has a proposal approved at once, so that its call runs in block `now + 16`.
pub fn approve(id: ProposalId) {
    count(id, 100);
    run_to(now() + 10);
    assert!(matches!(status(id), Status::Timelocked { .. }), "{:?}", status(id));
}

pub fn status(id: ProposalId) -> Status {
    Proposals::<Test>::get(id).expect("there is such a proposal").status
}

pub fn events() -> Vec<crate::Event<Test>> {
    System::events()
        .into_iter()
        .filter_map(|record| match record.event {
            RuntimeEvent::ProposalsPallet(event) => Some(event),
            _ => None,
        })
        .collect()
}

pub fn last_event() -> crate::Event<Test> {
    events().pop().expect("there is an event")
}
