//! The time values that genesis fixes and nothing changes later.
//!
//! Slot length, minimum period, blocks a slot and session length are constants of the runtime on
//! most chains. Here they are values of the chain, so that one runtime serves production (6 s), the
//! networks of the tests (2 s) and a development chain, which seals a block the moment there is
//! something to put into it. They are read by the consensus pallets through the `Get`s below.
//!
//! There is no call, and no origin may change them: a block's slot is its time divided by the slot
//! length, so that another length would move every slot.

use core::marker::PhantomData;

use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::traits::Get;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

pub use pallet::*;

use crate::{BlockNumber, Moment};

/// How many blocks a slot may have.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    Default,
    Deserialize,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    Serialize,
    TypeInfo,
)]
pub enum BlocksPerSlot {
    /// One, as with authorities that take turns.
    #[default]
    #[codec(index = 0)]
    One,
    /// Any number, as with a single node that seals whenever it has something to seal.
    #[codec(index = 1)]
    Many,
}

/// The time values of a chain.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Settings {
    /// The length of a slot, in milliseconds.
    pub slot_duration: Moment,
    /// By how many milliseconds the time of a block must exceed that of its parent.
    pub minimum_period: Moment,
    /// How many blocks a slot may have.
    pub blocks_per_slot: BlocksPerSlot,
    /// How many blocks a session has: how often a change of keys takes effect.
    pub session_length: BlockNumber,
}

impl Default for Settings {
    /// Those of production: a block every 6 s, a session an hour.
    fn default() -> Self {
        Self {
            slot_duration: 6_000,
            minimum_period: 3_000,
            blocks_per_slot: BlocksPerSlot::One,
            session_length: 600,
        }
    }
}

/// The time values of a chain, fixed at genesis.
#[frame_support::pallet]
pub mod pallet {
    use frame_support::{pallet_prelude::*, weights::Weight};
    use frame_system::pallet_prelude::BlockNumberFor;

    use super::{BlocksPerSlot, Settings};
    use crate::{BlockNumber, Moment};

    const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    /// The pallet.
    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// The pallet needs nothing but the system.
    #[pallet::config]
    pub trait Config: frame_system::Config {}

    /// The values. Without a genesis they are those of production.
    #[pallet::storage]
    pub type Chosen<T> = StorageValue<_, Settings, ValueQuery>;

    /// The values as the chain's genesis states them.
    #[pallet::genesis_config]
    pub struct GenesisConfig<T: Config> {
        /// The length of a slot, in milliseconds.
        pub slot_duration: Moment,
        /// By how many milliseconds the time of a block must exceed that of its parent.
        pub minimum_period: Moment,
        /// How many blocks a slot may have.
        pub blocks_per_slot: BlocksPerSlot,
        /// How many blocks a session has.
        pub session_length: BlockNumber,
        #[doc(hidden)]
        #[serde(skip)]
        pub _config: PhantomData<T>,
    }

    impl<T: Config> Default for GenesisConfig<T> {
        fn default() -> Self {
            let Settings { slot_duration, minimum_period, blocks_per_slot, session_length } =
                Settings::default();
            Self {
                slot_duration,
                minimum_period,
                blocks_per_slot,
                session_length,
                _config: PhantomData,
            }
        }
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            let settings = Settings {
                slot_duration: self.slot_duration,
                minimum_period: self.minimum_period,
                blocks_per_slot: self.blocks_per_slot,
                session_length: self.session_length,
            };
            settings.assert_sound();
            Chosen::<T>::put(settings);
        }
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        /// Accounts for the one read by which everyone gets at the values in a block.
        fn on_initialize(_: BlockNumberFor<T>) -> Weight {
            T::DbWeight::get().reads(1)
        }
    }
}

impl Settings {
    /// Refuses a genesis whose chain could not run.
    ///
    /// # Panics
    /// If a length is zero, or if the time a block must wait for outlasts its slot.
    fn assert_sound(&self) {
        assert!(self.slot_duration > 0, "clock: slotDuration must not be zero");
        assert!(self.session_length > 0, "clock: sessionLength must not be zero");
        assert!(
            self.minimum_period <= self.slot_duration,
            "clock: minimumPeriod must not exceed slotDuration"
        );
    }
}

/// The length of a slot, in milliseconds.
pub struct SlotDuration<T>(PhantomData<T>);

impl<T: Config> Get<Moment> for SlotDuration<T> {
    fn get() -> Moment {
        Chosen::<T>::get().slot_duration
    }
}

/// By how many milliseconds the time of a block must exceed that of its parent.
pub struct MinimumPeriod<T>(PhantomData<T>);

impl<T: Config> Get<Moment> for MinimumPeriod<T> {
    fn get() -> Moment {
        Chosen::<T>::get().minimum_period
    }
}

/// Whether a slot may have several blocks.
pub struct ManyBlocksPerSlot<T>(PhantomData<T>);

impl<T: Config> Get<bool> for ManyBlocksPerSlot<T> {
    fn get() -> bool {
        Chosen::<T>::get().blocks_per_slot == BlocksPerSlot::Many
    }
}

/// How many blocks a session has.
pub struct SessionLength<T>(PhantomData<T>);

impl<T: Config> Get<BlockNumber> for SessionLength<T> {
    fn get() -> BlockNumber {
        Chosen::<T>::get().session_length
    }
}
