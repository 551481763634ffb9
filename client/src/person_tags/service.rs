//! Answering requests for tags.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use althing_credentials::tags::{
    IssuerAccess, KeyHolder, KeyRing, Ledger, Limit, SignedTagRequest, TagAnswer, TagError,
};
use rand::rngs::OsRng;
use tokio::sync::Mutex;

use super::register::Register;
use crate::{
    credentials::{now, signatures},
    errors::{Error, Result},
};

/// How fast an issuer may ask unless told otherwise.
pub const LIMIT: Limit = Limit { per_hour: 600, burst: 200 };

/// A key holder that knows the issuers which the register knows, and nobody else.
///
/// Each request is checked in the order of what it costs: its signature, then the register, then the
/// issuer's rate; only then is the key used. What an issuer has used up is on the disk before it is
/// answered.
pub struct Service<R> {
    register: R,
    ledger: PathBuf,
    ring: KeyRing,
    limit: Limit,
    /// The accounts as the register last said, and the key holder that knows them.
    holder: Mutex<Known>,
}

/// A key holder, and the issuers it was told of.
struct Known {
    issuers: BTreeMap<u32, IssuerAccess>,
    /// None while it is made anew, and after that has failed.
    holder: Option<KeyHolder>,
}

impl<R: Register> Service<R> {
    /// A service with the keys of `ring`, which remembers at `ledger` what issuers have used up.
    ///
    /// # Errors
    /// If another process uses the ledger, or it cannot be read or written.
    pub fn new(register: R, ring: KeyRing, ledger: &Path, limit: Limit) -> Result<Self> {
        let known = Known {
            issuers: BTreeMap::new(),
            holder: Some(KeyHolder::new(ring.clone(), BTreeMap::new(), Ledger::open(ledger)?)),
        };
        let ledger = ledger.to_path_buf();
        Ok(Self { register, ledger, ring, limit, holder: Mutex::new(known) })
    }

    /// Answers the text of a request.
    ///
    /// # Errors
    /// If it is malformed, not signed, its issuer or account is not known, it is too old, or the
    /// issuer has used up its rate; and if the register cannot be asked.
    pub async fn answer(&self, text: &[u8]) -> Result<TagAnswer> {
        self.answer_at(text, now()).await
    }

    /// As [`Self::answer`], at `now` in seconds since 1970.
    pub(super) async fn answer_at(&self, text: &[u8], now: u64) -> Result<TagAnswer> {
        let signed = SignedTagRequest::from_json(text)?;
        let request = &signed.request;
        if !signatures::is_signed(&request.signer, &request.message(), &signed.signature) {
            return Err(TagError::Signature.into());
        }
        let accounts = self.register.accounts(request.domain, request.issuer).await?;
        let access = IssuerAccess { accounts, limit: self.limit };
        let mut known = self.holder.lock().await;
        let holder = self.knowing(&mut known, request.issuer, access)?;
        Ok(holder.evaluate(&signed, now, signatures::is_signed, &mut OsRng)?)
    }

    /// The key holder, once it knows what the register says of an issuer.
    fn knowing<'a>(
        &self,
        known: &'a mut Known,
        issuer: u32,
        access: IssuerAccess,
    ) -> Result<&'a KeyHolder> {
        let changed = match access.accounts.is_empty() {
            true => known.issuers.remove(&issuer).is_some(),
            false => known.issuers.insert(issuer, access.clone()) != Some(access),
        };
        if changed || known.holder.is_none() {
            // The ledger is let go before it is opened again.
            drop(known.holder.take());
            let ledger = Ledger::open(&self.ledger)?;
            let issuers = known.issuers.clone();
            known.holder = Some(KeyHolder::new(self.ring.clone(), issuers, ledger));
        }
        known.holder.as_ref().ok_or_else(|| Error::Chain("there is no key holder".into()))
    }
}
