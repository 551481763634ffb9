//! A register of disposals, imported from the files of a land registry, and what is done with it.

#[path = "land/dealings.rs"]
mod dealings;
#[path = "land/import.rs"]
mod import;
#[path = "land/killed.rs"]
mod killed;

use serde_json::{json, Value};

use crate::support::{await_say, await_status, table, Node};

/// The hash of an instrument that nobody looks at.
const INSTRUMENT: &str = "0x2222222222222222222222222222222222222222222222222222222222222222";

/// The months of the fixture, in their order.
const MONTHS: [&str; 3] = ["07", "08", "09"];

/// A node with registers of disposals. Of each, Alice is the authority, Bob the clerk and Charlie the
/// registrar.
struct Town {
    node: Node,
    /// What opens the vaults.
    key: String,
}

impl Town {
    /// Has the community create so many registers.
    fn with_registers(count: u32) -> Self {
        let node = Node::start(100);
        node.json(&["stake", "500000"]);
        await_say(&node, "//Alice");
        let charter = table("land/register.json");
        let create = ["register", "create", &charter, "--authority", "//Alice"];
        let create = [&create[..], &["--text", "It was talked about."]].concat();
        let propose = |_| node.json(&create)["proposal"].to_string();
        let proposals: Vec<String> = (0..count).map(propose).collect();
        for id in &proposals {
            node.json(&["sponsor", id]);
        }
        for id in &proposals {
            await_status(&node, id, "deciding");
            node.json(&["vote", id, "aye"]);
        }
        for id in &proposals {
            await_status(&node, id, "executed");
        }
        for register in (0..count).map(|register| register.to_string()) {
            for (role, who) in [("clerk", "//Bob"), ("registrar", "//Charlie")] {
                let grant = ["register", "role", "grant", &register, role, who];
                node.json(&[&grant[..], &["--until", "+1000000"]].concat());
            }
        }
        let (key, wallet) = (node.file("office.age"), node.file("office.wallet"));
        node.json(&["wallet", "--wallet", &wallet, "create", "--new-age-key", &key]);
        Self { node, key }
    }

    fn office(&self, register: u32) -> Office<'_> {
        let vault = self.node.file(&format!("{register}.vault"));
        Office { node: &self.node, key: &self.key, register: register.to_string(), vault }
    }
}

/// A register, and its vault.
struct Office<'a> {
    node: &'a Node,
    key: &'a str,
    register: String,
    vault: String,
}

impl Office<'_> {
    /// The arguments of a command about the register, with its vault.
    fn with_vault<'a>(&'a self, arguments: &[&'a str]) -> Vec<&'a str> {
        let vault = ["--register", &self.register, "--vault", &self.vault, "--age-key", self.key];
        [&["record"], arguments, &vault].concat()
    }

    /// The arguments of an import: Bob lodges, Charlie approves.
    fn import_of<'a>(&'a self, files: &[&'a str]) -> Vec<&'a str> {
        let officers = ["--key", "//Bob", "--registrar", "//Charlie"];
        [&self.with_vault(&[&["import"], files].concat())[..], &officers].concat()
    }

    fn import(&self, files: &[&str]) -> Value {
        self.node.json(&self.import_of(files))
    }

    /// The arguments of a command about the register.
    fn about<'a>(&'a self, arguments: &[&'a str]) -> Vec<&'a str> {
        [&["record"], arguments, &["--register", &self.register]].concat()
    }

    /// Runs a command about the register.
    fn record(&self, arguments: &[&str], who: &str) -> Value {
        self.node.json(&[&self.about(arguments)[..], &["--key", who]].concat())
    }

    /// The same, which has to be refused; returns the name of the reason.
    fn refused(&self, arguments: &[&str], who: &str) -> String {
        let arguments = [&self.about(arguments)[..], &["--key", who]].concat();
        let (code, error) = self.node.failure(&arguments);
        assert_eq!(code, 4, "the chain refuses it: {error}");
        error["name"].as_str().unwrap().to_string()
    }

    /// Lodges a dealing as the clerk; returns its number.
    fn lodge(&self, arguments: &[&str]) -> String {
        let instrument = [arguments, &["--instrument", INSTRUMENT, "--key", "//Bob"]].concat();
        self.node.json(&self.with_vault(&instrument))["dealing"].to_string()
    }

    /// The register, as it is shown.
    fn counted(&self) -> Value {
        self.node.json(&["register", "show", &self.register])
    }

    /// A record, as it is shown.
    fn shown(&self, record: &str) -> Value {
        self.node.json(&self.about(&["show", record]))
    }

    /// The record of a disposal.
    fn of_disposal(&self, id: &str) -> Value {
        self.node.json(&self.with_vault(&["show", "--named", id]))
    }

    fn history(&self, record: &Value) -> Vec<Value> {
        let history = self.node.json(&self.about(&["history", &record["id"].to_string()]));
        history.as_array().unwrap().clone()
    }

    /// Makes up rows in a file that says so.
    fn synthetic(&self, name: &str, counts: [u32; 3]) -> String {
        let file = self.node.file(name);
        let [count, changed, deleted] = counts.map(|count| count.to_string());
        let made = ["record", "synthetic", &file, "--count", &count];
        let made = [&made[..], &["--changed", &changed, "--deleted", &deleted]].concat();
        self.node.json(&made);
        file
    }
}

/// The files of the fixture.
fn fixture() -> [String; 3] {
    MONTHS.map(|month| table(&format!("land/price-paid-2025-{month}.csv")))
}

/// What an import says that came to these figures.
fn figures(counts: [u64; 3], refused: &Value, in_force: u64) -> Value {
    let [added, changed, struck] = counts;
    json!({
        "added": added,
        "changed": changed,
        "struck": struck,
        "refused": refused,
        "in_force": in_force,
    })
}
