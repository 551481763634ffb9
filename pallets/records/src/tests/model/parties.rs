//! Whose consent is asked for, who speaks for whom, and who approves: the plain model's own words.

use std::collections::BTreeSet;

use codec::Encode;

use super::state::*;
use crate::{mock::*, *};

/// What somebody has of a whole.
#[derive(Debug, PartialEq)]
enum Right {
    Nothing,
    /// A part, over a denominator: compared crosswise.
    Part(u64, u64),
    /// All of it, together with the others of these.
    Together(BTreeSet<Vec<u8>>),
}

impl Right {
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Part(part, whole), Self::Part(other, other_whole)) => {
                part * other_whole == other * whole
            }
            _ => self == other,
        }
    }
}

fn right_of(party: &Party<AccountId>, owners: &Ownership<AccountId>) -> Right {
    match owners {
        Ownership::Sole(owner) if owner == party => Right::Part(1, 1),
        Ownership::Joint(all) if all.contains(party) => {
            Right::Together(all.iter().map(Encode::encode).collect())
        }
        Ownership::Shared { shares, denominator } => {
            let part = shares.iter().find(|share| share.party == *party);
            part.map_or(Right::Nothing, |it| {
                Right::Part(it.numerator.into(), (*denominator).into())
            })
        }
        _ => Right::Nothing,
    }
}

/// All owners.
pub fn owners(ownership: &Ownership<AccountId>) -> Vec<Party<AccountId>> {
    match ownership {
        Ownership::NotStated => vec![],
        Ownership::Sole(owner) => vec![owner.clone()],
        Ownership::Joint(all) => all.to_vec(),
        Ownership::Shared { shares, .. } => shares.iter().map(|it| it.party.clone()).collect(),
    }
}

/// Everybody whose right becomes another one.
pub fn affected(
    before: &Ownership<AccountId>,
    after: &Ownership<AccountId>,
) -> Vec<Party<AccountId>> {
    let mut all = owners(before);
    all.extend(owners(after));
    all.retain(|party| !right_of(party, before).is(&right_of(party, after)));
    all
}

/// Whether nobody stands twice, and the parts are one whole.
pub fn is_whole(ownership: &Ownership<AccountId>) -> bool {
    let all = owners(ownership);
    let once: BTreeSet<_> = all.iter().map(Encode::encode).collect();
    let several = all.len() == once.len() && all.len() > 1;
    match ownership {
        Ownership::NotStated | Ownership::Sole(_) => true,
        Ownership::Joint(_) => several,
        Ownership::Shared { shares, denominator } => {
            let sum: u64 = shares.iter().map(|it| u64::from(it.numerator)).sum();
            several && sum == u64::from(*denominator) && shares.iter().all(|it| it.numerator > 0)
        }
    }
}

fn is_stated(ownership: &Ownership<AccountId>) -> bool {
    *ownership != Ownership::NotStated
}

fn displaces(capacity: Capacity) -> bool {
    use Capacity::*;
    matches!(capacity, Executor | Guardian | Trustee | Court)
}

/// All records that a wish is about.
pub fn records(wish: &Wish) -> Vec<RecordId> {
    let mut all: Vec<_> = wish.record.into_iter().collect();
    if let Act::Merge { others, .. } = &wish.act {
        all.extend(others.iter());
    }
    all
}

impl Model {
    /// Whose a record is, if the register says so.
    pub fn stated(&self, id: RecordId) -> Option<&Ownership<AccountId>> {
        self.title(id).map(|title| &title.says.owners).filter(|it| is_stated(it))
    }

    fn beneficiaries(&self, wish: &Wish) -> Vec<Party<AccountId>> {
        let titles = records(wish).into_iter().filter_map(|id| self.title(id));
        titles.flat_map(|it| it.rights.iter().map(|it| it.beneficiary.clone())).collect()
    }

    /// Whether the party itself does not, or is no longer to, speak.
    fn is_in_its_place(
        &self,
        party: &Party<AccountId>,
        new: Option<&Representative<AccountId>>,
    ) -> bool {
        matches!(party, Party::Account(_))
            && [new, self.representative(party)]
                .into_iter()
                .flatten()
                .any(|it| displaces(it.capacity))
    }

    /// Whose consent an act needs by what it is; nothing, if nobody can tell.
    fn concerned(&self, wish: &Wish) -> Option<Vec<Party<AccountId>>> {
        let title = wish.record.and_then(|id| self.title(id));
        let right = |number| title?.rights.iter().find(|it| it.number == number);
        let owned = || Some(owners(&title?.says.owners));
        let disposed = || Some(owners(self.stated(wish.record?)?));
        Some(match &wish.act {
            Act::Represent { party, representative } => {
                let itself = matches!(party, Party::Account(_))
                    && !self.is_in_its_place(party, representative.as_ref());
                if itself {
                    vec![party.clone()]
                } else {
                    vec![]
                }
            }
            Act::Register { .. } => vec![],
            Act::Amend { .. } => owned()?,
            Act::Correct { class: None, ownership: None, .. } => vec![],
            Act::Correct { .. } => owned()?,
            Act::Encumber { .. } | Act::Search => disposed()?,
            Act::Transfer { ownership } => {
                let before = self.stated(wish.record?)?;
                [affected(before, ownership), self.beneficiaries(wish)].concat()
            }
            Act::Vary { number, beneficiary, before, .. } => {
                let varied = right(*number)?;
                let mut all = owned()?;
                all.extend([varied.beneficiary.clone(), beneficiary.clone()]);
                if let Some(before) = before {
                    let first = right(*before)?.rank;
                    let passed = title?.rights.iter();
                    let passed = passed.filter(|it| first <= it.rank && it.rank < varied.rank);
                    all.extend(passed.map(|it| it.beneficiary.clone()));
                }
                all
            }
            Act::Discharge { number } => vec![right(*number)?.beneficiary.clone()],
            Act::Uncaution { number, cause: UncautionCause::Withdrawn } => {
                let it = title?.cautions.iter().find(|it| it.number == *number)?;
                vec![Party::Account(it.by.clone())]
            }
            Act::Split { .. } | Act::Merge { .. } => {
                let mut all = self.beneficiaries(wish);
                for id in records(wish) {
                    all.extend(owners(self.stated(id)?));
                }
                all
            }
            Act::StrikeOff { reason: StrikeReason::Requested } => {
                [owned()?, self.beneficiaries(wish)].concat()
            }
            Act::StrikeOff { .. } => self.beneficiaries(wish),
            Act::Vest { .. }
            | Act::Survive { .. }
            | Act::Caution { .. }
            | Act::Restore
            | Act::Uncaution { .. } => vec![],
        })
    }

    /// Whom the rules ask beside those.
    fn third_parties(&self, wish: &Wish, rules: &Rules) -> Vec<Party<AccountId>> {
        match rules.third_parties.contains(&wish.act.kind()) {
            true => self.beneficiaries(wish),
            false => vec![],
        }
    }

    /// All whose consent is needed.
    pub fn required(&self, wish: &Wish, rules: &Rules) -> Option<Vec<Party<AccountId>>> {
        let all = [self.concerned(wish)?, self.third_parties(wish, rules)].concat();
        let mut once = Vec::new();
        for party in all {
            if !once.contains(&party) {
                once.push(party);
            }
        }
        Some(once)
    }

    /// Whether somebody speaks for a party today.
    pub fn speaks(&self, party: &Party<AccountId>, who: &AccountId) -> bool {
        match self.representative(party) {
            Some(it) if it.account == *who => true,
            Some(it) if displaces(it.capacity) => false,
            _ => *party == Party::Account(who.clone()),
        }
    }

    fn has_consented(&self, it: &Pending, party: &Party<AccountId>) -> bool {
        let given = it.consents.iter().filter(|it| it.party == *party).map(|it| &it.by);
        let itself = |who: &AccountId| *party == Party::Account(who.clone());
        let lodger = Some(&it.lodger).filter(|who| itself(who));
        let in_person = it.kind() == Kind::Represent;
        given.chain(lodger).any(|who| (itself(who) || !in_person) && self.speaks(party, who))
    }

    /// Who is asked and has not consented.
    pub fn missing(&self, it: &Pending) -> Option<Vec<Party<AccountId>>> {
        if it.is_sealed() {
            return Some(vec![]);
        }
        let decided = matches!(&it.stage, Stage::Approved { by, .. }
            if it.kind() == Kind::Correct && self.governs(by));
        let mut asked = match decided {
            true => self.third_parties(&it.wish, &it.rules),
            false => self.required(&it.wish, &it.rules)?,
        };
        asked.retain(|party| !self.has_consented(it, party));
        Some(asked)
    }

    /// All who can approve it, but for what they have to do with its lodger.
    pub fn approvers(&self, it: &Pending) -> Vec<AccountId> {
        let with = |role| people().into_iter().filter(move |who| self.has_role(who, role));
        match &it.wish.act {
            _ if self.is_for_registrars(it) => with(Role::Registrar).collect(),
            Act::Represent { .. } => with(Role::Court).collect(),
            _ => with(Role::Court).chain([authority()]).collect(),
        }
    }

    /// Whether a registrar approves it.
    pub fn is_for_registrars(&self, it: &Pending) -> bool {
        match &it.wish.act {
            Act::Vest { .. } | Act::Restore => false,
            Act::Correct { ownership, .. } => {
                let agreed = self
                    .concerned(&it.wish)
                    .is_some_and(|all| all.iter().all(|party| self.has_consented(it, party)));
                let stated = it.wish.record.is_some_and(|id| self.stated(id).is_some());
                agreed && (ownership.is_none() || stated)
            }
            Act::Represent { party, representative } => {
                !self.is_in_its_place(party, representative.as_ref())
            }
            _ => true,
        }
    }

    /// Whether the register tells somebody of an act, who need not deposit anything to object.
    pub fn is_told(&self, wish: &Wish, who: &AccountId) -> bool {
        let acts_for = |party: &Party<AccountId>| {
            *party == Party::Account(who.clone())
                || self.last_representative(party).is_some_and(|it| it.account == *who)
        };
        match &wish.act {
            Act::Represent { party, .. } => acts_for(party),
            Act::Uncaution { number, .. } => {
                let title = wish.record.and_then(|id| self.title(id));
                title.is_some_and(|it| {
                    it.cautions.iter().any(|it| it.number == *number && it.by == *who)
                })
            }
            _ => records(wish).into_iter().filter_map(|id| self.title(id)).any(|title| {
                owners(&title.says.owners).iter().any(acts_for)
                    || title.cautions.iter().any(|it| it.by == *who)
            }),
        }
    }
}
