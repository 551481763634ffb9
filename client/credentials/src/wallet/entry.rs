//! One attestation as a vault stores it: what the chain says, the claims, and the issuer's token.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    error::{Result, VaultError},
    secret::Secret,
    ClaimDigest,
};
use crate::{
    claims, hex32,
    sd_jwt::{sha256, Disclosure, SdJwt},
    Claim, ClaimSet, Slot,
};

/// What the chain says about an attestation, as far as it is known.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// Who issued it.
    pub issuer: u32,
    /// How sure the issuer is, from 0.
    pub level: u8,
    /// The jurisdiction, as the chain numbers it.
    pub jurisdiction: u16,
    /// The block that included it; none until it is included.
    pub issued: Option<u32>,
    /// The block at which it lapses.
    pub expires: u32,
    /// The root over the claims' digests.
    #[serde(with = "hex32")]
    pub commitment: [u8; 32],
    /// What stands for the person in the schema's tag domain.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional32")]
    pub person_tag: Option<[u8; 32]>,
}

/// The claims of an attestation: those that can be opened, and the digests of all, decoys and erased
/// ones included, so that the commitment and the proofs of what is left stay the same.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StoredClaims {
    open: Vec<Claim>,
    #[serde(with = "hex32::list")]
    digests: Vec<ClaimDigest>,
}

impl From<&ClaimSet> for StoredClaims {
    fn from(set: &ClaimSet) -> Self {
        Self { open: set.claims().to_vec(), digests: set.digests().to_vec() }
    }
}

impl StoredClaims {
    /// The claims that can be opened.
    pub fn open(&self) -> &[Claim] {
        &self.open
    }

    /// The digests under the commitment, sorted: of open claims, erased ones, and decoys.
    pub fn digests(&self) -> &[ClaimDigest] {
        &self.digests
    }

    /// The digests of the claims that can be opened.
    pub fn open_digests(&self) -> BTreeSet<ClaimDigest> {
        self.open.iter().map(Claim::digest).collect()
    }

    /// The claims as a set that proves each of them. Fails if all have been erased.
    pub fn to_set(&self) -> Result<ClaimSet> {
        Ok(ClaimSet::from_digests(self.open.clone(), self.digests.clone())?)
    }

    /// What the chain must have.
    pub fn commitment(&self) -> Result<[u8; 32]> {
        Ok(claims::commitment(&self.digests)?)
    }

    /// Removes the claims with these digests and keeps the digests. Says how many there were.
    pub fn erase(&mut self, digests: &BTreeSet<ClaimDigest>) -> usize {
        let before = self.open.len();
        self.open.retain(|claim| !digests.contains(&claim.digest()));
        before.saturating_sub(self.open.len())
    }
}

/// An attestation in a vault.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Where it stands on which chain.
    pub slot: Slot,
    /// What the chain says about it.
    pub facts: Facts,
    /// What was attested.
    pub claims: StoredClaims,
    /// The issuer's SD-JWT with its disclosures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Secret>,
}

impl Entry {
    /// The issuer's token, if it is held.
    pub fn sd_jwt(&self) -> Result<Option<SdJwt>> {
        Ok(self.token.as_ref().map(|token| token.expose().parse()).transpose()?)
    }

    /// Refuses claims that do not make up the commitment on the chain.
    pub fn check_commitment(&self) -> Result<()> {
        let foreign = |claim: &&Claim| !self.claims.digests.contains(&claim.digest());
        match self.claims.open.iter().find(foreign) {
            None if self.claims.commitment()? == self.facts.commitment => Ok(()),
            _ => Err(VaultError::Conflict(
                "the claims do not make up the commitment of the attestation; \
                 ask the issuer for the right ones"
                    .into(),
            )),
        }
    }

    /// The secrets that open the claims with these digests.
    pub(super) fn secrets(&self, digests: &BTreeSet<ClaimDigest>) -> Vec<Secret> {
        let of = |one: &Disclosure| [Secret::new(one.salt()), Secret::new(one.encoded())];
        let open = self.claims.open.iter().filter(|claim| digests.contains(&claim.digest()));
        let in_token = self.in_token().filter(|one| digests.contains(&sha256(one)));
        open.flat_map(|claim| of(claim.disclosure()))
            .chain(in_token.flat_map(|text| match Disclosure::parse(text) {
                Ok(one) => of(&one).to_vec(),
                Err(_) => vec![Secret::new(text)],
            }))
            .collect()
    }

    /// Removes the claims with these digests, from the token too, and says how many there were. A
    /// token without open claims goes altogether.
    pub(super) fn erase(&mut self, digests: &BTreeSet<ClaimDigest>) -> usize {
        let erased: BTreeSet<ClaimDigest> = self
            .claims
            .open_digests()
            .into_iter()
            .chain(self.in_token().map(sha256))
            .filter(|digest| digests.contains(digest))
            .collect();
        if erased.is_empty() {
            return 0;
        }
        self.claims.open.retain(|claim| !erased.contains(&claim.digest()));
        let kept = |token: Secret| {
            let parts = token.expose().split('~').filter(|part| !erased.contains(&sha256(part)));
            Secret::new(parts.collect::<Vec<_>>().join("~"))
        };
        let token = self.token.take();
        self.token = token.filter(|_| !self.claims.open.is_empty()).map(kept);
        erased.len()
    }

    /// The disclosures in the token.
    fn in_token(&self) -> impl Iterator<Item = &str> {
        self.token
            .iter()
            .flat_map(|token| token.expose().split('~').skip(1))
            .filter(|part| !part.is_empty())
    }
}

/// 32 bytes, or none.
mod optional32 {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::hex32;

    pub fn serialize<S: Serializer>(bytes: &Option<[u8; 32]>, to: S) -> Result<S::Ok, S::Error> {
        bytes.as_ref().map(hex32::encode).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<[u8; 32]>, D::Error> {
        let unreadable = || serde::de::Error::custom("expected 0x and 64 lower-case digits");
        Option::<String>::deserialize(from)?
            .map(|text| hex32::decode(&text).ok_or_else(unreadable))
            .transpose()
    }
}
