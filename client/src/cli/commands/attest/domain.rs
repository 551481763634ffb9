//! `althing attest domain`

use althing_client::{
    attestations::{governance::Act, read, view::DomainView},
    connection::At,
    proposals::find_track,
    Error, Result,
};
use clap::{Args, Subcommand};

use super::args::{bytes32, Now, Proposal};
use crate::cli::{context::Context, output};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the tag domains
    List,
    /// Propose a new tag domain
    Create(Create),
    /// Propose another key for a tag domain
    Rotate(Rotate),
}

#[derive(Debug, Args)]
struct Create {
    /// The track that governs it, by name or number
    #[arg(long, default_value = "accreditation")]
    track: String,
    #[command(flatten)]
    key: Key,
    #[command(flatten)]
    proposal: Proposal,
}

#[derive(Debug, Args)]
struct Rotate {
    /// The domain
    id: u32,
    #[command(flatten)]
    key: Key,
    /// For how many blocks tags under the key of before are asked for as well; at least as long as an
    /// attestation of the domain's schemas can be valid
    #[arg(long, value_name = "BLOCKS")]
    overlap: u32,
    #[command(flatten)]
    proposal: Proposal,
}

#[derive(Debug, Args)]
struct Key {
    /// Who holds the secret key; never an issuer of the domain's schemas
    #[arg(long, value_name = "ADDRESS")]
    key_holder: String,
    /// The public key, as `althing tag` prints it
    #[arg(long, value_name = "0x…", value_parser = bytes32)]
    key_point: [u8; 32],
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let Now { chain, at, clock } = Now::read(context).await?;
    match arguments.action {
        Action::List => {
            let all = DomainView::all(&at, &clock).await?;
            context.print(&all, || text(&all));
            Ok(())
        }
        Action::Create(create) => {
            let (track, _) = find_track(&at, &create.track).await?;
            let key_holder = context.named_account(&chain, &create.key.key_holder).await?;
            let act = Act::CreateDomain { track, key_holder, key: create.key.key_point };
            create.proposal.submit(context, &chain, act).await
        }
        Action::Rotate(rotate) => {
            let key_holder = context.named_account(&chain, &rotate.key.key_holder).await?;
            let (domain, overlap) = (rotate.id, rotate.overlap);
            check_overlap(&at, domain, overlap).await?;
            let act = Act::RotateKey { domain, key_holder, key: rotate.key.key_point, overlap };
            rotate.proposal.submit(context, &chain, act).await
        }
    }
}

/// The chain asks for this when the proposal runs; better to know before anybody votes.
async fn check_overlap(at: &At, domain: u32, overlap: u32) -> Result<()> {
    let mut longest = 1;
    for schema in read::domain(at, domain).await?.schemas.0 {
        longest = longest.max(read::schema(at, schema).await?.rules.longest_validity);
    }
    if overlap >= longest {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "the overlap has to last at least {longest} blocks, as long as an attestation of the \
         domain's schemas can be valid: else nobody recognizes who was attested under the key of \
         before"
    )))
}

fn text(all: &[DomainView]) -> String {
    if all.is_empty() {
        return "There are no tag domains. `althing attest domain create` proposes one.".into();
    }
    let blocks = all.iter().map(|domain| {
        let schemas = domain.schemas.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        let mut rows = vec![
            ("domain", domain.id.to_string()),
            ("governed on", format!("track {}", domain.track)),
            ("key holder", domain.key_holder.clone()),
            ("key", domain.key.clone()),
            ("key was changed", format!("{} times", domain.epoch)),
            ("schemas", if schemas.is_empty() { "none".into() } else { schemas }),
        ];
        if let Some(ends) = &domain.overlap_ends {
            rows.push(("key of before", format!("asked for as well until {}", ends.words())));
        }
        output::facts(&rows)
    });
    blocks.collect::<Vec<_>>().join("\n")
}
