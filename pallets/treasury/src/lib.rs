#![doc = include_str!("../README.md")]
//!
//! # Where things are
//!
//! - `calls/`: one file a call, which checks everything, writes, and emits.
//! - `ledger.rs`: the money: what is available, and how it is committed, paid and released.
//! - `expiry.rs`: what runs at the end of a block.
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

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calls;
mod expiry;
mod ledger;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

pub use pallet::*;
pub use types::{Asset, Expiry, Reason, Spend, SpendId, Totals};
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
    use althing_primitives::{
        apis::Statement,
        eligibility::{Eligibility, PolicyVersion},
        spending::SpendAuthority,
        Balance, BlockNumber, ProposalId,
    };
    use frame_support::{pallet_prelude::*, traits::fungible, weights::WeightMeter, PalletId};
    use frame_system::pallet_prelude::*;
    use sp_runtime::traits::StaticLookup;

    use crate::{Asset, Expiry, Reason, Spend, SpendId, Totals, WeightInfo};

    /// The layout of the stored data.
    const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    /// The treasury: commits money to beneficiaries and pays it out when it is claimed.
    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// What the runtime decides for the treasury.
    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// What each call costs; measured on the reference machine.
        type WeightInfo: WeightInfo;

        /// The native token.
        type Currency: fungible::Mutate<Self::AccountId, Balance = Balance>
            + fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>;

        /// The runtime's list of reasons for which tokens are held.
        type RuntimeHoldReason: From<HoldReason>;

        /// Names the treasury's account, to which no key exists.
        #[pallet::constant]
        type PalletId: Get<PalletId>;

        /// Who may promise money, and how much in one spend; the track of a proposal decides.
        type SpendOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = SpendAuthority>;

        /// Who may take a promise back, and up to which amount; the track of a proposal decides.
        type VoidOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = SpendAuthority>;

        /// Who meets a policy, where a spend asks its beneficiary for one.
        type Eligibility: Eligibility<Self::AccountId>;

        /// For how many blocks a spend that names no end can be claimed.
        #[pallet::constant]
        type PayoutPeriod: Get<BlockNumber>;
    }

    /// The account of a call's argument, as the runtime looks it up.
    pub type AccountIdLookupOf<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

    /// Why the treasury holds tokens.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// Promised to a beneficiary; held on the treasury's own account.
        #[codec(index = 0)]
        Committed,
    }

    /// How many spends were ever approved; the next one takes this number.
    #[pallet::storage]
    pub type SpendCount<T> = StorageValue<_, SpendId, ValueQuery>;

    /// The open spends. One that is paid, voided or expired is removed; its events tell the story.
    #[pallet::storage]
    pub type Spends<T: Config> =
        CountedStorageMap<_, Twox64Concat, SpendId, Spend<T::AccountId>, OptionQuery>;

    /// The open spends by the block in which they expire, soonest first.
    ///
    /// The key is not hashed: its bytes sort by block and then by number, so that the map's first
    /// key is the next to expire, however many blocks lie between. Only approved spends write it.
    #[pallet::storage]
    pub type Expiries<T> = StorageMap<_, Identity, Expiry, (), OptionQuery>;

    /// What became of all concluded spends, summed up.
    #[pallet::storage]
    pub type Concluded<T> = StorageValue<_, Totals, ValueQuery>;

    /// What happened in the treasury.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// Money is promised to a beneficiary and can be claimed in a span of blocks.
        SpendApproved {
            /// The spend.
            id: SpendId,
            /// The proposal that approved it; none where the origin was not a proposal's.
            proposal: Option<ProposalId>,
            /// Who will receive the money.
            beneficiary: T::AccountId,
            /// How much is promised.
            amount: Balance,
            /// The first block in which it can be claimed.
            valid_from: BlockNumber,
            /// The first block in which it can no longer be claimed.
            expires: BlockNumber,
            /// The policy that the beneficiary must meet when the money is paid, if any.
            policy: Option<PolicyVersion>,
        },
        /// A beneficiary has received what was promised.
        SpendPaid {
            /// The spend.
            id: SpendId,
            /// Who received the money.
            beneficiary: T::AccountId,
            /// How much was paid.
            amount: Balance,
        },
        /// A promise was taken back; the money is available again.
        SpendVoided {
            /// The spend.
            id: SpendId,
            /// Who would have received the money.
            beneficiary: T::AccountId,
            /// How much was released.
            amount: Balance,
            /// The proposal that took it back; none where the origin was not a proposal's.
            proposal: Option<ProposalId>,
            /// Why, as the origin gave it.
            reason: Reason,
        },
        /// Nobody claimed a spend in time; the money is available again.
        SpendExpired {
            /// The spend.
            id: SpendId,
            /// Who would have received the money.
            beneficiary: T::AccountId,
            /// How much was released.
            amount: Balance,
        },
    }

    /// Why a call was refused.
    #[pallet::error]
    pub enum Error<T> {
        /// The amount is zero. Ask for at least one unit.
        ZeroAmount,
        /// The amount is above what the origin may decide on in one spend. Use a track with a
        /// higher limit.
        AboveLimit,
        /// The treasury has less than that left to promise: open spends are committed, and its
        /// account keeps the existential deposit. Wait for income, or void or expire open spends.
        InsufficientFunds,
        /// The beneficiary is the treasury itself. Name another account.
        BeneficiaryIsTreasury,
        /// The spend would end before it can be claimed. Let it expire after it becomes valid.
        NeverPayable,
        /// The spend's end has passed already. Propose it again with a later end.
        AlreadyExpired,
        /// Every number for spends is used up.
        TooManySpends,
        /// No spend ever had this number. Check it.
        NotFound,
        /// The spend was paid, voided or expired before; its event tells which. Nothing is left
        /// to do.
        AlreadyConcluded,
        /// The spend cannot be claimed yet. Try again from the block in which it becomes valid.
        NotYetValid,
        /// The spend has expired, and can be neither claimed nor voided. Its money becomes
        /// available by itself, or at once by `expire`.
        Expired,
        /// The spend can still be claimed, or will be. Expire it from the block of its end.
        NotExpired,
        /// The beneficiary's account does not exist, and the amount is too small to bring it into
        /// existence. Fund the account and claim again; the money stays committed.
        BeneficiaryBelowMinimum,
        /// The beneficiary's account may not receive tokens. Claim again once it may; the money
        /// stays committed.
        BeneficiaryBlocked,
        /// The beneficiary does not meet the policy that the spend asks for. Look at the spend's
        /// `policy`, and claim again once the beneficiary has the attestations that it names; the
        /// money stays committed until the spend expires.
        BeneficiaryNotEligible,
        /// There is no such version of the policy. Register it first, or name one that exists.
        PolicyNotFound,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
            let mut meter = WeightMeter::with_limit(remaining);
            Self::expire_due(&mut meter);
            meter.consumed()
        }

        fn integrity_test() {
            assert!(T::PayoutPeriod::get() > 0, "a spend must be claimable in at least one block");
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Promises `amount` to `beneficiary` and commits it at once.
        ///
        /// It can be claimed from block `valid_from` (this block, if none is given or it has
        /// passed) until the block before `expires` (`PayoutPeriod` blocks later, if none is
        /// given), as long as the beneficiary then meets `policy`, which must exist; if none is
        /// given, nothing is asked.
        ///
        /// Origin: `SpendOrigin`. Emits `SpendApproved`.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::spend())]
        pub fn spend(
            origin: OriginFor<T>,
            #[pallet::compact] amount: Balance,
            beneficiary: AccountIdLookupOf<T>,
            valid_from: Option<BlockNumber>,
            expires: Option<BlockNumber>,
            policy: Option<PolicyVersion>,
        ) -> DispatchResult {
            let authority = T::SpendOrigin::ensure_origin(origin)?;
            let beneficiary = T::Lookup::lookup(beneficiary)?;
            Self::do_spend(authority, amount, beneficiary, valid_from, expires, policy)
        }

        /// Pays an open spend to its beneficiary, whoever sends the call.
        ///
        /// Free when it pays. If the beneficiary cannot receive the money, or does not meet the
        /// spend's policy in this block, the call fails and the spend stays as it is.
        ///
        /// Origin: anyone. Emits `SpendPaid`.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::payout().saturating_add(T::Eligibility::weight()))]
        pub fn payout(
            origin: OriginFor<T>,
            #[pallet::compact] id: SpendId,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_payout(id)
        }

        /// Takes an open spend back and says why.
        ///
        /// Origin: `VoidOrigin`, whose limit covers the amount. Emits `SpendVoided`.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::void())]
        pub fn void(
            origin: OriginFor<T>,
            #[pallet::compact] id: SpendId,
            reason: Reason,
        ) -> DispatchResult {
            let authority = T::VoidOrigin::ensure_origin(origin)?;
            Self::do_void(authority, id, reason)
        }

        /// Releases the money of a spend that nobody claimed in time. The end of a block does the
        /// same as far as there is room; this is for whoever cannot wait.
        ///
        /// Free when it releases something.
        ///
        /// Origin: anyone. Emits `SpendExpired`.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::expire())]
        pub fn expire(
            origin: OriginFor<T>,
            #[pallet::compact] id: SpendId,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_expire(id)?;
            Ok(Pays::No.into())
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// The statement of account: what the treasury owns, has promised, and has paid.
        pub fn statement() -> Statement<T::AccountId> {
            Self::do_statement()
        }

        /// A spend, as long as it is neither paid, voided nor expired.
        pub fn open_spend(id: SpendId) -> Option<Spend<T::AccountId>> {
            Spends::<T>::get(id)
        }

        /// What the treasury may still promise, in the smallest unit of an asset.
        pub fn available(asset: Asset) -> Balance {
            Self::do_available(asset)
        }
    }
}
