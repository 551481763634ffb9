//! `althing sponsor`

use althing_client::{
    amounts::{self, plain, pretty},
    errors::{Error, Result},
    proposals,
};
use clap::Args;
use serde_json::json;

use crate::cli::context::{fields, Context};

#[derive(Debug, Args)]
pub struct Arguments {
    /// The proposal
    id: u32,
    /// How much of the deposit, in THG; all that is missing if nothing is said
    #[arg(long, value_parser = amounts::parse)]
    amount: Option<u128>,
    /// Get your deposits on a concluded proposal back instead
    #[arg(long, conflicts_with = "amount")]
    refund: bool,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let id = arguments.id;
    let chain = context.chain().await?;
    if arguments.refund {
        let who = *context.key(&chain).await?.account();
        return context
            .send(&proposals::refund_call(id, &who), |_| {
                let words = format!("The deposits of {who} on proposal {id} are settled.");
                (fields(json!({ "proposal": id, "account": who.to_string() })), words)
            })
            .await;
    }
    let at = chain.head().await?;
    let proposal = proposals::read(&at, id).await?;
    let missing = proposals::deposit_missing(&at, &proposal).await?;
    let amount = arguments.amount.unwrap_or(missing);
    if amount == 0 {
        return Err(Error::Usage(format!("the deposit of proposal {id} is complete")));
    }
    let left = missing.saturating_sub(amount);
    context
        .send(&proposals::sponsor_call(id, amount), |_| {
            let result = json!({ "proposal": id, "amount": plain(amount.min(missing)), "missing": plain(left) });
            let words = match left {
                0 => format!("The deposit of proposal {id} is complete."),
                left => format!("Proposal {id} still needs {}.", pretty(left)),
            };
            (fields(result), words)
        })
        .await
}
