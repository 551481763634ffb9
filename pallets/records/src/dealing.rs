//! Dealings, and their places in the order.

use althing_primitives::{Balance, BlockNumber};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;

use crate::{Act, Day, Deadline, Party, RecordId, Revision};

/// Identifies a dealing in its register: its place on the day list. Sequential, never used again.
pub type DealingId = u32;

/// The most consents that a dealing collects: of owners before and after, of holders of encumbrances,
/// and as many to spare.
pub const MAX_CONSENTS: u32 = 64;

/// The most objections to a dealing.
pub const MAX_OBJECTIONS: u32 = 4;

/// The most dealings that are open about one thing.
pub const MAX_QUEUE: u32 = 16;

/// How many of these are kept for officers, so that nobody else can fill the queue.
pub const OFFICERS_PLACES: u32 = 4;

/// The most dealings that are approved in one call.
pub const MAX_BATCH: u32 = 32;

/// About what dealings have to keep their order.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Target<AccountId> {
    /// A record.
    #[codec(index = 0)]
    Record(RecordId),
    /// A name that is to be registered.
    #[codec(index = 1)]
    Name(H256),
    /// Who acts for a party.
    #[codec(index = 2)]
    Party(Party<AccountId>),
}

/// What a place in the order is for.
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
pub enum Claim {
    /// For a dealing: those behind it wait.
    #[codec(index = 0)]
    Acting,
    /// For a search to which not all owners have consented: those behind it need not wait.
    #[codec(index = 1)]
    Asking,
    /// For a search: those behind it wait until then.
    #[codec(index = 2)]
    Protecting(Deadline),
}

/// A place in the order.
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
pub struct Place {
    /// Orders places: the dealing's own number; of a search, the number of the day list that it took
    /// when the owners had consented, and of the dealing that came in its place the same.
    pub priority: DealingId,
    /// Whose place it is.
    pub dealing: DealingId,
    /// What for.
    pub claim: Claim,
}

/// The places about one thing, by priority.
pub type Queue = BoundedVec<Place, ConstU32<MAX_QUEUE>>;

/// How far a dealing has come.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum State<AccountId> {
    /// Nobody knows yet what it is.
    #[codec(index = 0)]
    Sealed {
        /// The commitment to what it is.
        commitment: H256,
        /// The last block in which it can be revealed.
        until: BlockNumber,
    },
    /// It waits for a registrar.
    #[codec(index = 1)]
    Lodged,
    /// Something is missing, and its lodger was asked for it.
    #[codec(index = 2)]
    Requisitioned {
        /// Until when the lodger can answer.
        deadline: Deadline,
        /// The hash of the question.
        question: H256,
    },
    /// It was approved, and waits for its notice and its turn.
    #[codec(index = 3)]
    Approved {
        /// By whom.
        by: AccountId,
        /// When.
        at: BlockNumber,
    },
    /// A search that protects whoever lodged it.
    #[codec(index = 4)]
    Protecting(Deadline),
}

/// That a party consented.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Consent<AccountId> {
    /// The party.
    pub party: Party<AccountId>,
    /// Who said so for it.
    pub by: AccountId,
}

/// Somebody objects.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Objection<AccountId> {
    /// Who.
    pub by: AccountId,
    /// The hash of the grounds.
    pub grounds: H256,
    /// What is held of the objector's tokens.
    #[codec(compact)]
    pub deposit: Balance,
}

/// A dealing that has not ended.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Dealing<AccountId> {
    /// Who lodged it.
    pub lodger: AccountId,
    /// The rules that hold for it.
    pub revision: Revision,
    /// Which record it is about; none for what is about no record yet.
    pub record: Option<RecordId>,
    /// What it wants entered; none while it is sealed.
    pub act: Option<Act<AccountId>>,
    /// The hash of the instrument; zero while it is sealed.
    pub instrument: H256,
    /// The block in which it was lodged, or sealed.
    pub lodged: BlockNumber,
    /// That block's day.
    pub day: Day,
    /// The day from which it takes effect.
    pub effective: Day,
    /// Its priority: its own number; of a search, the one that it took when the owners had consented;
    /// or that of the search in whose place it came.
    pub priority: DealingId,
    /// Until when objections and alerted holders are waited for; none: not at all.
    pub notice: Option<Deadline>,
    /// When it lapses.
    pub expires: Deadline,
    /// How far it has come.
    pub state: State<AccountId>,
    /// Who consented, beside its lodger.
    pub consents: BoundedVec<Consent<AccountId>, ConstU32<MAX_CONSENTS>>,
    /// Who objects.
    pub objections: BoundedVec<Objection<AccountId>, ConstU32<MAX_OBJECTIONS>>,
    /// What is held of the lodger's tokens.
    #[codec(compact)]
    pub deposit: Balance,
}

/// Why a dealing was rejected.
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
pub enum RejectionReason {
    /// The instrument is defective.
    #[codec(index = 0)]
    Defective,
    /// Evidence is missing.
    #[codec(index = 1)]
    EvidenceMissing,
    /// It does not agree with the register.
    #[codec(index = 2)]
    Inconsistent,
    /// An objection to it is well founded.
    #[codec(index = 3)]
    Objection,
    /// It is not allowed in this register.
    #[codec(index = 4)]
    NotAllowed,
    /// It was never meant seriously: the deposit goes to the authority.
    #[codec(index = 5)]
    Frivolous,
    /// It was obtained by fraud: the deposit goes to the authority.
    #[codec(index = 6)]
    Fraud,
}

impl RejectionReason {
    /// Whether whoever lodged it loses the deposit.
    pub fn slashes(self) -> bool {
        matches!(self, Self::Frivolous | Self::Fraud)
    }
}

/// What becomes of an objection.
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
pub enum ObjectionVerdict {
    /// It is well founded: the dealing is rejected.
    #[codec(index = 0)]
    Upheld,
    /// It is not well founded.
    #[codec(index = 1)]
    Dismissed,
    /// It was made without reasonable cause: its deposit goes to the authority.
    #[codec(index = 2)]
    Groundless,
}

/// Why a dealing lapsed.
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
pub enum Lapse {
    /// It was sealed, and not revealed in time: the deposit goes to the authority.
    #[codec(index = 0)]
    NotRevealed,
    /// A requisition was not answered in time.
    #[codec(index = 1)]
    NotAnswered,
    /// It was not completed in time.
    #[codec(index = 2)]
    NotCompleted,
    /// The search protects no longer.
    #[codec(index = 3)]
    SearchEnded,
}
