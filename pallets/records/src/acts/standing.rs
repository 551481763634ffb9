//! Whether a record is in force: strike off, restore.

use frame_support::pallet_prelude::*;

use super::Entry;
use crate::{history::Change, Config, Kind, Pallet, RecordId, RecordStatus};

impl<T: Config> Pallet<T> {
    /// Enters another status; class, owners and what weighs on the record stay.
    pub(super) fn enter_standing(
        entry: &Entry<T::AccountId>,
        kind: Kind,
        id: RecordId,
        status: RecordStatus,
    ) -> DispatchResult {
        let class = Self::expect_record(entry.register, id)?.class;
        let change = Change { standing: Some((status, class)), ..Change::none(entry) };
        Self::add_version(entry, kind, id, change).map(|_| ())
    }
}
