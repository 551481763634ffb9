//! Decisions against a plain model, which looks at every block of a decision in turn.

use frame_support::sp_runtime::Perbill;
use proptest::prelude::*;

use super::curves::any_curve;
use crate::{mock::*, Curve, Event, Status, Track, Tracks};

/// A standing, in parts of a billion, that is set in a block of the decision.
type Ballot = (u32, u32);

#[derive(Debug, PartialEq)]
struct Lived {
    outcome: Status,
    confirmations: Vec<u32>,
    losses: Vec<u32>,
}

/// Looks at the tally in every block: first at what the block brings, then at its ballots.
fn model(rules: &Track, began: u32, ballots: &[Ballot]) -> Lived {
    let mut lived = Lived { outcome: Status::Deciding, confirmations: vec![], losses: vec![] };
    let (mut standing, mut confirming) = (0, None);
    for block in began.. {
        let passes = |standing| {
            let required = rules.required(block - began);
            let share = Perbill::from_parts(standing);
            share >= required.approval && share >= required.support
        };
        let is_open = block < began + rules.decision;
        if confirming.is_none() && is_open && passes(standing) {
            confirming = Some(block);
            lived.confirmations.push(block);
        }
        if confirming.is_some_and(|since| block >= since + rules.confirmation) {
            let until = block + rules.timelock;
            lived.outcome = Status::Timelocked { approved: block, until };
            return lived;
        }
        if confirming.is_none() && !is_open {
            lived.outcome = Status::Rejected { at: block };
            return lived;
        }
        for (_, set) in ballots.iter().filter(|(at, _)| began + at == block) {
            standing = *set;
            if confirming.is_some() && !passes(standing) {
                confirming = None;
                lived.losses.push(block);
                if !is_open {
                    lived.outcome = Status::Rejected { at: block };
                    return lived;
                }
            } else if confirming.is_none() && is_open && passes(standing) {
                confirming = Some(block);
                lived.confirmations.push(block);
            }
        }
    }
    unreachable!("a decision ends")
}

fn set_standing(id: u32, parts: u32) -> bool {
    use althing_primitives::poll::Standing;
    use frame_support::{
        sp_runtime::DispatchError,
        traits::{PollStatus, Polling},
    };
    let share = Perbill::from_parts(parts);
    ProposalsPallet::try_access_poll(id, |poll| match poll {
        PollStatus::Ongoing(tally, _) => {
            tally.0[0] = Standing { approval: share, support: share };
            Ok(())
        }
        _ => Err(DispatchError::Other("closed")),
    })
    .is_ok()
}

/// Runs a decision in which only every `pace`-th block has room for what is due.
fn live(rules: &Track, ballots: &[Ballot], pace: u32) -> (u32, Lived) {
    let mut lived = Lived { outcome: Status::Deciding, confirmations: vec![], losses: vec![] };
    let mut began = 0;
    ExtBuilder::default().build_and_execute(|| {
        Tracks::<Test>::insert(SPEND, rules);
        let id = decide(SPEND);
        began = now();
        let mut is_open = true;
        while is_open {
            for (_, parts) in ballots.iter().filter(|(at, _)| began + at == now()) {
                set_standing(id, *parts);
            }
            if (now() + 1).is_multiple_of(pace) {
                run_to(now() + 1);
            } else {
                run_full_blocks_to(now() + 1);
            }
            is_open = status(id) == Status::Deciding;
        }
        lived.outcome = status(id);
        for event in events() {
            match event {
                Event::ConfirmationStarted { since, .. } => lived.confirmations.push(since),
                Event::ConfirmationLost { at, .. } => lived.losses.push(at),
                _ => (),
            }
        }
    });
    (began, lived)
}

fn any_track() -> impl Strategy<Value = Track> {
    let curves = (any_curve(), any_curve());
    (curves, 1u32..60, 1u32..20).prop_map(|((approval, support), decision, confirmation)| Track {
        approval,
        support,
        decision,
        confirmation,
        timelock: 200,
        ..track(crate::Authority::Root)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_decision_lives_as_the_model_does_however_late_it_is_looked_at(
        rules in any_track(),
        ballots in proptest::collection::vec((0u32..80, 0u32..=1_000_000_000), 0..12),
        pace in 1u32..40,
    ) {
        let mut ballots = ballots;
        ballots.sort_by_key(|(at, _)| *at);
        let (began, lived) = live(&rules, &ballots, pace);
        prop_assert_eq!(lived, model(&rules, began, &ballots));
    }
}

#[test]
fn the_model_rejects_what_never_passes() {
    let flat = Curve::Linear {
        length: Perbill::one(),
        floor: Perbill::from_percent(50),
        ceil: Perbill::from_percent(50),
    };
    let rules = Track { approval: flat.clone(), support: flat, ..track(crate::Authority::Root) };
    let lived = model(&rules, 5, &[(3, 400_000_000)]);
    assert_eq!(lived.outcome, Status::Rejected { at: 105 });
}
