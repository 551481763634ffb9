//! Who holds which office.

use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

use crate::{mock::*, *};

type Error = crate::Error<Test>;

fn appointment(account: AccountId, until: u32) -> Option<Appointment<AccountId>> {
    Some(Appointment { account, until })
}

fn appoint(
    office: Office,
    appointment: Option<Appointment<AccountId>>,
) -> frame_support::dispatch::DispatchResult {
    Attestations::appoint(RuntimeOrigin::root(), office, appointment)
}

fn freeze(office: AccountId) -> frame_support::dispatch::DispatchResult {
    let cause = FreezeCause::Fraud;
    Attestations::freeze(by(office), alice().into(), 10, cause, Default::default())
}

#[test]
fn the_constitution_fills_an_office_and_vacates_it() {
    ExtBuilder::default().build_and_execute(|| {
        let old = offices().remove(0).1;
        let new = appointment(dave(), 50);
        assert_ok!(appoint(Office::Compliance, new.clone()));
        let office = Office::Compliance;
        let old = Some(old);
        assert_eq!(last_event(), crate::Event::OfficeFilled { office, old, new: new.clone() });
        assert_noop!(freeze(one()), Error::NotAuthorized);
        assert_ok!(freeze(dave()));
        assert_ok!(appoint(Office::Compliance, None));
        assert_eq!(last_event(), crate::Event::OfficeFilled { office, old: new, new: None });
        let unfreeze = Attestations::unfreeze(by(dave()), alice().into());
        assert_noop!(unfreeze, Error::NotAuthorized);
    });
}

#[test]
fn nobody_but_the_constitution_fills_an_office() {
    ExtBuilder::default().build_and_execute(|| {
        for origin in [by(one()), by(alice()), mandate(TRACK)] {
            let new = appointment(alice(), 50);
            assert_noop!(Attestations::appoint(origin, Office::Review, new), BadOrigin);
        }
    });
}

#[test]
fn an_office_ends_with_its_term() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(appoint(Office::Compliance, appointment(dave(), 10)));
        assert_ok!(appoint(Office::Review, appointment(eve(), 10)));
        assert_ok!(freeze(dave()));
        run_to(9);
        let evidence = Default::default();
        assert_ok!(Attestations::prolong(by(eve()), alice().into(), 5, evidence));
        run_to(10);
        let freeze = Attestations::freeze(
            by(dave()),
            bob().into(),
            10,
            FreezeCause::Fraud,
            Default::default(),
        );
        assert_noop!(freeze, Error::NotAuthorized);
        let prolong = Attestations::prolong(by(eve()), alice().into(), 5, evidence);
        assert_noop!(prolong, Error::NotAuthorized);
        for former in [dave(), eve()] {
            let unfreeze = Attestations::unfreeze(by(former), alice().into());
            assert_noop!(unfreeze, Error::NotAuthorized);
        }
        // What they froze ends when it was to end, though nobody holds the office.
        assert_eq!(Attestations::frozen_until(alice()), Some(16));
        run_to(16);
        assert_eq!(Attestations::frozen_until(alice()), None);
    });
}

#[test]
fn a_term_ends_in_the_future_and_not_too_far_in_it() {
    ExtBuilder::default().build_and_execute(|| {
        run_to(5);
        let until = |until| appoint(Office::Review, appointment(dave(), until));
        for wrong in [0, 4, 5, 5 + MAX_TERM + 1, u32::MAX] {
            assert_noop!(until(wrong), Error::InvalidTerm);
        }
        assert_ok!(until(6));
        assert_ok!(until(5 + MAX_TERM));
    });
}

#[test]
fn who_freezes_does_not_review() {
    ExtBuilder::default().build_and_execute(|| {
        let compliance = appointment(one(), 50);
        let review = appointment(two(), 50);
        assert_noop!(appoint(Office::Review, compliance.clone()), Error::OfficesMustDiffer);
        assert_noop!(appoint(Office::Compliance, review.clone()), Error::OfficesMustDiffer);
        // They can change places, one after the other.
        assert_ok!(appoint(Office::Compliance, None));
        assert_ok!(appoint(Office::Review, compliance));
        assert_ok!(appoint(Office::Compliance, review));
    });
}

#[test]
fn a_term_can_be_renewed() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(appoint(Office::Compliance, appointment(one(), 20)));
        run_to(20);
        assert_noop!(freeze(one()), Error::NotAuthorized);
        assert_ok!(appoint(Office::Compliance, appointment(one(), 40)));
        assert_ok!(freeze(one()));
    });
}

#[test]
fn a_frozen_account_is_not_appointed() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(freeze(one()));
        let alice = appointment(alice(), 50);
        assert_noop!(appoint(Office::Review, alice.clone()), Error::AccountFrozen);
        run_to(11);
        assert_ok!(appoint(Office::Review, alice));
    });
}

#[test]
fn the_offices_cannot_freeze_each_other_while_they_last() {
    ExtBuilder::default().build_and_execute(|| {
        let freeze = |who: AccountId| {
            let cause = FreezeCause::Fraud;
            Attestations::freeze(by(one()), who.into(), 10, cause, Default::default())
        };
        assert_noop!(freeze(one()), Error::NotFreezable);
        assert_noop!(freeze(two()), Error::NotFreezable);
        assert_noop!(freeze(unfreezable()), Error::NotFreezable);
        assert_ok!(appoint(Office::Review, appointment(dave(), 50)));
        assert_ok!(freeze(two()));
        run_to(50);
        assert_ok!(freeze(dave()));
    });
}
