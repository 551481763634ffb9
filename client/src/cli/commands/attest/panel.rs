//! `althing attest panel`

use althing_client::{
    attestations::{governance::Act, read},
    Result,
};
use clap::{Args, Subcommand};

use super::args::{Now, Proposal};
use crate::cli::context::Context;

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show from whom panels are drawn
    Show,
    /// Propose from whom panels are drawn, instead of those of before
    Set {
        /// An account; once for each
        #[arg(long = "member", value_name = "ADDRESS", required = true)]
        members: Vec<String>,
        #[command(flatten)]
        proposal: Proposal,
    },
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let now = Now::read(context).await?;
    match arguments.action {
        Action::Show => {
            let all = read::pool(&now.at).await?;
            let all: Vec<_> = all.iter().map(ToString::to_string).collect();
            context.print(&all, || match all.is_empty() {
                true => "There is nobody from whom a panel could be drawn.".into(),
                false => all.join("\n"),
            });
            Ok(())
        }
        Action::Set { members, proposal } => {
            let mut accounts = Vec::new();
            for named in &members {
                accounts.push(context.named_account(&now.chain, named).await?);
            }
            proposal.submit(context, &now.chain, Act::SetPool(accounts)).await
        }
    }
}
