//! Person tags: one person stands once in a tag domain, whatever accounts they have.

use std::{
    io::{BufRead, BufReader},
    os::unix::fs::PermissionsExt,
    process::Child,
};

use serde_json::{json, Value};

use super::{
    community::{accredit, address, Community, Office},
    RESIDENT,
};

const CHARLIE: Office = (0, "//Charlie");

/// The exit code for a wrong command.
const USAGE: i32 = 2;

/// Dave, who holds the key of domain 0, and where he answers.
struct KeyHolder<'a> {
    town: &'a Community,
    age: String,
    service: Option<Child>,
    url: String,
}

impl<'a> KeyHolder<'a> {
    fn new(town: &'a Community) -> Self {
        let (wallet, age) = (town.file("any.wallet"), town.file("any.age"));
        town.run(&format!("wallet --wallet {wallet} create --new-age-key {age}"));
        Self { town, age, service: None, url: String::new() }
    }

    /// Makes a key, or the next one; returns the newest public one.
    fn keygen(&self, how: &str) -> String {
        let keys = self.town.run(&format!("tag keygen --domain 0 {} {how}", self.vault()));
        let epoch = |key: &&Value| key["epoch"].as_u64();
        let newest = keys.as_array().unwrap().iter().max_by_key(epoch).unwrap();
        newest["key"].as_str().unwrap().to_string()
    }

    fn vault(&self) -> String {
        format!("--keys {} --age-key {}", self.town.file("holder.keys"), self.age)
    }

    /// Answers from now on, with the keys that there are now.
    fn serve(&mut self) {
        self.stop();
        let ledger = self.town.file("ledger");
        let serve = format!("tag serve --port 0 --ledger {ledger} {}", self.vault());
        let mut child = self.town.spawn(&serve.split_whitespace().collect::<Vec<_>>());
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).expect("it says where it listens");
        self.url = said["url"].as_str().unwrap().to_string();
        self.service = Some(child);
    }

    fn stop(&mut self) {
        if let Some(mut child) = self.service.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// The command with which somebody asks for the tags of a table of people: their accounts, and
    /// the numbers of their passports.
    fn ask(&self, people: &[(&str, &str)], who: &str) -> String {
        let head = "subject,country,document,number\n".to_string();
        let table = people.iter().fold(head, |table, (account, number)| {
            format!("{table}{},ISL,passport,{number}\n", address(account))
        });
        let table = self.town.write("people.csv", &table);
        std::fs::set_permissions(&table, std::fs::Permissions::from_mode(0o600)).unwrap();
        format!(
            "tag compute {table} --issuer 0 --key-holder {} --transcripts {} --age-key {} --key {who}",
            self.url,
            self.town.file("transcripts"),
            self.age
        )
    }
}

impl Drop for KeyHolder<'_> {
    fn drop(&mut self) {
        if let Some(child) = &mut self.service {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// What an issuer says of a person's tag when it offers an attestation.
fn tag(of: &Value) -> String {
    match of["previous"].as_str() {
        Some(previous) => {
            format!("--tag {} --previous-tag {previous}", of["tag"].as_str().unwrap())
        }
        None => format!("--tag {}", of["tag"].as_str().unwrap()),
    }
}

/// Has domain 0 created with the key holder's key, and schema 0 in it, with Charlie as its issuer.
fn found(town: &Community, holder: &KeyHolder<'_>) {
    let key = holder.keygen("");
    let create = "attest domain create --key-holder //Dave --key-point";
    let schema = format!("{} --domain 0", RESIDENT.join(" "));
    town.decide(&[&format!("{create} {key}")]);
    town.decide(&[&schema, &accredit(CHARLIE.1)]);
    let domain = town.run("attest domain list")[0].clone();
    assert_eq!((&domain["key"], &domain["epoch"]), (&json!(key), &json!(0)));
    assert_eq!(
        (&domain["key_holder"], &domain["schemas"]),
        (&json!(address("//Dave")), &json!([0]))
    );
}

/// Bob is attested; a second account with the same passport is not, whatever is tried.
fn a_person_stands_once(town: &Community, holder: &KeyHolder<'_>) {
    let two = [("//Bob", "A-1234567"), ("//Ferdie", "a1234567")];
    let (_, message) = town.fails(&holder.ask(&two, "//Eve"));
    assert!(message.contains("key holder"), "Eve acts for no issuer: {message}");
    let tags = town.run(&holder.ask(&two, CHARLIE.1));
    assert_eq!(tags[0]["tag"], tags[1]["tag"], "one passport, however it is written");
    let salted = town.file("none");
    let (code, message) = town.fails(&format!(
        "attest offer --issuer 0 --subject //Bob --level 2 --expires +9 --claims {} --salted \
         {salted} --output {salted}",
        town.write("claims.json", r#"{"age_over_18": true, "residence": "NL", "name": "Bob"}"#)
    ));
    assert_eq!(code, USAGE);
    assert!(message.contains("asks for a person tag"), "{message}");

    town.attest(CHARLIE, "//Bob", &tag(&tags[0]));
    assert_eq!(town.shown("//Bob")["tagged"], true);
    let (_, consent) = town.agree(CHARLIE, "//Ferdie", &tag(&tags[1]));
    let second = format!("attest issue --consent {consent} --key //Charlie");
    assert_eq!(town.refusal(&second), "TagHeld");
    let verify = |who: &str| {
        let kept = town.file("transcripts");
        format!(
            "tag verify --transcripts {kept} --age-key {} --schema 0 --subject {who}",
            holder.age
        )
    };
    assert_eq!(town.run(&verify("//Bob"))[0]["is_the_attested"], true);
}

/// The domain's key is changed; while both count, a person has a tag under each.
fn a_new_key_recognizes_who_was_attested_before(town: &Community, holder: &mut KeyHolder<'_>) {
    let old = town.run("attest domain list")[0]["key"].clone();
    let new = holder.keygen("--rotate");
    let rotate = |overlap: u32| {
        let key = format!("--key-holder //Dave --key-point {new}");
        format!("attest domain rotate 0 {key} --overlap {overlap}")
    };
    let (code, message) = town.fails(&format!("{} --text why", rotate(14_399)));
    assert_eq!(code, USAGE);
    assert!(message.contains("at least 14400 blocks"), "{message}");

    town.decide(&[&rotate(14_400)]);
    let domain = town.run("attest domain list")[0].clone();
    assert_eq!((&domain["key"], &domain["epoch"]), (&json!(new), &json!(1)));
    assert_eq!(domain["previous"], old);
    holder.serve();
    let both = [("//Ferdie", "A1234567"), ("//Eve", "B7654321")];
    let tags = town.run(&holder.ask(&both, CHARLIE.1));
    assert_ne!(tags[0]["tag"], tags[0]["previous"]);
    let (_, consent) = town.agree(CHARLIE, "//Ferdie", &tag(&tags[0]));
    let second = format!("attest issue --consent {consent} --key //Charlie");
    assert_eq!(town.refusal(&second), "TagHeld", "known by the tag under the key of before");
    town.attest(CHARLIE, "//Eve", &tag(&tags[1]));
    assert_eq!(town.shown("//Eve")["holds"], true);
}

#[test]
#[ignore = "needs a node; run by `make e2e`"]
fn one_person_is_attested_once_across_accounts_and_keys() {
    let town = Community::start();
    let mut holder = KeyHolder::new(&town);
    found(&town, &holder);
    holder.serve();
    a_person_stands_once(&town, &holder);
    a_new_key_recognizes_who_was_attested_before(&town, &mut holder);
}
