//! What each call costs at most.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "runs on a prepared chain, never in a block"
)]

extern crate alloc;

use alloc::vec;

use althing_primitives::{
    eligibility::{Eligibility, PolicyVersion},
    spending::SpendAuthority,
    Balance, BlockNumber,
};
use frame_benchmarking::v2::*;
use frame_support::{
    traits::{
        fungible::{Inspect as _, Mutate as _},
        EnsureOrigin,
    },
    weights::WeightMeter,
};
use frame_system::RawOrigin;
use sp_runtime::{traits::StaticLookup, SaturatedConversion};

use crate::{Asset, Call, Config, Expiries, Pallet, Reason, SpendCount, SpendId, Spends};

/// Enough to bring the beneficiary's account into existence, which is the costliest payment.
fn amount<T: Config>() -> Balance {
    T::Currency::minimum_balance().max(1)
}

/// Gives the treasury enough for several spends.
fn endow<T: Config>() {
    T::Currency::set_balance(&Pallet::<T>::account_id(), amount::<T>() * 1_000);
}

/// Approves a spend to an account that does not exist, with another one beside it that expires far
/// later, so that no map becomes empty.
fn approve<T: Config>() -> Result<SpendId, BenchmarkError> {
    endow::<T>();
    let authority = SpendAuthority { limit: Balance::MAX, proposal: Some(1) };
    let beneficiary: T::AccountId = account("beneficiary", 0, 0);
    for expires in [BlockNumber::MAX, expiry::<T>()] {
        let (to, amount) = (beneficiary.clone(), amount::<T>());
        Pallet::<T>::do_spend(authority, amount, to, None, Some(expires), None)?;
    }
    Ok(SpendCount::<T>::get() - 1)
}

/// A policy that exists, if any can.
fn policy<T: Config>(beneficiary: &T::AccountId) -> Option<PolicyVersion> {
    let policy = T::Eligibility::set_up_costliest(beneficiary);
    Some(policy).filter(|policy| T::Eligibility::exists(*policy))
}

/// The block in which the approved spend expires.
fn expiry<T: Config>() -> BlockNumber {
    frame_system::Pallet::<T>::block_number().saturated_into::<BlockNumber>() + 10
}

/// Goes to the block in which the approved spend expires.
fn go_to_expiry<T: Config>() {
    frame_system::Pallet::<T>::set_block_number(expiry::<T>().into());
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn spend() -> Result<(), BenchmarkError> {
        approve::<T>()?;
        let origin =
            T::SpendOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
        let beneficiary: T::AccountId = account("another", 0, 0);
        let policy = policy::<T>(&beneficiary);
        let committed = Pallet::<T>::committed(Asset::Native);

        #[extrinsic_call]
        _(
            origin as T::RuntimeOrigin,
            amount::<T>(),
            T::Lookup::unlookup(beneficiary),
            None,
            Some(expiry::<T>()),
            policy,
        );

        assert_eq!(Pallet::<T>::committed(Asset::Native), committed + amount::<T>());
        Ok(())
    }

    /// Of a spend without a policy: the call adds what the question costs.
    #[benchmark]
    fn payout() -> Result<(), BenchmarkError> {
        let id = approve::<T>()?;
        let caller: T::AccountId = whitelisted_caller();

        #[extrinsic_call]
        _(RawOrigin::Signed(caller), id);

        assert_eq!(T::Currency::balance(&account("beneficiary", 0, 0)), amount::<T>());
        Ok(())
    }

    #[benchmark]
    fn void() -> Result<(), BenchmarkError> {
        let id = approve::<T>()?;
        let origin =
            T::VoidOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
        let reason = Reason::truncate_from(vec![b'x'; 256]);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, reason);

        assert!(!Spends::<T>::contains_key(id));
        Ok(())
    }

    #[benchmark]
    fn expire() -> Result<(), BenchmarkError> {
        let id = approve::<T>()?;
        go_to_expiry::<T>();
        let caller: T::AccountId = whitelisted_caller();

        #[extrinsic_call]
        _(RawOrigin::Signed(caller), id);

        assert!(!Spends::<T>::contains_key(id));
        Ok(())
    }

    #[benchmark]
    fn on_idle_base() -> Result<(), BenchmarkError> {
        approve::<T>()?;

        #[block]
        {
            Pallet::<T>::expire_due(&mut WeightMeter::new());
        }

        assert_eq!(Expiries::<T>::iter_keys().count(), 2);
        Ok(())
    }

    #[benchmark]
    fn expire_one() -> Result<(), BenchmarkError> {
        let id = approve::<T>()?;
        go_to_expiry::<T>();

        #[block]
        {
            Pallet::<T>::expire_due(&mut WeightMeter::new());
        }

        assert!(!Spends::<T>::contains_key(id));
        assert_eq!(Expiries::<T>::iter_keys().count(), 1);
        Ok(())
    }

    impl_benchmark_test_suite!(
        Pallet,
        crate::mock::ExtBuilder::default().build(),
        crate::mock::Test
    );
}
