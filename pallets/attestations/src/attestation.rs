//! Attestations: what is stored of them, and why they end.

use althing_primitives::{
    eligibility::{Failing, PersonTag},
    Balance, BlockNumber,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

use crate::{AppealId, Issuer, IssuerId, IssuerStatus, Jurisdiction, Level, SubjectKind};

/// Counts the attestations of one subject under one schema, from 1.
///
/// An attestation is named by schema, subject and serial. What is signed off chain names the
/// serial it is for, so that it can be used once, whatever became of the attestation.
pub type Serial = u32;

/// Of what an attestation speaks.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Subject<AccountId> {
    /// An account.
    #[codec(index = 0)]
    Account(AccountId),
    /// A record in a register.
    #[codec(index = 1)]
    Record(H256),
    /// Whatever has this hash.
    #[codec(index = 2)]
    Hash(H256),
}

impl<AccountId> Subject<AccountId> {
    /// Of which kind it is.
    pub fn kind(&self) -> SubjectKind {
        match self {
            Self::Account(_) => SubjectKind::Account,
            Self::Record(_) => SubjectKind::Record,
            Self::Hash(_) => SubjectKind::Hash,
        }
    }

    /// The account, if it is one.
    pub fn account(&self) -> Option<&AccountId> {
        match self {
            Self::Account(account) => Some(account),
            Self::Record(_) | Self::Hash(_) => None,
        }
    }
}

/// What stands for the person, as an issuer computed it with the key holder.
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
pub struct TagClaim {
    /// The tag under the domain's key.
    pub tag: PersonTag,
    /// The tag under the key of before; asked for until the overlap ends, so that changing the
    /// key lets nobody stand twice.
    pub previous: Option<PersonTag>,
}

/// What an issuer attests.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Terms {
    /// The root of the salted Merkle tree of the claims.
    pub commitment: H256,
    /// How sure the issuer is.
    pub level: Level,
    /// Where it holds.
    pub jurisdiction: Jurisdiction,
    /// The first block in which it is no longer valid.
    pub expires: BlockNumber,
    /// What stands for the person; asked for if the schema has a tag domain.
    pub tag: Option<TagClaim>,
}

/// A subject's or an issuer's agreement, signed off chain.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct Signed<Signature> {
    /// Over the message that `statement::message` makes.
    pub signature: Signature,
    /// The last block in which it can be used.
    pub deadline: BlockNumber,
}

/// Whose tokens are held for an attestation.
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
pub enum Payer {
    /// A part of its issuer's bond.
    #[codec(index = 0)]
    Bond,
    /// Its issuer's own.
    #[codec(index = 1)]
    Issuer,
    /// Its subject's, who carried it to the chain.
    #[codec(index = 2)]
    Subject,
}

/// What is held for an attestation until it is removed.
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
pub struct Deposit {
    /// Whose tokens.
    pub payer: Payer,
    /// How much.
    #[codec(compact)]
    pub amount: Balance,
}

/// Why an attestation is revoked.
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
pub enum RevocationReason {
    /// What it says was never true.
    #[codec(index = 0)]
    IssuedInError,
    /// What it says is no longer true.
    #[codec(index = 1)]
    NoLongerTrue,
    /// The evidence was forged, or somebody posed as somebody else.
    #[codec(index = 2)]
    Fraud,
    /// Others have the subject's key.
    #[codec(index = 3)]
    KeyCompromised,
    /// The person has died, or the body was dissolved.
    #[codec(index = 4)]
    SubjectCeased,
    /// The subject asked for it.
    #[codec(index = 5)]
    AtSubjectsRequest,
    /// A court or an authority ordered it.
    #[codec(index = 6)]
    LegalOrder,
}

/// Why an attestation is suspended.
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
pub enum SuspensionReason {
    /// Evidence is being looked at again.
    #[codec(index = 0)]
    UnderReview,
    /// Others may have the subject's key.
    #[codec(index = 1)]
    KeyAtRisk,
    /// A document that it relies on has run out.
    #[codec(index = 2)]
    DocumentLapsed,
    /// The subject asked for it.
    #[codec(index = 3)]
    AtSubjectsRequest,
    /// A court or an authority ordered it.
    #[codec(index = 4)]
    LegalOrder,
}

/// Why an attestation has ended before its time.
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
pub enum End {
    /// Its issuer revoked it.
    #[codec(index = 0)]
    Revoked(RevocationReason),
    /// Its subject gave it up.
    #[codec(index = 1)]
    Renounced,
    /// It was moved to another account of the same person.
    #[codec(index = 2)]
    Moved,
    /// A panel found that its tag is another person's.
    #[codec(index = 3)]
    Squatted,
}

/// Whether an attestation holds, apart from its time and its issuer.
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
pub enum State {
    /// It does.
    #[codec(index = 0)]
    Live,
    /// Not for the time being.
    #[codec(index = 1)]
    Suspended {
        /// Since which block.
        since: BlockNumber,
        /// Why.
        reason: SuspensionReason,
    },
    /// Not any more.
    #[codec(index = 2)]
    Ended {
        /// Since which block.
        since: BlockNumber,
        /// Why.
        end: End,
    },
}

/// Whether a measure can still be appealed, and by which appeal it is.
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
pub enum Review {
    /// Nobody has appealed.
    #[codec(index = 0)]
    None,
    /// An appeal is open.
    #[codec(index = 1)]
    Open(AppealId),
    /// A panel, or the rule for where none decides, has spoken; there is no second appeal.
    #[codec(index = 2)]
    Closed,
}

/// An attestation.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Attestation {
    /// Which of the subject's attestations under the schema it is.
    pub serial: Serial,
    /// Who issued it.
    pub issuer: IssuerId,
    /// The root of the salted Merkle tree of the claims.
    pub commitment: H256,
    /// How sure the issuer is.
    pub level: Level,
    /// Where it holds.
    pub jurisdiction: Jurisdiction,
    /// The block from which the subject has held this without a break, through renewals by the
    /// same issuer at the same level and for the same jurisdiction.
    pub held_since: BlockNumber,
    /// The block in which it was issued: the one that included it.
    pub issued: BlockNumber,
    /// The first block in which it is no longer valid.
    pub expires: BlockNumber,
    /// Whether it holds.
    pub state: State,
    /// The attestation that it renews.
    pub renews: Option<Serial>,
    /// What stands for the person.
    pub tag: Option<PersonTag>,
    /// What is held for it.
    pub deposit: Deposit,
    /// Where an appeal against its suspension or end stands.
    pub review: Review,
}

impl Attestation {
    /// Whether it held in block `at`, given its issuer as it is now.
    ///
    /// A block counts as a whole: what expires, ends or is suspended in a block does not hold in it.
    /// A void span makes it fail for every block, also for those before it was declared.
    ///
    /// # Errors
    /// Why it did not hold.
    pub fn check<AccountId>(
        &self,
        issuer: &Issuer<AccountId>,
        at: BlockNumber,
    ) -> Result<(), Failing> {
        if at < self.held_since {
            return Err(Failing::NotYetIssued);
        }
        if at >= self.expires {
            return Err(Failing::Expired);
        }
        match self.state {
            State::Ended { since, .. } if since <= at => return Err(Failing::Ended),
            _ => {}
        }
        match issuer.status {
            IssuerStatus::Removed { since } if since <= at => return Err(Failing::IssuerRemoved),
            _ => {}
        }
        // For a block before the last renewal it is an earlier issue that counts, of which only the
        // bounds are known.
        let issued_from = if at < self.issued { self.held_since } else { self.issued };
        let issued_to = if at < self.issued { at } else { self.issued };
        let void =
            issuer.void.iter().any(|span| span.first <= issued_to && issued_from <= span.last);
        if void {
            return Err(Failing::IssuerVoid);
        }
        // Last, for a suspension may pass, and what else fails does not.
        match self.state {
            State::Suspended { since, .. } if since <= at => Err(Failing::Suspended),
            _ => Ok(()),
        }
    }

    /// Whether it is over for good, so that its place and its tag are free: it has expired or ended,
    /// or its issuer has fallen, and no appeal is open.
    pub fn is_over<AccountId>(&self, issuer: &Issuer<AccountId>, now: BlockNumber) -> bool {
        let over = matches!(
            self.check(issuer, now),
            Err(Failing::Expired | Failing::Ended | Failing::IssuerRemoved | Failing::IssuerVoid)
        );
        over && !matches!(self.review, Review::Open(_))
    }

    /// The block from which it no longer holds by its own doing, and why; its issuer may have fallen
    /// before.
    pub fn ended(&self) -> (BlockNumber, Option<End>) {
        match self.state {
            State::Ended { since, end } if since < self.expires => (since, Some(end)),
            _ => (self.expires, None),
        }
    }
}

/// What stays of an attestation that was removed.
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
pub struct Tombstone {
    /// The serial it had; the next one takes the next.
    pub serial: Serial,
    /// Who issued it.
    pub issuer: IssuerId,
    /// The block from which it was no longer valid.
    pub ended: BlockNumber,
    /// Why; none if its time was up, or its issuer fell.
    pub end: Option<End>,
}

/// What is stored of a subject under a schema.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Slot {
    /// An attestation, which may have ended.
    #[codec(index = 0)]
    Attestation(Attestation),
    /// What stays of the last one.
    #[codec(index = 1)]
    Tombstone(Tombstone),
}

impl Slot {
    /// The serial of the last attestation.
    pub fn serial(&self) -> Serial {
        match self {
            Self::Attestation(attestation) => attestation.serial,
            Self::Tombstone(tombstone) => tombstone.serial,
        }
    }
}

/// Who holds a person tag.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct TagHolder<AccountId> {
    /// The account that the person stands with.
    pub account: AccountId,
    /// The schemas under which that account has attestations with the tag.
    pub schemas: frame_support::BoundedVec<
        crate::SchemaId,
        frame_support::traits::ConstU32<{ crate::MAX_DOMAIN_SCHEMAS }>,
    >,
}
