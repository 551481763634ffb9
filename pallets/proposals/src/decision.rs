//! A decision under way: what has been counted, and what follows from it.
//!
//! Between two ballots the tally is constant, and thresholds never rise. So once a proposal passes
//! it keeps passing until the next ballot, and all that happens between two ballots can be computed
//! when the second one comes: in which block confirmation started, and whether it ended before.
//! Nothing depends on when anybody looks, and a ballot schedules nothing for itself.

use althing_primitives::{poll::HouseTally, Balance, BlockNumber, TrackId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::Track;

/// A decision, with the rules that were in force when it started.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Decision<Tally> {
    /// The track's rules, as of the start.
    pub rules: Track,
    /// The transaction version under which the call was understood at the start, or when it was
    /// last reaffirmed.
    pub transaction_version: u32,
    /// The block in which it started.
    pub began: BlockNumber,
    /// The block up to which `confirming_since` is known.
    pub evaluated: BlockNumber,
    /// The block in which the running confirmation started.
    pub confirming_since: Option<BlockNumber>,
    /// What has been counted.
    pub tally: Tally,
}

/// How a decision ended, and as of which block.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// It passed for the whole confirmation, which ended in this block.
    Approved(BlockNumber),
    /// It did not pass when the decision period ended, or lost its confirmation after that.
    Rejected(BlockNumber),
}

impl Outcome {
    /// The block as of which it holds.
    pub fn at(&self) -> BlockNumber {
        match self {
            Self::Approved(at) | Self::Rejected(at) => *at,
        }
    }
}

/// What evaluating a decision brought to light.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Progress {
    /// Confirmation started in this block.
    pub started: Option<BlockNumber>,
    /// Confirmation was lost in this block.
    pub lost: Option<BlockNumber>,
    /// The decision is over.
    pub outcome: Option<Outcome>,
}

impl<Tally: HouseTally<Balance, TrackId>> Decision<Tally> {
    /// Starts a decision in block `now`.
    pub fn new(rules: Track, transaction_version: u32, tally: Tally, now: BlockNumber) -> Self {
        Self {
            rules,
            transaction_version,
            began: now,
            evaluated: now,
            confirming_since: None,
            tally,
        }
    }

    /// The block in which the decision period ends; ballots of this block come too late.
    pub fn ends(&self) -> BlockNumber {
        self.began.saturating_add(self.rules.decision)
    }

    /// The last block in which this decision can end.
    pub fn latest_end(&self) -> BlockNumber {
        self.ends().saturating_add(self.rules.confirmation)
    }

    /// Whether every house passes in block `at`, as counted now.
    pub fn is_passing(&self, track: TrackId, at: BlockNumber) -> bool {
        self.rules.is_passing(&self.tally, track, at.saturating_sub(self.began))
    }

    /// Brings the decision up to the start of block `now`, before any ballot of that block.
    pub fn evaluate(&mut self, track: TrackId, now: BlockNumber) -> Progress {
        let mut progress = Progress::default();
        if self.confirming_since.is_none() {
            let start = self.next_start(track).filter(|start| *start <= now);
            self.confirming_since = start;
            progress.started = start;
        }
        progress.outcome = match self.confirmation_ends() {
            Some(end) if end <= now => Some(Outcome::Approved(end)),
            None if self.ends() <= now => Some(Outcome::Rejected(self.ends())),
            _ => None,
        };
        self.evaluated = self.evaluated.max(now);
        progress
    }

    /// Draws the consequence of a ballot that was counted in block `now`.
    pub fn after_ballot(&mut self, track: TrackId, now: BlockNumber) -> Progress {
        let mut progress = Progress::default();
        let passing = self.is_passing(track, now);
        match self.confirming_since {
            Some(_) if !passing => {
                self.confirming_since = None;
                progress.lost = Some(now);
                if self.ends() <= now {
                    progress.outcome = Some(Outcome::Rejected(now));
                }
            }
            None if passing && now < self.ends() => {
                self.confirming_since = Some(now);
                progress.started = Some(now);
            }
            _ => (),
        }
        progress
    }

    /// How it ends if no further ballot is cast.
    pub fn forecast(&self, track: TrackId) -> Outcome {
        let start = self.confirming_since.or_else(|| self.next_start(track));
        match start {
            Some(start) => Outcome::Approved(start.saturating_add(self.rules.confirmation)),
            None => Outcome::Rejected(self.ends()),
        }
    }

    /// The next block in which something happens if no further ballot is cast: confirmation
    /// starts, or the decision ends.
    pub fn next_turn(&self, track: TrackId) -> BlockNumber {
        match self.confirming_since {
            Some(_) => self.forecast(track).at(),
            None => self.next_start(track).unwrap_or_else(|| self.ends()),
        }
    }

    fn confirmation_ends(&self) -> Option<BlockNumber> {
        self.confirming_since.map(|start| start.saturating_add(self.rules.confirmation))
    }

    /// The first block from `evaluated` on, within the decision period, in which it passes.
    ///
    /// Passing is monotone over blocks while the tally stands, hence a binary search: at most 32
    /// steps, and no inverse of a curve that could disagree with the curve by a rounding.
    fn next_start(&self, track: TrackId) -> Option<BlockNumber> {
        let last = self.ends().checked_sub(1)?;
        if self.evaluated > last || !self.is_passing(track, last) {
            return None;
        }
        let (mut low, mut high) = (self.evaluated, last);
        while low < high {
            let middle = low.saturating_add(high.saturating_sub(low) >> 1);
            if self.is_passing(track, middle) {
                high = middle;
            } else {
                low = middle.saturating_add(1);
            }
        }
        Some(low)
    }
}
