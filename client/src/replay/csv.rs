//! Reads a table of votes, and says by file and line what is wrong with it.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use crate::amounts::MICRO;

/// The columns, in their order.
pub const COLUMNS: [&str; 4] = ["voter", "txid", "for", "power"];

/// One row: a vote that was cast.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Row {
    /// The line of the file, counted from 1 with the header.
    pub line: u64,
    /// Who voted.
    pub voter: String,
    /// The transaction that carried the vote.
    pub txid: String,
    /// Whether it says aye.
    pub aye: bool,
    /// What it counts for, in the chain's smallest unit.
    pub power: u128,
}

/// Which rows count where a voter stands more than once.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Counting {
    /// Each voter's last row.
    LastWins,
    /// Every row, as if each had a voter of its own.
    EveryRow,
}

impl Counting {
    /// One word for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::LastWins => "last-wins",
            Self::EveryRow => "every-row",
        }
    }
}

/// What is wrong with a table, and where.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{}{problem}", self.place())]
pub struct CsvError {
    /// The file.
    pub file: PathBuf,
    /// The line, counted from 1; 0 where it is the file as a whole.
    pub line: u64,
    /// What is wrong there.
    pub problem: String,
}

impl CsvError {
    fn place(&self) -> String {
        match self.line {
            0 => format!("{}: ", self.file.display()),
            line => format!("{}:{line}: ", self.file.display()),
        }
    }
}

/// Reads a table.
///
/// # Errors
/// The first line that cannot be used: one with another number of columns, without a voter, with
/// something else than `true` or `false`, or with a power that is no whole number above zero.
pub fn read(file: &Path) -> Result<Vec<Row>, CsvError> {
    let text = std::fs::read(file).map_err(|cause| CsvError {
        file: file.to_path_buf(),
        line: 0,
        problem: format!("cannot be read: {cause}"),
    })?;
    parse(file, &text)
}

/// Parses a table that was read from `file`.
///
/// # Errors
/// As [`read`].
pub fn parse(file: &Path, text: &[u8]) -> Result<Vec<Row>, CsvError> {
    let fail = |line, problem: String| CsvError { file: file.to_path_buf(), line, problem };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text);
    let header = reader.headers().map_err(|cause| fail(1, cause.to_string()))?;
    if !header.iter().eq(COLUMNS) {
        return Err(fail(1, format!("the columns must be {}", COLUMNS.join(","))));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|cause| {
            let line = cause.position().map_or(0, csv::Position::line);
            fail(line, "is not UTF-8 text".to_string())
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        rows.push(row(line, &record).map_err(|problem| fail(line, problem))?);
    }
    if rows.is_empty() {
        return Err(fail(1, "there are no votes in it".to_string()));
    }
    Ok(rows)
}

/// The rows that count, in the order of the file.
pub fn counted(rows: &[Row], counting: Counting) -> Vec<Row> {
    if counting == Counting::EveryRow {
        return rows.to_vec();
    }
    let last: HashMap<&str, u64> = rows.iter().map(|row| (row.voter.as_str(), row.line)).collect();
    rows.iter().filter(|row| last.get(row.voter.as_str()) == Some(&row.line)).cloned().collect()
}

fn row(line: u64, record: &csv::StringRecord) -> Result<Row, String> {
    if record.len() != COLUMNS.len() {
        return Err(format!("has {} columns instead of {}", record.len(), COLUMNS.len()));
    }
    let [voter, txid, choice, power] = [0, 1, 2, 3].map(|column| record[column].trim());
    if voter.is_empty() {
        return Err("names no voter".to_string());
    }
    let aye = match choice {
        "true" => true,
        "false" => false,
        other => return Err(format!("'{other}' is neither true nor false")),
    };
    let micro = power.parse::<u64>().ok().filter(|power| *power > 0);
    let micro = micro.ok_or_else(|| {
        format!("'{power}' is no power; it must be a whole number of micro-STX above zero")
    })?;
    Ok(Row {
        line,
        voter: voter.to_string(),
        txid: txid.to_string(),
        aye,
        power: u128::from(micro) * MICRO,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amounts::micro;

    const HEADER: &str = "voter,txid,for,power\n";

    fn refused(body: &str) -> String {
        let text = format!("{HEADER}{body}");
        parse(Path::new("votes.csv"), text.as_bytes()).unwrap_err().to_string()
    }

    fn totals(name: &str, counting: Counting) -> (usize, String, String) {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
        let rows = counted(&read(&file).unwrap(), counting);
        let sum = |aye| rows.iter().filter(|row| row.aye == aye).map(|row| row.power).sum();
        (rows.len(), micro(sum(true)), micro(sum(false)))
    }

    #[test]
    fn a_bad_line_is_named_by_file_and_line() {
        let good = "a,0x1,true,1\n";
        assert_eq!(
            refused(&format!("{good}b,0x2,yes,5\n")),
            "votes.csv:3: 'yes' is neither true nor false"
        );
        assert_eq!(refused("b,0x2,true\n"), "votes.csv:2: has 3 columns instead of 4");
        assert_eq!(refused("b,0x2,true,1,x\n"), "votes.csv:2: has 5 columns instead of 4");
        assert_eq!(refused(",0x2,true,1\n"), "votes.csv:2: names no voter");
        for power in ["0", "-1", "1.5", "ten", "", "99999999999999999999"] {
            let message = refused(&format!("{good}{good}b,0x2,true,{power}\n"));
            assert!(message.starts_with("votes.csv:4: "), "{message}");
        }
        assert_eq!(refused(""), "votes.csv:1: there are no votes in it");
    }

    #[test]
    fn another_header_and_other_bytes_are_refused() {
        let other = parse(Path::new("v.csv"), b"who,power\na,1\n").unwrap_err();
        assert_eq!(other.to_string(), "v.csv:1: the columns must be voter,txid,for,power");
        let text = [HEADER.as_bytes(), b"a,0x1,true,1\n\xff\xfe,0x1,true,1\n"].concat();
        let bytes = parse(Path::new("v.csv"), &text).unwrap_err();
        assert_eq!((bytes.line, bytes.problem.as_str()), (3, "is not UTF-8 text"));
        let missing = read(Path::new("/no/such/file.csv")).unwrap_err();
        assert!(missing.to_string().starts_with("/no/such/file.csv: cannot be read"));
    }

    #[test]
    fn the_last_row_of_a_voter_wins_and_keeps_its_place() {
        let text = format!("{HEADER}a,0x1,true,1\nb,0x2,true,2\na,0x3,false,3\n");
        let rows = parse(Path::new("v.csv"), text.as_bytes()).unwrap();
        let counted = counted(&rows, Counting::LastWins);
        let seen: Vec<_> = counted.iter().map(|row| (row.voter.as_str(), row.aye)).collect();
        assert_eq!(seen, [("b", true), ("a", false)]);
    }

    #[test]
    fn the_tables_of_the_repository_add_up_to_the_published_figures() {
        let dao = "nakamoto-dao-votes.csv";
        let last = (2_311, "1553219.062620".to_string(), "271.344268".to_string());
        assert_eq!(totals(dao, Counting::LastWins), last);
        let every = (2_319, "1553301.165679".to_string(), "271.344268".to_string());
        assert_eq!(totals(dao, Counting::EveryRow), every);
        assert_eq!(totals("nakamoto-pool-votes.csv", Counting::EveryRow).0, 370);
        assert_eq!(totals("nakamoto-pool-votes.csv", Counting::LastWins).0, 332);
        assert_eq!(totals("nakamoto-solo-votes.csv", Counting::EveryRow).0, 28);
    }
}
