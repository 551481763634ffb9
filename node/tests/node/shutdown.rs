//! A node that is asked to stop does so without complaint.

use std::time::Duration;

use crate::common::{Ended, Home, Node, DEV, SOLO};

fn assert_clean(ended: Ended) {
    assert_eq!(ended.code, Some(0), "{}", ended.log);
    let log = ended.log.to_lowercase();
    for complaint in ["essential task", "error", "panic", "still running"] {
        assert!(!log.contains(complaint), "{complaint:?} in:\n{}", ended.log);
    }
}

#[test]
fn a_development_chain_stops_cleanly_on_either_signal() {
    let home = Home::new();
    for signal in ["INT", "TERM", "INT", "TERM"] {
        let node = Node::start(&home, &["--chain", &DEV, "--block-time", "50"]);
        node.rpc().wait_until(Duration::from_secs(20), |rpc| rpc.best() > 3);
        assert_clean(node.stop(signal));
    }
}

#[test]
fn a_validator_stops_cleanly_on_either_signal() {
    let home = Home::new();
    for signal in ["INT", "TERM", "INT", "TERM"] {
        let node = Node::start(&home, &["--chain", &SOLO, "--alice", "--port", "0"]);
        node.wait_for_log("Prepared block for proposing");
        assert_clean(node.stop(signal));
    }
}
