#!/usr/bin/env bash
# Starts a dev chain, has the `althing` command tell its story on it, and keeps the chain running
# for a look around until Ctrl-C; without a terminal (or with CI set) it stops it at once.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

log=$(mktemp -t althing-demo-XXXXXX.log)
trap stop_node EXIT
trap 'rm -f "$log"; exit 130' INT
trap 'rm -f "$log"; exit 143' TERM

port=$(free_port 9944)
start_dev_node "$port" "$log" --block-time 250

code=0
"$binaries/althing" --url "ws://127.0.0.1:$port" demo || code=$?
if [ "$code" != 0 ]; then
    say "The demo failed. What the node said is in $log, which ends:"
    tail -n 20 "$log" >&2
    exit "$code"
fi

if [ -t 0 ] && [ -z "${CI:-}" ]; then
    say ""
    say "The chain goes on at ws://127.0.0.1:$port until Ctrl-C."
    say "The command \`althing\` is $binaries/althing; the chain's log is $log."
    trap 'rm -f "$log"; exit 0' INT TERM
    if ! wait "$node_pid"; then
        say "The node stopped by itself; its log says why."
        exit 1
    fi
fi
stop_node
rm -f "$log"
