//! A title from its first registration through sales, a charge and a buyer's search.

use serde_json::{json, Value};

use super::{owner, Office, NOT_FOUND, USAGE};
use crate::attest::community::address;

/// The register is as the community created it, and who is who in it.
fn the_register_says_who_keeps_it(office: &Office) {
    let shown = office.run("register show 0");
    assert_eq!((&shown["name"], &shown["kind"]), (&json!("Land of our valley"), &json!("land")));
    assert_eq!((&shown["track"], &shown["authority"]), (&json!(6), &json!(address("//Ferdie"))));
    assert_eq!(shown["rules"], super::rules());
    let roles = office.run("register roles 0");
    assert_eq!(roles.as_array().unwrap().len(), 4);
    let grant = "register role grant 0 registrar //Gina --until +50 --key";
    assert_eq!(office.refusal(&format!("{grant} //Alice")), "NotAuthorized");
    let own = "register role grant 0 registrar //Ferdie --until +50 --key //Ferdie";
    assert_eq!(office.refusal(own), "AuthorityHoldsRole");
    assert_eq!(office.fails("register show 7").0, NOT_FOUND);
}

/// What was recorded is found, and proved, by whoever has the vault; nobody else learns it.
fn what_is_recorded_is_found_and_proved(office: &Office) {
    let vault = &office.vault;
    assert_eq!(office.owners(0), json!([owner("//Gina", None)]));
    let found = office.run(&format!("record show --named A7 --register 0 {vault}"));
    assert_eq!((&found["id"], &found["class"]), (&json!(0), &json!("absolute")));
    let opened = office.run(&format!("record open 0 --register 0 --fields parcel,area {vault}"));
    assert_eq!(opened["fields"], json!({ "parcel": "A7", "area": 100 }));
    let elsewhere = vault.replacen("/vault ", "/other ", 1);
    let (code, message) = office.fails(&format!("record show --named A7 --register 0 {elsewhere}"));
    assert_eq!(code, NOT_FOUND, "{message}");

    let odd = office.write("odd.json", &json!({ "owner": "Gina" }).to_string());
    let says =
        format!("record lodge amend 0 --contents {odd} --instrument {} {vault}", super::PAPER);
    let (code, message) = office.fails(&format!("{says} --register 0 --key //Bob"));
    assert_eq!(code, USAGE);
    assert!(message.contains("have no field 'owner'"), "{message}");
    let again = format!("register --named A7 --commitment {} {vault}", super::PAPER);
    assert_eq!(office.unlodged("//Bob", &again), "NameTaken");
}

/// A sale needs the seller, the buyers and a second official.
fn a_sale_waits_for_everybody_whom_it_concerns(office: &Office) {
    let shares = "transfer 0 --to //Gina=1/3 --to //Hans";
    let (code, message) = office.fails(&super::lodging("//Bob", &format!("{shares}=1/3")));
    assert_eq!(code, USAGE);
    assert!(message.contains("2/3 together"), "{message}");
    let tried =
        office.run(&format!("{} --dry-run", super::lodging("//Bob", &format!("{shares}=2/3"))));
    assert_eq!((&tried["dry_run"], &tried["refused"]), (&json!(true), &Value::Null));
    assert_eq!(office.run("record list --dealings --register 0"), json!([]));
    let sale = office.lodge("//Bob", "transfer 0 --to //Gina=1/3 --to //Hans=2/3");
    let dealing = &sale["dealing"];
    assert_eq!(sale["alerted"], json!([address("//Gina")]));
    let mut missing = office.dealing(dealing)["missing"].as_array().unwrap().clone();
    missing.sort_by_key(Value::to_string);
    let mut concerned = vec![json!(address("//Gina")), json!(address("//Hans"))];
    concerned.sort_by_key(Value::to_string);
    assert_eq!(missing, concerned);
    let work = office.run("record work --register 0 --for //Gina");
    assert_eq!((&work[0]["dealing"], &work[0]["task"]), (dealing, &json!("consent")));
    assert_eq!(office.unapproved(dealing), "ConsentMissing");

    office.consent(dealing, "//Gina");
    let consent = |who: &str| format!("record consent {dealing} --register 0 --key {who}");
    assert_eq!(office.refusal(&consent("//Gina")), "AlreadyConsented");
    assert_eq!(office.refusal(&consent("//Ines")), "NotConcerned");
    let for_hans = format!("{} --for {}", consent("//Ines"), address("//Hans"));
    assert_eq!(office.refusal(&for_hans), "NotAuthorized");
    office.consent(dealing, "//Hans");
    let work = office.run("record work --register 0 --for registrar");
    assert_eq!((&work[0]["dealing"], &work[0]["task"]), (dealing, &json!("approve")));
    let by_clerk = format!("record approve {dealing} --register 0 --key //Bob");
    assert_eq!(office.refusal(&by_clerk), "NotAuthorized");
    assert_eq!(office.approve(dealing)["completed"][0]["kind"], "transfer");
    let owners = json!([owner("//Gina", Some("1/3")), owner("//Hans", Some("2/3"))]);
    assert_eq!(office.owners(0), owners);
    assert_eq!(office.run("record work --register 0"), json!([]));
}

/// A charge is shown by rank, and whoever has it is asked before the land is sold.
fn a_charge_is_entered_and_discharged(office: &Office) {
    let terms = office.write("terms.json", &json!({ "sum": 250_000 }).to_string());
    let charge = |whom: &str| {
        format!("encumber 0 --kind charge --for {whom} --terms {terms} {}", office.vault)
    };
    for whom in ["//Bank", "//Ines"] {
        let lodged = office.lodge("//Bob", &charge(whom));
        for owner in ["//Gina", "//Hans"] {
            office.consent(&lodged["dealing"], owner);
        }
        office.approve(&lodged["dealing"]);
    }
    let burdens = office.record(0)["encumbrances"].clone();
    assert_eq!(
        (&burdens[0]["beneficiary"], &burdens[0]["rank"]),
        (&json!(address("//Bank")), &json!(1))
    );
    assert_eq!(
        (&burdens[1]["beneficiary"], &burdens[1]["rank"]),
        (&json!(address("//Ines")), &json!(2))
    );

    let discharge = office.lodge("//Bob", "discharge 0 --number 1");
    assert_eq!(office.unapproved(&discharge["dealing"]), "ConsentMissing");
    office.consent(&discharge["dealing"], "//Ines");
    office.approve(&discharge["dealing"]);
    assert_eq!(office.record(0)["encumbrances"].as_array().unwrap().len(), 1);
}

/// A buyer's search keeps others back; the buyer's own dealing takes its place.
fn a_search_protects_the_buyer(office: &Office) {
    let search = office.lodge("//Ines", "search 0");
    assert_eq!(search["protects_until"], Value::Null, "the owners were not asked yet");
    for owner in ["//Gina", "//Hans"] {
        office.consent(&search["dealing"], owner);
    }
    let protecting = office.dealing(&search["dealing"]);
    assert_eq!(protecting["state"], "protecting");
    assert_eq!(office.unlodged("//Bank", "search 0"), "SearchRunning");

    let rival = office.lodge("//Bob", "transfer 0 --to //Bank");
    for party in ["//Gina", "//Hans", "//Bank"] {
        office.consent(&rival["dealing"], party);
    }
    let approved = office.approve(&rival["dealing"]);
    assert_eq!((&approved["approved"][0], &approved["completed"]), (&rival["dealing"], &json!([])));
    let complete = format!("record complete {} --register 0", rival["dealing"]);
    assert_eq!(office.refusal(&complete), "NotYourTurn");
    let waits = office.dealing(&rival["dealing"])["waits_for"]["words"].clone();
    assert!(waits.as_str().unwrap().starts_with("its turn"), "{waits}");

    let sale = office.lodge("//Ines", "transfer 0 --to //Ines");
    assert_eq!(sale["priority"], protecting["priority"], "it has the place of the search");
    for party in ["//Gina", "//Hans", "//Bank"] {
        office.consent(&sale["dealing"], party);
    }
    office.approve(&sale["dealing"]);
    assert_eq!(office.owners(0), json!([owner("//Ines", None)]));
    assert_eq!(office.refusal(&complete), "ConsentMissing", "Ines was not asked");
    let reject = format!("record reject {} --register 0 --reason inconsistent", rival["dealing"]);
    office.run(&format!("{reject} --reasons {} --key //Charlie", super::PAPER));
    assert_eq!(office.run("record list --dealings --register 0"), json!([]));
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn a_title_goes_from_the_counter_to_a_protected_buyer() {
    let office = Office::open();
    the_register_says_who_keeps_it(&office);
    assert_eq!(office.land("A7", 100, "--owner //Gina"), 0);
    what_is_recorded_is_found_and_proved(&office);
    a_sale_waits_for_everybody_whom_it_concerns(&office);
    a_charge_is_entered_and_discharged(&office);
    a_search_protects_the_buyer(&office);
}
