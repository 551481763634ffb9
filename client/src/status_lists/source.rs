//! What the chain says of all attestations of one issuer, as of one finalized block.

use althing_credentials::status_list::AttestationKey;

use crate::{
    attestations::{
        read,
        statement::Subject,
        types::{self, Failing, Issuer, Slot},
        IssuerId, SchemaId,
    },
    chain,
    connection::{height, Chain},
    errors::Result,
};

/// The attestations of an issuer, by how they stand.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Standings {
    /// The block, and its hash.
    pub block: (u32, [u8; 32]),
    /// All that are there, whether they hold or not.
    pub all: Vec<AttestationKey>,
    /// Those that will not hold again: revoked, renounced, moved, removed, or issued by an issuer, or
    /// in blocks, that no longer count. One that has merely expired is not among them: its token says
    /// so itself.
    pub revoked: Vec<AttestationKey>,
    /// Those that do not hold for the time being.
    pub suspended: Vec<AttestationKey>,
    /// Those whose place another attestation of the same subject has taken, whoever issued them.
    pub superseded: Vec<AttestationKey>,
}

impl Standings {
    /// Notes what is stored of a subject.
    pub(super) fn note(
        &mut self,
        (schema, subject): (SchemaId, [u8; 32]),
        slot: &Slot,
        (id, issuer): (IssuerId, &Issuer),
    ) {
        let key = |serial| AttestationKey { schema, subject, serial };
        let last = read::serial(Some(slot));
        self.superseded.extend((1..last).map(key));
        match slot {
            Slot::Attestation(found) if found.issuer == id => {
                self.all.push(key(last));
                // Of one that has expired, how it stood at the end: it does not become valid by that.
                let at = self.block.0.min(found.expires.saturating_sub(1));
                match read::check(found, issuer, at) {
                    Ok(()) => {}
                    Err(Failing::Suspended) => self.suspended.push(key(last)),
                    Err(_) => self.revoked.push(key(last)),
                }
            }
            Slot::Tombstone(stone) if stone.issuer == id => {
                self.all.push(key(last));
                self.revoked.push(key(last));
            }
            Slot::Attestation(_) | Slot::Tombstone(_) => {}
        }
    }
}

/// Reads how the attestations of an issuer stand, as of the finalized block. `progress` is told how
/// many slots were looked at.
///
/// # Errors
/// If there is no such issuer, or the node does not answer.
pub async fn read(chain: &Chain, id: IssuerId, progress: impl Fn(usize)) -> Result<Standings> {
    let at = chain.finalized().await?;
    let issuer = read::issuer(&at, id).await?;
    let block = (height(&at), at.block_hash().0);
    let mut standings = Standings { block, ..Standings::default() };
    let entry = chain::storage().attestations().slots();
    let mut slots = at.storage().iter(entry, (issuer.schema,)).await?;
    let mut looked_at = 0;
    while let Some(slot) = slots.next().await {
        let slot = slot?;
        let (schema, subject): (SchemaId, types::Subject) = slot.key()?.decode()?;
        let subject = Subject::from(&subject).bytes();
        standings.note((schema, subject), &slot.value().decode()?, (id, &issuer));
        looked_at += 1;
        progress(looked_at);
    }
    Ok(standings)
}
