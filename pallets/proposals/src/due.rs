//! What is due in which block, found by a cursor under a weight meter.
//!
//! Any amount may be due in one block: what does not fit waits at the cursor and is first in the
//! next block. Since outcomes are computed as of the block they were due in, waiting changes none.

use althing_primitives::{BlockNumber, ProposalId, TrackId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
    pallet_prelude::Weight, sp_runtime::traits::UniqueSaturatedInto, weights::WeightMeter,
};
use scale_info::TypeInfo;

use crate::{
    Agenda, AgendaCount, AgendaCursor, Config, Pallet, ProposalOf, Proposals, Retries, Status,
    WeightInfo,
};

/// Something that is due.
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
pub enum Due {
    /// Look at a proposal, if this is the block it is to be looked at in.
    #[codec(index = 0)]
    Proposal(ProposalId),
    /// Start the decision on the next proposal in a track's queue.
    #[codec(index = 1)]
    Queue(TrackId),
    /// Slash deposits on a proposal that was killed.
    #[codec(index = 2)]
    Slash(ProposalId),
}

/// Points at an entry of the agenda.
#[derive(
    Clone,
    Copy,
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
pub struct Cursor {
    /// The block.
    pub block: BlockNumber,
    /// The entry in that block.
    pub index: u32,
}

/// Whether an entry has been dealt with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Served {
    /// It has.
    Done,
    /// It needs more weight than is left in this block.
    Later,
}

impl<T: Config> Pallet<T> {
    /// The present block.
    pub(crate) fn now() -> BlockNumber {
        frame_system::Pallet::<T>::block_number().unique_saturated_into()
    }

    /// What one entry may weigh, other than a call.
    pub(crate) fn service_overhead() -> Weight {
        T::WeightInfo::service_block().saturating_add(Self::entry_weight())
    }

    fn entry_weight() -> Weight {
        T::WeightInfo::service_proposal()
            .max(T::WeightInfo::service_queue())
            .max(T::WeightInfo::service_slash())
            .max(Self::enact_weight())
    }

    /// Deals with what is due up to this block, as far as `meter` allows.
    pub(crate) fn service(meter: &mut WeightMeter) {
        let now = Self::now();
        if meter.try_consume(T::WeightInfo::service_block()).is_err() {
            return;
        }
        let start = AgendaCursor::<T>::get();
        let mut cursor = start;
        while cursor.block <= now && Self::service_block(&mut cursor, now, meter) == Served::Done {
            AgendaCount::<T>::remove(cursor.block);
            cursor = Cursor { block: cursor.block.saturating_add(1), index: 0 };
            if cursor.block > now || meter.try_consume(T::WeightInfo::service_block()).is_err() {
                break;
            }
        }
        if cursor != start {
            AgendaCursor::<T>::put(cursor);
        }
    }

    fn service_block(cursor: &mut Cursor, now: BlockNumber, meter: &mut WeightMeter) -> Served {
        let count = AgendaCount::<T>::get(cursor.block);
        while cursor.index < count {
            if meter.try_consume(Self::entry_weight()).is_err() {
                return Served::Later;
            }
            let served = match Agenda::<T>::get(cursor.block, cursor.index) {
                Some(due) => Self::serve(due, cursor.block, now, meter),
                None => Served::Done,
            };
            if served == Served::Later {
                return Served::Later;
            }
            Agenda::<T>::remove(cursor.block, cursor.index);
            cursor.index = cursor.index.saturating_add(1);
        }
        Served::Done
    }

    fn serve(due: Due, at: BlockNumber, now: BlockNumber, meter: &mut WeightMeter) -> Served {
        match due {
            Due::Queue(track) => {
                Self::start_next(track, now);
                Served::Done
            }
            Due::Slash(id) => {
                Self::slash_next(id, now);
                Served::Done
            }
            Due::Proposal(id) => match Proposals::<T>::get(id) {
                Some(proposal) if proposal.wake_at == Some(at) => {
                    Self::serve_proposal(id, proposal, now, meter)
                }
                _ => Served::Done,
            },
        }
    }

    fn serve_proposal(
        id: ProposalId,
        mut proposal: ProposalOf<T>,
        now: BlockNumber,
        meter: &mut WeightMeter,
    ) -> Served {
        let runs = match &proposal.status {
            Status::Timelocked { until, .. } => *until <= now,
            Status::ExecutionFailed { retries: Retries::Open, deadline, .. } => now <= *deadline,
            _ => false,
        };
        if runs {
            return Self::execute_metered(id, proposal, now, meter);
        }
        proposal.wake_at = None;
        Self::progress(id, proposal, now);
        Served::Done
    }

    /// Puts `due` on the agenda of block `at`, or of the next block if that is past.
    pub(crate) fn put_on_agenda(due: Due, at: BlockNumber) -> BlockNumber {
        let at = at.max(Self::now().saturating_add(1));
        let index = AgendaCount::<T>::mutate(at, |count| {
            let index = *count;
            *count = count.saturating_add(1);
            index
        });
        Agenda::<T>::insert(at, index, due);
        at
    }

    /// Has the proposal looked at in block `at`, and in no other.
    pub(crate) fn wake(id: ProposalId, proposal: &mut ProposalOf<T>, at: BlockNumber) {
        if proposal.wake_at != Some(at) {
            proposal.wake_at = Some(Self::put_on_agenda(Due::Proposal(id), at));
        }
    }
}
