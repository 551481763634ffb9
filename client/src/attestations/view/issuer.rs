//! Issuers, what they may, and who may act for them.

use serde::Serialize;

use super::hexadecimal;
use crate::{
    amounts,
    attestations::{
        clock::{Clock, Moment},
        read,
        types::{Deputy, Issuer, IssuerKey, IssuerStatus, Rights, Territory},
        words::Words,
        IssuerId, SchemaId,
    },
    connection::{AccountId, At},
    errors::Result,
};

/// An issuer.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct IssuerView {
    /// Its number.
    pub id: IssuerId,
    /// The account.
    pub account: String,
    /// The schema.
    pub schema: SchemaId,
    /// What it may attest.
    #[serde(flatten)]
    pub rights: RightsView,
    /// `active`, `suspended` or `removed`.
    pub status: &'static str,
    /// Since when it is suspended or removed.
    pub since: Option<Moment>,
    /// Nothing that it issued in these blocks counts.
    pub void: Vec<SpanView>,
    /// What it has put down to draw deposits from, in THG.
    pub bond: String,
    /// What the bond has left for deposits, in THG.
    pub bond_left: String,
    /// How many requests to it are open.
    pub requests: u32,
    /// Who may issue in its name.
    pub deputies: Vec<DeputyView>,
    /// The keys with which it signs documents.
    pub keys: Vec<String>,
}

/// What an issuer or a deputy may attest.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct RightsView {
    /// Up to which level.
    pub max_level: u8,
    /// For which jurisdictions; none: everywhere.
    pub jurisdictions: Option<Vec<u16>>,
}

impl RightsView {
    /// In words.
    pub fn words(&self) -> String {
        let place = match &self.jurisdictions {
            None => "anywhere".to_string(),
            Some(list) => {
                format!("in {}", list.iter().map(u16::to_string).collect::<Vec<_>>().join(", "))
            }
        };
        format!("up to level {}, {place}", self.max_level)
    }
}

impl From<&Rights> for RightsView {
    fn from(rights: &Rights) -> Self {
        let jurisdictions = match &rights.territory {
            Territory::Anywhere => None,
            Territory::Only(list) => Some(list.0.clone()),
        };
        Self { max_level: rights.max_level, jurisdictions }
    }
}

/// Blocks from the first to the last, both included.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct SpanView {
    /// The first block.
    pub first: u32,
    /// The last block.
    pub last: u32,
}

/// Who may issue in an issuer's name.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct DeputyView {
    /// The account.
    pub account: String,
    /// What it may attest.
    #[serde(flatten)]
    pub rights: RightsView,
    /// The first block in which it may no longer.
    pub until: Moment,
    /// Whether that block has come.
    pub expired: bool,
}

impl IssuerView {
    /// An issuer in the block `at`.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] if there is none of this number.
    pub async fn of(at: &At, clock: &Clock, id: IssuerId) -> Result<Self> {
        let issuer = read::issuer(at, id).await?;
        let mut view = Self::make(clock, id, &issuer);
        view.bond_left = amounts::plain(read::bond_left(at, id).await?);
        let deputies = read::deputies(at, id).await?;
        view.deputies = deputies.iter().map(|entry| DeputyView::make(clock, entry)).collect();
        view.keys = read::keys(at, id).await?.iter().map(key_text).collect();
        Ok(view)
    }

    /// All issuers, of one schema or of all, without deputies and keys.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn all(at: &At, clock: &Clock, schema: Option<SchemaId>) -> Result<Vec<Self>> {
        let all = read::issuers(at).await?;
        let wanted = |issuer: &Issuer| schema.is_none_or(|schema| issuer.schema == schema);
        let all = all.iter().filter(|(_, issuer)| wanted(issuer));
        Ok(all.map(|(id, issuer)| Self::make(clock, *id, issuer)).collect())
    }

    fn make(clock: &Clock, id: IssuerId, issuer: &Issuer) -> Self {
        let since = match issuer.status {
            IssuerStatus::Active => None,
            IssuerStatus::Suspended { since } | IssuerStatus::Removed { since } => Some(since),
        };
        let span = |span: &crate::attestations::types::Span| SpanView {
            first: span.first,
            last: span.last,
        };
        Self {
            id,
            account: issuer.account.to_string(),
            schema: issuer.schema,
            rights: RightsView::from(&issuer.rights),
            status: issuer.status.word(),
            since: since.map(|block| clock.moment(block)),
            void: issuer.void.0.iter().map(span).collect(),
            bond: amounts::plain(issuer.bond),
            bond_left: amounts::plain(issuer.bond.saturating_sub(issuer.drawn)),
            requests: issuer.requests,
            deputies: Vec::new(),
            keys: Vec::new(),
        }
    }
}

impl DeputyView {
    fn make(clock: &Clock, (account, deputy): &(AccountId, Deputy)) -> Self {
        Self {
            account: account.to_string(),
            rights: RightsView::from(&deputy.rights),
            until: clock.moment(deputy.until),
            expired: clock.now >= deputy.until,
        }
    }
}

fn key_text(key: &IssuerKey) -> String {
    match key {
        IssuerKey::Ed25519(bytes) => format!("ed25519:{}", hexadecimal(bytes)),
        IssuerKey::Es256(bytes) => format!("es256:{}", hexadecimal(bytes)),
    }
}
