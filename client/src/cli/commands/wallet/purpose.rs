//! `althing wallet purpose`

use althing_client::{
    credentials::{now, signatures},
    errors::{Error, Result},
    wallets::{self, view::PurposeView, VOUCHED_DAYS},
    AccountId,
};
use althing_credentials::wallet::{Vault, Wallet};
use clap::{Args, Subcommand};
use serde_json::json;

use crate::cli::{
    context::Context,
    vaults::{genesis, hash, moment, would, KeyKind, WalletAt},
};

const DAY: u64 = 86_400;

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Add a purpose with a new key; --key signs for it if it is that of the account
    Add(Add),
    /// Have the account vouch for the purpose's key, with --key or a signature made elsewhere
    Vouch(Vouch),
    /// Print the text that the account signs to vouch for the key, for signing it elsewhere
    Message {
        /// The purpose
        name: String,
        /// Until when it vouches for the key
        #[arg(long, value_name = "DAY", value_parser = moment)]
        until: u64,
    },
    /// Print the purpose's public key as a JWK, for the issuer to put into a token
    Key {
        /// The purpose
        name: String,
    },
}

#[derive(Debug, Args)]
struct Add {
    /// What to call it
    name: String,
    /// Its account; that of --key if none is named
    #[arg(long, value_name = "ADDRESS")]
    account: Option<AccountId>,
    /// The chain, by its genesis hash, where no node is at hand; needs --account
    #[arg(long, value_name = "0x…", value_parser = hash, requires = "account")]
    genesis: Option<[u8; 32]>,
    /// How its key signs
    #[arg(long, value_enum, default_value_t = KeyKind::Ed25519)]
    kind: KeyKind,
    /// Until when the account vouches for the key; for a year if nothing is said
    #[arg(long, value_name = "DAY", value_parser = moment)]
    until: Option<u64>,
}

#[derive(Debug, Args)]
struct Vouch {
    /// The purpose
    name: String,
    /// Until when; for a year if nothing is said
    #[arg(long, value_name = "DAY", value_parser = moment)]
    until: Option<u64>,
    /// The account's signature over what `purpose message` printed, for exactly that --until
    #[arg(long, value_name = "0x…", requires = "until")]
    signature: Option<String>,
}

pub async fn run(context: &Context, at: &WalletAt, arguments: Arguments) -> Result<()> {
    match arguments.action {
        Action::Add(arguments) => add(context, at, arguments).await,
        Action::Vouch(arguments) => vouch(context, at, arguments).await,
        Action::Message { name, until } => {
            let statement = wallets::statement(at.open()?.content(), &name, until)?;
            let message = String::from_utf8_lossy(&statement.message()).into_owned();
            context.print(&json!({ "message": message, "until": until }), || {
                format!(
                    "{message}\n\nSign exactly this; wallets add <Bytes> and </Bytes> themselves."
                )
            });
            Ok(())
        }
        Action::Key { name } => {
            let vault = at.open()?;
            let jwk = vault.content().purpose(&name)?.cnf_key()?.public();
            context.print(&jwk, || jwk.to_jwk().to_string());
            Ok(())
        }
    }
}

async fn add(context: &Context, at: &WalletAt, arguments: Add) -> Result<()> {
    let mut vault = at.open()?;
    let genesis = genesis(context, arguments.genesis).await?;
    let signer = match arguments.genesis {
        Some(_) => None,
        None => context.key(&context.chain().await?).await.ok(),
    };
    let account = arguments.account.or(signer.as_ref().map(|key| *key.account()));
    let account = account.ok_or_else(|| {
        Error::Usage("name the account with --account, or its key with --key".into())
    })?;
    let name = &arguments.name;
    if context.is_dry_run() {
        return would(context, &format!("add the purpose '{name}' for {account}"));
    }
    wallets::add_purpose(&mut vault, name, genesis, &account, arguments.kind.into())?;
    if let Some(key) = signer.filter(|key| *key.account() == account) {
        let until = arguments.until.unwrap_or(now() + VOUCHED_DAYS * DAY);
        wallets::vouch_with(&mut vault, name, until, &key, now())?;
    }
    print(context, &vault, name)
}

async fn vouch(context: &Context, at: &WalletAt, arguments: Vouch) -> Result<()> {
    let mut vault = at.open()?;
    let name = &arguments.name;
    let until = arguments.until.unwrap_or(now() + VOUCHED_DAYS * DAY);
    if context.is_dry_run() {
        return would(context, &format!("have the account of '{name}' vouch for its key"));
    }
    match &arguments.signature {
        Some(text) => wallets::vouch(&mut vault, name, until, signatures::parse(text)?, now())?,
        None => {
            let key = context.key(&context.chain().await?).await?;
            wallets::vouch_with(&mut vault, name, until, &key, now())?;
        }
    }
    print(context, &vault, name)
}

fn print(context: &Context, vault: &Vault<Wallet>, name: &str) -> Result<()> {
    let view = PurposeView::of(name, vault.content().purpose(name)?);
    context.print(&view, || match &view {
        Some(view) => format!(
            "{}Give the issuer the public key: `althing wallet purpose key {name}`.",
            super::purpose_text(view)
        ),
        None => format!("The purpose '{name}' is there."),
    });
    Ok(())
}
