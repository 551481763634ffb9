//! `althing stake`

use althing_client::{
    amounts::{self, plain, pretty},
    votes, Result,
};
use clap::Args;
use serde_json::json;

use crate::cli::context::{fields, Context};

#[derive(Debug, Args)]
pub struct Arguments {
    /// How much, in THG
    #[arg(value_parser = amounts::parse)]
    amount: u128,
    /// The lock tier: longer locks count for more, tier 0 counts exactly once
    #[arg(long, default_value_t = 0)]
    tier: u8,
}

pub async fn run(context: &Context, Arguments { amount, tier }: Arguments) -> Result<()> {
    context
        .send(&votes::stake(tier, amount), |_| {
            let result = json!({ "staked": plain(amount), "tier": tier });
            let words = format!(
                "{} are staked in tier {tier}. `althing status` shows from when on they count.",
                pretty(amount)
            );
            (fields(result), words)
        })
        .await
}
