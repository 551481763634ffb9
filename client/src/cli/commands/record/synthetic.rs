//! `althing record synthetic`

use std::{
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use althing_client::{
    errors::{Error, Result},
    records::synthetic::{self, Counts, LABEL},
};
use clap::Args;
use serde_json::json;

use crate::cli::{context::Context, vaults::would};

const AFTER_HELP: &str = "\
Nothing in it is real, and every address in it says so. The name of the file has to say so as well,
such as land-synthetic.csv.

A .csv file gets rows in the format of Price Paid Data, for `althing record import`. A .json file
gets titles: a name, contents, a measure, the terms of a charge, and two parts into which it can be
split, for `althing record lodge`, `encumber` and `split`.";

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Synthetic {
    /// Where to: a new file
    out: PathBuf,
    /// How many disposals, or titles
    #[arg(long, value_name = "NUMBER")]
    count: u32,
    /// How many of the disposals are changed in further rows
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    changed: u32,
    /// How many of the disposals are deleted in further rows
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    deleted: u32,
}

pub fn run(context: &Context, arguments: &Synthetic) -> Result<()> {
    let Synthetic { out, count, changed, deleted } = arguments;
    if !synthetic::is_labelled(out) {
        let problem = format!("'{}' does not say that it is made up", out.display());
        return Err(Error::Usage(format!("{problem}: put {LABEL} into the file's name")));
    }
    let ends_with = |extension: &str| out.extension().is_some_and(|it| it == extension);
    if !ends_with("csv") && !ends_with("json") {
        return Err(Error::Usage("end the file's name with .csv or .json".into()));
    }
    if context.is_dry_run() {
        return would(context, &format!("write {count} of them to {}", out.display()));
    }
    let write = |to: &mut BufWriter<std::fs::File>| match ends_with("csv") {
        true => synthetic::rows(to, Counts { added: *count, changed: *changed, deleted: *deleted }),
        false => serde_json::to_writer_pretty(to, &synthetic::titles(*count)).map_err(Into::into),
    };
    fill(out, write).map_err(|cause| Error::file(out, cause))?;
    let file = out.display().to_string();
    context.print(&json!({ "file": file }), || format!("Wrote {file}. Nothing in it is real."));
    Ok(())
}

/// Writes a file that is not there yet.
fn fill(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<std::fs::File>) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let mut to = BufWriter::new(std::fs::File::create_new(path)?);
    write(&mut to)?;
    to.flush()
}
