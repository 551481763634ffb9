//! Objections, questions, freezes and reviews: what keeps a dealing from being completed.

use serde_json::{json, Value};

use super::{owner, Office, PAPER};
use crate::attest::community::address;

/// Lodges the sale of a record to Hans, to which Gina, who owns it, and he have consented.
fn sale(office: &Office, record: u32) -> Value {
    let lodged = office.lodge("//Bob", &format!("transfer {record} --to //Hans"));
    for party in ["//Gina", "//Hans"] {
        office.consent(&lodged["dealing"], party);
    }
    lodged["dealing"].clone()
}

/// A stranger's objection stops a sale until a registrar has decided on it.
fn an_objection_is_heard(office: &Office, record: u32) {
    let dealing = sale(office, record);
    let object = format!("record object {dealing} --register 0 --grounds {PAPER} --key");
    assert_eq!(office.run(&format!("{object} //Ines"))["deposit"], "2");
    assert_eq!(office.on_hold("//Ines"), "2");
    assert_eq!(office.refusal(&format!("{object} //Ines")), "AlreadyObjected");
    assert_eq!(office.unapproved(&dealing), "Disputed");
    let work = office.run("record work --register 0 --for court");
    assert_eq!((&work[0]["task"], &work[0]["dealing"]), (&json!("decide"), &dealing));
    let decide = |verdict: &str, who: &str| {
        format!(
            "record decide {dealing} --register 0 --objector //Ines --verdict {verdict} --reasons \
             {PAPER} --key {who}"
        )
    };
    assert_eq!(office.refusal(&decide("dismissed", "//Bob")), "NotAuthorized");
    assert_eq!(office.run(&decide("dismissed", "//Dave"))["verdict"], "dismissed");
    assert_eq!(office.on_hold("//Ines"), "0");

    office.run(&format!("{object} //Ines"));
    let withdraw = format!("record withdraw-objection {dealing} --register 0 --key");
    assert_eq!(office.refusal(&format!("{withdraw} //Gina")), "ObjectionNotFound");
    office.run(&format!("{withdraw} //Ines"));
    office.run(&format!("record withdraw {dealing} --register 0 --key //Bob"));
    assert_eq!(office.owners(record), json!([owner("//Gina", None)]));
}

/// A question stops a sale until the one who lodged it has answered.
fn a_question_is_answered(office: &Office, record: u32) {
    let dealing = sale(office, record);
    let ask = |days: u32| {
        format!("record requisition {dealing} --register 0 --question {PAPER} --days {days}")
    };
    assert_eq!(office.refusal(&format!("{} --key //Charlie", ask(6))), "InvalidPeriod");
    let asked = office.run(&format!("{} --key //Charlie", ask(2)));
    assert!(asked["deadline"]["day"].is_string(), "{asked}");
    assert_eq!(office.unapproved(&dealing), "Requisitioned");
    let work = office.run("record work --register 0 --for //Bob");
    assert_eq!(work[0]["task"], "answer");
    let answer = format!("record answer {dealing} --register 0 --answer {PAPER} --key");
    assert_eq!(office.refusal(&format!("{answer} //Gina")), "NotAuthorized");
    office.run(&format!("{answer} //Bob"));
    let reject = format!("record reject {dealing} --register 0 --reason evidence-missing");
    let reject = office.run(&format!("{reject} --reasons {PAPER} --key //Charlie"));
    assert_eq!(reject["reason"], "evidence-missing");
    let (_, message) = office.fails(&format!("record show --dealing {dealing} --register 0"));
    assert!(message.contains("may have ended"), "{message}");
}

/// A court's freeze holds a sale that was approved, or not, until the court lifts it.
fn a_freeze_holds_everything(office: &Office, record: u32) {
    let freeze = format!("record freeze {record} --register 0 --order {PAPER} --key");
    assert_eq!(office.refusal(&format!("{freeze} //Charlie")), "NotAuthorized");
    let number = office.run(&format!("{freeze} //Dave"))["number"].clone();
    let dealing = sale(office, record);
    assert_eq!(office.unapproved(&dealing), "Frozen");
    assert_eq!(office.record(record)["freezes"][0]["by"], address("//Dave"));
    let unfreeze =
        format!("record unfreeze {record} --number {number} --register 0 --order {PAPER} --key");
    assert_eq!(office.refusal(&format!("{unfreeze} //Ferdie")), "NotAuthorized");
    office.run(&format!("{unfreeze} //Dave"));
    office.approve(&dealing);
    assert_eq!(office.owners(record), json!([owner("//Hans", None)]));
}

/// What a registrar approved is not disposed of while it is under review.
fn a_review_stops_what_a_registrar_approved(office: &Office, record: u32) {
    let review = format!("register review start 0 //Charlie --since 1 --grounds {PAPER} --key");
    assert_eq!(office.refusal(&format!("{review} //Bob")), "NotAuthorized");
    office.run(&format!("{review} //Eve"));
    let roles = office.run("register roles 0");
    let reviewed = roles.as_array().unwrap().iter().filter(|role| role["review"] != Value::Null);
    assert_eq!(reviewed.count(), 1);
    let lodged = office.lodge("//Bob", &format!("amend {record} --commitment {PAPER}"));
    office.consent(&lodged["dealing"], "//Hans");
    assert_eq!(office.unapproved(&lodged["dealing"]), "UnderReview");
    office.run("register review end 0 //Charlie --key //Ferdie");
    office.approve(&lodged["dealing"]);
    assert_eq!(office.record(record)["content"]["commitment"], PAPER);
}

/// A caution keeps its deposit as long as it stands.
fn a_caution_stands_until_it_is_given_up(office: &Office, record: u32) {
    let lodged = office.lodge("//Ines", &format!("caution {record} --interest {PAPER}"));
    office.approve(&lodged["dealing"]);
    assert_eq!(office.on_hold("//Ines"), "5");
    let caution = office.record(record)["cautions"][0].clone();
    assert_eq!((&caution["by"], &caution["deposit"]), (&json!(address("//Ines")), &json!("5")));
    let number = &caution["number"];
    let end = format!("uncaution {record} --number {number} --cause withdrawn");
    let lodged = office.lodge("//Ines", &end);
    office.approve(&lodged["dealing"]);
    assert_eq!(office.on_hold("//Ines"), "0");
    assert_eq!(office.record(record)["cautions"], json!([]));
}

/// Several dealings are approved in one go, and one that cannot be is told apart.
fn a_day_s_work_is_approved_at_once(office: &Office) {
    let amend = |record: u32| format!("amend {record} --commitment {PAPER}");
    let parcels: Vec<u32> =
        ["C1", "C2", "C3"].map(|parcel| office.land(parcel, 10, "--owner //Gina")).into();
    for record in &parcels {
        let lodged = office.lodge("//Bob", &amend(*record));
        office.consent(&lodged["dealing"], "//Gina");
    }
    let disputed = sale(office, parcels[0]);
    office.run(&format!("record object {disputed} --register 0 --grounds {PAPER} --key //Ines"));
    let done = office.run("record approve --all --register 0 --key //Charlie");
    assert_eq!(done["completed"].as_array().unwrap().len(), 3, "{done}");
    assert_eq!(done["refused"], json!([]), "what is disputed is not on the registrar's list");
    let nothing = office.run("record complete --due --register 0 --key //Alice");
    assert_eq!(nothing["completed"], json!([]));
    let upheld = format!(
        "record decide {disputed} --register 0 --objector //Ines --verdict upheld --reasons {PAPER}"
    );
    office.run(&format!("{upheld} --key //Charlie"));
    assert_eq!(office.run("record list --dealings --register 0"), json!([]));
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn objections_questions_freezes_and_reviews_hold_a_dealing() {
    let office = Office::open();
    let record = office.land("B1", 50, "--owner //Gina");
    an_objection_is_heard(&office, record);
    a_question_is_answered(&office, record);
    a_freeze_holds_everything(&office, record);
    a_review_stops_what_a_registrar_approved(&office, record);
    a_caution_stands_until_it_is_given_up(&office, record);
    a_day_s_work_is_approved_at_once(&office);
}
