//! `althing propose`

use std::path::PathBuf;

use althing_client::{
    amounts,
    attestations::types::PolicyVersion,
    connection::{At, Hash},
    errors::{Error, Result},
    proposals::{
        compose::{self, text_hash, Draft, Proposed, Span},
        find_track,
    },
    Chain,
};
use clap::{Args, Subcommand};
use serde_json::json;

use crate::cli::context::{facts, fields, footer, Context};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Ask the treasury for a payment
    Spend(Spend),
    /// Ask for any call of the chain
    Call(Call),
}

#[derive(Debug, Args)]
struct Spend {
    /// How much, in THG
    #[arg(long, value_parser = amounts::parse)]
    amount: u128,
    /// Who receives it
    #[arg(long, value_name = "ADDRESS")]
    to: String,
    /// The first block in which it can be claimed
    #[arg(long, value_name = "BLOCK")]
    valid_from: Option<u32>,
    /// The first block in which it is too late to claim it
    #[arg(long, value_name = "BLOCK")]
    expires: Option<u32>,
    /// The policy that the receiver has to meet when it is paid, and which of its versions
    #[arg(long, value_name = "ID:VERSION", value_parser = policy_version)]
    policy: Option<PolicyVersion>,
    /// The track under whose rules it is decided, by name or number
    #[arg(long, default_value = "treasury")]
    track: String,
    #[command(flatten)]
    text: Text,
}

#[derive(Debug, Args)]
struct Call {
    /// The encoded call, as polkadot.js apps and other tools show it
    #[arg(long, value_name = "0x…")]
    hex: String,
    /// The track under whose rules it is decided, by name or number
    #[arg(long)]
    track: String,
    #[command(flatten)]
    text: Text,
}

/// The text that explains the proposal; the chain keeps its hash.
#[derive(Debug, Args)]
pub struct Text {
    #[command(flatten)]
    source: TextSource,
    /// Where people can read it
    #[arg(long, value_name = "URI", default_value = "")]
    text_uri: String,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct TextSource {
    /// A file with the text that explains the proposal
    #[arg(long, value_name = "FILE")]
    text_file: Option<PathBuf>,
    /// The text that explains the proposal
    #[arg(long)]
    text: Option<String>,
    /// The BLAKE2b-256 hash of the text that explains the proposal
    #[arg(long, value_name = "0x…", value_parser = hash)]
    text_hash: Option<Hash>,
}

impl TextSource {
    fn hash(&self) -> Result<Hash> {
        match (&self.text_file, &self.text, self.text_hash) {
            (Some(path), _, _) => {
                let text = std::fs::read(path).map_err(|cause| Error::file(path, cause))?;
                Ok(text_hash(&text))
            }
            (_, Some(text), _) => Ok(text_hash(text.as_bytes())),
            (_, _, Some(hash)) => Ok(hash),
            _ => Err(Error::Usage("a proposal needs a text that explains it".into())),
        }
    }
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let chain = context.chain().await?;
    let at = chain.head().await?;
    let draft = match arguments.what {
        What::Spend(spend) => draft_spend(context, &chain, &at, spend).await?,
        What::Call(call) => draft(&at, &call.track, bytes(&call.hex)?, &call.text).await?,
    };
    submit(context, &chain, &draft).await
}

/// Submits a proposal, or tries it, and prints what came of it.
pub async fn submit(context: &Context, chain: &Chain, draft: &Draft) -> Result<()> {
    let key = context.key(chain).await?;
    if context.carries() {
        let call = compose::single(chain, draft).await?;
        return context.sign_to_carry(chain, &key, &call).await;
    }
    if context.is_dry_run() {
        return context.tried(compose::try_propose(chain, &key, draft).await?);
    }
    let proposed = compose::propose(chain, &key, draft).await?;
    print(context, draft, &proposed);
    Ok(())
}

async fn draft_spend(context: &Context, chain: &Chain, at: &At, spend: Spend) -> Result<Draft> {
    let to = context.named_account(chain, &spend.to).await?;
    let span = Span { valid_from: spend.valid_from, expires: spend.expires };
    let call = compose::spend(at, spend.amount, &to, span, spend.policy)?;
    draft(at, &spend.track, call, &spend.text).await
}

/// What is proposed: a call, the track by name or number, and the text that explains it.
pub async fn draft(at: &At, track: &str, call: Vec<u8>, text: &Text) -> Result<Draft> {
    let (track, _) = find_track(at, track).await?;
    Ok(Draft { track, call, text_hash: text.source.hash()?, text_uri: text.text_uri.clone() })
}

fn print(context: &Context, draft: &Draft, proposed: &Proposed) {
    let id = proposed.id;
    let mut result = fields(json!({
        "proposal": id,
        "track": draft.track,
        "text_hash": format!("{:?}", draft.text_hash),
        "preimage": proposed.noted.as_ref().map(facts),
    }));
    result.append(&mut facts(&proposed.submitted));
    context.print(&result, || {
        format!(
            "Proposal {id} is submitted.\n{}\nNext: `althing sponsor {id}` puts the deposit down \
             that lets the decision start; `althing watch {id}` follows it.",
            footer(&proposed.submitted)
        )
    });
}

fn bytes(text: &str) -> Result<Vec<u8>> {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    hex::decode(digits).map_err(|cause| Error::Usage(format!("--hex is no hexadecimal: {cause}")))
}

fn policy_version(text: &str) -> std::result::Result<PolicyVersion, String> {
    let parts = text.split_once(':').and_then(|(id, version)| {
        Some(PolicyVersion { id: id.parse().ok()?, version: version.parse().ok()? })
    });
    parts.ok_or_else(|| "write the policy's number and its version, such as 3:1".to_string())
}

fn hash(text: &str) -> std::result::Result<Hash, String> {
    let bytes = bytes(text).map_err(|_| "must be 32 bytes in hexadecimal".to_string())?;
    let bytes = <[u8; 32]>::try_from(bytes).map_err(|_| "must be 32 bytes in hexadecimal")?;
    Ok(Hash::from(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_named_with_its_version() {
        assert_eq!(policy_version("3:1"), Ok(PolicyVersion { id: 3, version: 1 }));
        for text in ["", "3", "3:", ":1", "3:1:2", "a:b"] {
            assert!(policy_version(text).is_err(), "{text}");
        }
    }
}
