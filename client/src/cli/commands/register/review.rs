//! `althing register review`

use althing_client::{registers::acts, Result};
use clap::{Args, Subcommand};
use serde_json::json;

use crate::cli::{
    commands::attest::args::{document, Now},
    context::{fields, Context},
};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Put what a registrar approved since a block under review: it waits, and is not disposed of
    Start {
        /// The register
        id: u32,
        /// The registrar
        #[arg(value_name = "ADDRESS")]
        registrar: String,
        /// The first block whose approvals are looked into
        #[arg(long, value_name = "BLOCK")]
        since: u32,
        /// The grounds: a file, or its hash
        #[arg(long, value_name = "FILE|0x…")]
        grounds: String,
    },
    /// End a review
    End {
        /// The register
        id: u32,
        /// The registrar
        #[arg(value_name = "ADDRESS")]
        registrar: String,
    },
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let now = Now::read(context).await?;
    match arguments.action {
        Action::Start { id, registrar, since, grounds } => {
            let registrar = context.named_account(&now.chain, &registrar).await?;
            let call = acts::review(id, &registrar, since, document(&grounds)?);
            let done = |_: &_| {
                let result =
                    json!({ "register": id, "registrar": registrar.to_string(), "since": since });
                let words = format!(
                    "What {registrar} approved in register {id} since block {since} is under \
                     review: it is not completed, and not disposed of."
                );
                (fields(result), words)
            };
            context.send_on(&now.chain, &call, done).await
        }
        Action::End { id, registrar } => {
            let registrar = context.named_account(&now.chain, &registrar).await?;
            let call = acts::end_review(id, &registrar);
            let done = |_: &_| {
                let result = json!({ "register": id, "registrar": registrar.to_string() });
                let words =
                    format!("The review of what {registrar} approved in register {id} is over.");
                (fields(result), words)
            };
            context.send_on(&now.chain, &call, done).await
        }
    }
}
