//! `create_schema` and `retire_schema`.

use frame_support::{assert_noop, assert_ok, BoundedVec};
use sp_core::H256;
use sp_runtime::{traits::BadOrigin, DispatchResult};

use crate::{mock::*, *};

type Error = crate::Error<Test>;

/// A track that has no say here.
const OTHER_TRACK: u16 = TRACK + 1;

/// A readable name.
fn name(text: &[u8]) -> Name {
    text.to_vec().try_into().unwrap()
}

/// A layout of claims with these names.
fn layout(names: impl IntoIterator<Item = u8>) -> Layout {
    let kind = FieldKind::Text;
    let fields = names.into_iter().map(|name| Field { name: H256::repeat_byte(name), kind });
    fields.collect::<Vec<_>>().try_into().unwrap()
}

/// Creates a schema as its own track decides.
fn create(rules: SchemaRules) -> DispatchResult {
    Attestations::create_schema(mandate(TRACK), rules, name(b"person"), layout(0..3))
}

/// Creates a schema of this name and layout.
fn describe(name: Name, fields: Layout) -> DispatchResult {
    Attestations::create_schema(mandate(TRACK), rules(), name, fields)
}

#[test]
fn a_schema_is_stored_as_it_was_decided() {
    ExtBuilder::default().build_and_execute(|| {
        let domain = Some(domain());
        let rules = SchemaRules { domain, ..rules() };
        let description = Description { name: name("Fólk".as_bytes()), fields: layout(0..2) };
        let Description { name, fields } = description.clone();
        assert_ok!(Attestations::create_schema(mandate(TRACK), rules.clone(), name, fields));
        assert_eq!(
            Schemas::<Test>::get(0),
            Some(Schema { rules: rules.clone(), overlap_ends: 0, retired: None })
        );
        assert_eq!(Descriptions::<Test>::get(0), Some(description.clone()));
        assert_eq!(Domains::<Test>::get(0).unwrap().schemas.to_vec(), [0]);
        let proposal = Some(PROPOSAL);
        assert_eq!(last_event(), Event::SchemaCreated { schema: 0, rules, description, proposal });
    });
}

#[test]
fn numbers_are_sequential() {
    ExtBuilder::default().build_and_execute(|| {
        assert_eq!([schema(rules()), schema(rules()), schema(rules())], [0, 1, 2]);
        assert_eq!(SchemaCount::<Test>::get(), 3);
    });
}

#[test]
fn a_schema_is_created_on_its_own_track_only() {
    ExtBuilder::default().build_and_execute(|| {
        let create =
            |origin| Attestations::create_schema(origin, rules(), name(b"person"), layout(0..3));
        assert_noop!(create(by(charlie())), BadOrigin);
        assert_noop!(create(RuntimeOrigin::none()), BadOrigin);
        assert_noop!(create(mandate(OTHER_TRACK)), Error::NotAuthorized);
    });
}

#[test]
fn a_schema_joins_a_domain_only_if_both_tracks_agree() {
    ExtBuilder::default().build_and_execute(|| {
        let domain = Some(domain());
        let rules = SchemaRules { domain, track: OTHER_TRACK, ..rules() };
        let create = |origin| {
            Attestations::create_schema(origin, rules.clone(), name(b"person"), layout(0..3))
        };
        assert_noop!(create(mandate(TRACK)), Error::NotAuthorized);
        assert_noop!(create(mandate(OTHER_TRACK)), Error::NotAuthorized);
        assert_ok!(create(RuntimeOrigin::root()));
    });
}

#[test]
fn a_domain_that_never_was_is_not_joined() {
    ExtBuilder::default().build_and_execute(|| {
        domain();
        assert_noop!(create(SchemaRules { domain: Some(1), ..rules() }), Error::DomainNotFound);
    });
}

#[test]
fn a_domain_has_room_for_eight_schemas_also_if_some_are_retired() {
    ExtBuilder::default().build_and_execute(|| {
        let domain = Some(domain());
        let joining = SchemaRules { domain, ..rules() };
        for _ in 0..MAX_DOMAIN_SCHEMAS {
            assert_ok!(create(joining.clone()));
        }
        assert_noop!(create(joining.clone()), Error::DomainFull);
        // Attestations under it are still alive, and their tags with them.
        assert_ok!(Attestations::retire_schema(mandate(TRACK), 0));
        assert_noop!(create(joining), Error::DomainFull);
        assert_ok!(create(rules()));
    });
}

#[test]
fn attestations_that_last_no_block_are_refused() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(create(SchemaRules { longest_validity: 0, ..rules() }), Error::InvalidPeriod);
        assert_ok!(create(SchemaRules { longest_validity: 1, ..rules() }));
        assert_ok!(create(SchemaRules { longest_validity: u32::MAX, ..rules() }));
    });
}

#[test]
fn only_accounts_stand_for_people() {
    ExtBuilder::default().build_and_execute(|| {
        let domain = Some(domain());
        for subject in [SubjectKind::Record, SubjectKind::Hash] {
            let recovery = RecoveryBy::Nobody;
            let plain = SchemaRules { subject, recovery, ..rules() };
            assert_noop!(create(SchemaRules { domain, ..plain.clone() }), Error::InvalidDomain);
            for recovery in [RecoveryBy::SecondIssuer, RecoveryBy::AnyIssuer] {
                assert_noop!(
                    create(SchemaRules { recovery, ..plain.clone() }),
                    Error::WrongSubject
                );
            }
            assert_ok!(create(plain));
        }
        for recovery in [RecoveryBy::SecondIssuer, RecoveryBy::AnyIssuer, RecoveryBy::Nobody] {
            assert_ok!(create(SchemaRules { domain, recovery, ..rules() }));
        }
    });
}

#[test]
fn a_name_that_nobody_can_read_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        for bytes in [&b""[..], b"  ", "\u{2003}\t".as_bytes(), &[0xff, 0xfe], &[b'a', 0xc3]] {
            assert_noop!(describe(name(bytes), layout(0..3)), Error::InvalidName);
        }
        assert_ok!(describe(name(&[b'a'; 64]), layout(0..3)));
    });
}

#[test]
fn a_layout_names_each_claim_once() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(describe(name(b"person"), layout([])), Error::InvalidLayout);
        assert_noop!(describe(name(b"person"), layout([1, 2, 1])), Error::InvalidLayout);
        let twice = [FieldKind::Text, FieldKind::Date];
        let twice = twice.map(|kind| Field { name: H256::repeat_byte(1), kind });
        let twice = BoundedVec::truncate_from(twice.to_vec());
        assert_noop!(describe(name(b"person"), twice), Error::InvalidLayout);
        assert_ok!(describe(name(b"person"), layout([1])));
        assert_ok!(describe(name(b"person"), layout(0..32)));
    });
}

#[test]
fn the_last_number_of_a_schema_is_not_given_out() {
    ExtBuilder::default().build().execute_with(|| {
        SchemaCount::<Test>::put(SchemaId::MAX);
        assert_noop!(create(rules()), Error::TooMany);
    });
}

#[test]
fn under_a_retired_schema_nothing_is_issued_and_what_was_issued_lives_on() {
    ExtBuilder::default().build_and_execute(|| {
        let id = schema(rules());
        let issuer = issuer(id, charlie());
        issue(issuer, &alice(), terms());
        run_to(5);
        assert_ok!(Attestations::retire_schema(mandate(TRACK), id));
        assert_eq!(Schemas::<Test>::get(id).unwrap().retired, Some(5));
        let proposal = Some(PROPOSAL);
        assert_eq!(last_event(), Event::SchemaRetired { schema: id, proposal });

        let more = consent(issuer, &bob(), &terms());
        let subject = Subject::Account(bob());
        assert_noop!(
            Attestations::issue(by(charlie()), issuer, subject, terms(), Some(more)),
            Error::SchemaRetired
        );
        let renewal = consent(issuer, &alice(), &terms());
        let subject = Subject::Account(alice());
        assert_noop!(
            Attestations::renew(by(charlie()), issuer, subject, terms(), Some(renewal)),
            Error::SchemaRetired
        );
        assert_noop!(
            Attestations::accredit(mandate(TRACK), id, dave().into(), rights()),
            Error::SchemaRetired
        );
        run_to(LONGEST);
        assert!(holds(id, &alice()));
        run_to(LONGEST + 1);
        assert!(!holds(id, &alice()));
    });
}

#[test]
fn the_issuers_of_a_retired_schema_can_still_be_judged() {
    ExtBuilder::default().build_and_execute(|| {
        let id = schema(rules());
        let issuer = issuer(id, charlie());
        issue(issuer, &alice(), terms());
        assert_ok!(Attestations::retire_schema(mandate(TRACK), id));
        assert_ok!(Attestations::remove_issuer(mandate(TRACK), issuer, H256::zero()));
        assert!(!holds(id, &alice()));
    });
}

#[test]
fn a_schema_is_retired_once() {
    ExtBuilder::default().build_and_execute(|| {
        let id = schema(rules());
        assert_ok!(Attestations::retire_schema(RuntimeOrigin::root(), id));
        assert_noop!(Attestations::retire_schema(mandate(TRACK), id), Error::SchemaRetired);
    });
}

#[test]
fn a_schema_is_retired_on_its_own_track_only() {
    ExtBuilder::default().build_and_execute(|| {
        let id = schema(rules());
        issuer(id, charlie());
        assert_noop!(Attestations::retire_schema(by(charlie()), id), BadOrigin);
        assert_noop!(Attestations::retire_schema(RuntimeOrigin::none(), id), BadOrigin);
        assert_noop!(Attestations::retire_schema(mandate(OTHER_TRACK), id), Error::NotAuthorized);
    });
}

#[test]
fn a_schema_that_never_was_is_not_retired() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(Attestations::retire_schema(mandate(TRACK), 0), Error::SchemaNotFound);
    });
}
