//! What a court orders, at once: freezes, their end, and what is taken out of view.

use codec::Encode;
use frame_support::{ensure, pallet_prelude::*};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_core::H256;
use sp_io::hashing::blake2_256;

use crate::{
    acts::Entry, history::Change, Burden, BurdenNumber, Burdens, BurdensOf, Config, Day, Error,
    Event, Freeze, Holding, Holdings, Kind, Ownership, Pallet, RecordId, RecordStatus, Redaction,
    RedactionReason, RegisterId, Role, VersionNumber, Versions,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::freeze`].
    ///
    /// Possible while the register is suspended, so that nothing slips through when it is active
    /// again, and for a record that was struck off, which could be restored. Where a record has as
    /// many freezes as it can, the first one that holds no longer makes room.
    pub(crate) fn do_freeze(
        who: T::AccountId,
        register: RegisterId,
        id: RecordId,
        order: H256,
        until: Option<Day>,
    ) -> DispatchResult {
        let entry = Self::court_entry(who.clone(), register, order)?;
        let status = Self::expect_record(register, id)?.status;
        let can_be_dealt_with = matches!(status, RecordStatus::InForce | RecordStatus::Struck);
        ensure!(can_be_dealt_with, Error::<T>::NotInForce);
        ensure!(until.is_none_or(|until| until >= entry.today), Error::<T>::TooLate);
        let mut burdens = BurdensOf::<T>::get(register, id);
        let version = Self::add_version(&entry, Kind::Freeze, id, Change::none(&entry))?;
        if burdens.freezes.is_full() {
            let over = burdens.over(entry.today).ok_or(Error::<T>::TooManyFreezes)?;
            Self::end_burden(register, id, version, &mut burdens, over, 0)?;
        }
        let freeze = Freeze { number: 0, by: who, order, until, since: version };
        Self::add_burden(register, id, version, &mut burdens, Burden::Freeze(freeze))?;
        Self::store_burdens(register, id, burdens);
        Ok(())
    }

    /// See [`Pallet::unfreeze`].
    pub(crate) fn do_unfreeze(
        who: T::AccountId,
        register: RegisterId,
        id: RecordId,
        number: BurdenNumber,
        order: H256,
    ) -> DispatchResult {
        let entry = Self::court_entry(who, register, order)?;
        Self::expect_record(register, id)?;
        let mut burdens = BurdensOf::<T>::get(register, id);
        let is_freeze = burdens.freezes.iter().any(|freeze| freeze.number == number);
        ensure!(is_freeze, Error::<T>::BurdenNotFound);
        let version = Self::add_version(&entry, Kind::Unfreeze, id, Change::none(&entry))?;
        Self::end_burden(register, id, version, &mut burdens, number, 0)?;
        Self::store_burdens(register, id, burdens);
        Ok(())
    }

    /// What a court enters: it takes the next number of the day list, and waits for nothing.
    fn court_entry(
        who: T::AccountId,
        register: RegisterId,
        order: H256,
    ) -> Result<Entry<T::AccountId>, DispatchError> {
        Self::expect_open(register)?;
        Self::expect_role(register, &who, Role::Court)?;
        let id = Self::take_number(register)?;
        let today = Self::today(&Self::expect_calendar(register)?);
        Ok(Entry {
            register,
            id,
            lodger: who.clone(),
            instrument: order,
            effective: today,
            today,
            approver: Some(who),
        })
    }

    /// See [`Pallet::redact`].
    ///
    /// Possible in a register that is closed too: the law knows no day on which personal data may no
    /// longer be taken out of view. Owners that hold now stay: whoever has a right must be able to
    /// prove it.
    pub(crate) fn do_redact(
        origin: OriginFor<T>,
        register: RegisterId,
        id: RecordId,
        number: VersionNumber,
        reason: RedactionReason,
        order: H256,
    ) -> DispatchResult {
        Self::expect_register(register)?;
        let by = Self::ensure_authority_or_court(origin, register)?;
        let record = Self::expect_record(register, id)?;
        let key = (register, id, number);
        let mut version = Versions::<T>::get(key).ok_or(Error::<T>::VersionNotFound)?;
        ensure!(version.redaction.is_none(), Error::<T>::AlreadyRedacted);
        match Holdings::<T>::get(key) {
            Some(Holding::Stated(owners)) if owners != Ownership::NotStated => {
                ensure!(record.setters.ownership != number, Error::<T>::CurrentVersion);
                let hash = H256(owners.using_encoded(blake2_256));
                Holdings::<T>::insert(key, Holding::Redacted(hash));
            }
            _ => (),
        }
        let redaction = Redaction { reason, order, by, at: Self::now() };
        version.redaction = Some(redaction.clone());
        Versions::<T>::insert(key, version);
        Self::deposit_event(Event::Redacted { register, record: id, version: number, redaction });
        Ok(())
    }

    /// Who orders: a court, or the authority; none for the register's track.
    fn ensure_authority_or_court(
        origin: OriginFor<T>,
        register: RegisterId,
    ) -> Result<Option<T::AccountId>, DispatchError> {
        let Ok(who) = ensure_signed(origin.clone()) else {
            return Self::ensure_authority(origin, register);
        };
        match Self::ensure_authority(origin, register) {
            Ok(authority) => Ok(authority),
            Err(refusal) => match Self::expect_role(register, &who, Role::Court) {
                Ok(_) => Ok(Some(who)),
                Err(Error::<T>::NotAuthorized) => Err(refusal),
                Err(lapsed) => Err(lapsed.into()),
            },
        }
    }
}

impl<AccountId> Burdens<AccountId> {
    /// The first freeze that holds no longer on `today`.
    fn over(&self, today: Day) -> Option<BurdenNumber> {
        let is_over = |freeze: &&Freeze<_>| freeze.until.is_some_and(|until| until < today);
        self.freezes.iter().find(is_over).map(|freeze| freeze.number)
    }
}
