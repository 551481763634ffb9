//! What a dealing wants entered, put together from arguments and files.

use std::path::{Path, PathBuf};

use althing_client::{
    connection::Hash,
    credentials::files,
    errors::{Error, Result},
    records::{
        contents::{self, SERVICE},
        types::{Citation, Content, Part},
    },
};
use clap::Args;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    args::{hash, VaultAt},
    safe::Safe,
};
use crate::cli::{commands::attest::args::Now, context::Context};

/// What every dealing is lodged with.
#[derive(Debug, Args)]
pub struct Filing {
    #[command(flatten)]
    pub place: super::args::Place,
    /// The instrument: a file, or its hash
    #[arg(long, value_name = "FILE|0x…")]
    pub instrument: String,
    /// The day from which it takes effect; that of its lodgement if none is named
    #[arg(long, value_name = "DAY", value_parser = althing_client::registers::days::argument)]
    pub effective: Option<i32>,
    /// Take the place only, and say later what it is (`althing record reveal`)
    #[arg(long)]
    pub seal: bool,
    #[command(flatten)]
    pub vault: VaultAt,
}

/// Who drafts, where.
pub struct Desk<'a> {
    pub context: &'a Context,
    pub now: Now,
    pub register: u32,
    pub safe: Safe,
}

impl<'a> Desk<'a> {
    pub async fn new(context: &'a Context, register: u32, vault: &VaultAt) -> Result<Self> {
        let now = Now::read(context).await?;
        let safe = Safe::open(context, &now, register, vault).await?;
        Ok(Self { context, now, register, safe })
    }
}

/// What tells a record apart.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Name {
    /// What people call it, such as a parcel's number; the chain gets a hash by a key in the vault
    #[arg(long, value_name = "TEXT")]
    named: Option<String>,
    /// Its name as the chain keeps it
    #[arg(long, value_name = "0x…", value_parser = hash)]
    name: Option<Hash>,
}

impl Name {
    pub fn hash(&self, safe: &mut Safe) -> Result<Hash> {
        match (&self.named, self.name) {
            (Some(text), _) => safe.name(text),
            (None, Some(hash)) => Ok(hash),
            (None, None) => Err(Error::Usage("name it: --named TEXT, or --name 0x…".into())),
        }
    }
}

/// What a record says.
#[derive(Debug, Args)]
pub struct Says {
    /// What it says: a file with an object of fields, which are salted into the vault
    #[arg(long, value_name = "FILE")]
    contents: Option<PathBuf>,
    /// The commitment to what it says, where that is kept elsewhere
    #[arg(long, value_name = "0x…", value_parser = hash, conflicts_with = "contents")]
    commitment: Option<Hash>,
    /// How much it stands for, in the register's own unit; parts add up to it
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    measure: u64,
    /// The holder's address for service: a text that is salted into the vault, or a commitment
    #[arg(long, value_name = "TEXT|0x…")]
    service: Option<String>,
}

impl Says {
    /// Whether anything is named.
    pub fn is_named(&self) -> bool {
        self.contents.is_some() || self.commitment.is_some()
    }

    /// As the chain takes it.
    pub fn content(&self, safe: &mut Safe) -> Result<Content> {
        let commitment = match (&self.contents, self.commitment) {
            (Some(path), _) => safe.content(contents::read(path)?)?,
            (None, Some(commitment)) => commitment,
            (None, None) => {
                let problem = "say what it says: --contents FILE, or --commitment 0x…";
                return Err(Error::Usage(problem.into()));
            }
        };
        let service = self.service.as_deref().map(|text| service(text, safe)).transpose()?;
        Ok(Content { commitment, measure: self.measure, service })
    }
}

fn service(text: &str, safe: &mut Safe) -> Result<Hash> {
    if let Ok(commitment) = hash(text) {
        return Ok(commitment);
    }
    let mut field = Map::new();
    field.insert(SERVICE.into(), Value::String(text.into()));
    Ok(safe.commit(contents::salt(field)?))
}

/// Terms of a right: a file with an object of fields, which are salted into the vault, or a
/// commitment.
pub fn terms(text: &str, safe: &mut Safe) -> Result<Hash> {
    match hash(text) {
        Ok(commitment) => Ok(commitment),
        Err(_) => Ok(safe.commit(contents::read(Path::new(text))?)),
    }
}

/// A part of a record that is split, in a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartFile {
    named: Option<String>,
    name: Option<String>,
    contents: Option<Map<String, Value>>,
    commitment: Option<String>,
    measure: u64,
    service: Option<String>,
}

/// Reads the parts of a record that is split.
pub fn parts(path: &Path, safe: &mut Safe) -> Result<Vec<Part>> {
    let files: Vec<PartFile> = files::read_json(path, "a list of parts")?;
    files.into_iter().enumerate().map(|(index, part)| part.part(path, index, safe)).collect()
}

impl PartFile {
    fn part(self, path: &Path, index: usize, safe: &mut Safe) -> Result<Part> {
        let number = index.saturating_add(1);
        let odd =
            |problem: &str| Error::Usage(format!("{}: part {number}: {problem}", path.display()));
        let name = match (&self.named, self.name.as_deref().map(hash)) {
            (Some(text), None) => safe.name(text)?,
            (None, Some(Ok(name))) => name,
            _ => return Err(odd("give it either \"named\", a text, or \"name\", 32 bytes")),
        };
        let commitment = match (self.contents, self.commitment.as_deref().map(hash)) {
            (Some(fields), None) => safe.content(contents::salt(fields)?)?,
            (None, Some(Ok(commitment))) => commitment,
            _ => return Err(odd("give it either \"contents\", an object, or \"commitment\"")),
        };
        let service = self.service.as_deref().map(|text| service(text, safe)).transpose()?;
        Ok(Part { name, content: Content { commitment, measure: self.measure, service } })
    }
}

/// Reads what a version refers to: `proposal:ID/0x…`, `attestation:SCHEMA/0x…` or
/// `record:REGISTER/RECORD/VERSION`.
pub fn citation(text: &str) -> std::result::Result<Citation, String> {
    let odd = || {
        format!(
            "'{text}' is no citation: write proposal:ID/0x…, attestation:SCHEMA/0x… or \
             record:REGISTER/RECORD/VERSION"
        )
    };
    let (what, place) = text.split_once(':').ok_or_else(odd)?;
    let parts: Vec<&str> = place.split('/').collect();
    let number = |text: &str| text.parse::<u32>().map_err(|_| odd());
    match (what, parts.as_slice()) {
        ("proposal", [id, receipt]) => {
            Ok(Citation::Proposal { id: number(id)?, receipt: hash(receipt).map_err(|_| odd())? })
        }
        ("attestation", [schema, subject]) => Ok(Citation::Attestation {
            schema: number(schema)?,
            subject: hash(subject).map_err(|_| odd())?,
        }),
        ("record", [register, record, version]) => Ok(Citation::Record {
            register: number(register)?,
            record: number(record)?,
            version: number(version)?,
        }),
        _ => Err(odd()),
    }
}

#[cfg(test)]
mod tests {
    use althing_client::records::view;

    use super::*;

    #[test]
    fn citations_are_read_as_they_are_written() {
        let digits = "ab".repeat(32);
        for text in [
            format!("proposal:7/0x{digits}"),
            format!("attestation:0/0x{digits}"),
            "record:1/2/3".into(),
        ] {
            assert_eq!(view::citation(&citation(&text).unwrap()), text);
        }
        for odd in ["", "record:1/2", "proposal:7", "law:1/2/3", "record:a/b/c"] {
            assert!(citation(odd).unwrap_err().contains("no citation"), "{odd}");
        }
    }
}
