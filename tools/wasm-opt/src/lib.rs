//! Stands in for Binaryen's `wasm-opt` in `substrate-wasm-builder`.
//!
//! The builder runs it at level 0, to strip DWARF and to lower the sign-extension operators. A
//! runtime built for `wasm32v1-none` without debug information has neither, so copying the file
//! gives a runtime that runs, without three minutes of C++.

use std::{fs, io, path::Path};

/// The passes the builder names.
#[derive(Clone, Copy, Debug)]
pub enum Pass {
    /// Removes DWARF sections; the release profile emits none.
    StripDwarf,
    /// Lowers sign-extension operators; `wasm32v1-none` emits none.
    SignextLowering,
}

/// The options the builder sets; each is accepted and changes nothing.
#[derive(Clone, Copy, Debug)]
pub struct OptimizationOptions;

impl OptimizationOptions {
    /// Level 0: no optimization.
    pub fn new_opt_level_0() -> Self {
        Self
    }

    /// Restricts the output to MVP features, which is all that the target emits.
    pub fn mvp_features_only(&mut self) -> &mut Self {
        self
    }

    /// Keeps names.
    pub fn debug_info(&mut self, _keep: bool) -> &mut Self {
        self
    }

    /// Adds a pass that has nothing to do.
    pub fn add_pass(&mut self, _pass: Pass) -> &mut Self {
        self
    }

    /// Copies `input` to `output`.
    ///
    /// # Errors
    /// Whatever the file system says.
    pub fn run(&self, input: impl AsRef<Path>, output: impl AsRef<Path>) -> io::Result<()> {
        let wasm = fs::read(input)?;
        fs::write(output, wasm)
    }
}
