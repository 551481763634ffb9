//! Offices, the rules of appeals, and periods: what the constitution's track sets.

use serde::Serialize;

use crate::{
    amounts::plain,
    attestations::{
        clock::{Clock, Moment},
        read,
        types::{AppealRules, Appointment, MeasureKind, Office, Periods},
        words::Words,
    },
    connection::At,
    errors::Result,
};

/// All offices.
const OFFICES: [Office; 2] = [Office::Compliance, Office::Review];

/// All kinds of measures.
const KINDS: [MeasureKind; 5] = [
    MeasureKind::Revocation,
    MeasureKind::Suspension,
    MeasureKind::Refusal,
    MeasureKind::Freeze,
    MeasureKind::Tag,
];

/// An office as people and programs read it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct OfficeView {
    /// `compliance` or `review`.
    pub office: &'static str,
    /// Who holds it; none if it is vacant.
    pub account: Option<String>,
    /// The first block in which no longer.
    pub until: Option<Moment>,
}

impl OfficeView {
    /// Reads all offices.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn all(at: &At, clock: &Clock) -> Result<Vec<Self>> {
        let mut all = Vec::new();
        for office in OFFICES {
            all.push(Self::make(clock, &office, read::office(at, office.clone()).await?));
        }
        Ok(all)
    }

    /// An office; one whose term is over is vacant.
    pub fn make(clock: &Clock, office: &Office, appointment: Option<Appointment>) -> Self {
        let holder = appointment.filter(|appointment| clock.now < appointment.until);
        Self {
            office: office.word(),
            account: holder.as_ref().map(|holder| holder.account.to_string()),
            until: holder.map(|holder| clock.moment(holder.until)),
        }
    }
}

/// The rules for appeals against one kind of measure as people and programs read them.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct AppealRulesView {
    /// Against what.
    pub kind: &'static str,
    /// For how many blocks the measure can be appealed.
    pub window: u32,
    /// For how many blocks the panel can decide.
    pub decision: u32,
    /// How many sit on the panel.
    pub panel: u8,
    /// What the appeal does to the measure while it is open: `continues` or `pauses`.
    pub effect: &'static str,
    /// What becomes of the measure if the panel does not decide: `upheld` or `overturned`.
    pub default: &'static str,
    /// What the appellant puts down, in THG.
    pub deposit: String,
}

impl AppealRulesView {
    /// Reads those of all kinds that can be appealed.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn all(at: &At) -> Result<Vec<Self>> {
        let mut all = Vec::new();
        for kind in KINDS {
            let rules = read::appeal_rules(at, kind.clone()).await?;
            all.extend(rules.map(|rules| Self::make(&kind, &rules)));
        }
        Ok(all)
    }

    /// The rules of one kind.
    pub fn make(kind: &MeasureKind, rules: &AppealRules) -> Self {
        Self {
            kind: kind.word(),
            window: rules.window,
            decision: rules.decision,
            panel: rules.panel,
            effect: rules.effect.word(),
            default: rules.default.word(),
            deposit: plain(rules.deposit),
        }
    }
}

/// The periods as people and programs read them, in blocks.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct PeriodsView {
    /// How long an issuer has to answer a request.
    pub answer: u32,
    /// How long the owner of the old account has to object to a recovery.
    pub objection: u32,
    /// How long an attestation that has ended is kept at least.
    pub keeping: u32,
    /// How long the office of compliance may freeze an account by itself.
    pub longest_freeze: u32,
    /// How long an account may be frozen within a year.
    pub freezes_a_year: u32,
    /// How many blocks a year has.
    pub year: u32,
    /// How long a panel sits.
    pub panel_term: u32,
}

impl From<&Periods> for PeriodsView {
    fn from(periods: &Periods) -> Self {
        Self {
            answer: periods.answer,
            objection: periods.objection,
            keeping: periods.keeping,
            longest_freeze: periods.longest_freeze,
            freezes_a_year: periods.freezes_a_year,
            year: periods.year,
            panel_term: periods.panel_term,
        }
    }
}
