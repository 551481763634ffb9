//! The first block: checks the rules and places the first stakes.

use althing_primitives::Balance;
use frame_support::{traits::fungible::MutateHold, BoundedVec};

use crate::{
    Config, GenesisConfig, HoldReason, Pallet, Rules, Settings, Stakes, Tier, TierIndex,
    MAX_CHECKPOINTS, MAX_WARM_UP, ONCE,
};

impl<T: Config> GenesisConfig<T> {
    /// Stores the rules and places the stakes, which count from the first epoch on.
    ///
    /// # Panics
    /// If the rules contradict each other or a stake cannot be placed: such a chain must not start.
    pub(crate) fn build_voting(&self) {
        let rules = self.rules();
        check(&rules);
        Settings::<T>::put(rules);
        for (who, tier, amount) in &self.stakes {
            assert!(*amount > 0, "voting: a stake at genesis is more than zero");
            Pallet::<T>::place(who, *tier, *amount);
        }
    }

    fn rules(&self) -> Rules {
        let tiers = BoundedVec::try_from(self.tiers.clone());
        assert!(tiers.is_ok(), "voting: too many lock tiers");
        Rules {
            epoch_length: self.epoch_length,
            warm_up: self.warm_up,
            retention: self.retention,
            support_floor: self.support_floor,
            tiers: tiers.unwrap_or_default(),
        }
    }
}

impl<T: Config> Pallet<T> {
    /// Stakes at genesis.
    fn place(who: &T::AccountId, tier: TierIndex, amount: Balance) {
        let clock = Self::clock();
        assert!(clock.rules.tier(tier).is_some(), "voting: a stake at genesis has no such tier");
        let held = T::Currency::hold(&HoldReason::Stake.into(), who, amount);
        assert!(held.is_ok(), "voting: a stake at genesis is not covered: {held:?}");
        Stakes::<T>::mutate(who, |ledger| {
            if let Some(staked) = ledger.tiers.get_mut(usize::from(tier)) {
                *staked = staked.saturating_add(amount);
            }
        });
        let counted = Self::add_own(who, &clock, 0, tier, amount);
        assert!(counted.is_ok(), "voting: a stake at genesis overflows: {counted:?}");
    }
}

/// Stops a chain whose rules contradict each other.
fn check(rules: &Rules) {
    assert!(rules.epoch_length > 0, "voting: an epoch has at least one block");
    assert!(rules.warm_up <= MAX_WARM_UP, "voting: the warm-up is too long");
    assert!(rules.retention > 2, "voting: say is remembered for no decision");
    let checkpoints = rules.retention.saturating_add(rules.warm_up).saturating_add(2);
    assert!(checkpoints <= MAX_CHECKPOINTS, "voting: say is remembered for too many epochs");

    let shortest = rules.tiers.first();
    assert!(
        shortest.is_some_and(|tier| tier.multiplier == ONCE),
        "voting: the shortest lock counts exactly once",
    );
    let rises = |(shorter, longer): (&Tier, &Tier)| {
        shorter.lock < longer.lock && shorter.multiplier <= longer.multiplier
    };
    assert!(
        rules.tiers.iter().zip(rules.tiers.iter().skip(1)).all(rises),
        "voting: longer locks come later and count no less",
    );
}
