#![doc = include_str!("../README.md")]
//!
//! # Where things are
//!
//! - `register.rs`, `calendar.rs`, `role.rs`, `party.rs`, `record.rs`, `burden.rs`, `act.rs`,
//!   `dealing.rs`: what is stored, one file a subject.
//! - `dispatch.rs`, `events.rs`, `errors.rs`: what the outside sees.
//! - `calls/`: one file a group of calls, which check everything, write, and emit.
//! - `officers.rs`: who may do what, and that two people are two.
//! - `queue.rs`: the order of what is pending. `deadlines.rs`: business days.
//! - `docket.rs`: how a dealing is found on the day list, and comes off it.
//! - `completion.rs`: what a dealing has to wait for, told in one place.
//! - `consents.rs`: whose consent each act needs, and who gives it.
//! - `acts/`: what each kind of act checks and enters, one file a group of kinds.
//! - `history.rs`: the one way in which a version comes to be, and what was said on which day.
//! - `deposits.rs`: what is held, returned and slashed. `sink.rs`: what the chain records itself.
//! - `try_state.rs`: the numbered invariants.

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

mod act;
mod acts;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod burden;
mod calendar;
mod calls;
mod completion;
mod consents;
mod deadlines;
mod dealing;
mod deposits;
mod dispatch;
mod docket;
mod errors;
mod events;
mod history;
#[cfg(test)]
mod mock;
mod officers;
mod party;
mod queue;
mod record;
mod register;
mod role;
pub mod sealing;
mod sink;
#[cfg(test)]
mod tests;
mod try_state;
mod views;
pub mod weights;

pub use act::*;
#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
pub use burden::*;
pub use calendar::*;
pub use dealing::*;
pub use pallet::*;
pub use party::*;
pub use record::*;
pub use register::*;
pub use role::*;
pub use sink::name_of_decision;
pub use views::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

#[import_section(dispatch::dispatch)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
    use alloc::vec::Vec;

    use althing_primitives::{
        citation::Citable, eligibility::Eligibility, freezing::IsFrozen, mandate::Mandate, Balance,
        BlockNumber, ProposalId, TrackId,
    };
    use frame_support::{
        pallet_prelude::*,
        traits::{fungible, EnsureOrigin, UnixTime},
    };
    use frame_system::pallet_prelude::*;
    use sp_core::H256;
    use sp_runtime::traits::StaticLookup;

    use crate::*;

    /// The layout of the stored data.
    const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    /// Records: registers that nobody can quietly change.
    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// What the runtime decides for registers.
    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// What each call costs; measured on the reference machine.
        type WeightInfo: WeightInfo;

        /// The native token.
        type Currency: fungible::Mutate<Self::AccountId, Balance = Balance>
            + fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>;

        /// The runtime's list of reasons for which tokens are held.
        type RuntimeHoldReason: From<HoldReason>;

        /// What the community decided on a track; registers name theirs.
        type MandateOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Mandate>;

        /// Who meets a policy, and as which person.
        type Eligibility: Eligibility<Self::AccountId>;

        /// Whose tokens and titles a compliance measure holds still.
        type Freezing: IsFrozen<Self::AccountId>;

        /// What a dealing may refer to elsewhere on the chain.
        type Citable: Citable;

        /// What time it is.
        type Time: UnixTime;

        /// How many blocks at least a day must have had to count towards a deadline. Decided by how
        /// long the chain may stand still before deadlines move.
        type LeastBlocksADay: Get<BlockNumber>;

        /// The longest term of a role, in blocks.
        #[pallet::constant]
        type MaxRoleTerm: Get<BlockNumber>;

        /// Sets the scene for benchmarks.
        #[cfg(feature = "runtime-benchmarks")]
        type BenchmarkHelper: BenchmarkHelper;
    }

    /// The account of a call's argument, as the runtime looks it up.
    pub type AccountIdLookupOf<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

    /// Several dealings of one register.
    pub type Batch = BoundedVec<DealingId, ConstU32<MAX_BATCH>>;

    /// Why this pallet holds tokens.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// The deposit for a dealing that has not ended.
        #[codec(index = 0)]
        Dealing,
        /// The deposit for a caution.
        #[codec(index = 1)]
        Caution,
        /// The deposit for an objection that is not decided.
        #[codec(index = 2)]
        Objection,
    }

    /// How many registers there ever were; the next one takes this number.
    #[pallet::storage]
    pub type RegisterCount<T> = StorageValue<_, RegisterId, ValueQuery>;

    /// The registers. None is ever forgotten.
    #[pallet::storage]
    pub type Registers<T: Config> =
        StorageMap<_, Twox64Concat, RegisterId, Register<T::AccountId>, OptionQuery>;

    /// How many records and dealings each register has had.
    #[pallet::storage]
    pub type Counts<T> = StorageMap<_, Twox64Concat, RegisterId, Counters, ValueQuery>;

    /// The fields of the registers' records. They never change: commitments are made by them.
    #[pallet::storage]
    pub type Layouts<T> = StorageMap<_, Twox64Concat, RegisterId, Layout, OptionQuery>;

    /// The rules of the registers, each revision.
    #[pallet::storage]
    pub type RulesOf<T> =
        StorageDoubleMap<_, Twox64Concat, RegisterId, Twox64Concat, Revision, Rules, OptionQuery>;

    /// The registers' calendars.
    #[pallet::storage]
    pub type Calendars<T> = StorageMap<_, Twox64Concat, RegisterId, Calendar, OptionQuery>;

    /// The register in which is recorded what proposals carried out.
    #[pallet::storage]
    pub type DecisionsRegister<T> = StorageValue<_, RegisterId, OptionQuery>;

    /// Who has which role.
    #[pallet::storage]
    pub type Roles<T: Config> = StorageNMap<
        _,
        (
            NMapKey<Twox64Concat, RegisterId>,
            NMapKey<Blake2_128Concat, T::AccountId>,
            NMapKey<Twox64Concat, Role>,
        ),
        Grant,
        OptionQuery,
    >;

    /// How many dealings each registrar whose role limits it has approved on a day.
    #[pallet::storage]
    pub type ApprovalsOf<T: Config> = StorageDoubleMap<
        _,
        Twox64Concat,
        RegisterId,
        Blake2_128Concat,
        T::AccountId,
        Approvals,
        ValueQuery,
    >;

    /// The registrars whose approvals are looked into.
    #[pallet::storage]
    pub type Reviews<T: Config> = StorageDoubleMap<
        _,
        Twox64Concat,
        RegisterId,
        Blake2_128Concat,
        T::AccountId,
        Review<T::AccountId>,
        OptionQuery,
    >;

    /// Who acts for whom.
    #[pallet::storage]
    pub type Representatives<T: Config> = StorageDoubleMap<
        _,
        Twox64Concat,
        RegisterId,
        Blake2_128Concat,
        Party<T::AccountId>,
        Representative<T::AccountId>,
        OptionQuery,
    >;

    /// The day list: the dealings that have not ended.
    #[pallet::storage]
    pub type Dealings<T: Config> = StorageDoubleMap<
        _,
        Twox64Concat,
        RegisterId,
        Twox64Concat,
        DealingId,
        Dealing<T::AccountId>,
        OptionQuery,
    >;

    /// The order of what is pending about one thing.
    #[pallet::storage]
    pub type Queues<T: Config> = StorageDoubleMap<
        _,
        Twox64Concat,
        RegisterId,
        Blake2_128Concat,
        Target<T::AccountId>,
        Queue,
        ValueQuery,
    >;

    /// How many dealings each account has open. Only who holds no role in the register is limited.
    #[pallet::storage]
    pub type OpenDealings<T: Config> = StorageDoubleMap<
        _,
        Twox64Concat,
        RegisterId,
        Blake2_128Concat,
        T::AccountId,
        u32,
        ValueQuery,
    >;

    /// The record of each name.
    #[pallet::storage]
    pub type Names<T> = StorageDoubleMap<
        _,
        Twox64Concat,
        RegisterId,
        Blake2_128Concat,
        H256,
        RecordId,
        OptionQuery,
    >;

    /// The records, as they are now.
    #[pallet::storage]
    pub type Records<T> =
        StorageDoubleMap<_, Twox64Concat, RegisterId, Twox64Concat, RecordId, Record, OptionQuery>;

    /// Who owned a record from each version on that set it; the current one is named by the record's
    /// setters.
    #[pallet::storage]
    pub type Holdings<T: Config> = StorageNMap<
        _,
        (
            NMapKey<Twox64Concat, RegisterId>,
            NMapKey<Twox64Concat, RecordId>,
            NMapKey<Twox64Concat, VersionNumber>,
        ),
        Holding<T::AccountId>,
        OptionQuery,
    >;

    /// What weighs on each record. Records on which nothing weighs have no entry.
    #[pallet::storage]
    pub type BurdensOf<T: Config> = StorageDoubleMap<
        _,
        Twox64Concat,
        RegisterId,
        Twox64Concat,
        RecordId,
        Burdens<T::AccountId>,
        ValueQuery,
    >;

    /// What weighed on each record before.
    #[pallet::storage]
    pub type PastBurdens<T: Config> = StorageNMap<
        _,
        (
            NMapKey<Twox64Concat, RegisterId>,
            NMapKey<Twox64Concat, RecordId>,
            NMapKey<Twox64Concat, BurdenNumber>,
        ),
        PastBurden<T::AccountId>,
        OptionQuery,
    >;

    /// The versions of each record, all of them.
    #[pallet::storage]
    pub type Versions<T: Config> = StorageNMap<
        _,
        (
            NMapKey<Twox64Concat, RegisterId>,
            NMapKey<Twox64Concat, RecordId>,
            NMapKey<Twox64Concat, VersionNumber>,
        ),
        Version<T::AccountId>,
        OptionQuery,
    >;

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            assert!(T::MaxRoleTerm::get() > 0, "a role must be able to be held");
            const { assert!(OFFICERS_PLACES < MAX_QUEUE, "others than officers must be able to lodge") };
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// What the register said of a record at the end of `day`, by what was entered until then.
        pub fn said_on(
            register: RegisterId,
            record: RecordId,
            day: Day,
        ) -> Option<Statement<T::AccountId>> {
            Self::do_said_on(register, record, day)
        }

        /// What is known now of a record on `day`, by all that was entered since. Looks at
        /// [`MAX_STEPS`] versions at most; what they do not tell is none.
        pub fn known_on(
            register: RegisterId,
            record: RecordId,
            day: Day,
        ) -> Option<Statement<T::AccountId>> {
            Self::do_known_on(register, record, day)
        }

        /// The versions of a record from `first` on, at most `limit` and at most [`MAX_PAGE`].
        pub fn history(
            register: RegisterId,
            record: RecordId,
            first: VersionNumber,
            limit: u32,
        ) -> Vec<(VersionNumber, Version<T::AccountId>)> {
            Self::do_history(register, record, first, limit)
        }

        /// The dealings on the day list from `first` on, at most `limit` and at most [`MAX_PAGE`].
        pub fn day_list(
            register: RegisterId,
            first: DealingId,
            limit: u32,
        ) -> Vec<(DealingId, Dealing<T::AccountId>)> {
            Self::do_day_list(register, first, limit)
        }

        /// The parties whose consent a dealing still lacks.
        pub fn consents_missing(
            register: RegisterId,
            dealing: DealingId,
        ) -> Vec<Party<T::AccountId>> {
            Self::do_consents_missing(register, dealing)
        }

        /// Why a dealing cannot be completed in this block; none: it can.
        pub fn waits_for(register: RegisterId, dealing: DealingId) -> Option<DispatchError> {
            Self::do_waits_for(register, dealing)
        }

        /// What weighed on a record as of a version, from burden number `first` on, at most `limit`
        /// and at most [`MAX_PAGE`].
        pub fn burdens_at(
            register: RegisterId,
            record: RecordId,
            version: VersionNumber,
            first: BurdenNumber,
            limit: u32,
        ) -> Vec<Burden<T::AccountId>> {
            Self::do_burdens_at(register, record, version, first, limit)
        }
    }
}
