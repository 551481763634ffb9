//! Schemas and tag domains.

use serde::Serialize;

use super::{hexadecimal, text};
use crate::{
    attestations::{
        clock::{Clock, Moment},
        read,
        types::{Description, Domain, Permission, Schema},
        words::Words,
        DomainId, SchemaId,
    },
    connection::At,
    errors::Result,
};

/// A schema.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct SchemaView {
    /// Its number.
    pub id: SchemaId,
    /// What people call it.
    pub name: String,
    /// The track that accredits its issuers.
    pub track: u16,
    /// Of what its attestations speak.
    pub subject: &'static str,
    /// For how many blocks an attestation is valid at most.
    pub longest_validity: u32,
    /// In which domain its attestations carry person tags.
    pub domain: Option<DomainId>,
    /// Whether attestations may be renewed.
    pub renewal: bool,
    /// Whether attestations may be suspended.
    pub suspension: bool,
    /// Who may move attestations to another account.
    pub recovery: &'static str,
    /// The block in which it was retired.
    pub retired: Option<Moment>,
    /// The claims.
    pub fields: Vec<FieldView>,
}

/// A claim in a schema's layout.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct FieldView {
    /// The SHA-256 hash of its name.
    pub name_hash: String,
    /// What its value is.
    pub kind: &'static str,
}

impl SchemaView {
    /// A schema in the block `at`.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] if there is none of this number.
    pub async fn of(at: &At, clock: &Clock, id: SchemaId) -> Result<Self> {
        let (schema, description) = (read::schema(at, id).await?, read::description(at, id).await?);
        Ok(Self::make(clock, id, &schema, &description))
    }

    /// All schemas.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn all(at: &At, clock: &Clock) -> Result<Vec<Self>> {
        let mut all = Vec::new();
        for (id, schema) in read::schemas(at).await? {
            all.push(Self::make(clock, id, &schema, &read::description(at, id).await?));
        }
        Ok(all)
    }

    fn make(clock: &Clock, id: SchemaId, schema: &Schema, description: &Description) -> Self {
        let rules = &schema.rules;
        let field = |field: &crate::attestations::types::Field| FieldView {
            name_hash: hexadecimal(&field.name.0),
            kind: field.kind.word(),
        };
        Self {
            id,
            name: text(&description.name.0),
            track: rules.track,
            subject: rules.subject.word(),
            longest_validity: rules.longest_validity,
            domain: rules.domain,
            renewal: matches!(rules.renewal, Permission::Allowed),
            suspension: matches!(rules.suspension, Permission::Allowed),
            recovery: rules.recovery.word(),
            retired: schema.retired.map(|block| clock.moment(block)),
            fields: description.fields.0.iter().map(field).collect(),
        }
    }
}

/// A tag domain.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct DomainView {
    /// Its number.
    pub id: DomainId,
    /// The track that governs it.
    pub track: u16,
    /// Who holds the secret key.
    pub key_holder: String,
    /// The public key.
    pub key: String,
    /// How often the key was changed.
    pub epoch: u32,
    /// The key of before, while tags under it are asked for as well.
    pub previous: Option<String>,
    /// The first block from which tags under the key of before are no longer asked for.
    pub overlap_ends: Option<Moment>,
    /// The schemas that share it.
    pub schemas: Vec<SchemaId>,
}

impl DomainView {
    /// All domains.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn all(at: &At, clock: &Clock) -> Result<Vec<Self>> {
        let all = read::domains(at).await?;
        Ok(all.into_iter().map(|(id, domain)| Self::make(clock, id, domain)).collect())
    }

    fn make(clock: &Clock, id: DomainId, domain: Domain) -> Self {
        let overlaps = clock.now < domain.overlap_ends;
        Self {
            id,
            track: domain.track,
            key_holder: domain.key_holder.to_string(),
            key: hexadecimal(&domain.key),
            epoch: domain.epoch,
            previous: domain.previous.filter(|_| overlaps).map(|key| hexadecimal(&key)),
            overlap_ends: overlaps.then(|| clock.moment(domain.overlap_ends)),
            schemas: domain.schemas.0,
        }
    }
}
