use frame_support::{assert_noop, assert_ok, dispatch::Pays, traits::fungible::InspectHold};

use crate::{mock::*, Error, Event, HoldReason, Origin, Proposals};

fn settle(id: u32, who: u64) -> frame_support::pallet_prelude::DispatchResultWithPostInfo {
    ProposalsPallet::settle(RuntimeOrigin::signed(CAROL), id, who)
}

#[test]
fn anybody_has_deposits_paid_back_after_the_end_whatever_it_was() {
    ExtBuilder::default().build_and_execute(|| {
        let (timed_out, rejected, executed) = (submit(SPEND), decide(SPEND), decide(SPEND));
        approve(executed);
        run_to(200);
        for (id, who, amount) in [
            (timed_out, ALICE, 5),
            (rejected, ALICE, 5),
            (rejected, BOB, 50),
            (executed, ALICE, 5),
            (executed, BOB, 50),
        ] {
            assert_eq!(settle(id, who).unwrap().pays_fee, Pays::No);
            assert_eq!(last_event(), Event::DepositRefunded { id, who, amount });
            assert_noop!(settle(id, who), Error::<Test>::NoDeposit);
        }
        assert_eq!(Proposals::<Test>::get(executed).unwrap().depositors, 0);
        for who in [ALICE, BOB] {
            assert_eq!(Balances::balance_on_hold(&HoldReason::ProposalDeposit.into(), &who), 0);
        }
    });
}

#[test]
fn settle_fails_before_the_end_and_for_strangers() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        assert_noop!(settle(id, ALICE), Error::<Test>::WrongStatus);
        assert_noop!(settle(9, ALICE), Error::<Test>::NotFound);
        run_to(21);
        assert_noop!(settle(id, BOB), Error::<Test>::NoDeposit);
        assert_ok!(settle(id, ALICE));
    });
}

#[test]
fn a_killed_proposals_deposit_is_slashed_by_whoever_settles_first() {
    ExtBuilder::default().build_and_execute(|| {
        let id = submit(SPEND);
        let killer = Origin::Killer { proposal: 1 };
        assert_ok!(ProposalsPallet::kill(killer.into(), id, Default::default()));
        assert_ok!(settle(id, ALICE));
        let (who, amount, to) = (ALICE, 5, TREASURY);
        assert_eq!(last_event(), Event::DepositSlashed { id, who, amount, to });
        run_to(10);
        assert_noop!(settle(id, ALICE), Error::<Test>::NoDeposit);
    });
}
