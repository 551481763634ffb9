//! How a dealing is found on the day list, kept there, and taken off it.

use althing_primitives::BlockNumber;
use frame_support::{ensure, pallet_prelude::*};
use sp_core::H256;

use crate::{
    deposits::{Fate, Settled},
    Act, Calendar, Config, Day, Dealing, DealingId, Dealings, Error, Event, HoldReason, Lapse,
    OpenDealings, Pallet, Register, RegisterId, Rules, State,
};

/// A dealing, and what it is judged by.
pub(crate) struct Case<T: Config> {
    /// Its register.
    pub register: RegisterId,
    /// The same.
    pub office: Register<T::AccountId>,
    /// The rules that hold for it.
    pub rules: Rules,
    /// The register's calendar.
    pub calendar: Calendar,
    /// This day.
    pub today: Day,
    /// This block.
    pub now: BlockNumber,
    /// Its number.
    pub id: DealingId,
    /// The dealing.
    pub dealing: Dealing<T::AccountId>,
}

impl<T: Config> Case<T> {
    /// What the dealing wants entered.
    ///
    /// # Errors
    /// `Sealed`: nobody knows yet.
    pub fn act(&self) -> Result<&Act<T::AccountId>, Error<T>> {
        self.dealing.act.as_ref().ok_or(Error::Sealed)
    }

    /// Ensures that nobody has approved the dealing yet, and that it is not sealed.
    ///
    /// # Errors
    /// `Sealed`; `AlreadyApproved`, also of a search that protects.
    pub fn ensure_undecided(&self) -> Result<(), Error<T>> {
        match self.dealing.state {
            State::Sealed { .. } => Err(Error::Sealed),
            State::Lodged | State::Requisitioned { .. } => Ok(()),
            State::Approved { .. } | State::Protecting(_) => Err(Error::AlreadyApproved),
        }
    }

    /// Ensures that `who` lodged the dealing.
    ///
    /// # Errors
    /// `NotAuthorized`.
    pub fn ensure_lodger(&self, who: &T::AccountId) -> Result<(), Error<T>> {
        ensure!(self.dealing.lodger == *who, Error::NotAuthorized);
        Ok(())
    }

    /// Keeps the dealing as it is now.
    pub fn store(&self) {
        Dealings::<T>::insert(self.register, self.id, &self.dealing);
    }
}

impl<T: Config> Pallet<T> {
    /// A dealing on the day list.
    ///
    /// # Errors
    /// `RegisterNotFound`, `DealingNotFound`.
    pub(crate) fn expect_case(register: RegisterId, id: DealingId) -> Result<Case<T>, Error<T>> {
        let office = Self::expect_register(register)?;
        let dealing = Dealings::<T>::get(register, id).ok_or(Error::DealingNotFound)?;
        let rules = Self::expect_rules(register, dealing.revision)?;
        let calendar = Self::expect_calendar(register)?;
        let (today, now) = (Self::today(&calendar), Self::now());
        Ok(Case { register, office, rules, calendar, today, now, id, dealing })
    }

    /// A dealing that nobody knows anything of, as it is lodged now under the register's rules.
    ///
    /// # Errors
    /// `InvalidRules`, `Overflow`: no day can be told on which it would lapse.
    pub(crate) fn new_case(
        lodger: T::AccountId,
        register: RegisterId,
        office: Register<T::AccountId>,
        id: DealingId,
    ) -> Result<Case<T>, Error<T>> {
        let rules = Self::expect_rules(register, office.revision)?;
        let calendar = Self::expect_calendar(register)?;
        let (today, now) = (Self::today(&calendar), Self::now());
        let longest = Self::deadline(&calendar, rules.periods.longest)?;
        let dealing = Dealing {
            lodger,
            revision: office.revision,
            record: None,
            act: None,
            instrument: H256::zero(),
            lodged: now,
            day: today,
            effective: today,
            priority: id,
            notice: None,
            expires: longest.ok_or(Error::InvalidRules)?,
            state: State::Lodged,
            consents: BoundedVec::new(),
            objections: BoundedVec::new(),
            deposit: 0,
        };
        Ok(Case { register, office, rules, calendar, today, now, id, dealing })
    }

    /// Counts one more open dealing of its lodger. Others than officers have so many at most.
    ///
    /// # Errors
    /// `TooManyDealings`.
    pub(crate) fn count_open(case: &Case<T>, officer: bool) -> Result<(), Error<T>> {
        let most = if officer { u32::MAX } else { case.rules.open_dealings.into() };
        OpenDealings::<T>::try_mutate(case.register, &case.dealing.lodger, |open| {
            ensure!(*open < most, Error::TooManyDealings);
            *open = open.saturating_add(1);
            Ok(())
        })
    }

    /// Takes a dealing off the day list, and gives back the deposits of those who object to it. Its own
    /// deposit stays where it is.
    pub(crate) fn take_off(case: &Case<T>) {
        let Case { register, id, dealing, .. } = case;
        Dealings::<T>::remove(register, id);
        if let Some(act) = &dealing.act {
            Self::dequeue(*register, &Self::targets(dealing.record, act), *id);
        }
        OpenDealings::<T>::mutate_exists(register, &dealing.lodger, |open| {
            *open = open.and_then(|open| open.checked_sub(1)).filter(|open| *open > 0);
        });
        for objection in &dealing.objections {
            Self::return_deposit(HoldReason::Objection, &objection.by, objection.deposit);
        }
    }

    /// Takes a dealing off the day list, and gives its deposit to whom it goes.
    pub(crate) fn end_dealing(case: &Case<T>, fate: Fate) -> Settled {
        Self::take_off(case);
        Self::settle(&case.office.authority, &case.dealing, fate)
    }

    /// Ends a dealing whose time is up.
    pub(crate) fn end_lapsed(case: &Case<T>, why: Lapse) {
        let fate = match why {
            Lapse::NotRevealed => Fate::Slashed,
            Lapse::NotAnswered | Lapse::NotCompleted | Lapse::SearchEnded => Fate::Returned,
        };
        let Settled { returned, slashed } = Self::end_dealing(case, fate);
        Self::deposit_event(Event::Lapsed {
            register: case.register,
            dealing: case.id,
            why,
            returned,
            slashed,
        });
    }
}
