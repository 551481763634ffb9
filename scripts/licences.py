#!/usr/bin/env python3
"""Checks that the licence of every dependency allows what this project does with it.

It reads `cargo tree`, so it needs the dependencies' manifests and nothing else from the network.
Security advisories are left out: they need a database that has to be fetched, and a check that
passes or fails by the day it runs on does not belong among those of a change. `cargo audit` does it.
"""

import json
import re
import subprocess
import sys

# What may be part of anything: licences that ask for no more than a notice.
PERMISSIVE = {
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "OpenSSL",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    # Copyleft by file: it asks for nothing as long as those files are not changed.
    "MPL-2.0",
}

# What the node may contain besides: the SDK's client crates. The exception lets other code be
# linked with them under its own licence.
NODE = {
    "GPL-3.0-only WITH Classpath-exception-2.0",
    "GPL-3.0-or-later WITH Classpath-exception-2.0",
}

# What a tool may contain that is run here and handed to nobody.
TOOL = {"GPL-3.0-only"}

ALLOWED = {
    "althing-node": PERMISSIVE | NODE,
    "althing-weights": PERMISSIVE | NODE | TOOL,
}

# Packages that name a file instead of an expression, and what the file says.
READ_BY_HAND = {
    ("ring", "0.16.20"): "ISC AND MIT AND OpenSSL",
}


def terms(expression):
    """The tokens of an SPDX expression; cargo's old `/` means OR."""
    spaced = expression.replace("/", " OR ")
    spaced = re.sub(r"(\S+)\s+WITH\s+(\S+)", r"\1_WITH_\2", spaced.replace("(", " ( ").replace(")", " ) "))
    return [t.replace("_WITH_", " WITH ") for t in spaced.split()]


def satisfied(expression, allowed):
    """Whether some choice that the expression leaves is made of allowed licences only."""
    tokens = terms(expression)

    def either():
        value = both()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            value = both() or value
        return value

    def both():
        value = single()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            value = single() and value
        return value

    def single():
        token = tokens.pop(0)
        if token == "(":
            value = either()
            tokens.pop(0)
            return value
        return token in allowed

    return either()


def cargo(*arguments):
    command = ["cargo", *arguments, "--locked"]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def members():
    """The names of the workspace's own packages."""
    found = json.loads(cargo("metadata", "--format-version", "1", "--no-deps"))
    return sorted(package["name"] for package in found["packages"])


def built_into(member):
    """What is built into a package, without what only its tests need: name, version and licence."""
    tree = cargo("tree", "-p", member, "-e", "normal,build", "--prefix", "none", "-f", "{p}|{l}")
    for line in set(tree.splitlines()):
        if line:
            package, licence = line.removesuffix(" (*)").split("|")
            name, version = package.split(" ")[:2]
            yield name, version.removeprefix("v"), licence


def main():
    checked, problems = set(), set()
    for member in members():
        for name, version, licence in built_into(member):
            checked.add((name, version))
            licence = licence or READ_BY_HAND.get((name, version))
            if not licence or not satisfied(licence, ALLOWED.get(member, PERMISSIVE)):
                problems.add(f"{member} contains {name} {version}: {licence or 'no licence stated'}")
    for problem in sorted(problems):
        print(problem, file=sys.stderr)
    print(f"{len(checked)} packages, {len(problems)} licences that are not allowed", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
