//! Calls that somebody signs who cannot pay, and that somebody else sends.

use serde_json::{json, Value};

use crate::support::{await_say, await_status, eventually, free, Node};

/// The hash of the evidence of every measure.
const EVIDENCE: &str = "0x1111111111111111111111111111111111111111111111111111111111111111";

/// The exit codes.
const USAGE: i32 = 2;
const REFUSED: i32 = 4;

/// A chain with a proposal under decision, on which Dave has say and is frozen.
struct Frozen {
    node: Node,
    proposal: String,
}

impl Frozen {
    fn start() -> Self {
        let node = Node::start(100);
        node.json(&["stake", "500000"]);
        node.json(&["stake", "1000", "--key", "//Dave"]);
        await_say(&node, "//Alice");
        await_say(&node, "//Dave");
        let spend = ["propose", "spend", "--amount", "5", "--to", "//Bob", "--text", "Pay Bob."];
        let proposal = node.json(&spend)["proposal"].to_string();
        node.json(&["sponsor", &proposal]);
        await_status(&node, &proposal, "deciding");
        let freeze = ["attest", "freeze", "lay", "//Dave", "--blocks", "250", "--reason", "fraud"];
        node.json(&[&freeze[..], &["--evidence", EVIDENCE, "--key", "//Eve"]].concat());
        Self { node, proposal }
    }

    /// Has Dave sign a call into a file of this name; returns its path.
    fn sign(&self, name: &str, call: &[&str], how: &[&str]) -> String {
        let file = self.node.file(name);
        let to = ["--key", "//Dave", "--carry-to", &file];
        let signed = self.node.json(&[call, &to, how].concat());
        assert_eq!(signed["carry"], json!(file));
        file
    }

    /// Has Charlie carry files; returns what became of the last.
    fn carry(&self, files: &[&str]) -> Value {
        let to = [&["--json", "carry", "--key", "//Charlie"], files].concat();
        let output = self.node.althing(&to);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        let lines = String::from_utf8(output.stdout).unwrap();
        assert_eq!(lines.lines().count(), files.len(), "one line for each: {lines}");
        serde_json::from_str(lines.lines().last().unwrap()).unwrap()
    }

    /// Has Charlie carry a file that is refused.
    fn refused(&self, file: &str) -> (i32, Value) {
        self.node.failure(&["carry", "--key", "//Charlie", file])
    }

    /// A copy of a file in which something else stands.
    fn altered(&self, file: &str, name: &str, change: impl FnOnce(&mut Value)) -> String {
        let text = std::fs::read_to_string(file).unwrap();
        let mut value: Value = serde_json::from_str(&text).unwrap();
        change(&mut value);
        self.node.write(name, &value.to_string())
    }

    /// What the proposal's ballots come to.
    fn tally(&self) -> Value {
        self.node.json(&["proposals", &self.proposal])["tally"][0].clone()
    }
}

/// What an error says.
fn message(error: &Value) -> String {
    error["message"].as_str().unwrap().to_string()
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn who_is_frozen_votes_and_appeals_at_the_cost_of_whoever_carries_it() {
    let chain = Frozen::start();
    let (node, proposal) = (&chain.node, chain.proposal.as_str());
    let vote = ["vote", proposal, "nay"];
    let (code, error) = node.failure(&[&vote[..], &["--key", "//Dave"]].concat());
    assert_eq!((code, error["name"].as_str()), (REFUSED, Some("InvalidTransaction")));

    let before = (free(node, "//Dave"), chain.tally());
    let ballot = chain.sign("ballot.json", &vote, &[]);
    let grounds = ["attest", "appeal", "file", "freeze", "--grounds", EVIDENCE];
    let nonce: Value = serde_json::from_str(&std::fs::read_to_string(&ballot).unwrap()).unwrap();
    let next = (nonce["nonce"].as_u64().unwrap() + 1).to_string();
    let appeal = chain.sign("appeal.json", &grounds, &["--carry-nonce", &next]);
    assert_eq!((free(node, "//Dave"), chain.tally()), before, "signing does nothing");

    let charlie = free(node, "//Charlie");
    let tried = node.json(&["carry", &ballot, "--dry-run", "--key", "//Charlie"]);
    assert_eq!((&tried["dry_run"], &tried["refused"]), (&json!(true), &json!(null)));
    assert!(tried["call"].as_str().unwrap().contains("Voting.vote"), "{tried}");
    assert_eq!((free(node, "//Charlie"), chain.tally()), (charlie.clone(), before.1.clone()));

    let (code, error) = chain.refused(&appeal);
    assert_eq!(code, USAGE);
    assert!(message(&error).contains("not its turn"), "{error}");
    let carried = chain.carry(&[&ballot, &appeal]);
    assert!(carried["call"].as_str().unwrap().contains("Attestations.appeal"), "{carried}");
    assert_ne!(chain.tally(), before.1);
    assert_eq!(chain.tally()["nays"], "1000.000000");
    assert_ne!(free(node, "//Charlie"), charlie, "Charlie pays");
    let appeals = node.json(&["attest", "appeal", "list"]);
    assert_eq!(appeals[0]["appellant"], carried["signer"]);

    let (code, error) = chain.refused(&ballot);
    assert_eq!(code, USAGE);
    assert!(message(&error).contains("used up"), "{error}");
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn what_was_altered_expires_or_is_of_another_chain_is_not_carried() {
    let chain = Frozen::start();
    let vote = ["vote", &chain.proposal, "nay"];
    let ballot = chain.sign("ballot.json", &vote, &[]);
    let before = free(&chain.node, "//Charlie");

    let aye = chain.altered(&ballot, "aye.json", |file| {
        let call = file["call"].as_str().unwrap().to_string();
        file["call"] = json!(format!("{}00", &call[..call.len() - 2]));
    });
    let says = message(&chain.refused(&aye).1);
    assert!(says.contains("aye.json") && says.contains("signature"), "{says}");
    let stolen = chain.altered(&ballot, "eve.json", |file| {
        let eve = chain.node.json(&["status", "--account", "//Eve"]);
        file["signer"] = eve["account"]["address"].clone();
    });
    assert_eq!(chain.refused(&stolen).0, USAGE);
    let elsewhere = chain.altered(&ballot, "other.json", |file| {
        file["genesis"] = json!(EVIDENCE);
    });
    let says = message(&chain.refused(&elsewhere).1);
    assert!(says.contains("another"), "{says}");
    let later = chain.altered(&ballot, "later.json", |file| file["version"] = json!(2));
    let says = message(&chain.refused(&later).1);
    assert!(says.contains("version 2"), "{says}");

    let soon = chain.sign("soon.json", &vote, &["--carry-until", "+8"]);
    let text = std::fs::read_to_string(&soon).unwrap();
    let last = serde_json::from_str::<Value>(&text).unwrap()["last_block"].as_u64().unwrap();
    eventually("it has expired", || chain.node.json(&["status"])["best"].as_u64().unwrap() >= last);
    let says = message(&chain.refused(&soon).1);
    assert!(says.contains("expired"), "{says}");
    assert_eq!(free(&chain.node, "//Charlie"), before, "Charlie has paid for none of them");
    chain.carry(&[&ballot]);
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn a_call_that_fails_is_reported_by_its_own_reason_although_it_was_carried() {
    let chain = Frozen::start();
    let missing = chain.sign("missing.json", &["vote", "99", "aye"], &[]);
    let (code, error) = chain.refused(&missing);
    assert_eq!((code, error["name"].as_str()), (REFUSED, Some("Voting::UnknownPoll")));
    assert!(message(&error).contains("There is no such poll"), "{error}");
    let (code, error) = chain.refused(&missing);
    assert_eq!(code, USAGE);
    assert!(message(&error).contains("used up"), "{error}");

    let nothing = ["proposals", "--carry-to", &chain.node.file("nothing.json")];
    assert_eq!(chain.node.failure(&nothing).0, USAGE);
    let list = ["attest", "freeze", "show", "--carry-to", &chain.node.file("nothing.json")];
    let (code, error) = chain.node.failure(&list);
    assert_eq!(code, USAGE);
    assert!(message(&error).contains("not written"), "{error}");
}
