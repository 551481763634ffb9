//! The file that goes from who signs a call to who carries it.

use std::path::Path;

use althing_credentials::hex32;
use serde::{Deserialize, Serialize};

use super::CarriedError;
use crate::{
    connection::AccountId,
    credentials::files,
    errors::{Error, Result},
    extracts::hex_bytes,
};

/// The version of the file.
pub const VERSION: u32 = 1;

/// A call that its signer has somebody else send.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    /// `carried-call`.
    pub althing: Mark,
    /// The version of the file.
    pub version: u32,
    /// The hash of the chain's first block.
    #[serde(with = "hex32")]
    pub genesis: [u8; 32],
    /// The version of the runtime whose call it is.
    pub spec_version: u32,
    /// The version of its calls.
    pub transaction_version: u32,
    /// Who has signed, in whose name the call runs.
    pub signer: AccountId,
    /// The call, encoded.
    #[serde(with = "hex_bytes")]
    pub call: Vec<u8>,
    /// The call in words, for people to read. They are not signed.
    pub words: String,
    /// The block at which it is signed; it can be carried in the ones after.
    pub first_block: u32,
    /// Its hash.
    #[serde(with = "hex32")]
    pub first_block_hash: [u8; 32],
    /// The last block in which it can be carried.
    pub last_block: u32,
    /// The signer's nonce, by which it runs once and in its turn.
    pub nonce: u32,
    /// The signature (sr25519).
    #[serde(with = "hex_bytes")]
    pub signature: Vec<u8>,
}

/// The word that says what a file is.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum Mark {
    /// A carried call.
    #[default]
    #[serde(rename = "carried-call")]
    CarriedCall,
}

/// What the files of all versions have.
#[derive(Deserialize)]
struct Head {
    #[allow(dead_code, reason = "a file without the word is none of these")]
    althing: Mark,
    version: u32,
}

impl Carried {
    /// Reads one from a text of JSON.
    ///
    /// # Errors
    /// [`CarriedError::Format`] if it is something else, [`CarriedError::Version`] if it is of
    /// another version.
    pub fn parse(text: &str) -> Result<Self, CarriedError> {
        let odd = |cause: &dyn ToString| CarriedError::Format(cause.to_string());
        let head: Head = serde_json::from_str(text).map_err(|cause| odd(&cause))?;
        if head.version != VERSION {
            return Err(CarriedError::Version { found: head.version, known: VERSION });
        }
        let carried: Self = althing_credentials::json::read(text).map_err(|cause| odd(&cause))?;
        carried.era()?;
        Ok(carried)
    }

    /// Reads one from a file.
    ///
    /// # Errors
    /// If the file cannot be read, or is no carried call of this version.
    pub fn read(path: &Path) -> Result<Self> {
        Self::parse(&files::read(path)?).map_err(|cause| Error::carried(path, cause))
    }

    /// Writes it to a new file that only its owner can read.
    ///
    /// # Errors
    /// If there is a file already, or it cannot be written.
    pub fn write(&self, path: &Path) -> Result<()> {
        files::write_json(path, self)
    }
}
