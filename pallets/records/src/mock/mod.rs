//! A runtime of balances and records, whose clock, people and freezes tests set.

mod fixtures;
mod people;

pub use fixtures::*;
pub use people::*;

use core::time::Duration;

use althing_primitives::{Balance, BlockNumber};
use frame_support::{
    derive_impl, parameter_types,
    traits::{ConstU128, ConstU32, UnixTime},
};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{traits::AccountIdLookup, AccountId32, BuildStorage};

use crate::{self as pallet_records, Day};

/// Somebody.
pub type AccountId = AccountId32;
/// What an account needs to exist.
pub const MINIMUM: Balance = 10;
/// What the named accounts own at the start.
pub const PURSE: Balance = 1_000_000;
/// How many blocks at least a day has to have.
pub const LEAST_BLOCKS: BlockNumber = 10;
/// The longest term of a role.
pub const MAX_TERM: BlockNumber = 100_000;
/// The day on which tests begin: Monday, 2026-11-16.
pub const TODAY: Day = 20_773;

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
    pub type Records = pallet_records::Pallet<Test>;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlockU32<Test>;
    type AccountId = AccountId;
    type Lookup = AccountIdLookup<AccountId, ()>;
    type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type Balance = Balance;
    type ExistentialDeposit = ConstU128<MINIMUM>;
    type AccountStore = System;
    type RuntimeHoldReason = RuntimeHoldReason;
}

parameter_types! {
    /// The time, in milliseconds since 1970.
    pub storage Milliseconds: u64 = 0;
}

/// The chain's clock.
pub struct Clock;

impl UnixTime for Clock {
    fn now() -> Duration {
        Duration::from_millis(Milliseconds::get())
    }
}

impl pallet_records::Config for Test {
    type WeightInfo = ();
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type MandateOrigin = Mandates;
    type Eligibility = Persons;
    type Freezing = Frozen;
    type Citable = Cited;
    type Time = Clock;
    type LeastBlocksADay = ConstU32<LEAST_BLOCKS>;
    type MaxRoleTerm = ConstU32<MAX_TERM>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = Clock;
}

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper for Clock {
    fn set_time(milliseconds: u64) {
        Milliseconds::set(&milliseconds);
    }
}

/// Builds the chain that a test runs on.
#[derive(Default)]
pub struct ExtBuilder;

impl ExtBuilder {
    /// A chain in block 1, at noon of [`TODAY`].
    pub fn build(self) -> sp_io::TestExternalities {
        let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
        let mut people: Vec<_> = Sr25519Keyring::iter().map(|key| key.to_account_id()).collect();
        people.push(authority());
        let balances = people.into_iter().map(|who| (who, PURSE)).collect();
        pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }
            .assimilate_storage(&mut storage)
            .unwrap();
        let mut ext = sp_io::TestExternalities::new(storage);
        ext.execute_with(|| {
            System::set_block_number(1);
            set_day(TODAY);
        });
        ext
    }

    /// Runs a test, and then checks that the state is sound.
    pub fn build_and_execute(self, test: impl FnOnce()) {
        self.build().execute_with(|| {
            test();
            Records::do_try_state().unwrap();
        });
    }
}

/// Sets the clock to noon of a day, in UTC; no block passes.
pub fn set_day(day: Day) {
    let seconds = u64::try_from(day).expect("not before 1970") * 86_400 + 43_200;
    Milliseconds::set(&(seconds * 1_000));
}

/// What day it is, in UTC.
pub fn today() -> Day {
    Day::try_from(Milliseconds::get() / 86_400_000).unwrap()
}

/// Lets blocks pass, and no time.
pub fn run_to(block: BlockNumber) {
    System::set_block_number(block);
}

/// Lets so many days pass, each with as many blocks as it has to have.
pub fn pass_days(days: u32) {
    set_day(today() + Day::try_from(days).unwrap());
    run_to(System::block_number() + days * LEAST_BLOCKS);
}

/// What happened in this pallet so far.
pub fn events() -> Vec<crate::Event<Test>> {
    let own = |event| match event {
        RuntimeEvent::Records(event) => Some(event),
        _ => None,
    };
    System::events().into_iter().filter_map(|record| own(record.event)).collect()
}

/// The last thing that happened in this pallet.
pub fn last_event() -> crate::Event<Test> {
    events().pop().expect("something happened")
}

/// What an account has free.
pub fn free(who: &AccountId) -> Balance {
    use frame_support::traits::fungible::Inspect;
    Balances::balance(who)
}

/// What is held of an account's tokens for a reason.
pub fn held(reason: crate::HoldReason, who: &AccountId) -> Balance {
    use frame_support::traits::fungible::InspectHold;
    Balances::balance_on_hold(&reason.into(), who)
}
