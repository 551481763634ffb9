//! Attestations as people and offices make them, show them and rely on them, command by command.

#[path = "attest/appeals.rs"]
mod appeals;
#[path = "attest/community.rs"]
pub mod community;
#[path = "attest/extract.rs"]
mod extract;
#[path = "attest/gate.rs"]
mod gate;
#[path = "attest/import.rs"]
mod import;
#[path = "attest/issuers.rs"]
mod issuers;
#[path = "attest/recover.rs"]
mod recover;
#[path = "attest/tags.rs"]
mod tags;

use althing_client::{
    amounts, chain::tx, connection::ChainKind, submit::submit, Chain, Error, Key, Wait,
};
use serde_json::{json, Value};
use subxt::utils::MultiAddress;

use crate::support::{await_say, await_status, eventually, free, Node};

/// The hash of the evidence of every measure.
const EVIDENCE: &str = "0x1111111111111111111111111111111111111111111111111111111111111111";

/// The exit code for what is not as it should be.
const OUTCOME: i32 = 7;

/// The schema of what is attested of people.
const RESIDENT: [&str; 13] = [
    "attest",
    "schema",
    "create",
    "--name",
    "resident",
    "--longest-validity",
    "14400",
    "--field",
    "age_over_18:boolean",
    "--field",
    "residence:country",
    "--field",
    "name:text",
];

/// What makes Charlie issuer 0, of schema 0.
const CHARLIE: [&str; 11] = [
    "attest",
    "issuer",
    "accredit",
    "--schema",
    "0",
    "--account",
    "//Charlie",
    "--max-level",
    "2",
    "--decided-on",
    "accreditation",
];

/// Has Alice, who holds nearly all say, propose these acts and carry them through.
fn decide(node: &Node, acts: &[&[&str]]) {
    let text: &[&str] = &["--text", "It was talked about."];
    let propose = |act: &&[&str]| node.json(&[*act, text].concat())["proposal"].to_string();
    let proposals: Vec<_> = acts.iter().map(propose).collect();
    for id in &proposals {
        node.json(&["sponsor", id]);
    }
    for id in &proposals {
        await_status(node, id, "deciding");
        node.json(&["vote", id, "aye"]);
    }
    for id in &proposals {
        await_status(node, id, "executed");
    }
}

/// Lets the community create schema 0 and accredit Charlie for it.
fn establish(node: &Node, schema: &[&str]) {
    node.json(&["stake", "500000"]);
    await_say(node, "//Alice");
    decide(node, &[schema, &CHARLIE]);
}

/// Has Charlie salt what is to be attested of Bob; returns the salted claims and the offer.
fn offer(node: &Node) -> (String, String) {
    let claims = json!({ "age_over_18": true, "residence": "NL", "name": "Bob Jansen" });
    let claims = node.write("claims.json", &claims.to_string());
    let (salted, offer) = (node.file("salted.json"), node.file("offer.json"));
    let whom = ["attest", "offer", "--issuer", "0", "--subject", "//Bob"];
    let what = ["--claims", &claims, "--level", "2", "--jurisdiction", "528", "--expires", "+1000"];
    let to = ["--salted", &salted, "--output", &offer];
    node.json(&[&whom[..], &what, &to].concat());
    (salted, offer)
}

/// What was attested of Bob.
struct Issued {
    /// The file with the salted claims.
    salted: String,
    /// The number of the block that has it.
    block: String,
}

/// Has Bob consent to what Charlie offers, and Charlie issue it.
fn issue(node: &Node) -> Issued {
    let (salted, offer) = offer(node);
    let consent = node.file("consent.json");
    let signed = ["attest", "consent", &offer, "--claims", &salted, "--output", &consent];
    node.json(&[&signed[..], &["--key", "//Bob"]].concat());
    let issued = node.json(&["attest", "issue", "--consent", &consent, "--key", "//Charlie"]);
    assert_eq!((&issued["schema"], &issued["serial"]), (&json!(0), &json!(1)));
    Issued { salted, block: issued["block"].to_string() }
}

fn revoke(node: &Node) {
    let which = ["attest", "revoke", "--schema", "0", "--subject", "//Bob"];
    let why = ["--reason", "no-longer-true", "--evidence", EVIDENCE, "--key", "//Charlie"];
    let revoked = node.json(&[&which[..], &why].concat());
    let said = (&revoked["state"], &revoked["reason"]);
    assert_eq!(said, (&json!("ended"), &json!("no-longer-true")));
}

/// Bob's wallet, with one purpose and what was attested of him.
struct Wallet<'a> {
    node: &'a Node,
    /// What names the wallet and its key on the command line.
    at: [String; 4],
}

impl<'a> Wallet<'a> {
    fn with(node: &'a Node, salted: &str) -> Self {
        let (file, key) = (node.file("bob.wallet"), node.file("bob.age"));
        let create = ["wallet", "--wallet", &file, "create", "--new-age-key", &key];
        node.json(&create);
        let wallet = Self { node, at: ["--wallet".into(), file, "--age-key".into(), key] };
        wallet.run("wallet", &["purpose", "add", "home", "--key", "//Bob"]);
        let add = ["add", salted, "--purpose", "home", "--schema", "0"];
        assert_eq!(wallet.run("wallet", &add)["new"], true);
        wallet
    }

    fn run(&self, command: &str, arguments: &[&str]) -> Value {
        let at: Vec<&str> = self.at.iter().map(String::as_str).collect();
        self.node.json(&[&[command], &at[..], arguments].concat())
    }

    /// Shows one claim to somebody who asks; returns the presentation.
    fn present(&self, audience: &str, nonce: &str) -> String {
        let file = self.node.file(&format!("shown-{nonce}.json"));
        let to = ["--fields", "age_over_18", "--audience", audience, "--nonce", nonce];
        self.run("present", &[&to[..], &["--out", &file]].concat());
        file
    }
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn what_an_office_attests_opens_a_gate_until_it_is_revoked() {
    let node = Node::start(100);
    establish(&node, &RESIDENT);
    let rule = json!({ "clauses": [
        { "quantifier": "all", "schema": 0, "least_level": 2, "jurisdictions": [528] }
    ] });
    let rule = node.write("rule.json", &rule.to_string());
    decide(&node, &[&["attest", "policy", "create", "--name", "resident", "--rule", &rule]]);
    let standing = || node.json(&["attest", "policy", "check", "0", "//Bob"]);
    assert_eq!((&standing()["met"], &standing()["failing"]), (&json!(false), &json!("missing")));

    node.json(&["attest", "issuer", "bond", "0", "50", "--key", "//Charlie"]);
    issue(&node);
    let shown = node.json(&["attest", "show", "--schema", "0", "--subject", "//Bob"]);
    assert_eq!((&shown["holds"], &shown["issuer"]), (&json!(true), &json!(0)));
    assert_eq!(shown["deposit_payer"], "from the issuer's bond");
    assert_eq!(standing()["met"], true);

    let spend = ["propose", "spend", "--amount", "5", "--to", "//Bob", "--policy", "0:1"];
    let spend = [&spend[..], &["--track", "small-spend"]].concat();
    decide(&node, &[&spend, &spend]);
    node.json(&["treasury", "payout", "0", "--key", "//Dave"]);
    revoke(&node);
    assert_eq!(standing()["failing"], "ended");
    let (code, error) = node.failure(&["treasury", "payout", "1", "--key", "//Dave"]);
    assert_eq!((code, error["name"].as_str()), (4, Some("DaoTreasury::BeneficiaryNotEligible")));
    assert_eq!(node.json(&["treasury"])["paid"], "5");
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn a_verifier_sees_one_claim_and_believes_it_until_it_is_revoked() {
    let node = Node::start(100);
    establish(&node, &RESIDENT);
    let wallet = Wallet::with(&node, &issue(&node).salted);
    let bar = "https://bar.example";
    let asked = node.json(&["verify", "--audience", bar, "--ask"]);
    let nonce = asked["nonce"].as_str().unwrap();
    let shown = wallet.present(bar, nonce);
    let text = std::fs::read_to_string(&shown).unwrap();
    assert!(!text.contains("Jansen") && !text.contains("residence"), "{text}");

    let verify = ["verify", &shown, "--audience", bar, "--nonce", nonce];
    let seen = node.json(&verify);
    assert_eq!(seen["claims"], json!({ "age_over_18": true }));
    assert_eq!((&seen["issuer"], &seen["level"]), (&json!(0), &json!(2)));
    let (code, _) = node.failure(&["verify", &shown, "--audience", bar, "--nonce", "another"]);
    assert_eq!(code, OUTCOME, "it was made for another request");
    let elsewhere = ["verify", &shown, "--audience", "https://other.example", "--nonce", nonce];
    assert_eq!(node.failure(&elsewhere).0, OUTCOME, "it was made for somebody else");

    revoke(&node);
    let (code, error) = node.failure(&verify);
    assert_eq!(code, OUTCOME);
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("does not hold"), "{message}");
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn an_issuer_accepts_a_request_and_receives_its_fee() {
    let node = Node::start(100);
    establish(&node, &RESIDENT);
    let (salted, _) = offer(&node);
    let request = ["attest", "request", "--issuer", "0", "--claims", &salted, "--fee", "3"];
    node.json(&[&request[..], &["--key", "//Bob"]].concat());
    let (code, error) = node.failure(&[&request[..], &["--key", "//Bob"]].concat());
    assert_eq!((code, error["name"].as_str()), (4, Some("Attestations::AlreadyRequested")));
    let worklist = || node.json(&["attest", "worklist", "0"])["requests"].clone();
    assert_eq!(worklist()[0]["fee"], "3");

    let owned = || amounts::parse(&free(&node, "//Charlie")).unwrap();
    node.json(&["attest", "issuer", "bond", "0", "50", "--key", "//Charlie"]);
    let before = owned();
    let accept = ["attest", "decide", "accept", "--issuer", "0", "--subject", "//Bob"];
    let terms = ["--level", "2", "--jurisdiction", "528", "--expires", "+1000"];
    let accepted = node.json(&[&accept[..], &terms, &["--key", "//Charlie"]].concat());
    assert_eq!(accepted["serial"], 1);
    let gained = owned() - before;
    let (fee, cost) = (amounts::parse("3").unwrap(), amounts::parse("0.1").unwrap());
    assert!(gained < fee && gained > fee - cost, "the fee less that of the transaction: {gained}");
    assert_eq!(worklist(), json!([]));
    let shown = node.json(&["attest", "show", "--schema", "0", "--subject", "//Bob"]);
    assert_eq!(shown["holds"], true);
}

/// Has Dave send one THG to Ferdie, as any wallet would.
fn transfer(node: &Node) -> Result<(), Error> {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let chain = Chain::connect(&node.url(), Wait::Finalized).await?;
        let key = |name| Key::well_known(name, ChainKind::Development).unwrap();
        let (dave, ferdie) = (key("//Dave"), key("//Ferdie"));
        let to = MultiAddress::Id(*ferdie.account());
        let call = tx().balances().transfer_keep_alive(to, 1_000_000_000_000);
        submit(&chain, &dave, &call).await.map(|_| ())
    })
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn a_frozen_account_pays_nobody_until_its_freeze_is_over() {
    let node = Node::start(100);
    transfer(&node).unwrap();
    let freeze = ["attest", "freeze", "lay", "//Dave", "--blocks", "50", "--reason", "fraud"];
    let freeze = [&freeze[..], &["--evidence", EVIDENCE]].concat();
    let (code, error) = node.failure(&freeze);
    assert_eq!((code, error["name"].as_str()), (4, Some("Attestations::NotAuthorized")));
    let frozen = node.json(&[&freeze[..], &["--key", "//Eve"]].concat());
    assert_eq!(frozen["reason"], "fraud");

    let state = || node.json(&["attest", "freeze", "show", "//Dave"]);
    assert_eq!((&state()["frozen"], &state()["in_force"]), (&json!(true), &json!(true)));
    let before = free(&node, "//Ferdie");
    let refused = transfer(&node).unwrap_err().to_string();
    assert!(refused.contains("Inability to pay"), "not even the fee: {refused}");
    assert_eq!(free(&node, "//Ferdie"), before);

    eventually("the freeze is over", || state()["frozen"] == false);
    transfer(&node).unwrap();
    assert!(state()["blocks_before"].as_u64().unwrap() >= 50);
}
