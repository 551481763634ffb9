//! Requests: a subject asks an issuer for an attestation.

use althing_primitives::{Balance, BlockNumber};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

use crate::Review;

/// Why a request is refused.
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
pub enum RefusalReason {
    /// The evidence does not show what is to be attested.
    #[codec(index = 0)]
    EvidenceInsufficient,
    /// The evidence is not what it claims to be.
    #[codec(index = 1)]
    EvidenceNotGenuine,
    /// The issuer attests nothing of this kind, level or jurisdiction.
    #[codec(index = 2)]
    OutOfScope,
    /// The person holds such an attestation already.
    #[codec(index = 3)]
    AlreadyAttested,
    /// The fee does not cover the work.
    #[codec(index = 4)]
    FeeTooLow,
}

/// Where a request stands.
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
pub enum RequestState {
    /// The issuer can answer it.
    #[codec(index = 0)]
    Open,
    /// The issuer refused it; the fee and the deposit are returned.
    #[codec(index = 1)]
    Refused {
        /// In which block.
        since: BlockNumber,
        /// Why.
        reason: RefusalReason,
    },
    /// A panel overturned the refusal: the issuer can accept it, and may not refuse it.
    #[codec(index = 2)]
    Reopened,
}

/// A request for an attestation. Filing it is the subject's consent to what it commits to.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Request {
    /// The root of the salted Merkle tree of the claims that are to be attested.
    pub commitment: H256,
    /// What the issuer receives for accepting; held on the subject's account.
    pub fee: Balance,
    /// What is held beside the fee, and returned to the subject however the request ends.
    pub deposit: Balance,
    /// The first block in which the issuer can no longer answer, or a refusal can no longer be
    /// appealed.
    pub deadline: BlockNumber,
    /// Where it stands.
    pub state: RequestState,
    /// Where an appeal against its refusal stands.
    pub review: Review,
}
