//! Whether an account meets a policy.

use althing_primitives::{
    eligibility::{Eligibility, Failing, PersonTag, PolicyVersion, Purpose, Unmet},
    BlockNumber,
};
use frame_support::assert_ok;
use sp_core::H256;

use super::policies::{clause, list, policy, rule};
use crate::{
    mock::*,
    Quantifier::{All, Any},
    *,
};

/// A schema, an issuer of it, and Alice's attestation of level 2 for jurisdiction 56.
struct Attested {
    schema: SchemaId,
    issuer: IssuerId,
}

fn attest(change: impl FnOnce(&mut Terms)) -> Attested {
    let schema = schema(rules());
    let issuer = issuer(schema, charlie());
    let mut terms = Terms { jurisdiction: 56, ..terms() };
    change(&mut terms);
    issue(issuer, &alice(), terms);
    Attested { schema, issuer }
}

fn at(
    who: &AccountId,
    policy: PolicyVersion,
    block: BlockNumber,
) -> Result<Option<PersonTag>, Unmet> {
    Attestations::standing(who.clone(), policy, block, Purpose::Act)
}

/// Whether Alice meets the policy in this block.
fn now(policy: PolicyVersion) -> Result<Option<PersonTag>, Unmet> {
    at(&alice(), policy, System::block_number())
}

/// Whether Alice meets a new policy of this one clause in this block.
fn meets(clause: Clause) -> Result<(), Failing> {
    match now(policy(rule([clause]))) {
        Ok(tag) => {
            assert_eq!(tag, None);
            Ok(())
        }
        Err(Unmet::Clause { index: 0, why }) => Err(why),
        Err(other) => panic!("{other:?}"),
    }
}

fn unmet(index: u8, why: Failing) -> Result<Option<PersonTag>, Unmet> {
    Err(Unmet::Clause { index, why })
}

fn evidence() -> H256 {
    H256::repeat_byte(0xe1)
}

fn revoke(schema: SchemaId, who: &AccountId) {
    let subject = Subject::Account(who.clone());
    let reason = RevocationReason::NoLongerTrue;
    assert_ok!(Attestations::revoke(by(charlie()), schema, subject, reason, evidence()));
}

#[test]
fn nobody_meets_a_policy_that_does_not_exist() {
    ExtBuilder::default().build_and_execute(|| {
        let Attested { schema, .. } = attest(|_| {});
        let known = policy(rule([clause(All, schema)]));
        assert_eq!(now(known), Ok(None));
        assert_eq!(now(PolicyVersion { version: 2, ..known }), Err(Unmet::NoSuchPolicy));
        assert_eq!(now(PolicyVersion { id: 1, ..known }), Err(Unmet::NoSuchPolicy));
    });
}

#[test]
fn a_block_that_is_yet_to_come_is_not_judged() {
    ExtBuilder::default().build_and_execute(|| {
        let Attested { schema, .. } = attest(|_| {});
        let policy = policy(rule([clause(All, schema)]));
        run_to(5);
        assert_eq!(at(&alice(), policy, 5), Ok(None));
        assert_eq!(at(&alice(), policy, 6), Err(Unmet::NotYet));
    });
}

#[test]
fn somebody_of_whom_nothing_is_attested_meets_no_clause() {
    ExtBuilder::default().build_and_execute(|| {
        let Attested { schema, .. } = attest(|_| {});
        let policy = policy(rule([clause(All, schema)]));
        assert_eq!(at(&bob(), policy, 1), unmet(0, Failing::Missing));
    });
}

#[test]
fn the_least_level_passes_and_one_above_it_does_not() {
    ExtBuilder::default().build_and_execute(|| {
        let Attested { schema, .. } = attest(|terms| terms.level = 2);
        assert_eq!(meets(Clause { least_level: 2, ..clause(All, schema) }), Ok(()));
        let higher = Clause { least_level: 3, ..clause(All, schema) };
        assert_eq!(meets(higher), Err(Failing::Level));
    });
}

#[test]
fn jurisdictions_are_taken_in_and_kept_out() {
    ExtBuilder::default().build_and_execute(|| {
        let Attested { schema, .. } = attest(|terms| terms.jurisdiction = 56);
        let with = |jurisdictions| meets(Clause { jurisdictions, ..clause(All, schema) });
        assert_eq!(with(Filter::In(list(&[250, 56]))), Ok(()));
        assert_eq!(with(Filter::In(list(&[250, 276]))), Err(Failing::Jurisdiction));
        assert_eq!(with(Filter::NotIn(list(&[250, 276]))), Ok(()));
        assert_eq!(with(Filter::NotIn(list(&[250, 56]))), Err(Failing::Jurisdiction));
    });
}

#[test]
fn issuers_are_taken_in_and_kept_out() {
    ExtBuilder::default().build_and_execute(|| {
        let Attested { schema, issuer: own } = attest(|_| {});
        let other = issuer(schema, dave());
        let with = |issuers| meets(Clause { issuers, ..clause(All, schema) });
        assert_eq!(with(Filter::In(list(&[other, own]))), Ok(()));
        assert_eq!(with(Filter::In(list(&[other]))), Err(Failing::Issuer));
        assert_eq!(with(Filter::NotIn(list(&[other]))), Ok(()));
        assert_eq!(with(Filter::NotIn(list(&[other, own]))), Err(Failing::Issuer));
    });
}

#[test]
fn an_attestation_of_the_greatest_age_passes_and_an_older_one_does_not() {
    ExtBuilder::default().build_and_execute(|| {
        let Attested { schema, .. } = attest(|_| {});
        let young = policy(rule([Clause { greatest_age: Some(5), ..clause(All, schema) }]));
        run_to(6);
        assert_eq!(now(young), Ok(None));
        run_to(7);
        assert_eq!(now(young), unmet(0, Failing::Age));
        assert_eq!(at(&alice(), young, 6), Ok(None));
    });
}

#[test]
fn a_renewal_makes_an_attestation_young_again() {
    ExtBuilder::default().build_and_execute(|| {
        let Attested { schema, issuer } = attest(|_| {});
        let young = policy(rule([Clause { greatest_age: Some(5), ..clause(All, schema) }]));
        run_to(10);
        renew(issuer, Terms { jurisdiction: 56, ..terms() });
        run_to(15);
        assert_eq!(now(young), Ok(None));
        run_to(16);
        assert_eq!(now(young), unmet(0, Failing::Age));
        // Before the renewal it is as old as its first issue.
        assert_eq!(at(&alice(), young, 6), Ok(None));
        assert_eq!(at(&alice(), young, 9), unmet(0, Failing::Age));
    });
}

fn renew(issuer: IssuerId, terms: Terms) {
    let consent = consent(issuer, &alice(), &terms);
    let subject = Subject::Account(alice());
    assert_ok!(Attestations::renew(by(charlie()), issuer, subject, terms, Some(consent)));
}

#[test]
fn a_renewal_at_another_level_says_nothing_of_the_blocks_before() {
    ExtBuilder::default().build_and_execute(|| {
        let Attested { schema, issuer } = attest(|terms| terms.level = 2);
        let sure = policy(rule([Clause { least_level: 3, ..clause(All, schema) }]));
        run_to(10);
        renew(issuer, Terms { jurisdiction: 56, level: 3, ..terms() });
        assert_eq!(now(sure), Ok(None));
        assert_eq!(at(&alice(), sure, 9), unmet(0, Failing::NotYetIssued));
    });
}

#[test]
fn a_lapsed_attestation_does_not_pass() {
    ExtBuilder::default().build_and_execute(|| {
        let Attested { schema, .. } = attest(|terms| terms.expires = 10);
        let policy = policy(rule([clause(All, schema)]));
        run_to(9);
        assert_eq!(now(policy), Ok(None));
        for block in [10, 11, 500] {
            run_to(block);
            assert_eq!(now(policy), unmet(0, Failing::Expired));
        }
        assert_eq!(at(&alice(), policy, 9), Ok(None));
    });
}

#[test]
fn an_attestation_does_not_pass_before_it_was_issued() {
    ExtBuilder::default().build_and_execute(|| {
        run_to(5);
        let Attested { schema, .. } = attest(|_| {});
        let policy = policy(rule([clause(All, schema)]));
        assert_eq!(at(&alice(), policy, 5), Ok(None));
        assert_eq!(at(&alice(), policy, 4), unmet(0, Failing::NotYetIssued));
    });
}

#[test]
fn what_is_revoked_in_the_block_of_its_use_does_not_pass() {
    ExtBuilder::default().build_and_execute(|| {
        let Attested { schema, .. } = attest(|_| {});
        let policy = policy(rule([clause(All, schema)]));
        run_to(5);
        assert_eq!(now(policy), Ok(None));
        revoke(schema, &alice());
        assert_eq!(now(policy), unmet(0, Failing::Ended));
        assert_eq!(at(&alice(), policy, 4), Ok(None));
    });
}

#[test]
fn what_is_suspended_does_not_pass_until_it_is_lifted() {
    ExtBuilder::default().build_and_execute(|| {
        let Attested { schema, .. } = attest(|_| {});
        let policy = policy(rule([clause(All, schema)]));
        let subject = || Subject::Account(alice());
        run_to(5);
        let reason = SuspensionReason::UnderReview;
        assert_ok!(Attestations::suspend(by(charlie()), schema, subject(), reason, evidence()));
        assert_eq!(now(policy), unmet(0, Failing::Suspended));
        assert_eq!(at(&alice(), policy, 4), Ok(None));
        run_to(8);
        assert_ok!(Attestations::lift(by(charlie()), schema, subject(), evidence()));
        assert_eq!(now(policy), Ok(None));
    });
}

#[test]
fn an_issuer_named_in_a_policy_is_not_thereby_trusted() {
    ExtBuilder::default().build_and_execute(|| {
        let Attested { schema, issuer } = attest(|_| {});
        let named = Clause { issuers: Filter::In(list(&[issuer])), ..clause(All, schema) };
        let policy = policy(rule([named]));
        run_to(5);
        assert_ok!(Attestations::remove_issuer(mandate(TRACK), issuer, evidence()));
        assert_eq!(now(policy), unmet(0, Failing::IssuerRemoved));
        assert_eq!(at(&alice(), policy, 4), Ok(None));
    });
}

#[test]
fn what_a_suspended_issuer_has_issued_counts() {
    ExtBuilder::default().build_and_execute(|| {
        let Attested { schema, issuer } = attest(|_| {});
        let named = Clause { issuers: Filter::In(list(&[issuer])), ..clause(All, schema) };
        let policy = policy(rule([named]));
        run_to(5);
        assert_ok!(Attestations::suspend_issuer(mandate(TRACK), issuer, evidence()));
        assert_eq!(now(policy), Ok(None));
    });
}

#[test]
fn what_was_issued_in_a_void_span_fails_for_every_block() {
    ExtBuilder::default().build_and_execute(|| {
        run_to(10);
        let Attested { schema, issuer } = attest(|_| {});
        let policy = policy(rule([clause(All, schema)]));
        run_to(20);
        let void = |first, last| {
            let span = Span { first, last };
            assert_ok!(Attestations::void_issuer(mandate(TRACK), issuer, span, evidence()));
        };
        void(1, 9);
        void(11, 20);
        assert_eq!(now(policy), Ok(None));
        void(10, 10);
        assert_eq!(now(policy), unmet(0, Failing::IssuerVoid));
        assert_eq!(at(&alice(), policy, 10), unmet(0, Failing::IssuerVoid));
    });
}

#[test]
fn all_clauses_marked_all_have_to_be_met() {
    ExtBuilder::default().build_and_execute(|| {
        let (first, second) = (attest(|_| {}), attest(|_| {}));
        let both = policy(rule([clause(All, first.schema), clause(All, second.schema)]));
        assert_eq!(now(both), Ok(None));
        revoke(second.schema, &alice());
        assert_eq!(now(both), unmet(1, Failing::Ended));
        revoke(first.schema, &alice());
        assert_eq!(now(both), unmet(0, Failing::Ended));
    });
}

#[test]
fn one_clause_marked_any_has_to_be_met() {
    ExtBuilder::default().build_and_execute(|| {
        let (first, second) = (attest(|_| {}), attest(|_| {}));
        let either = policy(rule([clause(Any, first.schema), clause(Any, second.schema)]));
        assert_eq!(now(either), Ok(None));
        revoke(first.schema, &alice());
        assert_eq!(now(either), Ok(None));
        revoke(second.schema, &alice());
        assert_eq!(now(either), unmet(0, Failing::Ended));
        assert_eq!(at(&bob(), either, 1), unmet(0, Failing::Missing));
    });
}

#[test]
fn a_clause_marked_none_keeps_out_whoever_meets_it() {
    ExtBuilder::default().build_and_execute(|| {
        let citizen = attest(|_| {});
        let official = attest(|terms| terms.expires = 10);
        let policy =
            policy(rule([clause(All, citizen.schema), clause(Quantifier::None, official.schema)]));
        assert_eq!(now(policy), unmet(1, Failing::Present));
        run_to(10);
        assert_eq!(now(policy), Ok(None));
    });
}

#[test]
fn the_reason_is_the_first_clause_without_which_it_cannot_be_met() {
    ExtBuilder::default().build_and_execute(|| {
        let held = attest(|_| {});
        let unheld = schema(rules());
        let version = policy(rule([
            clause(Any, unheld),
            clause(Any, unheld),
            clause(Quantifier::None, held.schema),
            clause(All, unheld),
        ]));
        assert_eq!(now(version), unmet(2, Failing::Present));
        revoke(held.schema, &alice());
        assert_eq!(now(version), unmet(3, Failing::Missing));
        let any = policy(rule([clause(All, unheld), clause(Any, held.schema)]));
        issue(issuer(unheld, charlie()), &alice(), terms());
        assert_eq!(now(version), Ok(None));
        assert_eq!(now(any), unmet(1, Failing::Ended));
    });
}

/// Issues to Alice under a tagged schema, and returns a clause that asks for the tag.
fn attest_tagged(schema: SchemaId, tag: u8, quantifier: Quantifier) -> Clause {
    issue(issuer(schema, charlie()), &alice(), tagged_terms(tag));
    Clause { tag: TagUse::Required, ..clause(quantifier, schema) }
}

fn with_domain<const COUNT: usize>(schema: SchemaId, clauses: [Clause; COUNT]) -> Rule {
    let domain = Schemas::<Test>::get(schema).unwrap().rules.domain;
    Rule { domain, ..rule(clauses) }
}

#[test]
fn a_policy_with_a_domain_yields_the_persons_tag() {
    ExtBuilder::default().build_and_execute(|| {
        let people = tagged_schema();
        let tagged = attest_tagged(people, 4, All);
        let version = policy(with_domain(people, [tagged]));
        assert_eq!(now(version), Ok(Some([4; 32])));
        let blind = policy(rule([clause(All, people)]));
        assert_eq!(now(blind), Ok(None));
    });
}

#[test]
fn the_tag_is_that_of_the_first_clause_met_that_asks_for_one() {
    ExtBuilder::default().build_and_execute(|| {
        let domain = Some(domain());
        let [first, second, third] = [(); 3].map(|()| schema(SchemaRules { domain, ..rules() }));
        let plain = attest(|_| {}).schema;
        let unheld = Clause { tag: TagUse::Required, ..clause(Any, first) };
        let any = attest_tagged(second, 5, Any);
        let all = attest_tagged(third, 6, All);
        let version =
            policy(with_domain(first, [clause(All, plain), clause(Any, plain), unheld, any, all]));
        assert_eq!(now(version), Ok(Some([5; 32])));
        revoke(second, &alice());
        assert_eq!(now(version), Ok(Some([6; 32])));
    });
}

#[test]
fn a_frozen_account_speaks_and_does_not_act() {
    ExtBuilder::default().build_and_execute(|| {
        let Attested { schema, .. } = attest(|_| {});
        let policy = policy(rule([clause(All, schema)]));
        let speak = || {
            let now = System::block_number();
            Attestations::standing(alice(), policy, now, Purpose::Speak)
        };
        run_to(5);
        let cause = FreezeCause::LegalOrder;
        assert_ok!(Attestations::freeze(by(one()), alice().into(), 10, cause, evidence()));
        assert_eq!((now(policy), speak()), (Err(Unmet::Frozen), Ok(None)));
        run_to(14);
        assert_eq!((now(policy), speak()), (Err(Unmet::Frozen), Ok(None)));
        run_to(15);
        assert_eq!((now(policy), speak()), (Ok(None), Ok(None)));
    });
}

#[test]
fn it_is_remembered_for_a_year_in_which_blocks_an_account_was_frozen() {
    ExtBuilder::default().build_and_execute(|| {
        let Attested { schema, .. } = attest(|terms| terms.expires = LONGEST);
        let policy = policy(rule([clause(All, schema)]));
        run_to(5);
        let cause = FreezeCause::LegalOrder;
        assert_ok!(Attestations::freeze(by(one()), alice().into(), 10, cause, evidence()));
        run_to(4 + PERIODS.year);
        for (block, frozen) in [(4, false), (5, true), (14, true), (15, false)] {
            let expected = if frozen { Err(Unmet::Frozen) } else { Ok(None) };
            assert_eq!(at(&alice(), policy, block), expected, "in block {block}");
            let spoken = Attestations::standing(alice(), policy, block, Purpose::Speak);
            assert_eq!(spoken, Ok(None));
        }
    });
}

#[test]
fn whether_anything_is_wrong_with_the_attestations_does_not_show_while_frozen() {
    ExtBuilder::default().build_and_execute(|| {
        let unheld = schema(rules());
        let policy = policy(rule([clause(All, unheld)]));
        let cause = FreezeCause::LegalOrder;
        assert_ok!(Attestations::freeze(by(one()), alice().into(), 10, cause, evidence()));
        assert_eq!(now(policy), Err(Unmet::Frozen));
    });
}

#[test]
fn a_removed_attestation_is_missing() {
    ExtBuilder::default().build_and_execute(|| {
        let Attested { schema, .. } = attest(|terms| terms.expires = 10);
        run_to(10 + PERIODS.keeping);
        let subject = Subject::Account(alice());
        assert_eq!(Attestations::validity(schema, subject.clone()), Err(Failing::Expired));
        assert_ok!(Attestations::remove(by(bob()), schema, subject.clone()));
        assert_eq!(Attestations::validity(schema, subject), Err(Failing::Missing));
    });
}

#[test]
fn what_is_attested_of_a_hash_does_not_speak_for_an_account_of_the_same_bytes() {
    ExtBuilder::default().build_and_execute(|| {
        let things = schema(SchemaRules {
            subject: SubjectKind::Hash,
            recovery: RecoveryBy::Nobody,
            ..rules()
        });
        let issuer = issuer(things, charlie());
        let bytes: [u8; 32] = alice().into();
        let thing = Subject::Hash(H256(bytes));
        assert_ok!(Attestations::issue(by(charlie()), issuer, thing.clone(), terms(), None));
        assert!(Attestations::validity(things, thing).is_ok());
        let account = Subject::Account(alice());
        assert_eq!(Attestations::validity(things, account), Err(Failing::Missing));
    });
}

#[test]
fn the_costliest_policy_is_met_and_each_of_its_clauses_counts() {
    ExtBuilder::default().build().execute_with(|| {
        System::set_block_number(100);
        let version = <Attestations as Eligibility<AccountId>>::set_up_costliest(&alice());
        assert!(now(version).unwrap().is_some());
        let clauses = Rules::<Test>::get(version).unwrap().clauses;
        assert_eq!(clauses.len(), MAX_CLAUSES as usize);
        assert_ok!(Attestations::ensure_sound_rule(&Rules::<Test>::get(version).unwrap()));
        let weight = <Attestations as Eligibility<AccountId>>::weight();
        assert_eq!(weight, <() as WeightInfo>::standing(MAX_CLAUSES));
        for (index, clause) in clauses.iter().enumerate().rev() {
            Slots::<Test>::remove(clause.schema, Subject::Account(alice()));
            assert_eq!(now(version), unmet(index as u8, Failing::Missing));
        }
    });
}
