//! Fields and their salts: into the vault, checked against the chain, and erased.

use std::path::{Path, PathBuf};

use althing_client::{
    connection::Hash,
    errors::{Error, Result},
    records::{
        contents::{self, Contents},
        read,
    },
};
use althing_credentials::{hex32, wallet::Vault, ClaimSet};
use clap::Args;
use serde_json::{json, Map, Value};

use super::{
    args::{hash, Place, VaultAt},
    safe::Safe,
};
use crate::cli::{commands::attest::args::Now, context::Context, output, vaults::would};

#[derive(Debug, Args)]
pub struct Commit {
    /// The file: an object of fields, of any names
    file: PathBuf,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    vault: VaultAt,
}

#[derive(Debug, Args)]
pub struct Open {
    /// The record
    record: u32,
    #[command(flatten)]
    place: Place,
    /// What a version said; the record as it is now if none is named
    #[arg(long, value_name = "NUMBER")]
    version: Option<u32>,
    /// The fields to show; all if none is named
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    fields: Vec<String>,
    #[command(flatten)]
    vault: VaultAt,
}

#[derive(Debug, Args)]
pub struct Erase {
    /// The commitment to the fields, as `althing record history` shows it
    #[arg(value_name = "0x…", value_parser = hash)]
    commitment: Hash,
    /// The fields; all if none is named
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    fields: Vec<String>,
    #[command(flatten)]
    vault: VaultAt,
}

pub async fn commit(context: &Context, arguments: Commit) -> Result<()> {
    let now = Now::read(context).await?;
    let register = arguments.place.register;
    if !context.is_dry_run() {
        arguments.vault.path()?;
    }
    let mut safe = Safe::open(context, &now, register, &arguments.vault).await?;
    let commitment = safe.commit(contents::read(&arguments.file)?);
    safe.save()?;
    let commitment = hex32::encode(&commitment.0);
    let result =
        json!({ "register": register, "commitment": commitment, "dry_run": context.is_dry_run() });
    context.print(&result, || commitment.clone());
    Ok(())
}

pub async fn open(context: &Context, arguments: Open) -> Result<()> {
    let now = Now::read(context).await?;
    let (register, record) = (arguments.place.register, arguments.record);
    let found = read::record(&now.at, register, record).await?;
    let number = arguments.version.unwrap_or(found.setters.content);
    let missing = || Error::NotFound(format!("record {record} has no version {number}"));
    let all = read::history(&now.at, register, record).await?;
    let version = all.into_iter().find(|(id, _)| *id == number).ok_or_else(missing)?.1;
    if version.redaction.is_some() {
        let problem = format!("version {number} of record {record} was taken out of view");
        return Err(Error::Outcome(problem));
    }
    let commitment = version.content.commitment.0;
    let vault = opened(&arguments.vault)?;
    let fields = vault.content().fields(&commitment)?;
    let shown = shown(&fields, &arguments.fields, &commitment)?;
    let result = json!({
        "register": register,
        "record": record,
        "version": number,
        "commitment": hex32::encode(&commitment),
        "fields": shown,
    });
    context.print(&result, || text(record, number, &shown));
    Ok(())
}

/// The fields with these names, each proved to be what the chain commits to.
fn shown(fields: &ClaimSet, names: &[String], commitment: &[u8; 32]) -> Result<Map<String, Value>> {
    let all: Vec<String> = fields.claims().iter().map(|field| field.name().into()).collect();
    let names = if names.is_empty() { &all } else { names };
    let mut shown = Map::new();
    for name in names {
        let usage =
            |cause: althing_credentials::claims::ClaimError| Error::Usage(cause.to_string());
        let proof = fields.prove(name).map_err(usage)?;
        proof.verify(commitment).map_err(|cause| Error::Outcome(cause.to_string()))?;
        shown.insert(name.clone(), proof.claim().value().clone());
    }
    Ok(shown)
}

fn text(record: u32, version: u32, fields: &Map<String, Value>) -> String {
    let rows: Vec<Vec<String>> = fields
        .iter()
        .map(|(name, value)| {
            let value = value.as_str().map_or_else(|| value.to_string(), String::from);
            vec![name.clone(), value]
        })
        .collect();
    format!(
        "Version {version} of record {record}, as the chain commits to it:\n{}",
        output::table(&rows)
    )
}

pub async fn erase(context: &Context, arguments: Erase) -> Result<()> {
    let mut vault = opened(&arguments.vault)?;
    let digests = vault.content().digests(&arguments.commitment.0, &arguments.fields)?;
    if context.is_dry_run() {
        return would(context, &format!("erase {} fields", digests.len()));
    }
    let erasure = vault.erase(&digests)?;
    let left: Vec<String> =
        erasure.left.iter().map(|left| left.path.display().to_string()).collect();
    let result = json!({ "erased": erasure.claims, "backups_left": left });
    context.print(&result, || {
        let mut text = format!("{} fields and their salts are erased.", erasure.claims);
        if !left.is_empty() {
            text.push_str(&format!("\nThese backups still hold them: {}", left.join(", ")));
        }
        text
    });
    Ok(())
}

fn opened(at: &VaultAt) -> Result<Vault<Contents>> {
    let path: &Path = at.path()?;
    match path.exists() {
        true => contents::open(path, at.access.key()?),
        false => Err(Error::NotFound(format!("there is no vault {}", path.display()))),
    }
}
