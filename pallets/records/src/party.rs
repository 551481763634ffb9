//! Parties: who holds what, in which shares, and who acts for them.

use alloc::vec::Vec;

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;

use crate::{Day, RecordId, RegisterId};

/// The most owners of one record. More of them hold through a record of their own, as the group
/// party of ISO 19152 does.
pub const MAX_OWNERS: u32 = 16;

/// Who can have a right.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Party<AccountId> {
    /// An account, which acts for itself.
    #[codec(index = 0)]
    Account(AccountId),
    /// What a record stands for: a company, an estate, a group. It acts through a representative.
    #[codec(index = 1)]
    Record {
        /// The record's register.
        register: RegisterId,
        /// The record.
        record: RecordId,
    },
    /// A person without a key, by a salted commitment; acts through a representative.
    #[codec(index = 2)]
    Person(H256),
}

/// A part of a whole.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Share<AccountId> {
    /// Whose it is.
    pub party: Party<AccountId>,
    /// The numerator, over the denominator that all shares have in common; at least 1.
    #[codec(compact)]
    pub numerator: u32,
}

/// Several parties.
pub type Parties<AccountId> = BoundedVec<Party<AccountId>, ConstU32<MAX_OWNERS>>;

/// Several shares.
pub type Shares<AccountId> = BoundedVec<Share<AccountId>, ConstU32<MAX_OWNERS>>;

/// Who owns what a record stands for.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Ownership<AccountId> {
    /// The register does not say.
    #[codec(index = 0)]
    NotStated,
    /// One party.
    #[codec(index = 1)]
    Sole(Party<AccountId>),
    /// At least two parties together, and who survives the others keeps all.
    #[codec(index = 2)]
    Joint(Parties<AccountId>),
    /// At least two parties, each its share; the numerators add up to the denominator.
    #[codec(index = 3)]
    Shared {
        /// The shares.
        shares: Shares<AccountId>,
        /// What all numerators are over.
        #[codec(compact)]
        denominator: u32,
    },
}

/// What a version said of who owns: kept under the version that said so.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Holding<AccountId> {
    /// In words.
    #[codec(index = 0)]
    Stated(Ownership<AccountId>),
    /// Taken out of view; the BLAKE2b-256 hash of the encoded [`Ownership`].
    #[codec(index = 1)]
    Redacted(H256),
}

/// As what somebody acts for a party.
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
pub enum Capacity {
    /// By the party's own power of attorney, beside it.
    #[codec(index = 0)]
    Attorney,
    /// For somebody who died, in their place.
    #[codec(index = 1)]
    Executor,
    /// For somebody who cannot act, in their place.
    #[codec(index = 2)]
    Guardian,
    /// For somebody insolvent, in their place.
    #[codec(index = 3)]
    Trustee,
    /// By order of a court, in the party's place.
    #[codec(index = 4)]
    Court,
    /// For a person without a key who came before the notary.
    #[codec(index = 5)]
    Notary,
    /// For a company, an estate or a group, as its organ.
    #[codec(index = 6)]
    Organ,
}

/// Who acts for a party.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Representative<AccountId> {
    /// The account.
    pub account: AccountId,
    /// As what.
    pub capacity: Capacity,
    /// The hash of the evidence.
    pub evidence: H256,
    /// The last day on which it does.
    pub until: Day,
}

/// A part of a whole, as a numerator over a denominator.
#[derive(Clone, Copy, Debug)]
struct Fraction {
    numerator: u32,
    denominator: u32,
}

impl Fraction {
    const NOTHING: Self = Self { numerator: 0, denominator: 1 };
    const ALL: Self = Self { numerator: 1, denominator: 1 };

    /// A numerator times another one's denominator: a product of two numbers of 32 bits, which 64 hold.
    fn over(self, other: Self) -> Option<u64> {
        u64::from(self.numerator).checked_mul(u64::from(other.denominator))
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.over(*other) == other.over(*self)
    }
}

impl<AccountId: PartialEq> Ownership<AccountId> {
    /// Whether no party stands twice, several are at least two, and shares are one together.
    pub fn is_sound(&self) -> bool {
        let parties = self.parties();
        let apart = parties
            .iter()
            .enumerate()
            .all(|(place, party)| !parties.iter().take(place).any(|other| other == party));
        match self {
            Self::NotStated | Self::Sole(_) => true,
            Self::Joint(_) => parties.len() > 1 && apart,
            Self::Shared { shares, denominator } => {
                let sum =
                    shares.iter().try_fold(0_u32, |sum, share| sum.checked_add(share.numerator));
                let held = shares.iter().all(|share| share.numerator > 0);
                parties.len() > 1 && apart && held && sum == Some(*denominator)
            }
        }
    }

    /// Whether the register says whose it is.
    pub fn is_stated(&self) -> bool {
        !matches!(self, Self::NotStated)
    }

    /// The owners.
    pub fn parties(&self) -> Vec<&Party<AccountId>> {
        match self {
            Self::NotStated => Vec::new(),
            Self::Sole(party) => Vec::from([party]),
            Self::Joint(parties) => parties.iter().collect(),
            Self::Shared { shares, .. } => shares.iter().map(|share| &share.party).collect(),
        }
    }

    /// The parties that `new` gives more, less, or another kind of right than this gives them, each
    /// once: first those of before. None, if both say the same in other words.
    ///
    /// Shares are compared as fractions, whatever their denominators. Joint owners have one right
    /// together: where it is not the same owners' before and after, all of them are affected.
    pub fn affected_by<'a>(&'a self, new: &'a Self) -> Vec<&'a Party<AccountId>> {
        let together = self.is_joint() || new.is_joint();
        if together && self.is_joint() == new.is_joint() && self.has_same_parties(new) {
            return Vec::new();
        }
        let mut affected = self.parties();
        affected.extend(new.parties().into_iter().filter(|party| !self.has(party)));
        affected.retain(|party| together || self.share_of(party) != new.share_of(party));
        affected
    }

    /// Whether `other` says the same: the same parties with the same rights, in whatever order.
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.affected_by(other).is_empty()
    }

    /// Whether this is one of the owners.
    pub fn has(&self, party: &Party<AccountId>) -> bool {
        self.parties().contains(&party)
    }

    fn is_joint(&self) -> bool {
        matches!(self, Self::Joint(_))
    }

    fn has_same_parties(&self, other: &Self) -> bool {
        let (own, others) = (self.parties(), other.parties());
        own.len() == others.len() && own.iter().all(|party| other.has(party))
    }

    /// The share of one who holds alone, or beside others who do not hold jointly.
    fn share_of(&self, party: &Party<AccountId>) -> Fraction {
        match self {
            Self::Sole(owner) if owner == party => Fraction::ALL,
            Self::Shared { shares, denominator } => {
                shares.iter().find(|share| share.party == *party).map_or(
                    Fraction::NOTHING,
                    |share| Fraction { numerator: share.numerator, denominator: *denominator },
                )
            }
            Self::NotStated | Self::Sole(_) | Self::Joint(_) => Fraction::NOTHING,
        }
    }
}

impl Capacity {
    /// Whether whoever acts so acts in the party's place: the party itself no longer does.
    pub fn displaces(self) -> bool {
        match self {
            Self::Executor | Self::Guardian | Self::Trustee | Self::Court => true,
            Self::Attorney | Self::Notary | Self::Organ => false,
        }
    }

    /// Whether somebody can act so for such a party: an organ for what a record stands for, a notary
    /// for a person without a key, the others for anybody.
    pub fn suits<AccountId>(self, party: &Party<AccountId>) -> bool {
        match self {
            Self::Organ => matches!(party, Party::Record { .. }),
            Self::Notary => matches!(party, Party::Person(_)),
            Self::Attorney | Self::Executor | Self::Guardian | Self::Trustee | Self::Court => true,
        }
    }
}

impl<AccountId> Representative<AccountId> {
    /// Whether it acts on `day`.
    pub fn acts_on(&self, day: Day) -> bool {
        day <= self.until
    }
}
