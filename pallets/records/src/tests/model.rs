//! Random dealings of all kinds against a plain model of a register, which was written from what the
//! calls promise and shares nothing with them but types.
//!
//! After each attempt the model says whether it had to succeed, and both have to say the same of
//! everything: who owns what, what weighs on it and in which order, what waits for whom, what was said
//! and what is known of any day, and who has which money. What was entered once stays, byte by byte.

mod attempts;
mod check;
mod desk;
mod entries;
mod lodging;
mod offices;
mod parties;
mod sound;
mod state;
mod steps;
mod wishes;

use std::collections::{BTreeMap, HashSet};

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use sp_runtime::{DispatchResult, StateVersion};

use self::{
    attempts::Attempt,
    check::Archive,
    state::*,
    steps::{rules_of, step, Step},
};
use crate::{mock::*, *};

/// Who is who: two accounts are one citizen's, and nobody knows who the auditor is.
fn tags() -> BTreeMap<AccountId, u8> {
    let known = [alice(), bob(), charlie(), dave(), ferdie(), one()];
    let mut tags: BTreeMap<_, _> = known.into_iter().zip(1..).collect();
    tags.extend([(two(), tags[&one()]), (authority(), 99)]);
    tags
}

/// A register with some titles, and the model of it.
fn found() -> Model {
    let tags = tags();
    tags.iter().for_each(|(who, tag)| Persons::set(who, *tag));
    create();
    let mut model = Model::new(tags);
    let party = Party::Account;
    let both = [party(alice()), party(one())].to_vec();
    let owners = [sole(alice()), Ownership::Joint(both.try_into().unwrap()), sole(two())];
    for (n, ownership) in (100..).zip(owners) {
        let act = first_registration(n, ownership);
        let wish = Wish { record: None, act, effective: None };
        let id = model.numbers;
        attempt(&mut model, &Attempt::Lodge(bob(), wish));
        attempt(&mut model, &Attempt::Approve(charlie(), id));
    }
    model
}

/// Both do it, or both refuse to; what the chain refuses leaves no trace.
fn attempt(model: &mut Model, attempt: &Attempt) {
    let allowed = model.take(attempt).is_some();
    let outcome = if allowed { attempt.perform() } else { without_a_trace(attempt) };
    assert_eq!(outcome.is_ok(), allowed, "{outcome:?} of {attempt:?}");
}

fn without_a_trace(attempt: &Attempt) -> DispatchResult {
    let root = || sp_io::storage::root(StateVersion::V1);
    let before = root();
    let outcome = attempt.perform();
    assert_eq!(root(), before, "{outcome:?} of {attempt:?} left a trace");
    outcome
}

/// Goes through all steps under one of the rules, and returns what came of it.
fn walk(rules: usize, steps: &[Step]) -> Model {
    let mut last = None;
    ExtBuilder.build_and_execute(|| {
        let (mut model, mut archive) = (found(), Archive::default());
        attempt(&mut model, &Attempt::SetRules(rules_of(rules)));
        let parts: Vec<_> = steps.iter().flat_map(Step::parts).collect();
        for (n, step) in (1..).zip(&parts) {
            for it in model.attempts(step) {
                attempt(&mut model, &it);
            }
            model.check();
            archive.check(&model);
            // Any days of any records, in a fixed order.
            let days = model.today - TODAY + 60;
            for sample in [n * 7, n * 11, n * 13] {
                let id = sample as RecordId % (model.titles.len() as RecordId + 1);
                model.check_history(id, TODAY - 40 + sample * 17 % days);
            }
        }
        last = Some(model);
    });
    last.unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn a_register_agrees_with_a_plain_model(
        rules in 0..6_usize,
        steps in prop::collection::vec(step(), 1..120),
    ) {
        walk(rules, &steps);
    }
}

/// The same walks each time, to see that they get everywhere: dealings of all kinds are entered,
/// and all that can be attempted succeeds.
#[test]
fn random_dealings_of_every_kind_are_completed() {
    let mut runner = TestRunner::deterministic();
    let (mut done, mut seen) = (BTreeMap::<Kind, u32>::new(), HashSet::new());
    for rules in 0..18 {
        let steps = prop::collection::vec(step(), 300).new_tree(&mut runner).unwrap().current();
        let walked = walk(rules, &steps);
        seen.extend(walked.seen);
        for (kind, count) in walked.done {
            *done.entry(kind).or_default() += count;
        }
    }
    assert_eq!(done.len(), 19, "only these: {done:?}");
    assert_eq!(seen.len(), 26, "something was never allowed");
}
