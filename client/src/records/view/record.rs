//! A record as it is now, and what weighs on it.

use serde::Serialize;

use crate::{
    amounts::plain,
    attestations::view::hexadecimal,
    connection::At,
    errors::Result,
    records::{
        parties::{self, OwnersView},
        read,
        types::{Burden, Burdens, Caution, Content, Encumbrance, Freeze, Holding},
        words::Words,
        BurdenNumber, DealingId, RecordId, VersionNumber,
    },
    registers::{self, days, RegisterId},
};

/// A record.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct RecordView {
    /// Its register.
    pub register: RegisterId,
    /// Its number.
    pub id: RecordId,
    /// What tells it apart in its register.
    pub name: String,
    /// Whether it is in force.
    pub status: &'static str,
    /// How good the title is.
    pub class: &'static str,
    /// Who owns it.
    pub owners: OwnersView,
    /// What it says.
    pub content: ContentView,
    /// Its newest version.
    pub version: VersionNumber,
    /// The record of which it was split off.
    pub parent: Option<RecordId>,
    /// What weighs on it.
    #[serde(flatten)]
    pub burdens: BurdensView,
    /// The dealings that are pending about it, in the order in which they complete.
    pub pending: Vec<DealingId>,
}

/// What a record says.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ContentView {
    /// The commitment to its fields.
    pub commitment: String,
    /// How much of something it stands for.
    pub measure: u64,
    /// The commitment to the holder's address for service.
    pub service: Option<String>,
}

/// What weighs on a record.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct BurdensView {
    /// Rights of others, the first in rank first.
    pub encumbrances: Vec<EncumbranceView>,
    /// Claims.
    pub cautions: Vec<CautionView>,
    /// Freezes by a court.
    pub freezes: Vec<FreezeView>,
}

/// A right of somebody else.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct EncumbranceView {
    /// Its number.
    pub number: BurdenNumber,
    /// Its rank; the lower goes before the higher.
    pub rank: u16,
    /// Of which kind.
    pub kind: &'static str,
    /// Whose right it is.
    pub beneficiary: String,
    /// The commitment to its terms.
    pub terms: String,
    /// The version that entered it.
    pub since: VersionNumber,
    /// The encumbrance in whose place it came.
    pub replaces: Option<BurdenNumber>,
}

/// A claim of an interest.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct CautionView {
    /// Its number.
    pub number: BurdenNumber,
    /// Who claims it.
    pub by: String,
    /// The hash of the statement of the interest.
    pub interest: String,
    /// What is held of the claimant's tokens, in THG.
    pub deposit: String,
    /// The version that entered it.
    pub since: VersionNumber,
}

/// A freeze by a court.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct FreezeView {
    /// Its number.
    pub number: BurdenNumber,
    /// Who ordered it.
    pub by: String,
    /// The hash of the order.
    pub order: String,
    /// The last day on which it holds; none: until it is lifted.
    pub until: Option<String>,
    /// The version that entered it.
    pub since: VersionNumber,
}

impl RecordView {
    /// A record in the block `at`.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] if there is none of this number.
    pub async fn of(at: &At, register: RegisterId, id: RecordId) -> Result<Self> {
        let record = read::record(at, register, id).await?;
        let holding = read::holding(at, register, id, record.setters.ownership).await?;
        Ok(Self {
            register,
            id,
            name: hexadecimal(&record.name.0),
            status: record.status.word(),
            class: record.class.word(),
            owners: holding.as_ref().map_or(OwnersView::NotStated, OwnersView::from),
            content: ContentView::from(&record.content),
            version: record.version,
            parent: record.parent,
            burdens: BurdensView::from(&read::burdens(at, register, id).await?),
            pending: read::queue(at, register, id).await?,
        })
    }

    /// The records of a register from number `first` on, at most `limit`.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn page(
        at: &At,
        register: RegisterId,
        first: RecordId,
        limit: u32,
    ) -> Result<Vec<Self>> {
        let count = registers::read::counters(at, register).await?.records;
        let mut page = Vec::new();
        for id in first..count.min(first.saturating_add(limit)) {
            page.push(Self::of(at, register, id).await?);
        }
        Ok(page)
    }
}

impl From<&Holding> for OwnersView {
    fn from(holding: &Holding) -> Self {
        match holding {
            Holding::Stated(ownership) => ownership.into(),
            Holding::Redacted(hash) => Self::Redacted(hexadecimal(&hash.0)),
        }
    }
}

impl From<&Content> for ContentView {
    fn from(content: &Content) -> Self {
        Self {
            commitment: hexadecimal(&content.commitment.0),
            measure: content.measure,
            service: content.service.map(|service| hexadecimal(&service.0)),
        }
    }
}

impl From<&Burdens> for BurdensView {
    fn from(burdens: &Burdens) -> Self {
        Self {
            encumbrances: burdens.encumbrances.0.iter().map(EncumbranceView::from).collect(),
            cautions: burdens.cautions.0.iter().map(CautionView::from).collect(),
            freezes: burdens.freezes.0.iter().map(FreezeView::from).collect(),
        }
    }
}

impl From<Vec<Burden>> for BurdensView {
    fn from(burdens: Vec<Burden>) -> Self {
        let mut view = Self::default();
        for burden in &burdens {
            match burden {
                Burden::Encumbrance(it) => view.encumbrances.push(it.into()),
                Burden::Caution(it) => view.cautions.push(it.into()),
                Burden::Freeze(it) => view.freezes.push(it.into()),
            }
        }
        view.encumbrances.sort_by_key(|encumbrance| encumbrance.rank);
        view
    }
}

impl From<&Encumbrance> for EncumbranceView {
    fn from(encumbrance: &Encumbrance) -> Self {
        Self {
            number: encumbrance.number,
            rank: encumbrance.rank,
            kind: encumbrance.kind.word(),
            beneficiary: parties::text(&encumbrance.beneficiary),
            terms: hexadecimal(&encumbrance.terms.0),
            since: encumbrance.since,
            replaces: encumbrance.replaces,
        }
    }
}

impl From<&Caution> for CautionView {
    fn from(caution: &Caution) -> Self {
        Self {
            number: caution.number,
            by: caution.by.to_string(),
            interest: hexadecimal(&caution.interest.0),
            deposit: plain(caution.deposit),
            since: caution.since,
        }
    }
}

impl From<&Freeze> for FreezeView {
    fn from(freeze: &Freeze) -> Self {
        Self {
            number: freeze.number,
            by: freeze.by.to_string(),
            order: hexadecimal(&freeze.order.0),
            until: freeze.until.map(days::text),
            since: freeze.since,
        }
    }
}
