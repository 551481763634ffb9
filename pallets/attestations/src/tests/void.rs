//! `void_issuer`.

use althing_primitives::{eligibility::Failing, BlockNumber};
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;
use sp_runtime::{traits::BadOrigin, DispatchResult};

use crate::{mock::*, *};

type Error = crate::Error<Test>;

/// The hash of some evidence.
const EVIDENCE: H256 = H256::repeat_byte(0xe7);

fn void(id: IssuerId, first: BlockNumber, last: BlockNumber) -> DispatchResult {
    Attestations::void_issuer(mandate(TRACK), id, Span { first, last }, EVIDENCE)
}

/// The spans over which an issuer is void.
fn spans_of(id: IssuerId) -> Vec<(BlockNumber, BlockNumber)> {
    let issuer = Issuers::<Test>::get(id).unwrap();
    issuer.void.iter().map(|span| (span.first, span.last)).collect()
}

/// Why an account's attestation does not hold.
fn failing(schema: SchemaId, who: &AccountId) -> Option<Failing> {
    Attestations::validity(schema, Subject::Account(who.clone())).err()
}

/// An issuer that attests Alice in block 5, Bob in block 10 and Dave in block 15; it is block 20.
fn busy_issuer() -> (SchemaId, IssuerId) {
    let schema = schema(rules());
    let id = issuer(schema, charlie());
    for (block, who) in [(5, alice()), (10, bob()), (15, dave())] {
        run_to(block);
        issue(id, &who, terms());
    }
    run_to(20);
    (schema, id)
}

#[test]
fn what_was_issued_in_the_span_fails_at_once_and_nothing_else() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = busy_issuer();
        assert_ok!(void(id, 6, 14));
        assert!(holds(schema, &alice()));
        assert_eq!(failing(schema, &bob()), Some(Failing::IssuerVoid));
        assert!(holds(schema, &dave()));
        assert_eq!(
            last_event(),
            Event::IssuerVoided {
                issuer: id,
                span: Span { first: 6, last: 14 },
                evidence: EVIDENCE,
                proposal: Some(PROPOSAL),
            }
        );
    });
}

#[test]
fn the_first_and_the_last_block_of_a_span_are_void() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = busy_issuer();
        assert_ok!(void(id, 5, 10));
        assert!(!holds(schema, &alice()));
        assert!(!holds(schema, &bob()));
        assert!(holds(schema, &dave()));
    });
}

#[test]
fn ten_thousand_attestations_fall_in_one_call_that_touches_none_of_them() {
    ExtBuilder::default().build_and_execute(|| {
        const COUNT: u64 = 10_000;
        AttestationDeposit::set(1);
        let rules =
            SchemaRules { subject: SubjectKind::Record, recovery: RecoveryBy::Nobody, ..rules() };
        let schema = schema(rules);
        let id = issuer(schema, charlie());
        assert_ok!(Attestations::set_bond(by(charlie()), id, u128::from(2 * COUNT)));
        let record = |n| Subject::Record(H256::from_low_u64_be(n));
        for n in 0..COUNT {
            if n % 1_000 == 0 {
                next_block(Default::default());
            }
            assert_ok!(Attestations::issue(by(charlie()), id, record(n), terms(), None));
        }
        next_block(Default::default());
        assert_ok!(Attestations::issue(by(charlie()), id, record(COUNT), terms(), None));

        let stored = |n| Slots::<Test>::get(schema, record(n));
        let before: Vec<_> = (0..COUNT).map(stored).collect();
        assert_ok!(void(id, 1, System::block_number() - 1));
        for n in 0..COUNT {
            assert_eq!(Attestations::validity(schema, record(n)), Err(Failing::IssuerVoid));
        }
        assert_eq!((0..COUNT).map(stored).collect::<Vec<_>>(), before);
        assert_ok!(Attestations::validity(schema, record(COUNT)));
        AttestationDeposit::set(DEPOSIT);
    });
}

#[test]
fn a_void_block_is_void_as_a_whole() {
    ExtBuilder::default().build_and_execute(|| {
        let schema = schema(rules());
        let id = issuer(schema, charlie());
        issue(id, &alice(), terms());
        assert_ok!(void(id, 1, 1));
        // Later in the same block.
        issue(id, &bob(), terms());
        assert!(!holds(schema, &alice()));
        assert!(!holds(schema, &bob()));
        run_to(2);
        issue(id, &dave(), terms());
        assert!(holds(schema, &dave()));
    });
}

#[test]
fn a_renewal_counts_as_issued_in_its_own_block() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = busy_issuer();
        for who in [alice(), bob()] {
            let consent = Some(consent(id, &who, &terms()));
            let subject = Subject::Account(who);
            assert_ok!(Attestations::renew(by(charlie()), id, subject, terms(), consent));
            run_to(System::block_number() + 1);
        }
        // Alice was attested in block 5 and again in block 20, Bob in blocks 10 and 21.
        assert_ok!(void(id, 5, 5));
        assert_ok!(void(id, 21, 21));
        assert!(holds(schema, &alice()));
        assert_eq!(failing(schema, &bob()), Some(Failing::IssuerVoid));
    });
}

#[test]
fn spans_that_overlap_or_touch_become_one() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        run_to(30);
        for (first, last) in [(20, 22), (5, 6), (10, 12), (7, 8)] {
            assert_ok!(void(id, first, last));
        }
        assert_eq!(spans_of(id), [(5, 8), (10, 12), (20, 22)]);
        assert_ok!(void(id, 9, 20));
        assert_eq!(spans_of(id), [(5, 22)]);
        // The event says what was decided, from which the whole can be added up.
        let Event::IssuerVoided { span, .. } = last_event() else { panic!("not voided") };
        assert_eq!(span, Span { first: 9, last: 20 });
    });
}

#[test]
fn what_is_void_already_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        run_to(30);
        assert_ok!(void(id, 10, 20));
        for (first, last) in [(10, 20), (10, 10), (15, 16), (20, 20)] {
            assert_noop!(void(id, first, last), Error::NothingToDo);
        }
        assert_ok!(void(id, 20, 21));
    });
}

#[test]
fn a_span_is_of_blocks_that_have_been() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        run_to(10);
        for (first, last) in [(5, 4), (10, 0), (9, 11), (11, 11), (0, u32::MAX)] {
            assert_noop!(void(id, first, last), Error::InvalidSpan);
        }
        assert_ok!(void(id, 0, 10));
    });
}

#[test]
fn a_ninth_separate_span_is_refused_and_one_that_joins_others_is_not() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        run_to(100);
        for place in 1..=MAX_SPANS {
            assert_ok!(void(id, place * 10, place * 10));
        }
        assert_noop!(void(id, 95, 95), Error::TooManySpans);
        assert_ok!(void(id, 11, 19));
        assert_ok!(void(id, 95, 95));
        assert_noop!(void(id, 97, 97), Error::TooManySpans);
        assert_ok!(void(id, 1, 100));
        assert_eq!(spans_of(id), [(1, 100)]);
    });
}

#[test]
fn void_spans_survive_suspension_and_reinstatement() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = busy_issuer();
        assert_ok!(void(id, 10, 10));
        assert_ok!(Attestations::suspend_issuer(mandate(TRACK), id, EVIDENCE));
        assert_ok!(void(id, 15, 15));
        assert_ok!(Attestations::reinstate_issuer(mandate(TRACK), id, EVIDENCE));
        assert_eq!(spans_of(id), [(10, 10), (15, 15)]);
        assert!(holds(schema, &alice()));
        assert!(!holds(schema, &bob()));
        assert!(!holds(schema, &dave()));
    });
}

#[test]
fn a_removed_issuer_can_be_made_void_for_the_time_before() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = busy_issuer();
        assert_ok!(Attestations::remove_issuer(mandate(TRACK), id, EVIDENCE));
        assert_eq!(failing(schema, &bob()), Some(Failing::IssuerRemoved));
        let before = |who: &AccountId| {
            let issuer = Issuers::<Test>::get(id).unwrap();
            attestation(schema, who).check(&issuer, 19)
        };
        assert_eq!(before(&bob()), Ok(()));
        assert_ok!(void(id, 10, 10));
        assert_eq!(before(&bob()), Err(Failing::IssuerVoid));
        assert_eq!(before(&alice()), Ok(()));
    });
}

#[test]
fn an_account_whose_attestation_is_void_can_be_attested_again() {
    ExtBuilder::default().build_and_execute(|| {
        let (schema, id) = busy_issuer();
        assert_ok!(void(id, 10, 10));
        issue(id, &bob(), terms());
        assert!(holds(schema, &bob()));
    });
}

#[test]
fn only_the_track_of_the_schema_makes_void() {
    ExtBuilder::default().build_and_execute(|| {
        let id = issuer(schema(rules()), charlie());
        let void =
            |origin| Attestations::void_issuer(origin, id, Span { first: 1, last: 1 }, EVIDENCE);
        assert_noop!(void(by(charlie())), BadOrigin);
        assert_noop!(void(RuntimeOrigin::none()), BadOrigin);
        assert_noop!(void(mandate(TRACK + 1)), Error::NotAuthorized);
        assert_ok!(void(RuntimeOrigin::root()));
    });
}

#[test]
fn an_issuer_that_never_was_is_not_made_void() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(void(0, 1, 1), Error::IssuerNotFound);
    });
}
