//! Removes what closed polls leave behind, a bounded step at a time.

use althing_primitives::ProposalId;
use frame_support::{traits::Get, weights::WeightMeter};

use crate::{Ballots, Closed, Config, Event, Pallet, Retracted, WeightInfo};

/// What a cleaning step came to.
pub(crate) struct Cleaned {
    /// The entries it removed.
    pub entries: u32,
    /// Whether any are left.
    pub rest: Rest,
}

/// Whether entries are left.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Rest {
    /// None; the poll is forgotten.
    None,
    /// There may be some.
    Perhaps,
}

impl<T: Config> Pallet<T> {
    /// Cleans up closed polls as far as the meter and the limit for one block allow.
    pub(crate) fn clean_within(meter: &mut WeightMeter) {
        let mut left = T::MaxCleanPerBlock::get();
        while left > 0 {
            let entries = affordable::<T>(meter, left);
            if entries == 0 {
                return;
            }
            let Some(cleaned) = Self::clean_step(entries) else {
                meter.consume(T::WeightInfo::cleaning_step(0));
                return;
            };
            meter.consume(T::WeightInfo::cleaning_step(cleaned.entries));
            // A poll without entries counts as one, so that a block cleans no end of them.
            left = left.saturating_sub(cleaned.entries.max(1));
        }
    }

    /// Removes up to `limit` entries of some closed poll, if there is one.
    pub(crate) fn clean_step(limit: u32) -> Option<Cleaned> {
        let poll = Closed::<T>::iter_keys().next()?;
        Some(Self::clean_entries(poll, limit))
    }

    /// Removes up to `limit` entries of a closed poll, and forgets the poll once none is left.
    pub(crate) fn clean_entries(poll: ProposalId, limit: u32) -> Cleaned {
        let mut left = limit;
        let ballots = Ballots::<T>::drain_prefix(poll).map(|_| ());
        let retracted = Retracted::<T>::drain_prefix(poll).map(|_| ());
        let mut entries = ballots.chain(retracted);
        while left > 0 {
            if entries.next().is_none() {
                Closed::<T>::remove(poll);
                Self::deposit_event(Event::PollCleaned { poll });
                return Cleaned { entries: limit.saturating_sub(left), rest: Rest::None };
            }
            left = left.saturating_sub(1);
        }
        Cleaned { entries: limit, rest: Rest::Perhaps }
    }
}

/// How many entries, up to `limit`, a step may remove within what the meter has left.
fn affordable<T: Config>(meter: &WeightMeter, limit: u32) -> u32 {
    let fits = |entries: &u32| meter.can_consume(T::WeightInfo::cleaning_step(*entries));
    let mut entries = limit;
    while entries > 0 && !fits(&entries) {
        entries = entries.saturating_div(2);
    }
    entries
}
