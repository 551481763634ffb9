//! Contests: an issuer of the domain says that an attestation carries another person's tag.

use frame_support::{assert_noop, assert_ok, assert_storage_noop};
use sp_runtime::DispatchResult;

use super::appeals::{
    appeal, change_rules, decide, members, outcome, revoke, subject, suspend, suspension,
    try_appeal, try_vote, EVIDENCE, GROUNDS,
};
use crate::{mock::*, *};

type Error = crate::Error<Test>;

use Verdict::{Overturned, Upheld};

/// What Charlie attested of Alice carries the tag of Bob, whom Dave has proofed for another schema of
/// the domain.
struct Squatted {
    schema: SchemaId,
    by: IssuerId,
    other_schema: SchemaId,
    other: IssuerId,
}

fn squatted() -> Squatted {
    let first = tagged_schema();
    let second = schema(SchemaRules { domain: Some(0), ..rules() });
    let (id, other) = (bonded_issuer(first, charlie()), bonded_issuer(second, dave()));
    issue(id, &alice(), tagged_terms(1));
    Squatted { schema: first, by: id, other_schema: second, other }
}

fn tag(issuer: IssuerId, schema: SchemaId) -> Measure<AccountId> {
    Measure::Tag { issuer, schema, subject: subject() }
}

fn try_contest(who: AccountId, issuer: IssuerId, schema: SchemaId) -> DispatchResult {
    Attestations::appeal(by(who), tag(issuer, schema), GROUNDS)
}

/// Dave contests it.
fn contest(case: &Squatted) -> AppealId {
    assert_ok!(try_contest(dave(), case.other, case.schema));
    AppealCount::<Test>::get() - 1
}

/// Dave tries to attest Bob with Bob's tag.
fn attest_bob(case: &Squatted) -> DispatchResult {
    let wanted = tagged_terms(1);
    let agreed = Some(consent(case.other, &bob(), &wanted));
    let who = Subject::Account(bob());
    let issued = Attestations::issue(by(dave()), case.other, who, wanted, agreed);
    issued.map(|_| ()).map_err(|failure| failure.error)
}

#[test]
fn a_squatted_tag_is_free_once_the_panel_says_so() {
    ExtBuilder::default().build_and_execute(|| {
        let case = squatted();
        assert_noop!(attest_bob(&case), Error::TagHeld);
        run_to(4);
        let id = contest(&case);
        assert!(holds(case.schema, &alice()), "until it is decided");
        assert_noop!(attest_bob(&case), Error::TagHeld);
        decide(id, Overturned);
        assert_eq!(outcome(id), Some((Overturned, (2, 0), Remedy::Restored)));
        assert!(!holds(case.schema, &alice()));
        let ended = State::Ended { since: 4, end: End::Squatted };
        assert_eq!(attestation(case.schema, &alice()).state, ended);
        assert!(events().contains(&Event::StateChanged {
            schema: case.schema,
            subject: subject(),
            serial: 1,
            old: State::Live,
            new: ended,
            by: None,
            evidence: GROUNDS,
        }));
        assert_ok!(attest_bob(&case));
        assert!(holds(case.other_schema, &bob()));
        assert_eq!(free(&dave()) + held(&dave(), HoldReason::Bond), PURSE, "nothing is kept");
    });
}

#[test]
fn a_contest_that_fails_changes_nothing_and_is_not_repeated() {
    ExtBuilder::default().build_and_execute(|| {
        let case = squatted();
        let before = attestation(case.schema, &alice());
        let id = contest(&case);
        decide(id, Upheld);
        assert_eq!(outcome(id), Some((Upheld, (2, 0), Remedy::None)));
        let after = attestation(case.schema, &alice());
        assert_eq!(Attestation { review: Review::None, ..after }, before);
        assert!(holds(case.schema, &alice()));
        assert_noop!(try_contest(dave(), case.other, case.schema), Error::AlreadyAppealed);
        assert_noop!(attest_bob(&case), Error::TagHeld);
    });
}

#[test]
fn only_an_active_issuer_contests_in_its_own_name() {
    ExtBuilder::default().build_and_execute(|| {
        let case = squatted();
        let Squatted { schema, other, .. } = case;
        assert_ok!(Attestations::appoint_deputy(by(dave()), other, eve().into(), rights(), 9));
        for who in [eve(), bob(), charlie(), alice()] {
            assert_noop!(try_contest(who, other, schema), Error::NotAuthorized);
        }
        assert_noop!(try_contest(dave(), 99, schema), Error::IssuerNotFound);
        let root = RuntimeOrigin::root;
        assert_ok!(Attestations::suspend_issuer(root(), other, EVIDENCE));
        assert_noop!(try_contest(dave(), other, schema), Error::IssuerNotActive);
        assert_ok!(Attestations::remove_issuer(root(), other, EVIDENCE));
        assert_noop!(try_contest(dave(), other, schema), Error::IssuerNotActive);
    });
}

#[test]
fn only_an_issuer_of_the_domain_contests() {
    ExtBuilder::default().build_and_execute(|| {
        let case = squatted();
        let (elsewhere, untagged) = (tagged_schema(), schema(rules()));
        let foreign = issuer(elsewhere, dave());
        let plain = issuer(untagged, dave());
        assert_noop!(try_contest(dave(), foreign, case.schema), Error::NotAppealable);
        assert_noop!(try_contest(dave(), plain, case.schema), Error::NotAppealable);
        let id = issuer(untagged, charlie());
        issue(id, &alice(), terms());
        assert_noop!(try_contest(dave(), plain, untagged), Error::NotAppealable);
    });
}

#[test]
fn nobody_contests_what_they_attested_themselves() {
    ExtBuilder::default().build_and_execute(|| {
        let case = squatted();
        assert_noop!(try_contest(charlie(), case.by, case.schema), Error::NotAppealable);
        let id = issuer(case.other_schema, charlie());
        assert_noop!(try_contest(charlie(), id, case.schema), Error::NotAppealable);
    });
}

#[test]
fn another_issuer_of_the_same_schema_contests_as_well() {
    ExtBuilder::default().build_and_execute(|| {
        let case = squatted();
        let id = issuer(case.schema, eve());
        assert_ok!(try_contest(eve(), id, case.schema));
        decide(0, Overturned);
        assert!(!holds(case.schema, &alice()));
    });
}

#[test]
fn only_what_holds_a_tag_can_be_contested() {
    ExtBuilder::default().build_and_execute(|| {
        let case = squatted();
        let Squatted { schema, other, .. } = case;
        let of = |subject| Measure::Tag { issuer: other, schema, subject };
        let record = of(Subject::Hash(GROUNDS));
        let by_dave = |measure| Attestations::appeal(by(dave()), measure, GROUNDS);
        assert_storage_noop!({
            assert_eq!(by_dave(record), Err(Error::NotAppealable.into()));
            let nobody = of(Subject::Account(bob()));
            assert_eq!(by_dave(nobody), Err(Error::AttestationNotFound.into()));
        });
        revoke(schema);
        assert_noop!(by_dave(of(subject())), Error::NotAppealable);
    });
}

#[test]
fn a_tag_can_be_contested_long_after_it_was_taken() {
    ExtBuilder::default().build_and_execute(|| {
        let case = squatted();
        run_to(LONGEST);
        assert!(holds(case.schema, &alice()));
        let id = contest(&case);
        decide(id, Overturned);
        assert!(!holds(case.schema, &alice()));
    });
}

#[test]
fn what_has_expired_holds_no_tag_that_could_be_contested() {
    ExtBuilder::default().build_and_execute(|| {
        let case = squatted();
        run_to(LONGEST + 1);
        assert_noop!(try_contest(dave(), case.other, case.schema), Error::NotAppealable);
        assert_ok!(attest_bob(&case));
    });
}

#[test]
fn a_suspended_attestation_keeps_its_tag_only_until_that_is_contested() {
    ExtBuilder::default().build_and_execute(|| {
        let case = squatted();
        suspend(case.schema);
        assert_noop!(attest_bob(&case), Error::TagHeld);
        let id = contest(&case);
        decide(id, Overturned);
        assert_ok!(attest_bob(&case));
    });
}

#[test]
fn what_a_removed_issuer_had_suspended_does_not_keep_a_contested_tag() {
    ExtBuilder::default().build_and_execute(|| {
        let case = squatted();
        suspend(case.schema);
        let id = contest(&case);
        assert_ok!(Attestations::remove_issuer(RuntimeOrigin::root(), case.by, EVIDENCE));
        decide(id, Overturned);
        assert_ok!(attest_bob(&case));
    });
}

#[test]
fn an_appeal_that_was_won_does_not_protect_a_squatted_tag() {
    ExtBuilder::default().build_and_execute(|| {
        let case = squatted();
        suspend(case.schema);
        decide(appeal(suspension(case.schema)), Overturned);
        let id = contest(&case);
        decide(id, Overturned);
        assert_ok!(attest_bob(&case));
    });
}

#[test]
fn nobody_slips_away_while_a_tag_is_contested() {
    ExtBuilder::default().build_and_execute(|| {
        let case = squatted();
        contest(&case);
        let schema = case.schema;
        assert_noop!(try_contest(dave(), case.other, schema), Error::AppealOpen);
        assert_noop!(Attestations::renounce(by(alice()), schema), Error::AppealOpen);
        let reason = RevocationReason::IssuedInError;
        assert_noop!(
            Attestations::revoke(by(charlie()), schema, subject(), reason, EVIDENCE),
            Error::AppealOpen
        );
        assert_noop!(try_appeal(suspension(schema)), Error::AppealOpen);
    });
}

#[test]
fn a_contest_that_is_decided_after_expiry_comes_too_late_and_the_tag_is_free() {
    ExtBuilder::default().build_and_execute(|| {
        let case = squatted();
        run_to(LONGEST);
        let id = contest(&case);
        let panel = members(id);
        run_to(LONGEST + 1);
        assert_noop!(attest_bob(&case), Error::TagHeld);
        assert_ok!(try_vote(id, &panel[0], Overturned));
        assert_ok!(try_vote(id, &panel[1], Overturned));
        assert_eq!(outcome(id), Some((Overturned, (2, 0), Remedy::TooLate)));
        assert_ok!(attest_bob(&case));
    });
}

#[test]
fn where_nobody_decides_the_tag_stays_with_who_holds_it() {
    ExtBuilder::default().build_and_execute(|| {
        let case = squatted();
        let id = contest(&case);
        run_to(1 + DECISION + 1);
        assert_eq!(outcome(id), Some((Upheld, (0, 0), Remedy::None)));
        assert!(holds(case.schema, &alice()));
    });
}

#[test]
fn the_end_of_a_squatted_attestation_is_final() {
    ExtBuilder::default().build_and_execute(|| {
        let case = squatted();
        let id = contest(&case);
        decide(id, Overturned);
        let revoked = Measure::Revocation { schema: case.schema, subject: subject() };
        assert_noop!(try_appeal(revoked), Error::NotAppealable);
        run_to(1 + PERIODS.keeping);
        assert_ok!(Attestations::remove(by(bob()), case.schema, subject()));
    });
}

#[test]
fn the_contesting_issuer_puts_down_the_deposit() {
    ExtBuilder::default().build_and_execute(|| {
        change_rules(MeasureKind::Tag, |rules| rules.deposit = 333);
        let case = squatted();
        let id = contest(&case);
        assert_eq!(held(&dave(), HoldReason::Appeal), 333);
        decide(id, Upheld);
        assert_eq!(held(&dave(), HoldReason::Appeal), 0);
    });
}
