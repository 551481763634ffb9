//! Random dealings with what weighs on titles, against a plain model of it: nothing is lost, nothing
//! is gained, nothing changes its rank but by a variation, and nothing happens without the consents.

use proptest::prelude::*;
use sp_core::H256;

use super::titles::*;
use crate::{
    mock::{Records, *},
    *,
};

/// What somebody tries; numbers count round what there is.
#[derive(Clone, Debug)]
enum Step {
    Encumber { title: usize, bank: u8 },
    Vary { title: usize, right: usize, before: Option<usize> },
    Assign { title: usize, right: usize, bank: u8 },
    Discharge { title: usize, right: usize },
    Split { title: usize, parts: u64 },
    Merge { title: usize, other: usize },
    Wait,
}

fn step() -> impl Strategy<Value = Step> {
    let (title, right) = (0..8_usize, 0..16_usize);
    prop_oneof![
        6 => (title.clone(), 0..4_u8).prop_map(|(title, bank)| Step::Encumber { title, bank }),
        3 => (title.clone(), right.clone(), prop::option::of(right.clone()))
            .prop_map(|(title, right, before)| Step::Vary { title, right, before }),
        1 => (title.clone(), right.clone(), 0..4_u8)
            .prop_map(|(title, right, bank)| Step::Assign { title, right, bank }),
        2 => (title.clone(), right).prop_map(|(title, right)| Step::Discharge { title, right }),
        1 => (title.clone(), 2..4_u64).prop_map(|(title, parts)| Step::Split { title, parts }),
        2 => (title.clone(), title).prop_map(|(title, other)| Step::Merge { title, other }),
        2 => Just(Step::Wait),
    ]
}

/// A right in the model: its terms, and whose it is.
type Right = (H256, AccountId);

/// A title in the model.
#[derive(Clone)]
struct Title {
    id: RecordId,
    measure: u64,
    /// First rank first.
    rights: Vec<Right>,
}

/// The titles in force.
struct Model {
    titles: Vec<Title>,
    /// The last terms or name that were made up.
    made_up: u64,
}

impl Model {
    fn new() -> Self {
        create();
        let title = |_| Title { id: land(alice()), measure: 1_000, rights: Vec::new() };
        Self { titles: (0..3).map(title).collect(), made_up: 0 }
    }

    fn hash(&mut self) -> H256 {
        self.made_up += 1;
        H256::from_low_u64_be(self.made_up)
    }

    fn content(&mut self, measure: u64) -> Content {
        Content { measure, ..content(9) }
    }

    fn place(&self, title: usize) -> usize {
        title % self.titles.len()
    }

    /// A right of a title, if it has any: its place and number.
    fn right(&self, title: usize, right: usize) -> Option<(usize, BurdenNumber)> {
        let title = &self.titles[title];
        let place = right.checked_rem(title.rights.len())?;
        Some((place, burdens(title.id).encumbrances[place].number))
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Encumber { title, bank } => self.encumber(title, citizen(bank)),
            Step::Vary { title, right, before } => self.vary(title, right, before),
            Step::Assign { title, right, bank } => self.assign(title, right, citizen(bank)),
            Step::Discharge { title, right } => self.discharge(title, right),
            Step::Split { title, parts } => self.split(title, parts),
            Step::Merge { title, other } => self.merge(title, other),
            Step::Wait => run_to(System::block_number() + 1),
        }
    }

    fn encumber(&mut self, title: usize, bank: AccountId) {
        let (at, terms) = (self.place(title), self.hash());
        let kind = EncumbranceKind::Charge;
        let act = Act::Encumber { kind, beneficiary: account(bank.clone()), terms };
        let title = &mut self.titles[at];
        if title.rights.len() == 16 {
            return refused(Some(title.id), act, Refusal::TooManyEncumbrances);
        }
        complete(title.id, act, &[alice()]);
        title.rights.push((terms, bank));
    }

    fn vary(&mut self, title: usize, right: usize, before: Option<usize>) {
        let (at, new) = (self.place(title), self.hash());
        let Some((place, number)) = self.right(at, right) else { return };
        let next = before.and_then(|before| self.right(at, before));
        let title = &mut self.titles[at];
        let (_, bank) = title.rights[place].clone();
        let to = next.map_or(place, |(next, _)| if place < next { next - 1 } else { next });
        let mut asked = vec![alice(), bank.clone()];
        asked.extend(title.rights[to.min(place)..place].iter().map(|(_, bank)| bank.clone()));
        let act = Act::Vary {
            number,
            terms: new,
            beneficiary: account(bank.clone()),
            before: next.map(|(_, number)| number),
        };
        complete(title.id, act, &asked);
        title.rights.remove(place);
        title.rights.insert(to, (new, bank));
    }

    fn assign(&mut self, title: usize, right: usize, bank: AccountId) {
        let at = self.place(title);
        let Some((place, number)) = self.right(at, right) else { return };
        let title = &mut self.titles[at];
        let (terms, old) = title.rights[place].clone();
        let beneficiary = account(bank.clone());
        let act = Act::Vary { number, terms, beneficiary, before: None };
        if old == bank {
            return refused(Some(title.id), act, Refusal::NothingChanges);
        }
        complete(title.id, act, &[alice(), old, bank.clone()]);
        title.rights[place].1 = bank;
    }

    fn discharge(&mut self, title: usize, right: usize) {
        let at = self.place(title);
        let Some((place, number)) = self.right(at, right) else { return };
        let title = &mut self.titles[at];
        let (_, bank) = title.rights.remove(place);
        complete(title.id, Act::Discharge { number }, &[bank]);
    }

    fn split(&mut self, title: usize, count: u64) {
        let at = self.place(title);
        if self.titles.len() > 6 || self.titles[at].measure < count {
            return;
        }
        let whole = self.titles.remove(at);
        let first = whole.measure - (count - 1);
        let measures: Vec<_> = (0..count).map(|n| if n == 0 { first } else { 1 }).collect();
        let part = |measure| Part { name: self.hash(), content: self.content(measure) };
        let parts = Parts::truncate_from(measures.iter().copied().map(part).collect());
        let next = last_record() + 1;
        complete(whole.id, Act::Split { parts }, &with_banks(&[&whole]));
        for (id, measure) in (next..).zip(measures) {
            self.titles.push(Title { id, measure, rights: whole.rights.clone() });
        }
    }

    fn merge(&mut self, title: usize, other: usize) {
        let (at, from) = (self.place(title), self.place(other));
        if at == from {
            return;
        }
        let (first, second) = (self.titles[at].clone(), self.titles[from].clone());
        let measure = first.measure + second.measure;
        let (name, content) = (self.hash(), self.content(measure));
        let others = Others::truncate_from(vec![second.id]);
        let act = Act::Merge { others, name, content };
        if first.rights.len() + second.rights.len() > 16 {
            return refused(Some(first.id), act, Refusal::TooManyEncumbrances);
        }
        complete(first.id, act, &with_banks(&[&first, &second]));
        self.titles.retain(|title| title.id != first.id && title.id != second.id);
        let rights = rights(last_record());
        assert!(is_mixed_from(&rights, &first.rights, &second.rights));
        self.titles.push(Title { id: last_record(), measure, rights });
    }

    fn check(&self) {
        for title in &self.titles {
            assert_eq!(rights(title.id), title.rights);
            assert_eq!(record(title.id).content.measure, title.measure);
            assert_eq!(record(title.id).status, RecordStatus::InForce);
        }
        let measure: u64 = self.titles.iter().map(|title| title.measure).sum();
        assert_eq!(measure, 3_000);
    }
}

/// The owner, and the banks of these titles.
fn with_banks(titles: &[&Title]) -> Vec<AccountId> {
    let banks = titles.iter().flat_map(|title| title.rights.iter().map(|(_, bank)| bank.clone()));
    [alice()].into_iter().chain(banks).collect()
}

/// The clerk lodges it; it is completed with the last consent of exactly these, and not before.
fn complete(id: RecordId, act: Act<AccountId>, asked: &[AccountId]) {
    let dealing = lodge(bob(), Some(id), act);
    let mut left: Vec<_> = asked.iter().cloned().map(account).collect();
    left.sort_by_key(codec::Encode::encode);
    left.dedup();
    let mut missed = missing(dealing);
    missed.sort_by_key(codec::Encode::encode);
    assert_eq!(missed, left);
    for party in left {
        not_approved(charlie(), dealing, Refusal::ConsentMissing);
        let Party::Account(who) = party else { unreachable!("all are accounts") };
        consent(who, dealing);
    }
    approve(dealing);
    assert!(matches!(last_event(), Event::Completed { .. }));
}

/// What weighs on a record, first rank first.
fn rights(id: RecordId) -> Vec<Right> {
    let right = |it: &Encumbrance<AccountId>| match &it.beneficiary {
        Party::Account(bank) => (it.terms, bank.clone()),
        other => unreachable!("all are accounts: {other:?}"),
    };
    burdens(id).encumbrances.iter().map(right).collect()
}

/// Whether all of two lists, and nothing else, is in one, the order of each kept.
fn is_mixed_from(all: &[Right], one: &[Right], other: &[Right]) -> bool {
    let mut sorted = all.to_vec();
    let mut parts = [one, other].concat();
    sorted.sort();
    parts.sort();
    let keeps = |part: &[Right]| {
        let mut all = all.iter();
        part.iter().all(|right| all.any(|it| it == right))
    };
    sorted == parts && keeps(one) && keeps(other)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]
    #[test]
    fn nothing_that_weighs_on_titles_is_lost(steps in prop::collection::vec(step(), 1..60)) {
        ExtBuilder.build_and_execute(|| {
            let mut model = Model::new();
            for step in steps {
                model.take(step);
                model.check();
            }
            assert_eq!(Records::do_try_state(), Ok(()));
        });
    }
}
