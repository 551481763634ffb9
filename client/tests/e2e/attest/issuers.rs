//! What the community does about an issuer, and what the issuer publishes of its attestations.

use serde_json::{json, Value};

use super::{
    community::{address, Community, Office},
    EVIDENCE,
};

const CHARLIE: Office = (0, "//Charlie");

/// The exit codes for a wrong command, and for what is not as it should be.
const USAGE: i32 = 2;
const OUTCOME: i32 = 7;

/// Where the lists are served.
const REVOCATIONS: &str = "https://office.example/revocations";
const SUSPENSIONS: &str = "https://office.example/suspensions";

/// The community's word on issuer 0.
fn judge(town: &Community, act: &str) {
    town.decide(&[&format!("attest issuer {act} --evidence {EVIDENCE}")]);
}

fn issuer(town: &Community) -> Value {
    town.run("attest issuer show 0")
}

/// What was issued in a span of blocks counts no more; what is issued after does.
fn a_void_span_takes_what_was_issued_in_it(town: &Community) {
    let block = town.attest(CHARLIE, "//Bob", "").1["block"].as_u64().unwrap();
    town.attest(CHARLIE, "//Dave", "");
    let span = |last: u64| format!("void 0 --first {block} --last {last}");
    let ahead = format!("attest issuer {} --evidence {EVIDENCE} --text x", span(block + 9_999));
    assert_eq!(town.fails(&ahead).0, USAGE, "blocks to come cannot be void");
    judge(town, &span(block));
    assert_eq!(issuer(town)["void"], json!([{ "first": block, "last": block }]));
    assert_eq!(town.shown("//Bob")["failing"], "issuer-void");
    assert_eq!(town.shown("//Dave")["holds"], true);
    let again = town.attest(CHARLIE, "//Bob", "").1;
    assert_eq!(again["serial"], 2);
    assert_eq!(town.shown("//Bob")["holds"], true);
}

/// While an issuer is suspended it issues nothing, and what it issued counts.
fn a_suspended_issuer_waits_until_it_is_reinstated(town: &Community) {
    let (_, consent) = town.agree(CHARLIE, "//Ferdie", "");
    let issue = format!("attest issue --consent {consent} --key //Charlie");
    judge(town, "suspend 0");
    assert_eq!(issuer(town)["status"], "suspended");
    assert_eq!(town.shown("//Dave")["holds"], true);
    assert_eq!(town.refusal(&issue), "IssuerNotActive");
    judge(town, "reinstate 0");
    assert_eq!(issuer(town)["status"], "active");
    assert_eq!(town.run(&issue)["serial"], 1);
}

/// Nothing that a removed issuer issued counts.
fn a_removed_issuer_takes_everything_with_it(town: &Community) {
    judge(town, "remove 0");
    assert_eq!(issuer(town)["status"], "removed");
    for who in ["//Bob", "//Dave", "//Ferdie"] {
        assert_eq!(town.shown(who)["failing"], "issuer-removed", "{who}");
    }
    let revoke = format!("attest revoke --schema 0 --subject //Dave --evidence {EVIDENCE}");
    let revoke = format!("{revoke} --reason fraud --key //Charlie");
    assert_eq!(town.refusal(&revoke), "IssuerNotActive");
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn the_community_voids_suspends_reinstates_and_removes_an_issuer() {
    let town = Community::with_issuers(&[CHARLIE.1]);
    a_void_span_takes_what_was_issued_in_it(&town);
    a_suspended_issuer_waits_until_it_is_reinstated(&town);
    a_removed_issuer_takes_everything_with_it(&town);
}

/// An issuer's key, and what signs tokens and lists with it.
struct Desk<'a> {
    town: &'a Community,
    key: String,
}

impl Desk<'_> {
    /// Signs a token about somebody's attestation; returns the position of its status.
    fn token(&self, who: &str, salted: &str) -> u64 {
        let (town, key) = (self.town, &self.key);
        let file = town.file(&format!("token-of-{}", address(who)));
        let (subject, places) = (address(who), town.file("places"));
        town.run(&format!(
            "credential issue --schema 0 --subject {subject} --claims {salted} --holder {key}.pub \
             --signing-key {key} --indices {places} --status-uri {REVOCATIONS} --suspension-uri \
             {SUSPENSIONS} --out {file}"
        ));
        let status = town.run(&format!("credential import {file}"))["status"].clone();
        let place = |number: usize| status[number].as_str().unwrap().rsplit(' ').next().unwrap();
        assert_eq!(place(0), place(1), "one position in both lists: {status}");
        place(0).parse().unwrap()
    }

    fn build(&self) -> String {
        let (places, out) = (self.town.file("places"), self.town.file("lists"));
        format!(
            "status-list build --issuer 0 --signing-key {} --indices {places} --uri {REVOCATIONS} \
             --suspension-uri {SUSPENSIONS} --out {out}",
            self.key
        )
    }

    /// What the lists say of a position: whether it is revoked, and whether it is suspended.
    fn status(&self, position: u64) -> (Value, Value) {
        let check = |purpose: &str, uri: &str| {
            let file = self.town.file(&format!("lists/{purpose}.jwt"));
            let at = format!("--purpose {purpose} --uri {uri} --index {position}");
            self.town.run(&format!("status-list check {file} --issuer 0 {at}"))["status"].clone()
        };
        (check("revocation", REVOCATIONS), check("suspension", SUSPENSIONS))
    }
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn status_lists_say_what_the_chain_says_under_a_registered_key() {
    let town = Community::with_issuers(&[CHARLIE.1]);
    let salted = ["//Bob", "//Dave", "//Ferdie"].map(|who| town.attest(CHARLIE, who, "").0);
    let desk = Desk { town: &town, key: town.file("office.key") };
    town.run(&format!("credential keygen {}", desk.key));
    let (code, message) = town.fails(&desk.build());
    assert_eq!(code, USAGE, "{message}");
    assert!(message.contains("is not registered on the chain for issuer 0"), "{message}");
    let register =
        |who: &str| format!("attest issuer keys 0 --public {}.pub --key {who}", desk.key);
    assert_eq!(town.refusal(&register("//Dave")), "NotAuthorized");
    assert_eq!(town.run(&register("//Charlie"))["keys"], 1);
    let keys = issuer(&town)["keys"].clone();
    assert!(keys[0].as_str().unwrap().starts_with("ed25519:0x"), "{keys}");

    let [bob, dave, ferdie] = [("//Bob", 0), ("//Dave", 1), ("//Ferdie", 2)]
        .map(|(who, at)| desk.token(who, &salted[at]));
    let built = town.run(&desk.build());
    assert_eq!((&built["lists"][0]["set"], &built["lists"][1]["set"]), (&json!(0), &json!(0)));
    assert_eq!(desk.status(bob), (json!("valid"), json!("valid")));

    super::revoke(&town);
    town.run(&format!(
        "attest suspend --schema 0 --subject //Dave --reason legal-order --evidence {EVIDENCE} \
         --key //Charlie"
    ));
    town.run(&desk.build());
    assert_eq!(desk.status(bob), (json!("revoked"), json!("valid")));
    assert_eq!(desk.status(dave), (json!("valid"), json!("suspended")));
    assert_eq!(desk.status(ferdie), (json!("valid"), json!("valid")));

    let list = town.file("lists/revocation.jwt");
    let elsewhere = format!("status-list check {list} --issuer 0 --uri https://other.example");
    let (_, message) = town.fails(&elsewhere);
    assert!(message.contains("points at https://other.example"), "{message}");
    town.run("attest issuer keys 0 --none --key //Charlie");
    let withdrawn = format!("status-list check {list} --issuer 0 --uri {REVOCATIONS}");
    let (code, message) = town.fails(&withdrawn);
    assert_eq!(code, OUTCOME, "the issuer has withdrawn the key: {message}");
}
