//! An import while client and node are killed, each at several points.

use std::{
    process::Child,
    time::{Duration, Instant},
};

use althing_client::{connection::ChainKind, Chain, Key, Wait};
use serde_json::{json, Value};
use tokio::runtime::Runtime;

use super::{figures, Town};
use crate::support::{eventually, Node};

/// How many disposals are added, changed and deleted.
const ROWS: [u32; 3] = [1_500, 60, 60];

/// Sees what somebody sends as soon as the node has it, in a block or not.
struct Watch {
    runtime: Runtime,
    chain: Chain,
    key: Key,
}

impl Watch {
    fn of(node: &Node, who: &str) -> Self {
        let runtime = Runtime::new().unwrap();
        let chain = runtime.block_on(Chain::connect(&node.url(), Wait::Best)).unwrap();
        let key = Key::well_known(who, ChainKind::Development).unwrap();
        Self { runtime, chain, key }
    }

    fn next(&self) -> u64 {
        let next = self.chain.methods().system_account_next_index(self.key.account());
        self.runtime.block_on(next).unwrap()
    }

    /// Waits until so many more transactions are sent.
    fn until(&self, sent: u64, before: u64) {
        let began = Instant::now();
        while self.next() < before + sent {
            assert!(began.elapsed() < Duration::from_secs(60), "nothing is sent");
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

/// Starts an import, and returns once an officer has sent so many transactions.
fn import_until(town: &Town, file: &str, who: &str, sent: u64) -> Child {
    let watch = Watch::of(&town.node, who);
    let before = watch.next();
    let child = town.node.spawn(&town.office(0).import_of(&[file]));
    watch.until(sent, before);
    child
}

fn settle(node: &Node) {
    for who in ["//Bob", "//Charlie"] {
        let watch = Watch::of(node, who);
        eventually("what was sent is in blocks", || {
            let status = node.json(&["status", "--account", who]);
            status["account"]["nonce"] == watch.next()
        });
    }
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn an_import_that_was_killed_goes_on_and_neither_doubles_nor_loses_a_row() {
    let mut town = Town::with_registers(1);
    let file = town.office(0).synthetic("killed-synthetic.csv", ROWS);
    let total = u64::from(ROWS.iter().sum::<u32>());

    let mut first = import_until(&town, &file, "//Bob", 8);
    first.kill().unwrap();
    first.wait().unwrap();
    settle(&town.node);
    let lodged = town.office(0).counted()["dealings"].as_u64().unwrap();
    eprintln!("{lodged} of {total} were lodged when the client was killed");
    assert!(0 < lodged && lodged < total, "it was not killed in the middle");

    let mut second = import_until(&town, &file, "//Charlie", 8);
    second.kill().unwrap();
    second.wait().unwrap();
    settle(&town.node);
    let entered = town.office(0).counted()["records"].as_u64().unwrap();
    eprintln!("{entered} of {} were entered when it was killed again", ROWS[0]);
    assert!(0 < entered && entered < u64::from(ROWS[0]), "it was not killed in the middle");

    let third = import_until(&town, &file, "//Charlie", 4);
    town.node.kill();
    town.node.start_again();
    let output = third.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", town.node.said());
    assert!(town.node.said().contains("the connection broke"), "{}", town.node.said());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&report["refused"], &report["in_force"]), (&json!([]), &json!(1_440)));

    let office = town.office(0);
    let register = office.counted();
    assert_eq!(register["records"], ROWS[0]);
    assert_eq!(register["dealings"], total, "each row was lodged once");
    let records = town.node.json(&office.about(&["list", "--limit", "2000"]));
    let versions: u64 =
        records.as_array().unwrap().iter().map(|it| it["version"].as_u64().unwrap()).sum();
    assert_eq!(versions, total, "and entered once");
    assert_eq!(office.import(&[&file]), figures([0, 0, 0], &json!([]), 1_440));
    assert_eq!(office.counted()["dealings"], total);
}
