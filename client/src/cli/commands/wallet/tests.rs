use althing_credentials::jose::PublicKey;
use serde_json::json;

use super::*;

fn key() -> PublicKey {
    let jwk = json!({
        "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    });
    PublicKey::from_jwk(&jwk).unwrap()
}

fn wallet(values: bool) -> WalletView {
    let purpose = |name: &str, vouched_until: Option<&str>| PurposeView {
        name: name.into(),
        genesis: "0x09".into(),
        account: format!("5{name}"),
        key: key(),
        key_id: key().id(),
        vouched_until: vouched_until.map(str::to_string),
    };
    let credential = CredentialView {
        purpose: "tax".into(),
        schema: 4,
        subject: "5tax".into(),
        serial: 1,
        issuer: 7,
        level: 2,
        expires: 10_000,
        claims: vec!["name".into(), "age_over_18".into()],
        values: values
            .then(|| json!({ "name": "Ada", "age_over_18": true }).as_object().cloned().unwrap()),
        token: true,
    };
    WalletView {
        path: "/home/ada/wallet".into(),
        purposes: vec![purpose("tax", Some("2027-11-20T00:00:00Z")), purpose("club", None)],
        credentials: vec![credential],
        receipts: 1,
        backups: vec!["/mnt/copy".into()],
    }
}

#[test]
fn a_wallet_shows_names_of_claims_and_no_values() {
    insta::assert_snapshot!(text(&wallet(false)));
}

#[test]
fn values_are_shown_where_they_are_asked_for() {
    insta::assert_snapshot!(text(&wallet(true)));
}

#[test]
fn an_empty_wallet_says_what_to_do() {
    let empty = WalletView {
        purposes: Vec::new(),
        credentials: Vec::new(),
        receipts: 0,
        backups: Vec::new(),
        ..wallet(false)
    };
    insta::assert_snapshot!(text(&empty));
}
