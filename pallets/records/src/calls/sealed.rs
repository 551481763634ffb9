//! Sealed lodging: a place on the day list first, and what it is for later.

use frame_support::{ensure, pallet_prelude::*};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::H256;
use sp_runtime::traits::Zero;

use super::lodge::Filing;
use crate::{
    deposits::Fate, docket::Case, sealing, Act, Config, Counts, Day, DealingId, Error, Event, Kind,
    Pallet, RecordId, RegisterId, State,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::seal`].
    pub(crate) fn do_seal(
        who: T::AccountId,
        register: RegisterId,
        commitment: H256,
    ) -> DispatchResult {
        let office = Self::expect_active(register)?;
        let officer = Self::is_officer(register, &who);
        let next = Counts::<T>::get(register).dealings;
        let mut case = Self::new_case(who, register, office, next)?;
        ensure!(case.rules.reveal > 0, Error::<T>::NotSealing);
        let until = case.now.checked_add(case.rules.reveal).ok_or(Error::<T>::Overflow)?;
        Self::take_number(register)?;
        case.dealing.deposit = Self::admit(&case, None, officer)?;
        case.dealing.state = State::Sealed { commitment, until };
        case.store();
        Self::deposit_event(Event::Sealed {
            register,
            dealing: case.id,
            lodger: case.dealing.lodger,
            commitment,
            until,
            deposit: case.dealing.deposit,
        });
        Ok(())
    }

    /// See [`Pallet::reveal`].
    ///
    /// Possible while the register is suspended: it was lodged before, and who lodged it would lose
    /// the deposit. Its time to lapse, and that for objections, begin now. It may take a place that is
    /// kept for officers: who fills the queue does not make somebody else lose what they sealed.
    #[allow(clippy::too_many_arguments, reason = "they are what was committed to")]
    pub(crate) fn do_reveal(
        who: T::AccountId,
        register: RegisterId,
        id: DealingId,
        record: Option<RecordId>,
        act: Act<T::AccountId>,
        instrument: H256,
        effective: Option<Day>,
        salt: H256,
    ) -> DispatchResult {
        let mut case = Self::expect_case(register, id)?;
        case.ensure_lodger(&who)?;
        let State::Sealed { commitment, until } = case.dealing.state else {
            return Err(Error::<T>::NotSealed.into());
        };
        ensure!(case.now <= until, Error::<T>::TooLate);
        let revealed = sealing::commitment(
            Self::genesis_hash(),
            register,
            &who,
            record,
            &act,
            instrument,
            effective,
            salt,
        );
        ensure!(revealed == commitment, Error::<T>::SealBroken);
        let officer = Self::is_officer(register, &who);
        let longest = Self::deadline(&case.calendar, case.rules.periods.longest)?;
        case.dealing.expires = longest.ok_or(Error::<T>::InvalidRules)?;
        let filing = Filing { record, act, instrument, effective };
        Self::ensure_lodgeable(&case, &filing, officer)?;
        Self::replace_search(&mut case, &filing)?;
        Self::exchange_deposit(&mut case, filing.act.kind(), officer)?;
        Self::place(case, filing, true)
    }

    /// Holds the deposit for a caution in place of the one for what was sealed, if it is one.
    fn exchange_deposit(case: &mut Case<T>, kind: Kind, officer: bool) -> DispatchResult {
        if kind == Kind::Caution {
            Self::settle(&case.office.authority, &case.dealing, Fate::Returned);
            case.dealing.deposit = match officer {
                true => 0,
                false => Self::hold_deposit(&case.rules, &case.dealing.lodger, Some(kind))?,
            };
        }
        Ok(())
    }

    /// The hash of the chain's first block.
    pub(crate) fn genesis_hash() -> H256 {
        let first = BlockNumberFor::<T>::zero();
        H256::from_slice(frame_system::Pallet::<T>::block_hash(first).as_ref())
    }
}
