//! `althing attest freeze`

use althing_client::{
    attestations::{acts, read, types::FreezeCause, view::FreezeView, words::Words},
    chain::attestations::events::{FreezeProlonged, Frozen},
    errors::Result,
    submit::Inclusion,
};
use clap::{Args, Subcommand};
use serde_json::json;

use super::args::{document, FreezeFor, Now};
use crate::cli::{
    context::{fields, Context},
    output,
};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Freeze an account for a stated time (office of compliance)
    Lay(Lay),
    /// Prolong a freeze (office of review)
    Prolong(Prolong),
    /// End a freeze before its time (either office)
    Lift {
        /// The account
        account: String,
    },
    /// Show whether an account is frozen, why and until when; all that are if none is named
    Show {
        /// The account
        account: Option<String>,
    },
}

#[derive(Debug, Args)]
struct Lay {
    /// The account
    account: String,
    /// For how many blocks
    #[arg(long, value_name = "BLOCKS")]
    blocks: u32,
    /// Why
    #[arg(long, value_enum)]
    reason: FreezeFor,
    /// A file with the evidence, or its hash
    #[arg(long, value_name = "FILE|0x…")]
    evidence: String,
}

#[derive(Debug, Args)]
struct Prolong {
    /// The account
    account: String,
    /// By how many blocks
    #[arg(long, value_name = "BLOCKS")]
    blocks: u32,
    /// A file with the evidence, or its hash
    #[arg(long, value_name = "FILE|0x…")]
    evidence: String,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let now = Now::read(context).await?;
    match arguments.action {
        Action::Lay(lay) => lay.send(context, &now).await,
        Action::Prolong(prolong) => prolong.send(context, &now).await,
        Action::Lift { account } => {
            let account = context.named_account(&now.chain, &account).await?;
            let done = |_: &_| {
                let words = format!("The freeze of {account} is over.");
                (fields(json!({ "account": account.to_string(), "frozen": false })), words)
            };
            context.send_on(&now.chain, &acts::unfreeze(&account), done).await
        }
        Action::Show { account: Some(account) } => {
            let account = context.named_account(&now.chain, &account).await?;
            let record = read::freeze(&now.at, &account).await?;
            let view = FreezeView::make(&now.clock, &account, record.as_ref());
            context.print(&view, || text(&view));
            Ok(())
        }
        Action::Show { account: None } => show_all(context, &now).await,
    }
}

async fn show_all(context: &Context, now: &Now) -> Result<()> {
    let all = read::freezes(&now.at).await?;
    let view = |(who, record): &(_, _)| FreezeView::make(&now.clock, who, Some(record));
    let all: Vec<_> = all.iter().map(view).filter(|view| view.frozen).collect();
    context.print(&all, || match all.is_empty() {
        true => "No account is frozen.".into(),
        false => all.iter().map(text).collect::<Vec<_>>().join("\n"),
    });
    Ok(())
}

impl Lay {
    async fn send(self, context: &Context, now: &Now) -> Result<()> {
        let account = context.named_account(&now.chain, &self.account).await?;
        let cause = FreezeCause::from(self.reason);
        let call = acts::freeze(&account, self.blocks, cause.clone(), document(&self.evidence)?);
        let done = |inclusion: &Inclusion| {
            let event = inclusion.events.find_first::<Frozen>().and_then(|event| event.ok());
            let until = event.map(|event| now.clock.moment(event.until));
            let words = format!(
                "{account} is frozen until {}: {}. Its tokens do not leave it, and it meets no \
                 policy. It can vote, object and appeal, by calls that somebody else sends and pays \
                 for (--carry-to).",
                until.as_ref().map_or("its end".into(), |until| until.words()),
                cause.words()
            );
            let result = json!({
                "account": account.to_string(), "reason": cause.word(), "until": until,
            });
            (fields(result), words)
        };
        context.send_on(&now.chain, &call, done).await
    }
}

impl Prolong {
    async fn send(self, context: &Context, now: &Now) -> Result<()> {
        let account = context.named_account(&now.chain, &self.account).await?;
        let call = acts::prolong(&account, self.blocks, document(&self.evidence)?);
        let done = |inclusion: &Inclusion| {
            let event = inclusion.events.find_first::<FreezeProlonged>();
            let until = event.and_then(|event| event.ok()).map(|event| now.clock.moment(event.new));
            let words = format!(
                "The freeze of {account} lasts until {}.",
                until.as_ref().map_or("its new end".into(), |until| until.words())
            );
            (fields(json!({ "account": account.to_string(), "until": until })), words)
        };
        context.send_on(&now.chain, &call, done).await
    }
}

fn text(view: &FreezeView) -> String {
    let (Some(why), Some(since), Some(until)) = (view.why, &view.since, &view.until) else {
        let before = match view.blocks_before {
            0 => String::new(),
            blocks => format!(" It was for {blocks} blocks within a year."),
        };
        return format!("{} is not frozen.{before}\n", view.account);
    };
    let state = match view.in_force {
        true => "in force",
        false => "without effect while an appeal is open",
    };
    let mut rows = vec![
        ("account", view.account.clone()),
        ("frozen", format!("since {} until {}", since.words(), until.words())),
        ("why", why.to_string()),
        ("effect", state.to_string()),
    ];
    if let Some(appeal) = view.appeal {
        rows.push(("appeal", appeal.to_string()));
    }
    rows.push(("before", format!("{} blocks within a year", view.blocks_before)));
    output::facts(&rows)
}

#[cfg(test)]
mod tests {
    use althing_client::attestations::clock::Moment;

    use super::*;

    #[test]
    fn a_freeze_says_why_and_until_when() {
        let moment = |block| Some(Moment { block, estimated: Some("2026-11-20 13:05 UTC".into()) });
        let frozen = FreezeView {
            account: "5Mallory".into(),
            frozen: true,
            in_force: true,
            cause: Some("fraud"),
            why: Some("fraud is suspected"),
            since: moment(100),
            until: moment(400),
            appeal: Some(1),
            blocks_before: 50,
        };
        insta::assert_snapshot!(text(&frozen));
        let free = FreezeView {
            frozen: false,
            in_force: false,
            why: None,
            since: None,
            until: None,
            ..frozen
        };
        assert_eq!(text(&free), "5Mallory is not frozen. It was for 50 blocks within a year.\n");
    }
}
