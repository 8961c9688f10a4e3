"""Notes the digest of each new definition as released; refuses where a released one has changed."""

import hashlib
import sys
from pathlib import Path

DATA = Path(__file__).parent.parent / "src" / "caseline" / "instruments" / "data"
RELEASED = DATA / "RELEASED.sha256"


def main() -> None:
    """Rewrites RELEASED.sha256 with the new definitions added."""
    released = read_released()
    for path in sorted(DATA.glob("*/instrument.toml")):
        name = path.relative_to(DATA).as_posix()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if released.setdefault(name, digest) != digest:
            sys.exit(f"{name} is released and has changed: a new revision needs its own folder")
    lines = [f"{digest}  {name}\n" for name, digest in sorted(released.items())]
    RELEASED.write_text("".join(lines), encoding="utf-8")


def read_released() -> dict[str, str]:
    """The digests by file, as `sha256sum` writes them."""
    if not RELEASED.exists():
        return {}
    lines = RELEASED.read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ") for line in lines)}


if __name__ == "__main__":
    main()
