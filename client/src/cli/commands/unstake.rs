//! `althing unstake`

use althing_client::{
    amounts::{self, plain, pretty},
    errors::{Error, Result},
    votes,
};
use clap::Args;
use serde_json::json;

use crate::cli::context::{fields, Context};

#[derive(Debug, Args)]
pub struct Arguments {
    /// How much to take back, in THG; its lock starts to run
    #[arg(value_parser = amounts::parse, required_unless_present = "withdraw")]
    amount: Option<u128>,
    /// The lock tier it is staked in
    #[arg(long, default_value_t = 0)]
    tier: u8,
    /// Withdraw what was taken back before and whose lock has run out
    #[arg(long, conflicts_with_all = ["amount", "tier"])]
    withdraw: bool,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    if arguments.withdraw {
        let chain = context.chain().await?;
        let who = *context.key(&chain).await?.account();
        return context
            .send(&votes::withdraw(&who), |_| {
                let words = "What was unlocked is free again.".to_string();
                (fields(json!({ "withdrawn": true, "account": who.to_string() })), words)
            })
            .await;
    }
    let tier = arguments.tier;
    let amount = arguments.amount.ok_or_else(|| Error::Usage("name an amount".into()))?;
    context
        .send(&votes::unstake(tier, amount), |_| {
            let result = json!({ "unstaked": plain(amount), "tier": tier });
            let words = format!(
                "The lock of {} is running out; `althing status` shows until when. Then run \
                 `althing unstake --withdraw`.",
                pretty(amount)
            );
            (fields(result), words)
        })
        .await
}
