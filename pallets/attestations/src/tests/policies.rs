//! Creating and revising policies.

use althing_primitives::eligibility::{
    Eligibility, Failing, PolicyId, PolicyVersion, Purpose, Unmet,
};
use frame_support::{assert_noop, assert_ok, BoundedVec};

use crate::{mock::*, *};

type Error = crate::Error<Test>;
type Event = crate::Event<Test>;

/// A clause that asks for nothing but an attestation of the schema.
pub fn clause(quantifier: Quantifier, schema: SchemaId) -> Clause {
    Clause {
        quantifier,
        schema,
        least_level: 0,
        jurisdictions: Filter::Any,
        issuers: Filter::Any,
        greatest_age: None,
        tag: TagUse::Ignored,
    }
}

/// A rule without a tag domain.
pub fn rule<const COUNT: usize>(clauses: [Clause; COUNT]) -> Rule {
    Rule { clauses: BoundedVec::truncate_from(clauses.to_vec()), domain: None }
}

/// Creates a policy.
pub fn policy(rule: Rule) -> PolicyVersion {
    let id = PolicyCount::<Test>::get();
    assert_ok!(create(rule));
    PolicyVersion { id, version: 1 }
}

/// A list in a clause.
pub fn list<Value: Clone, Most: frame_support::traits::Get<u32>>(
    values: &[Value],
) -> BoundedVec<Value, Most> {
    BoundedVec::truncate_from(values.to_vec())
}

fn create(rule: Rule) -> frame_support::dispatch::DispatchResult {
    Attestations::create_policy(mandate(TRACK), TRACK, name(), rule)
}

fn revise(id: PolicyId, rule: Rule) -> frame_support::dispatch::DispatchResult {
    Attestations::revise_policy(mandate(TRACK), id, rule)
}

fn name() -> Name {
    BoundedVec::truncate_from(b"Residents".to_vec())
}

/// A clause on a schema of the tag domain, that asks for a tag.
fn tagged_clause(quantifier: Quantifier, schema: SchemaId) -> Clause {
    Clause { tag: TagUse::Required, ..clause(quantifier, schema) }
}

fn domain_of(schema: SchemaId) -> Option<DomainId> {
    Schemas::<Test>::get(schema).unwrap().rules.domain
}

#[test]
fn a_policy_begins_with_version_1_and_tells_what_it_asks_for() {
    ExtBuilder::default().build_and_execute(|| {
        let rule = rule([clause(Quantifier::All, schema(rules()))]);
        assert_ok!(create(rule.clone()));
        let policy = PolicyVersion { id: 0, version: 1 };
        assert_eq!(
            last_event(),
            Event::PolicySet {
                policy,
                name: name(),
                track: TRACK,
                rule: rule.clone(),
                proposal: Some(PROPOSAL),
            }
        );
        assert!(Attestations::exists(policy));
        assert!(!Attestations::exists(PolicyVersion { version: 0, ..policy }));
        assert!(!Attestations::exists(PolicyVersion { version: 2, ..policy }));
        assert_ok!(create(rule));
        assert!(Attestations::exists(PolicyVersion { id: 1, version: 1 }));
    });
}

#[test]
fn a_revision_leaves_the_versions_of_before_as_they_are() {
    ExtBuilder::default().build_and_execute(|| {
        let (first, second) = (schema(rules()), schema(rules()));
        let old = rule([clause(Quantifier::All, first)]);
        let new = rule([clause(Quantifier::All, second)]);
        let policy = policy(old.clone());
        assert_ok!(revise(policy.id, new.clone()));
        let revised = PolicyVersion { version: 2, ..policy };
        assert_eq!(Rules::<Test>::get(policy), Some(old));
        assert_eq!(Rules::<Test>::get(revised), Some(new.clone()));
        assert_eq!(
            last_event(),
            Event::PolicySet {
                policy: revised,
                name: name(),
                track: TRACK,
                rule: new,
                proposal: Some(PROPOSAL),
            }
        );
    });
}

#[test]
fn only_the_policys_own_track_sets_it() {
    ExtBuilder::default().build_and_execute(|| {
        let rule = rule([clause(Quantifier::All, schema(rules()))]);
        let policy = policy(rule.clone());
        let other = || mandate(TRACK + 1);
        assert_noop!(
            Attestations::create_policy(other(), TRACK, name(), rule.clone()),
            Error::NotAuthorized
        );
        assert_noop!(
            Attestations::revise_policy(other(), policy.id, rule.clone()),
            Error::NotAuthorized
        );
        assert_noop!(
            Attestations::create_policy(by(alice()), TRACK, name(), rule.clone()),
            sp_runtime::DispatchError::BadOrigin
        );
        assert_noop!(
            Attestations::revise_policy(by(alice()), policy.id, rule.clone()),
            sp_runtime::DispatchError::BadOrigin
        );
        assert_ok!(Attestations::revise_policy(RuntimeOrigin::root(), policy.id, rule));
    });
}

#[test]
fn what_does_not_exist_cannot_be_revised() {
    ExtBuilder::default().build_and_execute(|| {
        let rule = rule([clause(Quantifier::All, schema(rules()))]);
        assert_noop!(revise(0, rule), Error::PolicyNotFound);
    });
}

#[test]
fn a_policy_needs_a_readable_name() {
    ExtBuilder::default().build_and_execute(|| {
        let rule = rule([clause(Quantifier::All, schema(rules()))]);
        for bytes in [&b""[..], b"  ", b"\xff"] {
            let name = BoundedVec::truncate_from(bytes.to_vec());
            assert_noop!(
                Attestations::create_policy(mandate(TRACK), TRACK, name, rule.clone()),
                Error::InvalidName
            );
        }
    });
}

#[test]
fn numbers_that_are_used_up_are_not_used_again() {
    ExtBuilder::default().build_and_execute(|| {
        let rule = rule([clause(Quantifier::All, schema(rules()))]);
        let policy = policy(rule.clone());
        Policies::<Test>::mutate(policy.id, |policy| policy.as_mut().unwrap().version = u32::MAX);
        assert_noop!(revise(policy.id, rule.clone()), Error::TooMany);
        Policies::<Test>::mutate(policy.id, |policy| policy.as_mut().unwrap().version = 1);
        PolicyCount::<Test>::put(u32::MAX);
        assert_noop!(create(rule), Error::TooMany);
        PolicyCount::<Test>::put(1);
    });
}

#[test]
fn a_rule_asks_for_something_and_for_what_exists() {
    ExtBuilder::default().build_and_execute(|| {
        let own = schema(rules());
        let other = schema(rules());
        let foreign = issuer(other, charlie());
        let records = schema(SchemaRules {
            subject: SubjectKind::Record,
            recovery: RecoveryBy::Nobody,
            ..rules()
        });
        let fine = clause(Quantifier::All, own);
        let unsound = [
            clause(Quantifier::All, 99),
            clause(Quantifier::All, records),
            Clause { greatest_age: Some(0), ..fine.clone() },
            Clause { issuers: Filter::In(list(&[])), ..fine.clone() },
            Clause { issuers: Filter::NotIn(list(&[])), ..fine.clone() },
            Clause { issuers: Filter::In(list(&[foreign])), ..fine.clone() },
            Clause { issuers: Filter::NotIn(list(&[99])), ..fine.clone() },
            Clause { jurisdictions: Filter::In(list(&[])), ..fine.clone() },
            Clause { jurisdictions: Filter::NotIn(list(&[])), ..fine.clone() },
            Clause { jurisdictions: Filter::In(list(&[56, 250, 56])), ..fine.clone() },
        ];
        assert_noop!(create(rule([])), Error::InvalidRule);
        let version = policy(rule([fine.clone()]));
        for clause in unsound {
            assert_noop!(create(rule([clause.clone()])), Error::InvalidRule);
            let second = rule([fine.clone(), clause.clone()]);
            assert_noop!(create(second.clone()), Error::InvalidRule);
            assert_noop!(revise(version.id, second), Error::InvalidRule);
        }
        let named = issuer(own, charlie());
        let twice = Clause { issuers: Filter::In(list(&[named, named])), ..fine.clone() };
        assert_noop!(create(rule([twice])), Error::InvalidRule);
        let whole = Clause {
            issuers: Filter::In(list(&[named])),
            jurisdictions: Filter::NotIn(list(&[56, 250])),
            greatest_age: Some(1),
            ..fine
        };
        assert_ok!(create(rule([whole])));
    });
}

#[test]
fn a_rule_that_only_keeps_somebody_out_is_a_rule() {
    ExtBuilder::default().build_and_execute(|| {
        let banned = schema(rules());
        let version = policy(rule([clause(Quantifier::None, banned)]));
        let standing = || {
            let now = System::block_number();
            Attestations::standing(alice(), version, now, Purpose::Act)
        };
        assert_eq!(standing(), Ok(None));
        issue(issuer(banned, charlie()), &alice(), terms());
        assert_eq!(standing(), Err(Unmet::Clause { index: 0, why: Failing::Present }));
    });
}

#[test]
fn a_clause_asks_for_tags_of_the_rules_own_domain_only() {
    ExtBuilder::default().build_and_execute(|| {
        let (people, others, plain) = (tagged_schema(), tagged_schema(), schema(rules()));
        let (own, foreign) = (domain_of(people), domain_of(others));
        let asks = tagged_clause(Quantifier::All, people);
        let with = |domain, clauses| Rule { domain, ..clauses };
        assert_noop!(create(with(None, rule([asks.clone()]))), Error::InvalidRule);
        assert_noop!(create(with(foreign, rule([asks.clone()]))), Error::InvalidRule);
        let untagged = tagged_clause(Quantifier::All, plain);
        assert_noop!(create(with(own, rule([asks.clone(), untagged]))), Error::InvalidRule);
        let barred = tagged_clause(Quantifier::None, people);
        assert_noop!(create(with(own, rule([asks.clone(), barred]))), Error::InvalidRule);
        assert_ok!(create(with(own, rule([asks]))));
    });
}

#[test]
fn a_rule_with_a_domain_yields_a_tag_whichever_way_it_is_met() {
    use Quantifier::{All, Any, None as No};
    ExtBuilder::default().build_and_execute(|| {
        let (people, plain) = (tagged_schema(), schema(rules()));
        let with_domain = |clauses| Rule { domain: domain_of(people), ..clauses };
        let no_tag_for_sure = [
            rule([clause(All, people)]),
            rule([clause(No, people)]),
            rule([tagged_clause(Any, people), clause(Any, plain)]),
            rule([tagged_clause(Any, people), clause(Any, people), clause(All, plain)]),
        ];
        for rule in no_tag_for_sure {
            assert_noop!(create(with_domain(rule)), Error::InvalidRule);
        }
        let tag_for_sure = [
            rule([clause(All, plain), tagged_clause(All, people)]),
            rule([tagged_clause(Any, people), tagged_clause(Any, people)]),
            rule([tagged_clause(All, people), clause(Any, plain), clause(Any, people)]),
            rule([tagged_clause(Any, people), clause(No, plain)]),
        ];
        for rule in tag_for_sure {
            assert_ok!(create(with_domain(rule)));
        }
    });
}

#[test]
fn a_rule_may_rely_on_a_schema_that_was_retired() {
    ExtBuilder::default().build_and_execute(|| {
        let old = schema(rules());
        issue(issuer(old, charlie()), &alice(), terms());
        assert_ok!(Attestations::retire_schema(mandate(TRACK), old));
        let version = policy(rule([clause(Quantifier::All, old)]));
        assert_eq!(Attestations::standing(alice(), version, 1, Purpose::Act), Ok(None));
    });
}
