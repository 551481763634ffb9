//! The vote that really took place, to the micro-unit, with the node killed in the middle.

use std::{io::Read, process::Child, time::Duration};

use serde_json::Value;

use crate::support::{eventually, table, Node};

const DAO: &str = "nakamoto-dao-votes.csv";

/// What a replay that was spawned ends with.
fn result(node: &Node, mut child: Child) -> Value {
    let mut said = String::new();
    child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(child.wait().unwrap().success(), "the replay failed: {}", node.said());
    serde_json::from_str(&said).expect("the result is JSON")
}

fn check(result: &Value, aye: &str, nay: &str, voters: u64) {
    assert_eq!(result["aye"], aye);
    assert_eq!(result["nay"], nay);
    assert_eq!(result["voters"], voters);
    assert_eq!(result["outcome"], "paid");
    assert_eq!(result["paid"], "1000");
    eprintln!("{result}");
}

/// Kills the node a moment after the replay has begun a step.
fn kill_during(node: &mut Node, step: &str, after: Duration) {
    eventually(step, || node.said().lines().any(|line| line.starts_with(step)));
    std::thread::sleep(after);
    node.kill();
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn a_replay_survives_the_node_being_killed_while_people_stake_and_vote() {
    let mut node = Node::start(500);
    let replay = node.spawn(&["replay", "votes", &table(DAO)]);
    kill_during(&mut node, "staking", Duration::from_millis(700));
    node.start_again();
    kill_during(&mut node, "voting", Duration::from_millis(500));
    node.start_again();
    let result = result(&node, replay);
    assert!(node.said().matches("the connection broke").count() >= 2, "{}", node.said());
    check(&result, "1553219.062620", "271.344268", 2_311);

    let again = node.json(&["replay", "votes", &table(DAO)]);
    check(&again, "1553219.062620", "271.344268", 2_311);
    assert_eq!(again["took"]["transactions"], 0, "everything was done already");
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn a_replay_of_every_row_goes_on_after_both_node_and_client_were_killed() {
    let mut node = Node::start(500);
    let arguments = ["replay", "votes", &table(DAO), "--every-row"];
    for (step, after) in [("funding", 100), ("staking", 600), ("voting", 500)] {
        let mut replay = node.spawn(&arguments);
        kill_during(&mut node, step, Duration::from_millis(after));
        replay.kill().unwrap();
        replay.wait().unwrap();
        node.start_again();
    }
    let replay = node.spawn(&arguments);
    check(&result(&node, replay), "1553301.165679", "271.344268", 2_319);
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn the_pool_table_comes_to_its_published_total() {
    let node = Node::start(250);
    let result = node.json(&["replay", "votes", &table("nakamoto-pool-votes.csv"), "--every-row"]);
    check(&result, "16524829.945820", "0.000000", 370);
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn the_solo_table_comes_to_its_published_total() {
    let node = Node::start(250);
    let result = node.json(&["replay", "votes", &table("nakamoto-solo-votes.csv")]);
    check(&result, "159087747.183500", "0.000000", 28);
}
