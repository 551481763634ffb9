use std::fs;

use super::*;

const KIND: &str = "test-journal-1";

fn open(path: &Path) -> Result<Opened<u8, u32>, JournalError> {
    // The header's own fields are flattened, so it has to be a map.
    let opened = Journal::open::<About, u32>(path, KIND, About { list: 7 })?;
    Ok(Opened { journal: opened.journal, about: opened.about.list, records: opened.records })
}

#[derive(Deserialize, Serialize)]
struct About {
    list: u8,
}

fn written(path: &Path, records: u32) -> Vec<u8> {
    let mut opened = open(path).unwrap();
    for record in 0..records {
        opened.journal.append(&record).unwrap();
    }
    drop(opened);
    fs::read(path).unwrap()
}

#[test]
fn records_are_there_after_reopening_in_the_order_they_were_appended() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("j");
    written(&path, 5);
    let opened = open(&path).unwrap();
    assert_eq!((opened.about, opened.records), (7, vec![0, 1, 2, 3, 4]));
}

#[test]
fn a_crash_at_any_byte_loses_only_the_record_being_written() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("j");
    let whole = written(&path, 4);
    let ends: Vec<usize> =
        whole.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(i, _)| i + 1).collect();
    for length in 0..=whole.len() {
        fs::write(&path, &whole[..length]).unwrap();
        let mut opened = open(&path).unwrap();
        let complete = ends.iter().filter(|end| **end <= length).count().saturating_sub(1) as u32;
        assert_eq!(opened.records, (0..complete).collect::<Vec<_>>(), "cut at {length}");
        opened.journal.append(&99).unwrap();
        drop(opened);
        assert_eq!(open(&path).unwrap().records.last(), Some(&99), "cut at {length}");
    }
}

#[test]
fn a_last_line_of_zero_bytes_is_what_a_crash_leaves_and_is_cut_off() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("j");
    let mut bytes = written(&path, 2);
    bytes.extend_from_slice(&[0; 40]);
    fs::write(&path, &bytes).unwrap();
    assert_eq!(open(&path).unwrap().records, vec![0, 1]);
}

#[test]
fn a_flipped_bit_in_a_whole_line_is_damage_and_not_cut_off() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("j");
    let whole = written(&path, 3);
    // The last byte is left out: without its line feed a line counts as half written.
    for at in 0..whole.len() - 1 {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        fs::write(&path, &bytes).unwrap();
        assert!(matches!(open(&path), Err(JournalError::Damaged { .. })), "bit flipped at {at}");
    }
}

#[test]
fn a_line_that_was_taken_out_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("j");
    let text = String::from_utf8(written(&path, 3)).unwrap();
    let without: Vec<&str> =
        text.split_inclusive('\n').enumerate().filter(|(i, _)| *i != 2).map(|(_, l)| l).collect();
    fs::write(&path, without.concat()).unwrap();
    assert!(matches!(open(&path), Err(JournalError::Damaged { line: 3, .. })));
}

#[test]
fn another_kind_of_journal_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("j");
    written(&path, 1);
    let other = Journal::open::<About, u32>(&path, "other-1", About { list: 7 });
    assert!(matches!(other, Err(JournalError::Foreign { expected: "other-1", .. })));
}

#[test]
fn a_journal_that_is_open_cannot_be_opened_again() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("j");
    let first = open(&path).unwrap();
    assert!(matches!(open(&path), Err(JournalError::InUse { .. })));
    drop(first);
    assert!(open(&path).is_ok());
}

#[cfg(unix)]
#[test]
fn a_journal_is_readable_by_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;

    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("j");
    written(&path, 1);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn after_a_write_that_could_not_be_undone_nothing_more_is_appended() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("j");
    written(&path, 2);
    let mut journal = open(&path).unwrap().journal;
    // A handle that can only read stands for a disk that refuses.
    let writable = std::mem::replace(&mut journal.file, File::open(&path).unwrap());
    assert!(matches!(journal.append(&2), Err(JournalError::Io { .. })));
    journal.file = writable;
    assert!(matches!(journal.append(&2), Err(JournalError::Unfinished { .. })));
    drop(journal);
    assert_eq!(open(&path).unwrap().records, vec![0, 1]);
}
