#!/usr/bin/env bash
# Everything that can be said of the code without running it. Arguments are passed on to cargo.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly workspace=(--release --workspace --exclude althing-weights)

step() {
    printf -- '-- %s\n' "$1" >&2
    shift
    "$@"
}

# Lints and documentation look at the node, not at the wasm runtime inside it.
export SKIP_WASM_BUILD=1
export RUSTDOCFLAGS="-D warnings"

step "format" cargo fmt --all --check
step "links of the documentation" scripts/doc-links.py
step "licences" scripts/licences.py
step "no casts in wasm code" scripts/wasm-code.py
step "one feature set" scripts/one-feature-set.py
step "lints" cargo clippy "$@" "${workspace[@]}" --all-targets -- -D warnings
step "documentation" cargo doc "$@" "${workspace[@]}" --no-deps
