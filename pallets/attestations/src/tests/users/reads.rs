//! What a question costs to read.

use althing_primitives::eligibility::{PolicyVersion, Purpose, Unmet};
use frame_support::storage::storage_prefix;

use super::*;
use crate::{
    mock::{alice, bob},
    MAX_CLAUSES,
};

/// A policy of so many clauses, each of a schema and an issuer of its own, all of which Alice meets.
fn met_by_alice(clauses: u32) -> PolicyVersion {
    let offices: Vec<_> = (0..clauses).map(|_| office(None)).collect();
    for office in &offices {
        attest(*office, &alice(), None);
    }
    policy(None, offices.into_iter().map(clause).collect())
}

/// The answer, and how many stored items it took; the block's number, which every call has at hand,
/// is not one of them.
fn asked(
    ext: &mut sp_io::TestExternalities,
    who: AccountId,
    policy: PolicyVersion,
    purpose: Purpose,
) -> (Result<Option<PersonTag>, Unmet>, u32) {
    ext.commit_all().unwrap();
    let recorder = Default::default();
    let answer =
        ext.execute_with_recorder(Clone::clone(&recorder), || standing(&who, policy, purpose));
    let number = storage_prefix(b"System", b"Number");
    let keys = recorder.recorded_keys().into_values().flat_map(|keys| keys.into_keys());
    let read = keys.filter(|key| key[..] != number).count();
    (answer, read as u32)
}

#[test]
fn a_question_reads_two_items_a_clause_and_two_more() {
    for clauses in 1..=MAX_CLAUSES {
        let mut ext = chain();
        let policy = ext.execute_with(|| met_by_alice(clauses));
        let act = asked(&mut ext, alice(), policy, Purpose::Act);
        assert_eq!(act, (Ok(None), 2 * clauses + 2));
        let speak = asked(&mut ext, alice(), policy, Purpose::Speak);
        assert_eq!(speak, (Ok(None), 2 * clauses + 1));
    }
}

#[test]
fn a_question_that_is_answered_early_reads_no_further() {
    let mut ext = chain();
    let policy = ext.execute_with(|| met_by_alice(MAX_CLAUSES));
    let why = Failing::Missing;
    let unmet = Err(Unmet::Clause { index: 0, why });
    assert_eq!(asked(&mut ext, bob(), policy, Purpose::Act), (unmet, 3));
    ext.execute_with(|| freeze(&alice(), 5));
    assert_eq!(asked(&mut ext, alice(), policy, Purpose::Act), (Err(Unmet::Frozen), 2));
    let unknown = PolicyVersion { version: 2, ..policy };
    let nothing = (Err(Unmet::NoSuchPolicy), 1);
    assert_eq!(asked(&mut ext, alice(), unknown, Purpose::Act), nothing);
}
