//! A dealing that has not ended.

use serde::Serialize;

use super::DeadlineView;
use crate::{
    amounts::plain,
    attestations::view::hexadecimal,
    connection::At,
    errors::Result,
    records::{
        parties, read,
        types::{Consent, Dealing, Objection},
        words::{self, Words},
        DealingId, RecordId,
    },
    registers::{days, RegisterId},
};

/// A dealing.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct DealingView {
    /// Its number: its place on the day list.
    pub id: DealingId,
    /// Of which kind it is; `sealed` while nobody knows.
    pub kind: &'static str,
    /// What it wants, in words.
    pub wants: String,
    /// The record that it is about.
    pub record: Option<RecordId>,
    /// How far it has come, in one word.
    pub state: &'static str,
    /// How far it has come, in words.
    pub state_words: String,
    /// Who lodged it.
    pub lodger: String,
    /// The block in which it was lodged.
    pub lodged: u32,
    /// The day of its lodgement.
    pub day: String,
    /// The day from which it takes effect.
    pub effective: String,
    /// Its priority: its own number; of a search, the one that it took when the owners had consented;
    /// or that of the search in whose place it came.
    pub priority: DealingId,
    /// The hash of the instrument.
    pub instrument: String,
    /// Until when it can be objected to.
    pub notice: Option<DeadlineView>,
    /// When it lapses.
    pub expires: DeadlineView,
    /// What is held of its lodger's tokens, in THG.
    pub deposit: String,
    /// Who consented, beside its lodger.
    pub consents: Vec<ConsentView>,
    /// Whose consent it lacks.
    pub missing: Vec<String>,
    /// Who objects.
    pub objections: Vec<ObjectionView>,
    /// What it waits for; none if it can be completed.
    pub waits_for: Option<WaitView>,
}

/// That a party consented.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ConsentView {
    /// The party.
    pub party: String,
    /// Who said so for it.
    pub by: String,
}

/// That somebody objects.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ObjectionView {
    /// Who.
    pub by: String,
    /// The hash of the grounds.
    pub grounds: String,
    /// What is held of the objector's tokens, in THG.
    pub deposit: String,
}

/// What a dealing waits for.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct WaitView {
    /// The error with which the chain would refuse to complete it.
    pub name: String,
    /// What that means.
    pub words: String,
}

impl DealingView {
    /// A dealing in the block `at`, with whose consent it lacks and what it waits for.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] if no dealing of this number is open.
    pub async fn of(at: &At, register: RegisterId, id: DealingId) -> Result<Self> {
        let dealing = read::dealing(at, register, id).await?;
        Self::with_needs(at, register, id, &dealing).await
    }

    /// The dealings that have not ended, in the order of their lodgement.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn all(at: &At, register: RegisterId) -> Result<Vec<Self>> {
        let mut all = Vec::new();
        for (id, dealing) in read::day_list(at, register).await? {
            all.push(Self::with_needs(at, register, id, &dealing).await?);
        }
        Ok(all)
    }

    /// A dealing that was read, with whose consent it lacks and what it waits for.
    pub(super) async fn with_needs(
        at: &At,
        register: RegisterId,
        id: DealingId,
        dealing: &Dealing,
    ) -> Result<Self> {
        let missing = match dealing.act {
            Some(_) => read::consents_missing(at, register, id).await?,
            None => Vec::new(),
        };
        let mut view = Self::make(id, dealing);
        view.missing = missing.iter().map(parties::text).collect();
        view.waits_for = read::waits_for(at, register, id).await?.map(|refusal| WaitView {
            words: words::waiting(&refusal.name)
                .map_or_else(|| refusal.documentation.clone(), String::from),
            name: refusal.name,
        });
        Ok(view)
    }

    /// A dealing as it is stored; whose consent it lacks and what it waits for are left out.
    pub fn make(id: DealingId, dealing: &Dealing) -> Self {
        let act = dealing.act.as_ref();
        Self {
            id,
            kind: act.map_or("sealed", |act| words::kind(act).word()),
            wants: act
                .map_or("nobody knows yet what".into(), |act| words::act(dealing.record, act)),
            record: dealing.record,
            state: words::state_word(&dealing.state),
            state_words: words::state(&dealing.state),
            lodger: dealing.lodger.to_string(),
            lodged: dealing.lodged,
            day: days::text(dealing.day),
            effective: days::text(dealing.effective),
            priority: dealing.priority,
            instrument: hexadecimal(&dealing.instrument.0),
            notice: dealing.notice.as_ref().map(DeadlineView::from),
            expires: DeadlineView::from(&dealing.expires),
            deposit: plain(dealing.deposit),
            consents: dealing.consents.0.iter().map(ConsentView::from).collect(),
            missing: Vec::new(),
            objections: dealing.objections.0.iter().map(ObjectionView::from).collect(),
            waits_for: None,
        }
    }
}

impl From<&Consent> for ConsentView {
    fn from(consent: &Consent) -> Self {
        Self { party: parties::text(&consent.party), by: consent.by.to_string() }
    }
}

impl From<&Objection> for ObjectionView {
    fn from(objection: &Objection) -> Self {
        Self {
            by: objection.by.to_string(),
            grounds: hexadecimal(&objection.grounds.0),
            deposit: plain(objection.deposit),
        }
    }
}
