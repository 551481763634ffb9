//! Making an extract from what a node has. Nothing that the node says needs to be believed: what is
//! made is checked before it is handed out.

use std::time::Duration;

use codec::{Decode, Encode};
use sp_core::{Bytes, H256};
use sp_runtime::traits::Header as _;
use subxt::rpcs::{client::RpcParams, rpc_params, RpcClient};

use super::{
    attestation,
    check::{check, common_keys, value},
    error::ExtractError,
    file::{
        About, Authorities, Entry, Extract, ExtractMark, HandoffFile, Trust, MAX_KEYS, VERSION,
    },
    finality::{self, AuthoritySet, Handoff, Header, Justification},
    layout::{self, Layout},
    proof,
};
use crate::{
    connection::{self, Chain},
    errors::{Error, Result},
};

/// How long the next justification is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many blocks back a stored justification is looked for.
const LOOK_BACK: u32 = 64;

/// The most blocks between the block of an extract and the justified one.
const MAX_FOLLOWING: u32 = 256;

/// The most authority sets that an extract leads over without being asked to.
const MAX_UNASKED: usize = 8;

/// The most authority sets that one extract leads over.
const MAX_HANDOFFS: usize = 512;

/// What an extract is wanted of.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// What it is about.
    pub about: &'a About,
    /// Storage keys, where it is about keys.
    pub keys: &'a [Vec<u8>],
    /// As of which block; of the newest that can be justified if none is named.
    pub block: Option<u32>,
    /// The root of trust of whoever is to check it, from which the extract is to lead to the present
    /// authorities. If none is named, it leads from the first ones, unless they have changed often.
    pub trust: Option<&'a Trust>,
}

/// Makes an extract, and checks it.
///
/// # Errors
/// If the node does not answer, the chain has no GRANDPA, no justification is to be had, the state of
/// the block is not kept any more, or what the node has does not hold.
pub async fn make(chain: &Chain, wanted: Wanted<'_>) -> Result<Extract> {
    let node = Node::open(chain).await?;
    let justification = node.justified(wanted.block).await?;
    let target = justification.commit.target_hash;
    let path = node.path(wanted.block, target).await?;
    let (header, following) = match path.split_first() {
        Some((header, following)) => (header, following),
        None => return Err(node.odd("headers")),
    };
    let set = node.set_at(*node.header(target).await?.parent_hash()).await?;
    let keys = node.keys(wanted, header.hash()).await?;
    let (nodes, entries) = node.proof(header, &keys).await?;
    let version = entries.first().and_then(|entry| entry.value.as_deref());
    let (spec_version, _) =
        version.and_then(layout::version).ok_or_else(|| node.odd("the runtime's version"))?;
    let handoffs = node.handoffs(wanted.trust, set.id).await?;
    let extract = Extract {
        althing: ExtractMark::Extract,
        version: VERSION,
        genesis: chain.genesis().0,
        spec_version,
        about: wanted.about.clone(),
        entries,
        header: header.encode(),
        headers: following.iter().map(Encode::encode).collect(),
        justification: justification.encode(),
        authorities: Authorities::from(&set),
        handoffs,
        proof: nodes,
    };
    let own = Trust::new(extract.genesis, *header.number(), &set);
    check(&extract, wanted.trust.unwrap_or(&own))?;
    Ok(extract)
}

/// The set of authorities that votes on the blocks after the last finalized one, as the node says.
///
/// # Errors
/// If the node does not answer, or the chain has no GRANDPA.
pub async fn present_set(chain: &Chain) -> Result<(u32, AuthoritySet)> {
    let node = Node::open(chain).await?;
    let head = node.finalized().await?;
    Ok((*head.number(), node.set_at(head.hash()).await?))
}

/// A node that is asked for the parts of an extract.
struct Node<'a> {
    chain: &'a Chain,
    rpc: RpcClient,
}

impl<'a> Node<'a> {
    /// Connects; fails if the chain has no GRANDPA.
    async fn open(chain: &'a Chain) -> Result<Self> {
        let rpc = connection::open(chain.url()).await?;
        let state = rpc.request::<serde_json::Value>("grandpa_roundState", rpc_params![]).await;
        match state {
            Err(subxt::rpcs::Error::User(error)) if error.code == METHOD_NOT_FOUND => {
                Err(ExtractError::NoGrandpa.into())
            }
            _ => Ok(Self { chain, rpc }),
        }
    }

    fn odd(&self, what: &str) -> Error {
        Error::Chain(format!("the node at {} answers oddly: {what}", self.chain.url()))
    }

    async fn header(&self, hash: H256) -> Result<Header> {
        let asked = self.rpc.request("chain_getHeader", rpc_params![hash]).await?;
        let header: Option<Header> = asked;
        let header =
            header.ok_or_else(|| Error::NotFound(format!("there is no block {hash:?}")))?;
        match header.hash() == hash {
            true => Ok(header),
            false => Err(self.odd("it has another header for that block")),
        }
    }

    async fn finalized(&self) -> Result<Header> {
        self.header(self.rpc.request("chain_getFinalizedHead", rpc_params![]).await?).await
    }

    async fn hash_of(&self, number: u32) -> Result<H256> {
        let hash: Option<H256> =
            self.rpc.request("chain_getBlockHash", rpc_params![number]).await?;
        hash.ok_or_else(|| Error::NotFound(format!("there is no block {number}")))
    }

    /// A justification for `block` or one soon after it; the newest that can be had if none is named.
    async fn justified(&self, block: Option<u32>) -> Result<Justification> {
        let newest = *self.finalized().await?.number();
        if let Some(number) = block.filter(|number| *number < newest) {
            let last = number.saturating_add(MAX_FOLLOWING).min(newest);
            if let Some(found) = self.stored(number..=last).await? {
                return Ok(found);
            }
        }
        let from = block.unwrap_or_default();
        match self.next_justification(from).await? {
            Some(found) => Ok(found),
            None => {
                let first = newest.saturating_sub(LOOK_BACK).max(from).max(1);
                let stored = self.stored((first..=newest).rev()).await?;
                Ok(stored.ok_or(ExtractError::NoJustification(from))?)
            }
        }
    }

    /// Waits for the next justification that the node sees, for as long as its patience lasts.
    async fn next_justification(&self, from: u32) -> Result<Option<Justification>> {
        let (on, off) = ("grandpa_subscribeJustifications", "grandpa_unsubscribeJustifications");
        let mut told = self.rpc.subscribe::<Bytes>(on, RpcParams::new(), off).await?;
        let wait = async {
            while let Some(bytes) = told.next().await {
                let found = finality::decode(&bytes?.0)?;
                if found.commit.target_number >= from {
                    return Ok(Some(found));
                }
            }
            Ok(None)
        };
        tokio::time::timeout(PATIENCE, wait).await.unwrap_or(Ok(None))
    }

    /// The first of these blocks' justifications that the node has stored.
    async fn stored(
        &self,
        numbers: impl Iterator<Item = u32> + Send,
    ) -> Result<Option<Justification>> {
        for number in numbers {
            let hash = self.hash_of(number).await?;
            let block = self.chain.methods().chain_get_block(Some(hash.0.into())).await?;
            let all = block.and_then(|block| block.justifications).unwrap_or_default();
            let engine = sp_consensus_grandpa::GRANDPA_ENGINE_ID;
            if let Some((_, bytes)) = all.iter().find(|(id, _)| *id == engine) {
                return Ok(Some(finality::decode(bytes)?));
            }
        }
        Ok(None)
    }

    /// The headers from `block` to `target`, both included; `target` alone if none is named.
    async fn path(&self, block: Option<u32>, target: H256) -> Result<Vec<Header>> {
        let mut path = vec![self.header(target).await?];
        let last = path.first().map_or(0, |header| *header.number());
        let distance = last.saturating_sub(block.unwrap_or(last));
        if distance > MAX_FOLLOWING {
            return Err(ExtractError::NoJustification(last.saturating_sub(distance)).into());
        }
        for _ in 0..distance {
            let parent = path.last().map(|header| *header.parent_hash()).unwrap_or_default();
            path.push(self.header(parent).await?);
        }
        path.reverse();
        Ok(path)
    }

    /// The authorities that vote on the blocks after this one.
    async fn set_at(&self, hash: H256) -> Result<AuthoritySet> {
        let call =
            |name: &'static str| self.chain.methods().state_call(name, None, Some(hash.0.into()));
        let id = call("GrandpaApi_current_set_id").await.map_err(of_state)?;
        let list = call("GrandpaApi_grandpa_authorities").await.map_err(of_state)?;
        Ok(AuthoritySet {
            id: Decode::decode(&mut &id[..]).map_err(|_| self.odd("the authority set's number"))?,
            list: Decode::decode(&mut &list[..]).map_err(|_| self.odd("the authorities"))?,
        })
    }

    /// The keys of what is wanted, in the order in which an extract has them.
    async fn keys(&self, wanted: Wanted<'_>, hash: H256) -> Result<Vec<Vec<u8>>> {
        let layout = Layout::built_in()?;
        let mut keys = common_keys(layout)?.to_vec();
        match wanted.about {
            About::Keys => {
                let others = wanted.keys.iter().filter(|key| !keys.contains(key));
                let others: Vec<_> = others.cloned().collect();
                keys.extend(others);
            }
            About::Attestation { schema, subject } => {
                let key = attestation::slot_key(layout, *schema, subject)?;
                let methods = self.chain.methods();
                let stored = methods.state_get_storage(&key, Some(hash.0.into())).await;
                let stored = stored.map_err(of_state)?;
                let slot = stored.map(|bytes| attestation::decode_slot(layout, &bytes));
                let issuer = slot.transpose()?.as_ref().map(attestation::issuer_of);
                keys.extend(attestation::keys(layout, *schema, subject, issuer)?);
            }
        }
        match keys.len() {
            found if found > MAX_KEYS => {
                Err(ExtractError::TooManyKeys { found, limit: MAX_KEYS }.into())
            }
            _ => Ok(keys),
        }
    }

    /// The nodes that prove what is under the keys, and what that is.
    async fn proof(&self, header: &Header, keys: &[Vec<u8>]) -> Result<(Vec<Vec<u8>>, Vec<Entry>)> {
        let (hash, number) = (header.hash(), *header.number());
        let asked = keys.iter().map(Vec::as_slice);
        let methods = self.chain.methods();
        let answer = methods.state_get_read_proof(asked, Some(hash.0.into())).await;
        let answer = answer.map_err(of_state)?;
        let nodes: Vec<_> = answer.proof.into_iter().map(|node| node.0).collect();
        let proven = proof::read((number, *header.state_root()), &nodes, keys)?;
        let entry = |key: &Vec<u8>| Entry {
            key: key.clone(),
            value: value(&proven, key).map(<[u8]>::to_vec),
        };
        Ok((nodes, keys.iter().map(entry).collect()))
    }

    /// The last blocks of the sets from the trusted one up to the set `last`; from the first set if
    /// none is named, and the node has them.
    async fn handoffs(&self, trust: Option<&Trust>, last: u64) -> Result<Vec<HandoffFile>> {
        let Some(trust) = trust else {
            return match usize::try_from(last) {
                Ok(count) if count <= MAX_UNASKED => {
                    Ok(self.handoffs_from_first(count).await.unwrap_or_default())
                }
                _ => Ok(Vec::new()),
            };
        };
        let (mut handoffs, mut set) = (Vec::new(), trust.authorities.to_set());
        let mut number = trust.block.saturating_add(1);
        while set.id < last && handoffs.len() < MAX_HANDOFFS {
            let handoff = self.handoff(number).await?;
            number = handoff.header.number().saturating_add(1);
            set = finality::hand_over(&set, &handoff)?;
            handoffs.push(HandoffFile::from(&handoff));
        }
        Ok(handoffs)
    }

    /// The last blocks of the first sets. Whoever checks the extract checks them, starting from a set
    /// that is not known here.
    async fn handoffs_from_first(&self, count: usize) -> Result<Vec<HandoffFile>> {
        let (mut handoffs, mut number) = (Vec::new(), 1);
        for _ in 0..count {
            let handoff = self.handoff(number).await?;
            number = handoff.header.number().saturating_add(1);
            handoffs.push(HandoffFile::from(&handoff));
        }
        Ok(handoffs)
    }

    /// The last block of the set that voted on the block `number`.
    async fn handoff(&self, number: u32) -> Result<Handoff> {
        let answer: Option<Bytes> =
            self.rpc.request("grandpa_proveFinality", rpc_params![number]).await?;
        let missing = || self.odd("it does not prove how the authorities have changed");
        let bytes = answer.ok_or_else(missing)?;
        let (hash, justification) =
            <(H256, Vec<u8>)>::decode(&mut &bytes.0[..]).map_err(|_| missing())?;
        let justification = finality::decode(&justification)?;
        Ok(Handoff { header: self.header(hash).await?, justification })
    }
}

/// An error of a question about the state of a block, which may not be kept any more.
fn of_state(error: subxt::rpcs::Error) -> Error {
    match error {
        subxt::rpcs::Error::User(said) if said.message.contains("discarded") => {
            ExtractError::Discarded.into()
        }
        other => other.into(),
    }
}

/// What a node answers that does not know a method.
const METHOD_NOT_FOUND: i32 = -32601;
