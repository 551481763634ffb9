//! Freezes against a plain model: a list of the blocks in which an account was frozen.

use althing_primitives::{
    eligibility::{PolicyVersion, Purpose, Unmet},
    freezing::IsFrozen,
    BlockNumber,
};
use proptest::prelude::*;

use super::policies::{clause, policy, rule};
use crate::{mock::*, *};

const YEAR: BlockNumber = 20;
const CAP: BlockNumber = 9;
const LONGEST: BlockNumber = 5;

/// What may happen to Alice within a block.
#[derive(Clone, Debug)]
enum Step {
    Freeze(BlockNumber),
    Prolong(BlockNumber),
    Unfreeze,
    Pause,
    Resume,
    Overturn,
    Wait(BlockNumber),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..LONGEST + 2).prop_map(Step::Freeze),
        2 => (0..LONGEST + 2).prop_map(Step::Prolong),
        1 => Just(Step::Unfreeze),
        1 => Just(Step::Pause),
        1 => Just(Step::Resume),
        1 => Just(Step::Overturn),
        6 => (1..4u32).prop_map(Step::Wait),
    ]
}

/// The freeze that is laid on the account.
#[derive(Clone, Copy)]
struct Laid {
    until: BlockNumber,
    at_work: bool,
    was_paused: bool,
}

/// What the account should be like.
#[derive(Default)]
struct Model {
    /// Whether it was frozen in each of the blocks that are over.
    frozen: Vec<bool>,
    laid: Option<Laid>,
}

impl Model {
    fn now(&self) -> BlockNumber {
        self.frozen.len() as BlockNumber
    }

    fn is_frozen(&self) -> bool {
        self.laid.is_some_and(|laid| laid.at_work)
    }

    /// Whether the account could be frozen from now until `until`, as far as any year is concerned.
    fn allows(&self, until: BlockNumber) -> bool {
        let mut blocks = self.frozen.clone();
        blocks.resize(until as usize, true);
        (0..blocks.len()).all(|last| {
            let first = (last + 1).saturating_sub(YEAR as usize);
            blocks[first..=last].iter().filter(|frozen| **frozen).count() <= CAP as usize
        })
    }

    /// Does a step, and says whether it is allowed.
    fn take(&mut self, step: &Step) -> bool {
        let allowed = match (step, self.laid) {
            (Step::Freeze(duration), None) => {
                (1..=LONGEST).contains(duration) && self.allows(self.now() + duration)
            }
            (Step::Prolong(duration), Some(laid)) => {
                *duration > 0 && self.allows(laid.until + duration)
            }
            (Step::Freeze(_), Some(_)) => false,
            (Step::Wait(_), _) => true,
            (Step::Pause, Some(laid)) => !laid.was_paused,
            (_, laid) => laid.is_some(),
        };
        if allowed {
            self.carry_out(step);
        }
        allowed
    }

    fn carry_out(&mut self, step: &Step) {
        let now = self.now();
        match (step, &mut self.laid) {
            (Step::Freeze(duration), laid) => {
                *laid = Some(Laid { until: now + duration, at_work: true, was_paused: false });
            }
            (Step::Prolong(duration), Some(laid)) => laid.until += duration,
            (Step::Pause, Some(laid)) => (laid.at_work, laid.was_paused) = (false, true),
            (Step::Resume, Some(laid)) => laid.at_work = true,
            (Step::Wait(blocks), _) => (0..*blocks).for_each(|_| self.next_block()),
            (_, laid) => *laid = None,
        }
    }

    fn next_block(&mut self) {
        self.frozen.push(self.is_frozen());
        let now = self.now();
        self.laid = self.laid.filter(|laid| laid.until > now);
    }
}

/// Does a step on the chain, and says whether it succeeds.
fn take(step: &Step) -> bool {
    let (alice, evidence) = (alice(), Default::default());
    let result = frame_support::storage::with_storage_layer(|| match step {
        Step::Freeze(duration) => {
            let cause = FreezeCause::Fraud;
            Attestations::freeze(by(one()), alice.into(), *duration, cause, evidence)
        }
        Step::Prolong(duration) => {
            Attestations::prolong(by(two()), alice.into(), *duration, evidence)
        }
        Step::Unfreeze => Attestations::unfreeze(by(two()), alice.into()),
        Step::Pause => Attestations::set_freeze_effect(&alice, FreezeEffect::Paused),
        Step::Resume => Attestations::set_freeze_effect(&alice, FreezeEffect::InForce),
        Step::Overturn => Attestations::overturn_freeze(&alice),
        Step::Wait(blocks) => {
            run_to(System::block_number() + blocks);
            Ok(())
        }
    });
    result.is_ok()
}

/// Whether the chain says the same as the model of this block and of every block of the last year.
fn check(model: &Model, everybody: PolicyVersion) {
    let now = model.now();
    assert_eq!(System::block_number(), now);
    assert_eq!(<Attestations as IsFrozen<AccountId>>::is_frozen(&alice()), model.is_frozen());
    let until = model.laid.filter(|laid| laid.at_work).map(|laid| laid.until);
    assert_eq!(Attestations::frozen_until(alice()), until);
    let paid = Balances::transfer_keep_alive(by(alice()), bob().into(), 1);
    assert_eq!(paid.is_err(), model.is_frozen());
    for block in now.saturating_sub(YEAR - 1)..=now {
        let frozen = model.frozen.get(block as usize).copied().unwrap_or(model.is_frozen());
        let expected = if frozen { Err(Unmet::Frozen) } else { Ok(None) };
        let standing = |purpose| Attestations::standing(alice(), everybody, block, purpose);
        assert_eq!(standing(Purpose::Act), expected, "in block {block}, now {now}");
        assert_eq!(standing(Purpose::Speak), Ok(None));
    }
    Attestations::do_try_state().unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn an_account_is_frozen_in_the_blocks_that_a_plain_model_says(
        steps in prop::collection::vec(step(), 1..80),
    ) {
        let periods = Periods { longest_freeze: LONGEST, freezes_a_year: CAP, year: YEAR, ..PERIODS };
        ExtBuilder::default().genesis(|genesis| genesis.periods = periods).build_and_execute(|| {
            // Nobody has an attestation of this schema, so everybody meets the policy.
            let everybody = policy(rule([clause(Quantifier::None, schema(rules()))]));
            // The model counts from block 0, which is over.
            let mut model = Model { frozen: vec![false], laid: None };
            for step in steps {
                let again = matches!(step, Step::Pause) && model.laid.is_some_and(|laid| laid.was_paused);
                if again {
                    // A freeze is appealed, and so paused, once at most.
                    continue;
                }
                assert_eq!(model.take(&step), take(&step), "{step:?}");
                check(&model, everybody);
            }
        });
    }
}
