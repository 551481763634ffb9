//! Person tags: one account a person and domain.

use frame_support::{assert_noop, assert_ok};
use sp_core::H256;

use crate::{
    mock::*, Error, Event, Measure, Remedy, RevocationReason, SchemaRules, Span, Subject,
    SuspensionReason, TagClaim, Tags, Terms,
};

fn try_issue(
    issuer: u32,
    who: &AccountId,
    terms: Terms,
) -> frame_support::dispatch::DispatchResultWithPostInfo {
    let consent = Some(consent(issuer, who, &terms));
    let account = crate::Issuers::<Test>::get(issuer).unwrap().account;
    Attestations::issue(by(account), issuer, Subject::Account(who.clone()), terms, consent)
}

#[test]
fn a_person_does_not_stand_twice_in_a_domain() {
    ExtBuilder::default().build_and_execute(|| {
        let first = tagged_schema();
        let second = schema(SchemaRules { domain: Some(0), ..rules() });
        let (one, other) = (bonded_issuer(first, charlie()), bonded_issuer(second, dave()));
        assert_ok!(try_issue(one, &alice(), tagged_terms(1)));
        assert_noop!(try_issue(one, &bob(), tagged_terms(1)), Error::<Test>::TagHeld);
        assert_noop!(try_issue(other, &bob(), tagged_terms(1)), Error::<Test>::TagHeld);
        assert_ok!(try_issue(other, &alice(), tagged_terms(1)));
        assert_ok!(try_issue(one, &bob(), tagged_terms(2)));
    });
}

#[test]
fn two_domains_know_nothing_of_each_other() {
    ExtBuilder::default().build_and_execute(|| {
        let (first, second) = (tagged_schema(), tagged_schema());
        let (one, other) = (bonded_issuer(first, charlie()), bonded_issuer(second, charlie()));
        assert_ok!(try_issue(one, &alice(), tagged_terms(1)));
        assert_ok!(try_issue(other, &bob(), tagged_terms(1)));
    });
}

#[test]
fn of_two_issuers_that_race_for_a_tag_the_first_in_the_block_has_it() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = tagged_schema();
        let (first, second) = (bonded_issuer(schema, charlie()), bonded_issuer(schema, dave()));
        let (a, b) = (tagged_terms(1), tagged_terms(1));
        let (of_alice, of_bob) = (consent(first, &alice(), &a), consent(second, &bob(), &b));
        let to_bob = || {
            Attestations::issue(
                by(dave()),
                second,
                Subject::Account(bob()),
                b.clone(),
                Some(of_bob.clone()),
            )
        };
        assert_ok!(Attestations::issue(
            by(charlie()),
            first,
            Subject::Account(alice()),
            a,
            Some(of_alice)
        ));
        assert_noop!(to_bob(), Error::<Test>::TagHeld);
        assert_ok!(Attestations::renounce(by(alice()), schema));
        assert_ok!(to_bob());
    });
}

#[test]
fn a_tag_is_free_once_nothing_alive_stands_behind_it() {
    let free_after = |end: fn(u32, u32)| {
        ExtBuilder::default().build_and_execute(|| {
            let schema = tagged_schema();
            let issuer = bonded_issuer(schema, charlie());
            let other = bonded_issuer(schema, dave());
            assert_ok!(try_issue(issuer, &alice(), Terms { expires: 20, ..tagged_terms(1) }));
            run_to(3);
            end(schema, issuer);
            assert_ok!(try_issue(other, &bob(), tagged_terms(1)));
            assert_eq!(Tags::<Test>::get(0, [1; 32]).unwrap().account, bob());
        });
    };
    free_after(|_, _| run_to(20));
    free_after(|schema, _| {
        let why = RevocationReason::Fraud;
        let subject = Subject::Account(alice());
        assert_ok!(Attestations::revoke(by(charlie()), schema, subject, why, H256::zero()));
    });
    free_after(|_, issuer| {
        let span = Span { first: 1, last: 1 };
        assert_ok!(Attestations::void_issuer(mandate(TRACK), issuer, span, H256::zero()));
    });
    free_after(|_, issuer| {
        assert_ok!(Attestations::remove_issuer(mandate(TRACK), issuer, H256::zero()));
    });
}

#[test]
fn a_tag_is_not_free_while_its_attestation_is_suspended() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = tagged_schema();
        let issuer = bonded_issuer(schema, charlie());
        assert_ok!(try_issue(issuer, &alice(), tagged_terms(1)));
        let why = SuspensionReason::KeyAtRisk;
        let subject = Subject::Account(alice());
        assert_ok!(Attestations::suspend(by(charlie()), schema, subject, why, H256::zero()));
        assert_noop!(try_issue(issuer, &bob(), tagged_terms(1)), Error::<Test>::TagHeld);
    });
}

#[test]
fn one_live_schema_of_several_keeps_the_tag() {
    ExtBuilder::default().build_and_execute(|| {
        let first = tagged_schema();
        let second = schema(SchemaRules { domain: Some(0), ..rules() });
        let (one, other) = (bonded_issuer(first, charlie()), bonded_issuer(second, charlie()));
        assert_ok!(try_issue(one, &alice(), tagged_terms(1)));
        assert_ok!(try_issue(other, &alice(), tagged_terms(1)));
        assert_ok!(Attestations::renounce(by(alice()), first));
        assert_noop!(try_issue(one, &bob(), tagged_terms(1)), Error::<Test>::TagHeld);
        assert_ok!(Attestations::renounce(by(alice()), second));
        assert_ok!(try_issue(one, &bob(), tagged_terms(1)));
    });
}

#[test]
fn a_schema_with_tags_asks_for_one_and_one_without_for_none() {
    ExtBuilder::default().build_and_execute(|| {
        let (with, without) = (tagged_schema(), schema(rules()));
        let (one, other) = (bonded_issuer(with, charlie()), bonded_issuer(without, charlie()));
        assert_noop!(try_issue(one, &alice(), terms()), Error::<Test>::TagMismatch);
        assert_noop!(try_issue(other, &alice(), tagged_terms(1)), Error::<Test>::TagMismatch);
        let both =
            Terms { tag: Some(TagClaim { tag: [1; 32], previous: Some([2; 32]) }), ..terms() };
        assert_noop!(try_issue(one, &alice(), both), Error::<Test>::TagMismatch);
    });
}

#[test]
fn changing_the_key_lets_nobody_stand_twice() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = tagged_schema();
        let issuer = bonded_issuer(schema, charlie());
        assert_ok!(try_issue(issuer, &alice(), tagged_terms(1)));
        let root = RuntimeOrigin::root();
        assert_ok!(Attestations::rotate_key(root, 0, ferdie().into(), [2; 32], LONGEST));

        let claim = |previous| Terms { tag: Some(TagClaim { tag: [9; 32], previous }), ..terms() };
        assert_noop!(try_issue(issuer, &bob(), claim(None)), Error::<Test>::TagMismatch);
        let again = claim(Some([1; 32]));
        assert_noop!(try_issue(issuer, &bob(), again), Error::<Test>::TagHeld);
        run_to(1 + LONGEST);
        assert_ok!(try_issue(issuer, &bob(), claim(None)));
    });
}

#[test]
fn no_event_carries_a_tag() {
    use codec::Encode;
    ExtBuilder::default().build_and_execute(|| {
        let schema = tagged_schema();
        let issuer = bonded_issuer(schema, charlie());
        let tag = [0x5a; 32];
        let terms = Terms { tag: Some(TagClaim { tag, previous: None }), ..terms() };
        assert_ok!(try_issue(issuer, &alice(), terms));
        assert_ok!(Attestations::renounce(by(alice()), schema));
        run_to(2 + PERIODS.keeping);
        assert_ok!(Attestations::remove(by(bob()), schema, Subject::Account(alice())));
        for event in System::events() {
            let bytes = event.encode();
            assert!(!bytes.windows(32).any(|window| window == tag));
        }
    });
}

#[test]
fn a_suspended_attestation_of_a_fallen_issuer_holds_no_tag() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = tagged_schema();
        let (first, second) = (bonded_issuer(schema, charlie()), bonded_issuer(schema, dave()));
        assert_ok!(try_issue(first, &alice(), tagged_terms(1)));
        let why = SuspensionReason::KeyAtRisk;
        let subject = Subject::Account(alice());
        assert_ok!(Attestations::suspend(by(charlie()), schema, subject, why, H256::zero()));
        assert_ok!(Attestations::remove_issuer(mandate(TRACK), first, H256::zero()));
        assert_ok!(try_issue(second, &bob(), tagged_terms(1)));
    });
}

#[test]
fn what_an_appeal_brings_back_does_not_stand_beside_its_persons_tag_under_the_new_key() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = tagged_schema();
        let (first, second) = (bonded_issuer(schema, charlie()), bonded_issuer(schema, dave()));
        assert_ok!(try_issue(first, &alice(), tagged_terms(1)));
        let why = RevocationReason::Fraud;
        let subject = Subject::Account(alice());
        assert_ok!(Attestations::revoke(by(charlie()), schema, subject.clone(), why, H256::zero()));
        let root = RuntimeOrigin::root();
        assert_ok!(Attestations::rotate_key(root, 0, ferdie().into(), [2; 32], LONGEST));
        let claim = TagClaim { tag: [9; 32], previous: Some([1; 32]) };
        assert_ok!(try_issue(second, &bob(), Terms { tag: Some(claim), ..terms() }));

        let measure = Measure::Revocation { schema, subject };
        assert_ok!(Attestations::appeal(by(alice()), measure, H256::zero()));
        let panel: Vec<_> = crate::Appeals::<Test>::get(0).unwrap().panel.into_iter().collect();
        for (member, _) in panel.into_iter().take(2) {
            let verdict = crate::Verdict::Overturned;
            assert_ok!(Attestations::decide(by(member), 0, verdict, H256::zero()));
        }
        assert!(matches!(last_event(), Event::AppealConcluded { remedy: Remedy::TagTaken, .. }));
        assert!(!holds(schema, &alice()) && holds(schema, &bob()));
    });
}
