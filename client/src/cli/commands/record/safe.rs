//! The vault of the one who records: what is salted, and what is sealed, is in there before anything
//! is sent.

use althing_client::{
    connection::Hash,
    errors::{Error, Result},
    records::contents::{self, keyed_name, Contents, KeptSeal},
    registers::{read, types::Field},
};
use althing_credentials::{wallet::Vault, ClaimSet};

use super::args::VaultAt;
use crate::cli::{commands::attest::args::Now, context::Context};

/// A vault, if one is named, and what is to be kept in it.
pub struct Safe {
    vault: Option<Vault<Contents>>,
    /// Whether nothing is written.
    dry: bool,
    /// What a dry run makes in place of the vault.
    tried: Contents,
    genesis: [u8; 32],
    register: u32,
    layout: Vec<Field>,
    fields: Vec<ClaimSet>,
    seal: Option<(Hash, KeptSeal)>,
}

impl Safe {
    /// Opens the vault that is named, if one is.
    pub async fn open(context: &Context, now: &Now, register: u32, at: &VaultAt) -> Result<Self> {
        let layout = read::layout(&now.at, register).await?;
        let dry = context.is_dry_run();
        let vault = match &at.vault {
            Some(path) if path.exists() || !dry => Some(contents::open(path, at.access.key()?)?),
            _ => None,
        };
        let tried = vault.as_ref().map_or_else(Contents::default, |vault| vault.content().clone());
        Ok(Self {
            vault,
            dry,
            tried,
            genesis: now.genesis(),
            register,
            layout,
            fields: Vec::new(),
            seal: None,
        })
    }

    /// Has fields of the register's layout kept; returns the commitment to them.
    pub fn content(&mut self, fields: ClaimSet) -> Result<Hash> {
        contents::check(&fields, &self.layout)?;
        Ok(self.commit(fields))
    }

    /// Has any fields kept; returns the commitment to them.
    pub fn commit(&mut self, fields: ClaimSet) -> Hash {
        let commitment = Hash::from(fields.commitment());
        self.fields.push(fields);
        commitment
    }

    /// Has what is sealed kept.
    pub fn keep_seal(&mut self, commitment: Hash, seal: KeptSeal) {
        self.seal = Some((commitment, seal));
    }

    /// The name of a record that people call so, by the register's key in the vault.
    pub fn name(&mut self, text: &str) -> Result<Hash> {
        let (genesis, register) = (self.genesis, self.register);
        let key = match &mut self.vault {
            Some(vault) if !self.dry => {
                vault.update(|contents| Ok::<_, Error>(contents.name_key(genesis, register)))?
            }
            Some(_) => self.tried.name_key(genesis, register),
            None if self.dry => self.tried.name_key(genesis, register),
            None => {
                let missing = "--named needs the vault with the key by which the records of this \
                               register are named: --vault FILE";
                return Err(Error::Usage(missing.into()));
            }
        };
        Ok(keyed_name(&key, text))
    }

    /// Writes down what is to be kept; to be called before anything is sent.
    pub fn save(&mut self) -> Result<()> {
        if self.dry || (self.fields.is_empty() && self.seal.is_none()) {
            return Ok(());
        }
        let missing =
            "name with --vault FILE where fields and salts are kept; without them nobody \
                       can show what is recorded";
        let vault = self.vault.as_mut().ok_or_else(|| Error::Usage(missing.into()))?;
        let (genesis, register) = (self.genesis, self.register);
        let (fields, seal) = (std::mem::take(&mut self.fields), self.seal.take());
        vault.update(|contents| {
            for set in &fields {
                contents.keep(genesis, register, set);
            }
            if let Some((commitment, seal)) = &seal {
                contents.keep_seal(commitment, seal.clone());
            }
            Ok::<_, Error>(())
        })
    }
}
