//! What `--help` says: a change to it is a change to the interface.

use std::process::Command;

/// What `althing` prints with these arguments.
fn help(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_althing"))
        .args(arguments)
        .env_remove("ALTHING_URL")
        .env_remove("ALTHING_REGISTER")
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
fn carrying() {
    insta::assert_snapshot!(help(&["carry", "--help"]));
}

#[test]
fn replaying() {
    insta::assert_snapshot!(help(&["replay", "votes", "--help"]));
}

#[test]
fn attesting() {
    insta::assert_snapshot!(help(&["attest", "--help"]));
    for command in ["offer", "consent", "issue", "request", "import", "worklist"] {
        insta::assert_snapshot!(command, help(&["attest", command, "--help"]));
    }
    insta::assert_snapshot!(help(&["attest", "schema", "create", "--help"]));
    insta::assert_snapshot!(help(&["attest", "policy", "check", "--help"]));
}

#[test]
fn every_act_of_attesting_has_help() {
    let acts = [
        "schema retire",
        "domain create",
        "domain rotate",
        "issuer accredit",
        "issuer suspend",
        "issuer reinstate",
        "issuer remove",
        "issuer void",
        "issuer bond",
        "issuer keys",
        "issuer deputy appoint",
        "sign",
        "claim",
        "decide accept",
        "decide refuse",
        "renew",
        "suspend",
        "lift",
        "revoke",
        "renounce",
        "remove",
        "appeal file",
        "appeal decide",
        "appeal conclude",
        "freeze lay",
        "freeze prolong",
        "freeze lift",
        "recover consent",
        "recover start",
        "recover object",
        "recover complete",
        "policy create",
        "policy revise",
        "office appoint",
        "office vacate",
        "panel set",
        "appeal-rules set",
        "periods set",
        "list",
        "show",
    ];
    for act in acts {
        let words: Vec<&str> = ["attest"].into_iter().chain(act.split(' ')).collect();
        let said = help(&[&words[..], &["--help"]].concat());
        assert!(said.contains(&format!("Usage: althing attest {act}")), "{act}: {said}");
    }
}

#[test]
fn registers() {
    insta::assert_snapshot!(help(&["register", "--help"]));
    insta::assert_snapshot!(help(&["register", "create", "--help"]));
}

#[test]
fn imports_of_records() {
    insta::assert_snapshot!(help(&["record", "import", "--help"]));
    insta::assert_snapshot!(help(&["record", "synthetic", "--help"]));
}

#[test]
fn records() {
    insta::assert_snapshot!(help(&["record", "--help"]));
    insta::assert_snapshot!(help(&["record", "lodge", "--help"]));
    insta::assert_snapshot!(help(&["record", "lodge", "register", "--help"]));
    insta::assert_snapshot!(help(&["record", "transfer", "--help"]));
    insta::assert_snapshot!(help(&["record", "work", "--help"]));
}

/// Whether each of these acts of a command has help of its own.
fn have_help(command: &str, acts: &[&str]) {
    for act in acts {
        let words: Vec<&str> = command.split(' ').chain(act.split(' ')).collect();
        let said = help(&[&words[..], &["--help"]].concat());
        assert!(said.contains(&format!("Usage: althing {command} {act}")), "{act}: {said}");
    }
}

#[test]
fn every_act_of_registers_and_records_has_help() {
    let registers = [
        "list",
        "show",
        "template",
        "create",
        "rules show",
        "rules set",
        "authority",
        "suspend",
        "activate",
        "close",
        "decisions",
        "calendar show",
        "calendar set",
        "role grant",
        "role revoke",
        "roles",
        "review start",
        "review end",
    ];
    have_help("register", &registers);
    let kinds = [
        "register",
        "amend",
        "correct",
        "vest",
        "transfer",
        "survive",
        "encumber",
        "vary",
        "discharge",
        "caution",
        "uncaution",
        "split",
        "merge",
        "represent",
        "strike-off",
        "restore",
        "search",
    ];
    have_help("record lodge", &kinds);
    let acts = [
        "reveal",
        "transfer",
        "encumber",
        "split",
        "merge",
        "freeze",
        "unfreeze",
        "consent",
        "retract",
        "requisition",
        "answer",
        "object",
        "withdraw-objection",
        "decide",
        "withdraw",
        "reject",
        "approve",
        "complete",
        "lapse",
        "list",
        "show",
        "history",
        "at",
        "work",
        "redact",
        "commit",
        "open",
        "erase",
    ];
    have_help("record", &acts);
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
        "carry",
        "proposals",
        "treasury",
        "watch",
        "replay",
        "demo",
        "metadata",
        "extract",
        "attest",
        "register",
        "record",
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
