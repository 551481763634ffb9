//! Attestations: what the chain says of them, whether they hold, and why not.

use serde::Serialize;

use super::hexadecimal;
use crate::{
    amounts,
    attestations::{
        clock::{Clock, Moment},
        read,
        statement::Subject,
        types::{Attestation, End, Issuer, Review, State},
        words::Words,
        AppealId, IssuerId, SchemaId,
    },
    connection::At,
    errors::Result,
};

/// An attestation.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct AttestationView {
    /// Its schema.
    pub schema: SchemaId,
    /// Its subject.
    pub subject: String,
    /// Which of the subject's attestations under the schema it is.
    pub serial: u32,
    /// Whether it holds in this block.
    pub holds: bool,
    /// Why not, in one word.
    pub failing: Option<&'static str>,
    /// Why not, in words.
    pub why: Option<String>,
    /// Its issuer.
    pub issuer: IssuerId,
    /// The root of the tree of its claims.
    pub commitment: String,
    /// How sure the issuer is.
    pub level: u8,
    /// Where it holds.
    pub jurisdiction: u16,
    /// Since when the subject has held it without a break.
    pub held_since: Moment,
    /// When it was issued.
    pub issued: Moment,
    /// The first block in which it is no longer valid.
    pub expires: Moment,
    /// `live`, `suspended` or `ended`.
    pub state: &'static str,
    /// The reason for a suspension or an end, in one word.
    pub reason: Option<&'static str>,
    /// Since when it is suspended or has ended.
    pub since: Option<Moment>,
    /// The attestation that it renews.
    pub renews: Option<u32>,
    /// Whether it carries a person tag.
    pub tagged: bool,
    /// What is held for it, in THG.
    pub deposit: String,
    /// Whose tokens those are.
    pub deposit_payer: &'static str,
    /// The appeal that is open about it.
    pub appeal: Option<AppealId>,
    /// The present block.
    pub block: u32,
}

impl AttestationView {
    /// An attestation in the block `at`.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] if there is none.
    pub async fn of(at: &At, clock: &Clock, schema: SchemaId, subject: &Subject) -> Result<Self> {
        let found = read::attestation(at, schema, subject).await?;
        let issuer = read::issuer(at, found.issuer).await?;
        Ok(Self::make(clock, schema, subject, &found, &issuer))
    }

    /// All attestations of a subject, schema by schema.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn of_subject(at: &At, clock: &Clock, subject: &Subject) -> Result<Vec<Self>> {
        let mut all = Vec::new();
        for (schema, _) in read::schemas(at).await? {
            if let Some(crate::attestations::types::Slot::Attestation(found)) =
                read::slot(at, schema, subject).await?
            {
                let issuer = read::issuer(at, found.issuer).await?;
                all.push(Self::make(clock, schema, subject, &found, &issuer));
            }
        }
        Ok(all)
    }

    /// All attestations under a schema, of one issuer or of all.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn of_schema(
        at: &At,
        clock: &Clock,
        schema: SchemaId,
        by: Option<IssuerId>,
    ) -> Result<Vec<Self>> {
        let issuers = read::issuers(at).await?;
        let slots = read::slots(at, schema).await?;
        let wanted = slots.iter().filter(|(_, found)| by.is_none_or(|by| found.issuer == by));
        let mut all: Vec<Self> = wanted
            .filter_map(|(subject, found)| {
                let (_, issuer) = issuers.iter().find(|(id, _)| *id == found.issuer)?;
                Some(Self::make(clock, schema, subject, found, issuer))
            })
            .collect();
        all.sort_by(|one, other| one.subject.cmp(&other.subject));
        Ok(all)
    }

    /// Makes it of what the chain stores.
    pub fn make(
        clock: &Clock,
        schema: SchemaId,
        subject: &Subject,
        found: &Attestation,
        issuer: &Issuer,
    ) -> Self {
        let failing = read::check(found, issuer, clock.now).err();
        let (reason, since) = match &found.state {
            State::Live => (None, None),
            State::Suspended { since, reason } => (Some(reason.word()), Some(*since)),
            State::Ended { since, end } => (Some(end_word(end)), Some(*since)),
        };
        Self {
            schema,
            subject: subject.to_string(),
            serial: found.serial,
            holds: failing.is_none(),
            failing: failing.as_ref().map(Words::word),
            why: failing.as_ref().map(|failing| why(clock, found, failing.words())),
            issuer: found.issuer,
            commitment: hexadecimal(&found.commitment.0),
            level: found.level,
            jurisdiction: found.jurisdiction,
            held_since: clock.moment(found.held_since),
            issued: clock.moment(found.issued),
            expires: clock.moment(found.expires),
            state: found.state.word(),
            reason,
            since: since.map(|block| clock.moment(block)),
            renews: found.renews,
            tagged: found.tag.is_some(),
            deposit: amounts::plain(found.deposit.amount),
            deposit_payer: found.deposit.payer.words(),
            appeal: match found.review {
                Review::Open(appeal) => Some(appeal),
                Review::None | Review::Closed => None,
            },
            block: clock.now,
        }
    }
}

fn end_word(end: &End) -> &'static str {
    match end {
        End::Revoked(reason) => reason.word(),
        other => other.word(),
    }
}

/// Why an attestation does not hold, with since when and the reason that was given.
fn why(clock: &Clock, found: &Attestation, failing: &str) -> String {
    let at_work = |since: u32| since <= clock.now && clock.now < found.expires;
    match &found.state {
        State::Suspended { since, reason } if at_work(*since) => {
            format!("suspended since {}: {}", clock.words(*since), reason.words())
        }
        State::Ended { since, end: End::Revoked(reason) } if at_work(*since) => {
            format!("revoked in {}: {}", clock.words(*since), reason.words())
        }
        State::Ended { since, end } if at_work(*since) => {
            format!("{} in {}", end.words(), clock.words(*since))
        }
        _ if clock.now >= found.expires => {
            format!("it has expired in {}", clock.words(found.expires))
        }
        _ => failing.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        attestations::types::{
            BoundedVec, Deposit, IssuerStatus, Payer, RevocationReason, Rights, Span,
            SuspensionReason, Territory,
        },
        connection::{AccountId, Hash},
    };

    const CLOCK: Clock = Clock { now: 100, time: 1_795_179_900_000, block_time: Some(6_000) };

    fn issuer() -> Issuer {
        Issuer {
            account: AccountId::from([7; 32]),
            schema: 1,
            rights: Rights { max_level: 3, territory: Territory::Anywhere },
            status: IssuerStatus::Active,
            void: BoundedVec(Vec::new()),
            bond: 0,
            drawn: 0,
            deputies: 0,
            requests: 0,
        }
    }

    fn attestation() -> Attestation {
        Attestation {
            serial: 1,
            issuer: 4,
            commitment: Hash::from([3; 32]),
            level: 2,
            jurisdiction: 528,
            held_since: 50,
            issued: 60,
            expires: 200,
            state: State::Live,
            renews: None,
            tag: None,
            deposit: Deposit { payer: Payer::Bond, amount: 0 },
            review: Review::None,
        }
    }

    fn why_not(found: &Attestation, issuer: &Issuer) -> Option<String> {
        AttestationView::make(&CLOCK, 1, &Subject::Hash([1; 32]), found, issuer).why
    }

    #[test]
    fn what_holds_has_no_reason_not_to() {
        let view =
            AttestationView::make(&CLOCK, 1, &Subject::Hash([1; 32]), &attestation(), &issuer());
        assert!(view.holds && view.why.is_none() && view.failing.is_none());
    }

    #[test]
    fn what_is_revoked_or_suspended_says_since_when_and_why() {
        let end = End::Revoked(RevocationReason::Fraud);
        let revoked = Attestation { state: State::Ended { since: 90, end }, ..attestation() };
        let said = why_not(&revoked, &issuer()).unwrap();
        assert_eq!(
            said,
            "revoked in block 90 (about 2026-11-20 13:04 UTC): the evidence was forged, or \
             somebody posed as somebody else"
        );
        let reason = SuspensionReason::UnderReview;
        let state = State::Suspended { since: 100, reason };
        let said = why_not(&Attestation { state, ..attestation() }, &issuer()).unwrap();
        assert!(said.starts_with("suspended since block 100"), "{said}");
    }

    #[test]
    fn a_lapsed_attestation_and_one_of_a_fallen_issuer_do_not_hold() {
        let lapsed = Attestation { expires: 100, ..attestation() };
        assert!(why_not(&lapsed, &issuer()).unwrap().contains("has expired in block 100"));
        let removed = Issuer { status: IssuerStatus::Removed { since: 100 }, ..issuer() };
        assert_eq!(why_not(&attestation(), &removed).unwrap(), "its issuer is removed");
        let suspended = Issuer { status: IssuerStatus::Suspended { since: 10 }, ..issuer() };
        assert_eq!(why_not(&attestation(), &suspended), None);
        let void = Issuer { void: BoundedVec(vec![Span { first: 55, last: 60 }]), ..issuer() };
        assert!(why_not(&attestation(), &void).unwrap().contains("void"));
        let before = Issuer { void: BoundedVec(vec![Span { first: 50, last: 59 }]), ..issuer() };
        assert_eq!(why_not(&attestation(), &before), None);
    }
}
