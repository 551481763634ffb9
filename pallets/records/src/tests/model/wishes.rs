//! What people wish for: random acts, most of which fit the records that there are.

use proptest::prelude::*;
use sp_core::H256;
use sp_runtime::BoundedVec;

use super::{parties::owners, state::*};
use crate::{mock::*, *};

/// A wish in raw numbers, which count round what there is.
#[derive(Clone, Debug)]
pub struct Draft {
    pub kind: Kind,
    pub title: usize,
    pub a: usize,
    pub b: usize,
    pub c: usize,
    pub day: usize,
}

pub fn draft() -> impl Strategy<Value = Draft> {
    use Kind::*;
    let kind = prop_oneof![
        6 => Just(Register), 3 => Just(Amend), 3 => Just(Correct), 3 => Just(Vest),
        4 => Just(Transfer), 3 => Just(Survive), 6 => Just(Encumber), 4 => Just(Vary),
        2 => Just(Discharge), 3 => Just(Caution), 3 => Just(Uncaution), 2 => Just(Split),
        4 => Just(Merge), 4 => Just(Represent), 2 => Just(StrikeOff), 4 => Just(Restore),
        3 => Just(Search),
    ];
    let any = || 0..960_usize;
    (kind, any(), any(), any(), any(), 0..24_usize).prop_map(|(kind, title, a, b, c, day)| Draft {
        kind,
        title,
        a,
        b,
        c,
        day,
    })
}

fn party(n: usize) -> Party<AccountId> {
    match n % 40 {
        0..=11 => Party::Account(alice()),
        12..=23 => Party::Account(one()),
        24..=35 => Party::Account(two()),
        36 | 37 => Party::Person(hash(9)),
        38 => Party::Record { register: 0, record: 0 },
        _ if n % 120 == 119 => Party::Record { register: 0, record: 900 },
        _ => Party::Account(bob()),
    }
}

fn shared(parts: &[(&Party<AccountId>, u32)], denominator: u32) -> Ownership<AccountId> {
    let share = |(party, numerator): &(&Party<AccountId>, u32)| Share {
        party: (*party).clone(),
        numerator: *numerator,
    };
    let shares = BoundedVec::truncate_from(parts.iter().map(share).collect());
    Ownership::Shared { shares, denominator }
}

fn joint(parties: &[&Party<AccountId>]) -> Ownership<AccountId> {
    Ownership::Joint(BoundedVec::truncate_from(parties.iter().copied().cloned().collect()))
}

/// Owners of all sorts, some of which do not add up.
fn ownership(a: usize, b: usize, c: usize) -> Ownership<AccountId> {
    // Mostly three different ones.
    let (first, second, third) = match c % 8 {
        0 => (party(a), party(b), party(c)),
        _ => (party(a), party(a + 12 + b % 12), party(a + 24)),
    };
    let (first, second, third) = (&first, &second, &third);
    match (a / 40 + b / 40 + c / 40) % 14 {
        0..=3 => Ownership::Sole(first.clone()),
        4..=6 => joint(&[first, second]),
        7 => joint(&[first, second, third]),
        8 => shared(&[(first, 1), (second, 1)], 2),
        9 => shared(&[(first, 1), (second, 2)], 3),
        10 => shared(&[(first, 1), (second, 2), (third, 3)], 6),
        11 => shared(&[(first, 2), (second, 4)], 6),
        12 if c.is_multiple_of(3) => shared(&[(first, 2), (second, 1)], 4),
        12 if c % 3 == 1 => shared(&[(first, 2), (second, 0)], 2),
        _ => Ownership::NotStated,
    }
}

fn name(n: usize) -> H256 {
    hash(100 + (n % 16) as u8)
}

fn content(n: usize, measure: u64) -> Content {
    Content { commitment: hash((n % 5) as u8), measure, service: None }
}

fn class(n: usize) -> TitleClass {
    if n.is_multiple_of(5) {
        TitleClass::Qualified
    } else {
        TitleClass::Absolute
    }
}

fn cites(n: usize) -> Option<Citation> {
    match n % 12 {
        0 => Some(Citation::Proposal { id: CARRIED_OUT, receipt: RECEIPT }),
        1 => Some(Citation::Attestation { schema: SCHEMA, subject: SUBJECT }),
        2 => Some(Citation::Record { register: 0, record: 0, version: (n as u32 / 12) % 4 }),
        _ => None,
    }
}

/// The one that a number counts to.
pub fn pick<T: Clone>(all: &[T], n: usize) -> Option<T> {
    (!all.is_empty()).then(|| all[n % all.len()].clone())
}

impl Model {
    /// A record that fits, now and then any.
    pub fn find(&self, n: usize, fits: impl Fn(&Title) -> bool) -> RecordId {
        let all = self.titles.iter().enumerate();
        let fitting: Vec<_> =
            all.filter(|(_, it)| fits(it)).map(|(id, _)| id as RecordId).collect();
        let any = (n / 16 % (self.titles.len() + 1)) as RecordId;
        if n.is_multiple_of(16) {
            any
        } else {
            pick(&fitting, n).unwrap_or(any)
        }
    }

    /// A name that is free, now and then any; another one for each place.
    fn name(&self, n: usize, place: usize) -> H256 {
        let mut free: Vec<_> = (0..16).map(name).collect();
        free.retain(|name| self.is_name_free(*name, &[]));
        pick(&free, n + place)
            .filter(|_| !n.is_multiple_of(8))
            .unwrap_or_else(|| name(n / 8 + place))
    }

    /// What a draft wishes for, as the register is.
    pub fn wish(&self, draft: &Draft) -> Wish {
        let Draft { kind, title, a, b, c, day } = *draft;
        let in_force = |it: &Title| it.says.status == RecordStatus::InForce;
        let stated = |it: &Title| it.says.owners != Ownership::NotStated;
        let fits = |it: &Title| match kind {
            Kind::Restore => it.says.status == RecordStatus::Struck,
            Kind::Vest => in_force(it) && !stated(it),
            Kind::Survive => in_force(it) && matches!(it.says.owners, Ownership::Joint(_)),
            Kind::Vary | Kind::Discharge => in_force(it) && !it.rights.is_empty(),
            Kind::Uncaution => in_force(it) && !it.cautions.is_empty(),
            Kind::Amend | Kind::Correct | Kind::Caution => in_force(it),
            Kind::Merge => in_force(it) && stated(it) && self.twin(it).is_some(),
            _ => in_force(it) && stated(it),
        };
        // Where no record fits, another one is entered.
        let kind = match self.titles.iter().any(fits) || a % 8 == 0 {
            true => kind,
            false => Kind::Register,
        };
        let record = self.find(title, fits);
        let effective = match day {
            0 => Some(self.today + 1 + (c % 6) as Day),
            1 | 2 => Some(self.today - 1 - (c % 30) as Day),
            3 => Some(self.today + 25 + (c % 240) as Day),
            _ => None,
        };
        let record = match kind {
            Kind::Register | Kind::Represent => None,
            _ => Some(record),
        };
        let record = if (a + b + c) % 97 == 0 { None } else { record };
        let act = self.act(&Draft { kind, ..draft.clone() }, record);
        Wish { record, act, effective }
    }

    /// Another record that could be merged with this one.
    fn twin(&self, title: &Title) -> Option<RecordId> {
        let fits = |it: &&Title| {
            let (own, other) = (&title.says, &it.says);
            it.name != title.name
                && other.status == RecordStatus::InForce
                && (own.class, &own.owners) == (other.class, &other.owners)
        };
        self.titles.iter().find(fits).map(|it| it.name).and_then(|name| {
            let at = self.titles.iter().rposition(|it| it.name == name);
            at.map(|at| at as RecordId)
        })
    }

    fn act(&self, draft: &Draft, record: Option<RecordId>) -> Act<AccountId> {
        let Draft { kind, a, b, c, .. } = *draft;
        let title = record.and_then(|id| self.title(id));
        let of = |pick: &dyn Fn(&Title) -> Option<BurdenNumber>| {
            if a % 19 == 0 {
                a as BurdenNumber / 19
            } else {
                title.and_then(pick).unwrap_or(0)
            }
        };
        let right = |n: usize| {
            of(&|title| pick(&title.rights.iter().map(|it| it.number).collect::<Vec<_>>(), n))
        };
        let measure = title.map_or(1_000, |it| it.says.content.measure);
        match kind {
            Kind::Register => Act::Register {
                name: self.name(draft.title, 0),
                content: content(a, 1_000),
                class: class(b),
                ownership: ownership(a, b, c),
                cites: cites(c),
            },
            Kind::Amend => Act::Amend { content: content(a, 1_000), cites: cites(c) },
            Kind::Correct => self.correction(draft),
            Kind::Vest => Act::Vest { ownership: ownership(a, b, c) },
            Kind::Transfer => Act::Transfer { ownership: ownership(a, b, c) },
            Kind::Survive => {
                let owned = title.map(|it| owners(&it.says.owners)).unwrap_or_default();
                let deceased = if a % 11 == 0 { None } else { pick(&owned, a) };
                Act::Survive { deceased: deceased.unwrap_or_else(|| party(b)) }
            }
            Kind::Encumber => {
                let kind = EncumbranceKind::Charge;
                Act::Encumber { kind, beneficiary: party(a), terms: hash(b as u8) }
            }
            Kind::Vary => {
                let number = right(a);
                let it = title.and_then(|it| it.rights.iter().find(|it| it.number == number));
                let same = it.map(|it| it.beneficiary.clone()).filter(|_| b % 3 > 0);
                Act::Vary {
                    number,
                    terms: it.filter(|_| c % 3 == 0).map_or(hash(c as u8), |it| it.terms),
                    beneficiary: same.unwrap_or_else(|| party(b)),
                    before: (c % 2 == 0).then(|| right(b)),
                }
            }
            Kind::Discharge => Act::Discharge { number: right(a) },
            Kind::Caution => Act::Caution { interest: hash((a % 3) as u8) },
            Kind::Uncaution => {
                let claims = |it: &Title| {
                    pick(&it.cautions.iter().map(|it| it.number).collect::<Vec<_>>(), a)
                };
                use UncautionCause::*;
                let cause = [Withdrawn, Warned, Groundless][b % 3];
                Act::Uncaution { number: of(&claims), cause }
            }
            Kind::Split => {
                let part = |place: usize, measure| Part {
                    name: self.name(b, place),
                    content: content(place, measure),
                };
                let first = measure / 2 + u64::from(a % 13 == 0);
                let third = if a % 3 == 0 { (measure - measure / 2) / 3 } else { 0 };
                let second = (measure - measure / 2) - third;
                let mut parts = vec![part(0, first), part(1, second)];
                parts.extend((third > 0).then(|| part(2, third)));
                Act::Split { parts: BoundedVec::truncate_from(parts) }
            }
            Kind::Merge => {
                let twin = title.and_then(|it| self.twin(it)).filter(|_| a % 7 > 0);
                let other = twin.unwrap_or((a % (self.titles.len() + 1)) as RecordId);
                let sum = measure + self.title(other).map_or(0, |it| it.says.content.measure);
                Act::Merge {
                    others: BoundedVec::truncate_from(vec![other]),
                    name: title.map(|it| it.name).filter(|_| b % 2 == 0).unwrap_or(self.name(b, 0)),
                    content: content(c, sum + u64::from(c % 13 == 0)),
                }
            }
            Kind::Represent => self.representation(draft),
            Kind::StrikeOff => {
                use StrikeReason::*;
                Act::StrikeOff { reason: [Requested, Ceased][a % 2] }
            }
            Kind::Restore => Act::Restore,
            Kind::Search | Kind::Freeze | Kind::Unfreeze => Act::Search,
        }
    }

    fn correction(&self, draft: &Draft) -> Act<AccountId> {
        let Draft { a, b, c, title, .. } = *draft;
        Act::Correct {
            content: (title % 3 > 0).then(|| content(a, 1_000)),
            class: (title % 5 < 2).then(|| class(b)),
            ownership: (title % 7 < 3).then(|| ownership(a, b, c)),
            until: (title % 4 < 2).then(|| self.today + (b % 40) as Day - 30),
            reason: CorrectionReason::Source,
            asked_by: alice(),
        }
    }

    fn representation(&self, draft: &Draft) -> Act<AccountId> {
        use Capacity::*;
        let Draft { a, b, c, title, .. } = *draft;
        let party = if title % 2 == 0 { party(36 + a % 3) } else { party(a) };
        let all = [Attorney, Executor, Guardian, Trustee, Court, Notary, Organ];
        let suiting = match party {
            Party::Account(_) if c % 3 > 0 => Attorney,
            Party::Record { .. } if c % 3 > 0 => Organ,
            Party::Person(_) if c % 3 > 0 => Notary,
            _ => all[c % 7],
        };
        let account = match suiting {
            Notary => dave(),
            _ => pick(&[alice(), one(), two(), dave()], b).unwrap(),
        };
        let until = self.today + (b % 60) as Day - 1;
        let it = Representative { account, capacity: suiting, evidence: hash(5), until };
        Act::Represent { party, representative: (c % 5 > 0).then_some(it) }
    }
}
