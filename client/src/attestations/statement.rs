//! What people sign off chain, byte for byte as the chain checks it, and as files have it.
//!
//! The message is a sentence and the BLAKE2b-256 hash of what it is about, wrapped in
//! `<Bytes>…</Bytes>` as wallets do. What is hashed names the chain, the issuer, the subject, the
//! serial, all terms and a deadline, so that a signature serves once, for one thing, on one chain.

use std::{fmt, str::FromStr};

use althing_credentials::hex32;
use codec::Encode;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sp_crypto_hashing::blake2_256;

use crate::{
    attestations::types,
    connection::{AccountId, Hash},
};

/// What a signature is for.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// A subject accepts an attestation.
    Accept,
    /// An issuer issues one, which the subject carries to the chain.
    Issue,
    /// A person accepts that an attestation moves to this account.
    Move,
}

impl Purpose {
    /// The sentence that a wallet shows.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Accept => "I accept an attestation of me",
            Self::Issue => "I issue an attestation",
            Self::Move => "I accept that an attestation moves to this account",
        }
    }
}

/// Of what an attestation speaks. As text: an account's address, `record:0x…` or `hash:0x…`.
#[derive(Clone, Debug, Encode, Eq, Hash, PartialEq)]
pub enum Subject {
    /// An account.
    #[codec(index = 0)]
    Account([u8; 32]),
    /// A record in a register.
    #[codec(index = 1)]
    Record([u8; 32]),
    /// Whatever has this hash.
    #[codec(index = 2)]
    Hash([u8; 32]),
}

impl Subject {
    /// The account, if it is one.
    pub fn account(&self) -> Option<AccountId> {
        match self {
            Self::Account(account) => Some(AccountId::from(*account)),
            Self::Record(_) | Self::Hash(_) => None,
        }
    }

    /// The 32 bytes by which it is known, whatever it is.
    pub fn bytes(&self) -> [u8; 32] {
        match self {
            Self::Account(bytes) | Self::Record(bytes) | Self::Hash(bytes) => *bytes,
        }
    }

    /// As the chain's calls take it.
    pub fn to_chain(&self) -> types::Subject {
        match self {
            Self::Account(account) => types::Subject::Account(AccountId::from(*account)),
            Self::Record(hash) => types::Subject::Record(Hash::from(*hash)),
            Self::Hash(hash) => types::Subject::Hash(Hash::from(*hash)),
        }
    }
}

impl From<AccountId> for Subject {
    fn from(account: AccountId) -> Self {
        Self::Account(account.0)
    }
}

impl From<&types::Subject> for Subject {
    fn from(subject: &types::Subject) -> Self {
        match subject {
            types::Subject::Account(account) => Self::Account(account.0),
            types::Subject::Record(hash) => Self::Record(hash.0),
            types::Subject::Hash(hash) => Self::Hash(hash.0),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(account) => AccountId::from(*account).fmt(f),
            Self::Record(hash) => write!(f, "record:{}", hex32::encode(hash)),
            Self::Hash(hash) => write!(f, "hash:{}", hex32::encode(hash)),
        }
    }
}

impl FromStr for Subject {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let hash = |digits: &str| {
            let lower = digits.to_lowercase();
            hex32::decode(&lower).ok_or_else(|| format!("'{digits}' is no hash of 32 bytes"))
        };
        if let Some(digits) = text.strip_prefix("record:") {
            return hash(digits).map(Self::Record);
        }
        if let Some(digits) = text.strip_prefix("hash:") {
            return hash(digits).map(Self::Hash);
        }
        let account: AccountId = text.parse().map_err(|_| {
            format!("'{text}' is neither an account's address nor record:0x… nor hash:0x…")
        })?;
        Ok(account.into())
    }
}

impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Subject {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

/// What stands for the person in the schema's tag domain.
#[derive(Clone, Copy, Debug, Deserialize, Encode, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TagClaim {
    /// The tag under the domain's key.
    #[serde(with = "hex32")]
    pub tag: [u8; 32],
    /// The tag under the key of before, while both are asked for.
    #[serde(default, with = "optional")]
    pub previous: Option<[u8; 32]>,
}

/// What an issuer attests.
#[derive(Clone, Debug, Deserialize, Encode, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The root of the salted Merkle tree of the claims.
    #[serde(with = "hex32")]
    pub commitment: [u8; 32],
    /// How sure the issuer is.
    pub level: u8,
    /// Where it holds: a number of ISO 3166-1, or 0.
    pub jurisdiction: u16,
    /// The first block in which it is no longer valid.
    pub expires: u32,
    /// What stands for the person, if the schema has a tag domain.
    #[serde(default)]
    pub tag: Option<TagClaim>,
}

impl Terms {
    /// As the chain's calls take them.
    pub fn to_chain(&self) -> types::Terms {
        types::Terms {
            commitment: Hash::from(self.commitment),
            level: self.level,
            jurisdiction: self.jurisdiction,
            expires: self.expires,
            tag: self.tag.map(|claim| types::TagClaim { tag: claim.tag, previous: claim.previous }),
        }
    }
}

impl From<&types::Terms> for Terms {
    fn from(terms: &types::Terms) -> Self {
        Self {
            commitment: terms.commitment.0,
            level: terms.level,
            jurisdiction: terms.jurisdiction,
            expires: terms.expires,
            tag: terms
                .tag
                .as_ref()
                .map(|claim| TagClaim { tag: claim.tag, previous: claim.previous }),
        }
    }
}

/// What an agreement is about. The order of the members is that in which they are encoded.
#[derive(Clone, Debug, Deserialize, Encode, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The hash of the chain's first block.
    #[serde(with = "hex32")]
    pub genesis: [u8; 32],
    /// The issuer.
    pub issuer: u32,
    /// The subject; where an attestation moves, the account to which it does.
    pub subject: Subject,
    /// The serial that the attestation will have.
    pub serial: u32,
    /// What is attested.
    pub terms: Terms,
    /// The account from which an attestation moves, if it does.
    #[serde(default, with = "address")]
    pub from: Option<[u8; 32]>,
    /// The last block in which the signature can be used.
    pub deadline: u32,
}

impl Statement {
    /// What stands for the statement in the message.
    pub fn hash(&self) -> [u8; 32] {
        blake2_256(&self.encode())
    }

    /// What a wallet shows and signs; it adds the wrapping by itself.
    pub fn text(&self, purpose: Purpose) -> String {
        format!("Althing: {} {}", purpose.sentence(), hex32::encode(&self.hash()))
    }

    /// The bytes to sign.
    pub fn message(&self, purpose: Purpose) -> Vec<u8> {
        format!("<Bytes>{}</Bytes>", self.text(purpose)).into_bytes()
    }
}

/// 32 bytes that may be missing, in hexadecimal.
mod optional {
    use super::*;

    pub fn serialize<S: Serializer>(bytes: &Option<[u8; 32]>, to: S) -> Result<S::Ok, S::Error> {
        bytes.as_ref().map(hex32::encode).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<[u8; 32]>, D::Error> {
        let Some(text) = Option::<String>::deserialize(from)? else { return Ok(None) };
        let bytes = hex32::decode(&text);
        bytes.map(Some).ok_or_else(|| serde::de::Error::custom("expected 0x and 64 digits"))
    }
}

/// An account that may be missing, as an address.
mod address {
    use super::*;

    pub fn serialize<S: Serializer>(bytes: &Option<[u8; 32]>, to: S) -> Result<S::Ok, S::Error> {
        bytes.map(|bytes| AccountId::from(bytes).to_string()).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<[u8; 32]>, D::Error> {
        let Some(text) = Option::<String>::deserialize(from)? else { return Ok(None) };
        let account: AccountId = text
            .parse()
            .map_err(|_| serde::de::Error::custom("expected the address of an account"))?;
        Ok(Some(account.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement() -> Statement {
        let terms =
            Terms { commitment: [3; 32], level: 2, jurisdiction: 528, expires: 100_000, tag: None };
        Statement {
            genesis: [1; 32],
            issuer: 7,
            subject: Subject::Account([2; 32]),
            serial: 1,
            terms,
            from: None,
            deadline: 5_000,
        }
    }

    fn moving() -> Statement {
        let tag = TagClaim { tag: [4; 32], previous: Some([5; 32]) };
        let untagged = statement();
        Statement {
            serial: 3,
            terms: Terms { tag: Some(tag), ..untagged.terms },
            from: Some([6; 32]),
            deadline: 70_000,
            ..untagged
        }
    }

    // Encoded by hand from `Statement` and `Terms` of the attestations pallet: numbers of fixed
    // width, little-endian; options and enums with a byte in front.
    #[test]
    fn what_is_hashed_is_what_the_pallet_hashes() {
        let expected = [
            "01".repeat(32),
            "07000000".into(),
            format!("00{}", "02".repeat(32)),
            "01000000".into(),
            "03".repeat(32),
            "02".into(),
            "1002".into(),
            "a0860100".into(),
            "00".into(),
            "00".into(),
            "88130000".into(),
        ]
        .concat();
        assert_eq!(hex::encode(statement().encode()), expected);
        let hash = "0xab96a1e001cc978057d2cfe219edb3b0c4d58c346bcc38e05c06baa4ede8e581";
        assert_eq!(
            String::from_utf8(statement().message(Purpose::Accept)).unwrap(),
            format!("<Bytes>Althing: I accept an attestation of me {hash}</Bytes>")
        );
    }

    #[test]
    fn tags_and_moves_are_hashed_as_the_pallet_hashes_them() {
        let expected = [
            "01".repeat(32),
            "07000000".into(),
            format!("00{}", "02".repeat(32)),
            "03000000".into(),
            "03".repeat(32),
            "021002a0860100".into(),
            format!("01{}01{}", "04".repeat(32), "05".repeat(32)),
            format!("01{}", "06".repeat(32)),
            "70110100".into(),
        ]
        .concat();
        assert_eq!(hex::encode(moving().encode()), expected);
        let hash = "0x7fcec492a2d80d80064febc0077ac3d8fa7e73123e027f7afdc1bd86c8f79655";
        assert_eq!(
            moving().text(Purpose::Move),
            format!("Althing: I accept that an attestation moves to this account {hash}")
        );
        let of_hash = Statement { subject: Subject::Hash([9; 32]), ..statement() };
        let tag = Some(TagClaim { tag: [4; 32], previous: None });
        let of_hash = Statement { terms: Terms { tag, ..of_hash.terms }, ..of_hash };
        let hash = "0xa45f374ed6c14cf239fbf387d48392c07473104fa4ea8b2e66c164637caaa8d2";
        assert_eq!(of_hash.text(Purpose::Issue), format!("Althing: I issue an attestation {hash}"));
    }

    #[test]
    fn a_statement_survives_its_file() {
        for statement in [statement(), moving()] {
            let text = serde_json::to_string(&statement).unwrap();
            assert_eq!(serde_json::from_str::<Statement>(&text).unwrap(), statement);
        }
        let text = serde_json::to_string(&statement()).unwrap();
        assert!(serde_json::from_str::<Statement>(&text.replace("0x03", "0x0")).is_err());
        assert!(serde_json::from_str::<Statement>(&text.replace("level", "lvl")).is_err());
    }

    #[test]
    fn subjects_are_read_as_they_are_written() {
        for subject in [Subject::Account([2; 32]), Subject::Record([3; 32]), Subject::Hash([4; 32])]
        {
            assert_eq!(subject.to_string().parse::<Subject>(), Ok(subject));
        }
        let upper = format!("hash:0x{}", "AB".repeat(32));
        assert_eq!(upper.parse::<Subject>(), Ok(Subject::Hash([0xab; 32])));
        for text in ["", "5Grw", "hash:", "record:0x12", "thing:0x00"] {
            assert!(text.parse::<Subject>().is_err(), "{text}");
        }
    }
}
