//! What has happened to a proposal, block by block: from the events of the blocks that the node
//! still knows, and from the proposal itself where it does not.

use futures::stream::{self, StreamExt};
use serde::Serialize;
use subxt::{
    events::DecodeAsEvent,
    ext::scale_value::{Composite, Value},
};

use crate::{
    amounts::pretty,
    chain::{
        self,
        proposals::events as of,
        runtime_types::{pallet_proposals::proposal::Status, sp_runtime::DispatchError},
    },
    connection::{height, At, Chain},
    errors::{Refusal, Result},
    proposals::{is_concluded, Proposal, ProposalId},
};

/// How many blocks are searched for events at most; the latest are.
const MOST_BLOCKS: u32 = 2000;

/// How many blocks are asked for at a time.
const AT_A_TIME: usize = 16;

/// Something that has happened to a proposal.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Happening {
    /// In which block.
    pub block: u32,
    /// What: the event's name, in kebab-case.
    pub event: String,
    /// In words.
    pub text: String,
}

impl Happening {
    fn new(block: u32, event: &str, text: impl Into<String>) -> Self {
        Self { block, event: event.into(), text: text.into() }
    }
}

/// What has happened to a proposal up to the block `at`.
///
/// # Errors
/// If the node does not answer.
pub async fn all(
    chain: &Chain,
    at: &At,
    id: ProposalId,
    proposal: &Proposal,
) -> Result<Vec<Happening>> {
    let head = height(at);
    let last = ended(&proposal.status).map_or(head, |ended| head.min(ended.saturating_add(1)));
    let first = proposal.submitted.max(last.saturating_sub(MOST_BLOCKS));
    let mut found: Vec<(u32, Vec<Happening>)> = stream::iter(first..=last)
        .map(|block| async move { (block, in_block(chain, block, id).await.unwrap_or_default()) })
        .buffer_unordered(AT_A_TIME)
        .collect()
        .await;
    found.sort_by_key(|(block, _)| *block);
    let found: Vec<Happening> = found.into_iter().flat_map(|(_, happenings)| happenings).collect();
    Ok(complete(found, proposal))
}

/// The events of one block that tell of a proposal; fails where the node knows the block no more.
///
/// # Errors
/// If the node does not answer, or does not know the block's state.
pub async fn in_block(chain: &Chain, block: u32, id: ProposalId) -> Result<Vec<Happening>> {
    let Some(hash) = chain.hash_of(block).await? else { return Ok(Vec::new()) };
    let at = chain.at(hash).await?;
    let mut happenings = Vec::new();
    for event in at.events().fetch().await?.iter() {
        let event = event?;
        let (pallet, name) = (event.pallet_name(), event.event_name());
        if pallet != "Proposals" && !(pallet == "DaoTreasury" && name == "SpendApproved") {
            continue;
        }
        let Some(told) = tell(&at, &event, id) else { continue };
        happenings.push(Happening::new(block, &kebab(name), told));
    }
    Ok(happenings)
}

type Event<'a> = subxt::events::Event<'a, crate::connection::Config>;

/// What an event says of the proposal `id`; nothing if it is about another one.
fn tell(at: &At, event: &Event<'_>, id: ProposalId) -> Option<String> {
    let (pallet, name) = (event.pallet_name(), event.event_name());
    let fields: Composite<()> = event.decode_fields_unchecked_as().ok()?;
    let about = if pallet == "DaoTreasury" { "proposal" } else { "id" };
    if number(&fields, about)? != u128::from(id) {
        return None;
    }
    let told = course(at, event, name).or_else(|| deposits(event, name));
    told.or_else(|| Some(kebab(name).replace('-', " ")))
}

/// What an event says of the course of a proposal.
fn course(at: &At, event: &Event<'_>, name: &str) -> Option<String> {
    Some(match name {
        "Submitted" => format!("submitted by {}", read::<of::Submitted>(event)?.proposer),
        "TextChanged" => {
            format!("its text is replaced by version {}", read::<of::TextChanged>(event)?.version)
        }
        "Queued" => "ready; waits until fewer are under decision".into(),
        "DecisionStarted" => {
            let ends = read::<of::DecisionStarted>(event)?.ends;
            format!("the decision starts; it ends with block {ends}")
        }
        "ConfirmationStarted" => {
            let ends = read::<of::ConfirmationStarted>(event)?.ends;
            format!("passes; approved in block {ends} if it stays so")
        }
        "ConfirmationLost" => "passes no more".into(),
        "Approved" => {
            let executes_at = read::<of::Approved>(event)?.executes_at;
            format!("approved; its call runs in block {executes_at}")
        }
        "TimedOut" => "its deposit was not complete in time".into(),
        "Cancelled" => format!("cancelled: {}", text(&read::<of::Cancelled>(event)?.reason.0)),
        "Killed" => format!("killed: {}", text(&read::<of::Killed>(event)?.reason.0)),
        "Vetoed" => {
            format!("vetoed by the guardian: {}", text(&read::<of::Vetoed>(event)?.reason.0))
        }
        "Executed" => "its call has run".into(),
        "ExecutionFailed" => {
            let error = read::<of::ExecutionFailed>(event)?.error;
            format!("its call failed: {}", dispatch_error(at, &error))
        }
        "RetriesOver" => "its call is not tried again".into(),
        "ReaffirmationNeeded" => "its call waits to be reaffirmed under a new runtime".into(),
        "Reaffirmed" => "its call is reaffirmed under the new runtime".into(),
        _ => return None,
    })
}

/// What an event says of the money that a proposal is about.
fn deposits(event: &Event<'_>, name: &str) -> Option<String> {
    Some(match name {
        "Sponsored" => {
            let event = read::<of::Sponsored>(event)?;
            let (amount, who) = (pretty(event.amount), event.who);
            let (all, needed) = (pretty(event.sponsored), pretty(event.required));
            format!("sponsored with {amount} by {who}: {all} of {needed}")
        }
        "DepositRefunded" => {
            let event = read::<of::DepositRefunded>(event)?;
            format!("{} is paid back to {}", pretty(event.amount), event.who)
        }
        "DepositSlashed" => {
            let event = read::<of::DepositSlashed>(event)?;
            format!("{} of {} is slashed", pretty(event.amount), event.who)
        }
        "SpendApproved" => {
            let event = read::<chain::dao_treasury::events::SpendApproved>(event)?;
            let (amount, to) = (pretty(event.amount), event.beneficiary);
            format!("the treasury promises {amount} to {to}, as spend {}", event.id)
        }
        _ => return None,
    })
}

fn read<Fields: DecodeAsEvent>(event: &Event<'_>) -> Option<Fields> {
    event.decode_fields_as::<Fields>()?.ok()
}

/// A dispatch error that is part of the state or of an event, by name.
pub fn dispatch_error(at: &At, error: &DispatchError) -> String {
    refusal(at, error).to_string()
}

/// The refusal that such an error stands for.
pub fn refusal(at: &At, error: &DispatchError) -> Refusal {
    let decode = |bytes| subxt::error::DispatchError::decode_from(bytes, at.metadata()).ok();
    let unnamed = || Refusal { name: format!("{error:?}"), documentation: String::new() };
    let decoded = encode(at, error).and_then(decode);
    decoded.map_or_else(unnamed, |error| Refusal::from_dispatch(&error))
}

fn encode(at: &At, error: &DispatchError) -> Option<Vec<u8>> {
    use subxt::ext::scale_encode::EncodeAsType;
    let metadata = at.metadata();
    let mut bytes = Vec::new();
    let ty = metadata.dispatch_error_ty()?;
    error.encode_as_type_to(ty, metadata.types(), &mut bytes).ok()?;
    Some(bytes)
}

fn text(bytes: &[u8]) -> String {
    match bytes.is_empty() {
        true => "no reason given".into(),
        false => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn number(fields: &Composite<()>, name: &str) -> Option<u128> {
    use subxt::ext::scale_value::At as _;
    let Composite::Named(named) = fields else { return None };
    let value = &named.iter().find(|(field, _)| field == name)?.1;
    value.as_u128().or_else(|| value.at(0).and_then(Value::as_u128))
}

/// Adds what the proposal itself says where no event is left that says it.
fn complete(mut found: Vec<Happening>, proposal: &Proposal) -> Vec<Happening> {
    let mut known = vec![Happening::new(
        proposal.submitted,
        "submitted",
        format!("submitted by {}", proposal.proposer),
    )];
    if let Some(decision) = &proposal.decision {
        let ends = decision.began.saturating_add(decision.rules.decision);
        let text = format!("the decision starts; it ends with block {ends}");
        known.push(Happening::new(decision.began, "decision-started", text));
        if let Some(since) = decision.confirming_since {
            let ends = since.saturating_add(decision.rules.confirmation);
            let text = format!("passes; approved in block {ends} if it stays so");
            known.push(Happening::new(since, "confirmation-started", text));
        }
    }
    if let (true, Some(block)) = (is_concluded(&proposal.status), ended(&proposal.status)) {
        let name = crate::proposals::status_name(proposal);
        known.push(Happening::new(block, name, name.replace('-', " ")));
    }
    let is_new = |one: &Happening| !found.iter().any(|other| other.event == one.event);
    let known: Vec<_> = known.into_iter().filter(is_new).collect();
    found.extend(known);
    found.sort_by_key(|happening| happening.block);
    found
}

/// The block in which a proposal came to its present status, where that is an end.
fn ended(status: &Status) -> Option<u32> {
    match status {
        Status::Executed { at }
        | Status::ExecutionFailed { at, .. }
        | Status::Rejected { at }
        | Status::TimedOut { at }
        | Status::Cancelled { at }
        | Status::Vetoed { at }
        | Status::Killed { at } => Some(*at),
        _ => None,
    }
}

fn kebab(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(letter.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_named_in_kebab_case() {
        assert_eq!(kebab("Submitted"), "submitted");
        assert_eq!(kebab("ConfirmationStarted"), "confirmation-started");
    }

    #[test]
    fn a_missing_reason_is_said_to_be_missing() {
        assert_eq!(text(b""), "no reason given");
        assert_eq!(text(b"spam"), "spam");
    }
}
