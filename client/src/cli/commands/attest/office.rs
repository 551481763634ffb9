//! `althing attest office`

use althing_client::{
    attestations::{clock::When, governance::Act, types::Appointment, view::OfficeView},
    Result,
};
use clap::{Args, Subcommand};

use super::args::{Now, OfficeOf, Proposal};
use crate::cli::{context::Context, output};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show who holds the offices, and until when
    Show,
    /// Propose that an account holds an office for a term
    Appoint {
        /// The office
        #[arg(value_enum)]
        office: OfficeOf,
        /// The account
        #[arg(long, value_name = "ADDRESS")]
        account: String,
        /// The first block in which it no longer does
        #[arg(long, value_name = "WHEN")]
        until: When,
        #[command(flatten)]
        proposal: Proposal,
    },
    /// Propose that nobody holds an office
    Vacate {
        /// The office
        #[arg(value_enum)]
        office: OfficeOf,
        #[command(flatten)]
        proposal: Proposal,
    },
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let now = Now::read(context).await?;
    match arguments.action {
        Action::Show => {
            let all = OfficeView::all(&now.at, &now.clock).await?;
            context.print(&all, || text(&all));
            Ok(())
        }
        Action::Appoint { office, account, until, proposal } => {
            let account = context.named_account(&now.chain, &account).await?;
            let appointment = Appointment { account, until: now.clock.resolve(until)? };
            let act = Act::Appoint(office.into(), Some(appointment));
            proposal.submit(context, &now.chain, act).await
        }
        Action::Vacate { office, proposal } => {
            proposal.submit(context, &now.chain, Act::Appoint(office.into(), None)).await
        }
    }
}

fn text(all: &[OfficeView]) -> String {
    let line = |office: &OfficeView| {
        let holder = match (&office.account, &office.until) {
            (Some(account), Some(until)) => format!("{account} until {}", until.words()),
            _ => "vacant".to_string(),
        };
        (office.office, holder)
    };
    output::facts(&all.iter().map(line).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use althing_client::attestations::clock::Moment;

    use super::*;

    #[test]
    fn an_office_says_who_holds_it_and_until_when() {
        let moment = Moment { block: 400, estimated: Some("2026-11-20 13:05 UTC".into()) };
        let held =
            OfficeView { office: "compliance", account: Some("5Eve".into()), until: Some(moment) };
        let vacant = OfficeView { office: "review", account: None, until: None };
        insta::assert_snapshot!(text(&[held, vacant]));
    }
}
