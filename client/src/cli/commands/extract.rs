//! `althing extract`

use std::path::{Path, PathBuf};

use althing_client::{
    attestations::statement::Subject,
    credentials::files,
    errors::{Error, Result},
    extracts::{
        self, hex_bytes,
        make::{make, Wanted},
        trust,
        view::{ExtractView, FoundView, TrustView},
        About, Extract, Trust,
    },
};
use clap::{Args, Subcommand};
use serde_json::json;

use crate::cli::{
    context::{fields, Context},
    output,
};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Write down whose votes make a block final, as this node or a chain specification has it
    Trust(TrustArguments),
    /// Write a file that proves what the chain says, for somebody who has no node
    Make(MakeArguments),
    /// Check such a file; no node is asked
    Check(CheckArguments),
}

#[derive(Debug, Args)]
struct TrustArguments {
    /// Where to write it
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,

    /// Take it from a raw chain specification, and ask no node
    #[arg(long, value_name = "FILE")]
    chain_spec: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct MakeArguments {
    /// Where to write it
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,

    /// The schema of the attestation
    #[arg(long, value_name = "ID", requires = "subject", required_unless_present = "storage_key")]
    schema: Option<u32>,

    /// Whose attestation: an account's address, record:0x… or hash:0x…
    #[arg(long, value_name = "SUBJECT", requires = "schema")]
    subject: Option<String>,

    /// Prove what is stored under this key instead; may be given several times
    #[arg(long, value_name = "HEX", conflicts_with_all = ["schema", "subject"])]
    storage_key: Vec<String>,

    /// As of which block; of the newest that can be proven to be final unless given
    #[arg(long, value_name = "BLOCK")]
    block: Option<u32>,

    /// The trust file of whoever will check it; needed where the authorities have changed often
    #[arg(long, value_name = "FILE")]
    trust: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct CheckArguments {
    /// The extract
    file: PathBuf,

    /// Whom to believe: what `althing extract trust` has written
    #[arg(long, value_name = "FILE")]
    trust: PathBuf,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    match arguments.action {
        Action::Trust(arguments) => trust(context, &arguments).await,
        Action::Make(arguments) => make_extract(context, &arguments).await,
        Action::Check(arguments) => check(context, &arguments),
    }
}

async fn trust(context: &Context, arguments: &TrustArguments) -> Result<()> {
    let trust = match &arguments.chain_spec {
        Some(path) => trust::from_chain_spec(path)?,
        None => trust::from_node(&context.chain().await?).await?,
    };
    let (path, view) = (&arguments.output, TrustView::from(&trust));
    write(path, &trust.to_json()?)?;
    let result = with_file(json!(view), path);
    context.print(&result, || trust_text(&view, path));
    Ok(())
}

async fn make_extract(context: &Context, arguments: &MakeArguments) -> Result<()> {
    let trust = arguments.trust.as_deref().map(Trust::load).transpose()?;
    let key = |text: &String| {
        let odd = || Error::Usage(format!("'{text}' is no storage key: 0x and hexadecimal digits"));
        hex_bytes::decode(&text.to_lowercase()).ok_or_else(odd)
    };
    let keys = arguments.storage_key.iter().map(key).collect::<Result<Vec<_>>>()?;
    let chain = context.chain().await?;
    let about = match (arguments.schema, &arguments.subject) {
        (Some(schema), Some(subject)) => {
            About::Attestation { schema, subject: subject_of(context, &chain, subject).await? }
        }
        _ => About::Keys,
    };
    let wanted =
        Wanted { about: &about, keys: &keys, block: arguments.block, trust: trust.as_ref() };
    let extract = make(&chain, wanted).await?;
    let text = extract.to_json()?;
    write(&arguments.output, &text)?;
    let header = extract.header()?;
    let path = arguments.output.display();
    let result = json!({
        "file": path.to_string(),
        "bytes": text.len(),
        "about": about.to_string(),
        "block": header.number,
        "set": extract.authorities.set,
    });
    context.print(&result, || {
        format!(
            "{about}, as of block {}, is proven in {path} ({} bytes).",
            header.number,
            text.len()
        )
    });
    Ok(())
}

async fn subject_of(
    context: &Context,
    chain: &althing_client::Chain,
    text: &str,
) -> Result<Subject> {
    if text.starts_with("//") {
        return Ok(context.named_account(chain, text).await?.into());
    }
    text.parse().map_err(Error::Usage)
}

fn check(context: &Context, arguments: &CheckArguments) -> Result<()> {
    let trust = Trust::load(&arguments.trust)?;
    let checked = extracts::check(&Extract::load(&arguments.file)?, &trust)?;
    let view = ExtractView::of(&checked);
    context.print(&view, || text(&view));
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<()> {
    files::publish(path, format!("{text}\n").as_bytes())
}

fn with_file(value: serde_json::Value, path: &Path) -> serde_json::Map<String, serde_json::Value> {
    let mut result = fields(value);
    result.insert("file".into(), path.display().to_string().into());
    result
}

fn trust_text(trust: &TrustView, path: &Path) -> String {
    let TrustView { genesis, block, set, authorities } = trust;
    format!(
        "{} names {authorities} authorities: set {set} of the chain {genesis}, as of block {block}.\n\
         Extracts are worth what the way is worth by which this file came.",
        path.display()
    )
}

fn text(view: &ExtractView) -> String {
    let finality = &view.finality;
    let mut rows = vec![
        ("chain", view.genesis.clone()),
        ("block", format!("{} of {}", view.block, view.time)),
        ("hash", view.block_hash.clone()),
        ("runtime", format!("{} {}", view.runtime, view.spec_version)),
        (
            "final by",
            format!(
                "{} of {} votes of authority set {}, in round {}",
                finality.weight, finality.total, finality.set, finality.round
            ),
        ),
        ("about", view.about.clone()),
    ];
    if let Some(found) = &view.attestation {
        rows.extend(found_rows(found));
    }
    let mut text = output::facts(&rows);
    if !view.entries.is_empty() {
        text.push('\n');
        let value = |bytes: &Vec<u8>| hex_bytes::encode(bytes);
        let entries = view.entries.iter().map(|entry| {
            let stored = entry.value.as_ref().map_or("nothing".into(), value);
            vec![hex_bytes::encode(&entry.key), stored]
        });
        let mut table = vec![vec!["key".to_string(), "value".to_string()]];
        table.extend(entries);
        text.push_str(&output::table(&table));
    }
    text
}

fn found_rows(found: &FoundView) -> Vec<(&'static str, String)> {
    let mut rows = Vec::new();
    match &found.schema_name {
        Some(name) => rows.push(("schema", format!("{} ({name})", found.schema))),
        None => rows.push(("schema", "there is none of this number".into())),
    }
    match (found.slot, found.serial) {
        ("removed", Some(serial)) => {
            rows.push(("attestation", format!("number {serial} was removed")));
        }
        (_, Some(serial)) => rows.push(("attestation", format!("number {serial}"))),
        (_, None) => rows.push(("attestation", "none, and there never was one".into())),
    }
    if let (Some(issuer), Some(account)) = (found.issuer, &found.issuer_account) {
        let status = found.issuer_status.unwrap_or_default();
        rows.push(("issuer", format!("{issuer}, {account} ({status})")));
    }
    if let (Some(level), Some(jurisdiction)) = (found.level, found.jurisdiction) {
        rows.push(("level", level.to_string()));
        rows.push(("jurisdiction", jurisdiction.to_string()));
    }
    if let (Some(issued), Some(expires)) = (found.issued, found.expires) {
        rows.push(("valid", format!("from block {issued} until before block {expires}")));
    }
    if let Some(commitment) = &found.commitment {
        rows.push(("commitment", commitment.clone()));
    }
    let holds = match found.failing_words {
        None => "yes, in this block".into(),
        Some(why) => format!("no: {why}"),
    };
    rows.push(("holds", holds));
    rows
}

#[cfg(test)]
mod tests {
    use althing_client::extracts::{view::FinalityView, Entry};

    use super::*;

    fn view() -> ExtractView {
        let finality = FinalityView { set: 0, round: 812, weight: "3".into(), total: "4".into() };
        ExtractView {
            genesis: "0x01".into(),
            block: 4321,
            block_hash: "0x02".into(),
            time: "2026-11-20T14:00:00Z".into(),
            runtime: "althing".into(),
            spec_version: 100,
            finality,
            about: "storage keys".into(),
            attestation: None,
            entries: Vec::new(),
        }
    }

    fn found() -> FoundView {
        FoundView {
            schema: 1,
            schema_name: Some("citizen".into()),
            subject: "5Ada".into(),
            slot: "attestation",
            serial: Some(2),
            issuer: Some(7),
            issuer_account: Some("5Office".into()),
            issuer_status: Some("active"),
            commitment: Some("0x03".into()),
            level: Some(2),
            jurisdiction: Some(352),
            issued: Some(100),
            expires: Some(10_000),
            holds: true,
            failing: None,
            failing_words: None,
        }
    }

    #[test]
    fn an_attestation_is_shown_with_why_to_believe_it() {
        let about = "the attestation of 5Ada under schema 1".into();
        let view = ExtractView { about, attestation: Some(found()), ..view() };
        insta::assert_snapshot!(text(&view), @r"
        chain         0x01
        block         4321 of 2026-11-20T14:00:00Z
        hash          0x02
        runtime       althing 100
        final by      3 of 4 votes of authority set 0, in round 812
        about         the attestation of 5Ada under schema 1
        schema        1 (citizen)
        attestation   number 2
        issuer        7, 5Office (active)
        level         2
        jurisdiction  352
        valid         from block 100 until before block 10000
        commitment    0x03
        holds         yes, in this block
        ");
    }

    #[test]
    fn what_does_not_hold_or_is_not_there_is_said() {
        let failing_words = Some("it has expired");
        let expired = FoundView { holds: false, failing_words, ..found() };
        let last = |found: &FoundView| found_rows(found).pop().map(|(_, text)| text);
        assert_eq!(last(&expired).as_deref(), Some("no: it has expired"));
        let none = FoundView { slot: "none", serial: None, schema_name: None, ..found() };
        let rows = found_rows(&none);
        assert!(rows.contains(&("attestation", "none, and there never was one".into())));
        assert!(rows.contains(&("schema", "there is none of this number".into())));
        let removed = FoundView { slot: "removed", ..found() };
        assert!(found_rows(&removed).contains(&("attestation", "number 2 was removed".into())));
    }

    #[test]
    fn keys_are_shown_with_what_is_stored_and_what_is_not() {
        let entry = |key: u8, value| Entry { key: vec![key; 2], value };
        let entries = vec![entry(0xaa, Some(vec![1, 2])), entry(0xbb, None)];
        insta::assert_snapshot!(text(&ExtractView { entries, ..view() }), @r"
        chain     0x01
        block     4321 of 2026-11-20T14:00:00Z
        hash      0x02
        runtime   althing 100
        final by  3 of 4 votes of authority set 0, in round 812
        about     storage keys

        key     value
        0xaaaa  0x0102
        0xbbbb  nothing
        ");
    }
}
