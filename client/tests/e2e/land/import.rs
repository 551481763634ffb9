//! What an import enters, what it skips, and what of it nobody can read on the chain.

use std::time::Instant;

use althing_client::{Chain, Wait};
use serde_json::{json, Value};

use super::{figures, fixture, Office, Town};

/// The disposal that the fixture changes twice, the one that it deletes, and the one that stays.
const CHANGED: &str = "{36A61A95-4C16-DEF2-E063-4704A8C046AE}";
const DELETED: &str = "{38EDC0C2-FB22-0F63-E063-4704A8C00424}";
const STAYS: &str = "{36A61A94-A385-DEF2-E063-4704A8C046AE}";

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn an_import_enters_what_applies_and_skips_the_rest_and_nobody_reads_it_on_the_chain() {
    let town = Town::with_registers(5);
    an_import_comes_to_its_figures_once_and_keeps_both_times(&town.office(0));
    months_that_are_imported_one_by_one_come_to_the_same(&town.office(1));
    malformed_rows_are_skipped_by_file_and_line_and_the_others_are_entered(&town.office(2));
    only_two_people_with_the_roles_import(&town.office(3));
    no_address_no_price_and_no_id_is_readable_on_the_chain(&town.office(4));
}

/// The rows of the fixture that do not apply.
fn refused(files: &[String; 3]) -> Value {
    let (changes, deletes) = (
        "changes a disposal that is not in the register",
        "deletes a disposal that is not in the register",
    );
    json!([
        { "file": files[0], "line": 4, "reason": changes },
        { "file": files[1], "line": 4, "reason": deletes },
        { "file": files[2], "line": 4, "reason": changes },
    ])
}

fn an_import_comes_to_its_figures_once_and_keeps_both_times(office: &Office<'_>) {
    let files = fixture();
    let names = files.each_ref().map(String::as_str);
    let expected = figures([5, 3, 1], &refused(&files), 4);
    let dry = office.node.json(&[&office.import_of(&names)[..], &["--dry-run"]].concat());
    assert_eq!(dry, expected, "a dry run says the same");
    assert_eq!(office.counted()["dealings"], 0, "and enters nothing");
    assert_eq!(office.import(&names), expected);

    let counted = (office.counted()["records"].clone(), office.counted()["dealings"].clone());
    assert_eq!(counted, (json!(5), json!(9)));
    assert_eq!(office.import(&names), figures([0, 0, 0], &refused(&files), 4));
    assert_eq!(office.counted()["dealings"], 9, "a second run lodges nothing");

    let changed = office.of_disposal(CHANGED);
    let kinds = |record: &Value| -> Vec<(String, String)> {
        let text = |it: &Value| it.as_str().unwrap().to_string();
        office.history(record).iter().map(|it| (text(&it["kind"]), text(&it["from"]))).collect()
    };
    let correction = ("correct".to_string(), "2024-05-02".to_string());
    let entered = [("register".into(), "2024-05-02".into()), correction.clone(), correction];
    assert_eq!(kinds(&changed), entered, "effective on the date of transfer");
    let corrects = &office.history(&changed)[2]["corrects"]["reason"];
    assert_eq!(corrects, "source-changed");
    let gone = office.of_disposal(DELETED);
    assert_eq!((gone["status"].as_str(), kinds(&gone).len()), (Some("struck"), 2));
    let there = office.of_disposal(STAYS);
    assert_eq!((&there["status"], &there["version"]), (&json!("in-force"), &json!(1)));
    // What the register said on a day, and what is known of it now: it was told of none in 2024.
    let number = changed["id"].to_string();
    let at = office.about(&["at", "2024-06-01", &number]);
    let known = office.node.json(&[&at[..], &["--as-known"]].concat());
    assert_eq!(known["content"]["version"], 3);
    assert_eq!(known["status"]["value"], "in-force");
    let (code, _) = office.node.failure(&at);
    assert_eq!(code, 5, "the register said nothing then");
}

fn months_that_are_imported_one_by_one_come_to_the_same(office: &Office<'_>) {
    let files = fixture();
    let refused = refused(&files);
    let only = |index: usize| json!([refused[index]]);
    assert_eq!(office.import(&[&files[0]]), figures([3, 0, 0], &only(0), 3));
    assert_eq!(office.import(&[&files[1]]), figures([2, 1, 0], &only(1), 5));
    assert_eq!(office.import(&[&files[2]]), figures([0, 2, 1], &only(2), 4));
    let names = files.each_ref().map(String::as_str);
    assert_eq!(office.import(&names), figures([0, 0, 0], &refused, 4));
}

fn malformed_rows_are_skipped_by_file_and_line_and_the_others_are_entered(office: &Office<'_>) {
    let good = std::fs::read_to_string(&fixture()[0]).unwrap();
    let lines: Vec<&str> = good.lines().collect();
    let bad = [
        ("nonsense".to_string(), "has 1 columns instead of 16"),
        (lines[1].replace("\"88500\"", "\"-5\""), "'-5' is no price"),
        (lines[1].replace("2021-08-27", "2021-13-27"), "'2021-13-27 00:00' is no date"),
        (lines[1].replace("2021-08-27", "2999-08-27"), "lies in the future"),
        (lines[1].replace("\"A\"", "\"X\""), "'X' is no category"),
        (lines[1].replace("{36A61A94", "{36"), "is no id of a disposal"),
        (lines[1].replace("\"F\",", "\"F,"), "between a closing quote and the comma"),
        (format!("{},\"\"", lines[1]), "has 17 columns instead of 16"),
        (String::new(), "is empty"),
        (lines[1].replace("\"N\"", "\"\0\""), "has control characters"),
        (lines[0].to_string(), "adds a disposal that is registered already, by"),
    ];
    let body: Vec<&str> = bad.iter().map(|(line, _)| line.as_str()).collect();
    let text = [&lines[..1], &body[..], &lines[1..2]].concat().join("\n");
    let bytes = [text.as_bytes(), b"\n\xff\xfe\n\"".as_slice()].concat();
    let file = office.node.file("malformed.csv");
    std::fs::write(&file, bytes).unwrap();
    let report = office.import(&[&file]);
    assert_eq!((&report["added"], &report["in_force"]), (&json!(2), &json!(2)));
    let refused = report["refused"].as_array().unwrap();
    let last = [("", "is not UTF-8 text"), ("", "has a quote that is never closed")];
    let reasons: Vec<&str> =
        bad.iter().map(|(_, reason)| *reason).chain(last.map(|(_, reason)| reason)).collect();
    assert_eq!(refused.len(), reasons.len(), "{refused:?}");
    let lines = (2..=12).chain([14, 15]);
    for ((refused, line), reason) in refused.iter().zip(lines).zip(reasons) {
        assert_eq!(
            (refused["file"].as_str(), refused["line"].as_u64()),
            (Some(&*file), Some(line))
        );
        assert!(refused["reason"].as_str().unwrap().contains(reason), "{refused}: {reason}");
    }
    let missing = office.node.file("missing.csv");
    let (code, error) = office.node.failure(&office.import_of(&[&missing]));
    assert!(code != 0 && error["message"].as_str().unwrap().contains("missing.csv"), "{error}");
    let twice = office.node.failure(&office.import_of(&[&file, &file])).1;
    assert!(twice["message"].as_str().unwrap().contains("name it once"), "{twice}");
}

fn only_two_people_with_the_roles_import(office: &Office<'_>) {
    let files = fixture();
    let said = |officers: &[&str]| {
        let import = office.with_vault(&["import", &files[0]]);
        let (code, error) = office.node.failure(&[&import[..], officers].concat());
        (code, error["message"].as_str().unwrap().to_string())
    };
    let (code, stranger) = said(&["--key", "//Dave"]);
    assert!(code == 2 && stranger.contains("is no clerk"), "{stranger}");
    let (code, clerk) = said(&["--key", "//Bob", "--registrar", "//Bob"]);
    assert!(code == 2 && clerk.contains("is no registrar"), "{clerk}");
    let (code, alone) = said(&["--key", "//Charlie", "--registrar", "//Charlie"]);
    assert!(code == 2 && alone.contains("takes two people"), "{alone}");
    assert_eq!(office.counted()["dealings"], 0, "none of them has lodged anything");

    // Without a registrar all waits on the day list, and is not lodged again.
    let lodged = office.node.json(&office.with_vault(&["import", &files[0], "--key", "//Bob"]));
    assert_eq!((&lodged["added"], &lodged["in_force"]), (&json!(0), &json!(0)));
    assert_eq!(office.counted()["dealings"], 3);
    assert_eq!(office.import(&[&files[0]])["added"], 3);
    assert_eq!(office.counted()["dealings"], 3);
}

/// All bytes that a node gives to whoever asks: the extrinsics of every block, and all of the state.
async fn public(url: &str) -> Vec<Vec<u8>> {
    let chain = Chain::connect(url, Wait::Best).await.unwrap();
    let (head, methods) = (chain.head_hash().await.unwrap(), chain.methods());
    let mut found = Vec::new();
    for number in 0.. {
        let Some(hash) = chain.hash_of(number).await.unwrap() else { break };
        let block = methods.chain_get_block(Some(hash)).await.unwrap().unwrap();
        found.extend(block.block.extrinsics.into_iter().map(|extrinsic| extrinsic.0));
    }
    let mut after: Option<Vec<u8>> = None;
    loop {
        let page = methods.state_get_keys_paged(&[], 500, after.as_deref(), Some(head)).await;
        let page = page.unwrap();
        let Some(last) = page.last() else { return found };
        after = Some(last.clone());
        let keys = page.iter().map(Vec::as_slice);
        for set in methods.state_query_storage_at(keys, Some(head)).await.unwrap() {
            found.extend(set.changes.into_iter().filter_map(|(_, value)| Some(value?.0)));
        }
        found.extend(page);
    }
}

fn holds(all: &[Vec<u8>], what: &[u8]) -> bool {
    all.iter().any(|bytes| bytes.windows(what.len()).any(|window| window == what))
}

fn no_address_no_price_and_no_id_is_readable_on_the_chain(office: &Office<'_>) {
    let file = office.synthetic("land-synthetic.csv", [40, 5, 5]);
    let began = Instant::now();
    assert_eq!(office.import(&[&file]), figures([40, 5, 5], &json!([]), 35));
    eprintln!("imported in {:?}", began.elapsed());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let all = runtime.block_on(public(&office.node.url()));
    assert!(holds(&all, b"Disposals of land"), "what is on the chain is found");
    let hash = office.shown("0")["content"]["commitment"].as_str().unwrap().to_string();
    assert!(holds(&all, &hex(&hash[2..])), "such as the commitments");
    assert!(!holds(&all, b"SYNTHETIC") && !holds(&all, b"synthetic"), "an address, or the file");
    let text = std::fs::read_to_string(&file).unwrap();
    for line in text.lines() {
        let cells: Vec<&str> = line.split(',').map(|cell| cell.trim_matches('"')).collect();
        let bare = cells[0].trim_matches(['{', '}']);
        let digits = bare.replace('-', "");
        for id in [bare, &digits, &digits.to_lowercase()] {
            assert!(!holds(&all, id.as_bytes()), "{id}");
        }
        assert!(!holds(&all, &hex(&digits)), "{digits}");
        assert!(!holds(&all, cells[1].as_bytes()), "the price {}", cells[1]);
    }
}

fn hex(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}
