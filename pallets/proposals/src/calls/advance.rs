//! Doing what is due for one proposal, at anybody's request.

use althing_primitives::ProposalId;
use frame_support::{ensure, sp_runtime::DispatchResult};

use crate::{Config, Error, Event, Pallet, Proposals, Status, Tracks};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_advance(id: ProposalId) -> DispatchResult {
        let proposal = Proposals::<T>::get(id).ok_or(Error::<T>::NotFound)?;
        let now = Self::now();
        let (before, track) = (proposal.status.clone(), proposal.track);
        if before.is_concluded() {
            ensure!(proposal.wake_at.is_none_or(|at| at <= now), Error::<T>::NothingDue);
        }
        let has_changed = match before {
            Status::Queued { .. } if Tracks::<T>::contains_key(track) => {
                Self::start_next(track, now);
                Proposals::<T>::get(id).is_some_and(|proposal| proposal.status != before)
            }
            _ => Self::progress(id, proposal, now),
        };
        ensure!(has_changed, Error::<T>::NothingDue);
        Ok(())
    }

    pub(crate) fn do_reaffirm(id: ProposalId) -> DispatchResult {
        let mut proposal = Proposals::<T>::get(id).ok_or(Error::<T>::NotFound)?;
        let Status::Outdated { approved, .. } = proposal.status else {
            return Err(Error::<T>::WrongStatus.into());
        };
        let decision = proposal.decision.as_mut().ok_or(Error::<T>::WrongStatus)?;
        let new = Self::transaction_version();
        let old = core::mem::replace(&mut decision.transaction_version, new);
        let until = Self::now().saturating_add(1);
        proposal.status = Status::Timelocked { approved, until };
        Self::wake(id, &mut proposal, until);
        Self::deposit_event(Event::Reaffirmed { id, old, new });
        Proposals::<T>::insert(id, proposal);
        Ok(())
    }
}
