//! How proposals and ballots meet.
//!
//! `frame_support`'s [`Polling`] lets a voting pallet reach a poll's tally, and its [`VoteTally`]
//! yields one approval and one support. Neither says how many houses must agree, who may vote, or
//! when the poll ends: [`HouseTally`], [`Ballots`] and [`PollInspect`] do. Any stock `VoteTally` is
//! a [`HouseTally`] of one house, and [`StockBallots`] opens such a tally, so that a stock voting
//! pallet can be bound unchanged.
//!
//! [`Polling`]: frame_support::traits::Polling

use core::marker::PhantomData;

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::VoteTally, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::ConstU32;
use sp_runtime::{DispatchError, Perbill};

use crate::{BlockNumber, ProposalId, TrackId};

/// The greatest number of houses that may have to agree.
pub const MAX_HOUSES: u32 = 2;

/// Who may vote in a poll, and what each of them counts for.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Deserialize,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    Serialize,
    TypeInfo,
)]
pub enum Electorate {
    /// Staked tokens, multiplied by their lock tier.
    #[codec(index = 0)]
    Tokens,
}

/// How far one house has come.
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
pub struct Standing {
    /// The share of the counted power that says aye; abstentions are left out.
    pub approval: Perbill,
    /// The share of the whole electorate that says aye or abstains, unmultiplied.
    pub support: Perbill,
}

/// The standing of every house, in the order in which the electorate names them.
pub type Standings = BoundedVec<Standing, ConstU32<MAX_HOUSES>>;

/// A tally of one or several houses, each of which must pass for the proposal to pass.
pub trait HouseTally<Votes, Class> {
    /// How far each house has come. Never empty.
    fn standings(&self, class: Class) -> Standings;
}

impl<Votes, Class: Clone, T: VoteTally<Votes, Class>> HouseTally<Votes, Class> for T {
    fn standings(&self, class: Class) -> Standings {
        let standing =
            Standing { approval: self.approval(class.clone()), support: self.support(class) };
        BoundedVec::truncate_from([standing].into())
    }
}

/// How long a track may take for the ballots' keeper to stand by its figures, in blocks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Horizon {
    /// Preparation must be shorter than this, or say could be arranged after seeing a proposal.
    pub preparation: BlockNumber,
    /// From the start of the decision to its last possible end: no longer than say is remembered.
    pub decision: BlockNumber,
    /// From the start of the decision to the end of the timelock: no longer than the shortest
    /// lock, so that who decides also bears the outcome.
    pub execution: BlockNumber,
}

/// Keeps the ballots: opens a poll when a decision starts, and is told when it has ended.
pub trait Ballots {
    /// What a poll counts up.
    type Tally;

    /// Opens the poll: freezes who may vote and every denominator as of this block.
    ///
    /// # Errors
    /// If the poll is open already or the electorate cannot be counted.
    fn open(
        poll: ProposalId,
        track: TrackId,
        electorate: Electorate,
    ) -> Result<Self::Tally, DispatchError>;

    /// Takes note that the poll has ended: its ballots may be cleaned up.
    fn close(poll: ProposalId);

    /// How long a track may take.
    fn horizon() -> Horizon;
}

/// Opens tallies for a stock voting pallet, which reads say as of each vote and keeps no history.
pub struct StockBallots<Tally, Votes>(PhantomData<(Tally, Votes)>);

impl<Votes, Tally: VoteTally<Votes, TrackId>> Ballots for StockBallots<Tally, Votes> {
    type Tally = Tally;

    fn open(_: ProposalId, track: TrackId, _: Electorate) -> Result<Tally, DispatchError> {
        Ok(Tally::new(track))
    }

    fn close(_: ProposalId) {}

    fn horizon() -> Horizon {
        Horizon {
            preparation: BlockNumber::MAX,
            decision: BlockNumber::MAX,
            execution: BlockNumber::MAX,
        }
    }
}

/// An open poll: what [`Polling`](frame_support::traits::Polling) does not tell of it.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Poll {
    /// The rules it is held under.
    pub track: TrackId,
    /// Who may vote.
    pub electorate: Electorate,
    /// The block in which the decision started; say is read as of the epoch of this block.
    pub began: BlockNumber,
    /// The last block in which a ballot can be cast, unless confirmation is lost before.
    pub ends: BlockNumber,
}

/// Tells of an open poll what [`Polling`](frame_support::traits::Polling) does not.
pub trait PollInspect {
    /// The poll, if ballots can be cast in it now.
    fn poll(id: ProposalId) -> Option<Poll>;
}
