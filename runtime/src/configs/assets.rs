//! Other tokens than the native one: anybody may issue one, for a deposit.

use core::marker::PhantomData;

use althing_primitives::freezing::IsFrozen;
use codec::Compact;
use frame_support::{
    parameter_types,
    traits::{AsEnsureOriginWithArg, ConstU32},
};
use frame_system::{EnsureRoot, EnsureSigned};
use pallet_assets::FrozenBalance;
use sp_runtime::traits::Bounded;

use crate::{
    constants::deposit, AccountId, AssetsFreezer, Attestations, Balance, Balances, Runtime,
    RuntimeEvent, RuntimeFreezeReason,
};

/// Identifies a token. Its issuer picks any that is free.
pub type AssetId = u32;

parameter_types! {
    /// One entry: key of 4 bytes, value of 190.
    pub const AssetDeposit: Balance = deposit(1, 194);
    /// One entry: key of 36 bytes, value of 66.
    pub const AssetAccountDeposit: Balance = deposit(1, 102);
    /// One entry: key of 4 bytes, value of 20 beside name and symbol.
    pub const MetadataDepositBase: Balance = deposit(1, 24);
    /// Each byte of name and symbol.
    pub const MetadataDepositPerByte: Balance = deposit(0, 1);
    /// One entry: key of 68 bytes, value of 32.
    pub const ApprovalDeposit: Balance = deposit(1, 100);
}

/// Freezes all tokens of an account at once, and otherwise what `Amounts` says of each.
///
/// The stock freezer keeps an amount by token and account, so it could freeze an account only token
/// by token, and miss those that come later. A ledger asks here instead, whenever tokens are to
/// leave an account, and then no road is left out: transfers, approved ones, those of the token's
/// admin, burning, and giving the account up. What comes in is not asked about.
///
/// A token whose issuer destroys it is done away with only once no account that holds it is frozen.
pub struct ComplianceFreezer<Accounts, Amounts>(PhantomData<(Accounts, Amounts)>);

impl<Accounts, Amounts, Asset, Account, Amount> FrozenBalance<Asset, Account, Amount>
    for ComplianceFreezer<Accounts, Amounts>
where
    Accounts: IsFrozen<Account>,
    Amounts: FrozenBalance<Asset, Account, Amount>,
    Amount: Bounded,
{
    fn frozen_balance(asset: Asset, who: &Account) -> Option<Amount> {
        if Accounts::is_frozen(who) {
            return Some(Amount::max_value());
        }
        Amounts::frozen_balance(asset, who)
    }

    fn died(asset: Asset, who: &Account) {
        Amounts::died(asset, who);
    }

    fn contains_freezes(asset: Asset) -> bool {
        Amounts::contains_freezes(asset)
    }
}

impl pallet_assets::Config for Runtime {
    type ApprovalDeposit = ApprovalDeposit;
    type AssetAccountDeposit = AssetAccountDeposit;
    type AssetDeposit = AssetDeposit;
    type AssetId = AssetId;
    type AssetIdAllocator = ();
    type AssetIdParameter = Compact<AssetId>;
    type Balance = Balance;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = ();
    type CallbackHandle = ();
    type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
    type Currency = Balances;
    type Extra = ();
    type ForceOrigin = EnsureRoot<AccountId>;
    type Freezer = ComplianceFreezer<Attestations, AssetsFreezer>;
    type Holder = ();
    type MetadataDepositBase = MetadataDepositBase;
    type MetadataDepositPerByte = MetadataDepositPerByte;
    /// A call that clears a token away takes about a hundredth of a block.
    type RemoveItemsLimit = ConstU32<100>;
    type ReserveData = ();
    type RuntimeEvent = RuntimeEvent;
    type StringLimit = ConstU32<50>;
    type WeightInfo = pallet_assets::weights::SubstrateWeight<Runtime>;
}

impl pallet_assets_freezer::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeFreezeReason = RuntimeFreezeReason;
}
