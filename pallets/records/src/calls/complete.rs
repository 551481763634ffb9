//! Completion: what was approved is entered.

use frame_support::{dispatch::PostDispatchInfo, pallet_prelude::*};

use crate::{
    acts::Entry,
    deposits::{Fate, Settled},
    docket::Case,
    Config, DealingId, Error, Event, Kind, Pallet, RegisterId, State, WeightInfo,
};

/// The kinds of dealings that are completed.
const ENTERED: [Kind; 16] = [
    Kind::Register,
    Kind::Amend,
    Kind::Correct,
    Kind::Vest,
    Kind::Transfer,
    Kind::Survive,
    Kind::Encumber,
    Kind::Vary,
    Kind::Discharge,
    Kind::Caution,
    Kind::Uncaution,
    Kind::Split,
    Kind::Merge,
    Kind::Represent,
    Kind::StrikeOff,
    Kind::Restore,
];

impl<T: Config> Pallet<T> {
    /// See [`Pallet::complete`].
    pub(crate) fn do_complete(
        register: RegisterId,
        dealing: DealingId,
    ) -> DispatchResultWithPostInfo {
        let case = Self::expect_case(register, dealing)?;
        Self::ensure_ready(&case)?;
        let weight = Self::finish(case)?;
        Ok(PostDispatchInfo { actual_weight: Some(weight), pays_fee: Pays::No })
    }

    /// What the completion of a dealing costs at most.
    pub(crate) fn heaviest_completion() -> Weight {
        let weights = ENTERED.into_iter().map(Self::completion_weight);
        let heaviest = weights.fold(Weight::zero(), |most, weight| most.max(weight));
        T::WeightInfo::complete_base().saturating_add(heaviest)
    }

    /// Enters what a dealing wants, takes it off the day list, and returns what that cost. Its deposit
    /// is returned; that of a caution stays for as long as the caution stands. The dealing is on the
    /// day list until all is entered.
    ///
    /// # Errors
    /// `NotApproved`, and those of what is entered.
    pub(crate) fn finish(case: Case<T>) -> Result<Weight, DispatchError> {
        let State::Approved { by, .. } = &case.dealing.state else {
            return Err(Error::<T>::NotApproved.into());
        };
        let act = case.act()?.clone();
        let kind = act.kind();
        let entry = Entry {
            register: case.register,
            id: case.id,
            lodger: case.dealing.lodger.clone(),
            instrument: case.dealing.instrument,
            effective: case.dealing.effective,
            today: case.today,
            approver: Some(by.clone()),
        };
        let entered = Self::enter(&entry, case.dealing.record, act)?;
        let returned = if kind == Kind::Caution {
            Self::take_off(&case);
            0
        } else {
            let Settled { returned, .. } = Self::end_dealing(&case, Fate::Returned);
            returned
        };
        Self::deposit_event(Event::Completed {
            register: case.register,
            dealing: case.id,
            kind,
            record: entered.record,
            returned,
        });
        Ok(T::WeightInfo::complete_base().saturating_add(entered.weight))
    }
}
