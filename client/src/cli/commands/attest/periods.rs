//! `althing attest periods`

use althing_client::{
    attestations::{governance::Act, read, types::Periods, view::PeriodsView},
    Result,
};
use clap::{Args, Subcommand};

use super::args::{Now, Proposal};
use crate::cli::{context::Context, output};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show the periods that attestations keep to
    Show,
    /// Propose other periods, for what starts from then on; what is not named stays as it is
    Set {
        #[command(flatten)]
        change: Change,
        #[command(flatten)]
        proposal: Proposal,
    },
}

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
struct Change {
    /// How long an issuer has to answer a request
    #[arg(long, value_name = "BLOCKS")]
    answer: Option<u32>,
    /// How long the owner of the old account has to object to a recovery
    #[arg(long, value_name = "BLOCKS")]
    objection: Option<u32>,
    /// How long an attestation that has ended is kept at least
    #[arg(long, value_name = "BLOCKS")]
    keeping: Option<u32>,
    /// How long the office of compliance may freeze an account by itself
    #[arg(long, value_name = "BLOCKS")]
    longest_freeze: Option<u32>,
    /// How long an account may be frozen within a year
    #[arg(long, value_name = "BLOCKS")]
    freezes_a_year: Option<u32>,
    /// How many blocks a year has
    #[arg(long, value_name = "BLOCKS")]
    year: Option<u32>,
    /// How long a panel sits before the next one is drawn
    #[arg(long, value_name = "BLOCKS")]
    panel_term: Option<u32>,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let now = Now::read(context).await?;
    let periods = read::periods(&now.at).await?;
    match arguments.action {
        Action::Show => {
            let view = PeriodsView::from(&periods);
            context.print(&view, || text(&view));
            Ok(())
        }
        Action::Set { change, proposal } => {
            proposal.submit(context, &now.chain, Act::SetPeriods(change.apply(&periods))).await
        }
    }
}

impl Change {
    fn apply(&self, old: &Periods) -> Periods {
        Periods {
            answer: self.answer.unwrap_or(old.answer),
            objection: self.objection.unwrap_or(old.objection),
            keeping: self.keeping.unwrap_or(old.keeping),
            longest_freeze: self.longest_freeze.unwrap_or(old.longest_freeze),
            freezes_a_year: self.freezes_a_year.unwrap_or(old.freezes_a_year),
            year: self.year.unwrap_or(old.year),
            panel_term: self.panel_term.unwrap_or(old.panel_term),
        }
    }
}

fn text(periods: &PeriodsView) -> String {
    let blocks = |count: u32| format!("{count} blocks");
    output::facts(&[
        ("answer to a request", blocks(periods.answer)),
        ("objection to a recovery", blocks(periods.objection)),
        ("keeping what has ended", blocks(periods.keeping)),
        ("longest freeze", blocks(periods.longest_freeze)),
        ("freezes within a year", blocks(periods.freezes_a_year)),
        ("year", blocks(periods.year)),
        ("term of a panel", blocks(periods.panel_term)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERIODS: Periods = Periods {
        answer: 200,
        objection: 60,
        keeping: 640,
        longest_freeze: 300,
        freezes_a_year: 1_200,
        year: 3_650,
        panel_term: 600,
    };

    #[test]
    fn what_is_not_named_stays_as_it_is() {
        let change = Change {
            answer: None,
            objection: Some(90),
            keeping: None,
            longest_freeze: None,
            freezes_a_year: None,
            year: None,
            panel_term: Some(700),
        };
        let new = change.apply(&PERIODS);
        assert_eq!(new, Periods { objection: 90, panel_term: 700, ..PERIODS });
    }

    #[test]
    fn the_periods_are_shown_in_blocks() {
        insta::assert_snapshot!(text(&PeriodsView::from(&PERIODS)));
    }
}
