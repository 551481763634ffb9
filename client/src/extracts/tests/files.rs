//! The two files.

use super::synthetic::{Forge, FOUR};
use crate::{
    errors::Error,
    extracts::{Extract, ExtractError, Trust, LONGEST},
};

#[test]
fn a_file_of_another_version_is_named_as_such() {
    let text = Forge::new(&FOUR).extract().to_json().unwrap();
    let newer = text.replacen("\"version\": 1", "\"version\": 2", 1);
    let error = Extract::from_json(&newer).unwrap_err();
    assert!(matches!(error, ExtractError::Version { found: 2, .. }), "{error}");
}

#[test]
fn one_file_is_not_taken_for_the_other() {
    let forge = Forge::new(&FOUR);
    let (extract, trust) = (forge.extract().to_json().unwrap(), forge.trust().to_json().unwrap());
    assert!(matches!(Extract::from_json(&trust), Err(ExtractError::Format { .. })));
    assert!(matches!(Trust::from_json(&extract), Err(ExtractError::Format { .. })));
    assert_eq!(Trust::from_json(&trust).unwrap(), forge.trust());
}

#[test]
fn a_member_that_is_unknown_missing_or_named_twice_is_refused() {
    let text = Forge::new(&FOUR).trust().to_json().unwrap();
    let twice = text.replacen("\"block\": 0", "\"block\": 0, \"block\": 1", 1);
    let more = text.replacen("\"block\": 0", "\"block\": 0, \"more\": 1", 1);
    let fewer = text.replacen("\"block\": 0,", "", 1);
    for odd in [twice, more, fewer] {
        assert_ne!(odd, text);
        assert!(matches!(Trust::from_json(&odd), Err(ExtractError::Format { .. })), "{odd}");
    }
}

#[test]
fn a_file_that_is_too_long_is_not_read_to_its_end() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("extract");
    let long = " ".repeat(usize::try_from(LONGEST).unwrap() + 1000);
    std::fs::write(&path, long).unwrap();
    let error = Extract::load(&path).unwrap_err();
    let fits = matches!(error, Error::Extract(ExtractError::TooLong { found, .. }) if found == LONGEST + 1);
    assert!(fits, "{error}");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = Trust::load("no/such/file".as_ref()).unwrap_err();
    assert!(error.to_string().contains("no/such/file"), "{error}");
}

#[test]
fn an_extract_of_one_attestation_is_small() {
    let length = Forge::new(&FOUR).extract().to_json().unwrap().len();
    assert!(length < 16 << 10, "{length}");
}
