//! What records say: fields from a file, checked against the register's layout and salted, and the
//! encrypted vault in which a register, or whoever lodges, keeps them.
//!
//! A contents file is a JSON object of names and values. The chain gets the commitment to it; fields
//! and salts go into the vault before anything is sent. What is erased there says nothing on the chain
//! any more.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use althing_credentials::{
    hex32,
    wallet::{ClaimDigest, Content as VaultContent, Secret, StoredClaims, Vault, VaultKey},
    Claim, ClaimSet,
};
use rand::{rngs::OsRng, RngCore};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sp_crypto_hashing::blake2_256;

use crate::{
    attestations::claims::{self, ClaimsError},
    connection::Hash,
    errors::Result,
    records::types::Content,
    registers::{
        charter::field_name,
        days,
        types::{Field, FieldKind},
        words::Words,
        RegisterId,
    },
};

/// Sets the hashes of names apart from all others.
const NAME_CONTEXT: &[u8; 22] = b"althing/records/name/1";

/// The name of the only field of an address for service.
pub const SERVICE: &str = "address_for_service";

/// Why contents cannot be recorded.
#[derive(Debug, thiserror::Error)]
pub enum ContentsError {
    /// A field that the register does not lay out.
    #[error("the register's records have no field '{0}'; `althing register show` lists the hashes of those they have")]
    Unknown(String),
    /// A field of another kind than the register lays out.
    #[error("the field '{name}' must be {expected}")]
    Kind {
        /// Its name.
        name: String,
        /// What its value must be.
        expected: &'static str,
    },
    /// The vault does not have what a commitment stands for.
    #[error("this vault does not have what {0} stands for; open the vault of whoever recorded it")]
    NotKept(String),
    /// It had it, and all of it was erased.
    #[error("what {0} stands for was erased")]
    Erased(String),
}

/// Makes fields with new salts.
///
/// # Errors
/// If there are none or too many, or a name or a value is reserved.
pub fn salt(fields: Map<String, Value>) -> Result<ClaimSet, ClaimsError> {
    claims::salt(fields)
}

/// Reads a contents file; plain fields are salted anew, salted ones are taken as they are.
///
/// # Errors
/// If the file cannot be read, is something else, or has fields that cannot be made.
pub fn read(path: &Path) -> Result<ClaimSet, ClaimsError> {
    Ok(claims::read(path)?.0)
}

/// Whether every field is one that the register lays out, and of its kind. A field that is not known
/// is left out.
///
/// # Errors
/// The first one that is not.
pub fn check(fields: &ClaimSet, layout: &[Field]) -> Result<(), ContentsError> {
    fields.claims().iter().try_for_each(|field| check_one(field, layout))
}

fn check_one(field: &Claim, layout: &[Field]) -> Result<(), ContentsError> {
    let name = field.name();
    let hash = field_name(name);
    let kind = layout.iter().find(|field| field.name == hash).map(|field| &field.kind);
    let kind = kind.ok_or_else(|| ContentsError::Unknown(name.into()))?;
    match is_of(kind, field.value()) {
        true => Ok(()),
        false => Err(ContentsError::Kind { name: name.into(), expected: kind.words() }),
    }
}

fn is_of(kind: &FieldKind, value: &Value) -> bool {
    match (kind, value) {
        (FieldKind::Boolean, Value::Bool(_)) | (FieldKind::Text, Value::String(_)) => true,
        (FieldKind::Integer, Value::Number(number)) => number.is_i64() || number.is_u64(),
        (FieldKind::Date, Value::String(day)) => days::parse(day).is_some(),
        (FieldKind::Bytes, Value::String(text)) => {
            text.strip_prefix("0x").is_some_and(|digits| hex::decode(digits).is_ok())
        }
        _ => false,
    }
}

/// What goes on the chain.
pub fn content(fields: &ClaimSet, measure: u64) -> Content {
    Content { commitment: Hash::from(fields.commitment()), measure, service: None }
}

/// What tells a record apart in its register, for whoever has the key: the BLAKE2b-256 hash of a
/// context, the key and the text. Without the key nobody links a text to a name.
pub fn keyed_name(key: &[u8; 32], text: &str) -> Hash {
    let hashed = [&NAME_CONTEXT[..], key, text.as_bytes()].concat();
    Hash::from(blake2_256(&hashed))
}

/// Fields that were recorded, or are going to be.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// The hash of the chain's first block.
    #[serde(with = "hex32")]
    pub genesis: [u8; 32],
    /// The register.
    pub register: RegisterId,
    /// The fields, with their salts.
    pub claims: StoredClaims,
}

/// A dealing that was sealed and has to be revealed.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct KeptSeal {
    /// The register.
    pub register: RegisterId,
    /// What it is, in words.
    pub words: String,
    /// What the chain gets when it is revealed, in hexadecimal; the salt is in it.
    pub arguments: Secret,
}

/// A register's contents: what a vault holds.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// By commitment.
    kept: BTreeMap<String, Kept>,
    /// By commitment.
    seals: BTreeMap<String, KeptSeal>,
    /// The keys of names, by chain and register.
    name_keys: BTreeMap<String, Secret>,
    /// The commitments that were made for instruments, by instrument.
    #[serde(default)]
    made_for: BTreeMap<String, String>,
}

impl VaultContent for Contents {
    const KIND: &'static str = "a register's contents";

    fn secrets(&self, digests: &BTreeSet<ClaimDigest>) -> Vec<Secret> {
        let open = self.kept.values().flat_map(|kept| kept.claims.open());
        open.filter(|claim| digests.contains(&claim.digest()))
            .flat_map(|claim| {
                let disclosure = claim.disclosure();
                [Secret::new(disclosure.salt()), Secret::new(disclosure.encoded())]
            })
            .collect()
    }

    fn erase(&mut self, digests: &BTreeSet<ClaimDigest>) -> usize {
        self.kept.values_mut().map(|kept| kept.claims.erase(digests)).sum()
    }
}

impl Contents {
    /// Keeps fields; what is there already stays.
    pub fn keep(&mut self, genesis: [u8; 32], register: RegisterId, fields: &ClaimSet) {
        let kept = Kept { genesis, register, claims: StoredClaims::from(fields) };
        self.kept.entry(hex32::encode(&fields.commitment())).or_insert(kept);
    }

    /// Keeps fields that were made for an instrument, such as a row of a file, so that they are found
    /// again by it. What is kept for it already stays.
    pub fn keep_for(
        &mut self,
        genesis: [u8; 32],
        register: RegisterId,
        instrument: &Hash,
        fields: &ClaimSet,
    ) {
        if self.kept_for(instrument).is_none() {
            self.keep(genesis, register, fields);
            let commitment = hex32::encode(&fields.commitment());
            self.made_for.insert(hex32::encode(&instrument.0), commitment);
        }
    }

    /// The commitment to what is kept for an instrument.
    pub fn kept_for(&self, instrument: &Hash) -> Option<[u8; 32]> {
        hex32::decode(self.made_for.get(&hex32::encode(&instrument.0))?)
    }

    /// What a commitment stands for.
    pub fn get(&self, commitment: &[u8; 32]) -> Option<&Kept> {
        self.kept.get(&hex32::encode(commitment))
    }

    /// The fields that a commitment stands for, as far as they are not erased.
    ///
    /// # Errors
    /// If they are not in here, or all of them were erased.
    pub fn fields(&self, commitment: &[u8; 32]) -> Result<ClaimSet, ContentsError> {
        let text = || hex32::encode(commitment);
        let kept = self.get(commitment).ok_or_else(|| ContentsError::NotKept(text()))?;
        kept.claims.to_set().map_err(|_| ContentsError::Erased(text()))
    }

    /// The digests of the fields behind a commitment, of all or of these names.
    ///
    /// # Errors
    /// If they are not in here, or a name is not among them.
    pub fn digests(
        &self,
        commitment: &[u8; 32],
        names: &[String],
    ) -> Result<BTreeSet<ClaimDigest>, ContentsError> {
        let fields = self.fields(commitment)?;
        if names.is_empty() {
            return Ok(fields.claims().iter().map(Claim::digest).collect());
        }
        let digest = |name: &String| {
            let found = fields.claims().iter().find(|claim| claim.name() == name);
            found.map(Claim::digest).ok_or_else(|| ContentsError::Unknown(name.clone()))
        };
        names.iter().map(digest).collect()
    }

    /// Keeps what was sealed until it is revealed.
    pub fn keep_seal(&mut self, commitment: &Hash, seal: KeptSeal) {
        self.seals.insert(hex32::encode(&commitment.0), seal);
    }

    /// What was sealed under a commitment.
    ///
    /// # Errors
    /// If it is not in here.
    pub fn seal(&self, commitment: &Hash) -> Result<&KeptSeal, ContentsError> {
        let text = hex32::encode(&commitment.0);
        self.seals.get(&text).ok_or(ContentsError::NotKept(text))
    }

    /// The key by which the records of a register are named, if one was made.
    pub fn known_name_key(&self, genesis: &[u8; 32], register: RegisterId) -> Option<[u8; 32]> {
        hex32::decode(self.name_keys.get(&place(genesis, register))?.expose())
    }

    /// The key by which the records of a register are named; made when it is first asked for.
    pub fn name_key(&mut self, genesis: [u8; 32], register: RegisterId) -> [u8; 32] {
        if let Some(key) = self.known_name_key(&genesis, register) {
            return key;
        }
        let mut key = [0; 32];
        OsRng.fill_bytes(&mut key);
        self.name_keys.insert(place(&genesis, register), Secret::new(hex32::encode(&key)));
        key
    }
}

/// A register of a chain.
fn place(genesis: &[u8; 32], register: RegisterId) -> String {
    format!("{}/{register}", hex32::encode(genesis))
}

/// Opens a vault, or creates it if there is no file.
///
/// # Errors
/// If the key is not the right one or too weak, or the file is something else or damaged.
pub fn open(path: &Path, key: VaultKey) -> Result<Vault<Contents>> {
    Ok(match path.exists() {
        true => Vault::open(path, key)?,
        false => Vault::create(path, key, Contents::default())?,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fields(value: Value) -> ClaimSet {
        let Value::Object(fields) = value else { panic!("an object") };
        salt(fields).unwrap()
    }

    fn layout() -> Vec<Field> {
        let field = |name, kind| Field { name: field_name(name), kind };
        vec![
            field("parcel", FieldKind::Text),
            field("area", FieldKind::Integer),
            field("registered", FieldKind::Date),
            field("plan", FieldKind::Bytes),
            field("listed", FieldKind::Boolean),
        ]
    }

    #[test]
    fn fields_are_those_that_the_register_lays_out() {
        let good =
            json!({ "parcel": "A 7", "area": 12, "registered": "1925-04-09", "plan": "0xff" });
        check(&fields(good), &layout()).unwrap();
        let wrong = [
            (json!({ "owner": "Ada" }), "have no field 'owner'"),
            (json!({ "parcel": 7 }), "must be a text"),
            (json!({ "area": 1.5 }), "must be a whole number"),
            (json!({ "registered": "1925-02-29" }), "must be a day"),
            (json!({ "plan": "ff" }), "must be bytes"),
            (json!({ "listed": "yes" }), "must be true or false"),
        ];
        for (odd, said) in wrong {
            let error = check(&fields(odd), &layout()).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
    }

    #[test]
    fn a_vault_gives_back_what_a_commitment_stands_for() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("vault");
        let key = VaultKey::generate();
        let fields = fields(json!({ "parcel": "A 7", "area": 12 }));
        let commitment = content(&fields, 0).commitment.0;
        let mut vault = open(&path, key.clone()).unwrap();
        let keep =
            |contents: &mut Contents| -> Result<(), althing_credentials::wallet::VaultError> {
                contents.keep([7; 32], 3, &fields);
                Ok(())
            };
        vault.update(keep).unwrap();
        let again = open(&path, key).unwrap();
        assert_eq!(again.content().fields(&commitment).unwrap(), fields);
        let missing = again.content().fields(&[9; 32]).unwrap_err().to_string();
        assert!(missing.contains("does not have what 0x0909"), "{missing}");
    }

    #[test]
    fn what_was_made_for_an_instrument_is_found_by_it_and_stays() {
        let (row, other) = (Hash::from([1; 32]), Hash::from([2; 32]));
        let (first, second) =
            (fields(json!({ "parcel": "A 7" })), fields(json!({ "parcel": "B" })));
        let mut contents = Contents::default();
        assert_eq!(contents.kept_for(&row), None);
        contents.keep_for([7; 32], 3, &row, &first);
        contents.keep_for([7; 32], 3, &row, &second);
        assert_eq!(contents.kept_for(&row), Some(first.commitment()));
        assert_eq!(contents.kept_for(&other), None);
        assert_eq!(contents.fields(&first.commitment()).unwrap(), first);
        assert!(contents.get(&second.commitment()).is_none());
    }

    #[test]
    fn what_is_erased_proves_nothing_and_leaves_the_rest() {
        let fields = fields(json!({ "parcel": "A 7", "area": 12 }));
        let commitment = fields.commitment();
        let mut contents = Contents::default();
        contents.keep([7; 32], 3, &fields);
        let gone = contents.digests(&commitment, &["parcel".into()]).unwrap();
        assert_eq!(contents.secrets(&gone).len(), 2);
        assert_eq!(contents.erase(&gone), 1);
        let left = contents.fields(&commitment).unwrap();
        assert_eq!(left.claims().len(), 1);
        left.prove("area").unwrap().verify(&commitment).unwrap();
        assert!(contents.digests(&commitment, &["parcel".into()]).is_err());
        let rest = contents.digests(&commitment, &[]).unwrap();
        contents.erase(&rest);
        let error = contents.fields(&commitment).unwrap_err().to_string();
        assert!(error.contains("was erased"), "{error}");
    }

    #[test]
    fn names_say_nothing_without_their_register_s_key() {
        let mut contents = Contents::default();
        let key = contents.name_key([7; 32], 3);
        assert_eq!(contents.name_key([7; 32], 3), key, "the key stays");
        assert_ne!(contents.name_key([7; 32], 4), key);
        assert_ne!(contents.name_key([8; 32], 3), key);
        assert_ne!(keyed_name(&key, "A 7"), keyed_name(&[0; 32], "A 7"));
        assert_ne!(keyed_name(&key, "A 7"), keyed_name(&key, "A 8"));
    }
}
