//! What always holds.

mod dealings;
mod deposits;
mod records;

use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};

use frame_support::ensure;
use sp_runtime::DispatchError;

use crate::{
    ApprovalsOf, Calendars, Config, Counts, Dealings, DecisionsRegister, Layouts, OpenDealings,
    Pallet, Party, Register, RegisterCount, RegisterId, RegisterKind, Registers, Representatives,
    Reviews, Roles, RulesOf,
};

impl<T: Config> Pallet<T> {
    /// Checks every invariant:
    ///
    /// 1. Registers are numbered from 0 to their count. Each has a layout, a calendar that is sound,
    ///    and the rules of every revision from 1 to its own, and no others.
    /// 2. The records of a register are numbered from 0 to its count of them; its dealings below its
    ///    count of those.
    /// 3. The versions of a record are numbered from 1 to its newest. What a version says was set or
    ///    told last is that version itself, or what was so as of the version before; of what set or
    ///    told who owns it, the owners are kept. A record says what the versions that set it say.
    /// 4. History only grows: among the versions of a record neither the blocks nor the days in which
    ///    they were entered descend, nor lie ahead, and each comes of a dealing that there was. The
    ///    owners that hold now are not out of view; those of other versions are, exactly where the
    ///    version is.
    /// 5. A record that is in force or was struck off is found by its name, and nothing else is: the
    ///    name of a record that was split or merged is free, or another one's.
    /// 6. Owners are told apart, and their shares are one.
    /// 7. The burdens of a record, past and present, are numbered from 0 up to its next burden, each
    ///    number once. Encumbrances are in the order of their ranks, no two of which are the same.
    ///    Each burden was entered by a version, and ended by none before that; what one replaces has
    ///    ended. On what was split or merged nothing weighs.
    /// 8. Places are in the order of their priorities, and no two are a dealing's. Each is that of an
    ///    open dealing about that, with its priority, and claims what the dealing's state says; each
    ///    open dealing that is not sealed stands in the queue of all that it is about. One search of
    ///    a record protects at most.
    /// 9. Of each dealing register, rules and record exist; it was lodged, and approved, in no block
    ///    to come. Whether it is sealed and whether its act is known exclude each other. Nobody
    ///    consents or objects twice.
    /// 10. What was approved was approved by another account than its lodger's, unless the rules
    ///     waive that.
    /// 11. The authority of a register holds no role in it. Roles, reviews and representatives are
    ///     those of registers that exist, and nobody represents itself.
    /// 12. What is on hold of every account are the deposits of its open dealings, of its cautions,
    ///     and of its objections.
    /// 13. Of every account as many open dealings are counted as it has.
    /// 14. Decisions are recorded in a register that exists, and is a log.
    /// 15. Nothing empty is kept: neither queues nor burdens nor counts of open dealings.
    ///
    /// # Errors
    /// A sentence that names what does not hold.
    pub fn do_try_state() -> Result<(), DispatchError> {
        for (id, register) in Registers::<T>::iter() {
            Self::check_register(id, &register)?;
        }
        Self::check_numbers_of_registers()?;
        Self::check_records()?;
        Self::check_dealings()?;
        Self::check_people()?;
        Self::check_holds()?;
        Self::check_open_dealings()?;
        Self::check_decisions_register()
    }

    /// Invariant 1, of one register.
    fn check_register(
        id: RegisterId,
        register: &Register<T::AccountId>,
    ) -> Result<(), DispatchError> {
        ensure!(id < RegisterCount::<T>::get(), "1: a register's number is not given out yet");
        ensure!(Layouts::<T>::contains_key(id), "1: a register has no layout");
        let calendar = Calendars::<T>::get(id).ok_or("1: a register has no calendar")?;
        ensure!(calendar.is_sound(), "1: a calendar is not sound");
        let mut revisions: Vec<_> = RulesOf::<T>::iter_key_prefix(id).collect();
        revisions.sort_unstable();
        let complete = revisions.into_iter().eq(1..=register.revision) && register.revision > 0;
        ensure!(complete, "1: a register has not the rules of each revision");
        Ok(())
    }

    /// Invariant 1, of all registers.
    fn check_numbers_of_registers() -> Result<(), DispatchError> {
        let mut ids: Vec<_> = Registers::<T>::iter_keys().collect();
        ids.sort_unstable();
        ensure!(ids.into_iter().eq(0..RegisterCount::<T>::get()), "1: a register is lost");
        let known = Layouts::<T>::iter_keys()
            .chain(Calendars::<T>::iter_keys())
            .chain(Counts::<T>::iter_keys())
            .chain(RulesOf::<T>::iter_keys().map(|(id, _)| id))
            .chain(ApprovalsOf::<T>::iter_keys().map(|(id, _)| id))
            .all(Registers::<T>::contains_key);
        ensure!(known, "1: something is kept of no register");
        Ok(())
    }

    /// Invariant 11.
    fn check_people() -> Result<(), DispatchError> {
        for (id, who, _) in Roles::<T>::iter_keys() {
            let register = Registers::<T>::get(id).ok_or("11: a role is in no register")?;
            ensure!(who != register.authority, "11: the authority holds a role");
        }
        let reviews = Reviews::<T>::iter_keys().all(|(id, _)| Registers::<T>::contains_key(id));
        ensure!(reviews, "11: a review is in no register");
        for (id, party, representative) in Representatives::<T>::iter() {
            ensure!(Registers::<T>::contains_key(id), "11: a representative is in no register");
            let itself = party == Party::Account(representative.account);
            ensure!(!itself, "11: somebody represents itself");
        }
        Ok(())
    }

    /// Invariants 13 and 15, of what is counted.
    fn check_open_dealings() -> Result<(), DispatchError> {
        let mut open = BTreeMap::<_, u32>::new();
        for (register, _, dealing) in Dealings::<T>::iter() {
            let count = open.entry((register, dealing.lodger)).or_default();
            *count = count.saturating_add(1);
        }
        for (register, who, count) in OpenDealings::<T>::iter() {
            ensure!(count > 0, "15: no open dealings are counted");
            let right = open.remove(&(register, who)) == Some(count);
            ensure!(right, "13: open dealings are miscounted");
        }
        ensure!(open.is_empty(), "13: an open dealing is not counted");
        Ok(())
    }

    /// Invariant 14.
    fn check_decisions_register() -> Result<(), DispatchError> {
        let Some(id) = DecisionsRegister::<T>::get() else { return Ok(()) };
        let register = Registers::<T>::get(id).ok_or("14: decisions are kept in no register")?;
        ensure!(register.kind == RegisterKind::Log, "14: decisions are kept in what is no log");
        Ok(())
    }
}

/// Whether no two are the same.
fn are_distinct<Entry: Ord>(mut list: impl Iterator<Item = Entry>) -> bool {
    let mut seen = BTreeSet::new();
    list.all(|entry| seen.insert(entry))
}
