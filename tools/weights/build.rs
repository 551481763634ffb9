//! Builds the runtime for wasm with its benchmarks.

use std::{env, fs, path::PathBuf};

use substrate_wasm_builder::WasmBuilder;

fn main() {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let workspace =
        here.ancestors().nth(2).expect("the tool lies in WORKSPACE/tools").to_path_buf();

    // The wasm builder keeps its project beside the innermost directory called `build` that its
    // output lies in. The node's blob lies beside cargo's own, without benchmarks: this one gets
    // another place, so that neither is built anew for the other.
    let own = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let output = own.join("build/blob");
    fs::create_dir_all(&output).expect("cargo's output directory is writable");
    env::set_var("OUT_DIR", &output);

    // It dates the blob by this file, or cargo would take the blob for changed each time.
    let started = own.join("build/invoked.timestamp");
    let _ = fs::remove_file(&started);
    fs::hard_link(own.join("../invoked.timestamp"), &started).expect("cargo writes it");

    // The builder looks for the profile in the path that was just changed.
    env::set_var("WASM_BUILD_TYPE", "release");

    // The target directory may lie outside of the workspace, whose Cargo.lock the blob is to follow.
    env::set_var("WASM_BUILD_WORKSPACE_HINT", &workspace);

    WasmBuilder::new()
        .with_project(workspace.join("runtime").join("Cargo.toml"))
        .expect("the runtime lies in the workspace")
        .import_memory()
        .export_heap_base()
        .enable_feature("runtime-benchmarks")
        .build();
}
