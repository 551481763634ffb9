#!/usr/bin/env bash
# Tests that run nodes: the client against one that is killed, the metadata the client was built by,
# four validators under zombienet, and @polkadot/api. Arguments are passed on to cargo.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

export ALTHING_NODE=$binaries/althing-node
export ALTHING=$binaries/althing

step() {
    local began=$SECONDS
    say "-- $1"
    shift
    "$@"
    say "-- ok after $((SECONDS - began)) s"
}

step "the client's metadata is the runtime's" scripts/metadata.sh check
step "four validators under zombienet" node zombienet/smoke.mjs
step "polkadot.js decodes the demo and signs calls" node zombienet/polkadot-js.mjs
step "the client against a node that is killed" \
    cargo test --release "$@" --workspace --exclude althing-weights --test e2e -- --ignored
