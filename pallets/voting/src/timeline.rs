//! What held from which epoch on.

use alloc::vec::Vec;

use althing_primitives::EpochIndex;
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

use sp_runtime::DispatchError;

/// The greatest number of checkpoints of a timeline. The epochs for which say is remembered, the
/// warm-up, and two more must fit: one for the state before the first of them, one for the next
/// epoch.
pub const MAX_CHECKPOINTS: u32 = 80;

/// A value, and the epoch from which it holds.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Checkpoint<T> {
    /// The first epoch in which it holds.
    #[codec(compact)]
    pub from: EpochIndex,
    /// What holds.
    pub value: T,
}

/// A value over time: each checkpoint holds until the next one; before the first, the default does.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Timeline<T>(BoundedVec<Checkpoint<T>, ConstU32<MAX_CHECKPOINTS>>);

impl<T> Default for Timeline<T> {
    fn default() -> Self {
        Self(BoundedVec::new())
    }
}

impl<T: Clone + Default + PartialEq> Timeline<T> {
    /// What holds in an epoch.
    pub fn at(&self, epoch: EpochIndex) -> T {
        self.in_force(epoch).map(|checkpoint| checkpoint.value.clone()).unwrap_or_default()
    }

    /// What holds in the end, once everything counts.
    pub fn newest(&self) -> T {
        self.0.last().map(|checkpoint| checkpoint.value.clone()).unwrap_or_default()
    }

    /// The epoch from which the last change holds.
    pub fn settled_from(&self) -> EpochIndex {
        self.0.last().map(|checkpoint| checkpoint.from).unwrap_or_default()
    }

    /// The checkpoints, the oldest first.
    pub fn checkpoints(&self) -> &[Checkpoint<T>] {
        &self.0
    }

    /// The epochs not before `from` in which something changes.
    pub fn changes_from(&self, from: EpochIndex) -> impl Iterator<Item = EpochIndex> + '_ {
        self.0.iter().map(|checkpoint| checkpoint.from).filter(move |epoch| *epoch >= from)
    }

    /// Forgets what held before the epoch `horizon`, and all of it if nothing but the default held
    /// since.
    pub fn prune(&mut self, horizon: EpochIndex) {
        let in_force = self.in_force(horizon).map(|checkpoint| checkpoint.from);
        if let Some(oldest) = in_force {
            self.0.retain(|checkpoint| checkpoint.from >= oldest);
        }
        if self.newest() == T::default() && self.settled_from() <= horizon {
            self.0.retain(|_| false);
        }
    }

    /// The same timeline up to the epoch `from`; then, from each epoch in which something changes
    /// here or in `points`, what `change` makes of the value that held there.
    ///
    /// # Errors
    /// That of `change`, or `Exhausted` if there are too many checkpoints.
    pub fn change_from(
        &self,
        from: EpochIndex,
        points: &[EpochIndex],
        change: impl Fn(EpochIndex, T) -> Result<T, DispatchError>,
    ) -> Result<Self, DispatchError> {
        let mut epochs: Vec<EpochIndex> = self.changes_from(from).collect();
        epochs.extend(points.iter().copied().filter(|epoch| *epoch > from));
        epochs.push(from);
        epochs.sort_unstable();
        epochs.dedup();

        let mut changed = self.clone();
        changed.0.retain(|checkpoint| checkpoint.from < from);
        for epoch in epochs {
            let value = change(epoch, self.at(epoch))?;
            if value != changed.newest() {
                let checkpoint = Checkpoint { from: epoch, value };
                changed.0.try_push(checkpoint).map_err(|_| DispatchError::Exhausted)?;
            }
        }
        Ok(changed)
    }

    /// Whether the checkpoints are in order and each one changes something.
    pub fn is_orderly(&self) -> bool {
        self.0
            .iter()
            .zip(self.0.iter().skip(1))
            .all(|(earlier, later)| earlier.from < later.from && earlier.value != later.value)
    }

    /// The checkpoint that holds in an epoch.
    fn in_force(&self, epoch: EpochIndex) -> Option<&Checkpoint<T>> {
        self.0.iter().rev().find(|checkpoint| checkpoint.from <= epoch)
    }
}

/// A timeline of these checkpoints, in whatever order: for tests and benchmarks.
#[cfg(any(test, feature = "runtime-benchmarks"))]
impl<T> From<Vec<(EpochIndex, T)>> for Timeline<T> {
    fn from(checkpoints: Vec<(EpochIndex, T)>) -> Self {
        let checkpoints = checkpoints.into_iter().map(|(from, value)| Checkpoint { from, value });
        Self(BoundedVec::truncate_from(checkpoints.collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(checkpoints: &[(EpochIndex, u32)]) -> Timeline<u32> {
        checkpoints.to_vec().into()
    }

    #[test]
    fn a_checkpoint_holds_until_the_next_one() {
        let line = line(&[(3, 30), (5, 50)]);
        let values: Vec<_> = (2..=6).map(|epoch| line.at(epoch)).collect();
        assert_eq!(values, [0, 30, 30, 50, 50]);
        assert_eq!((line.newest(), line.settled_from()), (50, 5));
    }

    #[test]
    fn a_change_leaves_the_past_alone_and_reaches_every_later_checkpoint() {
        let changed =
            line(&[(3, 30), (5, 50)]).change_from(4, &[7, 1], |epoch, value| Ok(value + epoch));
        assert_eq!(changed, Ok(line(&[(3, 30), (4, 34), (5, 55), (7, 57)])));
    }

    #[test]
    fn a_change_that_changes_nothing_leaves_no_checkpoint() {
        let same = line(&[(3, 30)]).change_from(4, &[5], |_, value| Ok(value));
        assert_eq!(same, Ok(line(&[(3, 30)])));
        let back = line(&[(3, 30), (5, 50)]).change_from(5, &[], |_, _| Ok(30));
        assert_eq!(back, Ok(line(&[(3, 30)])));
        assert_eq!(line(&[]).change_from(5, &[], |_, value| Ok(value)), Ok(line(&[])));
    }

    #[test]
    fn pruning_keeps_what_held_at_the_horizon() {
        let mut timeline = line(&[(1, 10), (3, 30), (5, 50)]);
        timeline.prune(4);
        assert_eq!(timeline, line(&[(3, 30), (5, 50)]));
        timeline.prune(0);
        assert_eq!(timeline, line(&[(3, 30), (5, 50)]));
        timeline.prune(9);
        assert_eq!(timeline, line(&[(5, 50)]));
    }

    #[test]
    fn pruning_leaves_nothing_where_nothing_has_held_since() {
        let mut timeline = line(&[(1, 10), (3, 0)]);
        timeline.prune(2);
        assert_eq!(timeline, line(&[(1, 10), (3, 0)]));
        timeline.prune(3);
        assert_eq!(timeline, line(&[]));
    }

    #[test]
    fn a_full_timeline_takes_no_more() {
        let full: Vec<_> = (0..MAX_CHECKPOINTS).map(|epoch| (epoch, epoch + 1)).collect();
        let full = line(&full);
        let next = full.change_from(MAX_CHECKPOINTS, &[], |_, _| Ok(0));
        assert_eq!(next, Err(DispatchError::Exhausted));
    }

    #[test]
    fn disorder_is_noticed() {
        assert!(line(&[(1, 10), (3, 30)]).is_orderly());
        assert!(!line(&[(3, 30), (1, 10)]).is_orderly());
        assert!(!line(&[(1, 10), (3, 10)]).is_orderly());
    }
}
