//! Invariants of what is on hold.

use alloc::collections::{BTreeMap, BTreeSet};

use althing_primitives::Balance;
use frame_support::{ensure, traits::fungible::InspectHold};
use sp_runtime::DispatchError;

use crate::{BurdensOf, Config, Dealings, HoldReason, Kind, Pallet};

/// What has to be on hold of each account, for each reason.
type Held<AccountId> = BTreeMap<(AccountId, u8), Balance>;

impl<T: Config> Pallet<T> {
    /// Invariant 12.
    pub(super) fn check_holds() -> Result<(), DispatchError> {
        let expected = Self::expected_holds()?;
        let mut accounts: BTreeSet<_> = frame_system::Account::<T>::iter_keys().collect();
        accounts.extend(expected.keys().map(|(who, _)| who.clone()));
        for who in accounts {
            for (index, reason, why) in [
                (DEALING, HoldReason::Dealing, "12: what is on hold differs from dealings"),
                (CAUTION, HoldReason::Caution, "12: what is on hold differs from cautions"),
                (OBJECTION, HoldReason::Objection, "12: what is on hold differs from objections"),
            ] {
                let on_hold = T::Currency::balance_on_hold(&reason.into(), &who);
                let sum = expected.get(&(who.clone(), index)).copied().unwrap_or_default();
                ensure!(on_hold == sum, why);
            }
        }
        Ok(())
    }

    /// What has to be on hold. The deposit for a caution is one from the lodgement of its dealing on.
    fn expected_holds() -> Result<Held<T::AccountId>, DispatchError> {
        let mut held = Held::new();
        for dealing in Dealings::<T>::iter_values() {
            let caution = dealing.act.is_some_and(|act| act.kind() == Kind::Caution);
            let index = if caution { CAUTION } else { DEALING };
            add(&mut held, (dealing.lodger, index), dealing.deposit)?;
            for objection in dealing.objections {
                add(&mut held, (objection.by, OBJECTION), objection.deposit)?;
            }
        }
        for burdens in BurdensOf::<T>::iter_values() {
            for caution in burdens.cautions {
                add(&mut held, (caution.by, CAUTION), caution.deposit)?;
            }
        }
        Ok(held)
    }
}

const DEALING: u8 = 0;
const CAUTION: u8 = 1;
const OBJECTION: u8 = 2;

/// Adds to one of several sums.
fn add<AccountId: Ord>(
    held: &mut Held<AccountId>,
    key: (AccountId, u8),
    amount: Balance,
) -> Result<(), DispatchError> {
    let sum = held.entry(key).or_default();
    *sum = sum.checked_add(amount).ok_or("12: a sum overflows")?;
    Ok(())
}
