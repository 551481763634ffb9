use proptest::prelude::*;
use rand::rngs::OsRng;
use serde_json::json;

use super::*;

fn person() -> ClaimSet {
    let claims =
        [("given_name", json!("Ada")), ("age_over_18", json!(true)), ("born", json!(1990))];
    ClaimSet::new(claims, &mut OsRng).unwrap()
}

#[test]
fn each_claim_is_proved_against_the_commitment() {
    let set = person();
    let commitment = set.commitment();
    for name in ["given_name", "age_over_18", "born"] {
        let proof = set.prove(name).unwrap();
        assert_eq!(proof.claim().name(), name);
        proof.verify(&commitment).unwrap();
    }
    assert_eq!(set.prove("born").unwrap().claim().value(), &json!(1990));
}

#[test]
fn a_claim_of_another_attestation_is_not_proved() {
    let (mine, other) = (person(), person());
    let refused = mine.prove("born").unwrap().verify(&other.commitment());
    assert!(matches!(refused, Err(ClaimError::NotCommitted(name)) if name == "born"));
}

#[test]
fn the_same_claims_never_have_the_same_commitment() {
    assert_ne!(person().commitment(), person().commitment());
    assert_ne!(person().claims()[0].digest(), person().claims()[0].digest());
}

#[test]
fn salts_have_256_bits() {
    for claim in person().claims() {
        assert_eq!(base64url::decode(claim.disclosure().salt()).unwrap().len(), 32);
    }
}

#[test]
fn neither_number_nor_order_of_the_claims_shows() {
    for (claims, leaves) in [(1, 8), (3, 8), (8, 8), (9, 16), (16, 16), (17, 32), (1024, 1024)] {
        let names = (0..claims).map(|number| (format!("claim{number}"), json!(number)));
        let set = ClaimSet::new(names, &mut OsRng).unwrap();
        assert_eq!(set.digests().len(), leaves, "{claims} claims");
        assert!(set.digests().windows(2).all(|pair| pair[0] < pair[1]));
    }
}

#[test]
fn too_many_claims_or_none_are_refused() {
    let none: [(&str, Value); 0] = [];
    assert!(matches!(ClaimSet::new(none, &mut OsRng), Err(ClaimError::None)));
    let many = (0..1025).map(|number| (number.to_string(), json!(0)));
    assert!(matches!(ClaimSet::new(many, &mut OsRng), Err(ClaimError::TooMany(1025))));
}

#[test]
fn reserved_names_and_members_are_refused() {
    for name in RESERVED.iter().copied().chain(["", "@context", "@id"]) {
        assert!(
            matches!(Claim::new(name, json!(1), &mut OsRng), Err(ClaimError::Name(_))),
            "{name}"
        );
    }
    assert!(Claim::new(&"n".repeat(129), json!(1), &mut OsRng).is_err());
    assert!(Claim::new(&"n".repeat(128), json!(1), &mut OsRng).is_ok());
    for value in [json!({"_sd": []}), json!([{"a": {"...": "x"}}]), json!({"_sd_alg": "sha-256"})] {
        assert!(matches!(Claim::new("n", value, &mut OsRng), Err(ClaimError::Value(_))));
    }
}

#[test]
fn a_name_occurs_once() {
    let twice = [("a", json!(1)), ("a", json!(2))];
    assert!(matches!(ClaimSet::new(twice, &mut OsRng), Err(ClaimError::Twice(_))));
}

#[test]
fn a_short_salt_is_refused() {
    // RFC 9901 asks for 128 bits; a commitment that stays on a chain is guessed at for longer.
    let disclosure = Disclosure::property("_26bc4LT-ac6q2KI6cBW5es", "born", json!(1990));
    assert!(matches!(Claim::try_from(disclosure), Err(ClaimError::Salt(_))));
}

#[test]
fn a_disclosure_is_kept_byte_for_byte() {
    // Spaces, an escape and an order of members that would be written otherwise.
    let salt = base64url::encode([7; 32]);
    let written = base64url::encode(format!(
        "[ \"{salt}\",\"n\\u0061me\", {{\"b\":1.0,\"a\":\"\\u00fc\"}} ]"
    ));
    let claim = Claim::try_from(written.clone()).unwrap();
    assert_eq!(
        (claim.name(), claim.value()),
        ("name", &json!({"a": "ü", "b": claim.value()["b"]}))
    );
    assert_eq!(claim.disclosure().encoded(), written);
    let stored = serde_json::to_string(&claim).unwrap();
    let again: Claim = serde_json::from_str(&stored).unwrap();
    assert_eq!((again.disclosure().encoded(), again.digest()), (written.as_str(), claim.digest()));
}

#[test]
fn a_set_comes_back_from_json_and_is_checked() {
    let set = person();
    let text = serde_json::to_string(&set).unwrap();
    assert_eq!(serde_json::from_str::<ClaimSet>(&text).unwrap(), set);
    let first = hex32::encode(&set.digests()[0]);
    let altered = text.replace(&first, &hex32::encode(&[0xff; 32]));
    assert!(serde_json::from_str::<ClaimSet>(&altered).is_err());
    let without = text.replace(&format!("\"{first}\","), "");
    assert!(serde_json::from_str::<ClaimSet>(&without).is_err());
}

#[test]
fn digests_that_no_issuer_makes_have_no_commitment() {
    let digests = person().digests().to_vec();
    commitment(&digests).unwrap();
    let mut swapped = digests.clone();
    swapped.swap(0, 1);
    let mut repeated = digests.clone();
    repeated[1] = repeated[0];
    for wrong in [&swapped[..], &repeated[..], &digests[..4], &digests[..7], &[]] {
        assert!(matches!(commitment(wrong), Err(ClaimError::Digests)));
    }
}

#[test]
fn secrets_are_not_printed() {
    let set = person();
    let printed = format!("{set:?}");
    for claim in set.claims() {
        assert!(!printed.contains(claim.disclosure().salt()));
    }
    assert!(!printed.contains("Ada"));
}

#[test]
fn a_missing_claim_is_answered_with_those_there_are() {
    let message = person().prove("age_over_21").unwrap_err().to_string();
    assert!(message.contains("age_over_18") && message.contains("age_over_21"), "{message}");
}

#[test]
fn a_node_does_not_pass_for_a_leaf() {
    let proof = person().prove("born").unwrap();
    let commitment = person().commitment();
    let shortened = ClaimProof { path: proof.path[..2].to_vec(), ..proof.clone() };
    assert!(shortened.verify(&commitment).is_err());
    let outside = ClaimProof { index: proof.index + 8, ..proof.clone() };
    assert!(outside.verify(&commitment).is_err());
}

proptest! {
    #[test]
    fn every_claim_of_any_set_is_proved_and_nothing_else(
        count in 1usize..40,
        pick in any::<prop::sample::Index>(),
        bit in any::<prop::sample::Index>(),
    ) {
        let names = (0..count).map(|number| (format!("claim{number}"), json!({"n": [number]})));
        let set = ClaimSet::new(names, &mut OsRng).unwrap();
        let commitment = set.commitment();
        let proof = set.prove(&format!("claim{}", pick.index(count))).unwrap();
        prop_assert!(proof.verify(&commitment).is_ok());

        let (mut altered, bit) = (commitment, bit.index(256));
        altered[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(proof.verify(&altered).is_err());

        let mut other = proof.clone();
        let at = bit % other.path.len();
        other.path[at][bit % 32] ^= 1;
        prop_assert!(other.verify(&commitment).is_err());

        let moved = ClaimProof { index: proof.index ^ 1, ..proof };
        prop_assert!(moved.verify(&commitment).is_err());
    }
}
