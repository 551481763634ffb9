//! When a justification proves that a block is final.

use codec::Encode;

use super::synthetic::{justification, vote, Authority, Forge, FOUR};
use crate::extracts::{
    error::FinalityError,
    finality::{check, AuthoritySet, Votes},
};

#[test]
fn one_authority_finalizes_alone() {
    let forge = Forge::new(&[Authority::Alice]);
    let justification = forge.justification(&forge.header(), &[Authority::Alice]);
    let votes = check(&justification, &forge.authority_set()).unwrap();
    assert_eq!(votes, Votes { round: 7, weight: 1, total: 1 });
}

#[test]
fn three_of_four_are_enough_and_two_are_not() {
    let forge = Forge::new(&FOUR);
    let (header, set) = (forge.header(), forge.authority_set());
    let with = |count: usize| check(&forge.justification(&header, &FOUR[..count]), &set);
    assert_eq!(with(4).unwrap().weight, 4);
    assert_eq!(with(3).unwrap().weight, 3);
    assert_eq!(with(2), Err(FinalityError::TooFew { weight: 2, total: 4 }));
    assert_eq!(with(0), Err(FinalityError::TooFew { weight: 0, total: 4 }));
}

#[test]
fn exactly_two_thirds_are_not_enough() {
    let forge = Forge::new(&FOUR[..3]);
    let two = forge.justification(&forge.header(), &FOUR[..2]);
    let too_few = FinalityError::TooFew { weight: 2, total: 3 };
    assert_eq!(check(&two, &forge.authority_set()), Err(too_few));
}

#[test]
fn weights_count_and_not_heads() {
    let mut forge = Forge::new(&FOUR);
    forge.authorities[0].1 = 100;
    let (header, set) = (forge.header(), forge.authority_set());
    assert_eq!(check(&forge.justification(&header, &FOUR[..1]), &set).unwrap().weight, 100);
    let others = check(&forge.justification(&header, &FOUR[1..]), &set);
    assert_eq!(others, Err(FinalityError::TooFew { weight: 3, total: 103 }));
}

#[test]
fn weights_beyond_what_64_bits_hold_do_not_wrap() {
    let mut forge = Forge::new(&FOUR);
    for authority in &mut forge.authorities {
        authority.1 = u64::MAX;
    }
    let (header, set) = (forge.header(), forge.authority_set());
    assert!(check(&forge.justification(&header, &FOUR[..3]), &set).is_ok());
    let two = check(&forge.justification(&header, &FOUR[..2]), &set);
    assert!(matches!(two, Err(FinalityError::TooFew { .. })), "{two:?}");
}

#[test]
fn nobody_votes_twice() {
    let forge = Forge::new(&FOUR);
    let header = forge.header();
    let doubled = [Authority::Alice, Authority::Bob, Authority::Alice];
    let found = check(&forge.justification(&header, &doubled), &forge.authority_set());
    assert!(matches!(found, Err(FinalityError::Twice(_))), "{found:?}");
}

#[test]
fn who_is_no_authority_has_no_vote() {
    let forge = Forge::new(&FOUR);
    let voters = [Authority::Alice, Authority::Bob, Authority::Eve];
    let found = check(&forge.justification(&forge.header(), &voters), &forge.authority_set());
    assert!(matches!(found, Err(FinalityError::Stranger(_))), "{found:?}");
}

#[test]
fn a_vote_counts_in_its_round_only() {
    let forge = Forge::new(&FOUR);
    let mut moved = forge.justification(&forge.header(), &FOUR);
    moved.round += 1;
    let found = check(&moved, &forge.authority_set());
    assert!(matches!(found, Err(FinalityError::Signature { round: 8, set: 0, .. })), "{found:?}");
}

#[test]
fn a_vote_counts_in_its_authority_set_only() {
    let forge = Forge::new(&FOUR);
    let justification = forge.justification(&forge.header(), &FOUR);
    let later = |id| check(&justification, &AuthoritySet { id, ..forge.authority_set() });
    assert!(matches!(later(1), Err(FinalityError::OutdatedSet { set: 1, .. })));
    assert!(matches!(later(2), Err(FinalityError::Signature { set: 2, .. })));
}

#[test]
fn a_vote_for_a_later_block_counts_if_the_way_to_it_is_shown() {
    let forge = Forge::new(&FOUR);
    let (header, set) = (forge.header(), forge.authority_set());
    let child = Forge::child(&header);
    let grandchild = Forge::child(&child);
    let votes = [
        forge.vote(Authority::Alice, &header),
        forge.vote(Authority::Bob, &child),
        forge.vote(Authority::Charlie, &grandchild),
    ];
    let with = |ancestry: &[_]| check(&justification(7, &header, &votes, ancestry.to_vec()), &set);
    assert_eq!(with(&[child.clone(), grandchild.clone()]).unwrap().weight, 3);
    let gap = with(std::slice::from_ref(&grandchild));
    assert!(matches!(gap, Err(FinalityError::Elsewhere(_))), "{gap:?}");
    let more = with(&[child.clone(), grandchild.clone(), Forge::child(&grandchild)]);
    assert_eq!(more, Err(FinalityError::UnusedHeaders(1)));
    let twice = with(&[child.clone(), child, grandchild]);
    assert_eq!(twice, Err(FinalityError::UnusedHeaders(1)));
}

#[test]
fn a_vote_for_another_branch_does_not_count() {
    let forge = Forge::new(&FOUR);
    let header = forge.header();
    let mut other = forge.clone();
    other.state.insert(vec![1], vec![1]);
    let sibling = other.header();
    let mut votes: Vec<_> = FOUR[..3].iter().map(|who| forge.vote(*who, &header)).collect();
    votes.push(forge.vote(Authority::Dave, &sibling));
    let found = check(&justification(7, &header, &votes, vec![sibling]), &forge.authority_set());
    assert!(matches!(found, Err(FinalityError::Elsewhere(_))), "{found:?}");
}

#[test]
fn a_vote_names_the_height_of_its_block() {
    let forge = Forge::new(&[Authority::Alice]);
    let header = forge.header();
    let high = vote((7, 0), Authority::Alice, (header.hash(), header.number + 1));
    let found = check(&justification(7, &header, &[high], Vec::new()), &forge.authority_set());
    assert!(matches!(found, Err(FinalityError::Elsewhere(_))), "{found:?}");
}

#[test]
fn a_set_without_weight_or_with_a_name_twice_finalizes_nothing() {
    let mut forge = Forge::new(&FOUR[..2]);
    let justification = forge.justification(&forge.header(), &FOUR[..2]);
    forge.authorities = vec![(Authority::Alice, 0), (Authority::Bob, 0)];
    assert_eq!(check(&justification, &forge.authority_set()), Err(FinalityError::Set(0)));
    forge.authorities = vec![(Authority::Alice, 1), (Authority::Alice, 1)];
    assert_eq!(check(&justification, &forge.authority_set()), Err(FinalityError::Set(0)));
    forge.authorities.clear();
    assert_eq!(check(&justification, &forge.authority_set()), Err(FinalityError::Set(0)));
}

#[test]
fn a_justification_is_decoded_to_its_last_byte() {
    let forge = Forge::new(&FOUR);
    let mut bytes = forge.justification(&forge.header(), &FOUR).encode();
    assert!(crate::extracts::finality::decode(&bytes).is_ok());
    bytes.push(0);
    assert!(crate::extracts::finality::decode(&bytes).is_err());
}
