//! `althing record import`

use std::{path::PathBuf, time::Duration};

use althing_client::{
    keys::Key,
    records::import::{self, Officers, Options, Report},
    Chain, Result,
};
use clap::Args;

use super::args::{Place, VaultAt};
use crate::cli::{context::Context, progress::Bar};

const AFTER_HELP: &str = "\
The files are HM Land Registry's Price Paid Data: no header, 16 columns, a row a line. Name them in
the order of their months, and each once. A row names a disposal by its id; A adds it (first
registration), C changes it (correction), D deletes it (striking off), effective on the date of
transfer. Whose it is is in none of them, so nobody can transfer it until the register's authority
has stated an owner (`althing record lodge vest`).

A row that cannot be read, or is about a disposal that is not in the register, is skipped and listed
by file and line.

The register needs the field 'disposal' (text), and for what else is to be kept: price (integer),
date (date), new_build (boolean), and, as text, postcode, property_type, tenure, paon, saon, street,
locality, town, district, county, category. Of all that the chain gets the date of transfer, as the
day from which a dealing takes effect, and nothing else: fields and salts go into the vault (--vault
FILE) before anything is sent, and names and instruments are hashes under a key in it. With that
vault `althing record show --named ID` finds a disposal by its id.

The key of --key lodges, that of --registrar approves; without one, dealings wait on the day list.
An import that was interrupted goes on where it was when it is run again. Where a row waits for its
notice, run it again later for the rows behind it.

The result: {\"added\", \"changed\", \"struck\", \"refused\": [{\"file\", \"line\", \"reason\"}],
\"in_force\"}: what this run entered, the rows that it skipped, and how many records of the register
are in force. A run that finds everything entered adds, changes and strikes 0, and lists the same
rows as skipped.";

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Import {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    vault: VaultAt,
    /// The key that approves: as for --key, and another person's
    #[arg(long, value_name = "KEY")]
    registrar: Option<String>,
    /// How long a node that has gone away is waited for
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    patience: u64,
}

pub async fn run(context: &Context, arguments: Import) -> Result<()> {
    context.check_carrying(false)?;
    let options = Options {
        vault: arguments.vault.path()?.clone(),
        key: arguments.vault.access.key()?,
        files: arguments.files,
        register: arguments.place.register,
        patience: Duration::from_secs(arguments.patience),
    };
    let chain = context.chain().await?;
    if context.is_dry_run() {
        let report = import::look(&chain, &options).await?;
        context.print(&report, || text(&report, true));
        return Ok(());
    }
    let registrar = registrar(context, &chain, arguments.registrar.as_deref()).await?;
    let officers = Officers { clerk: context.key(&chain).await?, registrar };
    let report = import::run(&chain, &officers, &options, &Bar::new("importing")).await?;
    if report.waiting > 0 && context.json() {
        eprintln!("{}", waiting(&report));
    }
    context.print(&report, || text(&report, false));
    Ok(())
}

async fn registrar(context: &Context, chain: &Chain, named: Option<&str>) -> Result<Option<Key>> {
    match named {
        Some(named) => context.key_named(chain, named).await.map(Some),
        None => Ok(None),
    }
}

fn waiting(report: &Report) -> String {
    format!(
        "Waiting on the day list, or for a row that does: {} (`althing record work` says for what).",
        report.waiting
    )
}

fn text(report: &Report, is_dry_run: bool) -> String {
    let Report { added, changed, struck, in_force, .. } = report;
    let mut text = match is_dry_run {
        true => format!(
            "To add: {added}. To change: {changed}. To strike off: {struck}. In force then: {in_force}."
        ),
        false => format!(
            "Added: {added}. Changed: {changed}. Struck off: {struck}. In force now: {in_force}."
        ),
    };
    if report.waiting > 0 {
        text.push_str(&format!("\n{}", waiting(report)));
    }
    if !report.refused.is_empty() {
        text.push_str(&format!("\nSkipped rows: {}", report.refused.len()));
    }
    for refused in &report.refused {
        text.push_str(&format!("\n{}:{}: {}", refused.file, refused.line, refused.reason));
    }
    text
}

#[cfg(test)]
mod tests {
    use althing_client::records::import::{rows::COLUMNS, Refused};

    use super::*;

    #[test]
    fn an_import_says_what_it_did_and_what_it_skipped() {
        let refused = Refused {
            file: "2025-04.csv".into(),
            line: 3,
            reason: "changes a disposal that is not in the register".into(),
        };
        let report = Report {
            added: 10,
            changed: 2,
            struck: 1,
            refused: vec![refused],
            in_force: 9,
            waiting: 4,
        };
        insta::assert_snapshot!(text(&report, false));
        insta::assert_snapshot!(serde_json::to_string(&report).unwrap());
        let nothing = Report::default();
        let said = "To add: 0. To change: 0. To strike off: 0. In force then: 0.";
        assert_eq!(text(&nothing, true), said);
    }

    #[test]
    fn the_help_names_every_field() {
        let fields = COLUMNS.iter().filter(|name| **name != "status");
        let missing: Vec<_> = fields.filter(|name| !AFTER_HELP.contains(**name)).collect();
        assert_eq!(missing, [] as [&&str; 0]);
    }
}
