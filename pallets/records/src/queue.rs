//! The order of what is pending.
//!
//! Everything about which dealings can conflict has a queue: a record, a name that is to be entered,
//! a party's representative. Whoever is ahead in one of them goes first, and a search that protects
//! somebody keeps everybody behind it waiting.

use alloc::vec::Vec;

use althing_primitives::BlockNumber;
use frame_support::{ensure, pallet_prelude::*};

use crate::{
    Act, Claim, Config, Day, DealingId, Error, Pallet, Place, Queue, Queues, RecordId, RegisterId,
    Target, MAX_QUEUE, OFFICERS_PLACES,
};

impl<T: Config> Pallet<T> {
    /// About what a dealing has to keep its order: its records, the names that it wants entered, the
    /// party whose representative it changes.
    pub(crate) fn targets(
        record: Option<RecordId>,
        act: &Act<T::AccountId>,
    ) -> Vec<Target<T::AccountId>> {
        let mut targets: Vec<_> = record.map(Target::Record).into_iter().collect();
        match act {
            Act::Register { name, .. } => targets.push(Target::Name(*name)),
            Act::Represent { party, .. } => targets.push(Target::Party(party.clone())),
            Act::Split { parts } => {
                targets.extend(parts.iter().map(|part| Target::Name(part.name)));
            }
            Act::Merge { others, name, .. } => {
                targets.extend(others.iter().copied().map(Target::Record));
                targets.push(Target::Name(*name));
            }
            _ => {}
        }
        targets
    }

    /// The records that a dealing is about.
    pub(crate) fn records_of(record: Option<RecordId>, act: &Act<T::AccountId>) -> Vec<RecordId> {
        let mut records: Vec<_> = record.into_iter().collect();
        if let Act::Merge { others, .. } = act {
            records.extend(others.iter().copied());
        }
        records
    }

    /// Gives a dealing its place in each of these queues, by its priority. Others than officers leave
    /// [`OFFICERS_PLACES`] of each free.
    ///
    /// # Errors
    /// `TooManyDealings`: one of them has no place left.
    pub(crate) fn enqueue(
        register: RegisterId,
        targets: &[Target<T::AccountId>],
        place: Place,
        officer: bool,
    ) -> DispatchResult {
        let kept = if officer { 0 } else { OFFICERS_PLACES };
        let limit = MAX_QUEUE.saturating_sub(kept);
        for target in targets {
            Queues::<T>::try_mutate(register, target, |queue| {
                let len = u32::try_from(queue.len()).unwrap_or(u32::MAX);
                ensure!(len < limit, Error::<T>::TooManyDealings);
                let at = queue.iter().take_while(|ahead| ahead.priority <= place.priority).count();
                queue.try_insert(at, place).map_err(|_| Error::<T>::TooManyDealings)
            })?;
        }
        Ok(())
    }

    /// Takes a dealing's place in each of these queues away.
    pub(crate) fn dequeue(
        register: RegisterId,
        targets: &[Target<T::AccountId>],
        dealing: DealingId,
    ) {
        for target in targets {
            let mut queue = Queues::<T>::get(register, target);
            queue.retain(|place| place.dealing != dealing);
            Self::put_queue(register, target, queue);
        }
    }

    /// Ensures that in none of these queues anything ahead of that priority is to be waited for.
    ///
    /// # Errors
    /// `NotYourTurn`: something is.
    pub(crate) fn ensure_turn(
        register: RegisterId,
        targets: &[Target<T::AccountId>],
        priority: DealingId,
        today: Day,
        now: BlockNumber,
    ) -> Result<(), Error<T>> {
        for target in targets {
            let queue = Queues::<T>::get(register, target);
            let mut ahead = queue.iter().take_while(|place| place.priority < priority);
            ensure!(!ahead.any(|place| place.claim.stops(today, now)), Error::<T>::NotYourTurn);
        }
        Ok(())
    }

    /// Ensures that no search protects anybody's dealings with a record. One whose time is up does
    /// until it has lapsed; one to which the owners have not consented does not.
    ///
    /// # Errors
    /// `SearchRunning`: one does.
    pub(crate) fn ensure_no_search(register: RegisterId, record: RecordId) -> Result<(), Error<T>> {
        let queue = Queues::<T>::get(register, Target::Record(record));
        let protects = queue.iter().any(|place| matches!(place.claim, Claim::Protecting(_)));
        ensure!(!protects, Error::<T>::SearchRunning);
        Ok(())
    }

    /// The search that protects somebody's dealings with a record now.
    pub(crate) fn protecting_search(
        register: RegisterId,
        record: RecordId,
        today: Day,
        now: BlockNumber,
    ) -> Option<Place> {
        Queues::<T>::get(register, Target::Record(record)).into_iter().find(|place| {
            matches!(place.claim, Claim::Protecting(until) if !until.has_passed(today, now))
        })
    }

    /// Keeps a queue; an empty one is forgotten.
    fn put_queue(register: RegisterId, target: &Target<T::AccountId>, queue: Queue) {
        if queue.is_empty() {
            Queues::<T>::remove(register, target);
        } else {
            Queues::<T>::insert(register, target, queue);
        }
    }
}

impl Claim {
    /// Whether those behind it wait.
    fn stops(self, today: Day, now: BlockNumber) -> bool {
        match self {
            Self::Acting => true,
            Self::Asking => false,
            Self::Protecting(until) => !until.has_passed(today, now),
        }
    }
}
