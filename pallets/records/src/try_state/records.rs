//! Invariants of records: their versions, names, owners and burdens.

use alloc::{collections::BTreeSet, vec::Vec};

use codec::Encode;
use frame_support::ensure;
use sp_runtime::DispatchError;

use super::are_distinct;
use crate::{
    Burden, BurdensOf, Config, Counts, Encumbrance, Holding, Holdings, Kind, Names, Ownership,
    Pallet, PastBurdens, Record, RecordId, RecordStatus, Records, RegisterId, Registers, Setters,
    Version, VersionNumber, Versions,
};

impl<T: Config> Pallet<T> {
    /// Invariants 2 to 7, and 15 of burdens.
    pub(super) fn check_records() -> Result<(), DispatchError> {
        Self::check_numbers_of_records()?;
        for (register, id, record) in Records::<T>::iter() {
            Self::check_versions(register, id, &record)?;
            Self::check_says(register, id, &record)?;
            Self::check_name(register, id, &record)?;
            Self::check_burdens(register, id, &record)?;
        }
        Self::check_kept()?;
        Self::check_holdings()
    }

    /// Invariant 2, of records.
    fn check_numbers_of_records() -> Result<(), DispatchError> {
        let known = Records::<T>::iter_keys().all(|(id, _)| Registers::<T>::contains_key(id));
        ensure!(known, "2: a record is in no register");
        for id in Registers::<T>::iter_keys() {
            let mut records: Vec<_> = Records::<T>::iter_key_prefix(id).collect();
            records.sort_unstable();
            let count = Counts::<T>::get(id).records;
            ensure!(records.into_iter().eq(0..count), "2: a record is lost, or not counted");
        }
        Ok(())
    }

    /// Invariants 3 and 4, of the versions of one record.
    fn check_versions(
        register: RegisterId,
        id: RecordId,
        record: &Record,
    ) -> Result<(), DispatchError> {
        let count = Versions::<T>::iter_key_prefix((register, id)).count();
        let complete = record.version > 0 && u32::try_from(count) == Ok(record.version);
        ensure!(complete, "3: a version is lost, or ahead of the newest");
        let dealings = Counts::<T>::get(register).dealings;
        let mut before = None;
        for number in 1..=record.version {
            let version =
                Versions::<T>::get((register, id, number)).ok_or("3: a version is missing")?;
            ensure!(version.recorded <= Self::now(), "4: a version is entered in a block to come");
            ensure!(version.dealing < dealings, "4: a version comes of no dealing");
            Self::check_follows(number, before.as_ref(), &version)?;
            for trail in [version.setters, version.told] {
                let kept = Holdings::<T>::contains_key((register, id, trail.ownership));
                ensure!(kept, "3: what set the owners does not say who they are");
            }
            before = Some(version);
        }
        let setters = before.map(|newest| newest.setters);
        ensure!(setters == Some(record.setters), "3: a record was set by other versions");
        Ok(())
    }

    /// Invariants 3 and 4, of a version and the one before.
    fn check_follows(
        number: VersionNumber,
        before: Option<&Version<T::AccountId>>,
        version: &Version<T::AccountId>,
    ) -> Result<(), DispatchError> {
        let Some(before) = before else {
            let opens = matches!(version.kind, Kind::Register | Kind::Split | Kind::Merge);
            ensure!(opens, "4: a record does not begin with its registration");
            let all = Setters::all(number);
            let whole = version.setters == all && version.told == all;
            ensure!(whole, "3: the first version did not set everything");
            return Ok(());
        };
        let ahead = before.recorded <= version.recorded && before.day <= version.day;
        ensure!(ahead, "4: history runs backwards");
        let follows = |of: fn(&Setters) -> VersionNumber| {
            [(before.setters, version.setters), (before.told, version.told)]
                .iter()
                .all(|(before, now)| of(now) == number || of(now) == of(before))
        };
        let grows = follows(|trail| trail.content)
            && follows(|trail| trail.ownership)
            && follows(|trail| trail.standing);
        ensure!(grows, "3: what set something did not exist by then");
        Ok(())
    }

    /// Invariants 3 and 4, of what a record says now.
    fn check_says(
        register: RegisterId,
        id: RecordId,
        record: &Record,
    ) -> Result<(), DispatchError> {
        let Setters { content, ownership, standing } = record.setters;
        let version =
            |number| Versions::<T>::get((register, id, number)).ok_or("3: a version is missing");
        ensure!(version(content)?.content == record.content, "3: a record's content is another");
        let set = version(standing)?;
        let same = set.status == record.status && set.class == record.class;
        ensure!(same, "3: a record's status or class is another");
        let stated =
            matches!(Holdings::<T>::get((register, id, ownership)), Some(Holding::Stated(_)));
        ensure!(stated, "4: the owners that hold now are out of view");
        Ok(())
    }

    /// Invariant 5.
    fn check_name(
        register: RegisterId,
        id: RecordId,
        record: &Record,
    ) -> Result<(), DispatchError> {
        let found = Names::<T>::get(register, record.name) == Some(id);
        ensure!(found || !lasts(record), "5: a record is not found by its name");
        ensure!(lasts(record) || !found, "5: the name of what is no record any more is not free");
        Ok(())
    }

    /// Invariants 3, 5 and 7, of what is kept beside the records.
    fn check_kept() -> Result<(), DispatchError> {
        for (register, name, id) in Names::<T>::iter() {
            let record = Records::<T>::get(register, id).ok_or("5: a name is that of no record")?;
            ensure!(record.name == name, "5: a name is that of another record");
        }
        let versions = Versions::<T>::iter_keys()
            .all(|(register, id, _)| Records::<T>::contains_key(register, id));
        ensure!(versions, "3: a version is of no record");
        let present = BurdensOf::<T>::iter_keys();
        let past = PastBurdens::<T>::iter_keys().map(|(register, id, _)| (register, id));
        let burdens =
            present.chain(past).all(|(register, id)| Records::<T>::contains_key(register, id));
        ensure!(burdens, "7: a burden is on no record");
        Ok(())
    }

    /// Invariants 4 and 6.
    fn check_holdings() -> Result<(), DispatchError> {
        for ((register, id, number), holding) in Holdings::<T>::iter() {
            let version = Versions::<T>::get((register, id, number))
                .ok_or("3: owners are kept of no version")?;
            match holding {
                Holding::Stated(ownership) => {
                    let names_nobody = ownership == Ownership::NotStated;
                    let in_view = version.redaction.is_none() || names_nobody;
                    ensure!(in_view, "4: what is out of view names owners");
                    ensure!(adds_up(&ownership), "6: owners are not told apart, or not one whole");
                }
                Holding::Redacted(_) => {
                    ensure!(version.redaction.is_some(), "4: owners vanished without a reason");
                }
            }
        }
        Ok(())
    }

    /// Invariant 7, and 15 of burdens.
    fn check_burdens(
        register: RegisterId,
        id: RecordId,
        record: &Record,
    ) -> Result<(), DispatchError> {
        let burdens = BurdensOf::<T>::get(register, id);
        let ranks = burdens.encumbrances.iter().map(|encumbrance| encumbrance.rank);
        let ordered = ranks.clone().zip(ranks.skip(1)).all(|(one, next)| one < next);
        ensure!(ordered, "7: encumbrances are not in the order of their ranks");
        let current: Vec<_> = burdens
            .encumbrances
            .into_iter()
            .map(Burden::Encumbrance)
            .chain(burdens.cautions.into_iter().map(Burden::Caution))
            .chain(burdens.freezes.into_iter().map(Burden::Freeze))
            .collect();
        let kept = BurdensOf::<T>::contains_key(register, id);
        ensure!(kept != current.is_empty(), "15: burdens are kept of what has none");
        ensure!(
            current.is_empty() || lasts(record),
            "7: something weighs on what was split or merged"
        );
        let mut numbers = BTreeSet::new();
        for burden in &current {
            Self::check_replaces(register, id, burden)?;
            ensure!(numbers.insert(burden.number()), "7: two burdens have one number");
            let entered = (1..=record.version).contains(&burden.since());
            ensure!(entered, "7: a burden was entered by no version");
        }
        for (number, past) in PastBurdens::<T>::iter_prefix((register, id)) {
            Self::check_replaces(register, id, &past.burden)?;
            let (own, since) = (past.burden.number(), past.burden.since());
            ensure!(own == number, "7: a past burden is found under another number");
            ensure!(numbers.insert(number), "7: two burdens have one number");
            let ended = 1 <= since && since <= past.ended && past.ended <= record.version;
            ensure!(ended, "7: a burden ended before it was entered, or by no version");
        }
        ensure!(numbers.into_iter().eq(0..record.next_burden), "7: a burden is lost");
        Ok(())
    }

    /// Invariant 7, of what came in the place of something else.
    fn check_replaces(
        register: RegisterId,
        id: RecordId,
        burden: &Burden<T::AccountId>,
    ) -> Result<(), DispatchError> {
        let Burden::Encumbrance(Encumbrance { replaces: Some(number), .. }) = burden else {
            return Ok(());
        };
        let ended = PastBurdens::<T>::contains_key((register, id, number));
        ensure!(ended, "7: a burden replaces one that has not ended");
        Ok(())
    }
}

/// Whether a record is in force, or could be again.
fn lasts(record: &Record) -> bool {
    matches!(record.status, RecordStatus::InForce | RecordStatus::Struck)
}

/// Whether no party stands twice, and shares are one together.
fn adds_up<AccountId: Encode>(ownership: &Ownership<AccountId>) -> bool {
    match ownership {
        Ownership::NotStated | Ownership::Sole(_) => true,
        Ownership::Joint(parties) => {
            parties.len() > 1 && are_distinct(parties.iter().map(Encode::encode))
        }
        Ownership::Shared { shares, denominator } => {
            let sum = shares.iter().try_fold(0_u32, |sum, share| sum.checked_add(share.numerator));
            shares.len() > 1
                && shares.iter().all(|share| share.numerator > 0)
                && sum == Some(*denominator)
                && are_distinct(shares.iter().map(|share| share.party.encode()))
        }
    }
}
