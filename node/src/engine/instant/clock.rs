//! The time of a block: the wall clock's, however many blocks share a second.

use std::sync::Arc;

use codec::Decode;
use sc_client_api::StorageProvider;
use sp_consensus_aura::{
    digests::CompatibleDigestItem, sr25519::AuthoritySignature, Slot, SlotDuration,
};
use sp_core::storage::StorageKey;
use sp_inherents::InherentData;
use sp_io::hashing::twox_128;
use sp_runtime::{Digest, DigestItem};
use sp_timestamp::{Timestamp, INHERENT_IDENTIFIER};

use crate::service::{Client, Hash};

/// Tells the time for the next block.
pub struct Clock {
    client: Arc<Client>,
    slot_duration: SlotDuration,
}

/// The time of a block in the two forms the runtime wants it, and compares.
pub struct BlockTime {
    /// As data for the inherent of pallet-timestamp.
    pub inherents: InherentData,
    /// As the slot that Aura reads from the header.
    pub digest: Digest,
}

impl Clock {
    /// A clock with the chain's slots.
    pub fn new(client: Arc<Client>) -> Result<Self, sp_blockchain::Error> {
        let slot_duration = sc_consensus_aura::slot_duration(&*client)?;
        Ok(Self { client, slot_duration })
    }

    /// The time for a block on top of `parent`.
    pub fn after(&self, parent: Hash) -> Result<BlockTime, sp_blockchain::Error> {
        let time = not_before(Timestamp::current(), self.time_of(parent)?);
        BlockTime::new(time, self.slot_duration)
            .map_err(|error| sp_blockchain::Error::Application(Box::new(error)))
    }

    /// The time of a stored block; zero before the first one that has a time.
    fn time_of(&self, block: Hash) -> Result<Timestamp, sp_blockchain::Error> {
        let stored = self.client.storage(block, &now_key())?;
        Ok(stored.and_then(|now| u64::decode(&mut &now.0[..]).ok()).unwrap_or_default().into())
    }
}

impl BlockTime {
    /// The same time in both forms.
    pub fn new(time: Timestamp, slot_duration: SlotDuration) -> Result<Self, sp_inherents::Error> {
        let mut inherents = InherentData::new();
        inherents.put_data(INHERENT_IDENTIFIER, &time)?;
        let slot = Slot::from_timestamp(time, slot_duration);
        let item = <DigestItem as CompatibleDigestItem<AuthoritySignature>>::aura_pre_digest(slot);
        Ok(Self { inherents, digest: Digest { logs: vec![item] } })
    }
}

/// The time now, or the parent's if the wall clock has been set back.
pub fn not_before(now: Timestamp, parent: Timestamp) -> Timestamp {
    now.max(parent)
}

/// Where pallet-timestamp keeps the time of the block.
fn now_key() -> StorageKey {
    StorageKey([twox_128(b"Timestamp"), twox_128(b"Now")].concat())
}
