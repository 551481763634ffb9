#!/usr/bin/env bash
# Runs all tests. Those of the node take most of the time, and wait for slots in between: they run beside
# the others, a few more at a time than there are cores, and what they say is shown after the others.
# Arguments are passed on to cargo.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly workspace=(--workspace --exclude althing-weights)
readonly threads_of_node=4
log=$(mktemp)
node=

say() { printf -- '-- %s\n' "$*" >&2; }

# The tests of the node and the nodes that they have started are one group of processes.
clean_up() {
    [ -z "$node" ] || kill -- -"$node" 2>/dev/null || true
    rm -f "$log"
}
trap clean_up EXIT

# Both halves then find everything compiled.
cargo build --release "$@" "${workspace[@]}" --lib --bins --tests

set -m
RUST_TEST_THREADS=$threads_of_node cargo test --release "$@" -p althing-node >"$log" 2>&1 &
node=$!
set +m

failed=
cargo test --release "$@" "${workspace[@]}" --exclude althing-node || failed="those above"
say "the tests of the node"
wait "$node" || failed="${failed:+$failed, and }those of the node"
node=
cat "$log"
[ -z "$failed" ] || { say "tests failed: $failed"; exit 1; }
