//! That two people are two: who lodges does not approve, and who grants roles has none.

use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};

use crate::{mock::*, Act, DealingId, FourEyes, Grant, Role, Rules};

type Error = crate::Error<Test>;

/// A register that tells people apart by their tags: the clerk is person 2, the registrar person 3,
/// and so on; the authority is person 100.
fn create_with_people(rules: Rules) {
    create_with(Rules { identity: Some(IDENTITY), ..rules });
    Persons::set(&authority(), 100);
    for (tag, who) in [(2, bob()), (3, charlie()), (4, dave()), (5, eve()), (6, ferdie())] {
        Persons::set(&who, tag);
    }
}

fn grant_to(origin: RuntimeOrigin, who: AccountId, role: Role) -> DispatchResult {
    Records::grant_role(origin, REGISTER, who.into(), role, grant())
}

/// Gives an account a role, on the authority's word.
fn appoint(who: AccountId, role: Role) {
    assert_ok!(grant_to(by(authority()), who, role));
}

fn lodge_as(who: AccountId, name: u8) -> DealingId {
    lodge(who, None, first_registration(name, sole(alice())))
}

fn approve_as(who: AccountId, dealing: DealingId) -> DispatchResult {
    Records::approve(by(who), REGISTER, dealing).map(|_| ()).map_err(|failed| failed.error)
}

#[test]
fn nobody_approves_what_it_lodged() {
    ExtBuilder.build_and_execute(|| {
        create();
        appoint(one(), Role::Registrar);
        let dealing = lodge_as(charlie(), 1);
        assert_eq!(approve_as(charlie(), dealing), Err(Error::SamePerson.into()));
        assert_ok!(approve_as(one(), dealing));
    });
}

#[test]
fn being_clerk_and_registrar_does_not_make_two_people() {
    ExtBuilder.build_and_execute(|| {
        create();
        appoint(bob(), Role::Registrar);
        let dealing = lodge_as(bob(), 1);
        assert_eq!(approve_as(bob(), dealing), Err(Error::SamePerson.into()));
        assert_ok!(approve_as(charlie(), dealing));
    });
}

#[test]
fn where_four_eyes_are_waived_a_registrar_approves_its_own() {
    ExtBuilder.build_and_execute(|| {
        create_with(Rules { four_eyes: FourEyes::Waived, ..rules() });
        let dealing = lodge_as(charlie(), 1);
        // A clerk is still no registrar.
        assert_eq!(approve_as(bob(), dealing), Err(Error::NotAuthorized.into()));
        assert_ok!(approve_as(charlie(), dealing));
    });
}

#[test]
fn a_court_does_not_restore_what_it_lodged_even_where_four_eyes_are_waived() {
    ExtBuilder.build_and_execute(|| {
        create_with(Rules { four_eyes: FourEyes::Waived, ..rules() });
        let record = land(alice());
        let strike = Act::StrikeOff { reason: crate::StrikeReason::Ceased };
        let dealing = lodge(bob(), Some(record), strike);
        approve(dealing);
        appoint(ferdie(), Role::Clerk);
        let restore = lodge(ferdie(), Some(record), Act::Restore);
        assert_eq!(approve_as(ferdie(), restore), Err(Error::SamePerson.into()));
        assert_ok!(approve_as(authority(), restore));
    });
}

#[test]
fn a_second_account_of_the_lodger_does_not_approve() {
    ExtBuilder.build_and_execute(|| {
        create_with_people(rules());
        Persons::set(&one(), 3);
        appoint(one(), Role::Clerk);
        let dealing = lodge_as(one(), 1);
        assert_eq!(approve_as(charlie(), dealing), Err(Error::SamePerson.into()));
        Persons::set(&two(), 9);
        appoint(two(), Role::Registrar);
        run_to(2);
        // A registrar who was attested before it was lodged approves it.
        assert_ok!(approve_as(two(), dealing));
    });
}

#[test]
fn without_a_policy_a_second_account_is_another_person() {
    ExtBuilder.build_and_execute(|| {
        create();
        for who in [one(), charlie()] {
            Persons::set(&who, 3);
        }
        appoint(one(), Role::Clerk);
        let dealing = lodge_as(one(), 1);
        assert_ok!(approve_as(charlie(), dealing));
    });
}

#[test]
fn who_was_one_person_when_it_was_lodged_stays_one() {
    ExtBuilder.build_and_execute(|| {
        create_with_people(rules());
        Persons::set(&one(), 3);
        appoint(one(), Role::Clerk);
        run_to(5);
        let dealing = lodge_as(one(), 1);
        run_to(6);
        // Dropping the attestation afterwards makes nobody somebody else.
        Persons::lapse(&one());
        assert_eq!(approve_as(charlie(), dealing), Err(Error::SamePerson.into()));
        Persons::lapse(&charlie());
        assert_eq!(approve_as(charlie(), dealing), Err(Error::SamePerson.into()));
    });
}

#[test]
fn a_registrar_without_a_tag_when_it_was_lodged_does_not_approve() {
    ExtBuilder.build_and_execute(|| {
        create_with_people(rules());
        assert_ok!(grant_to(mandate(TRACK), one(), Role::Registrar));
        let dealing = lodge_as(bob(), 1);
        assert_eq!(approve_as(one(), dealing), Err(Error::NotEligible.into()));
        run_to(2);
        Persons::set(&one(), 9);
        assert_eq!(approve_as(one(), dealing), Err(Error::NotEligible.into()));
        let later = lodge_as(bob(), 2);
        assert_ok!(approve_as(one(), later));
    });
}

#[test]
fn who_cannot_be_told_apart_does_not_lodge() {
    ExtBuilder.build_and_execute(|| {
        create_with_people(rules());
        assert_ok!(grant_to(mandate(TRACK), one(), Role::Clerk));
        let act = first_registration(1, sole(alice()));
        let lodge = || Records::lodge(by(one()), REGISTER, None, act.clone(), hash(1), None);
        assert_noop!(lodge(), Error::NotEligible);
        Persons::set(&one(), 9);
        assert_ok!(lodge());
    });
}

#[test]
fn a_freeze_makes_nobody_another_person() {
    ExtBuilder.build_and_execute(|| {
        create_with_people(rules());
        Persons::set(&one(), 3);
        appoint(one(), Role::Clerk);
        let dealing = lodge_as(one(), 1);
        Frozen::set(&one());
        assert_eq!(approve_as(charlie(), dealing), Err(Error::SamePerson.into()));
    });
}

#[test]
fn whoever_cautions_does_not_approve_that_by_another_account() {
    ExtBuilder.build_and_execute(|| {
        create_with_people(rules());
        Persons::set(&alice(), 1);
        let record = land(alice());
        let caution = |who| lodge(who, Some(record), Act::Caution { interest: hash(5) });
        // Anybody may caution, also who is not known as a person.
        let unknown = caution(two());
        assert_ok!(approve_as(charlie(), unknown));
        Persons::set(&one(), 3);
        let own = caution(one());
        assert_eq!(approve_as(charlie(), own), Err(Error::SamePerson.into()));
        appoint(dave(), Role::Registrar);
        assert_ok!(approve_as(dave(), own));
    });
}

#[test]
fn two_people_have_two_accounts_and_two_tags() {
    ExtBuilder.build_and_execute(|| {
        let by_account = rules();
        let by_person = Rules { identity: Some(IDENTITY), ..rules() };
        for (who, tag) in [(alice(), 1), (bob(), 1), (charlie(), 3)] {
            Persons::set(&who, tag);
        }
        let check = |rules: &Rules, one: AccountId, other: AccountId, at| {
            Records::ensure_two_people(rules, &one, &other, at)
        };
        assert!(check(&by_account, alice(), bob(), 1).is_ok());
        assert!(matches!(check(&by_account, bob(), bob(), 1), Err(Error::SamePerson)));
        assert!(check(&by_person, alice(), charlie(), 1).is_ok());
        assert!(matches!(check(&by_person, alice(), alice(), 1), Err(Error::SamePerson)));
        assert!(matches!(check(&by_person, alice(), bob(), 1), Err(Error::SamePerson)));
        assert!(matches!(check(&by_person, alice(), dave(), 1), Err(Error::NotEligible)));
        assert!(matches!(check(&by_person, dave(), alice(), 1), Err(Error::NotEligible)));
        assert!(matches!(check(&by_person, alice(), charlie(), 0), Err(Error::NotEligible)));
    });
}

#[test]
fn the_authority_has_no_role() {
    ExtBuilder.build_and_execute(|| {
        create();
        for role in Role::ALL {
            for origin in [by(authority()), mandate(TRACK), RuntimeOrigin::root()] {
                let grant = grant_to(origin, authority(), role);
                assert_noop!(grant, Error::AuthorityHoldsRole);
            }
        }
    });
}

#[test]
fn the_authority_has_no_role_by_another_account_either() {
    ExtBuilder.build_and_execute(|| {
        create_with_people(rules());
        Persons::set(&one(), 100);
        for role in Role::ALL {
            for origin in [by(authority()), mandate(TRACK)] {
                assert_noop!(grant_to(origin, one(), role), Error::AuthorityHoldsRole);
            }
        }
        Frozen::set(&one());
        assert_noop!(grant_to(by(authority()), one(), Role::Court), Error::AuthorityHoldsRole);
    });
}

#[test]
fn the_authority_grants_no_role_to_who_could_be_anybody() {
    ExtBuilder.build_and_execute(|| {
        create_with_people(rules());
        // Its own second account, which is to be attested once it has the role.
        let grant = |origin| grant_to(origin, one(), Role::Registrar);
        assert_noop!(grant(by(authority())), Error::NotEligible);
        Persons::set(&one(), 9);
        assert_ok!(grant(by(authority())));
        run_to(2);
        // An authority that sheds its own tag is not anybody else for that.
        Persons::lapse(&authority());
        assert_noop!(grant(by(authority())), Error::NotEligible);
        assert_ok!(grant(mandate(TRACK)));
    });
}

#[test]
fn a_change_of_terms_is_looked_at_as_a_grant_is() {
    ExtBuilder.build_and_execute(|| {
        create();
        assert_ok!(grant_to(by(authority()), one(), Role::Registrar));
        let rules = Rules { identity: Some(IDENTITY), ..rules() };
        assert_ok!(Records::set_rules(mandate(TRACK), REGISTER, rules));
        for who in [one(), authority()] {
            Persons::set(&who, 100);
        }
        let longer = Grant { expires: MAX_TERM, ..grant() };
        let renew =
            |role| Records::grant_role(by(authority()), REGISTER, one().into(), role, longer);
        assert_noop!(renew(Role::Registrar), Error::AuthorityHoldsRole);
    });
}

#[test]
fn the_authority_does_not_approve_what_it_lodged_by_a_second_account() {
    ExtBuilder.build_and_execute(|| {
        create_with_people(rules());
        let record = title(1, crate::Ownership::NotStated);
        let vest = Act::Vest { ownership: sole(alice()) };
        assert_ok!(grant_to(mandate(TRACK), one(), Role::Clerk));
        Persons::set(&one(), 100);
        let dealing = lodge(one(), Some(record), vest);
        assert_eq!(approve_as(authority(), dealing), Err(Error::SamePerson.into()));
        assert_ok!(approve_as(ferdie(), dealing));
    });
}
