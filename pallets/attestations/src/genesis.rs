//! The first block: who decides, for how long, and before whom one appeals. Schemas, issuers and
//! policies are decided on a track.

use alloc::collections::BTreeSet;

use frame_support::traits::Get;

use crate::{Config, CurrentPeriods, GenesisConfig, Offices, PanelPool, Pool, RulesOfAppeal};

impl<T: Config> GenesisConfig<T> {
    /// Stores the periods, the rules for appeals, the pool and the offices.
    ///
    /// # Panics
    /// If they contradict each other or what calls could set: such a chain must not start.
    pub(crate) fn build_attestations(&self) {
        assert!(
            self.periods.is_valid(),
            "attestations: a period is zero, or a freeze may outlast what a year allows",
        );
        CurrentPeriods::<T>::put(self.periods);
        self.store_appeal_rules();
        self.store_pool();
        self.store_offices();
    }

    fn store_appeal_rules(&self) {
        for (kind, rules) in &self.appeal_rules {
            let twice = RulesOfAppeal::<T>::contains_key(kind);
            assert!(!twice, "attestations: two rules for appeals against one kind of measure");
            assert!(
                rules.are_valid_for(*kind),
                "attestations: rules for appeals that cannot be kept: {kind:?}",
            );
            RulesOfAppeal::<T>::insert(kind, rules);
        }
    }

    fn store_pool(&self) {
        assert!(are_distinct(self.pool.iter()), "attestations: somebody is in the pool twice");
        let pool = Pool::try_from(self.pool.clone());
        assert!(pool.is_ok(), "attestations: more people in the pool than panels are drawn from");
        PanelPool::<T>::put(pool.unwrap_or_default());
    }

    fn store_offices(&self) {
        let holders = self.offices.iter().map(|(_, held)| &held.account);
        assert!(are_distinct(holders), "attestations: one account holds both offices");
        for (office, held) in &self.offices {
            let twice = Offices::<T>::contains_key(office);
            assert!(!twice, "attestations: an office is filled twice");
            let in_term = held.until > 0 && held.until <= T::MaxOfficeTerm::get();
            assert!(in_term, "attestations: a term of office is over or too long: {office:?}");
            Offices::<T>::insert(office, held);
        }
    }
}

/// Whether no two are the same.
fn are_distinct<Entry: Ord>(mut list: impl Iterator<Item = Entry>) -> bool {
    let mut seen = BTreeSet::new();
    list.all(|entry| seen.insert(entry))
}
