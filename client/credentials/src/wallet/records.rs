//! What an issuer, or a register, keeps about the attestations that it gave out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    entry::Entry,
    error::{Result, VaultError},
    secret::Secret,
    vault::Content,
    ClaimDigest,
};
use crate::{erasure::Handled, Slot};

/// Until when the law makes the holder keep a record.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// The first moment at which it may be erased, in seconds since 1970.
    pub until: u64,
    /// The provision that says so, such as "Directive (EU) 2015/849, article 40".
    pub basis: String,
}

impl Retention {
    /// Whether the record must still be kept.
    pub fn binds(&self, now: u64) -> bool {
        now < self.until
    }
}

/// An attestation that was given out, with the salts.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The attestation.
    pub entry: Entry,
    /// Until when it must be kept; none if nothing says so.
    pub retention: Option<Retention>,
}

/// An issuer's records: the content of its vault.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Records {
    #[serde(serialize_with = "as_list", deserialize_with = "from_list")]
    records: HashMap<Slot, Record>,
    /// The erasure requests that were answered, by their ids.
    pub(crate) handled: BTreeMap<String, Handled>,
}

impl Content for Records {
    const KIND: &'static str = "an issuer's records";

    fn secrets(&self, digests: &BTreeSet<ClaimDigest>) -> Vec<Secret> {
        self.records.values().flat_map(|record| record.entry.secrets(digests)).collect()
    }

    fn erase(&mut self, digests: &BTreeSet<ClaimDigest>) -> usize {
        self.records.values_mut().map(|record| record.entry.erase(digests)).sum()
    }
}

impl Records {
    /// Adds records, all or none. A record that is there already is skipped, so that a batch can
    /// be given again; says how many were new. Fails if another record has the same slot.
    pub fn insert(&mut self, records: impl IntoIterator<Item = Record>) -> Result<usize> {
        let mut new: HashMap<Slot, Record> = HashMap::new();
        for record in records {
            record.entry.check_commitment()?;
            let slot = record.entry.slot.clone();
            match self.records.get(&slot).or_else(|| new.get(&slot)) {
                Some(held) if *held == record => {}
                Some(_) => return Err(conflict(&slot)),
                None => {
                    new.insert(slot, record);
                }
            }
        }
        let count = new.len();
        self.records.extend(new);
        Ok(count)
    }

    /// Notes the block that included an attestation.
    pub fn included(&mut self, slot: &Slot, block: u32) -> Result<()> {
        let record = self.record_mut(slot)?;
        match record.entry.facts.issued {
            Some(known) if known != block => Err(conflict(slot)),
            _ => {
                record.entry.facts.issued = Some(block);
                Ok(())
            }
        }
    }

    /// States until when a record must be kept; none lets it go.
    pub fn retain(&mut self, slot: &Slot, retention: Option<Retention>) -> Result<()> {
        self.record_mut(slot)?.retention = retention;
        Ok(())
    }

    /// The record of an attestation.
    pub fn get(&self, slot: &Slot) -> Option<&Record> {
        self.records.get(slot)
    }

    /// All records, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &Record> {
        self.records.values()
    }

    /// The records with claims that no law obliges to keep any longer, for a holder that erases
    /// without being asked.
    pub fn past_retention(&self, now: u64) -> impl Iterator<Item = &Record> {
        self.records.values().filter(move |record| {
            let over = record.retention.as_ref().is_some_and(|retention| !retention.binds(now));
            over && !record.entry.claims.open().is_empty()
        })
    }

    /// The erasure requests that were answered, with the answers.
    pub fn requests(&self) -> impl Iterator<Item = &Handled> {
        self.handled.values()
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    fn record_mut(&mut self, slot: &Slot) -> Result<&mut Record> {
        self.records.get_mut(slot).ok_or_else(|| {
            VaultError::NotFound(format!(
                "there is no record of the attestation {} of 0x{} under schema {}; check the slot",
                slot.serial,
                hex::encode(slot.subject),
                slot.schema
            ))
        })
    }
}

fn conflict(slot: &Slot) -> VaultError {
    VaultError::Conflict(format!(
        "another record of the attestation {} of 0x{} under schema {} is stored; \
         a record is never replaced, check which of the two the chain has",
        slot.serial,
        hex::encode(slot.subject),
        slot.schema
    ))
}

fn as_list<S: Serializer>(map: &HashMap<Slot, Record>, to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(map.values())
}

fn from_list<'de, D: Deserializer<'de>>(from: D) -> Result<HashMap<Slot, Record>, D::Error> {
    let list = Vec::<Record>::deserialize(from)?;
    let count = list.len();
    let map: HashMap<Slot, Record> =
        list.into_iter().map(|record| (record.entry.slot.clone(), record)).collect();
    if map.len() == count {
        Ok(map)
    } else {
        Err(serde::de::Error::custom("two records of one attestation"))
    }
}
