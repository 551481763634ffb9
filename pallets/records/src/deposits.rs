//! What is held, returned and slashed.
//!
//! The deposit for a dealing is held for [`HoldReason::Dealing`], but that for a caution from the
//! first for [`HoldReason::Caution`], so that nothing moves when the caution is entered.

use althing_primitives::Balance;
use frame_support::{
    pallet_prelude::*,
    traits::{
        fungible::{Mutate, MutateHold},
        tokens::{
            Fortitude::Force, Precision::BestEffort, Preservation::Preserve, Restriction::Free,
        },
    },
};

use crate::{Act, Charges, Config, Dealing, HoldReason, Kind, Pallet, Register, Rules};

/// What becomes of a deposit when its dealing ends.
#[derive(Clone, Copy)]
pub(crate) enum Fate {
    /// It goes back to whoever lodged the dealing.
    Returned,
    /// It goes to the register's authority.
    Slashed,
}

/// What became of a deposit.
#[derive(Clone, Copy, Default)]
pub(crate) struct Settled {
    /// What went back to whose it was.
    pub returned: Balance,
    /// What went to the register's authority.
    pub slashed: Balance,
}

impl<T: Config> Pallet<T> {
    /// Pays the fee for a dealing to the register's authority, and holds the deposit; returns the
    /// deposit. Of a sealed dealing the kind is not known, and its deposit is the usual one.
    ///
    /// # Errors
    /// The account has too little, or the authority cannot take so small a sum.
    pub(crate) fn charge(
        register: &Register<T::AccountId>,
        rules: &Rules,
        who: &T::AccountId,
        kind: Option<Kind>,
    ) -> Result<Balance, DispatchError> {
        let fee = rules.charges.fee;
        if fee > 0 {
            T::Currency::transfer(who, &register.authority, fee, Preserve)?;
        }
        Self::hold_deposit(rules, who, kind)
    }

    /// Holds the deposit for a dealing of that kind, and returns it.
    ///
    /// # Errors
    /// The account has too little.
    pub(crate) fn hold_deposit(
        rules: &Rules,
        who: &T::AccountId,
        kind: Option<Kind>,
    ) -> Result<Balance, DispatchError> {
        let deposit = rules.charges.deposit_for(kind);
        Self::hold(deposit_reason(kind), who, deposit)?;
        Ok(deposit)
    }

    /// Holds so much for that reason.
    ///
    /// # Errors
    /// The account has too little.
    pub(crate) fn hold(reason: HoldReason, who: &T::AccountId, amount: Balance) -> DispatchResult {
        if amount == 0 {
            return Ok(());
        }
        T::Currency::hold(&reason.into(), who, amount)
    }

    /// Gives back what is held for that reason. It was held, so it can be given back.
    pub(crate) fn return_deposit(reason: HoldReason, who: &T::AccountId, amount: Balance) {
        if amount > 0 {
            let returned = T::Currency::release(&reason.into(), who, amount, BestEffort);
            debug_assert_eq!(returned, Ok(amount), "what was held can be given back");
        }
    }

    /// Gives to the authority what is held for that reason, and returns what it got. An authority
    /// that cannot take it, as its account would be too poor to exist, gets nothing: then it goes
    /// back, so that no dealing waits for that.
    pub(crate) fn slash(
        reason: HoldReason,
        who: &T::AccountId,
        authority: &T::AccountId,
        amount: Balance,
    ) -> Balance {
        if amount == 0 {
            return 0;
        }
        let from = &reason.into();
        let taken =
            T::Currency::transfer_on_hold(from, who, authority, amount, BestEffort, Free, Force);
        let slashed = taken.unwrap_or_default();
        Self::return_deposit(reason, who, amount.saturating_sub(slashed));
        slashed
    }

    /// Gives the deposit for a dealing that has ended to whom it goes.
    pub(crate) fn settle(
        authority: &T::AccountId,
        dealing: &Dealing<T::AccountId>,
        fate: Fate,
    ) -> Settled {
        let reason = deposit_reason(dealing.act.as_ref().map(Act::kind));
        let slashed = match fate {
            Fate::Slashed => Self::slash(reason, &dealing.lodger, authority, dealing.deposit),
            Fate::Returned => {
                Self::return_deposit(reason, &dealing.lodger, dealing.deposit);
                0
            }
        };
        Settled { returned: dealing.deposit.saturating_sub(slashed), slashed }
    }
}

impl Charges {
    /// The deposit for a dealing of that kind; none: nobody knows yet of which.
    pub(crate) fn deposit_for(&self, kind: Option<Kind>) -> Balance {
        match kind {
            Some(Kind::Caution) => self.caution,
            _ => self.deposit,
        }
    }
}

/// Why the deposit for a dealing of that kind is held.
fn deposit_reason(kind: Option<Kind>) -> HoldReason {
    match kind {
        Some(Kind::Caution) => HoldReason::Caution,
        _ => HoldReason::Dealing,
    }
}
