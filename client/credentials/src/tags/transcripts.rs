//! An issuer's transcripts, in a vault.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::Transcript;
use crate::{
    wallet::{ClaimDigest, Content, Secret},
    Slot,
};

/// The evidence for the tags of an issuer's attestations: what the issuer keeps in a
/// [`Vault`](crate::wallet::Vault) of its own, so that it can be kept or erased on other grounds than
/// the claims.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(into = "Vec<Kept>", from = "Vec<Kept>")]
pub struct Transcripts {
    by_slot: HashMap<Slot, Vec<Transcript>>,
}

/// A transcript as the vault holds it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    slot: Slot,
    transcript: Transcript,
}

impl Transcripts {
    /// Keeps a transcript for an attestation; one for each epoch while a domain's key changes. The
    /// same one again changes nothing.
    pub fn keep(&mut self, slot: Slot, transcript: Transcript) {
        let kept = self.by_slot.entry(slot).or_default();
        if !kept.contains(&transcript) {
            kept.push(transcript);
        }
    }

    /// The transcripts for an attestation.
    pub fn of(&self, slot: &Slot) -> &[Transcript] {
        self.by_slot.get(slot).map_or(&[], Vec::as_slice)
    }

    /// Erases the transcripts for an attestation, identity included, and says how many there were.
    /// Without them the issuer can no longer show how it came to the tag.
    pub fn erase_slot(&mut self, slot: &Slot) -> usize {
        self.by_slot.remove(slot).map_or(0, |kept| kept.len())
    }
}

impl From<Transcripts> for Vec<Kept> {
    fn from(transcripts: Transcripts) -> Self {
        let all = transcripts.by_slot.into_iter();
        all.flat_map(|(slot, kept)| {
            kept.into_iter().map(move |transcript| Kept { slot: slot.clone(), transcript })
        })
        .collect()
    }
}

impl From<Vec<Kept>> for Transcripts {
    fn from(kept: Vec<Kept>) -> Self {
        let mut transcripts = Self::default();
        for Kept { slot, transcript } in kept {
            transcripts.keep(slot, transcript);
        }
        transcripts
    }
}

impl Content for Transcripts {
    const KIND: &'static str = "an issuer's transcripts";

    /// None: transcripts hold no claims.
    fn secrets(&self, _: &BTreeSet<ClaimDigest>) -> Vec<Secret> {
        Vec::new()
    }

    /// Nothing, since transcripts hold no claims; see [`Transcripts::erase_slot`].
    fn erase(&mut self, _: &BTreeSet<ClaimDigest>) -> usize {
        0
    }
}
