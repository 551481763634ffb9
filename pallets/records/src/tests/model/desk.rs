//! What is done with dealings that are on the plain model's day list.

use super::{parties::records, state::*};
use crate::{mock::*, *};

impl Model {
    pub fn consent(&mut self, who: &AccountId, id: DealingId, party: &Party<AccountId>) -> Allowed {
        let it = self.open.get(&id)?;
        need(!it.is_sealed())?;
        need(self.required(&it.wish, &it.rules)?.contains(party))?;
        need(self.speaks(party, who) && self.missing(it)?.contains(party))?;
        let consents = &mut self.open.get_mut(&id)?.consents;
        consents.retain(|given| given.party != *party);
        consents.push(Consent { party: party.clone(), by: who.clone() });
        self.protect(id)
    }

    pub fn retract(&mut self, who: &AccountId, id: DealingId, party: &Party<AccountId>) -> Allowed {
        need(self.speaks(party, who))?;
        let it = self.open.get_mut(&id)?;
        need(it.is_undecided())?;
        let before = it.consents.len();
        it.consents.retain(|given| given.party != *party);
        need(it.consents.len() < before)
    }

    pub fn requisition(&mut self, who: &AccountId, id: DealingId, days: u16) -> Allowed {
        need(self.has_role(who, Role::Clerk) || self.has_role(who, Role::Registrar))?;
        let deadline = self.deadline(days)?;
        let it = self.open.get_mut(&id)?;
        need(it.stage == Stage::Lodged && days <= it.rules.periods.requisition)?;
        it.stage = Stage::Asked(deadline);
        Some(())
    }

    pub fn answer(&mut self, who: &AccountId, id: DealingId) -> Allowed {
        let it = self.open.get(&id)?;
        let Stage::Asked(deadline) = it.stage else { return None };
        need(it.lodger == *who && !self.has_passed(deadline))?;
        self.open.get_mut(&id)?.stage = Stage::Lodged;
        let mut protected = self.clone();
        if protected.protect(id).is_some() {
            *self = protected;
        }
        Some(())
    }

    pub fn object(&mut self, who: &AccountId, id: DealingId) -> Allowed {
        let it = self.open.get(&id)?;
        need(!it.is_sealed())?;
        match it.notice {
            Some(notice) => need(!self.has_passed(notice))?,
            None => need(it.is_undecided())?,
        }
        need(it.objections.len() < 4 && it.objections.iter().all(|(by, _)| by != who))?;
        let told = self.is_told(&it.wish, who);
        let deposit = if told { 0 } else { it.rules.charges.objection };
        self.hold(who, deposit);
        self.open.get_mut(&id)?.objections.push((who.clone(), deposit));
        Some(())
    }

    /// Takes an objection off a dealing, and gives its deposit to somebody.
    fn settle(&mut self, id: DealingId, objector: &AccountId, to: &AccountId) -> Allowed {
        let it = self.open.get_mut(&id)?;
        let at = it.objections.iter().position(|(by, _)| by == objector)?;
        let (_, deposit) = it.objections.remove(at);
        self.give(to, deposit);
        Some(())
    }

    pub fn withdraw_objection(&mut self, who: &AccountId, id: DealingId) -> Allowed {
        self.settle(id, who, who)
    }

    pub fn decide(
        &mut self,
        who: &AccountId,
        id: DealingId,
        objector: &AccountId,
        verdict: ObjectionVerdict,
    ) -> Allowed {
        let it = self.open.get(&id)?;
        if !self.has_role(who, Role::Court) {
            need(self.has_role(who, Role::Registrar))?;
            need(self.is_another(it, who))?;
            need(!self.are_one(&it.rules, who, objector))?;
        }
        let groundless = verdict == ObjectionVerdict::Groundless;
        let to = if groundless { authority() } else { objector.clone() };
        self.settle(id, objector, &to)?;
        if verdict == ObjectionVerdict::Upheld {
            self.end(id, None);
        }
        Some(())
    }

    pub fn withdraw(&mut self, who: &AccountId, id: DealingId) -> Allowed {
        let it = self.open.get(&id)?;
        need(it.lodger == *who && !it.is_sealed())?;
        self.end(id, None);
        Some(())
    }

    pub fn reject(&mut self, who: &AccountId, id: DealingId, reason: RejectionReason) -> Allowed {
        let it = self.open.get(&id)?;
        need(!it.is_sealed())?;
        need(self.has_role(who, Role::Registrar) || self.approvers(it).contains(who))?;
        let bad = matches!(reason, RejectionReason::Frivolous | RejectionReason::Fraud);
        self.end(id, bad.then(authority).as_ref());
        Some(())
    }

    /// Whether a dealing's time is up.
    pub fn is_over(&self, it: &Pending) -> bool {
        let expired = self.has_passed(it.expires);
        match it.stage {
            Stage::Sealed { until } => self.now > until,
            Stage::Asked(deadline) => expired || self.has_passed(deadline),
            Stage::Protecting(until) => self.has_passed(until),
            Stage::Lodged | Stage::Approved { .. } => expired,
        }
    }

    pub fn lapse(&mut self, id: DealingId) -> Allowed {
        let it = self.open.get(&id)?;
        need(self.is_over(it))?;
        let sealed = it.is_sealed();
        self.end(id, sealed.then(authority).as_ref());
        Some(())
    }

    /// Whether somebody is another one than who lodged a dealing, as far as its rules can tell; of
    /// claims and searches they can tell accounts only.
    fn is_another(&self, it: &Pending, who: &AccountId) -> bool {
        match it.kind() {
            Kind::Caution | Kind::Search => !self.are_one(&it.rules, &it.lodger, who),
            _ => self.are_two(&it.rules, &it.lodger, who),
        }
    }

    pub fn approve(&mut self, who: &AccountId, id: DealingId) -> Allowed {
        need(self.active)?;
        let it = self.open.get(&id)?.clone();
        need(it.stage == Stage::Lodged && it.kind() != Kind::Search)?;
        need(it.objections.is_empty() && !self.has_passed(it.expires))?;
        need(self.approvers(&it).contains(who) && !self.reviews.contains_key(who))?;
        let registrar = self.is_for_registrars(&it);
        let waived = registrar && it.rules.four_eyes == FourEyes::Waived;
        need(waived || self.is_another(&it, who))?;
        let approved = Pending { stage: Stage::Approved { by: who.clone(), at: self.now }, ..it };
        self.is_founded(&approved)?;
        if registrar || *who != authority() {
            self.count_approval(who, if registrar { Role::Registrar } else { Role::Court })?;
        }
        let due = self.is_due(&approved);
        self.open.insert(id, approved);
        if due {
            self.enter(id)
        } else {
            Some(())
        }
    }

    fn count_approval(&mut self, who: &AccountId, role: Role) -> Allowed {
        let Some(most) = self.roles[&(who.clone(), role)].approvals_a_day else { return Some(()) };
        let (day, count) = self.approvals.get(who).copied().unwrap_or_default();
        let count = if day == self.today { count } else { 0 };
        need(count < most)?;
        self.approvals.insert(who.clone(), (self.today, count + 1));
        Some(())
    }

    /// Whether a dealing is not to be waited for any more.
    pub fn is_due(&self, it: &Pending) -> bool {
        let sealed_ones_known = it.rules.reveal == 0 || self.now > it.lodged + it.rules.reveal;
        sealed_ones_known
            && (self.sealed_until == 0 || self.now > self.sealed_until)
            && it.notice.is_none_or(|notice| self.has_passed(notice))
            && self.today >= it.effective
            && self.is_its_turn(it)
    }

    /// Whether what a dealing wants agrees with the register, and everybody agrees to it.
    fn is_founded(&self, it: &Pending) -> Allowed {
        let disposes =
            [Kind::Transfer, Kind::Encumber, Kind::Vary, Kind::Split, Kind::Merge, Kind::StrikeOff]
                .contains(&it.kind());
        for id in records(&it.wish) {
            let holds = |freeze: &Freeze<_>| freeze.until.is_none_or(|day| day >= self.today);
            need(!self.title(id)?.freezes.iter().any(holds))?;
            if disposes {
                self.is_unquestioned(id)?;
            }
        }
        self.is_sound(&it.wish, &it.lodger)?;
        need(self.missing(it)?.is_empty())?;
        let frozen = self.required(&it.wish, &it.rules)?.into_iter().any(|party| {
            let given = it.consents.iter().filter(|given| given.party == party);
            let mut by: Vec<_> = given.map(|given| given.by.clone()).collect();
            if let Party::Account(who) = party {
                if !by.is_empty() || who == it.lodger {
                    by.push(who);
                }
            }
            by.iter().any(|who| self.frozen.contains(who))
        });
        need(!frozen)
    }

    /// Whether nothing that a record says came of an approval that is looked into.
    pub fn is_unquestioned(&self, id: RecordId) -> Allowed {
        let log = &self.title(id)?.log;
        let sets = |it: &&Told| it.span.until.is_none();
        let relied = [
            log.last(),
            log.iter().rev().filter(sets).find(|it| it.content.is_some()),
            log.iter().rev().filter(sets).find(|it| it.owners.is_some()),
            log.iter().rev().filter(sets).find(|it| it.standing.is_some()),
        ];
        let doubted =
            |it: &Told| self.reviews.get(&it.approver).is_some_and(|since| *since <= it.recorded);
        need(!relied.into_iter().flatten().any(doubted))
    }

    /// Whether a dealing could be completed in this block.
    pub fn is_ready(&self, it: &Pending) -> Allowed {
        let Stage::Approved { by, at } = &it.stage else { return None };
        need(self.active)?;
        need(self.reviews.get(by).is_none_or(|since| since > at))?;
        need(it.objections.is_empty() && !self.has_passed(it.expires))?;
        need(self.is_due(it))?;
        self.is_founded(it)
    }

    pub fn complete(&mut self, id: DealingId) -> Allowed {
        self.is_ready(self.open.get(&id)?)?;
        self.enter(id)
    }
}
