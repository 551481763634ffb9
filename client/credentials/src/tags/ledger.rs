//! How much each issuer may still ask: what a key holder has to remember over restarts.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::{TagError, REQUEST_LIFETIME};
use crate::{
    files::{self, FileError, Lock},
    hex32,
    journal::JournalError,
    json,
    time::LEEWAY,
};

/// What the file says it is.
const KIND: &str = "althing-tag-ledger-1";

/// Parts of a token. A bucket that gains `n` tokens an hour gains `n` parts a second, so that nothing
/// is lost to rounding.
const PARTS: u64 = 3600;

/// How often one request is answered: again without charge if the answer was lost on the way, but not
/// for ever.
const MOST_ANSWERS: u8 = 3;

/// How fast an issuer may ask: a token bucket. One identity costs one token.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Tokens that are added an hour.
    pub per_hour: u32,
    /// The most tokens that gather, and those that a new issuer begins with.
    pub burst: u32,
}

impl Limit {
    fn capacity(self) -> u64 {
        u64::from(self.burst) * PARTS
    }
}

/// What an issuer has left.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Bucket {
    /// Parts of tokens.
    parts: u64,
    /// Up to when it was filled, in Unix seconds by the ledger's clock.
    filled: u64,
}

/// A request that was answered.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Answered {
    #[serde(with = "hex32")]
    request: [u8; 32],
    /// When it was made.
    made: u64,
    /// How often it was answered.
    times: u8,
}

/// What the file holds.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct State {
    kind: String,
    /// The latest time that was seen, in Unix seconds.
    clock: u64,
    buckets: BTreeMap<u32, Bucket>,
    answered: Vec<Answered>,
}

/// What issuers have left, in a file. The file is replaced before a request is answered.
///
/// Time only moves forward here: a clock that is set back neither refills a bucket twice nor makes an
/// old request new. A clock that once ran far ahead stops refills until it is reached again, or until
/// [`Ledger::set_clock`] is called.
#[derive(Debug)]
pub struct Ledger {
    path: PathBuf,
    state: State,
    /// Keeps other processes out while it is open.
    _lock: Lock,
}

impl Ledger {
    /// Opens the ledger at `path`, or makes one. No other process can open it at the same time; a
    /// file beside it, with `.lock` added to its name, sees to that.
    ///
    /// # Errors
    /// If it is in use, cannot be read or written, or is something else.
    pub fn open(path: &Path) -> Result<Self, TagError> {
        let lock = Lock::take(path, Duration::ZERO)?
            .ok_or_else(|| JournalError::InUse { path: path.to_owned() })?;
        let state = match std::fs::read_to_string(path) {
            Ok(text) => read(path, &text)?,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
                State { kind: KIND.into(), ..State::default() }
            }
            Err(cause) => return Err(FileError { path: path.to_owned(), cause }.into()),
        };
        let ledger = Self { path: path.to_owned(), state, _lock: lock };
        ledger.save()?;
        Ok(ledger)
    }

    /// The time, which is never before one that was seen.
    pub(super) fn clock(&self, now: u64) -> u64 {
        self.state.clock.max(now)
    }

    /// Charges `cost` tokens to an issuer for a request, unless the request was charged before. What
    /// is charged is on the disk when this returns.
    ///
    /// # Errors
    /// [`TagError::Stale`], [`TagError::RateLimited`], [`TagError::AnsweredBefore`] or
    /// [`TagError::Storage`]; nothing is to be answered then.
    pub(super) fn charge(
        &mut self,
        issuer: u32,
        limit: Limit,
        cost: u32,
        (request, made): ([u8; 32], u64),
        now: u64,
    ) -> Result<(), TagError> {
        let now = self.clock(now);
        let ends = made.saturating_add(REQUEST_LIFETIME);
        if now > ends || made > now.saturating_add(LEEWAY) {
            return Err(TagError::Stale { made, now });
        }
        let mut state = self.state.clone();
        state.clock = now;
        state.answered.retain(|answered| now <= answered.made.saturating_add(REQUEST_LIFETIME));
        match state.answered.iter_mut().find(|answered| answered.request == request) {
            Some(answered) if answered.times >= MOST_ANSWERS => {
                return Err(TagError::AnsweredBefore(answered.times));
            }
            Some(answered) => answered.times += 1,
            None => {
                take(&mut state, issuer, limit, cost)?;
                state.answered.push(Answered { request, made, times: 1 });
            }
        }
        self.state = state;
        self.save()
    }

    /// Sets the clock to `now`, in Unix seconds, after it had run ahead. Buckets keep what they hold
    /// and fill up from `now` on.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn set_clock(&mut self, now: u64) -> Result<(), TagError> {
        self.state.clock = now;
        for bucket in self.state.buckets.values_mut() {
            bucket.filled = bucket.filled.min(now);
        }
        self.save()
    }

    /// How many whole tokens an issuer has at `now`.
    pub fn tokens(&self, issuer: u32, limit: Limit, now: u64) -> u64 {
        filled(&self.state, issuer, limit, self.clock(now)).parts / PARTS
    }

    fn save(&self) -> Result<(), TagError> {
        let bytes = serde_json::to_vec(&self.state).map_err(json::JsonError::from)?;
        Ok(files::replace(&self.path, &bytes)?)
    }
}

/// The bucket of an issuer, filled up to `now`.
fn filled(state: &State, issuer: u32, limit: Limit, now: u64) -> Bucket {
    let full = Bucket { parts: limit.capacity(), filled: now };
    let bucket = state.buckets.get(&issuer).copied().unwrap_or(full);
    let gained = now.saturating_sub(bucket.filled).saturating_mul(limit.per_hour.into());
    let parts = bucket.parts.saturating_add(gained).min(limit.capacity());
    Bucket { parts, filled: bucket.filled.max(now) }
}

/// Takes `cost` tokens from the bucket of an issuer.
fn take(state: &mut State, issuer: u32, limit: Limit, cost: u32) -> Result<(), TagError> {
    let mut bucket = filled(state, issuer, limit, state.clock);
    let price = u64::from(cost) * PARTS;
    let Some(left) = bucket.parts.checked_sub(price) else {
        let missing = price - bucket.parts;
        let possible = price <= limit.capacity() && limit.per_hour > 0;
        let retry_after = possible.then(|| missing.div_ceil(limit.per_hour.into()));
        return Err(TagError::RateLimited { issuer, retry_after });
    };
    bucket.parts = left;
    state.buckets.insert(issuer, bucket);
    Ok(())
}

fn read(path: &Path, text: &str) -> Result<State, TagError> {
    let foreign = || JournalError::Foreign { path: path.to_owned(), expected: KIND };
    let state: State = json::read(text).map_err(|_| foreign())?;
    if state.kind != KIND {
        return Err(foreign().into());
    }
    Ok(state)
}
