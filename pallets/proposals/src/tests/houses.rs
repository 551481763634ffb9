//! Every house has to agree.

use althing_primitives::poll::Standing;
use frame_support::{
    sp_runtime::{DispatchError, Perbill},
    traits::{PollStatus, Polling},
};

use crate::{mock::*, Status};

fn set_house(id: u32, house: usize, percent: u32) {
    ProposalsPallet::try_access_poll(id, |poll| match poll {
        PollStatus::Ongoing(tally, _) => {
            let share = Perbill::from_percent(percent);
            tally.0[house] = Standing { approval: share, support: share };
            Ok(())
        }
        _ => Err(DispatchError::Other("not ongoing")),
    })
    .unwrap();
}

#[test]
fn one_house_alone_passes_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        Houses::set(2);
        let id = decide(SPEND);
        set_house(id, 0, 100);
        run_to(50);
        assert_eq!(status(id), Status::Deciding);
        set_house(id, 1, 100);
        run_to(60);
        assert_eq!(status(id), Status::Timelocked { approved: 60, until: 66 });
    });
}

#[test]
fn a_tally_without_houses_passes_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        Houses::set(0);
        let id = decide(SPEND);
        run_to(105);
        assert_eq!(status(id), Status::Rejected { at: 105 });
    });
}
