//! The connection to a node: where it is, what it serves, and which block "now" is.

use std::time::Duration;

use subxt::{
    backend::LegacyBackend,
    client::OnlineClientAtBlock,
    config::{substrate::SubstrateHeader, RpcConfigFor},
    rpcs::{client::RpcSubscription, methods::LegacyRpcMethods, rpc_params, RpcClient},
    OnlineClient, SubstrateConfig,
};

use crate::errors::{Error, Result};

/// The configuration of the chain: stock account ids, addresses, signatures and hashing.
pub type Config = SubstrateConfig;

/// The hash of a block or a transaction.
pub type Hash = subxt::utils::H256;

/// An account.
pub type AccountId = subxt::utils::AccountId32;

/// The chain as of one block: storage, runtime APIs, events.
pub type At = OnlineClientAtBlock<Config>;

/// The raw methods that the client uses beside subxt's.
pub type Methods = LegacyRpcMethods<RpcConfigFor<Config>>;

/// Where a node listens unless told otherwise.
pub const DEFAULT_URL: &str = "ws://127.0.0.1:9944";

/// How long a node may take to answer the first call.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);

/// How long a chain may go without a new block before waiting for one is given up.
const SILENCE: Duration = Duration::from_secs(60);

/// Which block counts as "now", and which blocks a transaction must be in to count as done.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wait {
    /// The best block: sooner, and may still be replaced by another one.
    Best,
    /// The finalized block: never taken back.
    Finalized,
}

/// What kind of chain a node says it runs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ChainKind {
    /// A development chain, where the well-known keys may sign.
    Development,
    /// A local network, where the well-known keys may sign.
    Local,
    /// A chain that people rely on.
    Live,
}

/// A connection to a node.
#[derive(Clone, Debug)]
pub struct Chain {
    url: String,
    wait: Wait,
    rpc: RpcClient,
    methods: Methods,
    client: OnlineClient<Config>,
}

impl Chain {
    /// Connects to the node at `url`.
    ///
    /// # Errors
    /// If nothing answers there, or not as a Substrate node does.
    pub async fn connect(url: &str, wait: Wait) -> Result<Self> {
        let rpc = open(url).await?;
        let methods = Methods::new(rpc.clone());
        let backend = LegacyBackend::builder().build(rpc.clone());
        let client = OnlineClient::from_backend(std::sync::Arc::new(backend));
        let client = tokio::time::timeout(CONNECT_TIMEOUT, client)
            .await
            .map_err(|_| Error::connection(url, "the node does not answer"))?
            .map_err(|cause| Error::connection(url, cause))?;
        Ok(Self { url: url.to_string(), wait, rpc, methods, client })
    }

    /// Connects as often as it takes, with growing pauses, for as long as `patience` lasts.
    ///
    /// # Errors
    /// The last reason why it failed.
    pub async fn connect_patiently(url: &str, wait: Wait, patience: Duration) -> Result<Self> {
        let started = std::time::Instant::now();
        let mut pause = Duration::from_millis(100);
        loop {
            match Self::connect(url, wait).await {
                Ok(chain) => return Ok(chain),
                Err(error) if started.elapsed() + pause > patience => return Err(error),
                Err(_) => tokio::time::sleep(pause).await,
            }
            pause = (pause * 2).min(Duration::from_secs(2));
        }
    }

    /// Where the node is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Which block counts as "now".
    pub fn wait(&self) -> Wait {
        self.wait
    }

    /// Calls that are not wrapped here.
    pub fn methods(&self) -> &Methods {
        &self.methods
    }

    /// The hash of the chain's first block, which identifies the chain.
    pub fn genesis(&self) -> Hash {
        self.client.genesis_hash()
    }

    /// Whether the node still answers.
    pub async fn is_alive(&self) -> bool {
        let ping = self.rpc.request::<String>("system_chain", rpc_params![]);
        matches!(tokio::time::timeout(Duration::from_secs(5), ping).await, Ok(Ok(_)))
    }

    /// The hash of the block that counts as "now".
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn head_hash(&self) -> Result<Hash> {
        match self.wait {
            Wait::Best => self.best_hash().await,
            Wait::Finalized => Ok(self.methods.chain_get_finalized_head().await?),
        }
    }

    /// The chain as of the block that counts as "now".
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn head(&self) -> Result<At> {
        self.at(self.head_hash().await?).await
    }

    /// The chain as of the best block.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn best(&self) -> Result<At> {
        self.at(self.best_hash().await?).await
    }

    /// The chain as of the finalized block.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn finalized(&self) -> Result<At> {
        self.at(self.methods.chain_get_finalized_head().await?).await
    }

    /// The chain as of one block.
    ///
    /// # Errors
    /// If the node does not answer or does not know the block.
    pub async fn at(&self, hash: Hash) -> Result<At> {
        Ok(self.client.at_block(hash).await?)
    }

    /// The hash of the block of a height on the best chain, if there is one.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn hash_of(&self, number: u32) -> Result<Option<Hash>> {
        Ok(self.methods.chain_get_block_hash(Some(number.into())).await?)
    }

    /// What kind of chain the node says it runs.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn kind(&self) -> Result<ChainKind> {
        Ok(match self.methods.system_chain_type().await?.as_str() {
            "Development" => ChainKind::Development,
            "Local" => ChainKind::Local,
            _ => ChainKind::Live,
        })
    }

    /// Follows the blocks that become "now".
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn heads(&self) -> Result<Heads> {
        let headers = match self.wait {
            Wait::Best => self.methods.chain_subscribe_new_heads().await?,
            Wait::Finalized => self.methods.chain_subscribe_finalized_heads().await?,
        };
        Ok(Heads { url: self.url.clone(), headers })
    }

    async fn best_hash(&self) -> Result<Hash> {
        let best = self.methods.chain_get_block_hash(None).await?;
        best.ok_or_else(|| Error::connection(&self.url, "the node names no best block"))
    }
}

/// The blocks that become "now", one after the other; those that came while nobody asked are
/// skipped.
pub struct Heads {
    url: String,
    headers: RpcSubscription<SubstrateHeader<Hash>>,
}

impl Heads {
    /// Waits for the next one and returns its height.
    ///
    /// # Errors
    /// If the connection breaks, or no block comes for a minute.
    pub async fn next(&mut self) -> Result<u32> {
        use futures::{FutureExt, StreamExt};
        let mut header = tokio::time::timeout(SILENCE, self.headers.next())
            .await
            .map_err(|_| Error::Timeout("no new block came for a minute; is the node synced, and are its validators running?".into()))?;
        while let Some(Some(later)) = StreamExt::next(&mut self.headers).now_or_never() {
            header = Some(later);
        }
        match header {
            Some(Ok(header)) => Ok(as_height(header.number)),
            Some(Err(cause)) => Err(Error::connection(&self.url, cause)),
            None => Err(Error::connection(&self.url, "the connection was closed")),
        }
    }
}

/// The height of the block that `at` stands for.
pub fn height(at: &At) -> u32 {
    as_height(at.block_number())
}

/// The chain counts its blocks in 32 bits.
fn as_height(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Opens the raw connection, for calls that need no metadata.
///
/// # Errors
/// If nothing answers at `url`.
pub async fn open(url: &str) -> Result<RpcClient> {
    tokio::time::timeout(CONNECT_TIMEOUT, RpcClient::from_insecure_url(url))
        .await
        .map_err(|_| Error::connection(url, "the node does not answer"))?
        .map_err(|cause| Error::connection(url, cause))
}
