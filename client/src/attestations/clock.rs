//! Blocks as dates and dates as blocks. The chain counts blocks; how long one takes is estimated
//! from the latest, so every date is one too.

use std::str::FromStr;

use althing_credentials::time;
use serde::Serialize;

use crate::{
    chain,
    connection::{height, At, Chain},
    errors::{Error, Result},
};

/// From how many blocks the time of one is estimated.
const SAMPLE: u32 = 100;

const DAY: u64 = 86_400;

/// The present block, its time, and how long a block takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Clock {
    /// The present block.
    pub now: u32,
    /// Its time, in thousandths of a second since 1970.
    pub time: u64,
    /// How long a block takes, in thousandths of a second; none if that is not known yet.
    pub block_time: Option<u64>,
}

/// A block, and about when it is or was.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Moment {
    /// The block.
    pub block: u32,
    /// Its time in UTC, estimated; none if it cannot be.
    pub estimated: Option<String>,
}

impl Moment {
    /// In words.
    pub fn words(&self) -> String {
        match &self.estimated {
            Some(time) => format!("block {} (about {time})", self.block),
            None => format!("block {}", self.block),
        }
    }
}

impl Clock {
    /// Reads it as of the block `at`.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn read(chain: &Chain, at: &At) -> Result<Self> {
        let now = height(at);
        let time = timestamp(at).await?;
        let back = SAMPLE.min(now.saturating_sub(1));
        let before = match chain.hash_of(now.saturating_sub(back)).await? {
            // A node that keeps few states may not know that block's any more.
            Some(hash) if back > 0 => timestamp(&chain.at(hash).await?).await.ok(),
            _ => None,
        };
        let elapsed = before.map(|before| time.saturating_sub(before));
        let block_time = elapsed.and_then(|elapsed| elapsed.checked_div(u64::from(back)));
        Ok(Self { now, time, block_time: block_time.filter(|length| *length > 0) })
    }

    /// A block, and about when it is or was.
    pub fn moment(&self, block: u32) -> Moment {
        let minutes = |seconds: u64| {
            let text = time::text(seconds);
            text.get(..16)
                .map_or(text.clone(), |minutes| format!("{} UTC", minutes.replace('T', " ")))
        };
        Moment { block, estimated: self.seconds_of(block).map(minutes) }
    }

    /// A block in words.
    pub fn words(&self, block: u32) -> String {
        self.moment(block).words()
    }

    fn seconds_of(&self, block: u32) -> Option<u64> {
        let length = self.block_time?;
        let away = u64::from(block.abs_diff(self.now)).checked_mul(length)?;
        let time = match block >= self.now {
            true => self.time.checked_add(away)?,
            false => self.time.checked_sub(away)?,
        };
        Some(time / 1000)
    }

    /// The block that `when` names.
    ///
    /// # Errors
    /// If it lies in no block that can be counted, or no date can be estimated on this chain yet.
    pub fn resolve(&self, when: When) -> Result<u32> {
        let unknown = || {
            let problem = "how long a block takes is not known on this chain yet: name a block";
            Error::Usage(problem.into())
        };
        let seconds = match when {
            When::Block(block) => return Ok(block),
            When::After(blocks) => return self.after(u64::from(blocks)),
            When::In(seconds) => seconds,
            When::Date(date) => date.checked_sub(self.time / 1000).ok_or_else(|| {
                Error::Usage("that day has passed; name one to come, or a block".into())
            })?,
        };
        let length = self.block_time.ok_or_else(unknown)?;
        self.after(seconds.saturating_mul(1000) / length)
    }

    fn after(&self, blocks: u64) -> Result<u32> {
        let block = u64::from(self.now).saturating_add(blocks);
        u32::try_from(block)
            .map_err(|_| Error::Usage("the chain counts no blocks so far off".into()))
    }
}

async fn timestamp(at: &At) -> Result<u64> {
    Ok(at.storage().fetch(chain::storage().timestamp().now(), ()).await?.decode()?)
}

/// A block as people name it: `1200` is that block, `+100` so many blocks from now, `30d`, `12h` or
/// `1y` after that time, and `2027-01-31` the first block of that day.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum When {
    /// That block.
    Block(u32),
    /// So many blocks from now.
    After(u32),
    /// So many seconds from now.
    In(u64),
    /// That day, in seconds since 1970.
    Date(u64),
}

impl FromStr for When {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let odd = || format!("'{text}' is no block: write 1200, +100, 12h, 30d, 1y or 2027-01-31");
        if let Some(blocks) = text.strip_prefix('+') {
            return blocks.parse().map(Self::After).map_err(|_| odd());
        }
        if let Some(date) = time::parse(&format!("{text}T00:00:00Z")) {
            return u64::try_from(date).map(Self::Date).map_err(|_| odd());
        }
        let unit = match text.chars().last() {
            Some('h') => 3600,
            Some('d') => DAY,
            Some('y') => 365 * DAY,
            _ => return text.parse().map(Self::Block).map_err(|_| odd()),
        };
        let count: u64 =
            text.get(..text.len().saturating_sub(1)).unwrap_or("").parse().map_err(|_| odd())?;
        count.checked_mul(unit).map(Self::In).ok_or_else(odd)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-20T13:05:00Z, with a block every 6 s.
    const CLOCK: Clock = Clock { now: 1_000, time: 1_795_179_900_000, block_time: Some(6_000) };

    #[test]
    fn blocks_have_estimated_dates() {
        assert_eq!(CLOCK.words(1_000), "block 1000 (about 2026-11-20 13:05 UTC)");
        assert_eq!(CLOCK.words(15_400), "block 15400 (about 2026-11-21 13:05 UTC)");
        assert_eq!(CLOCK.words(400), "block 400 (about 2026-11-20 12:05 UTC)");
        let young = Clock { block_time: None, ..CLOCK };
        assert_eq!(young.words(15_400), "block 15400");
    }

    #[test]
    fn dates_are_resolved_to_blocks() {
        let block = |text: &str| CLOCK.resolve(text.parse().unwrap()).unwrap();
        assert_eq!(block("1200"), 1_200);
        assert_eq!(block("+100"), 1_100);
        assert_eq!(block("1h"), 1_600);
        assert_eq!(block("1d"), 15_400);
        assert_eq!(block("2026-11-21"), 1_000 + (11 * 3600 - 300) / 6);
        let young = Clock { block_time: None, ..CLOCK };
        assert!(young.resolve(When::In(60)).is_err());
        assert!(CLOCK.resolve(When::Date(0)).is_err());
        assert!(CLOCK.resolve(When::After(u32::MAX)).is_err());
    }

    #[test]
    fn what_names_no_block_is_refused() {
        for text in ["", "+", "-1", "d", "1w", "ten", "2026-13-01", "99999999999", "é"] {
            assert!(text.parse::<When>().is_err(), "{text}");
        }
    }
}
