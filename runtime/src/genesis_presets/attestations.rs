//! Who freezes, who reviews, and who hears appeals on the preset networks: periods short enough to
//! watch in minutes.

use alloc::{vec, vec::Vec};

use althing_primitives::BlockNumber;
use pallet_attestations::{
    AppealRules, Appointment, Effect, MeasureKind, Office, Periods, Verdict,
};
use sp_keyring::Sr25519Keyring;

use crate::{
    constants::{DAYS, THG},
    AccountId,
};

/// The longest that a proposal of these networks can rely on an attestation: the time say is
/// remembered for.
const LONGEST_POLL: BlockNumber =
    super::governance::EPOCH_LENGTH.saturating_mul(super::governance::RETENTION);

/// The periods.
pub const PERIODS: Periods = Periods {
    answer: 200,
    objection: 60,
    keeping: LONGEST_POLL,
    longest_freeze: 300,
    freezes_a_year: 1_200,
    year: 3_650,
    panel_term: 600,
};

/// Whom panels are drawn from at first: accounts with no other part.
pub fn pool() -> Vec<AccountId> {
    [
        Sr25519Keyring::One,
        Sr25519Keyring::Two,
        Sr25519Keyring::AliceStash,
        Sr25519Keyring::BobStash,
        Sr25519Keyring::CharlieStash,
        Sr25519Keyring::DaveStash,
        Sr25519Keyring::EveStash,
    ]
    .map(|who| who.to_account_id())
    .into()
}

/// Who holds the offices at first.
pub fn offices() -> Vec<(Office, Appointment<AccountId>)> {
    let until = 182 * DAYS;
    vec![
        (Office::Compliance, Appointment { account: Sr25519Keyring::Eve.to_account_id(), until }),
        (Office::Review, Appointment { account: Sr25519Keyring::Ferdie.to_account_id(), until }),
    ]
}

/// How appeals go. What takes something from a person falls if nobody defends it; what was refused
/// or revoked stays so. A suspension is paused, for it can be laid on again; a freeze is not, for
/// the money would be gone.
pub fn appeal_rules() -> Vec<(MeasureKind, AppealRules)> {
    let rules = |effect, default| AppealRules {
        window: 200,
        decision: 100,
        panel: 3,
        effect,
        default,
        deposit: 10 * THG,
    };
    vec![
        (MeasureKind::Revocation, rules(Effect::Continues, Verdict::Upheld)),
        (MeasureKind::Suspension, rules(Effect::Pauses, Verdict::Overturned)),
        (MeasureKind::Refusal, rules(Effect::Continues, Verdict::Upheld)),
        (MeasureKind::Freeze, rules(Effect::Continues, Verdict::Overturned)),
        (MeasureKind::Tag, rules(Effect::Continues, Verdict::Upheld)),
    ]
}
