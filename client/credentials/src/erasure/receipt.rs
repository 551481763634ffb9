//! What a holder signs after it has answered a request.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{ErasureError, Request, Result};
use crate::{
    hex32,
    jose::{self, Header, PublicKey, SigningKey},
    time,
    wallet::ClaimDigest,
};

/// The type of a receipt's JWS.
pub const TYP: &str = "althing-erasure-receipt+jwt";

/// How a request was answered.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Outcome {
    /// The claims and their salts are gone from the holder's vault.
    Done {
        /// How many backups, or directories of backups, the holder knows of and could not reach.
        /// They may still hold the claims, encrypted.
        backups_left: u32,
    },
    /// The law obliges the holder to keep the record.
    Refused {
        /// The first moment at which it may be erased, in seconds since 1970.
        until: u64,
        /// The provision that says so.
        legal_basis: String,
    },
}

/// A holder's answer to one request: the payload of the JWS.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Who answers.
    #[serde(rename = "iss")]
    pub holder: String,
    /// When it was answered, in seconds since 1970.
    #[serde(rename = "iat")]
    pub when: u64,
    /// The request's id.
    pub request: String,
    /// SHA-256 over the message that the subject signed.
    #[serde(with = "hex32")]
    pub request_hash: [u8; 32],
    /// The claims that were asked for, by their digests.
    #[serde(with = "hex32::list")]
    pub digests: Vec<ClaimDigest>,
    /// The answer.
    pub outcome: Outcome,
}

impl Receipt {
    /// The answer to `request`.
    pub(super) fn new(request: &Request, when: u64, outcome: Outcome) -> Self {
        Self {
            holder: request.holder.clone(),
            when,
            request: request.id.clone(),
            request_hash: request.hash(),
            digests: request.digests.clone(),
            outcome,
        }
    }

    /// The receipt as a compact JWS.
    pub(super) fn sign(&self, key: &SigningKey) -> Result<String> {
        let payload = serde_json::to_vec(self)
            .map_err(|_| ErasureError::Receipt("it cannot be written as JSON"))?;
        Ok(jose::sign(key, Header { typ: TYP, cty: None }, &payload))
    }

    /// The receipt in a compact JWS, if the holder's `key` signed it as a receipt for exactly this
    /// request: same holder, id, text and digests. Who holds which key is for the caller to know.
    pub fn verify(jws: &str, key: &PublicKey, request: &Request) -> Result<Self> {
        let claims = jose::verify(jws, key, TYP)?;
        let receipt: Self = serde_json::from_value(Value::Object(claims))
            .map_err(|_| ErasureError::Receipt("its members are not those of a receipt"))?;
        receipt.check(request)?;
        Ok(receipt)
    }

    fn check(&self, request: &Request) -> Result<()> {
        let same = [
            ("holder", self.holder == request.holder),
            ("request id", self.request == request.id),
            ("list of claims", self.digests == request.digests),
            ("text", self.request_hash == request.hash()),
        ];
        if let Some((what, _)) = same.into_iter().find(|(_, same)| !same) {
            return Err(ErasureError::OtherRequest(what));
        }
        if self.when.saturating_add(time::LEEWAY) < request.asked {
            return Err(ErasureError::Receipt("it is older than the request"));
        }
        match &self.outcome {
            Outcome::Refused { until, .. } if *until <= self.when => {
                Err(ErasureError::Receipt("it refuses until a moment that had passed"))
            }
            Outcome::Refused { legal_basis, .. } if legal_basis.trim().is_empty() => {
                Err(ErasureError::Receipt("it refuses without naming a legal basis"))
            }
            _ => Ok(()),
        }
    }

    /// Whether the claims are gone, as far as the holder can tell.
    pub fn is_done(&self) -> bool {
        matches!(self.outcome, Outcome::Done { .. })
    }
}
