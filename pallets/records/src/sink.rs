//! What the chain records itself: in the decisions register, what proposals carried out.

use althing_primitives::{record_sink::RecordSink, ProposalId};
use codec::Encode;
use frame_support::{pallet_prelude::*, storage::with_storage_layer};
use sp_core::H256;
use sp_io::hashing::blake2_256;

use crate::{
    acts::Entry, Citation, Config, Content, DecisionsRegister, Kind, Ownership, Pallet,
    RegisterStatus, Registers, TitleClass, WeightInfo,
};

/// Sets the names of decisions apart from all others.
const CONTEXT: [u8; 26] = *b"althing/records/decision/1";

/// What tells the record of a proposal apart in the decisions register: the BLAKE2b-256 hash of the
/// SCALE encoding of `althing/records/decision/1` (26 bytes) and the proposal.
pub fn name_of_decision(proposal: ProposalId) -> H256 {
    H256((CONTEXT, proposal).using_encoded(blake2_256))
}

impl<T: Config> RecordSink for Pallet<T> {
    /// Opens a record that cites the proposal, and whose content commits to its receipt. Nothing is
    /// recorded if no register keeps decisions, or if it is not active.
    fn record(proposal: ProposalId, receipt: H256) {
        let Some(register) = DecisionsRegister::<T>::get() else { return };
        let Some(keeper) = Registers::<T>::get(register) else { return };
        if keeper.status != RegisterStatus::Active {
            return;
        }
        // All of it or nothing: the execution goes on either way.
        let _ = with_storage_layer(|| -> DispatchResult {
            let id = Self::take_number(register)?;
            let today = Self::today(&Self::expect_calendar(register)?);
            let entry = Entry {
                register,
                id,
                lodger: keeper.authority,
                instrument: receipt,
                effective: today,
                today,
                approver: None,
            };
            let content = Content { commitment: receipt, measure: 0, service: None };
            Self::open_record(
                &entry,
                Kind::Register,
                name_of_decision(proposal),
                content,
                TitleClass::Unclassed,
                Ownership::NotStated,
                None,
                Some(Citation::Proposal { id: proposal, receipt }),
            )?;
            Ok(())
        });
    }

    fn weight() -> Weight {
        T::WeightInfo::record_decision()
    }
}
