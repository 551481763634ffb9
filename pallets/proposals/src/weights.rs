//! The weights this pallet needs. A runtime gives measured ones.

use frame_support::pallet_prelude::Weight;

/// Weights of the calls and of the work that is due.
pub trait WeightInfo {
    /// `submit`, by the length of the call in bytes.
    fn submit(l: u32) -> Weight;
    /// `sponsor`, when it starts the decision.
    fn sponsor() -> Weight;
    /// `set_text`.
    fn set_text() -> Weight;
    /// `cancel`, during the decision.
    fn cancel() -> Weight;
    /// `kill`, during the decision.
    fn kill() -> Weight;
    /// `veto`.
    fn veto() -> Weight;
    /// `enact`, without the call.
    fn enact() -> Weight;
    /// `reaffirm`.
    fn reaffirm() -> Weight;
    /// `settle`, when it slashes.
    fn settle() -> Weight;
    /// `advance`, when it ends a decision.
    fn advance() -> Weight;
    /// `set_track`.
    fn set_track() -> Weight;
    /// `remove_track`.
    fn remove_track() -> Weight;
    /// `set_guardian`.
    fn set_guardian() -> Weight;
    /// Looking at what is due in one block.
    fn service_block() -> Weight;
    /// Bringing one proposal up to date.
    fn service_proposal() -> Weight;
    /// Starting the decision on the next proposal in a queue.
    fn service_queue() -> Weight;
    /// Slashing some of the deposits on a killed proposal.
    fn service_slash() -> Weight;
}

/// Distinct figures for tests, which nobody measured.
impl WeightInfo for () {
    fn submit(l: u32) -> Weight {
        Weight::from_parts(1_000, 10)
            .saturating_add(Weight::from_parts(1, 0).saturating_mul(l.into()))
    }
    fn sponsor() -> Weight {
        Weight::from_parts(1_001, 11)
    }
    fn set_text() -> Weight {
        Weight::from_parts(1_002, 12)
    }
    fn cancel() -> Weight {
        Weight::from_parts(1_003, 13)
    }
    fn kill() -> Weight {
        Weight::from_parts(1_004, 14)
    }
    fn veto() -> Weight {
        Weight::from_parts(1_005, 15)
    }
    fn enact() -> Weight {
        Weight::from_parts(1_006, 16)
    }
    fn reaffirm() -> Weight {
        Weight::from_parts(1_007, 17)
    }
    fn settle() -> Weight {
        Weight::from_parts(1_008, 18)
    }
    fn advance() -> Weight {
        Weight::from_parts(1_009, 19)
    }
    fn set_track() -> Weight {
        Weight::from_parts(1_010, 20)
    }
    fn remove_track() -> Weight {
        Weight::from_parts(1_011, 21)
    }
    fn set_guardian() -> Weight {
        Weight::from_parts(1_012, 22)
    }
    fn service_block() -> Weight {
        Weight::from_parts(100, 1)
    }
    fn service_proposal() -> Weight {
        Weight::from_parts(1_013, 23)
    }
    fn service_queue() -> Weight {
        Weight::from_parts(1_014, 24)
    }
    fn service_slash() -> Weight {
        Weight::from_parts(1_015, 25)
    }
}
