//! Renewing.

use frame_support::{
    assert_noop, assert_ok,
    dispatch::{DispatchResultWithPostInfo, GetDispatchInfo},
    weights::Weight,
};
use sp_core::H256;

use crate::{
    mock::*, Error, Event, IssuerId, Permission, RevocationReason, SchemaRules, Span, State,
    Subject, SuspensionReason, TagClaim, Terms, WeightInfo, MOST_BEHIND_TAGS,
};

fn renew(issuer: u32, who: AccountId, terms: &Terms) -> DispatchResultWithPostInfo {
    let consent = Some(consent(issuer, &alice(), terms));
    let subject = Subject::Account(alice());
    Attestations::renew(by(who), issuer, subject, terms.clone(), consent)
}

#[test]
fn a_renewal_follows_without_a_break_and_names_what_it_renews() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        let room = Attestations::bond_left(issuer) - DEPOSIT;
        issue(issuer, &alice(), Terms { expires: 100, ..terms() });
        run_to(99);
        let terms = Terms { commitment: H256::repeat_byte(2), ..terms() };
        assert_ok!(renew(issuer, charlie(), &terms));
        let stored = attestation(schema, &alice());
        assert_eq!((stored.serial, stored.renews), (2, Some(1)));
        assert_eq!((stored.held_since, stored.issued), (1, 99));
        assert_eq!(stored.commitment, terms.commitment);
        assert_eq!(Attestations::bond_left(issuer), room, "the deposit stays where it is");
        let Event::Issued { renews, serial, .. } = last_event() else { panic!() };
        assert_eq!((serial, renews), (2, Some(1)));
    });
}

#[test]
fn a_renewal_at_another_level_is_held_since_then_only() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        issue(issuer, &alice(), Terms { level: 1, ..terms() });
        run_to(7);
        assert_ok!(renew(issuer, charlie(), &terms()));
        assert_eq!(attestation(schema, &alice()).held_since, 7);
    });
}

#[test]
fn only_what_holds_is_renewed() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        assert_noop!(renew(issuer, charlie(), &terms()), Error::<Test>::AttestationNotFound);
        issue(issuer, &alice(), Terms { expires: 10, ..terms() });
        let subject = Subject::Account(alice());

        let why = SuspensionReason::UnderReview;
        let none = H256::zero();
        assert_ok!(Attestations::suspend(by(charlie()), schema, subject.clone(), why, none));
        assert_noop!(renew(issuer, charlie(), &terms()), Error::<Test>::NotLive);
        assert_ok!(Attestations::lift(by(charlie()), schema, subject.clone(), none));

        run_to(10);
        assert_noop!(renew(issuer, charlie(), &terms()), Error::<Test>::NotLive);
        issue(issuer, &alice(), terms());
        let why = RevocationReason::Fraud;
        assert_ok!(Attestations::revoke(by(charlie()), schema, subject, why, none));
        assert_noop!(renew(issuer, charlie(), &terms()), Error::<Test>::NotLive);
    });
}

#[test]
fn what_is_void_is_not_renewed() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        issue(issuer, &alice(), terms());
        run_to(5);
        let span = Span { first: 1, last: 2 };
        assert_ok!(Attestations::void_issuer(mandate(TRACK), issuer, span, H256::zero()));
        assert_noop!(renew(issuer, charlie(), &terms()), Error::<Test>::NotLive);
    });
}

#[test]
fn another_issuer_does_not_renew() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let (first, second) = (bonded_issuer(schema, charlie()), bonded_issuer(schema, dave()));
        issue(first, &alice(), terms());
        assert_noop!(renew(second, dave(), &terms()), Error::<Test>::NotAuthorized);
        assert_noop!(renew(first, dave(), &terms()), Error::<Test>::NotAuthorized);
    });
}

#[test]
fn a_schema_may_allow_no_renewal_and_a_retired_one_allows_none() {
    ExtBuilder::default().build_and_execute(|| {
        let never = schema(SchemaRules { renewal: Permission::Never, ..rules() });
        let issuer = bonded_issuer(never, charlie());
        issue(issuer, &alice(), terms());
        assert_noop!(renew(issuer, charlie(), &terms()), Error::<Test>::NotAllowed);

        let retired = schema(rules());
        let issuer = bonded_issuer(retired, charlie());
        issue(issuer, &alice(), terms());
        assert_ok!(Attestations::retire_schema(mandate(TRACK), retired));
        assert_noop!(renew(issuer, charlie(), &terms()), Error::<Test>::SchemaRetired);
        assert!(holds(retired, &alice()), "what was issued lives on");
    });
}

#[test]
fn the_subject_accepts_a_renewal_too() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        let first = terms();
        let old = consent(issuer, &alice(), &first);
        let subject = Subject::Account(alice());
        let issued = Attestations::issue(
            by(charlie()),
            issuer,
            subject.clone(),
            first.clone(),
            Some(old.clone()),
        );
        assert_ok!(issued);
        assert_noop!(
            Attestations::renew(by(charlie()), issuer, subject.clone(), first.clone(), Some(old)),
            Error::<Test>::BadSignature
        );
        assert_noop!(
            Attestations::renew(by(charlie()), issuer, subject, first, None),
            Error::<Test>::ConsentMissing
        );
    });
}

#[test]
fn under_a_new_key_the_old_tag_comes_along_until_the_overlap_ends() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = tagged_schema();
        let issuer = bonded_issuer(schema, charlie());
        issue(issuer, &alice(), tagged_terms(1));
        let root = RuntimeOrigin::root();
        assert_ok!(Attestations::rotate_key(root, 0, ferdie().into(), [2; 32], LONGEST));

        let alone = tagged_terms(9);
        assert_noop!(renew(issuer, charlie(), &alone), Error::<Test>::TagMismatch);
        let claim = |previous| Some(TagClaim { tag: [9; 32], previous: Some([previous; 32]) });
        let wrong = Terms { tag: claim(5), ..terms() };
        assert_noop!(renew(issuer, charlie(), &wrong), Error::<Test>::TagMismatch);
        let good = Terms { tag: claim(1), ..terms() };
        assert_ok!(renew(issuer, charlie(), &good));
        assert_eq!(attestation(schema, &alice()).tag, Some([9; 32]));
        assert_eq!(attestation(schema, &alice()).state, State::Live);
    });
}

/// What renewing Alice's attestation with this tag costs, and what is charged before.
fn cost(issuer: IssuerId, terms: &Terms) -> (Weight, Weight) {
    let call = crate::Call::<Test>::renew {
        issuer,
        subject: Subject::Account(alice()),
        terms: terms.clone(),
        consent: Some(consent(issuer, &alice(), terms)),
    };
    let most = call.get_dispatch_info().call_weight;
    let spent = renew(issuer, charlie(), terms).unwrap().actual_weight.unwrap();
    assert!(spent.all_lte(most));
    (spent, most)
}

#[test]
fn a_renewal_that_frees_no_tag_costs_less() {
    type Weights = <Test as crate::Config>::WeightInfo;
    ExtBuilder::default().build_and_execute(|| {
        let plain = schema(rules());
        let issuer = bonded_issuer(plain, charlie());
        issue(issuer, &alice(), terms());
        let (spent, most) = cost(issuer, &terms());
        assert_eq!((spent, most), (Weights::renew(0), Weights::renew(MOST_BEHIND_TAGS)));
        assert!(spent.all_lt(most));

        let tagged = tagged_schema();
        let issuer = bonded_issuer(tagged, charlie());
        issue(issuer, &alice(), tagged_terms(1));
        assert_eq!(cost(issuer, &tagged_terms(1)).0, Weights::renew(0));
        // Bob held the tag under the new key, for an attestation that is over.
        issue(issuer, &bob(), tagged_terms(9));
        assert_ok!(Attestations::renounce(by(bob()), tagged));
        assert_eq!(cost(issuer, &tagged_terms(9)).0, Weights::renew(1));
    });
}
