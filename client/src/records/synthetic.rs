//! Made-up data to try a register with, labelled so that nobody takes it for real.
//!
//! Every address field, and the name of the file, says SYNTHETIC. The same number always gives the
//! same data.

use std::{
    io::{self, Write},
    path::Path,
};

use serde::Serialize;
use serde_json::{json, Map, Value};
use sp_crypto_hashing::blake2_256;

use crate::registers::days::{self, Day};

/// What every name, address and remark of made-up data says.
pub const LABEL: &str = "SYNTHETIC";

/// The first day of Price Paid Data, 1995-01-01.
const FIRST_DAY: Day = 9131;

/// How many days after it made-up transfers are spread over, about thirty years.
const DAYS: u64 = 11_000;

/// How many rows of each kind are made.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Disposals that are added.
    pub added: u32,
    /// The first ones of them that are changed afterwards, at most all.
    pub changed: u32,
    /// The last ones of them that are deleted afterwards, at most all.
    pub deleted: u32,
}

/// Whether the name of a file says what is in it.
pub fn is_labelled(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_uppercase());
    name.is_some_and(|name| name.contains(LABEL))
}

/// Writes rows in the format of Price Paid Data.
///
/// # Errors
/// If they cannot be written.
pub fn rows(to: &mut impl Write, counts: Counts) -> io::Result<()> {
    let Counts { added, changed, deleted } = counts;
    let last = added.saturating_sub(deleted);
    let added_rows = (0..added).map(|number| (number, 'A'));
    let changed_rows = (0..changed.min(added)).map(|number| (number, 'C'));
    let deleted_rows = (last..added).map(|number| (number, 'D'));
    for (number, status) in added_rows.chain(changed_rows).chain(deleted_rows) {
        writeln!(to, "{}", row(number, status))?;
    }
    Ok(())
}

/// The row of a disposal.
fn row(number: u32, status: char) -> String {
    let made = Made::new(number);
    let address = [
        format!("{LABEL} HOUSE {number}"),
        format!("{LABEL} FLAT"),
        format!("{LABEL} STREET {}", made.pick(3, 500)),
        format!("{LABEL} LOCALITY"),
        format!("{LABEL} TOWN {}", made.pick(4, 40)),
        format!("{LABEL} DISTRICT"),
        format!("{LABEL} COUNTY"),
    ];
    let cells = [
        made.id(),
        made.price(status).to_string(),
        format!("{} 00:00", days::text(made.day())),
        format!("{LABEL} POSTCODE"),
        made.letter(5, "DSTFO"),
        made.letter(6, "YN"),
        made.letter(7, "FL"),
    ];
    let end = [made.letter(8, "AB"), status.to_string()];
    let cells: Vec<String> = cells.into_iter().chain(address).chain(end).collect();
    format!("\"{}\"", cells.join("\",\""))
}

/// A made-up title, with what is needed to encumber and to split it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Title {
    /// What it is called.
    pub named: String,
    /// What it says.
    pub contents: Map<String, Value>,
    /// How much it stands for.
    pub measure: u64,
    /// The terms of a charge on it.
    pub terms: Map<String, Value>,
    /// Two parts into which it can be split.
    pub parts: Vec<Part>,
}

/// A part of a made-up title.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Part {
    /// What it is called.
    pub named: String,
    /// What it says.
    pub contents: Map<String, Value>,
    /// How much it stands for.
    pub measure: u64,
}

/// Made-up titles, with the fields of imported ones.
pub fn titles(count: u32) -> Vec<Title> {
    (0..count).map(title).collect()
}

fn title(number: u32) -> Title {
    let made = Made::new(number);
    let measure = made.pick(9, 5_000).saturating_add(100);
    let first = measure / 3;
    let part = |letter: &str, measure| {
        let named = format!("{LABEL} TITLE {number}{letter}");
        Part { contents: contents(&named, &made), named, measure }
    };
    let named = format!("{LABEL} TITLE {number}");
    let terms =
        json!({ "note": LABEL, "sum": made.price('A') / 2, "until": days::text(made.day()) });
    Title {
        contents: contents(&named, &made),
        named,
        measure,
        terms: object(terms),
        parts: vec![part("A", first), part("B", measure.saturating_sub(first))],
    }
}

fn contents(named: &str, made: &Made) -> Map<String, Value> {
    object(json!({
        "disposal": named,
        "price": made.price('A'),
        "date": days::text(made.day()),
        "street": format!("{LABEL} STREET {}", made.pick(3, 500)),
    }))
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// What is made up of a number.
struct Made([u8; 32]);

impl Made {
    fn new(number: u32) -> Self {
        Self(blake2_256(format!("{LABEL} {number}").as_bytes()))
    }

    /// A number below `bound`, another one for each of the places from 0 to 12.
    fn pick(&self, place: usize, bound: u64) -> u64 {
        let bytes = self.0.iter().skip(place.saturating_mul(2)).take(8);
        let number = bytes.fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        number.checked_rem(bound).unwrap_or_default()
    }

    fn id(&self) -> String {
        let digits = hex::encode_upper(self.0);
        let parts = [0..8, 8..12, 12..16, 16..20, 20..32];
        let parts: Vec<&str> = parts.into_iter().filter_map(|part| digits.get(part)).collect();
        format!("{{{}}}", parts.join("-"))
    }

    /// A price in pounds; what was changed has another one.
    fn price(&self, status: char) -> u64 {
        let price = self.pick(1, 900_000).saturating_add(50_000);
        price.saturating_add(u64::from(status == 'C'))
    }

    fn day(&self) -> Day {
        let days = Day::try_from(self.pick(2, DAYS)).unwrap_or_default();
        FIRST_DAY.saturating_add(days)
    }

    fn letter(&self, place: usize, letters: &str) -> String {
        let count = letters.chars().count() as u64;
        let index = usize::try_from(self.pick(place, count)).unwrap_or_default();
        letters.chars().nth(index).unwrap_or_default().to_string()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::records::import::rows::{Rows, Status};

    fn text(counts: Counts) -> String {
        let mut bytes = Vec::new();
        rows(&mut bytes, counts).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn rows_are_those_of_price_paid_data_and_each_disposal_has_its_own_id() {
        let made = text(Counts { added: 500, changed: 20, deleted: 30 });
        let mut read = Rows::default();
        read.add("synthetic.csv", made.as_bytes()).unwrap();
        assert_eq!(read.refused, []);
        let of = |status| read.rows.iter().filter(|row| row.status == status).count();
        let counts = [Status::Added, Status::Changed, Status::Deleted].map(of);
        assert_eq!(counts, [500, 20, 30]);
        let ids: HashSet<&str> = read.rows.iter().map(|row| row.disposal()).collect();
        assert_eq!(ids.len(), 500);
        assert_eq!(read.rows[500].disposal(), read.rows[0].disposal());
        assert_ne!(read.rows[500].price, read.rows[0].price, "it is changed");
        assert_eq!(read.rows[520].disposal(), read.rows[470].disposal());
        let span = (days::parse("1995-01-01").unwrap(), days::parse("2025-12-31").unwrap());
        assert!(read.rows.iter().all(|row| (span.0..=span.1).contains(&row.day)));
    }

    #[test]
    fn every_address_says_that_it_is_made_up() {
        for line in text(Counts { added: 50, changed: 5, deleted: 5 }).lines() {
            let cells: Vec<&str> = line.split(',').collect();
            let address = cells[3..4].iter().chain(&cells[7..14]);
            assert!(address.clone().all(|cell| cell.contains(LABEL)), "{line}");
        }
        let titles = serde_json::to_value(titles(3)).unwrap();
        for title in titles.as_array().unwrap() {
            assert!(title["named"].as_str().unwrap().starts_with(LABEL));
            assert!(title["contents"]["street"].as_str().unwrap().starts_with(LABEL));
            assert_eq!(title["terms"]["note"], LABEL);
        }
        assert!(is_labelled(Path::new("/tmp/land-synthetic.csv")));
        assert!(!is_labelled(Path::new("/synthetic/land.csv")));
    }

    #[test]
    fn the_parts_of_a_title_add_up() {
        let titles = titles(50);
        for title in &titles {
            let sum: u64 = title.parts.iter().map(|part| part.measure).sum();
            assert_eq!((title.parts.len(), sum), (2, title.measure));
            assert!(title.parts.iter().all(|part| part.measure > 0));
        }
        assert_eq!(titles, super::titles(50), "the same again");
    }
}
