//! Lodging: how a dealing comes on the day list, openly or revealed.

use althing_primitives::Balance;
use frame_support::{ensure, pallet_prelude::*};
use sp_core::H256;

use crate::{
    docket::Case, Act, BurdensOf, Claim, Config, Counts, Day, Error, Event, Kind, Lapse, Ownership,
    Pallet, Permission, Place, RecordId, RegisterId, Rules, State, Target, UncautionCause,
    LONGEST_PERIOD,
};

/// What somebody wants to be entered, as it is lodged or revealed.
pub(crate) struct Filing<AccountId> {
    /// Which record it is about.
    pub record: Option<RecordId>,
    /// What is to be entered.
    pub act: Act<AccountId>,
    /// The hash of the instrument.
    pub instrument: H256,
    /// The day from which it takes effect; none: that of its lodgement.
    pub effective: Option<Day>,
}

impl<T: Config> Pallet<T> {
    /// See [`Pallet::lodge`].
    pub(crate) fn do_lodge(
        who: T::AccountId,
        register: RegisterId,
        record: Option<RecordId>,
        act: Act<T::AccountId>,
        instrument: H256,
        effective: Option<Day>,
    ) -> DispatchResult {
        let office = Self::expect_active(register)?;
        let officer = Self::is_officer(register, &who);
        let next = Counts::<T>::get(register).dealings;
        let mut case = Self::new_case(who, register, office, next)?;
        let filing = Filing { record, act, instrument, effective };
        Self::ensure_lodgeable(&case, &filing, officer)?;
        Self::take_number(register)?;
        Self::replace_search(&mut case, &filing)?;
        case.dealing.deposit = Self::admit(&case, Some(filing.act.kind()), officer)?;
        Self::place(case, filing, officer)
    }

    /// Counts a dealing as open, and takes what its lodger has to pay and deposit; returns the
    /// deposit. Officers pay nothing.
    ///
    /// # Errors
    /// `TooManyDealings`; or the account has too little.
    pub(crate) fn admit(
        case: &Case<T>,
        kind: Option<Kind>,
        officer: bool,
    ) -> Result<Balance, DispatchError> {
        Self::count_open(case, officer)?;
        if officer {
            return Ok(0);
        }
        Self::charge(&case.office, &case.rules, &case.dealing.lodger, kind)
    }

    /// Ensures that the lodger of a dealing that is not placed yet may lodge this.
    ///
    /// # Errors
    /// `NotAuthorized`, `NotEligible`, `InvalidEffectiveDay`, `InvalidSpan`, `InvalidPeriod`,
    /// `SearchRunning`, and those of the kind's own checks.
    pub(crate) fn ensure_lodgeable(
        case: &Case<T>,
        filing: &Filing<T::AccountId>,
        officer: bool,
    ) -> DispatchResult {
        Self::ensure_sound(case.register, filing.record, &case.dealing.lodger, &filing.act)?;
        if !is_open_to_all(filing.act.kind()) {
            Self::ensure_person(case)?;
            ensure!(officer || Self::may_lodge(case, filing)?, Error::<T>::NotAuthorized);
        }
        Self::ensure_days(case, filing, officer)?;
        if let (Act::Search, Some(record)) = (&filing.act, filing.record) {
            ensure!(case.rules.periods.search > 0, Error::<T>::InvalidPeriod);
            Self::ensure_no_search(case.register, record)?;
        }
        Ok(())
    }

    /// Whether this concerns its lodger, and whoever it concerns may lodge it.
    fn may_lodge(case: &Case<T>, filing: &Filing<T::AccountId>) -> Result<bool, Error<T>> {
        let Case { register, rules, dealing, today, .. } = case;
        if rules.lodging == Permission::Never {
            return Ok(false);
        }
        let concerned = Self::required_consents(*register, filing.record, &filing.act, rules)?;
        let mut acts_for =
            concerned.iter().map(|party| Self::may_act(*register, party, &dealing.lodger, *today));
        Ok(acts_for.any(|acts| acts))
    }

    /// Ensures that the rules can tell the lodger from other people, as of the lodgement.
    fn ensure_person(case: &Case<T>) -> Result<(), Error<T>> {
        let Some(identity) = case.rules.identity else { return Ok(()) };
        let person = Self::person(&case.dealing.lodger, identity, case.dealing.lodged);
        ensure!(person.is_some(), Error::NotEligible);
        Ok(())
    }

    /// Ensures that what is lodged can take effect on the stated day: no later than
    /// [`LONGEST_PERIOD`] calendar days from its lodgement, nor after the dealing would lapse.
    fn ensure_days(
        case: &Case<T>,
        filing: &Filing<T::AccountId>,
        officer: bool,
    ) -> Result<(), Error<T>> {
        let day = case.dealing.day;
        let effective = filing.effective.unwrap_or(day);
        let last = day.saturating_add(LONGEST_PERIOD.into()).min(case.dealing.expires.day);
        ensure!(officer || effective >= day, Error::InvalidEffectiveDay);
        ensure!(effective <= last, Error::InvalidEffectiveDay);
        if let Act::Correct { until: Some(until), .. } = filing.act {
            ensure!(effective <= until, Error::InvalidSpan);
        }
        Ok(())
    }

    /// Gives a dealing the priority of the search that protects its lodger's dealings with the same
    /// record, and ends the search. What else it is about has no part in that: who wants the records
    /// merged or split waits.
    pub(crate) fn replace_search(
        case: &mut Case<T>,
        filing: &Filing<T::AccountId>,
    ) -> DispatchResult {
        let targets = Self::targets(filing.record, &filing.act);
        let [Target::Record(record)] = targets.as_slice() else { return Ok(()) };
        let search = Self::protecting_search(case.register, *record, case.today, case.now);
        let Some(place) = search.filter(|place| place.priority < case.id) else { return Ok(()) };
        let search = Self::expect_case(case.register, place.dealing)?;
        if search.dealing.lodger == case.dealing.lodger {
            Self::end_lapsed(&search, Lapse::SearchEnded);
            case.dealing.priority = place.priority;
        }
        Ok(())
    }

    /// Puts a dealing in its place, and tells everybody whom it concerns. A search protects at once if
    /// nobody else has to consent.
    ///
    /// # Errors
    /// `TooManyDealings`; `UnderReview`, of a search.
    pub(crate) fn place(
        mut case: Case<T>,
        filing: Filing<T::AccountId>,
        officer: bool,
    ) -> DispatchResult {
        let Filing { record, act, instrument, effective } = filing;
        let days = Self::notice_days(case.register, record, &act, &case.rules)?;
        let dealing = &mut case.dealing;
        dealing.record = record;
        dealing.instrument = instrument;
        dealing.effective = effective.unwrap_or(dealing.day);
        dealing.notice = Self::deadline(&case.calendar, days)?;
        dealing.state = State::Lodged;
        let claim = if act == Act::Search { Claim::Asking } else { Claim::Acting };
        let place = Place { priority: dealing.priority, dealing: case.id, claim };
        Self::enqueue(case.register, &Self::targets(record, &act), place, officer)?;
        case.dealing.act = Some(act);
        case.store();
        Self::announce(&case)?;
        Self::protect_when_consented(&mut case)
    }

    /// Tells that a dealing was lodged, and whose rights it is going to affect.
    fn announce(case: &Case<T>) -> DispatchResult {
        let Case { register, id, dealing, .. } = case;
        let act = case.act()?;
        Self::deposit_event(Event::Lodged {
            register: *register,
            dealing: *id,
            lodger: dealing.lodger.clone(),
            record: dealing.record,
            act: act.clone(),
            instrument: dealing.instrument,
            day: dealing.day,
            effective: dealing.effective,
            priority: dealing.priority,
            notice: dealing.notice,
            expires: dealing.expires,
            deposit: dealing.deposit,
        });
        for account in Self::concerned_accounts(*register, dealing.record, act) {
            if account != dealing.lodger {
                Self::deposit_event(Event::Alerted {
                    register: *register,
                    dealing: *id,
                    record: dealing.record,
                    account,
                    kind: act.kind(),
                    notice: dealing.notice,
                });
            }
        }
        Ok(())
    }

    /// How many business days a dealing waits for objections and alerted holders.
    fn notice_days(
        register: RegisterId,
        record: Option<RecordId>,
        act: &Act<T::AccountId>,
        rules: &Rules,
    ) -> Result<u16, Error<T>> {
        let (mut noticed, mut alerted) = (affects_others(act), false);
        for id in Self::records_of(record, act) {
            let owners = Self::owners_of(register, id, &Self::expect_record(register, id)?);
            noticed |= !BurdensOf::<T>::get(register, id).cautions.is_empty();
            alerted |= owners != Ownership::NotStated && alerts_owners(act.kind());
        }
        let notice = if noticed { rules.periods.notice } else { 0 };
        let waiting = if alerted { rules.periods.waiting } else { 0 };
        Ok(notice.max(waiting))
    }

    /// Lets a search protect its lodger once all owners have consented, against what is lodged from
    /// then on: it takes a new place, or owners could agree afterwards on who goes before a creditor.
    ///
    /// # Errors
    /// `SearchRunning`: another one protects somebody already. `UnderReview`: what the record says was
    /// approved by somebody whose approvals are looked into.
    pub(crate) fn protect_when_consented(case: &mut Case<T>) -> DispatchResult {
        let Some(record) = case.dealing.record else { return Ok(()) };
        let asks = case.dealing.act == Some(Act::Search) && case.dealing.state == State::Lodged;
        if !asks || !Self::missing(case)?.is_empty() {
            return Ok(());
        }
        Self::ensure_no_search(case.register, record)?;
        Self::ensure_unquestioned(case.register, &[record])?;
        let until = Self::deadline(&case.calendar, case.rules.periods.search)?
            .ok_or(Error::<T>::InvalidPeriod)?;
        case.dealing.state = State::Protecting(until);
        case.dealing.priority = Self::take_number(case.register)?;
        case.store();
        let targets = [Target::Record(record)];
        let priority = case.dealing.priority;
        let place = Place { priority, dealing: case.id, claim: Claim::Protecting(until) };
        Self::dequeue(case.register, &targets, case.id);
        Self::enqueue(case.register, &targets, place, true)?;
        Self::deposit_event(Event::Protected {
            register: case.register,
            dealing: case.id,
            record,
            searcher: case.dealing.lodger.clone(),
            priority,
            until,
        });
        Ok(())
    }
}

/// Whether anybody may lodge it, known as a person or not.
pub(crate) fn is_open_to_all(kind: Kind) -> bool {
    matches!(kind, Kind::Caution | Kind::Search)
}

/// Whether it waits for objections whatever the record says.
fn affects_others<AccountId>(act: &Act<AccountId>) -> bool {
    match act {
        Act::Uncaution { cause, .. } => *cause != UncautionCause::Withdrawn,
        _ => matches!(
            act.kind(),
            Kind::Register
                | Kind::Correct
                | Kind::Vest
                | Kind::Survive
                | Kind::Represent
                | Kind::StrikeOff
                | Kind::Restore
        ),
    }
}

/// Whether it waits after the owners of the record were alerted.
fn alerts_owners(kind: Kind) -> bool {
    !matches!(kind, Kind::Caution | Kind::Search | Kind::Discharge)
}
