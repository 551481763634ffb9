//! What the chain says, believed by somebody who has no node.

use serde_json::{json, Value};

use super::{establish, issue, revoke, Wallet, OUTCOME, RESIDENT};
use crate::support::{command, Node};

/// Periods that let a decision take seconds on a chain that waits for its blocks.
const QUICK: [(&str, u32); 5] = [
    ("slotDuration", 500),
    ("minimumPeriod", 250),
    ("preparation", 1),
    ("confirmation", 2),
    ("timelock", 1),
];

/// Who asks for a claim.
const BAR: &str = "https://bar.example";

/// What a command says with no node in reach: the exit code, and the result.
fn alone(arguments: &[&str]) -> (i32, Value) {
    let nowhere = "ws://127.0.0.1:1";
    let output = command(nowhere, &[&["--json"], arguments].concat()).output().unwrap();
    let code = output.status.code().unwrap();
    (code, serde_json::from_slice(&output.stdout).unwrap_or_default())
}

fn check(file: &str, trust: &str) -> (i32, Value) {
    alone(&["extract", "check", file, "--trust", trust])
}

/// A presentation, and what its verifier asked for.
struct Shown {
    file: String,
    trust: String,
}

impl Shown {
    /// What verifying it by an extract says.
    fn verify(&self, nonce: &str, extract: &str) -> (i32, Value) {
        let asked = ["verify", &self.file, "--audience", BAR, "--nonce", nonce];
        alone(&[&asked[..], &["--extract", extract, "--trust", &self.trust]].concat())
    }
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn an_extract_convinces_somebody_without_a_node() {
    let node = Node::start_solo(&QUICK);
    let trust = node.file("trust.json");
    assert_eq!(node.json(&["extract", "trust", "--output", &trust])["authorities"], 1);
    establish(&node, &RESIDENT);
    let issued = issue(&node);
    let (salted, issued) = (issued.salted, issued.block);

    let make = |name: &str, how: &[&str]| {
        let file = node.file(name);
        let what = ["extract", "make", "--schema", "0", "--subject", "//Bob"];
        let trusted = ["--output", &file, "--trust", &trust];
        node.json(&[&what[..], &trusted, how].concat());
        file
    };
    let live = make("live.json", &["--block", &issued]);
    let (code, found) = check(&live, &trust);
    assert_eq!((code, &found["block"].to_string()), (0, &issued));
    let found = &found["attestation"];
    assert_eq!((&found["holds"], &found["serial"]), (&json!(true), &json!(1)));
    assert_eq!(found["schema_name"], "resident");

    let text = std::fs::read_to_string(&live).unwrap();
    let whole: Value = serde_json::from_str(&text).unwrap();
    let parts = whole["proof"].as_array().unwrap().len();
    assert!(parts > 0, "{text}");
    for part in 0..parts {
        let mut forged = whole.clone();
        forged["proof"].as_array_mut().unwrap().remove(part);
        let file = node.write("forged.json", &forged.to_string());
        assert_eq!(check(&file, &trust).0, OUTCOME, "without part {part} of its proof");
    }

    let file = Wallet::with(&node, &salted).present(BAR, "n-1");
    let shown = Shown { file, trust: trust.clone() };
    let (code, seen) = shown.verify("n-1", &live);
    assert_eq!((code, &seen["claims"]), (0, &json!({ "age_over_18": true })));
    assert_eq!(seen["block"]["finality"], "proof", "no node says so: {seen}");
    assert_eq!(shown.verify("n-2", &live).0, OUTCOME, "it was made for another request");

    revoke(&node);
    let later = make("later.json", &[]);
    let (code, found) = check(&later, &trust);
    assert_eq!((code, &found["attestation"]["failing"]), (0, &json!("ended")));
    assert_eq!(check(&live, &trust).1["attestation"]["holds"], true, "what was so stays so");
    assert_eq!(shown.verify("n-1", &later).0, OUTCOME, "by then it was revoked");
}
