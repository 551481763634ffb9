//! The development chain's clock and its seals, as a client sees them.

use std::time::{Duration, Instant, SystemTime};

use althing_client::{
    chain,
    connection::{At, ChainKind, Wait},
    submit::Anchor,
    Chain, Key,
};

use crate::support::Node;

/// How many blocks are sealed at once, one for each transaction.
const BLOCKS: u64 = 2_000;

/// How many transactions are sent at once.
const BURST: u64 = 1_000;

async fn signer(chain: &Chain) -> (Key, Anchor) {
    let key = Key::well_known("//Alice", ChainKind::Development).unwrap();
    (key, Anchor::new(chain).await.unwrap())
}

/// The height of the best block. It is asked for, not subscribed to: a node that sends two small
/// messages in a row holds the second back until the first is acknowledged, for up to 40 ms.
async fn height(chain: &Chain) -> u64 {
    chain.methods().chain_get_header(None).await.unwrap().unwrap().number
}

/// By how many milliseconds the chain's clock differs from this machine's.
async fn clock_error(at: &At) -> u128 {
    let entry = at.storage().fetch(chain::storage().timestamp().now(), ()).await.unwrap();
    let chain_time = u128::from(entry.decode().unwrap());
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_millis();
    now.abs_diff(chain_time)
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a node; run by `make e2e`"]
async fn the_clock_keeps_to_the_wall_clock_over_two_thousand_instant_blocks() {
    let node = Node::start(60_000);
    let chain = Chain::connect(&node.url(), Wait::Best).await.unwrap();
    let (key, anchor) = signer(&chain).await;
    let began = Instant::now();
    let first = chain.best().await.unwrap().block_number();
    let remark = chain::tx().system().remark(b"tick".to_vec());
    for nonce in 0..BLOCKS {
        let signed = anchor.sign(&remark, &key, nonce).unwrap();
        chain.methods().author_submit_extrinsic(&signed).await.unwrap();
        while height(&chain).await <= first + nonce {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
    let at = chain.best().await.unwrap();
    let error = clock_error(&at).await;
    eprintln!("{BLOCKS} blocks in {:?}, clock {error} ms off", began.elapsed());
    assert_eq!(at.block_number(), first + BLOCKS, "one block for each transaction");
    assert!(error <= 2_000, "the chain's clock is {error} ms off");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a node; run by `make e2e`"]
async fn a_thousand_transactions_sent_at_once_are_in_within_two_ticks() {
    let tick = Duration::from_millis(1_000);
    let node = Node::start(1_000);
    let chain = Chain::connect(&node.url(), Wait::Best).await.unwrap();
    let (key, anchor) = signer(&chain).await;
    let remark = chain::tx().system().remark(b"burst".to_vec());
    let signed: Vec<_> =
        (0..BURST).map(|nonce| anchor.sign(&remark, &key, nonce).unwrap()).collect();
    let first = chain.best().await.unwrap().block_number();
    let sends = signed.iter().map(|signed| chain.methods().author_submit_extrinsic(signed));
    use futures::StreamExt;
    let answers: Vec<_> = futures::stream::iter(sends).buffered(128).collect().await;
    assert!(answers.iter().all(Result::is_ok), "the pool refused some of them");
    let sent = Instant::now();
    loop {
        let at = chain.best().await.unwrap();
        if at.tx().account_nonce(key.account()).await.unwrap() == BURST {
            let (took, blocks) = (sent.elapsed(), at.block_number() - first);
            eprintln!("{BURST} transactions in {blocks} blocks, {took:?} after the last was sent");
            assert!(took <= tick * 2, "it took {took:?}");
            return;
        }
        assert!(sent.elapsed() <= tick * 10, "they are never in");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
