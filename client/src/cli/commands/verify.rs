//! `althing verify`

use std::path::PathBuf;

use althing_client::{
    attestations::types::PolicyVersion,
    credentials::{files, now},
    errors::{Error, Result},
    extracts::{Extract, ExtractFacts, Trust},
    presentations::{self, Check, Facts, Finality, NodeFacts, Shown, MAX_AGE},
};
use althing_credentials::{presentation::Presentation, sd_jwt::Transaction};
use clap::Args;
use serde_json::json;

use crate::cli::{context::Context, output, vaults::policy};

#[derive(Debug, Args)]
pub struct Arguments {
    /// The presentation
    #[arg(required_unless_present = "ask")]
    file: Option<PathBuf>,

    /// Who you are, as you told the subject
    #[arg(long)]
    audience: String,

    /// The nonce that you gave the subject for this request
    #[arg(long, required_unless_present = "ask")]
    nonce: Option<String>,

    /// Make up a nonce for a new request instead
    #[arg(long, conflicts_with_all = ["file", "nonce", "policy"])]
    ask: bool,

    /// How many seconds ago it may have been made
    #[arg(long, value_name = "SECONDS", default_value_t = MAX_AGE)]
    max_age: u64,

    /// A version of a policy that the subject's account has to meet
    #[arg(long, value_name = "ID:VERSION", value_parser = policy)]
    policy: Option<PolicyVersion>,

    /// Check it against this extract instead of a node
    #[arg(long, value_name = "FILE", requires = "trust", conflicts_with = "ask")]
    extract: Option<PathBuf>,

    /// Whom to believe about the extract: what `althing extract trust` has written
    #[arg(long, value_name = "FILE", requires = "extract")]
    trust: Option<PathBuf>,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    if arguments.ask {
        let (audience, nonce) = (&arguments.audience, presentations::nonce());
        context.print(&json!({ "audience": audience, "nonce": nonce }), || {
            format!("Ask for: --audience {audience} --nonce {nonce}")
        });
        return Ok(());
    }
    if let (Some(extract), Some(trust)) = (&arguments.extract, &arguments.trust) {
        let facts = ExtractFacts::new(&Extract::load(extract)?, &Trust::load(trust)?)?;
        return check(context, &facts, &arguments).await;
    }
    check(context, &NodeFacts::new(&context.chain().await?).await?, &arguments).await
}

/// Checks the presentation against what these facts say.
async fn check(context: &Context, facts: &impl Facts, arguments: &Arguments) -> Result<()> {
    let (Some(file), Some(nonce)) = (&arguments.file, &arguments.nonce) else {
        return Err(Error::Usage("name the presentation and the nonce".into()));
    };
    let presentation = Presentation::from_json(&files::read(file)?)?;
    let check = Check {
        to: Transaction { audience: &arguments.audience, nonce },
        now: now(),
        max_age: arguments.max_age,
        policy: arguments.policy.as_ref(),
    };
    let shown = presentations::verify(facts, &presentation, &check).await?;
    context.print(&shown, || text(&shown));
    Ok(())
}

fn text(shown: &Shown) -> String {
    let mut claims: Vec<_> =
        shown.claims.iter().map(|(name, value)| vec![name.clone(), value.to_string()]).collect();
    claims.sort();
    let sure = match shown.block.finality {
        Finality::Open => "the best block, which may still be replaced",
        Finality::Node => "finalized, as the node says",
        Finality::Proof => "finalized, as a proof shows",
    };
    let mut rows = vec![
        ("about", shown.subject.clone()),
        ("attestation", format!("schema {}, serial {}", shown.schema, shown.serial)),
        ("issuer", format!("{}, at level {}", shown.issuer, shown.level)),
        ("jurisdiction", shown.jurisdiction.to_string()),
        ("issued", format!("block {}", shown.issued)),
        ("valid before", format!("block {}", shown.expires)),
    ];
    if let Some(policy) = &shown.policy {
        rows.push(("meets policy", policy.clone()));
    }
    rows.push(("as of", format!("block {} ({sure})", shown.block.number)));
    format!("{}\n{}", output::table(&claims), output::facts(&rows))
}

#[cfg(test)]
mod tests {
    use althing_client::presentations::Block;

    use super::*;

    #[test]
    fn what_is_shown_comes_first_and_then_why_to_believe_it() {
        let shown = Shown {
            claims: json!({ "age_over_18": true, "name": "Ada" }).as_object().cloned().unwrap(),
            genesis: "0x01".into(),
            schema: 4,
            subject: "5Ada".into(),
            serial: 1,
            issuer: 7,
            level: 2,
            jurisdiction: 528,
            issued: 100,
            expires: 10_000,
            policy: Some("3:1".into()),
            block: Block { number: 200, hash: "0x02".into(), finality: Finality::Node },
        };
        insta::assert_snapshot!(text(&shown), @r#"
        age_over_18  true
        name         "Ada"

        about         5Ada
        attestation   schema 4, serial 1
        issuer        7, at level 2
        jurisdiction  528
        issued        block 100
        valid before  block 10000
        meets policy  3:1
        as of         block 200 (finalized, as the node says)
        "#);
    }
}
