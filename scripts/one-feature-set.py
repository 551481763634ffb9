#!/usr/bin/env python3
"""Checks that no dependency compiles twice because two commands resolve other features for it.

Building the node, testing, linting, documenting and testing one crate have to ask cargo for the
same crates with the same features (docs/adr/0002-one-build.md). Cargo prints what it would do as a
unit graph, an unstable option that RUSTC_BOOTSTRAP unlocks; nothing is compiled. Where a cargo no
longer knows the option, the check says so and passes.
"""

import json
import os
import subprocess
import sys
import tempfile

WORKSPACE = ["--release", "--workspace", "--exclude", "althing-weights"]
HINT = """
A crate of ours: ask for its feature `default` wherever it is asked for with `std`.
A dependency: run `make features`, or give it the same features in every table it stands in.
See docs/adr/0002-one-build.md."""
CRATES = [
    "althing-client",
    "althing-credentials",
    "althing-node",
    "althing-primitives",
    "althing-runtime",
    "pallet-attestations",
    "pallet-dao-treasury",
    "pallet-proposals",
    "pallet-records",
    "pallet-voting",
]


def unit_graph(*arguments):
    """What cargo would compile, or nothing if this cargo cannot tell."""
    with tempfile.TemporaryDirectory() as target:
        bootstrap = {
            "CARGO_CACHE_RUSTC_INFO": "0",
            "CARGO_TARGET_DIR": target,
            "RUSTC_BOOTSTRAP": "1",
        }
        command = ["cargo", *arguments, "--unit-graph", "-Z", "unstable-options"]
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ | bootstrap)
    if done.returncode == 0:
        return json.loads(done.stdout)["units"]
    if "unit-graph" in done.stderr or "-Z" in done.stderr:
        print("left out: this cargo does not print its unit graph", file=sys.stderr)
        sys.exit(0)
    sys.exit(done.stderr)


def label(unit):
    """A unit's package and target, as a person would say it, with its features."""
    package = unit["pkg_id"].rsplit("/", 1)[-1].replace("#", " ")
    return f"{package} ({unit['target']['name']}) with {' '.join(unit['features']) or 'no features'}"


def compiled(units):
    """Every library to be compiled to code, told apart by all that makes cargo compile it again."""
    keys = {}

    def key(index):
        if index not in keys:
            unit = units[index]
            below = sorted(hash(key(dependency["index"])) for dependency in unit["dependencies"])
            keys[index] = (
                unit["pkg_id"],
                unit["target"]["name"],
                tuple(unit["target"]["kind"]),
                unit["mode"],
                tuple(unit["features"]),
                json.dumps(unit["profile"], sort_keys=True),
                tuple(below),
            )
        return keys[index]

    return {
        key(i): label(unit)
        for i, unit in enumerate(units)
        if unit["mode"] == "build" and unit["target"]["kind"] != ["bin"]
    }


def features(units):
    """Every crate with its features, whatever is done with it."""
    return {(unit["pkg_id"], unit["target"]["name"], tuple(unit["features"])): label(unit) for unit in units}


def compare(name, wanted, known):
    """Reports what is wanted and not known."""
    strange = sorted({wanted[key] for key in wanted.keys() - known.keys()})
    for crate in strange[:10]:
        print(f"{name} compiles anew: {crate}", file=sys.stderr)
    if len(strange) > 10:
        print(f"{name}: and {len(strange) - 10} more", file=sys.stderr)
    return len(strange)


def main():
    sys.setrecursionlimit(10_000)
    tests = unit_graph("test", "--no-run", *WORKSPACE)
    units, known = compiled(tests), features(tests)
    found = compare("make node", compiled(unit_graph("build", "--bins", *WORKSPACE)), units)
    lints = unit_graph("check", "--all-targets", *WORKSPACE)
    found += compare("make check (lints)", features(lints), known)
    docs = [unit for unit in unit_graph("doc", "--no-deps", *WORKSPACE) if unit["mode"] != "doc"]
    found += compare("make check (documentation)", features(docs), known)
    for crate in CRATES:
        graph = unit_graph("test", "--no-run", "--release", "-p", crate)
        found += compare(f"make test CRATE={crate}", compiled(graph), units)
    if found:
        print(HINT, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
