"""Fail if a lock holds a download address: where packages come from is its reader's to say.

Usage: python tools/check_locks.py
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
ADDRESS = re.compile(r"\w+://|--(?:extra-)?index-url|--find-links|\B/(?:opt|home|root|work)/")


def addresses(lock: Path) -> list[str]:
    """Return each line that holds an address, with its place."""
    name = lock.relative_to(ROOT)
    lines = enumerate(lock.read_text().splitlines(), start=1)
    return [f"{name}:{number}: {line.strip()}" for number, line in lines if ADDRESS.search(line)]


def main() -> None:
    """Print what was found, and fail if anything was."""
    locks = [*sorted((ROOT / "requirements").glob("*.txt")), ROOT / "package-lock.json"]
    found = [line for lock in locks for line in addresses(lock)]
    print("\n".join(found) or f"{len(locks)} locks hold no download address.")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
