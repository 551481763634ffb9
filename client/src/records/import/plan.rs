//! What each row needs, given what the chain has.
//!
//! The rows are gone through in the order of their files and lines, whatever the chain has of them
//! already. So a row that is refused is refused in every run, even if a later row has registered its
//! disposal since.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::{
    connection::Hash,
    records::{
        import::rows::{Row, Rows, Status},
        DealingId, RecordId,
    },
    registers::days::Day,
};

/// By what the chain knows a row.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Mark {
    /// The name of its disposal's record.
    pub name: Hash,
    /// The instrument of its dealing.
    pub instrument: Hash,
}

/// A record that the chain has.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Found {
    /// Its number.
    pub id: RecordId,
    /// Whether it is in force.
    pub in_force: bool,
    /// What was entered into it, the first entry first.
    pub entries: Vec<Entry>,
}

/// A version of a record.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Entry {
    /// The hash of its instrument.
    pub instrument: Hash,
    /// Whether the record was in force from then on.
    pub in_force: bool,
}

/// A dealing that has not ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Pending {
    /// Its number.
    pub dealing: DealingId,
    /// Whether it waits for a registrar, and for nothing else before that.
    pub can_be_approved: bool,
}

/// What the chain has.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct World {
    /// What day it is in the register.
    pub today: Day,
    /// How many of the register's records are in force.
    pub in_force: u64,
    /// The records of the disposals in the files, by name.
    pub records: HashMap<Hash, Found>,
    /// The dealings on the day list, by instrument; of several, the first one.
    pub pending: HashMap<Hash, Pending>,
}

/// What a row needs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Need {
    /// Nothing: it is entered.
    Nothing,
    /// Its dealing is on the day list.
    Completion(Pending),
    /// It has to be lodged, about this record; none for a first registration.
    Lodging(Option<RecordId>),
    /// Another row about the same disposal has to be entered first.
    Another,
}

/// A row that is entered, or is going to be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Step {
    /// Which of the rows.
    pub row: usize,
    /// What it needs.
    pub need: Need,
}

/// What is to be done.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Plan {
    /// The rows that are or will be entered, in their order.
    pub steps: Vec<Step>,
    /// Those that are skipped: file, line and reason.
    pub refused: Vec<(usize, u64, String)>,
}

/// What is known of a disposal when a row about it is reached.
#[derive(Clone, Copy)]
enum Standing {
    Unknown,
    /// Registered, by this row or before all of them.
    InForce(Option<usize>),
    /// Struck off, likewise.
    Struck(Option<usize>),
}

/// Says what each row needs. `marks` are those of `rows`, and `refusals` the rows that the chain has
/// refused in this run, and why.
pub fn plan(
    rows: &Rows,
    marks: &[Mark],
    world: &World,
    refusals: &BTreeMap<usize, String>,
) -> Plan {
    let ours = marks.iter().map(|mark| mark.instrument).collect();
    let mut walk = Walk { rows, world, ours, standings: HashMap::new(), open: HashSet::new() };
    let mut plan = Plan { steps: Vec::new(), refused: rows.refused.clone() };
    for (index, (row, mark)) in rows.rows.iter().zip(marks).enumerate() {
        let need = match refusals.get(&index) {
            Some(reason) => Err(reason.clone()),
            None => walk.need(index, row, mark),
        };
        match need {
            Ok(need) => plan.steps.push(Step { row: index, need }),
            Err(reason) => plan.refused.push((row.file, row.line, reason)),
        }
    }
    plan.refused.sort();
    plan
}

struct Walk<'a> {
    rows: &'a Rows,
    world: &'a World,
    /// The instruments of all rows.
    ours: HashSet<Hash>,
    /// By name.
    standings: HashMap<Hash, Standing>,
    /// The names of disposals of which a row so far is not entered yet.
    open: HashSet<Hash>,
}

impl Walk<'_> {
    fn need(&mut self, index: usize, row: &Row, mark: &Mark) -> Result<Need, String> {
        let found = self.world.records.get(&mark.name);
        let is_entered = |it: &Found| it.entries.iter().any(|by| by.instrument == mark.instrument);
        let need = if found.is_some_and(is_entered) {
            Need::Nothing
        } else {
            self.check(row, mark, found)?;
            match self.world.pending.get(&mark.instrument) {
                Some(pending) => Need::Completion(*pending),
                None if self.open.contains(&mark.name) => Need::Another,
                None => Need::Lodging(found.map(|found| found.id)),
            }
        };
        if need != Need::Nothing {
            self.open.insert(mark.name);
        }
        let standing = match row.status {
            Status::Added | Status::Changed => Standing::InForce(Some(index)),
            Status::Deleted => Standing::Struck(Some(index)),
        };
        self.standings.insert(mark.name, standing);
        Ok(need)
    }

    /// Whether a row that is not entered can be.
    fn check(&self, row: &Row, mark: &Mark, found: Option<&Found>) -> Result<(), String> {
        if row.day > self.world.today {
            return Err("its date of transfer lies in the future".into());
        }
        match (row.status, self.standing(mark, found)) {
            (Status::Added, Standing::Unknown) if found.is_none() => Ok(()),
            (Status::Added, Standing::InForce(by) | Standing::Struck(by)) => {
                Err(format!("adds a disposal that is registered already{}", self.told(by)))
            }
            (Status::Added, Standing::Unknown) => {
                Err("adds a disposal that is registered already".into())
            }
            (Status::Changed | Status::Deleted, Standing::InForce(_)) => {
                let over = found.is_some_and(|found| !found.in_force);
                match over && !self.open.contains(&mark.name) {
                    true => Err("its disposal is no longer in force, by another dealing".into()),
                    false => Ok(()),
                }
            }
            (status, Standing::Struck(by)) => {
                let told = self.told(by);
                Err(format!("{} a disposal that was struck off{told}", verb(status)))
            }
            (status, Standing::Unknown) => {
                Err(format!("{} a disposal that is not in the register", verb(status)))
            }
        }
    }

    /// What is known of a disposal from the rows so far; before any, from what was entered into its
    /// record before the first of all rows was.
    fn standing(&self, mark: &Mark, found: Option<&Found>) -> Standing {
        if let Some(standing) = self.standings.get(&mark.name) {
            return *standing;
        }
        let entries = found.map_or(&[][..], |found| &found.entries);
        let before = entries.iter().take_while(|entry| !self.ours.contains(&entry.instrument));
        match before.last() {
            None => Standing::Unknown,
            Some(entry) if entry.in_force => Standing::InForce(None),
            Some(_) => Standing::Struck(None),
        }
    }

    /// By which row, for people.
    fn told(&self, by: Option<usize>) -> String {
        let row = by.and_then(|by| self.rows.rows.get(by));
        row.map_or_else(String::new, |row| format!(", by {}", self.rows.place(row)))
    }
}

fn verb(status: Status) -> &'static str {
    match status {
        Status::Added => "adds",
        Status::Changed => "changes",
        Status::Deleted => "deletes",
    }
}

#[cfg(test)]
mod tests;
