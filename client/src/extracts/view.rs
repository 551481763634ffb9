//! What an extract proves, as people and programs read it. Everything is taken from proven values.

use althing_credentials::time;
use serde::Serialize;

use super::{
    attestation::Found,
    check::Checked,
    file::{About, Entry, Trust},
    finality::Votes,
    proof,
};
use crate::attestations::{types, words::Words};

/// What a checked extract proves.
#[derive(Clone, Debug, Serialize)]
pub struct ExtractView {
    /// The hash of the chain's first block.
    pub genesis: String,
    /// The height of the block.
    pub block: u32,
    /// The hash of the block.
    pub block_hash: String,
    /// The time of the block, in UTC (RFC 3339).
    pub time: String,
    /// The runtime that wrote the state.
    pub runtime: String,
    /// Its version.
    pub spec_version: u32,
    /// How the block was finalized.
    pub finality: FinalityView,
    /// What the extract is about, in words.
    pub about: String,
    /// What the state says of the attestation, if it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attestation: Option<FoundView>,
    /// What is stored under which keys, if it is about keys.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
}

/// How a block was finalized.
#[derive(Clone, Debug, Serialize)]
pub struct FinalityView {
    /// The authority set.
    pub set: u64,
    /// The round.
    pub round: u64,
    /// The weight of the votes.
    pub weight: String,
    /// The weight of all authorities.
    pub total: String,
}

/// What a state says of a subject under a schema.
#[derive(Clone, Debug, Serialize)]
pub struct FoundView {
    /// The schema.
    pub schema: u32,
    /// Its name; none if there is no such schema.
    pub schema_name: Option<String>,
    /// Of whom.
    pub subject: String,
    /// `attestation`, `removed` or `none`.
    pub slot: &'static str,
    /// Which of the subject's attestations under the schema.
    pub serial: Option<u32>,
    /// Who issued it.
    pub issuer: Option<u32>,
    /// The issuer's account.
    pub issuer_account: Option<String>,
    /// Whether the issuer may issue.
    pub issuer_status: Option<&'static str>,
    /// The commitment to the claims.
    pub commitment: Option<String>,
    /// How sure the issuer is.
    pub level: Option<u8>,
    /// Where it holds: a number of ISO 3166-1, or 0.
    pub jurisdiction: Option<u16>,
    /// The block that included it.
    pub issued: Option<u32>,
    /// The first block in which it is no longer valid.
    pub expires: Option<u32>,
    /// Whether it holds in the block of the extract.
    pub holds: bool,
    /// Why it does not, in one word.
    pub failing: Option<&'static str>,
    /// Why it does not, in words.
    #[serde(skip)]
    pub failing_words: Option<&'static str>,
}

impl ExtractView {
    /// Of a checked extract.
    pub fn of(checked: &Checked) -> Self {
        let attestation = match (&checked.about, &checked.found) {
            (About::Attestation { schema, subject }, Some(found)) => {
                Some(FoundView::of(*schema, subject.to_string(), found, checked.block))
            }
            _ => None,
        };
        let entries = match checked.about {
            About::Keys => checked.proven.iter(),
            About::Attestation { .. } => Default::default(),
        };
        let Votes { round, weight, total } = checked.votes;
        Self {
            genesis: proof::text(&checked.genesis),
            block: checked.block,
            block_hash: format!("{:?}", checked.hash),
            time: time::text(checked.time / 1000),
            runtime: checked.runtime.clone(),
            spec_version: checked.spec_version,
            finality: FinalityView {
                set: checked.set,
                round,
                weight: weight.to_string(),
                total: total.to_string(),
            },
            about: checked.about.to_string(),
            attestation,
            entries: entries
                .map(|(key, value)| Entry { key: key.clone(), value: value.clone() })
                .collect(),
        }
    }
}

impl FoundView {
    fn of(schema: u32, subject: String, found: &Found, block: u32) -> Self {
        let (attestation, failing) = (found.attestation(), found.check(block).err());
        let slot = match &found.slot {
            Some(types::Slot::Attestation(_)) => "attestation",
            Some(types::Slot::Tombstone(_)) => "removed",
            None => "none",
        };
        let name = |described: &types::Description| {
            String::from_utf8_lossy(&described.name.0).into_owned()
        };
        let issuer = found.issuer.as_ref();
        Self {
            schema,
            schema_name: found.description.as_ref().map(name),
            subject,
            slot,
            serial: match &found.slot {
                Some(types::Slot::Tombstone(stone)) => Some(stone.serial),
                _ => attestation.map(|it| it.serial),
            },
            issuer: issuer.map(|(id, _)| *id),
            issuer_account: issuer.map(|(_, issuer)| issuer.account.to_string()),
            issuer_status: issuer.map(|(_, issuer)| issuer.status.word()),
            commitment: attestation.map(|it| proof::text(&it.commitment.0)),
            level: attestation.map(|it| it.level),
            jurisdiction: attestation.map(|it| it.jurisdiction),
            issued: attestation.map(|it| it.issued),
            expires: attestation.map(|it| it.expires),
            holds: failing.is_none(),
            failing: failing.as_ref().map(Words::word),
            failing_words: failing.as_ref().map(Words::words),
        }
    }
}

/// A root of trust.
#[derive(Clone, Debug, Serialize)]
pub struct TrustView {
    /// The hash of the chain's first block.
    pub genesis: String,
    /// The block after which the set votes.
    pub block: u32,
    /// The number of the set.
    pub set: u64,
    /// How many authorities it has.
    pub authorities: usize,
}

impl From<&Trust> for TrustView {
    fn from(trust: &Trust) -> Self {
        Self {
            genesis: proof::text(&trust.genesis),
            block: trust.block,
            set: trust.authorities.set,
            authorities: trust.authorities.list.len(),
        }
    }
}
