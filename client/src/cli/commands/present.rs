//! `althing present`

use std::path::PathBuf;

use althing_client::{credentials::now, errors::Result, presentations, wallets::Choice};
use althing_credentials::{sd_jwt::Transaction, wallet::Evidence};
use clap::Args;

use crate::cli::{
    context::Context,
    vaults::{deliver, names, WalletAt, Which},
};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    at: WalletAt,

    /// The claims to show; nothing else is in the presentation
    #[arg(long, value_name = "NAME,…", value_delimiter = ',', required = true)]
    fields: Vec<String>,

    /// Who asked, exactly as the verifier writes it
    #[arg(long)]
    audience: String,

    /// What the verifier made up for this request
    #[arg(long)]
    nonce: String,

    #[command(flatten)]
    which: Which,

    /// Show the issuer's token, for software that does not know the chain, instead of tree proofs
    #[arg(long)]
    token: bool,

    /// Write it to a new file instead of printing it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let vault = arguments.at.open()?;
    let to = Transaction { audience: &arguments.audience, nonce: &arguments.nonce };
    let evidence = if arguments.token { Evidence::Token } else { Evidence::Proofs };
    let (choice, fields) = (Choice::from(&arguments.which), names(&arguments.fields)?);
    let shown = presentations::present(vault.content(), &choice, &fields, evidence, to, now())?;
    deliver(context, arguments.out.as_ref(), &shown, &shown.to_json()?, "the presentation")
}
