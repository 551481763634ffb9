//! `althing vote`

use althing_client::{
    errors::{Error, Result},
    votes::{self, Choice},
};
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::cli::context::{fields, Context};

#[derive(Debug, Args)]
pub struct Arguments {
    /// The proposal
    id: u32,
    /// What you say
    #[arg(value_enum, required_unless_present = "withdraw")]
    choice: Option<Says>,
    /// Withdraw your ballot
    #[arg(long, conflicts_with = "choice")]
    withdraw: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Says {
    /// For it
    Aye,
    /// Against it
    Nay,
    /// Neither: counts towards support alone
    Abstain,
}

impl Says {
    fn choice(self) -> (Choice, &'static str) {
        match self {
            Self::Aye => (Choice::Aye, "aye"),
            Self::Nay => (Choice::Nay, "nay"),
            Self::Abstain => (Choice::Abstain, "abstain"),
        }
    }
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let id = arguments.id;
    if arguments.withdraw {
        return context
            .send(&votes::withdraw_ballot(id), |_| {
                let words = format!("Your ballot on proposal {id} is withdrawn.");
                (fields(json!({ "proposal": id, "choice": null })), words)
            })
            .await;
    }
    let says = arguments.choice.ok_or_else(|| Error::Usage("say aye, nay or abstain".into()))?;
    let (choice, name) = says.choice();
    context
        .send(&votes::vote(id, choice), |_| {
            let words = format!("Your ballot on proposal {id} says {name}.");
            (fields(json!({ "proposal": id, "choice": name })), words)
        })
        .await
}
