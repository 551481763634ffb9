//! Dealings that are entered, one a kind.

use frame_benchmarking::{account, BenchmarkError};
use frame_support::BoundedVec;

use super::scenes::*;
use crate::{acts::Entry, *};

/// A dealing about to be entered.
pub(super) struct Completion<T: Config> {
    entry: Entry<T::AccountId>,
    record: Option<RecordId>,
    act: Act<T::AccountId>,
}

impl<T: Config> Completion<T> {
    /// One in a register, about one of its records or about none yet.
    fn new(register: RegisterId, record: Option<RecordId>, act: Act<T::AccountId>) -> Self {
        Self { entry: entry::<T>(register), record, act }
    }

    /// Enters it.
    pub fn enter(&self) -> Result<(), BenchmarkError> {
        Pallet::<T>::enter(&self.entry, self.record, self.act.clone())?;
        Ok(())
    }

    /// The register.
    pub fn register(&self) -> RegisterId {
        self.entry.register
    }

    /// The record that it is about; the first one, if it is about none.
    pub fn record(&self) -> RecordId {
        self.record.unwrap_or_default()
    }

    /// The record's newest version.
    pub fn version(&self) -> VersionNumber {
        let record = Records::<T>::get(self.register(), self.record());
        record.map(|record| record.version).unwrap_or_default()
    }

    /// Whether the record is in force.
    pub fn status(&self) -> Option<RecordStatus> {
        Records::<T>::get(self.register(), self.record()).map(|record| record.status)
    }

    /// Who owns the record.
    pub fn owners(&self) -> Ownership<T::AccountId> {
        Pallet::<T>::owners_now(self.register(), self.record()).unwrap_or(Ownership::NotStated)
    }

    /// What weighs on the record.
    pub fn burdens(&self) -> Burdens<T::AccountId> {
        BurdensOf::<T>::get(self.register(), self.record())
    }

    /// How much weighed on the record before.
    pub fn past(&self) -> usize {
        PastBurdens::<T>::iter_key_prefix((self.register(), self.record())).count()
    }
}

/// A completion, or why it could not be prepared.
type Prepared<T> = Result<Completion<T>, BenchmarkError>;

/// An act about a record with as many owners as can be, on which that weighs.
fn about<T: Config>(load: Load, act: Act<T::AccountId>) -> Prepared<T> {
    let register = register::<T>()?;
    let record = land::<T>(register, load)?;
    Ok(Completion::new(register, Some(record), act))
}

/// What refers to a record's first version.
fn citation(register: RegisterId) -> Option<Citation> {
    Some(Citation::Record { register, record: 0, version: 1 })
}

/// First registration with as many owners as can be.
pub(super) fn register_act<T: Config>() -> Prepared<T> {
    let register = register::<T>()?;
    let act = Act::Register {
        name: hash(1),
        content: content(MEASURE),
        class: TitleClass::Absolute,
        ownership: owners::<T>(),
        cites: citation(register),
    };
    Ok(Completion::new(register, None, act))
}

pub(super) fn amend_act<T: Config>() -> Prepared<T> {
    about::<T>(NOTHING, Act::Amend { content: content(MEASURE + 1), cites: citation(0) })
}

/// All that can be corrected.
pub(super) fn correct_act<T: Config>() -> Prepared<T> {
    let act = Act::Correct {
        content: Some(content(MEASURE + 1)),
        class: Some(TitleClass::Qualified),
        ownership: Some(heirs::<T>()),
        until: None,
        reason: CorrectionReason::Fraud,
        asked_by: account("asked by", 0, 0),
    };
    about::<T>(NOTHING, act)
}

pub(super) fn vest_act<T: Config>() -> Prepared<T> {
    let register = register::<T>()?;
    let record = record::<T>(register, 0, Ownership::NotStated, NOTHING)?;
    let act = Act::Vest { ownership: owners::<T>() };
    Ok(Completion::new(register, Some(record), act))
}

pub(super) fn transfer_act<T: Config>() -> Prepared<T> {
    about::<T>(FULL, Act::Transfer { ownership: heirs::<T>() })
}

/// The last of as many joint owners as can be has died.
pub(super) fn survive_act<T: Config>() -> Prepared<T> {
    let register = register::<T>()?;
    let parties = (0..MAX_OWNERS).map(|index| Party::Account(owner::<T>(index))).collect();
    let joint = Ownership::Joint(BoundedVec::truncate_from(parties));
    let record = record::<T>(register, 0, joint, NOTHING)?;
    let act = Act::Survive { deceased: Party::Account(owner::<T>(MAX_OWNERS - 1)) };
    Ok(Completion::new(register, Some(record), act))
}

pub(super) fn encumber_act<T: Config>() -> Prepared<T> {
    let load = Load { encumbrances: MAX_ENCUMBRANCES - 1, ..FULL };
    let beneficiary = beneficiary::<T>(MAX_ENCUMBRANCES);
    about::<T>(load, Act::Encumber { kind: EncumbranceKind::Lease, beneficiary, terms: HASH })
}

/// The last encumbrance goes before the first one, so that all ranks change.
pub(super) fn vary_act<T: Config>() -> Prepared<T> {
    let act = Act::Vary {
        number: MAX_ENCUMBRANCES as BurdenNumber - 1,
        terms: hash(1),
        beneficiary: beneficiary::<T>(MAX_ENCUMBRANCES),
        before: Some(0),
    };
    about::<T>(FULL, act)
}

pub(super) fn discharge_act<T: Config>() -> Prepared<T> {
    about::<T>(FULL, Act::Discharge { number: MAX_ENCUMBRANCES as BurdenNumber - 1 })
}

/// By somebody whose dealing is open until then.
pub(super) fn caution_act<T: Config>() -> Prepared<T> {
    let load = Load { cautions: MAX_CAUTIONS - 1, ..FULL };
    let mut completion = about::<T>(load, Act::Caution { interest: HASH })?;
    let (register, record) = (completion.register(), completion.record());
    let who = rich::<T>("claimant", MAX_CAUTIONS);
    completion.entry.lodger = who.clone();
    completion.entry.id =
        lodged::<T>(&who, register, Some(record), Act::Caution { interest: HASH })?;
    Ok(completion)
}

/// Its deposit goes to the authority.
pub(super) fn uncaution_act<T: Config>() -> Prepared<T> {
    let number = (MAX_ENCUMBRANCES + MAX_CAUTIONS) as BurdenNumber - 1;
    about::<T>(FULL, Act::Uncaution { number, cause: UncautionCause::Groundless })
}

/// Into as many parts as can be, each of which carries as much on as can weigh on a record.
pub(super) fn split_act<T: Config>() -> Prepared<T> {
    let measure = MEASURE / u64::from(MAX_PARTS);
    let part = |index| Part { name: hash(1 + index), content: content(measure) };
    let parts = BoundedVec::truncate_from((0..MAX_PARTS).map(part).collect());
    about::<T>(FULL, Act::Split { parts })
}

pub(super) fn merge_act<T: Config>() -> Prepared<T> {
    let register = register::<T>()?;
    let (record, act) = proposed_merger::<T>(register)?;
    Ok(Completion::new(register, Some(record), act))
}

/// In somebody else's place.
pub(super) fn represent_act<T: Config>() -> Prepared<T> {
    let register = register::<T>()?;
    let party = beneficiary::<T>(0);
    represent::<T>(register, party.clone());
    let account = account("representative", 0, 0);
    let representative = Some(Representative { account, ..representative::<T>(&party) });
    Ok(Completion::new(register, None, Act::Represent { party, representative }))
}

pub(super) fn strike_off_act<T: Config>() -> Prepared<T> {
    about::<T>(FULL, Act::StrikeOff { reason: StrikeReason::Requested })
}

pub(super) fn restore_act<T: Config>() -> Prepared<T> {
    let struck = strike_off_act::<T>()?;
    struck.enter()?;
    Ok(Completion { act: Act::Restore, ..struck })
}
