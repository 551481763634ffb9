//! How a dealing comes on the plain model's day list, and off it.

use super::{parties::*, state::*};
use crate::{mock::*, *};

/// About what a wish keeps its order.
pub fn targets(wish: &Wish) -> Vec<Target<AccountId>> {
    let mut all: Vec<_> = records(wish).into_iter().map(Target::Record).collect();
    match &wish.act {
        Act::Register { name, .. } | Act::Merge { name, .. } => all.push(Target::Name(*name)),
        Act::Represent { party, .. } => all.push(Target::Party(party.clone())),
        Act::Split { parts } => all.extend(parts.iter().map(|part| Target::Name(part.name))),
        _ => {}
    }
    all
}

fn is_open_to_all(kind: Kind) -> bool {
    kind == Kind::Caution || kind == Kind::Search
}

impl Model {
    /// The open dealings about one thing, in their order.
    pub fn queue(&self, target: &Target<AccountId>) -> Vec<DealingId> {
        let about = self.open.iter();
        let about = about.filter(|(_, it)| !it.is_sealed() && targets(&it.wish).contains(target));
        let mut order: Vec<_> = about.map(|(id, it)| (it.priority, *id)).collect();
        order.sort_unstable();
        order.into_iter().map(|(_, id)| id).collect()
    }

    /// Whether nobody is ahead who acts, or is protected.
    pub fn is_its_turn(&self, it: &Pending) -> bool {
        targets(&it.wish).iter().all(|target| {
            self.queue(target).into_iter().map(|id| &self.open[&id]).all(|other| {
                let stops = match other.stage {
                    Stage::Protecting(until) => !self.has_passed(until),
                    _ => other.kind() != Kind::Search,
                };
                other.priority >= it.priority || !stops
            })
        })
    }

    fn searches(&self, id: RecordId) -> Vec<DealingId> {
        let mut all = self.queue(&Target::Record(id));
        all.retain(|id| matches!(self.open[id].stage, Stage::Protecting(_)));
        all
    }

    fn new_pending(&self, lodger: &AccountId, wish: &Wish, id: DealingId) -> Pending {
        Pending {
            lodger: lodger.clone(),
            revision: self.revision,
            rules: self.rules.clone(),
            wish: wish.clone(),
            lodged: self.now,
            day: self.today,
            effective: self.today,
            priority: id,
            notice: None,
            expires: self.deadline(self.rules.periods.longest).unwrap(),
            stage: Stage::Lodged,
            consents: vec![],
            objections: vec![],
            deposit: 0,
        }
    }

    pub fn lodge(&mut self, who: &AccountId, wish: &Wish) -> Allowed {
        need(self.active)?;
        let mut it = self.new_pending(who, wish, self.numbers);
        self.may_be_lodged(&it)?;
        let id = self.take_number();
        self.come_in_place_of_search(id, &mut it);
        self.admit(&mut it, wish.act.kind() == Kind::Caution)?;
        let places = if self.is_officer(who) { 16 } else { 12 };
        self.place(id, it, places)
    }

    pub fn seal(&mut self, who: &AccountId, wish: &Wish) -> Allowed {
        need(self.active && self.rules.reveal > 0)?;
        let mut it = self.new_pending(who, wish, self.numbers);
        it.stage = Stage::Sealed { until: self.now + self.rules.reveal };
        let id = self.take_number();
        self.admit(&mut it, false)?;
        self.open.insert(id, it);
        Some(())
    }

    /// Reveals it as what was sealed; `honest` or not.
    pub fn reveal(&mut self, who: &AccountId, id: DealingId, honest: bool) -> Allowed {
        let mut it = self.open.get(&id)?.clone();
        let Stage::Sealed { until } = it.stage else { return None };
        need(honest && it.lodger == *who && self.now <= until)?;
        it.expires = self.deadline(it.rules.periods.longest).unwrap();
        self.may_be_lodged(&it)?;
        self.come_in_place_of_search(id, &mut it);
        if it.kind() == Kind::Caution {
            self.give(who, it.deposit);
            it.deposit = if self.is_officer(who) { 0 } else { it.rules.charges.caution };
            self.hold(who, it.deposit);
        }
        self.open.remove(&id);
        // Nobody keeps from its place what was sealed.
        self.place(id, it, 16)
    }

    /// Counts it, and takes fee and deposit of those who are no officers.
    fn admit(&mut self, it: &mut Pending, caution: bool) -> Allowed {
        if self.is_officer(&it.lodger) {
            return Some(());
        }
        let others = self.open.values().filter(|other| other.lodger == it.lodger).count();
        need(others < usize::from(self.rules.open_dealings))?;
        let charges = self.rules.charges;
        self.pay(&it.lodger, &authority(), charges.fee);
        it.deposit = if caution { charges.caution } else { charges.deposit };
        self.hold(&it.lodger, it.deposit);
        Some(())
    }

    fn may_be_lodged(&self, it: &Pending) -> Allowed {
        let Pending { lodger, rules, wish, .. } = it;
        let officer = self.is_officer(lodger);
        self.is_sound(wish, lodger)?;
        if !is_open_to_all(it.kind()) {
            need(rules.identity.is_none() || self.tags.contains_key(lodger))?;
            if !officer {
                need(rules.lodging == Permission::Allowed)?;
                let asked = self.required(wish, rules)?;
                need(asked.iter().any(|party| self.speaks(party, lodger)))?;
            }
        }
        let effective = wish.effective.unwrap_or(it.day);
        need(officer || effective >= it.day)?;
        need(effective <= it.day + i32::from(LONGEST_PERIOD) && effective <= it.expires.day)?;
        if let Act::Correct { until: Some(until), .. } = wish.act {
            need(effective <= until)?;
        }
        if it.kind() == Kind::Search {
            need(rules.periods.search > 0 && self.searches(wish.record?).is_empty())?;
        }
        Some(())
    }

    /// A dealing about one record comes in the place of its lodger's own search.
    fn come_in_place_of_search(&mut self, id: DealingId, it: &mut Pending) {
        let [Target::Record(record)] = targets(&it.wish)[..] else { return };
        let own = self.searches(record).into_iter().find(|search| {
            let search = &self.open[search];
            let Stage::Protecting(until) = search.stage else { return false };
            search.lodger == it.lodger && search.priority < id && !self.has_passed(until)
        });
        if let Some(search) = own {
            it.priority = self.open[&search].priority;
            self.end(search, None);
        }
    }

    fn place(&mut self, id: DealingId, mut it: Pending, places: usize) -> Allowed {
        need(targets(&it.wish).iter().all(|target| self.queue(target).len() < places))?;
        it.effective = it.wish.effective.unwrap_or(it.day);
        it.notice = self.deadline(self.notice_of(&it));
        it.stage = Stage::Lodged;
        self.open.insert(id, it);
        self.protect(id)
    }

    /// For how many days somebody can object.
    fn notice_of(&self, it: &Pending) -> u16 {
        let titles: Vec<_> =
            records(&it.wish).into_iter().filter_map(|id| self.title(id)).collect();
        let serious = match it.wish.act {
            Act::Uncaution { cause, .. } => cause != UncautionCause::Withdrawn,
            Act::Vest { .. }
            | Act::Correct { .. }
            | Act::Survive { .. }
            | Act::Represent { .. }
            | Act::StrikeOff { .. }
            | Act::Restore
            | Act::Register { .. } => true,
            _ => false,
        };
        let claimed = titles.iter().any(|title| !title.cautions.is_empty());
        let quiet = matches!(it.kind(), Kind::Caution | Kind::Search | Kind::Discharge);
        let owned = titles.iter().any(|title| title.says.owners != Ownership::NotStated);
        let notice = if serious || claimed { it.rules.periods.notice } else { 0 };
        let waiting = if owned && !quiet { it.rules.periods.waiting } else { 0 };
        notice.max(waiting)
    }

    /// A search protects from the day on which nobody's consent is missing.
    pub fn protect(&mut self, id: DealingId) -> Allowed {
        let it = &self.open[&id];
        let asks = it.kind() == Kind::Search && it.stage == Stage::Lodged;
        if !asks || !self.missing(it)?.is_empty() {
            return Some(());
        }
        let record = it.wish.record?;
        need(self.searches(record).is_empty())?;
        self.is_unquestioned(record)?;
        let until = self.deadline(it.rules.periods.search)?;
        let priority = self.take_number();
        let it = self.open.get_mut(&id)?;
        (it.stage, it.priority) = (Stage::Protecting(until), priority);
        self.count(Kind::Search);
        Some(())
    }

    /// Takes a dealing off the day list; its deposit goes back, or to somebody else.
    pub fn end(&mut self, id: DealingId, slashed_to: Option<&AccountId>) {
        let it = self.open.remove(&id).unwrap();
        self.give(slashed_to.unwrap_or(&it.lodger), it.deposit);
        for (by, deposit) in it.objections {
            self.give(&by, deposit);
        }
    }
}
