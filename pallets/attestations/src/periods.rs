//! The periods that everything here keeps to, in blocks: genesis values, short on a dev chain.

use althing_primitives::BlockNumber;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// The periods that everything here keeps to, in blocks.
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
pub struct Periods {
    /// How long an issuer has to answer a request.
    pub answer: BlockNumber,
    /// How long the owner of the old account has to object to a recovery.
    pub objection: BlockNumber,
    /// How long an attestation that has ended is kept at least: as long as a poll that relies on it
    /// can last.
    pub keeping: BlockNumber,
    /// How long the office of compliance may freeze an account by itself.
    pub longest_freeze: BlockNumber,
    /// How long an account may be frozen within a year, for whatever reasons.
    pub freezes_a_year: BlockNumber,
    /// How many blocks a year has.
    pub year: BlockNumber,
    /// How long a panel sits before the next one is drawn.
    pub panel_term: BlockNumber,
}

impl Periods {
    /// Whether they make sense by themselves and together.
    pub fn is_valid(&self) -> bool {
        let all = [
            self.answer,
            self.objection,
            self.keeping,
            self.longest_freeze,
            self.freezes_a_year,
            self.year,
            self.panel_term,
        ];
        all.iter().all(|period| *period > 0)
            && self.longest_freeze <= self.freezes_a_year
            && self.freezes_a_year <= self.year
    }
}

/// What holds where genesis says nothing: those of a chain with a block every 6 s.
impl Default for Periods {
    fn default() -> Self {
        const DAY: BlockNumber = 14_400;
        Self {
            answer: 14 * DAY,
            objection: 14 * DAY,
            keeping: 60 * DAY,
            longest_freeze: 30 * DAY,
            freezes_a_year: 120 * DAY,
            year: 365 * DAY,
            panel_term: 30 * DAY,
        }
    }
}
