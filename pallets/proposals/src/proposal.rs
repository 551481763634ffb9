//! What is stored of a proposal.

use althing_primitives::{Balance, BlockNumber, TrackId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{sp_runtime::DispatchError, traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;

use crate::Decision;

/// Where a text can be found: a URI in UTF-8.
pub type Uri = BoundedVec<u8, ConstU32<256>>;

/// Why somebody stopped a proposal: a sentence or a URI in UTF-8.
pub type Reason = BoundedVec<u8, ConstU32<256>>;

/// The text that explains a proposal; it is kept elsewhere and known by its hash.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Text {
    /// The BLAKE2b-256 hash of the text.
    pub hash: H256,
    /// Where it can be found.
    pub uri: Uri,
}

/// Whether the deposit of somebody is the proposer's own or a sponsor's, and how much it is.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Default,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    TypeInfo,
)]
pub struct Deposit {
    /// Put down to submit.
    pub submission: Balance,
    /// Put down so that the decision can start.
    pub decision: Balance,
}

impl Deposit {
    /// All of it.
    pub fn total(&self) -> Balance {
        self.submission.saturating_add(self.decision)
    }
}

/// The state of a proposal.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Status {
    /// Public, waiting for its preparation to end and its deposit to be complete.
    #[codec(index = 0)]
    Preparing,
    /// Ready, waiting until fewer proposals are under decision on its track.
    #[codec(index = 1)]
    Queued {
        /// When it entered the queue.
        since: BlockNumber,
    },
    /// Under decision: ballots count. The decision says whether it is being confirmed.
    #[codec(index = 2)]
    Deciding,
    /// Approved; its call runs after the timelock.
    #[codec(index = 3)]
    Timelocked {
        /// The block as of which it was approved.
        approved: BlockNumber,
        /// The block in which its call runs.
        until: BlockNumber,
    },
    /// Approved, but the runtime's transaction version has changed since: its call could mean
    /// something else now, and waits to be reaffirmed or cancelled.
    #[codec(index = 4)]
    Outdated {
        /// The block as of which it was approved.
        approved: BlockNumber,
        /// When it was found to be outdated.
        since: BlockNumber,
    },
    /// Its call ran.
    #[codec(index = 5)]
    Executed {
        /// When.
        at: BlockNumber,
    },
    /// Its call failed; nothing of it took effect.
    #[codec(index = 6)]
    ExecutionFailed {
        /// When it was last tried.
        at: BlockNumber,
        /// Why it failed.
        error: DispatchError,
        /// How often it was tried.
        attempts: u32,
        /// The last block in which it can be tried again.
        deadline: BlockNumber,
        /// Whether it can still be tried again.
        retries: Retries,
    },
    /// It did not pass.
    #[codec(index = 7)]
    Rejected {
        /// The block as of which it was rejected.
        at: BlockNumber,
    },
    /// Its deposit was not complete in time.
    #[codec(index = 8)]
    TimedOut {
        /// The block as of which it timed out.
        at: BlockNumber,
    },
    /// It was withdrawn by its proposer or cancelled; deposits are paid back.
    #[codec(index = 9)]
    Cancelled {
        /// When.
        at: BlockNumber,
    },
    /// The guardian vetoed it after it was approved; deposits are paid back.
    #[codec(index = 10)]
    Vetoed {
        /// When.
        at: BlockNumber,
    },
    /// It was killed; deposits are slashed.
    #[codec(index = 11)]
    Killed {
        /// When.
        at: BlockNumber,
    },
}

/// Whether a call that failed can be tried again.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    TypeInfo,
)]
pub enum Retries {
    /// Until the deadline, by itself or by anyone.
    #[codec(index = 0)]
    Open,
    /// The deadline has passed.
    #[codec(index = 1)]
    Over,
}

impl Status {
    /// Whether nothing can change it any more.
    pub fn is_concluded(&self) -> bool {
        match self {
            Self::Preparing
            | Self::Queued { .. }
            | Self::Deciding
            | Self::Timelocked { .. }
            | Self::Outdated { .. }
            | Self::ExecutionFailed { retries: Retries::Open, .. } => false,
            Self::Executed { .. }
            | Self::ExecutionFailed { retries: Retries::Over, .. }
            | Self::Rejected { .. }
            | Self::TimedOut { .. }
            | Self::Cancelled { .. }
            | Self::Vetoed { .. }
            | Self::Killed { .. } => true,
        }
    }

    /// When the poll ended, and whether in an approval, if it ended.
    pub fn poll_result(&self) -> Option<(BlockNumber, bool)> {
        match self {
            Self::Preparing | Self::Queued { .. } | Self::Deciding => None,
            Self::Timelocked { approved, .. } | Self::Outdated { approved, .. } => {
                Some((*approved, true))
            }
            Self::Executed { at } | Self::ExecutionFailed { at, .. } | Self::Vetoed { at } => {
                Some((*at, true))
            }
            Self::Rejected { at }
            | Self::TimedOut { at }
            | Self::Cancelled { at }
            | Self::Killed { at } => Some((*at, false)),
        }
    }
}

/// A proposal: what is asked, and how far it has come.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Proposal<AccountId, Call, Tally> {
    /// Who submitted it.
    pub proposer: AccountId,
    /// The rules it is decided under.
    pub track: TrackId,
    /// What runs if it is approved; never changes.
    pub call: Call,
    /// The text that explains it; fixed once the decision starts.
    pub text: Text,
    /// Counts the texts, from 1.
    pub text_version: u32,
    /// When it was submitted.
    pub submitted: BlockNumber,
    /// What sponsors have put down together so that the decision can start.
    pub sponsored: Balance,
    /// How many accounts have a deposit on it that is neither paid back nor slashed.
    pub depositors: u32,
    /// How far it has come.
    pub status: Status,
    /// The decision, from its start on; kept when it is over.
    pub decision: Option<Decision<Tally>>,
    /// The block in which it is looked at next; entries for other blocks are void.
    pub wake_at: Option<BlockNumber>,
}

/// Who may veto, until when.
#[derive(
    Clone,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    TypeInfo,
    serde::Deserialize,
    serde::Serialize,
)]
#[serde(rename_all = "camelCase")]
pub struct Guardian<AccountId> {
    /// The account.
    pub account: AccountId,
    /// The first block in which it is guardian no more.
    pub until: BlockNumber,
}
