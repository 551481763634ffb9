//! The issuer's token about an attestation: an SD-JWT whose digests are the leaves of the commitment
//! on the chain.
//!
//! Its payload has, in plain sight: `iss` (the issuer's URI), `iat`, `exp`, `cnf` (the holder's key),
//! `status` (where to look up whether it was revoked), and `althing`, which says what attestation on
//! which chain it is about. Its `_sd` has the digests of all claims and decoys in bytewise order, so
//! that the commitment can be computed from the token alone, whatever is disclosed of it.
//!
//! The same claims can also be issued as a W3C Verifiable Credential ([`crate::vc`]), with the digests
//! in `credentialSubject`. [`open`] reads either.

#[cfg(test)]
mod tests;

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::{json, Value};

use crate::{
    attested::Attested,
    base64url,
    claims::{self, Claim, ClaimError, ClaimSet},
    jose::{self, Header, JoseError, Jws, PublicKey, SigningKey},
    json::Object,
    sd_jwt::{holder_key, Binding, Builder, Checks, SdJwt, SdJwtError},
    vc::{self, VcError},
};

/// The type of the token.
pub const TYPE: &str = "attestation+sd-jwt";

/// Why a credential is not taken.
#[derive(Debug, thiserror::Error)]
pub enum CredentialError {
    /// The token itself is not right.
    #[error(transparent)]
    Token(#[from] SdJwtError),
    /// Its claims are not right.
    #[error(transparent)]
    Claims(#[from] ClaimError),
    /// It is no W3C credential, though it says so.
    #[error(transparent)]
    Vc(#[from] VcError),
    /// It is of a type that is not known here.
    #[error("it is of the type '{0}', which is neither '{TYPE}' nor '{vc}'", vc = vc::TYPE)]
    Type(String),
    /// It does not say which attestation it is about.
    #[error("it does not say which attestation on which chain it is about")]
    NotAttested,
    /// It names another issuer than the attestation it is about.
    #[error("it names the issuer '{found}', but is about an attestation of '{expected}'")]
    Issuer {
        /// What it names.
        found: String,
        /// Who issued the attestation.
        expected: String,
    },
    /// Where its status is cannot be read.
    #[error("its 'status' cannot be read, so nobody could tell whether it was revoked")]
    Status,
    /// It is signed with another key than it names.
    #[error("it names another key than the one that signed it")]
    Key,
}

/// Where to look up the status of a credential: an entry of a Token Status List.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StatusRef {
    /// The position in the list.
    pub idx: u64,
    /// The list.
    pub uri: String,
}

/// The two lists in which a credential has an entry each.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct StatusRefs {
    /// Whether it was revoked.
    pub revocation: Option<StatusRef>,
    /// Whether it is suspended.
    pub suspension: Option<StatusRef>,
}

/// What an issuer puts into a credential.
#[derive(Clone, Debug)]
pub struct Contents<'a> {
    /// The attestation.
    pub attested: &'a Attested,
    /// The holder's key.
    pub holder: &'a PublicKey,
    /// The claims and the decoys.
    pub claims: &'a ClaimSet,
    /// When it is issued, in seconds since 1970.
    pub issued: u64,
    /// When it expires, if ever. What the chain says about the attestation counts all the same.
    pub expires: Option<u64>,
    /// Where to look up its status.
    pub status: StatusRefs,
}

/// Signs a credential as an SD-JWT, with all its disclosures.
///
/// # Errors
/// Never, for claims that are a [`ClaimSet`].
pub fn issue(key: &SigningKey, contents: &Contents<'_>) -> Result<SdJwt, CredentialError> {
    let attested = contents.attested;
    let mut payload = Object::new();
    payload.insert("iss".into(), json!(attested.issuer_uri()));
    payload.insert("iat".into(), json!(contents.issued));
    if let Some(expires) = contents.expires {
        payload.insert("exp".into(), json!(expires));
    }
    payload.insert("cnf".into(), json!({"jwk": contents.holder}));
    payload.insert("althing".into(), json!(attested));
    let mut status = Object::new();
    let StatusRefs { revocation, suspension } = &contents.status;
    for (name, entry) in [("status_list", revocation), ("suspension_list", suspension)] {
        if let Some(entry) = entry {
            status.insert(name.into(), json!(entry));
        }
    }
    if !status.is_empty() {
        payload.insert("status".into(), Value::Object(status));
    }
    let mut builder = Builder::new(payload)?;
    builder.place("", contents.claims)?;
    Ok(builder.sign(key, Header { typ: TYPE, cty: None }))
}

/// A credential that was checked.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The attestation it is about.
    pub attested: Attested,
    /// The holder's key.
    pub holder: PublicKey,
    /// What the chain has to have, computed from the token.
    pub commitment: [u8; 32],
    /// The claims that are disclosed.
    pub claims: Vec<Claim>,
    /// The digests of all claims and decoys, in order.
    pub digests: Vec<[u8; 32]>,
    /// When it expires, in seconds since 1970, if ever.
    pub expires: Option<i64>,
    /// Where to look up its status.
    pub status: StatusRefs,
}

impl Opened {
    /// The claims for a wallet or a vault.
    ///
    /// # Errors
    /// If none are disclosed.
    pub fn claim_set(&self) -> Result<ClaimSet, ClaimError> {
        ClaimSet::from_digests(self.claims.clone(), self.digests.clone())
    }
}

/// Checks a credential of either form with the issuer's key, as at `now`, in seconds since 1970.
/// Whether the chain has its commitment is for the caller to see.
///
/// # Errors
/// If it is not signed by that key, not valid at that time, not about an attestation of the issuer it
/// names, discloses something else than claims, or its digests are not those of a set of claims.
pub fn open(
    token: &SdJwt,
    issuer: &PublicKey,
    now: u64,
    binding: Binding<'_>,
) -> Result<Opened, CredentialError> {
    let form = Form::of(token)?;
    let required = ["cnf", "althing"];
    let checks = Checks { issuer, typ: form.typ(), now, required: &required, binding };
    let verified = token.verify(&checks)?;
    if verified.header.get("kid").and_then(Value::as_str) != Some(&issuer.id()) {
        return Err(CredentialError::Key);
    }
    let payload = &verified.payload;
    let attested: Attested = payload
        .get("althing")
        .and_then(|attested| serde_json::from_value(attested.clone()).ok())
        .ok_or(CredentialError::NotAttested)?;
    let (named, expires, status) = form.terms(payload, now)?;
    if named != attested.issuer_uri() {
        return Err(CredentialError::Issuer { found: named, expected: attested.issuer_uri() });
    }
    let digests = digests(form.holder_of_digests(&verified.signed))?;
    Ok(Opened {
        commitment: claims::commitment(&digests)?,
        claims: disclosed(token, &digests)?,
        holder: holder_key(payload)?,
        attested,
        digests,
        expires,
        status,
    })
}

/// What a credential is written as.
#[derive(Clone, Copy)]
enum Form {
    SdJwt,
    Vc,
}

impl Form {
    /// What a token says it is; its signature covers that.
    fn of(token: &SdJwt) -> Result<Self, CredentialError> {
        let failed = |cause| SdJwtError::Signed("issuer's signature", cause);
        let message = Jws::parse(token.jwt()).map_err(failed)?;
        Self::from_str(message.typ().unwrap_or_default())
    }

    fn typ(self) -> &'static str {
        match self {
            Self::SdJwt => TYPE,
            Self::Vc => vc::TYPE,
        }
    }

    /// The object that has the digests of the claims.
    fn holder_of_digests(self, signed: &Object) -> Option<&Object> {
        match self {
            Self::SdJwt => Some(signed),
            Self::Vc => signed.get("credentialSubject").and_then(Value::as_object),
        }
    }

    /// Who issued it, until when it is valid, and where its status is.
    fn terms(
        self,
        payload: &Object,
        now: u64,
    ) -> Result<(String, Option<i64>, StatusRefs), CredentialError> {
        match self {
            Self::SdJwt => {
                let issuer = payload.get("iss").and_then(Value::as_str).unwrap_or_default();
                let failed = |cause: JoseError| SdJwtError::Signed("token", cause);
                let expires = jose::seconds(payload, "exp").map_err(failed)?;
                Ok((issuer.to_string(), expires, status(payload)?))
            }
            Self::Vc => {
                let model = vc::Model::check(payload, now)?;
                Ok((model.issuer, model.valid_until, model.status))
            }
        }
    }
}

impl FromStr for Form {
    type Err = CredentialError;

    fn from_str(typ: &str) -> Result<Self, CredentialError> {
        match typ {
            TYPE => Ok(Self::SdJwt),
            vc::TYPE => Ok(Self::Vc),
            other => Err(CredentialError::Type(other.to_string())),
        }
    }
}

fn status(payload: &Object) -> Result<StatusRefs, CredentialError> {
    let entry = |name| match payload.get("status").and_then(|status| status.get(name)) {
        None => Ok(None),
        Some(entry) => {
            let entry = serde_json::from_value(entry.clone());
            entry.map(Some).map_err(|_| CredentialError::Status)
        }
    };
    if payload.get("status").is_some_and(|status| !status.is_object()) {
        return Err(CredentialError::Status);
    }
    Ok(StatusRefs { revocation: entry("status_list")?, suspension: entry("suspension_list")? })
}

/// The digests in an object, in the order in which they stand.
fn digests(object: Option<&Object>) -> Result<Vec<[u8; 32]>, CredentialError> {
    let hidden = object.and_then(|object| object.get("_sd")).and_then(Value::as_array);
    let digest = |text: &Value| text.as_str().and_then(base64url::decode32);
    let digests: Option<Vec<_>> = hidden.into_iter().flatten().map(digest).collect();
    Ok(digests.ok_or(ClaimError::Digests)?)
}

/// The claims that a token discloses, all of which have to be among the digests.
fn disclosed(token: &SdJwt, digests: &[[u8; 32]]) -> Result<Vec<Claim>, CredentialError> {
    let mut claims = Vec::new();
    for disclosure in token.disclosures() {
        let claim = Claim::try_from(disclosure.clone())?;
        if digests.binary_search(&claim.digest()).is_err() {
            return Err(ClaimError::Foreign(claim.name().to_string()).into());
        }
        claims.push(claim);
    }
    claims::check_names(claims.iter().map(Claim::name))?;
    Ok(claims)
}
