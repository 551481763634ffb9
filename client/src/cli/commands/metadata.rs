//! `althing metadata`

use std::path::PathBuf;

use althing_client::{
    connection,
    errors::{Error, Result},
    metadata,
};
use clap::Args;
use serde_json::json;

use crate::cli::context::Context;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Where to write it
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
}

pub async fn run(context: &Context, Arguments { output }: Arguments) -> Result<()> {
    let bytes = metadata::fetch(connection::open(context.url()).await?).await?;
    std::fs::write(&output, &bytes).map_err(|cause| Error::file(&output, cause))?;
    let path = output.display().to_string();
    let result = json!({ "file": path, "bytes": bytes.len() });
    context.print(&result, || format!("{} bytes are written to {path}.", bytes.len()));
    Ok(())
}
