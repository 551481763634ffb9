use frame_support::{
    traits::fungible::Mutate,
    weights::{Weight, WeightMeter},
};

use crate::{mock::*, weights::WeightInfo, AgendaCursor, Cursor, ProposalCount, Status};

#[test]
fn ten_thousand_due_in_one_block_are_all_dealt_with_as_of_that_block() {
    ExtBuilder::default().build_and_execute(|| {
        const MANY: u32 = 10_000;
        Balances::set_balance(&ALICE, 10_000_000);
        (0..MANY).for_each(|_| {
            submit(SPEND);
            System::reset_events();
        });
        assert_eq!(ProposalCount::<Test>::get(), MANY);
        // Room for some 300 a block.
        ServiceWeight::set(Weight::from_parts(CALL_WEIGHT, u64::MAX));
        let limit = Weight::from_parts(300 * 1_015, u64::MAX);
        System::set_block_number(21);
        let mut blocks = 0;
        loop {
            let mut meter = WeightMeter::with_limit(limit);
            ProposalsPallet::service(&mut meter);
            assert!(meter.consumed().all_lte(limit));
            System::reset_events();
            blocks += 1;
            if AgendaCursor::<Test>::get().block > now() {
                break;
            }
            System::set_block_number(now() + 1);
        }
        assert!((34..40).contains(&blocks), "{blocks}");
        assert!((0..MANY).all(|id| status(id) == Status::TimedOut { at: 21 }));
    });
}

#[test]
fn nothing_is_done_without_weight() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        run_full_blocks_to(40);
        ProposalsPallet::service(&mut WeightMeter::with_limit(Weight::zero()));
        assert_eq!(status(id), Status::Preparing);
        let one_block = <() as WeightInfo>::service_block();
        ProposalsPallet::service(&mut WeightMeter::with_limit(one_block));
        assert_eq!(AgendaCursor::<Test>::get(), Cursor { block: 3, index: 0 });
    });
}

#[test]
fn a_call_that_does_not_fit_into_what_is_left_is_first_in_the_next_block() {
    ExtBuilder::default().build_and_execute(|| {
        let (id, behind) = (decide(SPEND), submit(SPEND));
        approve(id);
        ServiceWeight::set(Weight::from_parts(3_000, u64::MAX));
        run_to(40);
        assert!(matches!(status(id), Status::Timelocked { .. }));
        assert_eq!(status(behind), Status::Preparing);
        ServiceWeight::set(Weight::from_parts(CALL_WEIGHT * 2, u64::MAX));
        run_to(41);
        assert_eq!(status(id), Status::Executed { at: 41 });
        assert_eq!(status(behind), Status::TimedOut { at: 25 });
    });
}
