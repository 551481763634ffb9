//! `create_domain` and `rotate_key`.

use frame_support::{assert_noop, assert_ok};
use sp_runtime::{traits::BadOrigin, DispatchResult};

use crate::{mock::*, *};

type Error = crate::Error<Test>;

/// A track that has no say here.
const OTHER_TRACK: u16 = TRACK + 1;
/// The key of [`domain`].
const KEY: TagKey = [1; 32];
/// Another key.
const NEW_KEY: TagKey = [2; 32];

/// Changes a domain's key, and leaves it with Ferdie.
fn rotate(id: DomainId, key: TagKey, overlap: u32) -> DispatchResult {
    Attestations::rotate_key(mandate(TRACK), id, ferdie().into(), key, overlap)
}

/// Hands a domain over to another key holder, with a new key.
fn hand_over(id: DomainId, key_holder: AccountId) -> DispatchResult {
    Attestations::rotate_key(mandate(TRACK), id, key_holder.into(), NEW_KEY, LONGEST)
}

/// A schema that joins a domain.
fn schema_of(domain: DomainId) -> SchemaId {
    schema(SchemaRules { domain: Some(domain), ..rules() })
}

/// Terms with tags under the domain's key and the one of before.
fn doubly_tagged(tag: u8, previous: u8) -> Terms {
    Terms { tag: Some(TagClaim { tag: [tag; 32], previous: Some([previous; 32]) }), ..terms() }
}

#[test]
fn a_domain_starts_with_one_key_and_no_schema() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(Attestations::create_domain(mandate(TRACK), TRACK, ferdie().into(), KEY));
        let domain = Domain {
            track: TRACK,
            key_holder: ferdie(),
            key: KEY,
            epoch: 0,
            previous: None,
            overlap_ends: 0,
            schemas: Default::default(),
        };
        assert_eq!(Domains::<Test>::get(0), Some(domain));
        let created = |domain, proposal| Event::DomainCreated {
            domain,
            track: TRACK,
            key_holder: ferdie(),
            key: KEY,
            proposal,
        };
        assert_eq!(last_event(), created(0, Some(PROPOSAL)));

        let root = RuntimeOrigin::root();
        assert_ok!(Attestations::create_domain(root, TRACK, ferdie().into(), KEY));
        assert_eq!(last_event(), created(1, None));
    });
}

#[test]
fn a_domain_is_created_on_its_own_track_only() {
    ExtBuilder::default().build_and_execute(|| {
        let create = |origin| Attestations::create_domain(origin, TRACK, ferdie().into(), KEY);
        assert_noop!(create(by(alice())), BadOrigin);
        assert_noop!(create(by(ferdie())), BadOrigin);
        assert_noop!(create(RuntimeOrigin::none()), BadOrigin);
        assert_noop!(create(mandate(OTHER_TRACK)), Error::NotAuthorized);
    });
}

#[test]
fn a_domain_without_a_key_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(
            Attestations::create_domain(mandate(TRACK), TRACK, ferdie().into(), [0; 32]),
            Error::InvalidKey
        );
    });
}

#[test]
fn the_last_number_of_a_domain_is_not_given_out() {
    ExtBuilder::default().build().execute_with(|| {
        DomainCount::<Test>::put(DomainId::MAX);
        assert_noop!(
            Attestations::create_domain(mandate(TRACK), TRACK, ferdie().into(), KEY),
            Error::TooMany
        );
    });
}

#[test]
fn a_new_key_is_known_with_the_one_of_before() {
    ExtBuilder::default().build_and_execute(|| {
        let id = domain();
        let schemas = [schema_of(id), schema_of(id)];
        run_to(5);
        assert_ok!(hand_over(id, eve()));
        let found = Domains::<Test>::get(id).unwrap();
        assert_eq!((found.key, found.previous), (NEW_KEY, Some(KEY)));
        assert_eq!((found.key_holder, found.epoch, found.overlap_ends), (eve(), 1, 5 + LONGEST));
        assert_eq!(found.schemas.to_vec(), schemas);
        for schema in schemas {
            assert_eq!(Schemas::<Test>::get(schema).unwrap().overlap_ends, 5 + LONGEST);
        }
        assert_eq!(
            last_event(),
            Event::DomainKeyRotated {
                domain: id,
                epoch: 1,
                old_key_holder: ferdie(),
                new_key_holder: eve(),
                old_key: KEY,
                new_key: NEW_KEY,
                overlap_ends: 5 + LONGEST,
                proposal: Some(PROPOSAL),
            }
        );
    });
}

#[test]
fn schemas_of_other_domains_keep_their_overlap() {
    ExtBuilder::default().build_and_execute(|| {
        let (id, other) = (domain(), domain());
        let (untagged, elsewhere) = (schema(rules()), schema_of(other));
        assert_ok!(rotate(id, NEW_KEY, 10));
        for schema in [untagged, elsewhere] {
            assert_eq!(Schemas::<Test>::get(schema).unwrap().overlap_ends, 0);
        }
        assert_eq!(Domains::<Test>::get(other).unwrap().key, KEY);
    });
}

#[test]
fn a_key_is_not_changed_again_before_the_overlap_ends() {
    ExtBuilder::default().build_and_execute(|| {
        let id = domain();
        assert_ok!(rotate(id, NEW_KEY, 10));
        for block in [1, 2, 10] {
            run_to(block);
            assert_noop!(rotate(id, [3; 32], 10), Error::OverlapRunning);
        }
        run_to(11);
        assert_ok!(rotate(id, [3; 32], 10));
        let found = Domains::<Test>::get(id).unwrap();
        assert_eq!((found.previous, found.epoch, found.overlap_ends), (Some(NEW_KEY), 2, 21));
    });
}

#[test]
fn no_key_and_the_same_key_are_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let id = domain();
        assert_noop!(rotate(id, [0; 32], 10), Error::InvalidKey);
        assert_noop!(rotate(id, KEY, 10), Error::InvalidKey);
    });
}

#[test]
fn an_overlap_of_no_blocks_or_without_end_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let id = domain();
        assert_noop!(rotate(id, NEW_KEY, 0), Error::InvalidPeriod);
        assert_noop!(rotate(id, NEW_KEY, u32::MAX), Error::Overflow);
        assert_ok!(rotate(id, NEW_KEY, u32::MAX - 1));
    });
}

#[test]
fn a_key_is_changed_on_the_track_of_its_domain_only() {
    ExtBuilder::default().build_and_execute(|| {
        let id = domain();
        let rotate = |origin| Attestations::rotate_key(origin, id, eve().into(), NEW_KEY, LONGEST);
        assert_noop!(rotate(by(ferdie())), BadOrigin);
        assert_noop!(rotate(RuntimeOrigin::none()), BadOrigin);
        assert_noop!(rotate(mandate(OTHER_TRACK)), Error::NotAuthorized);
        assert_ok!(rotate(RuntimeOrigin::root()));
    });
}

#[test]
fn the_key_of_a_domain_that_never_was_is_not_changed() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(rotate(0, NEW_KEY, 10), Error::DomainNotFound);
    });
}

#[test]
fn the_last_epoch_is_not_followed_by_another() {
    ExtBuilder::default().build().execute_with(|| {
        let id = domain();
        Domains::<Test>::mutate(id, |domain| domain.as_mut().unwrap().epoch = u32::MAX);
        assert_noop!(rotate(id, NEW_KEY, 10), Error::TooMany);
    });
}

#[test]
fn an_issuer_of_any_schema_of_the_domain_does_not_get_its_key() {
    ExtBuilder::default().build_and_execute(|| {
        let id = domain();
        let schemas: Vec<_> = (0..MAX_DOMAIN_SCHEMAS).map(|_| schema_of(id)).collect();
        let first = issuer(schemas[0], charlie());
        issuer(schemas[7], dave());
        assert_noop!(hand_over(id, charlie()), Error::KeyHolderIsIssuer);
        assert_noop!(hand_over(id, dave()), Error::KeyHolderIsIssuer);

        let evidence = Default::default();
        assert_ok!(Attestations::suspend_issuer(mandate(TRACK), first, evidence));
        assert_noop!(hand_over(id, charlie()), Error::KeyHolderIsIssuer);
        assert_ok!(Attestations::remove_issuer(mandate(TRACK), first, evidence));
        assert_ok!(hand_over(id, charlie()));
    });
}

#[test]
fn an_issuer_of_another_domain_may_hold_the_key() {
    ExtBuilder::default().build_and_execute(|| {
        let (id, other) = (domain(), domain());
        schema_of(id);
        issuer(schema_of(other), charlie());
        issuer(schema(rules()), dave());
        assert_ok!(hand_over(id, charlie()));
        assert_ok!(hand_over(other, dave()));
    });
}

#[test]
fn both_tags_are_asked_for_until_the_overlap_ends() {
    ExtBuilder::default().build_and_execute(|| {
        let id = domain();
        let schema = schema_of(id);
        let issuer = issuer(schema, charlie());
        issue(issuer, &alice(), tagged_terms(1));
        assert_ok!(rotate(id, NEW_KEY, LONGEST));

        let attempt = |who: &AccountId, terms: Terms| {
            let consent = Some(consent(issuer, who, &terms));
            let subject = Subject::Account(who.clone());
            Attestations::issue(by(charlie()), issuer, subject, terms, consent)
        };
        run_to(LONGEST);
        assert_noop!(attempt(&bob(), tagged_terms(2)), Error::TagMismatch);
        // The same person as Alice, whose tag is another one under the new key.
        assert_noop!(attempt(&bob(), doubly_tagged(2, 1)), Error::TagHeld);
        assert_ok!(attempt(&bob(), doubly_tagged(4, 3)));
        run_to(LONGEST + 1);
        assert_noop!(attempt(&dave(), doubly_tagged(6, 5)), Error::TagMismatch);
        assert_ok!(attempt(&dave(), tagged_terms(6)));
    });
}

#[test]
fn a_schema_that_joins_while_keys_overlap_asks_for_both_tags() {
    ExtBuilder::default().build_and_execute(|| {
        let id = domain();
        assert_ok!(rotate(id, NEW_KEY, 10));
        let schema = schema_of(id);
        assert_eq!(Schemas::<Test>::get(schema).unwrap().overlap_ends, 11);
        let issuer = issuer(schema, charlie());
        issue(issuer, &alice(), doubly_tagged(2, 1));
    });
}
