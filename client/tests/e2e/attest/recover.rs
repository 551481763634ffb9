//! Attestations that follow their people to other accounts.

use serde_json::json;

use super::community::{address, Community, Office};

const FIRST: Office = (0, "//Charlie");
const SECOND: Office = (1, "//Dave");

/// The exit code for what is not there.
const NOT_FOUND: i32 = 5;

/// Has Ferdie accept that Bob's attestation moves to him, as an issuer offers it; returns the command
/// that starts it.
fn start(town: &Community, office: Office) -> String {
    let (salted, offer) = town.offer(office, "//Ferdie", "--moves-from //Bob");
    let consent = format!("{offer}.consent");
    let signed = town.run(&format!(
        "attest recover consent {offer} --claims {salted} --output {consent} --key //Ferdie"
    ));
    let message = signed["message"].as_str().unwrap();
    assert!(message.contains("I accept that an attestation moves to this account"), "{message}");
    format!("attest recover start --consent {consent} --key {}", office.1)
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn an_attestation_moves_to_another_account_unless_the_old_one_objects() {
    let town = Community::with_issuers(&[FIRST.1, SECOND.1]);
    town.attest(FIRST, "//Bob", "");
    let show = "attest recover show --schema 0 --from //Bob";
    let complete = "attest recover complete --schema 0 --from //Bob --key //Eve";
    let object = |who| format!("attest recover object --schema 0 --key {who}");

    let refused = town.refusal(&start(&town, FIRST));
    assert_eq!(refused, "NotAllowed", "the office that issued it does not move it as well");
    let start = start(&town, SECOND);
    let started = town.run(&start);
    assert_eq!((&started["schema"], &started["to"]), (&json!(0), &json!(address("//Ferdie"))));
    let waiting = town.run(show);
    assert_eq!((&waiting["is_ready"], &waiting["issuer"]), (&json!(false), &json!(1)));
    assert_eq!(waiting["ready"]["block"], started["ready"]["block"]);
    assert_eq!(town.refusal(&start), "AlreadyRecovering");
    assert_eq!(town.refusal(complete), "NotReady");

    assert_eq!(town.refusal(&object("//Ferdie")), "RecoveryNotFound", "only Bob can object");
    assert_eq!(town.run(&object("//Bob"))["moves"], false);
    assert_eq!(town.fails(show).0, NOT_FOUND);
    assert_eq!(town.refusal(complete), "RecoveryNotFound");
    assert_eq!(town.shown("//Bob")["holds"], true);

    let ready = town.run(&start)["ready"]["block"].as_u64().unwrap();
    town.until(ready.try_into().unwrap());
    assert_eq!(town.refusal(&object("//Bob")), "TooLate");
    assert_eq!(town.run(show)["is_ready"], true);
    let moved = town.run(complete);
    assert_eq!((&moved["moved"], &moved["to"]), (&json!(true), &json!(address("//Ferdie"))));
    let old = town.shown("//Bob");
    assert_eq!((&old["holds"], &old["reason"]), (&json!(false), &json!("moved")));
    let new = town.shown("//Ferdie");
    assert_eq!((&new["holds"], &new["issuer"]), (&json!(true), &json!(1)));
}
