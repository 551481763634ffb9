//! Records, and their versions.

use althing_primitives::{BlockNumber, ProposalId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

use crate::{BurdenNumber, CorrectionReason, Day, DealingId, Kind, RegisterId};

/// Identifies a record in its register; sequential, never used again.
pub type RecordId = u32;

/// Counts the versions of a record, from 1.
pub type VersionNumber = u32;

/// Whether a record is in force.
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
pub enum RecordStatus {
    /// It is.
    #[codec(index = 0)]
    InForce,
    /// It was struck off; it can be restored.
    #[codec(index = 1)]
    Struck,
    /// It was split into others.
    #[codec(index = 2)]
    Split,
    /// It was merged into another one.
    #[codec(index = 3)]
    Merged,
}

/// How good a title is (Land Registration Act 2002, sections 9 and 10).
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
pub enum TitleClass {
    /// The register knows no classes.
    #[codec(index = 0)]
    Unclassed,
    /// Good against everybody.
    #[codec(index = 1)]
    Absolute,
    /// Good but for what is excepted.
    #[codec(index = 2)]
    Qualified,
    /// Based on possession alone.
    #[codec(index = 3)]
    Possessory,
    /// A lease whose landlord's title was not shown.
    #[codec(index = 4)]
    GoodLeasehold,
}

/// What a record says.
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
pub struct Content {
    /// The root of the salted commitments to its fields.
    pub commitment: H256,
    /// How much of something it stands for, in the register's own unit; the parts of a split add up to
    /// it. Zero: nothing that could be split.
    #[codec(compact)]
    pub measure: u64,
    /// A salted commitment to the holder's address for service.
    pub service: Option<H256>,
}

/// What a version refers to elsewhere on the chain.
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
pub enum Citation {
    /// A proposal, and the hash of its receipt.
    #[codec(index = 0)]
    Proposal {
        /// The proposal.
        id: ProposalId,
        /// The hash of the call that was carried out.
        receipt: H256,
    },
    /// An attestation.
    #[codec(index = 1)]
    Attestation {
        /// Its schema.
        schema: u32,
        /// The hash or account of which it speaks.
        subject: H256,
    },
    /// A version of a record.
    #[codec(index = 2)]
    Record {
        /// Its register.
        register: RegisterId,
        /// The record.
        record: RecordId,
        /// The version.
        version: VersionNumber,
    },
}

/// Which version set what a record says now, or said as of a version.
///
/// A version sets some of it and leaves the rest as it was. With these, what was said on any day is
/// found in a few reads, however many versions there are.
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
pub struct Setters {
    /// The version that set the content.
    pub content: VersionNumber,
    /// The version that set who owns it.
    pub ownership: VersionNumber,
    /// The version that set status and class.
    pub standing: VersionNumber,
}

/// A record as it is now.
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
pub struct Record {
    /// What tells it apart in its register: a salted or keyed hash of a parcel's number, a case's
    /// number, and the like.
    pub name: H256,
    /// Whether it is in force.
    pub status: RecordStatus,
    /// How good the title is.
    pub class: TitleClass,
    /// What it says.
    pub content: Content,
    /// Its newest version.
    pub version: VersionNumber,
    /// Which versions set what it says.
    pub setters: Setters,
    /// The record of which it was split off.
    pub parent: Option<RecordId>,
    /// The number of its next burden.
    pub next_burden: BurdenNumber,
}

/// From when and until when something is so, in days, both included.
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
pub struct Span {
    /// The first day.
    pub from: Day,
    /// The last day; none: until something else is recorded.
    pub until: Option<Day>,
}

/// Why something was corrected, and who asked for it.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Correction<AccountId> {
    /// Why.
    pub reason: CorrectionReason,
    /// Who asked.
    pub asked_by: AccountId,
}

/// Why a version was taken out of view.
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
pub enum RedactionReason {
    /// It held personal data that must not be public (CJEU C-200/23).
    #[codec(index = 0)]
    PersonalData,
    /// A court ordered it.
    #[codec(index = 1)]
    CourtOrder,
    /// It was entered without legal basis.
    #[codec(index = 2)]
    Unlawful,
    /// It puts somebody in danger.
    #[codec(index = 3)]
    Danger,
}

/// That a version was taken out of view.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Redaction<AccountId> {
    /// Why.
    pub reason: RedactionReason,
    /// The hash of the order or decision.
    pub order: H256,
    /// Who did it; none: the register's track.
    pub by: Option<AccountId>,
    /// When.
    pub at: BlockNumber,
}

/// What was entered into a record at one time. Never changed, but for a redaction.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Version<AccountId> {
    /// The dealing by which.
    pub dealing: DealingId,
    /// Of which kind it was.
    pub kind: Kind,
    /// The block in which it was entered.
    pub recorded: BlockNumber,
    /// The day on which it was entered, in the register's local time.
    pub day: Day,
    /// From when and until when what it sets is so.
    pub span: Span,
    /// Whether the record was in force from then on.
    pub status: RecordStatus,
    /// How good the title was from then on; for the correction of a past span that corrects it, how
    /// good it should have been said to be.
    pub class: TitleClass,
    /// What the record said from then on; for the correction of a past span that corrects it, what it
    /// should have said.
    pub content: Content,
    /// Which versions set what the record said from then on. The correction of a past span sets
    /// nothing, so that this stays as it was.
    pub setters: Setters,
    /// The newest versions, up to this one, that told something of whatever span; this one among them
    /// where it did.
    pub told: Setters,
    /// The hash of the instrument.
    pub instrument: H256,
    /// Who approved it; none: what the chain enters by itself.
    pub approver: Option<AccountId>,
    /// What it refers to.
    pub cites: Option<Citation>,
    /// Why it corrects.
    pub correction: Option<Correction<AccountId>>,
    /// Why it was taken out of view.
    pub redaction: Option<Redaction<AccountId>>,
}
