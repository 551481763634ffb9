//! Whose consent each act needs, who gives it, who has to be told, and who has to approve.
//!
//! Whoever an act takes something from, or gives something to, has to say so: silence is no consent.
//! A party's account speaks for it, or whoever represents it; an executor, guardian, trustee or one
//! whom a court named speaks in its place. What was said counts only as long as whoever said it may
//! speak for the party, and is looked at again when the dealing is completed.
//!
//! | Act | Who consents | Who approves |
//! |---|---|---|
//! | Register, Survive, Caution | nobody | a registrar |
//! | Vest, Restore | nobody | the authority or a court |
//! | Amend, Encumber, Search | the owners | a registrar |
//! | Correct | the owners, if owners or class are corrected | a registrar; without them, or if no owners are stated, the authority or a court |
//! | Transfer | whoever gets more, less or another kind of right, and every beneficiary | a registrar |
//! | Vary | the owners, the beneficiaries before and after, those that rank lower from then on | a registrar |
//! | Discharge | its beneficiary | a registrar |
//! | Uncaution | the claimant, if it withdraws | a registrar |
//! | Split, Merge | the owners, and every beneficiary | a registrar |
//! | Represent | an account itself that gets an attorney, or loses one | a registrar |
//! | Represent in an account's place | nobody | a court |
//! | StrikeOff | every beneficiary, and the owners if they asked for it | a registrar |
//!
//! The rules of a register can ask every beneficiary for their consent to further kinds.

use alloc::vec::Vec;

use crate::{
    Act, Burdens, BurdensOf, Capacity, Config, Day, Dealing, Error, Ownership, Pallet, Party,
    RecordId, RegisterId, Registers, Representative, Representatives, Role, Roles, Rules, State,
    StrikeReason, UncautionCause,
};

/// Who has to approve a dealing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Approver {
    /// A registrar.
    Registrar,
    /// The register's authority, or a court.
    AuthorityOrCourt,
    /// A court.
    Court,
}

/// Parties, each once.
struct Needed<AccountId>(Vec<Party<AccountId>>);

impl<AccountId: Clone + PartialEq> Needed<AccountId> {
    fn add(&mut self, party: &Party<AccountId>) {
        if !self.0.contains(party) {
            self.0.push(party.clone());
        }
    }

    fn add_owners(&mut self, ownership: &Ownership<AccountId>) {
        ownership.parties().into_iter().for_each(|party| self.add(party));
    }

    fn add_beneficiaries(&mut self, burdens: &Burdens<AccountId>) {
        burdens.encumbrances.iter().for_each(|it| self.add(&it.beneficiary));
    }
}

impl<T: Config> Pallet<T> {
    /// The parties that have to consent to an act as things are now, each once: those to whom it
    /// matters itself, then every beneficiary where the rules say so.
    ///
    /// # Errors
    /// `RecordMissing`, `RecordNotFound`; `HolderNotStated` where somebody has to be asked and the
    /// register does not say whom; `BurdenNotFound`.
    pub(crate) fn required_consents(
        register: RegisterId,
        record: Option<RecordId>,
        act: &Act<T::AccountId>,
        rules: &Rules,
    ) -> Result<Vec<Party<T::AccountId>>, Error<T>> {
        let mut needed = Needed(Vec::new());
        Self::ask_those_concerned(register, record, act, &mut needed)?;
        Self::ask_third_parties(register, record, act, rules, &mut needed);
        Ok(needed.0)
    }

    /// The parties whose consent a dealing lacks: who has not given it, and for whom whoever gave it
    /// no longer speaks. None while it is sealed.
    ///
    /// # Errors
    /// As [`Self::required_consents`].
    pub(crate) fn missing_consents(
        register: RegisterId,
        dealing: &Dealing<T::AccountId>,
        rules: &Rules,
        today: Day,
    ) -> Result<Vec<Party<T::AccountId>>, Error<T>> {
        let Some(act) = &dealing.act else { return Ok(Vec::new()) };
        let mut asked = Self::asked_consents(register, dealing, act, rules)?;
        asked.retain(|party| !Self::has_consented(register, dealing, act, party, today));
        Ok(asked)
    }

    /// The parties that are asked about a dealing: those that have to consent to its act, but for
    /// owners who are not asked about a correction that the authority or a court has approved.
    ///
    /// # Errors
    /// As [`Self::required_consents`].
    pub(crate) fn asked_consents(
        register: RegisterId,
        dealing: &Dealing<T::AccountId>,
        act: &Act<T::AccountId>,
        rules: &Rules,
    ) -> Result<Vec<Party<T::AccountId>>, Error<T>> {
        let overruled = matches!(&dealing.state, State::Approved { by, .. }
            if matches!(act, Act::Correct { .. }) && Self::is_authority_or_court(register, by));
        if !overruled {
            return Self::required_consents(register, dealing.record, act, rules);
        }
        let mut needed = Needed(Vec::new());
        Self::ask_third_parties(register, dealing.record, act, rules, &mut needed);
        Ok(needed.0)
    }

    /// Whether an account speaks for a party.
    pub(crate) fn may_act(
        register: RegisterId,
        party: &Party<T::AccountId>,
        who: &T::AccountId,
        today: Day,
    ) -> bool {
        let representative = Self::representative_on(register, party, today);
        let displaced = representative.as_ref().is_some_and(|it| it.capacity.displaces());
        let itself = matches!(party, Party::Account(account) if account == who);
        (itself && !displaced) || representative.is_some_and(|it| it.account == *who)
    }

    /// The accounts that have to be told of an act, each once: the owners' and those that represent
    /// them, and every claimant; where a caution ends, its claimant; where somebody is to act for a
    /// party, its account and who acts for it already.
    pub(crate) fn concerned_accounts(
        register: RegisterId,
        record: Option<RecordId>,
        act: &Act<T::AccountId>,
    ) -> Vec<T::AccountId> {
        let mut concerned = Vec::new();
        match act {
            Act::Represent { party, .. } => {
                if let Party::Account(account) = party {
                    concerned.push(account.clone());
                }
                let acting = Representatives::<T>::get(register, party);
                concerned.extend(acting.map(|it| it.account));
            }
            Act::Uncaution { number, .. } => {
                let burdens = record.map(|id| BurdensOf::<T>::get(register, id));
                let claimant = burdens.and_then(|it| Some(it.caution(*number)?.by.clone()));
                concerned.extend(claimant);
            }
            _ => {
                for id in record.iter().chain(act.others()) {
                    Self::add_concerned(register, *id, &mut concerned);
                }
            }
        }
        let mut once = Vec::new();
        for account in concerned {
            if !once.contains(&account) {
                once.push(account);
            }
        }
        once
    }

    /// Who has to approve a dealing.
    ///
    /// # Errors
    /// As [`Self::required_consents`]; `RegisterNotFound`.
    pub(crate) fn approver_of(
        register: RegisterId,
        dealing: &Dealing<T::AccountId>,
        act: &Act<T::AccountId>,
    ) -> Result<Approver, Error<T>> {
        let today = Self::today(&Self::expect_calendar(register)?);
        match act {
            Act::Vest { .. } | Act::Restore => Ok(Approver::AuthorityOrCourt),
            Act::Correct { ownership, .. } => {
                let id = dealing.record.ok_or(Error::<T>::RecordMissing)?;
                let owners = Self::owners_now(register, id)?;
                let mut needed = Needed(Vec::new());
                Self::ask_those_concerned(register, dealing.record, act, &mut needed)?;
                let agreed = needed
                    .0
                    .iter()
                    .all(|party| Self::has_consented(register, dealing, act, party, today));
                match agreed && (ownership.is_none() || owners.is_stated()) {
                    true => Ok(Approver::Registrar),
                    false => Ok(Approver::AuthorityOrCourt),
                }
            }
            Act::Represent { party, representative } => {
                match Self::is_in_its_place(register, party, representative.as_ref(), today) {
                    true => Ok(Approver::Court),
                    false => Ok(Approver::Registrar),
                }
            }
            _ => Ok(Approver::Registrar),
        }
    }

    /// Whether this is the register's authority, or one of its courts.
    pub(crate) fn is_authority_or_court(register: RegisterId, who: &T::AccountId) -> bool {
        Roles::<T>::contains_key((register, who, Role::Court))
            || Registers::<T>::get(register).is_some_and(|register| register.authority == *who)
    }

    /// Who owns a record now.
    ///
    /// # Errors
    /// `RecordNotFound`.
    pub(crate) fn owners_now(
        register: RegisterId,
        id: RecordId,
    ) -> Result<Ownership<T::AccountId>, Error<T>> {
        let record = Self::expect_record(register, id)?;
        Ok(Self::owners_of(register, id, &record))
    }

    /// Who owns a record now, if the register says so.
    ///
    /// # Errors
    /// `RecordNotFound`, `HolderNotStated`.
    pub(crate) fn expect_owners(
        register: RegisterId,
        id: RecordId,
    ) -> Result<Ownership<T::AccountId>, Error<T>> {
        let owners = Self::owners_now(register, id)?;
        match owners.is_stated() {
            true => Ok(owners),
            false => Err(Error::<T>::HolderNotStated),
        }
    }

    /// Adds whom an act concerns by what it is.
    fn ask_those_concerned(
        register: RegisterId,
        record: Option<RecordId>,
        act: &Act<T::AccountId>,
        needed: &mut Needed<T::AccountId>,
    ) -> Result<(), Error<T>> {
        if let Act::Represent { party, representative } = act {
            let representative = representative.as_ref();
            return Self::ask_represented(register, party, representative, needed);
        }
        if let Act::Register { .. } = act {
            return Ok(());
        }
        let id = record.ok_or(Error::<T>::RecordMissing)?;
        match act {
            Act::Amend { .. } => needed.add_owners(&Self::owners_now(register, id)?),
            Act::Correct { class, ownership, .. } => {
                if class.is_some() || ownership.is_some() {
                    needed.add_owners(&Self::owners_now(register, id)?);
                }
            }
            Act::Encumber { .. } | Act::Search => {
                needed.add_owners(&Self::expect_owners(register, id)?);
            }
            Act::Transfer { ownership } => {
                let owners = Self::expect_owners(register, id)?;
                owners.affected_by(ownership).into_iter().for_each(|party| needed.add(party));
                needed.add_beneficiaries(&BurdensOf::<T>::get(register, id));
            }
            Act::Split { .. } | Act::Merge { .. } => {
                for id in record.iter().chain(act.others()) {
                    needed.add_owners(&Self::expect_owners(register, *id)?);
                    needed.add_beneficiaries(&BurdensOf::<T>::get(register, *id));
                }
            }
            Act::StrikeOff { reason } => {
                needed.add_beneficiaries(&BurdensOf::<T>::get(register, id));
                if *reason == StrikeReason::Requested {
                    needed.add_owners(&Self::owners_now(register, id)?);
                }
            }
            Act::Vary { .. } | Act::Discharge { .. } | Act::Uncaution { .. } => {
                Self::ask_burdened(register, id, act, needed)?;
            }
            Act::Vest { .. } | Act::Survive { .. } | Act::Caution { .. } | Act::Restore => {}
            Act::Register { .. } | Act::Represent { .. } => {}
        }
        Ok(())
    }

    /// Adds whom an act with a burden concerns.
    fn ask_burdened(
        register: RegisterId,
        id: RecordId,
        act: &Act<T::AccountId>,
        needed: &mut Needed<T::AccountId>,
    ) -> Result<(), Error<T>> {
        let burdens = BurdensOf::<T>::get(register, id);
        match act {
            Act::Vary { number, beneficiary, before, .. } => {
                let varied = burdens.encumbrance(*number).ok_or(Error::<T>::BurdenNotFound)?;
                needed.add_owners(&Self::owners_now(register, id)?);
                needed.add(&varied.beneficiary);
                needed.add(beneficiary);
                let ranked = burdens.ranked_before(*number, *before);
                let ranked = ranked.ok_or(Error::<T>::BurdenNotFound)?;
                for lowered in ranked.into_iter().filter(|it| it.old < it.new) {
                    if let Some(passed) = burdens.encumbrance(lowered.number) {
                        needed.add(&passed.beneficiary);
                    }
                }
            }
            Act::Discharge { number } => {
                let it = burdens.encumbrance(*number).ok_or(Error::<T>::BurdenNotFound)?;
                needed.add(&it.beneficiary);
            }
            Act::Uncaution { number, cause: UncautionCause::Withdrawn } => {
                let it = burdens.caution(*number).ok_or(Error::<T>::BurdenNotFound)?;
                needed.add(&Party::Account(it.by.clone()));
            }
            _ => {}
        }
        Ok(())
    }

    /// Adds an account that gets an attorney, or whose attorney no longer acts for it.
    fn ask_represented(
        register: RegisterId,
        party: &Party<T::AccountId>,
        representative: Option<&Representative<T::AccountId>>,
        needed: &mut Needed<T::AccountId>,
    ) -> Result<(), Error<T>> {
        let today = Self::today(&Self::expect_calendar(register)?);
        let in_its_place = Self::is_in_its_place(register, party, representative, today);
        if matches!(party, Party::Account(_)) && !in_its_place {
            needed.add(party);
        }
        Ok(())
    }

    /// Adds every beneficiary, if the rules ask them about such an act.
    fn ask_third_parties(
        register: RegisterId,
        record: Option<RecordId>,
        act: &Act<T::AccountId>,
        rules: &Rules,
        needed: &mut Needed<T::AccountId>,
    ) {
        if rules.third_parties.contains(&act.kind()) {
            for id in record.iter().chain(act.others()) {
                needed.add_beneficiaries(&BurdensOf::<T>::get(register, *id));
            }
        }
    }

    /// Whether somebody who speaks for the party has consented; who lodged the dealing has for its own
    /// account. That somebody acts for an account, only the account itself can say.
    fn has_consented(
        register: RegisterId,
        dealing: &Dealing<T::AccountId>,
        act: &Act<T::AccountId>,
        party: &Party<T::AccountId>,
        today: Day,
    ) -> bool {
        let itself = |who: &T::AccountId| *party == Party::Account(who.clone());
        let in_person = matches!(act, Act::Represent { .. });
        let lodged = Some(&dealing.lodger).filter(|lodger| itself(lodger));
        let given = dealing.consents.iter().filter(|it| it.party == *party).map(|it| &it.by);
        given
            .chain(lodged)
            .filter(|who| !in_person || itself(who))
            .any(|who| Self::may_act(register, party, who, today))
    }

    /// Who acts for a party on a day.
    fn representative_on(
        register: RegisterId,
        party: &Party<T::AccountId>,
        day: Day,
    ) -> Option<Representative<T::AccountId>> {
        Representatives::<T>::get(register, party).filter(|it| it.acts_on(day))
    }

    /// Whether an account is, or was until then, not to act for itself.
    fn is_in_its_place(
        register: RegisterId,
        party: &Party<T::AccountId>,
        representative: Option<&Representative<T::AccountId>>,
        today: Day,
    ) -> bool {
        let displaces = |it: &Representative<_>| Capacity::displaces(it.capacity);
        matches!(party, Party::Account(_))
            && (representative.is_some_and(displaces)
                || Self::representative_on(register, party, today).as_ref().is_some_and(displaces))
    }

    /// Adds the accounts of a record's owners, of those that represent them, and of its claimants.
    fn add_concerned(register: RegisterId, id: RecordId, concerned: &mut Vec<T::AccountId>) {
        if let Ok(owners) = Self::owners_now(register, id) {
            for party in owners.parties() {
                if let Party::Account(account) = party {
                    concerned.push(account.clone());
                }
                concerned.extend(Representatives::<T>::get(register, party).map(|it| it.account));
            }
        }
        let burdens = BurdensOf::<T>::get(register, id);
        concerned.extend(burdens.cautions.iter().map(|caution| caution.by.clone()));
    }
}
