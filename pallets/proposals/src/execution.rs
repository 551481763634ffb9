//! Runs what was approved: the call that was decided on, with its track's authority, under the
//! transaction version it was decided under, and stores what came of it.

use althing_primitives::{record_sink::RecordSink, BlockNumber, ProposalId};
use codec::DecodeLimit;
use frame_support::{
    dispatch::{extract_actual_weight, GetDispatchInfo, Pays, PostDispatchInfo},
    ensure,
    pallet_prelude::Weight,
    sp_runtime::{traits::Dispatchable, DispatchError},
    traits::{Bounded, Get, QueryPreimage},
    weights::WeightMeter,
};
use sp_core::H256;

use crate::{
    due::Served, AccountIdOf, BoundedCallOf, Config, Error, Event, Pallet, ProposalOf, Proposals,
    Retries, Status, WeightInfo,
};

/// What running a call came to.
struct Run {
    /// What the call weighed.
    weight: Weight,
    /// Whether it took effect.
    took_effect: bool,
}

impl<T: Config> Pallet<T> {
    /// The call, decoded, if it is within the limits for proposed calls.
    pub(crate) fn fetch_call(
        bounded: &BoundedCallOf<T>,
    ) -> Result<<T as Config>::RuntimeCall, Error<T>> {
        let max_len = T::MaxCallLen::get();
        ensure!(bounded.len().is_none_or(|len| len <= max_len), Error::<T>::CallTooLong);
        let call = match bounded {
            Bounded::Inline(bytes) => Self::decode_call(bytes)?,
            Bounded::Lookup { hash, len } => {
                let bytes = T::Preimages::fetch(hash, Some(*len))
                    .map_err(|_| Error::<T>::CallUnavailable)?;
                Self::decode_call(&bytes)?
            }
            Bounded::Legacy { .. } => return Err(Error::<T>::LegacyCall),
        };
        let weight = call.get_dispatch_info().call_weight;
        ensure!(weight.all_lte(T::MaxCallWeight::get()), Error::<T>::CallTooHeavy);
        Ok(call)
    }

    fn decode_call(mut bytes: &[u8]) -> Result<<T as Config>::RuntimeCall, Error<T>> {
        DecodeLimit::decode_all_with_depth_limit(T::MaxCallDepth::get(), &mut bytes)
            .map_err(|_| Error::<T>::CallUndecodable)
    }

    /// Runs the call of a proposal that is due, if it fits into what is left of `meter`.
    pub(crate) fn execute_metered(
        id: ProposalId,
        proposal: ProposalOf<T>,
        now: BlockNumber,
        meter: &mut WeightMeter,
    ) -> Served {
        match Self::run(id, proposal, now, |weight| meter.can_consume(weight)) {
            Some(run) => {
                meter.consume(run.weight);
                Served::Done
            }
            None => Served::Later,
        }
    }

    pub(crate) fn do_enact(id: ProposalId) -> frame_support::dispatch::DispatchResultWithPostInfo {
        let proposal = Proposals::<T>::get(id).ok_or(Error::<T>::NotFound)?;
        let now = Self::now();
        match &proposal.status {
            Status::Timelocked { until, .. } => ensure!(*until <= now, Error::<T>::TooEarly),
            Status::ExecutionFailed { retries: Retries::Open, deadline, .. } => {
                ensure!(now <= *deadline, Error::<T>::TooLate)
            }
            _ => return Err(Error::<T>::WrongStatus.into()),
        }
        let run = Self::run(id, proposal, now, |_| true);
        let (weight, took_effect) =
            run.map(|run| (run.weight, run.took_effect)).unwrap_or_default();
        Ok(PostDispatchInfo {
            actual_weight: Some(Self::enact_weight().saturating_add(weight)),
            pays_fee: if took_effect { Pays::No } else { Pays::Yes },
        })
    }

    /// Runs the call if `allows` its weight, and stores what came of it.
    fn run(
        id: ProposalId,
        mut proposal: ProposalOf<T>,
        now: BlockNumber,
        allows: impl FnOnce(Weight) -> bool,
    ) -> Option<Run> {
        if Self::is_outdated(id, &mut proposal, now) {
            Proposals::<T>::insert(id, proposal);
            return Some(Run { weight: Weight::zero(), took_effect: false });
        }
        let (result, weight) = match Self::fetch_call(&proposal.call) {
            Ok(call) => {
                let info = call.get_dispatch_info();
                if !allows(info.call_weight) {
                    return None;
                }
                let origin = Self::origin_of(id, &proposal)?;
                // Marked as done while it runs, so that the call cannot stop its own proposal.
                let done = Status::Executed { at: now };
                Proposals::<T>::insert(id, ProposalOf::<T> { status: done, ..proposal.clone() });
                let result = call.dispatch(origin);
                let weight = extract_actual_weight(&result, &info);
                (result.map(|_| ()).map_err(|failure| failure.error), weight)
            }
            Err(error) => (Err(error.into()), Weight::zero()),
        };
        let took_effect = result.is_ok();
        Self::store_result(id, proposal, result, now);
        Some(Run { weight, took_effect })
    }

    fn store_result(
        id: ProposalId,
        before: ProposalOf<T>,
        result: Result<(), DispatchError>,
        now: BlockNumber,
    ) {
        let (tried, deadline) = Self::tries_of(&before, now);
        let attempt = tried.saturating_add(1);
        let Err(error) = result else {
            Self::deposit_event(Event::Executed { id, attempt });
            Self::record(id, &before.call);
            let after = Proposals::<T>::get(id).unwrap_or(before);
            Self::conclude(id, after, Status::Executed { at: now }, now);
            return;
        };
        let mut proposal = before;
        let retry_period = proposal.decision.as_ref().map_or(1, |d| d.rules.retry_period);
        let next = Some(now.saturating_add(retry_period)).filter(|next| *next <= deadline);
        let (attempts, retries) = (attempt, Retries::Open);
        proposal.status = Status::ExecutionFailed { at: now, error, attempts, deadline, retries };
        proposal.wake_at = None;
        Self::wake(id, &mut proposal, next.unwrap_or_else(|| deadline.saturating_add(1)));
        Self::deposit_event(Event::ExecutionFailed { id, attempt, error, next });
        Proposals::<T>::insert(id, proposal);
    }

    /// What running a call takes beside the call.
    pub(crate) fn enact_weight() -> Weight {
        T::WeightInfo::enact().saturating_add(T::RecordSink::weight())
    }

    /// Has it recorded that a call was carried out.
    fn record(id: ProposalId, call: &BoundedCallOf<T>) {
        if let Ok(receipt) = <[u8; 32]>::try_from(call.hash().as_ref()) {
            T::RecordSink::record(id, H256(receipt));
        }
    }

    /// How often the call was tried, and the last block in which it can be.
    fn tries_of(proposal: &ProposalOf<T>, now: BlockNumber) -> (u32, BlockNumber) {
        match proposal.status {
            Status::ExecutionFailed { attempts, deadline, .. } => (attempts, deadline),
            _ => {
                let window = proposal.decision.as_ref().map_or(0, |d| d.rules.execution_window);
                (0, now.saturating_add(window))
            }
        }
    }

    fn origin_of(id: ProposalId, proposal: &ProposalOf<T>) -> Option<<T as Config>::RuntimeOrigin> {
        let rules = &proposal.decision.as_ref()?.rules;
        Some(
            rules
                .authority
                .origin::<<T as Config>::RuntimeOrigin, AccountIdOf<T>>(id, proposal.track),
        )
    }

    /// Sets the proposal aside if its call could mean something else now than when it was decided.
    fn is_outdated(id: ProposalId, proposal: &mut ProposalOf<T>, now: BlockNumber) -> bool {
        let current = Self::transaction_version();
        let decided_under = proposal.decision.as_ref().map_or(current, |d| d.transaction_version);
        if decided_under == current {
            return false;
        }
        let approved = match proposal.status {
            Status::Timelocked { approved, .. } => approved,
            _ => now,
        };
        proposal.status = Status::Outdated { approved, since: now };
        proposal.wake_at = None;
        Self::deposit_event(Event::ReaffirmationNeeded { id, decided_under, current });
        true
    }
}
