//! Owners whom the register does not name yet, joint owners, rights and their ranks, and records that
//! are struck off.

use serde_json::{json, Value};

use super::{owner, Office, PAPER};
use crate::attest::community::address;

/// The holder of what was registered without one is stated by the authority, and by nobody else.
fn the_authority_states_whose_it_is(office: &Office) -> u32 {
    let record = office.land("D1", 10, "");
    assert_eq!(office.record(record)["owners"]["hold"], "not-stated");
    let sale = format!("transfer {record} --to //Hans");
    assert_eq!(office.unlodged("//Bob", &sale), "HolderNotStated");
    let vest =
        office.lodge("//Bob", &format!("vest {record} --owner //Gina --owner //Hans --joint"));
    let work = office.run("record work --register 0 --for authority");
    assert_eq!(
        (&work[0]["task"], &work[0]["by"]),
        (&json!("approve"), &json!(["authority", "court"]))
    );
    assert_eq!(office.unapproved(&vest["dealing"]), "NotAuthorized");
    office.run(&format!("record approve {} --register 0 --key //Ferdie", vest["dealing"]));
    let owners = office.record(record)["owners"].clone();
    assert_eq!(owners["hold"], "joint");
    assert_eq!(owners["owners"], json!([owner("//Gina", None), owner("//Hans", None)]));
    let again = format!("vest {record} --owner //Ines");
    assert_eq!(office.unlodged("//Bob", &again), "HolderStated");
    record
}

/// Who survives a joint owner keeps all.
fn a_joint_owner_survives(office: &Office, record: u32) {
    let stranger = format!("survive {record} --deceased //Ines");
    assert_eq!(office.unlodged("//Bob", &stranger), "NotJoint");
    let death = office.lodge("//Bob", &format!("survive {record} --deceased //Hans"));
    office.approve(&death["dealing"]);
    assert_eq!(office.owners(record), json!([owner("//Gina", None)]));
}

/// A right gets another rank with the consent of everybody whom it passes.
fn a_right_changes_its_rank(office: &Office, record: u32) {
    for whom in ["//Bank", "//Ines"] {
        let right = format!("encumber {record} --kind lease --for {whom} --terms {PAPER}");
        let lodged = office.lodge("//Bob", &right);
        office.consent(&lodged["dealing"], "//Gina");
        office.approve(&lodged["dealing"]);
    }
    let vary = office.lodge("//Bob", &format!("vary {record} --number 1 --before 0"));
    for party in ["//Gina", "//Ines"] {
        office.consent(&vary["dealing"], party);
    }
    assert_eq!(office.unapproved(&vary["dealing"]), "ConsentMissing", "it passes the bank's");
    office.consent(&vary["dealing"], "//Bank");
    office.approve(&vary["dealing"]);
    let rights = office.record(record)["encumbrances"].clone();
    assert_eq!(
        (&rights[0]["beneficiary"], &rights[0]["rank"]),
        (&json!(address("//Ines")), &json!(1))
    );
    assert_eq!(
        (&rights[1]["beneficiary"], &rights[1]["rank"]),
        (&json!(address("//Bank")), &json!(2))
    );
    assert_eq!(rights[0]["replaces"], 1, "its terms stay");
    assert_eq!(rights[0]["terms"], PAPER);
}

/// What is struck off comes back by a court's word alone.
fn what_is_struck_off_is_restored_by_a_court(office: &Office, record: u32) {
    let strike = office.lodge("//Bob", &format!("strike-off {record} --reason ceased"));
    for party in ["//Bank", "//Ines"] {
        office.consent(&strike["dealing"], party);
    }
    office.approve(&strike["dealing"]);
    assert_eq!(office.record(record)["status"], "struck");
    let sale = format!("transfer {record} --to //Hans");
    assert_eq!(office.unlodged("//Bob", &sale), "NotInForce");
    let restore = office.lodge("//Bob", &format!("restore {record}"));
    assert_eq!(office.unapproved(&restore["dealing"]), "NotAuthorized");
    office.run(&format!("record approve {} --register 0 --key //Dave", restore["dealing"]));
    assert_eq!(office.record(record)["status"], "in-force");
}

/// A correction of the owners without their consent takes the authority; the history says who asked.
fn owners_are_corrected(office: &Office, record: u32) {
    let wrong = format!("correct {record} --owner //Hans --reason fraud --asked-by //Ines");
    let lodged = office.lodge("//Bob", &wrong);
    let work = office.run("record work --register 0");
    let tasks: Vec<&Value> = work.as_array().unwrap().iter().map(|item| &item["task"]).collect();
    assert_eq!(tasks, ["consent", "approve"]);
    assert_eq!(office.unapproved(&lodged["dealing"]), "NotAuthorized");
    office.run(&format!("record approve {} --register 0 --key //Dave", lodged["dealing"]));
    assert_eq!(office.owners(record), json!([owner("//Hans", None)]));
    let history = office.run(&format!("record history {record} --register 0"));
    let last = history.as_array().unwrap().last().unwrap();
    assert_eq!(last["corrects"], json!({ "reason": "fraud", "asked_by": address("//Ines") }));
    assert_eq!(last["approver"], address("//Dave"));
}

/// Who cannot pay signs a consent, and somebody else sends it.
fn a_consent_is_carried(office: &Office, record: u32) {
    let sale = office.lodge("//Bob", &format!("transfer {record} --to //Poor"));
    let file = office.file("consent.json");
    let dealing = &sale["dealing"];
    office.consent(dealing, "//Hans");
    for party in ["//Bank", "//Ines"] {
        office.consent(dealing, party);
    }
    let sign = format!("record consent {dealing} --register 0 --key //Poor --carry-to {file}");
    assert_eq!(office.run(&sign)["signer"], address("//Poor"));
    assert_eq!(office.dealing(dealing)["missing"], json!([address("//Poor")]));
    office.run(&format!("carry {file} --key //Gina"));
    office.approve(dealing);
    assert_eq!(office.owners(record), json!([owner("//Poor", None)]));
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn owners_and_rights_change_with_everybody_s_consent_or_a_court_s_word() {
    let office = Office::open();
    let record = the_authority_states_whose_it_is(&office);
    a_joint_owner_survives(&office, record);
    a_right_changes_its_rank(&office, record);
    what_is_struck_off_is_restored_by_a_court(&office, record);
    owners_are_corrected(&office, record);
    a_consent_is_carried(&office, record);
}
