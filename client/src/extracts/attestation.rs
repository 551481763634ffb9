//! What the state says of an attestation: which keys that takes, and what they mean.

use super::{check::value, error::ExtractError, layout::Layout, proof::Proven};
use crate::{
    attestations::{
        statement::Subject,
        types::{Attestation, Description, Failing, Issuer, IssuerKey, Schema, Slot},
        IssuerId, SchemaId,
    },
    chain,
};

/// What a state says of a subject under a schema.
#[derive(Clone, Debug)]
pub struct Found {
    /// The rules of the schema, if there is one.
    pub schema: Option<Schema>,
    /// Its name and layout.
    pub description: Option<Description>,
    /// What is stored of the subject; nothing if it never had an attestation under the schema.
    pub slot: Option<Slot>,
    /// Who issued that.
    pub issuer: Option<(IssuerId, Issuer)>,
    /// The keys with which the issuer signs documents.
    pub keys: Vec<IssuerKey>,
}

impl Found {
    /// The attestation, whether it holds or not; none if there never was one or it was removed.
    pub fn attestation(&self) -> Option<&Attestation> {
        match &self.slot {
            Some(Slot::Attestation(attestation)) => Some(attestation),
            Some(Slot::Tombstone(_)) | None => None,
        }
    }

    /// Whether it holds in block `at`, the block of the extract.
    ///
    /// # Errors
    /// Why it does not.
    pub fn check(&self, at: u32) -> Result<(), Failing> {
        match (self.attestation(), &self.issuer) {
            (Some(found), Some((_, issuer))) => crate::attestations::read::check(found, issuer, at),
            _ => Err(Failing::Missing),
        }
    }
}

/// Who issued what is in a slot.
pub fn issuer_of(slot: &Slot) -> IssuerId {
    match slot {
        Slot::Attestation(attestation) => attestation.issuer,
        Slot::Tombstone(stone) => stone.issuer,
    }
}

/// The key of a slot.
///
/// # Errors
/// If the client's metadata lacks it.
pub fn slot_key(
    layout: &Layout,
    schema: SchemaId,
    subject: &Subject,
) -> Result<Vec<u8>, ExtractError> {
    layout.key(chain::storage().attestations().slots(), (schema, subject.to_chain()))
}

/// Decodes what is in a slot.
///
/// # Errors
/// If it is no slot.
pub fn decode_slot(layout: &Layout, bytes: &[u8]) -> Result<Slot, ExtractError> {
    layout.value(&chain::storage().attestations().slots(), bytes)
}

/// What is proven to be in a slot.
///
/// # Errors
/// If it is no slot.
pub fn slot(
    layout: &Layout,
    schema: SchemaId,
    subject: &Subject,
    proven: &Proven,
) -> Result<Option<Slot>, ExtractError> {
    let key = slot_key(layout, schema, subject)?;
    value(proven, &key).map(|bytes| decode_slot(layout, bytes)).transpose()
}

/// The keys that an extract about an attestation has: the slot, the schema and its description; and
/// the issuer and its keys, if there is something in the slot.
///
/// # Errors
/// If the client's metadata lacks them.
pub fn keys(
    layout: &Layout,
    schema: SchemaId,
    subject: &Subject,
    issuer: Option<IssuerId>,
) -> Result<Vec<Vec<u8>>, ExtractError> {
    let storage = chain::storage().attestations();
    let mut keys = vec![
        slot_key(layout, schema, subject)?,
        layout.key(storage.schemas(), (schema,))?,
        layout.key(storage.descriptions(), (schema,))?,
    ];
    if let Some(issuer) = issuer {
        keys.push(layout.key(storage.issuers(), (issuer,))?);
        keys.push(layout.key(storage.keys(), (issuer,))?);
    }
    Ok(keys)
}

/// Reads what is proven about a subject under a schema.
///
/// # Errors
/// If a value cannot be decoded, or the issuer of what is in the slot is missing.
pub fn read(
    layout: &Layout,
    (schema, subject): (SchemaId, &Subject),
    slot: Option<Slot>,
    proven: &Proven,
) -> Result<Found, ExtractError> {
    let storage = chain::storage().attestations();
    let issuer_id = slot.as_ref().map(issuer_of);
    let keys = keys(layout, schema, subject, issuer_id)?;
    let at = |index: usize| keys.get(index).and_then(|key| value(proven, key));
    let issuer = match issuer_id {
        Some(id) => {
            let bytes = at(3).ok_or(ExtractError::OtherKeys("the issuer is missing"))?;
            Some((id, layout.value(&storage.issuers(), bytes)?))
        }
        None => None,
    };
    let registered = at(4).map(|bytes| layout.value(&storage.keys(), bytes)).transpose()?;
    Ok(Found {
        schema: at(1).map(|bytes| layout.value(&storage.schemas(), bytes)).transpose()?,
        description: at(2).map(|bytes| layout.value(&storage.descriptions(), bytes)).transpose()?,
        slot,
        issuer,
        keys: registered.map_or(Vec::new(), |keys| keys.0),
    })
}
