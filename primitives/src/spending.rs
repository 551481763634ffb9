//! How an approved proposal proves to the treasury what it may spend.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::{Balance, ProposalId};

/// The right to spend, as the treasury's spend origin grants it.
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
pub struct SpendAuthority {
    /// The most that one spend may come to.
    pub limit: Balance,
    /// The proposal that was approved; none where the origin is not a proposal's.
    pub proposal: Option<ProposalId>,
}
