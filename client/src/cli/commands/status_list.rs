//! `althing status-list`

use std::path::PathBuf;

use althing_client::{
    credentials::{keys, now},
    errors::{Error, Result},
    status_lists::{
        self, check_block, ListView, Publication, StatusView, Wanted, ENTRIES, TTL, VALIDITY,
    },
};
use althing_credentials::{
    jose::SigningKey,
    status_list::{Indices, ListPurpose},
};
use clap::{Args, Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use crate::cli::{
    context::Context,
    output,
    vaults::{genesis, hash, issuer_keys, would},
};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Write what of an issuer's attestations is revoked and what is suspended, signed
    Build(Build),
    /// Check a list, and look up what it says of one attestation
    Check(Check),
}

#[derive(Debug, Args)]
struct Build {
    /// The issuer
    #[arg(long, value_name = "ID")]
    issuer: u32,
    /// The issuer's key that signs, registered on the chain
    #[arg(long, value_name = "FILE")]
    signing_key: PathBuf,
    /// The file of random places, the same as for `althing credential issue`
    #[arg(long, value_name = "FILE")]
    indices: PathBuf,
    /// Where the list of revocations is served
    #[arg(long, value_name = "URI")]
    uri: String,
    /// Where the list of suspensions is served
    #[arg(long, value_name = "URI")]
    suspension_uri: String,
    /// How many places the lists have
    #[arg(long, default_value_t = ENTRIES)]
    entries: u32,
    /// For how many seconds the lists are valid
    #[arg(long, value_name = "SECONDS", default_value_t = VALIDITY)]
    validity: u64,
    /// After how many seconds readers should fetch a fresh one
    #[arg(long, value_name = "SECONDS", default_value_t = TTL)]
    ttl: u64,
    /// The directory for the lists, which is what a web server serves
    #[arg(long, value_name = "DIRECTORY")]
    out: PathBuf,
}

#[derive(Debug, Args)]
struct Check {
    /// The list, as it is or as it is served (gzip)
    file: PathBuf,
    /// Where it is served, as the credential names it
    #[arg(long, value_name = "URI")]
    uri: String,
    /// What it is about
    #[arg(long, value_enum, default_value_t = Purpose::Revocation)]
    purpose: Purpose,
    /// The position that the credential names
    #[arg(long)]
    index: Option<u64>,
    /// The issuer, whose keys are read from the chain
    #[arg(long, value_name = "ID", required_unless_present = "issuer_key")]
    issuer: Option<u32>,
    /// The issuer's public key as a JWK, where no node is at hand
    #[arg(long, value_name = "FILE", requires = "genesis")]
    issuer_key: Option<PathBuf>,
    /// The chain, by its genesis hash, where no node is at hand
    #[arg(long, value_name = "0x…", value_parser = hash)]
    genesis: Option<[u8; 32]>,
    /// The latest block of which you have seen such a list; older lists are refused
    #[arg(long, value_name = "BLOCK")]
    seen: Option<u32>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Purpose {
    Revocation,
    Suspension,
}

impl From<Purpose> for ListPurpose {
    fn from(purpose: Purpose) -> Self {
        match purpose {
            Purpose::Revocation => Self::Revocation,
            Purpose::Suspension => Self::Suspension,
        }
    }
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    match arguments.action {
        Action::Build(arguments) => build(context, arguments).await,
        Action::Check(arguments) => check(context, &arguments).await,
    }
}

async fn build(context: &Context, arguments: Build) -> Result<()> {
    let chain = context.chain().await?;
    let key = SigningKey::load(&arguments.signing_key)?;
    let registered = keys::registered(&chain.finalized().await?, arguments.issuer).await?;
    keys::expect(&registered, arguments.issuer, &key.public())?;
    let bar = bar();
    let looked_at = |count: usize| bar.set_position(count as u64);
    let standings = status_lists::read(&chain, arguments.issuer, looked_at).await?;
    bar.finish_and_clear();
    if context.is_dry_run() {
        return would(
            context,
            &format!(
                "publish {} revocations and {} suspensions of {} attestations",
                standings.revoked.len(),
                standings.suspended.len(),
                standings.all.len()
            ),
        );
    }
    let mut indices = Indices::open(&arguments.indices, &arguments.uri, arguments.entries)?;
    let new = status_lists::assign(&mut indices, &standings)?;
    let publication = Publication {
        revocation: arguments.uri,
        suspension: arguments.suspension_uri,
        made: now(),
        validity: arguments.validity,
        ttl: arguments.ttl,
    };
    let genesis = chain.genesis().0;
    std::fs::create_dir_all(&arguments.out).map_err(|cause| Error::file(&arguments.out, cause))?;
    let mut views = Vec::new();
    for made in status_lists::make(&indices, &standings, genesis, &publication, &key)? {
        views.push(status_lists::publish(&arguments.out, &made)?);
    }
    let result = json!({ "block": standings.block.0, "new_places": new, "lists": views });
    context.print(&result, || build_text(standings.block.0, &views));
    Ok(())
}

async fn check(context: &Context, arguments: &Check) -> Result<()> {
    let token = status_lists::read_token(&arguments.file)?;
    let issuer = arguments.issuer.unwrap_or_default();
    let keys = issuer_keys(context, arguments.issuer_key.as_ref(), issuer).await?;
    let wanted = Wanted {
        uri: &arguments.uri,
        genesis: genesis(context, arguments.genesis).await?,
        purpose: arguments.purpose.into(),
        now: now(),
        seen: arguments.seen,
    };
    let view = status_lists::check(&token, &keys, &wanted, arguments.index)?;
    if arguments.issuer_key.is_none() {
        check_block(&context.chain().await?, &view).await?;
    }
    context.print(&view, || check_text(&view));
    Ok(())
}

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:<22} {spinner} {pos} {elapsed}");
    let bar = ProgressBar::new_spinner().with_message("reading attestations");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar
}

fn build_text(block: u32, views: &[ListView]) -> String {
    let heads = ["list", "set", "bytes", "as served", "file"];
    let mut rows = vec![heads.map(String::from).to_vec()];
    rows.extend(views.iter().map(|view| {
        vec![
            view.purpose.to_string(),
            view.set.to_string(),
            view.bytes.to_string(),
            view.packed_bytes.to_string(),
            view.file.clone().unwrap_or_default(),
        ]
    }));
    format!(
        "{}\nAs of the finalized block {block}. Serve them as application/statuslist+jwt, with \
         Content-Encoding: gzip from the files that end in .gz.\n",
        output::table(&rows)
    )
}

fn check_text(view: &StatusView) -> String {
    let mut rows = vec![("list of", format!("{}s", view.purpose))];
    if let (Some(index), Some(status)) = (view.index, view.status) {
        rows.push(("position", index.to_string()));
        rows.push(("status", status.to_string()));
    }
    rows.push(("as of", format!("block {} ({})", view.block, view.block_hash)));
    rows.push(("fresh until", view.fresh_until.clone()));
    output::facts(&rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sizes_of_lists_are_told_as_they_are_and_as_they_are_served() {
        let view = |purpose, set, bytes, packed_bytes| ListView {
            purpose,
            file: Some(format!("lists/{purpose}.jwt")),
            set,
            bytes,
            packed_bytes,
        };
        let views = [view("revocation", 10_000, 24_500, 17_900), view("suspension", 2, 900, 600)];
        insta::assert_snapshot!(build_text(200, &views), @r"
        list        set    bytes  as served  file
        revocation  10000  24500  17900      lists/revocation.jwt
        suspension  2      900    600        lists/suspension.jwt

        As of the finalized block 200. Serve them as application/statuslist+jwt, with Content-Encoding: gzip from the files that end in .gz.
        ");
    }

    #[test]
    fn a_status_is_told_with_its_block() {
        let view = StatusView {
            purpose: "suspension",
            index: Some(12),
            status: Some("suspended"),
            block: 200,
            block_hash: "0x01".into(),
            fresh_until: "2026-11-20T14:05:00Z".into(),
        };
        insta::assert_snapshot!(check_text(&view), @r"
        list of      suspensions
        position     12
        status       suspended
        as of        block 200 (0x01)
        fresh until  2026-11-20T14:05:00Z
        ");
    }
}
