# Shared by the other scripts: where things are, and how a node is started and stopped.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
binaries=${CARGO_TARGET_DIR:-$root/target}/release
case $binaries in /*) ;; *) binaries=$root/$binaries ;; esac
node_pid=

say() { printf '%s\n' "$*" >&2; }

# Whether something listens on this port of the local machine.
listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The first port from $1 on that nothing listens on.
free_port() {
    local port=$1
    while listening "$port"; do port=$((port + 1)); done
    echo "$port"
}

# start_dev_node PORT LOG [ARGUMENT...]: runs a temporary dev chain in the background, and returns
# once it answers. Its process is $node_pid.
start_dev_node() {
    local port=$1 log=$2 tries
    shift 2
    "$binaries/althing-node" --chain dev --tmp --rpc-port "$port" --port 0 --no-prometheus "$@" \
        >"$log" 2>&1 &
    node_pid=$!
    for ((tries = 0; tries < 300; tries++)); do
        listening "$port" && return 0
        kill -0 "$node_pid" 2>/dev/null || break
        sleep 0.1
    done
    say "The node did not start. The end of what it said ($log):"
    tail -n 20 "$log" >&2
    return 1
}

# Stops the node that start_dev_node started, if it still runs.
stop_node() {
    [ -n "$node_pid" ] || return 0
    kill "$node_pid" 2>/dev/null || true
    wait "$node_pid" 2>/dev/null || true
    node_pid=
}
