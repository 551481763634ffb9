use ed25519_dalek::{Signature, Signer as _, SigningKey as Account, VerifyingKey};
use proptest::prelude::*;
use rand::rngs::OsRng;
use serde_json::json;

use super::*;
use crate::{
    attested::Attested,
    cnf::Statement,
    credential::{Contents, StatusRefs},
    jose::Algorithm,
    vc,
};

const NOW: u64 = 1_800_000_000;
const REQUEST: Transaction<'static> = Transaction { audience: "https://bank.example", nonce: "n1" };

/// A subject with an attestation, and the issuer of it.
struct Setup {
    issuer: SigningKey,
    key: SigningKey,
    account: Account,
    attested: Attested,
    claims: ClaimSet,
    statement: SignedStatement,
}

fn setup() -> Setup {
    let account = Account::generate(&mut OsRng);
    let subject = account.verifying_key().to_bytes();
    let key = SigningKey::generate(Algorithm::Es256, &mut OsRng);
    let claims = [
        ("given_name", json!("Ada")),
        ("age_over_18", json!(true)),
        ("address", json!({"street": "1 Main St", "codes": [1, 2.5]})),
    ];
    let genesis = [1; 32];
    let statement = vouch(&account, genesis, &key, NOW + 1000);
    Setup {
        issuer: SigningKey::generate(Algorithm::Ed25519, &mut OsRng),
        key,
        account,
        attested: Attested { genesis, schema: 4, subject, serial: 2, issuer: 9 },
        claims: ClaimSet::new(claims, &mut OsRng).unwrap(),
        statement,
    }
}

fn vouch(account: &Account, genesis: [u8; 32], key: &SigningKey, until: u64) -> SignedStatement {
    let subject = account.verifying_key().to_bytes();
    let statement = Statement { genesis, account: subject, key: key.public(), until };
    let signature = account.sign(&statement.message()).to_bytes();
    statement.signed(signature)
}

/// Stands in for sr25519.
fn verify_account(account: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    let signature = Signature::from_bytes(signature);
    VerifyingKey::from_bytes(account)
        .is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
}

/// What the verifier expects.
struct Verifier {
    slot: Slot,
    commitment: [u8; 32],
    issuer: Option<PublicKey>,
    to: Transaction<'static>,
    now: u64,
}

/// In which way claims are shown.
#[derive(Clone, Copy, Debug)]
enum Way {
    Proofs,
    Token,
    Vc,
}

const WAYS: [Way; 3] = [Way::Proofs, Way::Token, Way::Vc];

type Outcome = Result<Vec<(String, Value)>, PresentationError>;

impl Setup {
    fn reply(&self) -> Reply<'_> {
        Reply { to: REQUEST, key: &self.key, statement: &self.statement, now: NOW }
    }

    fn token(&self, way: Way) -> SdJwt {
        let holder = self.key.public();
        let contents = Contents {
            attested: &self.attested,
            holder: &holder,
            claims: &self.claims,
            issued: NOW - 10,
            expires: Some(NOW + 1000),
            status: StatusRefs::default(),
        };
        match way {
            Way::Vc => vc::issue(&self.issuer, &contents).unwrap(),
            _ => credential::issue(&self.issuer, &contents).unwrap(),
        }
    }

    fn present(&self, way: Way, fields: &[&str]) -> Result<Presentation, PresentationError> {
        self.present_as(way, fields, self.reply())
    }

    fn present_as(
        &self,
        way: Way,
        fields: &[&str],
        reply: Reply<'_>,
    ) -> Result<Presentation, PresentationError> {
        let slot = self.attested.slot();
        match way {
            Way::Proofs => Presentation::with_proofs(&slot, &self.claims, fields, reply),
            _ => Presentation::with_token(&slot, &self.token(way), fields, reply),
        }
    }

    /// Verifies with what the verifier expects changed.
    fn verify_with(
        &self,
        presentation: &Presentation,
        change: impl FnOnce(&mut Verifier),
    ) -> Outcome {
        let mut verifier = Verifier {
            slot: self.attested.slot(),
            commitment: self.claims.commitment(),
            issuer: Some(self.issuer.public()),
            to: REQUEST,
            now: NOW + 5,
        };
        change(&mut verifier);
        presentation.verify(&Expected {
            slot: &verifier.slot,
            commitment: &verifier.commitment,
            accounts: &verify_account,
            issuer: verifier.issuer.as_ref(),
            to: verifier.to,
            now: verifier.now,
            max_age: 300,
        })
    }

    fn verify(&self, presentation: &Presentation) -> Outcome {
        self.verify_with(presentation, |_| {})
    }
}

#[test]
fn what_is_picked_is_shown_and_nothing_else() {
    let setup = setup();
    for way in WAYS {
        let text = setup.present(way, &["age_over_18"]).unwrap().to_json().unwrap();
        let presentation = Presentation::from_json(&text).unwrap();
        assert_eq!(*presentation.slot(), setup.attested.slot());
        let shown = setup.verify(&presentation).unwrap();
        assert_eq!(shown, [("age_over_18".to_string(), json!(true))], "{way:?}");
        for name in ["given_name", "address"] {
            let hidden = setup.claims.claim(name).unwrap().disclosure().encoded();
            assert!(!text.contains(hidden), "{way:?}: {name}");
        }
    }
}

#[test]
fn a_presentation_to_another_audience_does_not_pass() {
    let setup = setup();
    for way in WAYS {
        let presentation = setup.present(way, &["age_over_18"]).unwrap();
        let other = Transaction { audience: "https://other.example", ..REQUEST };
        let refused = setup.verify_with(&presentation, |expected| expected.to = other);
        assert!(refused.unwrap_err().to_string().contains("https://bank.example"), "{way:?}");
    }
}

#[test]
fn a_presentation_cannot_be_replayed() {
    let setup = setup();
    for way in WAYS {
        let presentation = setup.present(way, &["age_over_18"]).unwrap();
        let other = Transaction { nonce: "n2", ..REQUEST };
        assert!(setup.verify_with(&presentation, |expected| expected.to = other).is_err());
        assert!(setup.verify_with(&presentation, |expected| expected.now = NOW + 301).is_err());
        assert!(setup.verify_with(&presentation, |expected| expected.now = NOW - 61).is_err());
        assert!(setup.verify_with(&presentation, |expected| expected.now = NOW + 300).is_ok());
    }
}

#[test]
fn a_presentation_does_not_pass_on_another_chain_or_for_another_attestation() {
    let setup = setup();
    for way in WAYS {
        let presentation = setup.present(way, &["age_over_18"]).unwrap();
        let slot = setup.attested.slot();
        for other in [
            Slot { genesis: [7; 32], ..slot.clone() },
            Slot { schema: 5, ..slot.clone() },
            Slot { subject: [7; 32], ..slot.clone() },
            Slot { serial: 1, ..slot.clone() },
        ] {
            let refused =
                setup.verify_with(&presentation, |expected| expected.slot = other.clone());
            assert!(matches!(refused, Err(PresentationError::OtherSlot { .. })), "{way:?}");
            // Saying that it is about that one does not help either.
            let mut renamed = presentation.clone();
            renamed.slot = other.clone();
            assert!(setup.verify_with(&renamed, |expected| expected.slot = other.clone()).is_err());
        }
    }
}

#[test]
fn claims_that_the_chain_has_no_commitment_to_do_not_pass() {
    let (setup, other) = (setup(), self::setup());
    let commitment = other.claims.commitment();
    for (way, expected) in
        [(Way::Proofs, "not part of"), (Way::Token, "not the one that the chain")]
    {
        let presentation = setup.present(way, &["age_over_18"]).unwrap();
        let refused = setup.verify_with(&presentation, |expected| expected.commitment = commitment);
        assert!(refused.unwrap_err().to_string().contains(expected), "{way:?}");
    }
}

#[test]
fn an_issuer_that_a_presentation_names_is_not_thereby_trusted() {
    let setup = setup();
    for way in [Way::Token, Way::Vc] {
        // A token that says it is of the issuer, over claims that somebody made up.
        let mut forger = self::setup();
        forger.attested = setup.attested.clone();
        forger.key = setup.key.clone();
        forger.statement = setup.statement.clone();
        let forged = forger.present(way, &["age_over_18"]).unwrap();
        assert!(setup.verify(&forged).is_err(), "{way:?}");
        // Even if the verifier asks nobody but the forger: the chain has another commitment.
        let key = forger.issuer.public();
        let refused = setup.verify_with(&forged, |expected| expected.issuer = Some(key));
        assert!(matches!(refused, Err(PresentationError::NotCommitted)), "{way:?}");
    }
}

#[test]
fn a_thief_of_the_claims_cannot_present_them() {
    let mut setup = setup();
    let thief = Account::generate(&mut OsRng);
    let key = SigningKey::generate(Algorithm::Es256, &mut OsRng);
    for statement in [
        vouch(&thief, setup.attested.genesis, &key, NOW + 1000),
        Statement { key: key.public(), ..setup.statement.statement.clone() }
            .signed(setup.statement.signature),
    ] {
        for way in WAYS {
            let reply = Reply { key: &key, statement: &statement, ..setup.reply() };
            let stolen = setup.present_as(way, &["age_over_18"], reply).unwrap();
            let refused = setup.verify(&stolen);
            assert!(matches!(refused, Err(PresentationError::Statement(_))), "{way:?}");
        }
    }
    // Signed with another key than the one that is vouched for.
    let presented = setup.present(Way::Proofs, &["age_over_18"]).unwrap();
    setup.key = key;
    setup.statement = vouch(&setup.account, setup.attested.genesis, &setup.key, NOW + 1000);
    let mut stolen = setup.present(Way::Proofs, &["age_over_18"]).unwrap();
    stolen.statement = presented.statement;
    assert!(matches!(setup.verify(&stolen), Err(PresentationError::Binding(_))));
}

#[test]
fn a_key_that_is_no_longer_vouched_for_does_not_pass() {
    let mut setup = setup();
    setup.statement = vouch(&setup.account, setup.attested.genesis, &setup.key, NOW + 5);
    for way in WAYS {
        let presentation = setup.present(way, &["age_over_18"]).unwrap();
        assert!(matches!(setup.verify(&presentation), Err(PresentationError::Statement(_))));
        assert!(setup.verify_with(&presentation, |expected| expected.now = NOW + 4).is_ok());
    }
}

#[test]
fn a_token_made_out_to_another_key_does_not_pass() {
    let mut setup = setup();
    let token = setup.token(Way::Token);
    setup.key = SigningKey::generate(Algorithm::Ed25519, &mut OsRng);
    setup.statement = vouch(&setup.account, setup.attested.genesis, &setup.key, NOW + 1000);
    let slot = setup.attested.slot();
    let presented =
        Presentation::with_token(&slot, &token, &["age_over_18"], setup.reply()).unwrap();
    assert!(setup.verify(&presented).is_err());
}

#[test]
fn a_token_needs_its_issuers_key() {
    let setup = setup();
    for way in [Way::Token, Way::Vc] {
        let presentation = setup.present(way, &["age_over_18"]).unwrap();
        let refused = setup.verify_with(&presentation, |expected| expected.issuer = None);
        assert!(matches!(refused, Err(PresentationError::IssuerKey)));
    }
    let proofs = setup.present(Way::Proofs, &["age_over_18"]).unwrap();
    assert!(setup.verify_with(&proofs, |expected| expected.issuer = None).is_ok());
}

#[test]
fn a_lapsed_token_does_not_pass() {
    let mut setup = setup();
    setup.statement = vouch(&setup.account, setup.attested.genesis, &setup.key, NOW + 9000);
    for way in [Way::Token, Way::Vc] {
        let reply = Reply { now: NOW + 1000, ..setup.reply() };
        let presentation = setup.present_as(way, &["age_over_18"], reply).unwrap();
        for (now, valid) in [(NOW + 1059, true), (NOW + 1060, false)] {
            let outcome = setup.verify_with(&presentation, |expected| expected.now = now);
            assert_eq!(outcome.is_ok(), valid, "{way:?} at {now}");
        }
    }
}

#[test]
fn something_that_is_there_has_to_be_picked_once() {
    let setup = setup();
    for way in WAYS {
        assert!(matches!(setup.present(way, &[]), Err(PresentationError::Nothing)));
        let twice = setup.present(way, &["age_over_18", "age_over_18"]);
        assert!(matches!(twice, Err(PresentationError::Claims(ClaimError::Twice(_)))));
        let unknown = setup.present(way, &["age_over_18", "age_over_21"]).unwrap_err();
        assert!(unknown.to_string().contains("given_name"), "{unknown}");
    }
}

#[test]
fn a_file_without_claims_or_with_one_twice_does_not_pass() {
    let setup = setup();
    let slot = setup.attested.slot();
    let proof = setup.claims.prove("age_over_18").unwrap();
    for claims in [vec![], vec![proof.clone(), proof]] {
        let hash = proofs_hash(&slot, &claims);
        let binding = sd_jwt::sign_binding(&setup.key, REQUEST, NOW, &hash);
        let made = Presentation::new(&slot, Evidence::Proofs { claims, binding }, setup.reply());
        assert!(setup.verify(&made).is_err());
    }
    let empty = setup.token(Way::Token).present(|_| false).bind(&setup.key, REQUEST, NOW);
    let made = Presentation::new(&slot, Evidence::Token(empty.to_string()), setup.reply());
    assert!(matches!(setup.verify(&made), Err(PresentationError::Nothing)));
}

#[test]
fn claims_cannot_be_taken_out_or_put_in() {
    let setup = setup();
    let mut presentation = setup.present(Way::Proofs, &["age_over_18", "given_name"]).unwrap();
    let Evidence::Proofs { claims, .. } = &mut presentation.evidence else { unreachable!() };
    let last = claims.pop().unwrap();
    let taken_out = presentation.clone();
    assert!(matches!(
        setup.verify(&taken_out),
        Err(PresentationError::Binding(SdJwtError::Hashed))
    ));
    let Evidence::Proofs { claims, .. } = &mut presentation.evidence else { unreachable!() };
    claims.insert(0, last);
    assert!(matches!(
        setup.verify(&presentation),
        Err(PresentationError::Binding(SdJwtError::Hashed))
    ));
}

#[test]
fn a_file_of_another_version_or_with_more_in_it_is_refused() {
    let setup = setup();
    let text = setup.present(Way::Proofs, &["age_over_18"]).unwrap().to_json().unwrap();
    let newer = text.replace("\"version\":1", "\"version\":2");
    assert!(matches!(Presentation::from_json(&newer), Err(PresentationError::Version(2))));
    for other in [
        text.replacen('{', "{\"more\":1,", 1),
        text.replace("\"version\":1", "\"version\":1,\"version\":1"),
        text.replace("\"version\":1,", ""),
        text[..text.len() - 1].to_string(),
        String::new(),
        "[]".to_string(),
    ] {
        assert!(
            matches!(Presentation::from_json(&other), Err(PresentationError::Json(_))),
            "{other}"
        );
    }
}

#[test]
fn presentations_for_two_purposes_have_nothing_in_common_but_the_values() {
    // Two accounts of one person, each with its attestation, claims of the same values.
    let (one, two) = (setup(), setup());
    let text =
        |setup: &Setup| setup.present(Way::Proofs, &["given_name"]).unwrap().to_json().unwrap();
    let (one, two) = (text(&one), text(&two));
    let parts = |text: &str| -> std::collections::HashSet<String> {
        text.split('"').filter(|part| part.len() > 40).map(str::to_string).collect()
    };
    let common: Vec<_> = parts(&one).intersection(&parts(&two)).cloned().collect();
    assert_eq!(common, [hex32::encode(&[1; 32])], "the chain they are both on");
}

#[test]
fn no_byte_of_a_file_can_be_altered() {
    let setup = setup();
    for way in WAYS {
        let text = setup.present(way, &["age_over_18", "address"]).unwrap().to_json().unwrap();
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1 << (at % 7);
            let altered = String::from_utf8(bytes).unwrap();
            let outcome = Presentation::from_json(&altered).and_then(|read| setup.verify(&read));
            assert!(outcome.is_err(), "{way:?} at {at}: {altered}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_subset_of_any_claims_verifies_and_any_altered_byte_fails(
        values in prop::collection::vec("[ -~äß]{0,12}", 1..20),
        pick in prop::collection::vec(any::<bool>(), 20),
        way in prop::sample::select(WAYS.to_vec()),
        places in prop::collection::vec(any::<prop::sample::Index>(), 8),
        bit in 0u8..7,
    ) {
        let mut setup = setup();
        let names: Vec<_> = (0..values.len()).map(|number| format!("claim{number}")).collect();
        let claims = names.iter().zip(values.iter().map(|value| json!(value)));
        setup.claims = ClaimSet::new(claims, &mut OsRng).unwrap();
        let mut picked: Vec<_> =
            names.iter().zip(&pick).filter(|(_, pick)| **pick).map(|(name, _)| name.as_str()).collect();
        if picked.is_empty() {
            picked.push(&names[0]);
        }
        let presentation = setup.present(way, &picked).unwrap();
        let shown = setup.verify(&presentation).unwrap();
        let expected: Vec<_> = picked
            .iter()
            .map(|name| (name.to_string(), setup.claims.claim(name).unwrap().value().clone()))
            .collect();
        prop_assert_eq!(shown, expected);

        let text = presentation.to_json().unwrap();
        for place in places {
            let mut bytes = text.clone().into_bytes();
            bytes[place.index(text.len())] ^= 1 << bit;
            let altered = String::from_utf8(bytes).unwrap_or_default();
            let outcome = Presentation::from_json(&altered).and_then(|read| setup.verify(&read));
            prop_assert!(outcome.is_err(), "{}", altered);
        }
    }
}
