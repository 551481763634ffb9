//! Opens and closes polls for whoever decides proposals.

use alloc::vec::Vec;

use althing_primitives::{
    poll::{Ballots, Electorate, Horizon},
    ProposalId, TrackId,
};
use frame_support::ensure;
use sp_runtime::DispatchError;

use crate::{Closed, Config, Error, Event, OpenPolls, Pallet, Settings, Tally, Total};

impl<T: Config> Ballots for Pallet<T> {
    type Tally = Tally;

    fn open(
        poll: ProposalId,
        track: TrackId,
        electorate: Electorate,
    ) -> Result<Tally, DispatchError> {
        let exists = OpenPolls::<T>::contains_key(poll) || Closed::<T>::contains_key(poll);
        ensure!(!exists, Error::<T>::PollExists);
        let clock = Self::clock();
        let epoch = clock.epoch;
        let tally = match electorate {
            Electorate::Tokens => {
                let staked = Total::<T>::get().at(epoch).stake;
                Tally::of_tokens(epoch, staked.max(clock.rules.support_floor))
            }
        };
        OpenPolls::<T>::insert(poll, epoch);
        let denominators: Vec<_> = tally.houses.iter().map(|house| house.electorate).collect();
        Self::deposit_event(Event::PollOpened { poll, track, electorate, epoch, denominators });
        Ok(tally)
    }

    fn close(poll: ProposalId) {
        if OpenPolls::<T>::take(poll).is_some() {
            Closed::<T>::insert(poll, ());
            Self::deposit_event(Event::PollClosed { poll });
        }
    }

    fn horizon() -> Horizon {
        let rules = Settings::<T>::get();
        let remembered = rules.retention.saturating_sub(2);
        Horizon {
            preparation: rules.warm_up.saturating_mul(rules.epoch_length),
            decision: remembered.saturating_mul(rules.epoch_length),
            execution: rules.tiers.first().map(|shortest| shortest.lock).unwrap_or_default(),
        }
    }
}
