//! The issuer's side: from identities to tags.

use std::{collections::HashSet, path::Path};

use althing_credentials::{
    hex32,
    tags::{
        DocumentKind, Identity, Pending, PublicKey, SignedTagRequest, TagAnswer, Tagged,
        Transcripts, MAX_BATCH,
    },
    wallet::{Vault, VaultKey},
    Slot,
};
use rand::rngs::OsRng;
use serde::{Deserialize, Serialize};
use subxt::rpcs::{rpc_params, RpcClient};
use zeroize::Zeroize;

use super::server::METHOD;
use crate::{
    attestations::{statement::Subject, IssuerId},
    connection::AccountId,
    credentials::{files, now, signatures, CredentialsError},
    errors::{Error, Result},
    keys::Key,
};

/// A person in a table: of whom the attestation is, and by which document the person is known.
#[derive(Debug)]
pub struct Person {
    /// Of whom the attestation will be.
    pub subject: Subject,
    /// The document.
    pub identity: Identity,
}

/// A row of the table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    subject: Subject,
    country: String,
    document: DocumentKind,
    number: String,
}

impl Drop for Row {
    fn drop(&mut self) {
        self.number.zeroize();
    }
}

/// Reads a table of people: CSV with the columns `subject`, `country`, `document` and `number`. Others
/// must not be able to read the file.
///
/// # Errors
/// If the file is open to others, a row cannot be read, or a subject occurs twice.
pub fn people(path: &Path) -> Result<Vec<Person>> {
    let text = files::read_secret(path)?;
    let wrong = |line: usize, problem: &dyn std::fmt::Display| -> Error {
        let problem = format!("line {line}: {problem}");
        CredentialsError::format(path, "a table of people", problem).into()
    };
    let mut seen = HashSet::new();
    let mut people = Vec::new();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    for (line, row) in (2..).zip(reader.deserialize::<Row>()) {
        // The error of a row could quote the number; its kind does not.
        let row = row.map_err(|_| {
            wrong(line, &"expected subject,country,document,number, as in the first line")
        })?;
        if !seen.insert(row.subject.clone()) {
            return Err(wrong(line, &"the subject occurs twice"));
        }
        let identity = Identity::new(&row.country, row.document, &row.number);
        let identity = identity.map_err(|cause| wrong(line, &cause))?;
        people.push(Person { subject: row.subject.clone(), identity });
    }
    Ok(people)
}

/// Where a key holder is.
#[derive(Clone, Debug)]
pub struct KeyHolderAt {
    url: String,
    rpc: RpcClient,
}

impl KeyHolderAt {
    /// Connects to the key holder at `url` (`ws://…` or `wss://…`).
    ///
    /// # Errors
    /// If nothing answers there.
    pub async fn connect(url: &str) -> Result<Self> {
        let rpc = RpcClient::from_insecure_url(url).await;
        let rpc = rpc.map_err(|cause| unanswered(url, cause))?;
        Ok(Self { url: url.to_string(), rpc })
    }

    /// Sends a request.
    ///
    /// # Errors
    /// If it is refused, or the answer is none. Whether to believe it is for the caller to see.
    async fn ask(&self, signed: &SignedTagRequest) -> Result<TagAnswer> {
        let answer = self.rpc.request::<serde_json::Value>(METHOD, rpc_params![signed]).await;
        let answer = answer.map_err(|cause| unanswered(&self.url, cause))?;
        Ok(TagAnswer::from_json(answer.to_string().as_bytes())?)
    }
}

fn unanswered(url: &str, cause: impl ToString) -> Error {
    let cause = cause.to_string().replace("RPC error: ", "").replace("client error: ", "");
    CredentialsError::KeyHolder { url: url.to_string(), cause }.into()
}

/// Has the tags of identities computed under one key, in their order. `progress` is told how many are
/// done.
///
/// # Errors
/// If a request is refused, or an answer is not that of the registered key.
pub async fn compute(
    holder: &KeyHolderAt,
    key: &PublicKey,
    issuer: IssuerId,
    signer: &Key,
    identities: &[Identity],
    progress: impl Fn(usize),
) -> Result<Vec<Tagged>> {
    let mut tagged = Vec::with_capacity(identities.len());
    for batch in identities.chunks(MAX_BATCH) {
        let who = (issuer, signer.account().0);
        let (request, pending) = Pending::prepare(key, who, batch.to_vec(), now(), &mut OsRng)?;
        let signature = signatures::sign(signer, &request.message());
        let answer = holder.ask(&SignedTagRequest { request, signature }).await?;
        tagged.extend(pending.finish(&answer)?);
        progress(tagged.len());
    }
    Ok(tagged)
}

/// The tag of a person, as it is attested.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct TagView {
    /// Of whom the attestation will be.
    pub subject: String,
    /// The serial that it will have.
    pub serial: u32,
    /// The tag under the domain's key.
    pub tag: String,
    /// The tag under the key of before, while it is asked for.
    pub previous: Option<String>,
}

/// Opens an issuer's transcripts, or creates them.
///
/// # Errors
/// If the key is not the right one, or the file is damaged or something else.
pub fn transcripts(path: &Path, key: VaultKey) -> Result<Vault<Transcripts>> {
    Ok(match path.exists() {
        true => Vault::open(path, key)?,
        false => Vault::create(path, key, Transcripts::default())?,
    })
}

/// Keeps the transcripts for the attestations in these slots, and returns the tags. The first of the
/// lists is that under the current key, the second, if there is one, that under the one of before.
///
/// # Errors
/// If the vault cannot be saved; no tag is to be used then, since nothing would show how it came
/// about.
pub fn keep(
    vault: &mut Vault<Transcripts>,
    slots: &[Slot],
    tagged: &[Vec<Tagged>],
) -> Result<Vec<TagView>> {
    vault.update(|kept| {
        for of_key in tagged {
            for (slot, tagged) in slots.iter().zip(of_key) {
                kept.keep(slot.clone(), tagged.transcript.clone());
            }
        }
        Ok::<_, Error>(())
    })?;
    let tag = |key: usize, person: usize| {
        tagged.get(key).and_then(|all| all.get(person)).map(|one| hex32::encode(&one.tag))
    };
    let views = slots.iter().enumerate().filter_map(|(person, slot)| {
        Some(TagView {
            subject: AccountId::from(slot.subject).to_string(),
            serial: slot.serial,
            tag: tag(0, person)?,
            previous: tag(1, person),
        })
    });
    Ok(views.collect())
}
