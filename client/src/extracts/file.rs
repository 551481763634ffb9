//! The files: an extract, and the trust file against which it is checked.

use std::{fs::File, io::Read, path::Path};

use althing_credentials::{hex32, json};
use codec::{DecodeAll, Encode};
use serde::{de::DeserializeOwned, Deserialize, Serialize};
use serde_json::Value;
use sp_consensus_grandpa::AuthorityId;
use sp_core::crypto::{ByteArray, UncheckedFrom};

use super::{
    error::ExtractError,
    finality::{self, AuthoritySet, Handoff, Header, Justification},
    hex_bytes,
};
use crate::{
    attestations::{statement::Subject, SchemaId},
    errors::{Error, Result},
};

/// The version of both files.
pub const VERSION: u32 = 1;

/// The longest file that is read, in bytes.
pub const LONGEST: u64 = 4 << 20;

/// The most keys of an extract.
pub const MAX_KEYS: usize = 1024;

/// The word that says what a file is.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum ExtractMark {
    /// An extract.
    #[default]
    #[serde(rename = "extract")]
    Extract,
}

/// The word that says what a file is.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum TrustMark {
    /// A root of trust.
    #[default]
    #[serde(rename = "trust")]
    Trust,
}

/// What an extract is about, which decides which keys it has to have.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum About {
    /// The attestation of a subject under a schema, or that there is none.
    Attestation {
        /// The schema.
        schema: SchemaId,
        /// The subject.
        subject: Subject,
    },
    /// The keys that it has, whatever they mean.
    Keys,
}

impl std::fmt::Display for About {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Attestation { schema, subject } => {
                write!(f, "the attestation of {subject} under schema {schema}")
            }
            Self::Keys => f.write_str("storage keys"),
        }
    }
}

/// An authority and its weight.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// Its Ed25519 key.
    #[serde(with = "hex32")]
    pub key: [u8; 32],
    /// How much its vote weighs.
    pub weight: u64,
}

/// A set of authorities, as files have it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Authorities {
    /// Counts the sets from 0.
    pub set: u64,
    /// The authorities.
    pub list: Vec<Authority>,
}

impl Authorities {
    /// As it is checked with.
    pub fn to_set(&self) -> AuthoritySet {
        let id = |key: &[u8; 32]| AuthorityId::unchecked_from(*key);
        let list = self.list.iter().map(|authority| (id(&authority.key), authority.weight));
        AuthoritySet { id: self.set, list: list.collect() }
    }
}

impl From<&AuthoritySet> for Authorities {
    fn from(set: &AuthoritySet) -> Self {
        let list = set.list.iter().map(|(id, weight)| Authority {
            key: id.as_slice().try_into().unwrap_or_default(),
            weight: *weight,
        });
        Self { set: set.id, list: list.collect() }
    }
}

/// The last block of an authority set, as files have it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HandoffFile {
    /// Its header, in SCALE.
    #[serde(with = "hex_bytes")]
    pub header: Vec<u8>,
    /// Its justification, in SCALE.
    #[serde(with = "hex_bytes")]
    pub justification: Vec<u8>,
}

impl From<&Handoff> for HandoffFile {
    fn from(handoff: &Handoff) -> Self {
        let Handoff { header, justification } = handoff;
        Self { header: header.encode(), justification: justification.encode() }
    }
}

/// A key of the state, and what is stored under it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The whole storage key.
    #[serde(with = "hex_bytes")]
    pub key: Vec<u8>,
    /// The value; `null` where there is none.
    #[serde(with = "hex_bytes::optional")]
    pub value: Option<Vec<u8>>,
}

/// An extract. Nothing in it is believed before [`check`](super::check) has checked all of it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Extract {
    /// `extract`.
    pub althing: ExtractMark,
    /// The version of the file.
    pub version: u32,
    /// The hash of the chain's first block.
    #[serde(with = "hex32")]
    pub genesis: [u8; 32],
    /// The version of the runtime whose layout the state has.
    pub spec_version: u32,
    /// What it is about.
    pub about: About,
    /// What the state has under each key.
    pub entries: Vec<Entry>,
    /// The header of the block, in SCALE.
    #[serde(with = "hex_bytes")]
    pub header: Vec<u8>,
    /// The headers of the blocks that follow it, up to the one that is justified.
    #[serde(with = "hex_bytes::list")]
    pub headers: Vec<Vec<u8>>,
    /// The justification, in SCALE.
    #[serde(with = "hex_bytes")]
    pub justification: Vec<u8>,
    /// The set that has voted.
    pub authorities: Authorities,
    /// The last blocks of the sets from the trusted one to that set.
    pub handoffs: Vec<HandoffFile>,
    /// The nodes of the state's trie on the way to the keys.
    #[serde(with = "hex_bytes::list")]
    pub proof: Vec<Vec<u8>>,
}

impl Extract {
    /// Reads one.
    ///
    /// # Errors
    /// If it is too long, something else, or of another version.
    pub fn from_json(text: &str) -> Result<Self, ExtractError> {
        read(text, "extract")
    }

    /// Reads one from a file.
    ///
    /// # Errors
    /// As [`Self::from_json`], and if the file cannot be read.
    pub fn load(path: &Path) -> Result<Self> {
        Ok(Self::from_json(&load(path)?)?)
    }

    /// The file.
    ///
    /// # Errors
    /// If it would be too long to be read again.
    pub fn to_json(&self) -> Result<String, ExtractError> {
        write(self, "extract")
    }

    /// The header of the block.
    ///
    /// # Errors
    /// If it cannot be decoded.
    pub fn header(&self) -> Result<Header, ExtractError> {
        header(&self.header)
    }

    /// The headers that follow it.
    ///
    /// # Errors
    /// If one cannot be decoded.
    pub fn following(&self) -> Result<Vec<Header>, ExtractError> {
        self.headers.iter().map(|bytes| header(bytes)).collect()
    }

    /// The justification.
    ///
    /// # Errors
    /// If it cannot be decoded.
    pub fn justification(&self) -> Result<Justification, ExtractError> {
        finality::decode(&self.justification)
    }

    /// The handoffs.
    ///
    /// # Errors
    /// If one cannot be decoded.
    pub fn handoffs(&self) -> Result<Vec<Handoff>, ExtractError> {
        let one = |file: &HandoffFile| {
            let justification = finality::decode(&file.justification)?;
            Ok(Handoff { header: header(&file.header)?, justification })
        };
        self.handoffs.iter().map(one).collect()
    }
}

/// A root of trust: whose votes make a block of which chain final. Extracts are worth what the way is
/// worth by which this file came.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Trust {
    /// `trust`.
    pub althing: TrustMark,
    /// The version of the file.
    pub version: u32,
    /// The hash of the chain's first block.
    #[serde(with = "hex32")]
    pub genesis: [u8; 32],
    /// The block after which this set votes; extracts find the way to later sets from here.
    pub block: u32,
    /// The authorities.
    pub authorities: Authorities,
}

impl Trust {
    /// Makes one.
    pub fn new(genesis: [u8; 32], block: u32, set: &AuthoritySet) -> Self {
        let authorities = Authorities::from(set);
        Self { althing: TrustMark::Trust, version: VERSION, genesis, block, authorities }
    }

    /// Reads one.
    ///
    /// # Errors
    /// If it is too long, something else, or of another version.
    pub fn from_json(text: &str) -> Result<Self, ExtractError> {
        read(text, "trust file")
    }

    /// Reads one from a file.
    ///
    /// # Errors
    /// As [`Self::from_json`], and if the file cannot be read.
    pub fn load(path: &Path) -> Result<Self> {
        Ok(Self::from_json(&load(path)?)?)
    }

    /// The file.
    ///
    /// # Errors
    /// If it would be too long to be read again.
    pub fn to_json(&self) -> Result<String, ExtractError> {
        write(self, "trust file")
    }
}

/// Decodes a header, to the last byte.
fn header(bytes: &[u8]) -> Result<Header, ExtractError> {
    Header::decode_all(&mut &bytes[..]).map_err(|_| ExtractError::Encoding("header"))
}

fn load(path: &Path) -> Result<String> {
    let failed = |cause| Error::file(path, cause);
    let file = File::open(path).map_err(failed)?;
    let mut text = String::new();
    file.take(LONGEST + 1).read_to_string(&mut text).map_err(failed)?;
    Ok(text)
}

fn read<T: DeserializeOwned>(text: &str, expected: &'static str) -> Result<T, ExtractError> {
    let found = u64::try_from(text.len()).unwrap_or(u64::MAX);
    if found > LONGEST {
        return Err(ExtractError::TooLong { found, limit: LONGEST });
    }
    let odd =
        |problem: json::JsonError| ExtractError::Format { expected, problem: problem.to_string() };
    let value = json::parse(text).map_err(odd)?;
    match value.get("althing").and_then(Value::as_str) {
        Some(mark) if !expected.starts_with(mark) => {
            let problem = format!("it says that it is '{mark}'");
            return Err(ExtractError::Format { expected, problem });
        }
        _ => {}
    }
    match value.get("version").and_then(Value::as_u64) {
        Some(found) if found != u64::from(VERSION) => {
            Err(ExtractError::Version { what: expected, found, known: VERSION })
        }
        _ => json::read(text).map_err(odd),
    }
}

fn write(value: &impl Serialize, expected: &'static str) -> Result<String, ExtractError> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|cause| ExtractError::Format { expected, problem: cause.to_string() })?;
    match u64::try_from(text.len()).unwrap_or(u64::MAX) {
        found if found > LONGEST => Err(ExtractError::TooLong { found, limit: LONGEST }),
        _ => Ok(text),
    }
}
