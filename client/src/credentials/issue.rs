//! The issuer's side: a token for what the chain has a commitment to, and the record of it.

use std::path::Path;

use althing_credentials::{
    credential::{self, Contents, StatusRefs},
    jose::{PublicKey, SigningKey},
    sd_jwt::SdJwt,
    status_list::{AttestationKey, Indices},
    vc,
    wallet::{Entry, Facts, Record, Records, Retention, Secret, StoredClaims, Vault, VaultKey},
    Attested, ClaimSet,
};
use rand::rngs::OsRng;

use super::{keys, CredentialsError};
use crate::{attestations::words::Words, errors::Result, presentations};

/// What a token is written as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// An SD-JWT (RFC 9901).
    SdJwt,
    /// A W3C Verifiable Credential 2.0, secured as SD-JWT.
    Vc,
}

/// What goes into a token.
#[derive(Clone, Debug)]
pub struct Order<'a> {
    /// What the chain has.
    pub attested: &'a presentations::Attested,
    /// The claims with their salts.
    pub claims: &'a ClaimSet,
    /// The key of the subject's purpose.
    pub holder: &'a PublicKey,
    /// When the token is issued, in seconds since 1970.
    pub issued: u64,
    /// When it expires, in seconds since 1970, if ever.
    pub expires: Option<u64>,
    /// Where to look up its status.
    pub status: StatusRefs,
}

/// Signs a token.
///
/// # Errors
/// If the attestation does not hold, the claims are not what the chain has a commitment to, or the
/// key is not one that the issuer has registered.
pub fn issue(key: &SigningKey, order: &Order<'_>, form: Form) -> Result<SdJwt> {
    let found = order.attested;
    if let Err(why) = &found.holds {
        let why = format!("the attestation does not hold: {}", why.words());
        return Err(CredentialsError::NotValid(why).into());
    }
    check_commitment(found, order.claims)?;
    keys::expect(&found.keys, found.issuer, &key.public())?;
    let attested = attested(found);
    let contents = Contents {
        attested: &attested,
        holder: order.holder,
        claims: order.claims,
        issued: order.issued,
        expires: order.expires,
        status: order.status.clone(),
    };
    Ok(match form {
        Form::SdJwt => credential::issue(key, &contents)?,
        Form::Vc => vc::issue(key, &contents)?,
    })
}

/// Refuses claims that are not what the chain has a commitment to.
///
/// # Errors
/// [`CredentialsError::NotValid`].
pub fn check_commitment(found: &presentations::Attested, claims: &ClaimSet) -> Result<()> {
    if claims.commitment() == found.commitment {
        return Ok(());
    }
    let why = "the claims are not those that the chain has a commitment to: a claim or a salt \
               differs, or they are of another attestation";
    Err(CredentialsError::NotValid(why.into()).into())
}

/// The attestation as a token names it.
pub fn attested(found: &presentations::Attested) -> Attested {
    let slot = &found.slot;
    Attested {
        genesis: slot.genesis,
        schema: slot.schema,
        subject: slot.subject,
        serial: slot.serial,
        issuer: found.issuer,
    }
}

/// An attestation as a vault holds it.
pub fn entry(found: &presentations::Attested, claims: &ClaimSet, token: Option<&SdJwt>) -> Entry {
    Entry {
        slot: found.slot.clone(),
        facts: Facts {
            issuer: found.issuer,
            level: found.level,
            jurisdiction: found.jurisdiction,
            issued: Some(found.issued),
            expires: found.expires,
            commitment: found.commitment,
            person_tag: found.tag,
        },
        claims: StoredClaims::from(claims),
        token: token.map(|token| Secret::new(token.to_string())),
    }
}

/// Opens an issuer's records, or creates them.
///
/// # Errors
/// If the key is not the right one, or the file is damaged or something else.
pub fn records(path: &Path, key: VaultKey) -> Result<Vault<Records>> {
    Ok(match path.exists() {
        true => Vault::open(path, key)?,
        false => Vault::create(path, key, Records::default())?,
    })
}

/// Keeps the record of an attestation, with the salts, so that what its subject may ask for later
/// can be found. Says whether it was new. The token is not kept: it can be made again.
///
/// # Errors
/// If another record of the same attestation is kept.
pub fn keep(
    vault: &mut Vault<Records>,
    found: &presentations::Attested,
    claims: &ClaimSet,
    retention: Option<Retention>,
) -> Result<bool> {
    if vault
        .content()
        .get(&found.slot)
        .is_some_and(|kept| kept.entry.facts.commitment == found.commitment)
    {
        return Ok(false);
    }
    let record = Record { entry: entry(found, claims, None), retention };
    Ok(vault.update(|records| records.insert([record]))? > 0)
}

/// Gives an attestation its random place in the status lists, or finds the one that it has.
///
/// # Errors
/// If the list is full, or the place cannot be written down.
pub fn status(
    indices: &mut Indices,
    found: &presentations::Attested,
    suspension: Option<&str>,
) -> Result<StatusRefs> {
    let key = AttestationKey::from(&found.slot);
    indices.assign(key, &mut OsRng)?;
    Ok(indices.refs(&key, suspension)?)
}
