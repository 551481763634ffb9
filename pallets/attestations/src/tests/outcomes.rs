//! What follows from a verdict, and what cannot be undone any more.

use althing_primitives::BlockNumber;
use frame_support::{assert_noop, assert_ok, weights::Weight};
use sp_core::H256;
use sp_runtime::TokenError;

use super::appeals::*;
use crate::{mock::*, *};

type Error = crate::Error<Test>;

use Verdict::{Overturned, Upheld};

fn root() -> RuntimeOrigin {
    RuntimeOrigin::root()
}

/// A schema under which Alice's attestation expires in block `expires`.
fn attested_until(expires: BlockNumber) -> (SchemaId, IssuerId) {
    let schema = schema(rules());
    let id = bonded_issuer(schema, charlie());
    issue(id, &alice(), Terms { expires, ..terms() });
    (schema, id)
}

fn state_of_alice(schema: SchemaId) -> State {
    attestation(schema, &alice()).state
}

fn remedy(id: AppealId) -> Remedy {
    outcome(id).expect("it is concluded").2
}

/// The refused request of Alice to Charlie, and her appeal.
fn refused() -> (SchemaId, IssuerId, AppealId) {
    let schema = schema(rules());
    let id = bonded_issuer(schema, charlie());
    assert_ok!(Attestations::request(by(alice()), id, terms().commitment, 10));
    let reason = RefusalReason::OutOfScope;
    assert_ok!(Attestations::refuse(by(charlie()), id, alice().into(), reason, EVIDENCE));
    (schema, id, appeal(Measure::Refusal { issuer: id }))
}

/// Whether Alice's tokens can leave her account.
fn can_pay() -> bool {
    let paid = Balances::transfer_allow_death(by(alice()), bob().into(), 1);
    assert!(paid.is_ok() || paid == Err(TokenError::Frozen.into()));
    paid.is_ok()
}

#[test]
fn an_overturned_revocation_restores_the_attestation() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        run_to(3);
        revoke(schema);
        let revoked = state_of_alice(schema);
        run_to(4);
        let id = appeal(revocation(schema));
        run_to(6);
        assert!(!holds(schema, &alice()));
        decide(id, Overturned);
        assert!(holds(schema, &alice()));
        let told = &events()[events().len() - 2..];
        assert_eq!(
            told[0],
            Event::StateChanged {
                schema,
                subject: subject(),
                serial: 1,
                old: revoked,
                new: State::Live,
                by: None,
                evidence: GROUNDS,
            }
        );
        assert_eq!(
            told[1],
            Event::AppealConcluded {
                appeal: id,
                measure: revocation(schema),
                verdict: Overturned,
                votes: (2, 0),
                remedy: Remedy::Restored,
            }
        );
    });
}

#[test]
fn an_upheld_revocation_stands() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        revoke(schema);
        let revoked = state_of_alice(schema);
        let id = appeal(revocation(schema));
        decide(id, Upheld);
        assert_eq!(outcome(id), Some((Upheld, (2, 0), Remedy::None)));
        assert_eq!(state_of_alice(schema), revoked);
        run_to(1 + PERIODS.keeping);
        assert_ok!(Attestations::remove(by(bob()), schema, subject()));
    });
}

#[test]
fn what_was_restored_can_be_revoked_anew_and_that_appealed() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        revoke(schema);
        decide(appeal(revocation(schema)), Overturned);
        assert_noop!(try_appeal(revocation(schema)), Error::NotAppealable);
        run_to(30);
        revoke(schema);
        let id = appeal(revocation(schema));
        decide(id, Overturned);
        assert_eq!(remedy(id), Remedy::Restored);
        assert!(holds(schema, &alice()));
    });
}

#[test]
fn a_suspension_after_an_appeal_is_a_new_measure() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        suspend(schema);
        decide(appeal(suspension(schema)), Upheld);
        assert_noop!(try_appeal(suspension(schema)), Error::AlreadyAppealed);
        assert_ok!(Attestations::lift(by(charlie()), schema, subject(), EVIDENCE));
        run_to(30);
        suspend(schema);
        decide(appeal(suspension(schema)), Overturned);
        assert!(holds(schema, &alice()));
    });
}

#[test]
fn a_revocation_after_an_appealed_suspension_is_a_new_measure() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        suspend(schema);
        decide(appeal(suspension(schema)), Upheld);
        revoke(schema);
        decide(appeal(revocation(schema)), Overturned);
        assert_eq!(state_of_alice(schema), State::Live);
    });
}

#[test]
fn a_verdict_after_expiry_comes_too_late() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested_until(6);
        revoke(schema);
        let revoked = state_of_alice(schema);
        let id = appeal(revocation(schema));
        run_to(6);
        decide(id, Overturned);
        assert_eq!(outcome(id), Some((Overturned, (2, 0), Remedy::TooLate)));
        assert_eq!(state_of_alice(schema), revoked);
        assert_eq!(free(&alice()), PURSE, "the deposit returns all the same");
        assert_noop!(try_appeal(revocation(schema)), Error::AlreadyAppealed);
    });
}

#[test]
fn a_verdict_in_the_last_block_of_an_attestation_is_in_time() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested_until(6);
        revoke(schema);
        let id = appeal(revocation(schema));
        run_to(5);
        decide(id, Overturned);
        assert_eq!(remedy(id), Remedy::Restored);
        assert!(holds(schema, &alice()));
        run_to(6);
        assert!(!holds(schema, &alice()));
    });
}

#[test]
fn it_does_not_matter_when_the_chain_gets_to_a_conclusion() {
    let concluded_in = |block: BlockNumber| {
        ExtBuilder::default().build().execute_with(|| {
            change_rules(MeasureKind::Revocation, |rules| rules.default = Overturned);
            // It expires after the deadline, and before it is concluded late.
            let (schema, _) = attested_until(1 + DECISION + 2);
            revoke(schema);
            let id = appeal(revocation(schema));
            run_to(1 + DECISION);
            while System::block_number() < block {
                next_block(Weight::zero());
            }
            assert_ok!(Attestations::conclude(by(bob()), id));
            (outcome(id), state_of_alice(schema))
        })
    };
    let in_time = concluded_in(1 + DECISION);
    assert_eq!(in_time.0, Some((Overturned, (0, 0), Remedy::Restored)));
    assert_eq!(concluded_in(1 + DECISION + 5), in_time);
}

#[test]
fn what_a_fallen_issuer_revoked_is_not_restored() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = attested();
        revoke(schema);
        let appeal = appeal(revocation(schema));
        assert_ok!(Attestations::remove_issuer(root(), id, EVIDENCE));
        decide(appeal, Overturned);
        assert_eq!(remedy(appeal), Remedy::TooLate);
        assert!(!holds(schema, &alice()));
    });
}

#[test]
fn what_is_void_is_not_restored() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = attested();
        revoke(schema);
        let appeal = appeal(revocation(schema));
        run_to(2);
        let span = Span { first: 1, last: 1 };
        assert_ok!(Attestations::void_issuer(root(), id, span, EVIDENCE));
        decide(appeal, Overturned);
        assert_eq!(remedy(appeal), Remedy::TooLate);
    });
}

#[test]
fn what_a_suspended_issuer_revoked_is_restored() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = attested();
        revoke(schema);
        let appeal = appeal(revocation(schema));
        assert_ok!(Attestations::suspend_issuer(root(), id, EVIDENCE));
        decide(appeal, Overturned);
        assert!(holds(schema, &alice()));
    });
}

#[test]
fn a_tag_that_another_account_holds_by_now_is_not_taken_back() {
    for effect in [Effect::Continues, Effect::Pauses] {
        ExtBuilder::default().build_and_execute(|| {
            change_rules(MeasureKind::Revocation, |rules| rules.effect = effect);
            let schema = tagged_schema();
            let id = bonded_issuer(schema, charlie());
            issue(id, &alice(), tagged_terms(1));
            revoke(schema);
            let revoked = state_of_alice(schema);
            issue(id, &bob(), tagged_terms(1));
            let appeal = appeal(revocation(schema));
            assert!(
                matches!(last_event(), Event::Appealed { effect: Effect::Continues, .. }),
                "nobody stands twice, not even while an appeal is open"
            );
            assert!(!holds(schema, &alice()));
            decide(appeal, Overturned);
            assert_eq!(remedy(appeal), Remedy::TagTaken);
            assert_eq!(state_of_alice(schema), revoked);
            assert!(holds(schema, &bob()));
        });
    }
}

#[test]
fn a_tag_is_kept_for_who_has_appealed() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = tagged_schema();
        let id = bonded_issuer(schema, charlie());
        issue(id, &alice(), tagged_terms(1));
        revoke(schema);
        let appeal = appeal(revocation(schema));
        let wanted = tagged_terms(1);
        let agreed = Some(consent(id, &bob(), &wanted));
        let who = Subject::Account(bob());
        assert_noop!(Attestations::issue(by(charlie()), id, who, wanted, agreed), Error::TagHeld);
        decide(appeal, Overturned);
        assert_eq!(remedy(appeal), Remedy::Restored);
        assert!(holds(schema, &alice()));
    });
}

#[test]
fn a_tag_that_has_become_free_again_is_taken_back() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = tagged_schema();
        let id = bonded_issuer(schema, charlie());
        issue(id, &alice(), tagged_terms(1));
        revoke(schema);
        issue(id, &bob(), tagged_terms(1));
        let appeal = appeal(revocation(schema));
        assert_ok!(Attestations::renounce(by(bob()), schema));
        decide(appeal, Overturned);
        assert_eq!(remedy(appeal), Remedy::Restored);
        assert_eq!(Tags::<Test>::get(0, [1; 32]).unwrap().account, alice());
    });
}

#[test]
fn a_paused_suspension_is_back_if_it_is_upheld() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        run_to(3);
        suspend(schema);
        let suspended = state_of_alice(schema);
        let id = appeal(suspension(schema));
        assert!(matches!(last_event(), Event::Appealed { effect: Effect::Pauses, .. }));
        assert!(holds(schema, &alice()), "it holds while the appeal is open");
        let paused = Event::StateChanged {
            schema,
            subject: subject(),
            serial: 1,
            old: suspended,
            new: State::Live,
            by: None,
            evidence: GROUNDS,
        };
        assert!(events().contains(&paused));
        run_to(5);
        decide(id, Upheld);
        assert_eq!(remedy(id), Remedy::None);
        assert_eq!(state_of_alice(schema), suspended);
        let back = Event::StateChanged {
            schema,
            subject: subject(),
            serial: 1,
            old: State::Live,
            new: suspended,
            by: None,
            evidence: GROUNDS,
        };
        assert!(events().contains(&back));
    });
}

#[test]
fn a_paused_revocation_that_is_overturned_never_was() {
    ExtBuilder::default().build_and_execute(|| {
        change_rules(MeasureKind::Revocation, |rules| rules.effect = Effect::Pauses);
        let schema = tagged_schema();
        let id = bonded_issuer(schema, charlie());
        issue(id, &alice(), tagged_terms(1));
        revoke(schema);
        let id = appeal(revocation(schema));
        assert!(holds(schema, &alice()));
        decide(id, Overturned);
        assert_eq!(remedy(id), Remedy::Restored);
        assert!(holds(schema, &alice()));
    });
}

#[test]
fn what_cannot_hold_is_not_paused() {
    ExtBuilder::default().build_and_execute(|| {
        change_rules(MeasureKind::Revocation, |rules| rules.effect = Effect::Pauses);
        let (schema, _) = attested_until(4);
        run_to(3);
        revoke(schema);
        run_to(5);
        let id = appeal(revocation(schema));
        assert!(matches!(last_event(), Event::Appealed { effect: Effect::Continues, .. }));
        decide(id, Overturned);
        assert_eq!(remedy(id), Remedy::TooLate);
    });
}

#[test]
fn where_nobody_decides_about_a_suspension_it_falls() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        suspend(schema);
        let id = appeal(suspension(schema));
        run_to(1 + DECISION + 1);
        assert_eq!(outcome(id), Some((Overturned, (0, 0), Remedy::Restored)));
        assert!(holds(schema, &alice()));
    });
}

#[test]
fn an_upheld_refusal_closes_the_request() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, issuer, id) = refused();
        decide(id, Upheld);
        assert_eq!(remedy(id), Remedy::None);
        assert_eq!(Requests::<Test>::get(issuer, alice()), None);
        assert!(events().contains(&Event::RequestClosed { issuer, who: alice(), fee: 0 }));
        assert_ok!(Attestations::request(by(alice()), issuer, H256::zero(), 10));
    });
}

#[test]
fn an_overturned_refusal_can_only_be_accepted_and_costs_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, issuer, id) = refused();
        run_to(6);
        decide(id, Overturned);
        assert_eq!(remedy(id), Remedy::Reopened);
        assert_eq!(Issuers::<Test>::get(issuer).unwrap().requests, 1);
        let reason = RefusalReason::OutOfScope;
        assert_noop!(
            Attestations::refuse(by(charlie()), issuer, alice().into(), reason, EVIDENCE),
            Error::WrongRequestState
        );
        assert_noop!(try_appeal(Measure::Refusal { issuer }), Error::NotAppealable);
        run_to(6 + PERIODS.answer - 1);
        let before = (free(&alice()), free(&charlie()));
        assert_ok!(Attestations::accept(by(charlie()), issuer, alice().into(), terms()));
        assert!(holds(schema, &alice()));
        assert_eq!((free(&alice()), free(&charlie())), before);
        assert_eq!(Issuers::<Test>::get(issuer).unwrap().requests, 0);
    });
}

#[test]
fn a_refusal_that_nobody_decides_about_is_settled_at_the_deadline() {
    for (default, requests) in [(Upheld, 0), (Overturned, 1)] {
        ExtBuilder::default().build_and_execute(|| {
            change_rules(MeasureKind::Refusal, |rules| rules.default = default);
            let (_, issuer, id) = refused();
            run_to(1 + DECISION + 1);
            assert_eq!(outcome(id).map(|(verdict, ..)| verdict), Some(default));
            assert_eq!(Issuers::<Test>::get(issuer).unwrap().requests, requests);
            assert_eq!(Requests::<Test>::contains_key(issuer, alice()), requests > 0);
            let closed = Event::RequestClosed { issuer, who: alice(), fee: 0 };
            assert_eq!(events().contains(&closed), requests == 0);
        });
    }
}

#[test]
fn a_reopened_request_ends_with_its_new_deadline() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, issuer, id) = refused();
        run_to(6);
        decide(id, Overturned);
        run_to(6 + PERIODS.answer);
        assert_noop!(
            Attestations::accept(by(charlie()), issuer, alice().into(), terms()),
            Error::RequestExpired
        );
        run_to(6 + PERIODS.answer + 1);
        assert_eq!(Requests::<Test>::get(issuer, alice()), None);
        assert_eq!(Issuers::<Test>::get(issuer).unwrap().requests, 0);
    });
}

#[test]
fn a_request_is_reopened_even_if_the_issuer_is_asked_by_as_many_as_can() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, issuer, id) = refused();
        for who in [bob(), dave(), eve()] {
            assert_ok!(Attestations::request(by(who), issuer, H256::zero(), 10));
        }
        decide(id, Overturned);
        assert_eq!(remedy(id), Remedy::Reopened);
        assert_eq!(Issuers::<Test>::get(issuer).unwrap().requests, MAX_REQUESTS + 1);
    });
}

#[test]
fn a_request_that_nobody_could_accept_is_not_reopened() {
    ExtBuilder::default().build_and_execute(|| {
        let (_, issuer, id) = refused();
        assert_ok!(Attestations::remove_issuer(root(), issuer, EVIDENCE));
        decide(id, Overturned);
        assert_eq!(remedy(id), Remedy::TooLate);
        assert_eq!(Requests::<Test>::get(issuer, alice()), None);
    });
    ExtBuilder::default().build_and_execute(|| {
        let (schema, issuer, id) = refused();
        assert_ok!(Attestations::retire_schema(root(), schema));
        decide(id, Overturned);
        assert_eq!(remedy(id), Remedy::TooLate);
        assert_eq!(Requests::<Test>::get(issuer, alice()), None);
    });
}

#[test]
fn an_overturned_freeze_ends() {
    ExtBuilder::default().build_and_execute(|| {
        freeze(&alice(), 40);
        let id = appeal(Measure::Freeze);
        run_to(5);
        assert!(!can_pay());
        decide(id, Overturned);
        assert_eq!(remedy(id), Remedy::Restored);
        assert!(events().contains(&Event::Thawed { who: alice(), lasted: 4, by: None }));
        assert!(can_pay());
        assert_eq!(Attestations::frozen_until(alice()), None);
    });
}

#[test]
fn an_upheld_freeze_lasts() {
    ExtBuilder::default().build_and_execute(|| {
        freeze(&alice(), 40);
        let id = appeal(Measure::Freeze);
        decide(id, Upheld);
        assert_eq!(remedy(id), Remedy::None);
        assert_eq!(Attestations::frozen_until(alice()), Some(41));
        run_to(40);
        assert!(!can_pay());
        run_to(41);
        assert!(can_pay());
    });
}

#[test]
fn a_paused_freeze_is_at_work_again_if_it_is_upheld() {
    for (verdict, paid) in [(Upheld, false), (Overturned, true)] {
        ExtBuilder::default().build_and_execute(|| {
            change_rules(MeasureKind::Freeze, |rules| rules.effect = Effect::Pauses);
            freeze(&alice(), 40);
            run_to(3);
            let id = appeal(Measure::Freeze);
            assert!(can_pay());
            assert_eq!(Attestations::frozen_until(alice()), None);
            run_to(5);
            decide(id, verdict);
            assert_eq!(can_pay(), paid);
            run_to(41);
            assert!(can_pay());
        });
    }
}

#[test]
fn a_freeze_that_has_ended_is_not_overturned() {
    ExtBuilder::default().build_and_execute(|| {
        freeze(&alice(), 4);
        let id = appeal(Measure::Freeze);
        run_to(5);
        decide(id, Overturned);
        assert_eq!(remedy(id), Remedy::TooLate);
        assert_eq!(free(&alice()), PURSE);
    });
}

#[test]
fn an_appeal_outlives_the_freeze_that_it_is_against() {
    ExtBuilder::default().build_and_execute(|| {
        freeze(&alice(), 4);
        let id = appeal(Measure::Freeze);
        run_to(6);
        assert!(can_pay());
        assert!(Appeals::<Test>::contains_key(id));
        assert_eq!(held(&alice(), HoldReason::Appeal), APPEAL_DEPOSIT);
    });
}

#[test]
fn the_freeze_that_followed_is_not_the_one_that_was_appealed() {
    for verdict in [Upheld, Overturned] {
        ExtBuilder::default().build_and_execute(|| {
            change_rules(MeasureKind::Freeze, |rules| rules.effect = Effect::Pauses);
            freeze(&alice(), 40);
            let id = appeal(Measure::Freeze);
            run_to(3);
            assert_ok!(Attestations::unfreeze(by(two()), alice().into()));
            freeze(&alice(), 30);
            decide(id, verdict);
            assert_eq!(Attestations::frozen_until(alice()), Some(33));
            let next = appeal(Measure::Freeze);
            decide(next, Overturned);
            assert_eq!(remedy(next), Remedy::Restored);
        });
    }
}

#[test]
fn a_freeze_that_is_prolonged_is_still_the_one_under_appeal() {
    ExtBuilder::default().build_and_execute(|| {
        freeze(&alice(), 4);
        let id = appeal(Measure::Freeze);
        assert_ok!(Attestations::prolong(by(two()), alice().into(), 20, EVIDENCE));
        run_to(6);
        decide(id, Overturned);
        assert_eq!(remedy(id), Remedy::Restored);
        assert!(can_pay());
    });
}

#[test]
fn two_appeals_of_one_person_are_decided_apart() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, _) = attested();
        revoke(schema);
        freeze(&alice(), 40);
        let (one, other) = (appeal(revocation(schema)), appeal(Measure::Freeze));
        assert_eq!(held(&alice(), HoldReason::Appeal), 2 * APPEAL_DEPOSIT);
        decide(one, Overturned);
        assert_eq!(held(&alice(), HoldReason::Appeal), APPEAL_DEPOSIT);
        decide(other, Upheld);
        assert_eq!(held(&alice(), HoldReason::Appeal), 0);
        assert!(holds(schema, &alice()));
        assert!(!can_pay());
    });
}
