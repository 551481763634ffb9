use rand::rngs::OsRng;
use serde_json::json;

use super::*;
use crate::{
    attested::Attested,
    credential,
    jose::{Algorithm, SigningKey},
    ClaimSet,
};

const NOW: u64 = 1_800_000_000;

struct Setup {
    issuer: SigningKey,
    holder: SigningKey,
    attested: Attested,
    claims: ClaimSet,
}

fn setup() -> Setup {
    let claims = [("given_name", json!("Ada")), ("age_over_18", json!(true))];
    Setup {
        issuer: SigningKey::generate(Algorithm::Es256, &mut OsRng),
        holder: SigningKey::generate(Algorithm::Ed25519, &mut OsRng),
        attested: Attested { genesis: [1; 32], schema: 4, subject: [2; 32], serial: 1, issuer: 9 },
        claims: ClaimSet::new(claims, &mut OsRng).unwrap(),
    }
}

impl Setup {
    fn with<T>(&self, run: impl FnOnce(&Contents<'_>) -> T) -> T {
        let list =
            |idx, name: &str| Some(StatusRef { idx, uri: format!("https://a.example/{name}") });
        run(&Contents {
            attested: &self.attested,
            holder: &self.holder.public(),
            claims: &self.claims,
            issued: NOW - 10,
            expires: Some(NOW + 1000),
            status: StatusRefs { revocation: list(7, "revoked"), suspension: list(8, "suspended") },
        })
    }

    fn token(&self) -> SdJwt {
        self.with(|contents| issue(&self.issuer, contents).unwrap())
    }

    fn import(&self, token: &SdJwt, now: u64) -> Result<Model, CredentialError> {
        import(token, &self.issuer.public(), now, Binding::Refused)
    }
}

/// vc-data-model-2.0, section 4.4, example 3.
fn example() -> Value {
    json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://www.w3.org/ns/credentials/examples/v2",
        ],
        "id": "http://university.example/credentials/3732",
        "type": ["VerifiableCredential", "ExampleDegreeCredential"],
        "issuer": "https://university.example/issuers/565049",
        "validFrom": "2010-01-01T00:00:00Z",
        "credentialSubject": {
            "id": "did:example:ebfeb1f712ebc6f1c276e12ec21",
            "degree": {"type": "ExampleBachelorDegree", "name": "Bachelor of Science and Arts"},
        },
    })
}

#[test]
fn an_attestation_goes_out_and_comes_back() {
    let setup = setup();
    let token: SdJwt = setup.token().to_string().parse().unwrap();
    let model = setup.import(&token, NOW).unwrap();
    assert_eq!(model.issuer, format!("althing:{}:issuer:9", "01".repeat(32)));
    assert_eq!(model.types, ["VerifiableCredential", "AlthingAttestation"]);
    assert_eq!(model.subjects[0]["given_name"], "Ada");
    assert_eq!(
        model.subjects[0]["id"],
        format!("althing:{}:subject:{}", "01".repeat(32), "02".repeat(32))
    );
    assert_eq!(model.valid_until, Some(NOW as i64 + 1000));
    assert_eq!(model.status.revocation.unwrap().idx, 7);
    assert_eq!(model.status.suspension.unwrap().uri, "https://a.example/suspended");
}

#[test]
fn the_commitment_is_the_same_in_either_form() {
    let setup = setup();
    let plain = setup.with(|contents| credential::issue(&setup.issuer, contents).unwrap());
    for token in [setup.token(), plain] {
        for picked in [token.clone(), token.present(|_| false)] {
            let issuer = setup.issuer.public();
            let opened = credential::open(&picked, &issuer, NOW, Binding::Refused).unwrap();
            assert_eq!(opened.commitment, setup.claims.commitment());
            assert_eq!(opened.attested, setup.attested);
            assert_eq!(opened.status.suspension.unwrap().idx, 8);
        }
    }
}

#[test]
fn the_token_says_what_type_it_is_of() {
    let token = setup().token();
    let header = token.jwt().split('.').next().unwrap();
    let header = json::object(&crate::base64url::decode(header).unwrap()).unwrap();
    assert_eq!((&header["typ"], &header["cty"]), (&json!("vc+sd-jwt"), &json!("vc")));
}

#[test]
fn nothing_that_validity_depends_on_is_hidden() {
    let setup = setup();
    let model = setup.import(&setup.token().present(|_| false), NOW).unwrap();
    for name in ["@context", "type", "issuer", "credentialStatus", "credentialSchema", "validUntil"]
    {
        assert!(model.document.contains_key(name), "{name}");
    }
    assert_eq!(model.subjects[0].len(), 1);
}

#[test]
fn plain_json_has_the_claims_that_were_picked() {
    let setup = setup();
    let picked = [setup.claims.claim("age_over_18").unwrap().clone()];
    let text = setup.with(|contents| plain(contents, &picked)).to_string();
    let model = read_plain(&text, NOW).unwrap();
    assert_eq!(model.subjects[0]["age_over_18"], true);
    assert!(!text.contains("given_name") && !text.contains("_sd"));
    assert!(!text.contains(picked[0].disclosure().salt()));
}

#[test]
fn a_credential_is_valid_in_its_time_only() {
    let setup = setup();
    let token = setup.token();
    for (now, valid) in [
        (NOW - 10 - 61, false),
        (NOW - 10, true),
        (NOW + 1000 + 59, true),
        (NOW + 1000 + 60, false),
    ] {
        assert_eq!(setup.import(&token, now).is_ok(), valid, "{now}");
    }
}

#[test]
fn another_issuers_credential_does_not_pass() {
    let (mine, other) = (setup(), setup());
    assert!(mine.import(&other.token(), NOW).is_err());
}

#[test]
fn a_token_of_another_type_is_no_credential() {
    let setup = setup();
    let plain = setup.with(|contents| credential::issue(&setup.issuer, contents).unwrap());
    assert!(setup.import(&plain, NOW).is_err());
}

#[test]
fn the_example_of_the_data_model_is_read() {
    let model = read_plain(&example().to_string(), NOW).unwrap();
    assert_eq!(model.issuer, "https://university.example/issuers/565049");
    assert_eq!(model.valid_from, Some(1_262_304_000));
    assert_eq!(model.subjects[0]["degree"]["name"], "Bachelor of Science and Arts");
}

#[test]
fn the_example_of_the_data_model_is_secured_and_imported() {
    // Foreign: hidden by another rule, of another issuer, without any attestation.
    let issuer = SigningKey::generate(Algorithm::Es256, &mut OsRng);
    let mut builder = Builder::new(example().as_object().unwrap().clone()).unwrap();
    for pointer in ["/credentialSubject/degree/name", "/credentialSubject/degree", "/type/1"] {
        builder.conceal(pointer, &mut OsRng).unwrap();
    }
    let token = builder.sign(&issuer, Header { typ: TYPE, cty: None });
    let model = import(&token, &issuer.public(), NOW, Binding::Refused).unwrap();
    assert_eq!(Value::Object(model.document), example());
    let shown = import(&token.present(|_| false), &issuer.public(), NOW, Binding::Refused).unwrap();
    assert!(!shown.subjects[0].contains_key("degree"));
    let opened = credential::open(&token, &issuer.public(), NOW, Binding::Refused);
    assert!(opened.is_err(), "it is about no attestation");
}

#[test]
fn what_breaks_the_data_model_is_refused() {
    let entry = |purpose: &str| {
        json!({
            "type": STATUS_KIND,
            "statusPurpose": purpose,
            "statusListIndex": "7",
            "statusListCredential": "https://a.example/list",
        })
    };
    for (name, value) in [
        ("@context", json!("https://www.w3.org/2018/credentials/v1")),
        ("@context", json!(["https://www.w3.org/ns/credentials/examples/v2", CONTEXT])),
        ("@context", json!([CONTEXT, 7])),
        ("@context", json!([])),
        ("type", json!("ExampleDegreeCredential")),
        ("type", json!([])),
        ("issuer", json!("university")),
        ("issuer", json!({"name": "no id"})),
        ("issuer", json!(null)),
        ("id", json!("no uri")),
        ("id", json!(3732)),
        ("validFrom", json!("yesterday")),
        ("validFrom", json!(1262373804)),
        ("validUntil", json!("2009-01-01T00:00:00Z")),
        ("credentialSubject", json!({})),
        ("credentialSubject", json!([])),
        ("credentialSubject", json!("did:example:1")),
        ("credentialSubject", json!({"id": "no uri"})),
        ("credentialStatus", json!({"id": "https://a.example/1"})),
        ("credentialStatus", json!({"type": STATUS_KIND, "statusPurpose": "revocation"})),
        ("credentialStatus", json!("revoked")),
        ("credentialStatus", json!([entry("revocation"), entry("revocation")])),
        ("credentialStatus", json!(entry("message"))),
        ("vc", json!({})),
        ("vp", json!({})),
    ] {
        let mut document = example();
        document[name] = value;
        assert!(read_plain(&document.to_string(), NOW).is_err(), "{name}: {}", document[name]);
    }
    for name in ["@context", "type", "issuer", "credentialSubject"] {
        let mut document = example();
        document.as_object_mut().unwrap().remove(name);
        assert!(read_plain(&document.to_string(), NOW).is_err(), "without {name}");
    }
    for (name, value) in [
        ("issuer", json!({"id": "https://university.example/issuers/565049", "name": "U"})),
        ("@context", json!(CONTEXT)),
        ("type", json!("VerifiableCredential")),
        ("credentialStatus", json!({"type": "BitstringStatusListEntry", "x": 1})),
        ("credentialStatus", json!([entry("revocation"), entry("suspension")])),
        ("credentialSubject", json!([{"id": "did:example:1"}, {"name": "no id"}])),
    ] {
        let mut document = example();
        document[name] = value;
        assert!(read_plain(&document.to_string(), NOW).is_ok(), "{name}: {}", document[name]);
    }
}
