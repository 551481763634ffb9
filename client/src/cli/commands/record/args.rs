//! What several of the commands take: the register, the vault, parties and hashes.

use std::path::PathBuf;

use althing_client::{
    connection::Hash,
    errors::{Error, Result},
    records::{
        parties::{self, OwnerName, PartyName},
        types::{Ownership, Party},
    },
};
use althing_credentials::hex32;
use clap::Args;

use crate::cli::{commands::attest::args::Now, context::Context, vaults::VaultAccess};

/// Which register.
#[derive(Clone, Debug, Args)]
pub struct Place {
    /// The register
    #[arg(long, value_name = "ID", env = "ALTHING_REGISTER")]
    pub register: u32,
}

/// Where fields and their salts are kept.
#[derive(Debug, Args)]
pub struct VaultAt {
    /// The encrypted file with fields and salts; created if there is none
    #[arg(long, value_name = "FILE")]
    pub vault: Option<PathBuf>,
    #[command(flatten)]
    pub access: VaultAccess,
}

impl VaultAt {
    /// Where it is.
    pub fn path(&self) -> Result<&PathBuf> {
        let missing =
            "name with --vault FILE where fields and salts are kept; without them nobody \
                       can show what is recorded";
        self.vault.as_ref().ok_or_else(|| Error::Usage(missing.into()))
    }
}

/// Who owns something.
#[derive(Debug, Args)]
pub struct Owners {
    /// An owner: a party, or with a share PARTY=1/3; once for each owner
    #[arg(long = "owner", visible_alias = "to", value_name = "PARTY")]
    owners: Vec<OwnerName>,
    /// They hold jointly: who survives the others keeps all
    #[arg(long)]
    joint: bool,
}

impl Owners {
    /// Whether any are named.
    pub fn are_named(&self) -> bool {
        !self.owners.is_empty() || self.joint
    }

    /// As the chain takes it.
    pub async fn ownership(&self, context: &Context, now: &Now) -> Result<Ownership> {
        let mut owners = Vec::new();
        for owner in &self.owners {
            owners.push((party(context, now, &owner.party).await?, owner.share));
        }
        parties::ownership(owners, self.joint)
    }

    /// The same, where there have to be owners.
    pub async fn stated(&self, context: &Context, now: &Now) -> Result<Ownership> {
        match self.are_named() {
            true => self.ownership(context, now).await,
            false => Err(Error::Usage("name the owners: --owner PARTY, once for each".into())),
        }
    }
}

/// A party by how it is written.
pub async fn party(context: &Context, now: &Now, named: &PartyName) -> Result<Party> {
    Ok(match named {
        PartyName::Account(name) => Party::Account(context.named_account(&now.chain, name).await?),
        PartyName::Party(party) => party.clone(),
    })
}

/// Reads 32 bytes in hexadecimal.
pub fn hash(text: &str) -> std::result::Result<Hash, String> {
    let bytes = hex32::decode(&text.to_lowercase());
    bytes.map(Hash::from).ok_or_else(|| "must be 0x and 64 hexadecimal digits".into())
}
