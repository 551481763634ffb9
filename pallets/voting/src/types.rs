//! What the pallet stores, and the rules it goes by.

use althing_primitives::{say::Say, Balance, BlockNumber, EpochIndex};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// The greatest number of lock tiers.
pub const MAX_TIERS: u32 = 4;

/// The greatest number of amounts of one account whose lock is running out at the same time.
pub const MAX_UNLOCKING: u32 = 32;

/// The greatest number of epochs that new stake and new delegations may have to wait.
pub const MAX_WARM_UP: EpochIndex = 8;

/// A tier's multiplier that counts each token exactly once, in percent.
pub const ONCE: u32 = 100;

/// Identifies a lock tier: its place in [`Rules::tiers`].
pub type TierIndex = u8;

/// An amount for each lock tier.
pub type Tiers = [Balance; 4];

/// How long tokens are locked after unstaking has started, and what they count for until then.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Deserialize,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    Serialize,
    TypeInfo,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Tier {
    /// The blocks that a lock runs, from the epoch after unstaking has started.
    pub lock: BlockNumber,
    /// What each token counts for, in percent of a token.
    pub multiplier: u32,
}

impl Tier {
    /// What an amount counts for in this tier, rounded down, or nothing if it overflows.
    pub fn multiply(&self, amount: Balance) -> Option<Balance> {
        let once = Balance::from(ONCE);
        let multiplier = Balance::from(self.multiplier);
        let whole = amount.checked_div(once)?.checked_mul(multiplier)?;
        let rest = amount.checked_rem(once)?.checked_mul(multiplier)?.checked_div(once)?;
        whole.checked_add(rest)
    }
}

/// The rules of a chain's voting: set at genesis, changed by nothing.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Rules {
    /// The blocks over which everybody's say is constant.
    pub epoch_length: BlockNumber,
    /// The epochs that new stake and new delegations wait beyond the one in which they are made.
    pub warm_up: EpochIndex,
    /// The epochs over which say is remembered.
    pub retention: EpochIndex,
    /// The least stake that support is measured against, so that a handful of stakers is no quorum.
    pub support_floor: Balance,
    /// The lock tiers, from the shortest lock to the longest.
    pub tiers: BoundedVec<Tier, ConstU32<MAX_TIERS>>,
}

impl Default for Rules {
    fn default() -> Self {
        let once = Tier { lock: 300, multiplier: ONCE };
        Self {
            epoch_length: 10,
            warm_up: 1,
            retention: 60,
            support_floor: 0,
            tiers: BoundedVec::truncate_from([once].into()),
        }
    }
}

impl Rules {
    /// The epoch that a block is in.
    pub fn epoch_at(&self, block: BlockNumber) -> EpochIndex {
        block.checked_div(self.epoch_length).unwrap_or_default()
    }

    /// The first block of an epoch.
    pub fn starts_at(&self, epoch: EpochIndex) -> BlockNumber {
        epoch.saturating_mul(self.epoch_length)
    }

    /// The oldest epoch whose say is remembered during the epoch `now`.
    pub fn horizon(&self, now: EpochIndex) -> EpochIndex {
        now.saturating_sub(self.retention)
    }

    /// The tier of this index, if there is one.
    pub fn tier(&self, tier: TierIndex) -> Option<&Tier> {
        self.tiers.get(usize::from(tier))
    }

    /// What stake in these tiers counts for, or nothing if it overflows.
    pub fn say(&self, staked: &Tiers) -> Option<Say> {
        let mut stake: Balance = 0;
        let mut power: Balance = 0;
        for (amount, tier) in staked.iter().zip(self.tiers.iter()) {
            stake = stake.checked_add(*amount)?;
            power = power.checked_add(tier.multiply(*amount)?)?;
        }
        Some(Say::of_account(stake, power))
    }
}

/// What an account has on hold.
#[derive(Clone, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct StakeLedger {
    /// What is staked in each tier, warming up or counting.
    pub tiers: Tiers,
    /// What waits for its lock to run out, in the order in which unstaking started.
    pub unlocking: BoundedVec<Unlocking, ConstU32<MAX_UNLOCKING>>,
}

impl StakeLedger {
    /// What is staked in one tier; zero where there is no such tier.
    pub fn staked_in(&self, tier: TierIndex) -> Balance {
        self.tiers.get(usize::from(tier)).copied().unwrap_or_default()
    }

    /// All that is staked.
    pub fn staked(&self) -> Balance {
        self.tiers.iter().fold(0, |sum, amount| sum.saturating_add(*amount))
    }

    /// All that waits for its lock to run out.
    pub fn unlocking(&self) -> Balance {
        self.unlocking.iter().fold(0, |sum, entry| sum.saturating_add(entry.amount))
    }

    /// All that is on hold by these records.
    pub fn total(&self) -> Balance {
        self.staked().saturating_add(self.unlocking())
    }

    /// Takes up to `amount` away: first from what is staked, from the longest lock down, so that
    /// what is gone stops counting where it counts most; then from what is unlocking, the latest
    /// first. Returns what it took.
    pub fn reduce(&mut self, amount: Balance) -> Balance {
        let mut left = amount;
        let staked = self.tiers.iter_mut().rev();
        let unlocking = self.unlocking.iter_mut().rev().map(|entry| &mut entry.amount);
        for part in staked.chain(unlocking) {
            let taken = left.min(*part);
            *part = part.saturating_sub(taken);
            left = left.saturating_sub(taken);
        }
        self.unlocking.retain(|entry| entry.amount > 0);
        amount.saturating_sub(left)
    }
}

/// An amount whose lock is running out.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Unlocking {
    /// The tier it was staked in, and to which cancelling returns it.
    pub tier: TierIndex,
    /// The amount.
    pub amount: Balance,
    /// The block from which it can be withdrawn.
    pub unlocks_at: BlockNumber,
}

/// What an account has of its own from some epoch on.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Position<AccountId> {
    /// What counts in each tier.
    pub tiers: Tiers,
    /// Who votes in the account's place, unless it votes in person.
    pub delegate: Option<AccountId>,
}

impl<AccountId> Default for Position<AccountId> {
    fn default() -> Self {
        Self { tiers: Tiers::default(), delegate: None }
    }
}

/// What a voter says.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    TypeInfo,
)]
pub enum Choice {
    /// For the proposal.
    #[codec(index = 0)]
    Aye,
    /// Against the proposal.
    #[codec(index = 1)]
    Nay,
    /// Neither; counts towards support alone.
    #[codec(index = 2)]
    Abstain,
}

/// A voter's ballot in one poll.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    TypeInfo,
)]
pub struct Ballot {
    /// What the voter says.
    pub choice: Choice,
    /// What the ballot counts for now: own say and received say, less what delegators who voted in
    /// person have taken back.
    pub say: Say,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_multiplier_of_one_hundred_counts_exactly_once() {
        let tier = Tier { lock: 1, multiplier: ONCE };
        for amount in [0, 1, 99, 101, Balance::MAX] {
            assert_eq!(tier.multiply(amount), Some(amount));
        }
    }

    #[test]
    fn multiplied_power_is_rounded_down_and_checked() {
        let tier = Tier { lock: 1, multiplier: 150 };
        assert_eq!(tier.multiply(1), Some(1));
        assert_eq!(tier.multiply(3), Some(4));
        assert_eq!(tier.multiply(200), Some(300));
        assert_eq!(tier.multiply(Balance::MAX), None);
    }

    #[test]
    fn a_loss_falls_on_the_longest_lock_first_and_on_unlocking_amounts_last() {
        let entry = |amount| Unlocking { tier: 0, amount, unlocks_at: 0 };
        let mut ledger = StakeLedger {
            tiers: [5, 4, 3, 2],
            unlocking: BoundedVec::truncate_from(vec![entry(7), entry(8)]),
        };
        assert_eq!(ledger.reduce(6), 6);
        assert_eq!(ledger.tiers, [5, 3, 0, 0]);
        assert_eq!(ledger.reduce(17), 17);
        assert_eq!(ledger.tiers, [0; 4]);
        assert_eq!(ledger.unlocking.to_vec(), vec![entry(6)]);
        assert_eq!(ledger.reduce(10), 6);
        assert_eq!(ledger, StakeLedger::default());
    }
}
