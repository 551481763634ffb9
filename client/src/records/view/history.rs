//! What was entered into a record over time, and what it said on which day.

use serde::Serialize;

use super::{citation, BurdensView, ContentView};
use crate::{
    attestations::view::hexadecimal,
    connection::At,
    errors::{Error, Result},
    records::{
        parties::OwnersView,
        read,
        types::{Holding, Redaction, Said, Statement, Version},
        words::Words,
        DealingId, RecordId, VersionNumber,
    },
    registers::{
        days::{self, Day},
        RegisterId,
    },
};

/// What was entered into a record at one time.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct VersionView {
    /// Its number.
    pub version: VersionNumber,
    /// Of which kind the dealing was.
    pub kind: &'static str,
    /// The dealing.
    pub dealing: DealingId,
    /// The day on which it was entered.
    pub day: String,
    /// The block in which it was entered.
    pub recorded: u32,
    /// The first day on which it is so.
    pub from: String,
    /// The last day on which it is so; none: until something else is recorded.
    pub until: Option<String>,
    /// Whether the record was in force from then on.
    pub status: &'static str,
    /// How good the title was.
    pub class: &'static str,
    /// What the record said; none if the version says nothing new about it.
    pub content: Option<ContentView>,
    /// Who owned it; none if the version says nothing new about it.
    pub owners: Option<OwnersView>,
    /// The hash of the instrument.
    pub instrument: String,
    /// Who approved it; none: the chain entered it by itself.
    pub approver: Option<String>,
    /// What it refers to.
    pub cites: Option<String>,
    /// Why it corrects what was entered.
    pub corrects: Option<CorrectionView>,
    /// Why it was taken out of view.
    pub redacted: Option<RedactionView>,
}

/// Why something was corrected.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct CorrectionView {
    /// Why.
    pub reason: &'static str,
    /// Who asked for it.
    pub asked_by: String,
}

/// Why a version was taken out of view.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct RedactionView {
    /// Why.
    pub reason: &'static str,
    /// The hash of the order.
    pub order: String,
    /// Who did it; none: the register's track.
    pub by: Option<String>,
    /// In which block.
    pub at: u32,
}

/// Something that a record said, and the version that says so.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct FactView<Value> {
    /// What.
    pub value: Value,
    /// The version that says so.
    pub version: VersionNumber,
    /// The first day on which it is so.
    pub from: String,
    /// The last day on which it is so.
    pub until: Option<String>,
    /// Whether that version was taken out of view.
    pub redacted: bool,
}

/// What was said of a record on a day, or what is known of it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct StatementView {
    /// The register.
    pub register: RegisterId,
    /// The record.
    pub record: RecordId,
    /// The day.
    pub day: String,
    /// `said`: by what was entered until that day; `known`: by all that was entered since.
    pub by: &'static str,
    /// What tells the record apart in its register.
    pub name: String,
    /// The newest version that was looked at.
    pub version: VersionNumber,
    /// Whether it was in force.
    pub status: Option<FactView<&'static str>>,
    /// How good the title was.
    pub class: Option<FactView<&'static str>>,
    /// Who owned it.
    pub owners: Option<FactView<OwnersView>>,
    /// What it said.
    pub content: Option<FactView<ContentView>>,
    /// What weighed on it as of that version; only for what was said.
    pub burdens: Option<BurdensView>,
}

impl VersionView {
    /// All versions of a record, the first one first.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such record.
    pub async fn all(at: &At, register: RegisterId, record: RecordId) -> Result<Vec<Self>> {
        read::record(at, register, record).await?;
        let mut all = Vec::new();
        for (number, version) in read::history(at, register, record).await? {
            let holding = match version.told.ownership == number {
                true => read::holding(at, register, record, number).await?,
                false => None,
            };
            all.push(Self::make(number, &version, holding.as_ref()));
        }
        Ok(all)
    }

    /// A version, and who owned the record if it says so.
    pub fn make(number: VersionNumber, version: &Version, holding: Option<&Holding>) -> Self {
        let tells_content = version.told.content == number;
        Self {
            version: number,
            kind: version.kind.word(),
            dealing: version.dealing,
            day: days::text(version.day),
            recorded: version.recorded,
            from: days::text(version.span.from),
            until: version.span.until.map(days::text),
            status: version.status.word(),
            class: version.class.word(),
            content: tells_content.then(|| ContentView::from(&version.content)),
            owners: holding.map(OwnersView::from),
            instrument: hexadecimal(&version.instrument.0),
            approver: version.approver.map(|approver| approver.to_string()),
            cites: version.cites.as_ref().map(citation),
            corrects: version.correction.as_ref().map(|correction| CorrectionView {
                reason: correction.reason.word(),
                asked_by: correction.asked_by.to_string(),
            }),
            redacted: version.redaction.as_ref().map(RedactionView::from),
        }
    }
}

impl From<&Redaction> for RedactionView {
    fn from(redaction: &Redaction) -> Self {
        Self {
            reason: redaction.reason.word(),
            order: hexadecimal(&redaction.order.0),
            by: redaction.by.map(|by| by.to_string()),
            at: redaction.at,
        }
    }
}

impl StatementView {
    /// What the register said of a record at the end of a day, by what was entered until then.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it said nothing.
    pub async fn said(at: &At, register: RegisterId, record: RecordId, day: Day) -> Result<Self> {
        read::record(at, register, record).await?;
        let found = read::said_on(at, register, record, day).await?;
        let missing =
            || nothing(record, &format!("was recorded by the end of {}", days::text(day)));
        let statement = found.ok_or_else(missing)?;
        let burdens = read::burdens_at(at, register, record, statement.version).await?;
        let mut view = Self::make(register, record, day, "said", &statement);
        view.burdens = Some(burdens.into());
        Ok(view)
    }

    /// What is known now of a record on a day, by all that was entered since.
    ///
    /// # Errors
    /// [`Error::NotFound`] if nothing is.
    pub async fn known(at: &At, register: RegisterId, record: RecordId, day: Day) -> Result<Self> {
        read::record(at, register, record).await?;
        let found = read::known_on(at, register, record, day).await?;
        let missing = || nothing(record, &format!("is known of {}", days::text(day)));
        Ok(Self::make(register, record, day, "known", &found.ok_or_else(missing)?))
    }

    /// What was said, or is known, without what weighed on it.
    pub fn make(
        register: RegisterId,
        record: RecordId,
        day: Day,
        by: &'static str,
        statement: &Statement,
    ) -> Self {
        Self {
            register,
            record,
            day: days::text(day),
            by,
            name: hexadecimal(&statement.name.0),
            version: statement.version,
            status: statement.status.as_ref().map(|said| fact(said, Words::word)),
            class: statement.class.as_ref().map(|said| fact(said, Words::word)),
            owners: statement.ownership.as_ref().map(|said| fact(said, OwnersView::from)),
            content: statement.content.as_ref().map(|said| fact(said, ContentView::from)),
            burdens: None,
        }
    }
}

fn nothing(record: RecordId, what: &str) -> Error {
    Error::NotFound(format!("nothing of record {record} {what}"))
}

fn fact<'a, Value, View>(
    said: &'a Said<Value>,
    view: impl FnOnce(&'a Value) -> View,
) -> FactView<View> {
    FactView {
        value: view(&said.value),
        version: said.version,
        from: days::text(said.span.from),
        until: said.span.until.map(days::text),
        redacted: said.redaction.is_some(),
    }
}
