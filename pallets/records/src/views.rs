//! What can be asked of registers: what was said and what is known, page by page.

use alloc::vec::Vec;

use codec::{Decode, Encode};
use scale_info::TypeInfo;
use sp_core::H256;

use crate::{
    Burden, BurdenNumber, BurdensOf, Config, Content, Day, Dealing, DealingId, Dealings, Holding,
    Holdings, Pallet, PastBurdens, RecordId, RecordStatus, Records, Redaction, RegisterId, Setters,
    Span, TitleClass, Version, VersionNumber, Versions,
};

/// The most versions that are looked at for each thing that may be known of a day.
pub const MAX_STEPS: u32 = 1_024;

/// The most entries of one answer.
pub const MAX_PAGE: u32 = 100;

/// Something that a version says.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Said<AccountId, Value> {
    /// What.
    pub value: Value,
    /// The version that says so.
    pub version: VersionNumber,
    /// From when and until when, by that version.
    pub span: Span,
    /// Why the version was taken out of view; its content is not to be shown then.
    pub redaction: Option<Redaction<AccountId>>,
}

/// What was said of a record on a day, or what is known of it.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Statement<AccountId> {
    /// What tells the record apart in its register.
    pub name: H256,
    /// The newest version that was looked at: the one of that day, or of now.
    pub version: VersionNumber,
    /// Whether it was in force.
    pub status: Option<Said<AccountId, RecordStatus>>,
    /// How good the title was.
    pub class: Option<Said<AccountId, TitleClass>>,
    /// What it said.
    pub content: Option<Said<AccountId, Content>>,
    /// Who owned it; taken out of view, only the hash of who.
    pub ownership: Option<Said<AccountId, Holding<AccountId>>>,
}

/// A version, and what it told.
type Found<T> = (VersionNumber, Version<<T as frame_system::Config>::AccountId>);

/// What was read of a version as what it says of one thing.
type SaidBy<T, Value> = Said<<T as frame_system::Config>::AccountId, Value>;

impl<T: Config> Pallet<T> {
    /// See [`Pallet::said_on`]: reads as many versions as halving them takes, and four more.
    pub(crate) fn do_said_on(
        register: RegisterId,
        id: RecordId,
        day: Day,
    ) -> Option<Statement<T::AccountId>> {
        let record = Records::<T>::get(register, id)?;
        let day_of = |number| Some(Versions::<T>::get((register, id, number))?.day);
        let number = newest_by(day, record.version, day_of)?;
        let setters = Versions::<T>::get((register, id, number))?.setters;
        let by = |number| Some((number, Versions::<T>::get((register, id, number))?));
        let standing = by(setters.standing);
        Some(Statement {
            name: record.name,
            version: number,
            status: standing.clone().map(|it| said(it, |version| version.status)),
            class: standing.map(|it| said(it, |version| version.class)),
            content: by(setters.content).map(|it| said(it, |version| version.content)),
            ownership: by(setters.ownership).and_then(|it| Self::holding(register, id, it)),
        })
    }

    /// See [`Pallet::known_on`].
    ///
    /// A correction corrects how good a title is, and never whether the record was in force.
    pub(crate) fn do_known_on(
        register: RegisterId,
        id: RecordId,
        day: Day,
    ) -> Option<Statement<T::AccountId>> {
        let record = Records::<T>::get(register, id)?;
        let newest = record.version;
        let find = |trail: fn(&Setters) -> VersionNumber, counts: fn(&Found<T>) -> bool| {
            Self::known(register, id, newest, day, trail, counts)
        };
        let statement = Statement {
            name: record.name,
            version: newest,
            status: find(|told| told.standing, |(_, version)| version.correction.is_none())
                .map(|it| said(it, |version| version.status)),
            class: find(|told| told.standing, grades).map(|it| said(it, |version| version.class)),
            content: find(|told| told.content, |_| true)
                .map(|it| said(it, |version| version.content)),
            ownership: find(|told| told.ownership, |_| true)
                .and_then(|it| Self::holding(register, id, it)),
        };
        let knows = statement.status.is_some()
            || statement.class.is_some()
            || statement.content.is_some()
            || statement.ownership.is_some();
        knows.then_some(statement)
    }

    /// The newest version on a trail that `counts` and whose span contains `day`.
    fn known(
        register: RegisterId,
        id: RecordId,
        newest: VersionNumber,
        day: Day,
        trail: fn(&Setters) -> VersionNumber,
        counts: fn(&Found<T>) -> bool,
    ) -> Option<Found<T>> {
        let read = |number| Versions::<T>::get((register, id, number));
        let mut number = trail(&read(newest)?.told);
        for _ in 0..MAX_STEPS {
            let found = (number, read(number)?);
            if found.1.span.contains(day) && counts(&found) {
                return Some(found);
            }
            number = trail(&read(number.checked_sub(1)?)?.told);
        }
        None
    }

    /// What a version says of who owned a record.
    fn holding(
        register: RegisterId,
        id: RecordId,
        (number, version): Found<T>,
    ) -> Option<SaidBy<T, Holding<T::AccountId>>> {
        let value = Holdings::<T>::get((register, id, number))?;
        Some(said((number, version), |_| value))
    }

    /// See [`Pallet::history`].
    pub(crate) fn do_history(
        register: RegisterId,
        id: RecordId,
        first: VersionNumber,
        limit: u32,
    ) -> Vec<Found<T>> {
        let Some(record) = Records::<T>::get(register, id) else { return Vec::new() };
        (first.max(1)..=record.version)
            .take(page(limit))
            .filter_map(|number| Some((number, Versions::<T>::get((register, id, number))?)))
            .collect()
    }

    /// See [`Pallet::day_list`]: reads the number of each open dealing, and the dealings of one page.
    pub(crate) fn do_day_list(
        register: RegisterId,
        first: DealingId,
        limit: u32,
    ) -> Vec<(DealingId, Dealing<T::AccountId>)> {
        let mut ids: Vec<DealingId> =
            Dealings::<T>::iter_key_prefix(register).filter(|id| *id >= first).collect();
        ids.sort_unstable();
        ids.into_iter()
            .take(page(limit))
            .filter_map(|id| Some((id, Dealings::<T>::get(register, id)?)))
            .collect()
    }

    /// See [`Pallet::burdens_at`].
    pub(crate) fn do_burdens_at(
        register: RegisterId,
        id: RecordId,
        version: VersionNumber,
        first: BurdenNumber,
        limit: u32,
    ) -> Vec<Burden<T::AccountId>> {
        let Some(record) = Records::<T>::get(register, id) else { return Vec::new() };
        let burdens = BurdensOf::<T>::get(register, id);
        (first..record.next_burden)
            .filter_map(|number| match PastBurdens::<T>::get((register, id, number)) {
                Some(past) => (version < past.ended).then_some(past.burden),
                None => burdens.find(number),
            })
            // Burdens are numbered in the order of the versions that entered them.
            .take_while(|burden| burden.since() <= version)
            .take(page(limit))
            .collect()
    }
}

/// The newest version that was entered by the end of `day`, of those up to `newest`, whose days
/// ascend. Asks for the day of as many as halving them takes.
pub(crate) fn newest_by(
    day: Day,
    newest: VersionNumber,
    mut day_of: impl FnMut(VersionNumber) -> Option<Day>,
) -> Option<VersionNumber> {
    // Every version up to `low` was entered by then, and none from `high` on.
    let (mut low, mut high) = (0, newest.checked_add(1)?);
    while high.saturating_sub(low) > 1 {
        let middle = low.midpoint(high);
        if day_of(middle)? <= day {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low > 0).then_some(low)
}

/// Whether a version says how good a title is: the first one does, and a correction may. Those that
/// strike off and restore repeat what was said.
fn grades<AccountId>((number, version): &(VersionNumber, Version<AccountId>)) -> bool {
    *number == 1 || version.correction.is_some()
}

/// What a version says, read with `value`.
fn said<AccountId, Value>(
    (number, version): (VersionNumber, Version<AccountId>),
    value: impl FnOnce(&Version<AccountId>) -> Value,
) -> Said<AccountId, Value> {
    let value = value(&version);
    Said { value, version: number, span: version.span, redaction: version.redaction }
}

/// How many entries an answer has at most.
fn page(limit: u32) -> usize {
    usize::try_from(limit.min(MAX_PAGE)).unwrap_or_default()
}

impl Span {
    /// Whether it contains `day`.
    pub fn contains(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}
