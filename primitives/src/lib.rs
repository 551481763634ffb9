//! What the Althing pallets share: identifiers, the measure of say, and the traits by which pallets
//! that do not know each other meet. No storage.
//!
//! - [`poll`]: how proposals and ballots meet, with any number of houses.
//! - [`say`]: how much an account counts for.
//! - [`spending`]: how an approved proposal proves to the treasury what it may spend.
//! - [`eligibility`]: who may do what, as attestations and policies answer it.
//! - [`freezing`]: whether a compliance measure holds an account still.
//! - [`mandate`]: how an approved proposal proves on which track it was approved.
//! - [`citation`]: what a record may refer to elsewhere on the chain.
//! - [`record_sink`]: where what proposals carry out is recorded.
//! - [`apis`]: the runtime APIs a client calls.

#![cfg_attr(not(feature = "std"), no_std)]
// This code runs on every node alike, or the chain stops: nothing in it may panic or wrap. Tests may.
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_wrap,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::unwrap_used
    )
)]

extern crate alloc;

pub mod apis;
pub mod citation;
pub mod eligibility;
pub mod freezing;
pub mod mandate;
pub mod poll;
pub mod record_sink;
pub mod say;
pub mod spending;

/// An amount of tokens, in the smallest unit (1 THG = 10^12 units).
pub type Balance = u128;

/// The height of a block. At 6 s a block it lasts for 800 years.
pub type BlockNumber = u32;

/// Identifies a proposal, and the poll held on it; sequential, never used again.
pub type ProposalId = u32;

/// Identifies a track: a set of rules under which proposals are decided.
pub type TrackId = u16;

/// Counts the spans of blocks over which everybody's say is constant.
pub type EpochIndex = u32;
