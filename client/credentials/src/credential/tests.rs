use rand::rngs::OsRng;
use serde_json::json;

use super::*;
use crate::{jose::Algorithm, sd_jwt::Disclosure};

const NOW: u64 = 1_800_000_000;

struct Setup {
    issuer: SigningKey,
    holder: PublicKey,
    attested: Attested,
    claims: ClaimSet,
}

fn setup() -> Setup {
    let claims = (0..9).map(|number| (format!("claim{number}"), json!(number)));
    Setup {
        issuer: SigningKey::generate(Algorithm::Es256, &mut OsRng),
        holder: SigningKey::generate(Algorithm::Ed25519, &mut OsRng).public(),
        attested: Attested { genesis: [1; 32], schema: 4, subject: [2; 32], serial: 1, issuer: 9 },
        claims: ClaimSet::new(claims, &mut OsRng).unwrap(),
    }
}

impl Setup {
    fn token(&self) -> SdJwt {
        let contents = Contents {
            attested: &self.attested,
            holder: &self.holder,
            claims: &self.claims,
            issued: NOW - 10,
            expires: Some(NOW + 1000),
            status: StatusRefs {
                revocation: Some(StatusRef { idx: 7, uri: "https://a.example/r".to_string() }),
                suspension: None,
            },
        };
        issue(&self.issuer, &contents).unwrap()
    }

    fn open(&self, token: &SdJwt) -> Result<Opened, CredentialError> {
        open(token, &self.issuer.public(), NOW, Binding::Refused)
    }

    /// What the issuer signs.
    fn payload(&self) -> Value {
        let claims = Jws::parse(self.token().jwt()).unwrap().unverified_claims();
        Value::Object(claims.unwrap())
    }

    /// Opens another payload that the issuer signs, with disclosures.
    fn open_signed(
        &self,
        payload: &Value,
        disclosures: &[Disclosure],
    ) -> Result<Opened, CredentialError> {
        let header = Header { typ: TYPE, cty: None };
        let mut text = jose::sign(&self.issuer, header, payload.to_string().as_bytes()) + "~";
        for disclosure in disclosures {
            text.push_str(&format!("{}~", disclosure.encoded()));
        }
        self.open(&text.parse().unwrap())
    }
}

#[test]
fn a_credential_says_what_it_is_about() {
    let setup = setup();
    let opened = setup.open(&setup.token().to_string().parse().unwrap()).unwrap();
    assert_eq!(opened.attested, setup.attested);
    assert_eq!(opened.holder, setup.holder);
    assert_eq!(opened.expires, Some(NOW as i64 + 1000));
    assert_eq!(opened.status.revocation.unwrap().idx, 7);
    assert_eq!(opened.claims.len(), 9);
}

#[test]
fn a_wallet_gets_the_same_claims_and_commitment_as_the_issuer_has() {
    let setup = setup();
    let received = setup.open(&setup.token()).unwrap().claim_set().unwrap();
    assert_eq!(received.commitment(), setup.claims.commitment());
    for claim in setup.claims.claims() {
        assert_eq!(received.claim(claim.name()).unwrap(), claim);
        received.prove(claim.name()).unwrap().verify(&setup.claims.commitment()).unwrap();
    }
}

#[test]
fn the_commitment_follows_from_the_token_whatever_is_disclosed() {
    let setup = setup();
    for shown in 0..9 {
        let name = format!("claim{shown}");
        let picked = setup.token().present(|each| each.name() == Some(&name));
        let opened = setup.open(&picked).unwrap();
        assert_eq!(opened.commitment, setup.claims.commitment());
        assert_eq!(opened.claims, [setup.claims.claim(&name).unwrap().clone()]);
    }
}

#[test]
fn the_payload_is_as_the_format_has_it() {
    let setup = setup();
    let payload = setup.payload();
    assert_eq!(payload["iss"], format!("althing:{}:issuer:9", "01".repeat(32)));
    assert_eq!(payload["cnf"]["jwk"], setup.holder.to_jwk());
    let attested = json!({
        "genesis": format!("0x{}", "01".repeat(32)),
        "schema": 4,
        "subject": format!("0x{}", "02".repeat(32)),
        "serial": 1,
        "issuer": 9,
    });
    assert_eq!(payload["althing"], attested);
    assert_eq!(payload["status"], json!({"status_list": {"idx": 7, "uri": "https://a.example/r"}}));
    assert_eq!(payload["_sd_alg"], "sha-256");
    let digests: Vec<_> = setup.claims.digests().iter().map(base64url::encode).collect();
    assert_eq!(payload["_sd"], json!(digests), "claims and decoys, in bytewise order");
    assert_eq!(digests.len(), 16);
    assert_eq!(
        Jws::parse(setup.token().jwt()).unwrap().key_id(),
        Some(&*setup.issuer.public().id())
    );
}

#[test]
fn digests_that_give_no_commitment_are_refused() {
    let setup = setup();
    let changed = |change: &dyn Fn(&mut Vec<Value>)| {
        let mut payload = setup.payload();
        change(payload["_sd"].as_array_mut().unwrap());
        setup.open_signed(&payload, &[])
    };
    assert!(changed(&|_| {}).is_ok());
    assert!(changed(&|digests| digests.reverse()).is_err());
    assert!(changed(&|digests| drop(digests.pop())).is_err());
    assert!(changed(&|digests| digests.truncate(4)).is_err());
    assert!(changed(&|digests| digests[3] = json!("no digest")).is_err());
    let mut without = setup.payload();
    without.as_object_mut().unwrap().remove("_sd");
    assert!(setup.open_signed(&without, &[]).is_err());
}

#[test]
fn what_is_disclosed_elsewhere_is_no_claim() {
    // Signed by the issuer, but outside of what the chain is committed to.
    let setup = setup();
    let hidden = Disclosure::property(&base64url::encode([3; 32]), "level", json!(3));
    let mut payload = setup.payload();
    payload["more"] = json!({"_sd": [base64url::encode(hidden.digest())]});
    let refused = setup.open_signed(&payload, &[hidden]);
    assert!(matches!(refused, Err(CredentialError::Claims(ClaimError::Foreign(_)))));
}

#[test]
fn a_credential_that_contradicts_itself_is_refused() {
    let setup = setup();
    for (name, value) in [
        ("iss", json!(format!("althing:{}:issuer:8", "01".repeat(32)))),
        ("iss", json!(format!("althing:{}:issuer:9", "02".repeat(32)))),
        ("iss", json!(null)),
        ("althing", json!(null)),
        ("althing", json!({"genesis": "0x00", "schema": 4})),
        ("cnf", json!({})),
        ("status", json!("revoked")),
        ("status", json!({"status_list": {"idx": "7", "uri": "https://a.example/r"}})),
        ("status", json!({"suspension_list": {"uri": "https://a.example/r"}})),
        ("exp", json!("soon")),
        ("exp", json!(NOW - 100)),
        ("iat", json!(NOW + 100)),
    ] {
        let mut payload = setup.payload();
        payload[name] = value;
        assert!(setup.open_signed(&payload, &[]).is_err(), "{name}: {}", payload[name]);
    }
    for name in ["iss", "althing", "cnf"] {
        let mut payload = setup.payload();
        payload.as_object_mut().unwrap().remove(name);
        assert!(setup.open_signed(&payload, &[]).is_err(), "without {name}");
    }
}

#[test]
fn a_credential_names_the_key_that_signed_it() {
    let setup = setup();
    let other = SigningKey::generate(Algorithm::Es256, &mut OsRng).public();
    for header in [
        json!({"alg": "ES256", "typ": TYPE}),
        json!({"alg": "ES256", "typ": TYPE, "kid": other.id()}),
    ] {
        let input = format!(
            "{}.{}",
            base64url::encode(header.to_string()),
            base64url::encode(setup.payload().to_string())
        );
        let signature = base64url::encode(setup.issuer.sign(input.as_bytes()));
        let refused = setup.open(&format!("{input}.{signature}~").parse().unwrap());
        assert!(matches!(refused, Err(CredentialError::Key)), "{header}");
    }
}

#[test]
fn another_type_of_token_is_no_credential() {
    let setup = setup();
    let payload = setup.payload().to_string();
    for typ in ["JWT", "kb+jwt", "dc+sd-jwt", "ATTESTATION+SD-JWT"] {
        let jwt = jose::sign(&setup.issuer, Header { typ, cty: None }, payload.as_bytes());
        let refused = setup.open(&format!("{jwt}~").parse().unwrap());
        assert!(matches!(refused, Err(CredentialError::Type(_))), "{typ}");
    }
    // A payload of one form under the name of the other.
    let jwt = jose::sign(&setup.issuer, Header { typ: vc::TYPE, cty: None }, payload.as_bytes());
    assert!(setup.open(&format!("{jwt}~").parse().unwrap()).is_err());
}
