//! The one way in which a version comes to be.
//!
//! # Two times
//!
//! What a version tells is so over a span of days ([`Version::span`]), and was entered on one
//! ([`Version::day`]). Two questions follow, and a version keeps a trail for each:
//!
//! - What did the register say on a day? [`Version::setters`] name the versions whose content, owners
//!   and standing it showed from then on. Only what reaches to the day of its entry changes them.
//! - What is known by now of a day? [`Version::told`] names the newest versions that told something of
//!   whatever span. From there the trail goes back through all that did; the first whose span contains
//!   the day has it, for where spans overlap, what was entered later wins.
//!
//! The correction of a span that is over changes the second answer, and not the first one.
//!
//! A version's day never lies before that of an earlier one, whatever the clock says: the versions of
//! a record are in the order of their days.

use althing_primitives::Balance;
use frame_support::{ensure, pallet_prelude::*};
use sp_core::H256;

use crate::{
    acts::Entry, Burden, BurdenNumber, Burdens, BurdensOf, Citation, Config, Content, Correction,
    Counts, Day, DealingId, Error, Event, Holding, Holdings, Kind, Names, Ownership, Pallet,
    PastBurden, PastBurdens, Record, RecordId, RecordStatus, Records, RegisterId, Setters, Span,
    TitleClass, Version, VersionNumber, Versions,
};

/// What a version changes. What is none stays as it was.
#[derive(Clone, Debug)]
pub(crate) struct Change<AccountId> {
    /// What the record says.
    pub content: Option<Content>,
    /// Who owns it.
    pub ownership: Option<Ownership<AccountId>>,
    /// Whether it is in force, and how good the title is.
    pub standing: Option<(RecordStatus, TitleClass)>,
    /// From when and until when that is so. A last day that has not passed when the version is entered
    /// is no end: nothing ends by itself.
    pub span: Span,
    /// What it refers to.
    pub cites: Option<Citation>,
    /// Why it corrects.
    pub correction: Option<Correction<AccountId>>,
}

impl<AccountId> Change<AccountId> {
    /// One that changes nothing of what the record says, from the day on from which `entry` takes
    /// effect.
    pub fn none(entry: &Entry<AccountId>) -> Self {
        Self {
            content: None,
            ownership: None,
            standing: None,
            span: Span { from: entry.effective, until: None },
            cites: None,
            correction: None,
        }
    }
}

impl Setters {
    /// All of it set by `version`.
    pub(crate) fn all(version: VersionNumber) -> Self {
        Self { content: version, ownership: version, standing: version }
    }

    /// The same, but for what `change` is about, which is set by `version`.
    fn with<AccountId>(self, change: &Change<AccountId>, version: VersionNumber) -> Self {
        Self {
            content: if change.content.is_some() { version } else { self.content },
            ownership: if change.ownership.is_some() { version } else { self.ownership },
            standing: if change.standing.is_some() { version } else { self.standing },
        }
    }
}

impl<T: Config> Pallet<T> {
    /// A record.
    ///
    /// # Errors
    /// `RecordNotFound`.
    pub(crate) fn expect_record(
        register: RegisterId,
        record: RecordId,
    ) -> Result<Record, Error<T>> {
        Records::<T>::get(register, record).ok_or(Error::<T>::RecordNotFound)
    }

    /// Who owns a record now.
    pub(crate) fn owners_of(
        register: RegisterId,
        id: RecordId,
        record: &Record,
    ) -> Ownership<T::AccountId> {
        match Holdings::<T>::get((register, id, record.setters.ownership)) {
            Some(Holding::Stated(ownership)) => ownership,
            Some(Holding::Redacted(_)) | None => Ownership::NotStated,
        }
    }

    /// The next number of the day list, taken.
    ///
    /// # Errors
    /// `Overflow`.
    pub(crate) fn take_number(register: RegisterId) -> Result<DealingId, Error<T>> {
        Counts::<T>::try_mutate(register, |counts| {
            let id = counts.dealings;
            counts.dealings = id.checked_add(1).ok_or(Error::<T>::Overflow)?;
            Ok(id)
        })
    }

    /// Enters a record that is not there yet, with its first version.
    ///
    /// # Errors
    /// `NameTaken`, `Overflow`.
    #[allow(clippy::too_many_arguments, reason = "they are what a record begins with")]
    pub(crate) fn open_record(
        entry: &Entry<T::AccountId>,
        kind: Kind,
        name: H256,
        content: Content,
        class: TitleClass,
        ownership: Ownership<T::AccountId>,
        parent: Option<RecordId>,
        cites: Option<Citation>,
    ) -> Result<RecordId, DispatchError> {
        let register = entry.register;
        ensure!(!Names::<T>::contains_key(register, name), Error::<T>::NameTaken);
        let id = Counts::<T>::try_mutate(register, |counts| {
            let id = counts.records;
            counts.records = id.checked_add(1).ok_or(Error::<T>::Overflow)?;
            Ok::<_, Error<T>>(id)
        })?;
        let setters = Setters::all(1);
        let status = RecordStatus::InForce;
        let record =
            Record { name, status, class, content, version: 1, setters, parent, next_burden: 0 };
        let change = Change {
            content: Some(content),
            ownership: Some(ownership),
            standing: Some((status, class)),
            cites,
            ..Change::none(entry)
        };
        Names::<T>::insert(register, name, id);
        Self::write(entry, kind, id, record, setters, entry.today, change);
        Ok(id)
    }

    /// Enters another version of a record.
    ///
    /// The record, its owners and their trails follow from `change`; what weighs on it is left to the
    /// caller, who knows the number of the version then.
    ///
    /// # Errors
    /// `RecordNotFound`, `Overflow`.
    pub(crate) fn add_version(
        entry: &Entry<T::AccountId>,
        kind: Kind,
        id: RecordId,
        mut change: Change<T::AccountId>,
    ) -> Result<VersionNumber, DispatchError> {
        let mut record = Self::expect_record(entry.register, id)?;
        let before = Versions::<T>::get((entry.register, id, record.version))
            .ok_or(Error::<T>::VersionNotFound)?;
        let number = record.version.checked_add(1).ok_or(Error::<T>::Overflow)?;
        let day = entry.today.max(before.day);
        change.span.until = change.span.until.filter(|until| *until < day);
        record.version = number;
        if change.span.until.is_none() {
            record.setters = record.setters.with(&change, number);
            record.content = change.content.unwrap_or(record.content);
            let standing = (record.status, record.class);
            (record.status, record.class) = change.standing.unwrap_or(standing);
        }
        let told = before.told.with(&change, number);
        Self::write(entry, kind, id, record, told, day, change);
        Ok(number)
    }

    /// Writes a version, and the record as it is from then on.
    fn write(
        entry: &Entry<T::AccountId>,
        kind: Kind,
        id: RecordId,
        record: Record,
        told: Setters,
        day: Day,
        change: Change<T::AccountId>,
    ) {
        let (register, number) = (entry.register, record.version);
        let (status, class) = change.standing.unwrap_or((record.status, record.class));
        let version = Version {
            dealing: entry.id,
            kind,
            recorded: Self::now(),
            day,
            span: change.span,
            status,
            class,
            content: change.content.unwrap_or(record.content),
            setters: record.setters,
            told,
            instrument: entry.instrument,
            approver: entry.approver.clone(),
            cites: change.cites,
            correction: change.correction,
            redaction: None,
        };
        if let Some(ownership) = &change.ownership {
            let holding = Holding::Stated(ownership.clone());
            Holdings::<T>::insert((register, id, number), holding);
        }
        Records::<T>::insert(register, id, record);
        Versions::<T>::insert((register, id, number), version.clone());
        Self::deposit_event(Event::Recorded {
            register,
            record: id,
            version: number,
            name: record.name,
            entry: version,
            ownership: change.ownership,
            parent: record.parent,
        });
    }

    /// Enters what weighs on a record from `version` on, under the record's next number, which it
    /// returns; `burden` need not have its number and version yet. An encumbrance takes its place by
    /// rank. The caller stores `burdens`: see [`Self::store_burdens`].
    ///
    /// # Errors
    /// `TooManyEncumbrances`, `TooManyCautions`, `TooManyFreezes`, `RecordNotFound`, `Overflow`.
    pub(crate) fn add_burden(
        register: RegisterId,
        record: RecordId,
        version: VersionNumber,
        burdens: &mut Burdens<T::AccountId>,
        mut burden: Burden<T::AccountId>,
    ) -> Result<BurdenNumber, DispatchError> {
        let number = Records::<T>::try_mutate(register, record, |entry| {
            let entry = entry.as_mut().ok_or(Error::<T>::RecordNotFound)?;
            let number = entry.next_burden;
            entry.next_burden = number.checked_add(1).ok_or(Error::<T>::Overflow)?;
            Ok::<_, Error<T>>(number)
        })?;
        burden.enter(number, version);
        burdens.insert(burden.clone()).map_err(|full| match full {
            Burden::Encumbrance(_) => Error::<T>::TooManyEncumbrances,
            Burden::Caution(_) => Error::<T>::TooManyCautions,
            Burden::Freeze(_) => Error::<T>::TooManyFreezes,
        })?;
        Self::deposit_event(Event::Burdened { register, record, version, burden });
        Ok(number)
    }

    /// Ends what weighs on a record, as of `version`; `slashed` of its deposit went to the authority.
    /// Returns what it was. The caller has looked at its kind, and stores `burdens`: see
    /// [`Self::store_burdens`].
    ///
    /// # Errors
    /// `BurdenNotFound`.
    pub(crate) fn end_burden(
        register: RegisterId,
        record: RecordId,
        version: VersionNumber,
        burdens: &mut Burdens<T::AccountId>,
        number: BurdenNumber,
        slashed: Balance,
    ) -> Result<Burden<T::AccountId>, Error<T>> {
        let burden = burdens.remove(number).ok_or(Error::<T>::BurdenNotFound)?;
        let past = PastBurden { burden: burden.clone(), ended: version };
        PastBurdens::<T>::insert((register, record, number), past);
        Self::deposit_event(Event::Unburdened {
            register,
            record,
            version,
            burden: burden.clone(),
            slashed,
        });
        Ok(burden)
    }

    /// Stores what weighs on a record; where nothing does, it has no entry.
    pub(crate) fn store_burdens(
        register: RegisterId,
        record: RecordId,
        burdens: Burdens<T::AccountId>,
    ) {
        if burdens.is_empty() {
            BurdensOf::<T>::remove(register, record);
        } else {
            BurdensOf::<T>::insert(register, record, burdens);
        }
    }
}

impl<AccountId> Burdens<AccountId> {
    /// Whether nothing weighs on the record.
    pub fn is_empty(&self) -> bool {
        self.encumbrances.is_empty() && self.cautions.is_empty() && self.freezes.is_empty()
    }

    /// A burden, of whichever kind.
    pub fn find(&self, number: BurdenNumber) -> Option<Burden<AccountId>>
    where
        AccountId: Clone,
    {
        let encumbrances = self.encumbrances.iter().cloned().map(Burden::Encumbrance);
        let cautions = self.cautions.iter().cloned().map(Burden::Caution);
        let freezes = self.freezes.iter().cloned().map(Burden::Freeze);
        encumbrances.chain(cautions).chain(freezes).find(|burden| burden.number() == number)
    }

    /// Puts a burden where it belongs: an encumbrance by its rank, the others behind those of their
    /// kind. Gives it back if there is no room.
    fn insert(&mut self, burden: Burden<AccountId>) -> Result<(), Burden<AccountId>> {
        match burden {
            Burden::Encumbrance(it) => {
                let place = self.encumbrances.partition_point(|other| other.rank <= it.rank);
                self.encumbrances.try_insert(place, it).map_err(Burden::Encumbrance)
            }
            Burden::Caution(it) => self.cautions.try_push(it).map_err(Burden::Caution),
            Burden::Freeze(it) => self.freezes.try_push(it).map_err(Burden::Freeze),
        }
    }

    /// Takes a burden away, of whichever kind.
    fn remove(&mut self, number: BurdenNumber) -> Option<Burden<AccountId>> {
        if let Some(place) = self.encumbrances.iter().position(|it| it.number == number) {
            return Some(Burden::Encumbrance(self.encumbrances.remove(place)));
        }
        if let Some(place) = self.cautions.iter().position(|it| it.number == number) {
            return Some(Burden::Caution(self.cautions.remove(place)));
        }
        let place = self.freezes.iter().position(|it| it.number == number)?;
        Some(Burden::Freeze(self.freezes.remove(place)))
    }
}

impl<AccountId> Burden<AccountId> {
    /// Its number.
    pub fn number(&self) -> BurdenNumber {
        match self {
            Self::Encumbrance(it) => it.number,
            Self::Caution(it) => it.number,
            Self::Freeze(it) => it.number,
        }
    }

    /// The version that entered it.
    pub fn since(&self) -> VersionNumber {
        match self {
            Self::Encumbrance(it) => it.since,
            Self::Caution(it) => it.since,
            Self::Freeze(it) => it.since,
        }
    }

    /// Gives it its number and version.
    fn enter(&mut self, new_number: BurdenNumber, version: VersionNumber) {
        let (number, since) = match self {
            Self::Encumbrance(it) => (&mut it.number, &mut it.since),
            Self::Caution(it) => (&mut it.number, &mut it.since),
            Self::Freeze(it) => (&mut it.number, &mut it.since),
        };
        (*number, *since) = (new_number, version);
    }
}
