//! Claims, each hidden behind a salt of 256 bits, and the commitment to all of them.
//!
//! A [`Claim`] is an SD-JWT disclosure: base64url over the JSON array of salt, name and value. Its
//! digest is SHA-256 over that text. The commitment, which is on the chain, is the head of an RFC
//! 6962 tree over the digests in bytewise order, with as many random decoys as fill it to a power of
//! two, at least [`LEAST_LEAVES`]. So the same salt opens a claim in the issuer's token and in the
//! tree, and neither order nor number of the claims shows.

#[cfg(test)]
mod tests;
mod tree;

use std::fmt;

use rand::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use zeroize::Zeroizing;

use crate::{
    base64url, hex32,
    sd_jwt::{Disclosure, SdJwtError},
};

/// The length of a salt in bytes.
pub const SALT_BYTES: usize = 32;

/// The fewest leaves of a tree.
pub const LEAST_LEAVES: usize = 8;

/// The most leaves of a tree, and so the most claims of an attestation.
pub const MOST_LEAVES: usize = 1024;

/// The longest name of a claim, in bytes.
pub const LONGEST_NAME: usize = 128;

/// Names that mean something to whoever reads the token as a JWT, an SD-JWT or a W3C credential: a
/// claim that bears one could make a token valid that is not, or say something else than it seems.
const RESERVED: [&str; 20] = [
    "_sd",
    "_sd_alg",
    "...",
    "iss",
    "sub",
    "aud",
    "exp",
    "nbf",
    "iat",
    "jti",
    "cnf",
    "vct",
    "status",
    "althing",
    "id",
    "type",
    "issuer",
    "credentialSubject",
    "credentialStatus",
    "credentialSchema",
];

/// Why claims are not taken.
#[derive(Debug, thiserror::Error)]
pub enum ClaimError {
    /// There are none.
    #[error("there are no claims; an attestation says at least one thing")]
    None,
    /// There are too many.
    #[error("{0} claims are more than the {MOST_LEAVES} an attestation can have")]
    TooMany(usize),
    /// Two claims have one name.
    #[error("the claim '{0}' is there twice; give each its own name")]
    Twice(String),
    /// A name that cannot be a claim's.
    #[error("'{0}' cannot be the name of a claim: it is reserved, begins with '@', is empty or longer than {LONGEST_NAME} bytes")]
    Name(String),
    /// A value that hides members itself.
    #[error(
        "the value of the claim '{0}' has a member '_sd', '_sd_alg' or '...', which are reserved"
    )]
    Value(String),
    /// A salt that could be guessed.
    #[error("the claim '{0}' is not salted with {SALT_BYTES} bytes, so others could guess it")]
    Salt(String),
    /// A disclosure that cannot be read.
    #[error(transparent)]
    Disclosure(#[from] SdJwtError),
    /// The number of digests, or their order, is not what an issuer makes.
    #[error("the digests are not those of a set of claims: their number is no power of two from {LEAST_LEAVES} to {MOST_LEAVES}, or they are not in order and distinct")]
    Digests,
    /// A claim is not among the digests.
    #[error("the claim '{0}' is not among those that were committed to")]
    Foreign(String),
    /// There is no such claim.
    #[error("there is no claim '{0}'; the attestation has {1}")]
    Unknown(String, String),
    /// A proof does not lead to the commitment.
    #[error("the claim '{0}' is not part of what the chain has: it was altered, or belongs to another attestation")]
    NotCommitted(String),
}

/// One thing that is attested: a name, a value and a salt. In JSON it is its disclosure.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Claim(Disclosure);

impl Claim {
    /// Makes a claim with a new salt.
    ///
    /// # Errors
    /// If the name is reserved, empty or too long, or the value has reserved members.
    pub fn new(
        name: &str,
        value: Value,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<Self, ClaimError> {
        let mut salt = Zeroizing::new([0; SALT_BYTES]);
        rng.fill_bytes(salt.as_mut());
        let salt = Zeroizing::new(base64url::encode(salt.as_slice()));
        Disclosure::property(&salt, name, value).try_into()
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.0.name().unwrap_or_default()
    }

    /// Its value.
    pub fn value(&self) -> &Value {
        self.0.value()
    }

    /// The disclosure, byte for byte as it was made.
    pub fn disclosure(&self) -> &Disclosure {
        &self.0
    }

    /// What stands for it where it is not shown.
    pub fn digest(&self) -> [u8; 32] {
        self.0.digest()
    }
}

/// Shows the name only: the value is somebody's, and the salt a secret.
impl fmt::Debug for Claim {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Claim({:?})", self.name())
    }
}

impl TryFrom<Disclosure> for Claim {
    type Error = ClaimError;

    fn try_from(disclosure: Disclosure) -> Result<Self, ClaimError> {
        let name = disclosure.name().ok_or_else(|| ClaimError::Name(String::new()))?.to_string();
        let taken = RESERVED.contains(&name.as_str()) || name.starts_with('@');
        if taken || name.is_empty() || name.len() > LONGEST_NAME {
            return Err(ClaimError::Name(name));
        }
        if base64url::decode32(disclosure.salt()).is_none() {
            return Err(ClaimError::Salt(name));
        }
        if hides(disclosure.value()) {
            return Err(ClaimError::Value(name));
        }
        Ok(Self(disclosure))
    }
}

impl TryFrom<String> for Claim {
    type Error = ClaimError;

    fn try_from(encoded: String) -> Result<Self, ClaimError> {
        Disclosure::parse(&encoded)?.try_into()
    }
}

impl From<Claim> for String {
    fn from(claim: Claim) -> Self {
        claim.0.encoded().to_string()
    }
}

/// Whether a value has members by which SD-JWT hides others.
pub(crate) fn hides(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(name, inner)| {
            matches!(name.as_str(), "_sd" | "_sd_alg" | "...") || hides(inner)
        }),
        Value::Array(elements) => elements.iter().any(hides),
        _ => false,
    }
}

/// All claims of an attestation, and the decoys beside them. It holds every salt: whoever has it can
/// show everything, so it belongs into a wallet or an issuer's vault and nowhere else.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct ClaimSet {
    claims: Vec<Claim>,
    /// The digests of claims and decoys, in order.
    digests: Vec<[u8; 32]>,
}

/// A [`ClaimSet`] as it is stored.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    claims: Vec<Claim>,
    #[serde(with = "hex32::list")]
    digests: Vec<[u8; 32]>,
}

impl TryFrom<Parts> for ClaimSet {
    type Error = ClaimError;

    fn try_from(parts: Parts) -> Result<Self, ClaimError> {
        Self::from_digests(parts.claims, parts.digests)
    }
}

impl From<ClaimSet> for Parts {
    fn from(set: ClaimSet) -> Self {
        Self { claims: set.claims, digests: set.digests }
    }
}

impl ClaimSet {
    /// Makes claims of names and values, each with a new salt, and decoys beside them.
    ///
    /// # Errors
    /// If there are none or too many, a name occurs twice, or a name or value is reserved.
    pub fn new<N: AsRef<str>>(
        claims: impl IntoIterator<Item = (N, Value)>,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<Self, ClaimError> {
        let claims: Vec<_> = claims
            .into_iter()
            .map(|(name, value)| Claim::new(name.as_ref(), value, rng))
            .collect::<Result<_, _>>()?;
        let leaves = claims.len().next_power_of_two().max(LEAST_LEAVES);
        if leaves > MOST_LEAVES {
            return Err(ClaimError::TooMany(claims.len()));
        }
        let mut digests: Vec<_> = claims.iter().map(Claim::digest).collect();
        while digests.len() < leaves {
            digests.push(decoy(rng));
        }
        digests.sort_unstable();
        Self::from_digests(claims, digests)
    }

    /// Puts claims together with the digests of all, decoys included, as an issuer's token has them.
    /// Claims that are not at hand count as decoys.
    ///
    /// # Errors
    /// If there are no claims, two have one name, one is not among the digests, or the digests are
    /// not those of a set of claims.
    pub fn from_digests(claims: Vec<Claim>, digests: Vec<[u8; 32]>) -> Result<Self, ClaimError> {
        check_digests(&digests)?;
        if claims.is_empty() {
            return Err(ClaimError::None);
        }
        check_names(claims.iter().map(Claim::name))?;
        let foreign = |claim: &&Claim| digests.binary_search(&claim.digest()).is_err();
        if let Some(claim) = claims.iter().find(foreign) {
            return Err(ClaimError::Foreign(claim.name().to_string()));
        }
        Ok(Self { claims, digests })
    }

    /// The claims, in the order in which they were given.
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// The digests of claims and decoys, in bytewise order.
    pub fn digests(&self) -> &[[u8; 32]] {
        &self.digests
    }

    /// What goes on the chain.
    pub fn commitment(&self) -> [u8; 32] {
        tree::head(&self.digests)
    }

    /// The claim of that name.
    ///
    /// # Errors
    /// [`ClaimError::Unknown`], with the names that there are.
    pub fn claim(&self, name: &str) -> Result<&Claim, ClaimError> {
        self.claims.iter().find(|claim| claim.name() == name).ok_or_else(|| {
            let names: Vec<_> = self.claims.iter().map(Claim::name).collect();
            ClaimError::Unknown(name.to_string(), names.join(", "))
        })
    }

    /// The proof that the claim of that name is part of what was committed to.
    ///
    /// # Errors
    /// [`ClaimError::Unknown`], with the names that there are.
    pub fn prove(&self, name: &str) -> Result<ClaimProof, ClaimError> {
        let claim = self.claim(name)?.clone();
        let foreign = || ClaimError::Foreign(name.to_string());
        let index = self.digests.binary_search(&claim.digest()).map_err(|_| foreign())?;
        Ok(ClaimProof {
            claim,
            index: u32::try_from(index).map_err(|_| foreign())?,
            path: tree::path(&self.digests, index),
        })
    }
}

/// The commitment to digests as an issuer's token has them, so that it can be computed from the token
/// alone.
///
/// # Errors
/// If they are not those of a set of claims: in bytewise order, distinct, and as many as a tree has
/// leaves.
pub fn commitment(digests: &[[u8; 32]]) -> Result<[u8; 32], ClaimError> {
    check_digests(digests)?;
    Ok(tree::head(digests))
}

/// A claim, and that it is one of those an attestation commits to.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimProof {
    claim: Claim,
    /// Which leaf it is, counted from 0. Leaves are in order of their digests, so it says nothing.
    index: u32,
    /// The neighbours on the way up, lowest first.
    #[serde(with = "hex32::list")]
    path: Vec<[u8; 32]>,
}

impl ClaimProof {
    /// The claim.
    pub fn claim(&self) -> &Claim {
        &self.claim
    }

    /// Whether the claim is part of what `commitment` stands for.
    ///
    /// # Errors
    /// [`ClaimError::NotCommitted`] if not.
    pub fn verify(&self, commitment: &[u8; 32]) -> Result<(), ClaimError> {
        let depths = LEAST_LEAVES.ilog2()..=MOST_LEAVES.ilog2();
        let depth = u32::try_from(self.path.len()).ok().filter(|depth| depths.contains(depth));
        let inside = depth.is_some_and(|depth| self.index >> depth == 0);
        if inside && tree::head_of_path(&self.claim.digest(), self.index, &self.path) == *commitment
        {
            Ok(())
        } else {
            Err(ClaimError::NotCommitted(self.claim.name().to_string()))
        }
    }
}

/// Whether no name occurs twice.
pub(crate) fn check_names<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), ClaimError> {
    let mut seen = std::collections::HashSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(ClaimError::Twice(name.to_string()));
        }
    }
    Ok(())
}

/// A digest of nothing that anybody knows (RFC 9901, section 4.2.5).
fn decoy(rng: &mut (impl RngCore + CryptoRng)) -> [u8; 32] {
    let mut random = [0; SALT_BYTES];
    rng.fill_bytes(&mut random);
    crate::sd_jwt::sha256(random)
}

fn check_digests(digests: &[[u8; 32]]) -> Result<(), ClaimError> {
    let count = digests.len();
    let sized = count.is_power_of_two() && (LEAST_LEAVES..=MOST_LEAVES).contains(&count);
    let ordered = digests.windows(2).all(|pair| matches!(pair, [left, right] if left < right));
    if sized && ordered {
        Ok(())
    } else {
        Err(ClaimError::Digests)
    }
}
