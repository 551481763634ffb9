//! Seals blocks: at once when transactions arrive, else by the clock.
//!
//! A transaction that arrives while a block is made is not in it, and is not announced again.
//! Therefore nobody relies on an announcement being seen in time: after each block the pool is asked
//! whether more are ready. It is asked, and a block is filled, only once it has taken note of the
//! parent: before, it would offer what the parent already has, and what is built on that.

use std::{sync::Arc, time::Duration};

use althing_runtime::opaque::Block;
use futures::{stream, FutureExt, Stream, StreamExt};
use sc_client_api::HeaderBackend;
use sc_consensus::{BlockImport, BlockImportParams, ForkChoiceStrategy, StateAction};
use sc_transaction_pool_api::TransactionPool;
use sp_consensus::{BlockOrigin, Environment, Proposal, ProposeArgs, Proposer};
use sp_runtime::traits::{Block as _, Header as _};
use tokio::time::Instant;

use super::clock::Clock;
use crate::service::{Client, Hash, Pool};

/// How long filling one block may take.
const PROPOSAL_TIME: Duration = Duration::from_secs(4);

/// How long the pool may take to note a new block.
const POOL_TIME: Duration = Duration::from_secs(5);

/// A burst is over once nothing more arrived for this long.
const LULL: Duration = Duration::from_millis(4);

/// A burst that does not end is cut off after this long.
pub const LONGEST_BURST: Duration = Duration::from_millis(100);

type Error = Box<dyn std::error::Error + Send + Sync>;

/// What a block is sealed for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Occasion {
    /// Transactions: the block must not be empty.
    Transactions,
    /// The clock: the block may be empty.
    Tick,
}

/// Seals blocks, and finalizes each.
pub struct Sealer {
    /// Fills blocks.
    pub proposer: sc_basic_authorship::ProposerFactory<Pool, Client>,
    /// Imports them.
    pub client: Arc<Client>,
    /// Holds the transactions to come.
    pub pool: Arc<Pool>,
    /// Tells the time.
    pub clock: Clock,
    /// After what time without a block one is sealed all the same.
    pub block_time: Duration,
}

impl Sealer {
    /// Seals blocks until the node stops.
    pub async fn run(mut self) {
        let mut arrivals = self.pool.import_notification_stream().chain(stream::pending());
        let mut next_tick = Instant::now();
        loop {
            let occasion = wait(&mut arrivals, next_tick).await;
            match self.seal_all(occasion).await {
                Ok(true) => next_tick = Instant::now() + self.block_time,
                Ok(false) => {}
                Err(error) => {
                    log::error!("No block could be sealed: {error}");
                    next_tick = Instant::now() + self.block_time;
                }
            }
        }
    }

    /// Seals a block, and further ones while transactions are ready; tells whether it sealed any.
    async fn seal_all(&mut self, mut occasion: Occasion) -> Result<bool, Error> {
        let mut any = false;
        while self.seal(occasion).await? {
            any = true;
            occasion = Occasion::Transactions;
        }
        Ok(any)
    }

    /// Seals one block, unless it would be empty and must not.
    async fn seal(&mut self, occasion: Occasion) -> Result<bool, Error> {
        let parent_hash = self.client.info().best_hash;
        let parent = self
            .client
            .header(parent_hash)?
            .ok_or_else(|| format!("the best block {parent_hash:?} has no header"))?;
        let any_ready = self.any_ready(parent_hash).await;
        if occasion == Occasion::Transactions && !any_ready {
            return Ok(false);
        }
        let time = self.clock.after(parent_hash)?;
        let inherents = time.inherents.len();
        let proposal = self
            .proposer
            .init(&parent)
            .await?
            .propose(ProposeArgs {
                inherent_data: time.inherents,
                inherent_digests: time.digest,
                max_duration: PROPOSAL_TIME,
                ..Default::default()
            })
            .await?;

        let transactions = proposal.block.extrinsics().len().saturating_sub(inherents);
        if occasion == Occasion::Transactions && transactions == 0 {
            return Ok(false);
        }
        let hash = self.import(proposal).await?;
        if transactions > 0 {
            let number = parent.number().saturating_add(1);
            log::info!("Sealed #{number} ({hash}) with {transactions} transactions");
        }
        Ok(true)
    }

    /// Imports a block as the best one, and as final in the same commit.
    async fn import(&self, proposal: Proposal<Block>) -> Result<Hash, Error> {
        let (header, body) = proposal.block.deconstruct();
        let hash = header.hash();
        let mut block = BlockImportParams::new(BlockOrigin::Own, header);
        block.body = Some(body);
        block.finalized = true;
        block.fork_choice = Some(ForkChoiceStrategy::LongestChain);
        block.state_action = StateAction::ApplyChanges(sc_consensus::StorageChanges::Changes(
            proposal.storage_changes,
        ));
        match self.client.import_block(block).await? {
            sc_consensus::ImportResult::Imported(_) => Ok(hash),
            other => Err(format!("the block {hash:?} was not imported: {other:?}").into()),
        }
    }

    /// Whether the pool has transactions for a block on top of this one, once it has taken note of
    /// it. What is proposed before that may be out of date, and would be dropped as invalid.
    ///
    /// The pool skips blocks when it falls behind, and then never takes note of one of them. It does
    /// of the next one, so another block is tried.
    async fn any_ready(&self, on: Hash) -> bool {
        match tokio::time::timeout(POOL_TIME, self.pool.ready_at(on)).await {
            Ok(mut ready) => ready.next().is_some(),
            Err(_) => {
                log::warn!("The pool takes no note of the block {on:?}; trying another one");
                true
            }
        }
    }
}

/// Waits for what comes first: transactions, to the end of their burst, or the tick.
pub async fn wait<Arrival>(
    arrivals: &mut (impl Stream<Item = Arrival> + Unpin),
    tick: Instant,
) -> Occasion {
    if Instant::now() >= tick {
        return Occasion::Tick;
    }
    futures::select_biased! {
        _ = tokio::time::sleep_until(tick).fuse() => return Occasion::Tick,
        _ = arrivals.next().fuse() => {},
    }
    let end = Instant::now() + LONGEST_BURST;
    while Instant::now() < end {
        match tokio::time::timeout(LULL, arrivals.next()).await {
            Ok(Some(_)) => {}
            Ok(None) | Err(_) => break,
        }
    }
    Occasion::Transactions
}
