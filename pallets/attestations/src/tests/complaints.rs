//! What users of other systems complain about, each as a test that names the complaint.

use althing_primitives::eligibility::{Failing, PolicyVersion, Purpose, Unmet};
use frame_support::{assert_noop, assert_ok, BoundedVec};
use sp_core::H256;

use crate::{
    mock::*,
    statement::{Purpose as Signs, Statement},
    Clause, Error, Filter, PolicyCount, Quantifier, RevocationReason, Rule, Slot, Subject, TagUse,
    Terms, Tombstone,
};

/// A policy that asks for an attestation of the schema by one of these issuers; any, if none is
/// named.
fn policy(schema: u32, issuers: &[u32]) -> PolicyVersion {
    let id = PolicyCount::<Test>::get();
    let issuers = match issuers {
        [] => Filter::Any,
        named => Filter::In(BoundedVec::truncate_from(named.to_vec())),
    };
    let clause = Clause {
        quantifier: Quantifier::All,
        schema,
        least_level: 1,
        jurisdictions: Filter::Any,
        issuers,
        greatest_age: None,
        tag: TagUse::Ignored,
    };
    let rule = Rule { clauses: BoundedVec::truncate_from(vec![clause]), domain: None };
    let name = BoundedVec::truncate_from(b"resident".to_vec());
    assert_ok!(Attestations::create_policy(RuntimeOrigin::root(), TRACK, name, rule));
    PolicyVersion { id, version: 1 }
}

fn standing(who: &AccountId, policy: PolicyVersion) -> Result<(), Unmet> {
    let now = System::block_number();
    Attestations::standing(who.clone(), policy, now, Purpose::Act).map(|_| ())
}

fn failing(why: Failing) -> Result<(), Unmet> {
    Err(Unmet::Clause { index: 0, why })
}

/// ERC-3643, issue 101: verifying a claim trusted whatever issuer the claim itself named.
#[test]
fn an_issuer_named_in_the_tuple_is_not_thereby_trusted() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let (trusted, other) = (bonded_issuer(schema, charlie()), bonded_issuer(schema, dave()));
        let policy = policy(schema, &[trusted]);
        issue(other, &alice(), terms());
        assert_eq!(standing(&alice(), policy), failing(Failing::Issuer));

        // Naming the trusted one does not help whoever has only the other one's signature.
        let terms = terms();
        let statement = statement(trusted, &bob(), &terms);
        let signed = signed_by(&dave(), Signs::Issue, &statement);
        for named in [charlie(), dave()] {
            let claim = Attestations::claim(
                by(bob()),
                trusted,
                named.into(),
                terms.clone(),
                signed.clone(),
            );
            assert!(claim.is_err());
        }
        assert_eq!(standing(&bob(), policy), failing(Failing::Missing));
    });
}

/// Tezos improvement proposals, 848: a claim that is not bound to a chain is replayed on others.
#[test]
fn a_claim_is_not_replayed_from_another_chain() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        let terms = terms();
        let here = statement(issuer, &alice(), &terms);
        let there = Statement { genesis: H256::repeat_byte(1), ..here.clone() };
        let carry = |statement: &Statement<AccountId>| {
            let signed = signed_by(&charlie(), Signs::Issue, statement);
            Attestations::claim(by(alice()), issuer, charlie().into(), terms.clone(), signed)
        };
        assert_noop!(carry(&there), Error::<Test>::BadSignature);
        assert_ok!(carry(&here));
    });
}

/// polkadot-sdk, issue 364: judgements of registrars that are gone stay.
#[test]
fn a_removed_registrars_judgements_fall() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        let policy = policy(schema, &[]);
        issue(issuer, &alice(), terms());
        assert_ok!(standing(&alice(), policy));
        assert_ok!(Attestations::remove_issuer(mandate(TRACK), issuer, H256::zero()));
        assert_eq!(standing(&alice(), policy), failing(Failing::IssuerRemoved));
    });
}

/// ERC-3643, issue 95: a claim that has lapsed still passes.
#[test]
fn lapsed_never_passes() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        let policy = policy(schema, &[]);
        issue(issuer, &alice(), Terms { expires: 9, ..terms() });
        run_to(8);
        assert_ok!(standing(&alice(), policy));
        for block in [9, 10, 500] {
            run_to(block);
            assert_eq!(standing(&alice(), policy), failing(Failing::Expired));
        }
    });
}

/// Sunbird RC, issue 239: which version is the latest one, and what became of the old ones.
#[test]
fn the_latest_version_counts_and_says_what_it_renews() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        issue(issuer, &alice(), terms());
        let terms = Terms { commitment: H256::repeat_byte(7), ..terms() };
        let consent = Some(consent(issuer, &alice(), &terms));
        let subject = Subject::Account(alice());
        assert_ok!(Attestations::renew(by(charlie()), issuer, subject, terms, consent));
        let latest = attestation(schema, &alice());
        assert_eq!(latest.commitment, H256::repeat_byte(7));
        assert_eq!((latest.serial, latest.renews), (2, Some(1)));
    });
}

/// OpenCRVS, issue 4569: a registration that should not be cannot be revoked.
#[test]
fn a_registration_is_revoked_with_a_reason() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        let policy = policy(schema, &[]);
        issue(issuer, &alice(), terms());
        let reason = RevocationReason::IssuedInError;
        let evidence = H256::repeat_byte(1);
        let subject = Subject::Account(alice());
        assert_ok!(Attestations::revoke(by(charlie()), schema, subject, reason, evidence));
        assert_eq!(standing(&alice(), policy), failing(Failing::Ended));
    });
}

/// OpenCRVS, issue 8494: whether somebody approves their own registration is left to chance.
#[test]
fn nobody_approves_their_own_registration() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        let terms = terms();
        let consent = Some(consent(issuer, &charlie(), &terms));
        let subject = Subject::Account(charlie());
        assert_noop!(
            Attestations::issue(by(charlie()), issuer, subject, terms, consent),
            Error::<Test>::SelfAttestation
        );
        assert_noop!(
            Attestations::request(by(charlie()), issuer, H256::zero(), 0),
            Error::<Test>::SelfAttestation
        );
    });
}

/// Fabric, issue 3844: what was purged leaves no evidence that it ever was.
#[test]
fn what_was_removed_leaves_evidence() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let issuer = bonded_issuer(schema, charlie());
        issue(issuer, &alice(), Terms { expires: 4, ..terms() });
        run_to(4 + PERIODS.keeping);
        assert_ok!(Attestations::remove(by(bob()), schema, Subject::Account(alice())));
        let stone = Tombstone { serial: 1, issuer, ended: 4, end: None };
        assert_eq!(slot(schema, &alice()), Some(Slot::Tombstone(stone)));
    });
}
