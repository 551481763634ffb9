//! What a subject keeps: credentials, and an account and a key for each purpose.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    entry::Entry,
    error::{Result, VaultError},
    secret::Secret,
    vault::Content,
    ClaimDigest,
};
use crate::{
    cnf::{AccountVerifier, SignedStatement},
    hex32,
    jose::SigningKey,
    presentation::{Presentation, Reply},
    sd_jwt::Transaction,
    Slot,
};

/// One role in which a person appears, with an account and a key that nothing else uses, so that
/// what is shown in one cannot be linked with another.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// The chain, by the hash of its first block.
    #[serde(with = "hex32")]
    pub genesis: [u8; 32],
    /// The account's public key.
    #[serde(with = "hex32")]
    pub account: [u8; 32],
    /// The key that signs presentations, as a private JWK.
    cnf_key: Secret,
    /// The account's statement that vouches for that key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    statement: Option<SignedStatement>,
}

impl Purpose {
    /// An account on a chain, and the key that signs its presentations.
    pub fn new(genesis: [u8; 32], account: [u8; 32], cnf_key: &SigningKey) -> Self {
        let cnf_key = Secret::new(cnf_key.to_secret_jwk().as_str());
        Self { genesis, account, cnf_key, statement: None }
    }

    /// The key that signs presentations.
    pub fn cnf_key(&self) -> Result<SigningKey> {
        SigningKey::from_secret_jwk(self.cnf_key.expose()).map_err(|cause| {
            VaultError::Conflict(format!("the stored key cannot be used: {cause}"))
        })
    }

    /// The account's statement that vouches for the key, if there is one.
    pub fn statement(&self) -> Option<&SignedStatement> {
        self.statement.as_ref()
    }
}

/// An attestation about the owner of the wallet.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Credential {
    /// The purpose that it serves.
    pub purpose: String,
    /// The attestation.
    pub entry: Entry,
}

/// How claims are shown to be what was attested.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Evidence {
    /// By their paths to the commitment on the chain.
    Proofs,
    /// By the issuer's signature on its token.
    Token,
}

/// A subject's wallet: the content of its vault.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Wallet {
    purposes: BTreeMap<String, Purpose>,
    credentials: Vec<Credential>,
    receipts: BTreeMap<String, Vec<String>>,
}

impl Content for Wallet {
    const KIND: &'static str = "a subject's wallet";

    fn secrets(&self, digests: &BTreeSet<ClaimDigest>) -> Vec<Secret> {
        self.credentials.iter().flat_map(|held| held.entry.secrets(digests)).collect()
    }

    fn erase(&mut self, digests: &BTreeSet<ClaimDigest>) -> usize {
        self.credentials.iter_mut().map(|held| held.entry.erase(digests)).sum()
    }
}

impl Wallet {
    /// Adds a purpose. Fails if there is one of that name, or if another one has the same account
    /// or key: the two could be linked.
    pub fn add_purpose(&mut self, name: &str, purpose: Purpose) -> Result<()> {
        if self.purposes.contains_key(name) {
            return Err(VaultError::Conflict(format!(
                "there is a purpose '{name}' already; choose another name"
            )));
        }
        let shared = self.purposes.iter().find(|(_, other)| {
            other.account == purpose.account || other.cnf_key == purpose.cnf_key
        });
        if let Some((other, _)) = shared {
            return Err(VaultError::Conflict(format!(
                "the purpose '{other}' has the same account or key, so what is shown for the two \
                 could be linked; use another account and another key"
            )));
        }
        self.purposes.insert(name.into(), purpose);
        Ok(())
    }

    /// Stores the statement with which a purpose's account vouches for its key. Fails if it is for
    /// another chain, account or key, is no longer valid at `now`, or is not signed.
    pub fn vouch(
        &mut self,
        name: &str,
        statement: SignedStatement,
        now: u64,
        accounts: &dyn AccountVerifier,
    ) -> Result<()> {
        let purpose = self.purposes.get_mut(name).ok_or_else(|| no_purpose(name))?;
        let key = statement.verify(&purpose.genesis, &purpose.account, now, accounts)?;
        if *key != purpose.cnf_key()?.public() {
            return Err(VaultError::Conflict(format!(
                "the statement vouches for another key than that of the purpose '{name}'; \
                 sign one for the key {}",
                purpose.cnf_key()?.public().id()
            )));
        }
        purpose.statement = Some(statement);
        Ok(())
    }

    /// A purpose by its name.
    pub fn purpose(&self, name: &str) -> Result<&Purpose> {
        self.purposes.get(name).ok_or_else(|| no_purpose(name))
    }

    /// All purposes by name.
    pub fn purposes(&self) -> impl Iterator<Item = (&str, &Purpose)> {
        self.purposes.iter().map(|(name, purpose)| (name.as_str(), purpose))
    }

    /// Adds a credential to a purpose. One that is there already is skipped; says whether it is
    /// new. Fails if the claims do not make up the commitment, if the chain is not the purpose's,
    /// if it is about another purpose's account, or if another credential has the same slot.
    pub fn add(&mut self, purpose: &str, entry: Entry) -> Result<bool> {
        entry.check_commitment()?;
        let owner = self.purpose(purpose)?;
        if owner.genesis != entry.slot.genesis {
            return Err(VaultError::Conflict(format!(
                "the credential is of another chain than the purpose '{purpose}'"
            )));
        }
        let about = self.purposes.iter().find(|(_, one)| one.account == entry.slot.subject);
        if let Some((other, _)) = about.filter(|(name, _)| *name != purpose) {
            return Err(VaultError::Conflict(format!(
                "the credential is about the account of the purpose '{other}'; store it there"
            )));
        }
        let new = Credential { purpose: purpose.into(), entry };
        match self.credential(&new.entry.slot) {
            Some(held) if *held == new => Ok(false),
            Some(_) => Err(VaultError::Conflict(
                "another credential for the same attestation is stored; remove that one first"
                    .into(),
            )),
            None => {
                self.credentials.push(new);
                Ok(true)
            }
        }
    }

    /// The credential of an attestation.
    pub fn credential(&self, slot: &Slot) -> Option<&Credential> {
        self.credentials.iter().find(|held| held.entry.slot == *slot)
    }

    /// All credentials, in the order in which they were added.
    pub fn credentials(&self) -> &[Credential] {
        &self.credentials
    }

    /// Shows some claims of an attestation to whoever asked, with the key of its purpose, as paths to
    /// the commitment or as a part of the issuer's token. Nothing else of the wallet is in it.
    pub fn present(
        &self,
        slot: &Slot,
        fields: &[&str],
        evidence: Evidence,
        to: Transaction<'_>,
        now: u64,
    ) -> Result<Presentation> {
        let held = self.credential(slot).ok_or_else(|| {
            VaultError::NotFound("there is no credential for that attestation; add it first".into())
        })?;
        let purpose = self.purpose(&held.purpose)?;
        let statement = purpose.statement().ok_or_else(|| {
            VaultError::NotFound(format!(
                "nothing vouches for the key of the purpose '{}'; sign a statement with its account",
                held.purpose
            ))
        })?;
        let reply = Reply { to, key: &purpose.cnf_key()?, statement, now };
        Ok(match evidence {
            Evidence::Proofs => {
                Presentation::with_proofs(slot, &held.entry.claims.to_set()?, fields, reply)?
            }
            Evidence::Token => {
                let token = held.entry.sd_jwt()?.ok_or_else(|| {
                    VaultError::NotFound("there is no token of the issuer; show proofs".into())
                })?;
                Presentation::with_token(slot, &token, fields, reply)?
            }
        })
    }

    /// Removes the credential of an attestation; backups keep it ([`Vault::erase`] reaches those).
    /// Says whether there was one.
    ///
    /// [`Vault::erase`]: super::Vault::erase
    pub fn remove(&mut self, slot: &Slot) -> bool {
        let before = self.credentials.len();
        self.credentials.retain(|held| held.entry.slot != *slot);
        self.credentials.len() < before
    }

    /// Keeps a holder's receipt for an erasure request.
    pub fn keep_receipt(&mut self, request: &str, receipt: &str) -> Result<()> {
        let kept = self.receipts.entry(request.into()).or_default();
        if !kept.iter().any(|one| one == receipt) {
            kept.push(receipt.into());
        }
        Ok(())
    }

    /// The receipts by the ids of the requests, oldest first.
    pub fn receipts(&self) -> &BTreeMap<String, Vec<String>> {
        &self.receipts
    }
}

fn no_purpose(name: &str) -> VaultError {
    VaultError::NotFound(format!("there is no purpose '{name}'; add it first"))
}
