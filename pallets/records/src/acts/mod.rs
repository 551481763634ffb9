//! What each kind of act checks and enters: one file a group of kinds.
//!
//! Each has two halves. `ensure_…_sound` says whether an act can be entered as things are: it is asked
//! when a dealing is lodged, and again when it is completed. `enter_…` enters it.

mod burdens;
mod division;
mod ownership;
mod registration;
mod representation;
mod standing;

use frame_support::{ensure, pallet_prelude::*, weights::Weight};
use sp_core::H256;

use crate::{
    history::Change, Act, Config, Day, DealingId, Error, Kind, Names, Ownership, Pallet, Party,
    RecordId, RecordStatus, Records, RegisterId, WeightInfo,
};

/// The dealing by which something is entered.
#[derive(Clone, Debug)]
pub(crate) struct Entry<AccountId> {
    /// In which register.
    pub register: RegisterId,
    /// The dealing.
    pub id: DealingId,
    /// Who lodged it.
    pub lodger: AccountId,
    /// The hash of its instrument.
    pub instrument: H256,
    /// The day from which it takes effect.
    pub effective: Day,
    /// The day on which it is entered.
    pub today: Day,
    /// Who approved it; none: what the chain enters by itself.
    pub approver: Option<AccountId>,
}

/// What was entered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entered {
    /// The record that it was about, or the one that came of it; none, if it was about no record.
    pub record: Option<RecordId>,
    /// What it cost.
    pub weight: Weight,
}

impl<T: Config> Pallet<T> {
    /// Whether an act can be entered as things are, but for consents, deadlines and its turn.
    ///
    /// # Errors
    /// `RecordMissing`, `RecordNotAllowed`, `RecordNotFound`, `NotInForce`, and those of its kind.
    pub(crate) fn ensure_sound(
        register: RegisterId,
        record: Option<RecordId>,
        lodger: &T::AccountId,
        act: &Act<T::AccountId>,
    ) -> DispatchResult {
        match (record, act) {
            (None, Act::Register { name, ownership, cites, .. }) => {
                Self::ensure_registration_sound(register, *name, ownership, cites.as_ref())
            }
            (None, Act::Represent { party, representative }) => {
                Self::ensure_representation_sound(register, party, representative.as_ref())
            }
            (None, _) => Err(Error::<T>::RecordMissing.into()),
            (Some(_), Act::Register { .. } | Act::Represent { .. }) => {
                Err(Error::<T>::RecordNotAllowed.into())
            }
            (Some(id), act) => Self::ensure_sound_about(register, id, lodger, act),
        }
    }

    /// Enters an act that is sound, with all that follows from it, and says what that cost.
    ///
    /// # Errors
    /// Those of [`Self::ensure_sound`]; `InvalidSpan`, `NotAuthorized`, `Overflow`. What was written
    /// by then has to be rolled back.
    pub(crate) fn enter(
        entry: &Entry<T::AccountId>,
        record: Option<RecordId>,
        act: Act<T::AccountId>,
    ) -> Result<Entered, DispatchError> {
        let weight = Self::completion_weight(act.kind());
        let record = match (record, act) {
            (None, Act::Register { name, content, class, ownership, cites }) => {
                let kind = Kind::Register;
                let opened =
                    Self::open_record(entry, kind, name, content, class, ownership, None, cites)?;
                Some(opened)
            }
            (None, Act::Represent { party, representative }) => {
                Self::enter_representation(entry, party, representative);
                None
            }
            (None, _) => return Err(Error::<T>::RecordMissing.into()),
            (Some(id), act) => {
                Self::enter_about(entry, id, act)?;
                Some(id)
            }
        };
        Ok(Entered { record, weight })
    }

    /// What entering an act of a kind costs, and asking again for what it depends on elsewhere; of one
    /// that is never entered, nothing.
    pub(crate) fn completion_weight(kind: Kind) -> Weight {
        match kind {
            Kind::Register => Self::asking(T::WeightInfo::complete_register(), 0, 1),
            Kind::Amend => Self::asking(T::WeightInfo::complete_amend(), 0, 1),
            Kind::Correct => T::WeightInfo::complete_correct(),
            Kind::Vest => T::WeightInfo::complete_vest(),
            Kind::Transfer => T::WeightInfo::complete_transfer(),
            Kind::Survive => T::WeightInfo::complete_survive(),
            Kind::Encumber => T::WeightInfo::complete_encumber(),
            Kind::Vary => T::WeightInfo::complete_vary(),
            Kind::Discharge => T::WeightInfo::complete_discharge(),
            Kind::Caution => T::WeightInfo::complete_caution(),
            Kind::Uncaution => T::WeightInfo::complete_uncaution(),
            Kind::Split => T::WeightInfo::complete_split(),
            Kind::Merge => T::WeightInfo::complete_merge(),
            Kind::Represent => Self::asking(T::WeightInfo::complete_represent(), 1, 0),
            Kind::StrikeOff => T::WeightInfo::complete_strike_off(),
            Kind::Restore => T::WeightInfo::complete_restore(),
            Kind::Search | Kind::Freeze | Kind::Unfreeze => Weight::zero(),
        }
    }

    /// Whether an act about a record can be entered.
    fn ensure_sound_about(
        register: RegisterId,
        id: RecordId,
        lodger: &T::AccountId,
        act: &Act<T::AccountId>,
    ) -> DispatchResult {
        let record = Self::expect_record(register, id)?;
        let status = match act {
            Act::Restore => RecordStatus::Struck,
            _ => RecordStatus::InForce,
        };
        ensure!(record.status == status, Error::<T>::NotInForce);
        match act {
            Act::Amend { content, cites } => {
                Self::ensure_amendment_sound(&record, content, cites.as_ref())
            }
            Act::Correct { content, class, ownership, .. } => {
                Self::ensure_correction_sound(content.as_ref(), *class, ownership.as_ref())
            }
            Act::Vest { ownership } => Self::ensure_vesting_sound(register, id, ownership),
            Act::Transfer { ownership } => Self::ensure_transfer_sound(register, id, ownership),
            Act::Survive { deceased } => Self::ensure_survival_sound(register, id, deceased),
            Act::Encumber { beneficiary, .. } => {
                Self::ensure_encumbering_sound(register, id, beneficiary)
            }
            Act::Vary { number, terms, beneficiary, before } => {
                Self::ensure_variation_sound(register, id, *number, *terms, beneficiary, *before)
            }
            Act::Discharge { number } => Self::ensure_discharge_sound(register, id, *number),
            Act::Caution { interest } => {
                Self::ensure_caution_sound(register, id, lodger, *interest)
            }
            Act::Uncaution { number, .. } => Self::ensure_uncaution_sound(register, id, *number),
            Act::Split { parts } => Self::ensure_division_sound(register, id, &record, parts),
            Act::Merge { others, name, content } => {
                Self::ensure_merger_sound(register, id, &record, others, *name, content)
            }
            Act::Search => Ok(Self::expect_owners(register, id).map(|_| ())?),
            Act::Register { .. } | Act::Represent { .. } | Act::StrikeOff { .. } | Act::Restore => {
                Ok(())
            }
        }
    }

    /// Enters an act about a record.
    fn enter_about(
        entry: &Entry<T::AccountId>,
        id: RecordId,
        act: Act<T::AccountId>,
    ) -> DispatchResult {
        let kind = act.kind();
        match act {
            Act::Amend { content, cites } => {
                let change = Change { content: Some(content), cites, ..Change::none(entry) };
                Self::add_version(entry, kind, id, change).map(|_| ())
            }
            Act::Correct { .. } => Self::enter_correction(entry, id, act),
            Act::Vest { ownership } | Act::Transfer { ownership } => {
                let change = Change { ownership: Some(ownership), ..Change::none(entry) };
                Self::add_version(entry, kind, id, change).map(|_| ())
            }
            Act::Survive { deceased } => Self::enter_survival(entry, id, &deceased),
            Act::Encumber { kind, beneficiary, terms } => {
                Self::enter_encumbrance(entry, id, kind, beneficiary, terms)
            }
            Act::Vary { number, terms, beneficiary, before } => {
                Self::enter_variation(entry, id, number, terms, beneficiary, before)
            }
            Act::Discharge { number } => Self::enter_discharge(entry, id, number),
            Act::Caution { interest } => Self::enter_caution(entry, id, interest),
            Act::Uncaution { number, cause } => Self::enter_uncaution(entry, id, number, cause),
            Act::Split { parts } => Self::enter_division(entry, id, parts),
            Act::Merge { others, name, content } => {
                Self::enter_merger(entry, id, others, name, content)
            }
            Act::StrikeOff { .. } => Self::enter_standing(entry, kind, id, RecordStatus::Struck),
            Act::Restore => Self::enter_standing(entry, kind, id, RecordStatus::InForce),
            Act::Search => Err(Error::<T>::SearchRunning.into()),
            Act::Register { .. } | Act::Represent { .. } => {
                Err(Error::<T>::RecordNotAllowed.into())
            }
        }
    }

    /// Whether a name can be given to a record, once those of the records `freed` are free.
    ///
    /// # Errors
    /// `NameTaken`.
    fn ensure_name_free(register: RegisterId, name: H256, freed: &[RecordId]) -> DispatchResult {
        let free = Names::<T>::get(register, name).is_none_or(|id| freed.contains(&id));
        ensure!(free, Error::<T>::NameTaken);
        Ok(())
    }

    /// Whether owners are told apart and hold one whole, and what of them is a record exists.
    ///
    /// # Errors
    /// `InvalidOwnership`, `RecordNotFound`.
    fn ensure_ownership_sound(ownership: &Ownership<T::AccountId>) -> DispatchResult {
        ensure!(ownership.is_sound(), Error::<T>::InvalidOwnership);
        ownership.parties().into_iter().try_for_each(Self::ensure_party_exists)
    }

    /// Whether a party exists, if it is a record.
    ///
    /// # Errors
    /// `RecordNotFound`.
    fn ensure_party_exists(party: &Party<T::AccountId>) -> DispatchResult {
        if let Party::Record { register, record } = party {
            ensure!(Records::<T>::contains_key(register, record), Error::<T>::RecordNotFound);
        }
        Ok(())
    }
}
