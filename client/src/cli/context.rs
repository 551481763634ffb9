//! What every command works with: the connection, the key, and how results are printed.

mod carrying;

use std::sync::atomic::AtomicBool;

use althing_client::{
    amounts::plain,
    errors::{Error, Result},
    keys::{Key, KeySource, KEY_VARIABLE, PASSWORD_VARIABLE},
    submit::{dry_run, submit, DryRun, Inclusion},
    AccountId, Chain,
};
use serde_json::{json, Map, Value};
use subxt::tx::Payload;

use super::{args::Global, output};

/// What every command works with.
pub struct Context {
    global: Global,
    /// Whether a call was signed for others to send.
    carried: AtomicBool,
}

impl Context {
    pub fn new(global: Global) -> Self {
        Self { global, carried: AtomicBool::new(false) }
    }

    pub fn json(&self) -> bool {
        self.global.json
    }

    pub fn is_dry_run(&self) -> bool {
        self.global.dry_run
    }

    pub fn url(&self) -> &str {
        &self.global.url
    }

    /// Connects to the node.
    pub async fn chain(&self) -> Result<Chain> {
        Chain::connect(self.url(), self.global.wait.into()).await
    }

    /// The key that signs on this chain.
    pub async fn key(&self, chain: &Chain) -> Result<Key> {
        let source = KeySource {
            named: self.global.key.clone(),
            variable: std::env::var(KEY_VARIABLE).ok().filter(|text| !text.is_empty()),
            password: self.password()?,
        };
        Ok(source.find(chain.kind().await?)?)
    }

    /// The key that another option than --key names, as that one would.
    pub async fn key_named(&self, chain: &Chain, named: &str) -> Result<Key> {
        let source =
            KeySource { named: Some(named.into()), variable: None, password: self.password()? };
        Ok(source.find(chain.kind().await?)?)
    }

    /// The account of the key, where there is one; commands that only read go without.
    pub async fn account(&self, chain: &Chain) -> Option<AccountId> {
        self.key(chain).await.ok().map(|key| *key.account())
    }

    /// An account by its address, or by a well-known name such as //Bob on a development chain.
    pub async fn named_account(&self, chain: &Chain, named: &str) -> Result<AccountId> {
        if named.starts_with("//") {
            return Ok(*Key::well_known(named, chain.kind().await?)?.account());
        }
        let odd = |_| Error::Usage(format!("'{named}' is no address of an account"));
        named.parse().map_err(odd)
    }

    fn password(&self) -> Result<Option<String>> {
        match &self.global.password_file {
            None => Ok(std::env::var(PASSWORD_VARIABLE).ok()),
            Some(path) => {
                let text = std::fs::read_to_string(path).map_err(|e| Error::file(path, e))?;
                Ok(Some(text.trim_end_matches(['\r', '\n']).to_string()))
            }
        }
    }

    /// Prints a result: as JSON, or for people.
    pub fn print(&self, json: &impl serde::Serialize, human: impl FnOnce() -> String) {
        match self.json() {
            true => output::line(&serde_json::to_string(json).unwrap_or_default()),
            false => output::line(human().trim_end()),
        }
    }

    /// Signs and sends a call, signs it for others to send, or tries it; prints what came of it. `done` says it in words.
    pub async fn send<Call: Payload>(
        &self,
        call: &Call,
        done: impl FnOnce(&Inclusion) -> (Map<String, Value>, String),
    ) -> Result<()> {
        self.send_on(&self.chain().await?, call, done).await
    }

    /// The same over a connection that is open already.
    pub async fn send_on<Call: Payload>(
        &self,
        chain: &Chain,
        call: &Call,
        done: impl FnOnce(&Inclusion) -> (Map<String, Value>, String),
    ) -> Result<()> {
        let key = self.key(chain).await?;
        if self.carries() {
            return self.sign_to_carry(chain, &key, call).await;
        }
        if self.is_dry_run() {
            return self.tried(dry_run(chain, &key, call).await?);
        }
        let inclusion = submit(chain, &key, call).await?;
        let (mut result, words) = done(&inclusion);
        result.append(&mut facts(&inclusion));
        self.print(&result, || format!("{words}\n{}", footer(&inclusion)));
        Ok(())
    }

    /// Prints what came of a dry run; fails if the chain would refuse the call.
    pub fn tried(&self, run: DryRun) -> Result<()> {
        let refused = run
            .refusal
            .as_ref()
            .map(|refusal| json!({ "name": refusal.name, "documentation": refusal.documentation }));
        let result = json!({
            "dry_run": true,
            "fee": plain(run.fee),
            "call_tried": run.call_tried,
            "refused": refused,
        });
        self.print(&result, || match (&run.refusal, run.call_tried) {
            (Some(_), _) => format!("It would cost {} THG and be refused.", plain(run.fee)),
            (None, true) => format!("It would cost {} THG and succeed.", plain(run.fee)),
            (None, false) => format!(
                "It would cost {} THG and be taken. This node does not try calls out, so whether \
                 the call itself would succeed is not known.",
                plain(run.fee)
            ),
        });
        run.refusal.map_or(Ok(()), |refusal| Err(Error::Refused(refusal)))
    }
}

/// What programs learn of a transaction.
pub fn facts(inclusion: &Inclusion) -> Map<String, Value> {
    let facts = json!({
        "block": inclusion.block,
        "block_hash": format!("{:?}", inclusion.block_hash),
        "transaction": format!("{:?}", inclusion.transaction),
        "fee": plain(inclusion.fee),
    });
    match facts {
        Value::Object(facts) => facts,
        _ => Map::new(),
    }
}

/// What people learn of a transaction.
pub fn footer(inclusion: &Inclusion) -> String {
    let (block, transaction) = (inclusion.block, inclusion.transaction);
    format!("Block {block}, transaction {transaction:?}, fee {} THG.", plain(inclusion.fee))
}

/// The fields of a JSON object.
pub fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
