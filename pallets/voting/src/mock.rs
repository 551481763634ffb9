//! A runtime of three pallets, and polls that tests open and close by hand.

use althing_primitives::{
    poll::{Ballots as _, Electorate, Poll, PollInspect},
    say::Say,
    Balance, BlockNumber, ProposalId, TrackId,
};
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{
    derive_impl,
    pallet_prelude::TypeInfo,
    storage_alias,
    traits::{fungible::MutateHold, tokens, ConstU128, ConstU32, PollStatus, Polling},
    Twox64Concat,
};
use sp_runtime::{BuildStorage, DispatchError, DispatchResult};

use crate::{self as pallet_voting, *};

pub type AccountId = u64;
pub type Block = frame_system::mocking::MockBlockU32<Test>;

pub const ALICE: AccountId = 1;
pub const BOB: AccountId = 2;
pub const CHARLIE: AccountId = 3;
pub const DAVE: AccountId = 4;
/// Has tokens and never stakes at genesis.
pub const EVE: AccountId = 5;
/// Has nothing at all.
pub const NOBODY: AccountId = 99;

/// What Alice to Eve own.
pub const WEALTH: Balance = 1_000_000;
pub const TRACK: TrackId = 7;
pub const EPOCH: BlockNumber = 10;
/// The locks of the four tiers.
pub const LOCKS: [BlockNumber; 4] = [20, 50, 100, 200];

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
    pub type System = frame_system;
    #[runtime::pallet_index(1)]
    pub type Balances = pallet_balances;
    #[runtime::pallet_index(2)]
    pub type Voting = pallet_voting;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type AccountData = pallet_balances::AccountData<Balance>;
    type Block = Block;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type AccountStore = System;
    type Balance = Balance;
    type ExistentialDeposit = ConstU128<1>;
}

impl Config for Test {
    type Currency = Balances;
    type MaxCleanPerBlock = ConstU32<8>;
    type Polls = MockPolls;
    type RuntimeHoldReason = RuntimeHoldReason;
    type WeightInfo = ();
}

/// A poll that a test has opened.
#[derive(Clone, Decode, Encode, MaxEncodedLen, TypeInfo)]
pub enum MockPoll {
    Ongoing { tally: Tally, track: TrackId, began: BlockNumber },
    Completed { at: BlockNumber },
}

#[storage_alias]
type PollStore = StorageMap<MockPolls, Twox64Concat, ProposalId, MockPoll>;

/// The polls that tests have opened.
pub struct MockPolls;

impl Polling<Tally> for MockPolls {
    type Class = TrackId;
    type Index = ProposalId;
    type Moment = BlockNumber;
    type Votes = Balance;

    fn classes() -> Vec<TrackId> {
        vec![TRACK]
    }

    fn as_ongoing(index: ProposalId) -> Option<(Tally, TrackId)> {
        match PollStore::get(index)? {
            MockPoll::Ongoing { tally, track, .. } => Some((tally, track)),
            MockPoll::Completed { .. } => None,
        }
    }

    fn access_poll<R>(
        index: ProposalId,
        f: impl FnOnce(PollStatus<&mut Tally, BlockNumber, TrackId>) -> R,
    ) -> R {
        Self::try_access_poll(index, |status| Ok(f(status))).unwrap()
    }

    fn try_access_poll<R>(
        index: ProposalId,
        f: impl FnOnce(PollStatus<&mut Tally, BlockNumber, TrackId>) -> Result<R, DispatchError>,
    ) -> Result<R, DispatchError> {
        let Some(mut poll) = PollStore::get(index) else { return f(PollStatus::None) };
        let result = match &mut poll {
            MockPoll::Ongoing { tally, track, .. } => f(PollStatus::Ongoing(tally, *track))?,
            MockPoll::Completed { at } => f(PollStatus::Completed(*at, true))?,
        };
        PollStore::insert(index, poll);
        Ok(result)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn create_ongoing(track: TrackId) -> Result<ProposalId, ()> {
        let index = PollStore::iter_keys().max().map_or(0, |last| last + 1);
        open_on(index, track).map_err(drop)?;
        Ok(index)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn end_ongoing(index: ProposalId, _: bool) -> Result<(), ()> {
        Self::as_ongoing(index).ok_or(())?;
        close(index);
        Ok(())
    }
}

impl PollInspect for MockPolls {
    fn poll(id: ProposalId) -> Option<Poll> {
        match PollStore::get(id)? {
            MockPoll::Ongoing { track, began, .. } => {
                Some(Poll { track, electorate: Electorate::Tokens, began, ends: began + 100 })
            }
            MockPoll::Completed { .. } => None,
        }
    }
}

/// Opens a poll as of this block.
pub fn open(poll: ProposalId) -> Result<(), DispatchError> {
    open_on(poll, TRACK)
}

fn open_on(poll: ProposalId, track: TrackId) -> Result<(), DispatchError> {
    let tally = Voting::open(poll, track, Electorate::Tokens)?;
    let began = System::block_number();
    PollStore::insert(poll, MockPoll::Ongoing { tally, track, began });
    Ok(())
}

/// Closes a poll in this block.
pub fn close(poll: ProposalId) {
    PollStore::insert(poll, MockPoll::Completed { at: System::block_number() });
    Voting::close(poll);
}

/// The count of an open poll.
pub fn tally(poll: ProposalId) -> Tally {
    MockPolls::as_ongoing(poll).unwrap().0
}

/// Replaces the count of an open poll.
pub fn set_tally(poll: ProposalId, tally: Tally) {
    let began = MockPolls::poll(poll).unwrap().began;
    PollStore::insert(poll, MockPoll::Ongoing { tally, track: TRACK, began });
}

/// Ayes, nays, abstentions and support of an open poll.
pub fn count(poll: ProposalId) -> (Balance, Balance, Balance, Balance) {
    let House { ayes, nays, abstains, support, .. } = tally(poll).houses[0];
    (ayes, nays, abstains, support)
}

/// A chain with these stakes at genesis.
pub struct ExtBuilder {
    balances: Vec<(AccountId, Balance)>,
    pub voting: pallet_voting::GenesisConfig<Test>,
}

impl Default for ExtBuilder {
    fn default() -> Self {
        let tier = |(lock, multiplier)| Tier { lock, multiplier };
        Self {
            balances: [ALICE, BOB, CHARLIE, DAVE, EVE].map(|who| (who, WEALTH)).to_vec(),
            voting: pallet_voting::GenesisConfig {
                epoch_length: EPOCH,
                warm_up: 1,
                retention: 6,
                support_floor: 100,
                tiers: LOCKS.into_iter().zip([100, 150, 200, 300]).map(tier).collect(),
                stakes: Vec::new(),
            },
        }
    }
}

impl ExtBuilder {
    /// Has an account stake an amount at genesis.
    pub fn stake(mut self, who: AccountId, tier: TierIndex, amount: Balance) -> Self {
        self.voting.stakes.push((who, tier, amount));
        self
    }

    /// Gives an account tokens at genesis.
    pub fn balance(mut self, who: AccountId, amount: Balance) -> Self {
        self.balances.retain(|(other, _)| *other != who);
        self.balances.push((who, amount));
        self
    }

    /// Sets how many epochs new stake waits.
    pub fn warm_up(mut self, epochs: u32) -> Self {
        self.voting.warm_up = epochs;
        self
    }

    pub fn build(self) -> sp_io::TestExternalities {
        let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
        let balances = self.balances;
        pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }
            .assimilate_storage(&mut storage)
            .unwrap();
        self.voting.assimilate_storage(&mut storage).unwrap();
        let mut ext = sp_io::TestExternalities::new(storage);
        ext.execute_with(|| System::set_block_number(1));
        ext
    }

    /// Runs a test and then checks every invariant.
    pub fn build_and_execute(self, test: impl FnOnce()) {
        self.build().execute_with(|| {
            test();
            Voting::do_try_state().unwrap();
        });
    }
}

#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
    ExtBuilder::default().build()
}

/// Goes to the first block of an epoch.
pub fn go_to_epoch(epoch: u32) {
    go_to(epoch * EPOCH);
}

/// Goes to a block.
pub fn go_to(block: BlockNumber) {
    assert!(block >= System::block_number());
    System::set_block_number(block);
}

/// The call of an account.
pub fn by(who: AccountId) -> RuntimeOrigin {
    RuntimeOrigin::signed(who)
}

/// Takes staked tokens away, as another pallet might.
pub fn slash(who: AccountId, amount: Balance) {
    Balances::burn_held(
        &HoldReason::Stake.into(),
        &who,
        amount,
        tokens::Precision::Exact,
        tokens::Fortitude::Force,
    )
    .unwrap();
}

/// The own say of an account in this epoch.
pub fn own(who: AccountId) -> Say {
    Voting::say(who).own
}

/// The say that an account has received in this epoch.
pub fn received(who: AccountId) -> Say {
    Voting::say(who).received
}

/// The own say of one account with these figures.
pub fn say(stake: Balance, power: Balance) -> Say {
    Say::of_account(stake, power)
}

/// The last event of the pallet.
pub fn last_event() -> Event<Test> {
    let voting = |event| match event {
        RuntimeEvent::Voting(event) => Some(event),
        _ => None,
    };
    let events = System::events().into_iter().rev();
    events.map(|record| record.event).find_map(voting).expect("no event")
}

/// Shorthands for the calls.
pub fn stake(who: AccountId, tier: TierIndex, amount: Balance) -> DispatchResult {
    Voting::stake(by(who), tier, amount)
}
pub fn unstake(who: AccountId, tier: TierIndex, amount: Balance) -> DispatchResult {
    Voting::unstake(by(who), tier, amount)
}
pub fn delegate(who: AccountId, to: AccountId) -> DispatchResult {
    Voting::delegate(by(who), to)
}
pub fn vote(who: AccountId, poll: ProposalId, choice: Choice) -> DispatchResult {
    Voting::vote(by(who), poll, choice)
}
pub fn withdraw_ballot(who: AccountId, poll: ProposalId) -> DispatchResult {
    Voting::withdraw_ballot(by(who), poll)
}
