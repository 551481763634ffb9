#!/usr/bin/env bash
# Installs what the build needs and this machine lacks, and says so. Silent where nothing is missing.
#
#   scripts/setup.sh [build|check|e2e]     (build is the default; the others need it and more)
#
# It needs Debian or Ubuntu with root (or sudo without a password) only if packages are missing;
# elsewhere it stops with the list of what to install.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly purpose=${1:-build}
readonly oldest_rust=1.90 # the newest `rust-version` among the locked dependencies

say() { printf 'set-up: %s\n' "$*" >&2; }

have() { command -v "$1" >/dev/null 2>&1; }

# The Debian packages that are missing, one a line.
missing_packages() {
    have cc || echo gcc
    have make || echo make
    [ -e /usr/include/stdio.h ] || [ ! -e /etc/debian_version ] || echo libc6-dev
    have pkg-config || echo pkg-config
    have protoc || echo protobuf-compiler
    { have pkg-config && pkg-config --exists openssl; } || echo libssl-dev
    if [ "$purpose" != build ]; then
        have python3 || echo python3
    fi
    if [ "$purpose" = e2e ]; then
        have node || echo nodejs
        have npm || echo npm
        have ps || echo procps
    fi
}

# Runs a command as root, where that is possible without asking.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_be_root() {
    [ "$(id -u)" = 0 ] || { have sudo && sudo -n true 2>/dev/null; }
}

stop_with_list() {
    say "$1 Please install, then run the command again:"
    printf '  %s\n' "$@" | tail -n +2 >&2
    say "(these are the names of Debian packages; for Rust on other systems see https://rustup.rs)"
    exit 1
}

install_packages() {
    local missing
    mapfile -t missing < <(missing_packages)
    [ ${#missing[@]} -gt 0 ] || return 0

    if ! have apt-get || [ ! -e /etc/debian_version ]; then
        stop_with_list "This is neither Debian nor Ubuntu." "${missing[@]}"
    elif ! can_be_root; then
        stop_with_list "Installing packages takes root, or sudo without a password." "${missing[@]}"
    fi

    say "installing ${missing[*]}"
    as_root apt-get update -qq || say "the package lists could not be refreshed; going on with those there are"
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 ||
        stop_with_list "apt-get could not install them." "${missing[@]}"
}

# Debian 13 and Ubuntu 24.04 have a package of rustup; where there is none, installing it is left to
# the reader.
install_rust() {
    if ! have cargo && ! have rustup; then
        have apt-get && can_be_root && say "installing rustup" &&
            as_root apt-get install -y -qq --no-install-recommends rustup >&2 ||
            stop_with_list "Rust is missing." "rustup, from https://rustup.rs"
    fi
    if have rustup && ! rustc --version >/dev/null 2>&1; then
        say "installing the Rust that rust-toolchain.toml names"
        rustup toolchain install >&2
    fi
}

# Where rustup manages Rust, it adds what rust-toolchain.toml names; elsewhere this only checks.
install_rust_parts() {
    local libs
    if ! libs=$(rustc --print target-libdir --target wasm32v1-none 2>/dev/null) || [ ! -d "$libs" ]; then
        have rustup || stop_with_list "This Rust was not installed by rustup." "the wasm32v1-none target"
        say "adding the wasm32v1-none target to Rust"
        rustup target add wasm32v1-none >&2
    fi
    if [ "$purpose" != build ] && ! { have cargo-fmt && have cargo-clippy &&
        cargo fmt --version && cargo clippy --version; } >/dev/null 2>&1; then
        have rustup || stop_with_list "This Rust was not installed by rustup." rustfmt clippy
        say "adding rustfmt and clippy to Rust"
        rustup component add rustfmt clippy >&2
    fi
}

check_rust_version() {
    local version
    version=$(rustc --version | cut -d ' ' -f 2)
    [ "$(printf '%s\n' "$oldest_rust" "$version" | sort -V | head -n 1)" = "$oldest_rust" ] ||
        stop_with_list "Rust $version is too old: the dependencies need $oldest_rust." "rustup update stable"
}

# The node packages are those of the lock file, installed without running any script of theirs.
install_node_packages() {
    local lock=zombienet/package-lock.json installed=zombienet/node_modules/.installed-lock.json
    cmp -s "$lock" "$installed" && return 0
    say "installing the node packages of zombienet/package-lock.json"
    npm ci --prefix zombienet --ignore-scripts --no-audit --no-fund --loglevel=error >&2
    cp "$lock" "$installed"
}

install_packages
install_rust
check_rust_version
install_rust_parts
[ "$purpose" != e2e ] || install_node_packages
