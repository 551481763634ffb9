use frame_support::{assert_ok, traits::Hooks, weights::Weight};

use crate::{mock::*, *};

/// Closes polls in which so many accounts have voted.
fn with_closed(voters: &[u64], test: impl FnOnce()) {
    let most = voters.iter().max().copied().unwrap_or_default();
    let mut ext = ExtBuilder::default();
    for who in 100..100 + most {
        ext = ext.balance(who, 100).stake(who, 0, 10);
    }
    ext.build_and_execute(|| {
        for (poll, voters) in (1..).zip(voters) {
            assert_ok!(open(poll));
            for who in 100..100 + voters {
                assert_ok!(vote(who, poll, Choice::Aye));
            }
            close(poll);
        }
        test();
    });
}

fn idle(weight: Weight) -> Weight {
    Voting::on_idle(System::block_number(), weight)
}

fn ballots() -> usize {
    Ballots::<Test>::iter().count()
}

#[test]
fn an_idle_block_cleans_up_to_the_limit() {
    with_closed(&[12, 12], || {
        let used = idle(Weight::MAX);
        assert_eq!(used, <() as WeightInfo>::cleaning_step(8));
        assert_eq!(ballots(), 16);
        while Closed::<Test>::iter().next().is_some() {
            idle(Weight::MAX);
            Voting::do_try_state().unwrap();
        }
        assert_eq!(ballots(), 0);
        assert_eq!(last_event(), Event::PollCleaned { poll: 2 });
    });
}

#[test]
fn a_busy_block_cleans_what_it_can_and_never_more() {
    with_closed(&[12], || {
        for entries in [0, 1, 2] {
            let enough = <() as WeightInfo>::cleaning_step(entries);
            let before = ballots();
            let used = idle(enough);
            assert!(used.all_lte(enough));
            assert_eq!(before - ballots(), entries as usize);
        }
        assert_eq!(idle(Weight::zero()), Weight::zero());
    });
}

#[test]
fn a_block_cleans_no_end_of_empty_polls() {
    with_closed(&[0; 20], || {
        idle(Weight::MAX);
        assert_eq!(Closed::<Test>::iter().count(), 12);
    });
}

#[test]
fn an_idle_block_without_closed_polls_only_looks() {
    with_closed(&[], || {
        assert_eq!(idle(Weight::MAX), <() as WeightInfo>::cleaning_step(0));
    });
}
