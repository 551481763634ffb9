//! The subcommands, on the databases of both engines.

use std::{fs, time::Duration};

use crate::common::{arg, run_badly, run_well, Home, Node, DEV, SOLO};
use serde_json::{json, Value};

fn info(chain: &str, home: &Home) -> Value {
    let info = run_well(&["chain-info", "--chain", chain, "--base-path", home.arg()]);
    serde_json::from_str(&info).unwrap()
}

/// Exports all blocks of a chain, imports them elsewhere, and checks one.
fn export_import_and_check(chain: &str, home: &Home) {
    let blocks = home.file("blocks.bin");
    let other = Home::new();
    run_well(&[
        "export-blocks",
        arg(&blocks),
        "--binary",
        "--chain",
        chain,
        "--base-path",
        home.arg(),
    ]);
    let from = arg(&blocks);
    run_well(&["import-blocks", from, "--binary", "--chain", chain, "--base-path", other.arg()]);
    assert_eq!(info(chain, &other)["best_hash"], info(chain, home)["best_hash"]);
    for home in [home, &other] {
        run_well(&["check-block", "3", "--chain", chain, "--base-path", home.arg()]);
    }
}

#[test]
fn blocks_of_a_development_chain_are_exported_imported_checked_and_never_reverted() {
    let home = Home::new();
    let node = Node::start(&home, &["--chain", &DEV, "--block-time", "50"]);
    node.rpc().wait_until(Duration::from_secs(20), |rpc| rpc.best() > 5);
    assert_eq!(node.stop("INT").code, Some(0));
    export_import_and_check(&DEV, &home);

    let before = info(&DEV, &home);
    let error = run_badly(&["revert", "2", "--chain", &DEV, "--base-path", home.arg()]);
    assert!(error.contains("is final, and a final block cannot be reverted"), "{error}");
    assert_eq!(info(&DEV, &home), before);
}

#[test]
fn blocks_of_a_validator_are_exported_imported_checked_and_reverted_to_the_last_final_one() {
    let home = Home::new();
    let node = Node::start(&home, &["--chain", "solo", "--alice", "--port", "0"]);
    let mut rpc = node.rpc();
    rpc.wait_until(Duration::from_secs(90), |rpc| rpc.last_final() >= 16);
    let justified = (1..=16).filter(|number| rpc.has_justification(*number)).count();
    assert!(justified >= 2, "{justified} justifications for 16 final blocks");
    assert_eq!(rpc.call("grandpa_roundState", json!([]))["setId"], 0);
    let methods = rpc.call("rpc_methods", json!([]))["methods"].to_string();
    for method in ["grandpa_proveFinality", "grandpa_subscribeJustifications"] {
        assert!(methods.contains(method), "{methods}");
    }
    assert_eq!(node.stop("INT").code, Some(0));
    export_import_and_check(&SOLO, &home);

    let before = info(&SOLO, &home);
    assert!(before["best_number"].as_u64() > before["finalized_number"].as_u64());
    run_well(&["revert", "1000", "--chain", &SOLO, "--base-path", home.arg()]);
    let after = info(&SOLO, &home);
    assert_eq!(after["best_number"], before["finalized_number"]);
    assert_eq!(after["finalized_hash"], before["finalized_hash"]);
    let error = run_badly(&["revert", "1", "--chain", &SOLO, "--base-path", home.arg()]);
    assert!(error.contains("a final block cannot be reverted"), "{error}");
}

#[test]
fn both_ways_to_write_a_specification_keep_the_engine_and_lead_to_one_genesis() {
    let home = Home::new();
    let mut genesis = Vec::new();
    for (index, command) in [
        vec!["build-spec", "--chain", "dev", "--disable-default-bootnode"],
        vec!["build-spec", "--chain", "dev", "--raw"],
        vec!["export-chain-spec", "--chain", "dev"],
        vec!["export-chain-spec", "--chain", "dev", "--raw"],
    ]
    .iter()
    .enumerate()
    {
        let spec = run_well(command);
        assert_eq!(serde_json::from_str::<Value>(&spec).unwrap()["engine"], "instant");
        let file = home.file(&format!("{index}.json"));
        fs::write(&file, spec).unwrap();
        let home = Home::new();
        let node = Node::start(&home, &["--chain", arg(&file)]);
        genesis.push(node.rpc().block_hash(0));
    }
    genesis.dedup();
    assert_eq!(genesis.len(), 1);
}

#[test]
fn the_state_of_a_block_becomes_a_specification_of_the_same_engine() {
    let home = Home::new();
    let node = Node::start(&home, &["--chain", &DEV, "--block-time", "50"]);
    node.rpc().wait_until(Duration::from_secs(20), |rpc| rpc.best() > 5);
    assert_eq!(node.stop("INT").code, Some(0));
    let spec = run_well(&["export-state", "3", "--chain", &DEV, "--base-path", home.arg()]);
    let spec: Value = serde_json::from_str(&spec).unwrap();
    assert_eq!(spec["engine"], "instant");
    assert!(spec["genesis"]["raw"]["top"].is_object());
}

#[test]
fn options_that_the_engine_has_no_use_for_are_refused() {
    let home = Home::new();
    let solo = ["--chain", "solo", "--base-path", home.arg(), "--block-time", "500"];
    assert!(run_badly(&solo).contains("--block-time is for development chains"));
    let dev = ["--chain", "dev", "--base-path", home.arg(), "--sync", "warp"];
    assert!(run_badly(&dev).contains("no peers to synchronise with"));
    assert!(run_badly(&["--chain", "nowhere"]).contains("no such preset"));
}
