//! The rows of Price Paid files, and what is wrong with one.
//!
//! A file has no header. The columns are described by HM Land Registry at
//! <https://www.gov.uk/guidance/about-the-price-paid-data>.

use std::path::PathBuf;

use serde_json::{Map, Value};
use sp_crypto_hashing::sha2_256;

use crate::{
    errors::{Error, Result},
    records::import::{cells, Refused},
    registers::days::{self, Day},
};

/// The columns, in their order, by the names of the fields that they become; the last one, the
/// publication status, becomes none.
pub const COLUMNS: [&str; 16] = [
    "disposal",
    "price",
    "date",
    "postcode",
    "property_type",
    "new_build",
    "tenure",
    "paon",
    "saon",
    "street",
    "locality",
    "town",
    "district",
    "county",
    "category",
    "status",
];

/// What a byte order mark looks like, which some editors put before UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// What a row says of its disposal.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Status {
    /// It is new.
    Added,
    /// What was published of it has changed.
    Changed,
    /// It should not have been published.
    Deleted,
}

/// A row that can be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Row {
    /// Which of the files.
    pub file: usize,
    /// The line, counted from 1.
    pub line: u64,
    /// What it says of its disposal.
    pub status: Status,
    /// The date of transfer.
    pub day: Day,
    /// The price, in pounds.
    pub price: u64,
    /// All cells, as they stand there, but for the disposal's id, which is in capitals.
    cells: Vec<String>,
}

/// A file, as it is named and as it is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct File {
    /// Its path, as it was given.
    pub name: String,
    /// The SHA-256 hash of its bytes.
    pub hash: [u8; 32],
}

/// The rows that can be read, in the order of the files and their lines, and those that cannot.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Rows {
    /// The files.
    pub files: Vec<File>,
    /// The former.
    pub rows: Vec<Row>,
    /// The latter: file, line and reason.
    pub refused: Vec<(usize, u64, String)>,
}

/// Reads files, the first one first.
///
/// # Errors
/// If a file cannot be read, or stands there twice, under whichever names.
pub fn read(paths: &[PathBuf]) -> Result<Rows> {
    let mut all = Rows::default();
    for path in paths {
        let bytes = std::fs::read(path).map_err(|cause| Error::file(path, cause))?;
        all.add(&path.display().to_string(), &bytes).map_err(Error::Usage)?;
    }
    Ok(all)
}

impl Rows {
    /// Adds the rows of a file.
    ///
    /// # Errors
    /// If it has the same bytes as another one.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), String> {
        let hash = sha2_256(bytes);
        if let Some(same) = self.files.iter().find(|file| file.hash == hash) {
            return Err(format!("{name} is the same as {}; name it once", same.name));
        }
        let file = self.files.len();
        self.files.push(File { name: name.to_string(), hash });
        let text = bytes.strip_prefix(MARK).unwrap_or(bytes);
        let text = text.strip_suffix(b"\n").unwrap_or(text);
        if text.is_empty() {
            return Ok(());
        }
        for (line, bytes) in (1..).zip(text.split(|byte| *byte == b'\n')) {
            match cells::split(bytes).and_then(|cells| row(file, line, cells)) {
                Ok(row) => self.rows.push(row),
                Err(reason) => self.refused.push((file, line, reason)),
            }
        }
        Ok(())
    }

    /// Where a row stands, for people.
    pub fn place(&self, row: &Row) -> String {
        let name = self.files.get(row.file).map_or("", |file| file.name.as_str());
        format!("{name}:{}", row.line)
    }

    /// Rows that are skipped, as a report lists them.
    pub fn list(&self, mut refused: Vec<(usize, u64, String)>) -> Vec<Refused> {
        refused.sort();
        let name =
            |file: usize| self.files.get(file).map_or_else(String::new, |it| it.name.clone());
        let entry = |(file, line, reason)| Refused { file: name(file), line, reason };
        refused.into_iter().map(entry).collect()
    }
}

impl Row {
    /// The disposal's id, in capitals and braces.
    pub fn disposal(&self) -> &str {
        self.cells.first().map_or("", String::as_str)
    }

    /// The fields that it has, as far as `wanted` says so by their names. A blank cell is none.
    pub fn fields(&self, wanted: impl Fn(&str) -> bool) -> Map<String, Value> {
        let all = COLUMNS.iter().zip(&self.cells).take(COLUMNS.len() - 1);
        let there = all.filter(|(name, cell)| !cell.is_empty() && wanted(name));
        there.map(|(name, cell)| ((*name).to_string(), self.value(name, cell))).collect()
    }

    fn value(&self, name: &str, cell: &str) -> Value {
        match name {
            "price" => self.price.into(),
            "date" => days::text(self.day).into(),
            "new_build" => (cell == "Y").into(),
            _ => cell.into(),
        }
    }
}

/// Makes a row of the cells of a line.
fn row(file: usize, line: u64, mut cells: Vec<String>) -> Result<Row, String> {
    if cells.len() != COLUMNS.len() {
        return Err(format!("has {} columns instead of {}", cells.len(), COLUMNS.len()));
    }
    let cell = |name: &str| {
        let found = COLUMNS.iter().zip(&cells).find(|(column, _)| **column == name);
        found.map_or("", |(_, cell)| cell.as_str())
    };
    let disposal = id(cell("disposal"))?;
    let price = price(cell("price"))?;
    let day = day(cell("date"))?;
    for (name, allowed) in CODES {
        if !allowed.contains(&cell(name)) {
            let (told, found) = (allowed.join(", "), cell(name));
            return Err(format!("'{found}' is no {}: it is one of {told}", name.replace('_', " ")));
        }
    }
    let status = match cell("status") {
        "A" => Status::Added,
        "C" => Status::Changed,
        "D" => Status::Deleted,
        other => return Err(format!("'{other}' is no publication status: it is one of A, C, D")),
    };
    if let Some(first) = cells.first_mut() {
        *first = disposal;
    }
    Ok(Row { file, line, status, day, price, cells })
}

/// The columns of which every cell is one of a few letters.
const CODES: [(&str, &[&str]); 4] = [
    ("property_type", &["D", "S", "T", "F", "O"]),
    ("new_build", &["Y", "N"]),
    ("tenure", &["F", "L"]),
    ("category", &["A", "B"]),
];

/// An id such as `{2F7F2B43-12FA-E08F-E063-4804A8C05A49}`, in capitals.
fn id(text: &str) -> Result<String, String> {
    let odd = || {
        format!("'{text}' is no id of a disposal such as {{01234567-89AB-CDEF-0123-456789ABCDEF}}")
    };
    let inside = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).ok_or_else(odd)?;
    let lengths = [8, 4, 4, 4, 12];
    let is_part = |(part, length): (&str, usize)| {
        part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let parts: Vec<&str> = inside.split('-').collect();
    let is_id = parts.len() == lengths.len() && parts.iter().copied().zip(lengths).all(is_part);
    is_id.then(|| text.to_ascii_uppercase()).ok_or_else(odd)
}

/// A whole number of pounds, above 0.
fn price(text: &str) -> Result<u64, String> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let price = if digits { text.parse().ok() } else { None };
    let odd = || format!("'{text}' is no price: it is a whole number of pounds above 0");
    price.filter(|price| *price > 0).ok_or_else(odd)
}

/// A day, written as `2025-04-09 00:00`.
fn day(text: &str) -> Result<Day, String> {
    let odd = || format!("'{text}' is no date of transfer such as 2025-04-09 00:00");
    text.strip_suffix(" 00:00").and_then(days::parse).ok_or_else(odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "{2F7F2B43-12FA-E08F-E063-4804A8C05A49}";

    /// A row whose cells are those of a good one, but for one.
    fn line(column: &str, cell: &str) -> String {
        let good = [
            ID,
            "420000",
            "2021-05-06 00:00",
            "",
            "D",
            "N",
            "F",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "A",
            "A",
        ];
        let cells = COLUMNS.iter().zip(good).map(|(name, good)| match *name == column {
            true => format!("\"{cell}\""),
            false => format!("\"{good}\""),
        });
        cells.collect::<Vec<_>>().join(",")
    }

    fn parse(text: &str) -> Rows {
        let mut rows = Rows::default();
        rows.add("2025-04.csv", text.as_bytes()).unwrap();
        rows
    }

    #[test]
    fn a_row_becomes_the_fields_that_are_wanted() {
        let rows = parse(&format!("{}\r\n", line("town", "COWES")));
        assert_eq!((rows.rows.len(), rows.refused.len()), (1, 0));
        let row = &rows.rows[0];
        assert_eq!((row.line, row.status, row.disposal()), (1, Status::Added, ID));
        assert_eq!((row.price, days::text(row.day).as_str()), (420_000, "2021-05-06"));
        let all = serde_json::json!({
            "disposal": ID, "price": 420_000, "date": "2021-05-06", "property_type": "D",
            "new_build": false, "tenure": "F", "town": "COWES", "category": "A",
        });
        assert_eq!(Value::Object(row.fields(|_| true)), all);
        let few = row.fields(|name| name == "price" || name == "street" || name == "status");
        assert_eq!(Value::Object(few), serde_json::json!({ "price": 420_000 }));
    }

    #[test]
    fn a_bad_row_is_named_by_file_and_line_and_the_others_are_read() {
        let bad = [
            (line("price", "12.50"), "'12.50' is no price"),
            (line("price", "0"), "'0' is no price"),
            (line("price", "-1"), "'-1' is no price"),
            (line("price", ""), "'' is no price"),
            (line("price", "99999999999999999999999"), "is no price"),
            (line("date", "2025-02-30 00:00"), "'2025-02-30 00:00' is no date"),
            (line("date", "06/05/2021"), "is no date"),
            (line("date", "2021-05-06"), "is no date"),
            (line("disposal", "2F7F2B43"), "'2F7F2B43' is no id"),
            (line("disposal", &ID.replace("2F7F", "GGGG")), "is no id"),
            (line("property_type", "X"), "'X' is no property type: it is one of D, S, T, F, O"),
            (line("new_build", "yes"), "'yes' is no new build"),
            (line("tenure", ""), "'' is no tenure"),
            (line("category", "C"), "'C' is no category"),
            (line("status", "B"), "'B' is no publication status"),
            (line("status", ""), "'' is no publication status"),
            (format!("{},\"more\"", line("", "")), "has 17 columns instead of 16"),
            ("\"a\",\"b\"".into(), "has 2 columns instead of 16"),
            (line("", "").replace("\"F\"", "\"F"), "between a closing quote"),
            (String::new(), "is empty"),
        ];
        let bodies: Vec<String> = bad.iter().map(|(line, _)| line.clone()).collect();
        let text = format!("{}\n{}\n{}\n", line("", ""), bodies.join("\n"), line("", ""));
        let rows = parse(&text);
        assert_eq!(rows.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 22]);
        assert_eq!(rows.refused.len(), bad.len());
        for (refused, (line, (_, reason))) in rows.refused.iter().zip((2..).zip(&bad)) {
            assert_eq!((refused.0, refused.1), (0, line));
            assert!(refused.2.contains(reason), "{}", refused.2);
        }
        let listed = rows.list(rows.refused.clone());
        assert_eq!((listed[0].file.as_str(), listed[0].line), ("2025-04.csv", 2));
    }

    #[test]
    fn bytes_that_are_no_text_spoil_their_row_only() {
        let mut rows = Rows::default();
        let good = line("", "");
        let bytes = [MARK, good.as_bytes(), b"\n\xff\xfe\n", good.as_bytes()].concat();
        rows.add("a.csv", &bytes).unwrap();
        assert_eq!((rows.rows.len(), rows.refused[0].1), (2, 2));
        assert_eq!(rows.refused[0].2, "is not UTF-8 text");
    }

    #[test]
    fn an_id_is_the_same_in_small_letters() {
        let rows = parse(&line("disposal", &ID.to_lowercase()));
        assert_eq!(rows.rows[0].disposal(), ID);
    }

    #[test]
    fn a_file_stands_there_once() {
        let mut rows = parse(&line("", ""));
        let again = rows.add("copy.csv", line("", "").as_bytes()).unwrap_err();
        assert_eq!(again, "copy.csv is the same as 2025-04.csv; name it once");
        assert!(parse("").rows.is_empty() && parse("\n").rows.is_empty());
        let missing = read(&["/no/such/file.csv".into()]).unwrap_err().to_string();
        assert!(missing.contains("/no/such/file.csv"), "{missing}");
    }
}
