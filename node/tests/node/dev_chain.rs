//! A development chain seals at once, keeps the time and keeps its state.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::common::{rpc::Rpc, transactions::remark, Home, Node, DEV};
use serde_json::json;
use sp_keyring::Sr25519Keyring::Alice;

/// So long between two ticks that no block of a test comes from the clock, but for the first.
const RARELY: &str = "3600000";

/// A development chain with its usual time between two ticks.
fn start(home: &Home) -> Node {
    Node::start(home, &["--chain", &DEV])
}

fn submit(rpc: &mut Rpc, nonce: u32) {
    let genesis = rpc.block_hash(0);
    rpc.call("author_submitExtrinsic", json!([remark(Alice, nonce, genesis)]));
}

fn wait_for_nonce(rpc: &mut Rpc, nonce: u32, patience: Duration) {
    rpc.wait_until(patience, |rpc| rpc.nonce(&Alice.to_account_id()) == nonce);
}

fn wall_clock() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis().try_into().unwrap()
}

#[test]
fn empty_blocks_come_by_the_clock_and_are_final_at_once() {
    let home = Home::new();
    let node = Node::start(&home, &["--chain", &DEV, "--block-time", "200"]);
    let mut rpc = node.rpc();
    rpc.wait_until(Duration::from_secs(20), |rpc| rpc.best() >= 5);
    assert!(rpc.last_final() >= 5);
    assert!(node.log().contains("do not work on it"), "{}", node.log());
}

#[test]
fn a_transaction_is_sealed_at_once_and_alone_leads_to_one_block() {
    let home = Home::new();
    let node = Node::start(&home, &["--chain", &DEV, "--block-time", RARELY]);
    let mut rpc = node.rpc();
    rpc.wait_until(Duration::from_secs(20), |rpc| rpc.best() == 1);
    std::thread::sleep(Duration::from_secs(1));
    submit(&mut rpc, 0);
    wait_for_nonce(&mut rpc, 1, Duration::from_secs(5));
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!((rpc.best(), rpc.last_final()), (2, 2), "no empty block follows");
}

#[test]
fn a_burst_of_a_thousand_is_in_within_two_ticks() {
    let home = Home::new();
    let node = start(&home);
    let mut rpc = node.rpc();
    rpc.wait_until(Duration::from_secs(20), |rpc| rpc.best() >= 1);
    let genesis = rpc.block_hash(0);
    let burst = (0..1_000).map(|nonce| json!([remark(Alice, nonce, genesis)])).collect::<Vec<_>>();
    let before = rpc.best();
    rpc.call_all("author_submitExtrinsic", burst.into_iter());
    wait_for_nonce(&mut rpc, 1_000, Duration::from_secs(20));

    let blocks = before + 1..=rpc.best();
    assert!(blocks.clone().count() < 200, "the burst coalesces: {blocks:?}");
    let filled = blocks.clone().map(|block| rpc.transactions(block)).collect::<Vec<_>>();
    let last = filled.iter().rposition(|count| *count > 0).unwrap();
    let ticks = filled[..=last].iter().filter(|count| **count == 0).count();
    println!("1,000 transactions are in {} blocks: {filled:?}", last + 1);
    assert!(ticks <= 2, "blocks with so many transactions: {filled:?}");
}

#[test]
fn after_two_thousand_instant_blocks_the_time_is_that_of_the_wall_clock() {
    let home = Home::new();
    let node = start(&home);
    let mut rpc = node.rpc();
    for nonce in 0..2_000 {
        submit(&mut rpc, nonce);
        wait_for_nonce(&mut rpc, nonce + 1, Duration::from_secs(5));
    }
    assert!(rpc.best() >= 2_000);
    let drift = wall_clock().abs_diff(rpc.time());
    println!("after {} blocks, the chain is {drift} ms off", rpc.best());
    assert!(drift <= 2_000, "the chain is {drift} ms off");
}

#[test]
fn state_survives_a_restart() {
    let home = Home::new();
    let node = start(&home);
    let mut rpc = node.rpc();
    submit(&mut rpc, 0);
    wait_for_nonce(&mut rpc, 1, Duration::from_secs(5));
    let (best, genesis) = (rpc.best(), rpc.block_hash(0));
    assert_eq!(node.stop("TERM").code, Some(0));

    let node = start(&home);
    let mut rpc = node.rpc();
    assert!(rpc.best() >= best);
    assert_eq!(rpc.block_hash(0), genesis);
    assert_eq!(rpc.nonce(&Alice.to_account_id()), 1);
    submit(&mut rpc, 1);
    wait_for_nonce(&mut rpc, 2, Duration::from_secs(5));
}
