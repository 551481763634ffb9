//! `accredit`, `suspend_issuer`, `reinstate_issuer` and `remove_issuer`.

use frame_support::{assert_noop, assert_ok};
use sp_core::H256;
use sp_runtime::{traits::BadOrigin, DispatchResult};

use crate::{mock::*, *};

type Error = crate::Error<Test>;

/// A track that has no say here.
const OTHER_TRACK: u16 = TRACK + 1;
/// The hash of some evidence.
const EVIDENCE: H256 = H256::repeat_byte(0xe7);

fn accredit(schema: SchemaId, account: AccountId, rights: Rights) -> DispatchResult {
    Attestations::accredit(mandate(TRACK), schema, account.into(), rights)
}

fn suspend(id: IssuerId) -> DispatchResult {
    Attestations::suspend_issuer(mandate(TRACK), id, EVIDENCE)
}

fn reinstate(id: IssuerId) -> DispatchResult {
    Attestations::reinstate_issuer(mandate(TRACK), id, EVIDENCE)
}

fn remove(id: IssuerId) -> DispatchResult {
    Attestations::remove_issuer(mandate(TRACK), id, EVIDENCE)
}

fn status(id: IssuerId) -> IssuerStatus {
    Issuers::<Test>::get(id).unwrap().status
}

/// Rights for these jurisdictions.
fn rights_for(jurisdictions: &[Jurisdiction]) -> Rights {
    let list = jurisdictions.to_vec().try_into().unwrap();
    Rights { max_level: 3, territory: Territory::Only(list) }
}

/// Tries to issue an attestation of Alice, by `who`.
fn try_issue(id: IssuerId, who: AccountId) -> DispatchResult {
    let consent = Some(consent(id, &alice(), &terms()));
    let subject = Subject::Account(alice());
    Attestations::issue(by(who), id, subject, terms(), consent)
        .map(|_| ())
        .map_err(|refused| refused.error)
}

#[test]
fn an_accredited_account_issues_within_its_rights() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let rights = rights_for(&[352, 208]);
        assert_ok!(accredit(schema, charlie(), rights.clone()));
        let issuer = Issuer {
            account: charlie(),
            schema,
            rights: rights.clone(),
            status: IssuerStatus::Active,
            void: Spans::default(),
            bond: 0,
            drawn: 0,
            deputies: 0,
            requests: 0,
        };
        assert_eq!(Issuers::<Test>::get(0), Some(issuer));
        assert_eq!(IssuerIds::<Test>::get(schema, charlie()), Some(0));
        assert_eq!(
            last_event(),
            Event::IssuerAccredited {
                issuer: 0,
                account: charlie(),
                schema,
                rights,
                proposal: Some(PROPOSAL),
            }
        );
        assert_noop!(try_issue(0, charlie()), Error::BeyondRights);
        issue(0, &alice(), Terms { jurisdiction: 352, ..terms() });
    });
}

#[test]
fn an_account_has_a_number_of_its_own_under_each_schema() {
    ExtBuilder::default().build_and_execute(|| {
        let (one, two) = (schema(rules()), schema(rules()));
        assert_eq!(
            [issuer(one, charlie()), issuer(two, charlie()), issuer(one, dave())],
            [0, 1, 2]
        );
        assert_ok!(remove(0));
        assert_eq!(status(1), IssuerStatus::Active);
    });
}

#[test]
fn an_account_is_accredited_once() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let id = issuer(schema, charlie());
        assert_noop!(accredit(schema, charlie(), rights()), Error::AlreadyAccredited);
        assert_ok!(suspend(id));
        assert_noop!(accredit(schema, charlie(), rights()), Error::AlreadyAccredited);
    });
}

#[test]
fn after_removal_an_account_starts_again_under_another_number() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let old = issuer(schema, charlie());
        issue(old, &alice(), terms());
        assert_ok!(remove(old));
        assert_eq!(IssuerIds::<Test>::get(schema, charlie()), None);
        let new = issuer(schema, charlie());
        assert_ne!(old, new);
        assert_eq!(IssuerIds::<Test>::get(schema, charlie()), Some(new));
        // What it issued under the old number does not come back with it.
        assert!(!holds(schema, &alice()));
        assert_noop!(try_issue(old, charlie()), Error::IssuerNotActive);
        assert_ok!(try_issue(new, charlie()));
        assert!(holds(schema, &alice()));
    });
}

#[test]
fn rights_name_each_jurisdiction_once() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        for jurisdictions in [&[][..], &[1, 1], &[1, 2, 3, 1]] {
            assert_noop!(
                accredit(schema, charlie(), rights_for(jurisdictions)),
                Error::InvalidRights
            );
        }
        let most: Vec<Jurisdiction> = (0..16).collect();
        assert_ok!(accredit(schema, charlie(), rights_for(&most)));
        assert_ok!(accredit(schema, dave(), rights_for(&[0])));
    });
}

#[test]
fn the_key_holder_of_a_domain_is_no_issuer_of_its_schemas() {
    ExtBuilder::default().build_and_execute(|| {
        let tagged = tagged_schema();
        assert_noop!(accredit(tagged, ferdie(), rights()), Error::KeyHolderIsIssuer);
        assert_ok!(accredit(schema(rules()), ferdie(), rights()));
        let key = [2; 32];
        assert_ok!(Attestations::rotate_key(mandate(TRACK), 0, eve().into(), key, LONGEST));
        assert_noop!(accredit(tagged, eve(), rights()), Error::KeyHolderIsIssuer);
        assert_ok!(accredit(tagged, ferdie(), rights()));
    });
}

#[test]
fn nobody_is_accredited_for_a_schema_that_never_was() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(accredit(0, charlie(), rights()), Error::SchemaNotFound);
    });
}

#[test]
fn the_last_number_of_an_issuer_is_not_given_out() {
    ExtBuilder::default().build().execute_with(|| {
        let schema = schema(rules());
        IssuerCount::<Test>::put(IssuerId::MAX);
        assert_noop!(accredit(schema, charlie(), rights()), Error::TooMany);
    });
}

#[test]
fn only_the_track_of_the_schema_judges_its_issuers() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let active = issuer(schema, charlie());
        let suspended = issuer(schema, dave());
        assert_ok!(suspend(suspended));
        let calls: [&dyn Fn(RuntimeOrigin) -> DispatchResult; 4] = [
            &|origin| Attestations::accredit(origin, schema, eve().into(), rights()),
            &|origin| Attestations::suspend_issuer(origin, active, EVIDENCE),
            &|origin| Attestations::reinstate_issuer(origin, suspended, EVIDENCE),
            &|origin| Attestations::remove_issuer(origin, active, EVIDENCE),
        ];
        for call in calls {
            assert_noop!(call(by(charlie())), BadOrigin);
            assert_noop!(call(RuntimeOrigin::none()), BadOrigin);
            assert_noop!(call(mandate(OTHER_TRACK)), Error::NotAuthorized);
            assert_ok!(call(RuntimeOrigin::root()));
        }
    });
}

#[test]
fn an_issuer_that_never_was_is_not_found() {
    ExtBuilder::default().build_and_execute(|| {
        for call in [suspend, reinstate, remove] {
            assert_noop!(call(0), Error::IssuerNotFound);
        }
    });
}

#[test]
fn a_suspended_issuer_does_nothing_and_what_it_issued_counts() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let id = issuer(schema, charlie());
        assert_ok!(Attestations::appoint_deputy(by(charlie()), id, eve().into(), rights(), 99));
        issue(id, &bob(), terms());
        run_to(5);
        assert_ok!(suspend(id));
        assert_eq!(
            last_event(),
            Event::IssuerStatusChanged {
                issuer: id,
                old: IssuerStatus::Active,
                new: IssuerStatus::Suspended { since: 5 },
                evidence: EVIDENCE,
                proposal: Some(PROPOSAL),
            }
        );
        assert_noop!(try_issue(id, charlie()), Error::IssuerNotActive);
        assert_noop!(try_issue(id, eve()), Error::IssuerNotActive);
        assert!(holds(schema, &bob()));

        run_to(7);
        assert_ok!(reinstate(id));
        assert_eq!(
            last_event(),
            Event::IssuerStatusChanged {
                issuer: id,
                old: IssuerStatus::Suspended { since: 5 },
                new: IssuerStatus::Active,
                evidence: EVIDENCE,
                proposal: Some(PROPOSAL),
            }
        );
        assert_ok!(try_issue(id, eve()));
    });
}

#[test]
fn nothing_of_a_removed_issuer_counts_from_that_block_on() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let (fallen, other) = (issuer(schema, charlie()), issuer(schema, dave()));
        issue(fallen, &alice(), terms());
        issue(other, &bob(), terms());
        run_to(5);
        assert!(holds(schema, &alice()));
        assert_ok!(Attestations::remove_issuer(RuntimeOrigin::root(), fallen, EVIDENCE));
        assert_eq!(
            last_event(),
            Event::IssuerStatusChanged {
                issuer: fallen,
                old: IssuerStatus::Active,
                new: IssuerStatus::Removed { since: 5 },
                evidence: EVIDENCE,
                proposal: None,
            }
        );
        assert!(!holds(schema, &alice()));
        assert!(holds(schema, &bob()));
        assert_noop!(try_issue(fallen, charlie()), Error::IssuerNotActive);
    });
}

#[test]
fn removal_is_final() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let id = issuer(schema, charlie());
        assert_ok!(suspend(id));
        assert_ok!(remove(id));
        assert_noop!(reinstate(id), Error::IssuerRemoved);
        assert_noop!(suspend(id), Error::IssuerRemoved);
        assert_noop!(remove(id), Error::NothingToDo);
    });
}

#[test]
fn an_issuer_does_not_change_to_the_state_it_is_in() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        assert_noop!(reinstate(id), Error::NothingToDo);
        assert_ok!(suspend(id));
        run_to(3);
        assert_noop!(suspend(id), Error::NothingToDo);
        assert_eq!(status(id), IssuerStatus::Suspended { since: 1 });
    });
}
