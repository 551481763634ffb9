use frame_support::{assert_noop, assert_ok, sp_runtime::DispatchError};

use crate::{mock::*, CurrentGuardian, Error, Event, Guardian};

#[test]
fn the_constitution_names_and_dismisses_the_guardian() {
    ExtBuilder::default().build_and_execute(|| {
        let old = CurrentGuardian::<Test>::get();
        let new = Some(Guardian { account: CAROL, until: 500 });
        assert_ok!(ProposalsPallet::set_guardian(RuntimeOrigin::root(), new.clone()));
        assert_eq!(last_event(), Event::GuardianSet { old, new });
        assert_ok!(ProposalsPallet::set_guardian(RuntimeOrigin::root(), None));
        assert_eq!(CurrentGuardian::<Test>::get(), None);
    });
}

#[test]
fn a_guardian_names_no_guardian() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(
            ProposalsPallet::set_guardian(RuntimeOrigin::signed(GUARDIAN), None),
            DispatchError::BadOrigin
        );
    });
}

#[test]
fn a_term_ends_in_the_future_and_within_bounds() {
    ExtBuilder::default().build_and_execute(|| {
        for until in [0, 1, 10_002] {
            let guardian = Some(Guardian { account: CAROL, until });
            assert_noop!(
                ProposalsPallet::set_guardian(RuntimeOrigin::root(), guardian),
                Error::<Test>::InvalidTerm
            );
        }
    });
}
