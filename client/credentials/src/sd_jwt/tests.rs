//! What must not pass, and that everything else does.

use proptest::prelude::*;
use rand::rngs::OsRng;
use serde_json::{json, Value};

use super::*;
use crate::{
    base64url,
    jose::{self, Algorithm, Header, PublicKey, SigningKey},
    json::Object,
};

const NOW: u64 = 1_800_000_000;
const TYPE: &str = "test+sd-jwt";
const REQUEST: Transaction<'static> = Transaction { audience: "https://bank.example", nonce: "n1" };

fn key() -> SigningKey {
    SigningKey::generate(Algorithm::Ed25519, &mut OsRng)
}

fn object(value: Value) -> Object {
    value.as_object().unwrap().clone()
}

fn sign(key: &SigningKey, payload: &Value) -> String {
    jose::sign(key, Header { typ: TYPE, cty: None }, payload.to_string().as_bytes())
}

fn digest(disclosure: &Disclosure) -> String {
    base64url::encode(disclosure.digest())
}

/// Verifies a payload, signed, with disclosures.
fn outcome(payload: &Value, disclosures: &[&Disclosure]) -> Result<Value, SdJwtError> {
    let key = key();
    let mut text = format!("{}~", sign(&key, payload));
    for disclosure in disclosures {
        text.push_str(&format!("{}~", disclosure.encoded()));
    }
    check(&text.parse()?, &key.public(), Binding::Refused)
}

fn check(token: &SdJwt, issuer: &PublicKey, binding: Binding<'_>) -> Result<Value, SdJwtError> {
    let checks = Checks { issuer, typ: TYPE, now: NOW, required: &[], binding };
    token.verify(&checks).map(|verified| Value::Object(verified.payload))
}

fn member(name: &str, value: Value) -> Disclosure {
    Disclosure::property("c2FsdHNhbHRzYWx0c2FsdA", name, value)
}

fn element(value: Value) -> Disclosure {
    Disclosure::element("c2FsdHNhbHRzYWx0c2FsdA", value)
}

#[test]
fn members_and_elements_are_put_back_in_their_places() {
    let (a, b) = (member("a", json!(1)), element(json!("b")));
    let payload = json!({"x": {"_sd": [digest(&a)], "y": ["1", {"...": digest(&b)}, "2"]}});
    let expected = json!({"x": {"a": 1, "y": ["1", "b", "2"]}});
    assert_eq!(outcome(&payload, &[&a, &b]).unwrap(), expected);
    assert_eq!(outcome(&payload, &[]).unwrap(), json!({"x": {"y": ["1", "2"]}}));
}

#[test]
fn an_object_of_which_nothing_is_shown_is_empty() {
    let payload = json!({"x": {"_sd": ["decoy"]}, "_sd": []});
    assert_eq!(outcome(&payload, &[]).unwrap(), json!({"x": {}}));
}

#[test]
fn a_disclosure_that_nothing_refers_to_is_refused() {
    let refused = outcome(&json!({"_sd": []}), &[&member("a", json!(1))]);
    assert!(matches!(refused, Err(SdJwtError::Unreferenced(name)) if name.contains('a')));
    // A digest counts only where digests belong.
    let a = member("a", json!(1));
    for elsewhere in [json!({"b": [digest(&a)]}), json!({"sd": [digest(&a)]})] {
        assert!(matches!(outcome(&elsewhere, &[&a]), Err(SdJwtError::Unreferenced(_))));
    }
}

#[test]
fn a_digest_that_occurs_twice_is_refused() {
    let (a, b) = (member("a", json!(1)), element(json!(1)));
    let inner = member("b", json!({"_sd": [digest(&a)]}));
    for (payload, disclosures) in [
        (json!({"_sd": [digest(&a), digest(&a)]}), vec![&a]),
        (json!({"_sd": [digest(&a)], "x": {"_sd": [digest(&a)]}}), vec![&a]),
        (json!({"x": [{"...": digest(&b)}, {"...": digest(&b)}]}), vec![&b]),
        (json!({"_sd": [digest(&a), digest(&inner)]}), vec![&a, &inner]),
        // Even if it is not disclosed.
        (json!({"_sd": ["decoy"], "x": {"_sd": ["decoy"]}}), vec![]),
        (json!({"_sd": [digest(&inner), digest(&a)]}), vec![&inner]),
    ] {
        let refused = outcome(&payload, &disclosures);
        assert!(matches!(refused, Err(SdJwtError::DigestTwice(_))), "{payload}: {refused:?}");
    }
}

#[test]
fn a_disclosure_that_is_there_twice_is_refused() {
    let a = member("a", json!(1));
    let refused = outcome(&json!({"_sd": [digest(&a)]}), &[&a, &a]);
    assert!(matches!(refused, Err(SdJwtError::DisclosedTwice)));
}

#[test]
fn a_member_that_is_there_already_is_refused() {
    let (one, two) = (member("a", json!(1)), member("a", json!(2)));
    let payload = json!({"a": 0, "_sd": [digest(&one)]});
    assert!(matches!(outcome(&payload, &[&one]), Err(SdJwtError::Exists(_))));
    let payload = json!({"_sd": [digest(&one), digest(&two)]});
    assert!(matches!(outcome(&payload, &[&one, &two]), Err(SdJwtError::Exists(_))));
    assert!(outcome(&payload, &[&two]).is_ok());
}

#[test]
fn a_member_does_not_stand_for_an_element_nor_the_other_way_round() {
    let (a, b) = (member("a", json!(1)), element(json!(1)));
    let payload = json!({"x": [{"...": digest(&a)}]});
    assert!(matches!(outcome(&payload, &[&a]), Err(SdJwtError::Misplaced(..))));
    let payload = json!({"_sd": [digest(&b)]});
    assert!(matches!(outcome(&payload, &[&b]), Err(SdJwtError::Misplaced(..))));
}

#[test]
fn reserved_names_are_refused_as_names_of_claims() {
    for name in ["_sd", "...", "_sd_alg"] {
        let text = base64url::encode(json!(["salt", name, []]).to_string());
        let refused = Disclosure::parse(&text);
        assert!(matches!(refused, Err(SdJwtError::Reserved(_))), "{name}");
    }
}

#[test]
fn reserved_names_where_they_do_not_belong_are_refused() {
    let hiding = member("a", json!({"_sd": "x"}));
    for (payload, disclosures) in [
        (json!({"_sd": "x"}), vec![]),
        (json!({"_sd": [1]}), vec![]),
        (json!({"_sd": null}), vec![]),
        (json!({"...": "x"}), vec![]),
        (json!({"a": {"...": "x"}}), vec![]),
        (json!({"a": [{"...": "x", "b": 1}]}), vec![]),
        (json!({"a": [{"...": 1}]}), vec![]),
        (json!({"a": {"_sd_alg": "sha-256"}}), vec![]),
        (json!({"_sd": [digest(&hiding)]}), vec![&hiding]),
    ] {
        let refused = outcome(&payload, &disclosures);
        assert!(matches!(refused, Err(SdJwtError::Reserved(_))), "{payload}: {refused:?}");
    }
}

#[test]
fn other_hash_functions_are_refused() {
    for name in [json!("sha-512"), json!("SHA-256"), json!("md5"), json!(1), Value::Null] {
        let refused = outcome(&json!({"_sd_alg": name}), &[]);
        assert!(matches!(refused, Err(SdJwtError::Hash(_))), "{name}");
    }
    assert_eq!(outcome(&json!({"_sd_alg": "sha-256"}), &[]).unwrap(), json!({}));
}

#[test]
fn what_is_no_disclosure_is_refused() {
    for text in [
        "[]",
        "{}",
        r#"["s"]"#,
        r#"["s","n",1,2]"#,
        r#"[1,"n",2]"#,
        r#"["s",1,2]"#,
        r#"[1,2]"#,
        "7",
        r#"["s","n",{"a":1,"a":2}]"#,
    ] {
        assert!(Disclosure::parse(&base64url::encode(text)).is_err(), "{text}");
    }
    for text in ["", "=", "WyJzIiwibiIsMV0=", "W yJz"] {
        assert!(Disclosure::parse(text).is_err(), "{text:?}");
    }
    assert!(Disclosure::parse(&base64url::encode([0xff, 0xfe])).is_err());
}

#[test]
fn what_is_no_token_is_refused() {
    let jwt = sign(&key(), &json!({}));
    for text in ["", "~", "~~", "a", &jwt, &format!("{jwt}~~"), &format!("{jwt}~x~")] {
        let outcome = text
            .parse::<SdJwt>()
            .and_then(|token| check(&token, &key().public(), Binding::Refused));
        assert!(outcome.is_err(), "{text}");
    }
}

#[test]
fn a_chain_of_disclosures_that_is_too_deep_is_refused() {
    let mut chain = vec![member("a", json!(0))];
    for _ in 0..20_000 {
        let last = digest(chain.last().unwrap());
        chain.push(member("a", json!({"_sd": [last]})));
    }
    let payload = json!({"_sd": [digest(chain.last().unwrap())]});
    let refused = outcome(&payload, &chain.iter().collect::<Vec<_>>());
    assert!(matches!(refused, Err(SdJwtError::Deep)));
}

#[test]
fn an_expiry_that_the_holder_leaves_out_is_missed() {
    let key = key();
    let hidden = member("exp", json!(NOW - 1000));
    let jwt = sign(&key, &json!({"_sd": [digest(&hidden)]}));
    let issuer = key.public();
    let verify = |text: String, required: &[&str]| {
        let token: SdJwt = text.parse().unwrap();
        let binding = Binding::Refused;
        token.verify(&Checks { issuer: &issuer, typ: TYPE, now: NOW, required, binding })
    };
    let left_out = verify(format!("{jwt}~"), &["exp"]);
    assert!(matches!(left_out, Err(SdJwtError::Missing(name)) if name == "exp"));
    let shown = verify(format!("{jwt}~{}~", hidden.encoded()), &["exp"]);
    assert!(matches!(shown, Err(SdJwtError::Signed(_, jose::JoseError::Expired(_)))));
}

#[test]
fn times_of_the_token_are_kept_to() {
    assert!(outcome(&json!({"exp": NOW - 100}), &[]).is_err());
    assert!(outcome(&json!({"nbf": NOW + 100}), &[]).is_err());
    assert!(outcome(&json!({"exp": "never"}), &[]).is_err());
    assert!(outcome(&json!({"exp": NOW + 1, "nbf": NOW - 1, "iat": NOW}), &[]).is_ok());
}

#[test]
fn a_token_of_another_type_or_issuer_is_refused() {
    let key = key();
    let typed = jose::sign(&key, Header { typ: "JWT", cty: None }, b"{}");
    let token: SdJwt = format!("{typed}~").parse().unwrap();
    assert!(check(&token, &key.public(), Binding::Refused).is_err());
    let token: SdJwt = format!("{}~", sign(&key, &json!({}))).parse().unwrap();
    assert!(check(&token, &key.public(), Binding::Refused).is_ok());
    assert!(check(&token, &self::key().public(), Binding::Refused).is_err());
}

/// A token with a holder's key, and that key.
fn held() -> (SdJwt, PublicKey, SigningKey) {
    let (issuer, holder) = (key(), SigningKey::generate(Algorithm::Es256, &mut OsRng));
    let payload = json!({"cnf": {"jwk": holder.public()}, "a": 1, "b": [1, 2]});
    let mut builder = Builder::new(object(payload)).unwrap();
    builder.conceal("/a", &mut OsRng).unwrap();
    builder.conceal("/b/1", &mut OsRng).unwrap();
    (builder.sign(&issuer, Header { typ: TYPE, cty: None }), issuer.public(), holder)
}

fn required(max_age: u64) -> Binding<'static> {
    Binding::Required { to: REQUEST, max_age }
}

#[test]
fn a_holder_binds_a_presentation_to_a_request() {
    let (token, issuer, holder) = held();
    let bound = token.present(|each| each.name() == Some("a")).bind(&holder, REQUEST, NOW);
    let again: SdJwt = bound.to_string().parse().unwrap();
    let shown = check(&again, &issuer, required(300)).unwrap();
    assert_eq!((&shown["a"], &shown["b"]), (&json!(1), &json!([1])));
}

#[test]
fn a_presentation_does_not_pass_without_key_binding() {
    let (token, issuer, _) = held();
    assert!(matches!(check(&token, &issuer, required(300)), Err(SdJwtError::Unbound)));
}

#[test]
fn a_holder_does_not_take_a_presentation_for_a_token() {
    let (token, issuer, holder) = held();
    let bound = token.bind(&holder, REQUEST, NOW);
    assert!(matches!(check(&bound, &issuer, Binding::Refused), Err(SdJwtError::Bound)));
}

#[test]
fn a_thief_cannot_bind_a_presentation() {
    let (token, issuer, _) = held();
    let thief = SigningKey::generate(Algorithm::Es256, &mut OsRng);
    let stolen = token.bind(&thief, REQUEST, NOW);
    let refused = check(&stolen, &issuer, required(300));
    assert!(matches!(refused, Err(SdJwtError::Signed("key binding", _))));
}

#[test]
fn an_old_presentation_or_one_of_the_future_does_not_pass() {
    let (token, issuer, holder) = held();
    for (made, valid) in
        [(NOW - 300, true), (NOW - 301, false), (NOW + 60, true), (NOW + 61, false)]
    {
        let bound = token.bind(&holder, REQUEST, made);
        assert_eq!(check(&bound, &issuer, required(300)).is_ok(), valid, "{made}");
    }
}

#[test]
fn a_key_binding_of_another_form_does_not_pass() {
    let (token, issuer, holder) = held();
    let good = json!({
        "aud": REQUEST.audience, "nonce": REQUEST.nonce, "iat": NOW,
        "sd_hash": base64url::encode(token.hash()),
    });
    let bind = |typ: &str, claims: &Value| {
        let jwt = jose::sign(&holder, Header { typ, cty: None }, claims.to_string().as_bytes());
        let bound = SdJwt { binding: Some(jwt), ..token.clone() };
        check(&bound, &issuer, required(300))
    };
    assert!(bind("kb+jwt", &good).is_ok());
    for typ in ["JWT", "KB+JWT", "application/kb+jwt", TYPE] {
        assert!(bind(typ, &good).is_err(), "{typ}");
    }
    for (name, value) in [
        ("aud", json!([REQUEST.audience])),
        ("aud", json!("https://bank.example/")),
        ("nonce", json!(1)),
        ("iat", json!(NOW.to_string())),
        ("sd_hash", json!(base64url::encode([0; 32]))),
        ("exp", json!(NOW - 100)),
    ] {
        let mut changed = good.clone();
        changed[name] = value;
        assert!(bind("kb+jwt", &changed).is_err(), "{changed}");
    }
    for name in ["aud", "nonce", "iat", "sd_hash"] {
        let mut without = good.clone();
        without.as_object_mut().unwrap().remove(name);
        assert!(bind("kb+jwt", &without).is_err(), "without {name}");
    }
}

#[test]
fn a_token_that_names_no_holder_cannot_be_bound() {
    let (issuer, holder) = (key(), key());
    for cnf in [json!(null), json!({}), json!({"kid": "x"}), json!({"jwk": {"kty": "oct"}})] {
        let jwt = sign(&issuer, &json!({"cnf": cnf}));
        let token: SdJwt = format!("{jwt}~").parse().unwrap();
        let bound = token.bind(&holder, REQUEST, NOW);
        assert!(check(&bound, &issuer.public(), required(300)).is_err(), "{cnf}");
    }
}

#[test]
fn a_token_for_another_audience_does_not_pass() {
    let (issuer, holder) = (key(), key());
    for (audience, valid) in [
        (json!("https://bank.example"), true),
        (json!(["https://a.example", "https://bank.example"]), true),
        (json!("https://a.example"), false),
        (json!([]), false),
        (json!(7), false),
    ] {
        let payload = json!({"cnf": {"jwk": holder.public()}, "aud": audience});
        let token: SdJwt = format!("{}~", sign(&issuer, &payload)).parse().unwrap();
        let bound = token.bind(&holder, REQUEST, NOW);
        let outcome = check(&bound, &issuer.public(), required(300));
        assert_eq!(outcome.is_ok(), valid, "{audience}");
    }
}

#[test]
fn what_decides_about_validity_cannot_be_hidden() {
    let payload = json!({"iss": "a", "exp": 1, "nbf": 1, "aud": "b", "cnf": {}, "x": {"exp": 1}});
    let mut builder = Builder::new(object(payload)).unwrap();
    for name in ["iss", "exp", "nbf", "aud", "cnf"] {
        let refused = builder.conceal(&format!("/{name}"), &mut OsRng);
        assert!(matches!(refused, Err(SdJwtError::Critical(_))), "{name}");
    }
    builder.conceal("/x/exp", &mut OsRng).unwrap();
}

#[test]
fn only_what_is_there_can_be_hidden() {
    let mut builder = Builder::new(object(json!({"a": [1, {"b": 2}], "c~/": 3}))).unwrap();
    for pointer in ["", "/", "/x", "/a/2", "/a/-", "/a/x", "/a/0/b", "a"] {
        let refused = builder.conceal(pointer, &mut OsRng);
        assert!(matches!(refused, Err(SdJwtError::NoSuchPlace(_))), "{pointer}");
    }
    for pointer in ["/c~0~1", "/a/1/b", "/a/1"] {
        builder.conceal(pointer, &mut OsRng).unwrap();
        assert!(builder.conceal(pointer, &mut OsRng).is_err(), "{pointer} again");
    }
    assert!(Builder::new(object(json!({"a": {"_sd": []}}))).is_err());
}

#[test]
fn any_altered_character_of_a_presentation_fails() {
    let (token, issuer, holder) = held();
    let text = token.bind(&holder, REQUEST, NOW).to_string();
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1 << (at % 7);
        let altered = String::from_utf8(bytes).unwrap();
        let outcome =
            altered.parse::<SdJwt>().and_then(|token| check(&token, &issuer, required(300)));
        assert!(outcome.is_err(), "{at}: {altered}");
    }
}

/// Any payload, two levels deep, of which anything can be hidden.
fn payloads() -> impl Strategy<Value = Object> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[ -~äß\\u{1F600}]{0,8}".prop_map(Value::from),
        Just(Value::Null),
    ];
    let tree = leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-d~/]{1,2}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    });
    prop::collection::btree_map("[a-d~/]{1,2}", tree, 1..5)
        .prop_map(|members| members.into_iter().collect())
}

/// The JSON pointers to everything in a value, what is inside first.
fn pointers(value: &Value, prefix: &str, to: &mut Vec<String>) {
    let mut visit = |token: String, inner: &Value| {
        let pointer = format!("{prefix}/{token}");
        pointers(inner, &pointer, to);
        to.push(pointer);
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(name, inner)| {
            visit(name.replace('~', "~0").replace('/', "~1"), inner);
        }),
        Value::Array(elements) => {
            elements.iter().enumerate().for_each(|(at, inner)| visit(at.to_string(), inner));
        }
        _ => {}
    }
}

/// What is left of a value if some of its places are not shown.
fn without(value: &Value, prefix: &str, unseen: &[String]) -> Value {
    let seen = |pointer: &String| !unseen.contains(pointer);
    match value {
        Value::Object(members) => Value::Object(
            members
                .iter()
                .filter_map(|(name, inner)| {
                    let token = name.replace('~', "~0").replace('/', "~1");
                    let pointer = Some(format!("{prefix}/{token}")).filter(seen)?;
                    Some((name.clone(), without(inner, &pointer, unseen)))
                })
                .collect(),
        ),
        Value::Array(elements) => Value::Array(
            elements
                .iter()
                .enumerate()
                .filter_map(|(at, inner)| {
                    let pointer = Some(format!("{prefix}/{at}")).filter(seen)?;
                    Some(without(inner, &pointer, unseen))
                })
                .collect(),
        ),
        plain => plain.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_text_makes_it_panic(
        text in "[ -~]{0,40}",
        parts in prop::collection::vec("[A-Za-z0-9_.-]{0,24}", 0..5),
        values in prop::collection::vec(payloads(), 3),
    ) {
        let issuer = key();
        for text in [text, parts.join("~")] {
            let outcome = text.parse::<SdJwt>()
                .and_then(|token| check(&token, &issuer.public(), Binding::Refused));
            prop_assert!(outcome.is_err());
        }
        let mut text = format!("{}~", sign(&issuer, &Value::Object(values[0].clone())));
        for value in values {
            text.push_str(&format!("{}~", base64url::encode(Value::Object(value).to_string())));
        }
        prop_assert!(text.parse::<SdJwt>().is_err());
    }

    #[test]
    fn any_part_of_any_payload_can_be_hidden_and_any_of_that_be_shown(
        payload in payloads(),
        hide in prop::collection::vec(any::<bool>(), 64),
        show in prop::collection::vec(any::<bool>(), 64),
        altered in any::<prop::sample::Index>(),
    ) {
        let whole = Value::Object(payload.clone());
        let mut places = Vec::new();
        pointers(&whole, "", &mut places);
        let hidden: Vec<_> =
            places.into_iter().zip(&hide).filter(|(_, hide)| **hide).map(|(at, _)| at).collect();
        let mut builder = Builder::new(payload).unwrap();
        for pointer in &hidden {
            builder.conceal(pointer, &mut OsRng).unwrap();
        }
        let key = key();
        let token = builder.sign(&key, Header { typ: TYPE, cty: None });

        // Disclosures are in the order in which they were hidden. What is shown shows what it is in.
        let picked: Vec<_> = hidden.iter().zip(&show).filter(|(_, show)| **show).map(|(at, _)| at).collect();
        let unseen: Vec<_> = hidden
            .iter()
            .filter(|at| !picked.iter().any(|pick| *pick == *at || pick.starts_with(&format!("{at}/"))))
            .cloned()
            .collect();
        let digests: Vec<_> = token
            .disclosures()
            .iter()
            .zip(&show)
            .filter(|(_, show)| **show)
            .map(|(disclosure, _)| disclosure.digest())
            .collect();
        let shown = token.present(|disclosure| digests.contains(&disclosure.digest()));
        let text = shown.to_string();
        let again: SdJwt = text.parse().unwrap();
        prop_assert_eq!(check(&again, &key.public(), Binding::Refused).unwrap(), without(&whole, "", &unseen));

        let mut bytes = text.into_bytes();
        let at = altered.index(bytes.len());
        bytes[at] ^= 1;
        let outcome = String::from_utf8(bytes).unwrap().parse::<SdJwt>()
            .and_then(|token| check(&token, &key.public(), Binding::Refused));
        prop_assert!(outcome.is_err());
    }
}
