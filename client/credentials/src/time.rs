//! Points in time: seconds since 1970-01-01T00:00:00Z without leap seconds (`NumericDate` of RFC
//! 7519), and their texts (RFC 3339).

/// How far clocks may be apart, in seconds, before a time counts as past or to come.
pub const LEEWAY: u64 = 60;

const DAY: i64 = 86_400;

/// The text of a time in UTC, for example `2026-11-20T13:05:00Z`.
///
/// ```
/// assert_eq!(althing_credentials::time::text(1_795_179_900), "2026-11-20T13:05:00Z");
/// ```
pub fn text(seconds: u64) -> String {
    // 9999-12-31T23:59:59Z, the last time that has four digits for its year.
    let seconds = i64::try_from(seconds).unwrap_or(i64::MAX).min(253_402_300_799);
    let (year, month, day) = date(seconds.div_euclid(DAY));
    let rest = seconds.rem_euclid(DAY);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// The time a text names; fractions of a second are dropped. `None` if it is not RFC 3339.
pub fn parse(text: &str) -> Option<i64> {
    let (date, clock) = (text.get(..10)?, text.get(11..)?);
    if !matches!(text.as_bytes().get(10)?, b'T' | b't') {
        return None;
    }
    let (year, month, day) = (digits(date, 0..4)?, digits(date, 5..7)?, digits(date, 8..10)?);
    let (hour, minute, second) = (digits(clock, 0..2)?, digits(clock, 3..5)?, digits(clock, 6..8)?);
    let separators = [date.get(4..5)?, date.get(7..8)?, clock.get(2..3)?, clock.get(5..6)?];
    let in_range = (1..=12).contains(&month) && day >= 1 && day <= days_in(year, month);
    if separators != ["-", "-", ":", ":"]
        || !in_range
        || hour > 23
        || minute > 59
        // A leap second counts as the second before it.
        || second > 60
    {
        return None;
    }
    let at = days(year, month, day) * DAY + hour * 3600 + minute * 60 + second.min(59);
    Some(at - offset(fraction_dropped(clock.get(8..)?)?)?)
}

fn digits(text: &str, range: std::ops::Range<usize>) -> Option<i64> {
    let part = text.get(range)?;
    part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
}

/// What follows the fraction of a second, if there is one.
fn fraction_dropped(rest: &str) -> Option<&str> {
    let Some(fraction) = rest.strip_prefix('.') else { return Some(rest) };
    let zone = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
    (zone.len() < fraction.len()).then_some(zone)
}

/// How many seconds local time is ahead of UTC.
fn offset(zone: &str) -> Option<i64> {
    if matches!(zone, "Z" | "z") {
        return Some(0);
    }
    let sign = match zone.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let (hours, minutes) = (digits(zone, 1..3)?, digits(zone, 4..6)?);
    let well_formed = zone.len() == 6 && zone.get(3..4)? == ":" && hours <= 23 && minutes <= 59;
    well_formed.then_some(sign * (hours * 3600 + minutes * 60))
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The days from 1970-01-01 to a date (Hinnant, "chrono-compatible low-level date algorithms").
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date so many days after 1970-01-01; the inverse of [`days`].
fn date(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let of_year = day_of_era - (365 * of_era + of_era / 4 - of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_times_have_their_texts() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_262_373_804, "2010-01-01T19:23:24Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(text(seconds), expected);
            assert_eq!(parse(expected), Some(seconds as i64));
        }
    }

    #[test]
    fn zones_and_fractions_are_read() {
        // The examples of RFC 3339, section 5.8.
        assert_eq!(parse("1985-04-12T23:20:50.52Z"), Some(482_196_050));
        assert_eq!(parse("1996-12-19T16:39:57-08:00"), parse("1996-12-20T00:39:57Z"));
        assert_eq!(parse("1990-12-31T23:59:60Z"), parse("1990-12-31T23:59:59Z"));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "2026-11-20",
            "2026-11-20T13:05:00",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-11-20T24:00:00Z",
            "2026-11-20 13:05:00Z",
            "2026-11-20T13:05:00.Z",
            "2026-11-20T13:05:00+0100",
            "2026-11-20T13:05:00ZZ",
            "+026-11-20T13:05:00Z",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,32}", clock in "[0-9:.TZ+äß-]{0,32}") {
            parse(&text);
            parse(&clock);
        }

        #[test]
        fn every_time_is_read_back(seconds in 0u64..=253_402_300_799) {
            prop_assert_eq!(parse(&text(seconds)), Some(seconds as i64));
        }
    }
}
