//! What the client says when something does not work.

use crate::support::{command, Node};

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn refusals_are_named_and_documented_as_the_chain_does() {
    let node = Node::start(500);

    let (code, error) = node.failure(&["vote", "7", "aye"]);
    assert_eq!((code, error["name"].as_str()), (4, Some("Voting::UnknownPoll")));
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("There is no such poll"), "{message}");

    let (code, error) = node.failure(&["vote", "7", "aye", "--dry-run"]);
    assert_eq!((code, error["name"].as_str()), (4, Some("Voting::UnknownPoll")));

    let (code, error) = node.failure(&["treasury", "payout", "3"]);
    assert_eq!((code, error["name"].as_str()), (4, Some("DaoTreasury::NotFound")));

    let (code, error) = node.failure(&["stake", "5", "--tier", "9"]);
    assert_eq!((code, error["name"].as_str()), (4, Some("Voting::UnknownTier")));

    let (code, error) = node.failure(&["stake", "99999999999"]);
    assert_eq!((code, error["name"].as_str()), (4, Some("Token::FundsUnavailable")));

    let (code, error) = node.failure(&["proposals", "99"]);
    assert_eq!((code, error["kind"].as_str()), (5, Some("not-found")));

    let to = ["propose", "spend", "--amount", "5", "--to", "//Bob", "--text", "x", "--track", "no"];
    let (code, error) = node.failure(&to);
    assert_eq!(code, 5);
    assert!(error["message"].as_str().unwrap().contains("small-spend"), "{error}");

    let nonsense = ["propose", "call", "--hex", "0xffff", "--text", "x", "--track", "0"];
    assert_eq!(node.failure(&nonsense).0, 2);
    assert_eq!(node.althing(&["stake", "1.2.3"]).status.code(), Some(2));
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn a_key_without_money_and_a_bad_table_are_told_apart() {
    let node = Node::start(500);

    let (code, error) = node.failure(&["stake", "5", "--key", "//Nobody"]);
    assert_eq!((code, error["kind"].as_str()), (4, Some("refused")));
    assert!(error["advice"].as_str().unwrap().contains("too little THG"), "{error}");

    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("votes.csv");
    std::fs::write(&file, "voter,txid,for,power\na,0x1,true,5\nb,0x2,perhaps,5\n").unwrap();
    let file = file.to_str().unwrap();
    let (code, error) = node.failure(&["replay", "votes", file]);
    assert_eq!(code, 2);
    let expected = format!("{file}:3: 'perhaps' is neither true nor false");
    assert_eq!(error["message"].as_str(), Some(expected.as_str()));
}

#[test]
#[ignore = "run by `make e2e`"]
fn a_node_that_is_not_there_is_told_with_its_own_exit_code() {
    let output = command("ws://127.0.0.1:1", &["status"]).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(output.stdout.is_empty());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("ws://127.0.0.1:1") && said.contains("make dev"), "{said}");
}
