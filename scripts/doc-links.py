#!/usr/bin/env python3
"""Checks that what the documentation links to, inside the repository, exists."""

import os
import re
import sys
from pathlib import Path
from urllib.parse import unquote

LINK = re.compile(r"\]\(([^)\s]+)\)")
NOT_OURS = {".git", "node_modules", "target"}


def pages():
    """Every Markdown file of ours."""
    for directory, below, files in os.walk("."):
        below[:] = [name for name in below if name not in NOT_OURS]
        yield from (Path(directory, name) for name in files if name.endswith(".md"))


def main():
    os.chdir(Path(__file__).parent.parent)
    files, broken = list(pages()), []
    for file in files:
        for target in LINK.findall(file.read_text()):
            path = unquote(target.split("#")[0])
            if path and ":" not in path and not (file.parent / path).exists():
                broken.append(f"{file} links to {target}, which is not there")
    print("\n".join(broken) or f"the links of {len(files)} pages", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
