//! What the first block starts with.

use crate::{mock::*, *};

fn build(change: impl FnOnce(&mut GenesisConfig<Test>)) {
    ExtBuilder::default().genesis(change).build_and_execute(|| {});
}

#[test]
fn what_genesis_says_holds_in_the_first_block() {
    ExtBuilder::default().build_and_execute(|| {
        assert_eq!(CurrentPeriods::<Test>::get(), PERIODS);
        assert_eq!(PanelPool::<Test>::get().to_vec(), pool());
        for (kind, rules) in appeal_rules() {
            assert_eq!(RulesOfAppeal::<Test>::get(kind), Some(rules));
        }
        for (office, appointment) in offices() {
            assert_eq!(Offices::<Test>::get(office), Some(appointment));
        }
    });
}

#[test]
fn the_defaults_agree_with_each_other() {
    build(|genesis| *genesis = GenesisConfig::default());
}

#[test]
#[should_panic = "a period is zero"]
fn a_period_of_no_blocks_is_refused() {
    build(|genesis| genesis.periods.answer = 0);
}

#[test]
#[should_panic = "a freeze may outlast what a year allows"]
fn a_freeze_that_outlasts_what_a_year_allows_is_refused() {
    build(|genesis| genesis.periods.longest_freeze = genesis.periods.freezes_a_year + 1);
}

#[test]
#[should_panic = "two rules for appeals against one kind of measure"]
fn two_rules_for_one_kind_of_measure_are_refused() {
    build(|genesis| genesis.appeal_rules.push(genesis.appeal_rules[0]));
}

#[test]
#[should_panic = "rules for appeals that cannot be kept"]
fn a_panel_of_nobody_is_refused() {
    build(|genesis| genesis.appeal_rules[0].1.panel = 0);
}

#[test]
#[should_panic = "rules for appeals that cannot be kept"]
fn a_panel_that_is_too_large_is_refused() {
    build(|genesis| genesis.appeal_rules[0].1.panel = 8);
}

#[test]
#[should_panic = "rules for appeals that cannot be kept"]
fn no_time_to_appeal_is_refused() {
    build(|genesis| genesis.appeal_rules[0].1.window = 0);
}

#[test]
#[should_panic = "rules for appeals that cannot be kept"]
fn no_time_to_decide_is_refused() {
    build(|genesis| genesis.appeal_rules[0].1.decision = 0);
}

#[test]
#[should_panic = "somebody is in the pool twice"]
fn a_pool_with_somebody_twice_is_refused() {
    build(|genesis| genesis.pool.push(genesis.pool[0].clone()));
}

#[test]
fn a_pool_may_be_as_large_as_panels_are_drawn_from() {
    build(|genesis| genesis.pool = (0..64).map(|n| AccountId::new([n; 32])).collect());
}

#[test]
#[should_panic = "more people in the pool than panels are drawn from"]
fn a_pool_that_is_larger_is_refused() {
    build(|genesis| genesis.pool = (0..65).map(|n| AccountId::new([n; 32])).collect());
}

#[test]
fn offices_may_be_vacant() {
    build(|genesis| genesis.offices.clear());
}

#[test]
#[should_panic = "an office is filled twice"]
fn an_office_that_is_filled_twice_is_refused() {
    let also = Appointment { account: alice(), until: 10 };
    build(|genesis| genesis.offices.push((Office::Review, also)));
}

#[test]
#[should_panic = "one account holds both offices"]
fn one_account_in_both_offices_is_refused() {
    build(|genesis| genesis.offices[1].1.account = one());
}

#[test]
#[should_panic = "a term of office is over or too long"]
fn a_term_that_is_over_is_refused() {
    build(|genesis| genesis.offices[0].1.until = 0);
}

#[test]
#[should_panic = "a term of office is over or too long"]
fn a_term_that_is_too_long_is_refused() {
    build(|genesis| genesis.offices[0].1.until = MAX_TERM + 1);
}

#[test]
#[should_panic = "rules for appeals that cannot be kept"]
fn a_refusal_that_an_appeal_would_pause_is_refused() {
    let paused = |rules: &mut (MeasureKind, AppealRules)| rules.1.effect = Effect::Pauses;
    build(|genesis| {
        genesis
            .appeal_rules
            .iter_mut()
            .filter(|(kind, _)| *kind == MeasureKind::Refusal)
            .for_each(paused);
    });
}
