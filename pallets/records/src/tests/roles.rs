//! Who grants roles, who has them for how long, and how much they allow.

use althing_primitives::eligibility::PolicyVersion;
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult, BoundedVec};
use sp_runtime::DispatchError::BadOrigin;

use crate::{mock::*, Batch, Calendar, DealingId, Grant, Role, Roles};

type Error = crate::Error<Test>;
type Event = crate::Event<Test>;

fn grant_to(origin: RuntimeOrigin, who: AccountId, role: Role, grant: Grant) -> DispatchResult {
    Records::grant_role(origin, REGISTER, who.into(), role, grant)
}

fn revoke(origin: RuntimeOrigin, who: AccountId, role: Role) -> DispatchResult {
    Records::revoke_role(origin, REGISTER, who.into(), role)
}

/// The clerk lodges so many first registrations, from this name on.
fn lodge_many(first: u8, count: u8) -> Vec<DealingId> {
    (first..first + count)
        .map(|name| lodge(bob(), None, first_registration(name, sole(alice()))))
        .collect()
}

fn approve_as(who: AccountId, dealing: DealingId) -> DispatchResult {
    Records::approve(by(who), REGISTER, dealing).map(|_| ()).map_err(|failed| failed.error)
}

#[test]
fn the_authority_grants_a_role_and_changes_its_terms() {
    ExtBuilder.build_and_execute(|| {
        create();
        let first = grant();
        let second = Grant { expires: 70, approvals_a_day: Some(9), ..grant() };
        let mut old = None;
        for new in [first, second] {
            assert_ok!(grant_to(by(authority()), one(), Role::Registrar, new));
            let by = Some(authority());
            let (register, account, role) = (REGISTER, one(), Role::Registrar);
            let granted = Event::RoleGranted { register, account, role, old, new, by };
            assert_eq!(last_event(), granted);
            old = Some(new);
        }
        assert_eq!(Roles::<Test>::get((REGISTER, one(), Role::Registrar)), old);
    });
}

#[test]
fn the_track_grants_roles_beside_the_authority() {
    ExtBuilder.build_and_execute(|| {
        create();
        assert_ok!(grant_to(mandate(TRACK), one(), Role::Court, grant()));
        assert!(matches!(last_event(), Event::RoleGranted { by: None, .. }));
        assert_ok!(revoke(mandate(TRACK), one(), Role::Court));
        assert!(matches!(last_event(), Event::RoleRevoked { by: None, .. }));
    });
}

#[test]
fn nobody_else_grants_roles() {
    ExtBuilder.build_and_execute(|| {
        create();
        let officers = [bob(), charlie(), dave(), eve(), ferdie()].map(by);
        for origin in officers.into_iter().chain([by(alice()), mandate(TRACK + 1)]) {
            let grant = grant_to(origin, one(), Role::Clerk, grant());
            assert_noop!(grant, Error::NotAuthorized);
        }
        assert_noop!(grant_to(RuntimeOrigin::none(), one(), Role::Clerk, grant()), BadOrigin);
        let elsewhere = Records::grant_role(by(authority()), 9, one().into(), Role::Clerk, grant());
        assert_noop!(elsewhere, Error::RegisterNotFound);
    });
}

#[test]
fn the_authority_of_one_register_is_nobody_in_another() {
    ExtBuilder.build_and_execute(|| {
        create();
        assert_ok!(Records::create_register(
            mandate(TRACK),
            TRACK,
            crate::Charter { authority: one(), ..charter(rules()) },
        ));
        let grant = Records::grant_role(by(authority()), 1, two().into(), Role::Clerk, grant());
        assert_noop!(grant, Error::NotAuthorized);
        // And its officers are officers of that one only.
        let act = first_registration(1, sole(alice()));
        let lodge = Records::lodge(by(bob()), 1, None, act, hash(1), None);
        assert_noop!(lodge, Error::NotAuthorized);
    });
}

#[test]
fn a_role_ends_in_the_future_and_not_too_far_in_it() {
    ExtBuilder.build_and_execute(|| {
        create();
        run_to(5);
        let until =
            |expires| grant_to(by(authority()), one(), Role::Clerk, Grant { expires, ..grant() });
        for wrong in [0, 4, 5, 5 + MAX_TERM + 1, u32::MAX] {
            assert_noop!(until(wrong), Error::InvalidGrant);
        }
        assert_ok!(until(6));
        assert_ok!(until(5 + MAX_TERM));
    });
}

#[test]
fn a_role_asks_for_a_policy_that_exists() {
    ExtBuilder.build_and_execute(|| {
        create();
        let policy = Some(PolicyVersion { id: IDENTITY.id + 1, ..IDENTITY });
        let unknown = Grant { policy, ..grant() };
        assert_noop!(grant_to(by(authority()), one(), Role::Clerk, unknown), Error::PolicyNotFound);
        let known = Grant { policy: Some(IDENTITY), ..grant() };
        assert_ok!(grant_to(by(authority()), one(), Role::Clerk, known));
    });
}

#[test]
fn a_role_is_revoked_by_who_grants_it_or_given_up() {
    ExtBuilder.build_and_execute(|| {
        create();
        let revoked = |account, role, by| Event::RoleRevoked {
            register: REGISTER,
            account,
            role,
            old: grant(),
            by: Some(by),
        };
        assert_ok!(revoke(by(authority()), bob(), Role::Clerk));
        assert_eq!(last_event(), revoked(bob(), Role::Clerk, authority()));
        assert_ok!(revoke(by(charlie()), charlie(), Role::Registrar));
        assert_eq!(last_event(), revoked(charlie(), Role::Registrar, charlie()));
        assert_eq!(Roles::<Test>::get((REGISTER, charlie(), Role::Registrar)), None);
        for origin in [by(authority()), by(charlie())] {
            let again = revoke(origin, charlie(), Role::Registrar);
            assert_noop!(again, Error::RoleNotFound);
        }
    });
}

#[test]
fn nobody_revokes_the_role_of_somebody_else() {
    ExtBuilder.build_and_execute(|| {
        create();
        for origin in [by(alice()), by(eve()), by(ferdie()), mandate(TRACK + 1)] {
            assert_noop!(revoke(origin, charlie(), Role::Registrar), Error::NotAuthorized);
        }
        assert_noop!(revoke(RuntimeOrigin::none(), bob(), Role::Clerk), BadOrigin);
        let elsewhere = Records::revoke_role(by(bob()), 9, bob().into(), Role::Clerk);
        assert_noop!(elsewhere, Error::RegisterNotFound);
    });
}

#[test]
fn a_role_that_was_revoked_or_never_granted_allows_nothing() {
    ExtBuilder.build_and_execute(|| {
        create();
        let dealings = lodge_many(1, 2);
        assert_ok!(approve_as(charlie(), dealings[0]));
        for who in [bob(), dave(), eve(), ferdie(), one(), authority()] {
            let refused = Err(Error::NotAuthorized.into());
            // The clerk who lodged it is refused as a clerk, before anybody asks who lodged it.
            assert_eq!(approve_as(who, dealings[1]), refused);
        }
        assert_ok!(revoke(by(authority()), charlie(), Role::Registrar));
        assert_eq!(approve_as(charlie(), dealings[1]), Err(Error::NotAuthorized.into()));
    });
}

#[test]
fn an_expired_role_allows_nothing_until_it_is_renewed() {
    ExtBuilder.build_and_execute(|| {
        create();
        let dealings = lodge_many(1, 2);
        run_to(TERM - 1);
        assert_ok!(approve_as(charlie(), dealings[0]));
        run_to(TERM);
        assert_eq!(approve_as(charlie(), dealings[1]), Err(Error::RoleExpired.into()));
        let act = first_registration(9, sole(alice()));
        let lodge = Records::lodge(by(bob()), REGISTER, None, act, hash(1), None);
        assert!(lodge.is_err());
        let freeze = Records::freeze(by(ferdie()), REGISTER, 0, hash(1), None);
        assert_noop!(freeze, Error::RoleExpired);
        let renewed = Grant { expires: TERM + 1, ..grant() };
        assert_ok!(grant_to(by(authority()), charlie(), Role::Registrar, renewed));
        assert_ok!(approve_as(charlie(), dealings[1]));
    });
}

#[test]
fn a_registrar_whose_attestation_lapsed_approves_nothing() {
    ExtBuilder.build_and_execute(|| {
        create();
        let attested = Grant { policy: Some(IDENTITY), ..grant() };
        assert_ok!(grant_to(by(authority()), charlie(), Role::Registrar, attested));
        let dealings = lodge_many(1, 3);
        assert_eq!(approve_as(charlie(), dealings[0]), Err(Error::NotEligible.into()));
        Persons::set(&charlie(), 3);
        assert_ok!(approve_as(charlie(), dealings[0]));
        Frozen::set(&charlie());
        assert_eq!(approve_as(charlie(), dealings[1]), Err(Error::NotEligible.into()));
        Frozen::end(&charlie());
        assert_ok!(approve_as(charlie(), dealings[1]));
        run_to(2);
        Persons::lapse(&charlie());
        assert_eq!(approve_as(charlie(), dealings[2]), Err(Error::NotEligible.into()));
    });
}

#[test]
fn another_role_helps_where_one_has_expired() {
    ExtBuilder.build_and_execute(|| {
        create();
        let short = Grant { expires: 5, ..grant() };
        assert_ok!(grant_to(by(authority()), bob(), Role::Clerk, short));
        run_to(5);
        assert!(!Records::is_officer(REGISTER, &bob()));
        let roles = Role::OFFICERS;
        let found = |who| Records::expect_one_of(REGISTER, &who, &roles).map(|(role, _)| role);
        assert!(matches!(found(bob()), Err(Error::RoleExpired)));
        assert!(matches!(found(eve()), Err(Error::NotAuthorized)));
        assert_ok!(grant_to(by(authority()), bob(), Role::Notary, grant()));
        assert!(matches!(found(bob()), Ok(Role::Notary)));
        assert!(Records::is_officer(REGISTER, &bob()));
    });
}

#[test]
fn only_clerks_registrars_and_notaries_are_officers() {
    ExtBuilder.build_and_execute(|| {
        create();
        for officer in [bob(), charlie(), dave()] {
            assert!(Records::is_officer(REGISTER, &officer));
        }
        for other in [alice(), eve(), ferdie(), authority()] {
            assert!(!Records::is_officer(REGISTER, &other));
        }
    });
}

/// Lets the registrar approve so many dealings in a day.
fn limit(most: u32) {
    let limited = Grant { approvals_a_day: Some(most), ..grant() };
    assert_ok!(grant_to(by(authority()), charlie(), Role::Registrar, limited));
}

/// Sets the clock to this second of a day, in UTC.
fn set_second(day: i32, second: i64) {
    let seconds = i64::from(day) * 86_400 + second;
    Milliseconds::set(&(u64::try_from(seconds).unwrap() * 1_000));
}

#[test]
fn a_registrar_approves_no_more_in_a_day_than_the_role_allows() {
    ExtBuilder.build_and_execute(|| {
        create();
        limit(2);
        let dealings = lodge_many(1, 6);
        set_second(TODAY, 86_399);
        assert_ok!(approve_as(charlie(), dealings[0]));
        assert_ok!(approve_as(charlie(), dealings[1]));
        let refused = Err(Error::TooManyApprovals.into());
        assert_eq!(approve_as(charlie(), dealings[2]), refused);
        // Blocks are no days.
        run_to(10_000);
        assert_eq!(approve_as(charlie(), dealings[2]), refused);
        set_second(TODAY + 1, 0);
        assert_ok!(approve_as(charlie(), dealings[2]));
        assert_ok!(approve_as(charlie(), dealings[3]));
        assert_eq!(approve_as(charlie(), dealings[4]), refused);
        // What was not used up yesterday is not there today.
        set_second(TODAY + 9, 0);
        assert_ok!(approve_as(charlie(), dealings[4]));
        assert_ok!(approve_as(charlie(), dealings[5]));
    });
}

#[test]
fn the_day_of_the_limit_ends_at_local_midnight() {
    ExtBuilder.build_and_execute(|| {
        create();
        limit(1);
        let calendar = Calendar { offset: 5 * 60 + 30, ..calendar() };
        assert_ok!(Records::set_calendar(by(authority()), REGISTER, calendar));
        let dealings = lodge_many(1, 2);
        let midnight = 86_400 - (5 * 60 + 30) * 60;
        set_second(TODAY, midnight - 1);
        assert_ok!(approve_as(charlie(), dealings[0]));
        assert_eq!(approve_as(charlie(), dealings[1]), Err(Error::TooManyApprovals.into()));
        set_second(TODAY, midnight);
        assert_ok!(approve_as(charlie(), dealings[1]));
    });
}

#[test]
fn giving_a_role_up_and_getting_it_back_gives_no_more_approvals() {
    ExtBuilder.build_and_execute(|| {
        create();
        limit(1);
        let dealings = lodge_many(1, 2);
        assert_ok!(approve_as(charlie(), dealings[0]));
        assert_ok!(revoke(by(charlie()), charlie(), Role::Registrar));
        limit(1);
        assert_eq!(approve_as(charlie(), dealings[1]), Err(Error::TooManyApprovals.into()));
        limit(2);
        assert_ok!(approve_as(charlie(), dealings[1]));
    });
}

#[test]
fn a_registrar_who_may_approve_nothing_approves_nothing() {
    ExtBuilder.build_and_execute(|| {
        create();
        limit(0);
        let dealing = lodge_many(1, 1)[0];
        assert_eq!(approve_as(charlie(), dealing), Err(Error::TooManyApprovals.into()));
    });
}

#[test]
fn the_limit_of_one_registrar_is_not_anothers() {
    ExtBuilder.build_and_execute(|| {
        create();
        limit(1);
        assert_ok!(grant_to(by(authority()), one(), Role::Registrar, grant()));
        let dealings = lodge_many(1, 4);
        assert_ok!(approve_as(charlie(), dealings[0]));
        for dealing in &dealings[1..] {
            assert_ok!(approve_as(one(), *dealing));
        }
    });
}

#[test]
fn a_batch_does_not_go_beyond_the_limit() {
    ExtBuilder.build_and_execute(|| {
        create();
        limit(2);
        let dealings = lodge_many(1, 3);
        let batch = |dealings: &[DealingId]| {
            let batch: Batch = BoundedVec::truncate_from(dealings.to_vec());
            Records::approve_batch(by(charlie()), REGISTER, batch)
        };
        assert_noop!(batch(&dealings), Error::TooManyApprovals);
        assert_ok!(batch(&dealings[..2]));
        assert_noop!(batch(&dealings[2..]), Error::TooManyApprovals);
    });
}
