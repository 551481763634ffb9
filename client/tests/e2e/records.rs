//! Public records as a clerk, a registrar, a court and strangers work with them, command by command.

#[path = "records/disputes.rs"]
mod disputes;
#[path = "records/rights.rs"]
mod rights;
#[path = "records/sealed.rs"]
mod sealed;
#[path = "records/time.rs"]
mod time;
#[path = "records/title.rs"]
mod title;

use std::ops::Deref;

use althing_client::{
    chain::{
        runtime_types::{althing_runtime::RuntimeCall, pallet_balances::pallet::Call as Transfer},
        tx,
    },
    connection::ChainKind,
    submit::submit,
    Chain, Key, Wait,
};
use serde_json::{json, Value};
use subxt::utils::MultiAddress;

use crate::attest::community::{address, Community};

/// The exit codes for a wrong command, for what is not found, and for what is not as it should be.
const USAGE: i32 = 2;
const NOT_FOUND: i32 = 5;
const OUTCOME: i32 = 7;

/// The hash of every instrument, order and ground.
const PAPER: &str = "0x2222222222222222222222222222222222222222222222222222222222222222";

/// People without an office, and how much they have in thousandths of a THG. Poor has an account, and
/// cannot pay a fee.
const PEOPLE: [(&str, u128); 5] = [
    ("//Gina", 100_000),
    ("//Hans", 100_000),
    ("//Ines", 100_000),
    ("//Bank", 100_000),
    ("//Poor", 10),
];

/// Register 0 of a community: Bob is its clerk, Charlie its registrar, Dave its court, Eve its auditor
/// and Ferdie its authority.
pub struct Office {
    town: Community,
    /// What names the vault and its key on the command line.
    vault: String,
}

impl Deref for Office {
    type Target = Community;

    fn deref(&self) -> &Community {
        &self.town
    }
}

/// The rules of a register in which nothing is waited for.
pub fn rules() -> Value {
    json!({
        "four_eyes": "required",
        "identity": null,
        "lodging": "allowed",
        "batches": "allowed",
        "reveal": 0,
        "third_parties": [],
        "periods": { "notice": 0, "waiting": 0, "requisition": 5, "search": 5, "longest": 60 },
        "charges": { "fee": "0.1", "deposit": "1", "caution": "5", "objection": "2" },
        "open_dealings": 4
    })
}

fn charter() -> Value {
    json!({
        "name": "Land of our valley",
        "kind": "land",
        "access": "public",
        "authority": "//Ferdie",
        "fields": [
            { "name": "parcel", "kind": "text" },
            { "name": "area", "kind": "integer" },
            { "name": "registered", "kind": "date" }
        ],
        "rules": rules(),
        "calendar": { "offset": 0, "rest_days": ["saturday", "sunday"], "holidays": [] }
    })
}

impl Office {
    /// Lets the community create the register, and its authority grant the roles.
    pub fn open() -> Self {
        let town = Community::start();
        fund(&town);
        let charter = town.write("charter.json", &charter().to_string());
        town.decide(&[&format!("register create {charter} --track 6")]);
        let key = town.file("age-key");
        town.run(&format!("wallet --wallet {} create --new-age-key {key}", town.file("wallet")));
        let vault = format!("--vault {} --age-key {key}", town.file("vault"));
        let office = Self { town, vault };
        for (role, who) in [
            ("clerk", "//Bob"),
            ("registrar", "//Charlie"),
            ("court", "//Dave"),
            ("auditor", "//Eve"),
        ] {
            office
                .run(&format!("register role grant 0 {role} {who} --until +50000 --key //Ferdie"));
        }
        office
    }

    /// Writes what a record is going to say.
    pub fn contents(&self, parcel: &str, area: u32) -> String {
        let fields = json!({ "parcel": parcel, "area": area, "registered": "2026-11-20" });
        self.write(&format!("{parcel}.json"), &fields.to_string())
    }

    /// Lodges a dealing of register 0; returns what the chain says of it.
    pub fn lodge(&self, who: &str, what: &str) -> Value {
        self.run(&lodging(who, what))
    }

    /// Lodges a dealing that the chain has to refuse; returns by which name.
    pub fn unlodged(&self, who: &str, what: &str) -> String {
        self.refusal(&lodging(who, what))
    }

    /// Has somebody consent to a dealing.
    pub fn consent(&self, dealing: &Value, who: &str) {
        self.run(&format!("record consent {dealing} --register 0 --key {who}"));
    }

    /// Has the registrar approve a dealing; returns what came of it.
    pub fn approve(&self, dealing: &Value) -> Value {
        self.run(&format!("record approve {dealing} --register 0 --key //Charlie"))
    }

    /// Has the registrar approve a dealing that the chain does not let pass; returns why.
    pub fn unapproved(&self, dealing: &Value) -> String {
        self.refusal(&format!("record approve {dealing} --register 0 --key //Charlie"))
    }

    /// Registers a parcel for its owners; returns its record.
    pub fn land(&self, parcel: &str, area: u32, owners: &str) -> u32 {
        let (file, vault) = (self.contents(parcel, area), &self.vault);
        let says = format!("--named {parcel} --contents {file} --measure {area} {vault}");
        let lodged = self.lodge("//Bob", &format!("register {says} --class absolute {owners}"));
        let record = self.approve(&lodged["dealing"])["completed"][0]["record"].clone();
        record.as_u64().unwrap().try_into().unwrap()
    }

    /// A record as it is now.
    pub fn record(&self, record: u32) -> Value {
        self.run(&format!("record show {record} --register 0"))
    }

    /// A dealing that has not ended.
    pub fn dealing(&self, dealing: &Value) -> Value {
        self.run(&format!("record show --dealing {dealing} --register 0"))
    }

    /// Who owns a record, and which share.
    pub fn owners(&self, record: u32) -> Value {
        self.record(record)["owners"]["owners"].clone()
    }
}

fn lodging(who: &str, what: &str) -> String {
    format!("record lodge {what} --register 0 --instrument {PAPER} --key {who}")
}

/// An owner as it is shown.
pub fn owner(who: &str, share: Option<&str>) -> Value {
    json!({ "party": address(who), "share": share })
}

/// Has Alice give everybody without an office some money.
fn fund(town: &Community) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let chain = Chain::connect(&town.url(), Wait::Best).await.unwrap();
        let alice = Key::well_known("//Alice", ChainKind::Development).unwrap();
        let pay = |(name, thousandths): &(&str, u128)| {
            let who = Key::well_known(name, ChainKind::Development).unwrap();
            let (dest, value) = (MultiAddress::Id(*who.account()), thousandths * 1_000_000_000);
            RuntimeCall::Balances(Transfer::transfer_keep_alive { dest, value })
        };
        let calls = PEOPLE.iter().map(pay).collect();
        submit(&chain, &alice, &tx().utility().batch_all(calls)).await.unwrap();
    });
}
