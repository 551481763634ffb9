//! Where what proposals carry out is recorded.

use frame_support::weights::Weight;
use sp_core::H256;

use crate::ProposalId;

/// Records what a proposal carried out.
///
/// Recording never fails the execution: where it cannot be done it is left out, and the execution's
/// own event tells of it.
pub trait RecordSink {
    /// Records that the call with the hash `receipt` was carried out for `proposal`.
    fn record(proposal: ProposalId, receipt: H256);

    /// What that costs at most.
    fn weight() -> Weight;
}

/// Where nothing is recorded.
impl RecordSink for () {
    fn record(_: ProposalId, _: H256) {}

    fn weight() -> Weight {
        Weight::zero()
    }
}
