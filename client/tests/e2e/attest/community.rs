//! A community with a node of its own, whose blocks pass when a test says so: a period of many
//! blocks takes no time, and none is over before a test has done what it has to do within it.

use std::{
    cell::Cell,
    ops::Deref,
    time::{Duration, Instant},
};

use althing_client::{chain::tx, connection::ChainKind, submit::Anchor, Chain, Key, Wait};
use serde_json::{json, Value};
use tokio::runtime::Runtime;

use super::RESIDENT;
use crate::support::Node;

/// Blocks are made for transactions; without any, only once in an hour.
const BLOCK_TIME: u64 = 3_600_000;

/// The blocks from the last vote of a decision to the run of its call: confirmation and timelock.
const TO_EXECUTION: u32 = 35;

/// How long a block may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The exit code for what the chain refuses.
const REFUSED: i32 = 4;

/// The number of an issuer, and the key that acts for it.
pub type Office = (u32, &'static str);

/// A community in which Alice holds all say. Commands are written as people type them.
pub struct Community {
    runtime: Runtime,
    chain: Chain,
    alice: Key,
    /// How many offers were written.
    offers: Cell<u32>,
    node: Node,
}

impl Deref for Community {
    type Target = Node;

    fn deref(&self) -> &Node {
        &self.node
    }
}

impl Community {
    /// Starts its node, and waits until Alice has a say.
    pub fn start() -> Self {
        let node = Node::start(BLOCK_TIME);
        let runtime = Runtime::new().unwrap();
        let chain = runtime.block_on(Chain::connect(&node.url(), Wait::Best)).unwrap();
        let alice = Key::well_known("//Alice", ChainKind::Development).unwrap();
        let community = Self { runtime, chain, alice, offers: Cell::new(0), node };
        community.run("stake 500000");
        community.until(22);
        community
    }

    /// The same, where schema 0 is about residents, and these are its issuers 0, 1 and so on.
    pub fn with_issuers(accounts: &[&str]) -> Self {
        let community = Self::start();
        let mut acts = vec![RESIDENT.join(" ")];
        acts.extend(accounts.iter().map(|account| accredit(account)));
        community.decide(&acts.iter().map(String::as_str).collect::<Vec<_>>());
        community
    }

    /// Runs a command, which has to work.
    pub fn run(&self, command: &str) -> Value {
        self.json(&command.split_whitespace().collect::<Vec<_>>())
    }

    /// Runs a command, which has to fail; returns the exit code and what it says.
    pub fn fails(&self, command: &str) -> (i32, String) {
        let (code, error) = self.failure(&command.split_whitespace().collect::<Vec<_>>());
        (code, error["message"].as_str().unwrap().to_string())
    }

    /// Runs a command that the chain has to refuse; returns by which name.
    pub fn refusal(&self, command: &str) -> String {
        let (code, error) = self.failure(&command.split_whitespace().collect::<Vec<_>>());
        assert_eq!(code, REFUSED, "{command}: {error}");
        let name = error["name"].as_str().unwrap();
        name.rsplit("::").next().unwrap().to_string()
    }

    /// The present block.
    async fn now(&self) -> u32 {
        let header = self.chain.methods().chain_get_header(None).await.unwrap();
        header.unwrap().number.try_into().unwrap()
    }

    /// Lets so many blocks pass.
    pub fn pass(&self, blocks: u32) {
        self.runtime.block_on(async {
            let methods = self.chain.methods();
            let anchor = Anchor::new(&self.chain).await.unwrap();
            let nonce = methods.system_account_next_index(self.alice.account()).await.unwrap();
            for sent in 0..blocks {
                let before = self.now().await;
                let nothing = tx().system().remark(Vec::new());
                let signed = anchor.sign(&nothing, &self.alice, nonce + u64::from(sent)).unwrap();
                methods.author_submit_extrinsic(&signed).await.unwrap();
                let began = Instant::now();
                while self.now().await == before {
                    assert!(began.elapsed() < PATIENCE, "no block follows block {before}");
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
            }
        });
    }

    /// Lets the blocks before this one pass: what is sent next is in it.
    pub fn until(&self, block: u32) {
        let now = self.runtime.block_on(self.now());
        self.pass(block.saturating_sub(now).saturating_sub(1));
    }

    /// Has Alice propose these acts, and carry them through.
    pub fn decide(&self, acts: &[&str]) {
        let propose = |act: &&str| {
            let words = act.split_whitespace().chain(["--text", "It was talked about."]);
            self.json(&words.collect::<Vec<_>>())["proposal"].to_string()
        };
        let proposals: Vec<_> = acts.iter().map(propose).collect();
        for id in &proposals {
            self.run(&format!("sponsor {id}"));
        }
        for id in &proposals {
            self.pass_until_it_is(id, "deciding");
            self.run(&format!("vote {id} aye"));
        }
        self.pass(TO_EXECUTION);
        for id in &proposals {
            self.pass_until_it_is(id, "executed");
        }
    }

    /// Lets blocks pass until a proposal is in that state.
    fn pass_until_it_is(&self, proposal: &str, status: &str) {
        for _ in 0..100 {
            let found = &self.run(&format!("proposals {proposal}"))["status"];
            if found == status {
                return;
            }
            self.pass(2);
        }
        panic!("proposal {proposal} is never {status}");
    }

    /// Has an issuer salt what it attests of somebody, and offer it; returns both files.
    pub fn offer(&self, (issuer, _): Office, who: &str, more: &str) -> (String, String) {
        let claims = json!({ "age_over_18": true, "residence": "NL", "name": who });
        let number = self.offers.replace(self.offers.get() + 1);
        let name = format!("offer-{number}");
        let claims = self.write(&format!("{name}-claims.json"), &claims.to_string());
        let salted = self.file(&format!("{name}-salted.json"));
        let offer = self.file(&format!("{name}.json"));
        self.run(&format!(
            "attest offer --issuer {issuer} --subject {who} --claims {claims} --salted {salted} \
             --level 2 --jurisdiction 528 --expires +5000 --output {offer} {more}"
        ));
        (salted, offer)
    }

    /// Has an issuer offer to attest something of somebody, and them consent; returns the files with
    /// the salted claims and the consent.
    pub fn agree(&self, office: Office, who: &str, more: &str) -> (String, String) {
        let (salted, offer) = self.offer(office, who, more);
        let consent = format!("{offer}.consent");
        self.run(&format!(
            "attest consent {offer} --claims {salted} --output {consent} --key {who}"
        ));
        (salted, consent)
    }

    /// Has an issuer attest something of somebody, with their consent; returns the file with the
    /// salted claims, and what was issued.
    pub fn attest(&self, office: Office, who: &str, more: &str) -> (String, Value) {
        let (salted, consent) = self.agree(office, who, more);
        let issued = self.run(&format!("attest issue --consent {consent} --key {}", office.1));
        (salted, issued)
    }

    /// What is attested of somebody under schema 0.
    pub fn shown(&self, who: &str) -> Value {
        self.run(&format!("attest show --schema 0 --subject {who}"))
    }

    /// What an account has on hold.
    pub fn on_hold(&self, who: &str) -> Value {
        self.run(&format!("status --account {who}"))["account"]["on_hold"].clone()
    }
}

/// The act that accredits somebody for schema 0.
pub fn accredit(account: &str) -> String {
    format!(
        "attest issuer accredit --schema 0 --account {account} --max-level 2 \
         --decided-on accreditation"
    )
}

/// The address of a well-known name.
pub fn address(name: &str) -> String {
    Key::well_known(name, ChainKind::Development).unwrap().account().to_string()
}
