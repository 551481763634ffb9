//! `althing carry`

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use althing_client::{
    amounts::plain,
    carried::{self, Carried},
    errors::{Error, Result},
    proposals::call::describe,
    submit::{dry_run, DryRun},
    AccountId, Chain, Key,
};
use clap::Args;
use serde_json::{json, Map, Value};

use crate::cli::context::{facts, fields, footer, Context};

#[derive(Debug, Args)]
pub struct Arguments {
    /// The files that --carry-to has written, in the order in which they are sent
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// A call to carry: its file, what was signed, and what the call does as the chain reads it.
struct Item {
    file: PathBuf,
    carried: Carried,
    words: String,
}

/// Sends the calls one after the other, and stops at the first that cannot be sent or fails.
pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let read = |file: PathBuf| Carried::read(&file).map(|carried| (file, carried));
    let files = arguments.files.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    let chain = context.chain().await?;
    let carrier = context.key(&chain).await?;
    // How many of each signer come before, where nothing is sent.
    let mut tried = BTreeMap::<_, u32>::new();
    for (file, carried) in files {
        let before = tried.entry(carried.signer.0).or_default();
        let item = check(&chain, &carrier, file, carried, *before).await?;
        if context.is_dry_run() {
            item.attempt(context, &chain, &carrier, *before).await?;
            *before = before.saturating_add(1);
        } else {
            item.send(context, &chain, &carrier).await?;
        }
    }
    Ok(())
}

/// Compares a call with what the chain says. `before` so many of the same signer come first.
async fn check(
    chain: &Chain,
    carrier: &Key,
    file: PathBuf,
    carried: Carried,
    before: u32,
) -> Result<Item> {
    let mut present = carried::present(chain, &carried, carrier).await?;
    present.nonce = present.nonce.map(|nonce| nonce.saturating_add(before));
    carried.check(&present).map_err(|cause| Error::carried(&file, cause))?;
    let words = describe(&chain.best().await?, &carried.call)?;
    Ok(Item { file, carried, words })
}

impl Item {
    async fn send(&self, context: &Context, chain: &Chain, carrier: &Key) -> Result<()> {
        if !context.json() {
            eprintln!("{}", announcement(&self.file, &self.carried, &self.words));
        }
        let inclusion = carried::carry(chain, carrier, &self.carried).await?;
        let inclusion = inclusion.map_err(|cause| Error::carried(&self.file, cause))?;
        let mut result = self.result();
        result.append(&mut facts(&inclusion));
        context.print(&result, || {
            format!("{}\n{}", done(&self.carried.signer, &self.words), footer(&inclusion))
        });
        Ok(())
    }

    async fn attempt(
        &self,
        context: &Context,
        chain: &Chain,
        carrier: &Key,
        before: u32,
    ) -> Result<()> {
        let dispatch = self.carried.dispatch();
        let dispatch = dispatch.map_err(|cause| Error::carried(&self.file, cause))?;
        let DryRun { fee, refusal, .. } = dry_run(chain, carrier, &dispatch).await?;
        // It is tried without those of the same signer that come first.
        let refusal = refusal.filter(|refusal| before == 0 || refusal.name != "MetaTx::Future");
        if let Some(refusal) = refusal {
            return Err(Error::Refused(refusal));
        }
        let mut result = fields(json!({ "dry_run": true, "fee": plain(fee), "refused": null }));
        result.append(&mut self.result());
        context.print(&result, || {
            let announcement = announcement(&self.file, &self.carried, &self.words);
            format!(
                "{announcement}\nIt would cost you {} THG and be carried. Whether the call itself \
                 succeeds shows when it is.",
                plain(fee)
            )
        });
        Ok(())
    }

    fn result(&self) -> Map<String, Value> {
        fields(json!({
            "file": self.file.display().to_string(),
            "signer": self.carried.signer.to_string(),
            "nonce": self.carried.nonce,
            "call": self.words,
        }))
    }
}

fn announcement(file: &Path, carried: &Carried, words: &str) -> String {
    let Carried { signer, last_block, .. } = carried;
    let file = file.display();
    format!("{file}: {signer} has signed {words}, to be carried up to block {last_block}.")
}

fn done(signer: &AccountId, words: &str) -> String {
    format!("Carried for {signer}, and done: {words}")
}

#[cfg(test)]
mod tests {
    use althing_client::carried::{Mark, VERSION};

    use super::*;

    #[test]
    fn who_carries_a_call_is_told_what_it_does_and_for_whom() {
        let carried = Carried {
            althing: Mark::CarriedCall,
            version: VERSION,
            genesis: [1; 32],
            spec_version: 1,
            transaction_version: 1,
            signer: AccountId::from([1; 32]),
            call: vec![1],
            words: "Nothing to worry about".into(),
            first_block: 100,
            first_block_hash: [2; 32],
            last_block: 1_123,
            nonce: 0,
            signature: vec![],
        };
        let words = "Voting.vote { poll: 3, choice: Aye }";
        let file = Path::new("ballot.json");
        insta::assert_snapshot!(announcement(file, &carried, words), @"ballot.json: 5C62Ck4UrFPiBtoCmeSrgF7x9yv9mn38446dhCpsi2mLHiFT has signed Voting.vote { poll: 3, choice: Aye }, to be carried up to block 1123.");
        insta::assert_snapshot!(done(&carried.signer, words), @"Carried for 5C62Ck4UrFPiBtoCmeSrgF7x9yv9mn38446dhCpsi2mLHiFT, and done: Voting.vote { poll: 3, choice: Aye }");
    }
}
