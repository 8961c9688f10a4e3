"""`make soak`: fifty patients for a minute on both databases, a full disk, 1,000 times kill -9.

Prints what was measured; fails where anything acknowledged is lost or doubled, or where the
ratio to the bare view is above the target.
"""

import argparse
import asyncio
import os
import platform
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.soak import server
from tools.soak.checked import Checked, check
from tools.soak.full import fill
from tools.soak.kills import kill_while_saving
from tools.soak.load import saves
from tools.soak.ratio import compare, table

KINDS = ("SQLite", "PostgreSQL")
TARGET = 4.0  # times the bare view's 95th percentile


def main() -> int:
    """The whole soak; 0 where all of it held."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--seconds", type=float, default=60)
    told.add_argument("--kills", type=int, default=1000)
    told.add_argument("--seed", type=int, default=20261129)
    wanted = told.parse_args()
    print(f"Python {platform.python_version()}, seed {wanted.seed}, {platform.platform()}")
    found = [compare(kind, wanted.seconds, wanted.seed) for kind in KINDS]
    print(table(found), flush=True)
    for one in found:
        print(f"{one.kind}: {len(one.saved.acknowledged)} acknowledged, {one.checked}", flush=True)
    held = _filled(wanted.seed) and _killed(wanted.kills, wanted.seed)
    return 0 if held and all(one.whole and one.ratio <= TARGET for one in found) else 1


def _filled(seed: int) -> bool:
    if os.geteuid() != 0:
        print("no disk was filled: root alone may make a small one", flush=True)
        return True
    found = fill(seed)
    print(found, flush=True)
    return found.held


def _killed(kills: int, seed: int) -> bool:
    begun = time.perf_counter()
    with TemporaryDirectory(prefix="soak-") as folder:
        database = f"sqlite:///{folder}/caseline.sqlite3"
        with server.clinic(Path(folder), database) as process:
            patients = server.patients(Path(folder), database, 12)
            makers = [saves(one) for one in patients]
            outcome = asyncio.run(kill_while_saving(process, makers, kills, seed))
        found = check(database, outcome)
    seconds = time.perf_counter() - begun
    print(
        f"{kills} times kill -9 in {seconds:.0f} s: {len(outcome.acknowledged)} acknowledged, "
        f"{outcome.unanswered} left without an answer and sent again, {found}",
        flush=True,
    )
    return found == Checked(0, 0, 0)


if __name__ == "__main__":
    sys.exit(main())
