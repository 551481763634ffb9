//! The examples of RFC 9901. `testdata/rfc9901/README.md` says where each is from.

use serde_json::{json, Value};

use super::*;
use crate::{base64url, jose::PublicKey};

/// A time between `iat` and `exp` of the examples.
const NOW: u64 = 1_748_537_250;

const TYPE: &str = "example+sd-jwt";

const ISSUER_JWT: &str = include_str!("../../testdata/rfc9901/issuer-jwt.txt");
const DISCLOSURES: &str = include_str!("../../testdata/rfc9901/disclosures.txt");
const KEY_BINDING: &str = include_str!("../../testdata/rfc9901/key-binding.txt");
const DRAFT_A1: &str = include_str!("../../testdata/rfc9901/draft-a1.txt");
const DRAFT_A2: &str = include_str!("../../testdata/rfc9901/draft-a2.txt");

const REQUEST: Transaction<'static> =
    Transaction { audience: "https://verifier.example.org", nonce: "1234567890" };

fn joined(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Appendix A.5.
fn issuer() -> PublicKey {
    let jwk = json!({
        "kty": "EC",
        "crv": "P-256",
        "x": "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ",
        "y": "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8",
    });
    PublicKey::from_jwk(&jwk).unwrap()
}

/// The token with some of its disclosures, by their number, and perhaps the key binding.
fn token(disclosed: &[usize], binding: &str) -> SdJwt {
    let all: Vec<_> = DISCLOSURES.lines().collect();
    let disclosures: String = disclosed.iter().map(|at| format!("{}~", all[*at])).collect();
    format!("{}~{disclosures}{binding}", joined(ISSUER_JWT)).parse().unwrap()
}

fn payload(token: &SdJwt, binding: Binding<'_>) -> Result<Value, SdJwtError> {
    let issuer = issuer();
    let checks = Checks { issuer: &issuer, typ: TYPE, now: NOW, required: &["exp"], binding };
    token.verify(&checks).map(|verified| Value::Object(verified.payload))
}

/// What the example says without any disclosure.
fn plain() -> Value {
    json!({
        "iss": "https://issuer.example.com",
        "iat": 1683000000,
        "exp": 1883000000,
        "sub": "user_42",
        "nationalities": [],
        "cnf": {"jwk": {
            "kty": "EC",
            "crv": "P-256",
            "x": "TCAER19Zvu3OHF4j4W4vfSVoHIP1ILilDls7vCeGemc",
            "y": "ZxjiWWbZMQGHVWKVQ4hbSIirsVfuecCE6t4jT9F2HZQ",
        }},
    })
}

fn address() -> Value {
    json!({
        "street_address": "123 Main St",
        "locality": "Anytown",
        "region": "Anystate",
        "country": "US",
    })
}

#[test]
fn spellings_of_one_disclosure_have_their_own_digests() {
    // Section 4.2.1, and the digest of section 4.2.3.
    let spellings = [
        "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0",
        "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNXHUwMGY2Yml1cyJd",
        "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsImZhbWlseV9uYW1lIiwiTcO2Yml1cyJd",
        "WwoiXzI2YmM0TFQtYWM2cTJLSTZjQlc1ZXMiLAoiZmFtaWx5X25hbWUiLAoiTcO2Yml1cyIKXQ",
    ];
    let mut digests = std::collections::HashSet::new();
    for spelling in spellings {
        let disclosure = Disclosure::parse(spelling).unwrap();
        assert_eq!(disclosure.salt(), "_26bc4LT-ac6q2KI6cBW5es");
        assert_eq!(disclosure.name(), Some("family_name"));
        assert_eq!(disclosure.value(), "Möbius");
        assert_eq!(disclosure.encoded(), spelling);
        digests.insert(base64url::encode(disclosure.digest()));
    }
    assert_eq!(digests.len(), 4);
    assert!(digests.contains("X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"));
}

#[test]
fn the_disclosure_of_an_element_has_the_rfcs_digest() {
    // Sections 4.2.2 and 4.2.4.2.
    let disclosure = Disclosure::parse("WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0").unwrap();
    assert_eq!((disclosure.name(), disclosure.value()), (None, &json!("FR")));
    let digest = base64url::encode(disclosure.digest());
    assert_eq!(digest, "w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs");
}

#[test]
fn the_token_of_section_5_1_says_everything() {
    let mut expected = plain();
    for (name, value) in [
        ("given_name", json!("John")),
        ("family_name", json!("Doe")),
        ("email", json!("johndoe@example.com")),
        ("phone_number", json!("+1-202-555-0101")),
        ("phone_number_verified", json!(true)),
        ("address", address()),
        ("birthdate", json!("1940-01-01")),
        ("updated_at", json!(1570000000)),
        ("nationalities", json!(["US", "DE"])),
    ] {
        expected[name] = value;
    }
    let all: Vec<_> = (0..10).collect();
    assert_eq!(payload(&token(&all, ""), Binding::Refused).unwrap(), expected);
}

#[test]
fn the_presentation_of_section_5_2_says_what_was_picked() {
    let presented = token(&[1, 5, 0, 8], &joined(KEY_BINDING));
    let binding = Binding::Required { to: REQUEST, max_age: 60 };
    let mut expected = plain();
    expected["given_name"] = json!("John");
    expected["family_name"] = json!("Doe");
    expected["address"] = address();
    expected["nationalities"] = json!(["US"]);
    assert_eq!(payload(&presented, binding).unwrap(), expected);
}

#[test]
fn the_presentation_of_section_5_2_answers_one_request() {
    let presented = token(&[1, 5, 0, 8], &joined(KEY_BINDING));
    let refused = |to, max_age| payload(&presented, Binding::Required { to, max_age }).unwrap_err();
    let other = Transaction { audience: "https://other.example.org", ..REQUEST };
    assert!(matches!(refused(other, 60), SdJwtError::Audience { .. }));
    let other = Transaction { nonce: "1234567891", ..REQUEST };
    assert!(matches!(refused(other, 60), SdJwtError::Nonce));
    assert!(matches!(refused(REQUEST, 5), SdJwtError::Old(_)));
}

#[test]
fn the_key_binding_of_section_5_2_is_for_these_disclosures_in_this_order() {
    let binding = Binding::Required { to: REQUEST, max_age: 60 };
    for other in [&[1, 5, 0][..], &[1, 5, 0, 8, 2], &[0, 1, 5, 8], &[]] {
        let refused = payload(&token(other, &joined(KEY_BINDING)), binding);
        assert!(matches!(refused, Err(SdJwtError::Hashed)), "{other:?}");
    }
    let unbound = payload(&token(&[1, 5, 0, 8], ""), binding);
    assert!(matches!(unbound, Err(SdJwtError::Unbound)));
}

#[test]
fn any_part_of_the_example_may_be_shown() {
    for bits in 0u32..1024 {
        let disclosed: Vec<_> = (0..10).filter(|at| bits >> at & 1 == 1).collect();
        let shown = payload(&token(&disclosed, ""), Binding::Refused).unwrap();
        let members = shown.as_object().unwrap().len() - plain().as_object().unwrap().len();
        let elements = shown["nationalities"].as_array().unwrap().len();
        assert_eq!(members + elements, disclosed.len());
    }
}

#[test]
fn the_structured_example_of_appendix_a_1_says_what_was_picked() {
    let presented: SdJwt = joined(DRAFT_A1).parse().unwrap();
    let expected = json!({
        "iss": "https://issuer.example.com",
        "iat": 1683000000,
        "exp": 1883000000,
        "address": {"region": "港区", "country": "JP"},
    });
    assert_eq!(payload(&presented, Binding::Refused).unwrap(), expected);
}

#[test]
fn the_nested_example_of_appendix_a_2_says_what_was_picked() {
    let presented: SdJwt = joined(DRAFT_A2).parse().unwrap();
    let expected = json!({
        "iss": "https://issuer.example.com",
        "iat": 1683000000,
        "exp": 1883000000,
        "verified_claims": {
            "verification": {
                "trust_framework": "de_aml",
                "evidence": [{"method": "pipp"}],
                "time": "2012-04-23T18:25Z",
            },
            "claims": {
                "given_name": "Max",
                "family_name": "Müller",
                "address": {
                    "locality": "Maxstadt",
                    "postal_code": "12344",
                    "country": "DE",
                    "street_address": "Weidenstraße 22",
                },
            },
        },
    });
    assert_eq!(payload(&presented, Binding::Refused).unwrap(), expected);
}

#[test]
fn picking_something_nested_picks_what_it_is_in() {
    let presented: SdJwt = joined(DRAFT_A2).parse().unwrap();
    let picked = presented.present(|disclosure| disclosure.name() == Some("method"));
    assert_eq!(picked.disclosures().len(), 2);
    let shown = payload(&picked, Binding::Refused).unwrap();
    let evidence = &shown["verified_claims"]["verification"]["evidence"];
    assert_eq!(evidence, &json!([{"method": "pipp"}]));
    assert_eq!(shown["verified_claims"]["claims"], json!({}));
}

#[test]
fn a_nested_disclosure_without_what_it_is_in_is_refused() {
    let text = joined(DRAFT_A2);
    let outer = text.split('~').nth(2).unwrap();
    let orphaned: SdJwt = text.replace(&format!("~{outer}~"), "~").parse().unwrap();
    let refused = payload(&orphaned, Binding::Refused);
    assert!(matches!(refused, Err(SdJwtError::Unreferenced(_))), "{refused:?}");
}

#[test]
fn the_examples_come_back_byte_for_byte() {
    let all: Vec<_> = (0..10).collect();
    for text in [
        joined(DRAFT_A1),
        joined(DRAFT_A2),
        token(&all, "").to_string(),
        token(&[1, 5, 0, 8], &joined(KEY_BINDING)).to_string(),
    ] {
        let token: SdJwt = text.parse().unwrap();
        assert_eq!(token.to_string(), text);
        assert_eq!(token.present(|_| true).to_string(), text[..=text.rfind('~').unwrap()]);
    }
}
