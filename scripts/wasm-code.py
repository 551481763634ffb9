#!/usr/bin/env python3
"""Checks that code which becomes wasm neither casts with `as` nor calls `expect`.

Clippy's lints against them (`as_conversions`, `expect_used`) cannot be denied: the macros of FRAME
and of the codec write both, in the name of the line they stand at. What else must not happen in wasm
is denied by attributes at the head of each crate's `lib.rs`.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
CRATES = [
    "primitives",
    "pallets/attestations",
    "pallets/proposals",
    "pallets/records",
    "pallets/treasury",
    "pallets/voting",
    "runtime",
]
NOT_WASM = re.compile(r"(^|/)(tests|mock|benchmarking|benchmarks|weights)(/|\.rs$)")
TEST_MODULE = re.compile(r"^#\[cfg\(test\)\]\nmod \w+ \{", re.MULTILINE)
FORBIDDEN = re.compile(r"\bas (u|i)(8|16|32|64|128|size)\b|\.expect\(")


def hits(file):
    """The lines of a file that cast or expect, up to its tests."""
    source = file.read_text()
    tests = TEST_MODULE.search(source)
    lines = source[: tests.start() if tests else None].splitlines()
    for number, line in enumerate(lines, 1):
        if FORBIDDEN.search(line.split("//")[0]):
            yield number, line.strip()


def main():
    found = 0
    for crate in CRATES:
        source = ROOT / crate / "src"
        for file in sorted(source.rglob("*.rs")):
            if NOT_WASM.search(str(file.relative_to(source))):
                continue
            for number, line in hits(file):
                found += 1
                print(f"{file.relative_to(ROOT)}:{number}: {line}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
