//! The reader's side: a token, checked with its issuer's key, and what it says.

use althing_credentials::{
    credential::{self, Contents, Opened, StatusRefs},
    jose::{self, Jws, PublicKey},
    sd_jwt::{Binding, SdJwt},
    time, vc,
    wallet::Entry,
    Attested, ClaimSet,
};
use serde::Serialize;
use serde_json::{json, Map, Value};

use super::{issue, CredentialsError};
use crate::{errors::Result, presentations};

/// The attestation that a token says it is about, before anything was checked; none if it is about
/// none of an Althing chain. Only good for finding the keys to check it with.
pub fn peek(token: &SdJwt) -> Option<Attested> {
    let claims = Jws::parse(token.jwt()).ok()?.unverified_claims().ok()?;
    serde_json::from_value(claims.get("althing")?.clone()).ok()
}

/// The key among those of its issuer that a token names.
///
/// # Errors
/// If it names none of them.
pub fn key_of<'a>(token: &SdJwt, keys: &'a [PublicKey]) -> Result<&'a PublicKey> {
    let named = Jws::parse(token.jwt())?.key_id().map(str::to_string);
    let key = keys.iter().find(|key| Some(key.id()) == named);
    let why = "it is signed with a key that its issuer has not registered";
    Ok(key.ok_or_else(|| CredentialsError::NotValid(why.into()))?)
}

/// Checks a token with the key among these that it names.
///
/// # Errors
/// If it names none of them, or anything about it is not right.
pub fn open(token: &SdJwt, keys: &[PublicKey], now: u64) -> Result<Opened> {
    Ok(credential::open(token, key_of(token, keys)?, now, Binding::Refused)?)
}

/// What a wallet holds of a token, once it was checked against the chain.
///
/// # Errors
/// If the token is not its issuer's, is about another attestation, or the chain is committed to
/// other claims.
pub fn entry(token: &SdJwt, found: &presentations::Attested, now: u64) -> Result<Entry> {
    let opened = open(token, &found.keys, now)?;
    if opened.attested != issue::attested(found) {
        let why = "it is about another attestation than the chain has, or of another issuer";
        return Err(CredentialsError::NotValid(why.into()).into());
    }
    let claims = opened.claim_set()?;
    issue::check_commitment(found, &claims)?;
    Ok(issue::entry(found, &claims, Some(token)))
}

/// What a wallet holds of claims without a token.
///
/// # Errors
/// If the chain is committed to other claims.
pub fn entry_of_claims(claims: &ClaimSet, found: &presentations::Attested) -> Result<Entry> {
    issue::check_commitment(found, claims)?;
    Ok(issue::entry(found, claims, None))
}

/// A credential as people and programs read it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Imported {
    /// `sd-jwt`, `vc+sd-jwt`, or `vc` for plain JSON.
    pub form: &'static str,
    /// Whether a signature was checked; plain JSON has none.
    pub signed: bool,
    /// The URI of the issuer.
    pub issuer: String,
    /// The URI of the attestation, if it is about one.
    pub attestation: Option<String>,
    /// What it says.
    pub claims: Map<String, Value>,
    /// Until when it is valid, if it says.
    pub expires: Option<String>,
    /// Where its status is: each list with the position in it.
    pub status: Vec<String>,
}

/// Reads a W3C credential from plain JSON. That says nothing about who wrote it.
///
/// # Errors
/// If it is no Verifiable Credential 2.0, or not valid now.
pub fn import_plain(text: &str, now: u64) -> Result<Imported> {
    Ok(Imported::of_model(vc::read_plain(text, now)?, false))
}

/// Reads a token of any issuer with the key that is trusted for it: an SD-JWT or W3C credential
/// about an attestation, or any other W3C credential.
///
/// # Errors
/// If the token does not meet its rules.
pub fn import(token: &SdJwt, key: &PublicKey, now: u64) -> Result<Imported> {
    if peek(token).is_none() {
        return Ok(Imported::of_model(vc::import(token, key, now, Binding::Refused)?, true));
    }
    let form = match Jws::parse(token.jwt())?.typ() {
        Some(vc::TYPE) => "vc+sd-jwt",
        _ => "sd-jwt",
    };
    let opened = credential::open(token, key, now, Binding::Refused)?;
    let claims = opened.claims.iter();
    Ok(Imported {
        form,
        signed: true,
        issuer: opened.attested.issuer_uri(),
        attestation: Some(opened.attested.uri()),
        claims: claims.map(|claim| (claim.name().to_string(), claim.value().clone())).collect(),
        expires: opened.expires.map(seconds_text),
        status: status_words(&opened.status),
    })
}

impl Imported {
    fn of_model(model: vc::Model, signed: bool) -> Self {
        let subjects: Vec<_> = model.subjects.into_iter().map(Value::Object).collect();
        let attestation = model.document.get("id").and_then(Value::as_str).map(str::to_string);
        Self {
            form: if signed { "vc+sd-jwt" } else { "vc" },
            signed,
            issuer: model.issuer,
            attestation,
            claims: match subjects.as_slice() {
                [Value::Object(only)] => only.clone(),
                several => Map::from_iter([("credentialSubject".to_string(), json!(several))]),
            },
            expires: model.valid_until.map(seconds_text),
            status: status_words(&model.status),
        }
    }
}

/// Some claims of an attestation as plain JSON in the form of a W3C credential, for software that
/// reads those. Nothing secures it.
///
/// # Errors
/// If there is no token to take the form from, or a claim is not there.
pub fn export_plain(entry: &Entry, fields: &[&str]) -> Result<Value> {
    let Some(token) = entry.sd_jwt()? else {
        let why = "there is no token of the issuer; ask it for one";
        return Err(CredentialsError::NotValid(why.into()).into());
    };
    let signed = Jws::parse(token.jwt())?.unverified_claims()?;
    let holder = althing_credentials::sd_jwt::holder_key(&signed)?;
    let attested = peek(&token).ok_or(credential::CredentialError::NotAttested)?;
    let claims = entry.claims.to_set()?;
    let shown: Vec<_> = match fields {
        [] => claims.claims().to_vec(),
        some => some.iter().map(|field| claims.claim(field).cloned()).collect::<Result<_, _>>()?,
    };
    let at = |name, text| {
        let number = jose::seconds(&signed, name).ok().flatten();
        number.or_else(|| signed.get(text).and_then(Value::as_str).and_then(time::parse))
    };
    let contents = Contents {
        attested: &attested,
        holder: &holder,
        claims: &claims,
        issued: at("iat", "validFrom").and_then(|at| u64::try_from(at).ok()).unwrap_or_default(),
        expires: at("exp", "validUntil").and_then(|at| u64::try_from(at).ok()),
        status: StatusRefs::default(),
    };
    Ok(vc::plain(&contents, &shown))
}

fn seconds_text(at: i64) -> String {
    time::text(u64::try_from(at).unwrap_or_default())
}

fn status_words(status: &StatusRefs) -> Vec<String> {
    let named = [("revocation", &status.revocation), ("suspension", &status.suspension)];
    named
        .iter()
        .filter_map(|(name, place)| {
            place.as_ref().map(|place| format!("{name}: {} at {}", place.uri, place.idx))
        })
        .collect()
}
