//! Extracts that lead over changes of the authorities.

use codec::{DecodeAll, Encode};
use sp_consensus_grandpa::{ConsensusLog, ScheduledChange, GRANDPA_ENGINE_ID};
use sp_runtime::{Digest, DigestItem};

use super::synthetic::{Authority, Forge, FOUR};
use crate::extracts::{
    check, error::ExtractError, file::HandoffFile, finality::Header, Extract, Trust,
};

/// A chain whose set 0 is Alice, set 1 is four, and set 2 is Eve; an extract of set 2; and a root of
/// trust for each set.
fn changed() -> (Extract, [Trust; 3]) {
    let mut forge = Forge::new(&[Authority::Alice]);
    let first = forge.trust();
    let mut handoffs = vec![forge.hand_over(&FOUR, 0)];
    let second = forge.trust();
    forge.number += 50;
    handoffs.push(forge.hand_over(&[Authority::Eve], 0));
    forge.number += 50;
    let mut extract = forge.extract();
    extract.handoffs = handoffs;
    (extract, [first, second, forge.trust()])
}

fn problem(extract: &Extract, trust: &Trust) -> String {
    match check(extract, trust) {
        Err(ExtractError::Handoff { set, problem }) => format!("{set}: {problem}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_extract_leads_from_any_earlier_set_to_its_own() {
    let (extract, trusts) = changed();
    for trust in &trusts {
        assert_eq!(check(&extract, trust).unwrap().set, 2);
    }
}

#[test]
fn without_the_handoffs_only_its_own_set_is_of_use() {
    let (mut extract, [first, second, third]) = changed();
    extract.handoffs.clear();
    assert!(check(&extract, &third).is_ok());
    for trust in [first, second] {
        let found = check(&extract, &trust);
        assert!(matches!(found, Err(ExtractError::OtherSet { found: 2, .. })), "{found:?}");
    }
}

#[test]
fn no_handoff_is_left_out_or_put_elsewhere() {
    let (extract, [first, ..]) = changed();
    let mut short = extract.clone();
    short.handoffs.remove(1);
    assert!(matches!(check(&short, &first), Err(ExtractError::OtherSet { .. })));
    let mut swapped = extract;
    swapped.handoffs.swap(0, 1);
    assert!(problem(&swapped, &first).starts_with("0: "));
}

#[test]
fn a_set_hands_over_by_its_own_votes_only() {
    let (mut extract, [first, ..]) = changed();
    let mut forge = Forge::new(&[Authority::Bob]);
    extract.handoffs[0] = forge.hand_over(&FOUR, 0);
    assert!(problem(&extract, &first).contains("not an authority"));
}

#[test]
fn a_handoff_has_the_justification_of_its_own_block() {
    let (mut extract, [first, ..]) = changed();
    extract.handoffs[0].header = extract.handoffs[1].header.clone();
    assert!(problem(&extract, &first).contains("another block"));
}

#[test]
fn a_change_that_is_not_immediate_is_no_handoff() {
    let mut forge = Forge::new(&[Authority::Alice]);
    let trust = forge.trust();
    let handoff = forge.hand_over(&FOUR, 3);
    let mut extract = forge.extract();
    extract.handoffs = vec![handoff];
    assert!(problem(&extract, &trust).contains("not immediate"));
}

/// A handoff of Alice's whose block has these logs.
fn handoff_with(logs: &[ConsensusLog<u32>]) -> (Extract, Trust) {
    let mut forge = Forge::new(&[Authority::Alice]);
    let trust = forge.trust();
    let mut header = forge.header();
    let log = |log: &ConsensusLog<u32>| DigestItem::Consensus(GRANDPA_ENGINE_ID, log.encode());
    header.digest = Digest { logs: logs.iter().map(log).collect() };
    let justification = forge.justification(&header, &[Authority::Alice]).encode();
    forge.set = 1;
    let mut extract = forge.extract();
    extract.handoffs = vec![HandoffFile { header: header.encode(), justification }];
    (extract, trust)
}

#[test]
fn only_a_block_that_names_the_next_set_hands_over() {
    let list = Forge::new(&[Authority::Alice]).authority_set().list;
    let change = || ScheduledChange { next_authorities: list.clone(), delay: 0 };
    let (extract, trust) = handoff_with(&[ConsensusLog::ScheduledChange(change())]);
    assert!(check(&extract, &trust).is_ok());
    let (extract, trust) = handoff_with(&[]);
    assert!(problem(&extract, &trust).contains("announces no change"));
    let both = [ConsensusLog::ScheduledChange(change()), ConsensusLog::ForcedChange(0, change())];
    let (extract, trust) = handoff_with(&both);
    assert!(problem(&extract, &trust).contains("forces"));
}

#[test]
fn the_earliest_change_of_a_block_counts() {
    let list = Forge::new(&[Authority::Alice]).authority_set().list;
    let other = Forge::new(&[Authority::Eve]).authority_set().list;
    let change =
        |list| ConsensusLog::ScheduledChange(ScheduledChange { next_authorities: list, delay: 0 });
    let (extract, trust) = handoff_with(&[change(list.clone()), change(other.clone())]);
    assert!(check(&extract, &trust).is_ok());
    let (extract, trust) = handoff_with(&[change(other), change(list)]);
    assert!(matches!(check(&extract, &trust), Err(ExtractError::OtherSet { .. })));
}

#[test]
fn a_change_that_was_added_to_a_block_afterwards_is_noticed() {
    let (mut extract, [first, ..]) = changed();
    let mut header = Header::decode_all(&mut &extract.handoffs[0].header[..]).unwrap();
    let own = Forge::new(&[Authority::Eve]).authority_set().list;
    let change = ScheduledChange::<u32> { next_authorities: own, delay: 0 };
    let log = ConsensusLog::ScheduledChange(change).encode();
    header.digest = Digest { logs: vec![DigestItem::Consensus(GRANDPA_ENGINE_ID, log)] };
    extract.handoffs[0].header = header.encode();
    assert!(problem(&extract, &first).contains("another block"));
}
