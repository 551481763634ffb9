//! Approving and completing, one dealing or many.

use althing_client::{
    attestations::import::Progress,
    chain::records::events::{Approved, Completed},
    errors::{Error, Result},
    records::{
        acts::{self, MAX_BATCH},
        read,
        types::State,
        view::{Task, WorkItem},
        words::Words,
    },
    registers::{self, types::Permission},
    submit::{submit, Inclusion},
    Chain, Key,
};
use clap::Args;
use serde::Serialize;
use serde_json::json;

use super::{args::Place, dealings::several};
use crate::cli::{
    commands::attest::args::Now,
    context::{fields, Context},
    progress::Bar,
    vaults::would,
};

#[derive(Debug, Args)]
pub struct Approve {
    /// The dealings
    #[arg(required_unless_present = "all")]
    dealings: Vec<u32>,
    #[command(flatten)]
    place: Place,
    /// All that the work list has for a registrar
    #[arg(long, conflicts_with = "dealings")]
    all: bool,
}

#[derive(Debug, Args)]
pub struct Complete {
    /// The dealings
    #[arg(required_unless_present = "due")]
    dealings: Vec<u32>,
    #[command(flatten)]
    place: Place,
    /// All that can be completed now
    #[arg(long, conflicts_with = "dealings")]
    due: bool,
}

/// What came of it.
#[derive(Debug, Default, Eq, PartialEq, Serialize)]
struct Report {
    register: u32,
    /// What was approved.
    approved: Vec<u32>,
    /// What was completed.
    completed: Vec<Done>,
    /// What was refused, and why.
    refused: Vec<Refused>,
}

/// A dealing that was completed.
#[derive(Debug, Eq, PartialEq, Serialize)]
struct Done {
    dealing: u32,
    kind: &'static str,
    /// The record that it was about, or the first one that came of it.
    record: Option<u32>,
}

/// A dealing that was refused.
#[derive(Debug, Eq, PartialEq, Serialize)]
struct Refused {
    dealings: Vec<u32>,
    name: String,
    reason: String,
}

impl Report {
    fn note(&mut self, inclusion: &Inclusion) {
        let approved = inclusion.events.find::<Approved>().filter_map(|event| event.ok());
        self.approved.extend(approved.map(|event| event.dealing));
        let completed = inclusion.events.find::<Completed>().filter_map(|event| event.ok());
        self.completed.extend(completed.map(|event| Done {
            dealing: event.dealing,
            kind: event.kind.word(),
            record: event.record,
        }));
    }
}

pub async fn approve(context: &Context, arguments: Approve) -> Result<()> {
    let now = Now::read(context).await?;
    let register = arguments.place.register;
    let dealings = match arguments.all {
        true => to_approve(&now, register).await?,
        false => several(arguments.dealings)?,
    };
    let rules = rules(&now, register).await?;
    let batched = rules == Permission::Allowed && dealings.len() > 1;
    match dealings.as_slice() {
        [one] => {
            let call = acts::approve(register, *one);
            context.send_on(&now.chain, &call, |inclusion| words(inclusion, register)).await
        }
        all if batched && !arguments.all && all.len() <= MAX_BATCH => {
            let call = acts::approve_batch(register, all.to_vec());
            context.send_on(&now.chain, &call, |inclusion| words(inclusion, register)).await
        }
        all => {
            let size = if batched { MAX_BATCH } else { 1 };
            let chunks: Vec<Vec<u32>> = all.chunks(size).map(<[u32]>::to_vec).collect();
            carry_out(context, &now, register, chunks, "approve").await
        }
    }
}

/// What one transaction led to.
fn words(
    inclusion: &Inclusion,
    register: u32,
) -> (serde_json::Map<String, serde_json::Value>, String) {
    let mut report = Report { register, ..Report::default() };
    report.note(inclusion);
    let text = text(&report);
    (fields(json!(report)), text)
}

async fn rules(now: &Now, register: u32) -> Result<Permission> {
    let found = registers::read::register(&now.at, register).await?;
    Ok(registers::read::rules(&now.at, register, found.revision).await?.batches)
}

/// What the work list has for a registrar.
async fn to_approve(now: &Now, register: u32) -> Result<Vec<u32>> {
    let items = WorkItem::all(&now.at, register).await?;
    let mine = |item: &&WorkItem| item.task == Task::Approve && item.is_for("registrar");
    Ok(items.iter().filter(mine).map(|item| item.dealing).collect())
}

pub async fn complete(context: &Context, arguments: Complete) -> Result<()> {
    let now = Now::read(context).await?;
    let register = arguments.place.register;
    let dealings = match arguments.due {
        true => due(&now, register).await?,
        false => several(arguments.dealings)?,
    };
    match (dealings.as_slice(), arguments.due) {
        ([one], false) => {
            let call = acts::complete(register, *one);
            context.send_on(&now.chain, &call, |inclusion| words(inclusion, register)).await
        }
        (all, _) => {
            let each = all.iter().map(|dealing| vec![*dealing]).collect();
            carry_out(context, &now, register, each, "complete").await
        }
    }
}

/// The approved dealings for which nothing is to be waited.
async fn due(now: &Now, register: u32) -> Result<Vec<u32>> {
    let mut due = Vec::new();
    for (id, dealing) in read::day_list(&now.at, register).await? {
        let is_approved = matches!(dealing.state, State::Approved { .. });
        if is_approved && read::waits_for(&now.at, register, id).await?.is_none() {
            due.push(id);
        }
    }
    Ok(due)
}

/// Sends one transaction after the other, and goes on after one that is refused.
async fn carry_out(
    context: &Context,
    now: &Now,
    register: u32,
    chunks: Vec<Vec<u32>>,
    what: &str,
) -> Result<()> {
    context.check_carrying(false)?;
    let total: usize = chunks.iter().map(Vec::len).sum();
    if context.is_dry_run() {
        return would(context, &format!("{what} {total} dealings of register {register}"));
    }
    let key = context.key(&now.chain).await?;
    let mut report = Report { register, ..Report::default() };
    let bar = Bar::new("dealings");
    bar.begin(total as u64);
    let mut done = 0_u64;
    for chunk in chunks {
        done = done.saturating_add(chunk.len() as u64);
        match send(&now.chain, &key, register, &chunk, what).await {
            Ok(inclusion) => report.note(&inclusion),
            Err(Error::Refused(refusal)) => report.refused.push(Refused {
                dealings: chunk,
                name: refusal.name,
                reason: refusal.documentation,
            }),
            Err(error) => return Err(error),
        }
        bar.done(done);
    }
    bar.end();
    context.print(&report, || text(&report));
    Ok(())
}

async fn send(
    chain: &Chain,
    key: &Key,
    register: u32,
    chunk: &[u32],
    what: &str,
) -> Result<Inclusion> {
    match (what, chunk) {
        ("complete", [one, ..]) => submit(chain, key, &acts::complete(register, *one)).await,
        (_, [one]) => submit(chain, key, &acts::approve(register, *one)).await,
        _ => submit(chain, key, &acts::approve_batch(register, chunk.to_vec())).await,
    }
}

fn text(report: &Report) -> String {
    let mut lines = Vec::new();
    let waiting: Vec<u32> = report
        .approved
        .iter()
        .copied()
        .filter(|id| !report.completed.iter().any(|done| done.dealing == *id))
        .collect();
    for done in &report.completed {
        let record = done.record.map_or(String::new(), |record| format!(", record {record}"));
        lines.push(format!("Dealing {} is completed: {}{record}.", done.dealing, done.kind));
    }
    if !waiting.is_empty() {
        lines.push(format!(
            "Approved, and to be completed later: {}. `althing record work` says what they wait for.",
            althing_client::records::words::list(&waiting)
        ));
    }
    for refused in &report.refused {
        let dealings = althing_client::records::words::list(&refused.dealings);
        lines.push(format!("Refused: {dealings}. {}: {}", refused.name, refused.reason));
    }
    if lines.is_empty() {
        lines.push("There was nothing to do.".into());
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_approval_says_what_is_completed_and_what_waits() {
        let report = Report {
            register: 0,
            approved: vec![3, 4, 5],
            completed: vec![Done { dealing: 3, kind: "transfer", record: Some(7) }],
            refused: vec![Refused {
                dealings: vec![6],
                name: "Records::SamePerson".into(),
                reason: "Who lodged a dealing does not approve it.".into(),
            }],
        };
        insta::assert_snapshot!(text(&report));
        insta::assert_snapshot!(serde_json::to_string_pretty(&report).unwrap());
        assert_eq!(text(&Report::default()), "There was nothing to do.");
    }
}
