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
mod cleaning;
mod genesis;
mod polls;
mod records;
mod tally;
mod timeline;
mod try_state;
mod types;
pub mod weights;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use pallet::*;
pub use tally::{House, Tally};
pub use timeline::{Checkpoint, Timeline, MAX_CHECKPOINTS};
pub use types::{
    Ballot, Choice, Position, Rules, StakeLedger, Tier, TierIndex, Tiers, Unlocking, MAX_TIERS,
    MAX_UNLOCKING, MAX_WARM_UP, ONCE,
};
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
    use alloc::vec::Vec;

    use althing_primitives::{
        apis::AccountSay,
        poll::{Electorate, PollInspect},
        say::Say,
        Balance, BlockNumber, EpochIndex, ProposalId, TrackId,
    };
    use frame_support::{
        pallet_prelude::*,
        traits::{
            fungible::{Inspect, MutateHold},
            Polling,
        },
        weights::WeightMeter,
    };
    use frame_system::pallet_prelude::*;

    use super::*;

    /// The version of the storage that this code reads and writes.
    const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// What the runtime decides.
    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// What each call costs.
        type WeightInfo: WeightInfo;

        /// The tokens that are staked.
        type Currency: Inspect<Self::AccountId, Balance = Balance>
            + MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

        /// Why tokens are on hold, all pallets together.
        type RuntimeHoldReason: From<HoldReason>;

        /// Where ballots are cast.
        type Polls: Polling<
                Tally,
                Index = ProposalId,
                Votes = Balance,
                Class = TrackId,
                Moment = BlockNumber,
            > + PollInspect;

        /// The most entries of closed polls that are cleaned up at the end of one block.
        #[pallet::constant]
        type MaxCleanPerBlock: Get<u32>;
    }

    /// Why this pallet holds tokens.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// They are staked, or were staked and their lock is running out.
        #[codec(index = 0)]
        Stake,
    }

    /// The rules: set at genesis, changed by nothing.
    #[pallet::storage]
    pub type Settings<T> = StorageValue<_, Rules, ValueQuery>;

    /// What each account has on hold.
    #[pallet::storage]
    pub type Stakes<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, StakeLedger, ValueQuery>;

    /// What each account has of its own, and who votes in its place, over time.
    #[pallet::storage]
    pub type Own<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, Timeline<Position<T::AccountId>>, ValueQuery>;

    /// What others have delegated to each account, over time.
    #[pallet::storage]
    pub type Received<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, Timeline<Say>, ValueQuery>;

    /// What all accounts have together, over time.
    #[pallet::storage]
    pub type Total<T: Config> = StorageValue<_, Timeline<Say>, ValueQuery>;

    /// The ballots cast in polls that are open or not yet cleaned up.
    #[pallet::storage]
    pub type Ballots<T: Config> =
        StorageDoubleMap<_, Twox64Concat, ProposalId, Blake2_128Concat, T::AccountId, Ballot>;

    /// What delegators who vote in person have taken back from their delegate, poll by poll.
    #[pallet::storage]
    pub type Retracted<T: Config> = StorageDoubleMap<
        _,
        Twox64Concat,
        ProposalId,
        Blake2_128Concat,
        T::AccountId,
        Say,
        ValueQuery,
    >;

    /// The open polls, and the epoch as of which each reads everybody's say.
    #[pallet::storage]
    pub type OpenPolls<T> = StorageMap<_, Twox64Concat, ProposalId, EpochIndex>;

    /// The closed polls whose ballots are not yet cleaned up.
    #[pallet::storage]
    pub type Closed<T> = StorageMap<_, Twox64Concat, ProposalId, ()>;

    /// The rules, and who stakes what from the first epoch on.
    #[pallet::genesis_config]
    pub struct GenesisConfig<T: Config> {
        /// The blocks over which everybody's say is constant; more than zero.
        pub epoch_length: BlockNumber,
        /// The epochs that new stake and new delegations wait beyond the one in which they are
        /// made; at most [`MAX_WARM_UP`].
        pub warm_up: EpochIndex,
        /// The epochs over which say is remembered; with the warm-up and two more, at most
        /// [`MAX_CHECKPOINTS`].
        pub retention: EpochIndex,
        /// The least stake that support is measured against.
        pub support_floor: Balance,
        /// The lock tiers, the shortest lock first; it counts exactly once.
        pub tiers: Vec<Tier>,
        /// Who stakes how much in which tier; counts from the first epoch on.
        pub stakes: Vec<(T::AccountId, TierIndex, Balance)>,
    }

    impl<T: Config> Default for GenesisConfig<T> {
        fn default() -> Self {
            let Rules { epoch_length, warm_up, retention, support_floor, tiers } = Rules::default();
            let tiers = tiers.into_inner();
            Self { epoch_length, warm_up, retention, support_floor, tiers, stakes: Vec::new() }
        }
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            self.build_voting();
        }
    }

    /// What has happened.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// An account has staked tokens.
        Staked {
            /// Whose tokens.
            who: T::AccountId,
            /// In which tier.
            tier: TierIndex,
            /// How many.
            amount: Balance,
            /// All that the account stakes in this tier now; before it was less by the amount.
            total: Balance,
            /// The epoch from which they count.
            counts_from: EpochIndex,
        },
        /// An account has started to take tokens back; their lock is running out.
        UnstakeStarted {
            /// Whose tokens.
            who: T::AccountId,
            /// The tier they were staked in.
            tier: TierIndex,
            /// How many.
            amount: Balance,
            /// All that the account stakes in this tier now; before it was more by the amount.
            total: Balance,
            /// The epoch from which they do not count.
            counts_until: EpochIndex,
            /// The block from which they can be withdrawn.
            unlocks_at: BlockNumber,
        },
        /// An account has staked tokens again whose lock was running out.
        UnstakeCancelled {
            /// Whose tokens.
            who: T::AccountId,
            /// The tier they return to.
            tier: TierIndex,
            /// How many.
            amount: Balance,
            /// All that the account stakes in this tier now; before it was less by the amount.
            total: Balance,
            /// The epoch from which they count.
            counts_from: EpochIndex,
        },
        /// Tokens whose lock has run out are free again.
        Withdrawn {
            /// Whose tokens.
            who: T::AccountId,
            /// How many.
            amount: Balance,
            /// All that stays on hold; before it was more by the amount.
            on_hold: Balance,
        },
        /// An account has named another one to vote in its place.
        Delegated {
            /// Who delegates.
            who: T::AccountId,
            /// The delegate that stands down when the new one counts.
            from: Option<T::AccountId>,
            /// The new delegate.
            to: T::AccountId,
            /// The epoch from which the new delegate counts.
            counts_from: EpochIndex,
        },
        /// An account has nobody vote in its place any more.
        Undelegated {
            /// Who delegated.
            who: T::AccountId,
            /// The delegate that was named last.
            from: T::AccountId,
            /// The epoch from which the account's say is its own again.
            counts_from: EpochIndex,
        },
        /// An account has cast or changed its ballot.
        Voted {
            /// In which poll.
            poll: ProposalId,
            /// Who votes.
            who: T::AccountId,
            /// What the ballot said before; none if this is the account's first in this poll.
            previous: Option<Choice>,
            /// What the ballot says now.
            choice: Choice,
            /// What it counts for.
            say: Say,
        },
        /// An account has withdrawn its ballot.
        BallotWithdrawn {
            /// From which poll.
            poll: ProposalId,
            /// Who voted.
            who: T::AccountId,
            /// What the ballot said.
            choice: Choice,
            /// What it counted for.
            say: Say,
        },
        /// A delegator votes in person, so its own say counts no more with its delegate's ballot.
        SayRetracted {
            /// In which poll.
            poll: ProposalId,
            /// Who delegated and now votes in person.
            who: T::AccountId,
            /// Its delegate.
            delegate: T::AccountId,
            /// The delegator's own say.
            say: Say,
            /// The delegate's ballot and what it counted for before; none if it has not voted.
            previous: Option<Ballot>,
            /// The delegate's ballot and what it counts for now; none if it has not voted.
            ballot: Option<Ballot>,
        },
        /// A delegator has withdrawn its ballot, so its own say counts with its delegate's again.
        SayReturned {
            /// In which poll.
            poll: ProposalId,
            /// Who delegated and voted in person.
            who: T::AccountId,
            /// Its delegate.
            delegate: T::AccountId,
            /// The delegator's own say.
            say: Say,
            /// The delegate's ballot and what it counted for before; none if it has not voted.
            previous: Option<Ballot>,
            /// The delegate's ballot and what it counts for now; none if it has not voted.
            ballot: Option<Ballot>,
        },
        /// A poll has opened: who may vote and every denominator are settled.
        PollOpened {
            /// Which poll.
            poll: ProposalId,
            /// The rules it is held under.
            track: TrackId,
            /// Who may vote.
            electorate: Electorate,
            /// The epoch as of which everybody's say is read.
            epoch: EpochIndex,
            /// The stake that support is measured against, house by house.
            denominators: Vec<Balance>,
        },
        /// A poll has closed: its ballots wait to be cleaned up.
        PollClosed {
            /// Which poll.
            poll: ProposalId,
        },
        /// The last ballot of a closed poll has been cleaned up.
        PollCleaned {
            /// Which poll.
            poll: ProposalId,
        },
        /// Somebody has taken staked tokens from an account, and its records follow.
        Rebased {
            /// Whose tokens.
            who: T::AccountId,
            /// All that the records said was on hold.
            previous: Balance,
            /// All that is on hold.
            on_hold: Balance,
            /// What stays staked, tier by tier.
            tiers: Tiers,
            /// The epoch from which no more than that counts.
            counts_from: EpochIndex,
        },
    }

    /// Why a call fails.
    #[pallet::error]
    pub enum Error<T> {
        /// The amount is zero: name one that is more.
        ZeroAmount,
        /// There is no such lock tier: `Settings` lists them.
        UnknownTier,
        /// Less than this is staked in this tier.
        InsufficientStake,
        /// The lock of too many amounts is running out: withdraw or cancel one first.
        TooManyUnlocking,
        /// No amount with this index has its lock running out: `Stakes` lists them.
        UnknownUnlocking,
        /// The lock of no amount has run out.
        NothingToWithdraw,
        /// Nothing is staked that could be delegated: stake first.
        NothingStaked,
        /// An account votes for itself without delegating.
        DelegateToSelf,
        /// This is the delegate already.
        AlreadyDelegate,
        /// Nobody is named to vote in the account's place.
        NotDelegating,
        /// There is no such poll, or its decision has not started.
        UnknownPoll,
        /// The poll has ended.
        PollClosed,
        /// The poll has been open for longer than say is remembered.
        PollTooOld,
        /// The account had no say when the poll opened: neither stake that counted, nor
        /// delegations that did.
        NoSay,
        /// The account has no ballot in this poll.
        NoBallot,
        /// The poll is open, has been cleaned up, or never was; or no entry was asked for.
        NothingToClean,
        /// The records agree with what is on hold.
        NothingToRebase,
        /// The poll is open already, or the ballots of one of this id are not cleaned up.
        PollExists,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
            let mut meter = WeightMeter::with_limit(remaining);
            Self::clean_within(&mut meter);
            meter.consumed()
        }

        fn integrity_test() {
            assert!(T::MaxCleanPerBlock::get() > 0, "no ballot would ever be cleaned up");
            let tiers = u32::try_from(Tiers::default().len());
            assert_eq!(tiers, Ok(MAX_TIERS), "a ledger has an amount for each tier");
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::extra_constants]
    impl<T: Config> Pallet<T> {
        /// The greatest number of lock tiers.
        #[pallet::constant_name(MaxTiers)]
        fn max_tiers() -> u32 {
            MAX_TIERS
        }

        /// The greatest number of amounts of one account whose lock is running out.
        #[pallet::constant_name(MaxUnlocking)]
        fn max_unlocking() -> u32 {
            MAX_UNLOCKING
        }

        /// The greatest number of checkpoints of a timeline.
        #[pallet::constant_name(MaxCheckpoints)]
        fn max_checkpoints() -> u32 {
            MAX_CHECKPOINTS
        }

        /// The greatest number of epochs that new stake and new delegations may have to wait.
        #[pallet::constant_name(MaxWarmUp)]
        fn max_warm_up() -> EpochIndex {
            MAX_WARM_UP
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Stakes tokens of the caller in a lock tier. They count after the warm-up.
        ///
        /// Emits [`Event::Staked`].
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::stake())]
        pub fn stake(
            origin: OriginFor<T>,
            tier: TierIndex,
            #[pallet::compact] amount: Balance,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_stake(who, tier, amount)
        }

        /// Starts to take back tokens that the caller has staked in a tier, those that still warm
        /// up first. They stop counting with the next epoch, and then the tier's lock runs.
        ///
        /// Emits [`Event::UnstakeStarted`].
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::unstake())]
        pub fn unstake(
            origin: OriginFor<T>,
            tier: TierIndex,
            #[pallet::compact] amount: Balance,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_unstake(who, tier, amount)
        }

        /// Stakes again an amount whose lock is running out, given its place in the list, in the
        /// tier it came from. It counts after the warm-up, like all new stake.
        ///
        /// Emits [`Event::UnstakeCancelled`].
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::cancel_unstake())]
        pub fn cancel_unstake(origin: OriginFor<T>, index: u32) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_cancel_unstake(who, index)
        }

        /// Frees the tokens of an account whose lock has run out. Anyone may ask for it.
        ///
        /// Emits [`Event::Withdrawn`], after [`Event::Rebased`] if some had been taken.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::withdraw())]
        pub fn withdraw(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_withdraw(who)
        }

        /// Names an account to vote in the caller's place in every poll in which the caller does
        /// not vote in person. It counts after the warm-up; until then the present delegate stays.
        /// What others have delegated to the caller stays with the caller. The account need not
        /// exist yet.
        ///
        /// Emits [`Event::Delegated`].
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::delegate())]
        pub fn delegate(origin: OriginFor<T>, to: T::AccountId) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_delegate(who, to)
        }

        /// Has nobody vote in the caller's place any more, from the next epoch on.
        ///
        /// Emits [`Event::Undelegated`].
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::undelegate())]
        pub fn undelegate(origin: OriginFor<T>) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_undelegate(who)
        }

        /// Casts the caller's ballot in a poll, or changes it. It counts for what the caller
        /// staked and received when the poll opened; its own stake then counts no more with its
        /// delegate's ballot.
        ///
        /// Emits [`Event::Voted`], and [`Event::SayRetracted`] if the caller had delegated.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::vote())]
        pub fn vote(
            origin: OriginFor<T>,
            #[pallet::compact] poll: ProposalId,
            choice: Choice,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_vote(who, poll, choice)
        }

        /// Withdraws the caller's ballot from a poll that is still open.
        ///
        /// Emits [`Event::BallotWithdrawn`], and [`Event::SayReturned`] if the caller had
        /// delegated.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::withdraw_ballot())]
        pub fn withdraw_ballot(
            origin: OriginFor<T>,
            #[pallet::compact] poll: ProposalId,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_withdraw_ballot(who, poll)
        }

        /// Cleans up to `limit` entries of a closed poll. Anyone may push it on; free if it makes
        /// progress.
        ///
        /// Emits [`Event::PollCleaned`] with the last entry.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::clean(*limit))]
        pub fn clean(
            origin: OriginFor<T>,
            #[pallet::compact] poll: ProposalId,
            limit: u32,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_clean(poll, limit)
        }

        /// Brings an account's records down to what is really on hold, if somebody has taken
        /// staked tokens from it, by a slash for instance. Anyone may ask for it. The loss falls
        /// on what is staked, from the longest lock down, and then on what is unlocking.
        ///
        /// Emits [`Event::Rebased`].
        #[pallet::call_index(9)]
        #[pallet::weight(T::WeightInfo::rebase())]
        pub fn rebase(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_rebase(who)
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// What an account counts for, and what will count later.
        pub fn say(who: T::AccountId) -> AccountSay<T::AccountId> {
            Self::account_say(&who)
        }

        /// An account's ballot in a poll that is open or not yet cleaned up.
        pub fn ballot(poll: ProposalId, who: T::AccountId) -> Option<Ballot> {
            Ballots::<T>::get(poll, who)
        }
    }
}
