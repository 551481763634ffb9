//! Requests, freezes, appeals and recoveries.

use serde::Serialize;

use super::hexadecimal;
use crate::{
    amounts,
    attestations::{
        clock::{Clock, Moment},
        read,
        statement::Subject,
        types::{
            Appeal, FreezeEffect, FreezeRecord, Measure, Recovery, Request, RequestState, Review,
            Verdict,
        },
        words::Words,
        AppealId, IssuerId, SchemaId,
    },
    connection::{AccountId, At},
    errors::Result,
};

/// A request for an attestation.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct RequestView {
    /// Of which issuer.
    pub issuer: IssuerId,
    /// Who asks.
    pub subject: String,
    /// The root of the tree of the claims that are to be attested.
    pub commitment: String,
    /// What the issuer receives for accepting, in THG; nothing once it has refused.
    pub fee: String,
    /// `open`, `refused` or `reopened`.
    pub state: &'static str,
    /// Why it was refused, in one word.
    pub reason: Option<&'static str>,
    /// The first block in which the issuer can no longer answer, or a refusal no longer be appealed.
    pub deadline: Moment,
}

impl RequestView {
    /// Makes it of what the chain stores.
    pub fn make(clock: &Clock, issuer: IssuerId, who: &AccountId, request: &Request) -> Self {
        // A refusal has returned the fee; it is not asked for again.
        let (state, reason, fee) = match &request.state {
            RequestState::Open => ("open", None, request.fee),
            RequestState::Refused { reason, .. } => ("refused", Some(reason.word()), 0),
            RequestState::Reopened => ("reopened", None, 0),
        };
        Self {
            issuer,
            subject: who.to_string(),
            commitment: hexadecimal(&request.commitment.0),
            fee: amounts::plain(fee),
            state,
            reason,
            deadline: clock.moment(request.deadline),
        }
    }
}

/// An account that is frozen, or was.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct FreezeView {
    /// The account.
    pub account: String,
    /// Whether a freeze is laid on it.
    pub frozen: bool,
    /// Whether it is at work, or paused by an appeal.
    pub in_force: bool,
    /// Why, in one word.
    pub cause: Option<&'static str>,
    /// Why, in words.
    pub why: Option<&'static str>,
    /// When it was laid on.
    pub since: Option<Moment>,
    /// The first block in which it is over.
    pub until: Option<Moment>,
    /// The appeal that is open against it.
    pub appeal: Option<AppealId>,
    /// How many blocks it was frozen before, within a year.
    pub blocks_before: u32,
}

impl FreezeView {
    /// Makes it of what the chain stores.
    pub fn make(clock: &Clock, who: &AccountId, record: Option<&FreezeRecord>) -> Self {
        let current = record.and_then(|record| record.current.as_ref());
        let current = current.filter(|freeze| clock.now < freeze.until);
        let past = record.map_or(&[][..], |record| &record.past.0);
        let lengths =
            past.iter().map(|span| span.last.saturating_sub(span.first).saturating_add(1));
        Self {
            account: who.to_string(),
            frozen: current.is_some(),
            in_force: current.is_some_and(|one| matches!(one.effect, FreezeEffect::InForce)),
            cause: current.map(|freeze| freeze.reason.word()),
            why: current.map(|freeze| freeze.reason.words()),
            since: current.map(|freeze| clock.moment(freeze.since)),
            until: current.map(|freeze| clock.moment(freeze.until)),
            appeal: current.and_then(|freeze| match freeze.review {
                Review::Open(appeal) => Some(appeal),
                Review::None | Review::Closed => None,
            }),
            blocks_before: lengths.sum(),
        }
    }
}

/// An open appeal.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct AppealView {
    /// Its number.
    pub id: AppealId,
    /// The kind of measure it is against.
    pub kind: &'static str,
    /// The schema of the attestation it is about.
    pub schema: Option<SchemaId>,
    /// The subject of the attestation it is about.
    pub subject: Option<String>,
    /// The serial of the attestation it is about.
    pub serial: Option<u32>,
    /// The issuer that refused, or that contests a tag.
    pub issuer: Option<IssuerId>,
    /// Who appeals.
    pub appellant: String,
    /// The hash of the grounds.
    pub grounds: String,
    /// The first block in which the panel can no longer decide.
    pub deadline: Moment,
    /// Who decides, and how each has voted.
    pub panel: Vec<PanelVote>,
    /// What becomes of the measure if the panel does not decide.
    pub default: &'static str,
    /// Whether the measure has no effect until then.
    pub pauses: bool,
    /// What the appellant has put down, in THG.
    pub deposit: String,
}

/// A member of a panel.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct PanelVote {
    /// The member.
    pub member: String,
    /// The vote, once it is cast.
    pub verdict: Option<&'static str>,
}

impl AppealView {
    /// Makes it of what the chain stores.
    pub fn make(clock: &Clock, id: AppealId, appeal: &Appeal) -> Self {
        let (schema, subject, issuer) = about(&appeal.measure);
        let vote = |(member, verdict): &(AccountId, Option<Verdict>)| PanelVote {
            member: member.to_string(),
            verdict: verdict.as_ref().map(Words::word),
        };
        Self {
            id,
            kind: kind(&appeal.measure),
            schema,
            subject: subject.map(|subject| subject.to_string()),
            serial: Some(appeal.serial).filter(|serial| *serial > 0),
            issuer,
            appellant: appeal.appellant.to_string(),
            grounds: hexadecimal(&appeal.grounds.0),
            deadline: clock.moment(appeal.deadline),
            panel: appeal.panel.0.iter().map(vote).collect(),
            default: appeal.default.word(),
            pauses: appeal.paused.is_some(),
            deposit: amounts::plain(appeal.deposit),
        }
    }

    /// The open appeals that are about what an issuer has done.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn about_issuer(at: &At, clock: &Clock, issuer: IssuerId) -> Result<Vec<Self>> {
        let mut all = Vec::new();
        for (id, appeal) in read::appeals(at).await? {
            let concerned = match about(&appeal.measure) {
                (None, _, Some(refused)) => refused == issuer,
                (Some(schema), Some(subject), _) => {
                    let found = read::attestation(at, schema, &subject).await;
                    found.is_ok_and(|found| found.issuer == issuer)
                }
                _ => false,
            };
            if concerned {
                all.push(Self::make(clock, id, &appeal));
            }
        }
        Ok(all)
    }
}

fn kind(measure: &Measure) -> &'static str {
    match measure {
        Measure::Revocation { .. } => "revocation",
        Measure::Suspension { .. } => "suspension",
        Measure::Refusal { .. } => "refusal",
        Measure::Freeze => "freeze",
        Measure::Tag { .. } => "tag",
    }
}

fn about(measure: &Measure) -> (Option<SchemaId>, Option<Subject>, Option<IssuerId>) {
    match measure {
        Measure::Revocation { schema, subject } | Measure::Suspension { schema, subject } => {
            (Some(*schema), Some(subject.into()), None)
        }
        Measure::Refusal { issuer } => (None, None, Some(*issuer)),
        Measure::Freeze => (None, None, None),
        Measure::Tag { issuer, schema, subject } => {
            (Some(*schema), Some(subject.into()), Some(*issuer))
        }
    }
}

/// A recovery that waits for objections.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct RecoveryView {
    /// The schema.
    pub schema: SchemaId,
    /// The account from which the attestation moves.
    pub from: String,
    /// The account to which it moves.
    pub to: String,
    /// The issuer that has proofed the person again.
    pub issuer: IssuerId,
    /// The first block in which it can be completed, and no longer objected to.
    pub ready: Moment,
    /// Whether that block has come.
    pub is_ready: bool,
}

impl RecoveryView {
    /// Makes it of what the chain stores.
    pub fn make(clock: &Clock, schema: SchemaId, from: &AccountId, found: &Recovery) -> Self {
        Self {
            schema,
            from: from.to_string(),
            to: found.to.to_string(),
            issuer: found.issuer,
            ready: clock.moment(found.ready),
            is_ready: clock.now >= found.ready,
        }
    }
}
