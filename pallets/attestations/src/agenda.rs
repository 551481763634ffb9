//! What is due, and how it is done: freezes end and panels are drawn when their block begins; what
//! else is due is done at the end of a block, soonest first, as far as there is room.

use althing_primitives::BlockNumber;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
    defensive, pallet_prelude::*, storage::with_storage_layer, weights::WeightMeter,
};
use scale_info::TypeInfo;

use crate::{Agenda, AppealId, Config, IssuerId, Pallet, WeightInfo};

/// Something that is done when its time has come, unless somebody did it before.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Task<AccountId> {
    /// The panel can no longer decide: the appeal is concluded.
    #[codec(index = 0)]
    Conclude(AppealId),
    /// The request can no longer be answered, or its refusal no longer be appealed: it is closed.
    #[codec(index = 1)]
    Close(IssuerId, AccountId),
}

/// A task and the block in which it is due, as a key that sorts by block.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Due<AccountId> {
    /// The block, big-endian.
    at: [u8; 4],
    /// What is due.
    pub task: Task<AccountId>,
}

impl<AccountId> Due<AccountId> {
    /// The key of a task that is due in block `at`.
    pub fn new(at: BlockNumber, task: Task<AccountId>) -> Self {
        Self { at: at.to_be_bytes(), task }
    }

    /// The block in which it is due.
    pub fn at(&self) -> BlockNumber {
        BlockNumber::from_be_bytes(self.at)
    }
}

impl<T: Config> Pallet<T> {
    /// Puts a task down for block `at`.
    pub(crate) fn schedule(at: BlockNumber, task: Task<T::AccountId>) {
        Agenda::<T>::insert(Due::new(at, task), ());
    }

    /// Takes a task off, if it is there.
    pub(crate) fn unschedule(at: BlockNumber, task: Task<T::AccountId>) {
        Agenda::<T>::remove(Due::new(at, task));
    }

    /// Does what has to be done in the very block: freezes whose time is up end, however full the
    /// block will be, and a panel whose term is over is followed by the next one.
    ///
    /// Returns what that took, with what the end of the block may take for bonds.
    pub(crate) fn begin_block() -> Weight {
        let now = Self::now();
        let thawed = Self::thaw_due(now);
        let draw = Self::draw_panel_if_due(now);
        T::WeightInfo::begin_block_base()
            .saturating_add(T::WeightInfo::thaw(thawed))
            .saturating_add(draw)
            .saturating_add(T::WeightInfo::settle_draws(T::MaxDrawingIssuers::get()))
    }

    /// Does what is due while the meter has room for one more.
    ///
    /// What does not fit is first in line in the next block. Being late changes nothing: what is due
    /// can no longer go another way.
    pub(crate) fn do_due(meter: &mut WeightMeter) {
        if meter.try_consume(T::WeightInfo::on_idle_base()).is_err() {
            return;
        }
        let now = Self::now();
        // One iterator for all: looking from the start each time would pass over every key that was
        // removed in this block.
        let mut due = Agenda::<T>::iter_keys();
        while meter.can_consume(Self::costliest_task()) {
            let Some(next) = due.next().filter(|next| next.at() <= now) else { return };
            meter.consume(Self::weight_of(&next.task));
            // Taken off first, so that a task that fails does not stand before all others for ever.
            Agenda::<T>::remove(&next);
            if with_storage_layer(|| Self::perform(next.task)).is_err() {
                defensive!("what is due cannot be done");
            }
        }
    }

    fn perform(task: Task<T::AccountId>) -> DispatchResult {
        match task {
            Task::Conclude(appeal) => Self::do_conclude(appeal),
            Task::Close(issuer, subject) => {
                Self::do_close_request(subject.clone(), issuer, subject)
                    .map(|_| ())
                    .map_err(|failure| failure.error)
            }
        }
    }

    /// What a task takes, with looking for the next one.
    fn weight_of(task: &Task<T::AccountId>) -> Weight {
        let itself = match task {
            Task::Conclude(_) => T::WeightInfo::conclude(),
            Task::Close(..) => T::WeightInfo::close_request(),
        };
        itself.saturating_add(T::DbWeight::get().reads(1))
    }

    fn costliest_task() -> Weight {
        let tasks = T::WeightInfo::conclude().max(T::WeightInfo::close_request());
        tasks.saturating_add(T::DbWeight::get().reads(1))
    }
}
