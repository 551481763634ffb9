//! Days, business days, and deadlines.

use std::collections::BTreeSet;

use frame_support::{assert_ok, BoundedVec};
use proptest::{prelude::*, sample::subsequence};
use sp_runtime::DispatchError;

use crate::{mock::*, Calendar, Day, Deadline, Periods, Rules, Weekday, LONGEST_PERIOD};

type Error = crate::Error<Test>;

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// The day of a date, by adding up the months since 1970, or taking off those before.
fn date(year: i32, month: usize, day: i32) -> Day {
    let leap = |year: i32| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let months = |year| [31, 28 + i32::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let years = |years: std::ops::Range<i32>| -> i32 {
        years.map(|year| months(year).iter().sum::<i32>()).sum()
    };
    let before: i32 = months(year)[..month - 1].iter().sum();
    years(1970..year) - years(year..1970) + before + day - 1
}

/// The bank holidays of England and Wales from 2026-12-25 to 2027-03-29.
fn england() -> Calendar {
    let holidays = vec![
        date(2026, 12, 25),
        date(2026, 12, 28),
        date(2027, 1, 1),
        date(2027, 3, 26),
        date(2027, 3, 29),
    ];
    Calendar { holidays: BoundedVec::truncate_from(holidays), ..calendar() }
}

/// A calendar with other days of rest.
fn resting(days: &[Weekday]) -> Calendar {
    Calendar { rest_days: BoundedVec::truncate_from(days.to_vec()), ..calendar() }
}

/// The `count`-th business day after `day`, found by walking.
fn naive_after(calendar: &Calendar, day: Day, count: u16) -> Day {
    let holidays: BTreeSet<_> = calendar.holidays.iter().copied().collect();
    let business = |day: &Day| {
        let weekday = WEEK[usize::try_from((day + 3).rem_euclid(7)).unwrap()];
        !calendar.rest_days.contains(&weekday) && !holidays.contains(day)
    };
    match count {
        0 => day,
        _ => (day + 1..).filter(business).nth(usize::from(count) - 1).unwrap(),
    }
}

#[test]
fn the_mock_begins_on_the_day_it_says() {
    assert_eq!(TODAY, date(2026, 11, 16));
    assert_eq!(Weekday::of(TODAY), Weekday::Monday);
}

#[test]
fn days_have_the_weekday_that_they_had() {
    let known = [
        (date(1970, 1, 1), Weekday::Thursday),
        (date(1969, 12, 31), Weekday::Wednesday),
        (date(1900, 1, 1), Weekday::Monday),
        (date(1945, 5, 8), Weekday::Tuesday),
        (date(1969, 7, 20), Weekday::Sunday),
        (date(2000, 2, 29), Weekday::Tuesday),
        (date(2024, 2, 29), Weekday::Thursday),
        (date(2026, 11, 20), Weekday::Friday),
        (date(2100, 3, 1), Weekday::Monday),
        (date(1999, 12, 25), Weekday::Saturday),
    ];
    for (day, weekday) in known {
        assert_eq!(Weekday::of(day), weekday, "day {day}");
    }
}

#[test]
fn the_day_begins_at_local_midnight() {
    let midnight = u64::try_from(date(2027, 1, 1)).unwrap() * 86_400;
    let new_year = date(2027, 1, 1);
    let at = |offset, seconds| Calendar { offset, ..calendar() }.day_of(seconds);
    assert_eq!(at(0, midnight - 1), new_year - 1);
    assert_eq!(at(0, midnight), new_year);
    // In Kiribati it is tomorrow fourteen hours earlier, in Chatham 12:45, in Samoa eleven later.
    assert_eq!(at(14 * 60, midnight - 14 * 3_600 - 1), new_year - 1);
    assert_eq!(at(14 * 60, midnight - 14 * 3_600), new_year);
    assert_eq!(at(12 * 60 + 45, midnight - 45_900), new_year);
    assert_eq!(at(-11 * 60, midnight + 11 * 3_600 - 1), new_year - 1);
    assert_eq!(at(-11 * 60, midnight + 11 * 3_600), new_year);
    // West of Greenwich the clock's first day began on the last day of 1969.
    assert_eq!(at(-1, 0), -1);
    assert_eq!(at(-1, 60), 0);
}

#[test]
fn no_clock_is_too_far_off_for_a_calendar() {
    for offset in [i16::MIN, -840, 0, 840, i16::MAX] {
        let calendar = Calendar { offset, ..england() };
        assert_eq!(calendar.day_of(u64::MAX), Day::MAX);
        for day in [Day::MIN, Day::MIN + 1, Day::MAX - 8, Day::MAX - 1, Day::MAX] {
            for count in [0, 1, 2, 8, LONGEST_PERIOD, u16::MAX] {
                assert!(calendar.after(day, count) >= day);
            }
        }
    }
    assert_eq!(calendar().after(Day::MAX - 2, LONGEST_PERIOD), Day::MAX);
}

/// Land Registration Rules 2003, rules 197 and 216: notice of 15 business days, of which the first
/// is the day after.
#[test]
fn notice_given_before_christmas_runs_over_the_year_end() {
    let given = date(2026, 12, 18);
    assert_eq!(england().after(given, 15), date(2027, 1, 13));
    assert_eq!(calendar().after(given, 15), date(2027, 1, 8));
    // Given on a holiday or at a weekend it begins on the next business day.
    assert_eq!(england().after(date(2026, 12, 24), 1), date(2026, 12, 29));
    assert_eq!(england().after(date(2026, 12, 25), 1), date(2026, 12, 29));
    assert_eq!(england().after(date(2026, 12, 27), 1), date(2026, 12, 29));
    assert_eq!(england().after(date(2026, 12, 31), 1), date(2027, 1, 4));
    assert_eq!(england().after(date(2027, 3, 25), 1), date(2027, 3, 30));
}

#[test]
fn a_holiday_on_a_day_of_rest_is_none() {
    let saturday = date(2026, 12, 26);
    let holidays = BoundedVec::truncate_from(vec![saturday]);
    let calendar = Calendar { holidays, ..calendar() };
    assert!(!calendar.is_business_day(saturday));
    assert_eq!(calendar.after(date(2026, 12, 25), 1), date(2026, 12, 28));
}

#[test]
fn business_days_are_neither_rest_days_nor_holidays() {
    let calendar = england();
    assert!(calendar.is_business_day(date(2026, 12, 24)));
    assert!(!calendar.is_business_day(date(2026, 12, 25)));
    assert!(!calendar.is_business_day(date(2026, 12, 26)));
    assert!(calendar.is_business_day(date(2026, 12, 29)));
}

#[test]
fn a_register_may_work_on_one_day_of_the_week_or_on_all() {
    let friday = date(2026, 11, 20);
    let one = resting(&WEEK[..6]);
    assert_eq!(one.after(friday, 1), date(2026, 11, 22));
    assert_eq!(one.after(friday, 3), date(2026, 12, 6));
    let all = resting(&[]);
    assert_eq!(all.after(friday, LONGEST_PERIOD), friday + i32::from(LONGEST_PERIOD));
}

#[test]
fn calendars_that_cannot_be_counted_by_are_not_sound() {
    let holidays = |days: &[Day]| Calendar {
        holidays: BoundedVec::truncate_from(days.to_vec()),
        ..calendar()
    };
    for offset in [841, -841, i16::MAX, i16::MIN] {
        assert!(!Calendar { offset, ..calendar() }.is_sound(), "offset {offset}");
    }
    for offset in [840, -840, 0] {
        assert!(Calendar { offset, ..calendar() }.is_sound(), "offset {offset}");
    }
    assert!(!resting(&[Weekday::Sunday, Weekday::Friday, Weekday::Sunday]).is_sound());
    assert!(!resting(&[Weekday::Monday; 6]).is_sound());
    assert!(resting(&[]).is_sound());
    assert!(resting(&WEEK[..6]).is_sound());
    assert!(!holidays(&[5, 5]).is_sound());
    assert!(!holidays(&[5, 4]).is_sound());
    assert!(holidays(&[-5, 4, 5]).is_sound());
    assert!(england().is_sound());
}

#[test]
fn a_period_begins_the_day_after() {
    ExtBuilder.build_and_execute(|| {
        let deadline = |days| Records::deadline(&calendar(), days).unwrap();
        let block = |days| 1 + days * LEAST_BLOCKS;
        assert_eq!(deadline(0), None);
        assert_eq!(deadline(1), Some(Deadline { day: TODAY + 1, block: block(1) }));
        assert_eq!(deadline(5), Some(Deadline { day: TODAY + 7, block: block(5) }));
    });
}

#[test]
fn a_deadline_after_the_last_block_or_day_is_refused() {
    ExtBuilder.build_and_execute(|| {
        let fails = |days| {
            let deadline = Records::deadline(&calendar(), days).map_err(DispatchError::from);
            assert_eq!(deadline, Err(Error::Overflow.into()));
        };
        run_to(u32::MAX - 20);
        assert!(Records::deadline(&calendar(), 2).is_ok());
        fails(3);
        run_to(1);
        Milliseconds::set(&u64::MAX);
        fails(1);
    });
}

#[test]
fn a_deadline_has_passed_when_its_day_and_its_block_have() {
    let deadline = Deadline { day: -3, block: 10 };
    assert!(!deadline.has_passed(-3, 10));
    assert!(!deadline.has_passed(-2, 10));
    assert!(!deadline.has_passed(-3, 11));
    assert!(!deadline.has_passed(Day::MAX, 0));
    assert!(!deadline.has_passed(Day::MIN, u32::MAX));
    assert!(deadline.has_passed(-2, 11));
}

/// A register where first registrations wait three business days for objections.
fn with_notice() -> Rules {
    let rules = rules();
    Rules { periods: Periods { notice: 3, ..rules.periods }, ..rules }
}

/// Lodges a first registration, lets the clock and the blocks go on by so much, and looks whether it
/// can still be objected to and whether it can be completed.
fn after_notice(days: u32, blocks: u32) -> (bool, bool) {
    let mut outcome = (false, false);
    ExtBuilder.build_and_execute(|| {
        create_with(with_notice());
        let dealing = lodge(bob(), None, first_registration(1, sole(alice())));
        approve(dealing);
        set_day(TODAY + Day::try_from(days).unwrap());
        run_to(1 + blocks);
        let objects = Records::object(by(one()), REGISTER, dealing, hash(1));
        if objects.is_ok() {
            assert_ok!(Records::withdraw_objection(by(one()), REGISTER, dealing));
        } else {
            assert_eq!(objects, Err(Error::TooLate.into()));
        }
        let completes = Records::complete(by(one()), REGISTER, dealing);
        outcome = (objects.is_ok(), completes.is_ok());
    });
    outcome
}

#[test]
fn a_clock_that_jumps_ahead_takes_nobodys_time_to_object() {
    assert_eq!(after_notice(400, 0), (true, false));
    assert_eq!(after_notice(400, 3 * LEAST_BLOCKS), (true, false));
    assert_eq!(after_notice(400, 3 * LEAST_BLOCKS + 1), (false, true));
}

#[test]
fn blocks_that_come_too_fast_take_nobodys_time_to_object() {
    assert_eq!(after_notice(0, 10_000), (true, false));
    assert_eq!(after_notice(3, 10_000), (true, false));
    assert_eq!(after_notice(4, 10_000), (false, true));
}

#[test]
fn a_clock_that_stands_still_or_jumps_leaves_roles_as_they_are() {
    ExtBuilder.build_and_execute(|| {
        create();
        set_day(TODAY + 50_000);
        assert!(Records::is_officer(REGISTER, &bob()));
        set_day(TODAY);
        run_to(TERM);
        assert!(!Records::is_officer(REGISTER, &bob()));
    });
}

fn any_calendar(day: Day) -> impl Strategy<Value = Calendar> {
    let holidays = prop::collection::btree_set(-30..450i32, 0..=64);
    (subsequence(WEEK.to_vec(), 0..=6), holidays, -840..=840i16).prop_map(
        move |(rest_days, holidays, offset)| Calendar {
            offset,
            rest_days: BoundedVec::truncate_from(rest_days),
            holidays: holidays
                .into_iter()
                .map(|distance| day + distance)
                .collect::<Vec<_>>()
                .try_into()
                .unwrap(),
        },
    )
}

fn any_day_and_calendar() -> impl Strategy<Value = (Day, Calendar)> {
    (-200_000..200_000i32).prop_flat_map(|day| (Just(day), any_calendar(day)))
}

proptest! {
    #[test]
    fn business_days_are_those_that_are_counted_one_by_one(
        (day, calendar) in any_day_and_calendar(),
        count in 0..=LONGEST_PERIOD,
    ) {
        prop_assert!(calendar.is_sound());
        prop_assert_eq!(calendar.after(day, count), naive_after(&calendar, day, count));
    }

    #[test]
    fn a_period_ends_on_a_business_day((day, calendar) in any_day_and_calendar(), count in 1..30u16) {
        let end = calendar.after(day, count);
        prop_assert!(calendar.is_business_day(end));
        let between = (day + 1..=end).filter(|day| calendar.is_business_day(*day)).count();
        prop_assert_eq!(between, usize::from(count));
    }

    #[test]
    fn every_moment_is_in_the_day_that_it_is_said_to_be(
        seconds in 0..20_000_000_000u64,
        offset in -840..=840i16,
    ) {
        let day = Calendar { offset, ..calendar() }.day_of(seconds);
        let local = i64::try_from(seconds).unwrap() + i64::from(offset) * 60;
        let into = local - i64::from(day) * 86_400;
        prop_assert!((0..86_400).contains(&into));
    }
}
