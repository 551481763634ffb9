//! The end of a block.

use codec::Encode;
use frame_support::{assert_noop, assert_ok};

use super::*;
use crate::{Expiries, Expiry, Spends};

#[test]
fn a_due_spend_expires_by_itself_in_the_block_of_its_end() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve_until(500, BOB, 10);
        System::set_block_number(9);
        assert_eq!(end_block(Weight::MAX), room_for(0));
        assert!(Spends::<Test>::contains_key(id));
        System::set_block_number(10);
        assert_eq!(end_block(Weight::MAX), room_for(1));
        assert!(emitted(Event::SpendExpired { id, beneficiary: BOB, amount: 500 }));
        assert_eq!((committed(), available()), (0, FUNDS - MINIMUM));
        assert_eq!(Expiries::<Test>::iter_keys().count(), 0);
    });
}

#[test]
fn nothing_is_done_without_room() {
    ExtBuilder::default().build_and_execute(|| {
        approve_until(500, BOB, 10);
        System::set_block_number(10);
        assert_eq!(end_block(Weight::zero()), Weight::zero());
        assert_eq!(end_block(room_for(1) - Weight::from_parts(1, 0)), room_for(0));
        assert_eq!(end_block(room_for(1) - Weight::from_parts(0, 1)), room_for(0));
        assert_eq!(committed(), 500);
        assert_eq!(end_block(room_for(1)), room_for(1));
        assert_eq!(committed(), 0);
    });
}

#[test]
fn an_empty_treasury_has_nothing_to_do() {
    ExtBuilder::default().build_and_execute(|| {
        assert_eq!(end_block(Weight::MAX), room_for(0));
    });
}

#[test]
fn the_soonest_expire_first_whenever_they_were_approved() {
    ExtBuilder::default().build_and_execute(|| {
        let ends = [300, 10, 256, 255, 20, 10];
        let ids: Vec<_> = ends.iter().map(|end| approve_until(1, BOB, *end)).collect();
        System::set_block_number(1_000);
        for due in [ids[1], ids[5], ids[4], ids[3], ids[2], ids[0]] {
            assert!(Spends::<Test>::contains_key(due));
            end_block(room_for(1));
            assert!(!Spends::<Test>::contains_key(due), "{due} expires next");
        }
    });
}

#[test]
fn keys_sort_by_block_and_then_by_number() {
    let mut keys: Vec<_> = [0, 1, 255, 256, 65_536, u32::MAX]
        .into_iter()
        .flat_map(|expires| [0, 1, 255, 256, u32::MAX].map(|id| (expires, id)))
        .collect();
    keys.sort();
    let encoded: Vec<_> =
        keys.iter().map(|(expires, id)| Expiry::new(*expires, *id).encode()).collect();
    assert!(encoded.is_sorted());
    for (expires, id) in keys {
        let key = Expiry::new(expires, id);
        assert_eq!((key.expires(), key.id()), (expires, id));
    }
}

#[test]
fn a_spend_that_waits_for_room_is_expired_all_the_same() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approve_until(500, BOB, 10);
        for block in 10..20 {
            System::set_block_number(block);
            end_block(Weight::zero());
            assert_noop!(Treasury::payout(RuntimeOrigin::signed(BOB), id), Error::Expired);
            assert_noop!(Treasury::void(RuntimeOrigin::root(), id, reason()), Error::Expired);
        }
        end_block(room_for(1));
        assert!(emitted(Event::SpendExpired { id, beneficiary: BOB, amount: 500 }));
    });
}

#[test]
fn spends_concluded_in_the_same_block_do_not_expire_again() {
    ExtBuilder::default().build_and_execute(|| {
        let ids: Vec<_> = (0..4).map(|_| approve_until(1, BOB, 10)).collect();
        System::set_block_number(9);
        assert_ok!(Treasury::payout(RuntimeOrigin::signed(BOB), ids[0]));
        System::set_block_number(10);
        assert_ok!(Treasury::expire(RuntimeOrigin::signed(BOB), ids[1]));
        assert_eq!(end_block(Weight::MAX), room_for(2));
        assert_eq!(Treasury::statement().released, 3);
    });
}

#[test]
fn ten_thousand_due_in_one_block_expire_over_several() {
    const COUNT: u32 = 10_000;
    const A_BLOCK: u64 = 1_500;
    let mut ext = ExtBuilder::default().build();
    ext.execute_with(|| {
        for _ in 0..COUNT {
            approve_until(7, BOB, 10);
        }
        approve_until(5, BOB, 11);
        approve_until(3, BOB, 1_000);
    });
    // The spends are in the database, as those of earlier blocks are.
    ext.commit_all().unwrap();
    for block in 10..=16 {
        ext.execute_with(|| {
            System::set_block_number(block);
            System::reset_events();
            let before = Spends::<Test>::count();
            let used = end_block(room_for(A_BLOCK));
            let done = before - Spends::<Test>::count();
            assert_eq!(used, room_for(done.into()));
            assert_eq!(done, if block < 16 { 1_500 } else { COUNT - 6 * 1_500 + 1 });
            // A release each, and the event that says so.
            let expired = System::events()
                .into_iter()
                .filter(|record| {
                    matches!(record.event, RuntimeEvent::Treasury(Event::SpendExpired { .. }))
                })
                .count();
            assert_eq!(expired, usize::try_from(done).unwrap());
        });
        ext.commit_all().unwrap();
    }
    ext.execute_with(|| {
        let statement = Treasury::statement();
        assert_eq!(statement.open_spends, 1);
        assert_eq!(statement.released, 7 * Balance::from(COUNT) + 5);
        assert_eq!(statement.committed, 3);
        assert_eq!(statement.balance, FUNDS);
        Treasury::do_try_state().unwrap();
    });
}

// With debug assertions the defensive message is a panic.
#[cfg(not(debug_assertions))]
#[test]
fn a_spend_that_cannot_be_released_stays_and_does_not_stop_the_others() {
    ExtBuilder::default().build().execute_with(|| {
        let [broken, sound] = [10, 11].map(|end| approve_until(500, BOB, end));
        Spends::<Test>::mutate(broken, |spend| spend.as_mut().unwrap().amount = FUNDS);
        System::set_block_number(11);
        assert_eq!(end_block(Weight::MAX), room_for(2));
        assert!(Spends::<Test>::contains_key(broken));
        assert!(!Spends::<Test>::contains_key(sound));
        assert_eq!(committed(), 500);
    });
}
