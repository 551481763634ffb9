//! Which attestation has which index.
//!
//! The file is a journal: an index that [`Indices::assign`] has answered is on the disk. It tells
//! which index is whose, so it is as private as the issuer's other records.

use std::{collections::HashMap, fmt, path::Path};

use rand::{CryptoRng, Rng, RngCore};
use serde::{Deserialize, Serialize};

use super::{ListPurpose, StatusArray, StatusListError};
use crate::{
    credential::{StatusRef, StatusRefs},
    journal::{Journal, Opened},
    Slot,
};

/// What the first line of the file says it is.
const KIND: &str = "althing-status-indices-1";

/// Draws before the free indices are counted instead. With half of the list free, all of them miss
/// once in 2³² times.
const DRAWS: u32 = 32;

/// What identifies an attestation on a chain: the slot, and which attestation of that slot.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(into = "Row", try_from = "Row")]
pub struct AttestationKey {
    /// The schema.
    pub schema: u32,
    /// The account or hash that is attested.
    pub subject: [u8; 32],
    /// Which of the attestations in that slot, counted from 1.
    pub serial: u32,
}

impl From<&Slot> for AttestationKey {
    fn from(slot: &Slot) -> Self {
        Self { schema: slot.schema, subject: slot.subject, serial: slot.serial }
    }
}

impl fmt::Display for AttestationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/0x{}/{}", self.schema, hex::encode(self.subject), self.serial)
    }
}

/// An attestation key as the file holds it: schema, subject in hex, serial.
#[derive(Deserialize, Serialize)]
struct Row(u32, String, u32);

impl From<AttestationKey> for Row {
    fn from(key: AttestationKey) -> Self {
        Self(key.schema, hex::encode(key.subject), key.serial)
    }
}

impl TryFrom<Row> for AttestationKey {
    type Error = hex::FromHexError;

    fn try_from(Row(schema, subject, serial): Row) -> Result<Self, Self::Error> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(subject, &mut bytes)?;
        Ok(Self { schema, subject: bytes, serial })
    }
}

/// What the file is for; stands in its first line.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
struct About {
    /// Address of the list.
    uri: String,
    /// Number of its indices.
    entries: u32,
}

/// The assignments of one call, in one line of the file.
type Batch = Vec<(AttestationKey, u32)>;

/// The indices of one list, and whose they are.
#[derive(Debug)]
pub struct Indices {
    about: About,
    journal: Journal,
    by_key: HashMap<AttestationKey, u32>,
    taken: Taken,
}

impl Indices {
    /// Opens the file of indices at `path`, or creates it, for the list at `uri` with `entries`
    /// indices. No other process can open it at the same time.
    ///
    /// # Errors
    /// If the file belongs to another list or another size, is damaged, in use, or cannot be read.
    pub fn open(path: &Path, uri: &str, entries: u32) -> Result<Self, StatusListError> {
        if entries == 0 || entries > StatusArray::MAX_ENTRIES {
            return Err(StatusListError::Entries {
                entries: entries.into(),
                most: StatusArray::MAX_ENTRIES.into(),
            });
        }
        let wanted = About { uri: uri.to_owned(), entries };
        let Opened { journal, about, records } =
            Journal::open::<About, Batch>(path, KIND, wanted.clone())?;
        if about != wanted {
            return Err(StatusListError::OtherList {
                expected: format!("{uri} with {entries} indices"),
                found: format!("{} with {} indices", about.uri, about.entries),
            });
        }
        let mut indices =
            Self { about, journal, by_key: HashMap::new(), taken: Taken::new(entries) };
        for (key, index) in records.into_iter().flatten() {
            if index >= entries
                || !indices.taken.take(index)
                || indices.by_key.insert(key, index).is_some()
            {
                return Err(StatusListError::Contradiction(format!("{key} with index {index}")));
            }
        }
        Ok(indices)
    }

    /// The index of `key`: the one it has, or else a random free one, which is its own from now on.
    ///
    /// # Errors
    /// [`StatusListError::Full`], or [`StatusListError::Journal`] if it cannot be written; nothing is
    /// assigned then.
    pub fn assign<R: RngCore + CryptoRng>(
        &mut self,
        key: AttestationKey,
        rng: &mut R,
    ) -> Result<u32, StatusListError> {
        let assigned = self.assign_all(&[key], rng)?;
        assigned.first().copied().ok_or(StatusListError::Unassigned(key.to_string()))
    }

    /// The indices of `keys`, in their order; as [`Self::assign`], with one write for all.
    ///
    /// # Errors
    /// As [`Self::assign`]: either all are assigned or none.
    pub fn assign_all<R: RngCore + CryptoRng>(
        &mut self,
        keys: &[AttestationKey],
        rng: &mut R,
    ) -> Result<Vec<u32>, StatusListError> {
        let mut fresh = HashMap::new();
        let mut batch = Batch::new();
        let mut answer = Vec::with_capacity(keys.len());
        for key in keys {
            let known = self.by_key.get(key).or_else(|| fresh.get(key)).copied();
            let index = match known {
                Some(index) => index,
                None => {
                    let Some(index) = self.taken.draw(rng) else {
                        self.put_back(&batch);
                        return Err(StatusListError::Full(self.about.entries));
                    };
                    fresh.insert(*key, index);
                    batch.push((*key, index));
                    index
                }
            };
            answer.push(index);
        }
        if !batch.is_empty() {
            if let Err(cause) = self.journal.append(&batch) {
                self.put_back(&batch);
                return Err(cause.into());
            }
            self.by_key.extend(fresh);
        }
        Ok(answer)
    }

    /// The index of `key`, if it has one.
    pub fn index(&self, key: &AttestationKey) -> Option<u32> {
        self.by_key.get(key).copied()
    }

    /// What the credential of `key` says of where its status is: in this list, and at the same index
    /// in the list of suspensions at `suspension`, if there is one.
    ///
    /// # Errors
    /// [`StatusListError::Unassigned`].
    pub fn refs(
        &self,
        key: &AttestationKey,
        suspension: Option<&str>,
    ) -> Result<StatusRefs, StatusListError> {
        let idx = self.index(key).ok_or_else(|| StatusListError::Unassigned(key.to_string()))?;
        let at = |uri: &str| StatusRef { idx: idx.into(), uri: uri.to_owned() };
        Ok(StatusRefs { revocation: Some(at(self.uri())), suspension: suspension.map(at) })
    }

    /// Address of the list.
    pub fn uri(&self) -> &str {
        &self.about.uri
    }

    /// How many indices are free.
    pub fn free(&self) -> u32 {
        self.taken.free
    }

    /// The list in which `keys`, and nobody else, are revoked or suspended.
    ///
    /// # Errors
    /// [`StatusListError::Unassigned`] if one of them has no index: a list that left it out would call
    /// it valid.
    pub fn list<I>(&self, purpose: ListPurpose, keys: I) -> Result<StatusArray, StatusListError>
    where
        I: IntoIterator<Item = AttestationKey>,
    {
        let mut list = StatusArray::new(purpose.bits(), self.about.entries)?;
        for key in keys {
            let index =
                self.index(&key).ok_or_else(|| StatusListError::Unassigned(key.to_string()))?;
            list.set(index.into(), purpose.status())?;
        }
        Ok(list)
    }

    fn put_back(&mut self, batch: &Batch) {
        for (_, index) in batch {
            self.taken.put_back(*index);
        }
    }
}

/// Which indices are taken: one bit an index.
#[derive(Debug)]
struct Taken {
    words: Vec<u64>,
    entries: u32,
    free: u32,
}

impl Taken {
    fn new(entries: u32) -> Self {
        let mut words = vec![0_u64; (entries as usize).div_ceil(64)];
        // The bits past the end belong to nobody and count as taken.
        let spare = entries % 64;
        if let (true, Some(last)) = (spare != 0, words.last_mut()) {
            *last = u64::MAX << spare;
        }
        Self { words, entries, free: entries }
    }

    /// Takes `index`; false if it is taken already.
    fn take(&mut self, index: u32) -> bool {
        let bit = 1 << (index % 64);
        match self.words.get_mut(index as usize / 64) {
            Some(word) if *word & bit == 0 => {
                *word |= bit;
                self.free -= 1;
                true
            }
            _ => false,
        }
    }

    fn put_back(&mut self, index: u32) {
        let bit = 1 << (index % 64);
        if let Some(word) = self.words.get_mut(index as usize / 64) {
            if *word & bit != 0 {
                *word &= !bit;
                self.free += 1;
            }
        }
    }

    /// Takes one of the free indices, each with the same probability.
    fn draw<R: RngCore + CryptoRng>(&mut self, rng: &mut R) -> Option<u32> {
        if self.free == 0 {
            return None;
        }
        for _ in 0..DRAWS {
            let index = rng.gen_range(0..self.entries);
            if self.take(index) {
                return Some(index);
            }
        }
        let index = self.nth_free(rng.gen_range(0..self.free))?;
        self.take(index).then_some(index)
    }

    /// The free index that `n` free ones precede.
    fn nth_free(&self, mut n: u32) -> Option<u32> {
        for (word, at) in self.words.iter().zip(0_u32..) {
            let free = word.count_zeros();
            if n < free {
                let bit = (0..64).filter(|bit| word >> bit & 1 == 0).nth(n as usize)?;
                return Some(at * 64 + bit);
            }
            n -= free;
        }
        None
    }
}
