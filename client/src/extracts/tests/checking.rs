//! What makes an extract unbelievable: each altered part, with the error that names it.

use codec::Encode;

use super::synthetic::{Authority, Forge, FOUR};
use crate::extracts::{
    check,
    error::{ExtractError, FinalityError},
    layout::Layout,
    About, Extract,
};

fn four() -> Forge {
    Forge::new(&FOUR)
}

/// Checks an extract that somebody has changed.
fn after(change: impl FnOnce(&mut Extract)) -> ExtractError {
    let forge = four();
    let mut extract = forge.extract();
    change(&mut extract);
    check(&extract, &forge.trust()).unwrap_err()
}

#[test]
fn a_good_extract_is_believed_with_one_authority_and_with_four() {
    for authorities in [&FOUR[..1], &FOUR[..]] {
        let forge = Forge::new(authorities);
        let checked = check(&forge.extract(), &forge.trust()).unwrap();
        assert_eq!(checked.genesis, forge.genesis);
        assert_eq!((checked.block, checked.hash), (100, forge.header().hash()));
        assert_eq!(checked.time, 1_790_000_000_000);
        assert_eq!(checked.runtime, "althing");
        assert_eq!(checked.votes.weight, u128::try_from(authorities.len()).unwrap());
    }
}

#[test]
fn an_extract_that_went_through_a_file_is_the_same() {
    let forge = four();
    let extract = forge.extract();
    let read = Extract::from_json(&extract.to_json().unwrap()).unwrap();
    assert_eq!(read, extract);
    assert!(check(&read, &forge.trust()).is_ok());
}

#[test]
fn another_value_is_refused() {
    let error = after(|extract| extract.entries[3].value.as_mut().unwrap()[5] ^= 1);
    assert!(matches!(error, ExtractError::OtherValue(_)), "{error}");
}

#[test]
fn a_value_where_there_is_none_is_refused() {
    let forge = four();
    let mut extract = forge.extract_of(Forge::stranger());
    extract.entries[3].value = forge.extract().entries[3].value.clone();
    let error = check(&extract, &forge.trust()).unwrap_err();
    assert!(matches!(error, ExtractError::ClaimedPresent(_)), "{error}");
}

#[test]
fn a_value_that_is_left_out_is_refused() {
    let error = after(|extract| extract.entries[3].value = None);
    assert!(matches!(error, ExtractError::ClaimedAbsent(_)), "{error}");
}

#[test]
fn each_part_of_the_proof_is_needed() {
    let forge = four();
    let parts = forge.extract().proof.len();
    assert!(parts > 5, "the state is large enough");
    for part in 0..parts {
        let error = after(|extract| drop(extract.proof.remove(part)));
        let fits = matches!(error, ExtractError::Incomplete(_) | ExtractError::OtherState(100));
        assert!(fits, "{error}");
    }
}

#[test]
fn each_changed_part_of_the_proof_is_noticed() {
    let parts = four().extract().proof.len();
    for part in 0..parts {
        let error = after(|extract| extract.proof[part][1] ^= 1);
        let fits = matches!(error, ExtractError::Incomplete(_) | ExtractError::OtherState(100));
        assert!(fits, "{error}");
    }
}

#[test]
fn nothing_rides_along_in_a_proof() {
    let error = after(|extract| extract.proof.push(b"a hidden message".to_vec()));
    assert!(matches!(error, ExtractError::Superfluous(1)), "{error}");
    let error = after(|extract| extract.proof.push(extract.proof[0].clone()));
    assert!(matches!(error, ExtractError::Superfluous(1)), "{error}");
}

#[test]
fn the_proof_of_another_state_is_refused() {
    let mut other = four();
    other.state.insert(vec![1; 32], vec![1; 40]);
    let proof = other.extract().proof;
    let error = after(|extract| extract.proof = proof);
    assert!(matches!(error, ExtractError::OtherState(100)), "{error}");
}

#[test]
fn the_header_of_another_state_is_not_justified() {
    let mut other = four();
    other.state.insert(vec![1; 32], vec![1; 40]);
    let theirs = other.extract();
    let error = after(|extract| {
        extract.header = theirs.header;
        extract.proof = theirs.proof;
    });
    assert!(matches!(error, ExtractError::OtherBlock { target: 100, .. }), "{error}");
}

#[test]
fn the_justification_of_another_block_is_refused() {
    let mut other = four();
    other.number = 99;
    let justification = other.extract().justification;
    let error = after(|extract| extract.justification = justification);
    assert!(matches!(error, ExtractError::OtherBlock { target: 99, .. }), "{error}");
}

#[test]
fn the_justification_of_another_round_or_set_is_refused() {
    let signed = |round, set| {
        let mut other = four();
        (other.round, other.set) = (round, set);
        other.justification(&other.header(), &FOUR)
    };
    let mut moved = signed(8, 0);
    moved.round = 7;
    for justification in [moved, signed(7, 1)] {
        let error = after(|extract| extract.justification = justification.encode());
        let fits = matches!(error, ExtractError::Finality(FinalityError::Signature { .. }));
        assert!(fits, "{error}");
    }
}

#[test]
fn two_thirds_have_to_be_exceeded_and_nobody_counts_twice() {
    let forge = four();
    let header = forge.header();
    let with = |voters: &[Authority]| {
        let justification = forge.justification(&header, voters).encode();
        after(|extract| extract.justification = justification)
    };
    let error = with(&FOUR[..2]);
    let few = FinalityError::TooFew { weight: 2, total: 4 };
    assert!(matches!(error, ExtractError::Finality(found) if found == few));
    let error = with(&[Authority::Alice, Authority::Bob, Authority::Bob]);
    assert!(matches!(error, ExtractError::Finality(FinalityError::Twice(_))), "{error}");
}

#[test]
fn an_extract_of_another_chain_is_refused() {
    let mut other = four();
    other.genesis = [0xcd; 32];
    other.put_common();
    let error = check(&other.extract(), &four().trust()).unwrap_err();
    assert!(matches!(error, ExtractError::OtherChain { .. }), "{error}");
}

#[test]
fn a_chain_of_the_same_authorities_cannot_pass_for_this_one() {
    let mut other = four();
    other.genesis = [0xcd; 32];
    other.put_common();
    let mut extract = other.extract();
    extract.genesis = four().genesis;
    let error = check(&extract, &four().trust()).unwrap_err();
    assert!(matches!(error, ExtractError::Genesis { .. }), "{error}");
}

#[test]
fn the_authorities_have_to_be_the_trusted_ones() {
    let trust = Forge::new(&FOUR[..3]).trust();
    let error = check(&four().extract(), &trust).unwrap_err();
    assert!(matches!(error, ExtractError::OtherSet { found: 0, trusted: 0, .. }), "{error}");
    let error = after(|extract| extract.authorities.list[0].weight = 50);
    assert!(matches!(error, ExtractError::OtherSet { .. }), "{error}");
    let error = after(|extract| extract.authorities.set = 1);
    assert!(matches!(error, ExtractError::OtherSet { found: 1, trusted: 0, .. }), "{error}");
}

#[test]
fn own_authorities_and_own_votes_convince_nobody() {
    let forged = Forge::new(&[Authority::Ferdie]).extract();
    let error = check(&forged, &four().trust()).unwrap_err();
    assert!(matches!(error, ExtractError::OtherSet { .. }), "{error}");
    let mut forged = Forge::new(&[Authority::Ferdie]).extract();
    forged.authorities = four().extract().authorities;
    let error = check(&forged, &four().trust()).unwrap_err();
    let fits = matches!(error, ExtractError::Finality(FinalityError::Stranger(_)));
    assert!(fits, "{error}");
}

#[test]
fn the_version_of_the_runtime_is_proven() {
    let error = after(|extract| extract.spec_version += 1);
    assert!(matches!(error, ExtractError::ClaimedVersion { .. }), "{error}");
}

#[test]
fn the_state_of_a_runtime_that_this_client_does_not_know_is_not_read() {
    let mut forge = four();
    let known = Layout::built_in().unwrap().spec_version();
    let version = (codec::Compact(known + 1), "althing").encode();
    forge.state.insert(crate::extracts::layout::version_key(), version);
    let mut extract = forge.extract();
    extract.spec_version = known + 1;
    let error = check(&extract, &forge.trust()).unwrap_err();
    let fits = matches!(error, ExtractError::OtherRuntime { found, .. } if found == known + 1);
    assert!(fits, "{error}");
}

#[test]
fn the_keys_are_exactly_those_of_what_it_is_about() {
    let forge = four();
    let keys: Vec<_> = forge.extract().entries.into_iter().map(|entry| entry.key).collect();
    let with = |keys: &[Vec<u8>]| {
        let extract = forge.extract_with(Forge::about(Forge::subject()), keys);
        check(&extract, &forge.trust())
    };
    assert!(with(&keys).is_ok());
    for left_out in 0..keys.len() {
        let mut fewer = keys.clone();
        fewer.remove(left_out);
        let error = with(&fewer).unwrap_err();
        assert!(matches!(error, ExtractError::OtherKeys(_)), "{left_out}: {error}");
    }
    let mut more = keys.clone();
    more.push(vec![7; 32]);
    assert!(matches!(with(&more), Err(ExtractError::OtherKeys(_))));
    let mut turned = keys.clone();
    turned.swap(4, 5);
    assert!(matches!(with(&turned), Err(ExtractError::OtherKeys(_))));
    let mut doubled = keys.clone();
    doubled.push(keys[3].clone());
    assert!(matches!(with(&doubled), Err(ExtractError::OtherKeys(_))));
}

#[test]
fn an_extract_of_one_subject_does_not_pass_for_another_s() {
    let error = after(|extract| extract.about = Forge::about(Forge::stranger()));
    assert!(matches!(error, ExtractError::OtherKeys(_)), "{error}");
}

#[test]
fn any_keys_can_be_proven_present_and_absent() {
    let forge = four();
    let present = forge.state.keys().next_back().unwrap().clone();
    let mut keys: Vec<_> =
        forge.extract().entries.into_iter().take(3).map(|entry| entry.key).collect();
    keys.extend([present.clone(), vec![7; 32]]);
    let extract = forge.extract_with(About::Keys, &keys);
    let checked = check(&extract, &forge.trust()).unwrap();
    assert_eq!(checked.proven[&present], forge.state.get(&present).cloned());
    assert_eq!(checked.proven[&vec![7; 32]], None);
    assert!(checked.found.is_none());
}

#[test]
fn a_block_is_final_if_a_later_one_is() {
    let forge = four();
    let mut extract = forge.extract();
    let child = Forge::child(&forge.header());
    let grandchild = Forge::child(&child);
    extract.headers = vec![child.encode(), grandchild.encode()];
    extract.justification = forge.justification(&grandchild, &FOUR).encode();
    assert_eq!(check(&extract, &forge.trust()).unwrap().block, 100);

    let mut gap = extract.clone();
    gap.headers.remove(0);
    let error = check(&gap, &forge.trust()).unwrap_err();
    assert!(matches!(error, ExtractError::BrokenHeaders(101)), "{error}");
    extract.headers.pop();
    let error = check(&extract, &forge.trust()).unwrap_err();
    assert!(matches!(error, ExtractError::OtherBlock { target: 102, .. }), "{error}");
}

#[test]
fn what_cannot_be_decoded_is_named() {
    let error = after(|extract| extract.header.push(0));
    assert!(matches!(error, ExtractError::Encoding("header")), "{error}");
    let error = after(|extract| extract.justification.truncate(40));
    assert!(matches!(error, ExtractError::Encoding("justification")), "{error}");
}
