//! What the treasury stores.

use althing_primitives::{eligibility::PolicyVersion, Balance, BlockNumber, ProposalId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// Identifies a spend; sequential, never used again.
pub type SpendId = u32;

/// Why something was done: text in UTF-8, or the URI of one.
pub type Reason = BoundedVec<u8, ConstU32<256>>;

/// What an amount is counted in.
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
pub enum Asset {
    /// The chain's own token.
    #[codec(index = 0)]
    Native,
}

/// Money that is promised to a beneficiary.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Spend<AccountId> {
    /// The proposal that approved it; none where the origin was not a proposal's.
    pub proposal: Option<ProposalId>,
    /// Who receives the money.
    pub beneficiary: AccountId,
    /// What the amount is counted in.
    pub asset: Asset,
    /// How much is promised.
    #[codec(compact)]
    pub amount: Balance,
    /// The first block in which it can be claimed.
    pub valid_from: BlockNumber,
    /// The first block in which it can no longer be claimed.
    pub expires: BlockNumber,
    /// The policy that the beneficiary must meet when the money is paid; none: nothing is asked.
    pub policy: Option<PolicyVersion>,
}

impl<AccountId> Spend<AccountId> {
    /// Whether it can no longer be claimed in block `now`.
    pub fn has_expired(&self, now: BlockNumber) -> bool {
        now >= self.expires
    }

    /// Whether it has become claimable by block `now`, be it expired or not.
    pub fn has_begun(&self, now: BlockNumber) -> bool {
        now >= self.valid_from
    }
}

/// When which spend expires: a key whose bytes sort by block, then by number.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Encode,
    Eq,
    MaxEncodedLen,
    Ord,
    PartialEq,
    PartialOrd,
    TypeInfo,
)]
pub struct Expiry {
    /// The block, big-endian.
    expires: [u8; 4],
    /// The spend, big-endian.
    id: [u8; 4],
}

impl Expiry {
    /// The key of the spend `id`, which expires in block `expires`.
    pub fn new(expires: BlockNumber, id: SpendId) -> Self {
        Self { expires: expires.to_be_bytes(), id: id.to_be_bytes() }
    }

    /// The first block in which the spend can no longer be claimed.
    pub fn expires(&self) -> BlockNumber {
        BlockNumber::from_be_bytes(self.expires)
    }

    /// The spend.
    pub fn id(&self) -> SpendId {
        SpendId::from_be_bytes(self.id)
    }
}

/// What became of all concluded spends.
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
pub struct Totals {
    /// All that was ever paid out.
    #[codec(compact)]
    pub paid: Balance,
    /// All that was ever promised and then released, by voiding or expiry.
    #[codec(compact)]
    pub released: Balance,
}
