use frame_support::assert_ok;

use crate::{mock::*, Queue, Status};

fn ready(count: u32) -> Vec<u32> {
    let ids: Vec<_> = (0..count).map(|_| submit(SPEND)).collect();
    ids.iter().for_each(|id| sponsor(*id));
    ids
}

#[test]
fn proposals_are_decided_first_come_first_served() {
    ExtBuilder::default().max_deciding(1).build_and_execute(|| {
        let ids = ready(4);
        run_to(5);
        for (turn, id) in ids.iter().enumerate() {
            assert_eq!(status(*id), Status::Deciding, "turn {turn}");
            assert_eq!(Queue::<Test>::iter().count(), 3 - turn);
            count(*id, 100);
            // Confirmed after ten blocks; the next starts a block later.
            run_to(now() + 11);
        }
    });
}

#[test]
fn a_full_track_strands_nobody() {
    ExtBuilder::default().max_deciding(2).build_and_execute(|| {
        let ids = ready(300);
        run_to(5);
        let deciding = ids.iter().filter(|id| status(**id) == Status::Deciding).count();
        assert_eq!((deciding, Queue::<Test>::iter().count()), (2, 298));
        let mut guard = 0;
        while Queue::<Test>::iter().count() > 0 {
            let open: Vec<_> = ids.iter().filter(|id| status(**id) == Status::Deciding).collect();
            open.iter().for_each(|id| count(**id, 100));
            run_to(now() + 10);
            guard += 1;
            assert!(guard < 400, "the queue does not drain");
        }
    });
}

#[test]
fn gaps_are_skipped_however_many() {
    ExtBuilder::default().max_deciding(1).build_and_execute(|| {
        let ids = ready(60);
        run_to(5);
        for id in &ids[1..59] {
            assert_ok!(ProposalsPallet::cancel(
                RuntimeOrigin::signed(ALICE),
                *id,
                Default::default()
            ));
        }
        count(ids[0], 100);
        run_to(15 + 5);
        assert_eq!(status(ids[59]), Status::Deciding);
    });
}
