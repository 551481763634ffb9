//! The authority with which an approved call is dispatched, and how other pallets ask for it.

use core::marker::PhantomData;

use althing_primitives::{
    mandate::Mandate, spending::SpendAuthority, Balance, ProposalId, TrackId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::EnsureOrigin;
use frame_system::RawOrigin;
use scale_info::TypeInfo;

use crate::Authority;

/// The authority of an approved proposal, unless it is Root.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Origin {
    /// May spend from the treasury.
    #[codec(index = 0)]
    Spender {
        /// The proposal that was approved.
        proposal: ProposalId,
        /// The track it was approved on.
        track: TrackId,
        /// The most that one spend may come to, as of the start of the decision.
        limit: Balance,
    },
    /// May cancel proposals.
    #[codec(index = 1)]
    Canceller {
        /// The proposal that was approved.
        proposal: ProposalId,
    },
    /// May kill proposals.
    #[codec(index = 2)]
    Killer {
        /// The proposal that was approved.
        proposal: ProposalId,
    },
    /// May do what other pallets grant to the track.
    #[codec(index = 3)]
    Mandate {
        /// The proposal that was approved.
        proposal: ProposalId,
        /// The track it was approved on.
        track: TrackId,
    },
}

impl Authority {
    /// The origin with which the call of `proposal` is dispatched.
    pub fn origin<RuntimeOrigin, AccountId>(
        &self,
        proposal: ProposalId,
        track: TrackId,
    ) -> RuntimeOrigin
    where
        RuntimeOrigin: From<Origin> + From<RawOrigin<AccountId>>,
    {
        match self {
            Self::Root => RawOrigin::Root.into(),
            Self::Spender { limit } => Origin::Spender { proposal, track, limit: *limit }.into(),
            Self::Canceller => Origin::Canceller { proposal }.into(),
            Self::Killer => Origin::Killer { proposal }.into(),
            Self::Mandate => Origin::Mandate { proposal, track }.into(),
        }
    }
}

/// Spends up to its track's limit; Root without a limit.
pub struct EnsureSpender<AccountId>(PhantomData<AccountId>);

impl<O, AccountId> EnsureOrigin<O> for EnsureSpender<AccountId>
where
    O: Into<Result<Origin, O>>
        + Into<Result<RawOrigin<AccountId>, O>>
        + From<Origin>
        + From<RawOrigin<AccountId>>,
{
    type Success = SpendAuthority;

    fn try_origin(origin: O) -> Result<Self::Success, O> {
        let origin = match into_own(origin) {
            Ok(Origin::Spender { proposal, limit, .. }) => {
                return Ok(SpendAuthority { limit, proposal: Some(proposal) })
            }
            Ok(other) => return Err(other.into()),
            Err(origin) => origin,
        };
        ensure_root(origin).map(|()| SpendAuthority { limit: Balance::MAX, proposal: None })
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn try_successful_origin() -> Result<O, ()> {
        Ok(Origin::Spender { proposal: 0, track: 0, limit: Balance::MAX }.into())
    }
}

/// Cancels proposals; yields the proposal that gave the authority, none for Root.
pub struct EnsureCanceller<AccountId>(PhantomData<AccountId>);

impl<O, AccountId> EnsureOrigin<O> for EnsureCanceller<AccountId>
where
    O: Into<Result<Origin, O>>
        + Into<Result<RawOrigin<AccountId>, O>>
        + From<Origin>
        + From<RawOrigin<AccountId>>,
{
    type Success = Option<ProposalId>;

    fn try_origin(origin: O) -> Result<Self::Success, O> {
        match into_own(origin) {
            Ok(Origin::Canceller { proposal }) => Ok(Some(proposal)),
            Ok(other) => Err(other.into()),
            Err(origin) => ensure_root(origin).map(|()| None),
        }
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn try_successful_origin() -> Result<O, ()> {
        Ok(Origin::Canceller { proposal: 0 }.into())
    }
}

/// Kills proposals; yields the proposal that gave the authority, none for Root.
pub struct EnsureKiller<AccountId>(PhantomData<AccountId>);

impl<O, AccountId> EnsureOrigin<O> for EnsureKiller<AccountId>
where
    O: Into<Result<Origin, O>>
        + Into<Result<RawOrigin<AccountId>, O>>
        + From<Origin>
        + From<RawOrigin<AccountId>>,
{
    type Success = Option<ProposalId>;

    fn try_origin(origin: O) -> Result<Self::Success, O> {
        match into_own(origin) {
            Ok(Origin::Killer { proposal }) => Ok(Some(proposal)),
            Ok(other) => Err(other.into()),
            Err(origin) => ensure_root(origin).map(|()| None),
        }
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn try_successful_origin() -> Result<O, ()> {
        Ok(Origin::Killer { proposal: 0 }.into())
    }
}

/// Does what other pallets grant to a track; yields the track and the proposal, or Root, which
/// covers every grant.
pub struct EnsureMandate<AccountId>(PhantomData<AccountId>);

impl<O, AccountId> EnsureOrigin<O> for EnsureMandate<AccountId>
where
    O: Into<Result<Origin, O>>
        + Into<Result<RawOrigin<AccountId>, O>>
        + From<Origin>
        + From<RawOrigin<AccountId>>,
{
    type Success = Mandate;

    fn try_origin(origin: O) -> Result<Self::Success, O> {
        match into_own(origin) {
            Ok(Origin::Mandate { proposal, track }) => Ok(Mandate::Track { track, proposal }),
            Ok(other) => Err(other.into()),
            Err(origin) => ensure_root(origin).map(|()| Mandate::Root),
        }
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn try_successful_origin() -> Result<O, ()> {
        Ok(Origin::Mandate { proposal: 0, track: 0 }.into())
    }
}

fn into_own<O: Into<Result<Origin, O>>>(origin: O) -> Result<Origin, O> {
    origin.into()
}

fn ensure_root<O, AccountId>(origin: O) -> Result<(), O>
where
    O: Into<Result<RawOrigin<AccountId>, O>> + From<RawOrigin<AccountId>>,
{
    match origin.into() {
        Ok(RawOrigin::Root) => Ok(()),
        Ok(other) => Err(other.into()),
        Err(origin) => Err(origin),
    }
}
