//! Plans, without a chain: [`Chain`] is a model of one, in which everything that is lodged is
//! entered.

use sp_crypto_hashing::blake2_256;

use super::*;

const TODAY: Day = 20_777;

/// The id of a disposal.
fn id(number: u8) -> String {
    format!("{{{number:08X}-12FA-E08F-E063-4804A8C05A49}}")
}

/// The line of a row.
fn line(number: u8, status: &str, date: &str) -> String {
    let id = id(number);
    format!("\"{id}\",\"100\",\"{date} 00:00\",\"\",\"D\",\"N\",\"F\",,,,,,,,\"A\",\"{status}\"\n")
}

/// A file of rows: disposal and status.
fn file(rows: &[(u8, &str)]) -> String {
    rows.iter().map(|(number, status)| line(*number, status, "2025-04-09")).collect()
}

fn read(files: &[String]) -> Rows {
    let mut rows = Rows::default();
    for (index, text) in files.iter().enumerate() {
        rows.add(&format!("{index}.csv"), text.as_bytes()).unwrap();
    }
    rows
}

fn hash(text: &str) -> Hash {
    Hash::from(blake2_256(text.as_bytes()))
}

fn marks(rows: &Rows) -> Vec<Mark> {
    let mark = |row: &Row| Mark {
        name: hash(row.disposal()),
        instrument: hash(&format!("{:?}:{}", rows.files[row.file].hash, row.line)),
    };
    rows.rows.iter().map(mark).collect()
}

/// Added, changed, struck, refused, in force.
type Figures = (u64, u64, u64, usize, u64);

struct Chain(World);

impl Chain {
    fn new() -> Self {
        Self(World { today: TODAY, ..World::default() })
    }

    fn plan(&self, rows: &Rows) -> Plan {
        plan(rows, &marks(rows), &self.0, &BTreeMap::new())
    }

    /// Enters a version of a record.
    fn enter(&mut self, mark: &Mark, in_force: bool) {
        let next = RecordId::try_from(self.0.records.len()).unwrap();
        let new = Found { id: next, in_force, entries: Vec::new() };
        let record = self.0.records.entry(mark.name).or_insert(new);
        record.in_force = in_force;
        record.entries.push(Entry { instrument: mark.instrument, in_force });
        self.0.in_force = self.0.records.values().filter(|record| record.in_force).count() as u64;
    }

    /// Enters what can be lodged, at most so many rows; says how many of each kind.
    fn wave(&mut self, rows: &Rows, most: usize) -> [u64; 3] {
        let (plan, marks, mut done) = (self.plan(rows), marks(rows), [0; 3]);
        let lodged = plan.steps.iter().filter(|step| matches!(step.need, Need::Lodging(_)));
        for step in lodged.take(most) {
            let (row, mark) = (&rows.rows[step.row], &marks[step.row]);
            let record = self.0.records.get(&mark.name).map(|found| found.id);
            assert_eq!(step.need, Need::Lodging(record), "it is about the record there is");
            assert_eq!(record.is_none(), row.status == Status::Added);
            let kind = match row.status {
                Status::Added => 0,
                Status::Changed => 1,
                Status::Deleted => 2,
            };
            done[kind] += 1;
            self.enter(mark, row.status != Status::Deleted);
        }
        done
    }

    fn import(&mut self, rows: &Rows) -> Figures {
        let mut all = [0; 3];
        loop {
            let done = self.wave(rows, usize::MAX);
            if done == [0; 3] {
                let refused = self.plan(rows).refused.len();
                return (all[0], all[1], all[2], refused, self.0.in_force);
            }
            all = [all[0] + done[0], all[1] + done[1], all[2] + done[2]];
        }
    }
}

fn reasons(plan: &Plan) -> Vec<(usize, u64, &str)> {
    plan.refused.iter().map(|(file, line, reason)| (*file, *line, reason.as_str())).collect()
}

#[test]
fn rows_about_disposals_that_are_not_here_are_refused_by_file_and_line() {
    let rows = read(&[
        file(&[(1, "A"), (2, "C"), (3, "D"), (1, "C")]),
        file(&[(1, "D"), (1, "C"), (1, "A"), (1, "D"), (4, "A")]),
    ]);
    let mut chain = Chain::new();
    assert_eq!(chain.import(&rows), (2, 1, 1, 5, 1));
    let refused = [
        (0, 2, "changes a disposal that is not in the register"),
        (0, 3, "deletes a disposal that is not in the register"),
        (1, 2, "changes a disposal that was struck off, by 1.csv:1"),
        (1, 3, "adds a disposal that is registered already, by 1.csv:1"),
        (1, 4, "deletes a disposal that was struck off, by 1.csv:1"),
    ];
    assert_eq!(reasons(&chain.plan(&rows)), refused);
}

#[test]
fn a_second_run_changes_nothing_and_refuses_the_same_rows() {
    // The disposal 2 is changed before it is added.
    let rows = read(&[file(&[(2, "C"), (1, "A")]), file(&[(2, "A"), (2, "C"), (1, "D")])]);
    let mut chain = Chain::new();
    assert_eq!(chain.import(&rows), (2, 1, 1, 1, 1));
    let first = chain.plan(&rows);
    assert_eq!(chain.import(&rows), (0, 0, 0, 1, 1));
    assert_eq!(chain.plan(&rows), first);
    assert!(first.steps.iter().all(|step| step.need == Need::Nothing));
}

#[test]
fn files_one_by_one_come_to_the_same_as_all_at_once() {
    let files = [file(&[(1, "A"), (2, "A")]), file(&[(1, "C"), (2, "D"), (3, "C")])];
    let mut chain = Chain::new();
    assert_eq!(chain.import(&read(&files[..1])), (2, 0, 0, 0, 2));
    assert_eq!(chain.import(&read(&files[1..])), (0, 1, 1, 1, 1));
    assert_eq!(chain.import(&read(&files)), (0, 0, 0, 1, 1));
}

#[test]
fn an_import_that_stops_anywhere_comes_to_the_same_end() {
    let rows = read(&[
        file(&[(1, "A"), (2, "A"), (3, "A"), (1, "C"), (9, "D")]),
        file(&[(1, "C"), (2, "D"), (4, "A"), (4, "D"), (2, "C")]),
    ]);
    for most in 1..10 {
        let mut chain = Chain::new();
        while chain.wave(&rows, most) != [0; 3] {}
        let mut whole = Chain::new();
        assert_eq!(whole.import(&rows), (4, 2, 2, 2, 2));
        let entered = |chain: &Chain| -> Vec<(Hash, Vec<Entry>)> {
            let records = chain.0.records.iter();
            let mut all: Vec<_> = records.map(|(name, it)| (*name, it.entries.clone())).collect();
            all.sort_by_key(|(name, _)| name.0);
            all
        };
        assert_eq!(entered(&chain), entered(&whole));
    }
}

#[test]
fn a_row_waits_for_the_one_before_it_about_the_same_disposal() {
    let rows = read(&[file(&[(1, "A"), (1, "C"), (2, "A"), (1, "D")])]);
    let (mut chain, marks) = (Chain::new(), marks(&rows));
    let needs = |chain: &Chain| -> Vec<Need> {
        chain.plan(&rows).steps.iter().map(|step| step.need).collect()
    };
    let lodging = Need::Lodging(None);
    assert_eq!(needs(&chain), [lodging, Need::Another, lodging, Need::Another]);
    let pending = Pending { dealing: 7, can_be_approved: true };
    chain.0.pending.insert(marks[0].instrument, pending);
    let completion = Need::Completion(pending);
    assert_eq!(needs(&chain), [completion, Need::Another, lodging, Need::Another]);
    chain.0.pending.clear();
    chain.enter(&marks[0], true);
    assert_eq!(needs(&chain), [Need::Nothing, Need::Lodging(Some(0)), lodging, Need::Another]);
}

#[test]
fn what_others_have_ended_is_not_changed() {
    let rows = read(&[file(&[(1, "A"), (1, "C"), (1, "D")])]);
    let (mut chain, marks) = (Chain::new(), marks(&rows));
    chain.enter(&marks[0], true);
    chain.enter(&Mark { name: marks[0].name, instrument: hash("a court's order") }, false);
    let plan = chain.plan(&rows);
    let refused = "its disposal is no longer in force, by another dealing";
    assert_eq!(reasons(&plan), [(0, 2, refused), (0, 3, refused)]);
    assert_eq!(plan.steps, [Step { row: 0, need: Need::Nothing }]);
}

#[test]
fn what_the_chain_refuses_is_skipped_with_all_that_builds_on_it() {
    let rows = read(&[file(&[(1, "A"), (1, "C"), (2, "A")])]);
    let refusals = BTreeMap::from([(0, "the chain refuses it".to_string())]);
    let plan = plan(&rows, &marks(&rows), &Chain::new().0, &refusals);
    let expected =
        [(0, 1, "the chain refuses it"), (0, 2, "changes a disposal that is not in the register")];
    assert_eq!(reasons(&plan), expected);
    assert_eq!(plan.steps, [Step { row: 2, need: Need::Lodging(None) }]);
}

#[test]
fn a_disposal_of_tomorrow_is_refused() {
    let text = [line(1, "A", "2026-11-21"), line(2, "A", "2026-11-20")].concat();
    let plan = Chain::new().plan(&read(&[text]));
    assert_eq!(reasons(&plan), [(0, 1, "its date of transfer lies in the future")]);
    assert_eq!(plan.steps.len(), 1);
}

#[test]
fn malformed_rows_are_listed_among_the_others_in_their_order() {
    let rows = read(&[format!("{}nonsense\n{}", file(&[(1, "C")]), file(&[(2, "D"), (3, "A")]))]);
    let plan = Chain::new().plan(&rows);
    let lines: Vec<u64> = plan.refused.iter().map(|(_, line, _)| *line).collect();
    assert_eq!((lines, plan.steps.len()), (vec![1, 2, 3], 1));
}
