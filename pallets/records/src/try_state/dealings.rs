//! Invariants of the day list, and of the order of what is on it.

use frame_support::ensure;
use sp_runtime::DispatchError;

use super::are_distinct;
use crate::{
    Act, Claim, Config, Counts, Dealing, DealingId, Dealings, FourEyes, Pallet, Place, Queue,
    Queues, Records, RegisterId, Registers, RulesOf, State, Target,
};

impl<T: Config> Pallet<T> {
    /// Invariants 2, 8, 9 and 10, of dealings, and 15 of queues.
    pub(super) fn check_dealings() -> Result<(), DispatchError> {
        for (register, id, dealing) in Dealings::<T>::iter() {
            Self::check_dealing(register, id, &dealing)?;
            Self::check_stands(register, id, &dealing)?;
            Self::check_approval(register, &dealing)?;
        }
        for (register, target, queue) in Queues::<T>::iter() {
            Self::check_queue(register, &target, &queue)?;
        }
        Ok(())
    }

    /// Invariants 2 and 9.
    fn check_dealing(
        register: RegisterId,
        id: DealingId,
        dealing: &Dealing<T::AccountId>,
    ) -> Result<(), DispatchError> {
        ensure!(Registers::<T>::contains_key(register), "9: a dealing is in no register");
        ensure!(id < Counts::<T>::get(register).dealings, "2: a dealing is not counted");
        let ruled = RulesOf::<T>::contains_key(register, dealing.revision);
        ensure!(ruled, "9: a dealing goes by no rules");
        let record = dealing.record.is_none_or(|id| Records::<T>::contains_key(register, id));
        ensure!(record, "9: a dealing is about no record that there is");
        ensure!(dealing.lodged <= Self::now(), "9: a dealing is lodged in a block to come");
        let latest = match dealing.state {
            State::Protecting(_) => Counts::<T>::get(register).dealings.saturating_sub(1),
            _ => id,
        };
        ensure!(dealing.priority <= latest, "9: a dealing has a place that is not its own");
        let sealed = matches!(dealing.state, State::Sealed { .. });
        ensure!(
            sealed != dealing.act.is_some(),
            "9: what is sealed is known, or what is not is not"
        );
        // A party is as it is encoded: nothing else of it can be compared.
        let consents = dealing.consents.iter().map(|consent| codec::Encode::encode(&consent.party));
        ensure!(are_distinct(consents), "9: a party consents twice");
        ensure!(are_distinct(dealing.objections.iter().map(|one| &one.by)), "9: one objects twice");
        Ok(())
    }

    /// Invariant 8, of one dealing.
    fn check_stands(
        register: RegisterId,
        id: DealingId,
        dealing: &Dealing<T::AccountId>,
    ) -> Result<(), DispatchError> {
        let Some(act) = &dealing.act else { return Ok(()) };
        for target in Self::targets(dealing.record, act) {
            let queue = Queues::<T>::get(register, target);
            let stands = queue.iter().any(|place| place.dealing == id);
            ensure!(stands, "8: a dealing has no place in the order");
        }
        Ok(())
    }

    /// Invariants 9 and 10, of what was approved.
    fn check_approval(
        register: RegisterId,
        dealing: &Dealing<T::AccountId>,
    ) -> Result<(), DispatchError> {
        let State::Approved { by, at } = &dealing.state else { return Ok(()) };
        let in_order = dealing.lodged <= *at && *at <= Self::now();
        ensure!(in_order, "9: a dealing was approved before it was lodged, or will be");
        let waived = RulesOf::<T>::get(register, dealing.revision)
            .is_some_and(|rules| rules.four_eyes == FourEyes::Waived);
        ensure!(*by != dealing.lodger || waived, "10: a dealing was approved by its lodger");
        Ok(())
    }

    /// Invariant 8, of one queue.
    fn check_queue(
        register: RegisterId,
        target: &Target<T::AccountId>,
        queue: &Queue,
    ) -> Result<(), DispatchError> {
        ensure!(!queue.is_empty(), "15: a queue without places is kept");
        let ordered =
            queue.iter().zip(queue.iter().skip(1)).all(|(one, next)| one.priority < next.priority);
        ensure!(ordered, "8: places are not in the order of their priorities");
        let distinct = are_distinct(queue.iter().map(|place| place.dealing));
        ensure!(distinct, "8: a dealing has two places in one queue");
        let mut searches: u32 = 0;
        for place in queue {
            let dealing = Dealings::<T>::get(register, place.dealing)
                .ok_or("8: a place is that of no open dealing")?;
            let act = dealing.act.as_ref().ok_or("8: a place is that of a sealed dealing")?;
            let about = Self::targets(dealing.record, act).contains(target);
            ensure!(about, "8: a place is that of a dealing about something else");
            ensure!(place.priority == dealing.priority, "8: a place has another priority");
            ensure!(claims_rightly(place, act, &dealing.state), "8: a place claims something else");
            if matches!(place.claim, Claim::Protecting(_)) {
                searches = searches.saturating_add(1);
            }
        }
        ensure!(searches <= 1, "8: two searches protect at one time");
        Ok(())
    }
}

/// Whether a place claims what the state of its dealing says.
fn claims_rightly<AccountId>(
    place: &Place,
    act: &Act<AccountId>,
    state: &State<AccountId>,
) -> bool {
    match (act, state) {
        (Act::Search, State::Protecting(deadline)) => place.claim == Claim::Protecting(*deadline),
        (_, State::Protecting(_)) => false,
        (Act::Search, _) => place.claim == Claim::Asking,
        _ => place.claim == Claim::Acting,
    }
}
