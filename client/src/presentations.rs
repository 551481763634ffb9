//! Showing some claims of an attestation to somebody, and checking what is shown.
//!
//! A presentation is a file that the subject makes from its wallet, for one verifier and one request.
//! The verifier takes what the attestation is worth from the chain, never from the file: who issued
//! it, at which level, whether it holds in this block, and what the issuer's keys are. Where those
//! [`Facts`] come from is a matter of its own: from a node, or from a certified extract.

mod node;

pub use node::NodeFacts;

use std::future::Future;

use althing_credentials::{
    jose::PublicKey,
    presentation::{Expected, Presentation, PresentationError},
    sd_jwt::Transaction,
    wallet::{Evidence, Wallet},
    Slot,
};
use rand::RngCore;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    attestations::{
        read::Standing,
        types::{Failing, PolicyVersion},
        words::{self, Words},
    },
    connection::AccountId,
    credentials::{signatures, CredentialsError},
    errors::{Error, Result},
    wallets::{hash_text, Choice},
};

/// How long ago a presentation may have been made unless told otherwise, in seconds.
pub const MAX_AGE: u64 = 300;

/// What a source of facts knows about an attestation.
#[derive(Clone, Debug, PartialEq)]
pub struct Attested {
    /// Which attestation.
    pub slot: Slot,
    /// Who issued it.
    pub issuer: u32,
    /// The keys with which the issuer signs documents.
    pub keys: Vec<PublicKey>,
    /// The commitment to its claims.
    pub commitment: [u8; 32],
    /// How sure the issuer is.
    pub level: u8,
    /// Where it holds: a number of ISO 3166-1, or 0.
    pub jurisdiction: u16,
    /// The block from which the subject has held it without a break.
    pub held_since: u32,
    /// The block that included it.
    pub issued: u32,
    /// The first block in which it is no longer valid.
    pub expires: u32,
    /// What stands for the person, if the schema has a tag domain.
    pub tag: Option<[u8; 32]>,
    /// Whether it holds in the block of the facts, and if not, why not.
    pub holds: std::result::Result<(), Failing>,
}

/// The block as of which facts are known.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Block {
    /// Its height.
    pub number: u32,
    /// Its hash.
    pub hash: String,
    /// Why it will not be taken back.
    pub finality: Finality,
}

/// Why a block will not be taken back.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Finality {
    /// It may be: it is only the best one so far.
    Open,
    /// The node says that it is finalized.
    Node,
    /// A proof shows it, and no node has to be believed.
    Proof,
}

/// Where the facts about attestations come from, as of one block of one chain.
pub trait Facts {
    /// The hash of the chain's first block.
    fn genesis(&self) -> [u8; 32];

    /// The block as of which the facts are known.
    fn block(&self) -> &Block;

    /// The attestation in a slot whose subject is an account.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none, or it is of another serial.
    fn attested(&self, slot: &Slot) -> impl Future<Output = Result<Attested>> + Send;

    /// Whether an account meets a policy, to act.
    ///
    /// # Errors
    /// If that cannot be told from these facts.
    fn standing(
        &self,
        account: &AccountId,
        policy: PolicyVersion,
    ) -> impl Future<Output = Result<Standing>> + Send;
}

/// Makes a presentation of some claims.
///
/// # Errors
/// If the credential is not clear, a claim is not there, or nothing vouches for the purpose's key.
pub fn present(
    wallet: &Wallet,
    choice: &Choice,
    fields: &[&str],
    evidence: Evidence,
    to: Transaction<'_>,
    now: u64,
) -> Result<Presentation> {
    check_request(to)?;
    let slot = &choice.of(wallet)?.entry.slot;
    Ok(wallet.present(slot, fields, evidence, to, now)?)
}

/// A nonce for one request: 128 random bits.
pub fn nonce() -> String {
    let mut bytes = [0; 16];
    rand::rngs::OsRng.fill_bytes(&mut bytes);
    hex::encode(bytes)
}

/// What a presentation is checked against.
#[derive(Clone, Copy)]
pub struct Check<'a> {
    /// The verifier's own request.
    pub to: Transaction<'a>,
    /// The time, in seconds since 1970.
    pub now: u64,
    /// How long ago the presentation may have been made, in seconds.
    pub max_age: u64,
    /// A policy that the subject's account has to meet.
    pub policy: Option<&'a PolicyVersion>,
}

/// What a presentation shows, once everything about it was checked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shown {
    /// The claims.
    pub claims: Map<String, Value>,
    /// The chain, by its genesis hash.
    pub genesis: String,
    /// The schema.
    pub schema: u32,
    /// The subject.
    pub subject: String,
    /// Which of the subject's attestations under the schema.
    pub serial: u32,
    /// Who issued it.
    pub issuer: u32,
    /// How sure the issuer is.
    pub level: u8,
    /// Where it holds: a number of ISO 3166-1, or 0.
    pub jurisdiction: u16,
    /// The block that included it.
    pub issued: u32,
    /// The first block in which it is no longer valid.
    pub expires: u32,
    /// The policy that the subject's account meets, if one was asked for.
    pub policy: Option<String>,
    /// The block as of which all this is so.
    pub block: Block,
}

/// Checks a presentation: that the attestation holds, that the chain is committed to the claims, that
/// the subject shows them to this verifier for this request, and that it meets the policy.
///
/// # Errors
/// If any of that is not so; nothing that it shows is to be believed then.
pub async fn verify(
    facts: &impl Facts,
    presentation: &Presentation,
    check: &Check<'_>,
) -> Result<Shown> {
    check_request(check.to)?;
    let slot = presentation.slot();
    if slot.genesis != facts.genesis() {
        return Err(not_valid(format!(
            "it is about an attestation on the chain {}, and the facts are of {}",
            hash_text(&slot.genesis),
            hash_text(&facts.genesis())
        )));
    }
    let attested = facts.attested(slot).await?;
    if let Err(why) = &attested.holds {
        let (why, block) = (why.words(), facts.block().number);
        return Err(not_valid(format!("the attestation does not hold in block {block}: {why}")));
    }
    let claims = claims(presentation, &attested, check)?;
    let subject = AccountId::from(slot.subject);
    if let Some(policy) = check.policy {
        let (id, version) = (policy.id, policy.version);
        if let Err(unmet) = facts.standing(&subject, policy.clone()).await? {
            let why = words::unmet(&unmet);
            return Err(not_valid(format!("{subject} does not meet policy {id}:{version}: {why}")));
        }
    }
    Ok(Shown {
        claims: claims.into_iter().collect(),
        genesis: hash_text(&slot.genesis),
        schema: slot.schema,
        subject: subject.to_string(),
        serial: slot.serial,
        issuer: attested.issuer,
        level: attested.level,
        jurisdiction: attested.jurisdiction,
        issued: attested.issued,
        expires: attested.expires,
        policy: check.policy.map(|policy| format!("{}:{}", policy.id, policy.version)),
        block: facts.block().clone(),
    })
}

/// The claims that a presentation shows. One with the issuer's token is tried with each of the
/// issuer's keys.
fn claims(
    presentation: &Presentation,
    attested: &Attested,
    check: &Check<'_>,
) -> Result<Vec<(String, Value)>> {
    let expected = |issuer| Expected {
        slot: &attested.slot,
        commitment: &attested.commitment,
        accounts: &signatures::is_signed,
        issuer,
        to: check.to,
        now: check.now,
        max_age: check.max_age,
    };
    let mut refused = match presentation.verify(&expected(None)) {
        Ok(claims) => return Ok(claims),
        Err(PresentationError::IssuerKey) => not_valid(format!(
            "it shows a token of issuer {}, which has no keys registered on the chain",
            attested.issuer
        )),
        Err(error) => return Err(error.into()),
    };
    for key in &attested.keys {
        match presentation.verify(&expected(Some(key))) {
            Ok(claims) => return Ok(claims),
            Err(error) => refused = error.into(),
        }
    }
    Err(refused)
}

fn check_request(to: Transaction<'_>) -> Result<()> {
    if to.audience.is_empty() || to.nonce.is_empty() {
        return Err(Error::Usage("neither the audience nor the nonce can be empty".into()));
    }
    Ok(())
}

fn not_valid(why: String) -> Error {
    CredentialsError::NotValid(why).into()
}

#[cfg(test)]
pub(crate) mod tests;
