//! `althing attest suspend`, `lift`, `revoke`, `renounce` and `remove`

use althing_client::{
    attestations::{
        acts, read,
        statement::Subject,
        types::{MeasureKind, RevocationReason, SuspensionReason},
        words::Words,
    },
    chain::attestations::events::Removed,
    errors::Result,
    submit::Inclusion,
};
use clap::Args;
use serde_json::json;

use super::args::{document, Now, RevokeFor, SuspendFor};
use crate::cli::context::{fields, Context};

/// Which attestation.
#[derive(Debug, Args)]
struct Which {
    /// The schema
    #[arg(long)]
    schema: u32,
    /// The subject: an address, record:0x… or hash:0x…
    #[arg(long)]
    subject: String,
}

#[derive(Debug, Args)]
pub struct Suspend {
    #[command(flatten)]
    which: Which,
    /// Why
    #[arg(long, value_enum)]
    reason: SuspendFor,
    /// A file with the evidence, or its hash
    #[arg(long, value_name = "FILE|0x…")]
    evidence: String,
}

#[derive(Debug, Args)]
pub struct Lift {
    #[command(flatten)]
    which: Which,
    /// A file with the evidence, or its hash
    #[arg(long, value_name = "FILE|0x…")]
    evidence: String,
}

#[derive(Debug, Args)]
pub struct Revoke {
    #[command(flatten)]
    which: Which,
    /// Why
    #[arg(long, value_enum)]
    reason: RevokeFor,
    /// A file with the evidence, or its hash
    #[arg(long, value_name = "FILE|0x…")]
    evidence: String,
}

#[derive(Debug, Args)]
pub struct Renounce {
    /// The schema
    #[arg(long)]
    schema: u32,
}

#[derive(Debug, Args)]
pub struct Remove {
    #[command(flatten)]
    which: Which,
}

impl Which {
    async fn subject(&self, context: &Context, now: &Now) -> Result<Subject> {
        now.subject(context, &self.subject).await
    }
}

/// Until when a measure of this kind can be appealed, in words.
async fn appeal_words(now: &Now, kind: MeasureKind) -> Result<String> {
    let rules = read::appeal_rules(&now.at, kind).await?;
    Ok(match rules {
        Some(rules) => {
            let until = now.clock.now.saturating_add(rules.window);
            format!("Its subject can appeal until about {}.", now.clock.words(until))
        }
        None => "There is no appeal against that.".into(),
    })
}

pub async fn suspend(context: &Context, arguments: Suspend) -> Result<()> {
    let now = Now::read(context).await?;
    let (schema, reason) = (arguments.which.schema, SuspensionReason::from(arguments.reason));
    let subject = arguments.which.subject(context, &now).await?;
    let appeal = appeal_words(&now, MeasureKind::Suspension).await?;
    let evidence = document(&arguments.evidence)?;
    let call = acts::suspend(schema, &subject, reason.clone(), evidence);
    let done = |_: &_| {
        let words = format!(
            "The attestation of {subject} under schema {schema} is suspended: {}. {appeal}",
            reason.words()
        );
        let result = json!({
            "schema": schema, "subject": subject, "state": "suspended", "reason": reason.word(),
        });
        (fields(result), words)
    };
    context.send_on(&now.chain, &call, done).await
}

pub async fn lift(context: &Context, arguments: Lift) -> Result<()> {
    let now = Now::read(context).await?;
    let schema = arguments.which.schema;
    let subject = arguments.which.subject(context, &now).await?;
    let call = acts::lift(schema, &subject, document(&arguments.evidence)?);
    let done = |_: &_| {
        let words = format!("The attestation of {subject} under schema {schema} holds again.");
        (fields(json!({ "schema": schema, "subject": subject, "state": "live" })), words)
    };
    context.send_on(&now.chain, &call, done).await
}

pub async fn revoke(context: &Context, arguments: Revoke) -> Result<()> {
    let now = Now::read(context).await?;
    let (schema, reason) = (arguments.which.schema, RevocationReason::from(arguments.reason));
    let subject = arguments.which.subject(context, &now).await?;
    let appeal = appeal_words(&now, MeasureKind::Revocation).await?;
    let evidence = document(&arguments.evidence)?;
    let call = acts::revoke(schema, &subject, reason.clone(), evidence);
    let done = |_: &_| {
        let words = format!(
            "The attestation of {subject} under schema {schema} is revoked: {}. {appeal}",
            reason.words()
        );
        let result = json!({
            "schema": schema, "subject": subject, "state": "ended", "reason": reason.word(),
        });
        (fields(result), words)
    };
    context.send_on(&now.chain, &call, done).await
}

pub async fn renounce(context: &Context, arguments: Renounce) -> Result<()> {
    let schema = arguments.schema;
    let done = |_: &_| {
        let words = format!(
            "Your attestation under schema {schema} is given up; it holds no more, and cannot be \
             restored."
        );
        (fields(json!({ "schema": schema, "state": "ended", "reason": "renounced" })), words)
    };
    context.send(&acts::renounce(schema), done).await
}

pub async fn remove(context: &Context, arguments: Remove) -> Result<()> {
    let now = Now::read(context).await?;
    let schema = arguments.which.schema;
    let subject = arguments.which.subject(context, &now).await?;
    let done = |inclusion: &Inclusion| {
        let event = inclusion.events.find_first::<Removed>().and_then(|event| event.ok());
        let deposit = event.map_or(0, |event| event.deposit.amount);
        let words = format!(
            "The attestation of {subject} under schema {schema} is removed, and its deposit of {} \
             returned. A tombstone stays.",
            althing_client::amounts::pretty(deposit)
        );
        let deposit = althing_client::amounts::plain(deposit);
        (fields(json!({ "schema": schema, "subject": subject, "deposit": deposit })), words)
    };
    context.send_on(&now.chain, &acts::remove(schema, &subject), done).await
}
