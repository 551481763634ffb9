//! How the community decides on a register.

use althing_client::{registers::governance::Act, Chain, Result};
use clap::{builder::TypedValueParser, Args};

use crate::cli::{commands::propose, context::Context};

/// How the community decides on an act.
#[derive(Debug, Args)]
pub struct Proposal {
    /// The track under whose rules it is decided, by name or number; the one that governs the register
    /// if none is named
    #[arg(long, value_name = "TRACK")]
    decided_on: Option<String>,
    #[command(flatten)]
    text: propose::Text,
}

impl Proposal {
    /// Submits a proposal that runs the act, and prints its number.
    pub async fn submit(&self, context: &Context, chain: &Chain, act: Act) -> Result<()> {
        let at = chain.head().await?;
        let track = match &self.decided_on {
            Some(named) => named.clone(),
            None => act.track(&at).await?.to_string(),
        };
        let draft = propose::draft(&at, &track, act.encode(&at)?, &self.text).await?;
        propose::submit(context, chain, &draft).await
    }
}

/// Reads one of the words of something, and shows them in the help.
pub fn word_of<Thing: althing_client::registers::words::Named>(
) -> impl TypedValueParser<Value = Thing> {
    clap::builder::PossibleValuesParser::new(Thing::WORDS.iter().copied())
        .try_map(|word| Thing::parse(&word))
}
