//! How much an account counts for.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_arithmetic::traits::IntegerSquareRoot;

use crate::Balance;

/// What an account, or a sum of accounts, counts for in a poll.
///
/// The root is kept beside the power because roots are summed over the delegators, and the root of
/// a sum says nothing about the sum of the roots.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Default,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    TypeInfo,
)]
pub struct Say {
    /// Staked tokens, each counted once: what support is measured in.
    #[codec(compact)]
    pub stake: Balance,
    /// Staked tokens, each multiplied by its lock tier: what approval is measured in.
    #[codec(compact)]
    pub power: Balance,
    /// The integer square root of one account's power, or a sum of such roots.
    #[codec(compact)]
    pub root: Balance,
}

impl Say {
    /// The say of one account that stakes `stake` tokens, multiplied to `power`.
    pub fn of_account(stake: Balance, power: Balance) -> Self {
        Self { stake, power, root: power.integer_sqrt() }
    }

    /// Whether it counts for nothing.
    pub fn is_zero(&self) -> bool {
        self.stake == 0 && self.power == 0
    }

    /// The sum, or nothing where a part overflows.
    pub fn checked_add(&self, other: &Self) -> Option<Self> {
        Some(Self {
            stake: self.stake.checked_add(other.stake)?,
            power: self.power.checked_add(other.power)?,
            root: self.root.checked_add(other.root)?,
        })
    }

    /// The difference, or nothing where a part would fall below zero.
    pub fn checked_sub(&self, other: &Self) -> Option<Self> {
        Some(Self {
            stake: self.stake.checked_sub(other.stake)?,
            power: self.power.checked_sub(other.power)?,
            root: self.root.checked_sub(other.root)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_that_overflows_is_refused() {
        let most = Say { stake: Balance::MAX, power: 0, root: 0 };
        assert_eq!(most.checked_add(&Say::of_account(1, 1)), None);
        assert_eq!(Say::default().checked_sub(&Say::of_account(1, 1)), None);
    }

    #[test]
    fn the_root_is_that_of_the_multiplied_power() {
        assert_eq!(Say::of_account(4, 9), Say { stake: 4, power: 9, root: 3 });
    }
}
