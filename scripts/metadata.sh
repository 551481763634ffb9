#!/usr/bin/env bash
# The metadata by which the client is compiled, as the node's runtime gives it.
#
#   scripts/metadata.sh write    writes client/artifacts/metadata.scale
#   scripts/metadata.sh check    fails where that file is no longer what the runtime gives
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly mode=${1:?"write or check"}
readonly stored=$root/client/artifacts/metadata.scale

directory=$(mktemp -d -t althing-metadata-XXXXXX)
trap 'stop_node; rm -rf "$directory"' EXIT

port=$(free_port 9944)
start_dev_node "$port" "$directory/node.log"
"$binaries/althing" --url "ws://127.0.0.1:$port" metadata --output "$directory/metadata.scale" >&2

case $mode in
write)
    mkdir -p "$(dirname "$stored")"
    cp "$directory/metadata.scale" "$stored"
    say "wrote $stored ($(wc -c <"$stored") bytes)"
    ;;
check)
    cmp -s "$directory/metadata.scale" "$stored" || {
        say "client/artifacts/metadata.scale is not what the runtime gives."
        say "Run \`make metadata\`, then build and test the client again, and commit the file."
        exit 1
    }
    ;;
*)
    say "write or check, not $mode"
    exit 2
    ;;
esac
