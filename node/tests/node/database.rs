//! A database that is damaged or belongs to another chain is refused, with advice.

use std::{fs, path::Path};

use crate::common::{arg, run, run_badly, run_well, Home, Node, DEV};
use serde_json::{json, Value};

/// A development chain with some blocks, stopped.
fn home_with_blocks() -> Home {
    let home = Home::new();
    let node = Node::start(&home, &["--chain", &DEV, "--block-time", "50"]);
    node.rpc().wait_until(std::time::Duration::from_secs(20), |rpc| rpc.best() > 5);
    assert_eq!(node.stop("TERM").code, Some(0));
    home
}

fn on_dev<'a>(home: &'a Home, command: &'a str) -> [&'a str; 5] {
    [command, "--chain", "dev", "--base-path", home.arg()]
}

fn assert_refused(home: &Home, cause: &str) {
    for command in [vec!["--chain", "dev", "--base-path", home.arg(), "--rpc-port", "0"]]
        .into_iter()
        .chain([on_dev(home, "export-blocks").to_vec(), on_dev(home, "chain-info").to_vec()])
    {
        let error = run_badly(&command);
        let database = home.database("dev");
        assert!(error.contains(arg(&database)), "names the path: {error}");
        assert!(error.contains(cause), "names the cause: {error}");
        assert!(
            error.contains(&format!(
                "althing-node purge-chain --chain dev --base-path {}",
                home.arg()
            )),
            "names the command: {error}"
        );
        assert!(!error.contains("panicked"), "{error}");
    }
}

#[test]
fn a_changed_genesis_is_refused_with_both_hashes() {
    let home = home_with_blocks();
    let mut spec: Value = serde_json::from_str(&run_well(&on_dev(&home, "build-spec"))).unwrap();
    spec["genesis"]["runtimeGenesis"]["patch"]["clock"]["sessionLength"] = json!(77);
    let file = home.file("other.json");
    fs::write(&file, spec.to_string()).unwrap();

    let stored = run_well(&on_dev(&home, "chain-info"));
    let stored: Value = serde_json::from_str(&stored).unwrap();
    let stored = stored["genesis_hash"].as_str().unwrap();
    for command in [
        vec!["--chain", arg(&file), "--base-path", home.arg(), "--rpc-port", "0"],
        vec!["check-block", "1", "--chain", arg(&file), "--base-path", home.arg()],
    ] {
        let error = run_badly(&command);
        assert!(error.contains(stored), "{error}");
        assert_eq!(error.matches("0x").count(), 2, "both hashes: {error}");
        assert!(
            error.contains(&format!("purge-chain --chain {}", file.display())),
            "the command: {error}"
        );
    }

    // The database is as it was: its own specification opens it.
    run_well(&on_dev(&home, "export-blocks"));
}

#[test]
fn a_garbled_metadata_file_is_refused() {
    let home = home_with_blocks();
    fs::write(home.database("dev").join("metadata"), [0xff, 0xfe, 0x00, 0x80]).unwrap();
    assert_refused(&home, "cannot be read");
}

#[test]
fn an_empty_metadata_file_is_refused() {
    let home = home_with_blocks();
    fs::write(home.database("dev").join("metadata"), "").unwrap();
    assert_refused(&home, "Invalid configuration");
}

#[test]
fn a_missing_metadata_file_is_refused_and_nothing_overwritten() {
    let home = home_with_blocks();
    let metadata = home.database("dev").join("metadata");
    let kept = fs::read(&metadata).unwrap();
    fs::remove_file(&metadata).unwrap();
    assert_refused(&home, "`metadata` is missing");
    fs::write(&metadata, kept).unwrap();
    run_well(&on_dev(&home, "export-blocks"));
}

#[test]
fn overwritten_tables_are_refused() {
    let home = home_with_blocks();
    // ParityDB moves what is new from its log to the tables when it is opened.
    run_well(&on_dev(&home, "chain-info"));
    let mut tables = 0;
    for entry in fs::read_dir(home.database("dev")).unwrap() {
        let path = entry.unwrap().path();
        if name(&path).starts_with("table_") || name(&path).starts_with("index_") {
            let length = fs::metadata(&path).unwrap().len();
            fs::write(&path, vec![0xa5; length.try_into().unwrap()]).unwrap();
            tables += 1;
        }
    }
    assert!(tables > 0);
    assert_refused(&home, "cannot be read");
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

#[test]
fn a_database_in_use_is_refused_without_advice_to_remove_it() {
    let home = Home::new();
    let _node = Node::start(&home, &["--chain", "dev"]);
    let error = run_badly(&on_dev(&home, "chain-info"));
    assert!(error.contains("another node runs on it"), "{error}");
    assert!(!error.contains("purge-chain"), "{error}");
}

#[test]
fn a_missing_database_is_not_made_by_asking_for_it() {
    let home = Home::new();
    let error = run_badly(&on_dev(&home, "chain-info"));
    assert!(error.contains("there is no database at"), "{error}");
    assert!(!home.database("dev").exists());
}

#[test]
fn the_command_that_is_advised_helps() {
    let home = home_with_blocks();
    fs::write(home.database("dev").join("metadata"), "").unwrap();
    run_well(&[&on_dev(&home, "purge-chain")[..], &["-y"]].concat());
    assert!(!home.database("dev").exists());
    assert!(run(&on_dev(&home, "chain-info")).status.code() == Some(1));
    let node = Node::start(&home, &["--chain", "dev"]);
    assert_eq!(node.stop("INT").code, Some(0));
}
