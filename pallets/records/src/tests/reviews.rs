//! What happens to approvals that are in doubt.

use althing_primitives::BlockNumber;
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use sp_runtime::DispatchError::BadOrigin;

use crate::{mock::*, Act, DealingId, Dealings, Grant, Periods, Review, Reviews, Role, Rules};

type Error = crate::Error<Test>;
type Event = crate::Event<Test>;

fn review(origin: RuntimeOrigin, who: AccountId, since: BlockNumber) -> DispatchResult {
    Records::review(origin, REGISTER, who.into(), since, hash(77))
}

fn end(origin: RuntimeOrigin, who: AccountId) -> DispatchResult {
    Records::end_review(origin, REGISTER, who.into())
}

fn grant_to(who: AccountId, role: Role, grant: Grant) {
    assert_ok!(Records::grant_role(by(authority()), REGISTER, who.into(), role, grant));
}

fn approve_as(who: AccountId, dealing: DealingId) -> DispatchResult {
    Records::approve(by(who), REGISTER, dealing).map(|_| ()).map_err(|failed| failed.error)
}

fn complete(dealing: DealingId) -> DispatchResult {
    Records::complete(by(two()), REGISTER, dealing).map(|_| ()).map_err(|failed| failed.error)
}

/// A register where first registrations wait a business day.
fn create_with_notice() {
    let rules = rules();
    create_with(Rules { periods: Periods { notice: 1, ..rules.periods }, ..rules });
}

fn lodge_first(name: u8) -> DealingId {
    lodge(bob(), None, first_registration(name, sole(alice())))
}

#[test]
fn an_auditor_the_authority_and_the_track_order_reviews() {
    ExtBuilder.build_and_execute(|| {
        create();
        run_to(9);
        let mut old = None;
        let orders = [
            (by(eve()), 8, Some(eve())),
            (by(authority()), 7, Some(authority())),
            (mandate(TRACK), 9, None),
        ];
        for (origin, since, who) in orders {
            assert_ok!(review(origin, charlie(), since));
            let new = Review { since, by: who, grounds: hash(77) };
            let (register, registrar) = (REGISTER, charlie());
            let started = Event::ReviewStarted { register, registrar, old, new: new.clone() };
            assert_eq!(last_event(), started);
            assert_eq!(Reviews::<Test>::get(REGISTER, charlie()), Some(new.clone()));
            old = Some(new);
        }
    });
}

#[test]
fn nobody_else_orders_a_review() {
    ExtBuilder.build_and_execute(|| {
        create();
        let others = [alice(), bob(), charlie(), dave(), ferdie()].map(by);
        for origin in others.into_iter().chain([mandate(TRACK + 1)]) {
            assert_noop!(review(origin, charlie(), 0), Error::NotAuthorized);
        }
        assert_noop!(review(RuntimeOrigin::none(), charlie(), 0), BadOrigin);
        let elsewhere = Records::review(by(eve()), 9, charlie().into(), 0, hash(1));
        assert_noop!(elsewhere, Error::RegisterNotFound);
    });
}

#[test]
fn an_auditor_whose_role_does_not_count_orders_none() {
    ExtBuilder.build_and_execute(|| {
        create();
        grant_to(eve(), Role::Auditor, Grant { policy: Some(IDENTITY), ..grant() });
        assert_noop!(review(by(eve()), charlie(), 0), Error::NotEligible);
        Persons::set(&eve(), 5);
        assert_ok!(review(by(eve()), charlie(), 0));
        run_to(TERM);
        assert_noop!(review(by(eve()), charlie(), 0), Error::RoleExpired);
    });
}

#[test]
fn a_review_begins_in_this_block_or_before() {
    ExtBuilder.build_and_execute(|| {
        create();
        run_to(5);
        assert_noop!(review(by(eve()), charlie(), 6), Error::InvalidReview);
        assert_noop!(review(by(authority()), charlie(), u32::MAX), Error::InvalidReview);
        assert_ok!(review(by(eve()), charlie(), 5));
        assert_ok!(review(by(eve()), charlie(), 0));
    });
}

#[test]
fn an_auditor_widens_a_review_and_does_not_narrow_it() {
    ExtBuilder.build_and_execute(|| {
        create();
        run_to(9);
        assert_ok!(review(by(authority()), charlie(), 4));
        assert_noop!(review(by(eve()), charlie(), 5), Error::NotAuthorized);
        assert_ok!(review(by(eve()), charlie(), 4));
        assert_ok!(review(by(eve()), charlie(), 2));
        // Who can end it can end a part of it.
        assert_ok!(review(by(authority()), charlie(), 8));
    });
}

#[test]
fn the_authority_or_the_track_ends_a_review() {
    ExtBuilder.build_and_execute(|| {
        create();
        for (origin, who) in [(by(authority()), Some(authority())), (mandate(TRACK), None)] {
            assert_ok!(review(by(eve()), charlie(), 1));
            let review = Reviews::<Test>::get(REGISTER, charlie()).unwrap();
            for other in [by(eve()), by(charlie()), by(alice()), mandate(TRACK + 1)] {
                assert_noop!(end(other, charlie()), Error::NotAuthorized);
            }
            assert_ok!(end(origin.clone(), charlie()));
            let (register, registrar) = (REGISTER, charlie());
            let ended = Event::ReviewEnded { register, registrar, review, by: who };
            assert_eq!(last_event(), ended);
            assert_noop!(end(origin, charlie()), Error::ReviewNotFound);
        }
        let elsewhere = Records::end_review(by(authority()), 9, charlie().into());
        assert_noop!(elsewhere, Error::RegisterNotFound);
    });
}

#[test]
fn the_authority_does_not_look_into_its_own_approvals() {
    ExtBuilder.build_and_execute(|| {
        create();
        run_to(9);
        assert_ok!(review(by(eve()), authority(), 3));
        assert_noop!(end(by(authority()), authority()), Error::NotAuthorized);
        assert_noop!(review(by(authority()), authority(), 9), Error::NotAuthorized);
        assert_ok!(review(mandate(TRACK), authority(), 9));
        assert_ok!(end(mandate(TRACK), authority()));
    });
}

#[test]
fn a_registrar_under_review_approves_nothing() {
    ExtBuilder.build_and_execute(|| {
        create();
        grant_to(one(), Role::Registrar, grant());
        let first = lodge_first(1);
        let second = lodge_first(2);
        run_to(5);
        assert_ok!(review(by(eve()), charlie(), 5));
        assert_eq!(approve_as(charlie(), first), Err(Error::UnderReview.into()));
        assert_ok!(approve_as(one(), first));
        assert_ok!(end(by(authority()), charlie()));
        assert_ok!(approve_as(charlie(), second));
    });
}

#[test]
fn what_is_approved_and_under_review_is_not_completed() {
    ExtBuilder.build_and_execute(|| {
        create_with_notice();
        let before = lodge_first(1);
        assert_ok!(approve_as(charlie(), before));
        run_to(4);
        let since = lodge_first(2);
        assert_ok!(approve_as(charlie(), since));
        pass_days(2);
        assert_ok!(review(by(eve()), charlie(), 4));
        assert_ok!(complete(before));
        assert_noop!(complete(since), Error::UnderReview);
        assert!(Dealings::<Test>::contains_key(REGISTER, since));
        assert_ok!(end(by(authority()), charlie()));
        assert_ok!(complete(since));
    });
}

#[test]
fn revoking_the_role_ends_no_review() {
    ExtBuilder.build_and_execute(|| {
        create_with_notice();
        let dealing = lodge_first(1);
        assert_ok!(approve_as(charlie(), dealing));
        pass_days(2);
        assert_ok!(review(by(eve()), charlie(), 1));
        assert_ok!(Records::revoke_role(
            by(charlie()),
            REGISTER,
            charlie().into(),
            Role::Registrar
        ));
        assert_noop!(complete(dealing), Error::UnderReview);
    });
}

#[test]
fn a_registrar_who_has_gone_can_be_looked_into() {
    ExtBuilder.build_and_execute(|| {
        create_with_notice();
        let dealing = lodge_first(1);
        assert_ok!(approve_as(charlie(), dealing));
        assert_ok!(Records::revoke_role(
            by(authority()),
            REGISTER,
            charlie().into(),
            Role::Registrar
        ));
        pass_days(2);
        assert_ok!(review(by(eve()), charlie(), 1));
        assert_noop!(complete(dealing), Error::UnderReview);
    });
}

#[test]
fn what_was_entered_and_is_under_review_is_not_disposed_of() {
    ExtBuilder.build_and_execute(|| {
        create();
        grant_to(one(), Role::Registrar, grant());
        let old = land(alice());
        run_to(5);
        let new = land(alice());
        assert_ok!(review(by(eve()), charlie(), 5));
        let transfer = |record| {
            let act = Act::Transfer { ownership: sole(two()) };
            let dealing = lodge(alice(), Some(record), act);
            consent(two(), dealing);
            dealing
        };
        assert_ok!(approve_as(one(), transfer(old)));
        let waiting = transfer(new);
        assert_eq!(approve_as(one(), waiting), Err(Error::UnderReview.into()));
        assert_ok!(end(by(authority()), charlie()));
        assert_ok!(approve_as(one(), waiting));
    });
}

#[test]
fn an_honest_version_does_not_clear_what_is_under_review() {
    ExtBuilder.build_and_execute(|| {
        create();
        grant_to(one(), Role::Registrar, grant());
        let record = land(alice());
        let amended = lodge(alice(), Some(record), Act::Amend { content: content(9), cites: None });
        assert_ok!(approve_as(one(), amended));
        assert_ok!(review(by(eve()), charlie(), 1));
        let transfer = lodge(alice(), Some(record), Act::Transfer { ownership: sole(two()) });
        consent(two(), transfer);
        assert_eq!(approve_as(one(), transfer), Err(Error::UnderReview.into()));
    });
}

#[test]
fn a_review_takes_the_same_however_much_was_approved() {
    ExtBuilder.build_and_execute(|| {
        create();
        for _ in 0..20 {
            land(alice());
        }
        let versions: Vec<_> = crate::Versions::<Test>::iter().collect();
        assert_ok!(review(by(eve()), charlie(), 0));
        assert_eq!(crate::Versions::<Test>::iter().collect::<Vec<_>>(), versions);
        assert_eq!(Reviews::<Test>::iter().count(), 1);
    });
}
