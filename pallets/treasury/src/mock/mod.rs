//! A runtime of balances and the treasury.

mod currency;
mod eligibility;
mod origins;

pub use currency::{Blocked, Tokens};
pub use eligibility::{freeze, meets, Roll, POLICY, UNKNOWN_POLICY};
pub use origins::{SpendAuthorities, VoidAuthorities, LIMIT, SPENDER, VOIDER};

use althing_primitives::{Balance, BlockNumber};
use frame_support::{derive_impl, parameter_types, traits::ConstU128, PalletId};
use sp_runtime::{traits::IdentityLookup, BuildStorage};

use crate::{self as pallet_dao_treasury};

/// What an account needs to exist.
pub const MINIMUM: Balance = 10;
/// What the treasury owns at the start.
pub const FUNDS: Balance = 1_000_000;
/// What the named accounts own at the start.
pub const PURSE: Balance = 1_000;
/// For how long a spend without an end can be claimed.
pub const PERIOD: BlockNumber = 100;
/// An account that exists.
pub const ALICE: u64 = 1;
/// Another account that exists.
pub const BOB: u64 = 2;
/// An account that does not exist.
pub const NEWCOMER: u64 = 50;

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
    pub type Treasury = pallet_dao_treasury::Pallet<Test>;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlockU32<Test>;
    type AccountId = u64;
    type Lookup = IdentityLookup<u64>;
    type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type Balance = Balance;
    type ExistentialDeposit = ConstU128<MINIMUM>;
    type AccountStore = System;
}

parameter_types! {
    /// The treasury's name.
    pub const TreasuryId: PalletId = PalletId(*b"althg/tr");
    /// For how long a spend without an end can be claimed.
    pub static PayoutPeriod: BlockNumber = PERIOD;
}

impl pallet_dao_treasury::Config for Test {
    type WeightInfo = ();
    type Currency = Tokens;
    type RuntimeHoldReason = RuntimeHoldReason;
    type PalletId = TreasuryId;
    type SpendOrigin = SpendAuthorities;
    type VoidOrigin = VoidAuthorities;
    type Eligibility = Roll;
    type PayoutPeriod = PayoutPeriod;
}

/// Builds the chain that a test runs on.
pub struct ExtBuilder {
    funds: Balance,
}

impl Default for ExtBuilder {
    fn default() -> Self {
        Self { funds: FUNDS }
    }
}

impl ExtBuilder {
    /// What the treasury owns at the start; nothing means that its account does not exist.
    pub fn funds(self, funds: Balance) -> Self {
        Self { funds }
    }

    /// A chain in block 1.
    pub fn build(self) -> sp_io::TestExternalities {
        let mut balances = vec![(ALICE, PURSE), (BOB, PURSE)];
        if self.funds > 0 {
            balances.push((Treasury::account_id(), self.funds));
        }
        let genesis = RuntimeGenesisConfig {
            balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
            ..Default::default()
        };
        let mut ext = sp_io::TestExternalities::new(genesis.build_storage().unwrap());
        ext.execute_with(|| System::set_block_number(1));
        ext
    }

    /// Runs a test and then checks the invariants.
    pub fn build_and_execute(self, test: impl FnOnce()) {
        self.build().execute_with(|| {
            test();
            Treasury::do_try_state().unwrap();
        });
    }
}
