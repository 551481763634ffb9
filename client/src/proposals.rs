//! Proposals: submitted, sponsored, listed, shown in full.
//!
//! - [`compose`]: what a proposal asks for, and the call that submits it.
//! - [`view`]: a proposal as people and programs read it.
//! - [`call`]: the call that would run, decoded.
//! - [`timeline`]: what has happened to it, block by block.

pub mod call;
pub mod compose;
pub mod timeline;
pub mod view;

use crate::{
    chain::{
        self,
        runtime_types::{
            althing_primitives::apis::Position, pallet_proposals::proposal::Status,
            pallet_proposals::track::Track,
        },
    },
    connection::{AccountId, At, Chain, Hash},
    errors::{Error, Result},
    keys::Key,
    submit::{submit, Inclusion},
};

/// Identifies a proposal.
pub type ProposalId = u32;

/// What the chain stores of a proposal.
pub type Proposal = chain::proposals::storage::proposals::Output;

/// Reads a proposal.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this number, or it was pruned.
pub async fn read(at: &At, id: ProposalId) -> Result<Proposal> {
    let found = at.storage().try_fetch(chain::storage().proposals().proposals(), (id,)).await?;
    let missing = || Error::NotFound(format!("there is no proposal {id}, or it ended long ago"));
    Ok(found.ok_or_else(missing)?.decode()?)
}

/// Reads all proposals that are kept, the oldest first.
///
/// # Errors
/// If the node does not answer.
pub async fn read_all(at: &At) -> Result<Vec<(ProposalId, Proposal)>> {
    let mut entries = at.storage().iter(chain::storage().proposals().proposals(), ()).await?;
    let mut all = Vec::new();
    while let Some(entry) = entries.next().await {
        let entry = entry?;
        let (id,) = entry.key()?.decode()?;
        all.push((id, entry.value().decode()?));
    }
    all.sort_by_key(|(id, _)| *id);
    Ok(all)
}

/// Finds the latest proposal of an account with a text of this hash.
///
/// # Errors
/// If the node does not answer.
pub async fn find(at: &At, proposer: &AccountId, text: Hash) -> Result<Option<ProposalId>> {
    let all = read_all(at).await?;
    let is_it = |proposal: &Proposal| proposal.proposer == *proposer && proposal.text.hash == text;
    Ok(all.into_iter().rev().find(|(_, proposal)| is_it(proposal)).map(|(id, _)| id))
}

/// Reads a track's rules.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this number.
pub async fn track(at: &At, id: u16) -> Result<Track> {
    let found = at.storage().try_fetch(chain::storage().proposals().tracks(), (id,)).await?;
    let missing = || Error::NotFound(format!("there is no track {id}"));
    Ok(found.ok_or_else(missing)?.decode()?)
}

/// Reads all tracks, by number.
///
/// # Errors
/// If the node does not answer.
pub async fn tracks(at: &At) -> Result<Vec<(u16, Track)>> {
    let mut entries = at.storage().iter(chain::storage().proposals().tracks(), ()).await?;
    let mut all = Vec::new();
    while let Some(entry) = entries.next().await {
        let entry = entry?;
        let (id,) = entry.key()?.decode()?;
        all.push((id, entry.value().decode()?));
    }
    all.sort_by_key(|(id, _)| *id);
    Ok(all)
}

/// Finds a track by its number or its name.
///
/// # Errors
/// [`Error::NotFound`], with the names there are.
pub async fn find_track(at: &At, named: &str) -> Result<(u16, Track)> {
    let all = tracks(at).await?;
    let names: Vec<_> =
        all.iter().map(|(id, track)| format!("{id} {}", track_name(track))).collect();
    let is_it = |(id, track): &(u16, Track)| id.to_string() == named || track_name(track) == named;
    all.into_iter().find(is_it).ok_or_else(|| {
        Error::NotFound(format!("there is no track '{named}'; there are: {}", names.join(", ")))
    })
}

/// A track's name as text.
pub fn track_name(track: &Track) -> String {
    String::from_utf8_lossy(&track.name.0).into_owned()
}

/// Where a proposal stands against its curves; none unless it is under decision.
///
/// # Errors
/// If the node does not answer.
pub async fn position(at: &At, id: ProposalId) -> Result<Option<Position>> {
    Ok(at.runtime_apis().call(chain::runtime_apis().proposals_api().position(id)).await?)
}

/// How much of the decision deposit is still to be put down.
///
/// # Errors
/// If the track is gone, or the node does not answer.
pub async fn deposit_missing(at: &At, proposal: &Proposal) -> Result<u128> {
    let required = match &proposal.decision {
        Some(decision) => decision.rules.decision_deposit,
        None => track(at, proposal.track).await?.decision_deposit,
    };
    Ok(required.saturating_sub(proposal.sponsored))
}

/// The call that puts down a part of the decision deposit.
pub fn sponsor_call(id: ProposalId, amount: u128) -> impl subxt::tx::Payload {
    chain::tx().proposals().sponsor(id, amount)
}

/// The call that pays an account's deposits on a concluded proposal back.
pub fn refund_call(id: ProposalId, who: &AccountId) -> impl subxt::tx::Payload {
    chain::tx().proposals().settle(id, *who)
}

/// Puts down a part of the decision deposit.
///
/// # Errors
/// Why the chain refused it.
pub async fn sponsor(chain: &Chain, key: &Key, id: ProposalId, amount: u128) -> Result<Inclusion> {
    submit(chain, key, &sponsor_call(id, amount)).await
}

/// Whether nothing can change it any more.
pub fn is_concluded(status: &Status) -> bool {
    use chain::runtime_types::pallet_proposals::proposal::Retries;
    match status {
        Status::Preparing
        | Status::Queued { .. }
        | Status::Deciding
        | Status::Timelocked { .. }
        | Status::Outdated { .. } => false,
        Status::ExecutionFailed { retries, .. } => matches!(retries, Retries::Over),
        _ => true,
    }
}

/// The status in one word, stable over versions. A decision that is being confirmed has its own.
pub fn status_name(proposal: &Proposal) -> &'static str {
    let confirming =
        proposal.decision.as_ref().is_some_and(|decision| decision.confirming_since.is_some());
    match proposal.status {
        Status::Preparing => "preparing",
        Status::Queued { .. } => "queued",
        Status::Deciding if confirming => "confirming",
        Status::Deciding => "deciding",
        Status::Timelocked { .. } => "timelocked",
        Status::Outdated { .. } => "outdated",
        Status::Executed { .. } => "executed",
        Status::ExecutionFailed { .. } => "execution-failed",
        Status::Rejected { .. } => "rejected",
        Status::TimedOut { .. } => "timed-out",
        Status::Cancelled { .. } => "cancelled",
        Status::Vetoed { .. } => "vetoed",
        Status::Killed { .. } => "killed",
    }
}
