//! The common treasury: its account, who may promise its tokens, and what flows into it by itself.

use althing_primitives::{spending::SpendAuthority, ProposalId};
use frame_support::{
    parameter_types,
    traits::{tokens::imbalance::ResolveTo, EitherOf, MapSuccess},
    PalletId,
};
use pallet_proposals::{EnsureCanceller, EnsureSpender};
use sp_runtime::traits::{AccountIdConversion, Morph};

use crate::{
    constants::DAYS, weights, AccountId, Attestations, Balance, Balances, BlockNumber, Runtime,
    RuntimeHoldReason,
};

parameter_types! {
    /// What the treasury's account is derived from.
    pub const TreasuryPalletId: PalletId = PalletId(*b"althg/tr");
    /// A month of production to claim what was promised.
    pub const PayoutPeriod: BlockNumber = 30 * DAYS;
    /// The account that holds the treasury's tokens.
    pub TreasuryAccount: AccountId = TreasuryPalletId::get().into_account_truncating();
}

/// Hands tokens that have lost their owner to the treasury: fees, dust, and slashed deposits.
pub type ToTreasury = ResolveTo<TreasuryAccount, Balances>;

/// Lets the authority that cancels proposals take back a spend of any amount.
pub struct AnyAmount;

impl Morph<Option<ProposalId>> for AnyAmount {
    type Outcome = SpendAuthority;

    fn morph(proposal: Option<ProposalId>) -> SpendAuthority {
        SpendAuthority { limit: Balance::MAX, proposal }
    }
}

impl pallet_dao_treasury::Config for Runtime {
    type Currency = Balances;
    type Eligibility = Attestations;
    type PalletId = TreasuryPalletId;
    type PayoutPeriod = PayoutPeriod;
    type RuntimeHoldReason = RuntimeHoldReason;
    type SpendOrigin = EnsureSpender<AccountId>;
    /// Who could have promised a spend may take it back, and so may who cancels proposals.
    type VoidOrigin =
        EitherOf<EnsureSpender<AccountId>, MapSuccess<EnsureCanceller<AccountId>, AnyAmount>>;
    type WeightInfo = weights::pallet_dao_treasury::WeightInfo<Runtime>;
}
