use std::{collections::HashSet, fs, path::PathBuf};

use proptest::prelude::*;

use super::*;
use crate::journal::JournalError;

const URI: &str = "https://example.org/status/1";

fn file() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("indices");
    (dir, path)
}

#[test]
fn an_attestation_keeps_its_index_across_restarts() {
    let (_dir, path) = file();
    let mut indices = Indices::open(&path, URI, 1000).unwrap();
    let given: Vec<u32> =
        (0..50).map(|n| indices.assign(key(n), &mut rng(n.into())).unwrap()).collect();
    drop(indices);
    let mut indices = Indices::open(&path, URI, 1000).unwrap();
    for n in 0..50 {
        assert_eq!(indices.index(&key(n)), Some(given[n as usize]));
        assert_eq!(indices.assign(key(n), &mut rng(99)).unwrap(), given[n as usize]);
    }
    assert_eq!(indices.free(), 950);
}

#[test]
fn asking_again_writes_nothing() {
    let (_dir, path) = file();
    let mut indices = Indices::open(&path, URI, 1000).unwrap();
    indices.assign(key(1), &mut rng(1)).unwrap();
    let before = fs::read(&path).unwrap();
    indices.assign(key(1), &mut rng(2)).unwrap();
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn another_serial_in_the_same_slot_has_another_index() {
    let (_dir, path) = file();
    let mut indices = Indices::open(&path, URI, 1000).unwrap();
    let first = indices.assign(key(1), &mut rng(1)).unwrap();
    let renewed = AttestationKey { serial: 2, ..key(1) };
    assert_ne!(indices.assign(renewed, &mut rng(1)).unwrap(), first);
}

#[test]
fn an_index_is_never_given_twice_however_often_the_issuer_crashes() {
    let (_dir, path) = file();
    let mut given = HashSet::new();
    let mut next = 0;
    for crash in 0..30_u64 {
        let mut indices = Indices::open(&path, URI, 400).unwrap();
        for _ in 0..5 {
            assert!(given.insert(indices.assign(key(next), &mut rng(crash)).unwrap()));
            next += 1;
        }
        drop(indices);
        // The crash happens while the next assignment is being written: nobody has been told it.
        let mut bytes = fs::read(&path).unwrap();
        bytes.extend_from_slice(b"0123456789abcdef [[[7,\"00");
        fs::write(&path, bytes).unwrap();
    }
    assert_eq!(given.len(), 150);
}

#[test]
fn cutting_the_file_at_any_byte_leaves_a_prefix_of_the_assignments() {
    let (_dir, path) = file();
    let mut indices = Indices::open(&path, URI, 64).unwrap();
    let given: Vec<u32> =
        (0..6).map(|n| indices.assign(key(n), &mut rng(n.into())).unwrap()).collect();
    drop(indices);
    let whole = fs::read(&path).unwrap();
    for length in 0..whole.len() {
        fs::write(&path, &whole[..length]).unwrap();
        let mut indices = Indices::open(&path, URI, 64).unwrap();
        let kept = (0..6).take_while(|n| indices.index(&key(*n)).is_some()).count();
        assert_eq!(indices.free(), 64 - kept as u32);
        for (n, index) in (0..).zip(&given[..kept]) {
            assert_eq!(indices.index(&key(n)), Some(*index));
        }
        let fresh = indices.assign(key(100), &mut rng(5)).unwrap();
        assert!(!given[..kept].contains(&fresh));
    }
}

#[test]
fn a_batch_is_assigned_in_order_and_repeats_share_an_index() {
    let (_dir, path) = file();
    let mut indices = Indices::open(&path, URI, 1000).unwrap();
    let first = indices.assign(key(3), &mut rng(1)).unwrap();
    let batch = [key(1), key(3), key(2), key(1)];
    let answer = indices.assign_all(&batch, &mut rng(2)).unwrap();
    assert_eq!(answer[1], first);
    assert_eq!(answer[0], answer[3]);
    assert_eq!(answer.iter().collect::<HashSet<_>>().len(), 3);
    for (key, index) in batch.iter().zip(&answer) {
        assert_eq!(indices.index(key), Some(*index));
    }
}

#[test]
fn every_index_is_given_before_the_list_is_full() {
    let (_dir, path) = file();
    let mut indices = Indices::open(&path, URI, 130).unwrap();
    let given: HashSet<u32> =
        (0..130).map(|n| indices.assign(key(n), &mut rng(n.into())).unwrap()).collect();
    assert_eq!(given, (0..130).collect());
    assert!(matches!(indices.assign(key(130), &mut rng(1)), Err(StatusListError::Full(130))));
}

#[test]
fn a_batch_that_does_not_fit_assigns_nothing() {
    let (_dir, path) = file();
    let mut indices = Indices::open(&path, URI, 10).unwrap();
    let keys: Vec<_> = (0..11).map(key).collect();
    assert!(matches!(indices.assign_all(&keys, &mut rng(1)), Err(StatusListError::Full(10))));
    assert_eq!(indices.free(), 10);
    assert_eq!(indices.assign_all(&keys[..10], &mut rng(1)).unwrap().len(), 10);
}

#[test]
fn indices_do_not_tell_the_order_of_issue() {
    let (_dir, path) = file();
    let (entries, count) = (1 << 16, 2000);
    let mut indices = Indices::open(&path, URI, entries).unwrap();
    let keys: Vec<_> = (0..count).map(key).collect();
    let given = indices.assign_all(&keys, &mut rng(4)).unwrap();
    // Spearman's rank correlation of order and index; its deviation is 1/sqrt(n - 1), about 0.022.
    let mut sorted = given.clone();
    sorted.sort_unstable();
    let squares: f64 = given
        .iter()
        .enumerate()
        .map(|(order, index)| (order as f64 - sorted.binary_search(index).unwrap() as f64).powi(2))
        .sum();
    let n = f64::from(count);
    let correlation = 1.0 - 6.0 * squares / (n * (n * n - 1.0));
    assert!(correlation.abs() < 0.1, "{correlation}");
    // Sixteen equal parts of the list get about the same; the deviation is about 11.
    for part in given.iter().fold([0_i32; 16], |mut parts, index| {
        parts[*index as usize * 16 / entries as usize] += 1;
        parts
    }) {
        assert!((part - 125).abs() < 55, "{part}");
    }
}

#[test]
fn the_file_of_another_list_is_refused() {
    let (_dir, path) = file();
    drop(Indices::open(&path, URI, 100).unwrap());
    for (uri, entries) in [("https://example.org/status/2", 100), (URI, 200)] {
        assert!(matches!(
            Indices::open(&path, uri, entries),
            Err(StatusListError::OtherList { .. })
        ));
    }
}

#[test]
fn two_processes_cannot_assign_at_once() {
    let (_dir, path) = file();
    let _first = Indices::open(&path, URI, 100).unwrap();
    assert!(matches!(
        Indices::open(&path, URI, 100),
        Err(StatusListError::Journal(JournalError::InUse { .. }))
    ));
}

#[test]
fn a_damaged_file_is_refused_rather_than_read_in_part() {
    let (_dir, path) = file();
    let mut indices = Indices::open(&path, URI, 100).unwrap();
    for n in 0..3 {
        indices.assign(key(n), &mut rng(n.into())).unwrap();
    }
    drop(indices);
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    fs::write(&path, bytes).unwrap();
    assert!(matches!(
        Indices::open(&path, URI, 100),
        Err(StatusListError::Journal(JournalError::Damaged { .. }))
    ));
}

#[test]
fn lists_hold_those_that_are_named_and_nobody_else() {
    let (_dir, path) = file();
    let mut indices = Indices::open(&path, URI, 200).unwrap();
    for n in 0..20 {
        indices.assign(key(n), &mut rng(n.into())).unwrap();
    }
    let revoked = indices.list(ListPurpose::Revocation, [key(3), key(5)]).unwrap();
    let suspended = indices.list(ListPurpose::Suspension, [key(4)]).unwrap();
    for n in 0..20 {
        let index = indices.index(&key(n)).unwrap().into();
        let ended = matches!(n, 3 | 5);
        assert_eq!(revoked.get(index).unwrap(), if ended { Status(1) } else { Status(0) });
        assert_eq!(suspended.get(index).unwrap(), if n == 4 { Status(2) } else { Status(0) });
    }
}

#[test]
fn a_revoked_attestation_without_an_index_is_not_passed_over() {
    let (_dir, path) = file();
    let indices = Indices::open(&path, URI, 200).unwrap();
    assert!(matches!(
        indices.list(ListPurpose::Revocation, [key(1)]),
        Err(StatusListError::Unassigned(_))
    ));
}

#[test]
fn a_credential_names_one_index_in_both_lists() {
    let (_dir, path) = file();
    let mut indices = Indices::open(&path, URI, 200).unwrap();
    let idx = indices.assign(key(1), &mut rng(1)).unwrap().into();
    let refs = indices.refs(&key(1), Some("https://example.org/suspended/1")).unwrap();
    let (revocation, suspension) = (refs.revocation.unwrap(), refs.suspension.unwrap());
    assert_eq!((revocation.idx, revocation.uri.as_str()), (idx, URI));
    assert_eq!((suspension.idx, suspension.uri.as_str()), (idx, "https://example.org/suspended/1"));
    assert!(indices.refs(&key(1), None).unwrap().suspension.is_none());
    assert!(matches!(indices.refs(&key(2), None), Err(StatusListError::Unassigned(_))));
}

/// What may happen to an issuer.
#[derive(Clone, Debug)]
enum Event {
    Assign(Vec<u32>),
    Restart,
    /// The process dies while it writes; so many bytes of the line reach the disk.
    Crash(u32, usize),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        prop::collection::vec(0_u32..40, 1..6).prop_map(Event::Assign),
        Just(Event::Restart),
        (0_u32..40, 0_usize..120).prop_map(|(person, bytes)| Event::Crash(person, bytes)),
    ];
    prop::collection::vec(event, 1..25)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_happens_an_answered_index_stays_and_is_nobody_elses(events in events()) {
        let (_dir, path) = file();
        let mut model = std::collections::BTreeMap::new();
        let mut indices = Indices::open(&path, URI, 64).unwrap();
        for (seed, event) in events.into_iter().enumerate() {
            match event {
                Event::Assign(people) => {
                    let keys: Vec<_> = people.iter().map(|person| key(*person)).collect();
                    let given = indices.assign_all(&keys, &mut rng(seed as u64)).unwrap();
                    for (key, index) in keys.into_iter().zip(given) {
                        prop_assert_eq!(*model.entry(key).or_insert(index), index);
                    }
                }
                Event::Restart => {
                    drop(indices);
                    indices = Indices::open(&path, URI, 64).unwrap();
                }
                Event::Crash(person, bytes) => {
                    let before = fs::read(&path).unwrap().len();
                    indices.assign(key(person), &mut rng(seed as u64)).unwrap();
                    drop(indices);
                    let whole = fs::read(&path).unwrap();
                    // The whole line would be an answer that was lost, which is allowed to count.
                    let reached = (before + bytes).min(whole.len().max(before + 1) - 1).max(before);
                    fs::write(&path, &whole[..reached]).unwrap();
                    indices = Indices::open(&path, URI, 64).unwrap();
                }
            }
            for (key, index) in &model {
                prop_assert_eq!(indices.index(key), Some(*index));
            }
            let taken: HashSet<u32> = model.values().copied().collect();
            prop_assert_eq!(taken.len(), model.len());
            prop_assert_eq!(indices.free() as usize, 64 - model.len());
        }
    }
}
