use std::collections::HashSet;

use super::*;

type Change = fn(&mut TagAnswer);

#[test]
fn a_person_has_one_tag_whoever_asks_and_however_often() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), LIMIT);
    let first = tag_of(&holder, &key, 1, 10);
    let again = tag_of(&holder, &key, 1, 11);
    assert_eq!(first.tag, again.tag);
    assert_ne!(first.tag, tag_of(&holder, &key, 2, 12).tag);
}

#[test]
fn a_batch_yields_the_tags_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), LIMIT);
    let (request, pending) = prepare(&key, 0..8, 1);
    let tagged = pending.finish(&answer(&holder, request).unwrap()).unwrap();
    for (person, tagged) in (0..8).zip(&tagged) {
        assert_eq!(tagged.tag, tag_of(&holder, &key, person, 50).tag);
    }
    assert_eq!(tagged.iter().map(|tagged| tagged.tag).collect::<HashSet<_>>().len(), 8);
}

#[test]
fn the_key_holder_sees_neither_who_it_is_nor_that_it_is_the_same_person() {
    let dir = tempfile::tempdir().unwrap();
    let (_holder, key) = holder(dir.path(), LIMIT);
    let (first, _) = prepare(&key, 1..2, 10);
    let (second, _) = prepare(&key, 1..2, 11);
    assert_ne!(first.elements, second.elements);
    let sent = serde_json::to_string(&sign(first)).unwrap();
    assert!(!sent.contains(identity(1).number()));
}

#[test]
fn another_domain_or_chain_gives_another_tag_even_under_one_key() {
    let dir = tempfile::tempdir().unwrap();
    let (mut holder, key) = holder(dir.path(), LIMIT);
    let tag = tag_of(&holder, &key, 1, 10).tag;
    let mut tags = HashSet::from([tag]);
    // The same secret key for all, which a key holder should not do, still links nothing.
    let kept = serde_json::to_string(holder.ring()).unwrap();
    for (from, to) in [("\"id\":3", "\"id\":4"), ("0x0909", "0x0808")] {
        let ring: KeyRing = serde_json::from_str(&kept.replacen(from, to, 1)).unwrap();
        let other = ring.public_keys().remove(0);
        assert_eq!(other.key, key.key);
        holder.set_ring(ring);
        assert!(tags.insert(tag_of(&holder, &other, 1, 10).tag));
    }
}

#[test]
fn an_answer_in_which_anything_was_substituted_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), LIMIT);
    let (request, pending) = prepare(&key, 0..3, 1);
    let good = answer(&holder, request).unwrap();
    let changes: [(&str, Change); 11] = [
        ("version", |answer| answer.version = 2),
        ("request", |answer| answer.request[0] ^= 1),
        ("domain", |answer| answer.domain.id = 4),
        ("chain", |answer| answer.domain.genesis[0] ^= 1),
        ("epoch", |answer| answer.epoch = 1),
        ("key", |answer| answer.key[0] ^= 1),
        ("fewer", |answer| answer.evaluations.truncate(2)),
        ("more", |answer| answer.evaluations.push(answer.evaluations[0].clone())),
        ("order", |answer| answer.evaluations.swap(0, 1)),
        ("element", |answer| answer.evaluations[2].element = answer.evaluations[0].element),
        ("proof", |answer| answer.evaluations[2].proof = answer.evaluations[0].proof),
    ];
    for (what, change) in changes {
        let mut answer = good.clone();
        change(&mut answer);
        assert!(pending.finish(&answer).is_err(), "{what}");
    }
    assert_eq!(pending.finish(&good).unwrap().len(), 3);
}

#[test]
fn every_bit_of_element_and_proof_counts() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), LIMIT);
    let (request, pending) = prepare(&key, 0..1, 1);
    let good = answer(&holder, request).unwrap();
    for at in 0..96 {
        let mut answer = good.clone();
        let evaluation = &mut answer.evaluations[0];
        let byte = match at {
            0..32 => &mut evaluation.element[at],
            _ => &mut evaluation.proof[at - 32],
        };
        *byte ^= 1 << (at % 8);
        assert!(
            matches!(pending.finish(&answer), Err(TagError::Proof | TagError::Element(_))),
            "byte {at}"
        );
    }
}

/// A key holder that marks issuers by answering each under a key of its own is found out.
#[test]
fn an_answer_under_another_key_fails_although_its_proof_holds_for_that_key() {
    let dir = tempfile::tempdir().unwrap();
    let (_holder, key) = holder(dir.path(), LIMIT);
    let mut ring = KeyRing::default();
    let other = ring.create(DOMAIN, &mut rng(77)).unwrap();
    let access = IssuerAccess { accounts: vec![ACCOUNT], limit: LIMIT };
    let ledger = Ledger::open(&dir.path().join("other")).unwrap();
    let marking = KeyHolder::new(ring, BTreeMap::from([(ISSUER, access)]), ledger);
    let (request, pending) = prepare(&key, 0..1, 1);
    let mut answer = answer(&marking, request).unwrap();
    assert_eq!(answer.key, other.key);
    assert!(matches!(pending.finish(&answer), Err(TagError::OtherKey("public key"))));
    answer.key = key.key;
    assert!(matches!(pending.finish(&answer), Err(TagError::Proof)));
}

#[test]
fn answers_to_two_requests_under_way_cannot_be_mixed_up() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), LIMIT);
    let (first_request, first) = prepare(&key, 0..2, 1);
    let (second_request, second) = prepare(&key, 2..4, 2);
    assert_ne!(first.request(), second.request());
    // Answered in the other order.
    let to_second = answer(&holder, second_request).unwrap();
    let to_first = answer(&holder, first_request).unwrap();
    assert!(matches!(first.finish(&to_second), Err(TagError::OtherRequest)));
    let mut relabelled = to_second.clone();
    relabelled.request = first.request();
    assert!(matches!(first.finish(&relabelled), Err(TagError::Proof)));
    let tags: HashSet<_> = [first.finish(&to_first).unwrap(), second.finish(&to_second).unwrap()]
        .iter()
        .flatten()
        .map(|tagged| tagged.tag)
        .collect();
    assert_eq!(tags.len(), 4);
}

#[test]
fn only_known_issuers_with_their_own_accounts_are_answered() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), LIMIT);
    let with = |issuer, account| {
        let people = vec![identity(1)];
        Pending::prepare(&key, (issuer, account), people, NOW, &mut rng(1)).unwrap().0
    };
    assert!(matches!(answer(&holder, with(8, ACCOUNT)), Err(TagError::UnknownIssuer(8))));
    assert!(matches!(
        answer(&holder, with(ISSUER, [1; 32])),
        Err(TagError::UnknownSigner { issuer: ISSUER, .. })
    ));
    assert!(answer(&holder, with(ISSUER, ACCOUNT)).is_ok());
}

#[test]
fn a_request_that_was_changed_after_signing_is_refused_and_not_charged() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), LIMIT);
    let (request, _) = prepare(&key, 0..2, 1);
    let signed = sign(request);
    let changes: [fn(&mut TagRequest); 6] = [
        |request| request.domain.id = 4,
        |request| request.epoch = 1,
        |request| request.made += 1,
        |request| request.nonce[0] ^= 1,
        |request| request.elements.truncate(1),
        |request| request.elements.swap(0, 1),
    ];
    for change in changes {
        let mut signed = signed.clone();
        change(&mut signed.request);
        let outcome = holder.evaluate(&signed, NOW, verify, &mut rng(1));
        assert!(matches!(outcome, Err(TagError::Signature)));
    }
    assert_eq!(holder.ledger().tokens(ISSUER, LIMIT, NOW), 100);
}

#[test]
fn a_domain_or_epoch_without_a_key_is_not_charged() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), LIMIT);
    for key in [PublicKey { epoch: 1, ..key.clone() }, {
        PublicKey { domain: TagDomain { id: 4, ..DOMAIN }, ..key.clone() }
    }] {
        let (request, _) = prepare(&key, 0..1, 1);
        assert!(matches!(answer(&holder, request), Err(TagError::NoKey { .. })));
    }
    assert_eq!(holder.ledger().tokens(ISSUER, LIMIT, NOW), 100);
}
