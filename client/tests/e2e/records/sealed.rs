//! Sealed dealings, representation, and what the community decides on a register.

use serde_json::{json, Value};

use super::{owner, Office, NOT_FOUND, PAPER, USAGE};
use crate::attest::community::address;

/// For how many blocks a dealing may stay sealed.
const REVEAL: u32 = 20;

/// Somebody acts for an owner who can no longer act, once a court has said so.
fn a_guardian_acts_in_the_owner_s_place(office: &Office) {
    let who = "represent --party //Gina --by //Ines --as guardian --until 2099-12-31";
    let lodged = office.lodge("//Bob", &format!("{who} --evidence {PAPER}"));
    let dealing = &lodged["dealing"];
    assert_eq!(office.run("record work --register 0 --for court")[0]["dealing"], *dealing);
    assert_eq!(office.unapproved(dealing), "NotAuthorized", "a court decides");
    office.run(&format!("record approve {dealing} --register 0 --key //Dave"));

    let amend = office.lodge("//Bob", &format!("amend 0 --commitment {PAPER}"));
    let consent = format!("record consent {} --register 0", amend["dealing"]);
    assert_eq!(office.refusal(&format!("{consent} --key //Gina")), "NotAuthorized");
    office.run(&format!("{consent} --for //Gina --key //Ines"));
    let retract = consent.replace("consent", "retract");
    office.run(&format!("{retract} --for //Gina --key //Ines"));
    assert_eq!(office.unapproved(&amend["dealing"]), "ConsentMissing");
    office.run(&format!("record withdraw {} --register 0 --key //Bob", amend["dealing"]));

    let end = office.lodge("//Bob", "represent --party //Gina --nobody");
    assert_eq!(office.unapproved(&end["dealing"]), "NotAuthorized", "a court decides");
    office.run(&format!("record approve {} --register 0 --key //Dave", end["dealing"]));
}

/// The community lets dealings be sealed from now on.
fn the_rules_change(office: &Office) {
    let sealed = format!("transfer 0 --to //Hans --seal {}", office.vault);
    assert_eq!(office.unlodged("//Bob", &sealed), "NotSealing");
    let mut rules = super::rules();
    rules["reveal"] = json!(REVEAL);
    let file = office.write("rules.json", &rules.to_string());
    office.decide(&[&format!("register rules set 0 {file}")]);
    let shown = office.run("register show 0");
    assert_eq!((&shown["revision"], &shown["rules"]["reveal"]), (&json!(2), &json!(REVEAL)));
}

/// A dealing that nobody knows yet goes before one that was lodged openly after it.
fn a_sealed_dealing_keeps_its_place(office: &Office) {
    let seal = format!("transfer 0 --to //Hans --seal {}", office.vault);
    let sealed = office.lodge("//Bob", &seal)["dealing"].clone();
    let shown = office.dealing(&sealed);
    assert_eq!((&shown["state"], &shown["record"]), (&json!("sealed"), &Value::Null));
    let rival = office.lodge("//Bob", "transfer 0 --to //Ines")["dealing"].clone();
    for party in ["//Gina", "//Ines"] {
        office.consent(&rival, party);
    }
    assert_eq!(office.approve(&rival)["completed"], json!([]), "what is sealed may go before it");

    let reveal = format!("record reveal {sealed} --register 0");
    assert_eq!(office.fails(&format!("{reveal} --key //Bob")).0, USAGE, "no vault is named");
    let (code, _) = office.fails(&format!("{reveal} --vault nowhere --key //Bob"));
    assert_eq!(code, NOT_FOUND);
    let reveal = format!("{reveal} {}", office.vault);
    assert_eq!(office.refusal(&format!("{reveal} --key //Ines")), "NotAuthorized");
    let revealed = office.run(&format!("{reveal} --key //Bob"));
    assert!(revealed["wants"].as_str().unwrap().contains(&address("//Hans")), "{revealed}");
    assert_eq!(revealed["priority"], sealed);
    let (code, message) = office.fails(&format!("{reveal} --key //Bob"));
    assert_eq!(code, USAGE, "{message}");

    for party in ["//Gina", "//Hans"] {
        office.consent(&sealed, party);
    }
    office.approve(&sealed);
    office.pass(REVEAL + 1);
    let complete = format!("record complete {rival} --register 0");
    assert_eq!(office.refusal(&complete), "NotYourTurn");
    let done = office.run("record complete --due --register 0 --key //Alice");
    assert_eq!(done["completed"][0]["dealing"], sealed);
    assert_eq!(office.owners(0), json!([owner("//Hans", None)]));
    office.run(&format!("record withdraw {rival} --register 0 --key //Bob"));
}

/// Who seals and never says what, loses the place.
fn what_is_never_revealed_lapses(office: &Office) {
    let seal = format!("search 0 --seal {}", office.vault);
    let sealed = office.lodge("//Ines", &seal)["dealing"].clone();
    assert_eq!(office.on_hold("//Ines"), "1");
    let lapse = format!("record lapse {sealed} --register 0 --key //Alice");
    assert_eq!(office.refusal(&lapse), "TooEarly");
    office.pass(REVEAL + 1);
    assert_eq!(office.run("record work --register 0")[0]["task"], "lapse");
    let ended = office.run(&lapse);
    assert_eq!((&ended["why"], &ended["fee"]), (&json!("not-revealed"), &json!("0")));
    assert_eq!(office.on_hold("//Ines"), "0", "it went to the authority");
}

/// What the community carries out is recorded, and a register is suspended, handed over and closed.
fn the_community_decides_on_registers(office: &Office) {
    let mut charter = super::charter();
    charter["kind"] = json!("log");
    charter["name"] = json!("What we decided");
    let charter = office.write("log.json", &charter.to_string());
    office.decide(&[&format!("register create {charter}")]);
    office.decide(&["register decisions 1"]);
    office.decide(&["register suspend 0", "register authority 0 //Ines"]);
    let decisions = office.run("record list --register 1");
    assert!(decisions.as_array().unwrap().len() >= 2, "{decisions}");
    let first = office.run("record history 0 --register 1")[0].clone();
    assert!(first["cites"].as_str().unwrap().starts_with("proposal:"), "{first}");
    assert_eq!(first["approver"], Value::Null, "the chain entered it by itself");

    assert_eq!(office.unlodged("//Bob", "search 0"), "RegisterNotActive");
    let grant = "register role grant 0 clerk //Hans --until +50 --key";
    assert_eq!(office.refusal(&format!("{grant} //Ferdie")), "NotAuthorized");
    office.run(&format!("{grant} //Ines"));
    office.run("register role revoke 0 clerk //Hans --key //Ines");
    office.decide(&["register activate 0"]);
    let lodged = office.lodge("//Bob", "search 0");
    office.run(&format!("record withdraw {} --register 0 --key //Bob", lodged["dealing"]));
    let calendar = json!({ "offset": 60, "rest_days": ["sunday"], "holidays": ["2027-01-01"] });
    let file = office.write("calendar.json", &calendar.to_string());
    office.run(&format!("register calendar set 0 {file} --key //Ines"));
    assert_eq!(office.run("register calendar show 0"), calendar);
    office.decide(&["register close 0"]);
    assert_eq!(office.unlodged("//Bob", "search 0"), "RegisterClosed");
    assert_eq!(office.run("register list")[0]["status"], "closed");
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn sealed_dealings_representatives_and_the_community_have_their_say() {
    let office = Office::open();
    assert_eq!(office.land("A7", 100, "--owner //Gina"), 0);
    a_guardian_acts_in_the_owner_s_place(&office);
    the_rules_change(&office);
    a_sealed_dealing_keeps_its_place(&office);
    what_is_never_revealed_lapses(&office);
    the_community_decides_on_registers(&office);
}
