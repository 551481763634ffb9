//! Status list tokens: a list, signed, with an address, a time and the block it was read at.

use serde::{Deserialize, Serialize};
use serde_json::{json, Value};

use super::{Bits, Status, StatusArray, StatusListError};
use crate::{
    base64url, hex32,
    jose::{self, Header, Jws},
    json,
    time::LEEWAY,
};

/// The type of a status list token, in its header.
pub const TOKEN_TYPE: &str = "statuslist+jwt";

/// The claim that ties a list to a finalized block of a chain.
pub const FINALIZED_CLAIM: &str = "althing";

/// What an entry in a list means.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ListPurpose {
    /// Ended for good.
    Revocation,
    /// Without effect for a while.
    Suspension,
}

impl ListPurpose {
    /// Bits an entry of such a list.
    pub fn bits(self) -> Bits {
        match self {
            Self::Revocation => Bits::One,
            Self::Suspension => Bits::Two,
        }
    }

    /// What such a list says of those that are in it.
    pub fn status(self) -> Status {
        match self {
            Self::Revocation => Status::INVALID,
            Self::Suspension => Status::SUSPENDED,
        }
    }
}

/// The block at which the statuses were read.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FinalizedBlock {
    /// The hash of the chain's first block.
    #[serde(with = "hex32")]
    pub genesis: [u8; 32],
    /// The number of the finalized block.
    pub number: u32,
    /// Its hash.
    #[serde(with = "hex32")]
    pub hash: [u8; 32],
    /// What the list is about.
    pub purpose: ListPurpose,
}

/// A list that is about to be signed.
#[derive(Clone, Debug)]
pub struct ListToken {
    /// Address of the list; credentials name the same.
    pub uri: String,
    /// When it is made, in Unix seconds.
    pub iat: u64,
    /// When it stops being valid, in Unix seconds.
    pub exp: u64,
    /// How long it may be kept before a fresh one is fetched, in seconds.
    pub ttl: u64,
    /// The block at which the statuses were read, and what the list is about.
    pub block: FinalizedBlock,
    /// The statuses.
    pub list: StatusArray,
}

impl ListToken {
    /// The claims of the token.
    ///
    /// # Errors
    /// [`StatusListError::Malformed`] if it would have expired when it is made, or has no time to
    /// live.
    pub fn claims(&self) -> Result<Value, StatusListError> {
        if self.exp <= self.iat || self.ttl == 0 {
            return Err(malformed("`exp` has to be after `iat`, and `ttl` more than 0 seconds"));
        }
        let block =
            serde_json::to_value(&self.block).map_err(|cause| malformed(cause.to_string()))?;
        Ok(json!({
            "sub": self.uri,
            "iat": self.iat,
            "exp": self.exp,
            "ttl": self.ttl,
            "status_list": {
                "bits": self.list.bits().count(),
                "lst": base64url::encode(self.list.pack()),
            },
            FINALIZED_CLAIM: block,
        }))
    }

    /// The token: signed with the key of whoever publishes the list.
    ///
    /// Base64url is applied twice, to the list and to the claims, so a token is nearly twice as long
    /// as the packed list. Serve it with `Content-Encoding: gzip`, as the format recommends; see
    /// [`gzip`](super::gzip).
    ///
    /// # Errors
    /// As [`Self::claims`].
    pub fn sign(&self, key: &jose::SigningKey) -> Result<String, StatusListError> {
        let header = Header { typ: TOKEN_TYPE, ..Header::default() };
        Ok(jose::sign(key, header, self.claims()?.to_string().as_bytes()))
    }
}

/// How much a reader takes in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// The longest token, in bytes.
    pub token: usize,
    /// The longest list once it is unpacked, in bytes.
    pub list: usize,
}

impl Default for Limits {
    /// 8 MiB for a token and 16 MiB for a list: ten million entries, one in twenty of them revoked,
    /// fit.
    fn default() -> Self {
        Self { token: 8 << 20, list: 16 << 20 }
    }
}

/// What a reader knows beforehand of the list that it wants.
#[derive(Clone, Debug)]
pub struct Expectation<'a> {
    /// The address that the credential names.
    pub uri: &'a str,
    /// The hash of the first block of the chain that the credential is of.
    pub genesis: [u8; 32],
    /// What the list has to be about.
    pub purpose: ListPurpose,
    /// The time, in Unix seconds.
    pub now: u64,
    /// The greatest age of the list, in seconds, if its own `exp` is not strict enough.
    pub max_age: Option<u64>,
    /// The latest block of which a list at this address was seen; older lists are refused.
    pub seen: Option<u32>,
    /// How much to take in.
    pub limits: Limits,
}

/// The claims of a token, as they are read.
#[derive(Deserialize)]
struct Claims {
    sub: String,
    iat: u64,
    exp: u64,
    nbf: Option<u64>,
    ttl: Option<u64>,
    status_list: Packed,
    #[serde(rename = "althing")]
    block: FinalizedBlock,
}

#[derive(Deserialize)]
struct Packed {
    bits: u64,
    lst: String,
}

impl Expectation<'_> {
    /// Checks a token and returns its list. `key` is the key of whoever may publish the list for
    /// this issuer, known from elsewhere.
    ///
    /// # Errors
    /// If anything is not as expected; the status of the credential is unknown then, and it is to be
    /// rejected.
    pub fn verify(
        &self,
        token: &str,
        key: &jose::PublicKey,
    ) -> Result<VerifiedList, StatusListError> {
        if token.len() > self.limits.token {
            return Err(StatusListError::TooLarge {
                what: "the status list token",
                limit: self.limits.token,
            });
        }
        let token = Jws::parse(token)?.verify(key)?;
        token.check_type(TOKEN_TYPE)?;
        let text =
            std::str::from_utf8(&token.payload).map_err(|cause| malformed(cause.to_string()))?;
        let claims: Claims = json::read(text).map_err(|cause| malformed(cause.to_string()))?;
        self.check_subject(&claims)?;
        self.check_times(&claims)?;
        let bits = Bits::try_from(claims.status_list.bits)?;
        let packed = base64url::decode(&claims.status_list.lst)
            .ok_or_else(|| malformed("`lst` is not base64url without padding"))?;
        Ok(VerifiedList {
            list: StatusArray::unpack(bits, &packed, self.limits.list)?,
            exp: claims.exp,
            ttl: claims.ttl,
            block: claims.block,
        })
    }

    /// The list is the one at the address, of the chain and about what the reader asked for.
    fn check_subject(&self, claims: &Claims) -> Result<(), StatusListError> {
        if claims.sub != self.uri {
            return Err(StatusListError::Subject {
                expected: self.uri.to_owned(),
                found: claims.sub.clone(),
            });
        }
        if claims.block.genesis != self.genesis {
            return Err(StatusListError::Chain {
                expected: hex32::encode(&self.genesis),
                found: hex32::encode(&claims.block.genesis),
            });
        }
        if claims.block.purpose != self.purpose {
            return Err(malformed(format!(
                "it lists a {:?}, and a {:?} was asked for",
                claims.block.purpose, self.purpose
            )));
        }
        match self.seen {
            Some(seen) if claims.block.number < seen => {
                Err(StatusListError::Superseded { found: claims.block.number, seen })
            }
            _ => Ok(()),
        }
    }

    fn check_times(&self, claims: &Claims) -> Result<(), StatusListError> {
        let now = self.now;
        let from = claims.iat.max(claims.nbf.unwrap_or_default());
        if from > now.saturating_add(LEEWAY) {
            return Err(StatusListError::NotYet { iat: from, now });
        }
        if now >= claims.exp {
            return Err(StatusListError::Expired { exp: claims.exp, now });
        }
        if claims.ttl == Some(0) {
            return Err(malformed("`ttl` has to be more than 0 seconds"));
        }
        let age = now.saturating_sub(claims.iat);
        match self.max_age {
            Some(most) if age > most => Err(StatusListError::TooOld { age, most }),
            _ => Ok(()),
        }
    }
}

/// A list that was checked.
#[derive(Clone, Debug)]
pub struct VerifiedList {
    list: StatusArray,
    exp: u64,
    ttl: Option<u64>,
    block: FinalizedBlock,
}

impl VerifiedList {
    /// What the list says of an index.
    ///
    /// # Errors
    /// [`StatusListError::OutOfBounds`]: the status is unknown, and the credential is to be rejected.
    pub fn status(&self, index: u64) -> Result<Status, StatusListError> {
        self.list.get(index)
    }

    /// The block at which the statuses were read.
    pub fn block(&self) -> &FinalizedBlock {
        &self.block
    }

    /// Until when the list may be used without fetching a fresh one, in Unix seconds, if it was
    /// fetched at `fetched`.
    pub fn fresh_until(&self, fetched: u64) -> u64 {
        match self.ttl {
            Some(ttl) => fetched.saturating_add(ttl).min(self.exp),
            None => self.exp,
        }
    }
}

fn malformed(why: impl Into<String>) -> StatusListError {
    StatusListError::Malformed(why.into())
}
