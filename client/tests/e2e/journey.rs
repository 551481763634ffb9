//! From a stake to a payment, as a person goes, command by command.

use std::io::Read;

use serde_json::Value;

use crate::support::{await_say, await_status, free, Node};

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn a_payment_goes_from_the_stake_to_the_beneficiary() {
    let node = Node::start(100);
    assert_eq!(node.json(&["stake", "2000"])["staked"], "2000");
    node.json(&["stake", "500", "--key", "//Bob", "--tier", "1"]);
    node.json(&["stake", "300", "--key", "//Charlie"]);
    node.json(&["delegate", "//Bob", "--key", "//Charlie"]);
    for who in ["//Alice", "//Bob", "//Charlie"] {
        await_say(&node, who);
    }

    let before = free(&node, "//Ferdie");
    let spend = ["propose", "spend", "--amount", "12.5", "--to", "//Ferdie", "--text", "thanks"];
    let tried = node.json(&[&spend[..], &["--dry-run"]].concat());
    assert_eq!((&tried["dry_run"], &tried["refused"]), (&Value::Bool(true), &Value::Null));
    assert!(node.json(&["proposals"]).as_array().unwrap().is_empty());
    let proposed = node.json(&spend);
    assert_eq!(proposed["proposal"], 0);
    let watching = node.spawn(&["watch", "0", "--timeout", "60"]);

    let part = node.json(&["sponsor", "0", "--amount", "40", "--key", "//Bob"]);
    assert_eq!(part["missing"], "60");
    assert_eq!(node.json(&["sponsor", "0"])["missing"], "0");
    await_status(&node, "0", "deciding");
    node.json(&["vote", "0", "aye"]);
    node.json(&["vote", "0", "aye", "--key", "//Bob"]);
    let full = node.json(&["proposals", "0"]);
    assert_eq!(full["tally"][0]["ayes"], "3050.000000", "2000 + 500 at 150 % + 300 delegated");
    assert_eq!(full["tally"][0]["support"], "2800.000000");
    assert_eq!(full["position"]["passing"], true);
    let call = full["call"].as_str().unwrap();
    assert!(call.starts_with("DaoTreasury.spend { amount: 12500000000000"), "{call}");

    await_status(&node, "0", "executed");
    check_news(watching);
    let statement = node.json(&["treasury"]);
    assert_eq!(statement["committed"], "12.5");
    let paid = node.json(&["treasury", "payout", "0", "--key", "//Dave"]);
    assert_eq!((&paid["amount"], &paid["fee"]), (&"12.5".into(), &"0".into()));
    assert_ne!(free(&node, "//Ferdie"), before);
    assert_eq!(node.json(&["treasury"])["paid"], "12.5");

    let names: Vec<String> = node.json(&["proposals", "0"])["timeline"]
        .as_array()
        .unwrap()
        .iter()
        .map(|happening| happening["event"].as_str().unwrap().to_string())
        .collect();
    for name in ["submitted", "sponsored", "decision-started", "approved", "executed"] {
        assert!(names.iter().any(|seen| seen == name), "{name} is missing in {names:?}");
    }
    node.json(&["sponsor", "0", "--refund"]);
    node.json(&["unstake", "100"]);
}

/// Every line of `watch` is JSON, and the last one is the end.
fn check_news(mut watching: std::process::Child) {
    let mut said = String::new();
    watching.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(watching.wait().unwrap().success());
    let news: Vec<Value> =
        said.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let last = news.last().expect("there are news");
    assert_eq!((&last["type"], &last["status"]), (&"end".into(), &"executed".into()));
    assert!(news.iter().any(|one| one["type"] == "event" && one["event"] == "approved"), "{said}");
    assert!(news.iter().any(|one| one["type"] == "state"), "{said}");
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn a_long_call_is_noted_first_and_shown_decoded() {
    let node = Node::start(200);
    // System.remark of 300 bytes: too long to go along with the proposal.
    let remark = format!("0x0000b104{}", "61".repeat(300));
    let arguments =
        ["propose", "call", "--hex", &remark, "--track", "constitution", "--text", "why"];
    let proposed = node.json(&arguments);
    assert!(proposed["preimage"]["block"].is_number(), "{proposed}");
    let full = node.json(&["proposals", "0"]);
    assert_eq!(full["call_bytes"], remark);
    assert!(full["call"].as_str().unwrap().starts_with("System.remark { remark: (\"aaaa"));
    assert_eq!(full["status"], "preparing");
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn the_client_is_built_by_the_metadata_of_the_runtime() {
    let node = Node::start(1000);
    let directory = tempfile::tempdir().unwrap();
    let fetched = directory.path().join("metadata.scale");
    node.json(&["metadata", "--output", fetched.to_str().unwrap()]);
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/artifacts/metadata.scale");
    let same = std::fs::read(&fetched).unwrap() == std::fs::read(kept).unwrap();
    assert!(same, "the runtime has changed since: run `make metadata`, and commit the file");
}
