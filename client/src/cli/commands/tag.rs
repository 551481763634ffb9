//! `althing tag`

mod compute;

use std::{path::PathBuf, sync::Mutex};

use althing_client::{
    credentials::files,
    errors::{Error, Result},
    person_tags::{
        compute::transcripts,
        evidence::{self, EvidenceView},
        keys::{self, Change},
        known_keys,
        register::OnChain,
        server, service,
    },
    wallets::hash_text,
    Chain,
};
use althing_credentials::tags::{Limit, PublicKey, TagDomain, Transcript};
use clap::{Args, Subcommand};
use serde_json::json;

use crate::cli::{
    context::Context,
    output,
    vaults::{attested, genesis, hash, would, VaultAccess},
};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Make, change or wipe the secret key of a tag domain; for its key holder
    Keygen(Keygen),
    /// Answer requests of the issuers that the chain knows, on this machine; for the key holder
    Serve(Serve),
    /// Have tags of people computed, and keep the transcripts; for an issuer
    Compute(compute::Arguments),
    /// Compute a tag again from its transcript, when somebody contests it
    Verify(Verify),
}

/// The key holder's keys.
#[derive(Debug, Args)]
struct KeysAt {
    /// The key holder's vault of secret keys; made if it does not exist
    #[arg(long, value_name = "FILE")]
    keys: PathBuf,
    #[command(flatten)]
    access: VaultAccess,
}

#[derive(Debug, Args)]
struct Keygen {
    #[command(flatten)]
    at: KeysAt,
    /// The tag domain
    #[arg(long, value_name = "ID")]
    domain: u32,
    /// The chain, by its genesis hash, where no node is at hand
    #[arg(long, value_name = "0x…", value_parser = hash)]
    genesis: Option<[u8; 32]>,
    /// Make the key of the next epoch, and keep the one of before for the overlap
    #[arg(long)]
    rotate: bool,
    /// Wipe the key of before, once the overlap is over
    #[arg(long, conflicts_with = "rotate")]
    retire: bool,
}

#[derive(Debug, Args)]
struct Serve {
    #[command(flatten)]
    at: KeysAt,
    /// Where it is remembered what issuers have used up
    #[arg(long, value_name = "FILE")]
    ledger: PathBuf,
    /// The port on 127.0.0.1; any free one if it is 0
    #[arg(long, default_value_t = 9955)]
    port: u16,
    /// How many identities an issuer may ask for in an hour
    #[arg(long, value_name = "COUNT", default_value_t = service::LIMIT.per_hour)]
    per_hour: u32,
    /// How many identities an issuer may ask for at once
    #[arg(long, value_name = "COUNT", default_value_t = service::LIMIT.burst)]
    burst: u32,
}

#[derive(Debug, Args)]
struct Verify {
    /// A transcript
    #[arg(conflicts_with = "transcripts", required_unless_present = "transcripts")]
    file: Option<PathBuf>,
    /// The issuer's transcripts
    #[arg(long, value_name = "FILE")]
    transcripts: Option<PathBuf>,
    #[command(flatten)]
    access: VaultAccess,
    /// The schema of the attestation
    #[arg(long, value_name = "ID")]
    schema: u32,
    /// The account that the attestation is about
    #[arg(long, value_name = "ADDRESS")]
    subject: String,
    /// Write the transcripts to new files in this directory, for a panel; they name the person
    #[arg(long, value_name = "DIRECTORY", requires = "transcripts")]
    export: Option<PathBuf>,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    match arguments.action {
        Action::Keygen(arguments) => keygen(context, &arguments).await,
        Action::Serve(arguments) => serve(context, arguments).await,
        Action::Compute(arguments) => compute::run(context, arguments).await,
        Action::Verify(arguments) => verify(context, &arguments).await,
    }
}

async fn keygen(context: &Context, arguments: &Keygen) -> Result<()> {
    let genesis = genesis(context, arguments.genesis).await?;
    let domain = TagDomain { genesis, id: arguments.domain };
    let (change, what) = match (arguments.rotate, arguments.retire) {
        (false, false) => (Change::Create, "make the first key"),
        (true, _) => (Change::Rotate, "make the next key"),
        (_, true) => (Change::Retire, "wipe the key of before"),
    };
    if context.is_dry_run() {
        return would(context, &format!("{what} of tag domain {}", domain.id));
    }
    let mut vault = keys::open(&arguments.at.keys, arguments.at.access.key()?)?;
    let keys = keys::change(&mut vault, domain, change)?;
    context.print(&keys, || keys_text(&keys, change));
    Ok(())
}

async fn serve(context: &Context, arguments: Serve) -> Result<()> {
    if !arguments.at.keys.exists() {
        let path = arguments.at.keys.display();
        let missing = format!("there are no keys at {path}; `althing tag keygen` makes them");
        return Err(Error::NotFound(missing));
    }
    let vault = keys::open(&arguments.at.keys, arguments.at.access.key()?)?;
    let chain = context.chain().await?;
    warn_of_foreign_keys(&chain, &vault.content().public_keys());
    if context.is_dry_run() {
        return would(context, &format!("answer requests on 127.0.0.1:{}", arguments.port));
    }
    let limit = Limit { per_hour: arguments.per_hour, burst: arguments.burst };
    let ring = vault.content().clone();
    let service = service::Service::new(OnChain(chain), ring, &arguments.ledger, limit)?;
    // What is noted comes from many requests at once; each line is printed whole.
    let line = Mutex::new(());
    let note = move |text: &str| {
        let _whole = line.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        eprintln!("{text}");
    };
    let running = server::start(service, arguments.port, note).await?;
    let url = format!("ws://{}", running.address);
    context.print(&json!({ "url": url }), || {
        format!("Answering requests at {url}. Press Ctrl-C to stop.")
    });
    tokio::signal::ctrl_c().await.map_err(|cause| Error::Chain(cause.to_string()))?;
    running.stop().await;
    Ok(())
}

/// Keys of another chain are of no use here, which whoever started this should know.
fn warn_of_foreign_keys(chain: &Chain, keys: &[PublicKey]) {
    let here = chain.genesis().0;
    let foreign = keys.iter().filter(|key| key.domain.genesis != here).count();
    if foreign > 0 {
        eprintln!("{foreign} of {} keys are for another chain than this one", keys.len());
    }
}

async fn verify(context: &Context, arguments: &Verify) -> Result<()> {
    let chain = context.chain().await?;
    let account = context.named_account(&chain, &arguments.subject).await?;
    let found = attested(&chain, arguments.schema, account.0).await?;
    let kept = match (&arguments.file, &arguments.transcripts) {
        (Some(path), _) => vec![Transcript::from_json(&files::read(path)?)?],
        (None, Some(path)) if path.exists() => {
            let vault = transcripts(path, arguments.access.key()?)?;
            vault.content().of(&found.slot).to_vec()
        }
        _ => Vec::new(),
    };
    if kept.is_empty() {
        let missing = "there is no transcript of that attestation";
        return Err(Error::NotFound(missing.into()));
    }
    let (at, genesis) = (chain.head().await?, chain.genesis().0);
    let mut views = Vec::with_capacity(kept.len());
    for (number, transcript) in kept.iter().enumerate() {
        let keys = known_keys(&at, genesis, transcript.domain().id).await?;
        views.push(evidence::check(transcript, &keys, found.tag)?);
        if let (Some(directory), false) = (&arguments.export, context.is_dry_run()) {
            let file = directory.join(format!("transcript-{number}.json"));
            files::write_json(&file, transcript)?;
        }
    }
    context.print(&views, || views.iter().map(evidence_text).collect::<Vec<_>>().join("\n"));
    match views.iter().any(|view| view.is_the_attested == Some(true)) {
        true => Ok(()),
        false => Err(Error::Outcome(
            "none of the transcripts leads to the tag that is attested; the tag is another person's"
                .into(),
        )),
    }
}

fn keys_text(keys: &[PublicKey], change: Change) -> String {
    let mut rows = vec![["domain", "epoch", "public key"].map(String::from).to_vec()];
    rows.extend(
        keys.iter()
            .map(|key| vec![key.domain.id.to_string(), key.epoch.to_string(), hash_text(&key.key)]),
    );
    let next = match change {
        Change::Create => {
            "Next: the domain's track decides on the public key (`althing attest domain create`), \
             then `althing tag serve`."
        }
        Change::Rotate => {
            "Next: restart `althing tag serve`; then the domain's track decides on the new key \
             (`althing attest domain rotate`). Run `althing tag keygen --retire` once the overlap is over."
        }
        Change::Retire => {
            "Tags under the key of before can be computed by nobody any more, once the backups of \
             the vault are gone too. Restart `althing tag serve`."
        }
    };
    format!("{}\n{next}\n", output::table(&rows))
}

fn evidence_text(view: &EvidenceView) -> String {
    let is_it = match view.is_the_attested {
        Some(true) => "yes",
        Some(false) => "no",
        None => "the attestation has no tag",
    };
    output::facts(&[
        ("domain", format!("{}, under the key of epoch {}", view.domain, view.epoch)),
        ("document of", view.country.clone()),
        ("tag", view.tag.clone()),
        ("is attested", is_it.to_string()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_keys_are_listed_and_what_comes_next() {
        let key = |epoch, byte| PublicKey {
            domain: TagDomain { genesis: [1; 32], id: 3 },
            epoch,
            key: [byte; 32],
        };
        insta::assert_snapshot!(keys_text(&[key(0, 0xaa), key(1, 0xbb)], Change::Rotate), @r"
        domain  epoch  public key
        3       0      0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        3       1      0xbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb

        Next: restart `althing tag serve`; then the domain's track decides on the new key (`althing attest domain rotate`). Run `althing tag keygen --retire` once the overlap is over.
        ");
    }

    #[test]
    fn evidence_says_whether_it_leads_to_the_attested_tag() {
        let view = EvidenceView {
            domain: 3,
            epoch: 1,
            country: "ISL".into(),
            tag: "0x01".into(),
            is_the_attested: Some(false),
        };
        insta::assert_snapshot!(evidence_text(&view), @r"
        domain       3, under the key of epoch 1
        document of  ISL
        tag          0x01
        is attested  no
        ");
    }
}
