//! `althing erase`

use std::path::{Path, PathBuf};

use althing_client::{
    credentials::{files, issue::records, keys, now, signatures, CredentialsError},
    erasures::{self, Answered, DueView, ReceiptView},
    errors::{Error, Result},
    person_tags::compute::transcripts,
    wallets::{slot_words, Choice},
};
use althing_credentials::{
    erasure::{Asked, Holder, Request, SignedRequest},
    jose::{PublicKey, SigningKey},
    tags::Transcripts,
    wallet::{Records, Vault},
};
use clap::{Args, Subcommand};
use serde_json::{json, Value};

use crate::cli::{
    context::Context,
    output,
    vaults::{deliver, names, public_key, would, VaultAccess, WalletAt, Which},
};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Ask an issuer, or a register, to erase claims about you; --key signs
    Request(Ask),
    /// Answer a request: erase, or refuse until a legal date; a signed receipt either way
    Answer(Answer),
    /// List what is due in the issuer's records, and carry out what was refused until now
    Due(Due),
    /// Check a receipt against the request that it is for
    Show(Show),
}

#[derive(Debug, Args)]
struct Ask {
    #[command(flatten)]
    at: WalletAt,
    #[command(flatten)]
    which: Which,
    /// The claims; all if nothing is said
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    fields: Vec<String>,
    /// Who is asked; the attestation's issuer if nothing is said
    #[arg(long, value_name = "NAME")]
    holder: Option<String>,
    /// Write it to a new file instead of printing it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// The vaults of a holder, and the key that signs its receipts.
#[derive(Debug, Args)]
struct HolderArguments {
    /// The issuer's records
    #[arg(long, value_name = "FILE")]
    records: PathBuf,
    /// The issuer's transcripts of person tags, which go with the claims; opens with the same key
    #[arg(long, value_name = "FILE")]
    transcripts: Option<PathBuf>,
    #[command(flatten)]
    access: VaultAccess,
    /// The key that signs receipts
    #[arg(long, value_name = "FILE")]
    signing_key: PathBuf,
}

#[derive(Debug, Args)]
struct Answer {
    /// The request
    file: PathBuf,
    #[command(flatten)]
    holder: HolderArguments,
    /// By what name the holder is asked; that of the attestation's issuer if nothing is said
    #[arg(long = "as", value_name = "NAME")]
    name: Option<String>,
    /// The request is not signed; the subject was identified by other means
    #[arg(long)]
    identified: bool,
    /// Write the receipt to a new file instead of printing it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Due {
    #[command(flatten)]
    holder: HolderArguments,
    /// Carry out what was refused until a date that has passed
    #[arg(long, requires = "out")]
    carry_out: bool,
    /// A directory for the receipts, one file a request
    #[arg(long, value_name = "DIRECTORY")]
    out: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Show {
    /// The receipt
    file: PathBuf,
    /// The request that it is for
    #[arg(long, value_name = "FILE")]
    request: PathBuf,
    /// The holder's public key as a JWK; read from the chain if the holder is an issuer
    #[arg(long, value_name = "FILE")]
    holder_key: Option<PathBuf>,
    /// Keep the receipt in this wallet
    #[arg(long, value_name = "FILE")]
    keep_in: Option<PathBuf>,
    #[command(flatten)]
    access: VaultAccess,
}

pub async fn run(context: &Context, arguments: Arguments) -> Result<()> {
    match arguments.action {
        Action::Request(arguments) => request(context, &arguments).await,
        Action::Answer(arguments) => answer(context, &arguments),
        Action::Due(arguments) => due(context, &arguments),
        Action::Show(arguments) => show(context, &arguments).await,
    }
}

async fn request(context: &Context, arguments: &Ask) -> Result<()> {
    let vault = arguments.at.open()?;
    let held = Choice::from(&arguments.which).of(vault.content())?;
    let entry = &held.entry;
    let holder = match &arguments.holder {
        Some(named) => named.clone(),
        None => erasures::holder_name(&entry.slot, entry.facts.issuer),
    };
    let key = context.key(&context.chain().await?).await?;
    let fields = names(&arguments.fields)?;
    let signed = erasures::request(entry, &fields, &holder, &key, now())?;
    let text = serde_json::to_string_pretty(&signed).unwrap_or_default();
    deliver(context, arguments.out.as_ref(), &signed, &text, "the request")
}

impl HolderArguments {
    fn open(&self) -> Result<(Vault<Records>, Option<Vault<Transcripts>>, SigningKey)> {
        if !self.records.exists() {
            let path = self.records.display();
            return Err(Error::NotFound(format!("there are no records at {path}")));
        }
        let transcripts = match &self.transcripts {
            Some(path) if !path.exists() => {
                let path = path.display();
                return Err(Error::NotFound(format!("there are no transcripts at {path}")));
            }
            Some(path) => Some(transcripts(path, self.access.key()?)?),
            None => None,
        };
        let records = records(&self.records, self.access.key()?)?;
        Ok((records, transcripts, SigningKey::load(&self.signing_key)?))
    }
}

fn answer(context: &Context, arguments: &Answer) -> Result<()> {
    let asked = read_request(&arguments.file, arguments.identified)?;
    let (mut records, mut transcripts, key) = arguments.holder.open()?;
    let request = asked.request();
    let name = match &arguments.name {
        Some(named) => named.clone(),
        None => {
            let record = records.content().get(&request.slot);
            let record = record.ok_or(althing_credentials::erasure::ErasureError::NoRecord)?;
            erasures::holder_name(&request.slot, record.entry.facts.issuer)
        }
    };
    if context.is_dry_run() {
        let (count, words) = (request.digests.len(), slot_words(&request.slot));
        return would(context, &format!("answer a request to erase {count} claims of {words}"));
    }
    let holder = Holder { name: &name, key: &key, accounts: &signatures::is_signed };
    let answered = erasures::answer(&holder, &mut records, transcripts.as_mut(), &asked, now())?;
    if let Some(path) = &arguments.out {
        files::write_new(path, &answered.answer.jws)?;
    }
    let warned = arguments.holder.transcripts.is_some();
    context.print(&answer_json(&answered), || answer_text(&answered, warned));
    Ok(())
}

fn read_request(path: &Path, identified: bool) -> Result<Asked> {
    let expected = "a request to erase";
    match identified {
        false => Ok(Asked::Signed(files::read_json::<SignedRequest>(path, expected)?)),
        true => {
            let value: Value = files::read_json(path, expected)?;
            // A signed request will do, whether or not its account can still sign.
            let request = value.get("request").filter(|inner| inner.is_object()).unwrap_or(&value);
            let request = serde_json::from_value::<Request>(request.clone());
            let odd = |cause| CredentialsError::format(path, expected, cause);
            Ok(Asked::Identified(request.map_err(odd)?))
        }
    }
}

fn due(context: &Context, arguments: &Due) -> Result<()> {
    let (mut records, mut transcripts, key) = arguments.holder.open()?;
    let view = DueView::of(records.content(), now());
    let directory = match (&arguments.out, arguments.carry_out && !context.is_dry_run()) {
        (Some(directory), true) => directory,
        _ => {
            context.print(&view, || due_text(&view));
            return Ok(());
        }
    };
    // Each receipt bears the name by which its request asked.
    let holder = Holder { name: "", key: &key, accounts: &signatures::is_signed };
    let done = erasures::carry_out_due(&holder, &mut records, transcripts.as_mut(), now())?;
    for answered in &done {
        let file = directory.join(format!("{}.jwt", answered.answer.receipt.request));
        files::write_new(&file, &answered.answer.jws)?;
    }
    let json: Vec<_> = done.iter().map(answer_json).collect();
    context.print(&json, || {
        format!(
            "{} requests were carried out; receipts are in {}.",
            done.len(),
            directory.display()
        )
    });
    Ok(())
}

async fn show(context: &Context, arguments: &Show) -> Result<()> {
    let asked = read_request(&arguments.request, true)?;
    let request = asked.request();
    let jws = files::read(&arguments.file)?;
    let keys = holder_keys(context, arguments.holder_key.as_ref(), &request.holder).await?;
    let view = erasures::check_any(&jws, &keys, request)?;
    if let (Some(path), false) = (&arguments.keep_in, context.is_dry_run()) {
        let mut vault = althing_client::wallets::open(path, arguments.access.key()?)?;
        erasures::keep_receipt(&mut vault, request, &jws)?;
    }
    context.print(&view, || receipt_text(&view));
    Ok(())
}

/// The keys of a holder: the one in the file, or those that the issuer by this name has registered.
async fn holder_keys(
    context: &Context,
    file: Option<&PathBuf>,
    holder: &str,
) -> Result<Vec<PublicKey>> {
    if let Some(path) = file {
        return Ok(vec![public_key(path)?]);
    }
    let chain = context.chain().await?;
    let prefix = format!("althing:{}:issuer:", hex::encode(chain.genesis().0));
    let issuer = holder.strip_prefix(&prefix).and_then(|id| id.parse().ok());
    let issuer = issuer.ok_or_else(|| {
        Error::Usage(format!("'{holder}' is no issuer of this chain: name --holder-key FILE"))
    })?;
    keys::registered(&chain.head().await?, issuer).await
}

fn answer_json(answered: &Answered) -> Value {
    json!({
        "receipt": answered.answer.jws,
        "answer": ReceiptView::of(&answered.answer.receipt),
        "left": answered.answer.left.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "transcripts": answered.transcripts,
        "transcripts_left": answered.transcripts_left,
    })
}

fn answer_text(answered: &Answered, has_transcripts: bool) -> String {
    let view = ReceiptView::of(&answered.answer.receipt);
    let mut text = receipt_text(&view);
    if view.outcome == "done" {
        match has_transcripts {
            true => text.push_str(&format!(
                "\n{} transcripts of person tags were erased with the claims.\n",
                answered.transcripts
            )),
            false => text.push_str(
                "\nIf there is a transcript of a person tag, it still names the person: answer \
                 again with --transcripts FILE.\n",
            ),
        }
    }
    let left = answered.answer.left.iter().map(ToString::to_string);
    let copies = answered.transcripts_left.iter();
    let copies = copies.map(|path| format!("{path}: may hold transcripts; destroy it"));
    for line in left.chain(copies) {
        text.push_str(&format!("Still to be done: {line}\n"));
    }
    format!("{text}\n{}\n", answered.answer.jws)
}

fn receipt_text(view: &ReceiptView) -> String {
    let mut rows = vec![
        ("holder", view.holder.clone()),
        ("request", view.request.clone()),
        ("claims", view.claims.to_string()),
        ("answered", view.answered.clone()),
    ];
    match (&view.until, &view.legal_basis) {
        (Some(until), Some(basis)) => {
            rows.push(("outcome", format!("refused until {until}")));
            rows.push(("because of", basis.clone()));
        }
        _ => {
            rows.push(("outcome", "erased".to_string()));
            rows.push(("backups left", view.backups_left.unwrap_or_default().to_string()));
        }
    }
    output::facts(&rows)
}

fn due_text(view: &DueView) -> String {
    if view.requests.is_empty() && view.past_retention.is_empty() {
        return "Nothing is due.".into();
    }
    let mut text = String::new();
    if !view.requests.is_empty() {
        text.push_str(&format!(
            "{} requests were refused until a date that has passed; `--carry-out --out DIRECTORY` \
             erases:\n{}\n",
            view.requests.len(),
            view.requests.join("\n")
        ));
    }
    if !view.past_retention.is_empty() {
        let heads = ["schema", "subject", "serial", "claims", "kept until"];
        let mut rows = vec![heads.map(String::from).to_vec()];
        rows.extend(view.past_retention.iter().map(|record| {
            vec![
                record.schema.to_string(),
                record.subject.clone(),
                record.serial.to_string(),
                record.claims.to_string(),
                record.kept_until.clone().unwrap_or_default(),
            ]
        }));
        text.push_str("Nothing obliges to keep these records any longer:\n");
        text.push_str(&output::table(&rows));
    }
    text
}

#[cfg(test)]
mod tests {
    use althing_client::erasures::RecordView;

    use super::*;

    fn receipt() -> ReceiptView {
        ReceiptView {
            holder: "althing:01:issuer:7".into(),
            request: "ab12".into(),
            answered: "2026-11-20T13:05:00Z".into(),
            outcome: "done",
            claims: 3,
            digests: Vec::new(),
            backups_left: Some(1),
            until: None,
            legal_basis: None,
        }
    }

    #[test]
    fn a_receipt_says_what_became_of_the_request() {
        insta::assert_snapshot!(receipt_text(&receipt()), @r"
        holder        althing:01:issuer:7
        request       ab12
        claims        3
        answered      2026-11-20T13:05:00Z
        outcome       erased
        backups left  1
        ");
        let refused = ReceiptView {
            outcome: "refused",
            backups_left: None,
            until: Some("2031-01-01T00:00:00Z".into()),
            legal_basis: Some("Directive (EU) 2015/849, article 40".into()),
            ..receipt()
        };
        insta::assert_snapshot!(receipt_text(&refused), @r"
        holder      althing:01:issuer:7
        request     ab12
        claims      3
        answered    2026-11-20T13:05:00Z
        outcome     refused until 2031-01-01T00:00:00Z
        because of  Directive (EU) 2015/849, article 40
        ");
    }

    #[test]
    fn what_is_due_is_listed() {
        let record = RecordView {
            schema: 4,
            subject: "0x02".into(),
            serial: 1,
            claims: 3,
            kept_until: Some("2026-01-01T00:00:00Z".into()),
        };
        let view = DueView { requests: vec!["ab12".into()], past_retention: vec![record] };
        insta::assert_snapshot!(due_text(&view), @r"
        1 requests were refused until a date that has passed; `--carry-out --out DIRECTORY` erases:
        ab12
        Nothing obliges to keep these records any longer:
        schema  subject  serial  claims  kept until
        4       0x02     1       3       2026-01-01T00:00:00Z
        ");
        let nothing = DueView { requests: Vec::new(), past_retention: Vec::new() };
        assert_eq!(due_text(&nothing), "Nothing is due.");
    }
}
