//! `althing attest list` and `show`

use althing_client::{
    attestations::{read, view::AttestationView},
    Result,
};
use clap::Args;

use super::args::Now;
use crate::cli::{context::Context, output};

#[derive(Debug, Args)]
pub struct List {
    /// Those of one subject: an address, record:0x… or hash:0x…; that of the key if nothing is named
    #[arg(long)]
    subject: Option<String>,
    /// Those of one issuer
    #[arg(long, conflicts_with = "subject")]
    issuer: Option<u32>,
    /// Those under one schema
    #[arg(long, conflicts_with_all = ["subject", "issuer"])]
    schema: Option<u32>,
    /// Those that hold only
    #[arg(long)]
    holding: bool,
}

#[derive(Debug, Args)]
pub struct Show {
    /// The schema
    #[arg(long)]
    schema: u32,
    /// The subject: an address, record:0x… or hash:0x…; that of the key if none is named
    #[arg(long)]
    subject: Option<String>,
}

pub async fn list(context: &Context, arguments: List) -> Result<()> {
    let now = Now::read(context).await?;
    let mut all = match (arguments.issuer, arguments.schema) {
        (Some(issuer), _) => {
            let schema = read::issuer(&now.at, issuer).await?.schema;
            AttestationView::of_schema(&now.at, &now.clock, schema, Some(issuer)).await?
        }
        (None, Some(schema)) => {
            read::schema(&now.at, schema).await?;
            AttestationView::of_schema(&now.at, &now.clock, schema, None).await?
        }
        (None, None) => {
            let subject = subject(context, &now, arguments.subject.as_deref()).await?;
            AttestationView::of_subject(&now.at, &now.clock, &subject).await?
        }
    };
    all.retain(|attestation| attestation.holds || !arguments.holding);
    context.print(&all, || list_text(&all));
    Ok(())
}

pub async fn show(context: &Context, arguments: Show) -> Result<()> {
    let now = Now::read(context).await?;
    let subject = subject(context, &now, arguments.subject.as_deref()).await?;
    let view = AttestationView::of(&now.at, &now.clock, arguments.schema, &subject).await?;
    context.print(&view, || text(&view));
    Ok(())
}

async fn subject(
    context: &Context,
    now: &Now,
    named: Option<&str>,
) -> Result<althing_client::attestations::statement::Subject> {
    match named {
        Some(named) => now.subject(context, named).await,
        None => Ok((*context.key(&now.chain).await?.account()).into()),
    }
}

/// Attestations in columns.
pub fn list_text(all: &[AttestationView]) -> String {
    if all.is_empty() {
        return "There are no such attestations.".into();
    }
    let heads = ["schema", "subject", "number", "issuer", "level", "expires", "holds"];
    let mut rows = vec![heads.map(String::from).to_vec()];
    rows.extend(all.iter().map(|found| {
        vec![
            found.schema.to_string(),
            found.subject.clone(),
            found.serial.to_string(),
            found.issuer.to_string(),
            found.level.to_string(),
            found.expires.words(),
            found.failing.map_or("yes".into(), |failing| format!("no: {failing}")),
        ]
    }));
    output::table(&rows)
}

fn text(found: &AttestationView) -> String {
    let holds = match &found.why {
        None => format!("yes, in block {}", found.block),
        Some(why) => format!("no: {why}"),
    };
    let mut rows = vec![
        ("holds", holds),
        ("attestation", format!("number {} of {}", found.serial, found.subject)),
        ("schema", found.schema.to_string()),
        ("issuer", found.issuer.to_string()),
        ("level", found.level.to_string()),
        (
            "jurisdiction",
            match found.jurisdiction {
                0 => "none".into(),
                number => number.to_string(),
            },
        ),
        ("issued", found.issued.words()),
        ("expires", found.expires.words()),
        ("commitment", found.commitment.clone()),
        ("person tag", if found.tagged { "yes" } else { "none" }.into()),
        ("deposit", format!("{} THG, {}", found.deposit, found.deposit_payer)),
    ];
    if found.held_since != found.issued {
        rows.push(("held since", found.held_since.words()));
    }
    if let Some(old) = found.renews {
        rows.push(("renews", format!("number {old}")));
    }
    if let Some(appeal) = found.appeal {
        rows.push(("appeal", format!("{appeal} is open; `althing attest appeal show {appeal}`")));
    }
    output::facts(&rows)
}

#[cfg(test)]
pub mod tests {
    use althing_client::attestations::clock::Moment;

    use super::*;

    pub fn moment(block: u32) -> Moment {
        Moment { block, estimated: Some("2026-11-20 13:05 UTC".into()) }
    }

    pub fn attestation() -> AttestationView {
        AttestationView {
            schema: 0,
            subject: "5Alice".into(),
            serial: 2,
            holds: false,
            failing: Some("suspended"),
            why: Some("suspended since block 90: evidence is being looked at again".into()),
            issuer: 3,
            commitment: "0xab".into(),
            level: 2,
            jurisdiction: 528,
            held_since: moment(50),
            issued: moment(60),
            expires: moment(5_000),
            state: "suspended",
            reason: Some("under-review"),
            since: Some(moment(90)),
            renews: Some(1),
            tagged: true,
            deposit: "0.02".into(),
            deposit_payer: "from the issuer's bond",
            appeal: Some(7),
            block: 100,
        }
    }

    #[test]
    fn an_attestation_says_first_whether_it_holds() {
        insta::assert_snapshot!(text(&attestation()));
        insta::assert_snapshot!(list_text(&[attestation()]));
        insta::assert_snapshot!(serde_json::to_string_pretty(&attestation()).unwrap());
    }
}
