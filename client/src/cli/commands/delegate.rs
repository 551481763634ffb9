//! `althing delegate`

use althing_client::{
    errors::{Error, Result},
    votes,
};
use clap::Args;
use serde_json::json;

use crate::cli::context::{fields, Context};

#[derive(Debug, Args)]
pub struct Arguments {
    /// Who votes in your place, unless you vote yourself
    #[arg(value_name = "ADDRESS", required_unless_present = "stop")]
    to: Option<String>,
    /// Have nobody vote in your place any more
    #[arg(long, conflicts_with = "to")]
    stop: bool,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    if arguments.stop {
        return context
            .send(&votes::undelegate(), |_| {
                let words = "Nobody votes in your place any more, from the next epoch on.";
                (fields(json!({ "delegate": null })), words.to_string())
            })
            .await;
    }
    let named = arguments.to.ok_or_else(|| Error::Usage("name an account, or --stop".into()))?;
    let chain = context.chain().await?;
    let to = context.named_account(&chain, &named).await?;
    context
        .send(&votes::delegate(&to), |_| {
            let words = format!(
                "{to} votes in your place, in polls that open after the waiting time; where you \
                 vote yourself, that counts."
            );
            (fields(json!({ "delegate": to.to_string() })), words)
        })
        .await
}
