//! A runtime of balances and attestations, whose people sign with real keys.

mod fixtures;
mod origins;

pub use fixtures::*;
pub use origins::{mandate, Mandates, PROPOSAL};

use althing_primitives::{Balance, BlockNumber};
use frame_support::{
    derive_impl, parameter_types,
    traits::{ConstU128, ConstU32, Contains, Hooks, VariantCountOf},
    weights::Weight,
};
use frame_system::EnsureRoot;
use sp_keyring::Sr25519Keyring;
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
use sp_runtime::{
    traits::{AccountIdLookup, Verify},
    AccountId32, BuildStorage, MultiSignature,
};

use crate::{self as pallet_attestations};

/// Somebody.
pub type AccountId = AccountId32;
/// What an account needs to exist.
pub const MINIMUM: Balance = 10;
/// What the named accounts own at the start.
pub const PURSE: Balance = 1_000_000;
/// What is held for an attestation.
pub const DEPOSIT: Balance = 100;
/// What is held in addition for a tag.
pub const TAG_DEPOSIT: Balance = 50;
/// What is held for a request beside its fee.
pub const ASKING_DEPOSIT: Balance = 30;
/// How many requests may be open to an issuer.
pub const MAX_REQUESTS: u32 = 3;
/// How many issuers may draw on their bonds in a block.
pub const MAX_DRAWING: u32 = 3;
/// How many freezes may end in a block.
pub const MAX_THAWS: u32 = 2;
/// The longest term of an office.
pub const MAX_TERM: BlockNumber = 1_000_000;

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
    pub type Attestations = pallet_attestations::Pallet<Test>;
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
    type RuntimeFreezeReason = RuntimeFreezeReason;
    type FreezeIdentifier = RuntimeFreezeReason;
    type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
}

parameter_types! {
    /// What is held for an attestation.
    pub static AttestationDeposit: Balance = DEPOSIT;
    /// What is held for a request beside its fee.
    pub static RequestDeposit: Balance = ASKING_DEPOSIT;
}

/// The treasury's account, without which the chain could not do its work.
pub fn unfreezable() -> AccountId {
    AccountId::new([0xfe; 32])
}

/// Who cannot be frozen.
pub struct Unfreezable;

impl Contains<AccountId> for Unfreezable {
    fn contains(who: &AccountId) -> bool {
        *who == unfreezable()
    }
}

impl pallet_attestations::Config for Test {
    type WeightInfo = ();
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type RuntimeFreezeReason = RuntimeFreezeReason;
    type Signature = MultiSignature;
    type Signer = <MultiSignature as Verify>::Signer;
    type MandateOrigin = Mandates;
    type ConstitutionOrigin = EnsureRoot<AccountId>;
    type Unfreezable = Unfreezable;
    type AttestationDeposit = AttestationDeposit;
    type TagDeposit = ConstU128<TAG_DEPOSIT>;
    type RequestDeposit = RequestDeposit;
    type MaxRequests = ConstU32<MAX_REQUESTS>;
    type MaxDrawingIssuers = ConstU32<MAX_DRAWING>;
    type MaxThawsPerBlock = ConstU32<MAX_THAWS>;
    type MaxOfficeTerm = ConstU32<MAX_TERM>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = ();
}

/// Builds the chain that a test runs on.
pub struct ExtBuilder {
    genesis: crate::GenesisConfig<Test>,
}

impl Default for ExtBuilder {
    fn default() -> Self {
        Self {
            genesis: crate::GenesisConfig {
                periods: PERIODS,
                appeal_rules: appeal_rules(),
                pool: pool(),
                offices: offices(),
            },
        }
    }
}

impl ExtBuilder {
    /// Starts with other values.
    pub fn genesis(mut self, change: impl FnOnce(&mut crate::GenesisConfig<Test>)) -> Self {
        change(&mut self.genesis);
        self
    }

    /// A chain in block 1.
    pub fn build(self) -> sp_io::TestExternalities {
        let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
        let mut people: Vec<_> = Sr25519Keyring::iter().map(|key| key.to_account_id()).collect();
        people.push(unfreezable());
        let balances = people.into_iter().map(|who| (who, PURSE)).collect();
        pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }
            .assimilate_storage(&mut storage)
            .unwrap();
        self.genesis.assimilate_storage(&mut storage).unwrap();
        let mut ext = sp_io::TestExternalities::new(storage);
        ext.register_extension(KeystoreExt::new(MemoryKeystore::new()));
        ext.execute_with(|| {
            System::set_block_number(1);
            Attestations::on_initialize(1);
        });
        ext
    }

    /// Runs a test, and then checks that the state is sound.
    pub fn build_and_execute(self, test: impl FnOnce()) {
        self.build().execute_with(|| {
            test();
            Attestations::on_finalize(System::block_number());
            Attestations::do_try_state().unwrap();
        });
    }
}

/// Runs the chain to a block, with all the room that a block can have at its end.
pub fn run_to(block: BlockNumber) {
    while System::block_number() < block {
        next_block(Weight::MAX);
    }
}

/// Ends this block, with this much room left in it, and begins the next one.
pub fn next_block(room: Weight) {
    let now = System::block_number();
    Attestations::on_idle(now, room);
    Attestations::on_finalize(now);
    System::set_block_number(now + 1);
    Attestations::on_initialize(now + 1);
}

/// What happened in this pallet so far.
pub fn events() -> Vec<crate::Event<Test>> {
    let own = |event| match event {
        RuntimeEvent::Attestations(event) => Some(event),
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

/// What is held of an account.
pub fn held(who: &AccountId, reason: crate::HoldReason) -> Balance {
    use frame_support::traits::fungible::InspectHold;
    Balances::balance_on_hold(&reason.into(), who)
}
