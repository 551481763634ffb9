//! Random stories, told to the pallet and to a plain model that works everything out again from the
//! list of all that was done: no timelines, no sums, no pruning.

use std::collections::BTreeMap;

use althing_primitives::{say::Say, Balance, BlockNumber, ProposalId};
use frame_support::{assert_ok, traits::Hooks, weights::Weight};
use proptest::prelude::*;
use sp_runtime::DispatchResult;

use crate::{mock::*, *};

const PEOPLE: [AccountId; 5] = [ALICE, BOB, CHARLIE, DAVE, EVE];
const MULTIPLIERS: [Balance; 4] = [100, 150, 200, 300];
const RETENTION: usize = 6;
/// More epochs than any story lasts.
const EPOCHS: usize = 256;

/// Something that is done.
#[derive(Clone, Copy, Debug)]
enum Action {
    Stake(AccountId, TierIndex, Balance),
    Unstake(AccountId, TierIndex, Balance),
    CancelUnstake(AccountId, u32),
    Withdraw(AccountId),
    Slash(AccountId, Balance),
    Delegate(AccountId, AccountId),
    Undelegate(AccountId),
    Open(ProposalId),
    Close(ProposalId),
    Vote(AccountId, ProposalId, Choice),
    WithdrawBallot(AccountId, ProposalId),
    Advance(BlockNumber),
}

fn actions() -> impl Strategy<Value = Action> {
    let who = || prop::sample::select(&PEOPLE[..]);
    let amount = || prop_oneof![0..20u128, 0..3000u128];
    let tier = 0..4u8;
    let poll = || 0..6u32;
    let choice = prop::sample::select(&[Choice::Aye, Choice::Nay, Choice::Abstain][..]);
    prop_oneof![
        4 => (who(), tier.clone(), amount()).prop_map(|(w, t, a)| Action::Stake(w, t, a)),
        3 => (who(), tier, amount()).prop_map(|(w, t, a)| Action::Unstake(w, t, a)),
        1 => (who(), 0..3u32).prop_map(|(w, i)| Action::CancelUnstake(w, i)),
        1 => who().prop_map(Action::Withdraw),
        1 => (who(), amount()).prop_map(|(w, a)| Action::Slash(w, a)),
        4 => (who(), who()).prop_map(|(w, t)| Action::Delegate(w, t)),
        2 => who().prop_map(Action::Undelegate),
        2 => poll().prop_map(Action::Open),
        1 => poll().prop_map(Action::Close),
        8 => (who(), poll(), choice).prop_map(|(w, p, c)| Action::Vote(w, p, c)),
        2 => (who(), poll()).prop_map(|(w, p)| Action::WithdrawBallot(w, p)),
        4 => (1..15u32).prop_map(Action::Advance),
    ]
}

/// An account: what counts in every epoch there will ever be, and what is on hold.
#[derive(Clone)]
struct Person {
    counts: Vec<[Balance; 4]>,
    delegate: Vec<Option<AccountId>>,
    staked: [Balance; 4],
    unlocking: Vec<(TierIndex, Balance, BlockNumber)>,
}

/// A poll: as of when, and who said what.
#[derive(Clone)]
struct ModelPoll {
    epoch: usize,
    open: bool,
    ballots: BTreeMap<AccountId, Choice>,
}

/// The plain model.
struct Model {
    warm_up: usize,
    block: BlockNumber,
    people: BTreeMap<AccountId, Person>,
    polls: BTreeMap<ProposalId, ModelPoll>,
}

impl Model {
    /// Works everything out from the list of all that was done.
    fn replay(warm_up: usize, done: &[Action]) -> Self {
        let person = Person {
            counts: vec![[0; 4]; EPOCHS],
            delegate: vec![None; EPOCHS],
            staked: [0; 4],
            unlocking: Vec::new(),
        };
        let people = PEOPLE.map(|who| (who, person.clone())).into();
        let mut model = Self { warm_up, block: 1, people, polls: BTreeMap::new() };
        for action in done {
            model.apply(*action);
        }
        model
    }

    fn epoch(&self) -> usize {
        (self.block / EPOCH) as usize
    }

    fn next(&self) -> usize {
        self.epoch() + 1
    }

    fn settled(&self) -> usize {
        self.next() + self.warm_up
    }

    fn person(&mut self, who: AccountId) -> &mut Person {
        self.people.get_mut(&who).unwrap()
    }

    fn add(&mut self, who: AccountId, tier: TierIndex, amount: Balance) {
        let settled = self.settled();
        let person = self.person(who);
        person.staked[tier as usize] += amount;
        for counts in &mut person.counts[settled..] {
            counts[tier as usize] += amount;
        }
    }

    fn cap(&mut self, who: AccountId) {
        let next = self.next();
        let person = self.person(who);
        for counts in &mut person.counts[next..] {
            for (counted, staked) in counts.iter_mut().zip(person.staked) {
                *counted = (*counted).min(staked);
            }
        }
    }

    /// Does what is allowed.
    fn apply(&mut self, action: Action) {
        let (next, settled) = (self.next(), self.settled());
        let block = self.block;
        match action {
            Action::Stake(who, tier, amount) => self.add(who, tier, amount),
            Action::Unstake(who, tier, amount) => {
                let until = next as BlockNumber * EPOCH + LOCKS[tier as usize];
                let person = self.person(who);
                person.staked[tier as usize] -= amount;
                match person.unlocking.iter_mut().find(|u| (u.0, u.2) == (tier, until)) {
                    Some(unlocking) => unlocking.1 += amount,
                    None => person.unlocking.push((tier, amount, until)),
                }
                self.cap(who);
            }
            Action::CancelUnstake(who, index) => {
                let (tier, amount, _) = self.person(who).unlocking.remove(index as usize);
                self.add(who, tier, amount);
            }
            Action::Withdraw(who) => self.person(who).unlocking.retain(|u| u.2 > block),
            Action::Slash(who, amount) => {
                let mut left = amount;
                let person = self.person(who);
                let staked = person.staked.iter_mut().rev();
                for part in staked.chain(person.unlocking.iter_mut().rev().map(|u| &mut u.1)) {
                    let taken = left.min(*part);
                    *part -= taken;
                    left -= taken;
                }
                person.unlocking.retain(|u| u.1 > 0);
                self.cap(who);
            }
            Action::Delegate(who, to) => {
                let person = self.person(who);
                let present = person.delegate[next];
                person.delegate[next..settled].fill(present);
                person.delegate[settled..].fill(Some(to));
            }
            Action::Undelegate(who) => self.person(who).delegate[next..].fill(None),
            Action::Open(poll) => {
                let epoch = self.epoch();
                self.polls.insert(poll, ModelPoll { epoch, open: true, ballots: BTreeMap::new() });
            }
            Action::Close(poll) => self.polls.get_mut(&poll).unwrap().open = false,
            Action::Vote(who, poll, choice) => {
                self.polls.get_mut(&poll).unwrap().ballots.insert(who, choice);
            }
            Action::WithdrawBallot(who, poll) => {
                self.polls.get_mut(&poll).unwrap().ballots.remove(&who);
            }
            Action::Advance(blocks) => self.block += blocks,
        }
    }

    /// Whether the pallet must do it.
    fn allows(&self, action: Action) -> bool {
        let person = |who| &self.people[&who];
        let poll = |poll| self.polls.get(&poll).filter(|poll| poll.open);
        match action {
            Action::Stake(_, _, amount) => amount > 0,
            Action::Unstake(who, tier, amount) => {
                amount > 0 && person(who).staked[tier as usize] >= amount
            }
            Action::CancelUnstake(who, index) => (index as usize) < person(who).unlocking.len(),
            Action::Withdraw(who) => person(who).unlocking.iter().any(|u| u.2 <= self.block),
            Action::Slash(who, amount) => amount > 0 && self.on_hold(who) >= amount,
            Action::Delegate(who, to) => {
                let staked: Balance = person(who).staked.iter().sum();
                who != to && staked > 0 && person(who).delegate[EPOCHS - 1] != Some(to)
            }
            Action::Undelegate(who) => person(who).delegate[EPOCHS - 1].is_some(),
            Action::Open(poll) => !self.polls.contains_key(&poll),
            Action::Close(id) => poll(id).is_some(),
            Action::Vote(who, id, _) => poll(id).is_some_and(|poll| {
                self.own(who, poll.epoch).stake + self.received(who, poll.epoch).stake > 0
            }),
            Action::WithdrawBallot(who, id) => {
                poll(id).is_some_and(|poll| poll.ballots.contains_key(&who))
            }
            Action::Advance(_) => true,
        }
    }

    fn on_hold(&self, who: AccountId) -> Balance {
        let person = &self.people[&who];
        let staked: Balance = person.staked.iter().sum();
        staked + person.unlocking.iter().map(|u| u.1).sum::<Balance>()
    }

    fn own(&self, who: AccountId, epoch: usize) -> Say {
        let counts = self.people[&who].counts[epoch];
        let power = counts.iter().zip(MULTIPLIERS).map(|(amount, times)| amount * times / 100);
        let power: Balance = power.sum();
        let root = (power as f64).sqrt() as Balance;
        Say { stake: counts.iter().sum(), power, root }
    }

    fn delegators(&self, to: AccountId, epoch: usize) -> impl Iterator<Item = AccountId> + '_ {
        let delegates = move |who: &AccountId| self.people[who].delegate[epoch] == Some(to);
        PEOPLE.into_iter().filter(delegates)
    }

    fn received(&self, to: AccountId, epoch: usize) -> Say {
        sum(self.delegators(to, epoch).map(|who| self.own(who, epoch)))
    }

    fn total(&self, epoch: usize) -> Say {
        sum(PEOPLE.into_iter().map(|who| self.own(who, epoch)))
    }

    /// What each ballot of a poll counts for: the voter, and its delegators who have not voted.
    fn ballots(&self, poll: &ModelPoll) -> BTreeMap<AccountId, Ballot> {
        let own = |who| self.own(who, poll.epoch);
        let count = |(voter, choice): (&AccountId, &Choice)| {
            let absent = self
                .delegators(*voter, poll.epoch)
                .filter(|who| !poll.ballots.contains_key(who))
                .map(own);
            (*voter, Ballot { choice: *choice, say: sum(absent.chain([own(*voter)])) })
        };
        poll.ballots.iter().map(count).collect()
    }
}

fn sum(parts: impl Iterator<Item = Say>) -> Say {
    parts.fold(Say::default(), |sum, part| sum.checked_add(&part).unwrap())
}

/// Does it on the chain.
fn perform(action: Action) -> DispatchResult {
    match action {
        Action::Stake(who, tier, amount) => stake(who, tier, amount),
        Action::Unstake(who, tier, amount) => unstake(who, tier, amount),
        Action::CancelUnstake(who, index) => Voting::cancel_unstake(by(who), index),
        Action::Withdraw(who) => Voting::withdraw(by(who), who),
        Action::Slash(who, amount) => {
            slash(who, amount);
            Voting::rebase(by(who), who)
        }
        Action::Delegate(who, to) => delegate(who, to),
        Action::Undelegate(who) => Voting::undelegate(by(who)),
        Action::Open(poll) => open(poll),
        Action::Close(poll) => {
            close(poll);
            Ok(())
        }
        Action::Vote(who, poll, choice) => vote(who, poll, choice),
        Action::WithdrawBallot(who, poll) => withdraw_ballot(who, poll),
        Action::Advance(blocks) => {
            Voting::on_idle(System::block_number(), Weight::MAX);
            go_to(System::block_number() + blocks);
            Ok(())
        }
    }
}

/// Compares everything that can be seen.
fn compare(model: &Model) {
    let epochs = model.epoch().saturating_sub(RETENTION)..=model.settled();
    for epoch in epochs {
        let at = epoch as u32;
        assert_eq!(Total::<Test>::get().at(at), model.total(epoch));
        for who in PEOPLE {
            let position = Own::<Test>::get(who).at(at);
            assert_eq!(position.tiers, model.people[&who].counts[epoch]);
            assert_eq!(position.delegate, model.people[&who].delegate[epoch]);
            assert_eq!(Received::<Test>::get(who).at(at), model.received(who, epoch));
        }
    }
    for who in PEOPLE {
        let seen = Voting::say(who);
        assert_eq!(seen.own, model.own(who, model.epoch()));
        assert_eq!(seen.received, model.received(who, model.epoch()));
        assert_eq!(seen.settled, model.own(who, EPOCHS - 1));
        assert_eq!(Stakes::<Test>::get(who).tiers, model.people[&who].staked);
        assert_eq!(Stakes::<Test>::get(who).total(), model.on_hold(who));
    }
    for (id, poll) in model.polls.iter().filter(|(_, poll)| poll.open) {
        let ballots = model.ballots(poll);
        assert_eq!(Ballots::<Test>::iter_prefix(id).collect::<BTreeMap<_, _>>(), ballots);
        let cast = |choice| ballots.values().filter(move |ballot| ballot.choice == choice);
        let power = |choice| cast(choice).map(|ballot| ballot.say.power).sum::<Balance>();
        let stake = |choice| cast(choice).map(|ballot| ballot.say.stake).sum::<Balance>();
        let house = House {
            ayes: power(Choice::Aye),
            nays: power(Choice::Nay),
            abstains: power(Choice::Abstain),
            support: stake(Choice::Aye) + stake(Choice::Abstain),
            electorate: model.total(poll.epoch).stake.max(100),
        };
        assert_eq!(tally(*id).houses.to_vec(), vec![house]);
    }
    assert_ok!(Voting::do_try_state());
}

/// Tells a story to both. Whoever opens polls closes them before say is forgotten.
fn tell(warm_up: usize, story: Vec<Action>) {
    let mut done = Vec::new();
    for action in story {
        let model = Model::replay(warm_up, &done);
        if let Action::Advance(blocks) = action {
            let epoch = ((model.block + blocks) / EPOCH) as usize;
            let old = |poll: &ModelPoll| poll.open && poll.epoch + RETENTION < epoch;
            for (id, _) in model.polls.iter().filter(|(_, poll)| old(poll)) {
                assert_ok!(perform(Action::Close(*id)));
                done.push(Action::Close(*id));
            }
        }
        let skipped = matches!(action, Action::Slash(..) | Action::Open(_) | Action::Close(_));
        if skipped && !model.allows(action) {
            continue;
        }
        let result = frame_support::storage::with_storage_layer(|| perform(action));
        assert_eq!(result.is_ok(), model.allows(action), "{action:?}: {result:?}");
        if result.is_ok() {
            done.push(action);
            compare(&Model::replay(warm_up, &done));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_pallet_agrees_with_a_plain_model(
        warm_up in 0..4usize,
        story in prop::collection::vec(actions(), 1..100),
    ) {
        ExtBuilder::default().warm_up(warm_up as u32).build().execute_with(|| tell(warm_up, story));
    }
}
