//! How an approved proposal proves to other pallets on which track it was approved.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::{ProposalId, TrackId};

/// What the community has decided on a track; other pallets grant rights to a track by its number.
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
pub enum Mandate {
    /// The constitution's own authority, which stands above every track.
    #[codec(index = 0)]
    Root,
    /// A proposal that was approved on a track.
    #[codec(index = 1)]
    Track {
        /// The track.
        track: TrackId,
        /// The proposal.
        proposal: ProposalId,
    },
}

impl Mandate {
    /// Whether it covers what was granted to `track`.
    pub fn covers(&self, track: TrackId) -> bool {
        match self {
            Self::Root => true,
            Self::Track { track: own, .. } => *own == track,
        }
    }

    /// The proposal that was approved; none for Root.
    pub fn proposal(&self) -> Option<ProposalId> {
        match self {
            Self::Root => None,
            Self::Track { proposal, .. } => Some(*proposal),
        }
    }
}
