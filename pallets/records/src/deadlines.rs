//! Days, business days, and deadlines that a clock alone cannot move.
//!
//! A register counts in its own local time: a fixed distance from UTC, so that a day has always 24
//! hours. Everything here takes a bounded number of steps, whatever the days and however long the
//! period.

use althing_primitives::BlockNumber;
use frame_support::{
    pallet_prelude::*,
    traits::{Get, UnixTime},
};
use sp_runtime::SaturatedConversion;

use crate::{Calendar, Calendars, Config, Day, Deadline, Error, Pallet, RegisterId, Weekday};

const SECONDS_A_MINUTE: i64 = 60;
const SECONDS_A_DAY: i64 = 86_400;
const DAYS_A_WEEK: i32 = 7;

impl<T: Config> Pallet<T> {
    /// This block's number.
    pub(crate) fn now() -> BlockNumber {
        frame_system::Pallet::<T>::block_number().saturated_into()
    }

    /// The calendar of a register.
    ///
    /// # Errors
    /// `RegisterNotFound`.
    pub(crate) fn expect_calendar(register: RegisterId) -> Result<Calendar, Error<T>> {
        Calendars::<T>::get(register).ok_or(Error::<T>::RegisterNotFound)
    }

    /// The day that it is now in a register with this calendar.
    pub(crate) fn today(calendar: &Calendar) -> Day {
        calendar.day_of(T::Time::now().as_secs())
    }

    /// The deadline of a period of so many business days that begins the day after this one (Land
    /// Registration Rules 2003, rule 216); none for a period of zero.
    ///
    /// Its block is as many times [`Config::LeastBlocksADay`] away.
    ///
    /// # Errors
    /// `Overflow`, if there are not so many blocks or days left.
    pub(crate) fn deadline(calendar: &Calendar, days: u16) -> Result<Option<Deadline>, Error<T>> {
        if days == 0 {
            return Ok(None);
        }
        let day = calendar.after(Self::today(calendar), days);
        ensure!(day < Day::MAX, Error::<T>::Overflow);
        let block = T::LeastBlocksADay::get()
            .checked_mul(days.into())
            .and_then(|blocks| blocks.checked_add(Self::now()))
            .ok_or(Error::<T>::Overflow)?;
        Ok(Some(Deadline { day, block }))
    }
}

impl Deadline {
    /// Whether there is no time left, on day `today` and in block `now`.
    pub fn has_passed(&self, today: Day, now: BlockNumber) -> bool {
        today > self.day && now > self.block
    }
}

impl Weekday {
    /// The day of the week of `day`. Day 0 was a Thursday.
    pub fn of(day: Day) -> Self {
        match day.rem_euclid(DAYS_A_WEEK) {
            0 => Self::Thursday,
            1 => Self::Friday,
            2 => Self::Saturday,
            3 => Self::Sunday,
            4 => Self::Monday,
            5 => Self::Tuesday,
            _ => Self::Wednesday,
        }
    }
}

impl Calendar {
    /// The local day at so many seconds after 1970-01-01 00:00 UTC.
    pub fn day_of(&self, unix_seconds: u64) -> Day {
        let offset = i64::from(self.offset).saturating_mul(SECONDS_A_MINUTE);
        let local = i64::try_from(unix_seconds).unwrap_or(i64::MAX).saturating_add(offset);
        Day::try_from(local.div_euclid(SECONDS_A_DAY)).unwrap_or(Day::MAX)
    }

    /// Whether business is done on `day`.
    pub fn is_business_day(&self, day: Day) -> bool {
        !self.rests_on(day) && self.holidays.binary_search(&day).is_err()
    }

    /// The `count`-th business day after `day`; for a `count` of 0, `day` itself. [`Day::MAX`] if
    /// there is none.
    ///
    /// Walks over the holidays and over the days of one week for each of them, never over the days
    /// that it counts.
    pub fn after(&self, day: Day, count: u16) -> Day {
        let mut count = i32::from(count);
        let mut end = self.working_day_after(day, count);
        let ahead = self.holidays.iter().filter(|holiday| **holiday > day);
        for holiday in ahead.filter(|holiday| !self.rests_on(**holiday)) {
            if *holiday > end {
                break;
            }
            count = count.saturating_add(1);
            end = self.working_day_after(day, count);
        }
        end
    }

    /// Whether `day` is on a day of the week without business.
    fn rests_on(&self, day: Day) -> bool {
        self.rest_days.contains(&Weekday::of(day))
    }

    /// The `count`-th day after `day` that is no day of rest, be it a holiday or not.
    fn working_day_after(&self, day: Day, count: i32) -> Day {
        if count < 1 {
            return day;
        }
        let a_week = (0..DAYS_A_WEEK).filter(|day| !self.rests_on(*day)).count();
        let a_week = i32::try_from(a_week).unwrap_or(DAYS_A_WEEK);
        let before = count.saturating_sub(1);
        let (Some(weeks), Some(left)) = (before.checked_div(a_week), before.checked_rem(a_week))
        else {
            return Day::MAX;
        };
        let start = day.saturating_add(weeks.saturating_mul(DAYS_A_WEEK));
        (1..=DAYS_A_WEEK)
            .map(|distance| start.saturating_add(distance))
            .filter(|day| !self.rests_on(*day))
            .nth(usize::try_from(left).unwrap_or(usize::MAX))
            .unwrap_or(Day::MAX)
    }
}
