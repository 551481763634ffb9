//! What weighs on a record: encumbrances, cautions, and a court's freezes.

use alloc::vec::Vec;

use althing_primitives::Balance;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;

use crate::{Day, Party, VersionNumber};

/// Counts the burdens of a record, from 0; never used again.
pub type BurdenNumber = u16;

/// Orders encumbrances, from 1: the lower goes before the higher.
pub type Rank = u16;

/// The most encumbrances of one record.
pub const MAX_ENCUMBRANCES: u32 = 16;

/// The most cautions against one record.
pub const MAX_CAUTIONS: u32 = 4;

/// The most freezes of one record.
pub const MAX_FREEZES: u32 = 4;

/// Of which kind an encumbrance is.
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
pub enum EncumbranceKind {
    /// Security for a debt: a charge, a mortgage, a lien.
    #[codec(index = 0)]
    Charge,
    /// A lease.
    #[codec(index = 1)]
    Lease,
    /// A right of use, as of way.
    #[codec(index = 2)]
    Easement,
    /// A duty that goes with the land.
    #[codec(index = 3)]
    Covenant,
    /// A right to acquire.
    #[codec(index = 4)]
    Option,
    /// Anything else.
    #[codec(index = 5)]
    Other,
}

/// A right of somebody else.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Encumbrance<AccountId> {
    /// Its number.
    pub number: BurdenNumber,
    /// Of which kind.
    pub kind: EncumbranceKind,
    /// Whose right it is.
    pub beneficiary: Party<AccountId>,
    /// The salted commitment to its terms.
    pub terms: H256,
    /// Its rank; no two of a record have the same.
    pub rank: Rank,
    /// The version that entered it.
    pub since: VersionNumber,
    /// The encumbrance in whose place it came when that was varied.
    pub replaces: Option<BurdenNumber>,
}

/// Somebody claims an interest, and wants to be asked.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Caution<AccountId> {
    /// Its number.
    pub number: BurdenNumber,
    /// Who claims it.
    pub by: AccountId,
    /// The hash of the statement of the interest.
    pub interest: H256,
    /// What is held of the claimant's tokens for as long as it stands.
    #[codec(compact)]
    pub deposit: Balance,
    /// The version that entered it.
    pub since: VersionNumber,
}

/// A court forbids every dealing.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Freeze<AccountId> {
    /// Its number.
    pub number: BurdenNumber,
    /// Who ordered it.
    pub by: AccountId,
    /// The hash of the order.
    pub order: H256,
    /// The last day on which it holds; none: until it is lifted.
    pub until: Option<Day>,
    /// The version that entered it.
    pub since: VersionNumber,
}

/// What weighs on a record now.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Burdens<AccountId> {
    /// Rights of others, in the order of their ranks.
    pub encumbrances: BoundedVec<Encumbrance<AccountId>, ConstU32<MAX_ENCUMBRANCES>>,
    /// Claims.
    pub cautions: BoundedVec<Caution<AccountId>, ConstU32<MAX_CAUTIONS>>,
    /// Freezes; one whose day has passed holds no longer, and stays until it is lifted or replaced.
    pub freezes: BoundedVec<Freeze<AccountId>, ConstU32<MAX_FREEZES>>,
}

impl<AccountId> Default for Burdens<AccountId> {
    fn default() -> Self {
        Self {
            encumbrances: BoundedVec::new(),
            cautions: BoundedVec::new(),
            freezes: BoundedVec::new(),
        }
    }
}

/// One burden of any kind.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Burden<AccountId> {
    /// A right of somebody else.
    #[codec(index = 0)]
    Encumbrance(Encumbrance<AccountId>),
    /// A claim.
    #[codec(index = 1)]
    Caution(Caution<AccountId>),
    /// A freeze.
    #[codec(index = 2)]
    Freeze(Freeze<AccountId>),
}

/// A burden that ended.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct PastBurden<AccountId> {
    /// What it was.
    pub burden: Burden<AccountId>,
    /// The version that ended it.
    pub ended: VersionNumber,
}

/// A rank that an encumbrance gets.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Ranking {
    /// The encumbrance.
    pub number: BurdenNumber,
    /// Its rank of before.
    pub old: Rank,
    /// Its rank.
    pub new: Rank,
}

impl<AccountId> Burdens<AccountId> {
    /// The encumbrance of this number.
    pub fn encumbrance(&self, number: BurdenNumber) -> Option<&Encumbrance<AccountId>> {
        self.encumbrances.iter().find(|it| it.number == number)
    }

    /// The caution of this number.
    pub fn caution(&self, number: BurdenNumber) -> Option<&Caution<AccountId>> {
        self.cautions.iter().find(|it| it.number == number)
    }

    /// The rank behind all others; none, if there is no greater number.
    pub fn next_rank(&self) -> Option<Rank> {
        self.encumbrances.last().map_or(Some(1), |last| last.rank.checked_add(1))
    }

    /// The ranks of all encumbrances once `number` goes before `before`, in their order; none of
    /// them changes if `before` is none, or the encumbrance itself.
    ///
    /// The ranks stay the same ones, and are given to others: those in between move up or down by one.
    ///
    /// None, if there is no such encumbrance.
    pub(crate) fn ranked_before(
        &self,
        number: BurdenNumber,
        before: Option<BurdenNumber>,
    ) -> Option<Vec<Ranking>> {
        self.encumbrance(number)?;
        let mut order: Vec<&Encumbrance<AccountId>> = self.encumbrances.iter().collect();
        if let Some(next) = before.filter(|next| *next != number) {
            let from = order.iter().position(|it| it.number == number)?;
            let moved = order.remove(from);
            let to = order.iter().position(|it| it.number == next)?;
            order.insert(to, moved);
        }
        let ranks = self.encumbrances.iter().map(|it| it.rank);
        let ranked = |(it, new): (&Encumbrance<AccountId>, Rank)| Ranking {
            number: it.number,
            old: it.rank,
            new,
        };
        Some(order.into_iter().zip(ranks).map(ranked).collect())
    }
}
