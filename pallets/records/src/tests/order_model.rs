//! Random dealings against a plain model of their order: nothing is entered before its turn, and
//! nothing waits without a reason.

use frame_support::{assert_ok, storage::with_storage_layer};
use proptest::prelude::*;
use sp_core::H256;
use sp_runtime::DispatchResult;

use super::desk::*;
use crate::{
    mock::{Records, *},
    *,
};

/// How many titles there are.
const TITLES: usize = 3;
/// For how many days time goes by at most: no dealing lapses before.
const DAYS: u32 = 250;

/// What somebody tries; numbers count round what there is.
#[derive(Clone, Debug)]
enum Step {
    Amend { by_notary: bool, title: usize },
    Register { name: u8 },
    Search { by_notary: bool, title: usize },
    Agree(usize),
    Approve(usize),
    Complete(usize),
    Withdraw(usize),
    Lapse(usize),
    Wait(u32),
}

fn step() -> impl Strategy<Value = Step> {
    let (title, any, who) = (0..TITLES, 0..64_usize, any::<bool>());
    prop_oneof![
        6 => (who, title.clone()).prop_map(|(by_notary, title)| Step::Amend { by_notary, title }),
        2 => (50..53_u8).prop_map(|name| Step::Register { name }),
        2 => (who, title).prop_map(|(by_notary, title)| Step::Search { by_notary, title }),
        2 => any.clone().prop_map(Step::Agree),
        5 => any.clone().prop_map(Step::Approve),
        4 => any.clone().prop_map(Step::Complete),
        2 => any.clone().prop_map(Step::Withdraw),
        1 => any.prop_map(Step::Lapse),
        1 => (1..30_u32).prop_map(Step::Wait),
    ]
}

/// A dealing in the model.
#[derive(Clone, Debug, PartialEq)]
struct Pending {
    id: DealingId,
    about: Target<AccountId>,
    lodger: AccountId,
    priority: DealingId,
    claim: Claim,
    approved: bool,
}

impl Pending {
    /// Whether it keeps those behind it waiting.
    fn stops(&self) -> bool {
        match self.claim {
            Claim::Acting => true,
            Claim::Asking => false,
            Claim::Protecting(until) => !is_over(until),
        }
    }

    fn protects(&self) -> bool {
        matches!(self.claim, Claim::Protecting(_))
    }
}

/// The dealings that are open, and the names that are taken.
#[derive(Default)]
struct Model {
    open: Vec<Pending>,
    taken: Vec<H256>,
    made_up: u64,
    waited: u32,
}

fn is_over(until: Deadline) -> bool {
    today() > until.day && System::block_number() > until.block
}

fn next_number() -> DealingId {
    Counts::<Test>::get(REGISTER).dealings
}

fn lodger(by_notary: bool) -> AccountId {
    match by_notary {
        true => dave(),
        false => bob(),
    }
}

fn record(title: usize) -> RecordId {
    u32::try_from(title).unwrap()
}

/// Does it, and it ends so; what is refused leaves no trace.
fn ends(expected: Result<(), Refusal>, call: impl FnOnce() -> DispatchResult) {
    assert_eq!(with_storage_layer(call), expected.map_err(Into::into));
}

impl Model {
    /// The one of those that `of` picks which a number counts to.
    fn pick(&self, number: usize, of: impl Fn(&Pending) -> bool) -> Option<Pending> {
        let found: Vec<_> = self.open.iter().filter(|pending| of(pending)).collect();
        (!found.is_empty()).then(|| found[number % found.len()].clone())
    }

    fn about(&self, about: &Target<AccountId>) -> usize {
        self.open.iter().filter(|pending| pending.about == *about).count()
    }

    fn remove(&mut self, id: DealingId) {
        self.open.retain(|pending| pending.id != id);
    }

    fn is_blocked(&self, it: &Pending) -> bool {
        let ahead = |other: &&Pending| other.about == it.about && other.priority < it.priority;
        self.open.iter().filter(ahead).any(Pending::stops)
    }

    fn is_taken(&self, it: &Pending) -> bool {
        matches!(it.about, Target::Name(name) if self.taken.contains(&name))
    }

    fn enter(&mut self, it: &Pending) {
        self.remove(it.id);
        if let Target::Name(name) = it.about {
            self.taken.push(name);
        }
    }

    /// The lodger's own search that protects it now.
    fn search_of(&self, lodger: &AccountId, about: &Target<AccountId>) -> Option<Pending> {
        let of = |it: &&Pending| it.about == *about && it.lodger == *lodger;
        self.open.iter().filter(of).find(|it| it.protects() && it.stops()).cloned()
    }

    fn amend(&mut self, lodger: AccountId, record: RecordId) {
        self.made_up += 1;
        let content = Content { commitment: H256::from_low_u64_be(self.made_up), ..content(1) };
        let act = Act::Amend { content, cites: None };
        let (id, about) = (next_number(), Target::Record(record));
        let search = self.search_of(&lodger, &about);
        let freed = usize::from(search.is_some());
        let full = self.about(&about) - freed >= usize::try_from(MAX_QUEUE).unwrap();
        let expected = if full { Err(Refusal::TooManyDealings) } else { Ok(()) };
        ends(expected, || lodge_as(lodger.clone(), Some(record), act));
        if !full {
            consent(alice(), id);
            let priority = search.as_ref().map_or(id, |search| search.priority);
            if let Some(search) = search {
                self.remove(search.id);
            }
            let claim = Claim::Acting;
            self.open.push(Pending { id, about, lodger, priority, claim, approved: false });
        }
    }

    fn register(&mut self, name: u8) {
        let (id, about) = (next_number(), Target::Name(hash(name)));
        let expected = match () {
            () if self.taken.contains(&hash(name)) => Err(Refusal::NameTaken),
            () if self.about(&about) >= 16 => Err(Refusal::TooManyDealings),
            () => Ok(()),
        };
        let lodged = expected.is_ok();
        ends(expected, || lodge_as(bob(), None, first_registration(name, sole(alice()))));
        if lodged {
            let (lodger, claim) = (bob(), Claim::Acting);
            self.open.push(Pending { id, about, lodger, priority: id, claim, approved: false });
        }
    }

    fn search(&mut self, lodger: AccountId, record: RecordId) {
        let (id, about) = (next_number(), Target::Record(record));
        let runs = self.open.iter().any(|it| it.about == about && it.protects());
        let expected = match () {
            () if runs => Err(Refusal::SearchRunning),
            () if self.about(&about) >= 16 => Err(Refusal::TooManyDealings),
            () => Ok(()),
        };
        let lodged = expected.is_ok();
        ends(expected, || lodge_as(lodger.clone(), Some(record), Act::Search));
        if lodged {
            let claim = Claim::Asking;
            self.open.push(Pending { id, about, lodger, priority: id, claim, approved: false });
        }
    }

    /// The owner consents to a search.
    fn agree(&mut self, number: usize) {
        let Some(it) = self.pick(number, |it| it.claim == Claim::Asking) else { return };
        let runs = self.open.iter().any(|other| other.about == it.about && other.protects());
        let place = next_number();
        let expected = if runs { Err(Refusal::SearchRunning) } else { Ok(()) };
        ends(expected, || consent_as(alice(), it.id, party(alice())));
        if !runs {
            let day = calendar().after(today(), 30);
            let block = System::block_number() + 30 * LEAST_BLOCKS;
            let claim = Claim::Protecting(Deadline { day, block });
            self.remove(it.id);
            self.open.push(Pending { priority: place, claim, ..it });
        }
    }

    fn approve(&mut self, number: usize) {
        let waits = |it: &Pending| it.claim == Claim::Acting && !it.approved;
        let Some(it) = self.pick(number, waits) else { return };
        let taken = self.is_taken(&it);
        let expected = if taken { Err(Refusal::NameTaken) } else { Ok(()) };
        ends(expected, || approve_as(charlie(), it.id));
        match () {
            () if taken => {}
            () if self.is_blocked(&it) => {
                self.remove(it.id);
                self.open.push(Pending { approved: true, ..it });
            }
            () => self.enter(&it),
        }
    }

    fn complete(&mut self, number: usize) {
        let Some(it) = self.pick(number, |it| it.claim == Claim::Acting) else { return };
        let expected = match () {
            () if !it.approved => Err(Refusal::NotApproved),
            () if self.is_blocked(&it) => Err(Refusal::NotYourTurn),
            () if self.is_taken(&it) => Err(Refusal::NameTaken),
            () => Ok(()),
        };
        let entered = expected.is_ok();
        ends(expected, || complete(it.id));
        if entered {
            self.enter(&it);
        }
    }

    fn lapse(&mut self, number: usize) {
        let Some(it) = self.pick(number, |_| true) else { return };
        let over = matches!(it.claim, Claim::Protecting(until) if is_over(until));
        let expected = if over { Ok(()) } else { Err(Refusal::TooEarly) };
        ends(expected, || lapse(it.id));
        if over {
            self.remove(it.id);
        }
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Amend { by_notary, title } => self.amend(lodger(by_notary), record(title)),
            Step::Register { name } => self.register(name),
            Step::Search { by_notary, title } => self.search(lodger(by_notary), record(title)),
            Step::Agree(number) => self.agree(number),
            Step::Approve(number) => self.approve(number),
            Step::Complete(number) => self.complete(number),
            Step::Withdraw(number) => {
                if let Some(it) = self.pick(number, |_| true) {
                    assert_ok!(Records::withdraw(by(it.lodger), REGISTER, it.id));
                    self.remove(it.id);
                }
            }
            Step::Lapse(number) => self.lapse(number),
            Step::Wait(days) => {
                if self.waited + days <= DAYS {
                    self.waited += days;
                    pass_days(days);
                }
            }
        }
    }

    /// The day list and the queues are what the model says.
    fn check(&self) {
        let mut open: Vec<_> = self.open.iter().map(|it| it.id).collect();
        open.sort_unstable();
        let mut listed: Vec<_> = Dealings::<Test>::iter_key_prefix(REGISTER).collect();
        listed.sort_unstable();
        assert_eq!(listed, open);
        for title in 0..TITLES {
            let about = Target::Record(record(title));
            let mut queue: Vec<_> = self.open.iter().filter(|it| it.about == about).collect();
            queue.sort_by_key(|it| it.priority);
            let order: Vec<_> = queue.iter().map(|it| it.id).collect();
            assert_eq!(queue_of(record(title)), order);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]
    #[test]
    fn dealings_are_entered_in_their_turn(steps in prop::collection::vec(step(), 1..80)) {
        ExtBuilder.build_and_execute(|| {
            create();
            (0..TITLES).for_each(|_| assert!(land(alice()) < 3));
            let mut model = Model::default();
            for step in steps {
                model.take(step);
                model.check();
            }
        });
    }
}
