//! `appoint_deputy` and `dismiss_deputy`.

use frame_support::{assert_noop, assert_ok};
use sp_core::H256;
use sp_runtime::{traits::BadOrigin, DispatchResult};

use crate::{mock::*, *};

type Error = crate::Error<Test>;

/// The end of most terms in these tests.
const UNTIL: u32 = 50;

/// Rights up to a level, for these jurisdictions.
fn narrow(max_level: Level, jurisdictions: &[Jurisdiction]) -> Rights {
    let list = jurisdictions.to_vec().try_into().unwrap();
    Rights { max_level, territory: Territory::Only(list) }
}

/// Charlie appoints a deputy.
fn appoint(id: IssuerId, deputy: AccountId, rights: Rights, until: u32) -> DispatchResult {
    Attestations::appoint_deputy(by(charlie()), id, deputy.into(), rights, until)
}

fn dismiss(who: AccountId, id: IssuerId, deputy: AccountId) -> DispatchResult {
    Attestations::dismiss_deputy(by(who), id, deputy.into())
}

/// Eve issues an attestation of Alice.
fn issue_as_eve(id: IssuerId, terms: Terms) -> DispatchResult {
    let consent = Some(consent(id, &alice(), &terms));
    let subject = Subject::Account(alice());
    Attestations::issue(by(eve()), id, subject, terms, consent)
        .map(|_| ())
        .map_err(|refused| refused.error)
}

/// Somebody without another part in these tests.
fn somebody(n: u8) -> AccountId {
    AccountId::new([100 + n; 32])
}

#[test]
fn a_deputy_issues_in_the_name_of_its_principal() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let id = issuer(schema, charlie());
        let new = Deputy { rights: narrow(2, &[352]), until: UNTIL };
        assert_ok!(appoint(id, eve(), new.rights.clone(), UNTIL));
        assert_eq!(Deputies::<Test>::get(id, eve()), Some(new.clone()));
        assert_eq!(Issuers::<Test>::get(id).unwrap().deputies, 1);
        assert_eq!(
            last_event(),
            Event::DeputyAppointed { issuer: id, deputy: eve(), old: None, new }
        );
        let fitting = Terms { level: 2, jurisdiction: 352, ..terms() };
        assert_noop!(issue_as_eve(id, Terms { level: 3, ..fitting.clone() }), Error::BeyondRights);
        assert_noop!(
            issue_as_eve(id, Terms { jurisdiction: 208, ..fitting.clone() }),
            Error::BeyondRights
        );
        assert_ok!(issue_as_eve(id, fitting));
        assert_eq!(attestation(schema, &alice()).issuer, id);
    });
}

#[test]
fn a_deputy_acts_until_its_time_is_up() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        assert_ok!(appoint(id, eve(), rights(), 5));
        run_to(5);
        assert_noop!(issue_as_eve(id, terms()), Error::DeputyExpired);
        assert_ok!(appoint(id, eve(), rights(), 6));
        assert_ok!(issue_as_eve(id, terms()));
    });
}

#[test]
fn a_term_that_is_over_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        run_to(10);
        for until in [0, 9, 10] {
            assert_noop!(appoint(id, eve(), rights(), until), Error::InvalidTerm);
        }
        assert_ok!(appoint(id, eve(), rights(), 11));
        assert_ok!(appoint(id, eve(), rights(), u32::MAX));
    });
}

#[test]
fn a_deputy_has_no_more_rights_than_its_principal_and_is_somebody_else() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let own = narrow(2, &[352, 208]);
        assert_ok!(Attestations::accredit(mandate(TRACK), schema, charlie().into(), own.clone()));
        let anywhere = Rights { max_level: 1, territory: Territory::Anywhere };
        for rights in [narrow(3, &[352]), narrow(2, &[352, 578]), narrow(0, &[0]), anywhere] {
            assert_noop!(appoint(0, eve(), rights, UNTIL), Error::BeyondPrincipal);
        }
        assert_noop!(appoint(0, charlie(), narrow(0, &[352]), UNTIL), Error::BeyondPrincipal);
        assert_ok!(appoint(0, eve(), narrow(0, &[208]), UNTIL));
        assert_ok!(appoint(0, eve(), own, UNTIL));
    });
}

#[test]
fn rights_name_each_jurisdiction_once() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        assert_noop!(appoint(id, eve(), narrow(1, &[]), UNTIL), Error::InvalidRights);
        assert_noop!(appoint(id, eve(), narrow(1, &[352, 352]), UNTIL), Error::InvalidRights);
    });
}

#[test]
fn the_key_holder_of_a_domain_is_no_deputy_under_its_schemas() {
    ExtBuilder::default().build_and_execute(|| {
        let tagged = issuer(tagged_schema(), charlie());
        let untagged = issuer(schema(rules()), charlie());
        assert_noop!(appoint(tagged, ferdie(), rights(), UNTIL), Error::KeyHolderIsIssuer);
        assert_ok!(appoint(untagged, ferdie(), rights(), UNTIL));
    });
}

#[test]
fn an_issuer_has_eight_deputies_at_most_also_if_their_time_is_up() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        for n in 1..=8 {
            assert_ok!(appoint(id, somebody(n), rights(), 5));
        }
        assert_noop!(appoint(id, eve(), rights(), UNTIL), Error::TooManyDeputies);
        run_to(5);
        assert_noop!(appoint(id, eve(), rights(), UNTIL), Error::TooManyDeputies);
        // Those that are there can be changed, and dismissed.
        assert_ok!(appoint(id, somebody(1), rights(), UNTIL));
        assert_eq!(Issuers::<Test>::get(id).unwrap().deputies, 8);
        assert_ok!(dismiss(charlie(), id, somebody(2)));
        assert_ok!(appoint(id, eve(), rights(), UNTIL));
        assert_eq!(Issuers::<Test>::get(id).unwrap().deputies, 8);
    });
}

#[test]
fn a_deputy_can_be_given_other_rights() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        let old = Deputy { rights: rights(), until: UNTIL };
        let new = Deputy { rights: narrow(1, &[352]), until: UNTIL + 1 };
        assert_ok!(appoint(id, eve(), old.rights.clone(), old.until));
        assert_noop!(appoint(id, eve(), old.rights.clone(), old.until), Error::NothingToDo);
        assert_ok!(appoint(id, eve(), new.rights.clone(), new.until));
        assert_eq!(Deputies::<Test>::get(id, eve()), Some(new.clone()));
        assert_eq!(Issuers::<Test>::get(id).unwrap().deputies, 1);
        assert_eq!(
            last_event(),
            Event::DeputyAppointed { issuer: id, deputy: eve(), old: Some(old), new }
        );
        assert_noop!(issue_as_eve(id, terms()), Error::BeyondRights);
    });
}

#[test]
fn only_an_active_issuer_appoints_deputies() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        assert_ok!(appoint(id, eve(), rights(), UNTIL));
        let appoint_as =
            |origin| Attestations::appoint_deputy(origin, id, bob().into(), rights(), UNTIL);
        assert_noop!(appoint_as(by(alice())), Error::NotAuthorized);
        assert_noop!(appoint_as(by(eve())), Error::NotAuthorized);
        assert_noop!(appoint_as(RuntimeOrigin::root()), BadOrigin);
        assert_noop!(appoint_as(RuntimeOrigin::none()), BadOrigin);
        assert_noop!(appoint(id + 1, bob(), rights(), UNTIL), Error::IssuerNotFound);
        assert_ok!(Attestations::suspend_issuer(mandate(TRACK), id, H256::zero()));
        assert_noop!(appoint_as(by(charlie())), Error::IssuerNotActive);
        assert_ok!(Attestations::remove_issuer(mandate(TRACK), id, H256::zero()));
        assert_noop!(appoint_as(by(charlie())), Error::IssuerNotActive);
    });
}

#[test]
fn a_deputy_falls_with_its_principal() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let id = issuer(schema, charlie());
        assert_ok!(appoint(id, eve(), rights(), UNTIL));
        assert_ok!(Attestations::suspend_issuer(mandate(TRACK), id, H256::zero()));
        assert_noop!(issue_as_eve(id, terms()), Error::IssuerNotActive);
        assert_ok!(Attestations::reinstate_issuer(mandate(TRACK), id, H256::zero()));
        assert_ok!(issue_as_eve(id, terms()));
        assert_ok!(Attestations::remove_issuer(mandate(TRACK), id, H256::zero()));
        assert!(!holds(schema, &alice()));
        assert_noop!(issue_as_eve(id, terms()), Error::IssuerNotActive);

        // Whoever is accredited again appoints deputies again.
        let again = issuer(schema, charlie());
        assert_noop!(issue_as_eve(again, terms()), Error::NotAuthorized);
    });
}

#[test]
fn a_dismissed_deputy_does_nothing_and_what_it_issued_counts() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let id = issuer(schema, charlie());
        assert_ok!(appoint(id, eve(), rights(), UNTIL));
        assert_ok!(issue_as_eve(id, terms()));
        assert_ok!(dismiss(charlie(), id, eve()));
        assert_eq!(Deputies::<Test>::get(id, eve()), None);
        assert_eq!(Issuers::<Test>::get(id).unwrap().deputies, 0);
        assert_eq!(last_event(), Event::DeputyDismissed { issuer: id, deputy: eve() });
        assert!(holds(schema, &alice()));
        let subject = Subject::Account(alice());
        let consent = Some(consent(id, &alice(), &terms()));
        assert_noop!(
            Attestations::renew(by(eve()), id, subject, terms(), consent),
            Error::NotAuthorized
        );
    });
}

#[test]
fn a_deputy_can_leave_by_itself() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        assert_ok!(appoint(id, eve(), rights(), UNTIL));
        assert_ok!(dismiss(eve(), id, eve()));
        assert_eq!(Deputies::<Test>::get(id, eve()), None);
        assert_noop!(dismiss(eve(), id, eve()), Error::DeputyNotFound);
    });
}

#[test]
fn others_dismiss_nobody() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        assert_ok!(appoint(id, eve(), rights(), UNTIL));
        assert_ok!(appoint(id, bob(), rights(), UNTIL));
        for other in [alice(), bob()] {
            assert_noop!(dismiss(other, id, eve()), Error::NotAuthorized);
        }
        let dismiss_as = |origin| Attestations::dismiss_deputy(origin, id, eve().into());
        assert_noop!(dismiss_as(RuntimeOrigin::root()), BadOrigin);
        assert_noop!(dismiss_as(RuntimeOrigin::none()), BadOrigin);
    });
}

#[test]
fn who_is_no_deputy_of_the_issuer_is_not_dismissed() {
    ExtBuilder::default().build_and_execute(|| {
        let (one, two) = (schema(rules()), schema(rules()));
        let (one, two) = (issuer(one, charlie()), issuer(two, charlie()));
        assert_ok!(appoint(one, eve(), rights(), UNTIL));
        assert_noop!(dismiss(charlie(), two, eve()), Error::DeputyNotFound);
        assert_noop!(dismiss(charlie(), one, bob()), Error::DeputyNotFound);
        assert_noop!(dismiss(charlie(), two + 1, eve()), Error::IssuerNotFound);
        assert_ok!(dismiss(charlie(), one, eve()));
        assert_noop!(dismiss(charlie(), one, eve()), Error::DeputyNotFound);
    });
}

#[test]
fn deputies_can_be_dismissed_whatever_became_of_the_issuer_and_of_their_term() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        for n in 1..=3 {
            assert_ok!(appoint(id, somebody(n), rights(), 5));
        }
        assert_ok!(Attestations::suspend_issuer(mandate(TRACK), id, H256::zero()));
        assert_ok!(dismiss(charlie(), id, somebody(1)));
        assert_ok!(Attestations::remove_issuer(mandate(TRACK), id, H256::zero()));
        assert_ok!(dismiss(charlie(), id, somebody(2)));
        run_to(6);
        assert_ok!(dismiss(charlie(), id, somebody(3)));
        assert_eq!(Issuers::<Test>::get(id).unwrap().deputies, 0);
    });
}
