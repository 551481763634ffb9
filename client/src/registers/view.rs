//! Registers, and all about them, as people and programs read them.

use serde::Serialize;

use crate::{
    attestations::{
        clock::{Clock, Moment},
        view::{hexadecimal, text},
    },
    connection::{AccountId, At},
    errors::Result,
    registers::{
        charter::{CalendarFile, RulesFile},
        days, read,
        types::{Field, Grant, Register, Review, Role},
        words::Words,
        RegisterId,
    },
};

/// A register in a list.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct RegisterLine {
    /// Its number.
    pub id: RegisterId,
    /// What people call it.
    pub name: String,
    /// What it keeps.
    pub kind: &'static str,
    /// Who gets the contents.
    pub access: &'static str,
    /// The track that governs it.
    pub track: u16,
    /// Who grants its roles.
    pub authority: String,
    /// Whether it is worked on.
    pub status: &'static str,
    /// How many records it has had.
    pub records: u32,
    /// How many dealings it has had.
    pub dealings: u32,
    /// Whether what proposals carried out is recorded in it.
    pub keeps_decisions: bool,
}

/// A register in full.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct RegisterView {
    /// What its list says of it.
    #[serde(flatten)]
    pub line: RegisterLine,
    /// What day it is for it.
    pub today: String,
    /// The fields of its records.
    pub fields: Vec<FieldView>,
    /// Which revision of its rules holds for what is lodged now.
    pub revision: u32,
    /// Its rules.
    pub rules: RulesFile,
    /// Its calendar.
    pub calendar: CalendarFile,
}

/// A field of a register's records.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct FieldView {
    /// The SHA-256 hash of its name.
    pub name_hash: String,
    /// What its value is.
    pub kind: &'static str,
}

/// That an account has a role.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct RoleView {
    /// The account.
    pub account: String,
    /// The role.
    pub role: &'static str,
    /// The first block in which it no longer has it.
    pub expires: Moment,
    /// Whether that has come.
    pub expired: bool,
    /// The policy that it has to meet, as `ID:VERSION`.
    pub policy: Option<String>,
    /// How many dealings it may approve in a day; none: any number.
    pub approvals_a_day: Option<u32>,
    /// From which block on what it approved is under review.
    pub review: Option<ReviewView>,
}

/// That what a registrar approved is looked into.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ReviewView {
    /// The first block whose approvals are looked into.
    pub since: u32,
    /// Who ordered it; none: the register's track.
    pub by: Option<String>,
    /// The hash of the grounds.
    pub grounds: String,
}

impl RegisterLine {
    /// All registers.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn all(at: &At) -> Result<Vec<Self>> {
        let decisions = read::decisions_register(at).await?;
        let mut all = Vec::new();
        for (id, register) in read::registers(at).await? {
            all.push(Self::make(at, id, &register, decisions == Some(id)).await?);
        }
        Ok(all)
    }

    async fn make(
        at: &At,
        id: RegisterId,
        register: &Register,
        keeps_decisions: bool,
    ) -> Result<Self> {
        let counters = read::counters(at, id).await?;
        Ok(Self {
            id,
            name: text(&register.name.0),
            kind: register.kind.word(),
            access: register.access.word(),
            track: register.track,
            authority: register.authority.to_string(),
            status: register.status.word(),
            records: counters.records,
            dealings: counters.dealings,
            keeps_decisions,
        })
    }
}

impl RegisterView {
    /// A register in the block `at`.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] if there is none of this number.
    pub async fn of(at: &At, id: RegisterId) -> Result<Self> {
        let register = read::register(at, id).await?;
        let calendar = read::calendar(at, id).await?;
        let rules = read::rules(at, id, register.revision).await?;
        let keeps_decisions = read::decisions_register(at).await? == Some(id);
        Ok(Self {
            line: RegisterLine::make(at, id, &register, keeps_decisions).await?,
            today: days::text(days::today(at, &calendar).await?),
            fields: read::layout(at, id).await?.iter().map(FieldView::from).collect(),
            revision: register.revision,
            rules: RulesFile::from(&rules),
            calendar: CalendarFile::from(&calendar),
        })
    }
}

impl From<&Field> for FieldView {
    fn from(field: &Field) -> Self {
        Self { name_hash: hexadecimal(&field.name.0), kind: field.kind.word() }
    }
}

impl RoleView {
    /// The roles in a register, by account.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] if there is no such register.
    pub async fn all(at: &At, clock: &Clock, id: RegisterId) -> Result<Vec<Self>> {
        read::register(at, id).await?;
        let reviews = read::reviews(at, id).await?;
        let mut all: Vec<_> = read::roles(at, id)
            .await?
            .into_iter()
            .map(|(who, role, grant)| {
                let review = reviews.iter().find(|(account, _)| *account == who);
                let is_registrar = matches!(role, Role::Registrar);
                let review = review.filter(|_| is_registrar).map(|(_, review)| review);
                Self::make(clock, &who, &role, &grant, review)
            })
            .collect();
        all.sort_by(|one, other| (&one.account, one.role).cmp(&(&other.account, other.role)));
        Ok(all)
    }

    /// That an account has a role.
    pub fn make(
        clock: &Clock,
        who: &AccountId,
        role: &Role,
        grant: &Grant,
        review: Option<&Review>,
    ) -> Self {
        Self {
            account: who.to_string(),
            role: role.word(),
            expires: clock.moment(grant.expires),
            expired: clock.now >= grant.expires,
            policy: grant.policy.as_ref().map(|it| format!("{}:{}", it.id, it.version)),
            approvals_a_day: grant.approvals_a_day,
            review: review.map(ReviewView::from),
        }
    }
}

impl From<&Review> for ReviewView {
    fn from(review: &Review) -> Self {
        Self {
            since: review.since,
            by: review.by.map(|by| by.to_string()),
            grounds: hexadecimal(&review.grounds.0),
        }
    }
}
