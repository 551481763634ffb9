//! `althing credential issue`

use std::path::PathBuf;

use althing_client::{
    attestations::{claims, statement::Subject},
    credentials::{
        files,
        issue::{self, Form, Order},
        now,
    },
    errors::{Error, Result},
    presentations::{Attested, NodeFacts},
    status_lists::ENTRIES,
    wallets::slot_words,
};
use althing_credentials::{
    credential::StatusRefs,
    jose::SigningKey,
    status_list::Indices,
    wallet::{Records, Retention, Vault},
    ClaimSet,
};
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::cli::{
    context::Context,
    vaults::{moment, public_key, would, VaultAccess},
};

#[derive(Debug, Args)]
pub struct Arguments {
    /// The schema
    #[arg(long, value_name = "ID")]
    schema: u32,
    /// Of whom the attestation is
    #[arg(long, value_name = "SUBJECT")]
    subject: Subject,
    /// The salted claims; taken from --records if they are there
    #[arg(long, value_name = "FILE")]
    claims: Option<PathBuf>,
    /// The public key of the subject's purpose, as a JWK
    #[arg(long, value_name = "FILE")]
    holder: PathBuf,
    /// The issuer's key that signs, registered on the chain
    #[arg(long, value_name = "FILE")]
    signing_key: PathBuf,
    /// As what
    #[arg(long, value_enum, default_value_t = IssueAs::SdJwt)]
    form: IssueAs,
    /// Until when the token is valid; what the chain says counts all the same
    #[arg(long, value_name = "DAY", value_parser = moment)]
    expires: Option<u64>,
    /// The issuer's records, where the claims and their salts are kept; made if they do not exist
    #[arg(long, value_name = "FILE", required_unless_present = "claims")]
    records: Option<PathBuf>,
    #[command(flatten)]
    access: VaultAccess,
    /// Until when the law makes the issuer keep the record
    #[arg(long, value_name = "DAY", value_parser = moment, requires_all = ["basis", "records"])]
    retain_until: Option<u64>,
    /// The provision that says so
    #[arg(long, value_name = "TEXT", requires = "retain_until")]
    basis: Option<String>,
    #[command(flatten)]
    status: StatusArguments,
    /// Write it to a new file instead of printing it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Where the status of a token can be looked up.
#[derive(Debug, Args)]
struct StatusArguments {
    /// The file of random places in the status lists; made if it does not exist
    #[arg(long, value_name = "FILE", requires = "status_uri")]
    indices: Option<PathBuf>,
    /// Where the list of revocations is served
    #[arg(long, value_name = "URI", requires = "indices")]
    status_uri: Option<String>,
    /// Where the list of suspensions is served
    #[arg(long, value_name = "URI", requires = "indices")]
    suspension_uri: Option<String>,
    /// How many places the lists have
    #[arg(long, default_value_t = ENTRIES)]
    entries: u32,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum IssueAs {
    /// An SD-JWT (RFC 9901)
    SdJwt,
    /// A W3C Verifiable Credential 2.0, secured as SD-JWT
    Vc,
}

impl From<IssueAs> for Form {
    fn from(form: IssueAs) -> Self {
        match form {
            IssueAs::SdJwt => Self::SdJwt,
            IssueAs::Vc => Self::Vc,
        }
    }
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    let facts = NodeFacts::new(&context.chain().await?).await?;
    let found = facts.of(arguments.schema, &arguments.subject).await?;
    let mut records = open_records(context, &arguments)?;
    let claims = claims_of(&arguments, records.as_ref(), &found)?;
    let key = SigningKey::load(&arguments.signing_key)?;
    let holder = public_key(&arguments.holder)?;
    let mut order = Order {
        attested: &found,
        claims: &claims,
        holder: &holder,
        issued: now(),
        expires: arguments.expires,
        status: StatusRefs::default(),
    };
    let form = arguments.form.into();
    // Signed once without a place in the lists: a place is given away for good.
    issue::issue(&key, &order, form)?;
    let words = slot_words(&found.slot);
    if context.is_dry_run() {
        return would(context, &format!("sign a token for {words}"));
    }
    if let Some(vault) = &mut records {
        issue::keep(vault, &found, &claims, retention(&arguments))?;
    }
    order.status = status(&arguments.status, &found)?;
    let token = issue::issue(&key, &order, form)?.to_string();
    match &arguments.out {
        None => context.print(&json!({ "token": token }), || token.clone()),
        Some(path) => {
            files::write_new(path, &token)?;
            context.print(&json!({ "file": path }), || {
                format!(
                    "The token for {words} is in {}. It shows every claim: hand it to its subject \
                     over a private channel, and to nobody else.",
                    path.display()
                )
            });
        }
    }
    Ok(())
}

/// The issuer's records, if they are named; none are made in a dry run.
fn open_records(context: &Context, arguments: &Arguments) -> Result<Option<Vault<Records>>> {
    match &arguments.records {
        Some(path) if path.exists() || !context.is_dry_run() => {
            Ok(Some(issue::records(path, arguments.access.key()?)?))
        }
        _ => Ok(None),
    }
}

/// The claims in the file, or else those in the records.
fn claims_of(
    arguments: &Arguments,
    records: Option<&Vault<Records>>,
    found: &Attested,
) -> Result<ClaimSet> {
    if let Some(path) = &arguments.claims {
        return Ok(claims::read(path)?.0);
    }
    let record = records.and_then(|vault| vault.content().get(&found.slot));
    let missing = || {
        let words = slot_words(&found.slot);
        Error::NotFound(format!("the records have nothing of {words}; name --claims FILE"))
    };
    Ok(record.ok_or_else(missing)?.entry.claims.to_set()?)
}

fn retention(arguments: &Arguments) -> Option<Retention> {
    let (until, basis) = (arguments.retain_until?, arguments.basis.clone()?);
    Some(Retention { until, basis })
}

fn status(arguments: &StatusArguments, found: &Attested) -> Result<StatusRefs> {
    let (Some(path), Some(uri)) = (&arguments.indices, &arguments.status_uri) else {
        return Ok(StatusRefs::default());
    };
    let mut indices = Indices::open(path, uri, arguments.entries)?;
    issue::status(&mut indices, found, arguments.suspension_uri.as_deref())
}
