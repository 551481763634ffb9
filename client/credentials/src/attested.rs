//! What an attestation on the chain is known by, off the chain.

use serde::{Deserialize, Serialize};

use crate::hex32;

/// Where an attestation stands: nothing else on any chain has the same.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// The hash of the chain's first block.
    #[serde(with = "hex32")]
    pub genesis: [u8; 32],
    /// The schema.
    pub schema: u32,
    /// About whom: an account's public key, or another hash where the schema says so.
    #[serde(with = "hex32")]
    pub subject: [u8; 32],
    /// Which of the attestations that this subject has had under this schema, counted from 1.
    pub serial: u32,
}

/// An attestation and who issued it: the member `althing` of an issuer's token.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Attested {
    /// The hash of the chain's first block.
    #[serde(with = "hex32")]
    pub genesis: [u8; 32],
    /// The schema.
    pub schema: u32,
    /// About whom.
    #[serde(with = "hex32")]
    pub subject: [u8; 32],
    /// Which of the attestations that this subject has had under this schema, counted from 1.
    pub serial: u32,
    /// The issuer.
    pub issuer: u32,
}

impl Attested {
    /// Where it stands.
    pub fn slot(&self) -> Slot {
        Slot {
            genesis: self.genesis,
            schema: self.schema,
            subject: self.subject,
            serial: self.serial,
        }
    }

    /// The URI of the issuer: `althing:<genesis>:issuer:<id>`.
    pub fn issuer_uri(&self) -> String {
        format!("{}:issuer:{}", chain_uri(&self.genesis), self.issuer)
    }

    /// The URI of the subject: `althing:<genesis>:subject:<hash>`.
    pub fn subject_uri(&self) -> String {
        format!("{}:subject:{}", chain_uri(&self.genesis), hex::encode(self.subject))
    }

    /// The URI of the schema: `althing:<genesis>:schema:<id>`.
    pub fn schema_uri(&self) -> String {
        format!("{}:schema:{}", chain_uri(&self.genesis), self.schema)
    }

    /// The URI of the attestation: `althing:<genesis>:attestation:<schema>:<subject>:<serial>`.
    pub fn uri(&self) -> String {
        let subject = hex::encode(self.subject);
        format!(
            "{}:attestation:{}:{subject}:{}",
            chain_uri(&self.genesis),
            self.schema,
            self.serial
        )
    }
}

fn chain_uri(genesis: &[u8; 32]) -> String {
    format!("althing:{}", hex::encode(genesis))
}
