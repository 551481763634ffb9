#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
// This code runs on every node alike, or the chain stops: nothing in it may panic or wrap. Tests may.
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_wrap,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::unwrap_used
    )
)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::arithmetic_side_effects, reason = "a benchmark runs on no chain")]
mod benchmarking;
mod calls;
mod conclusion;
mod curve;
mod decision;
mod deposits;
mod dispatch;
mod due;
mod errors;
mod events;
mod execution;
mod origin;
mod polling;
mod progress;
mod proposal;
mod queue;
mod track;
mod try_state;
pub mod weights;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use curve::Curve;
pub use decision::{Decision, Outcome};
pub use due::{Cursor, Due};
pub use origin::{EnsureCanceller, EnsureKiller, EnsureMandate, EnsureSpender};
pub use pallet::*;
pub use proposal::{Deposit, Guardian, Proposal, Reason, Retries, Status, Text, Uri};
pub use track::{Authority, Track, TrackName, Veto};
pub use weights::WeightInfo;

use althing_primitives::{Balance, BlockNumber, TrackId};
use frame_support::{
    dispatch::{GetDispatchInfo, PostDispatchInfo},
    pallet_macros::import_section,
    sp_runtime::traits::Dispatchable,
    traits::Bounded,
};

/// A call kept by its hash, or inline where it is short.
pub type BoundedCallOf<T> = Bounded<<T as Config>::RuntimeCall, HashingOf<T>>;
/// What is stored of a proposal.
pub type ProposalOf<T> = Proposal<AccountIdOf<T>, BoundedCallOf<T>, <T as Config>::Tally>;

type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
type HashingOf<T> = <T as frame_system::Config>::Hashing;

#[import_section(dispatch::dispatch)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
    use althing_primitives::{
        apis::Position,
        eligibility::{Eligibility, PolicyVersion},
        poll::{Ballots, HouseTally},
        record_sink::RecordSink,
        ProposalId,
    };
    use frame_support::{
        pallet_prelude::*,
        traits::{fungible::MutateHold, IsType, QueryPreimage, StorePreimage},
        weights::WeightMeter,
    };
    use frame_system::pallet_prelude::*;

    use super::*;

    const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// Measured weights.
        type WeightInfo: WeightInfo;

        /// The calls that can be proposed.
        type RuntimeCall: Parameter
            + Dispatchable<
                RuntimeOrigin = <Self as Config>::RuntimeOrigin,
                PostInfo = PostDispatchInfo,
            > + GetDispatchInfo
            + IsType<<Self as frame_system::Config>::RuntimeCall>
            + From<Call<Self>>
            + From<frame_system::Call<Self>>;

        /// The origins approved calls are dispatched with.
        type RuntimeOrigin: From<Origin>
            + From<frame_system::RawOrigin<Self::AccountId>>
            + Into<Result<Origin, <Self as Config>::RuntimeOrigin>>
            + IsType<<Self as frame_system::Config>::RuntimeOrigin>;

        /// Why this pallet holds tokens.
        type RuntimeHoldReason: From<HoldReason>;

        /// The token deposits are made in.
        type Currency: MutateHold<
            Self::AccountId,
            Balance = Balance,
            Reason = Self::RuntimeHoldReason,
        >;

        /// Where proposed calls are kept. A call is requested from its submission to its end, so
        /// nobody can take it away in between.
        type Preimages: QueryPreimage<H = Self::Hashing> + StorePreimage;

        /// What a poll counts up; one entry a house.
        type Tally: HouseTally<Balance, TrackId> + Parameter + MaxEncodedLen;

        /// Who keeps the ballots.
        type Ballots: Ballots<Tally = Self::Tally>;

        /// Who meets a policy, where a track asks its proposers for one.
        type Eligibility: Eligibility<Self::AccountId>;

        /// Where it is recorded that a proposal was carried out.
        type RecordSink: RecordSink;

        /// Who may cancel any proposal; yields the proposal that gave the authority, if one did.
        type CancelOrigin: EnsureOrigin<
            <Self as frame_system::Config>::RuntimeOrigin,
            Success = Option<ProposalId>,
        >;

        /// Who may kill any proposal; yields the proposal that gave the authority, if one did.
        type KillOrigin: EnsureOrigin<
            <Self as frame_system::Config>::RuntimeOrigin,
            Success = Option<ProposalId>,
        >;

        /// Who may change tracks and the guardian: the constitutional track's authority, no other.
        type ConstitutionOrigin: EnsureOrigin<<Self as frame_system::Config>::RuntimeOrigin>;

        /// Where slashed deposits go.
        #[pallet::constant]
        type SlashDestination: Get<Self::AccountId>;

        /// The longest call that can be proposed, in encoded bytes.
        #[pallet::constant]
        type MaxCallLen: Get<u32>;

        /// How deep calls may be nested in a proposed call.
        #[pallet::constant]
        type MaxCallDepth: Get<u32>;

        /// The heaviest call that can be proposed.
        #[pallet::constant]
        type MaxCallWeight: Get<Weight>;

        /// What due work may weigh in a block before any transaction; at least the heaviest call
        /// and what surrounds it.
        #[pallet::constant]
        type ServiceWeight: Get<Weight>;

        /// How many tracks there can be.
        #[pallet::constant]
        type MaxTracks: Get<u32>;

        /// How long a concluded proposal stays readable, in blocks.
        #[pallet::constant]
        type Retention: Get<BlockNumber>;

        /// How far ahead a guardian's term may end, in blocks.
        #[pallet::constant]
        type MaxGuardianTerm: Get<BlockNumber>;
    }

    /// Why this pallet holds tokens.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// A deposit on a proposal, the proposer's or a sponsor's.
        #[codec(index = 0)]
        ProposalDeposit,
    }

    /// With what authority an approved call is dispatched, unless it is Root.
    #[pallet::origin]
    pub type Origin = crate::origin::Origin;

    /// The rules under which proposals are decided.
    #[pallet::storage]
    pub type Tracks<T> = CountedStorageMap<_, Twox64Concat, TrackId, Track>;

    /// Who may veto, until when.
    #[pallet::storage]
    pub type CurrentGuardian<T: Config> = StorageValue<_, Guardian<T::AccountId>>;

    /// How many proposals were ever submitted: the identifier of the next.
    #[pallet::storage]
    pub type ProposalCount<T> = StorageValue<_, ProposalId, ValueQuery>;

    /// The proposals that are not pruned yet.
    #[pallet::storage]
    pub type Proposals<T: Config> = StorageMap<_, Twox64Concat, ProposalId, ProposalOf<T>>;

    /// What each account has put down on each proposal and has neither got back nor lost.
    #[pallet::storage]
    pub type Deposits<T: Config> = StorageDoubleMap<
        _,
        Twox64Concat,
        ProposalId,
        Blake2_128Concat,
        T::AccountId,
        Deposit,
        OptionQuery,
    >;

    /// How many proposals are under decision on each track.
    #[pallet::storage]
    pub type DecidingCount<T> = StorageMap<_, Twox64Concat, TrackId, u32, ValueQuery>;

    /// Each track's queue, in the order in which proposals became ready. A proposal that left the
    /// queue leaves a gap.
    #[pallet::storage]
    pub type Queue<T> =
        StorageDoubleMap<_, Twox64Concat, TrackId, Twox64Concat, u64, ProposalId, OptionQuery>;

    /// The positions of the first entry of each track's queue, and of the next to come.
    #[pallet::storage]
    pub type QueueEnds<T> = StorageMap<_, Twox64Concat, TrackId, (u64, u64), ValueQuery>;

    /// Where in its track's queue a proposal stands.
    #[pallet::storage]
    pub type QueuePosition<T> = StorageMap<_, Twox64Concat, ProposalId, u64, OptionQuery>;

    /// What is due in each block, in the order in which it was put there.
    #[pallet::storage]
    pub type Agenda<T> =
        StorageDoubleMap<_, Twox64Concat, BlockNumber, Twox64Concat, u32, Due, OptionQuery>;

    /// How much is due in each block.
    #[pallet::storage]
    pub type AgendaCount<T> = StorageMap<_, Twox64Concat, BlockNumber, u32, ValueQuery>;

    /// The first entry of the agenda that has not been dealt with.
    #[pallet::storage]
    pub type AgendaCursor<T> = StorageValue<_, Cursor, ValueQuery>;

    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// The tracks. The policies that they ask for exist by then: the pallet that keeps those
        /// comes before this one in the runtime.
        pub tracks: alloc::vec::Vec<(TrackId, Track)>,
        /// Who may veto, until when.
        pub guardian: Option<Guardian<T::AccountId>>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            for (id, track) in &self.tracks {
                assert!(
                    track.is_valid(&T::Ballots::horizon()),
                    "track {id} contradicts itself or outlasts the memory of say"
                );
                assert!(
                    track.policy.is_none_or(T::Eligibility::exists),
                    "track {id} asks for a policy that does not exist"
                );
                Tracks::<T>::insert(id, track);
            }
            assert!(Tracks::<T>::count() <= T::MaxTracks::get(), "too many tracks");
            CurrentGuardian::<T>::set(self.guardian.clone());
        }
    }

    /// Who cancelled a proposal.
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
    pub enum Stopper {
        /// Its proposer.
        #[codec(index = 0)]
        Proposer,
        /// Another proposal.
        #[codec(index = 1)]
        Proposal(ProposalId),
        /// The constitutional authority.
        #[codec(index = 2)]
        Root,
        /// Nobody: its track was removed before its decision started.
        #[codec(index = 3)]
        TrackRemoved,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn on_initialize(_: BlockNumberFor<T>) -> Weight {
            let mut meter = WeightMeter::with_limit(T::ServiceWeight::get());
            Self::service(&mut meter);
            meter.consumed()
        }

        fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
            let mut meter = WeightMeter::with_limit(remaining);
            Self::service(&mut meter);
            meter.consumed()
        }

        fn integrity_test() {
            assert!(
                T::ServiceWeight::get()
                    .all_gte(Self::service_overhead().saturating_add(T::MaxCallWeight::get())),
                "the heaviest call must fit into the service weight of one block"
            );
            assert!(T::MaxCallLen::get() > 0 && T::MaxTracks::get() > 0);
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), DispatchError> {
            Self::do_try_state()
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// Where a proposal stands against its curves; none unless it is under decision.
        pub fn position(id: ProposalId) -> Option<Position> {
            Self::position_of(id)
        }
    }
}
