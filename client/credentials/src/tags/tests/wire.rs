use proptest::prelude::*;

use super::*;

fn signed(people: u32) -> SignedTagRequest {
    let key = KeyRing::default().create(DOMAIN, &mut rng(1)).unwrap();
    sign(prepare(&key, 0..people, 1).0)
}

#[test]
fn a_full_batch_fits_into_a_message_and_survives_the_way() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, key) = holder(dir.path(), LIMIT);
    let (request, pending) = prepare(&key, 0..64, 1);
    let sent = serde_json::to_vec(&sign(request)).unwrap();
    let received = SignedTagRequest::from_json(&sent).unwrap();
    let answer = holder.evaluate(&received, NOW, verify, &mut rng(1)).unwrap();
    let sent = serde_json::to_vec(&answer).unwrap();
    let tagged = pending.finish(&TagAnswer::from_json(&sent).unwrap()).unwrap();
    assert_eq!(tagged.len(), 64);
}

#[test]
fn a_batch_has_one_to_sixty_four_identities() {
    let key = KeyRing::default().create(DOMAIN, &mut rng(1)).unwrap();
    for count in [0, 65] {
        let people = (0..count).map(identity).collect();
        let outcome = Pending::prepare(&key, (ISSUER, ACCOUNT), people, NOW, &mut rng(1));
        assert!(matches!(outcome, Err(TagError::Batch { most: 64, .. })));
    }
}

#[test]
fn a_larger_batch_is_refused_by_the_key_holder_too() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, _) = holder(dir.path(), LIMIT);
    let full = signed(64).request;
    for count in [0, 65] {
        let elements = full.elements.iter().cycle().take(count).copied().collect();
        let signed = sign(TagRequest { elements, ..full.clone() });
        let text = serde_json::to_vec(&signed).unwrap();
        assert!(matches!(SignedTagRequest::from_json(&text), Err(TagError::Batch { .. })));
        let outcome = holder.evaluate(&signed, NOW, verify, &mut rng(1));
        assert!(matches!(outcome, Err(TagError::Batch { .. })));
    }
}

#[test]
fn what_is_no_group_element_is_refused_before_it_is_charged() {
    let dir = tempfile::tempdir().unwrap();
    let (holder, _) = holder(dir.path(), LIMIT);
    // The identity element, a number above the field's order, and one that encodes no element.
    for wrong in [[0; 32], [255; 32], [1; 32]] {
        let mut request = signed(2).request;
        request.elements[1] = wrong;
        let outcome = holder.evaluate(&sign(request), NOW, verify, &mut rng(1));
        assert!(matches!(outcome, Err(TagError::Element(_))), "{wrong:?}");
    }
    assert_eq!(holder.ledger().tokens(ISSUER, LIMIT, NOW), 100);
}

#[test]
fn a_message_that_is_too_long_is_not_parsed() {
    let mut bytes = serde_json::to_vec(&signed(1)).unwrap();
    bytes.resize(MAX_MESSAGE, b' ');
    assert!(SignedTagRequest::from_json(&bytes).is_ok());
    bytes.push(b' ');
    assert!(matches!(SignedTagRequest::from_json(&bytes), Err(TagError::TooLong { .. })));
    assert!(matches!(TagAnswer::from_json(&bytes), Err(TagError::TooLong { .. })));
}

#[test]
fn another_version_and_unknown_fields_are_refused() {
    let text = serde_json::to_string(&signed(1)).unwrap();
    let other = text.replace("\"version\":1", "\"version\":2");
    assert!(matches!(
        SignedTagRequest::from_json(other.as_bytes()),
        Err(TagError::Version { expected: 1, found: 2 })
    ));
    let more = text.replace("\"version\":1", "\"version\":1,\"secret\":true");
    assert!(matches!(SignedTagRequest::from_json(more.as_bytes()), Err(TagError::Json(_))));
}

#[test]
fn what_is_signed_says_what_is_asked_and_is_wrapped_as_wallets_do() {
    let request = signed(3).request;
    let text = String::from_utf8(request.message()).unwrap();
    let body = text.strip_prefix("<Bytes>").and_then(|t| t.strip_suffix("</Bytes>")).unwrap();
    let expected = format!(
        "Ask for person tags\nchain: 0x{}\ndomain: 3\nepoch: 0\nissuer: 7\nidentities: 3\nmade: {}\ndigest: 0x{}",
        "09".repeat(32),
        crate::time::text(NOW),
        hex::encode(request.digest()),
    );
    assert_eq!(body, expected);
}

#[test]
fn every_field_is_in_the_digest() {
    let request = signed(2).request;
    let changes: [fn(&mut TagRequest); 10] = [
        |request| request.version = 2,
        |request| request.domain.genesis[31] ^= 1,
        |request| request.domain.id += 1,
        |request| request.epoch += 1,
        |request| request.issuer += 1,
        |request| request.signer[0] ^= 1,
        |request| request.made += 1,
        |request| request.nonce[0] ^= 1,
        |request| request.elements[1][0] ^= 1,
        |request| request.elements.truncate(1),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let mut other = request.clone();
        change(&mut other);
        assert_ne!(other.digest(), request.digest(), "change {number}");
    }
}

proptest! {
    #[test]
    fn reading_anything_ends_in_a_message_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(SignedTagRequest::from_json(&bytes).is_err());
        prop_assert!(TagAnswer::from_json(&bytes).is_err());
    }
}
