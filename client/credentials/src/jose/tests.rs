//! The RFCs' examples, and what must not pass.

use p256::elliptic_curve::rand_core::OsRng;
use proptest::prelude::*;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::*;
use crate::{base64url, json as strict, json::Object};

/// RFC 8037, appendix A.1.
const ED25519_JWK: &str = r#"{"kty":"OKP","crv":"Ed25519",
    "d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
    "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;

/// RFC 7515, appendix A.3.1.
const ES256_JWK: &str = r#"{"kty":"EC","crv":"P-256",
    "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    "d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}"#;

fn keys() -> [SigningKey; 2] {
    [ED25519_JWK, ES256_JWK].map(|jwk| SigningKey::from_secret_jwk(jwk).unwrap())
}

/// A message with any header, signed.
fn signed(key: &SigningKey, header: &str, payload: &str) -> String {
    let input = format!("{}.{}", base64url::encode(header), base64url::encode(payload));
    format!("{input}.{}", base64url::encode(key.sign(input.as_bytes())))
}

#[test]
fn the_thumbprint_of_rfc_7638_comes_out() {
    // RFC 7638, section 3.1: an RSA key.
    let n = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSo\
             c_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGj\
             QR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-b\
             FTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
    let members = jwk::canonical(&[("e", "AQAB"), ("kty", "RSA"), ("n", n)]);
    let thumbprint = base64url::encode(Sha256::digest(members));
    assert_eq!(thumbprint, "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
}

#[test]
fn the_thumbprint_of_an_ed25519_key_is_that_of_rfc_8037() {
    // Appendix A.3.
    let [key, _] = keys();
    assert_eq!(key.public().id(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

#[test]
fn the_thumbprint_of_a_p256_key_is_that_of_rfc_9449() {
    // Sections 4.1 (the key) and 6.1 (its thumbprint).
    let jwk = json!({
        "kty": "EC",
        "crv": "P-256",
        "x": "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
        "y": "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA",
    });
    let key = PublicKey::from_jwk(&jwk).unwrap();
    assert_eq!(key.id(), "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
}

#[test]
fn es256_signs_as_rfc_6979_does() {
    // Appendix A.2.5: P-256 with SHA-256, message "sample".
    let secret = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
    let key = p256::ecdsa::SigningKey::from_slice(&hex::decode(secret).unwrap()).unwrap();
    let expected = "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716\
                    f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";
    assert_eq!(hex::encode(SigningKey::P256(key).sign(b"sample")), expected);
}

#[test]
fn the_signed_message_of_rfc_8037_comes_out_and_verifies() {
    // Appendices A.4 and A.5. Ed25519 is deterministic, so the bytes are the same.
    let jws =
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-\
               09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    let [key, _] = keys();
    assert_eq!(signed(&key, r#"{"alg":"EdDSA"}"#, "Example of Ed25519 signing"), jws);
    let message = Jws::parse(jws).unwrap().verify(&key.public()).unwrap();
    assert_eq!(message.payload, b"Example of Ed25519 signing");
}

#[test]
fn the_es256_message_of_rfc_7515_verifies() {
    // Appendix A.3.
    let jws = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGF\
               tcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5dj\
               xLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    let [_, key] = keys();
    let claims = Jws::parse(jws).unwrap().verify(&key.public()).unwrap().claims().unwrap();
    assert_eq!(claims["iss"], "joe");
    check_times(&claims, 1_300_819_379).unwrap();
    assert!(matches!(check_times(&claims, 1_300_819_380 + 60), Err(JoseError::Expired(_))));
}

#[test]
fn what_is_signed_verifies_and_names_type_and_key() {
    for key in keys() {
        let public = key.public();
        let jws = sign(&key, Header { typ: "x+jwt", cty: Some("y") }, br#"{"a":1}"#);
        let parsed = Jws::parse(&jws).unwrap();
        assert_eq!(parsed.key_id(), Some(public.id().as_str()));
        assert_eq!(verify(&jws, &public, "x+jwt").unwrap()["a"], 1);
        assert!(matches!(verify(&jws, &public, "kb+jwt"), Err(JoseError::Type { .. })));
    }
}

#[test]
fn the_algorithm_is_the_keys_whatever_the_header_says() {
    let [ed25519, p256] = keys();
    for (key, name) in [
        (&ed25519, "none"),
        (&ed25519, "ES256"),
        (&ed25519, "eddsa"),
        (&ed25519, "HS256"),
        (&p256, "none"),
        (&p256, "EdDSA"),
        (&p256, "ES384"),
        (&p256, "HS256"),
    ] {
        // Even a signature that would be right does not help.
        let jws = signed(key, &json!({"alg": name, "typ": "t"}).to_string(), "{}");
        let refused = verify(&jws, &key.public(), "t");
        assert!(matches!(refused, Err(JoseError::Algorithm { .. })), "{name}");
    }
    for header in [r#"{"typ":"t"}"#, r#"{"alg":7}"#, r#"{"alg":null}"#] {
        let jws = signed(&p256, header, "{}");
        let refused = verify(&jws, &p256.public(), "t");
        assert!(matches!(refused, Err(JoseError::Algorithm { .. })), "{header}");
    }
    let newer = signed(&ed25519, r#"{"alg":"Ed25519","typ":"t"}"#, "{}");
    assert!(verify(&newer, &ed25519.public(), "t").is_ok());
}

#[test]
fn an_unsigned_message_does_not_pass() {
    let [key, _] = keys();
    let jws = sign(&key, Header { typ: "t", cty: None }, b"{}");
    let (input, _) = jws.rsplit_once('.').unwrap();
    assert!(matches!(verify(&format!("{input}."), &key.public(), "t"), Err(JoseError::Signature)));
    assert!(matches!(verify(input, &key.public(), "t"), Err(JoseError::Malformed(_))));
}

#[test]
fn another_keys_signature_does_not_pass() {
    for algorithm in [Algorithm::Ed25519, Algorithm::Es256] {
        let [mine, other] = [(); 2].map(|()| SigningKey::generate(algorithm, &mut OsRng));
        let jws = sign(&other, Header { typ: "t", cty: None }, b"{}");
        assert!(matches!(verify(&jws, &mine.public(), "t"), Err(JoseError::Signature)));
    }
}

#[test]
fn a_key_that_the_header_carries_is_not_used() {
    let [trusted, other] = [(); 2].map(|()| SigningKey::generate(Algorithm::Ed25519, &mut OsRng));
    let header = json!({"alg": "EdDSA", "typ": "t", "jwk": other.public().to_jwk()}).to_string();
    let jws = signed(&other, &header, "{}");
    assert!(matches!(verify(&jws, &trusted.public(), "t"), Err(JoseError::Signature)));
}

#[test]
fn extensions_are_refused() {
    let [key, _] = keys();
    for header in [
        r#"{"alg":"EdDSA","typ":"t","crit":["exp"],"exp":1}"#,
        r#"{"alg":"EdDSA","typ":"t","b64":false}"#,
    ] {
        let jws = signed(&key, header, "{}");
        assert!(matches!(verify(&jws, &key.public(), "t"), Err(JoseError::Extension(_))));
    }
}

#[test]
fn a_header_or_payload_with_two_meanings_is_refused() {
    let [key, _] = keys();
    let twice = signed(&key, r#"{"alg":"EdDSA","typ":"x","typ":"t"}"#, "{}");
    assert!(matches!(Jws::parse(&twice), Err(JoseError::Json("header", _))));
    let twice = signed(&key, r#"{"alg":"EdDSA","typ":"t"}"#, r#"{"a":1,"a":2}"#);
    assert!(matches!(verify(&twice, &key.public(), "t"), Err(JoseError::Json("payload", _))));
}

#[test]
fn any_altered_character_fails() {
    for key in keys() {
        let jws = sign(&key, Header { typ: "t", cty: None }, br#"{"a":"b"}"#);
        for at in 0..jws.len() {
            for bit in 0..7 {
                let mut bytes = jws.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                let altered = String::from_utf8(bytes).unwrap();
                assert!(verify(&altered, &key.public(), "t").is_err(), "{at}: {altered}");
            }
        }
    }
}

#[test]
fn keys_come_back_from_their_jwk() {
    for algorithm in [Algorithm::Ed25519, Algorithm::Es256] {
        let key = SigningKey::generate(algorithm, &mut OsRng);
        let again = SigningKey::from_secret_jwk(&key.to_secret_jwk()).unwrap();
        assert_eq!(*again.to_secret_jwk(), *key.to_secret_jwk());
        let public = PublicKey::from_jwk(&key.public().to_jwk()).unwrap();
        assert_eq!(public, key.public());
        let text = serde_json::to_string(&public).unwrap();
        assert_eq!(serde_json::from_str::<PublicKey>(&text).unwrap(), public);
    }
}

#[test]
fn a_secret_is_not_printed_nor_taken_for_a_public_key() {
    let [key, _] = keys();
    assert!(!format!("{key:?}").contains("nWGxne"));
    let secret = strict::parse(&key.to_secret_jwk()).unwrap();
    assert!(matches!(PublicKey::from_jwk(&secret), Err(JoseError::Secret)));
}

#[test]
fn unusable_keys_are_refused() {
    let [ed25519, p256] = keys().map(|key| key.public().to_jwk());
    let with = |jwk: &serde_json::Value, name: &str, value: serde_json::Value| {
        let mut changed = jwk.clone();
        changed[name] = value;
        PublicKey::from_jwk(&changed)
    };
    let small_order = base64url::encode([0u8; 32]);
    let off_curve = base64url::encode([1u8; 32]);
    let short = base64url::encode([7u8; 31]);
    for (what, refused) in [
        ("another use", with(&ed25519, "use", json!("enc"))),
        ("another algorithm", with(&p256, "alg", json!("ES384"))),
        ("another operation", with(&p256, "key_ops", json!(["encrypt"]))),
        ("a weak point", with(&ed25519, "x", json!(small_order))),
        ("off the curve", with(&p256, "y", json!(off_curve))),
        ("too short", with(&p256, "x", json!(short))),
        ("RSA", with(&p256, "kty", json!("RSA"))),
        ("another curve", with(&p256, "crv", json!("P-384"))),
        ("symmetric", PublicKey::from_jwk(&json!({"kty": "oct", "k": "AAAA"}))),
        ("no key", PublicKey::from_jwk(&json!([]))),
    ] {
        assert!(refused.is_err(), "{what}");
    }
    assert!(with(&p256, "alg", json!("ES256")).is_ok());
    assert!(with(&ed25519, "kid", json!("anything")).is_ok());
}

#[test]
fn a_secret_that_belongs_to_another_key_is_refused() {
    let mixed = ED25519_JWK.replace("nWGxne", "nWGxnf");
    assert!(matches!(SigningKey::from_secret_jwk(&mixed), Err(JoseError::Key(_))));
}

#[test]
fn times_are_kept_to_with_a_little_leeway() {
    let claims = |text: &str| -> Object { strict::object(text.as_bytes()).unwrap() };
    let now = 1_000_000;
    for (text, valid) in [
        (r#"{}"#, true),
        (r#"{"exp":1000001}"#, true),
        (r#"{"exp":999941}"#, true),
        (r#"{"exp":999940}"#, false),
        (r#"{"nbf":1000060}"#, true),
        (r#"{"nbf":1000061}"#, false),
        (r#"{"iat":1000061}"#, false),
        (r#"{"exp":1000001.5,"nbf":999999.5}"#, true),
        (r#"{"exp":"1000001"}"#, false),
        (r#"{"exp":null}"#, false),
        (r#"{"exp":1e300}"#, false),
        (r#"{"exp":-1}"#, false),
    ] {
        assert_eq!(check_times(&claims(text), now).is_ok(), valid, "{text}");
    }
}

#[cfg(unix)]
#[test]
fn key_files_are_private_and_never_overwritten() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issuer.jwk");
    let [key, other] = keys();
    key.save(&path).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(matches!(other.save(&path), Err(JoseError::File { .. })));
    assert_eq!(SigningKey::load(&path).unwrap().public(), key.public());
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    assert!(matches!(SigningKey::load(&path), Err(JoseError::Exposed { .. })));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::write(&path, "{}").unwrap();
    assert!(matches!(SigningKey::load(&path), Err(JoseError::Key(_))));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "[ -~]{0,40}", parts in prop::collection::vec("[A-Za-z0-9_-]{0,24}", 0..5)) {
        let [key, _] = keys();
        for text in [text, parts.join(".")] {
            prop_assert!(verify(&text, &key.public(), "t").is_err());
            prop_assert!(SigningKey::from_secret_jwk(&text).is_err());
        }
    }
}
