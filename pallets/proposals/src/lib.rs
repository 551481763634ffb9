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
mod due;
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
    sp_runtime::traits::Dispatchable,
    traits::Bounded,
};

/// A call kept by its hash, or inline where it is short.
pub type BoundedCallOf<T> = Bounded<<T as Config>::RuntimeCall, HashingOf<T>>;
/// What is stored of a proposal.
pub type ProposalOf<T> = Proposal<AccountIdOf<T>, BoundedCallOf<T>, <T as Config>::Tally>;

type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
type HashingOf<T> = <T as frame_system::Config>::Hashing;

#[frame_support::pallet]
pub mod pallet {
    use althing_primitives::{
        apis::Position,
        eligibility::{Eligibility, PolicyVersion},
        poll::{Ballots, HouseTally},
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

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    #[allow(clippy::large_enum_variant, reason = "an event is encoded as soon as it is emitted")]
    pub enum Event<T: Config> {
        /// A proposal was submitted.
        Submitted {
            /// The proposal.
            id: ProposalId,
            /// Who submitted it.
            proposer: T::AccountId,
            /// The rules it is decided under.
            track: TrackId,
            /// The call, by hash or inline.
            call: BoundedCallOf<T>,
            /// The text that explains it.
            text: Text,
            /// What the proposer put down.
            deposit: Balance,
            /// The policy that the proposer met, if the track asks for one.
            policy: Option<PolicyVersion>,
        },
        /// The text of a proposal was replaced.
        TextChanged {
            /// The proposal.
            id: ProposalId,
            /// Counts the texts, from 1.
            version: u32,
            /// The text before.
            old: Text,
            /// The text from now on.
            new: Text,
        },
        /// Somebody put down a part of the decision deposit.
        Sponsored {
            /// The proposal.
            id: ProposalId,
            /// Who.
            who: T::AccountId,
            /// How much.
            amount: Balance,
            /// What all sponsors have put down together.
            sponsored: Balance,
            /// What the track asks for.
            required: Balance,
        },
        /// A proposal is ready and waits until fewer are under decision.
        Queued {
            /// The proposal.
            id: ProposalId,
            /// The track.
            track: TrackId,
            /// Its position in the queue; positions are never used again.
            position: u64,
        },
        /// The decision on a proposal started.
        DecisionStarted {
            /// The proposal.
            id: ProposalId,
            /// The track.
            track: TrackId,
            /// The call, by hash or inline, as it is decided on.
            call: BoundedCallOf<T>,
            /// The hash of the text, as it is decided on.
            text_hash: sp_core::H256,
            /// The block in which the decision period ends.
            ends: BlockNumber,
            /// The empty tally, with its denominators.
            tally: T::Tally,
        },
        /// A proposal passes and has to keep passing.
        ConfirmationStarted {
            /// The proposal.
            id: ProposalId,
            /// Since which block.
            since: BlockNumber,
            /// The block in which it is approved, unless it stops passing before.
            ends: BlockNumber,
        },
        /// A proposal stopped passing before its confirmation ended.
        ConfirmationLost {
            /// The proposal.
            id: ProposalId,
            /// In which block.
            at: BlockNumber,
        },
        /// A proposal was approved.
        Approved {
            /// The proposal.
            id: ProposalId,
            /// As of which block.
            at: BlockNumber,
            /// The block in which its call runs.
            executes_at: BlockNumber,
            /// What was counted.
            tally: T::Tally,
        },
        /// A proposal was rejected.
        Rejected {
            /// The proposal.
            id: ProposalId,
            /// As of which block.
            at: BlockNumber,
            /// What was counted.
            tally: T::Tally,
        },
        /// A proposal's deposit was not complete in time.
        TimedOut {
            /// The proposal.
            id: ProposalId,
            /// As of which block.
            at: BlockNumber,
        },
        /// A proposal was cancelled; deposits can be claimed back.
        Cancelled {
            /// The proposal.
            id: ProposalId,
            /// Who.
            by: Stopper,
            /// Why.
            reason: Reason,
        },
        /// A proposal was killed; its deposits are slashed.
        Killed {
            /// The proposal.
            id: ProposalId,
            /// The proposal that gave the authority, if one did.
            by: Option<ProposalId>,
            /// Why.
            reason: Reason,
        },
        /// The guardian vetoed an approved proposal.
        Vetoed {
            /// The proposal.
            id: ProposalId,
            /// The guardian.
            guardian: T::AccountId,
            /// Why.
            reason: Reason,
        },
        /// The call of a proposal ran.
        Executed {
            /// The proposal.
            id: ProposalId,
            /// Which try it was, from 1.
            attempt: u32,
        },
        /// The call of a proposal failed; nothing of it took effect.
        ExecutionFailed {
            /// The proposal.
            id: ProposalId,
            /// Which try it was, from 1.
            attempt: u32,
            /// Why.
            error: DispatchError,
            /// When it is tried again by itself.
            next: Option<BlockNumber>,
        },
        /// The deadline for trying a failed call again has passed.
        RetriesOver {
            /// The proposal.
            id: ProposalId,
        },
        /// The transaction version has changed since the decision started: the call waits.
        ReaffirmationNeeded {
            /// The proposal.
            id: ProposalId,
            /// The transaction version it was decided under.
            decided_under: u32,
            /// The transaction version now.
            current: u32,
        },
        /// A call was reaffirmed under the present transaction version.
        Reaffirmed {
            /// The proposal.
            id: ProposalId,
            /// The transaction version it was decided under.
            old: u32,
            /// The transaction version now.
            new: u32,
        },
        /// A deposit was paid back.
        DepositRefunded {
            /// The proposal.
            id: ProposalId,
            /// To whom.
            who: T::AccountId,
            /// How much.
            amount: Balance,
        },
        /// A deposit was slashed.
        DepositSlashed {
            /// The proposal.
            id: ProposalId,
            /// Whose it was.
            who: T::AccountId,
            /// How much.
            amount: Balance,
            /// Who got it.
            to: T::AccountId,
        },
        /// A track was added or changed.
        TrackSet {
            /// The track.
            id: TrackId,
            /// The rules before, if there were any.
            old: Option<Track>,
            /// The rules from now on.
            new: Track,
        },
        /// A track was removed.
        TrackRemoved {
            /// The track.
            id: TrackId,
            /// The rules before.
            old: Track,
        },
        /// The guardian changed.
        GuardianSet {
            /// The guardian before.
            old: Option<Guardian<T::AccountId>>,
            /// The guardian from now on.
            new: Option<Guardian<T::AccountId>>,
        },
        /// A proposal that was concluded long ago was removed from the state.
        Pruned {
            /// The proposal.
            id: ProposalId,
        },
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

    #[pallet::error]
    pub enum Error<T> {
        /// There is no proposal with this number, or it was pruned long after its end.
        NotFound,
        /// There is no track with this number. Look at `tracks` for those there are.
        TrackNotFound,
        /// This account or origin may not do this to this proposal.
        NotAuthorized,
        /// The proposal is not in a state in which this can be done. Look at its status.
        WrongStatus,
        /// The decision has started: what is decided on does not change any more.
        DecisionStarted,
        /// The amount is zero.
        AmountZero,
        /// The decision deposit is complete already.
        DepositComplete,
        /// It is too late: the proposal's time to complete its deposit is over.
        TooLate,
        /// It is too early: the timelock has not ended.
        TooEarly,
        /// The call is kept nowhere. Note its preimage first.
        CallUnavailable,
        /// The call is longer than `MaxCallLen`.
        CallTooLong,
        /// The call weighs more than `MaxCallWeight`.
        CallTooHeavy,
        /// The bytes are no call of this runtime, or calls are nested deeper than `MaxCallDepth`.
        CallUndecodable,
        /// The call must be given inline or by hash and length.
        LegacyCall,
        /// This account has no deposit on this proposal.
        NoDeposit,
        /// There is nothing to do for this proposal now.
        NothingDue,
        /// The rules contradict themselves, or last longer than say is remembered or locked.
        InvalidTrack,
        /// There are as many tracks as there can be.
        TooManyTracks,
        /// A guardian's term must end in the future, within `MaxGuardianTerm`.
        InvalidTerm,
        /// The track does not let the guardian veto.
        VetoNotAllowed,
        /// There are as many proposals as can be numbered.
        TooManyProposals,
        /// An amount is larger than can be counted.
        Overflow,
        /// The proposer does not meet the policy that the track asks for. Look at the track's
        /// `policy`, get the attestations that it names, and submit again; or use another track.
        NotEligible,
        /// There is no such version of the policy. Register it first, or name one that exists.
        PolicyNotFound,
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

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Submits a proposal to run `call` with the authority of `track`.
        ///
        /// The proposer must meet the track's policy in this block, if it has one. The call must be
        /// short enough, decodable, not too deeply nested and not too heavy, and kept already if it
        /// is given by hash; from now on nobody can take it away. Holds the track's submission
        /// deposit. Emits `Submitted`.
        #[pallet::call_index(0)]
        #[pallet::weight(
            T::WeightInfo::submit(call.len().unwrap_or_else(T::MaxCallLen::get))
                .saturating_add(T::Eligibility::weight())
        )]
        pub fn submit(
            origin: OriginFor<T>,
            track: TrackId,
            call: BoundedCallOf<T>,
            text: Text,
        ) -> DispatchResultWithPostInfo {
            let who = ensure_signed(origin)?;
            Self::do_submit(who, track, call, text)
        }

        /// Puts down `amount` towards the decision deposit, or as much of it as is still needed.
        ///
        /// If that completes it and the preparation is over, the decision starts or the proposal
        /// queues. Emits `Sponsored`.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::sponsor())]
        pub fn sponsor(
            origin: OriginFor<T>,
            #[pallet::compact] id: ProposalId,
            #[pallet::compact] amount: Balance,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_sponsor(who, id, amount)
        }

        /// Replaces the text of one's own proposal, until its decision starts. Emits
        /// `TextChanged`.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::set_text())]
        pub fn set_text(
            origin: OriginFor<T>,
            #[pallet::compact] id: ProposalId,
            text: Text,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_set_text(who, id, text)
        }

        /// Cancels a proposal: its proposer until the decision starts, the cancelling authority
        /// until its call has run. Deposits can be claimed back. Emits `Cancelled`.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::cancel())]
        pub fn cancel(
            origin: OriginFor<T>,
            #[pallet::compact] id: ProposalId,
            reason: Reason,
        ) -> DispatchResult {
            Self::do_cancel(origin, id, reason)
        }

        /// Kills a proposal whose call has not run, and slashes its deposits. Emits `Killed`.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::kill())]
        pub fn kill(
            origin: OriginFor<T>,
            #[pallet::compact] id: ProposalId,
            reason: Reason,
        ) -> DispatchResult {
            let by = T::KillOrigin::ensure_origin(origin)?;
            Self::do_kill(by, id, reason)
        }

        /// Vetoes an approved proposal before its call has run: the guardian, if the track allows
        /// it. Emits `Vetoed`.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::veto())]
        pub fn veto(
            origin: OriginFor<T>,
            #[pallet::compact] id: ProposalId,
            reason: Reason,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_veto(who, id, reason)
        }

        /// Runs an approved call that is due, or tries a failed one again before its deadline.
        ///
        /// Anyone may do this, though a block does it by itself. Free if the call then succeeds.
        /// Emits `Executed` or `ExecutionFailed`.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::enact().saturating_add(T::MaxCallWeight::get()))]
        pub fn enact(
            origin: OriginFor<T>,
            #[pallet::compact] id: ProposalId,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_enact(id)
        }

        /// Reaffirms an approved call under the present transaction version; it runs in the next
        /// block. Emits `Reaffirmed`.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::reaffirm())]
        pub fn reaffirm(origin: OriginFor<T>, #[pallet::compact] id: ProposalId) -> DispatchResult {
            T::ConstitutionOrigin::ensure_origin(origin)?;
            Self::do_reaffirm(id)
        }

        /// Pays the deposit of `who` on a concluded proposal back, or slashes it if the proposal
        /// was killed. Anyone may do this, free of charge. Emits `DepositRefunded` or
        /// `DepositSlashed`.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::settle())]
        pub fn settle(
            origin: OriginFor<T>,
            #[pallet::compact] id: ProposalId,
            who: T::AccountId,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_settle(id, &who)?;
            Ok(Pays::No.into())
        }

        /// Does now what is due for a proposal, other than running its call. Anyone may do this,
        /// though a block does it by itself. Free, and refused if nothing is due.
        #[pallet::call_index(9)]
        #[pallet::weight(T::WeightInfo::advance())]
        pub fn advance(
            origin: OriginFor<T>,
            #[pallet::compact] id: ProposalId,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_advance(id)?;
            Ok(Pays::No.into())
        }

        /// Adds a track, or changes one for proposals whose decision has not started; its policy
        /// is asked of those who submit from now on, and must exist. Emits `TrackSet`.
        #[pallet::call_index(10)]
        #[pallet::weight(T::WeightInfo::set_track())]
        pub fn set_track(origin: OriginFor<T>, id: TrackId, track: Track) -> DispatchResult {
            T::ConstitutionOrigin::ensure_origin(origin)?;
            Self::do_set_track(id, track)
        }

        /// Removes a track. Proposals under decision go on under the rules they started with;
        /// those before are cancelled. Emits `TrackRemoved`.
        #[pallet::call_index(11)]
        #[pallet::weight(T::WeightInfo::remove_track())]
        pub fn remove_track(origin: OriginFor<T>, id: TrackId) -> DispatchResult {
            T::ConstitutionOrigin::ensure_origin(origin)?;
            Self::do_remove_track(id)
        }

        /// Names the guardian for a bounded time, or nobody. Emits `GuardianSet`.
        #[pallet::call_index(12)]
        #[pallet::weight(T::WeightInfo::set_guardian())]
        pub fn set_guardian(
            origin: OriginFor<T>,
            guardian: Option<Guardian<T::AccountId>>,
        ) -> DispatchResult {
            T::ConstitutionOrigin::ensure_origin(origin)?;
            Self::do_set_guardian(guardian)
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
