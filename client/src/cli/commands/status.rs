//! `althing status`

use althing_client::{
    amounts::count,
    status::{self, AccountStatus, Status},
    Result,
};
use clap::Args;

use crate::cli::{context::Context, output};

#[derive(Debug, Args)]
pub struct Arguments {
    /// The account to show; that of the key if none is named
    #[arg(long, value_name = "ADDRESS")]
    account: Option<String>,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let chain = context.chain().await?;
    let account = match &arguments.account {
        Some(named) => Some(context.named_account(&chain, named).await?),
        None => context.account(&chain).await,
    };
    let status = status::read(&chain, account.as_ref()).await?;
    context.print(&status, || text(&status));
    Ok(())
}

fn text(status: &Status) -> String {
    let mut rows = vec![
        ("chain", format!("{} ({})", status.chain, status.kind)),
        ("node", format!("{}, {} peers", status.node, status.peers)),
        ("runtime", format!("version {}", status.spec_version)),
        ("genesis", status.genesis.clone()),
        ("best block", count(status.best)),
        ("finalized block", count(status.finalized)),
        ("open proposals", status.open_proposals.to_string()),
    ];
    if status.syncing {
        rows.push(("syncing", "yes: figures may be old".into()));
    }
    let mut text = output::facts(&rows);
    if let Some(account) = &status.account {
        text.push('\n');
        text.push_str(&account_text(account));
    }
    text.push('\n');
    let heads = ["track", "name", "deposits", "preparation, decision, confirmation, timelock"];
    let mut tracks = vec![heads.map(String::from).to_vec()];
    tracks.extend(status.tracks.iter().map(|track| {
        let deposits = format!("{} + {} THG", track.submission_deposit, track.decision_deposit);
        let periods = track.periods.map(|period| period.to_string()).join(", ");
        vec![track.id.to_string(), track.name.clone(), deposits, format!("{periods} blocks")]
    }));
    text.push_str(&output::table(&tracks));
    text
}

fn account_text(account: &AccountStatus) -> String {
    let standing = &account.standing;
    let staked: Vec<_> = (0..).zip(&standing.staked).filter(|(_, amount)| *amount != "0").collect();
    let staked = match staked.is_empty() {
        true => "nothing".to_string(),
        false => {
            let tier = |(tier, amount): &(usize, &String)| format!("{amount} THG in tier {tier}");
            staked.iter().map(tier).collect::<Vec<_>>().join(", ")
        }
    };
    let mut rows = vec![
        ("account", account.address.clone()),
        ("free", format!("{} THG", account.free)),
        ("on hold", format!("{} THG", account.on_hold)),
        ("staked", staked),
        ("power now", format!("{} THG, and {} THG received", standing.power, standing.received)),
    ];
    if standing.settled_from > standing.epoch {
        let (power, from) = (&standing.settled_power, standing.settled_from);
        rows.push(("power later", format!("{power} THG from epoch {from}")));
    }
    let (epoch, next) = (standing.epoch, standing.next_epoch_at);
    rows.push(("epoch", format!("{epoch}; the next one starts with block {next}")));
    if let Some(delegate) = &standing.delegate {
        rows.push(("delegates to", delegate.clone()));
    }
    for entry in &standing.unlocking {
        rows.push(("unlocking", format!("{} THG in block {}", entry.amount, entry.unlocks_at)));
    }
    output::facts(&rows)
}
