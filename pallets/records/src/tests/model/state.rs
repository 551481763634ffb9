//! What the plain model remembers: a register as somebody would keep it in a notebook.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    mem::Discriminant,
};

use althing_primitives::{Balance, BlockNumber};

use super::attempts::Attempt;
use crate::{mock::*, *};

/// Whether something may be done: nothing, if not.
pub type Allowed = Option<()>;

/// Nothing, if it is not so.
pub fn need(it: bool) -> Allowed {
    it.then_some(())
}

/// What a version told, and what the record said after it.
#[derive(Clone, Debug)]
pub struct Told {
    pub dealing: DealingId,
    pub kind: Kind,
    pub recorded: BlockNumber,
    pub day: Day,
    pub span: Span,
    pub content: Option<Content>,
    pub owners: Option<Ownership<AccountId>>,
    pub standing: Option<(RecordStatus, TitleClass)>,
    pub cites: Option<Citation>,
    pub correction: Option<Correction<AccountId>>,
    pub approver: AccountId,
    pub after: Says,
    pub redacted: bool,
}

/// What a record says.
#[derive(Clone, Debug, PartialEq)]
pub struct Says {
    pub status: RecordStatus,
    pub class: TitleClass,
    pub content: Content,
    pub owners: Ownership<AccountId>,
}

/// A record.
#[derive(Clone, Debug)]
pub struct Title {
    pub name: sp_core::H256,
    pub says: Says,
    pub parent: Option<RecordId>,
    /// First rank first.
    pub rights: Vec<Encumbrance<AccountId>>,
    pub cautions: Vec<Caution<AccountId>>,
    pub freezes: Vec<Freeze<AccountId>>,
    /// What weighed on it, and the version that ended that.
    pub past: BTreeMap<BurdenNumber, (Burden<AccountId>, VersionNumber)>,
    /// How many burdens it ever had.
    pub burdens: BurdenNumber,
    pub log: Vec<Told>,
}

/// How far a dealing has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    Sealed { until: BlockNumber },
    Lodged,
    Asked(Deadline),
    Approved { by: AccountId, at: BlockNumber },
    Protecting(Deadline),
}

/// What somebody wants to be entered.
#[derive(Clone, Debug)]
pub struct Wish {
    pub record: Option<RecordId>,
    pub act: Act<AccountId>,
    pub effective: Option<Day>,
}

/// A dealing that has not ended.
#[derive(Clone, Debug)]
pub struct Pending {
    pub lodger: AccountId,
    pub revision: Revision,
    pub rules: Rules,
    pub wish: Wish,
    pub lodged: BlockNumber,
    pub day: Day,
    pub effective: Day,
    pub priority: DealingId,
    pub notice: Option<Deadline>,
    pub expires: Deadline,
    pub stage: Stage,
    pub consents: Vec<Consent<AccountId>>,
    pub objections: Vec<(AccountId, Balance)>,
    pub deposit: Balance,
}

impl Pending {
    pub fn is_sealed(&self) -> bool {
        matches!(self.stage, Stage::Sealed { .. })
    }

    /// Nobody has approved it yet, and it is known what it is.
    pub fn is_undecided(&self) -> bool {
        matches!(self.stage, Stage::Lodged | Stage::Asked(_))
    }

    pub fn kind(&self) -> Kind {
        self.wish.act.kind()
    }
}

/// A register.
#[derive(Clone, Debug)]
pub struct Model {
    pub today: Day,
    pub now: BlockNumber,
    pub active: bool,
    pub rules: Rules,
    pub revision: Revision,
    /// The last block in which something may be revealed that was sealed under rules of before.
    pub sealed_until: BlockNumber,
    pub roles: BTreeMap<(AccountId, Role), Grant>,
    pub approvals: BTreeMap<AccountId, (Day, u32)>,
    pub reviews: BTreeMap<AccountId, BlockNumber>,
    pub frozen: BTreeSet<AccountId>,
    pub tags: BTreeMap<AccountId, u8>,
    pub acting: Vec<(Party<AccountId>, Representative<AccountId>)>,
    pub titles: Vec<Title>,
    pub open: BTreeMap<DealingId, Pending>,
    /// How many numbers of the day list were given out.
    pub numbers: DealingId,
    pub free: BTreeMap<AccountId, Balance>,
    /// How many dealings of each kind came to their end; searches, to their protection.
    pub done: BTreeMap<Kind, u32>,
    /// What somebody was allowed to do at least once.
    pub seen: HashSet<Discriminant<Attempt>>,
}

/// Everybody there is.
pub fn people() -> [AccountId; 9] {
    [alice(), bob(), charlie(), dave(), eve(), ferdie(), one(), two(), authority()]
}

impl Model {
    /// The register that [`create`] makes, where `tags` say who is who.
    pub fn new(tags: BTreeMap<AccountId, u8>) -> Self {
        let officers = [
            (bob(), Role::Clerk),
            (charlie(), Role::Registrar),
            (dave(), Role::Notary),
            (eve(), Role::Auditor),
            (ferdie(), Role::Court),
        ];
        Self {
            today: TODAY,
            now: 1,
            active: true,
            rules: rules(),
            revision: 1,
            sealed_until: 0,
            roles: officers.into_iter().map(|officer| (officer, grant())).collect(),
            approvals: BTreeMap::new(),
            reviews: BTreeMap::new(),
            frozen: BTreeSet::new(),
            tags,
            acting: Vec::new(),
            titles: Vec::new(),
            open: BTreeMap::new(),
            numbers: 0,
            free: people().into_iter().map(|who| (who, PURSE)).collect(),
            done: BTreeMap::new(),
            seen: HashSet::new(),
        }
    }

    pub fn title(&self, id: RecordId) -> Option<&Title> {
        self.titles.get(id as usize)
    }

    pub fn title_mut(&mut self, id: RecordId) -> &mut Title {
        &mut self.titles[id as usize]
    }

    pub fn take_number(&mut self) -> DealingId {
        self.numbers += 1;
        self.numbers - 1
    }

    pub fn count(&mut self, kind: Kind) {
        *self.done.entry(kind).or_default() += 1;
    }

    pub fn has_passed(&self, deadline: Deadline) -> bool {
        self.today > deadline.day && self.now > deadline.block
    }

    /// Counts business days one by one: day 4 was a Monday, and nobody works at weekends.
    pub fn deadline(&self, days: u16) -> Option<Deadline> {
        let (mut day, mut left) = (self.today, days);
        while left > 0 {
            day += 1;
            if (day - 4).rem_euclid(7) < 5 {
                left -= 1;
            }
        }
        let block = self.now + u32::from(days) * LEAST_BLOCKS;
        (days > 0).then_some(Deadline { day, block })
    }

    pub fn has_role(&self, who: &AccountId, role: Role) -> bool {
        self.roles.get(&(who.clone(), role)).is_some_and(|grant| self.now < grant.expires)
    }

    pub fn is_officer(&self, who: &AccountId) -> bool {
        [Role::Clerk, Role::Registrar, Role::Notary].into_iter().any(|it| self.has_role(who, it))
    }

    pub fn governs(&self, who: &AccountId) -> bool {
        *who == authority() || self.roles.contains_key(&(who.clone(), Role::Court))
    }

    /// Whether two accounts are those of two people whom the rules can tell apart.
    pub fn are_two(&self, rules: &Rules, one: &AccountId, other: &AccountId) -> bool {
        let known = match rules.identity {
            None => true,
            Some(_) => match (self.tags.get(one), self.tags.get(other)) {
                (Some(one), Some(other)) => one != other,
                _ => false,
            },
        };
        one != other && known
    }

    /// Whether two accounts are known to be those of one person.
    pub fn are_one(&self, rules: &Rules, one: &AccountId, other: &AccountId) -> bool {
        let known = rules.identity.is_some() && self.tags.contains_key(one);
        one == other || (known && self.tags.get(one) == self.tags.get(other))
    }

    pub fn pay(&mut self, from: &AccountId, to: &AccountId, amount: Balance) {
        *self.free.get_mut(from).unwrap() -= amount;
        *self.free.get_mut(to).unwrap() += amount;
    }

    pub fn hold(&mut self, who: &AccountId, amount: Balance) {
        *self.free.get_mut(who).unwrap() -= amount;
    }

    pub fn give(&mut self, who: &AccountId, amount: Balance) {
        *self.free.get_mut(who).unwrap() += amount;
    }

    /// Who acts for a party today.
    pub fn representative(&self, party: &Party<AccountId>) -> Option<&Representative<AccountId>> {
        self.last_representative(party).filter(|it| self.today <= it.until)
    }

    /// Who acts for a party, or did until a day that has passed.
    pub fn last_representative(
        &self,
        party: &Party<AccountId>,
    ) -> Option<&Representative<AccountId>> {
        self.acting.iter().find(|(it, _)| it == party).map(|(_, it)| it)
    }

    pub fn exists(&self, party: &Party<AccountId>) -> bool {
        match party {
            Party::Record { register, record } => *register == 0 && self.title(*record).is_some(),
            Party::Account(_) | Party::Person(_) => true,
        }
    }

    pub fn is_name_free(&self, name: sp_core::H256, freed: &[RecordId]) -> bool {
        let holds = |(id, it): (usize, &Title)| {
            it.name == name
                && matches!(it.says.status, RecordStatus::InForce | RecordStatus::Struck)
                && !freed.contains(&(id as RecordId))
        };
        !self.titles.iter().enumerate().any(holds)
    }

    /// All that is held of somebody, by reason.
    pub fn held(&self, who: &AccountId) -> [(HoldReason, Balance); 3] {
        let (mut dealings, mut cautions, mut objections) = (0, 0, 0);
        for it in self.open.values() {
            let caution = !it.is_sealed() && it.kind() == Kind::Caution;
            let place = if caution { &mut cautions } else { &mut dealings };
            *place += if it.lodger == *who { it.deposit } else { 0 };
            objections +=
                it.objections.iter().filter(|(by, _)| by == who).map(|(_, it)| it).sum::<Balance>();
        }
        let standing = self.titles.iter().flat_map(|title| &title.cautions);
        cautions += standing.filter(|it| it.by == *who).map(|it| it.deposit).sum::<Balance>();
        [
            (HoldReason::Dealing, dealings),
            (HoldReason::Caution, cautions),
            (HoldReason::Objection, objections),
        ]
    }
}
