//! What the constitution's track sets: offices, panels, the rules of appeals, and periods.

use serde_json::{json, Value};

use crate::support::{await_say, await_status, Node};

/// Has Alice, who holds all say, propose an act and carry it through.
fn decide(node: &Node, act: &[&str]) {
    let proposal = node.json(&[act, &["--text", "It was talked about."]].concat());
    assert_eq!(proposal["track"], 0, "{act:?}");
    let id = proposal["proposal"].to_string();
    node.json(&["sponsor", &id]);
    await_status(node, &id, "deciding");
    node.json(&["vote", &id, "aye"]);
    await_status(node, &id, "executed");
}

/// The rules for appeals against a kind of measure.
fn rules(node: &Node, kind: &str) -> Value {
    let all = node.json(&["attest", "appeal-rules", "show"]);
    let rules = all.as_array().unwrap().iter().find(|rules| rules["kind"] == kind);
    rules.unwrap().clone()
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn offices_panels_rules_and_periods_are_set_by_a_vote_on_the_constitution_s_track() {
    let node = Node::start(100);
    node.json(&["stake", "500000"]);
    await_say(&node, "//Alice");
    let offices = || node.json(&["attest", "office", "show"]);
    let bob = node.json(&["status", "--account", "//Bob"])["account"]["address"].clone();
    assert_ne!(offices()[1]["account"], json!(null));

    decide(&node, &["attest", "office", "vacate", "review"]);
    assert_eq!(
        (&offices()[1]["office"], &offices()[1]["account"]),
        (&json!("review"), &json!(null))
    );
    let appoint = ["attest", "office", "appoint", "review", "--account", "//Bob"];
    decide(&node, &[&appoint[..], &["--until", "+5000"]].concat());
    assert_eq!(offices()[1]["account"], bob);

    decide(&node, &["attest", "panel", "set", "--member", "//One", "--member", "//Bob"]);
    let pool = node.json(&["attest", "panel", "show"]);
    assert_eq!((&pool[1], pool.as_array().unwrap().len()), (&bob, 2));

    let before = rules(&node, "freeze");
    decide(&node, &["attest", "appeal-rules", "set", "freeze", "--panel", "1", "--deposit", "2.5"]);
    let after = rules(&node, "freeze");
    assert_eq!((&after["panel"], &after["deposit"]), (&json!(1), &json!("2.5")));
    assert_eq!(after["window"], before["window"]);

    let old = node.json(&["attest", "periods", "show"]);
    decide(&node, &["attest", "periods", "set", "--objection", "90"]);
    let new = node.json(&["attest", "periods", "show"]);
    assert_eq!((&new["objection"], &new["answer"]), (&json!(90), &old["answer"]));
}
