//! `althing attest import`

use std::{path::PathBuf, time::Duration};

use althing_client::{
    attestations::import::{self, files::Folders, Options, Report},
    Result,
};
use clap::Args;

use crate::cli::{context::Context, progress::Bar, vaults::VaultAccess};

const AFTER_HELP: &str = "\
The table is a CSV file with the columns subject, level, jurisdiction and expires; if need be consent
(a file, seen from the table), tag and previous_tag; and one column for each claim of the schema.

The records are the issuer's encrypted file with the salts. They are written before anything is sent,
so an import that was interrupted goes on where it was when it is run again, with the same salts; and
one that is complete changes nothing.

Accounts have to consent. In a first run, --offers DIR writes what each of them signs, and the salted
claims, as ADDRESS.offer.json and ADDRESS.claims.json; each signs it with `althing attest consent`.
A later run with the consents (column consent, or --consents DIR with ADDRESS.consent.json) issues.";

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Import {
    /// The table
    file: PathBuf,
    /// The issuer
    #[arg(long)]
    issuer: u32,
    /// The issuer's records; created if there are none
    #[arg(long, value_name = "FILE")]
    records: PathBuf,
    #[command(flatten)]
    access: VaultAccess,
    /// Where offers go for accounts that have not consented
    #[arg(long, value_name = "DIR")]
    offers: Option<PathBuf>,
    /// Where consents are looked for
    #[arg(long, value_name = "DIR")]
    consents: Option<PathBuf>,
    /// How long a node that has gone away is waited for
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    patience: u64,
}

pub async fn run(context: &Context, arguments: Import) -> Result<()> {
    context.check_carrying(false)?;
    let options = arguments.options()?;
    let chain = context.chain().await?;
    if context.is_dry_run() {
        let report = import::run::look(&chain, &options).await?;
        context.print(&report, || text(&report, true));
        return Ok(());
    }
    let key = context.key(&chain).await?;
    let report = import::run(&chain, &key, &options, &Bar::new("issuing")).await?;
    context.print(&report, || text(&report, false));
    Ok(())
}

impl Import {
    fn options(self) -> Result<Options> {
        let key = self.access.key()?;
        for folder in [&self.offers, &self.consents].into_iter().flatten() {
            std::fs::create_dir_all(folder)
                .map_err(|cause| althing_client::Error::file(folder, cause))?;
        }
        let table = self.file.parent().map(PathBuf::from).unwrap_or_default();
        Ok(Options {
            folders: Folders { table, offers: self.offers, consents: self.consents },
            file: self.file,
            issuer: self.issuer,
            records: self.records,
            key,
            patience: Duration::from_secs(self.patience),
        })
    }
}

fn text(report: &Report, is_dry_run: bool) -> String {
    let (added, already) = (report.added, report.already);
    let mut text = match is_dry_run {
        true => format!("To issue: {added}. Issued already: {already}."),
        false => format!("Issued: {added}. Issued before: {already}."),
    };
    if report.waiting > 0 {
        text.push_str(&format!(
            "\nWaiting for the consent of their subjects: {} (with --offers DIR they get what to sign).",
            report.waiting
        ));
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
    use althing_client::attestations::import::Refused;

    use super::*;

    #[test]
    fn an_import_says_what_it_did_and_what_it_skipped() {
        let refused = Refused {
            file: "people.csv".into(),
            line: 3,
            reason: "'high' is no level from 0 to 255".into(),
        };
        let report = Report { added: 10, already: 2, waiting: 1, refused: vec![refused] };
        insta::assert_snapshot!(text(&report, false));
        insta::assert_snapshot!(serde_json::to_string(&report).unwrap());
        assert_eq!(text(&Report::default(), true), "To issue: 0. Issued already: 0.");
    }
}
