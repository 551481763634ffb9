//! What a subject hands to somebody: some claims of an attestation, and why to believe them.
//!
//! 1. The verifier says who it is (the audience) and makes up a nonce.
//! 2. The subject picks claims. [`Presentation::with_proofs`] shows each with its path to the
//!    commitment on the chain; [`Presentation::with_token`] shows the issuer's token with these
//!    disclosures instead. Either is signed with the subject's cnf key for that audience and nonce,
//!    and carries the statement by which the account vouches for the key.
//! 3. The verifier reads the attestation in the slot that the presentation names from the chain: is
//!    it in force, and what is its commitment? With that, [`Presentation::verify`] checks the file.
//!
//! What an attestation is worth (its issuer, level, age, status) the chain says, not the file. The
//! subject is an account: a subject of another kind has no key that could vouch for one.
//!
//! Proofs show least: they carry nothing of the issuer's. The token can be checked by software that
//! knows RFC 9901 but not the chain; its signature is the same in each presentation, so whoever gets
//! two of them sees that they are of one attestation, as the slot says anyway.
//!
//! Properties that always hold: nothing but the picked claims is in the file; it does not verify for
//! another audience, another nonce, another chain or another attestation, after its time, or with any
//! of it changed.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    attested::Slot,
    claims::{self, ClaimError, ClaimProof, ClaimSet},
    cnf::{AccountVerifier, CnfError, SignedStatement},
    credential::{self, CredentialError},
    hex32,
    jose::{PublicKey, SigningKey},
    json::{self, JsonError},
    sd_jwt::{self, sha256, Binding, SdJwt, SdJwtError, Transaction},
};

/// The version of the file.
pub const VERSION: u32 = 1;

/// Why a presentation is not made or not taken.
#[derive(Debug, thiserror::Error)]
pub enum PresentationError {
    /// The file cannot be read.
    #[error("this is no presentation: {0}")]
    Json(#[from] JsonError),
    /// The file is of another version.
    #[error("this presentation is of version {0}, but only {VERSION} is understood; use a newer program")]
    Version(u32),
    /// It shows nothing.
    #[error("it shows no claims; name at least one")]
    Nothing,
    /// It is about another attestation.
    #[error("it is about another attestation (schema {schema}, serial {serial} of {subject} on the chain {genesis}) than the one it is checked against")]
    OtherSlot {
        /// The chain that it is about.
        genesis: String,
        /// The schema.
        schema: u32,
        /// The subject.
        subject: String,
        /// The serial number.
        serial: u32,
    },
    /// A claim does not belong to the attestation.
    #[error(transparent)]
    Claims(#[from] ClaimError),
    /// The key is not vouched for.
    #[error(transparent)]
    Statement(#[from] CnfError),
    /// Not signed by the holder, or not for this request.
    #[error(transparent)]
    Binding(#[from] SdJwtError),
    /// The issuer's token is not right.
    #[error("the issuer's token: {0}")]
    Token(#[from] CredentialError),
    /// The issuer's key is not known.
    #[error("it shows the issuer's token, but the issuer's key is not given; name it, or ask for a presentation with tree proofs")]
    IssuerKey,
    /// The token is not what the chain has.
    #[error("the issuer's token is not the one that the chain has a commitment to")]
    NotCommitted,
    /// Two keys.
    #[error("the key in the issuer's token is not the one that the subject's account vouches for")]
    OtherKey,
}

/// The file.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Presentation {
    version: u32,
    /// The attestation it is about.
    slot: Slot,
    evidence: Evidence,
    /// Why the key that signed speaks for the subject.
    statement: SignedStatement,
}

/// Why to believe the claims.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Evidence {
    /// Paths from each claim to the commitment.
    Proofs {
        claims: Vec<ClaimProof>,
        /// The key binding JWT.
        binding: String,
    },
    /// The issuer's token with the disclosures and the key binding (SD-JWT+KB).
    Token(String),
}

/// What a presentation answers to, and with what it is signed.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a> {
    /// The request.
    pub to: Transaction<'a>,
    /// The subject's cnf key.
    pub key: &'a SigningKey,
    /// Why it speaks for the subject.
    pub statement: &'a SignedStatement,
    /// The time, in seconds since 1970.
    pub now: u64,
}

/// What a presentation is checked against.
#[derive(Clone, Copy)]
pub struct Expected<'a> {
    /// The attestation that was looked up: [`Presentation::slot`], on the verifier's own chain.
    pub slot: &'a Slot,
    /// What the chain has for it.
    pub commitment: &'a [u8; 32],
    /// Who checks signatures of accounts.
    pub accounts: &'a dyn AccountVerifier,
    /// The issuer's key, if it is known. Only presentations of the issuer's token need it.
    pub issuer: Option<&'a PublicKey>,
    /// The verifier's own request.
    pub to: Transaction<'a>,
    /// The time, in seconds since 1970.
    pub now: u64,
    /// How long ago the presentation may have been made, in seconds.
    pub max_age: u64,
}

impl Presentation {
    /// Shows claims with their paths to the commitment.
    ///
    /// # Errors
    /// If no claims are named, one is named twice or unknown, or the statement vouches for another
    /// key.
    pub fn with_proofs(
        slot: &Slot,
        claims: &ClaimSet,
        fields: &[&str],
        reply: Reply<'_>,
    ) -> Result<Self, PresentationError> {
        check_fields(fields, &reply)?;
        let claims: Vec<_> =
            fields.iter().map(|field| claims.prove(field)).collect::<Result<_, _>>()?;
        let hash = proofs_hash(slot, &claims);
        let binding = sd_jwt::sign_binding(reply.key, reply.to, reply.now, &hash);
        Ok(Self::new(slot, Evidence::Proofs { claims, binding }, reply))
    }

    /// Shows the issuer's token with these claims disclosed.
    ///
    /// # Errors
    /// If no claims are named, one is named twice or not in the token, or the statement vouches for
    /// another key.
    pub fn with_token(
        slot: &Slot,
        token: &SdJwt,
        fields: &[&str],
        reply: Reply<'_>,
    ) -> Result<Self, PresentationError> {
        check_fields(fields, &reply)?;
        let names = || token.disclosures().iter().filter_map(|disclosure| disclosure.name());
        if let Some(unknown) = fields.iter().find(|field| !names().any(|name| name == **field)) {
            let known: Vec<_> = names().collect();
            return Err(ClaimError::Unknown((*unknown).to_string(), known.join(", ")).into());
        }
        let picked = token
            .present(|disclosure| disclosure.name().is_some_and(|name| fields.contains(&name)));
        let bound = picked.bind(reply.key, reply.to, reply.now);
        Ok(Self::new(slot, Evidence::Token(bound.to_string()), reply))
    }

    fn new(slot: &Slot, evidence: Evidence, reply: Reply<'_>) -> Self {
        let statement = reply.statement.clone();
        Self { version: VERSION, slot: slot.clone(), evidence, statement }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// If it is no presentation, or of another version.
    pub fn from_json(text: &str) -> Result<Self, PresentationError> {
        let value = json::parse(text)?;
        match value.get("version").and_then(Value::as_u64).and_then(|v| u32::try_from(v).ok()) {
            Some(VERSION) | None => Ok(json::read(text)?),
            Some(other) => Err(PresentationError::Version(other)),
        }
    }

    /// The file.
    ///
    /// # Errors
    /// Never, since a presentation consists of texts and numbers.
    pub fn to_json(&self) -> Result<String, PresentationError> {
        Ok(serde_json::to_string(self).map_err(JsonError::from)?)
    }

    /// The attestation that it is about, to be looked up on the chain.
    pub fn slot(&self) -> &Slot {
        &self.slot
    }

    /// The claims, once everything about them has been checked: that the chain is committed to them,
    /// that their subject shows them, to this verifier, for this request, and not too long ago.
    ///
    /// # Errors
    /// If any of that is not so.
    pub fn verify(
        &self,
        expected: &Expected<'_>,
    ) -> Result<Vec<(String, Value)>, PresentationError> {
        if self.version != VERSION {
            return Err(PresentationError::Version(self.version));
        }
        let slot = &self.slot;
        if slot != expected.slot {
            return Err(other_slot(slot));
        }
        let key =
            self.statement.verify(&slot.genesis, &slot.subject, expected.now, expected.accounts)?;
        let claims = match &self.evidence {
            Evidence::Proofs { claims, binding } => {
                verify_proofs(slot, claims, binding, key, expected)?
            }
            Evidence::Token(token) => verify_token(slot, token, key, expected)?,
        };
        if claims.is_empty() {
            return Err(PresentationError::Nothing);
        }
        Ok(claims)
    }
}

fn other_slot(slot: &Slot) -> PresentationError {
    PresentationError::OtherSlot {
        genesis: hex32::encode(&slot.genesis),
        schema: slot.schema,
        subject: hex32::encode(&slot.subject),
        serial: slot.serial,
    }
}

fn check_fields(fields: &[&str], reply: &Reply<'_>) -> Result<(), PresentationError> {
    if fields.is_empty() {
        return Err(PresentationError::Nothing);
    }
    claims::check_names(fields.iter().copied())?;
    if reply.key.public() == reply.statement.statement.key {
        Ok(())
    } else {
        Err(PresentationError::OtherKey)
    }
}

/// What a key binding commits to where there is no issuer's token: SHA-256 over the slot and the
/// disclosures, each followed by a tilde, in the manner of RFC 9901. The slot stands where the token
/// would; no token begins like it. The paths need no signature: the chain vouches for them.
fn proofs_hash(slot: &Slot, claims: &[ClaimProof]) -> [u8; 32] {
    let (genesis, subject) = (hex::encode(slot.genesis), hex::encode(slot.subject));
    let mut text = format!("althing:{genesis}:{}:{subject}:{}~", slot.schema, slot.serial);
    for proof in claims {
        text.push_str(proof.claim().disclosure().encoded());
        text.push('~');
    }
    sha256(text)
}

fn verify_proofs(
    slot: &Slot,
    proofs: &[ClaimProof],
    binding: &str,
    key: &PublicKey,
    expected: &Expected<'_>,
) -> Result<Vec<(String, Value)>, PresentationError> {
    for proof in proofs {
        proof.verify(expected.commitment)?;
    }
    claims::check_names(proofs.iter().map(|proof| proof.claim().name()))?;
    let (Expected { to, now, max_age, .. }, hash) = (*expected, proofs_hash(slot, proofs));
    sd_jwt::verify_binding(binding, key, to, now, max_age, &hash)?;
    Ok(proofs.iter().map(|proof| shown(proof.claim())).collect())
}

fn verify_token(
    slot: &Slot,
    token: &str,
    key: &PublicKey,
    expected: &Expected<'_>,
) -> Result<Vec<(String, Value)>, PresentationError> {
    let issuer = expected.issuer.ok_or(PresentationError::IssuerKey)?;
    let token: SdJwt = token.parse()?;
    let binding = Binding::Required { to: expected.to, max_age: expected.max_age };
    let opened = credential::open(&token, issuer, expected.now, binding)?;
    if opened.attested.slot() != *slot {
        return Err(other_slot(&opened.attested.slot()));
    }
    if opened.commitment != *expected.commitment {
        return Err(PresentationError::NotCommitted);
    }
    if opened.holder != *key {
        return Err(PresentationError::OtherKey);
    }
    Ok(opened.claims.iter().map(shown).collect())
}

fn shown(claim: &claims::Claim) -> (String, Value) {
    (claim.name().to_string(), claim.value().clone())
}
