//! The end of a block: what is due is done, soonest first.

use althing_primitives::BlockNumber;
use codec::Encode;
use frame_support::{
    assert_ok,
    traits::{Get, Hooks},
    weights::{RuntimeDbWeight, Weight},
};
use sp_core::H256;

use crate::{mock::*, *};

type Event = crate::Event<Test>;
type Weights = <Test as Config>::WeightInfo;

/// Whoever asks, and how much they offer.
const FEE: u128 = 9;

fn idle(room: Weight) -> Weight {
    Attestations::on_idle(System::block_number(), room)
}

/// What the end of a block takes in which `count` requests are closed.
fn room_for(count: u64) -> Weight {
    let one = task(Weights::close_request());
    Weights::on_idle_base().saturating_add(one.saturating_mul(count))
}

fn task(itself: Weight) -> Weight {
    let next: RuntimeDbWeight = <Test as frame_system::Config>::DbWeight::get();
    itself.saturating_add(next.reads(1))
}

/// The least that has to be left for the end of a block to look for one more task.
fn room_to_look() -> Weight {
    let most = Weights::close_request().max(Weights::conclude());
    Weights::on_idle_base().saturating_add(task(most))
}

fn request(issuer: IssuerId, who: AccountId) {
    assert_ok!(Attestations::request(by(who), issuer, H256::repeat_byte(1), FEE));
}

fn closed() -> Vec<AccountId> {
    let who = |event| match event {
        Event::RequestClosed { who, .. } => Some(who),
        _ => None,
    };
    events().into_iter().filter_map(who).collect()
}

#[test]
fn keys_sort_by_block_and_then_by_task() {
    let mut blocks = vec![0, 1, 255, 256, 65_536, BlockNumber::MAX];
    blocks.sort();
    let keys: Vec<Due<AccountId>> = blocks
        .iter()
        .flat_map(|at| {
            let close = Task::Close(0, AccountId::new([0; 32]));
            [Due::new(*at, Task::Conclude(u32::MAX)), Due::new(*at, close)]
        })
        .collect();
    assert!(keys.iter().map(Encode::encode).collect::<Vec<_>>().is_sorted());
    assert_eq!(keys.iter().step_by(2).map(Due::at).collect::<Vec<_>>(), blocks);
}

#[test]
fn a_task_that_was_taken_off_is_not_done() {
    ExtBuilder::default().build_and_execute(|| {
        Attestations::schedule(5, Task::Conclude(0));
        assert_eq!(Agenda::<Test>::iter_keys().count(), 1);
        Attestations::unschedule(6, Task::Conclude(0));
        Attestations::unschedule(5, Task::Conclude(1));
        assert_eq!(Agenda::<Test>::iter_keys().count(), 1);
        Attestations::unschedule(5, Task::Conclude(0));
        run_to(6);
        assert_eq!(Agenda::<Test>::iter_keys().count(), 0);
    });
}

#[test]
fn an_unanswered_request_is_closed_in_its_block_and_what_it_held_returned() {
    ExtBuilder::default().build_and_execute(|| {
        let issuer = issuer(schema(rules()), charlie());
        request(issuer, alice());
        assert_eq!(held(&alice(), HoldReason::Request), FEE + ASKING_DEPOSIT);
        System::set_block_number(PERIODS.answer);
        assert_eq!(idle(Weight::MAX), room_for(0));
        System::set_block_number(1 + PERIODS.answer);
        assert_eq!(idle(Weight::MAX), room_for(1));
        assert_eq!(closed(), [alice()]);
        assert_eq!((free(&alice()), held(&alice(), HoldReason::Request)), (PURSE, 0));
        assert_eq!(Agenda::<Test>::iter_keys().count(), 0);
    });
}

#[test]
fn nothing_is_done_without_room_and_what_waits_is_first_in_line() {
    ExtBuilder::default().build_and_execute(|| {
        let issuer = issuer(schema(rules()), charlie());
        request(issuer, bob());
        System::set_block_number(2);
        request(issuer, alice());
        System::set_block_number(3);
        request(issuer, dave());
        System::set_block_number(100);
        assert_eq!(idle(Weight::zero()), Weight::zero());
        assert_eq!(idle(room_to_look() - Weight::from_parts(1, 0)), room_for(0));
        assert_eq!(idle(room_to_look() - Weight::from_parts(0, 1)), room_for(0));
        assert_eq!(closed(), []);
        assert_eq!(idle(room_to_look()), room_for(1));
        assert_eq!(closed(), [bob()]);
        assert_eq!(idle(Weight::MAX), room_for(2));
        assert_eq!(closed(), [bob(), alice(), dave()]);
    });
}

#[test]
fn a_block_begins_with_room_for_what_it_may_take_at_its_end() {
    ExtBuilder::default().build_and_execute(|| {
        let base = Weights::begin_block_base()
            .saturating_add(Weights::thaw(0))
            .saturating_add(Weights::settle_draws(MAX_DRAWING));
        let begin = |block| {
            System::set_block_number(block);
            Attestations::on_initialize(block)
        };
        assert_eq!(begin(2), base);
        for who in [alice(), bob()] {
            let cause = FreezeCause::Fraud;
            assert_ok!(Attestations::freeze(by(one()), who.into(), 3, cause, H256::zero()));
        }
        let with_thaws = base.saturating_sub(Weights::thaw(0)).saturating_add(Weights::thaw(2));
        assert_eq!(begin(5), with_thaws);
    });
}
