//! Whether a block is final: GRANDPA justifications, checked against a set of authorities.
//!
//! A justification is a round's precommits for a block or blocks that follow it, of more than two
//! thirds of the weight. The rules are those of `sc-consensus-grandpa` and `finality-grandpa`
//! (`GrandpaJustification::verify`, `validate_commit`), but for one: a justification in which an
//! authority has voted twice is refused here. Only authorities that break the protocol cause such.

use std::collections::{HashMap, HashSet};

use codec::DecodeAll;
use sp_consensus_grandpa::{
    check_message_signature_with_buffer, AuthorityId, AuthorityList, ConsensusLog,
    GrandpaJustification, Message, Precommit, SignatureResult, GRANDPA_ENGINE_ID,
};
use sp_core::{crypto::ByteArray, H256};
use sp_runtime::{generic, traits::BlakeTwo256, traits::Header as _, DigestItem};

use super::error::{ExtractError, FinalityError};

/// The header of a block.
pub type Header = generic::Header<u32, BlakeTwo256>;

/// What shows that a block is final.
pub type Justification = GrandpaJustification<Header>;

/// Who votes on finality.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AuthoritySet {
    /// Counts the sets from 0.
    pub id: u64,
    /// The authorities and their weights.
    pub list: AuthorityList,
}

impl AuthoritySet {
    /// The weights by authority, and their sum.
    fn weights(&self) -> Result<(HashMap<&AuthorityId, u64>, u128), FinalityError> {
        let weights: HashMap<_, _> = self.list.iter().map(|(id, weight)| (id, *weight)).collect();
        let total = weights.values().map(|weight| u128::from(*weight)).sum();
        if total == 0 || weights.len() != self.list.len() {
            return Err(FinalityError::Set(self.id));
        }
        Ok((weights, total))
    }
}

/// The last block of an authority set, which names the next set, and why it is final.
#[derive(Clone, Debug)]
pub struct Handoff {
    /// The block.
    pub header: Header,
    /// Of the set that hands over.
    pub justification: Justification,
}

/// How a block was finalized.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Votes {
    /// The round.
    pub round: u64,
    /// The weight of the votes.
    pub weight: u128,
    /// The weight of all authorities.
    pub total: u128,
}

/// Decodes a justification, to the last byte.
///
/// # Errors
/// If it is none.
pub fn decode(bytes: &[u8]) -> Result<Justification, ExtractError> {
    let whole = Justification::decode_all(&mut &bytes[..]);
    whole.map_err(|_| ExtractError::Encoding("justification"))
}

/// Checks that the target of a justification's commit is final under `set`.
///
/// # Errors
/// What is wrong with it.
pub fn check(justification: &Justification, set: &AuthoritySet) -> Result<Votes, FinalityError> {
    let (weights, total) = set.weights()?;
    let (commit, round) = (&justification.commit, justification.round);
    let mut ancestry = Ancestry::new(&justification.votes_ancestries);
    let (mut voted, mut weight, mut buffer) = (HashSet::new(), 0u128, Vec::new());
    for signed in &commit.precommits {
        let id = || hex::encode(signed.id.as_slice());
        let own = weights.get(&signed.id).ok_or_else(|| FinalityError::Stranger(id()))?;
        if !voted.insert(&signed.id) {
            return Err(FinalityError::Twice(id()));
        }
        let vote = Message::<Header>::Precommit(signed.precommit.clone());
        match check_message_signature_with_buffer(
            &vote,
            &signed.id,
            &signed.signature,
            round,
            set.id,
            &mut buffer,
        ) {
            SignatureResult::Valid => {}
            SignatureResult::OutdatedSet => {
                return Err(FinalityError::OutdatedSet { id: id(), set: set.id })
            }
            SignatureResult::Invalid => {
                return Err(FinalityError::Signature { id: id(), round, set: set.id })
            }
        }
        if !ancestry.leads(&signed.precommit, (commit.target_hash, commit.target_number)) {
            return Err(FinalityError::Elsewhere(id()));
        }
        weight = weight.saturating_add(u128::from(*own));
    }
    if weight.saturating_mul(3) <= total.saturating_mul(2) {
        return Err(FinalityError::TooFew { weight, total });
    }
    match ancestry.unused() {
        0 => Ok(Votes { round, weight, total }),
        unused => Err(FinalityError::UnusedHeaders(unused)),
    }
}

/// Checks that `set` has handed over, and returns the set to which it has.
///
/// # Errors
/// If the block is not final under `set`, or announces no next set that takes over at once.
pub fn hand_over(set: &AuthoritySet, handoff: &Handoff) -> Result<AuthoritySet, ExtractError> {
    let invalid = |problem: String| ExtractError::Handoff { set: set.id, problem };
    let (header, commit) = (&handoff.header, &handoff.justification.commit);
    if (commit.target_hash, commit.target_number) != (header.hash(), *header.number()) {
        return Err(invalid("its justification is for another block".into()));
    }
    check(&handoff.justification, set).map_err(|problem| invalid(problem.to_string()))?;
    let list = next_authorities(header).map_err(|problem| invalid(problem.into()))?;
    let id = set.id.checked_add(1).ok_or_else(|| invalid("there is no later set".into()))?;
    Ok(AuthoritySet { id, list })
}

/// The authorities to which a block hands over.
fn next_authorities(header: &Header) -> Result<AuthorityList, &'static str> {
    let logs = header.digest().logs().iter().filter_map(|log| match log {
        DigestItem::Consensus(GRANDPA_ENGINE_ID, bytes) => {
            Some(ConsensusLog::<u32>::decode_all(&mut &bytes[..]))
        }
        _ => None,
    });
    let mut next = None;
    for log in logs {
        match log.map_err(|_| "a log of its block cannot be decoded")? {
            ConsensusLog::ScheduledChange(change) if next.is_none() => next = Some(change),
            ConsensusLog::ForcedChange(..) => return Err("its block forces a change of the set"),
            _ => {}
        }
    }
    match next {
        Some(change) if change.delay == 0 => Ok(change.next_authorities),
        Some(_) => Err("the change of the set that its block announces is not immediate"),
        None => Err("its block announces no change of the set"),
    }
}

/// The headers that come with the votes.
struct Ancestry<'a> {
    headers: HashMap<H256, &'a Header>,
    given: usize,
    used: HashSet<H256>,
}

impl<'a> Ancestry<'a> {
    fn new(headers: &'a [Header]) -> Self {
        let by_hash = headers.iter().map(|header| (header.hash(), header)).collect();
        Self { headers: by_hash, given: headers.len(), used: HashSet::new() }
    }

    /// Whether a vote is for `target` or for a block that is shown to follow it.
    fn leads(&mut self, vote: &Precommit<Header>, target: (H256, u32)) -> bool {
        let (mut hash, mut number) = (vote.target_hash, vote.target_number);
        while (hash, number) != target {
            let header = match self.headers.get(&hash) {
                Some(header) if *header.number() == number && number > target.1 => header,
                _ => return false,
            };
            self.used.insert(hash);
            hash = *header.parent_hash();
            number = number.saturating_sub(1);
        }
        true
    }

    fn unused(&self) -> usize {
        self.given.saturating_sub(self.used.len())
    }
}
