//! Facts from a node.

use althing_credentials::Slot;

use super::{Attested, Block, Facts, Finality};
use crate::{
    attestations::{
        read::{self, Standing},
        statement::Subject,
        types::{self, PolicyVersion, Purpose},
    },
    connection::{height, AccountId, At, Chain, Wait},
    credentials::keys,
    errors::{Error, Result},
    wallets::slot_words,
};

/// What a node says, as of the block that counts as "now". The node is believed.
#[derive(Clone, Debug)]
pub struct NodeFacts {
    at: At,
    genesis: [u8; 32],
    block: Block,
}

impl NodeFacts {
    /// The facts as of the block that counts as "now".
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn new(chain: &Chain) -> Result<Self> {
        let at = chain.head().await?;
        let finality = match chain.wait() {
            Wait::Best => Finality::Open,
            Wait::Finalized => Finality::Node,
        };
        let block = Block { number: height(&at), hash: format!("{:?}", at.block_hash()), finality };
        Ok(Self { at, genesis: chain.genesis().0, block })
    }

    /// The chain as of that block.
    pub fn at(&self) -> &At {
        &self.at
    }

    /// The attestation of a subject of any kind under a schema, whichever serial it has.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none.
    pub async fn of(&self, schema: u32, subject: &Subject) -> Result<Attested> {
        let found = read::attestation(&self.at, schema, subject).await?;
        let issuer = read::issuer(&self.at, found.issuer).await?;
        Ok(Attested {
            slot: Slot {
                genesis: self.genesis,
                schema,
                subject: subject.bytes(),
                serial: found.serial,
            },
            keys: keys::registered(&self.at, found.issuer).await?,
            holds: read::check(&found, &issuer, self.block.number),
            ..Attested::from_chain(found)
        })
    }
}

impl Attested {
    /// What the attestation itself says; its place, keys and validity are for the caller to fill in.
    fn from_chain(found: types::Attestation) -> Self {
        Self {
            slot: Slot { genesis: [0; 32], schema: 0, subject: [0; 32], serial: found.serial },
            issuer: found.issuer,
            keys: Vec::new(),
            commitment: found.commitment.0,
            level: found.level,
            jurisdiction: found.jurisdiction,
            held_since: found.held_since,
            issued: found.issued,
            expires: found.expires,
            tag: found.tag,
            holds: Err(types::Failing::Missing),
        }
    }
}

impl Facts for NodeFacts {
    fn genesis(&self) -> [u8; 32] {
        self.genesis
    }

    fn block(&self) -> &Block {
        &self.block
    }

    async fn attested(&self, slot: &Slot) -> Result<Attested> {
        if slot.genesis != self.genesis {
            let missing = "it is about an attestation on another chain than this node's";
            return Err(Error::NotFound(missing.into()));
        }
        let found = self.of(slot.schema, &Subject::Account(slot.subject)).await?;
        if found.slot.serial != slot.serial {
            return Err(Error::NotFound(format!(
                "the chain has no attestation {}; the one of that subject has serial {} by now",
                slot_words(slot),
                found.slot.serial
            )));
        }
        Ok(found)
    }

    async fn standing(&self, account: &AccountId, policy: PolicyVersion) -> Result<Standing> {
        read::standing(&self.at, account, policy, self.block.number, Purpose::Act).await
    }
}
