//! Division and union, corrections, and what a register said on a day beside what is known of it now.

use serde_json::{json, Value};

use super::{owner, Office, NOT_FOUND, OUTCOME, PAPER, USAGE};

/// A parcel is split, and its parts are merged again; a charge is carried over both times.
fn a_parcel_is_split_and_merged(office: &Office) {
    let charge = format!("encumber 0 --kind charge --for //Bank --terms {PAPER}");
    let lodged = office.lodge("//Bob", &charge);
    office.consent(&lodged["dealing"], "//Gina");
    office.approve(&lodged["dealing"]);

    let part = |name: &str, area: u32| json!({ "named": name, "contents": { "parcel": name, "area": area }, "measure": area });
    let parts = |name: &str, areas: [u32; 2]| {
        let parts = json!([part("A7-1", areas[0]), part("A7-2", areas[1])]);
        office.write(name, &parts.to_string())
    };
    let (odd, even) = (parts("odd.json", [60, 30]), parts("even.json", [60, 40]));
    let split = |file: &str| format!("split 0 --parts {file} {}", office.vault);
    assert_eq!(office.unlodged("//Bob", &split(&odd)), "InvalidParts");
    let lodged = office.lodge("//Bob", &split(&even));
    for party in ["//Gina", "//Bank"] {
        office.consent(&lodged["dealing"], party);
    }
    office.approve(&lodged["dealing"]);
    assert_eq!(office.record(0)["status"], "split");
    for record in [1, 2] {
        let part = office.record(record);
        assert_eq!((&part["parent"], &part["status"]), (&json!(0), &json!("in-force")));
        assert_eq!(part["owners"]["owners"], json!([owner("//Gina", None)]));
        assert_eq!(part["encumbrances"][0]["kind"], "charge");
    }
    let opened = office.run(&format!("record open 2 --register 0 {}", office.vault));
    assert_eq!(opened["fields"], json!({ "parcel": "A7-2", "area": 40 }));

    let whole = office.contents("A8", 100);
    let merge = format!("merge 1 --with 2 --named A8 --contents {whole} --measure");
    assert_eq!(office.unlodged("//Bob", &format!("{merge} 99 {}", office.vault)), "InvalidMerger");
    let lodged = office.lodge("//Bob", &format!("{merge} 100 {}", office.vault));
    for party in ["//Gina", "//Bank"] {
        office.consent(&lodged["dealing"], party);
    }
    office.approve(&lodged["dealing"]);
    assert_eq!(office.record(1)["status"], "merged");
    let merged = office.record(3);
    assert_eq!(
        (&merged["content"]["measure"], &merged["status"]),
        (&json!(100), &json!("in-force"))
    );
    assert_eq!(merged["encumbrances"].as_array().unwrap().len(), 2, "none is lost");
}

/// What is said of the past today was not said then.
fn a_correction_changes_what_is_known_and_not_what_was_said(office: &Office) {
    let past = format!(
        "correct 3 --commitment {PAPER} --effective 2020-01-01 --until 2020-12-31 --reason source"
    );
    let lodged = office.lodge("//Bob", &past);
    office.approve(&lodged["dealing"]);
    let at = |day: &str, how: &str| format!("record at {day} 3 --register 0 {how}");
    assert_eq!(office.fails(&at("2020-06-01", "")).0, NOT_FOUND, "it was not registered then");
    let known = office.run(&at("2020-06-01", "--as-known"));
    assert_eq!(known["content"]["value"]["commitment"], PAPER);
    assert_eq!((&known["owners"], &known["status"]), (&Value::Null, &Value::Null));
    assert_eq!(office.fails(&at("2021-06-01", "--as-known")).0, NOT_FOUND);
    let today = office.run("register show 0")["today"].as_str().unwrap().to_string();
    let said = office.run(&at(&today, ""));
    assert_ne!(said["content"]["value"]["commitment"], PAPER, "what holds now is as it was");
    assert_eq!(said["owners"]["value"]["owners"], json!([owner("//Gina", None)]));
    assert_eq!(said["burdens"]["encumbrances"].as_array().unwrap().len(), 2);
    let odd = office.althing(&["record", "at", "tomorrow", "3", "--register", "0"]);
    assert_eq!(odd.status.code(), Some(USAGE));
}

/// The history names every version; one that is taken out of view keeps its dates and hashes.
fn a_history_only_grows(office: &Office) {
    let sale = office.lodge("//Bob", "transfer 3 --to //Hans");
    for party in ["//Gina", "//Hans", "//Bank"] {
        office.consent(&sale["dealing"], party);
    }
    office.approve(&sale["dealing"]);
    let history = || office.run("record history 3 --register 0");
    let kinds: Vec<Value> =
        history().as_array().unwrap().iter().map(|version| version["kind"].clone()).collect();
    assert_eq!(kinds, ["merge", "correct", "transfer"]);
    assert_eq!(history()[1]["corrects"]["reason"], "source");
    assert_eq!(history()[1]["until"], "2020-12-31");

    let redact = |version: u32, who: &str| {
        format!(
            "record redact 3 {version} --register 0 --reason personal-data --order {PAPER} --key {who}"
        )
    };
    assert_eq!(office.refusal(&redact(1, "//Charlie")), "NotAuthorized");
    assert_eq!(office.refusal(&redact(3, "//Ferdie")), "CurrentVersion");
    office.run(&redact(1, "//Ferdie"));
    let first = history()[0].clone();
    assert_eq!(
        (&first["redacted"]["reason"], &first["owners"]["hold"]),
        (&json!("personal-data"), &json!("redacted"))
    );
    let open = format!("record open 3 --version 1 --register 0 {}", office.vault);
    assert_eq!(office.fails(&open).0, OUTCOME, "what is out of view is not shown");
}

/// What is erased from the vault can no longer be shown, and the chain is none the wiser.
fn what_is_erased_cannot_be_shown(office: &Office) {
    let commitment = office.record(2)["content"]["commitment"].as_str().unwrap().to_string();
    let erase = |fields: &str| format!("record erase {commitment} {fields} {}", office.vault);
    assert_eq!(office.run(&erase("--fields parcel"))["erased"], 1);
    let open = format!("record open 2 --register 0 {}", office.vault);
    assert_eq!(office.run(&open)["fields"], json!({ "area": 40 }));
    assert_eq!(office.run(&erase(""))["erased"], 1);
    let (_, message) = office.fails(&open);
    assert!(message.contains("was erased"), "{message}");
    assert_eq!(office.record(2)["content"]["commitment"], commitment);
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn what_was_said_stays_beside_what_is_known() {
    let office = Office::open();
    assert_eq!(office.land("A7", 100, "--owner //Gina"), 0);
    a_parcel_is_split_and_merged(&office);
    a_correction_changes_what_is_known_and_not_what_was_said(&office);
    a_history_only_grows(&office);
    what_is_erased_cannot_be_shown(&office);
}
