//! Arguments that commands about files share: vaults, which credential is meant, times, hashes.

use std::path::{Path, PathBuf};

use althing_client::{
    attestations::types::PolicyVersion,
    credentials::{files, keys, CredentialsError},
    errors::{Error, Result},
    presentations::{Attested, NodeFacts},
    wallets::{
        self,
        key::{VaultKeySource, PASSPHRASE_VARIABLE},
        Choice,
    },
    AccountId, Chain,
};
use althing_credentials::{
    hex32,
    jose::{Algorithm, PublicKey},
    json, time,
    wallet::{Vault, VaultKey, Wallet},
};
use clap::{Args, ValueEnum};
use serde_json::json;

use super::context::Context;

/// What opens a vault.
#[derive(Debug, Args)]
pub struct VaultAccess {
    /// A file whose first line is the vault's passphrase (or set ALTHING_PASSPHRASE)
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,

    /// A file with an age key, for a vault that is sealed to one
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "passphrase_file")]
    pub age_key: Option<PathBuf>,
}

impl VaultAccess {
    /// The key; never from an argument, never shown.
    pub fn key(&self) -> Result<VaultKey> {
        let variable = std::env::var(PASSPHRASE_VARIABLE).ok().filter(|text| !text.is_empty());
        let source = VaultKeySource {
            key_file: self.age_key.clone(),
            passphrase_file: self.passphrase_file.clone(),
            variable: variable.map(Into::into),
        };
        source.find()
    }
}

/// Which wallet, and what opens it.
#[derive(Debug, Args)]
pub struct WalletAt {
    /// The wallet file
    #[arg(long, global = true, value_name = "FILE", env = "ALTHING_WALLET")]
    pub wallet: Option<PathBuf>,

    #[command(flatten)]
    pub access: VaultAccess,
}

impl WalletAt {
    /// Where it is.
    pub fn path(&self) -> Result<&Path> {
        let missing = "no wallet is named; give --wallet FILE, or set ALTHING_WALLET";
        self.wallet.as_deref().ok_or_else(|| Error::Usage(missing.into()))
    }

    /// Opens it.
    pub fn open(&self) -> Result<Vault<Wallet>> {
        wallets::open(self.path()?, self.access.key()?)
    }
}

/// Which credential in a wallet.
#[derive(Debug, Args)]
pub struct Which {
    /// The schema
    #[arg(long, value_name = "ID")]
    pub schema: Option<u32>,

    /// The account that it is about
    #[arg(long, value_name = "ADDRESS")]
    pub subject: Option<AccountId>,

    /// Which of the subject's attestations under the schema, counted from 1
    #[arg(long)]
    pub serial: Option<u32>,

    /// The purpose that it serves
    #[arg(long, value_name = "NAME")]
    pub purpose: Option<String>,
}

impl From<&Which> for Choice {
    fn from(which: &Which) -> Self {
        Self {
            schema: which.schema,
            subject: which.subject.map(|subject| subject.0),
            serial: which.serial,
            purpose: which.purpose.clone(),
        }
    }
}

/// How a JOSE key signs.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum KeyKind {
    Ed25519,
    P256,
}

impl From<KeyKind> for Algorithm {
    fn from(kind: KeyKind) -> Self {
        match kind {
            KeyKind::Ed25519 => Self::Ed25519,
            KeyKind::P256 => Self::Es256,
        }
    }
}

/// Prints what a command would do, and does nothing.
pub fn would(context: &Context, what: &str) -> Result<()> {
    let result = json!({ "dry_run": true, "would": what });
    context.print(&result, || format!("It would {what}."));
    Ok(())
}

/// Prints a document, or writes it to a new file that only its owner can read.
pub fn deliver(
    context: &Context,
    out: Option<&PathBuf>,
    document: &impl serde::Serialize,
    text: &str,
    what: &str,
) -> Result<()> {
    match out {
        None => context.print(document, || text.to_string()),
        Some(path) => {
            if context.is_dry_run() {
                return would(context, &format!("write {what} to {}", path.display()));
            }
            files::write_new(path, text)?;
            let path = path.display().to_string();
            context.print(&json!({ "file": path }), || format!("Wrote {what} to {path}."));
        }
    }
    Ok(())
}

/// Reads a public key from a file with a JWK.
pub fn public_key(path: &Path) -> Result<PublicKey> {
    let text = files::read(path)?;
    let jwk = json::parse(&text).map_err(|cause| CredentialsError::format(path, "a JWK", cause))?;
    Ok(PublicKey::from_jwk(&jwk)?)
}

/// The keys that the issuer of an attestation has registered, or the one in a file.
pub async fn issuer_keys(
    context: &Context,
    file: Option<&PathBuf>,
    issuer: u32,
) -> Result<Vec<PublicKey>> {
    match file {
        Some(path) => Ok(vec![public_key(path)?]),
        None => keys::registered(&context.chain().await?.head().await?, issuer).await,
    }
}

/// What the chain says of an attestation of an account.
pub async fn attested(chain: &Chain, schema: u32, subject: [u8; 32]) -> Result<Attested> {
    let facts = NodeFacts::new(chain).await?;
    facts.of(schema, &AccountId::from(subject).into()).await
}

/// The hash of the chain's first block: as it is given, or as the node says.
pub async fn genesis(context: &Context, given: Option<[u8; 32]>) -> Result<[u8; 32]> {
    match given {
        Some(genesis) => Ok(genesis),
        None => Ok(context.chain().await?.genesis().0),
    }
}

/// Reads a time: a day, or a time as in RFC 3339.
pub fn moment(text: &str) -> std::result::Result<u64, String> {
    let full = match text.len() {
        10 => format!("{text}T00:00:00Z"),
        _ => text.to_string(),
    };
    let seconds = time::parse(&full).and_then(|seconds| u64::try_from(seconds).ok());
    seconds.ok_or_else(|| "write a day such as 2027-01-31, or 2027-01-31T12:00:00Z".to_string())
}

/// Reads a hash of 32 bytes.
pub fn hash(text: &str) -> std::result::Result<[u8; 32], String> {
    hex32::decode(&text.to_lowercase())
        .ok_or_else(|| "must be 0x and 64 hexadecimal digits".to_string())
}

/// Reads a version of a policy: `ID:VERSION`.
pub fn policy(text: &str) -> std::result::Result<PolicyVersion, String> {
    let parts = text.split_once(':');
    let numbers = parts.and_then(|(id, version)| Some((id.parse().ok()?, version.parse().ok()?)));
    let (id, version) = numbers.ok_or("write the policy and its version, such as 3:1")?;
    Ok(PolicyVersion { id, version })
}

/// The names of claims, as `--fields` lists them.
pub fn names(fields: &[String]) -> Result<Vec<&str>> {
    let names: Vec<_> = fields.iter().map(|field| field.trim()).collect();
    match names.iter().any(|name| name.is_empty()) {
        true => Err(Error::Usage("--fields has an empty name; write for example a,b".into())),
        false => Ok(names),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_policies_are_read() {
        assert_eq!(moment("1970-01-02"), Ok(86_400));
        assert_eq!(moment("1970-01-01T00:00:01Z"), Ok(1));
        assert!(moment("tomorrow").is_err() && moment("1969-12-31").is_err());
        let read = policy("3:1").unwrap();
        assert_eq!((read.id, read.version), (3, 1));
        assert!(policy("3").is_err() && policy("a:1").is_err());
    }
}
