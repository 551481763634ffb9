//! The balances pallet, with one account that may be blocked from receiving.

use althing_primitives::Balance;
use frame_support::{
    parameter_types,
    traits::{
        fungible::{hold, Dust, Inspect, Mutate, Unbalanced},
        tokens::{DepositConsequence, Fortitude, Preservation, Provenance, WithdrawConsequence},
    },
};
use sp_runtime::{DispatchError, DispatchResult};

use super::{Balances, RuntimeHoldReason};

parameter_types! {
    /// The account that may not receive tokens.
    pub storage Blocked: Option<u64> = None;
}

/// The balances pallet, save that [`Blocked`] cannot receive.
pub struct Tokens;

impl Inspect<u64> for Tokens {
    type Balance = Balance;

    fn total_issuance() -> Balance {
        Balances::total_issuance()
    }

    fn minimum_balance() -> Balance {
        Balances::minimum_balance()
    }

    fn total_balance(who: &u64) -> Balance {
        Balances::total_balance(who)
    }

    fn balance(who: &u64) -> Balance {
        Balances::balance(who)
    }

    fn reducible_balance(who: &u64, preservation: Preservation, force: Fortitude) -> Balance {
        Balances::reducible_balance(who, preservation, force)
    }

    fn can_deposit(who: &u64, amount: Balance, provenance: Provenance) -> DepositConsequence {
        if Blocked::get() == Some(*who) {
            return DepositConsequence::Blocked;
        }
        Balances::can_deposit(who, amount, provenance)
    }

    fn can_withdraw(who: &u64, amount: Balance) -> WithdrawConsequence<Balance> {
        Balances::can_withdraw(who, amount)
    }
}

impl Unbalanced<u64> for Tokens {
    fn handle_dust(dust: Dust<u64, Self>) {
        Balances::handle_raw_dust(dust.0);
    }

    fn write_balance(who: &u64, amount: Balance) -> Result<Option<Balance>, DispatchError> {
        Balances::write_balance(who, amount)
    }

    fn set_total_issuance(amount: Balance) {
        Balances::set_total_issuance(amount);
    }
}

impl Mutate<u64> for Tokens {}

impl hold::Inspect<u64> for Tokens {
    type Reason = RuntimeHoldReason;

    fn total_balance_on_hold(who: &u64) -> Balance {
        Balances::total_balance_on_hold(who)
    }

    fn reducible_total_balance_on_hold(who: &u64, force: Fortitude) -> Balance {
        Balances::reducible_total_balance_on_hold(who, force)
    }

    fn balance_on_hold(reason: &RuntimeHoldReason, who: &u64) -> Balance {
        Balances::balance_on_hold(reason, who)
    }

    fn hold_available(reason: &RuntimeHoldReason, who: &u64) -> bool {
        Balances::hold_available(reason, who)
    }
}

impl hold::Unbalanced<u64> for Tokens {
    fn set_balance_on_hold(
        reason: &RuntimeHoldReason,
        who: &u64,
        amount: Balance,
    ) -> DispatchResult {
        Balances::set_balance_on_hold(reason, who, amount)
    }
}

impl hold::Mutate<u64> for Tokens {}
