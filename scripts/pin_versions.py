"""Write the versions that `uv lock` resolved into pyproject.toml, as constraints.

A lock file names the package registry of the machine that made it, so none is committed; with these constraints every
machine resolves to the same versions. Run this after changing a dependency:

    uv lock && uv run python scripts/pin_versions.py

The constraints hold for `uv lock` as well: for newer versions make the list `[]` first and lock with `--upgrade`.
"""

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "uv.lock"
PROJECT = ROOT / "pyproject.toml"
CONSTRAINTS = re.compile(r"^constraint-dependencies = \[[^\]]*\]$", re.MULTILINE)


def constraints(lock: dict[str, Any]) -> list[str]:
    """`name==version` for each package that comes from a registry; where some platforms take another version, with their marker."""
    pins = []
    for package in lock["package"]:
        if "registry" not in package["source"]:
            continue
        pin = f"{package['name']}=={package['version']}"
        markers = " or ".join(f"({marker})" for marker in package.get("resolution-markers", []))
        pins.append(f"{pin} ; {markers}" if markers else pin)
    return sorted(pins)


def main() -> int:
    if not LOCK.exists():
        print("There is no uv.lock; make it with `uv lock`.", file=sys.stderr)
        return 1
    pins = constraints(tomllib.loads(LOCK.read_text(encoding="utf-8")))
    lines = "".join(f'  "{pin}",\n' for pin in pins)
    project = PROJECT.read_bytes().decode()  # bytes: the rest of the file stays as it is, line ends included
    pinned, found = CONSTRAINTS.subn(lambda _: f"constraint-dependencies = [\n{lines}]", project)
    if found != 1:
        print("pyproject.toml needs one `constraint-dependencies = []` under [tool.uv].", file=sys.stderr)
        return 1
    PROJECT.write_bytes(pinned.encode())
    print(f"{len(pins)} versions pinned.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
