//! Days of the calendar, counted from 1970-01-01, and which of them it is for a register.

use althing_credentials::time;

use crate::{
    chain,
    connection::At,
    errors::{Error, Result},
    registers::types::{Calendar, Deadline},
};

/// A day, counted from 1970-01-01, which is day 0; days before it are negative.
pub type Day = i32;

const SECONDS: i64 = 86_400;

/// The day that a text such as `2026-11-20` names; none if it names none.
pub fn parse(text: &str) -> Option<Day> {
    if text.len() != 10 {
        return None;
    }
    let seconds = time::parse(&format!("{text}T00:00:00Z"))?;
    Day::try_from(seconds.div_euclid(SECONDS)).ok()
}

/// The same, for arguments on a command line.
///
/// # Errors
/// What a day looks like.
pub fn argument(text: &str) -> std::result::Result<Day, String> {
    parse(text).ok_or_else(|| format!("'{text}' is no day: write it as 2026-11-20"))
}

/// The text of a day, as ISO 8601 has it.
pub fn text(day: Day) -> String {
    let (year, month, day) = civil(i64::from(day));
    match (0..=9999).contains(&year) {
        true => format!("{year:04}-{month:02}-{day:02}"),
        false => format!("{year:+07}-{month:02}-{day:02}"),
    }
}

/// Year, month and day of the proleptic Gregorian calendar: the days since 0000-03-01 are counted in
/// eras of 400 years, of 146,097 days each.
fn civil(day: i64) -> (i64, i64, i64) {
    let since = day.saturating_add(719_468);
    let era = since.div_euclid(146_097);
    let of_era = since.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year_of_era + era.saturating_mul(400) + i64::from(month <= 2);
    (year, month, day)
}

/// The day that it is for a register with this calendar, in the block `at`.
///
/// # Errors
/// If the node does not answer, or its clock shows no day that can be counted.
pub async fn today(at: &At, calendar: &Calendar) -> Result<Day> {
    let now: u64 = at.storage().fetch(chain::storage().timestamp().now(), ()).await?.decode()?;
    let odd = || Error::Chain("the chain's clock shows no day that can be counted".into());
    let seconds = i64::try_from(now / 1000).map_err(|_| odd())?;
    let local = seconds.saturating_add(i64::from(calendar.offset).saturating_mul(60));
    Day::try_from(local.div_euclid(SECONDS)).map_err(|_| odd())
}

/// A deadline in words: it has passed when both its day and its block have.
pub fn deadline(deadline: &Deadline) -> String {
    format!("{} (and not before block {})", text(deadline.day), deadline.block)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_they_are_read() {
        for (written, day) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-02-29", 11_016),
            ("2026-11-20", 20_777),
            ("1900-03-01", -25_508),
        ] {
            assert_eq!(parse(written), Some(day), "{written}");
            assert_eq!(text(day), written);
        }
        for day in -800_000..800_000 {
            if (day % 97) == 0 {
                let written = text(day);
                assert!(parse(&written) == Some(day) || written.len() != 10, "{written}");
            }
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for odd in ["", "2026-02-30", "20.11.2026", "2026-1-1", "2026-11-20T00:00:00Z"] {
            assert_eq!(parse(odd), None, "{odd}");
            assert!(argument(odd).unwrap_err().contains("2026-11-20"), "{odd}");
        }
        assert_eq!(text(i32::MAX).get(..1), Some("+"));
        assert_eq!(text(i32::MIN).get(..1), Some("-"));
    }
}
