//! A wallet as its owner sees it: never a salt, never a key, and values only where they are asked
//! for.

use althing_credentials::{
    jose::PublicKey,
    time,
    wallet::{Credential, Entry, Purpose, Vault, Wallet},
    Slot,
};
use serde::Serialize;
use serde_json::{Map, Value};

use super::hash_text;
use crate::connection::AccountId;

/// Whether values are shown beside the names of claims.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Values {
    /// Names only.
    Hidden,
    /// Names and values.
    Shown,
}

/// A wallet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WalletView {
    /// The file.
    pub path: String,
    /// The purposes, by name.
    pub purposes: Vec<PurposeView>,
    /// The credentials, in the order in which they were added.
    pub credentials: Vec<CredentialView>,
    /// How many receipts for erasures it keeps.
    pub receipts: usize,
    /// The backups that it remembers, and the directories of such.
    pub backups: Vec<String>,
}

/// A purpose.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PurposeView {
    /// Its name.
    pub name: String,
    /// The chain, by its genesis hash.
    pub genesis: String,
    /// The account.
    pub account: String,
    /// The public key that signs presentations; issuers put it into tokens.
    pub key: PublicKey,
    /// The key's thumbprint (RFC 7638).
    pub key_id: String,
    /// Until when the account vouches for the key; none if it does not.
    pub vouched_until: Option<String>,
}

/// A credential.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CredentialView {
    /// The purpose that it serves.
    pub purpose: String,
    /// The schema.
    pub schema: u32,
    /// The subject.
    pub subject: String,
    /// Which of the subject's attestations under the schema.
    pub serial: u32,
    /// The issuer.
    pub issuer: u32,
    /// The assurance level.
    pub level: u8,
    /// The first block in which it is no longer valid.
    pub expires: u32,
    /// The names of the claims.
    pub claims: Vec<String>,
    /// Their values, if they are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Map<String, Value>>,
    /// Whether the issuer's token is there.
    pub token: bool,
}

impl WalletView {
    /// What a wallet holds.
    pub fn of(vault: &Vault<Wallet>, values: Values) -> Self {
        let wallet = vault.content();
        let copies = vault.copies().iter().map(|copy| copy.path.display().to_string());
        let rotations = vault.rotations().iter().map(|path| path.display().to_string());
        Self {
            path: vault.path().display().to_string(),
            purposes: wallet
                .purposes()
                .filter_map(|(name, purpose)| PurposeView::of(name, purpose))
                .collect(),
            credentials: wallet
                .credentials()
                .iter()
                .map(|held| CredentialView::of(held, values))
                .collect(),
            receipts: wallet.receipts().values().map(Vec::len).sum(),
            backups: copies.chain(rotations).collect(),
        }
    }
}

impl PurposeView {
    /// A purpose; none if its key is damaged.
    pub fn of(name: &str, purpose: &Purpose) -> Option<Self> {
        let key = purpose.cnf_key().ok()?.public();
        Some(Self {
            name: name.to_string(),
            genesis: hash_text(&purpose.genesis),
            account: AccountId::from(purpose.account).to_string(),
            key_id: key.id(),
            key,
            vouched_until: purpose.statement().map(|signed| time::text(signed.statement.until)),
        })
    }
}

impl CredentialView {
    /// A credential.
    pub fn of(held: &Credential, values: Values) -> Self {
        let Entry { slot, facts, claims, token } = &held.entry;
        let Slot { schema, subject, serial, .. } = slot;
        let shown = |_| {
            let open = claims.open().iter();
            open.map(|claim| (claim.name().to_string(), claim.value().clone())).collect()
        };
        Self {
            purpose: held.purpose.clone(),
            schema: *schema,
            subject: AccountId::from(*subject).to_string(),
            serial: *serial,
            issuer: facts.issuer,
            level: facts.level,
            expires: facts.expires,
            claims: claims.open().iter().map(|claim| claim.name().to_string()).collect(),
            values: Some(()).filter(|()| values == Values::Shown).map(shown),
            token: token.is_some(),
        }
    }
}
