use serde_json::{json, Value};

use super::*;
use crate::{
    base64url,
    jose::{self, Algorithm, Header, JoseError, Jws, SigningKey},
};

pub(super) const URI: &str = "https://example.org/status/1";
pub(super) const IAT: u64 = 1_800_000_000;
const GENESIS: [u8; 32] = [9; 32];

pub(super) fn signer() -> SigningKey {
    SigningKey::generate(Algorithm::Ed25519, &mut rng(1))
}

pub(super) fn block(purpose: ListPurpose) -> FinalizedBlock {
    FinalizedBlock { genesis: GENESIS, number: 500, hash: [8; 32], purpose }
}

fn token() -> ListToken {
    let mut list = StatusArray::new(Bits::One, 1000).unwrap();
    list.set(42, Status::INVALID).unwrap();
    let block = block(ListPurpose::Revocation);
    ListToken { uri: URI.into(), iat: IAT, exp: IAT + 1000, ttl: 300, block, list }
}

fn expected() -> Expectation<'static> {
    Expectation {
        uri: URI,
        genesis: GENESIS,
        purpose: ListPurpose::Revocation,
        now: IAT + 10,
        max_age: None,
        seen: None,
        limits: Limits::default(),
    }
}

/// The token with its claims changed, signed by the right key.
fn forged(change: impl FnOnce(&mut Value)) -> String {
    let mut claims = token().claims().unwrap();
    change(&mut claims);
    sign(TOKEN_TYPE, &claims.to_string())
}

fn sign(typ: &str, payload: &str) -> String {
    jose::sign(&signer(), Header { typ, ..Header::default() }, payload.as_bytes())
}

fn verify(token: &str) -> Result<VerifiedList, StatusListError> {
    expected().verify(token, &signer().public())
}

#[test]
fn a_signed_list_tells_who_is_revoked() {
    for algorithm in [Algorithm::Ed25519, Algorithm::Es256] {
        let signer = SigningKey::generate(algorithm, &mut rng(2));
        let list = expected().verify(&token().sign(&signer).unwrap(), &signer.public()).unwrap();
        assert_eq!(list.status(42).unwrap(), Status::INVALID);
        assert!(list.status(41).unwrap().is_valid());
        assert!(matches!(list.status(1000), Err(StatusListError::OutOfBounds { .. })));
        assert_eq!(list.block(), &block(ListPurpose::Revocation));
    }
}

#[test]
fn the_token_says_what_the_format_asks_for() {
    let token = token().sign(&signer()).unwrap();
    let token = Jws::parse(&token).unwrap().verify(&signer().public()).unwrap();
    assert_eq!(token.header["typ"], "statuslist+jwt");
    let claims = Value::Object(token.claims().unwrap());
    assert_eq!(claims["sub"], URI);
    assert_eq!(claims["iat"], IAT);
    assert_eq!(claims["exp"], IAT + 1000);
    assert_eq!(claims["ttl"], 300);
    assert_eq!(claims["status_list"]["bits"], 1);
    assert_eq!(
        claims["althing"],
        json!({
            "genesis": format!("0x{}", "09".repeat(32)),
            "number": 500,
            "hash": format!("0x{}", "08".repeat(32)),
            "purpose": "revocation",
        })
    );
}

/// The token of draft-ietf-oauth-status-list-20, section 5.1, whose key the draft does not give.
const DRAFT_TOKEN: &str = "eyJhbGciOiJFUzI1NiIsImtpZCI6IjEyIiwidHlwIjoic3RhdHVzbGlzdCtqd3QifQ.eyJleHAiOjIyOTE3MjAxNzAsImlhdCI6MTY4NjkyMDE3MCwiaXNzIjoiaHR0cHM6Ly9leGFtcGxlLmNvbSIsInN0YXR1c19saXN0Ijp7ImJpdHMiOjEsImxzdCI6ImVOcmJ1UmdBQWhjQlhRIn0sInN1YiI6Imh0dHBzOi8vZXhhbXBsZS5jb20vc3RhdHVzbGlzdHMvMSIsInR0bCI6NDMyMDB9.2lKUUNG503R9htu4aHAYi7vjmr3sgApbfoDvPrl65N3URUO1EYqqQl45Jfzd-Av4QzlKa3oVALpLwOEUOq-U_g";

#[test]
fn a_token_is_built_like_the_one_of_the_draft() {
    let draft = Jws::parse(DRAFT_TOKEN).unwrap().unverified_claims().unwrap();
    let mut list = StatusArray::new(Bits::One, 16).unwrap();
    for index in [0, 3, 4, 5, 7, 8, 9, 13, 15] {
        list.set(index, Status::INVALID).unwrap();
    }
    let token = ListToken {
        uri: "https://example.com/statuslists/1".into(),
        iat: 1_686_920_170,
        exp: 2_291_720_170,
        ttl: 43_200,
        block: block(ListPurpose::Revocation),
        list: list.clone(),
    };
    let own = token.claims().unwrap();
    for name in ["sub", "iat", "exp", "ttl"] {
        assert_eq!(own[name], draft[name], "{name}");
    }
    assert_eq!(own["status_list"]["bits"], draft["status_list"]["bits"]);
    let packed = base64url::decode(draft["status_list"]["lst"].as_str().unwrap()).unwrap();
    assert_eq!(StatusArray::unpack(Bits::One, &packed, 100).unwrap(), list);
}

#[test]
fn a_token_of_another_key_or_with_a_changed_byte_is_refused() {
    let other = SigningKey::generate(Algorithm::Ed25519, &mut rng(3));
    assert!(matches!(
        verify(&token().sign(&other).unwrap()),
        Err(StatusListError::Jose(JoseError::Signature))
    ));
    let good = token().sign(&signer()).unwrap();
    for at in (0..good.len()).step_by(7) {
        let mut bytes = good.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        assert!(verify(&String::from_utf8(bytes).unwrap()).is_err(), "byte {at}");
    }
}

#[test]
fn a_signed_message_of_another_type_does_not_pass_for_a_list() {
    let claims = token().claims().unwrap().to_string();
    for typ in ["JWT", "kb+jwt", "dc+sd-jwt", "StatusList+jwt", ""] {
        assert!(matches!(
            verify(&sign(typ, &claims)),
            Err(StatusListError::Jose(JoseError::Type { .. }))
        ));
    }
}

#[test]
fn the_list_of_another_address_does_not_pass() {
    let other = forged(|claims| claims["sub"] = json!("https://example.org/status/2"));
    assert!(matches!(verify(&other), Err(StatusListError::Subject { .. })));
}

#[test]
fn a_list_of_another_chain_does_not_pass() {
    let other =
        forged(|claims| claims["althing"]["genesis"] = json!(format!("0x{}", "01".repeat(32))));
    assert!(matches!(verify(&other), Err(StatusListError::Chain { .. })));
}

#[test]
fn a_suspension_list_does_not_pass_for_a_revocation_list() {
    let other = forged(|claims| claims["althing"]["purpose"] = json!("suspension"));
    assert!(matches!(verify(&other), Err(StatusListError::Malformed(_))));
}

#[test]
fn a_list_is_refused_from_the_second_it_expires() {
    let token = token().sign(&signer()).unwrap();
    let at = |now| Expectation { now, ..expected() }.verify(&token, &signer().public());
    assert!(at(IAT + 999).is_ok());
    for now in [IAT + 1000, IAT + 1001, u64::MAX] {
        assert!(matches!(at(now), Err(StatusListError::Expired { .. })));
    }
}

#[test]
fn a_list_of_the_future_is_refused_unless_clocks_may_differ_by_as_much() {
    let token = token().sign(&signer()).unwrap();
    let at = |now| Expectation { now, ..expected() }.verify(&token, &signer().public());
    assert!(at(IAT - 60).is_ok());
    assert!(matches!(at(IAT - 61), Err(StatusListError::NotYet { .. })));
    let later = forged(|claims| claims["nbf"] = json!(IAT + 500));
    assert!(matches!(verify(&later), Err(StatusListError::NotYet { .. })));
}

#[test]
fn a_reader_may_ask_for_a_younger_list() {
    let token = token().sign(&signer()).unwrap();
    let at = |now| {
        Expectation { now, max_age: Some(100), ..expected() }.verify(&token, &signer().public())
    };
    assert!(at(IAT + 100).is_ok());
    assert!(matches!(at(IAT + 101), Err(StatusListError::TooOld { age: 101, most: 100 })));
}

#[test]
fn an_older_list_than_one_already_seen_is_refused() {
    let token = token().sign(&signer()).unwrap();
    let seen = |seen| Expectation { seen, ..expected() }.verify(&token, &signer().public());
    assert!(seen(Some(500)).is_ok());
    assert!(matches!(seen(Some(501)), Err(StatusListError::Superseded { found: 500, seen: 501 })));
}

#[test]
fn a_token_without_a_required_claim_or_with_a_strange_one_is_refused() {
    for name in ["sub", "iat", "exp", "status_list", "althing"] {
        let token = forged(|claims| {
            claims.as_object_mut().unwrap().remove(name);
        });
        assert!(matches!(verify(&token), Err(StatusListError::Malformed(_))), "without {name}");
    }
    for (name, value) in [("exp", json!("soon")), ("iat", json!(-1)), ("ttl", json!(0))] {
        let token = forged(|claims| claims[name] = value);
        assert!(matches!(verify(&token), Err(StatusListError::Malformed(_))), "{name}");
    }
}

#[test]
fn a_claim_that_stands_twice_is_refused() {
    let claims = token().claims().unwrap().to_string();
    let twice = claims.replacen('{', &format!("{{\"exp\":{},", u32::MAX), 1);
    assert!(matches!(verify(&sign(TOKEN_TYPE, &twice)), Err(StatusListError::Malformed(_))));
}

#[test]
fn a_wrong_number_of_bits_or_a_padded_list_is_refused() {
    let bits = forged(|claims| claims["status_list"]["bits"] = json!(3));
    assert!(matches!(verify(&bits), Err(StatusListError::Bits(3))));
    let padded = forged(|claims| claims["status_list"]["lst"] = json!("eNrbuRgAAhcBXQ=="));
    assert!(matches!(verify(&padded), Err(StatusListError::Malformed(_))));
}

#[test]
fn a_token_is_not_read_beyond_the_limits() {
    let good = token().sign(&signer()).unwrap();
    let with = |limits| Expectation { limits, ..expected() }.verify(&good, &signer().public());
    let limits = Limits { token: good.len(), list: 125 };
    assert!(with(limits).is_ok());
    assert!(matches!(
        with(Limits { token: good.len() - 1, ..limits }),
        Err(StatusListError::TooLarge { what: "the status list token", .. })
    ));
    assert!(matches!(
        with(Limits { list: 124, ..limits }),
        Err(StatusListError::TooLarge { what: "the unpacked status list", .. })
    ));
}

#[test]
fn a_list_is_fresh_for_its_time_to_live_but_not_beyond_its_end() {
    let list = verify(&token().sign(&signer()).unwrap()).unwrap();
    assert_eq!(list.fresh_until(IAT + 10), IAT + 310);
    assert_eq!(list.fresh_until(IAT + 900), IAT + 1000);
}

#[test]
fn a_list_that_could_never_be_used_is_not_signed() {
    for wrong in [ListToken { exp: IAT, ..token() }, ListToken { ttl: 0, ..token() }] {
        assert!(matches!(wrong.sign(&signer()), Err(StatusListError::Malformed(_))));
    }
}
