//! What runs at the end of a block: due spends expire, soonest first, as far as there is room.
//!
//! [`Expiries`] is sorted by block, so its first key says whether anything is due. What does not fit
//! into one block is first in line in the next one. A spend that waits here is expired all the same:
//! it can be neither claimed nor voided.

use frame_support::{defensive, storage::with_storage_layer, weights::WeightMeter};

use crate::{Config, Expiries, Pallet, WeightInfo};

impl<T: Config> Pallet<T> {
    /// Expires due spends while the meter has room for one more.
    pub(crate) fn expire_due(meter: &mut WeightMeter) {
        if meter.try_consume(T::WeightInfo::on_idle_base()).is_err() {
            return;
        }
        let now = Self::now();
        // One iterator for all: looking from the start each time would pass over every key that was
        // removed in this block.
        let mut due = Expiries::<T>::iter_keys();
        while meter.can_consume(T::WeightInfo::expire_one()) {
            let Some(next) = due.next().filter(|next| next.expires() <= now) else { return };
            meter.consume(T::WeightInfo::expire_one());
            if with_storage_layer(|| Self::do_expire(next.id())).is_err() {
                defensive!("a due spend cannot be released", next.id());
            }
        }
    }
}
