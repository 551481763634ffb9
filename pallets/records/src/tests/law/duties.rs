//! Who does what, and that two people are two.

use super::prelude::*;

/// A register that tells people apart by their tags, in which charlie and dave are one person.
fn of_known_people() {
    for (who, tag) in [(alice(), 1), (bob(), 2), (charlie(), 3), (dave(), 3), (authority(), 9)] {
        Persons::set(&who, tag);
    }
    rule(Rules { identity: Some(IDENTITY), ..rules() });
}

/// Land Registration Act 2002, section 100(1): who works in the registry is authorised for it.
#[test]
fn an_expired_role_cannot_approve() {
    story(|| {
        let title = land(alice());
        let sale = sale(title, alice(), one());
        run_to(TERM);
        refused(Refusal::RoleExpired, || decide(sale));
        assert_eq!(owners(title), sole(alice()));
    });
}

/// German land register code § 13(3): the time of receipt is certified by those who are to do it. Here
/// by the chain, and nobody changes it.
#[test]
fn nothing_changes_a_lodgement_time() {
    story(|| {
        let title = land(alice());
        let sale = sale(title, alice(), one());
        let before = (dealing(sale).lodged, dealing(sale).day, dealing(sale).priority);
        pass_days(3);
        assert_ok!(requisition_as(charlie(), sale, 5));
        assert_ok!(Records::answer(by(bob()), REGISTER, sale, hash(56)));
        assert_ok!(object_as(two(), sale));
        assert_ok!(Records::withdraw_objection(by(two()), REGISTER, sale));
        assert_eq!((dealing(sale).lodged, dealing(sale).day, dealing(sale).priority), before);
    });
}

/// German land register code §§ 11 and 53(1): an entry is not void because of who made it. It stands,
/// and nobody disposes of what it says until that was looked into.
#[test]
fn an_entry_under_review_stands_and_is_not_disposed_of() {
    story(|| {
        let title = land(alice());
        let sale = sale(title, alice(), one());
        let second =
            Records::grant_role(mandate(TRACK), REGISTER, two().into(), Role::Registrar, grant());
        assert_ok!(second);
        assert_ok!(Records::review(by(eve()), REGISTER, charlie().into(), 0, hash(20)));
        assert_eq!(owners(title), sole(alice()), "she holds it still");
        refused(Refusal::UnderReview, || approve_as(two(), sale));
        assert_ok!(Records::end_review(by(authority()), REGISTER, charlie().into()));
        assert_ok!(approve_as(two(), sale));
    });
}

/// Registration of Births and Deaths Regulations 1987, regulation 56(1)(a)(ii): a completed entry is
/// corrected in the presence of a second officer.
#[test]
fn a_correction_needs_a_second_person() {
    story(|| {
        let title = land(alice());
        let own = lodge(charlie(), Some(title), correction());
        refused(Refusal::SamePerson, || decide(own));
    });
}

/// Not of a law (OpenCRVS, on registering one's own event): nobody approves what the same person lodged,
/// by whichever account.
#[test]
fn self_approval_through_a_second_account_is_refused() {
    story(|| {
        of_known_people();
        let own = lodge(dave(), None, first_registration(1, sole(alice())));
        refused(Refusal::SamePerson, || decide(own));
        let others = lodge(bob(), None, first_registration(1, sole(alice())));
        assert_ok!(Records::withdraw(by(dave()), REGISTER, own));
        assert_ok!(decide(others));
    });
}

/// Not of a law (OpenCRVS): a country decides whether it asks for that.
#[test]
fn a_register_without_four_eyes_allows_it() {
    story(|| {
        rule(Rules { four_eyes: FourEyes::Waived, ..rules() });
        let own = lodge(charlie(), None, first_registration(1, sole(alice())));
        assert_ok!(decide(own));
    });
}

/// Not of a law (OpenCRVS, on the area of a registrar): who has a role in one register has none in
/// another.
#[test]
fn a_role_in_one_register_gives_nothing_in_another() {
    story(|| {
        assert_ok!(Records::create_register(mandate(TRACK), TRACK, charter(rules())));
        let act = first_registration(1, sole(alice()));
        let elsewhere = || Records::lodge(by(bob()), 1, None, act.clone(), hash(99), None);
        refused(Refusal::NotAuthorized, elsewhere);
        assert_ok!(Records::lodge(by(bob()), REGISTER, None, act.clone(), hash(99), None));
    });
}
