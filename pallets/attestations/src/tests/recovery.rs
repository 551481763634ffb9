//! Recovery: an attestation follows its person to another account.

use althing_primitives::BlockNumber;
use frame_support::{
    assert_noop, assert_ok,
    dispatch::{DispatchResultWithPostInfo, GetDispatchInfo},
};
use sp_core::H256;
use sp_runtime::{traits::BadOrigin, DispatchResult, MultiSignature};

use super::appeals::{appeal, decide, revoke, subject, suspend, suspension, EVIDENCE};
use crate::{
    mock::*,
    statement::{Purpose, Statement},
    *,
};

type Error = crate::Error<Test>;

/// The block in which a recovery of the first block can be completed.
const READY: BlockNumber = 1 + PERIODS.objection;

fn root() -> RuntimeOrigin {
    RuntimeOrigin::root()
}

/// Charlie has attested Alice; Dave is an issuer of the schema as well.
fn two_issuers(schema: SchemaId, terms: Terms) -> (IssuerId, IssuerId) {
    let (first, second) = (bonded_issuer(schema, charlie()), bonded_issuer(schema, dave()));
    issue(first, &alice(), terms);
    (first, second)
}

/// The same, without tags.
fn attested() -> (SchemaId, IssuerId, IssuerId) {
    let schema = schema(rules());
    let (first, second) = two_issuers(schema, terms());
    (schema, first, second)
}

/// What Bob agrees to: that what is Alice's follows to him.
fn agreement(issuer: IssuerId, terms: &Terms) -> Statement<AccountId> {
    Statement { from: Some(alice()), ..statement(issuer, &bob(), terms) }
}

/// Bob's consent to that.
fn consent_of_bob(issuer: IssuerId, terms: &Terms) -> Signed<MultiSignature> {
    signed_by(&bob(), Purpose::Move, &agreement(issuer, terms))
}

/// `who` starts to move what is Alice's to Bob.
fn try_recover_by(who: AccountId, issuer: IssuerId, terms: Terms) -> DispatchResult {
    let consent = consent_of_bob(issuer, &terms);
    Attestations::recover(by(who), issuer, alice().into(), bob().into(), terms, consent)
}

/// Dave does.
fn try_recover(issuer: IssuerId, terms: Terms) -> DispatchResult {
    try_recover_by(dave(), issuer, terms)
}

/// The same, as he may.
fn recover(issuer: IssuerId) {
    assert_ok!(try_recover(issuer, terms()));
}

fn complete(schema: SchemaId) -> DispatchResultWithPostInfo {
    Attestations::complete_recovery(by(ferdie()), schema, alice().into())
}

fn object(schema: SchemaId) -> DispatchResult {
    Attestations::object(by(alice()), schema)
}

/// Completing it finds that it cannot be completed, and forgets it.
fn assert_stops(schema: SchemaId) {
    assert_ok!(complete(schema));
    assert_eq!(last_event(), Event::RecoveryStopped { schema, from: alice() });
    assert_eq!(Recoveries::<Test>::get(schema, alice()), None);
    assert_noop!(complete(schema), Error::RecoveryNotFound);
}

#[test]
fn an_attestation_follows_its_person_after_the_waiting_period() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _, id) = attested();
        recover(id);
        assert_eq!(
            last_event(),
            Event::RecoveryStarted { schema, from: alice(), to: bob(), issuer: id, ready: READY }
        );
        assert!(holds(schema, &alice()));
        run_to(READY - 1);
        assert_noop!(complete(schema), Error::NotReady);
        run_to(READY);
        let before = events().len();
        assert_ok!(complete(schema));
        let moved = State::Ended { since: READY, end: End::Moved };
        assert_eq!(attestation(schema, &alice()).state, moved);
        let new = attestation(schema, &bob());
        assert_eq!((new.issuer, new.issued, new.held_since), (id, READY, READY));
        assert!(holds(schema, &bob()) && !holds(schema, &alice()));
        let told = &events()[before..];
        assert_eq!(
            told[0],
            Event::StateChanged {
                schema,
                subject: subject(),
                serial: 1,
                old: State::Live,
                new: moved,
                by: None,
                evidence: H256::zero(),
            }
        );
        assert!(matches!(&told[1], Event::Issued { by, .. } if *by == dave()));
        assert_eq!(told[2], Event::Recovered { schema, from: alice(), to: bob(), serial: 1 });
        assert_noop!(complete(schema), Error::RecoveryNotFound);
    });
}

#[test]
fn each_attestation_has_its_own_deposit() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, first, second) = attested();
        let left = |id| Attestations::bond_left(id);
        let (of_first, of_second) = (left(first), left(second));
        recover(second);
        assert_eq!(left(second), of_second, "a recovery that waits takes nothing");
        run_to(READY);
        assert_ok!(complete(schema));
        assert_eq!((left(first), left(second)), (of_first, of_second - DEPOSIT));
        run_to(READY + PERIODS.keeping);
        assert_ok!(Attestations::remove(by(eve()), schema, subject()));
        assert_eq!(left(first), of_first + DEPOSIT);
    });
}

#[test]
fn the_owner_of_the_old_account_objects_up_to_the_last_block() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _, id) = attested();
        recover(id);
        run_to(READY - 1);
        assert_noop!(Attestations::object(by(bob()), schema), Error::RecoveryNotFound);
        assert_noop!(Attestations::object(root(), schema), BadOrigin);
        assert_ok!(object(schema));
        assert_eq!(last_event(), Event::RecoveryStopped { schema, from: alice() });
        assert_noop!(object(schema), Error::RecoveryNotFound);
        run_to(READY);
        assert_noop!(complete(schema), Error::RecoveryNotFound);
        assert!(holds(schema, &alice()) && !holds(schema, &bob()));
    });
}

#[test]
fn once_it_is_ready_it_is_too_late_to_object() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _, id) = attested();
        recover(id);
        run_to(READY);
        assert_noop!(object(schema), Error::TooLate);
        assert_ok!(complete(schema));
    });
}

#[test]
fn a_frozen_account_objects() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _, id) = attested();
        recover(id);
        super::appeals::freeze(&alice(), 40);
        run_to(5);
        assert_ok!(object(schema));
    });
}

#[test]
fn it_takes_a_second_issuer() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, first, second) = attested();
        assert_noop!(try_recover_by(charlie(), first, terms()), Error::NotAllowed);
        let deputy = |principal, id, who: AccountId| {
            assert_ok!(Attestations::appoint_deputy(by(principal), id, who.into(), rights(), 99));
        };
        deputy(dave(), second, charlie());
        assert_noop!(try_recover_by(charlie(), second, terms()), Error::NotAllowed);
        deputy(dave(), second, eve());
        deputy(charlie(), first, eve());
        assert_noop!(try_recover_by(eve(), second, terms()), Error::NotAllowed);
        assert_ok!(Attestations::dismiss_deputy(by(charlie()), first, eve().into()));
        assert_ok!(try_recover_by(eve(), second, terms()));
        run_to(READY);
        assert_ok!(complete(schema));
        assert!(holds(schema, &bob()));
    });
}

#[test]
fn what_a_removed_issuer_attested_is_not_moved_though_it_is_accredited_again() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, first, second) = attested();
        assert_ok!(Attestations::remove_issuer(root(), first, EVIDENCE));
        let again = bonded_issuer(schema, charlie());
        assert_noop!(try_recover_by(charlie(), again, terms()), Error::NotLive);
        assert_noop!(try_recover(second, terms()), Error::NotLive);
    });
}

#[test]
fn the_schema_says_who_may_move_attestations() {
    for (recovery, expected) in [
        (RecoveryBy::AnyIssuer, Ok(())),
        (RecoveryBy::SecondIssuer, Err(Error::NotAllowed.into())),
        (RecoveryBy::Nobody, Err(Error::NotAllowed.into())),
    ] {
        ExtBuilder::default().build_and_execute(|| {
            let schema = schema(SchemaRules { recovery, ..rules() });
            let (first, second) = two_issuers(schema, terms());
            assert_eq!(try_recover_by(charlie(), first, terms()), expected);
            if recovery == RecoveryBy::Nobody {
                assert_noop!(try_recover(second, terms()), Error::NotAllowed);
            }
        });
    }
}

#[test]
fn only_an_agent_within_its_rights_starts_it() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, _, id) = attested();
        assert_noop!(try_recover_by(eve(), id, terms()), Error::NotAuthorized);
        assert_noop!(try_recover(id, Terms { level: 4, ..terms() }), Error::BeyondRights);
        let narrow = Rights { max_level: 1, ..rights() };
        assert_ok!(Attestations::appoint_deputy(by(dave()), id, eve().into(), narrow, 9));
        assert_noop!(try_recover_by(eve(), id, terms()), Error::BeyondRights);
        assert_ok!(Attestations::suspend_issuer(root(), id, EVIDENCE));
        assert_noop!(try_recover(id, terms()), Error::IssuerNotActive);
    });
}

#[test]
fn nobody_moves_an_attestation_to_or_from_themselves() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, first, id) = attested();
        assert_ok!(Attestations::appoint_deputy(by(dave()), id, bob().into(), rights(), 99));
        assert_noop!(try_recover_by(bob(), id, terms()), Error::SelfAttestation);
        assert_ok!(Attestations::appoint_deputy(by(dave()), id, alice().into(), rights(), 99));
        assert_noop!(try_recover_by(alice(), id, terms()), Error::SelfAttestation);
        issue(first, &dave(), terms());
        let agreed = Statement { from: Some(dave()), ..statement(id, &bob(), &terms()) };
        let consent = signed_by(&bob(), Purpose::Move, &agreed);
        assert_noop!(
            Attestations::recover(by(dave()), id, dave().into(), bob().into(), terms(), consent),
            Error::SelfAttestation
        );
    });
}

#[test]
fn only_what_holds_can_be_moved() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, first, id) = attested();
        let consent = consent_of_bob(id, &terms());
        assert_noop!(
            Attestations::recover(by(dave()), id, eve().into(), bob().into(), terms(), consent),
            Error::AttestationNotFound
        );
        suspend(schema);
        assert_noop!(try_recover(id, terms()), Error::NotLive);
        appeal(suspension(schema));
        assert!(holds(schema, &alice()), "it is paused");
        assert_noop!(try_recover(id, terms()), Error::AppealOpen);
        decide(0, Verdict::Overturned);
        revoke(schema);
        assert_noop!(try_recover(id, terms()), Error::NotLive);
        issue(first, &alice(), terms());
        run_to(LONGEST + 1);
        assert_noop!(try_recover(id, terms()), Error::NotLive);
    });
}

#[test]
fn the_other_account_has_to_be_another_one_without_an_attestation() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, first, id) = attested();
        let consent = consent_of_bob(id, &terms());
        let alice = || alice().into();
        assert_noop!(
            Attestations::recover(by(dave()), id, alice(), alice(), terms(), consent),
            Error::InvalidRecovery
        );
        issue(first, &bob(), terms());
        assert_noop!(try_recover(id, terms()), Error::AlreadyAttested);
        assert_ok!(Attestations::renounce(by(bob()), schema));
        recover(id);
        run_to(READY);
        assert_ok!(complete(schema));
        assert_eq!(attestation(schema, &bob()).serial, 2);
    });
}

#[test]
fn one_recovery_of_an_attestation_is_under_way_at_a_time() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _, id) = attested();
        recover(id);
        assert_noop!(try_recover(id, terms()), Error::AlreadyRecovering);
        assert_ok!(object(schema));
        recover(id);
    });
}

#[test]
fn the_person_consents_with_the_other_account() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, _, id) = attested();
        let with = |consent| {
            let terms = terms();
            Attestations::recover(by(dave()), id, alice().into(), bob().into(), terms, consent)
        };
        let good = agreement(id, &terms());
        let bad = [
            (alice(), Purpose::Move, good.clone()),
            (bob(), Purpose::Accept, good.clone()),
            (bob(), Purpose::Move, Statement { from: None, ..good.clone() }),
            (bob(), Purpose::Move, Statement { from: Some(eve()), ..good.clone() }),
            (bob(), Purpose::Move, Statement { serial: 2, ..good.clone() }),
            (bob(), Purpose::Move, Statement { issuer: id + 1, ..good.clone() }),
            (bob(), Purpose::Move, Statement { genesis: H256::repeat_byte(9), ..good.clone() }),
        ];
        for (signer, purpose, agreed) in bad {
            assert_noop!(with(signed_by(&signer, purpose, &agreed)), Error::BadSignature);
        }
        let late = Signed { deadline: 99, ..signed_by(&bob(), Purpose::Move, &good) };
        assert_noop!(with(late), Error::BadSignature);
        let consent = signed_by(&bob(), Purpose::Move, &good);
        run_to(good.deadline + 1);
        assert_noop!(
            Attestations::recover(
                by(dave()),
                id,
                alice().into(),
                bob().into(),
                good.terms,
                consent
            ),
            Error::DeadlinePassed
        );
    });
}

#[test]
fn the_terms_have_to_be_ones_that_could_be_issued() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _, id) = attested();
        let long = Terms { expires: 1 + LONGEST + 1, ..terms() };
        assert_noop!(try_recover(id, long), Error::InvalidExpiry);
        let past = Terms { expires: 1, ..terms() };
        assert_noop!(try_recover(id, past), Error::InvalidExpiry);
        assert_noop!(try_recover(id, tagged_terms(1)), Error::TagMismatch);
        assert_ok!(Attestations::retire_schema(root(), schema));
        assert_noop!(try_recover(id, terms()), Error::SchemaRetired);
    });
}

#[test]
fn what_has_changed_meanwhile_stops_it() {
    type Change = fn(SchemaId, IssuerId, IssuerId);
    let changes: [Change; 8] = [
        |schema, _, _| revoke(schema),
        |schema, _, _| Attestations::renounce(by(alice()), schema).unwrap(),
        |_, first, _| Attestations::remove_issuer(root(), first, EVIDENCE).unwrap(),
        |_, _, second| Attestations::remove_issuer(root(), second, EVIDENCE).unwrap(),
        |_, _, second| Attestations::suspend_issuer(root(), second, EVIDENCE).unwrap(),
        |schema, _, _| Attestations::retire_schema(root(), schema).unwrap(),
        |_, first, _| issue(first, &bob(), terms()),
        |_, first, _| {
            let agreed = Some(consent(first, &alice(), &terms()));
            let renewed = Attestations::renew(by(charlie()), first, subject(), terms(), agreed);
            assert_ok!(renewed);
        },
    ];
    for change in changes {
        ExtBuilder::default().build_and_execute(|| {
            let (schema, first, second) = attested();
            recover(second);
            run_to(5);
            change(schema, first, second);
            run_to(READY);
            assert_stops(schema);
        });
    }
}

#[test]
fn a_revocation_in_the_very_block_stops_it() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _, id) = attested();
        recover(id);
        run_to(READY);
        revoke(schema);
        assert_stops(schema);
        assert!(!holds(schema, &bob()));
    });
}

#[test]
fn what_has_expired_is_not_moved() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let (_, id) = two_issuers(schema, Terms { expires: READY, ..terms() });
        recover(id);
        run_to(READY);
        assert_stops(schema);
    });
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _, id) = attested();
        assert_ok!(try_recover(id, Terms { expires: READY, ..terms() }));
        run_to(READY);
        assert_stops(schema);
        assert!(holds(schema, &alice()));
    });
}

#[test]
fn what_was_replaced_meanwhile_is_not_moved() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, first, id) = attested();
        recover(id);
        revoke(schema);
        issue(first, &alice(), terms());
        run_to(READY);
        assert_stops(schema);
        assert!(holds(schema, &alice()));
    });
}

#[test]
fn what_is_only_held_up_waits() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _, id) = attested();
        recover(id);
        run_to(READY);
        suspend(schema);
        assert_noop!(complete(schema), Error::NotLive);
        let case = appeal(suspension(schema));
        assert_noop!(complete(schema), Error::AppealOpen);
        decide(case, Verdict::Overturned);
        assert_ok!(Attestations::set_bond(by(dave()), id, DEPOSIT - 1));
        assert_noop!(complete(schema), Error::BondExhausted);
        assert_ok!(Attestations::set_bond(by(dave()), id, DEPOSIT));
        assert_ok!(complete(schema));
        assert!(holds(schema, &bob()));
    });
}

#[test]
fn a_revocation_that_was_overturned_in_time_does_not_stop_it() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _, id) = attested();
        recover(id);
        run_to(READY - 2);
        revoke(schema);
        let case = appeal(Measure::Revocation { schema, subject: subject() });
        run_to(READY);
        assert_noop!(complete(schema), Error::AppealOpen);
        decide(case, Verdict::Overturned);
        assert_ok!(complete(schema));
        assert!(holds(schema, &bob()));
    });
}

#[test]
fn moving_counts_as_issuance_in_the_block_that_completes_it() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _, id) = attested();
        recover(id);
        run_to(READY + 3);
        assert_ok!(complete(schema));
        run_to(READY + 4);
        let span = Span { first: READY + 3, last: READY + 3 };
        assert_ok!(Attestations::void_issuer(root(), id, span, EVIDENCE));
        assert!(!holds(schema, &bob()));
    });
}

#[test]
fn the_tag_follows_its_person() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = tagged_schema();
        let (_, id) = two_issuers(schema, tagged_terms(1));
        assert_noop!(try_recover(id, tagged_terms(2)), Error::InvalidRecovery);
        assert_noop!(try_recover(id, terms()), Error::TagMismatch);
        assert_ok!(try_recover(id, tagged_terms(1)));
        run_to(READY);
        assert_ok!(complete(schema));
        let holder = Tags::<Test>::get(0, [1; 32]).expect("somebody holds it");
        assert_eq!((holder.account, holder.schemas.into_inner()), (bob(), vec![schema]));
        assert!(holds(schema, &bob()) && !holds(schema, &alice()));
        let again = tagged_terms(1);
        let agreed = Some(consent(id, &alice(), &again));
        assert_noop!(Attestations::issue(by(dave()), id, subject(), again, agreed), Error::TagHeld);
    });
}

#[test]
fn a_person_does_not_stand_with_two_accounts_in_two_schemas_of_a_domain() {
    ExtBuilder::default().build_and_execute(|| {
        let first_schema = tagged_schema();
        let second_schema = schema(SchemaRules { domain: Some(0), ..rules() });
        let (_, id) = two_issuers(first_schema, tagged_terms(1));
        let other = bonded_issuer(second_schema, charlie());
        issue(other, &alice(), tagged_terms(1));
        assert_ok!(try_recover(id, tagged_terms(1)));
        run_to(READY);
        assert_noop!(complete(first_schema), Error::TagHeld);
        assert!(holds(first_schema, &alice()));
        revoke(second_schema);
        assert_ok!(complete(first_schema));
        assert!(holds(first_schema, &bob()));
    });
}

/// Changes the key of the domain in this block, for an overlap of so many blocks.
fn rotate(overlap: BlockNumber) {
    assert_ok!(Attestations::rotate_key(root(), 0, ferdie().into(), [2; 32], overlap));
}

/// Terms with a tag under the new key, and that of before.
fn retagged(tag: u8, previous: Option<u8>) -> Terms {
    let claim = TagClaim { tag: [tag; 32], previous: previous.map(|tag| [tag; 32]) };
    Terms { tag: Some(claim), ..terms() }
}

#[test]
fn while_the_keys_overlap_the_old_tag_shows_who_it_is() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = tagged_schema();
        let (_, id) = two_issuers(schema, tagged_terms(1));
        rotate(LONGEST);
        assert_noop!(try_recover(id, retagged(1, None)), Error::TagMismatch);
        assert_noop!(try_recover(id, retagged(2, Some(3))), Error::InvalidRecovery);
        assert_ok!(try_recover(id, retagged(2, Some(1))));
        run_to(READY);
        assert_ok!(complete(schema));
        assert_eq!(attestation(schema, &bob()).tag, Some([2; 32]));
        assert!(holds(schema, &bob()) && !holds(schema, &alice()));
    });
}

#[test]
fn a_tag_under_a_key_that_was_changed_meanwhile_does_not_follow() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = tagged_schema();
        let (_, id) = two_issuers(schema, tagged_terms(1));
        assert_ok!(try_recover(id, tagged_terms(1)));
        run_to(5);
        rotate(LONGEST);
        run_to(READY);
        assert_stops(schema);
        assert!(holds(schema, &alice()));
    });
}

#[test]
fn completing_costs_as_much_as_is_looked_at_behind_tags() {
    type Weights = <Test as Config>::WeightInfo;
    let spent = |schema| complete(schema).unwrap().actual_weight.unwrap();
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _, id) = attested();
        recover(id);
        run_to(READY);
        let call = crate::Call::<Test>::complete_recovery { schema, from: alice().into() };
        let most = call.get_dispatch_info().call_weight;
        assert_eq!(most, Weights::complete_recovery(MOST_BEHIND_TAGS));
        assert_eq!(spent(schema), Weights::complete_recovery(0));
    });
    ExtBuilder::default().build_and_execute(|| {
        let schema = tagged_schema();
        let (_, id) = two_issuers(schema, tagged_terms(1));
        assert_ok!(try_recover(id, tagged_terms(1)));
        run_to(READY);
        // The one that moves.
        assert_eq!(spent(schema), Weights::complete_recovery(1));
    });
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _, id) = attested();
        recover(id);
        run_to(READY);
        assert_ok!(Attestations::renounce(by(alice()), schema));
        assert_eq!(spent(schema), Weights::complete_recovery(0));
        assert_eq!(last_event(), Event::RecoveryStopped { schema, from: alice() });
    });
}
