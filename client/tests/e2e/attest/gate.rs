//! A payment that asks for a policy, while the beneficiary meets it and while not.

use serde_json::{json, Value};

use super::{
    community::{Community, Office},
    EVIDENCE,
};

const CHARLIE: Office = (0, "//Charlie");

/// Lets the community create policy 0 and decide on three payments to Bob that ask for it.
fn decide(town: &Community) {
    let rule = json!({ "clauses": [{ "quantifier": "all", "schema": 0, "least_level": 2 }] });
    let rule = town.write("rule.json", &rule.to_string());
    town.decide(&[&format!("attest policy create --name resident --rule {rule}")]);
    let spend = "propose spend --amount 5 --to //Bob --policy 0:1 --track small-spend";
    town.decide(&[spend; 3]);
}

fn standing(town: &Community) -> Value {
    town.run("attest policy check 0 //Bob")["failing"].clone()
}

/// Why the treasury does not pay.
fn unpaid(town: &Community, spend: u32) -> String {
    town.refusal(&format!("treasury payout {spend} --key //Dave"))
}

fn pay(town: &Community, spend: u32) {
    let paid = town.run(&format!("treasury payout {spend} --key //Dave"));
    assert_eq!(paid["amount"], "5");
}

/// Bob's attestation is suspended, and holds again when its issuer says so.
fn a_suspension_closes_the_gate_until_it_is_lifted(town: &Community) {
    let measure = |what: &str, who: &str| {
        format!("attest {what} --schema 0 --subject //Bob --evidence {EVIDENCE} --key {who}")
    };
    town.run(&measure("suspend --reason document-lapsed", CHARLIE.1));
    assert_eq!(standing(town), "suspended");
    assert_eq!(unpaid(town, 1), "BeneficiaryNotEligible");
    assert_eq!(town.refusal(&measure("lift", "//Dave")), "NotAuthorized");
    assert_eq!(town.run(&measure("lift", CHARLIE.1))["state"], "live");
    assert_eq!(town.refusal(&measure("lift", CHARLIE.1)), "NotSuspended");
    assert_eq!(standing(town), Value::Null);
    pay(town, 1);
}

/// The offices freeze Bob's account, prolong that, and end it, each as far as it may.
fn a_freeze_closes_the_gate_until_an_office_ends_it(town: &Community) {
    let lay = |blocks: u32, who: &str| {
        let why = format!("--reason sanctions --evidence {EVIDENCE}");
        format!("attest freeze lay //Bob --blocks {blocks} {why} --key {who}")
    };
    assert_eq!(town.refusal(&lay(200, "//Ferdie")), "NotAuthorized", "the other office");
    assert_eq!(town.refusal(&lay(301, "//Eve")), "FreezeTooLong");
    let until = town.run(&lay(200, "//Eve"))["until"]["block"].as_u64().unwrap();
    assert_eq!(town.refusal(&lay(200, "//Eve")), "AlreadyFrozen");
    assert_eq!(standing(town), "frozen");
    assert_eq!(unpaid(town, 2), "BeneficiaryNotEligible");

    let prolong = |blocks: u32, who: &str| {
        format!("attest freeze prolong //Bob --blocks {blocks} --evidence {EVIDENCE} --key {who}")
    };
    assert_eq!(town.refusal(&prolong(100, "//Eve")), "NotAuthorized", "who froze does not prolong");
    let longer = town.run(&prolong(400, "//Ferdie"));
    assert_eq!(longer["until"]["block"], until + 400);
    assert_eq!(town.refusal(&prolong(800, "//Ferdie")), "YearlyCapReached");
    let shown = town.run("attest freeze show //Bob");
    assert_eq!((&shown["frozen"], &shown["cause"]), (&json!(true), &json!("sanctions")));
    assert_eq!(shown["until"]["block"], until + 400);

    let lift = |who: &str| format!("attest freeze lift //Bob --key {who}");
    assert_eq!(town.refusal(&lift("//Dave")), "NotAuthorized");
    assert_eq!(town.run(&lift("//Ferdie"))["frozen"], false);
    assert_eq!(town.refusal(&lift("//Eve")), "NotFrozen");
    assert_eq!(standing(town), Value::Null);
    pay(town, 2);
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn the_treasury_pays_while_the_beneficiary_meets_the_policy_and_not_else() {
    let town = Community::with_issuers(&[CHARLIE.1]);
    decide(&town);
    assert_eq!(standing(&town), "missing");
    assert_eq!(unpaid(&town, 0), "BeneficiaryNotEligible");
    town.attest(CHARLIE, "//Bob", "");
    assert_eq!(standing(&town), Value::Null);
    pay(&town, 0);
    a_suspension_closes_the_gate_until_it_is_lifted(&town);
    a_freeze_closes_the_gate_until_an_office_ends_it(&town);
    assert_eq!(town.run("treasury")["paid"], "15");
}
