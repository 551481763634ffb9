//! Many attestations from a table, with everything that can be killed killed.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use althing_client::{connection::ChainKind, Chain, Key, Wait};
use serde_json::{json, Value};
use tokio::runtime::Runtime;

use super::establish;
use crate::support::{eventually, Node};

/// How many rows the table has.
const ROWS: usize = 200;

/// A schema of documents, to which nobody has to consent.
const DIPLOMA: [&str; 13] = [
    "attest",
    "schema",
    "create",
    "--name",
    "diploma",
    "--subject",
    "hash",
    "--longest-validity",
    "14400",
    "--field",
    "grade:integer",
    "--field",
    "subject_area:text",
];

/// The document of a row.
fn document(row: usize) -> String {
    format!("hash:0x{row:064x}")
}

fn table() -> String {
    let head = "subject,level,jurisdiction,expires,grade,subject_area\n".to_string();
    (0..ROWS).fold(head, |table, row| {
        format!("{table}{},1,528,+5000,{},\"law, part {row}\"\n", document(row), row % 10)
    })
}

/// What the chain has of the schema, by subject.
fn issued(node: &Node) -> Vec<Value> {
    let all = node.json(&["attest", "list", "--schema", "0"]);
    all.as_array().unwrap().clone()
}

fn nonce(node: &Node) -> Value {
    node.json(&["status", "--account", "//Charlie"])["account"]["nonce"].clone()
}

/// Sees what Charlie sends as soon as a node has it, in a block or not.
struct Watch {
    runtime: Runtime,
    chain: Chain,
    charlie: Key,
    before: u64,
}

impl Watch {
    fn begin(node: &Node) -> Self {
        let runtime = Runtime::new().unwrap();
        let chain = runtime.block_on(Chain::connect(&node.url(), Wait::Best)).unwrap();
        let charlie = Key::well_known("//Charlie", ChainKind::Development).unwrap();
        let mut watch = Self { runtime, chain, charlie, before: 0 };
        watch.before = watch.next();
        watch
    }

    fn next(&self) -> u64 {
        let next = self.chain.methods().system_account_next_index(self.charlie.account());
        self.runtime.block_on(next).unwrap()
    }

    /// Waits until so many transactions are sent.
    fn until(&self, sent: u64) {
        let began = Instant::now();
        while self.next() < self.before + sent {
            assert!(began.elapsed() < Duration::from_secs(60), "nothing is sent");
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn an_import_that_was_killed_goes_on_and_neither_doubles_nor_loses_a_row() {
    let mut node = Node::start(200);
    establish(&node, &DIPLOMA);
    let (table, records, key) =
        (node.write("diplomas.csv", &table()), node.file("records.age"), node.file("office.age"));
    let wallet = node.file("office.wallet");
    node.json(&["wallet", "--wallet", &wallet, "create", "--new-age-key", &key]);
    let import = ["attest", "import", &table, "--issuer", "0", "--records", &records];
    let import = [&import[..], &["--age-key", &key, "--key", "//Charlie"]].concat();

    let watch = Watch::begin(&node);
    let mut first = node.spawn(&import);
    watch.until(10);
    first.kill().unwrap();
    first.wait().unwrap();
    eventually("what was sent is in blocks", || nonce(&node) == watch.next());
    let before = issued(&node).len();
    eprintln!("{before} of {ROWS} were issued when it was killed");
    assert!(0 < before && before < ROWS, "it was not killed in the middle");

    let watch = Watch::begin(&node);
    let second = node.spawn(&import);
    watch.until(10);
    node.kill();
    node.start_again();
    let output = second.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", node.said());
    assert!(node.said().contains("the connection broke"), "{}", node.said());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["refused"], json!([]));

    let all = issued(&node);
    let subjects: BTreeSet<_> = all.iter().map(|one| one["subject"].to_string()).collect();
    let expected: BTreeSet<_> = (0..ROWS).map(|row| json!(document(row)).to_string()).collect();
    assert_eq!((all.len(), subjects), (ROWS, expected));
    assert!(all.iter().all(|one| one["serial"] == 1 && one["holds"] == true));

    let sent = nonce(&node);
    let again = node.json(&import);
    assert_eq!(again, json!({ "added": 0, "already": ROWS, "waiting": 0, "refused": [] }));
    assert_eq!((nonce(&node), issued(&node).len()), (sent, ROWS), "it sends nothing");
    let commitments = |all: &[Value]| -> Vec<String> {
        all.iter().map(|one| one["commitment"].to_string()).collect()
    };
    assert_eq!(commitments(&issued(&node)), commitments(&all));
}
