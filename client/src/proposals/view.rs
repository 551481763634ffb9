//! A proposal as people and programs read it: amounts exact, numbers as text where they are large.

use serde::Serialize;

use crate::{
    amounts,
    chain::runtime_types::{
        althing_primitives::apis::Position, pallet_proposals::proposal::Status,
        pallet_voting::tally::Tally, sp_arithmetic::per_things::Perbill,
    },
    connection::{At, Chain},
    errors::Result,
    proposals::{
        self, call, is_concluded, status_name,
        timeline::{self, Happening},
        Proposal, ProposalId,
    },
};

/// A proposal in a list.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Summary {
    /// Its number.
    pub id: ProposalId,
    /// Its status in one word.
    pub status: &'static str,
    /// Whether nothing can change it any more.
    pub concluded: bool,
    /// The track's number.
    pub track: u16,
    /// The track's name.
    pub track_name: String,
    /// Who submitted it.
    pub proposer: String,
    /// The block in which it was submitted.
    pub submitted: u32,
    /// What it would run.
    pub call: String,
    /// What has been counted, house by house.
    pub tally: Vec<House>,
}

/// A proposal in full.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Full {
    /// What a list says of it.
    #[serde(flatten)]
    pub summary: Summary,
    /// The call, encoded, if the chain still keeps it.
    pub call_bytes: Option<String>,
    /// The hash of the text that explains it.
    pub text_hash: String,
    /// Where the text can be found.
    pub text_uri: String,
    /// Counts the texts, from 1.
    pub text_version: u32,
    /// What sponsors have put down together, in THG.
    pub sponsored: String,
    /// What is still to be put down so that the decision can start, in THG.
    pub deposit_missing: String,
    /// The block in which something happens to it next if nobody does anything.
    pub next_turn: Option<u32>,
    /// The decision, once it has started.
    pub decision: Option<DecisionView>,
    /// Where it stands against its curves, while it is under decision.
    pub position: Option<PositionView>,
    /// Why its call failed, if it did.
    pub failure: Option<String>,
    /// What has happened to it.
    pub timeline: Vec<Happening>,
}

/// A decision.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct DecisionView {
    /// The block in which it started.
    pub began: u32,
    /// The block in which the decision period ends.
    pub ends: u32,
    /// The block in which the running confirmation started.
    pub confirming_since: Option<u32>,
    /// How long it has to keep passing, in blocks.
    pub confirmation: u32,
    /// The epoch as of which everybody's say is read.
    pub epoch: u32,
}

/// The count of one house.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct House {
    /// The power that says aye, in THG.
    pub ayes: String,
    /// The power that says nay, in THG.
    pub nays: String,
    /// The power that abstains, in THG.
    pub abstains: String,
    /// The stake that says aye or abstains, in THG.
    pub support: String,
    /// The stake of all who may vote, in THG.
    pub electorate: String,
}

/// Where a proposal stands against its curves.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct PositionView {
    /// The approval and the support of each house, in percent.
    pub houses: Vec<StandingView>,
    /// The approval that every house needs now, in percent.
    pub required_approval: String,
    /// The support that every house needs now, in percent.
    pub required_support: String,
    /// Whether every house has both now.
    pub passing: bool,
    /// The block in which the outcome falls if no further ballot is cast.
    pub forecast_at: u32,
    /// Whether that outcome is an approval.
    pub forecast_approved: bool,
}

/// The standing of one house, in percent.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct StandingView {
    /// The share of the counted power that says aye.
    pub approval: String,
    /// The share of the electorate that says aye or abstains.
    pub support: String,
}

impl Summary {
    /// Makes it of what the chain stores.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn of(at: &At, id: ProposalId, proposal: &Proposal) -> Result<Self> {
        let bytes = call::bytes(at, proposal).await?;
        let call = match &bytes {
            Some(bytes) => call::describe(at, bytes).unwrap_or_else(|_| "not decodable".into()),
            None => "kept nowhere".into(),
        };
        let tally =
            proposal.decision.as_ref().map_or(Vec::new(), |decision| houses(&decision.tally));
        Ok(Self {
            id,
            status: status_name(proposal),
            concluded: is_concluded(&proposal.status),
            track: proposal.track,
            track_name: name_of_track(at, proposal).await?,
            proposer: proposal.proposer.to_string(),
            submitted: proposal.submitted,
            call,
            tally,
        })
    }
}

impl Full {
    /// Makes it of what the chain stores, and of the events of the blocks it still knows.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] if there is no such proposal.
    pub async fn of(chain: &Chain, at: &At, id: ProposalId) -> Result<Self> {
        let proposal = proposals::read(at, id).await?;
        let bytes = call::bytes(at, &proposal).await?;
        let position = proposals::position(at, id).await?;
        let missing = match proposals::deposit_missing(at, &proposal).await {
            Ok(missing) if proposal.decision.is_none() => missing,
            _ => 0,
        };
        Ok(Self {
            summary: Summary::of(at, id, &proposal).await?,
            call_bytes: bytes.map(|bytes| format!("0x{}", hex::encode(bytes))),
            text_hash: format!("{:?}", proposal.text.hash),
            text_uri: String::from_utf8_lossy(&proposal.text.uri.0).into_owned(),
            text_version: proposal.text_version,
            sponsored: amounts::plain(proposal.sponsored),
            deposit_missing: amounts::plain(missing),
            next_turn: proposal.wake_at,
            decision: DecisionView::of(&proposal),
            position: position.map(|position| PositionView::of(&position)),
            failure: failure(at, &proposal.status),
            timeline: timeline::all(chain, at, id, &proposal).await?,
        })
    }
}

impl DecisionView {
    /// Makes it of what the chain stores; none before the decision has started.
    pub fn of(proposal: &Proposal) -> Option<Self> {
        let decision = proposal.decision.as_ref()?;
        Some(Self {
            began: decision.began,
            ends: decision.began.saturating_add(decision.rules.decision),
            confirming_since: decision.confirming_since,
            confirmation: decision.rules.confirmation,
            epoch: decision.tally.epoch,
        })
    }
}

impl PositionView {
    /// Makes it of what the runtime answers.
    pub fn of(position: &Position) -> Self {
        let houses = position.houses.iter().map(|house| StandingView {
            approval: percent(&house.approval),
            support: percent(&house.support),
        });
        Self {
            houses: houses.collect(),
            required_approval: percent(&position.required_approval),
            required_support: percent(&position.required_support),
            passing: position.passing,
            forecast_at: position.forecast_at,
            forecast_approved: position.forecast_approved,
        }
    }
}

/// What has been counted, house by house.
pub fn houses(tally: &Tally) -> Vec<House> {
    let house = |house: &crate::chain::runtime_types::pallet_voting::tally::House| House {
        ayes: amounts::micro(house.ayes),
        nays: amounts::micro(house.nays),
        abstains: amounts::micro(house.abstains),
        support: amounts::micro(house.support),
        electorate: amounts::micro(house.electorate),
    };
    tally.houses.0.iter().map(house).collect()
}

/// A share in percent, exact to the seventh decimal that the chain knows; no more than it needs.
pub fn percent(share: &Perbill) -> String {
    let text = format!("{}.{:07}", share.0 / 10_000_000, share.0 % 10_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

async fn name_of_track(at: &At, proposal: &Proposal) -> Result<String> {
    if let Some(decision) = &proposal.decision {
        return Ok(proposals::track_name(&decision.rules));
    }
    Ok(match proposals::track(at, proposal.track).await {
        Ok(track) => proposals::track_name(&track),
        Err(crate::Error::NotFound(_)) => "removed".into(),
        Err(error) => return Err(error),
    })
}

fn failure(at: &At, status: &Status) -> Option<String> {
    let Status::ExecutionFailed { error, .. } = status else { return None };
    Some(timeline::dispatch_error(at, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_written_exactly() {
        assert_eq!(percent(&Perbill(1_000_000_000)), "100");
        assert_eq!(percent(&Perbill(500_000_000)), "50");
        assert_eq!(percent(&Perbill(999_825_321)), "99.9825321");
        assert_eq!(percent(&Perbill(1)), "0.0000001");
        assert_eq!(percent(&Perbill(0)), "0");
    }
}
