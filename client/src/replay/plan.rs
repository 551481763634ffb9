//! What a replay sets out to do: who votes what with which key, and what must come of it.

use std::path::{Path, PathBuf};

use sp_crypto_hashing::blake2_256;

use crate::{
    connection::{AccountId, Hash},
    keys::Key,
    replay::csv::{self, Counting, CsvError, Row},
};

/// The share of all power that may have voted before the last ballots, which decide, are cast: as
/// long as no more has, no curve of an ordinary track lets the vote be confirmed early.
const UNDECIDED_PERCENT: u128 = 25;

/// A voter with its key.
pub struct Voter {
    /// The key that signs its stake and its ballot.
    pub key: Key,
    /// Its row of the table.
    pub row: Row,
}

/// What a replay sets out to do.
pub struct Plan {
    /// The table.
    pub file: PathBuf,
    /// Which rows count.
    pub counting: Counting,
    /// How many rows the table has.
    pub rows: usize,
    /// The voters, in the order of their rows.
    pub voters: Vec<Voter>,
    id: [u8; 32],
}

impl Plan {
    /// Plans the replay of a table. The same table, counting and name always give the same keys, so
    /// that a replay that was interrupted is found again.
    ///
    /// # Errors
    /// If the table cannot be used; by file and line.
    pub fn read(file: &Path, counting: Counting, name: &str) -> Result<Self, CsvError> {
        Ok(Self::of(file, &csv::read(file)?, counting, name))
    }

    /// Plans the replay of a table that was read from `file` before.
    ///
    /// # Errors
    /// As [`Plan::read`].
    pub fn parse(
        file: &Path,
        table: &[u8],
        counting: Counting,
        name: &str,
    ) -> Result<Self, CsvError> {
        Ok(Self::of(file, &csv::parse(file, table)?, counting, name))
    }

    fn of(file: &Path, rows: &[Row], counting: Counting, name: &str) -> Self {
        let counted = csv::counted(rows, counting);
        let id = identify(rows, counting, name);
        let voters = counted.into_iter().map(|row| Voter { key: voter_key(&id, &row), row });
        let voters = voters.collect();
        Self { file: file.to_path_buf(), counting, rows: rows.len(), voters, id }
    }

    /// The hash of the text of the replay's proposal, by which it is found again.
    pub fn text_hash(&self) -> Hash {
        Hash::from(blake2_256(&[b"althing/replay/text/".as_slice(), &self.id].concat()))
    }

    /// The account that the replay's proposal pays, unless another is named. It is used for nothing
    /// else, so that its balance shows the payment.
    pub fn beneficiary(&self) -> AccountId {
        let seed = blake2_256(&[b"althing/replay/beneficiary/".as_slice(), &self.id].concat());
        *Key::from_seed(seed, "the replay").account()
    }

    /// All the power that says aye, or nay.
    pub fn power(&self, aye: bool) -> u128 {
        self.voters.iter().filter(|voter| voter.row.aye == aye).map(|voter| voter.row.power).sum()
    }

    /// The voters in two waves, each in the order of the rows: first those who together cannot
    /// decide, then the few greatest ayes, who do. A vote is thus never confirmed and closed while
    /// ballots are still on their way.
    pub fn waves(&self) -> [Vec<usize>; 2] {
        let total = self.power(true).saturating_add(self.power(false));
        let mut ayes: Vec<usize> =
            (0..self.voters.len()).filter(|index| self.voters[*index].row.aye).collect();
        ayes.sort_by_key(|index| std::cmp::Reverse(self.voters[*index].row.power));
        let mut early = total;
        let mut late: Vec<usize> = Vec::new();
        for index in ayes {
            if early.saturating_mul(100) <= total.saturating_mul(UNDECIDED_PERCENT) {
                break;
            }
            early = early.saturating_sub(self.voters[index].row.power);
            late.push(index);
        }
        late.sort_unstable();
        let is_late = |index: &usize| late.binary_search(index).is_ok();
        [(0..self.voters.len()).filter(|index| !is_late(index)).collect(), late.clone()]
    }
}

/// What tells one replay from another: the table's votes, which of them count, and a name.
fn identify(rows: &[Row], counting: Counting, name: &str) -> [u8; 32] {
    let mut text = format!("althing/replay/{name}/{}", counting.name());
    for row in rows {
        text.push_str(&format!("\n{},{},{},{}", row.voter, row.txid, row.aye, row.power));
    }
    blake2_256(text.as_bytes())
}

/// The key of a voter; of a row, where every row counts.
fn voter_key(id: &[u8; 32], row: &Row) -> Key {
    let mut text = b"althing/replay/voter/".to_vec();
    text.extend_from_slice(id);
    text.extend_from_slice(row.voter.as_bytes());
    text.extend_from_slice(format!("/{}", row.line).as_bytes());
    Key::from_seed(blake2_256(&text), "the replay")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn dao(counting: Counting, name: &str) -> Plan {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/data/nakamoto-dao-votes.csv");
        Plan::read(Path::new(file), counting, name).unwrap()
    }

    fn accounts(plan: &Plan) -> BTreeSet<String> {
        plan.voters.iter().map(|voter| voter.key.account().to_string()).collect()
    }

    #[test]
    fn every_voter_has_an_account_of_its_own_and_always_the_same() {
        let plan = dao(Counting::LastWins, "");
        let seen = accounts(&plan);
        assert_eq!(seen.len(), 2_311);
        assert_eq!(seen, accounts(&dao(Counting::LastWins, "")));
        assert!(!seen.contains(&plan.beneficiary().to_string()));
        assert_eq!(accounts(&dao(Counting::EveryRow, "")).len(), 2_319);
    }

    #[test]
    fn replays_of_another_name_or_counting_share_nothing() {
        let plan = dao(Counting::LastWins, "");
        for other in [dao(Counting::EveryRow, ""), dao(Counting::LastWins, "again")] {
            assert!(accounts(&plan).is_disjoint(&accounts(&other)));
            assert_ne!(plan.text_hash(), other.text_hash());
            assert_ne!(plan.beneficiary(), other.beneficiary());
        }
    }

    #[test]
    fn the_first_wave_cannot_decide_and_the_second_is_small() {
        let plan = dao(Counting::LastWins, "");
        let [early, late] = plan.waves();
        assert_eq!(early.len() + late.len(), 2_311);
        let power: u128 = early.iter().map(|index| plan.voters[*index].row.power).sum();
        let total = plan.power(true) + plan.power(false);
        assert!(power * 100 <= total * UNDECIDED_PERCENT);
        assert!(late.len() < 40, "{}", late.len());
        assert!(late.iter().all(|index| plan.voters[*index].row.aye));
    }
}
