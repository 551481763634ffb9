//! Transfers, encumbrances and splits, on made-up data that says so.

use serde_json::{json, Value};

use super::{Office, Town, INSTRUMENT};

/// Approves a dealing as the registrar, which completes it.
fn approve(office: &Office<'_>, dealing: &str) {
    let report = office.record(&["approve", dealing], "//Charlie");
    assert_eq!(report["completed"].as_array().map(Vec::len), Some(1), "{report}");
}

fn consent(office: &Office<'_>, dealing: &str, who: &[&str]) {
    for who in who {
        office.record(&["consent", dealing], who);
    }
}

/// Writes a part of what was made up into a file.
fn write(office: &Office<'_>, name: &str, what: &Value) -> String {
    office.node.write(name, &what.to_string())
}

fn address(office: &Office<'_>, who: &str) -> String {
    let status = office.node.json(&["status", "--account", who]);
    status["account"]["address"].as_str().unwrap().to_string()
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn made_up_titles_are_vested_transferred_encumbered_and_split() {
    let town = Town::with_registers(2);
    what_was_imported_is_nobody_s_to_transfer_until_the_authority_states_an_owner(&town.office(0));
    a_made_up_title_is_encumbered_transferred_and_split_with_its_charge(&town.office(1));
}

fn what_was_imported_is_nobody_s_to_transfer_until_the_authority_states_an_owner(
    office: &Office<'_>,
) {
    let file = office.synthetic("land-synthetic.csv", [3, 0, 0]);
    assert_eq!(office.import(&[&file])["added"], 3);
    assert_eq!(office.shown("0")["owners"]["hold"], "not-stated");
    let transfer = ["transfer", "0", "--to", "//Eve", "--instrument", INSTRUMENT];
    assert_eq!(office.refused(&transfer, "//Bob"), "Records::HolderNotStated");
    let charge = ["encumber", "0", "--kind", "charge", "--for", "//Ferdie", "--terms", INSTRUMENT];
    let charge = [&charge[..], &["--instrument", INSTRUMENT]].concat();
    assert_eq!(office.refused(&charge, "//Bob"), "Records::HolderNotStated");

    let vest = office.lodge(&["lodge", "vest", "0", "--owner", "//Dave"]);
    let registrar = office.refused(&["approve", &vest], "//Charlie");
    assert_eq!(registrar, "Records::NotAuthorized", "a registrar does not state owners");
    assert_eq!(office.refused(&transfer, "//Bob"), "Records::HolderNotStated");
    office.record(&["approve", &vest], "//Alice");
    assert!(office.shown("0")["owners"].to_string().contains(&address(office, "//Dave")));

    let sale = office.lodge(&["transfer", "0", "--to", "//Eve"]);
    assert_eq!(office.refused(&["approve", &sale], "//Charlie"), "Records::ConsentMissing");
    consent(office, &sale, &["//Dave", "//Eve"]);
    approve(office, &sale);
    assert!(office.shown("0")["owners"].to_string().contains(&address(office, "//Eve")));
}

fn a_made_up_title_is_encumbered_transferred_and_split_with_its_charge(office: &Office<'_>) {
    let file = office.node.file("titles-synthetic.json");
    office.node.json(&["record", "synthetic", &file, "--count", "1"]);
    let titles: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    let title = &titles[0];
    let (contents, terms) = (
        write(office, "contents.json", &title["contents"]),
        write(office, "terms.json", &title["terms"]),
    );
    let (named, measure) = (title["named"].as_str().unwrap(), title["measure"].to_string());
    let register = ["lodge", "register", "--named", named, "--contents", &contents];
    let owned = ["--measure", &measure, "--owner", "//Dave=1/2", "--owner", "//Eve=1/2"];
    let first = office.lodge(&[&register[..], &owned].concat());
    approve(office, &first);

    let charge = ["encumber", "0", "--kind", "charge", "--for", "//Ferdie", "--terms", &terms];
    let charge = office.lodge(&charge);
    consent(office, &charge, &["//Dave"]);
    assert_eq!(office.refused(&["approve", &charge], "//Charlie"), "Records::ConsentMissing");
    consent(office, &charge, &["//Eve"]);
    approve(office, &charge);

    let sale = office.lodge(&["transfer", "0", "--to", "//Dave"]);
    consent(office, &sale, &["//Dave", "//Eve"]);
    let silent = office.refused(&["approve", &sale], "//Charlie");
    assert_eq!(silent, "Records::ConsentMissing", "the holder of the charge has a say");
    consent(office, &sale, &["//Ferdie"]);
    approve(office, &sale);

    let mut wrong = title["parts"].clone();
    wrong[0]["measure"] = json!(wrong[0]["measure"].as_u64().unwrap() + 1);
    let wrong = write(office, "wrong.json", &wrong);
    let split = office.with_vault(&["split", "0", "--parts", &wrong]);
    let split = [&split[..], &["--instrument", INSTRUMENT, "--key", "//Bob"]].concat();
    let (_, error) = office.node.failure(&split);
    assert_eq!(error["name"], "Records::InvalidParts", "what is split adds up");
    let parts = write(office, "parts.json", &title["parts"]);
    let split = office.lodge(&["split", "0", "--parts", &parts]);
    consent(office, &split, &["//Dave", "//Ferdie"]);
    approve(office, &split);
    assert_eq!(office.shown("0")["status"], "split");
    for (record, part) in ["1", "2"].into_iter().zip(title["parts"].as_array().unwrap()) {
        let shown = office.shown(record);
        assert_eq!((&shown["parent"], &shown["status"]), (&json!(0), &json!("in-force")));
        assert_eq!(shown["content"]["measure"], part["measure"]);
        let charges = shown["encumbrances"].as_array().unwrap();
        assert_eq!(charges.len(), 1, "the charge is on each part");
        assert!(charges[0]["beneficiary"].to_string().contains(&address(office, "//Ferdie")));
    }
}
