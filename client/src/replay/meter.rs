//! Measures what a run takes: blocks, transactions, fees, time.

use std::{sync::Arc, time::Instant};

use tokio::{sync::Mutex, task::JoinHandle};

use crate::{
    chain,
    connection::{height, Chain},
    errors::Result,
    replay::Took,
};

/// Counts along while a run goes on.
pub struct Meter {
    started: Instant,
    first: u32,
    count: Arc<Mutex<Count>>,
    task: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Count {
    /// The last block that is counted in.
    block: u32,
    transactions: u64,
    fees: u128,
}

impl Meter {
    /// Starts to measure from the present block on.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn start(chain: &Chain) -> Result<Self> {
        let first = height(&chain.head().await?);
        let count = Arc::new(Mutex::new(Count { block: first, ..Default::default() }));
        let mut meter = Self { started: Instant::now(), first, count, task: None };
        meter.follow(chain);
        Ok(meter)
    }

    /// Goes on over another connection.
    pub fn follow(&mut self, chain: &Chain) {
        self.stop();
        let (chain, count) = (chain.clone(), self.count.clone());
        self.task = Some(tokio::spawn(async move {
            // The end of the connection ends the counting; the run itself reports it.
            let _ = keep_counting(&chain, &count).await;
        }));
    }

    /// What it took so far.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn read(&self, chain: &Chain) -> Result<Took> {
        let head = height(&chain.head().await?);
        count_up_to(chain, &self.count, head).await?;
        let count = self.count.lock().await;
        Ok(Took {
            blocks: u64::from(count.block.saturating_sub(self.first)),
            transactions: count.transactions,
            fees: count.fees,
            milliseconds: u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX),
        })
    }

    fn stop(&mut self) {
        if let Some(task) = self.task.take() {
            task.abort();
        }
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        self.stop();
    }
}

async fn keep_counting(chain: &Chain, count: &Mutex<Count>) -> Result<()> {
    let mut heads = chain.heads().await?;
    loop {
        let head = heads.next().await?;
        count_up_to(chain, count, head).await?;
    }
}

/// Counts every block up to `head` that is not counted yet. Blocks that were lost and replaced are
/// counted as they were first seen.
async fn count_up_to(chain: &Chain, count: &Mutex<Count>, head: u32) -> Result<()> {
    let mut count = count.lock().await;
    while count.block < head {
        let number = count.block.saturating_add(1);
        let Some(hash) = chain.hash_of(number).await? else { break };
        let events = chain.at(hash).await?.events().fetch().await?;
        for event in events.find::<chain::transaction_payment::events::TransactionFeePaid>() {
            count.fees = count.fees.saturating_add(event?.actual_fee);
            count.transactions = count.transactions.saturating_add(1);
        }
        count.block = number;
    }
    Ok(())
}
