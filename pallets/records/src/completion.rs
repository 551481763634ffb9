//! What a dealing has to wait for, told in one place: `approve`, `complete` and `waits_for` ask here.
//!
//! What is *due* depends on time and order: the notice, the effective day, the turn. What is *founded*
//! depends on what the register says: the records, the consents, the accounts.

use alloc::{vec, vec::Vec};

use althing_primitives::freezing::IsFrozen;
use frame_support::{ensure, pallet_prelude::*};

use crate::{
    docket::Case, Act, BurdensOf, Config, Day, Dealing, DealingId, Error, Kind, Pallet, Party,
    Record, RecordId, RegisterId, State, Versions,
};

impl<T: Config> Pallet<T> {
    /// See [`Pallet::waits_for`].
    pub(crate) fn do_waits_for(register: RegisterId, dealing: DealingId) -> Option<DispatchError> {
        let ready = Self::expect_case(register, dealing)
            .map_err(DispatchError::from)
            .and_then(|case| Self::ensure_ready(&case));
        ready.err()
    }

    /// See [`Pallet::consents_missing`].
    pub(crate) fn do_consents_missing(
        register: RegisterId,
        dealing: DealingId,
    ) -> Vec<Party<T::AccountId>> {
        Self::expect_case(register, dealing)
            .and_then(|case| Self::missing(&case))
            .unwrap_or_default()
    }

    /// The parties whose consent a dealing lacks.
    ///
    /// # Errors
    /// As for [`Self::missing_consents`].
    pub(crate) fn missing(case: &Case<T>) -> Result<Vec<Party<T::AccountId>>, Error<T>> {
        Self::missing_consents(case.register, &case.dealing, &case.rules, case.today)
    }

    /// Ensures that a dealing can be completed in this block.
    ///
    /// # Errors
    /// Why it cannot.
    pub(crate) fn ensure_ready(case: &Case<T>) -> DispatchResult {
        Self::expect_active(case.register)?;
        match &case.dealing.state {
            State::Approved { by, at } => {
                Self::ensure_not_under_review(case.register, by, *at)?;
            }
            State::Sealed { .. } => return Err(Error::<T>::Sealed.into()),
            State::Requisitioned { .. } => return Err(Error::<T>::Requisitioned.into()),
            State::Lodged | State::Protecting(_) => return Err(Error::<T>::NotApproved.into()),
        }
        Self::ensure_undisputed(case)?;
        Self::ensure_due(case)?;
        Self::ensure_founded(case)
    }

    /// Ensures that nobody objects to a dealing, and that it has time left.
    ///
    /// # Errors
    /// `Disputed`, `TooLate`.
    pub(crate) fn ensure_undisputed(case: &Case<T>) -> Result<(), Error<T>> {
        let over = case.dealing.expires.has_passed(case.today, case.now);
        ensure!(!over, Error::TooLate);
        ensure!(case.dealing.objections.is_empty(), Error::Disputed);
        Ok(())
    }

    /// Ensures that a dealing's time has come, and its turn.
    ///
    /// What was sealed before it is known once as many blocks have passed as a seal can last, under
    /// the rules of before as well.
    ///
    /// # Errors
    /// `TooEarly`, `NotYourTurn`.
    pub(crate) fn ensure_due(case: &Case<T>) -> Result<(), Error<T>> {
        let Case { register, office, rules, dealing, today, now, .. } = case;
        let revealed = dealing.lodged.saturating_add(rules.reveal);
        ensure!(rules.reveal == 0 || *now > revealed, Error::TooEarly);
        ensure!(office.sealed_until == 0 || *now > office.sealed_until, Error::TooEarly);
        let noticed = dealing.notice.is_none_or(|notice| notice.has_passed(*today, *now));
        ensure!(noticed, Error::TooEarly);
        ensure!(*today >= dealing.effective, Error::TooEarly);
        let targets = Self::targets(dealing.record, case.act()?);
        Self::ensure_turn(*register, &targets, dealing.priority, *today, *now)
    }

    /// Ensures that a dealing agrees with what the register says now, and that everybody whose consent
    /// it needs has given it.
    ///
    /// # Errors
    /// `Frozen`, `UnderReview`, `ConsentMissing`, `AccountFrozen`, and those of the kind's own checks.
    pub(crate) fn ensure_founded(case: &Case<T>) -> DispatchResult {
        let Case { register, dealing, today, .. } = case;
        let act = case.act()?;
        let records = Self::records_of(dealing.record, act);
        Self::ensure_not_frozen(*register, &records, *today)?;
        if disposes(act.kind()) {
            Self::ensure_unquestioned(*register, &records)?;
        }
        Self::ensure_sound(*register, dealing.record, &dealing.lodger, act)?;
        Self::ensure_consented(case, act)?;
        Ok(())
    }

    /// Ensures that nothing of what records say now was approved by somebody whose approvals are looked
    /// into: neither their newest version nor those that set what holds. An honest version on top of
    /// a false one does not make it true.
    ///
    /// # Errors
    /// `UnderReview`.
    pub(crate) fn ensure_unquestioned(
        register: RegisterId,
        records: &[RecordId],
    ) -> Result<(), Error<T>> {
        for id in records {
            let Record { version, setters, .. } = Self::expect_record(register, *id)?;
            let mut relied = vec![version, setters.content, setters.ownership, setters.standing];
            relied.sort_unstable();
            relied.dedup();
            for number in relied {
                let Some(version) = Versions::<T>::get((register, id, number)) else { continue };
                if let Some(approver) = &version.approver {
                    Self::ensure_not_under_review(register, approver, version.recorded)?;
                }
            }
        }
        Ok(())
    }

    /// Ensures that no court forbids dealings with these records.
    ///
    /// # Errors
    /// `Frozen`.
    fn ensure_not_frozen(
        register: RegisterId,
        records: &[RecordId],
        today: Day,
    ) -> Result<(), Error<T>> {
        for id in records {
            let freezes = BurdensOf::<T>::get(register, id).freezes;
            let holds = freezes.iter().any(|freeze| freeze.until.is_none_or(|day| day >= today));
            ensure!(!holds, Error::Frozen);
        }
        Ok(())
    }

    /// Ensures that every party whose consent is needed has given it, that who gave it still acts for
    /// the party, and that neither is frozen.
    ///
    /// # Errors
    /// `ConsentMissing`, `AccountFrozen`.
    fn ensure_consented(case: &Case<T>, act: &Act<T::AccountId>) -> Result<(), Error<T>> {
        ensure!(Self::missing(case)?.is_empty(), Error::ConsentMissing);
        let Case { register, rules, dealing, .. } = case;
        for party in Self::required_consents(*register, dealing.record, act, rules)? {
            ensure!(!Self::is_held_still(dealing, &party), Error::AccountFrozen);
        }
        Ok(())
    }

    /// Whether a party that consented, or who consented for it, is frozen. Who did not consent was not
    /// asked, for a court decided.
    fn is_held_still(dealing: &Dealing<T::AccountId>, party: &Party<T::AccountId>) -> bool {
        let given = dealing.consents.iter().filter(|consent| consent.party == *party);
        let mut speaking: Vec<_> = given.map(|consent| &consent.by).collect();
        match party {
            Party::Account(account) if !speaking.is_empty() || *account == dealing.lodger => {
                speaking.push(account);
            }
            _ => {}
        }
        speaking.into_iter().any(T::Freezing::is_frozen)
    }
}

/// Whether somebody disposes of a record by it: what might have been entered by fraud is not to reach
/// whoever knows nothing of that.
fn disposes(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Transfer | Kind::Encumber | Kind::Vary | Kind::Split | Kind::Merge | Kind::StrikeOff
    )
}
