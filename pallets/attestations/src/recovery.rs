//! Recovery: an attestation follows its person to another account.

use althing_primitives::BlockNumber;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::{IssuerId, Serial, Terms};

/// A recovery that waits for objections.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Recovery<AccountId> {
    /// The account to which the attestation moves.
    pub to: AccountId,
    /// The issuer that has proofed the person again.
    pub issuer: IssuerId,
    /// What it attests.
    pub terms: Terms,
    /// The attestation that moves.
    pub serial: Serial,
    /// The first block in which it can be completed, and no longer objected to.
    pub ready: BlockNumber,
}
