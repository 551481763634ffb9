//! Policies, and whether an account meets one.

use serde::{Deserialize, Serialize};

use super::text;
use crate::{
    attestations::{
        clock::Clock,
        read,
        types::{
            BoundedVec, Clause, Filter, Policy, PolicyVersion, Purpose, Quantifier, Rule, TagUse,
            Unmet,
        },
        words::{self, Words},
        DomainId, IssuerId, PolicyId, SchemaId,
    },
    connection::{AccountId, At},
    errors::{Error, Result},
};

/// A policy and what one of its versions asks for.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct PolicyView {
    /// Its number.
    pub id: PolicyId,
    /// What people call it.
    pub name: String,
    /// The track that revises it.
    pub track: u16,
    /// The version that is shown.
    pub version: u32,
    /// Its newest version.
    pub newest: u32,
    /// What that version asks for.
    #[serde(flatten)]
    pub rule: RuleText,
}

/// What a policy asks for, as it is written in a file.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RuleText {
    /// The clauses, numbered from 0.
    pub clauses: Vec<ClauseView>,
    /// The tag domain whose tag it yields.
    #[serde(default)]
    pub domain: Option<DomainId>,
}

/// What one attestation has to be like.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseView {
    /// `all`: must be met; `any`: one of those so marked; `none`: must not be met.
    pub quantifier: String,
    /// Of which schema it is.
    pub schema: SchemaId,
    /// Its least level.
    #[serde(default)]
    pub least_level: u8,
    /// The jurisdictions that are accepted; all if none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub jurisdictions: Vec<u16>,
    /// The jurisdictions that are not accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_jurisdictions: Vec<u16>,
    /// The issuers that are accepted; all if none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issuers: Vec<IssuerId>,
    /// The issuers that are not accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_issuers: Vec<IssuerId>,
    /// How many blocks may lie between its issue and its use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub greatest_age: Option<u32>,
    /// Whether it has to carry a person tag of the policy's domain.
    #[serde(default)]
    pub tagged: bool,
}

impl PolicyView {
    /// A version of a policy; the newest if none is named.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none of this number.
    pub async fn of(at: &At, id: PolicyId, version: Option<u32>) -> Result<Self> {
        let policy = read::policy(at, id).await?;
        Self::make(at, id, &policy, version.unwrap_or(policy.version)).await
    }

    /// All policies in their newest versions.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn all(at: &At) -> Result<Vec<Self>> {
        let mut all = Vec::new();
        for (id, policy) in read::policies(at).await? {
            all.push(Self::make(at, id, &policy, policy.version).await?);
        }
        Ok(all)
    }

    async fn make(at: &At, id: PolicyId, policy: &Policy, version: u32) -> Result<Self> {
        let rule = read::rule(at, PolicyVersion { id, version }).await?;
        Ok(Self {
            id,
            name: text(&policy.name.0),
            track: policy.track,
            version,
            newest: policy.version,
            rule: RuleText::from(&rule),
        })
    }
}

impl From<&Rule> for RuleText {
    fn from(rule: &Rule) -> Self {
        Self { clauses: rule.clauses.0.iter().map(ClauseView::from).collect(), domain: rule.domain }
    }
}

impl RuleText {
    /// As the chain takes it.
    ///
    /// # Errors
    /// [`Error::Usage`] if a clause has an unknown quantifier, or both accepts and refuses a list.
    pub fn to_chain(&self) -> Result<Rule> {
        let clauses = self.clauses.iter().map(ClauseView::to_chain).collect::<Result<_>>()?;
        Ok(Rule { clauses: BoundedVec(clauses), domain: self.domain })
    }
}

impl From<&Clause> for ClauseView {
    fn from(clause: &Clause) -> Self {
        let (jurisdictions, not_jurisdictions) = lists(&clause.jurisdictions);
        let (issuers, not_issuers) = lists(&clause.issuers);
        Self {
            quantifier: clause.quantifier.word().into(),
            schema: clause.schema,
            least_level: clause.least_level,
            jurisdictions,
            not_jurisdictions,
            issuers,
            not_issuers,
            greatest_age: clause.greatest_age,
            tagged: matches!(clause.tag, TagUse::Required),
        }
    }
}

impl ClauseView {
    fn to_chain(&self) -> Result<Clause> {
        let quantifier = match self.quantifier.as_str() {
            "all" => Quantifier::All,
            "any" => Quantifier::Any,
            "none" => Quantifier::None,
            other => {
                let problem = format!("'{other}' is no quantifier: write all, any or none");
                return Err(Error::Usage(problem));
            }
        };
        Ok(Clause {
            quantifier,
            schema: self.schema,
            least_level: self.least_level,
            jurisdictions: filter(&self.jurisdictions, &self.not_jurisdictions)?,
            issuers: filter(&self.issuers, &self.not_issuers)?,
            greatest_age: self.greatest_age,
            tag: if self.tagged { TagUse::Required } else { TagUse::Ignored },
        })
    }

    /// In words.
    pub fn words(&self) -> String {
        let list =
            |numbers: &[u32]| numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        let wide =
            |numbers: &[u16]| list(&numbers.iter().map(|n| u32::from(*n)).collect::<Vec<_>>());
        let mut parts = vec![format!("schema {}", self.schema)];
        if self.least_level > 0 {
            parts.push(format!("level {} or more", self.least_level));
        }
        let lists = [
            ("in ", wide(&self.jurisdictions)),
            ("not in ", wide(&self.not_jurisdictions)),
            ("from issuer ", list(&self.issuers)),
            ("not from issuer ", list(&self.not_issuers)),
        ];
        for (words, numbers) in lists.into_iter().filter(|(_, numbers)| !numbers.is_empty()) {
            parts.push(format!("{words}{numbers}"));
        }
        if let Some(age) = self.greatest_age {
            parts.push(format!("not older than {age} blocks"));
        }
        if self.tagged {
            parts.push("with a person tag".into());
        }
        parts.join(", ")
    }

    /// What its quantifier says, in words.
    pub fn quantifier_words(&self) -> &'static str {
        match self.quantifier.as_str() {
            "any" => Quantifier::Any.words(),
            "none" => Quantifier::None.words(),
            _ => Quantifier::All.words(),
        }
    }
}

fn lists<T: Clone>(filter: &Filter<BoundedVec<T>>) -> (Vec<T>, Vec<T>) {
    match filter {
        Filter::Any => (Vec::new(), Vec::new()),
        Filter::In(list) => (list.0.clone(), Vec::new()),
        Filter::NotIn(list) => (Vec::new(), list.0.clone()),
    }
}

fn filter<T: Clone>(accepted: &[T], refused: &[T]) -> Result<Filter<BoundedVec<T>>> {
    match (accepted.is_empty(), refused.is_empty()) {
        (true, true) => Ok(Filter::Any),
        (false, true) => Ok(Filter::In(BoundedVec(accepted.to_vec()))),
        (true, false) => Ok(Filter::NotIn(BoundedVec(refused.to_vec()))),
        (false, false) => {
            Err(Error::Usage("a clause either names what it accepts or what it does not".into()))
        }
    }
}

/// Whether an account meets a policy.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct StandingView {
    /// The account.
    pub account: String,
    /// The policy.
    pub policy: PolicyId,
    /// Which of its versions.
    pub version: u32,
    /// What people call it.
    pub name: String,
    /// The block.
    pub block: u32,
    /// Whether it meets it.
    pub met: bool,
    /// The clause that failed.
    pub clause: Option<u8>,
    /// What that clause asks for, in words.
    pub asks_for: Option<String>,
    /// Why it failed, in one word.
    pub failing: Option<&'static str>,
    /// Why it failed, in words.
    pub why: Option<String>,
    /// Whether it yields a person tag.
    pub tagged: bool,
}

impl StandingView {
    /// Whether `who` met a policy in a block; in that of the clock if none is named.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such version.
    pub async fn of(
        at: &At,
        clock: &Clock,
        who: &AccountId,
        (id, version): (PolicyId, Option<u32>),
        (block, purpose): (Option<u32>, Purpose),
    ) -> Result<Self> {
        let policy = PolicyView::of(at, id, version).await?;
        let asked = PolicyVersion { id, version: policy.version };
        let block = block.unwrap_or(clock.now);
        let standing = read::standing(at, who, asked, block, purpose).await?;
        let index = match &standing {
            Err(Unmet::Clause { index, .. }) => Some(*index),
            _ => None,
        };
        let clause = index.and_then(|index| policy.rule.clauses.get(usize::from(index)));
        let why = standing.as_ref().err();
        Ok(Self {
            account: who.to_string(),
            policy: id,
            version: policy.version,
            name: policy.name.clone(),
            block,
            met: standing.is_ok(),
            clause: index,
            asks_for: clause.map(ClauseView::words),
            failing: why.map(words::unmet_word),
            why: why.map(words::unmet),
            tagged: matches!(standing, Ok(Some(_))),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_survives_being_written_and_read() {
        let text = r#"{"domain": 0, "clauses": [
            {"quantifier": "all", "schema": 1, "least_level": 2, "jurisdictions": [528, 56],
             "not_issuers": [9], "greatest_age": 5000, "tagged": true},
            {"quantifier": "none", "schema": 2}]}"#;
        let rule: RuleText = serde_json::from_str(text).unwrap();
        assert_eq!(RuleText::from(&rule.to_chain().unwrap()), rule);
        assert_eq!(
            rule.clauses[0].words(),
            "schema 1, level 2 or more, in 528, 56, not from issuer 9, not older than 5000 \
             blocks, with a person tag"
        );
        assert_eq!(rule.clauses[1].quantifier_words(), "must not be met");
    }

    #[test]
    fn a_clause_that_contradicts_itself_is_refused() {
        let clause = |text: &str| serde_json::from_str::<ClauseView>(text).unwrap().to_chain();
        assert!(clause(r#"{"quantifier": "some", "schema": 1}"#).is_err());
        let both = r#"{"quantifier": "all", "schema": 1, "issuers": [1], "not_issuers": [2]}"#;
        assert!(clause(both).is_err());
        assert!(serde_json::from_str::<ClauseView>(r#"{"quantifier": "all"}"#).is_err());
    }
}
