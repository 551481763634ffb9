//! What `--help` says: a change to it is a change to the interface.

use std::process::Command;

/// What `althing` prints with these arguments.
fn help(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_althing"))
        .args(arguments)
        .env_remove("ALTHING_URL")
        .env("COLUMNS", "100")
        .output()
        .unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_overview() {
    insta::assert_snapshot!(help(&["--help"]));
}

#[test]
fn proposing() {
    insta::assert_snapshot!(help(&["propose", "spend", "--help"]));
    insta::assert_snapshot!(help(&["propose", "call", "--help"]));
}

#[test]
fn replaying() {
    insta::assert_snapshot!(help(&["replay", "votes", "--help"]));
}

#[test]
fn every_command_has_help() {
    let commands = [
        "status",
        "propose",
        "sponsor",
        "stake",
        "unstake",
        "vote",
        "delegate",
        "proposals",
        "treasury",
        "watch",
        "replay",
        "demo",
        "metadata",
    ];
    for command in commands {
        assert!(help(&[command, "--help"]).contains("Usage: althing"), "{command}");
    }
}

#[test]
fn what_is_no_command_ends_with_two() {
    let output = Command::new(env!("CARGO_BIN_EXE_althing")).arg("nonsense").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
}
