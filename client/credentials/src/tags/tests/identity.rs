use proptest::prelude::*;

use super::*;

fn number(number: &str) -> Result<Identity, TagError> {
    Identity::new("NLD", DocumentKind::IdentityCard, number)
}

#[test]
fn the_same_document_has_one_normal_form_however_it_is_typed() {
    let normal = number("SPECI2014").unwrap();
    for typed in ["speci2014", "SPECI 2014", "speci-2014", " S.P/E<C'I2014 ", "SPECI2014<<<"] {
        assert_eq!(number(typed).unwrap().number(), normal.number(), "{typed}");
    }
}

#[test]
fn zeros_in_front_are_kept() {
    assert!(number("0012").unwrap() != number("12").unwrap());
}

#[test]
fn a_number_that_looks_right_but_is_of_other_letters_is_refused() {
    // Cyrillic A, Arabic-Indic digits, full-width digits, a dash that is no hyphen, a zero width space.
    for typed in ["А12", "٠١٢", "１２", "1–2", "1\u{200b}2", "1_2", "", "  -- ", "ß12"] {
        assert!(matches!(number(typed), Err(TagError::Number)), "{typed:?}");
    }
}

#[test]
fn a_number_has_at_most_64_characters() {
    assert!(number(&"7".repeat(64)).is_ok());
    assert!(matches!(number(&"7".repeat(65)), Err(TagError::Number)));
}

#[test]
fn a_country_has_three_letters() {
    let country = |code| Identity::new(code, DocumentKind::Passport, "1");
    assert_eq!(country("deu").unwrap().country(), "DEU");
    assert_eq!(country("D<<").unwrap().country(), "DEU");
    for wrong in ["", "DE", "DEUX", "D1U", "276", "ÐEU", "D U"] {
        assert!(matches!(country(wrong), Err(TagError::Country(_))), "{wrong}");
    }
}

#[test]
fn country_kind_and_number_each_make_another_person() {
    let base = Identity::new("ISL", DocumentKind::Passport, "AB1").unwrap();
    for other in [
        Identity::new("NOR", DocumentKind::Passport, "AB1").unwrap(),
        Identity::new("ISL", DocumentKind::IdentityCard, "AB1").unwrap(),
        Identity::new("ISL", DocumentKind::Passport, "AB2").unwrap(),
    ] {
        assert_ne!(base.input(&DOMAIN), other.input(&DOMAIN));
    }
}

#[test]
fn each_domain_of_each_chain_has_its_own_input() {
    let person = identity(1);
    for other in [TagDomain { id: 4, ..DOMAIN }, TagDomain { genesis: [8; 32], ..DOMAIN }] {
        assert_ne!(person.input(&DOMAIN), person.input(&other));
    }
}

/// Written out by hand from the definition in the module's documentation.
#[test]
fn the_input_is_what_the_definition_says() {
    let person = Identity::new("ISL", DocumentKind::PersonalNumber, "120174-3399").unwrap();
    let mut expected = b"althing/person-identity/v1\0".to_vec();
    expected.extend_from_slice(&[9; 32]);
    expected.extend_from_slice(&[3, 0, 0, 0]);
    expected.extend_from_slice(b"\0\x03ISL\0\x0fpersonal-number\0\x0a1201743399");
    assert_eq!(*person.input(&DOMAIN), expected);
}

#[test]
fn an_identity_does_not_show_in_debug_output() {
    let person = number("SPECI2014").unwrap();
    assert_eq!(format!("{person:?}"), "Identity(..)");
}

#[test]
fn an_identity_that_is_not_in_normal_form_is_not_read() {
    let good = serde_json::to_string(&number("SPECI2014").unwrap()).unwrap();
    assert!(serde_json::from_str::<Identity>(&good).is_ok());
    for (from, to) in [("SPECI", "speci"), ("SPECI", "SPECI "), ("NLD", "nld"), ("NLD", "NL")] {
        assert!(serde_json::from_str::<Identity>(&good.replace(from, to)).is_err(), "{to}");
    }
}

proptest! {
    #[test]
    fn normal_forms_stay_as_they_are(typed in "[ -~]{1,40}") {
        if let Ok(once) = number(&typed) {
            let again = number(once.number()).unwrap();
            prop_assert!(once == again);
        }
    }
}
