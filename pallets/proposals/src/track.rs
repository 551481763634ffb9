//! Tracks: the rules under which proposals are decided, kept as data.

use althing_primitives::{
    eligibility::PolicyVersion,
    poll::{Electorate, Horizon, HouseTally, Standing},
    Balance, BlockNumber, TrackId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
    sp_runtime::{traits::Zero, Perbill},
    traits::ConstU32,
    BoundedVec,
};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

use crate::Curve;

/// A track's name, in UTF-8.
pub type TrackName = BoundedVec<u8, ConstU32<32>>;

/// With whose authority an approved call is dispatched.
#[derive(
    Clone,
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
#[serde(rename_all = "camelCase")]
pub enum Authority {
    /// Root: the constitutional track's, which alone changes tracks and the guardian.
    #[codec(index = 0)]
    Root,
    /// May spend from the treasury, up to a limit a spend.
    #[codec(index = 1)]
    Spender {
        /// The most that one spend may come to.
        limit: Balance,
    },
    /// May cancel proposals.
    #[codec(index = 2)]
    Canceller,
    /// May kill proposals, whose deposits are then slashed.
    #[codec(index = 3)]
    Killer,
    /// May do what other pallets grant to this track by its number: accredit issuers, keep
    /// registers.
    #[codec(index = 4)]
    Mandate,
}

/// Whether the guardian may veto what a track approves.
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
#[serde(rename_all = "camelCase")]
pub enum Veto {
    /// Until the timelock ends.
    #[codec(index = 0)]
    Allowed,
    /// Not at all.
    #[codec(index = 1)]
    Never,
}

/// The rules under which proposals are decided. All periods are in blocks.
#[derive(
    Clone,
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
#[serde(rename_all = "camelCase")]
pub struct Track {
    /// What people call it.
    pub name: TrackName,
    /// With whose authority an approved call is dispatched.
    pub authority: Authority,
    /// Who may vote.
    pub electorate: Electorate,
    /// How long a proposal is public before its decision can start.
    pub preparation: BlockNumber,
    /// How long after its submission a proposal times out if its deposit is not complete.
    pub submission_timeout: BlockNumber,
    /// How long voters have to make a proposal pass.
    pub decision: BlockNumber,
    /// How long it must then pass without a break.
    pub confirmation: BlockNumber,
    /// How long an approved call waits, for a veto or for people to prepare.
    pub timelock: BlockNumber,
    /// How long after the timelock a call that failed is tried again.
    pub execution_window: BlockNumber,
    /// How long between two tries.
    pub retry_period: BlockNumber,
    /// How many proposals are under decision at a time; the others queue.
    pub max_deciding: u32,
    /// What the proposer puts down.
    pub submission_deposit: Balance,
    /// What sponsors, the proposer among them if they like, put down together.
    pub decision_deposit: Balance,
    /// The approval that is needed, over the decision period.
    pub approval: Curve,
    /// The support that is needed, over the decision period.
    pub support: Curve,
    /// Whether the guardian may veto.
    pub guardian_veto: Veto,
    /// Which policy a proposer must meet when submitting; none: anybody may propose. What is
    /// submitted stays, whatever becomes of the proposer's standing or of this rule. Where this is
    /// the only track with Root's authority and nobody meets its policy, nobody can lift it.
    pub policy: Option<PolicyVersion>,
}

impl Track {
    /// Whether every rule makes sense by itself and together with how long say is remembered.
    pub fn is_valid(&self, horizon: &Horizon) -> bool {
        let longest_decision = self.decision.saturating_add(self.confirmation);
        let until_execution = longest_decision.saturating_add(self.timelock);
        self.approval.is_valid()
            && self.support.is_valid()
            && !self.decision.is_zero()
            && !self.confirmation.is_zero()
            && !self.retry_period.is_zero()
            && !self.max_deciding.is_zero()
            && self.submission_timeout > self.preparation
            && self.preparation <= horizon.preparation
            && longest_decision <= horizon.decision
            && until_execution <= horizon.execution
    }

    /// The approval and support that every house needs, `elapsed` blocks into the decision.
    pub fn required(&self, elapsed: BlockNumber) -> Standing {
        let x = Perbill::from_rational(elapsed.min(self.decision), self.decision);
        Standing { approval: self.approval.threshold(x), support: self.support.threshold(x) }
    }

    /// Whether every house of `tally` has what it needs, `elapsed` blocks into the decision.
    pub fn is_passing<Tally: HouseTally<Balance, TrackId>>(
        &self,
        tally: &Tally,
        track: TrackId,
        elapsed: BlockNumber,
    ) -> bool {
        let required = self.required(elapsed);
        let standings = tally.standings(track);
        !standings.is_empty()
            && standings.iter().all(|house| {
                house.approval >= required.approval && house.support >= required.support
            })
    }
}
