//! Builds the runtime for wasm and tells the node its version.
//!
//! The runtime crate has no build script of its own, so that the tests of pallets and runtime never
//! build wasm. Being built from here, the blob has none of the runtime crate's features turned on.

use std::{env, path::PathBuf};

use substrate_wasm_builder::WasmBuilder;

fn main() {
    substrate_build_script_utils::generate_cargo_keys();
    substrate_build_script_utils::rerun_if_git_head_changed();

    let node = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let workspace = node.parent().expect("the node lies in the workspace");
    // The target directory may lie outside of the workspace, whose Cargo.lock the blob is to follow.
    env::set_var("WASM_BUILD_WORKSPACE_HINT", workspace);

    let builder = WasmBuilder::new()
        .with_project(workspace.join("runtime").join("Cargo.toml"))
        .expect("the runtime lies in the workspace")
        .import_memory()
        .export_heap_base();
    // Builds the runtime twice, with an executor in between: minutes, and only of use to hardware
    // wallets.
    #[cfg(feature = "metadata-hash")]
    let builder = builder.enable_metadata_hash("THG", 12);
    builder.build();
}
