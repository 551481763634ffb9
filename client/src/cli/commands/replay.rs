//! `althing replay`

use std::{path::PathBuf, time::Duration};

use althing_client::{
    amounts::{self, micro, pretty},
    errors::{Error, Result},
    replay::{
        csv::Counting,
        plan::Plan,
        run::{self, Options},
        Report,
    },
};
use clap::{Args, Subcommand};

use crate::cli::{context::Context, output, progress};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// A vote: every voter gets a key, stakes its power and casts its ballot; then the treasury pays
    Votes(Votes),
}

#[derive(Debug, Args)]
struct Votes {
    /// The table of votes: voter,txid,for,power (power in millionths)
    file: PathBuf,
    /// Count each voter's last row (the default)
    #[arg(long, conflicts_with = "every_row")]
    last_wins: bool,
    /// Count every row, each with an account of its own
    #[arg(long)]
    every_row: bool,
    /// What the proposal asks of the treasury, in THG
    #[arg(long, value_parser = amounts::parse, default_value = "1000")]
    amount: u128,
    /// Whom it pays; an account of the replay's own if nobody is named
    #[arg(long, value_name = "ADDRESS")]
    to: Option<String>,
    /// The track under whose rules it is decided, by name or number
    #[arg(long, default_value = "treasury")]
    track: String,
    /// Tells this replay from another one of the same table on the same chain
    #[arg(long, default_value = "")]
    name: String,
    /// How long a node that has gone away is waited for
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    patience: u64,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let What::Votes(votes) = arguments.what;
    let counting = if votes.every_row { Counting::EveryRow } else { Counting::LastWins };
    let plan = Plan::read(&votes.file, counting, &votes.name)?;
    if context.is_dry_run() {
        return plan_only(context, &plan);
    }
    let chain = context.chain().await?;
    let beneficiary = match &votes.to {
        Some(named) => Some(context.named_account(&chain, named).await?),
        None => None,
    };
    let options = Options {
        amount: votes.amount,
        beneficiary,
        track: votes.track,
        patience: Duration::from_secs(votes.patience),
    };
    let key = context.key(&chain).await?;
    let observer = progress::observer();
    let report = run::run(&chain, &key, &plan, &options, observer.as_ref()).await?;
    context.print(&report, || text(&plan, &report));
    report.check(&plan)
}

fn plan_only(context: &Context, plan: &Plan) -> Result<()> {
    let (aye, nay) = (plan.power(true), plan.power(false));
    let result = serde_json::json!({
        "dry_run": true,
        "aye": micro(aye),
        "nay": micro(nay),
        "voters": plan.voters.len(),
        "rows": plan.rows,
        "counts": plan.counting.name(),
    });
    context.print(&result, || {
        format!(
            "{} rows, {} voters ({}): {} aye, {} nay.",
            plan.rows,
            plan.voters.len(),
            plan.counting.words(),
            pretty(aye),
            pretty(nay)
        )
    });
    if plan.voters.is_empty() {
        return Err(Error::Usage("there is nobody to vote".into()));
    }
    Ok(())
}

fn text(plan: &Plan, report: &Report) -> String {
    let took = &report.took;
    output::facts(&[
        ("aye", format!("{} THG", micro(report.aye))),
        ("nay", format!("{} THG", micro(report.nay))),
        ("voters", report.voters.to_string()),
        ("outcome", report.outcome.clone()),
        ("counted", format!("{} of {} rows", plan.counting.words(), report.rows)),
        ("proposal", report.proposal.to_string()),
        ("paid", format!("{} to {}", pretty(report.paid), report.beneficiary)),
        (
            "took",
            format!(
                "{} blocks, {} transactions, {}.{} s, {} of fees",
                took.blocks,
                took.transactions,
                took.milliseconds / 1000,
                took.milliseconds % 1000 / 100,
                pretty(took.fees)
            ),
        ),
    ])
}
