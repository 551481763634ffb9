//! The table: a row an attestation, a column a claim.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use althing_credentials::hex32;
use serde_json::{Map, Value};

use crate::attestations::{
    claims,
    clock::When,
    import::Refused,
    statement::{Subject, TagClaim},
    types::Description,
};

/// The columns that are no claims. The first four have to be there.
pub const COLUMNS: [&str; 7] =
    ["subject", "level", "jurisdiction", "expires", "consent", "tag", "previous_tag"];

/// Why a table cannot be used at all.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{}:{line}: {problem}", .file.display())]
pub struct TableError {
    /// The file.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: u64,
    /// What is wrong there.
    pub problem: String,
}

/// A row that can be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Row {
    /// The line of the file, counted from 1 with the header.
    pub line: u64,
    /// Of whom or what.
    pub subject: Subject,
    /// How sure the issuer is.
    pub level: u8,
    /// Where it holds.
    pub jurisdiction: u16,
    /// The first block in which it is no longer valid.
    pub expires: When,
    /// What stands for the person.
    pub tag: Option<TagClaim>,
    /// The file with the subject's consent.
    pub consent: Option<PathBuf>,
    /// The claims.
    pub claims: Map<String, Value>,
}

/// The rows that can be read, and those that cannot.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Table {
    /// The former.
    pub rows: Vec<Row>,
    /// The latter.
    pub refused: Vec<Refused>,
}

/// Reads a table. Rows that cannot be used are refused one by one, those that repeat a subject too.
///
/// # Errors
/// If the file cannot be read, or its header names no table of attestations.
pub fn read(file: &Path, layout: &Description) -> Result<Table, TableError> {
    let fail = |line, problem| TableError { file: file.to_path_buf(), line, problem };
    let text = std::fs::read(file).map_err(|cause| fail(0, format!("cannot be read: {cause}")))?;
    parse(file, &text, layout)
}

/// Parses a table that was read from `file`.
///
/// # Errors
/// As [`read`].
pub fn parse(file: &Path, text: &[u8], layout: &Description) -> Result<Table, TableError> {
    let fail = |line, problem| TableError { file: file.to_path_buf(), line, problem };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text);
    let header = reader.headers().map_err(|cause| fail(1, cause.to_string()))?.clone();
    check_header(&header, layout).map_err(|problem| fail(1, problem))?;
    let mut table = Table::default();
    let mut seen = HashMap::new();
    for record in reader.records() {
        let (line, row) = match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                (line, row(line, &header, &record, layout))
            }
            Err(cause) => {
                (cause.position().map_or(0, csv::Position::line), Err("is not UTF-8 text".into()))
            }
        };
        let row = row.and_then(|row| match seen.insert(row.subject.clone(), line) {
            Some(first) => {
                seen.insert(row.subject.clone(), first);
                Err(format!("{} is in line {first} already", row.subject))
            }
            None => Ok(row),
        });
        match row {
            Ok(row) => table.rows.push(row),
            Err(reason) => table.refused.push(refused(file, line, reason)),
        }
    }
    Ok(table)
}

/// A row of `file` that is skipped.
pub fn refused(file: &Path, line: u64, reason: String) -> Refused {
    Refused { file: file.display().to_string(), line, reason }
}

fn check_header(header: &csv::StringRecord, layout: &Description) -> Result<(), String> {
    for needed in COLUMNS.iter().take(4) {
        if !header.iter().any(|column| column == *needed) {
            return Err(format!(
                "there is no column '{needed}'; there have to be {}, and a column for each claim",
                COLUMNS[..4].join(",")
            ));
        }
    }
    for (index, column) in header.iter().enumerate() {
        if header.iter().take(index).any(|before| before == column) {
            return Err(format!("the column '{column}' is there twice"));
        }
        if !COLUMNS.contains(&column) {
            claims::is_known(column, layout).map_err(|problem| problem.to_string())?;
        }
    }
    Ok(())
}

fn row(
    line: u64,
    header: &csv::StringRecord,
    record: &csv::StringRecord,
    layout: &Description,
) -> Result<Row, String> {
    if record.len() != header.len() {
        return Err(format!("has {} columns instead of {}", record.len(), header.len()));
    }
    let cell = |name: &str| {
        let index = header.iter().position(|column| column == name)?;
        record.get(index).map(str::trim).filter(|cell| !cell.is_empty())
    };
    let needed = |name: &str| cell(name).ok_or_else(|| format!("names no {name}"));
    let (level, jurisdiction) = (needed("level")?, needed("jurisdiction")?);
    let mut claims = Map::new();
    for column in header.iter().filter(|column| !COLUMNS.contains(column)) {
        if let Some(text) = cell(column) {
            let value = claims::from_cell(column, text, layout).map_err(|it| it.to_string())?;
            claims.insert(column.to_string(), value);
        }
    }
    if claims.is_empty() {
        return Err("has no claims".into());
    }
    Ok(Row {
        line,
        subject: needed("subject")?.parse()?,
        level: level.parse().map_err(|_| format!("'{level}' is no level from 0 to 255"))?,
        jurisdiction: jurisdiction
            .parse()
            .map_err(|_| format!("'{jurisdiction}' is no number of a jurisdiction"))?,
        expires: needed("expires")?.parse()?,
        tag: tag(cell("tag"), cell("previous_tag"))?,
        consent: cell("consent").map(PathBuf::from),
        claims,
    })
}

fn tag(tag: Option<&str>, previous: Option<&str>) -> Result<Option<TagClaim>, String> {
    let read = |text: &str| {
        hex32::decode(text).ok_or_else(|| format!("'{text}' is no person tag (0x and 64 digits)"))
    };
    match (tag.map(read).transpose()?, previous.map(read).transpose()?) {
        (Some(tag), previous) => Ok(Some(TagClaim { tag, previous })),
        (None, None) => Ok(None),
        (None, Some(_)) => Err("has a previous tag and no tag".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attestations::{
        claims::name_hash,
        types::{BoundedVec, Field, FieldKind},
    };

    const HEADER: &str = "subject,level,jurisdiction,expires,consent,age_over_18,name\n";

    pub fn layout() -> Description {
        let field = |name, kind| Field { name: name_hash(name), kind };
        let fields = vec![field("age_over_18", FieldKind::Boolean), field("name", FieldKind::Text)];
        Description { name: BoundedVec(b"resident".to_vec()), fields: BoundedVec(fields) }
    }

    fn hash(byte: &str) -> String {
        format!("hash:0x{}", byte.repeat(32))
    }

    fn read(body: &str) -> Table {
        let text = format!("{HEADER}{body}");
        parse(Path::new("people.csv"), text.as_bytes(), &layout()).unwrap()
    }

    #[test]
    fn a_row_is_an_attestation() {
        let table = read(&format!("{},2,528,+100,,true,\"Ada, L.\"\n", hash("01")));
        assert!(table.refused.is_empty());
        let row = &table.rows[0];
        assert_eq!((row.line, row.level, row.jurisdiction), (2, 2, 528));
        assert_eq!((row.subject.clone(), row.expires), (Subject::Hash([1; 32]), When::After(100)));
        let claims = serde_json::json!({ "age_over_18": true, "name": "Ada, L." });
        assert_eq!(Value::Object(row.claims.clone()), claims);
        assert_eq!(row.consent, None);
    }

    #[test]
    fn a_bad_row_is_named_by_file_and_line_and_the_others_are_read() {
        let good = |byte| format!("{},2,528,1000,,true,\n", hash(byte));
        let bad = [
            format!("{},high,528,1000,,true,\n", hash("02")),
            format!("{},2,528,someday,,true,\n", hash("02")),
            format!("{},2,528,1000,,yes,\n", hash("02")),
            format!("{},2,528,1000,,,\n", hash("02")),
            format!("{},2,528,1000\n", hash("02")),
            "5Nobody,2,528,1000,,true,\n".into(),
            ",2,528,1000,,true,\n".into(),
            good("01"),
        ];
        let table = read(&format!("{}{}{}", good("01"), bad.concat(), good("03")));
        assert_eq!(table.rows.len(), 2);
        let reasons = [
            "'high' is no level",
            "'someday' is no block",
            "must be true or false",
            "has no claims",
            "has 4 columns instead of 7",
            "neither an account's address",
            "names no subject",
            "is in line 2 already",
        ];
        assert_eq!(table.refused.len(), reasons.len());
        for (line, (refused, reason)) in (3..).zip(table.refused.iter().zip(reasons)) {
            assert_eq!((refused.file.as_str(), refused.line), ("people.csv", line));
            assert!(refused.reason.contains(reason), "{}", refused.reason);
        }
    }

    #[test]
    fn bytes_that_are_no_text_spoil_their_row_only() {
        let good = format!("{},2,528,1000,,true,\n", hash("01"));
        let text = [HEADER.as_bytes(), b"\xff\xfe,2,528,1000,,true,\n", good.as_bytes()].concat();
        let table = parse(Path::new("p.csv"), &text, &layout()).unwrap();
        assert_eq!((table.rows.len(), table.refused[0].line), (1, 2));
        assert_eq!(table.refused[0].reason, "is not UTF-8 text");
    }

    #[test]
    fn a_table_with_another_header_is_refused_as_a_whole() {
        let refused = |header: &str| {
            parse(Path::new("p.csv"), header.as_bytes(), &layout()).unwrap_err().to_string()
        };
        assert!(refused("").starts_with("p.csv:1: there is no column 'subject'"));
        let unknown = "subject,level,jurisdiction,expires,height\n";
        assert!(refused(unknown).contains("has no claim 'height'"));
        let twice = "subject,level,jurisdiction,expires,name,name\n";
        assert!(refused(twice).contains("is there twice"));
        let missing = read_missing();
        assert!(missing.contains("cannot be read"), "{missing}");
    }

    fn read_missing() -> String {
        super::read(Path::new("/no/such/file.csv"), &layout()).unwrap_err().to_string()
    }
}
