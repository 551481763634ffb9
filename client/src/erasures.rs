//! Having what issuers hold about somebody erased, and showing that it was asked for and answered.
//!
//! The subject [asks](request) with a text that its account signs. The holder [answers](answer): it
//! erases, or refuses until a legal date, and gives a signed receipt either way. With the claims go
//! the [transcripts](crate::person_tags) by which a person tag was computed, since those hold the
//! identity itself. What is refused until a date is [carried out](carry_out_due) after it. Anybody
//! with the request and the holder's public key can [check] a receipt.

use std::collections::BTreeSet;

use althing_credentials::{
    erasure::{Answer, Asked, Holder, Outcome, Receipt, Request, SignedRequest},
    hex32,
    jose::PublicKey,
    tags::Transcripts,
    time,
    wallet::{ClaimDigest, Entry, Records, Vault, Wallet},
    Attested, Slot,
};
use serde::Serialize;

use crate::{
    connection::AccountId,
    credentials::{signatures, CredentialsError},
    errors::{Error, Result},
    keys::Key,
};

/// The name by which an issuer is asked: `althing:<genesis>:issuer:<id>`.
pub fn holder_name(slot: &Slot, issuer: u32) -> String {
    let Slot { genesis, schema, subject, serial } = *slot;
    Attested { genesis, schema, subject, serial, issuer }.issuer_uri()
}

/// The digests of the named claims of an attestation, or of all.
///
/// # Errors
/// If there is no claim of a name.
pub fn digests(entry: &Entry, fields: &[&str]) -> Result<BTreeSet<ClaimDigest>> {
    if fields.is_empty() {
        return Ok(entry.claims.open_digests());
    }
    let set = entry.claims.to_set()?;
    fields.iter().map(|field| Ok(set.claim(field)?.digest())).collect()
}

/// Asks a holder to erase claims.
///
/// # Errors
/// If there are no claims, the holder's name is no name, or the key is not the subject's.
pub fn request(
    entry: &Entry,
    fields: &[&str],
    holder: &str,
    key: &Key,
    now: u64,
) -> Result<SignedRequest> {
    let slot = &entry.slot;
    if slot.subject != key.account().0 {
        return Err(Error::Usage(format!(
            "the attestation is about {}, and --key is that of {}; the subject has to sign",
            AccountId::from(slot.subject),
            key.account()
        )));
    }
    let asked = Request::new(holder, slot.clone(), digests(entry, fields)?, now)?;
    Ok(asked.sign(|message| signatures::sign(key, message)))
}

/// What an answer did.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Answered {
    /// The answer to the subject.
    pub answer: Answer,
    /// How many transcripts of person tags went with the claims.
    pub transcripts: usize,
    /// The backups of transcripts, out of which nothing can be erased singly.
    pub transcripts_left: Vec<String>,
}

/// Answers a request that the subject's account signed. Where it erases, the transcripts of the same
/// attestation are erased too, and only then is there a receipt.
///
/// # Errors
/// If the request is not signed by its subject, is for somebody else, or names what is not there.
pub fn answer(
    holder: &Holder<'_>,
    records: &mut Vault<Records>,
    transcripts: Option<&mut Vault<Transcripts>>,
    asked: &Asked,
    now: u64,
) -> Result<Answered> {
    let answer = match asked {
        Asked::Signed(signed) => holder.answer(records, signed, now)?,
        Asked::Identified(request) => holder.answer_identified(records, request, now)?,
    };
    let slot = asked.request().slot.clone();
    finish(answer, &slot, transcripts)
}

/// Carries out what was refused until a date that has passed.
///
/// # Errors
/// If a vault cannot be changed.
pub fn carry_out_due(
    holder: &Holder<'_>,
    records: &mut Vault<Records>,
    mut transcripts: Option<&mut Vault<Transcripts>>,
    now: u64,
) -> Result<Vec<Answered>> {
    let answers = holder.carry_out_due(records, now)?;
    let mut done = Vec::with_capacity(answers.len());
    for answer in answers {
        let asked = records.content().requests();
        let slot = asked
            .map(|handled| handled.asked.request())
            .find(|request| request.id == answer.receipt.request)
            .map(|request| request.slot.clone());
        let slot = slot.ok_or_else(|| {
            CredentialsError::NotValid("the records lost a request that they answered".into())
        })?;
        done.push(finish(answer, &slot, transcripts.as_deref_mut())?);
    }
    Ok(done)
}

fn finish(
    answer: Answer,
    slot: &Slot,
    transcripts: Option<&mut Vault<Transcripts>>,
) -> Result<Answered> {
    let mut answered = Answered { answer, transcripts: 0, transcripts_left: Vec::new() };
    let is_done = matches!(answered.answer.receipt.outcome, Outcome::Done { .. });
    if let (true, Some(vault)) = (is_done, transcripts) {
        vault.refresh()?;
        if !vault.content().of(slot).is_empty() {
            answered.transcripts = vault.update(|kept| erase_slot(kept, slot))?;
        }
        let copies = vault.copies().iter().map(|copy| &copy.path);
        answered.transcripts_left =
            copies.chain(vault.rotations()).map(|path| path.display().to_string()).collect();
    }
    Ok(answered)
}

fn erase_slot(kept: &mut Transcripts, slot: &Slot) -> Result<usize> {
    Ok(kept.erase_slot(slot))
}

/// Checks a receipt with the key of the holder, for exactly this request.
///
/// # Errors
/// If it is not signed with that key, or is for another request.
pub fn check(jws: &str, key: &PublicKey, request: &Request) -> Result<ReceiptView> {
    Ok(ReceiptView::of(&Receipt::verify(jws.trim(), key, request)?))
}

/// Checks a receipt with each of the keys that the holder has registered.
///
/// # Errors
/// If it is signed with none of them, or is for another request.
pub fn check_any(jws: &str, keys: &[PublicKey], request: &Request) -> Result<ReceiptView> {
    let mut refused =
        Error::from(CredentialsError::NotValid("the holder has no keys registered".into()));
    for key in keys {
        match check(jws, key, request) {
            Ok(receipt) => return Ok(receipt),
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

/// Keeps a receipt in the wallet.
///
/// # Errors
/// If the wallet cannot be saved.
pub fn keep_receipt(vault: &mut Vault<Wallet>, request: &Request, jws: &str) -> Result<()> {
    Ok(vault.update(|wallet| wallet.keep_receipt(&request.id, jws.trim()))?)
}

/// A receipt as people and programs read it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ReceiptView {
    /// Who answered.
    pub holder: String,
    /// The id of the request.
    pub request: String,
    /// When it was answered.
    pub answered: String,
    /// `done` or `refused`.
    pub outcome: &'static str,
    /// How many claims were asked for.
    pub claims: usize,
    /// The claims by their digests.
    pub digests: Vec<String>,
    /// Where it is done: how many backups the holder could not reach.
    pub backups_left: Option<u32>,
    /// Where it is refused: until when.
    pub until: Option<String>,
    /// Where it is refused: the provision that says so.
    pub legal_basis: Option<String>,
}

impl ReceiptView {
    /// A receipt.
    pub fn of(receipt: &Receipt) -> Self {
        let (outcome, backups_left, until, legal_basis) = match &receipt.outcome {
            Outcome::Done { backups_left } => ("done", Some(*backups_left), None, None),
            Outcome::Refused { until, legal_basis } => {
                ("refused", None, Some(time::text(*until)), Some(legal_basis.clone()))
            }
        };
        Self {
            holder: receipt.holder.clone(),
            request: receipt.request.clone(),
            answered: time::text(receipt.when),
            outcome,
            claims: receipt.digests.len(),
            digests: receipt.digests.iter().map(hex32::encode).collect(),
            backups_left,
            until,
            legal_basis,
        }
    }
}

/// What is due in an issuer's records.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct DueView {
    /// The requests that were refused until a date that has passed, by their ids.
    pub requests: Vec<String>,
    /// The records with claims that no law obliges to keep any longer, whether anybody asked or not.
    pub past_retention: Vec<RecordView>,
}

/// A record.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct RecordView {
    /// The schema.
    pub schema: u32,
    /// The subject, by its 32 bytes.
    pub subject: String,
    /// Which of the subject's attestations under the schema.
    pub serial: u32,
    /// How many claims can still be opened.
    pub claims: usize,
    /// Until when it had to be kept.
    pub kept_until: Option<String>,
}

impl DueView {
    /// What is due now.
    pub fn of(records: &Records, now: u64) -> Self {
        let due = records.requests().filter(|one| match &one.outcome {
            Outcome::Refused { until, .. } => *until <= now,
            Outcome::Done { .. } => false,
        });
        let mut past_retention: Vec<_> = records
            .past_retention(now)
            .map(|record| RecordView {
                schema: record.entry.slot.schema,
                subject: hex32::encode(&record.entry.slot.subject),
                serial: record.entry.slot.serial,
                claims: record.entry.claims.open().len(),
                kept_until: record.retention.as_ref().map(|until| time::text(until.until)),
            })
            .collect();
        past_retention.sort_by(|one, next| {
            (one.schema, &one.subject, one.serial).cmp(&(next.schema, &next.subject, next.serial))
        });
        Self { requests: due.map(|one| one.asked.request().id.clone()).collect(), past_retention }
    }
}

#[cfg(test)]
mod tests;
