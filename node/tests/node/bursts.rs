//! When a development chain seals: by the clock, or at the end of a burst of transactions.

use std::time::Duration;

use althing_node::engine::instant::sealer::{wait, Occasion, LONGEST_BURST};
use futures::{channel::mpsc, stream, StreamExt};
use tokio::time::Instant;

fn later(after: Duration) -> Instant {
    Instant::now() + after
}

#[tokio::test]
async fn without_transactions_the_tick_seals() {
    let mut none = stream::pending::<()>();
    assert_eq!(wait(&mut none, later(Duration::from_millis(5))).await, Occasion::Tick);
}

#[tokio::test]
async fn a_burst_is_one_occasion() {
    let mut burst = stream::iter(0..1_000).chain(stream::pending());
    let tick = later(Duration::from_secs(60));
    assert_eq!(wait(&mut burst, tick).await, Occasion::Transactions);
    let next = tokio::time::timeout(LONGEST_BURST, burst.next()).await;
    assert!(next.is_err(), "the burst was taken whole");
}

#[tokio::test]
async fn a_burst_without_end_is_cut_off() {
    let (sender, mut arrivals) = mpsc::unbounded();
    let flood = tokio::spawn(async move {
        while sender.unbounded_send(()).is_ok() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    });
    let began = Instant::now();
    assert_eq!(wait(&mut arrivals, later(Duration::from_secs(60))).await, Occasion::Transactions);
    assert!(began.elapsed() < 5 * LONGEST_BURST);
    flood.abort();
}

#[tokio::test]
async fn a_tick_that_is_due_comes_before_transactions() {
    let mut flood = stream::repeat(());
    assert_eq!(wait(&mut flood, Instant::now()).await, Occasion::Tick);
}
