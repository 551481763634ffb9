//! How a holder answers requests.

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Serialize};

use super::{ErasureError, Outcome, Receipt, Request, Result, SignedRequest};
use crate::{
    cnf::AccountVerifier,
    jose::SigningKey,
    time,
    wallet::{ClaimDigest, CopyLeft, Records, Vault},
};

/// Another program changed the record while this one was answering.
const CHANGED: ErasureError =
    ErasureError::Request("the record was changed meanwhile; answer the request again");

/// A request that was answered, as the holder's vault remembers it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Handled {
    /// What was asked.
    pub asked: Asked,
    /// When it was answered, in seconds since 1970.
    pub when: u64,
    /// How.
    pub outcome: Outcome,
}

/// A request, and how the holder knew that the subject made it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// The subject's account signed it.
    Signed(SignedRequest),
    /// The holder identified the subject by other means.
    Identified(Request),
}

impl Asked {
    /// The request itself.
    pub fn request(&self) -> &Request {
        match self {
            Self::Signed(signed) => &signed.request,
            Self::Identified(request) => request,
        }
    }
}

/// A receipt, and what the holder itself should know.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Answer {
    /// The receipt for the subject.
    pub receipt: Receipt,
    /// The receipt as a compact JWS.
    pub jws: String,
    /// The backups from which the claims could not be erased. Destroy them, let the vault
    /// [forget](Vault::forget) them, and answer the request again: the receipt then counts none.
    pub left: Vec<CopyLeft>,
}

/// One who holds records: an issuer or a register.
pub struct Holder<'a> {
    /// Its name, as requests give it.
    pub name: &'a str,
    /// The key that signs its receipts.
    pub key: &'a SigningKey,
    /// Who checks signatures of accounts.
    pub accounts: &'a dyn AccountVerifier,
}

impl fmt::Debug for Holder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Holder").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Holder<'_> {
    /// Answers a request that the subject's account signed: erases, or refuses until the date to
    /// which the law obliges. A request that was answered with an erasure is answered in the same
    /// way again; one that was refused is looked at anew.
    ///
    /// The receipt for an erasure is signed only after the vault was opened again and the salts
    /// were not in it.
    pub fn answer(
        &self,
        vault: &mut Vault<Records>,
        signed: &SignedRequest,
        now: u64,
    ) -> Result<Answer> {
        signed.verify(self.accounts)?;
        self.answer_asked(vault, Asked::Signed(signed.clone()), now)
    }

    /// As [`Holder::answer`], for a subject that the holder has identified by other means, because
    /// its account is lost or it is no account.
    pub fn answer_identified(
        &self,
        vault: &mut Vault<Records>,
        request: &Request,
        now: u64,
    ) -> Result<Answer> {
        request.check()?;
        self.answer_asked(vault, Asked::Identified(request.clone()), now)
    }

    fn answer_asked(&self, vault: &mut Vault<Records>, asked: Asked, now: u64) -> Result<Answer> {
        let request = asked.request();
        if request.holder != self.name {
            return Err(ErasureError::OtherHolder {
                asked: request.holder.clone(),
                own: self.name.into(),
            });
        }
        if request.asked > now.saturating_add(time::LEEWAY) {
            return Err(ErasureError::Request("it is dated in the future; check both clocks"));
        }
        vault.refresh()?;
        match refusal(vault.content(), request, now)? {
            Some(outcome) => {
                vault.update(|records| match refusal(records, request, now)? {
                    Some(still) if still == outcome => {
                        note(records, &asked, now, still);
                        Ok(())
                    }
                    _ => Err(CHANGED),
                })?;
                self.receipted(request, now, outcome, Vec::new())
            }
            None => self.erase(vault, &asked, now),
        }
    }

    /// Carries out what was refused until a date that has passed. One receipt for each request.
    pub fn carry_out_due(&self, vault: &mut Vault<Records>, now: u64) -> Result<Vec<Answer>> {
        vault.refresh()?;
        let due: Vec<Asked> = vault
            .content()
            .handled
            .values()
            .filter(|one| matches!(one.outcome, Outcome::Refused { .. }))
            .filter(|one| matches!(refusal(vault.content(), one.asked.request(), now), Ok(None)))
            .map(|one| one.asked.clone())
            .collect();
        due.iter().map(|asked| self.erase(vault, asked, now)).collect()
    }

    fn erase(&self, vault: &mut Vault<Records>, asked: &Asked, now: u64) -> Result<Answer> {
        let request = asked.request();
        let digests: BTreeSet<ClaimDigest> = request.digests.iter().copied().collect();
        // The vault is read again under its lock, and what was true before may not be any more.
        let (erasure, (when, outcome)) = vault.erase_and(
            &digests,
            |records| match refusal(records, request, now)? {
                Some(_) => Err(CHANGED),
                None => Ok(()),
            },
            |records, erasure| {
                let backups_left = u32::try_from(erasure.left.len()).unwrap_or(u32::MAX);
                let outcome = Outcome::Done { backups_left };
                // A repetition that finds nothing more to do keeps the date of the erasure.
                match records.handled.get(&request.id) {
                    Some(known) if known.outcome == outcome => {}
                    _ => note(records, asked, now, outcome.clone()),
                }
                let when = records.handled.get(&request.id).map_or(now, |known| known.when);
                (when, outcome)
            },
        )?;
        self.receipted(request, when, outcome, erasure.left)
    }

    fn receipted(
        &self,
        request: &Request,
        when: u64,
        outcome: Outcome,
        left: Vec<CopyLeft>,
    ) -> Result<Answer> {
        let receipt = Receipt::new(request, when, outcome);
        let jws = receipt.sign(self.key)?;
        Ok(Answer { receipt, jws, left })
    }
}

/// Why the request is refused now; none if it is to be done, or was done before. Fails if it names
/// what is not there, or has the id of another request.
fn refusal(records: &Records, request: &Request, now: u64) -> Result<Option<Outcome>> {
    match records.handled.get(&request.id) {
        Some(known) if known.asked.request() != request => {
            return Err(ErasureError::IdTaken(request.id.clone()))
        }
        Some(Handled { outcome: Outcome::Done { .. }, .. }) => return Ok(None),
        _ => {}
    }
    let record = records.get(&request.slot).ok_or(ErasureError::NoRecord)?;
    let known = record.entry.claims.digests();
    if let Some(unknown) = request.digests.iter().find(|digest| !known.contains(digest)) {
        return Err(ErasureError::NoClaim(hex::encode(unknown)));
    }
    Ok(record.retention.as_ref().filter(|retention| retention.binds(now)).map(|retention| {
        Outcome::Refused { until: retention.until, legal_basis: retention.basis.clone() }
    }))
}

fn note(records: &mut Records, asked: &Asked, when: u64, outcome: Outcome) {
    let handled = Handled { asked: asked.clone(), when, outcome };
    records.handled.insert(asked.request().id.clone(), handled);
}
