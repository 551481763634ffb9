//! `althing wallet`

mod purpose;

use std::{
    num::NonZeroUsize,
    path::{Path, PathBuf},
};

use althing_client::{
    attestations::claims,
    credentials::{files, now, read},
    errors::{Error, Result},
    wallets::{
        self, purpose_of, slot_words,
        view::{CredentialView, PurposeView, Values, WalletView},
        Backup, Choice,
    },
};
use althing_credentials::{
    sd_jwt::SdJwt,
    wallet::{Entry, Vault, VaultKey, Wallet},
};
use clap::{Args, Subcommand};
use serde_json::json;

use crate::cli::{
    context::Context,
    output,
    vaults::{attested, would, VaultAccess, WalletAt, Which},
};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    at: WalletAt,

    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Make an empty wallet
    Create {
        /// Seal it to a new age key in this file instead of a passphrase
        #[arg(long, value_name = "FILE")]
        new_age_key: Option<PathBuf>,
    },
    /// Show what is in it: purposes, credentials, backups
    Show {
        /// Show what the claims say, not only their names
        #[arg(long)]
        values: bool,
    },
    /// Add a role in which you appear, with an account and a key of its own; or vouch for its key
    Purpose(purpose::Arguments),
    /// Add a credential that an issuer handed over, once it is checked against the chain
    Add(Add),
    /// Take a credential out; backups keep it
    Remove(Which),
    /// Write what the wallet holds of a credential to a file, in clear
    Export(Export),
    /// Copy the wallet; the copy opens with the same passphrase or key
    Backup(BackupTo),
    /// Make the wallet from a backup
    Restore {
        /// The backup
        from: PathBuf,
        /// Receipts for erasures since the backup: what they name does not come back
        #[arg(long = "receipt", value_name = "FILE")]
        receipts: Vec<PathBuf>,
    },
    /// Forget a backup, or a directory of backups, that has been destroyed
    Forget {
        /// The backup or the directory
        path: PathBuf,
    },
    /// Seal the wallet to another passphrase or key from now on; backups keep the old one
    Rekey {
        /// A file whose first line is the new passphrase
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
        /// A file with the new age key
        #[arg(long, value_name = "FILE", conflicts_with = "new_passphrase_file")]
        new_age_key: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
struct Add {
    /// The issuer's token (SD-JWT or W3C credential), or a file of salted claims
    file: PathBuf,
    /// The purpose that it serves; found by the account if nothing is said
    #[arg(long, value_name = "NAME")]
    purpose: Option<String>,
    /// The schema; needed with salted claims, which do not say
    #[arg(long, value_name = "ID")]
    schema: Option<u32>,
}

#[derive(Debug, Args)]
struct Export {
    #[command(flatten)]
    which: Which,
    /// Where to; a new file that only you can read
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("to").required(true).args(["file", "rotate"]))]
struct BackupTo {
    /// The copy; a new file
    file: Option<PathBuf>,
    /// A directory of backups, of which only the newest are kept
    #[arg(long, value_name = "DIRECTORY")]
    rotate: Option<PathBuf>,
    /// How many are kept there
    #[arg(long, value_name = "COUNT", default_value = "7")]
    keep: NonZeroUsize,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let at = arguments.at;
    match arguments.action {
        Action::Create { new_age_key } => create(context, &at, new_age_key),
        Action::Show { values } => {
            let values = if values { Values::Shown } else { Values::Hidden };
            let view = WalletView::of(&at.open()?, values);
            context.print(&view, || text(&view));
            Ok(())
        }
        Action::Purpose(arguments) => purpose::run(context, &at, arguments).await,
        Action::Add(arguments) => add(context, &at, arguments).await,
        Action::Remove(which) => remove(context, &at, &which),
        Action::Export(arguments) => export(context, &at, &arguments),
        Action::Backup(to) => backup(context, &at, &to),
        Action::Restore { from, receipts } => restore(context, &at, &from, &receipts),
        Action::Forget { path } => forget(context, &at, &path),
        Action::Rekey { new_passphrase_file, new_age_key } => {
            let new = VaultAccess { passphrase_file: new_passphrase_file, age_key: new_age_key };
            rekey(context, &at, &new)
        }
    }
}

fn create(context: &Context, at: &WalletAt, new_age_key: Option<PathBuf>) -> Result<()> {
    let path = at.path()?.display();
    if context.is_dry_run() {
        return would(context, &format!("make an empty wallet at {path}"));
    }
    let key = match &new_age_key {
        Some(file) => {
            let key = VaultKey::generate();
            key.write(file)?;
            key
        }
        None => at.access.key()?,
    };
    let vault = wallets::create(at.path()?, key)?;
    let path = vault.path().display().to_string();
    let opens = match &new_age_key {
        Some(file) => format!("It opens with {}; keep a copy of that file apart.", file.display()),
        None => "It opens with the passphrase; nobody can recover it if you forget it.".into(),
    };
    context.print(&json!({ "wallet": path }), || {
        format!("The wallet is at {path}.\n{opens}\nNext: `althing wallet purpose add NAME`.")
    });
    Ok(())
}

async fn add(context: &Context, at: &WalletAt, arguments: Add) -> Result<()> {
    let mut vault = at.open()?;
    let (entry, purpose) = read_entry(context, &vault, &arguments).await?;
    let words = slot_words(&entry.slot);
    if context.is_dry_run() {
        return would(
            context,
            &format!("add the credential of {words} to the purpose '{purpose}'"),
        );
    }
    let new = wallets::add(&mut vault, &purpose, entry.clone())?;
    let held = vault.content().credential(&entry.slot);
    let view = held.map(|held| CredentialView::of(held, Values::Hidden));
    context.print(&json!({ "new": new, "credential": view }), || match new {
        true => format!("The wallet has the credential of {words}, for the purpose '{purpose}'."),
        false => format!("The wallet had the credential of {words} already."),
    });
    Ok(())
}

/// The credential in a file, checked against the chain, and the purpose that it serves.
async fn read_entry(
    context: &Context,
    vault: &Vault<Wallet>,
    arguments: &Add,
) -> Result<(Entry, String)> {
    let text = files::read(&arguments.file)?;
    let chain = context.chain().await?;
    if text.trim_start().starts_with('{') {
        let missing =
            |what| Error::Usage(format!("salted claims do not say whose they are: name {what}"));
        let purpose = arguments.purpose.clone().ok_or_else(|| missing("--purpose"))?;
        let schema = arguments.schema.ok_or_else(|| missing("--schema"))?;
        let (claims, _) = claims::read(&arguments.file)?;
        let account = vault.content().purpose(&purpose)?.account;
        let found = attested(&chain, schema, account).await?;
        return Ok((read::entry_of_claims(&claims, &found)?, purpose));
    }
    let token: SdJwt = text.trim().parse()?;
    let about =
        read::peek(&token).ok_or(althing_credentials::credential::CredentialError::NotAttested)?;
    let found = attested(&chain, about.schema, about.subject).await?;
    let entry = read::entry(&token, &found, now())?;
    let purpose = match &arguments.purpose {
        Some(named) => named.clone(),
        None => purpose_of(vault.content(), &entry.slot).map(str::to_string).ok_or_else(|| {
            Error::Usage(format!(
                "no purpose of this wallet has the account of {}; add one, or name --purpose",
                slot_words(&entry.slot)
            ))
        })?,
    };
    Ok((entry, purpose))
}

fn remove(context: &Context, at: &WalletAt, which: &Which) -> Result<()> {
    let mut vault = at.open()?;
    let slot = Choice::from(which).of(vault.content())?.entry.slot.clone();
    let words = slot_words(&slot);
    if context.is_dry_run() {
        return would(context, &format!("take the credential of {words} out of the wallet"));
    }
    vault.update(|wallet| Ok::<_, Error>(wallet.remove(&slot)))?;
    context.print(&json!({ "removed": words }), || {
        format!("The credential of {words} is out of the wallet; backups keep it.")
    });
    Ok(())
}

fn export(context: &Context, at: &WalletAt, arguments: &Export) -> Result<()> {
    let vault = at.open()?;
    let held = Choice::from(&arguments.which).of(vault.content())?;
    let words = slot_words(&held.entry.slot);
    let out = arguments.out.display().to_string();
    if context.is_dry_run() {
        return would(context, &format!("write the credential of {words} to {out}, in clear"));
    }
    files::write_json(&arguments.out, &held.entry)?;
    context.print(&json!({ "file": out }), || {
        format!(
            "The credential of {words} is in {out}, in clear, with its salts: whoever has that \
             file can show everything it says. Destroy it when it has served."
        )
    });
    Ok(())
}

fn backup(context: &Context, at: &WalletAt, to: &BackupTo) -> Result<()> {
    let mut vault = at.open()?;
    let place = match (&to.file, &to.rotate) {
        (Some(path), _) => Backup::File(path),
        (None, Some(directory)) => Backup::Rotated { directory, keep: to.keep },
        (None, None) => return Err(Error::Usage("name a file or --rotate DIRECTORY".into())),
    };
    if context.is_dry_run() {
        return would(context, "copy the wallet");
    }
    let copy = wallets::backup(&mut vault, place, now())?;
    context.print(&copy, || {
        format!(
            "The wallet is copied to {}. Try it: `althing wallet restore {} --wallet ELSEWHERE`.",
            copy.path.display(),
            copy.path.display()
        )
    });
    Ok(())
}

fn restore(context: &Context, at: &WalletAt, from: &Path, receipts: &[PathBuf]) -> Result<()> {
    let read = |path: &PathBuf| files::read(path).map(|text| text.to_string());
    let receipts = receipts.iter().map(read).collect::<Result<Vec<_>>>()?;
    if context.is_dry_run() {
        let what = format!("make {} from {}", at.path()?.display(), from.display());
        return would(context, &what);
    }
    let vault = wallets::restore::<Wallet>(from, at.path()?, at.access.key()?, &receipts)?;
    let view = WalletView::of(&vault, Values::Hidden);
    context.print(&view, || {
        format!(
            "The wallet is at {} again, with {} purposes and {} credentials.",
            view.path,
            view.purposes.len(),
            view.credentials.len()
        )
    });
    Ok(())
}

fn forget(context: &Context, at: &WalletAt, path: &Path) -> Result<()> {
    if context.is_dry_run() {
        return would(context, &format!("forget the backup {}", path.display()));
    }
    let known = at.open()?.forget(path)?;
    if !known {
        return Err(Error::Usage(format!(
            "the wallet knows no backup {}; `althing wallet show` lists them",
            path.display()
        )));
    }
    context.print(&json!({ "forgotten": path }), || {
        format!("The wallet no longer counts {} among its backups.", path.display())
    });
    Ok(())
}

fn rekey(context: &Context, at: &WalletAt, new: &VaultAccess) -> Result<()> {
    if new.passphrase_file.is_none() && new.age_key.is_none() {
        let what = "name --new-passphrase-file FILE or --new-age-key FILE";
        return Err(Error::Usage(what.into()));
    }
    let (mut vault, key) = (at.open()?, new.key()?);
    if context.is_dry_run() {
        return would(context, "seal the wallet to another passphrase or key");
    }
    vault.rekey(key)?;
    context.print(&json!({ "rekeyed": true }), || {
        "The wallet opens with the new passphrase or key only. Its backups still open with the \
         old one: make a new backup, destroy those, and `althing wallet forget` them."
            .into()
    });
    Ok(())
}

fn text(view: &WalletView) -> String {
    let mut text = output::facts(&[
        ("wallet", view.path.clone()),
        ("receipts", view.receipts.to_string()),
        ("backups", listed(&view.backups)),
    ]);
    for purpose in &view.purposes {
        text.push('\n');
        text.push_str(&purpose_text(purpose));
    }
    if view.purposes.is_empty() {
        text.push_str("\nThere are no purposes. `althing wallet purpose add NAME` adds one.\n");
    }
    for credential in &view.credentials {
        text.push('\n');
        text.push_str(&credential_text(credential));
    }
    text
}

fn purpose_text(purpose: &PurposeView) -> String {
    let until = purpose.vouched_until.clone();
    let vouch = || format!("never; run `althing wallet purpose vouch {}`", purpose.name);
    output::facts(&[
        ("purpose", purpose.name.clone()),
        ("account", purpose.account.clone()),
        ("chain", purpose.genesis.clone()),
        ("key", purpose.key_id.clone()),
        ("vouched until", until.unwrap_or_else(vouch)),
    ])
}

fn credential_text(credential: &CredentialView) -> String {
    let claims = match &credential.values {
        None => credential.claims.join(", "),
        Some(values) => {
            let each: Vec<_> =
                values.iter().map(|(name, value)| format!("{name} = {value}")).collect();
            each.join(", ")
        }
    };
    output::facts(&[
        ("credential", format!("schema {}, serial {}", credential.schema, credential.serial)),
        ("purpose", credential.purpose.clone()),
        ("about", credential.subject.clone()),
        ("issuer", format!("{}, at level {}", credential.issuer, credential.level)),
        ("valid before", format!("block {}", credential.expires)),
        ("claims", claims),
        ("token", if credential.token { "yes" } else { "no" }.into()),
    ])
}

fn listed(paths: &[String]) -> String {
    match paths.is_empty() {
        true => "none; `althing wallet backup FILE` makes one".into(),
        false => paths.join(", "),
    }
}

#[cfg(test)]
mod tests;
