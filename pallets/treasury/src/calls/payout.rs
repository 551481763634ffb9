//! Pays a beneficiary.

use althing_primitives::{
    eligibility::{Eligibility, PolicyVersion, Purpose},
    BlockNumber,
};
use frame_support::{dispatch::PostDispatchInfo, pallet_prelude::*};

use crate::{Config, Error, Event, Pallet, SpendId, WeightInfo};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::payout`].
    pub(crate) fn do_payout(id: SpendId) -> DispatchResultWithPostInfo {
        let spend = Self::expect_open(id)?;
        let now = Self::now();
        ensure!(spend.has_begun(now), Error::<T>::NotYetValid);
        ensure!(!spend.has_expired(now), Error::<T>::Expired);
        Self::ensure_eligible(&spend.beneficiary, spend.policy, now)?;
        Self::settle(id, &spend)?;
        Self::deposit_event(Event::SpendPaid {
            id,
            beneficiary: spend.beneficiary,
            amount: spend.amount,
        });
        let actual_weight = Some(Self::weight_of_payout(spend.policy));
        Ok(PostDispatchInfo { actual_weight, pays_fee: Pays::No })
    }

    /// Checks that `beneficiary` meets `policy` in block `now`, if there is one to meet.
    fn ensure_eligible(
        beneficiary: &T::AccountId,
        policy: Option<PolicyVersion>,
        now: BlockNumber,
    ) -> Result<(), Error<T>> {
        let Some(policy) = policy else { return Ok(()) };
        T::Eligibility::standing(beneficiary, policy, now, Purpose::Act)
            .map(|_| ())
            .map_err(|_| Error::<T>::BeneficiaryNotEligible)
    }

    /// What a payment costs for which `policy` is asked.
    fn weight_of_payout(policy: Option<PolicyVersion>) -> Weight {
        match policy {
            Some(_) => T::WeightInfo::payout().saturating_add(T::Eligibility::weight()),
            None => T::WeightInfo::payout(),
        }
    }
}
