//! Panels: when they are drawn, in which order, and who may not decide a case.

use std::collections::BTreeMap;

use frame_support::{assert_noop, assert_ok, weights::Weight};
use sp_core::H256;
use sp_runtime::traits::BadOrigin;

use super::appeals::{
    appeal, attested, change_rules, members, outcome, revocation, revoke, GROUNDS,
};
use crate::{mock::*, *};

type Error = crate::Error<Test>;

/// Who sits, in their order.
fn order() -> Vec<AccountId> {
    CurrentSitting::<Test>::get().map(|sitting| sitting.order.into_inner()).unwrap_or_default()
}

fn sorted(mut people: Vec<AccountId>) -> Vec<AccountId> {
    people.sort();
    people
}

fn set_pool(members: Vec<AccountId>) {
    let members = Pool::truncate_from(members);
    assert_ok!(Attestations::set_pool(RuntimeOrigin::root(), members));
}

/// How many panels were drawn.
fn draws() -> usize {
    events().iter().filter(|event| matches!(event, Event::PanelDrawn { .. })).count()
}

/// Who decides the appeal of Alice where these people sit.
fn panel_from(pool: Vec<AccountId>, seats: u8, measure: Measure<AccountId>) -> Vec<AccountId> {
    CurrentSitting::<Test>::kill();
    set_pool(pool);
    change_rules(measure.kind(), |rules| rules.panel = seats);
    sorted(members(appeal(measure)))
}

#[test]
fn a_panel_is_drawn_in_the_first_block() {
    ExtBuilder::default().build_and_execute(|| {
        let sitting = CurrentSitting::<Test>::get().expect("somebody sits");
        assert_eq!(sitting.drawn, 1);
        assert_eq!(sorted(order()), sorted(pool()));
        let seed = System::parent_hash();
        assert_eq!(last_event(), Event::PanelDrawn { order: sitting.order, seed });
    });
}

#[test]
fn a_panel_sits_for_a_term() {
    ExtBuilder::default().build_and_execute(|| {
        let first = order();
        run_to(PERIODS.panel_term);
        System::set_parent_hash(H256::repeat_byte(7));
        assert_eq!((draws(), order()), (1, first.clone()));
        run_to(PERIODS.panel_term + 1);
        assert_eq!(draws(), 2);
        assert_eq!(CurrentSitting::<Test>::get().unwrap().drawn, PERIODS.panel_term + 1);
        assert_eq!(sorted(order()), sorted(first.clone()));
        assert_ne!(order(), first);
        run_to(2 * PERIODS.panel_term + 1);
        assert_eq!(draws(), 3);
    });
}

#[test]
fn a_draw_is_paid_for_in_its_block_only() {
    ExtBuilder::default().build_and_execute(|| {
        assert_eq!(Attestations::draw_panel_if_due(2), Weight::zero());
        let term = PERIODS.panel_term;
        assert_eq!(Attestations::draw_panel_if_due(term), Weight::zero());
        let drawn = <() as WeightInfo>::draw_panel();
        assert_eq!(Attestations::draw_panel_if_due(term + 1), drawn);
    });
}

#[test]
fn the_parent_hash_determines_the_order() {
    let drawn = |seed: u8| {
        ExtBuilder::default().build().execute_with(|| {
            CurrentSitting::<Test>::kill();
            System::set_parent_hash(H256::repeat_byte(seed));
            set_pool(pool());
            let seed = H256::repeat_byte(seed);
            assert!(matches!(last_event(), Event::PanelDrawn { seed: told, .. } if told == seed));
            order()
        })
    };
    assert_eq!(drawn(1), drawn(1));
    assert_ne!(drawn(1), drawn(2));
}

#[test]
fn every_order_is_as_likely_as_the_next() {
    ExtBuilder::default().build_and_execute(|| {
        let mut orders = BTreeMap::<_, u32>::new();
        for seed in 0..1_200u64 {
            CurrentSitting::<Test>::kill();
            System::set_parent_hash(H256::from_low_u64_be(seed));
            set_pool(pool()[..3].to_vec());
            *orders.entry(order()).or_default() += 1;
        }
        assert_eq!(orders.len(), 6);
        // 200 each are expected, with a standard deviation of 13.
        assert!(orders.values().all(|count| (150..250).contains(count)), "{orders:?}");
    });
}

#[test]
fn nobody_is_lost_in_a_draw() {
    ExtBuilder::default().build_and_execute(|| {
        for size in 1..=u8::try_from(MAX_POOL).unwrap() {
            CurrentSitting::<Test>::kill();
            let pool: Vec<_> = (1..=size).map(|n| AccountId::new([n; 32])).collect();
            set_pool(pool.clone());
            assert_eq!(sorted(order()), pool);
        }
    });
}

#[test]
fn a_new_pool_waits_for_the_next_draw() {
    ExtBuilder::default().build_and_execute(|| {
        let first = order();
        let others = vec![alice(), bob()];
        set_pool(others.clone());
        assert_eq!(
            last_event(),
            Event::PoolChanged {
                old: Pool::truncate_from(pool()),
                new: Pool::truncate_from(others.clone()),
            }
        );
        assert_eq!(order(), first);
        run_to(PERIODS.panel_term + 1);
        assert_eq!(sorted(order()), sorted(others));
    });
}

#[test]
fn where_nobody_sits_a_new_pool_is_drawn_from_at_once() {
    ExtBuilder::default().genesis(|genesis| genesis.pool.clear()).build_and_execute(|| {
        assert_eq!((draws(), order()), (0, vec![]));
        run_to(3);
        set_pool(vec![alice(), bob()]);
        assert_eq!(sorted(order()), sorted(vec![alice(), bob()]));
        assert_eq!(CurrentSitting::<Test>::get().unwrap().drawn, 3);
    });
}

#[test]
fn from_an_empty_pool_nobody_is_drawn() {
    ExtBuilder::default().build_and_execute(|| {
        set_pool(vec![]);
        assert_eq!(sorted(order()), sorted(pool()), "they sit until their term is over");
        run_to(PERIODS.panel_term + 1);
        assert_eq!(CurrentSitting::<Test>::get(), None);
        assert!(matches!(last_event(), Event::PanelDrawn { order, .. } if order.is_empty()));
        run_to(2 * PERIODS.panel_term + 1);
        assert_eq!(draws(), 2, "nothing has changed");
    });
}

#[test]
fn nobody_is_in_the_pool_twice() {
    ExtBuilder::default().build_and_execute(|| {
        let twice = Pool::truncate_from(vec![alice(), bob(), alice()]);
        let set = |origin| Attestations::set_pool(origin, twice.clone());
        assert_noop!(set(RuntimeOrigin::root()), Error::InvalidPool);
        assert_noop!(set(by(alice())), BadOrigin);
        assert_noop!(set(mandate(TRACK)), BadOrigin);
    });
}

#[test]
fn who_has_a_part_in_the_case_does_not_decide_it() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = tagged_schema();
        let id = bonded_issuer(schema, charlie());
        issue(id, &alice(), tagged_terms(1));
        assert_ok!(Attestations::appoint_deputy(by(charlie()), id, eve().into(), rights(), 3));
        revoke(schema);
        run_to(5);
        let fair = vec![dave(), bob()];
        let partial = vec![alice(), charlie(), eve(), ferdie(), one(), two()];
        let everybody = [fair.clone(), partial].concat();
        assert_eq!(panel_from(everybody, 7, revocation(schema)), sorted(fair));
    });
}

#[test]
fn an_office_whose_term_is_over_still_has_a_part() {
    ExtBuilder::default().genesis(|genesis| genesis.offices[0].1.until = 3).build_and_execute(
        || {
            super::appeals::freeze(&alice(), 40);
            run_to(5);
            let everybody = vec![one(), two(), alice(), dave(), charlie()];
            let panel = panel_from(everybody, 7, Measure::Freeze);
            assert_eq!(panel, sorted(vec![dave(), charlie()]));
        },
    );
}

#[test]
fn the_issuer_that_refused_does_not_decide() {
    ExtBuilder::default().build_and_execute(|| {
        let id = bonded_issuer(schema(rules()), charlie());
        assert_ok!(Attestations::request(by(alice()), id, H256::zero(), 10));
        assert_ok!(Attestations::appoint_deputy(by(charlie()), id, eve().into(), rights(), 3));
        let reason = RefusalReason::FeeTooLow;
        let who = alice().into();
        assert_ok!(Attestations::refuse(by(eve()), id, who, reason, H256::zero()));
        let everybody = vec![charlie(), eve(), alice(), dave(), bob()];
        let panel = panel_from(everybody, 7, Measure::Refusal { issuer: id });
        assert_eq!(panel, sorted(vec![dave(), bob()]));
    });
}

#[test]
fn both_issuers_and_their_deputies_keep_out_of_a_contest() {
    ExtBuilder::default().build_and_execute(|| {
        let schema_id = tagged_schema();
        let second = schema(SchemaRules { domain: Some(0), ..rules() });
        let (id, other) = (bonded_issuer(schema_id, charlie()), issuer(second, dave()));
        issue(id, &alice(), tagged_terms(1));
        assert_ok!(Attestations::appoint_deputy(by(dave()), other, eve().into(), rights(), 3));
        CurrentSitting::<Test>::kill();
        let everybody = [vec![charlie(), dave(), eve(), alice(), ferdie()], pool()].concat();
        set_pool(everybody);
        change_rules(MeasureKind::Tag, |rules| rules.panel = 7);
        let subject = Subject::Account(alice());
        let measure = Measure::Tag { issuer: other, schema: schema_id, subject };
        assert_ok!(Attestations::appeal(by(dave()), measure, GROUNDS));
        let panel = members(0);
        assert_eq!(panel.len(), 7);
        assert!(panel.iter().all(|member| pool().contains(member)));
    });
}

#[test]
fn the_order_of_the_draw_is_kept() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        revoke(schema);
        CurrentSitting::<Test>::kill();
        set_pool([pool(), vec![alice(), charlie()]].concat());
        let id = appeal(revocation(schema));
        let fair: Vec<_> =
            order().into_iter().filter(|who| *who != alice() && *who != charlie()).collect();
        assert_eq!(members(id), fair[..3]);
    });
}

#[test]
fn where_fewer_are_left_fewer_decide() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        revoke(schema);
        let panel = panel_from(vec![charlie(), bob()], 3, revocation(schema));
        assert_eq!(panel, vec![bob()]);
        let vote = Attestations::decide(by(bob()), 0, Verdict::Overturned, GROUNDS);
        assert_ok!(vote);
        assert_eq!(outcome(0), Some((Verdict::Overturned, (1, 0), Remedy::Restored)));
    });
}

#[test]
fn where_nobody_is_left_the_default_decides_at_the_deadline() {
    for default in [Verdict::Upheld, Verdict::Overturned] {
        ExtBuilder::default().build_and_execute(|| {
            let (schema, _) = attested();
            revoke(schema);
            change_rules(MeasureKind::Revocation, |rules| rules.default = default);
            assert_eq!(panel_from(vec![charlie()], 3, revocation(schema)), vec![]);
            run_to(1 + DECISION);
            assert_eq!(outcome(0), None);
            Attestations::do_try_state().unwrap();
            run_to(1 + DECISION + 1);
            assert_eq!(outcome(0).map(|(verdict, ..)| verdict), Some(default));
            assert_eq!(holds(schema, &alice()), default == Verdict::Overturned);
        });
    }
}

#[test]
fn who_was_drawn_for_a_case_decides_it_even_when_others_sit() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        run_to(PERIODS.panel_term);
        revoke(schema);
        let id = appeal(revocation(schema));
        let panel = members(id);
        set_pool(vec![bob(), dave()]);
        run_to(PERIODS.panel_term + 2);
        assert_eq!(sorted(order()), sorted(vec![bob(), dave()]));
        for member in &panel[..2] {
            let member = by(member.clone());
            assert_ok!(Attestations::decide(member, id, Verdict::Overturned, GROUNDS));
        }
        assert!(holds(schema, &alice()));
    });
}
