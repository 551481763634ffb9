//! Suspending, lifting, revoking and renouncing.

use frame_support::{assert_noop, assert_ok};
use sp_core::H256;

use crate::{
    mock::*, End, Error, Event, FreezeCause, Permission, RevocationReason, Rights, SchemaRules,
    State, Subject, SuspensionReason, Terms, Territory,
};

const EVIDENCE: H256 = H256::repeat_byte(0xe7);
const REVIEW: SuspensionReason = SuspensionReason::UnderReview;

fn subject() -> Subject<AccountId> {
    Subject::Account(alice())
}

/// A schema and an issuer of it, who has attested Alice.
fn attested() -> (u32, u32) {
    let schema = schema(rules());
    let issuer = bonded_issuer(schema, charlie());
    issue(issuer, &alice(), terms());
    (schema, issuer)
}

#[test]
fn a_suspension_holds_until_it_is_lifted() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        run_to(3);
        assert_ok!(Attestations::suspend(by(charlie()), schema, subject(), REVIEW, EVIDENCE));
        let suspended = State::Suspended { since: 3, reason: REVIEW };
        assert!(!holds(schema, &alice()), "in the very block");
        assert_eq!(
            last_event(),
            Event::StateChanged {
                schema,
                subject: subject(),
                serial: 1,
                old: State::Live,
                new: suspended,
                by: Some(charlie()),
                evidence: EVIDENCE,
            }
        );
        run_to(40);
        assert!(!holds(schema, &alice()));
        assert_ok!(Attestations::lift(by(charlie()), schema, subject(), EVIDENCE));
        assert!(holds(schema, &alice()));
    });
}

#[test]
fn what_is_suspended_is_not_suspended_again_and_what_is_not_is_not_lifted() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        let lift = || Attestations::lift(by(charlie()), schema, subject(), EVIDENCE);
        let suspend = || Attestations::suspend(by(charlie()), schema, subject(), REVIEW, EVIDENCE);
        assert_noop!(lift(), Error::<Test>::NotSuspended);
        assert_ok!(suspend());
        assert_noop!(suspend(), Error::<Test>::NotLive);
        assert_ok!(lift());
        assert_noop!(lift(), Error::<Test>::NotSuspended);
    });
}

#[test]
fn a_schema_may_allow_no_suspension() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(SchemaRules { suspension: Permission::Never, ..rules() });
        let issuer = bonded_issuer(schema, charlie());
        issue(issuer, &alice(), terms());
        assert_noop!(
            Attestations::suspend(by(charlie()), schema, subject(), REVIEW, EVIDENCE),
            Error::<Test>::NotAllowed
        );
    });
}

#[test]
fn a_revocation_is_final() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        let revoke = || {
            let why = RevocationReason::IssuedInError;
            Attestations::revoke(by(charlie()), schema, subject(), why, EVIDENCE)
        };
        assert_ok!(revoke());
        let end = End::Revoked(RevocationReason::IssuedInError);
        assert_eq!(attestation(schema, &alice()).state, State::Ended { since: 1, end });
        assert!(!holds(schema, &alice()), "in the very block");
        assert_noop!(revoke(), Error::<Test>::NotLive);
        assert_noop!(
            Attestations::suspend(by(charlie()), schema, subject(), REVIEW, EVIDENCE),
            Error::<Test>::NotLive
        );
        assert_noop!(
            Attestations::lift(by(charlie()), schema, subject(), EVIDENCE),
            Error::<Test>::NotSuspended
        );
    });
}

#[test]
fn what_is_suspended_can_be_revoked() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        assert_ok!(Attestations::suspend(by(charlie()), schema, subject(), REVIEW, EVIDENCE));
        let why = RevocationReason::Fraud;
        assert_ok!(Attestations::revoke(by(charlie()), schema, subject(), why, EVIDENCE));
        let Event::StateChanged { old, .. } = last_event() else { panic!() };
        assert!(matches!(old, State::Suspended { .. }));
    });
}

#[test]
fn only_its_issuer_decides_over_an_attestation() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        let _rival = bonded_issuer(schema, dave());
        for who in [alice(), bob(), dave()] {
            let why = RevocationReason::Fraud;
            assert_noop!(
                Attestations::suspend(by(who.clone()), schema, subject(), REVIEW, EVIDENCE),
                Error::<Test>::NotAuthorized
            );
            assert_noop!(
                Attestations::revoke(by(who.clone()), schema, subject(), why, EVIDENCE),
                Error::<Test>::NotAuthorized
            );
            assert_noop!(
                Attestations::lift(by(who), schema, subject(), EVIDENCE),
                Error::<Test>::NotAuthorized
            );
        }
    });
}

#[test]
fn a_suspended_issuer_decides_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, issuer) = attested();
        assert_ok!(Attestations::suspend_issuer(mandate(TRACK), issuer, EVIDENCE));
        let why = RevocationReason::Fraud;
        assert_noop!(
            Attestations::revoke(by(charlie()), schema, subject(), why, EVIDENCE),
            Error::<Test>::IssuerNotActive
        );
        assert!(holds(schema, &alice()), "what it issued counts as before");
    });
}

#[test]
fn a_deputy_decides_within_its_rights() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, issuer) = attested();
        let rights = Rights { max_level: 1, territory: Territory::Anywhere };
        assert_ok!(Attestations::appoint_deputy(by(charlie()), issuer, eve().into(), rights, 90));
        assert_noop!(
            Attestations::suspend(by(eve()), schema, subject(), REVIEW, EVIDENCE),
            Error::<Test>::BeyondRights
        );
        let rights = Rights { max_level: 2, territory: Territory::Anywhere };
        assert_ok!(Attestations::appoint_deputy(by(charlie()), issuer, eve().into(), rights, 90));
        assert_ok!(Attestations::suspend(by(eve()), schema, subject(), REVIEW, EVIDENCE));
    });
}

#[test]
fn a_subject_gives_up_what_is_attested_of_it() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        assert_noop!(Attestations::renounce(by(bob()), schema), Error::<Test>::AttestationNotFound);
        assert_ok!(Attestations::renounce(by(alice()), schema));
        let end = State::Ended { since: 1, end: End::Renounced };
        assert_eq!(attestation(schema, &alice()).state, end);
        assert!(!holds(schema, &alice()));
        assert_noop!(Attestations::renounce(by(alice()), schema), Error::<Test>::NotLive);
    });
}

#[test]
fn what_has_expired_changes_no_more() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        issue(issuer, &alice(), Terms { expires: 5, ..terms() });
        run_to(5);
        let why = RevocationReason::Fraud;
        assert_noop!(
            Attestations::suspend(by(charlie()), schema, subject(), REVIEW, EVIDENCE),
            Error::<Test>::NotLive
        );
        assert_noop!(
            Attestations::revoke(by(charlie()), schema, subject(), why, EVIDENCE),
            Error::<Test>::NotLive
        );
        assert_noop!(Attestations::renounce(by(alice()), schema), Error::<Test>::NotLive);
    });
}

#[test]
fn there_is_nothing_to_decide_over_where_nothing_was_attested() {
    ExtBuilder::default().build_and_execute(|| {
        let why = RevocationReason::Fraud;
        assert_noop!(
            Attestations::revoke(by(charlie()), 0, subject(), why, EVIDENCE),
            Error::<Test>::AttestationNotFound
        );
    });
}

#[test]
fn nobody_slips_out_of_a_freeze_by_giving_up_an_attestation() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        let freeze = |cause| Attestations::freeze(by(one()), alice().into(), 5, cause, EVIDENCE);
        assert_ok!(freeze(FreezeCause::MoneyLaundering));
        assert_noop!(Attestations::renounce(by(alice()), schema), Error::<Test>::AccountFrozen);
        run_to(6);
        assert_ok!(freeze(FreezeCause::StolenKey));
        assert_ok!(Attestations::renounce(by(alice()), schema));
    });
}
