//! `althing credential`

mod issue;

use std::path::{Path, PathBuf};

use althing_client::{
    credentials::{
        files,
        issue::records,
        now,
        read::{self, Imported},
    },
    errors::{Error, Result},
    wallets::{slot_words, Choice},
    AccountId,
};
use althing_credentials::{
    jose::SigningKey,
    sd_jwt::SdJwt,
    wallet::{Records, Retention, Vault},
    Slot,
};
use clap::{Args, Subcommand, ValueEnum};
use rand::rngs::OsRng;
use serde_json::json;

use crate::cli::{
    context::Context,
    output,
    vaults::{
        deliver, genesis, hash, issuer_keys, moment, names, public_key, would, KeyKind,
        VaultAccess, WalletAt, Which,
    },
};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Make a key with which an issuer signs tokens; `althing attest issuer keys` registers it
    Keygen {
        /// Where to; a new file that only you can read. The public key is in a file beside it (.pub)
        file: PathBuf,
        /// How it signs
        #[arg(long, value_enum, default_value_t = KeyKind::Ed25519)]
        kind: KeyKind,
    },
    /// Sign a token for an attestation that is on the chain, and keep the record of it
    Issue(issue::Arguments),
    /// Read and check a token or a W3C credential of any issuer
    Import(Import),
    /// Write a credential of the wallet for other software: the issuer's token, or plain JSON
    Export(Export),
    /// State until when the law makes the issuer keep a record
    Retain(Retain),
}

#[derive(Debug, Args)]
struct Import {
    /// An SD-JWT, a W3C credential as SD-JWT, or one in plain JSON
    file: PathBuf,
    /// The issuer's public key as a JWK; read from the chain if it is about an attestation
    #[arg(long, value_name = "FILE")]
    issuer_key: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Export {
    #[command(flatten)]
    at: WalletAt,
    #[command(flatten)]
    which: Which,
    /// As what
    #[arg(long, value_enum, default_value_t = ExportAs::Token)]
    form: ExportAs,
    /// Which claims, for plain JSON; all if nothing is said
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    fields: Vec<String>,
    /// Write it to a new file instead of printing it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum ExportAs {
    /// The issuer's token, byte for byte; it shows everything
    Token,
    /// Plain JSON in the form of a W3C credential; nothing secures it
    Json,
}

#[derive(Debug, Args)]
struct Retain {
    /// The issuer's records
    #[arg(long, value_name = "FILE")]
    records: PathBuf,
    #[command(flatten)]
    access: VaultAccess,
    #[command(flatten)]
    slot: SlotArguments,
    /// The first moment at which it may be erased
    #[arg(long, value_name = "DAY", value_parser = moment, requires = "basis")]
    until: Option<u64>,
    /// The provision that says so, such as "Directive (EU) 2015/849, article 40"
    #[arg(long, value_name = "TEXT", requires = "until")]
    basis: Option<String>,
    /// Nothing obliges to keep it any longer
    #[arg(long, conflicts_with = "until", required_unless_present = "until")]
    released: bool,
}

/// An attestation by its place on the chain.
#[derive(Debug, Args)]
pub struct SlotArguments {
    /// The schema
    #[arg(long, value_name = "ID")]
    pub schema: u32,
    /// The account that it is about
    #[arg(long, value_name = "ADDRESS")]
    pub subject: AccountId,
    /// Which of the subject's attestations under the schema, counted from 1
    #[arg(long)]
    pub serial: u32,
    /// The chain, by its genesis hash, where no node is at hand
    #[arg(long, value_name = "0x…", value_parser = hash)]
    pub genesis: Option<[u8; 32]>,
}

impl SlotArguments {
    /// The slot.
    pub async fn slot(&self, context: &Context) -> Result<Slot> {
        Ok(Slot {
            genesis: genesis(context, self.genesis).await?,
            schema: self.schema,
            subject: self.subject.0,
            serial: self.serial,
        })
    }
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    match arguments.action {
        Action::Keygen { file, kind } => keygen(context, &file, kind),
        Action::Issue(arguments) => issue::run(context, arguments).await,
        Action::Import(arguments) => import(context, &arguments).await,
        Action::Export(arguments) => export(context, &arguments),
        Action::Retain(arguments) => retain(context, arguments).await,
    }
}

fn keygen(context: &Context, file: &Path, kind: KeyKind) -> Result<()> {
    if context.is_dry_run() {
        return would(context, &format!("make a key in {}", file.display()));
    }
    let key = SigningKey::generate(kind.into(), &mut OsRng);
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".pub");
    let public = file.with_file_name(name);
    key.save(file)?;
    let jwk = key.public();
    files::write_new(&public, &jwk.to_jwk().to_string())?;
    let result = json!({ "file": file, "public": public, "key": jwk, "id": jwk.id() });
    context.print(&result, || {
        format!(
            "The secret key is in {}, which only you can read; the public one in {}.\nNext: `althing \
             attest issuer keys ID --public {}` registers it on the chain.",
            file.display(),
            public.display(),
            public.display()
        )
    });
    Ok(())
}

async fn import(context: &Context, arguments: &Import) -> Result<()> {
    let text = files::read(&arguments.file)?;
    let text = text.trim();
    if text.starts_with('{') {
        let imported = read::import_plain(text, now())?;
        context.print(&imported, || imported_text(&imported));
        return Ok(());
    }
    let token: SdJwt = text.parse()?;
    let imported = match (&arguments.issuer_key, read::peek(&token)) {
        (Some(path), _) => read::import(&token, &public_key(path)?, now())?,
        (None, Some(about)) => {
            let keys = issuer_keys(context, None, about.issuer).await?;
            read::import(&token, read::key_of(&token, &keys)?, now())?
        }
        (None, None) => {
            let what = "it is about no attestation of an Althing chain, so nothing says whose key \
                        to check it with: name --issuer-key FILE";
            return Err(Error::Usage(what.into()));
        }
    };
    context.print(&imported, || imported_text(&imported));
    Ok(())
}

fn export(context: &Context, arguments: &Export) -> Result<()> {
    let vault = arguments.at.open()?;
    let held = Choice::from(&arguments.which).of(vault.content())?;
    let out = arguments.out.as_ref();
    if arguments.form == ExportAs::Token {
        let missing = "there is no token of the issuer in the wallet; ask the issuer for one";
        let token = held.entry.token.as_ref();
        let token = token.ok_or_else(|| Error::NotFound(missing.into()))?.expose();
        return deliver(context, out, &json!({ "token": token }), token, "the token");
    }
    let document = read::export_plain(&held.entry, &names(&arguments.fields)?)?;
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    deliver(context, out, &document, &text, "the credential")
}

async fn retain(context: &Context, arguments: Retain) -> Result<()> {
    let slot = arguments.slot.slot(context).await?;
    let retention = match (arguments.until, arguments.basis) {
        (Some(until), Some(basis)) => Some(Retention { until, basis }),
        _ => None,
    };
    let mut vault: Vault<Records> = records(&arguments.records, arguments.access.key()?)?;
    let words = slot_words(&slot);
    if context.is_dry_run() {
        return would(context, &format!("state until when the record of {words} must be kept"));
    }
    let result = json!({ "record": words, "retention": retention });
    vault.update(|records| records.retain(&slot, retention.clone()))?;
    context.print(&result, || match &retention {
        Some(Retention { until, basis }) => {
            let day = althing_credentials::time::text(*until);
            format!("The record of {words} must be kept until {day}: {basis}.")
        }
        None => format!("Nothing obliges to keep the record of {words}."),
    });
    Ok(())
}

fn imported_text(imported: &Imported) -> String {
    let mut claims: Vec<_> =
        imported.claims.iter().map(|(name, value)| vec![name.clone(), value.to_string()]).collect();
    claims.sort();
    let signed = match imported.signed {
        true => "yes, with the issuer's key",
        false => "no: nothing says who wrote it",
    };
    let none = || "none".to_string();
    let mut rows = vec![
        ("form", imported.form.to_string()),
        ("signed", signed.to_string()),
        ("issuer", imported.issuer.clone()),
        ("attestation", imported.attestation.clone().unwrap_or_else(none)),
        ("valid until", imported.expires.clone().unwrap_or_else(|| "it does not say".into())),
    ];
    rows.extend(imported.status.iter().map(|place| ("status", place.clone())));
    format!("{}\n{}", output::table(&claims), output::facts(&rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_credential_says_comes_first_and_then_who_says_so() {
        let imported = Imported {
            form: "vc+sd-jwt",
            signed: true,
            issuer: "althing:01:issuer:7".into(),
            attestation: Some("althing:01:attestation:4:02:1".into()),
            claims: json!({ "age_over_18": true }).as_object().cloned().unwrap(),
            expires: Some("2027-01-01T00:00:00Z".into()),
            status: vec!["revocation: https://issuer.example/r at 12".into()],
        };
        insta::assert_snapshot!(imported_text(&imported), @r"
        age_over_18  true

        form         vc+sd-jwt
        signed       yes, with the issuer's key
        issuer       althing:01:issuer:7
        attestation  althing:01:attestation:4:02:1
        valid until  2027-01-01T00:00:00Z
        status       revocation: https://issuer.example/r at 12
        ");
    }
}
