//! Freezes: what a compliance office may do to an account, and for how long.

use althing_primitives::BlockNumber;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

use crate::{Review, Span};

/// The most freezes that are remembered of an account within a year.
pub const MAX_FREEZES: u32 = 16;

/// An office that the constitution fills.
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
pub enum Office {
    /// Freezes accounts.
    #[codec(index = 0)]
    Compliance,
    /// Decides whether a freeze goes on.
    #[codec(index = 1)]
    Review,
}

/// Who holds an office, and until when.
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
pub struct Appointment<AccountId> {
    /// Who.
    pub account: AccountId,
    /// The first block in which no longer.
    pub until: BlockNumber,
}

/// Why an account is frozen.
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
pub enum FreezeCause {
    /// It, or its owner, is on a list of sanctions.
    #[codec(index = 0)]
    Sanctions,
    /// Money laundering is suspected.
    #[codec(index = 1)]
    MoneyLaundering,
    /// Fraud is suspected.
    #[codec(index = 2)]
    Fraud,
    /// Its key was stolen.
    #[codec(index = 3)]
    StolenKey,
    /// A court or an authority ordered it.
    #[codec(index = 4)]
    LegalOrder,
}

/// A freeze that has not ended.
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
pub struct Freeze {
    /// Why.
    pub reason: FreezeCause,
    /// The block in which it was laid on, or put back to work after a pause.
    pub since: BlockNumber,
    /// The block in which it was laid on or last prolonged, from which the time to appeal runs.
    pub decided: BlockNumber,
    /// The first block in which it is over.
    pub until: BlockNumber,
    /// Whether it is at work, or paused by an appeal.
    pub effect: FreezeEffect,
    /// Where an appeal against it stands.
    pub review: Review,
}

/// Whether a freeze is at work.
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
pub enum FreezeEffect {
    /// It is.
    #[codec(index = 0)]
    InForce,
    /// Not while an appeal is open.
    #[codec(index = 1)]
    Paused,
}

/// What is known of an account that was frozen.
#[derive(
    Clone,
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
pub struct FreezeRecord {
    /// The freeze that is laid on it.
    pub current: Option<Freeze>,
    /// The spans over which it was frozen before, as far as they reach into the last year; the
    /// oldest first.
    pub past: BoundedVec<Span, ConstU32<MAX_FREEZES>>,
}
