#![doc = include_str!("../README.md")]
//!
//! # Where things are
//!
//! - `schema.rs`, `issuer.rs`, `attestation.rs`, `request.rs`, `policy.rs`, `freeze.rs`,
//!   `appeal.rs`, `recovery.rs`, `periods.rs`: what is stored, one file a subject.
//! - `dispatch.rs`, `events.rs`, `errors.rs`: what the outside sees.
//! - `calls/`: one file a group of calls, which check everything, write, and emit.
//! - `standing.rs`: whether an account meets a policy; what other pallets ask.
//! - `issuance.rs`: the one way in which an attestation comes to be, however it was asked for.
//! - `tags.rs`: who holds a person tag. `ledger.rs`: deposits, bonds and escrow.
//! - `statement.rs`: what people sign off chain.
//! - `panel.rs`, `outcome.rs`: who decides an appeal, and what follows.
//! - `agenda.rs`: what is due, and how it is done at the end of a block.
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

mod agenda;
mod appeal;
mod attestation;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calls;
mod dispatch;
mod errors;
mod events;
mod freeze;
mod genesis;
mod issuance;
mod issuer;
mod ledger;
#[cfg(test)]
mod mock;
mod outcome;
mod panel;
mod periods;
mod policy;
mod recovery;
mod request;
mod schema;
mod spans;
mod standing;
pub mod statement;
mod tags;
#[cfg(test)]
mod tests;
mod try_state;
pub mod weights;

pub use agenda::{Due, Task};
pub use appeal::*;
pub use attestation::*;
pub use freeze::*;
pub use issuer::*;
pub use pallet::*;
pub use periods::Periods;
pub use policy::*;
pub use recovery::Recovery;
pub use request::*;
pub use schema::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

#[import_section(dispatch::dispatch)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
    use alloc::vec::Vec;

    use althing_primitives::{
        eligibility::{PersonTag, PolicyId, PolicyVersion, Purpose, Unmet},
        mandate::Mandate,
        Balance, BlockNumber, ProposalId, TrackId,
    };
    use frame_support::{
        pallet_prelude::*,
        traits::{fungible, Contains, EnsureOrigin},
        weights::WeightMeter,
    };
    use frame_system::pallet_prelude::*;
    use sp_core::H256;
    use sp_runtime::traits::{IdentifyAccount, StaticLookup, Verify};

    use crate::*;

    /// The layout of the stored data.
    const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    /// Attestations: who says what of whom, how sure they are, and who may rely on it.
    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// What the runtime decides for attestations.
    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// What each call costs; measured on the reference machine.
        type WeightInfo: WeightInfo;

        /// The native token.
        type Currency: fungible::Mutate<Self::AccountId, Balance = Balance>
            + fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>
            + fungible::freeze::Mutate<Self::AccountId, Id = Self::RuntimeFreezeReason>;

        /// The runtime's list of reasons for which tokens are held.
        type RuntimeHoldReason: From<HoldReason>;

        /// The runtime's list of reasons for which tokens are frozen.
        type RuntimeFreezeReason: From<FreezeReason>;

        /// What people sign off chain.
        type Signature: Verify<Signer = Self::Signer> + Parameter;

        /// Who signs off chain.
        type Signer: IdentifyAccount<AccountId = Self::AccountId>;

        /// What the community decided on a track; schemas, domains and policies name theirs.
        type MandateOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Mandate>;

        /// Who fills the offices, and says who sits on panels and how appeals go.
        type ConstitutionOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// Accounts without which the chain could not do its work, and which nobody can freeze.
        type Unfreezable: Contains<Self::AccountId>;

        /// What is held for an attestation.
        #[pallet::constant]
        type AttestationDeposit: Get<Balance>;

        /// What is held in addition for a person tag.
        #[pallet::constant]
        type TagDeposit: Get<Balance>;

        /// What is held of a subject for a request beside its fee, and always returned to it.
        #[pallet::constant]
        type RequestDeposit: Get<Balance>;

        /// How many requests may be open to one issuer.
        #[pallet::constant]
        type MaxRequests: Get<u32>;

        /// How many issuers may draw on their bonds in one block.
        #[pallet::constant]
        type MaxDrawingIssuers: Get<u32>;

        /// How many freezes may end in one block.
        #[pallet::constant]
        type MaxThawsPerBlock: Get<u32>;

        /// The longest term of an office, in blocks.
        #[pallet::constant]
        type MaxOfficeTerm: Get<BlockNumber>;

        /// Makes keys and signatures for benchmarks.
        #[cfg(feature = "runtime-benchmarks")]
        type BenchmarkHelper: benchmarking::BenchmarkHelper<Self::AccountId, Self::Signature>;
    }

    /// The account of a call's argument, as the runtime looks it up.
    pub type AccountIdLookupOf<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

    /// An agreement signed off chain.
    pub type SignedOf<T> = Signed<<T as Config>::Signature>;

    /// Of what an attestation speaks.
    pub type SubjectOf<T> = Subject<<T as frame_system::Config>::AccountId>;

    /// Why this pallet holds tokens.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// An issuer's bond.
        #[codec(index = 0)]
        Bond,
        /// The deposit for an attestation that no bond covers.
        #[codec(index = 1)]
        Attestation,
        /// The fee and the deposit for a request that is not answered yet.
        #[codec(index = 2)]
        Request,
        /// The deposit for an appeal.
        #[codec(index = 3)]
        Appeal,
    }

    /// Why this pallet freezes tokens.
    #[pallet::composite_enum]
    pub enum FreezeReason {
        /// The office of compliance has frozen the account.
        #[codec(index = 0)]
        Compliance,
    }

    /// The periods that everything here keeps to.
    #[pallet::storage]
    pub type CurrentPeriods<T> = StorageValue<_, Periods, ValueQuery>;

    /// How many domains there ever were; the next one takes this number.
    #[pallet::storage]
    pub type DomainCount<T> = StorageValue<_, DomainId, ValueQuery>;

    /// The tag domains.
    #[pallet::storage]
    pub type Domains<T: Config> =
        StorageMap<_, Twox64Concat, DomainId, Domain<T::AccountId>, OptionQuery>;

    /// How many schemas there ever were; the next one takes this number.
    #[pallet::storage]
    pub type SchemaCount<T> = StorageValue<_, SchemaId, ValueQuery>;

    /// The schemas' rules. A schema is never forgotten: attestations refer to it.
    #[pallet::storage]
    pub type Schemas<T> = StorageMap<_, Twox64Concat, SchemaId, Schema, OptionQuery>;

    /// The schemas' names and layouts.
    #[pallet::storage]
    pub type Descriptions<T> = StorageMap<_, Twox64Concat, SchemaId, Description, OptionQuery>;

    /// How many issuers there ever were; the next one takes this number.
    #[pallet::storage]
    pub type IssuerCount<T> = StorageValue<_, IssuerId, ValueQuery>;

    /// The issuers. None is ever forgotten: attestations refer to it.
    #[pallet::storage]
    pub type Issuers<T: Config> =
        StorageMap<_, Twox64Concat, IssuerId, Issuer<T::AccountId>, OptionQuery>;

    /// The issuer that an account is under a schema, unless it was removed.
    #[pallet::storage]
    pub type IssuerIds<T: Config> = StorageDoubleMap<
        _,
        Twox64Concat,
        SchemaId,
        Blake2_128Concat,
        T::AccountId,
        IssuerId,
        OptionQuery,
    >;

    /// The deputies of each issuer.
    #[pallet::storage]
    pub type Deputies<T: Config> = StorageDoubleMap<
        _,
        Twox64Concat,
        IssuerId,
        Blake2_128Concat,
        T::AccountId,
        Deputy,
        OptionQuery,
    >;

    /// The keys with which issuers sign documents.
    #[pallet::storage]
    pub type Keys<T> = StorageMap<_, Twox64Concat, IssuerId, IssuerKeys, ValueQuery>;

    /// What was drawn from bonds in this block, by issuer; added to the issuers at its end, so that
    /// issuing writes the attestation and its tag and nothing else.
    ///
    /// Empty between blocks: it is never part of the state's root.
    #[pallet::storage]
    #[pallet::whitelist_storage]
    pub type Draws<T: Config> =
        StorageValue<_, BoundedVec<(IssuerId, Balance), T::MaxDrawingIssuers>, ValueQuery>;

    /// The attestations: one a schema and subject.
    #[pallet::storage]
    pub type Slots<T: Config> = StorageDoubleMap<
        _,
        Twox64Concat,
        SchemaId,
        Blake2_128Concat,
        SubjectOf<T>,
        Slot,
        OptionQuery,
    >;

    /// Who holds each person tag of each domain.
    #[pallet::storage]
    pub type Tags<T: Config> = StorageDoubleMap<
        _,
        Twox64Concat,
        DomainId,
        Blake2_128Concat,
        PersonTag,
        TagHolder<T::AccountId>,
        OptionQuery,
    >;

    /// The requests that are open, or were refused and may still be appealed.
    #[pallet::storage]
    pub type Requests<T: Config> = StorageDoubleMap<
        _,
        Twox64Concat,
        IssuerId,
        Blake2_128Concat,
        T::AccountId,
        Request,
        OptionQuery,
    >;

    /// How many policies there ever were; the next one takes this number.
    #[pallet::storage]
    pub type PolicyCount<T> = StorageValue<_, PolicyId, ValueQuery>;

    /// The policies' names and newest versions.
    #[pallet::storage]
    pub type Policies<T> = StorageMap<_, Twox64Concat, PolicyId, Policy, OptionQuery>;

    /// What each version of each policy asks for. None is ever changed or forgotten: others refer
    /// to it.
    #[pallet::storage]
    pub type Rules<T> = StorageMap<_, Twox64Concat, PolicyVersion, Rule, OptionQuery>;

    /// Who holds which office.
    #[pallet::storage]
    pub type Offices<T: Config> =
        StorageMap<_, Twox64Concat, Office, Appointment<T::AccountId>, OptionQuery>;

    /// The accounts that are frozen, or were within a year.
    #[pallet::storage]
    pub type Freezes<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, FreezeRecord, OptionQuery>;

    /// The freezes that end in a block.
    #[pallet::storage]
    pub type Thaws<T: Config> = StorageMap<
        _,
        Twox64Concat,
        BlockNumber,
        BoundedVec<T::AccountId, T::MaxThawsPerBlock>,
        ValueQuery,
    >;

    /// The people that panels are drawn from.
    #[pallet::storage]
    pub type PanelPool<T: Config> = StorageValue<_, Pool<T::AccountId>, ValueQuery>;

    /// Who decides the appeals of this term.
    #[pallet::storage]
    pub type CurrentSitting<T: Config> = StorageValue<_, Sitting<T::AccountId>, OptionQuery>;

    /// The rules for appeals, by kind of measure.
    #[pallet::storage]
    pub type RulesOfAppeal<T> = StorageMap<_, Twox64Concat, MeasureKind, AppealRules, OptionQuery>;

    /// How many appeals there ever were; the next one takes this number.
    #[pallet::storage]
    pub type AppealCount<T> = StorageValue<_, AppealId, ValueQuery>;

    /// The open appeals.
    #[pallet::storage]
    pub type Appeals<T: Config> =
        StorageMap<_, Twox64Concat, AppealId, Appeal<T::AccountId>, OptionQuery>;

    /// The recoveries that wait for objections, by the account from which the attestation moves.
    #[pallet::storage]
    pub type Recoveries<T: Config> = StorageDoubleMap<
        _,
        Twox64Concat,
        SchemaId,
        Blake2_128Concat,
        T::AccountId,
        Recovery<T::AccountId>,
        OptionQuery,
    >;

    /// What is due, soonest first.
    ///
    /// The key is not hashed: its bytes sort by block, so that the map's first key is the next that
    /// is due, however many blocks lie between. What enters it has paid a deposit or a fee.
    #[pallet::storage]
    pub type Agenda<T: Config> = StorageMap<_, Identity, Due<T::AccountId>, (), OptionQuery>;

    /// What the first block starts with.
    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// The periods that everything here keeps to.
        pub periods: Periods,
        /// The rules for appeals, by kind of measure.
        pub appeal_rules: Vec<(MeasureKind, AppealRules)>,
        /// The people that panels are drawn from.
        pub pool: Vec<T::AccountId>,
        /// Who holds which office.
        pub offices: Vec<(Office, Appointment<T::AccountId>)>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            self.build_attestations();
        }
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn on_initialize(_: BlockNumberFor<T>) -> Weight {
            Self::begin_block()
        }

        fn on_finalize(_: BlockNumberFor<T>) {
            Self::settle_draws();
        }

        fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
            let mut meter = WeightMeter::with_limit(remaining);
            Self::do_due(&mut meter);
            meter.consumed()
        }

        fn integrity_test() {
            assert!(T::MaxRequests::get() > 0, "an issuer must be able to be asked");
            assert!(T::MaxDrawingIssuers::get() > 0, "an issuer must be able to draw on its bond");
            assert!(T::MaxThawsPerBlock::get() > 0, "a freeze must be able to end");
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// Whether `who` met `policy` in block `at`: the person's tag, or what failed.
        pub fn standing(
            who: T::AccountId,
            policy: PolicyVersion,
            at: BlockNumber,
            purpose: Purpose,
        ) -> Result<Option<PersonTag>, Unmet> {
            Self::do_standing(&who, policy, at, purpose)
        }

        /// Whether an attestation holds in this block, and if not, why not.
        pub fn validity(
            schema: SchemaId,
            subject: SubjectOf<T>,
        ) -> Result<Attestation, althing_primitives::eligibility::Failing> {
            Self::do_validity(schema, &subject, Self::now())
        }

        /// The first block in which an account's freeze is over; none if it is not frozen.
        pub fn frozen_until(who: T::AccountId) -> Option<BlockNumber> {
            Self::freeze_in_force(&who, Self::now()).map(|freeze| freeze.until)
        }

        /// What an issuer's bond has left for deposits.
        pub fn bond_left(issuer: IssuerId) -> Balance {
            Issuers::<T>::get(issuer).map_or(0, |found| Self::bond_room(issuer, &found))
        }
    }

    impl<T: Config> Pallet<T> {
        /// The number of this block.
        pub(crate) fn now() -> BlockNumber {
            use sp_runtime::SaturatedConversion;
            frame_system::Pallet::<T>::block_number().saturated_into()
        }
    }
}
