"""A disk that is really full: a small one in memory, which root alone may make."""

import asyncio
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.soak import server
from tools.soak.checked import Checked, check
from tools.soak.load import Outcome, after, press, saves

SIZE, LEFT = "12m", 300_000  # of the disk, and bytes that are left on it at first
ENOUGH = 60  # refused saves


@dataclass(frozen=True, slots=True)
class Filled:
    """What was acknowledged before the disk was full and after there was room again."""

    before: int
    refused: frozenset[int]
    after: int
    checked: Checked

    @property
    def held(self) -> bool:
        """Whether a full disk was told as one, lost nothing, and was over with room again."""
        return self.checked == Checked(0, 0, 0) and self.refused == {503} and self.after > 0


def fill(seed: int) -> Filled:
    """Patients save until the disk is full, and again when there is room."""
    with _disk() as disk, TemporaryDirectory(prefix="soak-") as data:
        database = f"sqlite:///{disk}/caseline.sqlite3"
        with server.clinic(Path(data), database) as process:
            patients = server.patients(Path(data), database, 12)
            makers = [saves(one) for one in patients]
            ballast = disk / "ballast"
            room = os.statvfs(disk)
            ballast.write_bytes(bytes(room.f_bavail * room.f_frsize - LEFT))
            full, again = Outcome(), Outcome()
            over = lambda: len(full.refused) > ENOUGH  # noqa: E731
            asyncio.run(press(process.address, makers, over, seed, full))
            ballast.unlink()
            asyncio.run(press(process.address, makers, after(2), seed + 1, again))
            told = Outcome(acknowledged=full.acknowledged + again.acknowledged)
            found = check(database, told)
    n_before, n_after = len(full.acknowledged), len(again.acknowledged)
    return Filled(n_before, frozenset(full.refused), n_after, found)


@contextmanager
def _disk() -> Iterator[Path]:
    with TemporaryDirectory(prefix="soak-") as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)
