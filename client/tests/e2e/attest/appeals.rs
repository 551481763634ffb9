//! Measures that are appealed: a panel decides, or its silence does, and what follows is done.

use serde_json::{json, Value};

use super::{
    community::{address, Community, Office},
    EVIDENCE,
};

const CHARLIE: Office = (0, "//Charlie");

/// The exit codes for what the chain refuses, and for what is not there.
const REFUSED: i32 = 4;
const NOT_FOUND: i32 = 5;

/// The people whom panels are drawn from.
const POOL: [&str; 7] = [
    "//One",
    "//Two",
    "//Alice//stash",
    "//Bob//stash",
    "//Charlie//stash",
    "//Dave//stash",
    "//Eve//stash",
];

/// An appeal that was filed.
struct Filed {
    id: Value,
    /// The names of the people on its panel.
    panel: Vec<&'static str>,
    /// The first block in which they can no longer decide.
    deadline: u32,
    said: Value,
}

/// The name of somebody who may sit on panels.
fn name(member: &Value) -> Option<&'static str> {
    POOL.into_iter().find(|name| *member == address(name))
}

/// Files an appeal.
fn file(town: &Community, against: &str, who: &str) -> Filed {
    let said = town.run(&format!("attest appeal file {against} --grounds {EVIDENCE} --key {who}"));
    let panel: Vec<_> = said["panel"].as_array().unwrap().iter().filter_map(name).collect();
    assert_eq!(panel.len(), 3, "three people of the pool: {said}");
    let deadline = said["deadline"]["block"].as_u64().unwrap().try_into().unwrap();
    Filed { id: said["appeal"].clone(), panel, deadline, said }
}

fn decide(appeal: &Value, verdict: &str, who: &str) -> String {
    format!("attest appeal decide {appeal} {verdict} --reasons {EVIDENCE} --key {who}")
}

fn suspend(town: &Community) {
    town.run(&format!(
        "attest suspend --schema 0 --subject //Bob --reason under-review --evidence {EVIDENCE} \
         --key //Charlie"
    ));
}

/// A panel overturns the revocation of Bob's attestation.
fn a_revocation_falls(town: &Community) {
    super::revoke(town);
    let against = "revocation --schema 0";
    let stranger = format!("attest appeal file {against} --grounds {EVIDENCE} --key //Dave");
    assert_eq!(town.refusal(&stranger), "AttestationNotFound", "nothing is attested of Dave");
    let appeal = file(town, against, "//Bob");
    assert_eq!(appeal.said["effect"], "continues", "it stays revoked meanwhile");
    let shown = town.shown("//Bob");
    assert_eq!((&shown["holds"], &shown["appeal"]), (&json!(false), &appeal.id));
    assert_eq!(town.on_hold("//Bob"), "10", "the deposit");
    let again = format!("attest appeal file {against} --grounds {EVIDENCE} --key //Bob");
    assert_eq!(town.refusal(&again), "AppealOpen");

    let outside = POOL.into_iter().find(|name| !appeal.panel.contains(name)).unwrap();
    for stranger in [outside, "//Charlie", "//Bob"] {
        assert_eq!(town.refusal(&decide(&appeal.id, "overturned", stranger)), "NotOnPanel");
    }
    let first = town.run(&decide(&appeal.id, "overturned", appeal.panel[0]));
    assert_eq!((&first["concluded"], &first["vote"]), (&json!(false), &json!("overturned")));
    assert_eq!(town.refusal(&decide(&appeal.id, "upheld", appeal.panel[0])), "AlreadyDecided");
    let seen = town.run(&format!("attest appeal show {}", appeal.id));
    assert_eq!(seen["panel"][0]["verdict"], "overturned");
    assert_eq!(seen["panel"][1]["verdict"], Value::Null);

    let second = town.run(&decide(&appeal.id, "overturned", appeal.panel[1]));
    assert_eq!((&second["concluded"], &second["remedy"]), (&json!(true), &json!("restored")));
    assert_eq!(second["votes"], json!([2, 0]));
    let shown = town.shown("//Bob");
    assert_eq!((&shown["holds"], &shown["state"]), (&json!(true), &json!("live")));
    assert_eq!(town.on_hold("//Bob"), "0");
    assert_eq!(town.fails(&format!("attest appeal show {}", appeal.id)).0, NOT_FOUND);
}

/// A suspension that nobody defends falls when the time of the panel is up.
fn a_suspension_falls_by_silence(town: &Community) {
    suspend(town);
    assert_eq!(town.shown("//Bob")["holds"], false);
    let appeal = file(town, "suspension --schema 0", "//Bob");
    assert_eq!(
        (&appeal.said["effect"], &appeal.said["default"]),
        (&json!("pauses"), &json!("overturned"))
    );
    assert_eq!(town.shown("//Bob")["holds"], true, "the appeal pauses it");
    let conclude = format!("attest appeal conclude {} --key //Dave", appeal.id);
    assert_eq!(town.refusal(&conclude), "DecisionRunning");
    town.until(appeal.deadline);
    let late = town.run(&conclude);
    assert_eq!((&late["verdict"], &late["votes"]), (&json!("overturned"), &json!([0, 0])));
    assert_eq!(town.shown("//Bob")["state"], "live");
}

/// A panel upholds a suspension: it is in effect again, and cannot be appealed a second time.
fn a_suspension_stands(town: &Community) {
    suspend(town);
    let appeal = file(town, "suspension --schema 0", "//Bob");
    town.run(&decide(&appeal.id, "upheld", appeal.panel[1]));
    let last = town.run(&decide(&appeal.id, "upheld", appeal.panel[2]));
    assert_eq!((&last["concluded"], &last["remedy"]), (&json!(true), &json!("none")));
    assert_eq!(town.shown("//Bob")["state"], "suspended");
    let again =
        format!("attest appeal file suspension --schema 0 --grounds {EVIDENCE} --key //Bob");
    assert_eq!(town.refusal(&again), "AlreadyAppealed");
}

/// An office has to look again at a request that it refused wrongly.
fn a_refusal_is_reopened(town: &Community) {
    let (salted, _) = town.offer(CHARLIE, "//Dave", "");
    town.run(&format!("attest request --issuer 0 --claims {salted} --fee 2 --key //Dave"));
    let decision =
        |what: &str| format!("attest decide {what} --issuer 0 --subject //Dave --key //Charlie");
    let refuse = decision(&format!("refuse --reason out-of-scope --evidence {EVIDENCE}"));
    town.run(&refuse);
    let appeal = file(town, "refusal --issuer 0", "//Dave");
    town.run(&decide(&appeal.id, "overturned", appeal.panel[0]));
    let last = town.run(&decide(&appeal.id, "overturned", appeal.panel[2]));
    assert_eq!(last["remedy"], "reopened");
    let request = town.run("attest worklist 0")["requests"][0].clone();
    assert_eq!((&request["state"], &request["fee"]), (&json!("reopened"), &json!("0")));
    assert_eq!(town.refusal(&refuse), "WrongRequestState");
    town.run(&decision("accept --level 2 --jurisdiction 528 --expires +1000"));
    assert_eq!(town.shown("//Dave")["holds"], true);
}

/// A frozen person appeals, though no fee leaves the account: somebody else carries the appeal.
fn a_freeze_falls_by_an_appeal_that_is_carried(town: &Community) {
    town.run(&format!(
        "attest freeze lay //Bob --blocks 250 --reason fraud --evidence {EVIDENCE} --key //Eve"
    ));
    let appeal = format!("attest appeal file freeze --grounds {EVIDENCE} --key //Bob");
    let (code, error) = town.fails(&appeal);
    assert_eq!(code, REFUSED, "the fee cannot leave the account: {error}");
    let carried = town.file("appeal-of-bob.json");
    town.run(&format!("{appeal} --carry-to {carried} --carry-until +200"));
    assert_eq!(town.run("attest appeal list"), json!([]), "nothing is sent yet");
    town.run(&format!("carry {carried} --key //Dave"));
    let open = town.run("attest appeal list")[0].clone();
    assert_eq!((&open["kind"], &open["appellant"]), (&json!("freeze"), &json!(address("//Bob"))));
    let shown = || town.run("attest freeze show //Bob");
    assert_eq!((&shown()["in_force"], &shown()["appeal"]), (&json!(true), &open["id"]));

    let votes = open["panel"].as_array().unwrap().iter();
    let panel: Vec<_> = votes.filter_map(|vote| name(&vote["member"])).collect();
    town.run(&decide(&open["id"], "overturned", panel[2]));
    let last = town.run(&decide(&open["id"], "overturned", panel[0]));
    assert_eq!((&last["concluded"], &last["remedy"]), (&json!(true), &json!("restored")));
    assert_eq!(shown()["frozen"], false);
    town.run("stake 1 --key //Bob");
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn what_a_panel_says_of_a_measure_is_carried_out() {
    let town = Community::with_issuers(&[CHARLIE.1]);
    town.attest(CHARLIE, "//Bob", "");
    a_revocation_falls(&town);
    a_suspension_falls_by_silence(&town);
    a_suspension_stands(&town);
    a_refusal_is_reopened(&town);
    a_freeze_falls_by_an_appeal_that_is_carried(&town);
    assert_eq!(town.run("attest appeal list"), json!([]));
}
