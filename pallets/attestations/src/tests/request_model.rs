//! Requests against a plain model of what is held for them, and whose it is in the end.

use std::collections::BTreeMap;

use althing_primitives::{Balance, BlockNumber};
use frame_support::assert_ok;
use proptest::prelude::*;
use sp_core::H256;

use crate::{mock::*, HoldReason, IssuerId, Issuers, RefusalReason, Terms};

const COMMITMENT: H256 = H256::repeat_byte(0xc0);

/// What may be tried; people go by number.
#[derive(Clone, Copy, Debug)]
enum Step {
    Ask(usize, Balance),
    Accept(usize),
    Refuse(usize),
    Close { by: usize, whose: usize },
    SetDeposit(Balance),
    Blocks(BlockNumber),
}

fn any_step() -> impl Strategy<Value = Step> {
    let person = || 0..people().len();
    prop_oneof![
        6 => (person(), prop_oneof![Just(0), 1..500u128]).prop_map(|(who, fee)| Step::Ask(who, fee)),
        3 => person().prop_map(Step::Accept),
        2 => person().prop_map(Step::Refuse),
        3 => (person(), person()).prop_map(|(by, whose)| Step::Close { by, whose }),
        1 => (0..100u128).prop_map(Step::SetDeposit),
        3 => (1..12u32).prop_map(Step::Blocks),
    ]
}

fn people() -> [AccountId; 4] {
    [alice(), bob(), eve(), ferdie()]
}

/// A request that is open, or was refused.
struct Asked {
    fee: Balance,
    deposit: Balance,
    deadline: BlockNumber,
    refused: bool,
}

/// Who has asked, and what everybody has paid so far.
#[derive(Default)]
struct Model {
    now: BlockNumber,
    deposit: Balance,
    asked: BTreeMap<usize, Asked>,
    paid: BTreeMap<usize, Balance>,
}

impl Model {
    fn open(&self) -> usize {
        self.asked.values().filter(|asked| !asked.refused).count()
    }

    fn held(&self, who: usize) -> Balance {
        let open = self.asked.get(&who).filter(|asked| !asked.refused);
        open.map_or(0, |asked| asked.fee + asked.deposit)
    }

    fn is_answerable(&self, who: usize) -> bool {
        let asked = self.asked.get(&who);
        asked.is_some_and(|asked| !asked.refused && self.now < asked.deadline)
    }

    /// Does the step if it is allowed, and returns whether it is.
    fn step(&mut self, step: Step) -> bool {
        let now = self.now;
        match step {
            Step::Ask(who, fee) => {
                let allowed = !self.asked.contains_key(&who) && self.open() < MAX_REQUESTS as usize;
                if allowed {
                    let (deposit, deadline) = (self.deposit, now + PERIODS.answer);
                    self.asked.insert(who, Asked { fee, deposit, deadline, refused: false });
                }
                allowed
            }
            Step::Accept(who) => {
                let allowed = self.is_answerable(who);
                if allowed {
                    let asked = self.asked.remove(&who).unwrap();
                    *self.paid.entry(who).or_default() += asked.fee;
                }
                allowed
            }
            Step::Refuse(who) => {
                let allowed = self.is_answerable(who);
                if allowed {
                    let asked = self.asked.get_mut(&who).unwrap();
                    (asked.refused, asked.deadline) = (true, now + WINDOW);
                }
                allowed
            }
            Step::Close { by, whose } => {
                let Some(asked) = self.asked.get(&whose) else { return false };
                let allowed = by == whose || now >= asked.deadline;
                if allowed {
                    self.asked.remove(&whose);
                }
                allowed
            }
            Step::SetDeposit(deposit) => {
                self.deposit = deposit;
                true
            }
            Step::Blocks(count) => {
                self.now += count;
                // What was due in a block is done at its end.
                self.asked.retain(|_, asked| asked.deadline >= self.now);
                true
            }
        }
    }
}

/// Does the step on the chain, and returns whether it was done. What is accepted is given up at
/// once, so that it can be asked for again.
fn perform(step: Step, id: IssuerId, schema: u32) -> bool {
    let account = |who: usize| people()[who].clone();
    match step {
        Step::Ask(who, fee) => Attestations::request(by(account(who)), id, COMMITMENT, fee).is_ok(),
        Step::Accept(who) => {
            let terms = Terms { commitment: COMMITMENT, ..terms() };
            let accepted = Attestations::accept(by(charlie()), id, account(who).into(), terms);
            if accepted.is_ok() {
                assert_ok!(Attestations::renounce(by(account(who)), schema));
            }
            accepted.is_ok()
        }
        Step::Refuse(who) => {
            let (whose, reason) = (account(who).into(), RefusalReason::OutOfScope);
            Attestations::refuse(by(charlie()), id, whose, reason, H256::zero()).is_ok()
        }
        Step::Close { by: closer, whose } => {
            let origin = by(account(closer));
            Attestations::close_request(origin, id, account(whose).into()).is_ok()
        }
        Step::SetDeposit(deposit) => {
            RequestDeposit::set(deposit);
            true
        }
        Step::Blocks(count) => {
            run_to(System::block_number() + count);
            true
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_held_for_requests_is_the_issuers_or_the_subjects_in_the_end(
        steps in proptest::collection::vec(any_step(), 1..60),
    ) {
        let mut outcome = Ok(());
        RequestDeposit::set(ASKING_DEPOSIT);
        ExtBuilder::default().build_and_execute(|| {
            let schema = schema(rules());
            let id = bonded_issuer(schema, charlie());
            let purse = free(&charlie());
            let mut model = Model { now: 1, deposit: ASKING_DEPOSIT, ..Model::default() };
            outcome = steps.into_iter().try_for_each(|step| {
                let allowed = model.step(step);
                prop_assert_eq!(perform(step, id, schema), allowed, "{:?}", step);
                for (who, account) in people().iter().enumerate() {
                    let paid = model.paid.get(&who).copied().unwrap_or_default();
                    prop_assert_eq!(held(account, HoldReason::Request), model.held(who));
                    prop_assert_eq!(free(account), PURSE - paid - model.held(who));
                }
                prop_assert_eq!(free(&charlie()), purse + model.paid.values().sum::<Balance>());
                let open = Issuers::<Test>::get(id).unwrap().requests;
                prop_assert_eq!(open as usize, model.open());
                Ok(())
            });
        });
        outcome?;
    }
}
