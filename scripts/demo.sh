#!/usr/bin/env bash
# Starts a dev chain, has the `althing` command tell its story on it, and keeps the chain running
# for a look around until Ctrl-C; without a terminal (or with CI set) it stops it at once.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

log=$(mktemp -t althing-demo-XXXXXX.log)
trap stop_node EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

port=$(free_port 9944)
start_dev_node "$port" "$log" --block-time 250

code=0
"$binaries/althing" --url "ws://127.0.0.1:$port" demo || code=$?

if [ "$code" != 0 ]; then
    say "The demo failed. What the node said is in $log, which ends:"
    tail -n 20 "$log" >&2
elif [ -t 0 ] && [ -z "${CI:-}" ]; then
    say ""
    say "The chain goes on at ws://127.0.0.1:$port; Ctrl-C stops it. Its log is $log."
    trap 'exit 0' INT TERM
    wait "$node_pid" || true
else
    stop_node
    rm -f "$log"
fi
exit "$code"
