//! What is entered into the plain model's records.

use sp_core::H256;

use super::{parties::*, state::*};
use crate::{mock::*, *};

/// Who enters something, by which dealing.
pub struct Entry {
    pub id: DealingId,
    pub kind: Kind,
    pub effective: Day,
    pub approver: AccountId,
}

/// What a version is to tell.
#[derive(Default)]
struct News {
    content: Option<Content>,
    owners: Option<Ownership<AccountId>>,
    standing: Option<(RecordStatus, TitleClass)>,
    until: Option<Day>,
    cites: Option<Citation>,
    correction: Option<Correction<AccountId>>,
}

impl Model {
    /// Writes down what a record says from now on; or, of a time that is over, what it should have.
    fn write(&mut self, id: RecordId, entry: &Entry, news: News) -> VersionNumber {
        let (today, now) = (self.today, self.now);
        let title = self.title_mut(id);
        let until = news.until.filter(|until| *until < today);
        if until.is_none() {
            let says = &mut title.says;
            says.content = news.content.unwrap_or(says.content);
            says.owners = news.owners.clone().unwrap_or_else(|| says.owners.clone());
            (says.status, says.class) = news.standing.unwrap_or((says.status, says.class));
        }
        title.log.push(Told {
            dealing: entry.id,
            kind: entry.kind,
            recorded: now,
            day: today,
            span: Span { from: entry.effective, until },
            content: news.content,
            owners: news.owners,
            standing: news.standing,
            cites: news.cites,
            correction: news.correction,
            approver: entry.approver.clone(),
            after: title.says.clone(),
            redacted: false,
        });
        title.log.len() as VersionNumber
    }

    fn open_title(
        &mut self,
        entry: &Entry,
        name: H256,
        says: Says,
        parent: Option<RecordId>,
        cites: Option<Citation>,
    ) -> RecordId {
        let id = self.titles.len() as RecordId;
        self.titles.push(Title {
            name,
            says: says.clone(),
            parent,
            rights: vec![],
            cautions: vec![],
            freezes: vec![],
            past: Default::default(),
            burdens: 0,
            log: vec![],
        });
        let news = News {
            content: Some(says.content),
            owners: Some(says.owners),
            standing: Some((says.status, says.class)),
            cites,
            ..News::default()
        };
        self.write(id, entry, news);
        id
    }

    fn next_burden(&mut self, id: RecordId) -> BurdenNumber {
        let title = self.title_mut(id);
        title.burdens += 1;
        title.burdens - 1
    }

    /// Enters what an approved dealing wants, and takes it off the day list.
    pub fn enter(&mut self, id: DealingId) -> Allowed {
        let it = self.open.get(&id)?.clone();
        let Stage::Approved { by, .. } = it.stage.clone() else { return None };
        let kind = it.kind();
        let entry = Entry { id, kind, effective: it.effective, approver: by };
        match it.wish.record {
            None => self.enter_new(&entry, it.wish.act.clone())?,
            Some(record) if matches!(kind, Kind::Split | Kind::Merge) => {
                self.divide(&entry, record, it.wish.act.clone())?;
            }
            Some(record) => self.enter_about(&entry, record, &it)?,
        }
        if kind == Kind::Caution {
            // It is held for the caution from now on.
            self.open.get_mut(&id)?.deposit = 0;
        }
        self.end(id, None);
        self.count(kind);
        Some(())
    }

    fn enter_new(&mut self, entry: &Entry, act: Act<AccountId>) -> Allowed {
        match act {
            Act::Register { name, content, class, ownership, cites } => {
                let status = RecordStatus::InForce;
                let says = Says { status, class, content, owners: ownership };
                self.open_title(entry, name, says, None, cites);
            }
            Act::Represent { party, representative } => {
                self.acting.retain(|(it, _)| *it != party);
                self.acting.extend(representative.map(|it| (party, it)));
            }
            _ => return None,
        }
        Some(())
    }

    fn enter_about(&mut self, entry: &Entry, id: RecordId, it: &Pending) -> Allowed {
        let says = self.title(id)?.says.clone();
        let news = match &it.wish.act {
            Act::Amend { content, cites } => {
                News { content: Some(*content), cites: *cites, ..News::default() }
            }
            Act::Correct { content, class, ownership, until, reason, asked_by } => {
                let vests = ownership.is_some() && says.owners == Ownership::NotStated;
                need(!vests || self.governs(&entry.approver))?;
                News {
                    content: *content,
                    owners: ownership.clone(),
                    standing: class.map(|class| (says.status, class)),
                    until: *until,
                    cites: None,
                    correction: Some(Correction { reason: *reason, asked_by: asked_by.clone() }),
                }
            }
            Act::Vest { ownership } | Act::Transfer { ownership } => {
                News { owners: Some(ownership.clone()), ..News::default() }
            }
            Act::Survive { deceased } => {
                let mut left = owners(&says.owners);
                left.retain(|party| party != deceased);
                let left = match &left[..] {
                    [last] => Ownership::Sole(last.clone()),
                    _ => Ownership::Joint(left.try_into().unwrap()),
                };
                News { owners: Some(left), ..News::default() }
            }
            Act::StrikeOff { .. } => {
                News { standing: Some((RecordStatus::Struck, says.class)), ..News::default() }
            }
            Act::Restore => {
                News { standing: Some((RecordStatus::InForce, says.class)), ..News::default() }
            }
            _ => News::default(),
        };
        let version = self.write(id, entry, news);
        self.weigh(id, version, it)
    }

    /// Changes what weighs on a record.
    fn weigh(&mut self, id: RecordId, since: VersionNumber, it: &Pending) -> Allowed {
        match &it.wish.act {
            Act::Encumber { kind, beneficiary, terms } => {
                let number = self.next_burden(id);
                let rights = &mut self.title_mut(id).rights;
                rights.push(Encumbrance {
                    number,
                    kind: *kind,
                    beneficiary: beneficiary.clone(),
                    terms: *terms,
                    rank: rights.last().map_or(1, |last| last.rank + 1),
                    since,
                    replaces: None,
                });
            }
            Act::Vary { number, terms, beneficiary, before } => {
                self.vary(id, since, *number, *before);
                let rights = &mut self.title_mut(id).rights;
                let varied = rights.iter_mut().find(|it| it.replaces == Some(*number))?;
                (varied.terms, varied.beneficiary) = (*terms, beneficiary.clone());
            }
            Act::Discharge { number } => {
                let title = self.title_mut(id);
                let at = title.rights.iter().position(|it| it.number == *number)?;
                let ended = title.rights.remove(at);
                title.past.insert(*number, (Burden::Encumbrance(ended), since));
            }
            Act::Caution { interest } => {
                let number = self.next_burden(id);
                let (by, deposit) = (it.lodger.clone(), it.deposit);
                let it = Caution { number, by, interest: *interest, deposit, since };
                self.title_mut(id).cautions.push(it);
            }
            Act::Uncaution { number, cause } => {
                let title = self.title_mut(id);
                let at = title.cautions.iter().position(|it| it.number == *number)?;
                let ended = title.cautions.remove(at);
                title.past.insert(*number, (Burden::Caution(ended.clone()), since));
                let slashed = *cause == UncautionCause::Groundless;
                self.give(&if slashed { authority() } else { ended.by }, ended.deposit);
            }
            _ => {}
        }
        Some(())
    }

    /// Moves a right before another one: the places keep their ranks, and whoever gets another rank
    /// gets another number.
    fn vary(
        &mut self,
        id: RecordId,
        since: VersionNumber,
        number: BurdenNumber,
        before: Option<BurdenNumber>,
    ) {
        let old = self.title(id).unwrap().rights.clone();
        let mut order: Vec<_> = old.iter().filter(|it| it.number != number).cloned().collect();
        let varied = old.iter().find(|it| it.number == number).unwrap();
        let stays = before.is_none_or(|before| before == number);
        let place = match stays {
            true => old.iter().position(|it| it.number == number),
            false => order.iter().position(|it| Some(it.number) == before),
        };
        order.insert(place.unwrap(), varied.clone());
        for (it, rank) in order.iter_mut().zip(old.iter().map(|it| it.rank)) {
            if it.rank != rank || it.number == number {
                let ended = Burden::Encumbrance(it.clone());
                self.title_mut(id).past.insert(it.number, (ended, since));
                it.replaces = Some(it.number);
                it.number = self.next_burden(id);
                (it.rank, it.since) = (rank, since);
            }
        }
        self.title_mut(id).rights = order;
    }

    /// Ends a record in whose place others come; returns it with what weighed on it.
    fn close(&mut self, entry: &Entry, id: RecordId, status: RecordStatus) -> Title {
        let class = self.title(id).unwrap().says.class;
        let news = News { standing: Some((status, class)), ..News::default() };
        let version = self.write(id, entry, news);
        let title = self.title_mut(id);
        let before = title.clone();
        let rights = title.rights.drain(..).map(|it| (it.number, Burden::Encumbrance(it)));
        let cautions = title.cautions.drain(..).map(|it| (it.number, Burden::Caution(it)));
        let freezes = title.freezes.drain(..).map(|it| (it.number, Burden::Freeze(it)));
        for (number, burden) in rights.chain(cautions).chain(freezes) {
            title.past.insert(number, (burden, version));
        }
        before
    }

    fn divide(&mut self, entry: &Entry, id: RecordId, act: Act<AccountId>) -> Allowed {
        match act {
            Act::Split { parts } => {
                let mut whole = self.close(entry, id, RecordStatus::Split);
                for part in parts {
                    let says = Says {
                        status: RecordStatus::InForce,
                        content: part.content,
                        ..whole.says.clone()
                    };
                    let opened = self.open_title(entry, part.name, says, Some(id), None);
                    self.carry(opened, whole.rights.clone(), whole.cautions.clone());
                    whole.cautions.iter_mut().for_each(|it| it.deposit = 0);
                }
            }
            Act::Merge { others, name, content } => {
                let says = Says { content, ..self.title(id)?.says.clone() };
                let (mut rights, mut cautions) = (vec![], vec![]);
                for id in [vec![id], others.to_vec()].concat() {
                    let title = self.close(entry, id, RecordStatus::Merged);
                    for (place, it) in title.rights.iter().enumerate() {
                        // As old as the oldest of those that it goes before.
                        let entered =
                            |it: &Encumbrance<_>| title.log[it.since as usize - 1].recorded;
                        let age = title.rights[place..].iter().map(entered).min()?;
                        rights.push(((age, id, it.rank), it.clone()));
                    }
                    cautions.extend(title.cautions);
                }
                rights.sort_by_key(|(key, _)| *key);
                let ranked = rights.into_iter().zip(1..);
                let rights = ranked.map(|((_, it), rank)| Encumbrance { rank, ..it }).collect();
                let opened = self.open_title(entry, name, says, None, None);
                self.carry(opened, rights, cautions);
            }
            _ => return None,
        }
        Some(())
    }

    fn carry(
        &mut self,
        id: RecordId,
        rights: Vec<Encumbrance<AccountId>>,
        cautions: Vec<Caution<AccountId>>,
    ) {
        for it in rights {
            let number = self.next_burden(id);
            let carried = Encumbrance { number, since: 1, replaces: None, ..it };
            self.title_mut(id).rights.push(carried);
        }
        for it in cautions {
            let number = self.next_burden(id);
            self.title_mut(id).cautions.push(Caution { number, since: 1, ..it });
        }
    }

    fn court_entry(&mut self, who: &AccountId, kind: Kind) -> Option<Entry> {
        need(self.has_role(who, Role::Court))?;
        let id = self.take_number();
        Some(Entry { id, kind, effective: self.today, approver: who.clone() })
    }

    pub fn freeze(&mut self, who: &AccountId, id: RecordId, until: Option<Day>) -> Allowed {
        let entry = self.court_entry(who, Kind::Freeze)?;
        let today = self.today;
        let status = self.title(id)?.says.status;
        need(matches!(status, RecordStatus::InForce | RecordStatus::Struck))?;
        need(until.is_none_or(|until| until >= today))?;
        let since = self.write(id, &entry, News::default());
        let title = self.title_mut(id);
        if title.freezes.len() == 4 {
            let over = |it: &Freeze<_>| it.until.is_some_and(|until| until < today);
            let ended = title.freezes.remove(title.freezes.iter().position(over)?);
            title.past.insert(ended.number, (Burden::Freeze(ended), since));
        }
        let number = self.next_burden(id);
        let it = Freeze { number, by: who.clone(), order: hash(77), until, since };
        self.title_mut(id).freezes.push(it);
        self.count(Kind::Freeze);
        Some(())
    }

    pub fn unfreeze(&mut self, who: &AccountId, id: RecordId, number: BurdenNumber) -> Allowed {
        let entry = self.court_entry(who, Kind::Unfreeze)?;
        let at = self.title(id)?.freezes.iter().position(|it| it.number == number)?;
        let version = self.write(id, &entry, News::default());
        let title = self.title_mut(id);
        let ended = title.freezes.remove(at);
        title.past.insert(number, (Burden::Freeze(ended), version));
        self.count(Kind::Unfreeze);
        Some(())
    }

    pub fn redact(&mut self, who: &AccountId, id: RecordId, version: VersionNumber) -> Allowed {
        need(*who == authority() || self.has_role(who, Role::Court))?;
        let log = &self.title(id)?.log;
        let told = log.get((version as usize).checked_sub(1)?)?;
        need(!told.redacted)?;
        let stated = told.owners.as_ref().is_some_and(|it| *it != Ownership::NotStated);
        need(!stated || self.setter(id, log.len(), |it| it.owners.is_some()) != version)?;
        self.title_mut(id).log[version as usize - 1].redacted = true;
        Some(())
    }

    /// The last of the first `count` versions that set something, for good.
    pub fn setter(
        &self,
        id: RecordId,
        count: usize,
        sets: impl Fn(&Told) -> bool,
    ) -> VersionNumber {
        let log = &self.title(id).unwrap().log[..count];
        let at = log.iter().rposition(|it| it.span.until.is_none() && sets(it));
        at.unwrap() as VersionNumber + 1
    }
}
