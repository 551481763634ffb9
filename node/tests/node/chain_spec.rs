//! Chain specifications: the presets, and those read from files.

use althing_node::{
    chain_spec::{from_file, of_preset, ChainSpec, Preset},
    engine::Engine,
};
use sc_service::ChainSpec as _;

const PRESETS: [Preset; 3] = [Preset::Dev, Preset::Solo, Preset::Local];

#[test]
fn every_preset_is_found_by_its_id_and_dev_is_the_default() {
    for preset in PRESETS {
        assert_eq!(Preset::by_name(preset.id()), Some(preset));
    }
    assert_eq!(Preset::by_name(""), Some(Preset::Dev));
    assert_eq!(Preset::by_name("./local.json"), None);
}

#[test]
fn every_preset_names_token_and_address_format() {
    for preset in PRESETS {
        let properties = of_preset(preset).unwrap().properties();
        assert_eq!(properties["tokenSymbol"], "THG");
        assert_eq!(properties["tokenDecimals"], 12);
        assert_eq!(properties["ss58Format"], 42);
    }
}

/// Writes a specification to a file and reads it again.
fn written_and_read(spec: &ChainSpec, raw: bool) -> ChainSpec {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("spec.json");
    std::fs::write(&path, spec.as_json(raw).unwrap()).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(from_file(path).unwrap().id(), spec.id());
    ChainSpec::from_json_bytes(bytes).unwrap()
}

#[test]
fn the_engine_survives_being_written_and_read() {
    for preset in PRESETS {
        let read = written_and_read(&of_preset(preset).unwrap(), false);
        assert_eq!(Engine::of(&read), Ok(preset.engine()));
    }
}

#[test]
fn plain_and_raw_specifications_yield_the_same_engine_and_genesis() {
    let plain = of_preset(Preset::Local).unwrap();
    let raw = written_and_read(&plain, true);
    assert_eq!(Engine::of(&raw), Ok(Engine::AuraGrandpa));
    let state = |spec: &ChainSpec| spec.as_storage_builder().build_storage().unwrap().top;
    assert!(state(&plain) == state(&raw));
}

#[test]
fn a_specification_without_an_engine_is_refused_with_what_to_write() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("spec.json");
    let json = of_preset(Preset::Dev).unwrap().as_json(false).unwrap();
    let mut spec: serde_json::Value = serde_json::from_str(&json).unwrap();
    spec.as_object_mut().unwrap().remove("engine").unwrap();
    std::fs::write(&path, spec.to_string()).unwrap();
    let error = from_file(path).err().unwrap();
    assert!(error.contains("missing field `engine`"), "{error}");
    assert!(error.contains("\"aura-grandpa\""), "{error}");
}

#[test]
fn a_name_that_is_neither_preset_nor_file_is_refused() {
    let error = from_file("nowhere.json".into()).err().unwrap();
    assert!(error.contains("no such preset"), "{error}");
}
