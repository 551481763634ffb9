use frame_support::{assert_noop, assert_ok, traits::fungible::Inspect};

use crate::{mock::*, Deposits, Error, Event, Origin, Status};

fn killer() -> RuntimeOrigin {
    Origin::Killer { proposal: 42 }.into()
}

#[test]
fn kill_slashes_every_deposit_by_itself() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        for who in 2..=26 {
            assert_ok!(ProposalsPallet::sponsor(RuntimeOrigin::signed(who), id, 2));
        }
        let before = Balances::balance(&TREASURY);
        assert_ok!(ProposalsPallet::kill(killer(), id, Default::default()));
        assert_eq!(status(id), Status::Killed { at: 1 });
        assert_eq!(last_event(), Event::Killed { id, by: Some(42), reason: Default::default() });
        // Some at a time, a block each.
        run_to(2);
        assert_eq!(Deposits::<Test>::iter_prefix(id).count(), 26 - 8);
        run_to(5);
        assert_eq!(Deposits::<Test>::iter_prefix(id).count(), 0);
        assert_eq!(Balances::balance(&TREASURY), before + 55);
        assert_eq!(Balances::total_issuance(), 51 * 1_000_000);
    });
}

#[test]
fn kill_fails_for_anybody_else_and_for_what_is_over() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        for origin in [RuntimeOrigin::signed(ALICE), RuntimeOrigin::signed(GUARDIAN)] {
            assert_noop!(
                ProposalsPallet::kill(origin, id, Default::default()),
                frame_support::sp_runtime::DispatchError::BadOrigin
            );
        }
        assert_noop!(
            ProposalsPallet::kill(killer(), 9, Default::default()),
            Error::<Test>::NotFound
        );
        assert_ok!(ProposalsPallet::kill(killer(), id, Default::default()));
        assert_noop!(
            ProposalsPallet::kill(killer(), id, Default::default()),
            Error::<Test>::WrongStatus
        );
    });
}

#[test]
fn kill_stops_a_decision() {
    ExtBuilder::default().build_and_execute(|| {
        let id = decide(SPEND);
        assert_ok!(ProposalsPallet::kill(killer(), id, Default::default()));
        assert_eq!(Closed::get(), vec![id]);
        assert!(try_count(id, 100).is_err());
        run_to(now() + 200);
        assert_eq!(status(id), Status::Killed { at: 5 });
    });
}
