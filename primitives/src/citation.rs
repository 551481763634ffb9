//! What a record may refer to elsewhere on the chain.

use frame_support::weights::Weight;
use sp_core::H256;

use crate::ProposalId;

/// Answers whether what a record refers to exists.
pub trait Citable {
    /// Whether the proposal was carried out, and its call has the hash `receipt`.
    fn carried_out(proposal: ProposalId, receipt: H256) -> bool;

    /// Whether there is an attestation of `subject` under `schema`, in force or not.
    ///
    /// `subject` is the hash of which it speaks, or the account as 32 bytes.
    fn attested(schema: u32, subject: H256) -> bool;

    /// What one such question costs at most.
    fn weight() -> Weight;
}

/// Where there is nothing to refer to.
impl Citable for () {
    fn carried_out(_: ProposalId, _: H256) -> bool {
        false
    }

    fn attested(_: u32, _: H256) -> bool {
        false
    }

    fn weight() -> Weight {
        Weight::zero()
    }
}
