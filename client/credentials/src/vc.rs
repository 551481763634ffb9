//! Attestations as W3C Verifiable Credentials 2.0, secured as SD-JWT (vc-data-model-2.0,
//! vc-jose-cose), or as plain JSON that nothing secures.
//!
//! The claims are hidden in `credentialSubject`. `issuer`, `id`, `credentialSchema` and the subject's
//! `id` are URIs that name the chain; `credentialStatus` has an entry for the list of revocations and
//! one for that of suspensions. Beside the data model's own, there are `cnf` and `althing`, as in
//! [`crate::credential`]. An inline context keeps names that the data model does not know apart.

mod model;
#[cfg(test)]
mod tests;

pub use model::Model;

use serde_json::{json, Value};

use crate::{
    credential::{Contents, CredentialError, StatusRef, StatusRefs},
    jose::{Header, PublicKey, SigningKey},
    json::{self, JsonError, Object},
    sd_jwt::{Binding, Builder, Checks, SdJwt},
    time, Claim,
};

/// The type of the token (vc-jose-cose, section 3.2.1).
pub const TYPE: &str = "vc+sd-jwt";

/// The context that comes first (vc-data-model-2.0, section 4.3).
pub const CONTEXT: &str = "https://www.w3.org/ns/credentials/v2";

/// What `type` calls an attestation, beside `VerifiableCredential`.
pub const KIND: &str = "AlthingAttestation";

/// What `credentialStatus` calls an entry of a Token Status List.
pub const STATUS_KIND: &str = "TokenStatusListEntry";

/// Why a document is no W3C credential.
#[derive(Debug, thiserror::Error)]
pub enum VcError {
    /// It is no JSON object.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// It breaks a rule of the data model.
    #[error("this is no Verifiable Credential 2.0: {0}")]
    Model(&'static str),
    /// It is not valid yet.
    #[error("the credential is not valid before {0}")]
    NotYet(String),
    /// It is no longer valid.
    #[error("the credential was valid until {0}; ask for a new one")]
    Expired(String),
}

/// Signs an attestation as a credential, with all its disclosures.
///
/// # Errors
/// Never, for claims that are a [`ClaimSet`](crate::ClaimSet).
pub fn issue(key: &SigningKey, contents: &Contents<'_>) -> Result<SdJwt, CredentialError> {
    let mut builder = Builder::new(document(contents))?;
    builder.place("/credentialSubject", contents.claims)?;
    Ok(builder.sign(key, Header { typ: TYPE, cty: Some("vc") }))
}

/// An attestation as plain JSON, with some of its claims. Nothing secures it: whoever gets it has to
/// believe whoever gave it.
pub fn plain(contents: &Contents<'_>, claims: &[Claim]) -> Value {
    let mut document = document(contents);
    if let Some(Value::Object(subject)) = document.get_mut("credentialSubject") {
        for claim in claims {
            subject.insert(claim.name().to_string(), claim.value().clone());
        }
    }
    Value::Object(document)
}

/// Reads a credential from plain JSON and checks it against the data model. That says nothing about
/// who wrote it.
///
/// # Errors
/// If it is no credential, or not valid at `now`, in seconds since 1970.
pub fn read_plain(text: &str, now: u64) -> Result<Model, VcError> {
    Model::check(&json::object(text.as_bytes())?, now)
}

/// Checks a credential of any issuer, not only one about an attestation, and reads what it discloses.
/// [`crate::credential::open`] also checks what makes it one about an attestation.
///
/// # Errors
/// If the token is not right, or no credential, or not valid at `now`.
pub fn import(
    token: &SdJwt,
    issuer: &PublicKey,
    now: u64,
    binding: Binding<'_>,
) -> Result<Model, CredentialError> {
    let required = ["@context", "type", "issuer", "credentialSubject"];
    let checks = Checks { issuer, typ: TYPE, now, required: &required, binding };
    Ok(Model::check(&token.verify(&checks)?.payload, now)?)
}

/// Everything but the claims.
fn document(contents: &Contents<'_>) -> Object {
    let attested = contents.attested;
    let mut document = Object::new();
    let vocabulary = json!({"@vocab": "urn:althing:vocabulary:"});
    document.insert("@context".into(), json!([CONTEXT, vocabulary]));
    document.insert("id".into(), json!(attested.uri()));
    document.insert("type".into(), json!(["VerifiableCredential", KIND]));
    document.insert("issuer".into(), json!(attested.issuer_uri()));
    document.insert("validFrom".into(), json!(time::text(contents.issued)));
    if let Some(expires) = contents.expires {
        document.insert("validUntil".into(), json!(time::text(expires)));
    }
    document.insert("credentialSubject".into(), json!({"id": attested.subject_uri()}));
    let schema = json!({"id": attested.schema_uri(), "type": "AlthingSchema"});
    document.insert("credentialSchema".into(), schema);
    let status = status_entries(&contents.status);
    if !status.is_empty() {
        document.insert("credentialStatus".into(), Value::Array(status));
    }
    document.insert("cnf".into(), json!({"jwk": contents.holder}));
    document.insert("althing".into(), json!(attested));
    document
}

fn status_entries(status: &StatusRefs) -> Vec<Value> {
    let entry = |purpose: &str, StatusRef { idx, uri }: &StatusRef| {
        json!({
            "id": format!("{uri}#{idx}"),
            "type": STATUS_KIND,
            "statusPurpose": purpose,
            "statusListIndex": idx.to_string(),
            "statusListCredential": uri,
        })
    };
    let revocation = status.revocation.iter().map(|status| entry("revocation", status));
    let suspension = status.suspension.iter().map(|status| entry("suspension", status));
    revocation.chain(suspension).collect()
}
